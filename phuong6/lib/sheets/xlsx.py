"""Spreadsheets: read as an office keeps them, written as an office prints them.

Reading (python-calamine) trusts nothing but cell values: headers are found by their wording
wherever they stand, in one row or two, for exports put titles above them and totals below.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from phuong6.lib.refusal import Refusal
from phuong6.lib.sheets.table import workbook
from phuong6.lib.sheets.tables import NO_ROWS, read_tables
from phuong6.lib.sheets.xlsx_checks import LIST, refuse_bad_workbook
from phuong6.lib.text import nfc, search_key

__all__ = ["Cell", "Header", "Refusal", "Row", "Sheet", "find_header", "read_rows", "tidy_rows", "workbook"]

HEADER_WITHIN = 40  # rows from the top in which a header is looked for

Cell = str | int | float | bool | date | datetime | time | timedelta | None


@dataclass(frozen=True)
class Row:
    """A row that holds something: its number as Excel shows it and its cells, empty ones None."""

    number: int
    cells: tuple[Cell, ...]

    def cell(self, column: int | None) -> Cell:
        """Return the cell at a 0-based column; None when there is none."""
        return self.cells[column] if column is not None and column < len(self.cells) else None


@dataclass(frozen=True)
class Sheet:
    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Header:
    """Where the header ends and which 0-based columns each field has.

    A field has several columns when its heading spans them, as "Ngày sinh" over "Nam" and "Nữ".
    """

    last_row: int
    columns: Mapping[str, tuple[int, ...]]
    missing: tuple[str, ...]

    def value(self, row: Row, field: str) -> Cell:
        """Return the first filled cell of a field in a row, or None."""
        filled = (row.cell(column) for column in self.columns.get(field, ()))
        return next((cell for cell in filled if cell is not None), None)


def _tidy(value: Cell) -> Cell:
    """Whole floats as int, text in NFC and trimmed, empty as None."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str):
        return nfc(value) or None
    return value


def tidy_rows(numbered: Iterable[tuple[int, Sequence[Cell]]]) -> tuple[Row, ...]:
    """Rows as find_header reads them: their cells tidied, rows that hold nothing left out."""
    rows = (Row(number, tuple(map(_tidy, cells))) for number, cells in numbered)
    return tuple(row for row in rows if any(cell is not None for cell in row.cells))


def read_rows(data: bytes) -> list[Sheet]:
    """Return the visible sheets of an .xlsx with their non-empty rows.

    Judged by content; raises Refusal with a Vietnamese sentence for anything else, an empty,
    damaged, locked or too large workbook (20 MB, 32 MB unpacked, 200.000 cells).
    """
    refuse_bad_workbook(data, LIST)
    sheets = []
    for table in read_tables(data, judged=True):
        blank: list[Any] = [None] * table.left  # so that the first cell is of column A
        sheets.append(Sheet(table.name, tidy_rows((number, blank + cells) for number, cells in table.rows())))
    if not any(sheet.rows for sheet in sheets):
        raise Refusal(NO_ROWS)
    return sheets


def _wordings(wanted: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {search_key(wording): field for field, many in wanted.items() for wording in many}


def _fields_of(row: Row, known: Mapping[str, str]) -> dict[int, str]:
    """0-based columns whose heading is a known wording."""
    keys = ((column, search_key(cell)) for column, cell in enumerate(row.cells) if isinstance(cell, str))
    return {column: known[key] for column, key in keys if key in known}


def _is_second(upper: Row, lower: Row) -> bool:
    """A second header row only adds below blank or spanning headings; a person fills more."""
    filled = [column for column, cell in enumerate(lower.cells) if cell is not None]
    if not filled or lower.number != upper.number + 1:
        return False
    if not all(isinstance(lower.cells[column], str) for column in filled):
        return False
    below = [column for column in filled if upper.cell(column) is not None]
    spanning = all(upper.cell(column + 1) is None and lower.cell(column + 1) is not None for column in below)
    return spanning and len(filled) < len([cell for cell in upper.cells if cell is not None])


def _spread(upper: Row, lower: Row | None, known: Mapping[str, str]) -> dict[str, tuple[int, ...]]:
    """Columns by field; a heading with blanks on its right covers what the second row names there."""
    columns: dict[str, tuple[int, ...]] = {}
    first = _fields_of(upper, known)
    second = _fields_of(lower, known) if lower else {}
    for column, field in first.items():
        own = [column]
        following = column + 1
        while lower and lower.cell(column) is not None and following < len(lower.cells):
            if upper.cell(following) is not None or lower.cell(following) is None:
                break
            own.append(following)
            following += 1
        columns.setdefault(field, tuple(c for c in own if second.get(c, field) == field))
    for column, field in second.items():
        columns.setdefault(field, (column,))
    return columns


def find_header(rows: Sequence[Row], wanted: Mapping[str, Sequence[str]]) -> Header | None:
    """Find the header among the first rows and map fields to columns by accent-free wording.

    `wanted` maps a field to the headings it may stand under, e.g. {"name": ["Họ và tên", "Họ
    tên"]}. The row with most known headings wins (two at least, or all that are wanted); the row
    right below counts too if it only divides headings. Returns None when no row looks like a
    header; fields not found are in `missing`.
    """
    known = _wordings(wanted)
    best: Header | None = None
    for place, row in enumerate(rows):
        if row.number > HEADER_WITHIN:
            break
        below = rows[place + 1] if place + 1 < len(rows) else None
        lower = below if below and _is_second(row, below) else None
        columns = _spread(row, lower, known)
        if len(columns) < min(2, len(wanted)):
            continue
        missing = tuple(field for field in wanted if field not in columns)
        if best is None or len(missing) < len(best.missing):
            best = Header((lower or row).number, columns, missing)
    return best
