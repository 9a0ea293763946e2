"""A table on paper as an .xlsx: titles, a header repeated on every page, borders, widths."""

import io
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from phuong6.lib.sheets.table_chart import Bars, add_bars
from phuong6.lib.text import nfc

FACE, SIZE = "Times New Roman", 13
NARROWEST, WIDEST = 6, 45  # characters
MAX_CELL = 32_767  # characters, Excel's own limit
MAX_SHEET_NAME = 31
LINE, PADDING, TALLEST = 17, 3, 409  # points: a line of the face, above and below it, Excel's own limit
_THIN = Side(style="thin", color="000000")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_INCH = 25.4


@dataclass(frozen=True)
class Percent:
    """A figure in percent, Decimal("99.90"): a number that a spreadsheet can go on counting with."""

    value: Decimal

    def __str__(self) -> str:
        return f"{self.value} %"


Value = str | int | Decimal | Percent | bool | date | datetime | None


def _put(cell: Cell, value: Value) -> None:
    """Write a value as what it is; text that begins like a formula stays text in every program."""
    if isinstance(value, bool):
        value = "có" if value else "không"
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", nfc(value))[:MAX_CELL]
        cell.data_type = "s"
        cell.quotePrefix = cell.value[:1] in {"=", "+", "-", "@"}
        cell.number_format = "@"
    elif isinstance(value, datetime):
        cell.value, cell.number_format = value.replace(tzinfo=None), "dd/mm/yyyy hh:mm"
    elif isinstance(value, date):
        cell.value, cell.number_format = value, "dd/mm/yyyy"
    elif isinstance(value, Percent):
        cell.value = value.value / 100
        cell.number_format = "0%" if value.value == int(value.value) else "0.00%"
    elif value is not None:
        cell.value, cell.number_format = value, "General" if value == int(value) else "0.00"
        if not -10_000 < value < 10_000:  # noqa: PLR2004 - below are years and counts
            cell.number_format = "#,##0"


def _spoken_width(value: Value) -> int:
    if isinstance(value, datetime):
        return 17
    if isinstance(value, date):
        return 11
    return max((len(line) for line in str("" if value is None else value).split("\n")), default=0)


def _set_page(sheet: Worksheet, header_row: int, *, landscape: bool) -> None:
    """A4 with NĐ 30/2020's margins, all columns on one page width, page number on top."""
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    margins = sheet.page_margins
    margins.top, margins.bottom, margins.left, margins.right = 20 / _INCH, 20 / _INCH, 30 / _INCH, 15 / _INCH
    sheet.print_title_rows = f"{header_row}:{header_row}"
    sheet.print_options.horizontalCentered = True
    sheet.oddHeader.center.text, sheet.oddHeader.center.font = "&P", f"{FACE},Regular"
    sheet.HeaderFooter.differentFirst = True
    sheet.freeze_panes = sheet.cell(header_row + 1, 1)


def _set_widths(
    sheet: Worksheet, header: Sequence[str], rows: Sequence[Sequence[Value]], widths: Sequence[int] | None
) -> list[float]:
    """The width each column got, in characters."""
    given = []
    for column, heading in enumerate(header):
        longest = max((_spoken_width(row[column]) for row in rows if column < len(row)), default=0)
        word = max((len(part) for part in heading.split()), default=0)
        fitted = min(WIDEST, max(NARROWEST, longest, word) * 1.15 + 2)
        given.append(widths[column] if widths else fitted)
        sheet.column_dimensions[get_column_letter(column + 1)].width = given[-1]
    return given


def _lines(value: Value, width: float) -> int:
    """How many lines a value takes in a column of this width."""
    if not isinstance(value, str) or (len(value) <= width and "\n" not in value):
        return 1
    return sum(len(textwrap.wrap(line, max(int(width), 1))) or 1 for line in value.split("\n"))


def _set_height(sheet: Worksheet, number: int, values: Sequence[Value], widths: Sequence[float]) -> None:
    """Said outright: LibreOffice keeps rows without a height one line high and lets their text run over."""
    lines = max((_lines(value, width) for value, width in zip(values, widths, strict=False)), default=1)
    sheet.row_dimensions[number].height = min(LINE * lines + PADDING, TALLEST)


def _set_titles(sheet: Worksheet, titles: Sequence[str], columns: int) -> None:
    for number, line in enumerate(titles, 1):
        cell = sheet.cell(number, 1)
        _put(cell, line)
        cell.font = Font(
            name=FACE, size=SIZE + 1 if number == 1 else SIZE, bold=number == 1, italic=number > 1
        )
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        if columns > 1:
            sheet.merge_cells(start_row=number, start_column=1, end_row=number, end_column=columns)


def _set_row(sheet: Worksheet, number: int, values: Sequence[Value], *, bold: bool = False) -> None:
    for column, value in enumerate(values, 1):
        cell = sheet.cell(number, column)
        _put(cell, value)
        cell.font = Font(name=FACE, size=SIZE, bold=bold)
        cell.border = _BORDER
        side = (
            "center"
            if bold or isinstance(value, date)
            else "right"
            if isinstance(value, int | Decimal | Percent)
            else "left"
        )
        cell.alignment = Alignment(horizontal=side, vertical="center", wrap_text=True)


@dataclass(frozen=True)
class TablePage:
    """One sheet ready to print: title lines, one header row, bordered rows, notes below.

    `titles` are one or several lines (the first bold, the others italic). Values: text, int, Decimal,
    Percent, date, datetime (Vietnam's clock), bool (có/không), None. `widths` in characters, fitted when not given.
    `bars` draws counts of the rows below the table.
    """

    titles: Sequence[str]
    header: Sequence[str]
    rows: Sequence[Sequence[Value]]
    sheet_name: str = "Bảng tổng hợp"
    widths: Sequence[int] | None = None
    notes: Sequence[str] = ()
    landscape: bool = True
    bars: Bars | None = None


def workbook(
    title: str | Sequence[str], header: Sequence[str], rows: Sequence[Sequence[Value]], **more
) -> bytes:
    """Return an .xlsx of one sheet; `more` as in TablePage. Text never becomes a formula."""
    return workbook_of([TablePage([title] if isinstance(title, str) else list(title), header, rows, **more)])


def workbook_of(pages: Sequence[TablePage]) -> bytes:
    """Return an .xlsx with a sheet for each page, in their order."""
    book = Workbook()
    book.remove(book.active)
    for page in pages:
        name = "".join(ch for ch in nfc(page.sheet_name) if ch not in r"[]:*?/\'")
        _fill(book.create_sheet(name[:MAX_SHEET_NAME]), page)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(sheet: Worksheet, page: TablePage) -> None:
    rows = [list(row) for row in page.rows]
    _set_titles(sheet, page.titles, len(page.header))
    header_row = len(page.titles) + 2
    _set_row(sheet, header_row, page.header, bold=True)
    for number, row in enumerate(rows, header_row + 1):
        _set_row(sheet, number, [*row, *[None] * (len(page.header) - len(row))])
    for number, note in enumerate(page.notes, header_row + len(rows) + 2):
        _put(sheet.cell(number, 1), note)
        sheet.cell(number, 1).font = Font(name=FACE, size=SIZE, italic=True)
    widths = _set_widths(sheet, page.header, rows, page.widths)
    for number, line in enumerate(page.titles, 1):
        _set_height(sheet, number, [line], [sum(widths)])
    for number, cells in enumerate([page.header, *rows], header_row):
        _set_height(sheet, number, cells, widths)
    _set_page(sheet, header_row, landscape=page.landscape)
    if page.bars:
        add_bars(sheet, page.bars, header_row, len(rows))
