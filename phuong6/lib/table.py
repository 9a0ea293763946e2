"""A table on paper as an .xlsx: titles, a header repeated on every page, borders, widths."""

import io
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from phuong6.lib.text import nfc

FACE, SIZE = "Times New Roman", 13
NARROWEST, WIDEST = 6, 45  # characters
MAX_CELL = 32_767  # characters, Excel's own limit
MAX_SHEET_NAME = 31
_THIN = Side(style="thin", color="000000")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_INCH = 25.4

Value = str | int | Decimal | bool | date | datetime | None


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
    elif value is not None:
        cell.value, cell.number_format = value, "General" if value == int(value) else "0.00"
        if abs(value) >= 10_000:  # noqa: PLR2004 - below are years and counts
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
) -> None:
    for column, heading in enumerate(header):
        longest = max((_spoken_width(row[column]) for row in rows if column < len(row)), default=0)
        word = max((len(part) for part in heading.split()), default=0)
        fitted = min(WIDEST, max(NARROWEST, longest, word) * 1.15 + 2)
        sheet.column_dimensions[get_column_letter(column + 1)].width = widths[column] if widths else fitted


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
            if isinstance(value, int | Decimal)
            else "left"
        )
        cell.alignment = Alignment(horizontal=side, vertical="center", wrap_text=True)


def workbook(
    title: str | Sequence[str],
    header: Sequence[str],
    rows: Sequence[Sequence[Value]],
    *,
    sheet_name: str = "Bảng tổng hợp",
    widths: Sequence[int] | None = None,
    notes: Sequence[str] = (),
    landscape: bool = True,
) -> bytes:
    """Return an .xlsx ready to print: title lines, one header row, bordered rows, notes below.

    `title` is one line or several (the first bold, the others italic). Values: text, int,
    Decimal, date, datetime (Vietnam's clock), bool (có/không), None. `widths` in characters,
    fitted when not given. Text never becomes a formula.
    """
    rows = [list(row) for row in rows]
    titles = [title] if isinstance(title, str) else list(title)
    book = Workbook()
    sheet = book.active
    sheet.title = "".join(ch for ch in nfc(sheet_name) if ch not in r"[]:*?/\'")[:MAX_SHEET_NAME]
    _set_titles(sheet, titles, len(header))
    header_row = len(titles) + 2
    _set_row(sheet, header_row, header, bold=True)
    for number, row in enumerate(rows, header_row + 1):
        _set_row(sheet, number, [*row, *[None] * (len(header) - len(row))])
    for number, note in enumerate(notes, header_row + len(rows) + 2):
        _put(sheet.cell(number, 1), note)
        sheet.cell(number, 1).font = Font(name=FACE, size=SIZE, italic=True)
    _set_widths(sheet, header, rows, widths)
    _set_page(sheet, header_row, landscape=landscape)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
