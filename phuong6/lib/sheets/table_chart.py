"""Bars beside a table in an .xlsx: one bar a row, its parts the row's counts, told apart without colour."""

from dataclasses import dataclass

from openpyxl.chart import BarChart, Reference
from openpyxl.drawing.fill import ColorChoice, PatternFillProperties
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

INK, GREY, PAPER = "333333", "C8C8C8", "FFFFFF"
HATCHED, DOTTED = "wdUpDiag", "pct10"
LOOKS = (INK, HATCHED, DOTTED, GREY, PAPER)
WIDTH, ROW, FRAME, PAGE = 25.0, 0.7, 4.0, 14.0  # centimetres: width, each bar, legend and axis, tallest on A4


@dataclass(frozen=True)
class Bars:
    """Which columns of the table, counted from 1, name a bar and hold its parts (from `first` to `last`)."""

    title: str
    label: int
    first: int
    last: int


def add_bars(sheet: Worksheet, bars: Bars, header_row: int, rows: int) -> None:
    """Draw the rows on a page of their own below the table, in its order. Nothing where there is no row."""
    if not rows:
        return
    chart = BarChart()
    chart.type, chart.grouping, chart.overlap, chart.gapWidth = "bar", "stacked", 100, 40
    chart.title, chart.legend.position = bars.title, "b"
    last = header_row + rows
    chart.add_data(Reference(sheet, bars.first, header_row, bars.last, last), titles_from_data=True)
    chart.set_categories(Reference(sheet, bars.label, header_row + 1, bars.label, last))
    for look, part in zip(LOOKS, chart.series, strict=True):
        if look in {HATCHED, DOTTED}:
            part.graphicalProperties.pattFill = PatternFillProperties(
                prst=look, fgClr=ColorChoice(srgbClr=INK), bgClr=ColorChoice(srgbClr=PAPER)
            )
        else:
            part.graphicalProperties.solidFill = look
        part.graphicalProperties.line.solidFill = INK
    chart.x_axis.scaling.orientation = "maxMin"
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.number_format = "0"
    chart.width, chart.height = WIDTH, min(FRAME + ROW * rows, PAGE)
    sheet.add_chart(chart, f"A{last + 3}")
    sheet.row_breaks.append(Break(id=last + 1))
