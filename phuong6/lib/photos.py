"""Photographs of papers: checked, turned upright, made light, and joined into one PDF."""

import io
import threading
from collections.abc import Iterable
from contextlib import contextmanager

import pikepdf
from PIL import Image, ImageFile, ImageOps

from phuong6.lib.refusal import Refusal

MAX_PIXELS = 60_000_000
MAX_PHOTOS = 200
LONG_SIDE = 2200  # pixels; about 190 dpi on A4, readable in print
QUALITY = 80
A4 = (595.28, 841.89)  # points
MARGIN = 14.17  # points, 5 mm: what an office printer leaves white

_PILLOW = threading.Lock()
BROKEN = "Ảnh bị hỏng hoặc tải lên chưa trọn. Hãy chụp lại rồi tải lên lần nữa."
TOO_LARGE = "Ảnh quá lớn (hơn 60 triệu điểm ảnh). Hãy chụp lại ở độ phân giải thường."


@contextmanager
def whole_pictures_only():
    """Refuse a picture cut off on its way.

    WeasyPrint, once imported, tells Pillow for the whole process to fill in what is missing; a
    page that came half must be photographed again instead.
    """
    with _PILLOW:
        before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
        try:
            yield
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = before


def read_photo(data: bytes) -> Image.Image:
    """Decode a JPEG or PNG whole, JPEG no larger than needed. Raises Refusal. The caller closes it."""
    try:
        photo = Image.open(io.BytesIO(data), formats=("JPEG", "PNG"))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Refusal(TOO_LARGE) from None
    except (OSError, SyntaxError, ValueError):
        raise Refusal(BROKEN) from None
    if photo.width * photo.height > MAX_PIXELS:
        photo.close()
        raise Refusal(TOO_LARGE)
    try:
        if photo.format == "JPEG":
            photo.draft("RGB", (LONG_SIDE, LONG_SIDE))
        with whole_pictures_only():
            photo.load()
    except (OSError, SyntaxError, ValueError, MemoryError):
        photo.close()
        raise Refusal(BROKEN) from None
    return photo


def _upright(data: bytes) -> tuple[bytes, int, int]:
    """Return a plain JPEG, its width and height: upright, on white, without any metadata."""
    with read_photo(data) as photo:
        turned = ImageOps.exif_transpose(photo)
        if turned.mode in {"I", "I;16", "F"}:
            turned = turned.convert("I").point(lambda value: value / 256).convert("L")
        if turned.has_transparency_data:
            seen = turned.convert("RGBA")
            turned = Image.alpha_composite(Image.new("RGBA", seen.size, "white"), seen)
        plain = turned.convert("RGB")
        plain.thumbnail((LONG_SIDE, LONG_SIDE), Image.Resampling.LANCZOS)
        out = io.BytesIO()
        # A fresh picture holds pixels only: no place, phone or hour of the photograph.
        Image.frombytes("RGB", plain.size, plain.tobytes()).save(out, "JPEG", quality=QUALITY, optimize=True)
        return out.getvalue(), plain.width, plain.height


def _add_page(pdf: pikepdf.Pdf, jpeg: bytes, width: int, height: int) -> None:
    paper = A4 if width <= height else A4[::-1]
    scale = min((paper[0] - 2 * MARGIN) / width, (paper[1] - 2 * MARGIN) / height)
    wide, high = width * scale, height * scale
    left, low = (paper[0] - wide) / 2, (paper[1] - high) / 2
    page = pdf.add_blank_page(page_size=paper)
    picture = pdf.make_stream(
        jpeg, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=width, Height=height,
        ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8, Filter=pikepdf.Name.DCTDecode,
    )  # fmt: skip
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Photo=picture))
    page.obj.Contents = pdf.make_stream(
        f"q {wide:.2f} 0 0 {high:.2f} {left:.2f} {low:.2f} cm /Photo Do Q".encode("ascii")
    )


def images_to_pdf(photos: Iterable[bytes]) -> bytes:
    """Join JPEG and PNG photographs into one PDF, a page of A4 each, in the given order.

    Pages lie or stand as the picture does; the same photographs give the same bytes.
    Raises Refusal for no picture, too many, or one that is broken (the sentence names which).
    """
    with pikepdf.new() as pdf:
        for number, data in enumerate(photos, 1):
            if number > MAX_PHOTOS:
                raise Refusal(f"Chỉ ghép được tối đa {MAX_PHOTOS} ảnh một lần. Hãy chia thành nhiều lần.")
            try:
                _add_page(pdf, *_upright(data))
            except Refusal as refusal:
                raise Refusal(f"Ảnh thứ {number}: {refusal}") from None
        if not len(pdf.pages):
            raise Refusal("Chưa có ảnh nào. Hãy chọn ít nhất một ảnh.")
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue()
