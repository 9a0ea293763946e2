"""Tables as other systems export them, row by row: .xlsx, .csv, and the older .xls and .ods.

Judged by content, never by name. A table of any length is walked through, not laid out a second time in memory.
"""

import codecs
import csv
import io
import itertools
import json
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from xml.parsers import expat

import python_calamine

from phuong6.lib.refusal import Refusal
from phuong6.lib.sheets.unseen import MOST_ACROSS, SHOWN_ERROR, Unseen, unseen_in
from phuong6.lib.sheets.xlsx_checks import BROKEN, MAX_BYTES, MAX_CELLS, TOO_LARGE, refuse_bad_workbook
from phuong6.lib.text import nfc

Cells = list[Any]  # str, int, float, bool, date, datetime, time, Unread; "" or None where empty

NOT_A_TABLE = "Đây không phải là bảng tính. Hãy tải lên tệp Excel (.xlsx, .xls), LibreOffice (.ods) hoặc CSV mà phần mềm xuất ra."
A_WEB_PAGE = "Tệp này mang tên bảng tính nhưng là trang web. Hãy mở bằng Excel, chọn Lưu thành “Excel Workbook (.xlsx)” rồi tải lên."
LOCKED = "Bảng tính bị hỏng hoặc đang đặt mật khẩu. Hãy mở bằng Excel, bỏ mật khẩu, chọn Lưu thành “Excel Workbook (.xlsx)” rồi tải lên."
LETTERS_LOST = "Chữ Việt trong tệp CSV này đã mất, thành dấu “?”, vì tệp được xuất bằng bảng mã không có chữ Việt. Hãy xuất lại và chọn bảng mã UTF-8, hoặc lưu thành Excel (.xlsx) rồi tải lên."
NO_ROWS = "Bảng tính không có dòng nào. Hãy kiểm tra lại tệp rồi tải lên."
_OLD, _ZIP = b"\xd0\xcf\x11\xe0", b"PK\x03\x04"
_ODS = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
_OTHERS = (
    b"MZ",
    b"\x7fELF",
    b"%PDF",
    b"\xff\xd8\xff",
    b"\x89PNG",
    b"GIF8",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"{\\rtf",
    b"#!",
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEPARATORS = ";,\t|"
_LOOKED_AT = 40  # lines from which the separator is judged
_LONGEST_CELL = 32_767  # characters, Excel's own limit
_OLD_SECONDS = 90
_LOST = re.compile(
    r"(?<!\S)[^\s/=]*[^\W\d_]\?[^\W\d_][^\s/=]*"
)  # a word with “?” inside, which is no address
_MOST_LOST, _LOST_WITHIN = 5, 20_000  # words, characters from the top
CSV = "CSV"  # the name of the only sheet of a .csv
NARROW, LEAST_BESIDE = 3, 3  # columns of a merged cell, filled cells of its row, that make it no heading


@dataclass(frozen=True)
class Table:
    """One sheet: its name and its rows, each with its number as Excel shows it, empty ones included.

    `left`: empty columns before the first that holds something; the rows begin after them.
    """

    name: str
    rows: Callable[[], Iterator[tuple[int, Cells]]]
    left: int = 0
    unseen: Unseen = field(default_factory=Unseen)

    def below(self, header_row: int) -> Iterator[tuple[int, Cells, frozenset[int]]]:
        """The rows under the header as somebody sees them, each with the columns that a merged cell fills.

        A cell whose value cannot be known is an Unread. A row that holds nothing of its own stays empty, and so does
        what lies under a heading that spans a row of its own.
        """
        if not self.unseen.cells and not self.unseen.merged:
            nothing: frozenset[int] = frozenset()
            yield from ((number, cells, nothing) for number, cells in self.rows() if number > header_row)
            return
        merged: dict[int, list] = {}
        for top, first, bottom, last in self.unseen.merged:
            merged.setdefault(top, []).append((first, min(last, first + MOST_ACROSS), bottom))
        covering: dict[int, tuple[int, object]] = {}
        for number, cells in self.rows():
            for column, unread in self.unseen.cells.get(number, {}).items():
                cells.extend([""] * (column + 1 - len(cells)))
                cells[column] = unread
            if number > header_row:
                yield number, cells, _filled(number, cells, merged.get(number, ()), covering)

    def head(self, count: int) -> list[tuple[int, Cells]]:
        """The first rows."""
        return list(itertools.islice(self.rows(), count))


def _filled(number: int, cells: Cells, starting: Sequence, covering: dict) -> frozenset[int]:
    """Fill in a row what merged cells show there; the columns filled. `covering`: column → last row and value."""
    own = sum(cell not in ("", None) for cell in cells)
    for first, last, bottom in starting:
        value = cells[first] if first < len(cells) else ""
        if bottom == number and (last - first >= NARROW or own < LEAST_BESIDE):
            continue  # a heading or a note over the whole row
        covering |= dict.fromkeys(range(first, last + 1), (bottom, value))
    filled = set()
    for column, (bottom, value) in list(covering.items()):
        if bottom < number or value in ("", None):
            del covering[column]
        elif own and (column >= len(cells) or cells[column] in ("", None)):
            cells += [""] * (column + 1 - len(cells))
            cells[column] = value
            filled.add(column)
    return frozenset(filled)


def read_tables(data: bytes, *, judged: bool = False) -> list[Table]:
    """The visible sheets of a file that hold something. Raises Refusal with a Vietnamese sentence.

    `judged`: the caller knows by their hash that these very bytes came through here before.
    """
    if not data:
        raise Refusal("Tệp rỗng, không có nội dung. Hãy chọn lại tệp.")
    if len(data) > MAX_BYTES:
        raise Refusal(TOO_LARGE)
    if data.startswith(_OLD) or (data.startswith(_ZIP) and data[30:].startswith(_ODS)):
        found = _old(data)
    elif data.startswith(_ZIP):
        if not judged:
            refuse_bad_workbook(data)
        found = _workbook(data)
    else:
        found = [_text(data)]
    if not found:
        raise Refusal(NO_ROWS)
    return found


def _workbook(data: bytes) -> list[Table]:
    try:
        with ThreadPoolExecutor(1) as beside:
            unseen = beside.submit(unseen_in, data)
            book = python_calamine.load_workbook(io.BytesIO(data))
            sheets = [book.get_sheet_by_name(name) for name in _shown(book)]
        found = unseen.result()
    except (python_calamine.CalamineError, zipfile.BadZipFile, expat.ExpatError, KeyError):
        raise Refusal(BROKEN) from None
    if not {sheet.name for sheet in sheets} <= found.keys():
        raise Refusal(BROKEN)  # which part of the file a sheet is cannot be told: it may hide errors
    return [_of_sheet(sheet, found[sheet.name]) for sheet in sheets if sheet.end is not None]


def _shown(book: python_calamine.CalamineWorkbook) -> list[str]:
    return [
        meta.name
        for meta in book.sheets_metadata
        if meta.typ == python_calamine.SheetTypeEnum.WorkSheet
        and meta.visible == python_calamine.SheetVisibleEnum.Visible
    ]


def _of_sheet(sheet: python_calamine.CalamineSheet, unseen: Unseen) -> Table:
    return Table(nfc(sheet.name), lambda: enumerate(sheet.iter_rows(), 1), (sheet.start or (0, 0))[1], unseen)


# --- .xls and .ods ------------------------------------------------------------------------------------
# Neither can be measured before it is read, and a few bytes of one may ask for all memory there is. So another
# process reads it, with an end to its memory and time, and hands the cells over.


def _old(data: bytes) -> list[Table]:
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as made:
        given.write(data)
        given.seek(0)
        try:
            done = subprocess.run(  # noqa: S603 - our own module
                [sys.executable, "-m", "phuong6.lib.sheets.old_tables", str(MAX_CELLS)],
                stdin=given,
                stdout=made,
                stderr=subprocess.DEVNULL,
                timeout=_OLD_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise Refusal(TOO_LARGE) from None
        made.seek(0)
        if done.returncode:
            raise Refusal(LOCKED if done.returncode == 1 else TOO_LARGE)
        lines = io.TextIOWrapper(made, encoding="utf-8")
        found: dict[str, list[tuple[int, Cells]]] = {}
        unseen: dict[str, Unseen] = {}
        for line in lines:
            name, number, cells = json.loads(line)
            if number:
                found.setdefault(name, []).append((number, [_back(cell) for cell in cells]))
            else:
                unseen[name] = Unseen.from_json(cells)
    return [Table(nfc(name), _again(rows), unseen=unseen[name]) for name, rows in found.items()]


def _again(rows: list[tuple[int, Cells]]) -> Callable[[], Iterator[tuple[int, Cells]]]:
    """Rows to be walked through more than once, each a list of its own: who reads them fills some."""
    return lambda: ((number, list(cells)) for number, cells in rows)


def _back(cell: object) -> object:
    """A cell as old_tables wrote it; days are the only lists."""
    return date.fromisoformat(cell[0]) if isinstance(cell, list) else cell


# --- .csv ---------------------------------------------------------------------------------------------


def _text(data: bytes) -> Table:
    if data.lstrip()[:1] == b"<":
        raise Refusal(A_WEB_PAGE)
    text = _decoded(data)
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == len("sep=") + 1:
        separator, before, text = first.strip()[-1], 1, rest  # Excel's own first line
    else:
        separator, before = _separator(text), 0
    rows, unseen, filled = _csv_rows(text, separator, before), Unseen(), 0
    has_errors = SHOWN_ERROR.search(text) is not None
    try:
        for number, cells in rows():
            filled += any(cells)
            for column, cell in enumerate(cells) if has_errors else ():
                if SHOWN_ERROR.fullmatch(cell.strip()):
                    unseen.put(number, column, cell.strip())
    except csv.Error:
        raise Refusal(NOT_A_TABLE) from None
    if not filled:
        raise Refusal(NO_ROWS)
    return Table(CSV, rows, unseen=unseen)


def _csv_rows(text: str, separator: str, before: int) -> Callable[[], Iterator[tuple[int, Cells]]]:
    def rows() -> Iterator[tuple[int, Cells]]:
        csv.field_size_limit(_LONGEST_CELL)
        return enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator), before + 1)

    return rows


def _decoded(data: bytes) -> str:
    """The text of a .csv in the encodings offices meet: UTF-8, Excel's UTF-16, Windows' own 1258."""
    if data.startswith(_OTHERS):
        raise Refusal(NOT_A_TABLE)
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode("cp1258", errors="replace")
        if text.count("\ufffd") * 100 > len(text):
            raise Refusal(NOT_A_TABLE) from None
    if any(ord(letter) < ord("\t") for letter in set(text)):
        raise Refusal(NOT_A_TABLE)
    if len(_LOST.findall(text[:_LOST_WITHIN])) >= _MOST_LOST:
        raise Refusal(LETTERS_LOST)
    return text


def _separator(text: str) -> str:
    """What parts the cells: the sign that makes most of the first lines equally long, and long."""
    lines = list(itertools.islice(io.StringIO(text), _LOOKED_AT))

    def worth(sign: str) -> int:
        try:
            widths = [len(row) for row in csv.reader(lines, delimiter=sign) if row]
        except csv.Error:
            return 0
        return max((widths.count(width) * width for width in set(widths) if width > 1), default=0)

    return max(_SEPARATORS, key=worth)
