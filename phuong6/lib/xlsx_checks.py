"""What an .xlsx must not be, told before the fast reader sees it.

python-calamine lays a sheet out as one dense block from A1 to its last filled cell: a file of
5 kB with one value in XFD1048576 asks for 550 GB and ends the whole server process. So the
extent of every sheet is measured here first.
"""

import io
import lzma
import re
import zipfile
import zlib
from xml.parsers import expat

from phuong6.lib.refusal import Refusal

MAX_BYTES = 20 * 1024 * 1024
MAX_UNPACKED = 150 * 1024 * 1024
MAX_CELLS = 2_000_000  # of the block from A1 to the last filled cell

NOT_XLSX = "Đây không phải là bảng tính Excel (.xlsx). Hãy mở tệp bằng Excel, chọn Lưu thành “Excel Workbook (.xlsx)” rồi tải lên."
BROKEN = "Bảng tính bị hỏng hoặc tải lên chưa trọn. Hãy mở thử bằng Excel, lưu lại rồi tải lên lần nữa."
LOCKED = "Bảng tính đời cũ (.xls) hoặc đang đặt mật khẩu. Hãy mở bằng Excel, bỏ mật khẩu, chọn Lưu thành “Excel Workbook (.xlsx)” rồi tải lên."
TOO_LARGE = "Bảng tính quá lớn. Hãy chép phần danh sách cần nhập sang một tệp mới rồi tải lên."

_UNREADABLE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError, RuntimeError, OSError, EOFError,
    ValueError, expat.ExpatError,
)  # fmt: skip
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


class _Extent:
    """Measures one sheet while expat reads it: the last row and column with a value."""

    def __init__(self) -> None:
        self.row = self.column = self.here_row = self.here_column = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "row":
            given = attributes.get("r", "")
            self.here_row = int(given) if given.isdecimal() else self.here_row + 1
            self.here_column = 0
        elif name == "c":
            found = _REFERENCE.fullmatch(attributes.get("r", "").upper())
            self.here_column = _column_number(found[1]) if found else self.here_column + 1
            self.here_row = int(found[2]) if found else self.here_row
        elif name in {"v", "is", "f", "t"}:
            self.row, self.column = max(self.row, self.here_row), max(self.column, self.here_column)
            if self.row * self.column > MAX_CELLS:
                raise Refusal(TOO_LARGE)

    @staticmethod
    def refuse_doctype(*_declaration: object) -> None:
        raise Refusal(BROKEN)


def _refuse_endless_sheet(part: bytes) -> None:
    if b"sheetData" not in part:
        return
    extent, parser = _Extent(), expat.ParserCreate()
    parser.StartElementHandler = extent.start
    parser.StartDoctypeDeclHandler = extent.refuse_doctype
    parser.Parse(part, True)


def _refuse_parts(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if "xl/workbook.xml" not in names or "[Content_Types].xml" not in names:
        raise Refusal(NOT_XLSX)
    left = MAX_UNPACKED
    for part in parts:
        with archive.open(part) as stream:  # the stated size may lie: count what really comes out
            data = stream.read(left + 1)
        left -= len(data)
        if left < 0:
            raise Refusal(TOO_LARGE)
        _refuse_endless_sheet(data)


def refuse_bad_workbook(data: bytes) -> None:
    """Raise Refusal, with a sentence that says what to do, unless `data` is a readable .xlsx."""
    if not data:
        raise Refusal("Tệp rỗng, không có nội dung. Hãy chọn lại bảng tính Excel (.xlsx).")
    if len(data) > MAX_BYTES:
        raise Refusal(TOO_LARGE)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refusal(LOCKED)
    if not data.startswith(b"PK\x03\x04"):
        raise Refusal(NOT_XLSX)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _refuse_parts(archive)
    except Refusal:
        raise
    except _UNREADABLE:
        raise Refusal(BROKEN) from None
