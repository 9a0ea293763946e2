"""What comes back from the scanner or a phone, page by page, as pictures to be read."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
from PIL import Image

from phuong6.lib.photos import plain_photo
from phuong6.lib.refusal import Refusal

LONG_SIDE = 2400  # pixels of a page of a PDF; about 205 dpi on A4, four pixels a module of the code
SHORT_SIDE_AT_LEAST = 16  # pixels: a strip of a page is still a picture

# PDFium keeps one state for the whole process: one thread at a time.
_PDFIUM = threading.Lock()


@dataclass(frozen=True)
class SourcePage:
    """One page of an upload: its number from 1, and its picture as one sees it on the screen.

    A page PDFium cannot draw has no picture: it stays in the list, so that none is lost.
    """

    number: int
    is_photo: bool
    picture: Image.Image | None


def pages_of(data: bytes) -> Iterator[SourcePage]:
    """The pages of an inspected PDF or photograph, each drawn only when asked for. Raises Refusal."""
    if data.startswith(b"%PDF-"):
        yield from _pages_of_pdf(data)
    else:
        yield SourcePage(1, is_photo=True, picture=plain_photo(data))


def _pages_of_pdf(data: bytes) -> Iterator[SourcePage]:
    with _PDFIUM:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError:
            raise Refusal("Không mở được tệp PDF. Hãy quét lại giấy tờ rồi tải lên.") from None
        count = len(document)
    try:
        for index in range(count):
            with _PDFIUM:
                picture = _drawn(document, index)
            yield SourcePage(index + 1, is_photo=False, picture=picture)
    finally:
        with _PDFIUM:
            document.close()


def _drawn(document: pypdfium2.PdfDocument, index: int) -> Image.Image | None:
    """A picture LONG_SIDE pixels long, whatever size the page says it has."""
    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        return None
    try:
        width, height = page.get_size()
        longest, shortest = max(width, height), min(width, height)
        if shortest <= 0 or shortest / longest * LONG_SIDE < SHORT_SIDE_AT_LEAST:
            return None
        bitmap = page.render(scale=LONG_SIDE / longest, rev_byteorder=True, may_draw_forms=False)
        picture = bitmap.to_pil().convert("RGB")
        bitmap.close()
    except (pypdfium2.PdfiumError, ValueError, MemoryError):
        return None
    finally:
        page.close()
    return picture
