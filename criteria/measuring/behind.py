"""What is behind and who is to act, and the state of a campaign in sentences: pure, from the cells of criteria.measuring.obligations."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from criteria.enums import TargetKind
from criteria.measuring.obligations import Cell
from criteria.measuring.progress import Tally
from criteria.measuring.standing import Standing
from phuong6.lib.vietnamese import format_number, short_date, weekday_date
from phuong6.office.posts import posts


@dataclass(frozen=True)
class Behind:
    """A report that is behind: what its unit is to do, how many days after the due day it is."""

    cell: Cell
    days: int
    doing: str

    @property
    def late(self) -> str:
        return f"quá {format_number(self.days)} ngày" if self.days else ""


def behind_of(cells: Iterable[Cell], today: date) -> list[Behind]:
    """What is behind and who is to act: longest overdue first, then what came back, then what was not met."""
    late, back, missed = [], [], []
    for each in cells:
        if each.is_overdue:
            late.append(
                Behind(each, (today - each.due).days, "Sửa, gửi lại" if each.came_back else "Gửi báo cáo")
            )
        elif each.came_back:
            back.append(Behind(each, 0, "Sửa, gửi lại"))
        elif each.standing == Standing.NOT_MET and not _still_has_time(each, today):
            missed.append(Behind(each, 0, "Khắc phục chỉ tiêu chưa đạt"))
    late.sort(key=lambda each: (-each.days, each.cell.unit.sort_key, each.cell.target.order))
    return late + back + missed


def _still_has_time(cell: Cell, today: date) -> bool:
    """A task that its unit reports as not done yet may be done up to the due day."""
    return cell.target.kind == TargetKind.TASK and today <= cell.due


def headline(cells: list[Cell], today: date) -> list[str]:
    """The state of the campaign in a few sentences, from an early "nothing is due yet" to the end."""
    if not cells:
        return ["Chưa có báo cáo nào phải nộp: chưa có đơn vị đăng ký hoặc phong trào chưa có chỉ tiêu."]
    tally = Tally.of(cells)
    counts = f"{tally.sent} báo cáo đã gửi, {tally.missing} quá hạn chưa gửi, {tally.waiting} chưa đến hạn"
    found = [f"Đến {weekday_date(today)}: {counts}."]
    if tally.sent:
        found.append(
            f"Trong số đã gửi: {tally.met} đạt, {tally.not_met} chưa đạt, {tally.nothing} không phát sinh."
        )
    found += _debts(cells, today)
    unverified = sum(each.is_unverified for each in cells)
    if unverified:
        found.append(f"{unverified} báo cáo đã gửi đang chờ {posts().statistics} xác nhận.")
    return found


def _debts(cells: list[Cell], today: date) -> list[str]:
    units = {each.unit.pk for each in cells}
    late = [each for each in behind_of(cells, today) if each.days]
    found = []
    if late and len(units) > 1:
        owing = {each.cell.unit.pk for each in late}
        whose = f"{len(owing)} trong {len(units)} đơn vị còn nợ báo cáo"
        found.append(f"{whose}; lâu nhất là {late[0].cell.unit}, {late[0].late}.")
    elif late:
        found.append(f"Còn nợ {len(late)} báo cáo, lâu nhất {late[0].late}.")
    waiting = [each for each in cells if each.standing == Standing.WAITING]
    if waiting:
        due = min(each.due for each in waiting)
        count = sum(each.due == due for each in waiting)
        found.append(f"Hạn sắp tới: {short_date(due)}, {count} báo cáo.")
    return found
