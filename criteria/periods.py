"""The stretches of a campaign that a target is reported for, and when each report is due."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from criteria.enums import Period, TargetKind

MONTHS = {Period.MONTH: 1, Period.QUARTER: 3, Period.HALF: 6}
ROMAN = ("I", "II", "III", "IV")


@dataclass(frozen=True)
class Span:
    """One stretch, both days included, with its name: "Quý III/2023"."""

    first: date
    last: date
    label: str


def spans(period: str, first: date, last: date) -> list[Span]:
    """All stretches of a campaign that runs from `first` to `last`, both included.

    Calendar months, quarters or half-years; the first and the last are cut to the campaign's own days.
    """
    if period == Period.CAMPAIGN:
        return [Span(first, last, "Cả phong trào")]
    return list(_calendar(MONTHS[period], first, last))


def opens_on(kind: str, period: str, span: Span) -> date:
    """The first day on which a report may be sent.

    Cases of a month, quarter or half-year are counted once it is over; a task may be done any day.
    """
    counted = kind == TargetKind.SHARE and period != Period.CAMPAIGN
    return span.last if counted else span.first


def _calendar(months: int, first: date, last: date) -> Iterator[Span]:
    start = date(first.year, (first.month - 1) // months * months + 1, 1)
    while start <= last:
        following = _months_later(start, months)
        yield Span(max(start, first), min(following - timedelta(days=1), last), _label(start, months))
        start = following


def _months_later(day: date, months: int) -> date:
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def _label(start: date, months: int) -> str:
    if months == MONTHS[Period.QUARTER]:
        return f"Quý {ROMAN[(start.month - 1) // 3]}/{start.year}"
    if months == MONTHS[Period.HALF]:
        return f"6 tháng {'đầu' if start.month == 1 else 'cuối'} năm {start.year}"
    return f"Tháng {start.month}/{start.year}"
