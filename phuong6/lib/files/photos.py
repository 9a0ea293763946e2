"""Photographs of papers: checked, turned upright, made light, and joined into one PDF."""

import io
import re
import struct
import threading
from collections.abc import Iterable
from contextlib import contextmanager

import pikepdf
from PIL import Image, ImageFile, ImageOps, JpegImagePlugin

from phuong6.lib.refusal import Refusal, refusal_of_all

MAX_PIXELS = 60_000_000
MAX_SCANS = 100  # of one JPEG; cameras write one, progressive files about ten
MAX_PHOTOS = 200
LONG_SIDE = 2200  # pixels; about 190 dpi on A4, readable in print
LARGEST = 2 * LONG_SIDE  # what is looked at; a JPEG is decoded no larger anyway
QUALITY = 80
A4 = (595.28, 841.89)  # points
MARGIN = 14.17  # points, 5 mm: what an office printer leaves white

_PILLOW = threading.Lock()
# What Pillow's readers raise for a damaged or hostile file.
_BROKEN = (
    OSError, SyntaxError, ValueError, MemoryError, struct.error, EOFError, KeyError, IndexError, TypeError,
    ArithmeticError,
)  # fmt: skip
BROKEN = "Ảnh bị hỏng hoặc tải lên chưa trọn. Hãy chụp lại rồi tải lên lần nữa."
TOO_LARGE = "Ảnh quá lớn (hơn 60 triệu điểm ảnh). Hãy chụp lại ở độ phân giải thường."


TOO_MANY_SCANS = "Ảnh JPEG được lưu quá phức tạp. Hãy chụp lại, hoặc lưu thành ảnh JPEG thường rồi tải lên."
_MARKER = re.compile(rb"\xff+([\x01-\xcf\xd8-\xfe])")  # neither a stuffed byte nor a restart
_SCAN, _END = b"\xda", b"\xd9"


def has_endless_scans(jpeg: bytes) -> bool:
    """Whether a JPEG wants its whole picture gone over again and again.

    Each scan may cost 60 million pixels and ten bytes: 300 kB of them kept a server busy for minutes.
    """
    place, scans = 2, 0
    while (found := _MARKER.search(jpeg, place)) and found[1] != _END:
        scans += found[1] == _SCAN
        if scans > MAX_SCANS:
            return True
        place = found.end() + int.from_bytes(jpeg[found.end() : found.end() + 2])
    return False


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
    except _BROKEN:
        raise Refusal(BROKEN) from None
    is_jpeg = isinstance(photo, JpegImagePlugin.JpegImageFile)  # also one with a second picture (MPO)
    if photo.width * photo.height > MAX_PIXELS:
        photo.close()
        raise Refusal(TOO_LARGE)
    if is_jpeg and has_endless_scans(data):
        photo.close()
        raise Refusal(TOO_MANY_SCANS)
    try:
        if is_jpeg:
            photo.draft("RGB", (LONG_SIDE, LONG_SIDE))
        with whole_pictures_only():
            photo.load()
    except _BROKEN:
        photo.close()
        raise Refusal(BROKEN) from None
    return photo


def plain_photo(data: bytes) -> Image.Image:
    """The picture as its camera was held: colours on white, no metadata, at most LARGEST. Raises Refusal."""
    try:
        with read_photo(data) as photo:
            turned = _upright(_made_small(photo))
            if turned.has_transparency_data:
                seen = turned.convert("RGBA")
                turned = Image.alpha_composite(Image.new("RGBA", seen.size, "white"), seen)
            return turned.convert("RGB")
    except MemoryError:
        raise Refusal(TOO_LARGE) from None


def _made_small(photo: Image.Image) -> Image.Image:
    """Small first, then everything else: 60 million pixels are copied once, not five times."""
    if photo.mode in {"I", "I;16", "F"}:
        photo = photo.convert("I").point(lambda value: value / 256).convert("L")
    elif photo.mode in {"1", "P", "PA"}:
        plain = "L" if photo.mode == "1" else "RGB"
        photo = photo.convert("RGBA" if photo.has_transparency_data else plain)
    photo.thumbnail((LARGEST, LARGEST), Image.Resampling.LANCZOS)
    return photo


def _upright(photo: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(photo)
    except (*_BROKEN, RecursionError):  # unreadable notes of the camera: the picture as it lies
        return photo


def light_photo(data: bytes) -> Image.Image:
    """As `plain_photo`, light enough to be kept by the hundred."""
    photo = plain_photo(data)
    photo.thumbnail((LONG_SIDE, LONG_SIDE), Image.Resampling.LANCZOS)
    return photo


def jpeg_of(picture: Image.Image) -> bytes:
    """Pixels only: no place, phone or hour of the photograph."""
    out = io.BytesIO()
    fresh = Image.frombytes("RGB", picture.size, picture.tobytes())
    fresh.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()


def resized(jpeg: bytes, long_side: int) -> Image.Image:
    """A picture that has been judged already, at most `long_side` pixels either way."""
    picture = plain_photo(jpeg)
    picture.thumbnail((long_side, long_side), Image.Resampling.LANCZOS)
    return picture


def add_photo_page(pdf: pikepdf.Pdf, picture: Image.Image) -> None:
    """A page of A4, lying or standing as the picture does, with the picture as large as margins allow."""
    width, height = picture.size
    paper = A4 if width <= height else A4[::-1]
    scale = min((paper[0] - 2 * MARGIN) / width, (paper[1] - 2 * MARGIN) / height)
    wide, high = width * scale, height * scale
    left, low = (paper[0] - wide) / 2, (paper[1] - high) / 2
    page = pdf.add_blank_page(page_size=paper)
    image = pdf.make_stream(
        jpeg_of(picture), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=width, Height=height,
        ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8, Filter=pikepdf.Name.DCTDecode,
    )  # fmt: skip
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Photo=image))
    page.obj.Contents = pdf.make_stream(
        f"q {wide:.2f} 0 0 {high:.2f} {left:.2f} {low:.2f} cm /Photo Do Q".encode("ascii")
    )


def images_to_pdf(photos: Iterable[bytes]) -> bytes:
    """Join JPEG and PNG photographs into one PDF, a page of A4 each, in the given order.

    Pages lie or stand as the picture does; the same photographs give the same bytes.
    Raises Refusal for no picture, too many, or some that are broken (a sentence names each).
    """
    bad = []
    with pikepdf.new() as pdf:
        for number, data in enumerate(photos, 1):
            if number > MAX_PHOTOS:
                raise Refusal(f"Chỉ ghép được tối đa {MAX_PHOTOS} ảnh một lần. Hãy chia thành nhiều lần.")
            try:
                add_photo_page(pdf, light_photo(data))
            except Refusal as refusal:
                bad.append(f"Ảnh thứ {number}: {refusal}")
        if bad:
            raise refusal_of_all(bad)
        if not len(pdf.pages):
            raise Refusal("Chưa có ảnh nào. Hãy chọn ít nhất một ảnh.")
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue()
