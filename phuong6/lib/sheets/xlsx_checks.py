"""What an .xlsx must not be, told before the fast reader sees it.

python-calamine lays a sheet out as one dense block from A1 to its last filled cell: a file of
5 kB with one value in XFD1048576 asks for 550 GB and ends the whole server process. So the
extent of every sheet, and the text its cells share, are measured here first.
"""

import io
import lzma
import re
import zipfile
import zlib
from dataclasses import dataclass
from xml.parsers import expat

from phuong6.lib.refusal import Refusal

MAX_BYTES = 20 * 1024 * 1024
MAX_CELLS = 3_000_000  # of the block from A1 to the last filled cell


@dataclass(frozen=True)
class Bounds:
    """How much a workbook may hold: bytes unpacked, cells and letters of a sheet (shared texts counted for each cell)."""

    unpacked: int
    cells: int
    letters: int

    @property
    def tags(self) -> int:
        """Of one part; a filled cell takes four to eight, an empty one with a style takes one.

        37 million empty cells are a file of 150 kB, fill no block and keep a reader busy for minutes.
        """
        return 8 * self.cells


REGISTER = Bounds(150 * 1024 * 1024, MAX_CELLS, 30_000_000)  # what other systems export
LIST = Bounds(32 * 1024 * 1024, 200_000, 10_000_000)  # what people type, read while they wait
SHARED = "xl/sharedstrings.xml"  # the reader takes it in any case of letters

NOT_XLSX = "Đây không phải là bảng tính Excel (.xlsx). Hãy mở tệp bằng Excel, chọn Lưu thành “Excel Workbook (.xlsx)” rồi tải lên."
BROKEN = "Bảng tính bị hỏng hoặc tải lên chưa trọn. Hãy mở thử bằng Excel, lưu lại rồi tải lên lần nữa."
LOCKED = "Bảng tính đời cũ (.xls) hoặc đang đặt mật khẩu. Hãy mở bằng Excel, bỏ mật khẩu, chọn Lưu thành “Excel Workbook (.xlsx)” rồi tải lên."
TOO_LARGE = "Bảng tính quá lớn. Hãy chép phần danh sách cần nhập sang một tệp mới rồi tải lên."

_UNREADABLE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError, RuntimeError, OSError, EOFError,
    ValueError, expat.ExpatError,
)  # fmt: skip
_LONGEST_INDEX = 12  # digits
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


class _SharedTexts:
    """Measures the texts that cells share, in their order."""

    def __init__(self) -> None:
        self.lengths: list[int] = []

    def start(self, tag: str, _attributes: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == "si":
            self.lengths.append(0)

    def text(self, data: str) -> None:
        if self.lengths:
            self.lengths[-1] += len(data)


class _Extent:
    """Measures one sheet while expat reads it: the last row and column with a value, and all its text.

    A text of 1 MB that 10.000 cells share is a file of 10 kB and fills 10 GB.
    """

    def __init__(self, shared: list[int], bounds: Bounds) -> None:
        self.bounds = bounds
        self.row = self.column = self.here_row = self.here_column = 0
        self.shared, self.letters = shared, 0
        self.is_shared, self.index = False, ""

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
            self.is_shared, self.index = attributes.get("t") == "s", ""
        elif name in {"v", "is", "f", "t"}:
            self.row, self.column = max(self.row, self.here_row), max(self.column, self.here_column)
            if self.row * self.column > self.bounds.cells:
                raise Refusal(TOO_LARGE)

    def text(self, data: str) -> None:
        if self.is_shared and len(self.index) < _LONGEST_INDEX:
            self.index += data

    def end(self, tag: str) -> None:
        if self.is_shared and tag.rpartition(":")[2] == "c":
            place = int(self.index) if self.index.strip().isdecimal() else len(self.shared)
            self.letters += self.shared[place] if place < len(self.shared) else 0
            if self.letters > self.bounds.letters:
                raise Refusal(TOO_LARGE)


_COLUMN = re.compile(rb'<c r="([A-Z]{1,3})')
_ROW = re.compile(rb'<c r="[A-Z]{1,3}([0-9]{1,7})"')
_ANY_CELL = re.compile(rb"<(?:[^<>\s]*:)?c[\s/>]")
_PLAIN_CELL = re.compile(rb'<c r="[A-Z]{1,3}[0-9]{1,7}"(?: s="[0-9]+")?(?: t="[A-Za-z]+")?/?>')
_SHARED_INDEX = re.compile(rb't="s"><v>([0-9]{1,9})</v>')
_PIECE = 4 * 1024 * 1024


def _cells_in(piece: bytes) -> int:
    """How many cells begin here, in whatever way they are written."""
    plain = piece.count(b"<c")
    if plain == piece.count(b"<c ") and b":c" not in piece:
        return plain
    return len(_ANY_CELL.findall(piece))


def _small_at_a_glance(part: bytes, lengths: list[int], bounds: Bounds) -> bool:
    """Whether a sheet is certainly within bounds, told many times sooner than by reading its XML.

    False means only that it has to be read: written in an unusual way, or large if its empty cells count.
    """
    head = part[:200].lower()
    if not head.startswith((b"<?xml", b"<worksheet")) or (b"encoding" in head and b"utf-8" not in head):
        return False
    row = column = letters = start = 0
    while start < len(part):
        end = part.find(b"<row", start + _PIECE)  # no cell is cut in two
        piece = part[start : end if end > 0 else len(part)]
        start += len(piece)
        columns, rows = _COLUMN.findall(piece), _ROW.findall(piece)
        if not len(rows) == len(columns) == _cells_in(piece):
            return False
        column = max([column, *(_column_number(each.decode()) for each in set(columns))])
        row = max([row, *map(int, set(rows))])
        if lengths and (shared := piece.count(b't="s"')):
            places = list(map(int, _SHARED_INDEX.findall(piece)))
            if len(places) != shared or max(places) >= len(lengths):
                return False
            letters += sum(map(lengths.__getitem__, places))
        if lengths and len(_PLAIN_CELL.findall(piece)) != len(rows):
            return False  # a type may be written so that it was not seen
    return row * column <= bounds.cells and letters <= bounds.letters


def _refuse_doctype(*_declaration: object) -> None:
    raise Refusal(BROKEN)


def _read(part: bytes, reader: _SharedTexts | _Extent) -> None:
    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.CharacterDataHandler = reader.start, reader.text
    parser.EndElementHandler = getattr(reader, "end", None)
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.Parse(part, True)


def _refuse_parts(archive: zipfile.ZipFile, bounds: Bounds) -> None:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if "xl/workbook.xml" not in names or "[Content_Types].xml" not in names:
        raise Refusal(NOT_XLSX)
    if sum(part.filename.lower() == SHARED for part in parts) > 1:
        raise Refusal(BROKEN)  # which of them the reader takes is not for us to guess
    if sum(part.file_size for part in parts) > bounds.unpacked:
        raise Refusal(TOO_LARGE)
    left, texts = bounds.unpacked, _SharedTexts()
    # The shared texts first: the sheets that use them are measured by their lengths.
    for part in sorted(parts, key=lambda part: part.filename.lower() != SHARED):
        with archive.open(part) as stream:  # the stated size may lie: count what really comes out
            data = stream.read(left + 1)
        left -= len(data)
        if left < 0 or data.count(b"<") > bounds.tags:
            raise Refusal(TOO_LARGE)
        if part.filename.lower() == SHARED:
            _read(data, texts)
        elif b"sheetData" in data and (
            b"<!DOCTYPE" in data or not _small_at_a_glance(data, texts.lengths, bounds)
        ):
            _read(data, _Extent(texts.lengths, bounds))


def refuse_bad_workbook(data: bytes, bounds: Bounds = REGISTER) -> None:
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
            _refuse_parts(archive, bounds)
    except Refusal:
        raise
    except _UNREADABLE:
        raise Refusal(BROKEN) from None
