"""What comes back from the scanner or a phone, page by page, as pictures to be read."""

from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image

from phuong6.lib.files.photos import plain_photo
from phuong6.lib.refusal import Refusal
from phuong6.lib.scans.apart import Apart


@dataclass(frozen=True)
class SourcePage:
    """One page of an upload: its number from 1, and its picture as one sees it on the screen.

    A page PDFium cannot draw, or not in time, has no picture: it stays in the list, so that none is lost.
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
    with Apart(data) as pdf:
        if not pdf.pages:
            raise Refusal("Không mở được tệp PDF. Hãy quét lại giấy tờ rồi tải lên.")
        for index in range(pdf.pages):
            yield SourcePage(index + 1, is_photo=False, picture=pdf.picture(index))
