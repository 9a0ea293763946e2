"""Working days: Monday to Friday less the holidays of the table, and the Saturdays worked instead (Bộ luật Lao động).

`holidays` is everywhere the set of days on which the week does not count: weekdays off and weekend days worked.
"""

from datetime import date, timedelta

from django.db.models import QuerySet

from phuong6.office.models import Holiday
from phuong6.office.models.log import SATURDAY


def all_holidays() -> frozenset[date]:
    """Every exception on record; some dozen a year, one query."""
    return _exceptions(Holiday.objects.all())


def holidays_between(start: date, end: date) -> frozenset[date]:
    """The exceptions from start to end, both included; one query for many counts."""
    return _exceptions(Holiday.objects.filter(day__range=(start, end)))


def _exceptions(rows: QuerySet[Holiday]) -> frozenset[date]:
    """A holiday on a weekend changes nothing: only what differs from the week is an exception."""
    days = rows.values_list("day", "is_worked")
    return frozenset(day for day, is_worked in days if is_worked == (day.weekday() >= SATURDAY))


def is_working_day(day: date, holidays: frozenset[date]) -> bool:
    return (day.weekday() < SATURDAY) != (day in holidays)


def add_working_days(start: date, count: int, holidays: frozenset[date] | None = None) -> date:
    """The day `count` working days after `start`; `start` itself is not counted."""
    if holidays is None:
        holidays = holidays_between(start, start + timedelta(days=count * 3 + 30))
    day = start
    while count:
        day += timedelta(days=1)
        count -= is_working_day(day, holidays)
    return day


def working_days_left(today: date, due: date, holidays: frozenset[date] | None = None) -> int:
    """Working days from tomorrow to `due` included; negative counts the days overdue."""
    if today > due:
        return -working_days_left(due, today, holidays)
    if holidays is None:
        holidays = holidays_between(today, due)
    span = (due - today).days
    return sum(is_working_day(today + timedelta(days=n), holidays) for n in range(1, span + 1))


def uncertain(due: date, holidays: frozenset[date] | None = None) -> str:
    """What to know of a deadline counted in working days: no holiday of its year is on record; empty if some are.

    `holidays` are `all_holidays()` where the caller has them.
    """
    if holidays is None:
        listed = Holiday.objects.filter(day__year=due.year).exists()
    else:
        listed = any(day.year == due.year for day in holidays)
    if listed:
        return ""
    return f"Chưa có ngày nghỉ lễ năm {due.year} nên hạn này có thể sai; hãy bổ sung ở mục Ngày nghỉ lễ."
