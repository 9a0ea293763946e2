"""Summaries of who has reached what: pure, from the cells of criteria.obligations."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from campaigns.models import Unit
from criteria.enums import ResultStatus, TargetKind
from criteria.models import Target
from criteria.obligations import Cell
from criteria.standing import Standing, share_standing
from phuong6.lib.vietnamese import format_number, format_percent, short_date, weekday_date

GRAVEST = (Standing.MISSING, Standing.NOT_MET, Standing.WAITING, Standing.MET, Standing.NOTHING)
NO_FIGURES = "–"


@dataclass(frozen=True)
class Tally:
    """How many reports stand where."""

    met: int = 0
    not_met: int = 0
    nothing: int = 0
    missing: int = 0
    waiting: int = 0

    @classmethod
    def of(cls, cells: Iterable[Cell]) -> "Tally":
        counts = Counter(each.standing.value for each in cells)
        return cls(**counts)

    @property
    def sent(self) -> int:
        """Reported, whatever came of it."""
        return self.met + self.not_met + self.nothing

    @property
    def total(self) -> int:
        return self.sent + self.missing + self.waiting

    @property
    def parts(self) -> list[tuple[Standing, int]]:
        """Every standing that occurs, with its count, in the order of Standing."""
        return [(each, getattr(self, each.value)) for each in Standing if getattr(self, each.value)]


@dataclass(frozen=True)
class Line:
    """Reports of one target taken together: a unit's for a stretch, all units', or all of the campaign.

    Of a share the figures of all sent reports are added up; of a task done ones are counted among all
    that are asked for. What nobody sent is missing, never zero.
    """

    label: str
    target: Target
    tally: Tally
    numerator: int
    denominator: int
    last_year: str = NO_FIGURES

    @classmethod
    def of(cls, label: str, target: Target, cells: list[Cell]) -> "Line":
        tally = Tally.of(cells)
        if target.kind == TargetKind.TASK:
            return cls(label, target, tally, tally.met, tally.total)
        sent = [each.result for each in cells if each.is_sent]
        figures = (sum(each.numerator for each in sent), sum(each.denominator for each in sent))
        return cls(label, target, tally, *figures, _last_year(target, sent))

    @property
    def standing(self) -> Standing:
        """Where it stands: a target is not called met while a report that is due is missing."""
        if self.tally.sent == 0:
            return Standing.MISSING if self.tally.missing else Standing.WAITING
        found = self._judged
        return Standing.MISSING if self.tally.missing and found != Standing.NOT_MET else found

    @property
    def _judged(self) -> Standing:
        if self.target.kind == TargetKind.SHARE:
            return share_standing(
                self.numerator, self.denominator, self.target.threshold, self.target.direction
            )
        if self.tally.not_met:
            return Standing.NOT_MET
        return Standing.WAITING if self.tally.waiting else Standing.MET

    @property
    def figures(self) -> str:
        """As reported, "999/1.000"; a dash while nothing was."""
        if self.tally.sent == 0:
            return NO_FIGURES
        return f"{format_number(self.numerator)}/{format_number(self.denominator)}"

    @property
    def percent(self) -> str:
        """Exact: "99,90 %", never rounded onto the threshold; a dash while nothing was reported."""
        if self.tally.sent == 0:
            return NO_FIGURES
        return format_percent(self.numerator, self.denominator, self.target.threshold)

    @property
    def words(self) -> str:
        """In one phrase: "99,90 %, chưa đạt", "Không phát sinh", "100 %, thiếu 2 báo cáo"."""
        if self.tally.sent == 0 or self.standing == Standing.NOTHING:
            return self.standing.label
        if self.target.kind == TargetKind.TASK and self.tally.total == 1:
            return "Đã hoàn thành" if self.tally.met else "Chưa hoàn thành"
        share = self.percent if self.target.kind == TargetKind.SHARE else f"{self.figures} đã hoàn thành"
        share = share[0].upper() + share[1:]
        if self.tally.missing:
            return f"{share}, thiếu {self.tally.missing} báo cáo"
        return share if self.standing == Standing.WAITING else f"{share}, {self.standing.label.lower()}"


def _last_year(target: Target, sent: list) -> str:
    """The same stretches of last year, percent; only when every report that was sent states it."""
    figures = [(each.last_year_numerator, each.last_year_denominator) for each in sent]
    known = [each for each in figures if None not in each]
    if not known:
        return NO_FIGURES
    if len(known) < len(figures):
        return "Chưa đủ số liệu"
    return format_percent(sum(each[0] for each in known), sum(each[1] for each in known), target.threshold)


@dataclass(frozen=True)
class Series:
    """A target over time, of all units or of one: a line for each stretch, and all together."""

    target: Target
    unit: Unit | None
    lines: list[Line]
    total: Line


def by_target(cells: Iterable[Cell]) -> list[Series]:
    """Each target over time, its units together (one unit's cells give that unit's own lines)."""
    return [_series(group, None) for group in _groups(cells, lambda each: each.target.pk)]


def by_unit(cells: Iterable[Cell]) -> list[Series]:
    """The cells of one target: each unit over time, in the order of their names."""
    groups = sorted(_groups(cells, lambda each: each.unit.pk), key=lambda group: group[0].unit.sort_key)
    return [_series(group, group[0].unit) for group in groups]


def _series(cells: list[Cell], unit: Unit | None) -> Series:
    target = cells[0].target
    lines = [
        Line.of(group[0].span.label, target, group) for group in _groups(cells, lambda each: each.span.first)
    ]
    return Series(target, unit, lines, Line.of("Cả phong trào", target, cells))


def _groups(cells: Iterable[Cell], key: Callable[[Cell], object]) -> list[list[Cell]]:
    """Cells that share a key, in the order in which keys first appear."""
    found: dict[object, list[Cell]] = {}
    for each in cells:
        found.setdefault(key(each), []).append(each)
    return list(found.values())


@dataclass(frozen=True)
class Box:
    """One unit and one target over all stretches: the gravest standing, and "2/3 kỳ đạt, thiếu 1"."""

    standing: Standing | None
    words: str = ""


@dataclass(frozen=True)
class Row:
    """One target with each unit and its box, in the order of the matrix's units, and all together."""

    target: Target
    pairs: list[tuple[Unit, Box]]
    total: Line


@dataclass(frozen=True)
class Matrix:
    """Targets by units."""

    units: list[Unit]
    rows: list[Row]


def matrix_of(cells: list[Cell]) -> Matrix:
    """Every target by every unit."""
    units = list({each.unit.pk: each.unit for each in cells}.values())
    units.sort(key=lambda each: each.sort_key)
    rows = []
    for group in _groups(cells, lambda each: each.target.pk):
        target = group[0].target
        of_unit = {each[0].unit.pk: each for each in _groups(group, lambda cell: cell.unit.pk)}
        pairs = [(unit, box_of(of_unit.get(unit.pk, []))) for unit in units]
        rows.append(Row(target, pairs, Line.of("Cả phong trào", target, group)))
    return Matrix(units, rows)


def box_of(cells: list[Cell]) -> Box:
    """The gravest standing of a unit's stretches; none where the target is not asked of the unit."""
    if not cells:
        return Box(None)
    tally = Tally.of(cells)
    gravest = next(each for each in GRAVEST if getattr(tally, each.value))
    if len(cells) == 1:
        alone = Line.of("", cells[0].target, cells)
        counted = alone.tally.sent and alone.denominator and alone.target.kind == TargetKind.SHARE
        return Box(gravest, alone.percent if counted else "")
    missing = f", thiếu {tally.missing}" if tally.missing else ""
    return Box(gravest, f"{tally.met}/{len(cells)} kỳ đạt{missing}")


# --- who is to act ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Behind:
    """A report that is behind: what its unit is to do, how many days after the due day it is."""

    cell: Cell
    days: int
    doing: str

    @property
    def late(self) -> str:
        return f"quá {self.days} ngày" if self.days else ""


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
        elif each.standing == Standing.NOT_MET:
            missed.append(Behind(each, 0, "Khắc phục chỉ tiêu chưa đạt"))
    late.sort(key=lambda each: (-each.days, each.cell.unit.sort_key, each.cell.target.order))
    return late + back + missed


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
    unverified = sum(each.is_sent and each.result.status == ResultStatus.REPORTED for each in cells)
    if unverified:
        found.append(f"{unverified} báo cáo đã gửi đang chờ Văn phòng - Thống kê xác nhận.")
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
