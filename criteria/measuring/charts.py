"""Where the marks of the charts stand, in whole units of an SVG 280 wide; templates/criteria/charts/ draws them.

280 is what a 360 px phone leaves inside a panel, so that text of 13 is never drawn smaller than 13 px.
A standing is a pattern and a word, never a colour alone.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from campaigns.models import Campaign
from criteria.enums import TargetKind
from criteria.measuring.obligations import Cell
from criteria.measuring.progress import Line, Series
from criteria.measuring.standing import Standing
from phuong6.lib.vietnamese import format_number, short_date

WIDTH = 280
TOP = 22  # room for the words of the threshold
ROW = 44  # one stretch: its words above its bar
NOTE = 22  # more where a stretch has a note below its bar
FULL = 100  # percent
GAP = 3  # what a bar that falls short keeps from the threshold, whatever rounding says
ROOM_FOR_COUNT = 18
AXIS, STEP, MARGIN = (
    240,
    30,
    16,
)  # of the timeline: height before labels push it, least distance, above and below


@dataclass(frozen=True)
class Part:
    """A stretch of a bar: where it begins, how wide, what it says; `count` where there is room for it."""

    x: int
    width: int
    standing: Standing
    count: str = ""
    is_empty: bool = False  # no figure: drawn as a thin strip, so that it is not taken for a full bar

    @property
    def middle(self) -> int:
        return self.x + self.width // 2


@dataclass(frozen=True)
class Bar:
    """One stretch of time: its words stand at `text_y`, its bar at `y`."""

    y: int
    label: str
    words: str
    parts: list[Part]
    notes: str = ""

    @property
    def notes_y(self) -> int:
        """Where the notes stand: what is not verified, deputies sent."""
        return self.y + 33

    @property
    def text_y(self) -> int:
        return self.y - 6

    @property
    def strip_y(self) -> int:
        """Where the strip of a bar without a figure stands."""
        return self.y + 6

    @property
    def count_y(self) -> int:
        return self.y + 14


@dataclass(frozen=True)
class Chart:
    """Bars below each other in the order of time; `goal` is where the threshold stands, None without one."""

    key: str
    title: str
    told: str
    height: int
    bars: list[Bar]
    goal: int | None = None
    goal_words: str = ""


def share_chart(key: str, title: str, series: Series) -> Chart:
    """The percent of each stretch against the threshold; empty frames where there is no figure."""
    target = series.target
    goal = min(int(WIDTH * target.threshold / FULL), WIDTH - 1) if target.kind == TargetKind.SHARE else None
    row = _row(series)
    bars = [
        Bar(_y(place, row), line.label, line.words, [_share(line, goal)], _notes(line))
        for place, line in enumerate(series.lines)
    ]
    words = f"Mức phấn đấu: {target.asked[0].lower()}{target.asked[1:]}"
    return Chart(
        key, title, _told(bars), TOP + row * len(bars), bars, goal, words if goal is not None else ""
    )


def _share(line: Line, goal: int | None) -> Part:
    """A task is one whole bar. A bar of a share that does not reach the threshold ends before its line, one that does not keep below it after."""
    if line.tally.sent == 0 or line.denominator == 0:
        return Part(0, WIDTH, line.standing, is_empty=True)
    if goal is None:
        return Part(0, WIDTH, line.standing)
    width = WIDTH * line.numerator // line.denominator
    if line.standing == Standing.NOT_MET:
        falls_short = line.numerator * FULL < line.target.threshold * line.denominator
        width = min(width, goal - GAP) if falls_short else max(width, goal + GAP)
    return Part(0, max(width, 1), line.standing)


def count_chart(key: str, title: str, series: Series) -> Chart:
    """How many units stand where in each stretch."""
    row = _row(series)
    bars = [
        Bar(_y(place, row), line.label, _units_met(line), _shares_of(line), line.unverified_words)
        for place, line in enumerate(series.lines)
    ]
    told = "; ".join(f"{line.label}: {_counts(line)}" for line in series.lines)
    return Chart(key, title, f"{told}.", TOP + row * len(bars), bars)


def _notes(line: Line) -> str:
    """In the few words for which there is room below a bar."""
    deputies = f"cử dự thay {line.delegated:02d}" if line.delegated else ""
    return "; ".join(filter(None, (deputies, line.unverified_words)))


def _units_met(line: Line) -> str:
    """Of the units that had a case, or still may have one."""
    counted = line.tally.total - line.tally.nothing
    return f"{line.tally.met}/{counted} đơn vị đạt" if counted else Standing.NOTHING.label


def _counts(line: Line) -> str:
    counts = [f"{count} {standing.label.lower()}" for standing, count in line.tally.parts]
    return ", ".join([*counts, *filter(None, [line.unverified_words])])


def _shares_of(line: Line) -> list[Part]:
    parts, done = [], 0
    for standing, count in line.tally.parts:
        start, done = WIDTH * done // line.tally.total, done + count
        width = WIDTH * done // line.tally.total - start
        parts.append(Part(start, width, standing, format_number(count) if width >= ROOM_FOR_COUNT else ""))
    return parts


def _row(series: Series) -> int:
    return ROW + NOTE if any(line.notes for line in series.lines) else ROW


def _y(place: int, row: int) -> int:
    return TOP + row * place + 18


def _told(bars: list[Bar]) -> str:
    said = [", ".join(filter(None, (bar.words, bar.notes))) for bar in bars]
    return (
        "; ".join(
            f"{bar.label}: {words[0].lower()}{words[1:]}" for bar, words in zip(bars, said, strict=True)
        )
        + "."
    )


# --- the campaign's timeline --------------------------------------------------------------------------


@dataclass(frozen=True)
class Event:
    """A day that counts: where it stands on the axis, where its words stand, what kind of mark it wears."""

    day: date
    words: str
    kind: str  # "start", "stretch", "end", "deadline" or "today"
    y: int = 0
    label_y: int = 0

    @property
    def is_today(self) -> bool:
        return self.kind == "today"


@dataclass(frozen=True)
class Timeline:
    """Days from top to bottom; what is over is drawn solid down to `now`."""

    told: str
    height: int
    top: int
    bottom: int
    now: int
    events: list[Event]


def timeline_of(campaign: Campaign, cells: list[Cell], today: date) -> Timeline:
    """The plan's day, the ends of the stretches that are reported, the end, the dossiers' deadline, today."""
    fixed = sorted(_fixed(campaign, cells), key=lambda each: each.day)
    first, last = fixed[0].day, fixed[-1].day
    # A campaign of another year is still shown whole: today then stands just outside it.
    outside = (last - first) // 12
    shown = min(max(today, first - outside), last + outside)
    now = Event(today, f"Hôm nay, {short_date(today)}", "today")
    days = sorted([*fixed, now], key=lambda each: (each.day, each.is_today))
    start, end = min(first, shown), max(last, shown)
    placed, lowest = [], MARGIN - STEP
    for each in days:
        y = MARGIN + AXIS * ((shown if each.is_today else each.day) - start) // max(end - start, timedelta(1))
        lowest = max(y, lowest + STEP)
        placed.append(Event(each.day, each.words, each.kind, y, lowest))
    told = "; ".join(each.words for each in placed)
    here = next(each.y for each in placed if each.is_today)
    return Timeline(f"{told}.", max(AXIS + MARGIN, lowest) + MARGIN, placed[0].y, placed[-1].y, here, placed)


def _fixed(campaign: Campaign, cells: list[Cell]) -> list[Event]:
    """The shortest stretches in use; longer ones end on the same days."""
    stretches: dict[int, dict] = {}
    for each in cells:
        stretches.setdefault(each.target.pk, {})[each.span.last] = each.span.label
    finest = max(stretches.values(), key=len, default={})
    found = [
        Event(day, f"{day:%d/%m}: hết {label[0].lower()}{label[1:]}", "stretch")
        for day, label in finest.items()
        if day != campaign.ends_on
    ]
    return [
        *(
            [Event(campaign.plan_day, f"Phát động: {campaign.launch_phrase}", "start")]
            if campaign.plan_day
            else []
        ),
        *found,
        Event(campaign.ends_on, f"Kết thúc: {short_date(campaign.ends_on)}", "end"),
        Event(campaign.last_day, _deadline(campaign), "deadline"),
    ]


def _deadline(campaign: Campaign) -> str:
    """The plan's own words (III.2): "Hồ sơ gửi về trước ngày 15/11/2023"."""
    moment = timezone.localtime(campaign.dossier_too_late)
    hour = f"{moment:%H:%M} " if (moment.hour, moment.minute) != (0, 0) else ""
    return f"Hồ sơ gửi về trước {hour}ngày {short_date(moment.date())}"
