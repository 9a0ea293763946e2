"""The progress of a campaign as .xlsx, with the numbers of its page."""

from datetime import date

from campaigns.models import Campaign
from criteria.measuring.behind import Behind, behind_of, headline
from criteria.measuring.obligations import Cell
from criteria.measuring.progress import Box, Line, matrix_of
from criteria.measuring.standing import Standing
from phuong6.lib.sheets.table import Percent, TablePage, Value, workbook_of
from phuong6.lib.sheets.table_chart import Bars
from phuong6.lib.vietnamese import percent_of

OVERVIEW = ("Chỉ tiêu", "Mức phấn đấu", "Thực hiện", "Tỷ lệ", "Cùng kỳ năm trước", "Tình trạng")
EACH = (
    "Chỉ tiêu",
    "Đơn vị",
    "Kỳ",
    "Hạn báo cáo",
    "Thực hiện",
    "Tổng số",
    "Cử dự thay",
    "Tỷ lệ",
    "Tình trạng",
    "Xác nhận",
)
BEHIND = ("Đơn vị phải làm", "Việc phải làm", "Chỉ tiêu", "Kỳ", "Hạn báo cáo", "Quá hạn (ngày)", "Tình trạng")
COUNTS = ("Số", "Chỉ tiêu", *(each.label for each in Standing))
NOT_ASKED = "Không giao"


def progress_workbook(campaign: Campaign, cells: list[Cell], today: date) -> bytes:
    """Targets by units, their reports as bars, every report that is asked for, and what is behind."""
    mark = f" ({campaign.mark})" if campaign.mark else ""
    titles = (f"TIẾN ĐỘ THỰC HIỆN CHỈ TIÊU{mark}", campaign.name)
    matrix = matrix_of(cells)
    rows = [
        (
            row.target.name, row.target.asked, _noted(row.total.figures, row.total.delegated_words),
            _percent(row.total), _last_year(row.total),
            _noted(row.total.standing.label, row.total.unverified_words), *(_box(box) for _, box in row.pairs),
        )
        for row in matrix.rows
    ]  # fmt: skip
    header = (*OVERVIEW, *map(str, matrix.units))
    return workbook_of(
        [
            TablePage(titles, header, rows, "Tổng hợp", notes=headline(cells, today)),
            TablePage(
                titles,
                COUNTS,
                [_counts(number, row.total) for number, row in enumerate(matrix.rows, 1)],
                "Biểu đồ",
                bars=Bars("Số báo cáo theo tình trạng, từng chỉ tiêu", 1, 3, len(COUNTS)),
            ),
            TablePage(titles, EACH, [_each(cell) for cell in cells], "Từng kỳ"),
            TablePage(titles, BEHIND, [_behind(each) for each in behind_of(cells, today)], "Việc đang chậm"),
        ]
    )


def _box(box: Box) -> str:
    if box.standing is None:
        return NOT_ASKED
    return _noted(box.standing.label, "; ".join(filter(None, (box.words, box.notes))))


def _noted(text: str, note: str) -> str:
    return f"{text} ({note})" if note else text


def _percent(line: Line) -> Value:
    """A number wherever there is one, kept off 100 and off the threshold like the words of the page."""
    if line.tally.sent == 0:
        return line.percent
    return _number(line, (line.numerator, line.denominator)) or line.percent


def _last_year(line: Line) -> Value:
    figures = line.last_year_figures
    return (figures and _number(line, figures)) or line.last_year


def _number(line: Line, figures: tuple[int, int]) -> Percent | None:
    percent = percent_of(*figures, line.target.threshold)
    return None if percent is None else Percent(percent)


def _counts(number: int, total: Line) -> tuple:
    return (number, total.target.name, *(getattr(total.tally, each.value) for each in Standing))


def _each(cell: Cell) -> tuple:
    """Figures only where they were sent: a report that is missing has empty cells, not zeros."""
    line = Line.of(cell.span.label, cell.target, [cell])
    row = cell.result if cell.is_sent else None
    return (
        cell.target.name, str(cell.unit), cell.span.label, cell.due,
        row and row.numerator, row and row.denominator, row and row.delegated, _percent(line),
        cell.standing.label,
        row.get_status_display() if row else "",
    )  # fmt: skip


def _behind(each: Behind) -> tuple:
    cell = each.cell
    return (
        str(cell.unit), each.doing, cell.target.name, cell.span.label, cell.due,
        each.days or None, cell.standing.label,
    )  # fmt: skip
