"""What a PDF says by itself: its words, its page code, and whether any mark of a hand is on it.

A PDF made by a word processor has a text layer; a scan or a photograph has none, and is only looked at for a code.
"""

import unicodedata
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium
import zxingcpp

from phuong6.lib.refusal import Refusal
from phuong6.lib.scans.codes import PageCode, parse
from phuong6.lib.scans.light import is_blank
from phuong6.lib.scans.pages import _PDFIUM as PDFIUM
from phuong6.lib.scans.pages import pages_of

MOST_PAGES = 40  # of which the words are read; the three papers of a unit have a few
MOST_LETTERS = 200_000
CODE_WIDTH, CODE_HEIGHT = 110, 90  # points: the corner of an upright page in which its code stands
CODE_SCALE = 3.0  # pixels a point, 216 dpi


@dataclass(frozen=True)
class Digital:
    """`text` is empty for pictures of paper; `bare` says that a digital file bears no picture and no note."""

    text: str
    code: PageCode | None
    bare: bool


def read_digital(data: bytes) -> Digital:
    """Read an inspected PDF once. What PDFium cannot open says nothing."""
    try:
        text, code, bare = _read(data)
    except (pypdfium2.PdfiumError, ValueError, MemoryError):
        return Digital("", None, bare=False)
    if not text:
        code = _code_of_picture(data)
    return Digital(text, code, bare=bare and bool(text))


def _read(data: bytes) -> tuple[str, PageCode | None, bool]:
    with PDFIUM:
        document = pypdfium2.PdfDocument(data)
        try:
            pieces, code, bare = [], None, True
            for index in range(min(len(document), MOST_PAGES)):
                page = document[index]
                pieces.append(_words(page))
                bare = bare and _is_bare(page)
                code = code or (_code_in_corner(page) if pieces[-1] else None)
                page.close()
        finally:
            document.close()
    return unicodedata.normalize("NFC", " ".join(" ".join(pieces).split()))[:MOST_LETTERS], code, bare


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


def _code_in_corner(page) -> PageCode | None:
    """The code at the lower right of an upright digital page: drawn sharp, so one look is enough."""
    width, height = page.get_size()
    if width <= CODE_WIDTH or height <= CODE_HEIGHT:
        return None
    bitmap = page.render(
        scale=CODE_SCALE, crop=(width - CODE_WIDTH, 0, 0, height - CODE_HEIGHT), grayscale=True
    )
    picture = bitmap.to_pil().copy()
    bitmap.close()
    return _look(picture, zxingcpp.Binarizer.LocalAverage)


def _code_of_picture(data: bytes) -> PageCode | None:
    """The code on the first page of a scan or photograph, in two looks: an upload does not wait for more.

    A page that needs closer looks (scans.read) is brought back as a stack.
    """
    try:
        first = next(pages_of(data), None)
    except Refusal:
        return None
    if first is None or first.picture is None or is_blank(first.picture):
        return None
    looks = (zxingcpp.Binarizer.LocalAverage, zxingcpp.Binarizer.GlobalHistogram)
    return next(filter(None, (_look(first.picture, each) for each in looks)), None)


def _look(picture, binarizer) -> PageCode | None:
    found = zxingcpp.read_barcodes(
        picture, formats=zxingcpp.BarcodeFormat.QRCode, try_invert=False, binarizer=binarizer
    )
    return next(filter(None, (parse(each.text) for each in found)), None)
