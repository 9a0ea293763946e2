"""PDFium at work: pages drawn, words read. A stranger's file is drawn by this module in a process of its own.

    python -m phuong6.lib.scans.drawing SECONDS     what `phuong6.lib.scans.apart` starts

It answers each line on its standard input: "open" and a path with the number of pages (0 for a file that does not
open), a page number (from 0) with the page's width and height and its RGB pixels, "words" and "lines" with the length of a
JSON text and that text. Before each answer it gives itself so many seconds of computing and no more; the kernel
ends it when they are used up.
"""

import json
import math
import resource
import struct
import sys
import threading
import unicodedata
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import zxingcpp
from PIL import Image

from phuong6.lib.scans.codes import parse
from phuong6.lib.scans.light import is_blank

LONG_SIDE = 2400  # pixels of a page of a PDF; about 205 dpi on A4, four pixels a module of the code
SHORT_SIDE_AT_LEAST = 16  # pixels: a strip of a page is still a picture
MEMORY = 2 * 1024**3  # bytes of address space
SIZE = struct.Struct(">II")

MOST_PAGES = 40  # of which the words are read; the three papers of a unit have a few
MOST_LETTERS = 200_000
MOST_LINES = 4_000
CODE_WIDTH, CODE_HEIGHT = 110, 90  # points: the corner of an upright page in which its code stands
CODE_SCALE = 3.0  # pixels a point, 216 dpi

_PDFIUM = threading.Lock()  # PDFium keeps one state for the whole process: one thread at a time


def own_page(pdf: bytes) -> Image.Image:
    """The first page of a PDF this software has just made, drawn here and now."""
    with _PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        picture = drawn(document, 0)
    if picture is None:
        raise ValueError("A page of our own cannot be drawn.")
    return picture


def drawn(document: pypdfium2.PdfDocument, index: int) -> Image.Image | None:
    """A picture LONG_SIDE pixels long, whatever size the page says it has; None for one that cannot be drawn."""
    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        return None
    try:
        width, height = page.get_size()
        longest, shortest = max(width, height), min(width, height)
        if shortest <= 0 or shortest / longest * LONG_SIDE < SHORT_SIDE_AT_LEAST:
            return None
        bitmap = page.render(scale=LONG_SIDE / longest, rev_byteorder=True)
        picture = bitmap.to_pil().convert("RGB")
        bitmap.close()
    except (pypdfium2.PdfiumError, ValueError, MemoryError):
        return None
    finally:
        page.close()
    return picture


# --- what a digital file says -------------------------------------------------------------------------


def words_of(document: pypdfium2.PdfDocument) -> dict:
    """Its text, the text of its page code ("" for none), and whether it bears no picture and no note."""
    pieces, code, bare = [], "", True
    for index in range(min(len(document), MOST_PAGES)):
        page = document[index]
        pieces.append(_words(page))
        bare = bare and _is_bare(page)
        code = code or (_code_in_corner(page) if pieces[-1] else "")
        page.close()
    text = unicodedata.normalize("NFC", " ".join(" ".join(pieces).split()))[:MOST_LETTERS]
    return {"text": text, "code": code if text else _code_of_picture(document), "bare": bare and bool(text)}


def lines_of(document: pypdfium2.PdfDocument) -> dict:
    """Its text as it stands: each line with how far from the left it begins, in points."""
    found: list[tuple[str, int]] = []
    for index in range(min(len(document), MOST_PAGES)):
        page = document[index]
        layer = page.get_textpage()
        at, count = 0, layer.count_chars()
        for line in layer.get_text_range().splitlines(keepends=True):
            text = unicodedata.normalize("NFC", line.replace("\ufffe", "-")).strip()
            first = at + len(line) - len(line.lstrip())
            if text:
                found.append((text, round(layer.get_charbox(first)[0]) if first < count else 0))
            at += len(line)
        layer.close()
        page.close()
    return {"lines": found[:MOST_LINES], "whole": len(document) <= MOST_PAGES and len(found) <= MOST_LINES}


def _words(page) -> str:
    layer = page.get_textpage()
    try:
        return layer.get_text_range()
    finally:
        layer.close()


def _is_bare(page) -> bool:
    """No picture and no annotation: nobody signed with an image, a stamp or a stylus."""
    if pdfium.FPDFPage_GetAnnotCount(page):
        return False
    return next(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=5), None) is None


def _code_in_corner(page) -> str:
    """The code at the lower right of an upright digital page: drawn sharp, so one look is enough."""
    width, height = page.get_size()
    if width <= CODE_WIDTH or height <= CODE_HEIGHT:
        return ""
    bitmap = page.render(
        scale=CODE_SCALE, crop=(width - CODE_WIDTH, 0, 0, height - CODE_HEIGHT), grayscale=True
    )
    picture = bitmap.to_pil().copy()
    bitmap.close()
    return _look(picture, zxingcpp.Binarizer.LocalAverage)


def _code_of_picture(document: pypdfium2.PdfDocument) -> str:
    """The code on the first page of a scan, in two looks: an upload does not wait for more.

    A page that needs closer looks (scans.read) is brought back as a stack.
    """
    picture = drawn(document, 0)
    if picture is None or is_blank(picture):
        return ""
    looks = (zxingcpp.Binarizer.LocalAverage, zxingcpp.Binarizer.GlobalHistogram)
    return next(filter(None, (_look(picture, each) for each in looks)), "")


def _look(picture: Image.Image, binarizer) -> str:
    found = zxingcpp.read_barcodes(
        picture,
        formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode),
        try_invert=False,
        binarizer=binarizer,
    )
    return next((each.text for each in found if parse(each.text)), "")


# --- in a process of its own --------------------------------------------------------------------------


def _breathe(seconds: int) -> None:
    """So many more seconds of computing from now on."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    most = math.ceil(used.ru_utime + used.ru_stime) + seconds  # the limit is in whole seconds
    resource.setrlimit(resource.RLIMIT_CPU, (most, resource.RLIM_INFINITY))


def _opened(path: str) -> pypdfium2.PdfDocument | None:
    try:
        document = pypdfium2.PdfDocument(Path(path))
        if len(document):
            document.init_forms()  # else PDFium draws no field that is filled in and no stamp of a signature
        return document if len(document) else None
    except pypdfium2.PdfiumError:
        return None


TEXTS = {"words": words_of, "lines": lines_of}


def _answer(document: pypdfium2.PdfDocument, asked: str) -> bytes:
    if asked in TEXTS:
        try:
            told = json.dumps(TEXTS[asked](document)).encode()
        except (pypdfium2.PdfiumError, ValueError, MemoryError):
            told = b"{}"
        return SIZE.pack(len(told), 0) + told
    picture = drawn(document, int(asked))
    return SIZE.pack(*picture.size) + picture.tobytes() if picture else SIZE.pack(0, 0)


def main(seconds: int) -> None:
    """Answer until nobody asks any more; one file is open at a time."""
    _, allowed = resource.getrlimit(resource.RLIMIT_AS)
    memory = MEMORY if allowed == resource.RLIM_INFINITY else min(MEMORY, allowed)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    out, document = sys.stdout.buffer, None
    for line in sys.stdin:
        _breathe(seconds)
        asked, _, path = line.strip().partition(" ")
        if asked == "open":
            if document:
                document.close()
            document = _opened(path)
            out.write(SIZE.pack(len(document) if document else 0, 0))
        else:
            out.write(_answer(document, asked))
        out.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]))
