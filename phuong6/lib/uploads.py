"""What an uploaded file must be, judged by its content and never by its name (design.md §7).

Nothing here trusts a file: size, pages, pixels, unpacked memory and time are all bounded.
"""

import hashlib
import io
import re
import zipfile
from collections.abc import Collection
from dataclasses import dataclass
from typing import BinaryIO

from phuong6.lib.pdf_checks import count_pages, is_signed, open_pdf, strip_pdf
from phuong6.lib.photos import images_to_pdf, read_photo
from phuong6.lib.refusal import Refusal

__all__ = ["IMAGE", "MAX_BYTES", "PDF", "Inspected", "Refusal", "clean_pdf", "images_to_pdf", "inspect"]

MAX_BYTES = 20 * 1024 * 1024
PDF, IMAGE = "pdf", "image"

_JPEG, _PNG, _PDF = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"%PDF-"
_HTML = re.compile(
    rb"<\s*(?:!doctype\s+html|html|head|body|script|iframe|svg|\?php)|<\?xml|<\?php", re.IGNORECASE
)
_SEND = {
    frozenset({PDF}): "Hãy tải lên tệp PDF.",
    frozenset({IMAGE}): "Hãy tải lên ảnh chụp JPEG hoặc PNG.",
    frozenset({PDF, IMAGE}): "Hãy tải lên tệp PDF hoặc ảnh chụp (JPEG, PNG).",
}
# First bytes → what it is, told to the person who sent it.
_OTHERS = (
    (b"MZ", "Đây là tệp chương trình, không phải giấy tờ."),
    (b"\x7fELF", "Đây là tệp chương trình, không phải giấy tờ."),
    (b"#!", "Đây là tệp lệnh, không phải giấy tờ."),
    (b"\xd0\xcf\x11\xe0", "Đây là tệp Word hoặc Excel đời cũ. Hãy mở tệp, chọn Lưu thành PDF rồi tải lên."),
    (b"{\\rtf", "Đây là tệp RTF. Hãy mở bằng Word, chọn Lưu thành PDF rồi tải lên."),
    (b"Rar!", "Đây là tệp nén RAR. Hãy giải nén rồi tải lên từng tệp."),
    (b"7z\xbc\xaf", "Đây là tệp nén 7z. Hãy giải nén rồi tải lên từng tệp."),
    (b"GIF8", "Đây là ảnh GIF."),
    (b"BM", "Đây là ảnh BMP."),
    (b"II*\x00", "Đây là ảnh TIFF."),
    (b"MM\x00*", "Đây là ảnh TIFF."),
)


@dataclass(frozen=True)
class Inspected:
    """A file that passed: kind "pdf" or "image", its pages (a photo is one), SHA-256, bytes."""

    kind: str
    mime: str
    extension: str
    pages: int
    sha256: str
    size: int
    signed: bool = False


def _contents(source: bytes | BinaryIO) -> bytes:
    if isinstance(source, bytes | bytearray | memoryview):
        return bytes(source)
    source.seek(0)
    data = source.read(MAX_BYTES + 1)
    source.seek(0)
    return data


def _refuse_other(data: bytes, send: str) -> None:
    """Say what a file is that is neither PDF nor JPEG nor PNG. Always raises Refusal."""
    head = data[:1024]
    if head.startswith(b"PK"):
        names = _zip_names(data)
        if any(name.startswith("word/") for name in names):
            raise Refusal("Đây là tệp Word. Hãy in, ký rồi chụp ảnh, hoặc chọn Lưu thành PDF rồi tải lên.")
        if any(name.startswith("xl/") for name in names):
            raise Refusal("Đây là tệp Excel. Hãy chọn Lưu thành PDF rồi tải lên.")
        raise Refusal(f"Đây là tệp nén ZIP. Hãy giải nén trước. {send}")
    if head[4:12] in {b"ftypheic", b"ftypheix", b"ftypmif1", b"ftyphevc"}:
        raise Refusal(
            "Đây là ảnh HEIC của iPhone. Hãy vào Cài đặt, Camera, Định dạng, chọn “Tương thích nhất” rồi chụp lại."
        )
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        raise Refusal(f"Đây là ảnh WebP. {send}")
    for start, sentence in _OTHERS:
        if head.startswith(start):
            raise Refusal(sentence if "Hãy" in sentence else f"{sentence} {send}")
    if _PDF in head:
        raise Refusal(
            "Tệp PDF có dữ liệu lạ ở đầu tệp nên không nhận. Hãy mở tệp, chọn Lưu thành PDF rồi tải lên lại."
        )
    if _HTML.search(head):
        raise Refusal(f"Đây là trang web hoặc hình vẽ có mã lệnh, không phải giấy tờ. {send}")
    raise Refusal(f"Không nhận ra loại tệp này. {send}")


def _zip_names(data: bytes) -> list[str]:
    """Names inside `data` if it is a ZIP archive, wherever in the file that archive starts."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return []


def _refuse_polyglot(data: bytes) -> None:
    """A file that is also a ZIP or a web page is two files: one for us, one for somebody's browser."""
    if _zip_names(data):
        raise Refusal(
            "Tệp có một tệp nén giấu bên trong nên không nhận. Hãy in hoặc quét lại giấy tờ rồi tải lên."
        )
    if _HTML.search(data[:1024]) and data.startswith(_PDF):
        raise Refusal("Tệp PDF có mã trang web ở đầu tệp nên không nhận. Hãy quét lại giấy tờ rồi tải lên.")


def inspect(source: bytes | BinaryIO, *, allow: Collection[str] = (PDF, IMAGE)) -> Inspected:
    """Tell what an upload is, by its content.

    `source` is the bytes or a seekable binary file (left at its start). `allow` holds "pdf",
    "image" or both. Raises Refusal, a ValueError whose Vietnamese sentence says what to do.
    """
    data = _contents(source)
    send = _SEND[frozenset(allow)]
    if not data:
        raise Refusal(f"Tệp rỗng, không có nội dung. {send}")
    if len(data) > MAX_BYTES:
        raise Refusal(
            "Tệp lớn hơn 20 MB. Hãy quét với độ phân giải thấp hơn (200 dpi) hoặc chia thành nhiều tệp."
        )
    is_pdf, is_jpeg, is_png = data.startswith(_PDF), data.startswith(_JPEG), data.startswith(_PNG)
    if not (is_pdf or is_jpeg or is_png):
        _refuse_other(data, send)
    if (PDF if is_pdf else IMAGE) not in allow:
        raise Refusal(f"{'Đây là tệp PDF.' if is_pdf else 'Đây là ảnh.'} {send}")
    _refuse_polyglot(data)
    digest = hashlib.sha256(data).hexdigest()
    if is_pdf:
        with open_pdf(data) as pdf:
            return Inspected(
                PDF, "application/pdf", "pdf", count_pages(pdf), digest, len(data), is_signed(pdf)
            )
    read_photo(data).close()
    mime, extension = ("image/jpeg", "jpg") if is_jpeg else ("image/png", "png")
    return Inspected(IMAGE, mime, extension, 1, digest, len(data))


def clean_pdf(data: bytes) -> bytes:
    """Return an inspected PDF without metadata and left-over revisions; a signed one byte for byte.

    Rewriting would break a signature, so a signed file is kept exactly. Raises Refusal like `inspect`.
    """
    return data if inspect(data, allow={PDF}).signed else strip_pdf(data)
