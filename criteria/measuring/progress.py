"""Summaries of who has reached what: pure, from the cells of criteria.measuring.obligations.

Figures count as soon as they are sent; what nobody has verified is said beside them.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from campaigns.models import Unit
from criteria.enums import TargetKind
from criteria.measuring.obligations import Cell
from criteria.measuring.standing import Standing, share_standing
from criteria.models import Target
from phuong6.lib.vietnamese import format_number, format_percent

GRAVEST = (Standing.MISSING, Standing.NOT_MET, Standing.WAITING, Standing.MET, Standing.NOTHING)
NO_FIGURES = "–"
UNVERIFIED = "chưa xác nhận"


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
    last_year_figures: tuple[int, int] | None = None
    unverified: int = 0
    delegated: int | None = None

    @classmethod
    def of(cls, label: str, target: Target, cells: list[Cell]) -> "Line":
        tally = Tally.of(cells)
        unverified = sum(each.is_unverified for each in cells)
        if target.kind == TargetKind.TASK:
            return cls(label, target, tally, tally.met, tally.total, unverified=unverified)
        sent = [each.result for each in cells if each.is_sent]
        figures = (sum(each.numerator for each in sent), sum(each.denominator for each in sent))
        deputies = [each.delegated for each in sent if each.delegated is not None]
        delegated = sum(deputies) if deputies else None
        return cls(label, target, tally, *figures, *_last_year(target, sent), unverified, delegated)

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

    @property
    def unverified_words(self) -> str:
        """What stands beside a figure that Văn phòng - Thống kê has not verified: "2 báo cáo chưa xác nhận"."""
        if not self.unverified:
            return ""
        return UNVERIFIED if self.tally.total == 1 else f"{self.unverified} báo cáo {UNVERIFIED}"

    @property
    def delegated_words(self) -> str:
        """A deputy sent counts as absent and is shown apart: "vắng 02, trong đó cử dự thay 01"."""
        if not self.delegated:
            return ""
        return f"vắng {self.denominator - self.numerator:02d}, trong đó cử dự thay {self.delegated:02d}"

    @property
    def notes(self) -> str:
        """What is to be read with the figures: deputies sent, reports nobody has verified."""
        return "; ".join(filter(None, (self.delegated_words, self.unverified_words)))

    @property
    def told(self) -> str:
        """The phrase with its notes: "83,33 %, chưa đạt; vắng 01, trong đó cử dự thay 01; chưa xác nhận"."""
        return "; ".join(filter(None, (self.words, self.notes)))


def _last_year(target: Target, sent: list) -> tuple[str, tuple[int, int] | None]:
    """The same stretches of last year, percent and figures; only when every report that was sent states them."""
    figures = [(each.last_year_numerator, each.last_year_denominator) for each in sent]
    known = [each for each in figures if None not in each]
    if not known:
        return NO_FIGURES, None
    if len(known) < len(figures):
        return "Chưa đủ số liệu", None
    part, of = sum(each[0] for each in known), sum(each[1] for each in known)
    return format_percent(part, of, target.threshold), (part, of)


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
    """One unit and one target over all stretches: the gravest standing, "2/3 kỳ đạt, thiếu 1", what is not verified."""

    standing: Standing | None
    words: str = ""
    notes: str = ""


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
    whole = Line.of("", cells[0].target, cells)
    if len(cells) == 1:
        counted = tally.sent and whole.denominator and whole.target.kind == TargetKind.SHARE
        return Box(gravest, whole.percent if counted else "", whole.notes)
    return Box(gravest, _stretches_met(tally), whole.notes)


def _stretches_met(tally: Tally) -> str:
    """Of the stretches that could be met: one without a case is neither met nor not met."""
    counted = tally.total - tally.nothing
    if not counted:
        return ""
    nothing = f", {tally.nothing} không phát sinh" if tally.nothing else ""
    missing = f", thiếu {tally.missing}" if tally.missing else ""
    return f"{tally.met}/{counted} kỳ đạt{nothing}{missing}"
