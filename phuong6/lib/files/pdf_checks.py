"""What a PDF must not be: damaged, locked, endless, alive or carrying other files."""

import io
import re
import time

import pikepdf
from pikepdf.sanitize import Sanitizer

from phuong6.lib.files.pdf_bombs import (
    MAX_ALL_UNPACKED,
    MAX_SIDE,
    TOO_HEAVY,
    TOO_WIDE,
    refuse_endless_drawing,
    refuse_unlimited_packing,
    unpacked_size,
)
from phuong6.lib.refusal import Refusal

MAX_PAGES = 200
MAX_OBJECTS = 300_000
MAX_REVISIONS = 100  # cross-reference streams, each of which may unpack to 64 MB
MAX_SECONDS = 10

_LIVE_KEYS = frozenset({"/JS", "/JavaScript", "/XFA", "/RichMediaContent", "/RichMediaSettings"})
_LIVE_ACTIONS = frozenset(
    {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition", "/Movie", "/Sound", "/GoToE",
     "/GoToR", "/RichMediaExecute"}
)  # fmt: skip
_HARMLESS_ADDRESS = re.compile(rb"\s*(?:https?:|mailto:)", re.IGNORECASE)
_CARRIER_KEYS = frozenset({"/EmbeddedFiles", "/EF"})
_CARRIER_KINDS = frozenset({"/EmbeddedFile", "/FileAttachment"})
_MEDIA_KINDS = frozenset({"/3D", "/Movie", "/RichMedia", "/Screen", "/Sound", "/PS"})

_PRIVATE = Sanitizer().remove_private_app_data().remove_collection().remove_web_capture().remove_thumbnails()

DAMAGED = (
    "Tệp PDF bị hỏng hoặc tải lên chưa trọn. Hãy mở thử tệp trên máy, lưu lại thành PDF rồi tải lên lần nữa."
)
LOCKED = "Tệp PDF đang đặt mật khẩu hoặc khóa. Hãy bỏ mật khẩu (mở tệp rồi in thành PDF) và tải lên lại."
LIVE = "Tệp PDF có mã lệnh tự chạy nên không nhận. Hãy in tệp thành PDF mới hoặc quét bản giấy rồi tải lên."
LINKED = (
    "Tệp PDF có liên kết mở tệp hoặc chương trình khác nên không nhận. "
    "Hãy in tệp thành PDF mới hoặc quét bản giấy rồi tải lên."
)
MEDIA = "Tệp PDF có phim, âm thanh hoặc hình 3D nên không nhận. Hãy in tệp thành PDF mới hoặc quét bản giấy rồi tải lên."
CARRIER = "Tệp PDF có tệp khác đính kèm bên trong. Hãy bỏ tệp đính kèm (in tệp thành PDF mới) rồi tải lên."
TOO_LONG = f"Tệp PDF có hơn {MAX_PAGES} trang. Hãy chia thành nhiều tệp."


def _refuse_damaged_ends(data: bytes) -> None:
    """The end mark must stand at the end; only line ends and padding zeros may follow it."""
    end = data.rfind(b"%%EOF")
    if end < 0:
        raise Refusal(DAMAGED)
    if data[end + 5 :].strip(b"\r\n\t \x00\x1a"):
        raise Refusal(
            "Tệp PDF có dữ liệu lạ ở cuối tệp nên không nhận. Hãy in tệp thành PDF mới rồi tải lên."
        )


def open_pdf(data: bytes) -> pikepdf.Pdf:
    """Open and examine a PDF. The caller closes it. Raises Refusal; repairs nothing."""
    _refuse_damaged_ends(data)
    refuse_unlimited_packing(data, revisions=MAX_REVISIONS)
    try:
        pdf = pikepdf.open(io.BytesIO(data), attempt_recovery=False, suppress_warnings=True)
    except pikepdf.PasswordError:
        raise Refusal(LOCKED) from None
    except (pikepdf.PdfError, ValueError, RuntimeError) as error:
        raise Refusal(LOCKED if "encrypt" in str(error).lower() else DAMAGED) from None
    try:
        _examine(pdf)
    except BaseException:
        pdf.close()
        raise
    return pdf


def _examine(pdf: pikepdf.Pdf) -> None:
    if pdf.is_encrypted:
        raise Refusal(LOCKED)
    try:
        _refuse_live(pdf)
        _refuse_pages(pdf)
    except Refusal:
        raise
    except (pikepdf.PdfError, ValueError, RuntimeError, TypeError, AttributeError, KeyError):
        raise Refusal(DAMAGED) from None


def _refuse_pages(pdf: pikepdf.Pdf) -> None:
    if not len(pdf.pages):
        raise Refusal("Tệp PDF không có trang nào. Hãy quét lại giấy tờ rồi tải lên.")
    if len(pdf.pages) > MAX_PAGES:
        raise Refusal(TOO_LONG)
    if any(page.obj.get("/Type") != "/Page" for page in pdf.pages):
        raise Refusal(DAMAGED)
    drawn: dict[tuple[int, int], int] = {}
    for page in pdf.pages:
        refuse_endless_drawing(page, drawn)
        unit = float(page.obj.get("/UserUnit", 1))
        left, low, right, high = (float(edge) * unit for edge in page.mediabox)
        if max(abs(right - left), abs(high - low), unit) > MAX_SIDE:
            raise Refusal(TOO_WIDE)


def _refuse_live(pdf: pikepdf.Pdf) -> None:
    """Look into every object, one at a time and against the clock, before qpdf reads them all."""
    table = pdf.get_xref_table()
    if len(table) > MAX_OBJECTS:
        raise Refusal(TOO_HEAVY)
    _refuse_live_object(pdf.trailer)
    too_late, unpacked = time.monotonic() + MAX_SECONDS, 0
    # Packed objects (type 2) last: by then it is known what their streams unpack to.
    for place in sorted(table, key=lambda place: table[place].type):
        top = pdf.get_object(place)
        _refuse_live_object(top)
        if isinstance(top, pikepdf.Stream):
            unpacked += unpacked_size(top)
        if unpacked > MAX_ALL_UNPACKED or time.monotonic() > too_late:
            raise Refusal(TOO_HEAVY)


def _refuse_live_object(top: pikepdf.Object) -> None:
    """Walk one indirect object; those it refers to have their own turn."""
    waiting = [top]
    while waiting:
        found = waiting.pop()
        if isinstance(found, pikepdf.Array):
            waiting += [item for item in found if isinstance(item, pikepdf.Object) and not item.is_indirect]
        elif isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
            entries = dict(found.items())
            _refuse_live_entries(entries, is_stream=isinstance(found, pikepdf.Stream))
            waiting += [v for v in entries.values() if isinstance(v, pikepdf.Object) and not v.is_indirect]


def _refuse_live_entries(entries: dict, *, is_stream: bool) -> None:
    action = str(entries.get("/S"))
    if entries.keys() & _LIVE_KEYS or action in _LIVE_ACTIONS:
        raise Refusal(LIVE)
    kinds = {str(entries.get("/Type")), str(entries.get("/Subtype"))}
    if entries.keys() & _CARRIER_KEYS or kinds & _CARRIER_KINDS:
        raise Refusal(CARRIER)
    if kinds & _MEDIA_KINDS:
        raise Refusal(MEDIA)
    # /F as text names another file: of a file specification, a thread, a borrowed page or a stream.
    elsewhere = isinstance(entries.get("/F"), pikepdf.String) or (is_stream and "/F" in entries)
    if elsewhere or (action == "/URI" and not _is_harmless_address(entries.get("/URI"))):
        raise Refusal(LINKED)


def _is_harmless_address(found: object) -> bool:
    """Only web and mail: file:, smb: and other schemes start programs or hand passwords out."""
    return isinstance(found, pikepdf.String) and bool(_HARMLESS_ADDRESS.match(bytes(found)))


def count_pages(pdf: pikepdf.Pdf) -> int:
    """Return how many pages an opened file has."""
    return len(pdf.pages)


def is_signed(pdf: pikepdf.Pdf) -> bool:
    """Tell whether any part of the file is covered by a digital signature."""
    return any(
        isinstance(found, pikepdf.Dictionary) and "/ByteRange" in found and "/Contents" in found
        for found in pdf.objects
    )


def stripped(pdf: pikepdf.Pdf) -> bytes:
    """Rewrite an opened, unsigned PDF without metadata, opening actions and unused objects."""
    _PRIVATE.apply(pdf)
    for holder in (pdf.Root, *(page.obj for page in pdf.pages)):
        for key in ("/Metadata", "/OpenAction", "/AA", "/URI"):
            if key in holder:
                del holder[key]
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    out = io.BytesIO()
    # Streams are copied as they are packed: unpacking them again here could only fill the memory.
    pdf.save(out, deterministic_id=True, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return out.getvalue()
