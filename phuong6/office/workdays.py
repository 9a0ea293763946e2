"""Working days: Monday to Friday less the holidays of the table (Bộ luật Lao động; the ward keeps the table)."""

from datetime import date, timedelta

from phuong6.office.models import Holiday

SATURDAY = 5


def holidays_between(start: date, end: date) -> frozenset[date]:
    """The holidays from start to end, both included; one query for many counts."""
    return frozenset(Holiday.objects.filter(day__range=(start, end)).values_list("day", flat=True))


def is_working_day(day: date, holidays: frozenset[date]) -> bool:
    return day.weekday() < SATURDAY and day not in holidays


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
