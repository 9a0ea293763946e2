"""What an uploaded file must be, judged by its content and never by its name (SECURITY.md).

Nothing here trusts a file: size, pages, pixels, unpacked memory and time are all bounded.
"""

import hashlib
import io
import re
import zipfile
from collections.abc import Collection
from dataclasses import dataclass
from typing import BinaryIO

from phuong6.lib.files.pdf_checks import is_signed, open_pdf, stripped
from phuong6.lib.files.photos import images_to_pdf, jpeg_of, light_photo, read_photo
from phuong6.lib.refusal import Refusal

__all__ = [
    "IMAGE",
    "MAX_BYTES",
    "PDF",
    "Inspected",
    "Refusal",
    "clean_pdf",
    "images_to_pdf",
    "inspect",
    "receive",
]

MAX_BYTES = 20 * 1024 * 1024
PDF, IMAGE = "pdf", "image"

_JPEG, _PNG, _PDF = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"%PDF-"
_HTML = re.compile(
    rb"<\s*(?:!doctype\s+html|html|head|body|script|iframe|svg|\?php)|<\?xml|<\?php", re.IGNORECASE
)
_MIME = {"pdf": "application/pdf", "jpg": "image/jpeg", "png": "image/png"}
_SEND = {
    frozenset({PDF}): "Hãy tải lên tệp PDF.",
    frozenset({IMAGE}): "Hãy tải lên ảnh chụp JPEG hoặc PNG.",
    frozenset({PDF, IMAGE}): "Hãy tải lên tệp PDF hoặc ảnh chụp (JPEG, PNG).",
}
_APPLE = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
# First bytes → what it is, told to the person who sent it.
_OTHERS = (
    (b"MZ", "Đây là tệp chương trình, không phải giấy tờ."),
    (b"\x7fELF", "Đây là tệp chương trình, không phải giấy tờ."),
    (b"#!", "Đây là tệp lệnh, không phải giấy tờ."),
    (b"\xd0\xcf\x11\xe0", "Đây là tệp Word hoặc Excel đời cũ. Hãy mở tệp, chọn Lưu thành PDF rồi tải lên."),
    (b"{\\rtf", "Đây là tệp RTF. Hãy mở bằng Word, chọn Lưu thành PDF rồi tải lên."),
    (b"Rar!", "Đây là tệp nén RAR. Hãy giải nén rồi tải lên từng tệp."),
    (b"7z\xbc\xaf", "Đây là tệp nén 7z. Hãy giải nén rồi tải lên từng tệp."),
    (b"\x1f\x8b", "Đây là tệp nén. Hãy giải nén rồi tải lên từng tệp."),
    (b"BZh", "Đây là tệp nén. Hãy giải nén rồi tải lên từng tệp."),
    (b"\xfd7zXZ", "Đây là tệp nén. Hãy giải nén rồi tải lên từng tệp."),
    (b"\xca\xfe\xba\xbe", "Đây là tệp chương trình, không phải giấy tờ."),
    (b"L\x00\x00\x00\x01\x14\x02", "Đây là lối tắt của Windows, không phải giấy tờ."),
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


def _refuse_container(head: bytes, data: bytes, send: str) -> None:
    """ZIP, the ftyp family (HEIC, AVIF, films) and RIFF, told apart by what is inside."""
    if head.startswith(b"PK"):
        names = _zip_names(data)
        if any(name.startswith("word/") for name in names):
            raise Refusal("Đây là tệp Word. Hãy in, ký rồi chụp ảnh, hoặc chọn Lưu thành PDF rồi tải lên.")
        if any(name.startswith("xl/") for name in names):
            raise Refusal("Đây là tệp Excel. Hãy chọn Lưu thành PDF rồi tải lên.")
        raise Refusal(f"Đây là tệp nén ZIP. Hãy giải nén trước. {send}")
    if head[4:8] == b"ftyp" and head[8:12] not in _APPLE:
        raise Refusal(f"Đây là tệp phim hoặc ảnh AVIF. {send}")
    if head[4:8] == b"ftyp":
        raise Refusal(
            "Đây là ảnh HEIC của iPhone. Hãy vào Cài đặt, Camera, Định dạng, chọn “Tương thích nhất” rồi chụp lại."
        )
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        raise Refusal(f"Đây là ảnh WebP. {send}")


def _refuse_other(data: bytes, send: str) -> None:
    """Say what a file is that is neither PDF nor JPEG nor PNG. Always raises Refusal."""
    head = data[:1024]
    _refuse_container(head, data, send)
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
    if _kind(data, allow) == PDF:
        with open_pdf(data) as pdf:
            return _described(data, PDF, "pdf", pages=len(pdf.pages), signed=is_signed(pdf))
    read_photo(data).close()
    return _described(data, IMAGE, "jpg" if data.startswith(_JPEG) else "png")


def receive(source: bytes | BinaryIO, *, allow: Collection[str] = (PDF, IMAGE)) -> tuple[Inspected, bytes]:
    """What is kept of an upload, and what that is: nothing of it but pages and pixels.

    A PDF without metadata and left-over revisions, or byte for byte if it is digitally signed
    (rewriting would break the signature); a photograph as a plain upright JPEG. Raises Refusal
    like `inspect`; a file that is alive is refused, never mended: a mended paper is not the one sent.
    """
    data = _contents(source)
    if _kind(data, allow) == IMAGE:
        kept = jpeg_of(light_photo(data))
        return _described(kept, IMAGE, "jpg"), kept
    with open_pdf(data) as pdf:
        signed = is_signed(pdf)
        kept = data if signed else stripped(pdf)
        return _described(kept, PDF, "pdf", pages=len(pdf.pages), signed=signed), kept


def clean_pdf(data: bytes) -> bytes:
    """Return what `receive` keeps of a PDF."""
    return receive(data, allow={PDF})[1]


def _kind(data: bytes, allow: Collection[str]) -> str:
    """PDF or IMAGE by the first bytes. Raises Refusal for everything else."""
    send = _SEND[frozenset(allow)]
    if not data:
        raise Refusal(f"Tệp rỗng, không có nội dung. {send}")
    if len(data) > MAX_BYTES:
        raise Refusal(
            "Tệp lớn hơn 20 MB. Hãy quét với độ phân giải thấp hơn (200 dpi) hoặc chia thành nhiều tệp."
        )
    if not data.startswith((_PDF, _JPEG, _PNG)):
        _refuse_other(data, send)
    kind = PDF if data.startswith(_PDF) else IMAGE
    if kind not in allow:
        raise Refusal(f"{'Đây là tệp PDF.' if kind == PDF else 'Đây là ảnh.'} {send}")
    _refuse_polyglot(data)
    return kind


def _described(data: bytes, kind: str, extension: str, *, pages: int = 1, signed: bool = False) -> Inspected:
    digest = hashlib.sha256(data).hexdigest()
    return Inspected(kind, _MIME[extension], extension, pages, digest, len(data), signed)
