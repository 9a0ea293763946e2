"""The signed copy: recognised pages, upright and in order, as one PDF."""

import io
import math
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass

import pikepdf
from PIL import Image

from phuong6.lib.files.photos import add_photo_page, plain_photo
from phuong6.lib.scans.light import even_light
from phuong6.lib.scans.read import Reading
from phuong6.lib.scans.sheet import onto_sheet, sheet_corners

LONG_SIDE = 2000  # pixels of a page made from a photo; about 170 dpi on A4
WHITE = 224  # grey from which paper is white: no grain, smaller files
LEAST_SKEW = 0.3  # degrees: less is not seen
PDF_START = b"%PDF-"
_NOT_OF_THE_PAGE = ("/AA", "/B", "/Metadata", "/PieceInfo", "/StructParents", "/Tabs", "/Thumb")


@dataclass(frozen=True)
class Sheet:
    """A page to be kept: the upload it came in (inspected), its number there from 1, and how it was read.

    Sheets of one upload share one `data`. A page placed by hand has a Reading with the turn the clerk gave it.
    """

    data: bytes
    number: int
    reading: Reading


def upright_pages(sheets: Iterable[Sheet]) -> bytes:
    """One PDF of the sheets in the order given; the same sheets give the same bytes.

    Pages of a PDF are kept as they are, only turned; photos become a page of A4: upright, the sheet cut out
    where its edges are sure, evenly light, in colour. Raises Refusal for a photo that is broken, ValueError for
    no sheet at all.
    """
    with ExitStack() as opened, pikepdf.new() as pdf:
        sources: dict[int, pikepdf.Pdf] = {}
        for sheet in sheets:
            if not sheet.data.startswith(PDF_START):
                add_photo_page(pdf, upright_photo(sheet.data, sheet.reading))
                continue
            if id(sheet.data) not in sources:
                sources[id(sheet.data)] = opened.enter_context(_opened(sheet.data))
            pdf.pages.append(sources[id(sheet.data)].pages[sheet.number - 1])
            pdf.pages[-1].rotate(-sheet.reading.turn % 360, relative=True)
        if not pdf.pages:
            raise ValueError("Không có trang nào để ghép.")
        pdf.remove_unreferenced_resources()
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _opened(data: bytes) -> pikepdf.Pdf:
    """The upload with signatures and remarks drawn into its pages, which else would lose them."""
    source = pikepdf.open(io.BytesIO(data), suppress_warnings=True)
    source.flatten_annotations("print")
    for page in source.pages:
        for key in ("/Annots", *_NOT_OF_THE_PAGE):
            if key in page.obj:
                del page.obj[key]
    return source


def upright_photo(data: bytes, reading: Reading) -> Image.Image:
    """The photographed sheet as if scanned: upright, its paper white, seals red and pens blue."""
    photo = plain_photo(data)
    corners = sheet_corners(photo, reading)
    if corners:
        flat = _cut_out(photo, corners)
    else:
        photo.thumbnail((LONG_SIDE, LONG_SIDE), Image.Resampling.LANCZOS, reducing_gap=2)
        flat = _turned(photo, reading)
    bands = [even_light(band).point(_whitened) for band in flat.split()]
    return Image.merge("RGB", bands)


def _whitened(level: int) -> int:
    return min(255, level * 255 // WHITE)


def _cut_out(photo: Image.Image, corners) -> Image.Image:
    """The sheet alone, its corners square."""
    lies = math.dist(corners[0], corners[1]) > math.dist(corners[0], corners[3])
    long = min(LONG_SIDE, round(max(math.dist(corners[0], corners[1]), math.dist(corners[0], corners[3]))))
    size = (long, round(long * 210 / 297)) if lies else (round(long * 210 / 297), long)
    a, b, c, d, e, f, g, h = onto_sheet(corners)
    width, height = size
    numbers = (a / width, b / height, c, d / width, e / height, f, g / width, h / height)
    return photo.transform(size, Image.Transform.PERSPECTIVE, numbers, Image.Resampling.BICUBIC)


def _turned(photo: Image.Image, reading: Reading) -> Image.Image:
    """The whole photo, turned back; what comes into view at the corners is white."""
    quarters = {
        90: Image.Transpose.ROTATE_90,
        180: Image.Transpose.ROTATE_180,
        270: Image.Transpose.ROTATE_270,
    }
    if reading.turn in quarters:
        photo = photo.transpose(quarters[reading.turn])
    if abs(reading.skew) < LEAST_SKEW:
        return photo
    return photo.rotate(reading.skew, Image.Resampling.BICUBIC, expand=True, fillcolor="white")
