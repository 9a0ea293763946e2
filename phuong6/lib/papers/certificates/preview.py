"""A certificate as a picture for whoever is placing its blocks: over the blank's photograph, with the boxes drawn in.

Neither photograph nor boxes ever reach a printed page: they are put together here, pixel by pixel, on a picture.
"""

import io

from PIL import Image, ImageChops, ImageDraw

from phuong6.lib.files.photos import plain_photo
from phuong6.lib.papers.certificates.drawing import preview_certificate
from phuong6.lib.papers.certificates.text import CertificateDesign, CertificateText
from phuong6.lib.scans.drawing import own_page

LONG_SIDE = 1400  # pixels
COLOURS = 96  # enough for text, border and a photograph to be placed by; a third of the bytes
BOX_COLOUR = (20, 90, 190)
PALE = 0.55  # how far the blank's photograph is brought towards white, so that the text stands out


def preview_png(
    text: CertificateText, design: CertificateDesign, *, background: bytes | None = None, boxes: bool = False
) -> bytes:
    """The page as PNG; `background` is a photograph of the blank (JPEG or PNG), stretched over the whole paper.

    `boxes` draws the outline of every block the ward has placed. Raises Refusal for a broken photograph,
    MissingFaceError when a typeface is not installed.
    """
    picture = own_page(preview_certificate(text, design))
    picture.thumbnail((LONG_SIDE, LONG_SIDE), Image.Resampling.LANCZOS)
    if background:
        blank = plain_photo(background).resize(picture.size, Image.Resampling.LANCZOS)
        picture = ImageChops.multiply(
            picture, Image.blend(blank, Image.new("RGB", blank.size, "white"), PALE)
        )
    if boxes:
        _draw_boxes(picture, text, design)
    out = io.BytesIO()
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(out, "PNG", optimize=False)
    return out.getvalue()


def _draw_boxes(picture: Image.Image, text: CertificateText, design: CertificateDesign) -> None:
    pen, pixels = ImageDraw.Draw(picture), picture.width / design.size[0]
    for _, place in design.arrangement(text).places:
        corners = place.left, place.top, place.left + place.width, place.top + place.height
        pen.rectangle([value * pixels for value in corners], outline=BOX_COLOUR)
