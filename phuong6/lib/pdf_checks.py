"""What a PDF must not be: damaged, locked, endless, alive or carrying other files."""

import io
import re
import time

import pikepdf
from pikepdf.settings import set_qpdf_limits

from phuong6.lib.refusal import Refusal

MAX_PAGES = 200
MAX_OBJECTS = 300_000
MAX_REVISIONS = 100  # cross-reference streams, each of which may unpack to MAX_UNPACKED
MAX_UNPACKED = 64 * 1024 * 1024  # bytes that one stream may unpack to
MAX_SECONDS = 10

# Process-wide, as pikepdf asks: set once, before any thread opens a file.
set_qpdf_limits(
    flate_max_memory=MAX_UNPACKED,
    run_length_max_memory=MAX_UNPACKED,
    png_max_memory=MAX_UNPACKED,
    tiff_max_memory=MAX_UNPACKED,
    parser_max_container_size=1_000_000,
    parser_max_nesting=100,
    max_stream_filters=5,
)

_LIVE_KEYS = frozenset({"/JS", "/JavaScript", "/XFA", "/RichMediaContent", "/RichMediaSettings"})
_LIVE_ACTIONS = frozenset(
    {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition", "/Movie", "/Sound", "/GoToE",
     "/GoToR", "/RichMediaExecute"}
)  # fmt: skip
_HARMLESS_ADDRESS = re.compile(rb"\s*(?:https?:|mailto:)", re.IGNORECASE)
_CARRIER_KEYS = frozenset({"/EmbeddedFiles", "/EF"})
_CARRIER_KINDS = frozenset({"/EmbeddedFile", "/FileAttachment"})

DAMAGED = (
    "Tệp PDF bị hỏng hoặc tải lên chưa trọn. Hãy mở thử tệp trên máy, lưu lại thành PDF rồi tải lên lần nữa."
)
LOCKED = "Tệp PDF đang đặt mật khẩu hoặc khóa. Hãy bỏ mật khẩu (mở tệp rồi in thành PDF) và tải lên lại."
LIVE = "Tệp PDF có mã lệnh tự chạy nên không nhận. Hãy in tệp thành PDF mới hoặc quét bản giấy rồi tải lên."
LINKED = (
    "Tệp PDF có liên kết mở tệp hoặc chương trình khác nên không nhận. "
    "Hãy in tệp thành PDF mới hoặc quét bản giấy rồi tải lên."
)
CARRIER = "Tệp PDF có tệp khác đính kèm bên trong. Hãy bỏ tệp đính kèm (in tệp thành PDF mới) rồi tải lên."
TOO_HEAVY = (
    "Tệp PDF quá phức tạp, không kiểm tra được. Hãy in tệp thành PDF mới hoặc quét bản giấy rồi tải lên."
)
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
    if len(re.findall(rb"/XRef\b", data)) > MAX_REVISIONS:
        raise Refusal(TOO_HEAVY)
    try:
        pdf = pikepdf.open(io.BytesIO(data), attempt_recovery=False, suppress_warnings=True)
    except pikepdf.PasswordError:
        raise Refusal(LOCKED) from None
    except (pikepdf.PdfError, ValueError, RuntimeError):
        raise Refusal(DAMAGED) from None
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


def _refuse_live(pdf: pikepdf.Pdf) -> None:
    """Look into every object, one at a time and against the clock, before qpdf reads them all."""
    size = int(pdf.trailer.get("/Size", 0))
    if size > MAX_OBJECTS:
        raise Refusal(TOO_HEAVY)
    too_late = time.monotonic() + MAX_SECONDS
    for number in range(1, size):
        _refuse_live_object(pdf.get_object((number, 0)))
        if time.monotonic() > too_late:
            raise Refusal(TOO_HEAVY)
    for seen, later in enumerate(pdf.objects):  # generations above 0; all packed ones are known by now
        if seen > MAX_OBJECTS or time.monotonic() > too_late:
            raise Refusal(TOO_HEAVY)
        if later.objgen[1]:
            _refuse_live_object(later)


def _refuse_live_object(top: pikepdf.Object) -> None:
    """Walk one indirect object; those it refers to have their own turn."""
    waiting = [top]
    while waiting:
        found = waiting.pop()
        if isinstance(found, pikepdf.Array):
            waiting += [item for item in found if isinstance(item, pikepdf.Object) and not item.is_indirect]
        elif isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
            entries = dict(found.items())
            if entries.keys() & _LIVE_KEYS or str(entries.get("/S")) in _LIVE_ACTIONS:
                raise Refusal(LIVE)
            if str(entries.get("/S")) == "/URI" and not _is_harmless_address(entries.get("/URI")):
                raise Refusal(LINKED)
            kinds = {str(entries.get("/Type")), str(entries.get("/Subtype"))}
            if entries.keys() & _CARRIER_KEYS or kinds & _CARRIER_KINDS:
                raise Refusal(CARRIER)
            waiting += [v for v in entries.values() if isinstance(v, pikepdf.Object) and not v.is_indirect]


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


def strip_pdf(data: bytes) -> bytes:
    """Rewrite an unsigned PDF without metadata, opening actions and unused objects."""
    with open_pdf(data) as pdf:
        for key in ("/Metadata", "/OpenAction", "/AA", "/PieceInfo"):
            if key in pdf.Root:
                del pdf.Root[key]
        if "/Info" in pdf.trailer:
            del pdf.trailer["/Info"]
        for page in pdf.pages:
            for key in ("/AA", "/Metadata", "/PieceInfo"):
                if key in page.obj:
                    del page.obj[key]
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue()
