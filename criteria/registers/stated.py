"""The stretch of time a register says it is of: "từ ngày 01/07/2023 đến ngày 30/09/2023", "Quý III/2023"."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from criteria.periods import ROMAN
from phuong6.lib.sheets.xlsx import Row
from phuong6.lib.vietnamese import parse_vn_date

_DAY = r"(\d{1,2}[/.-]\d{1,2}[/.-]\d{4})"
_FROM_TO = re.compile(
    rf"từ(?:\s+ngày)?\s*:?\s*{_DAY}\s*(?:,\s*)?(?:đến|tới|-|–)\s*(?:hết\s+)?(?:ngày)?\s*:?\s*{_DAY}",
    re.IGNORECASE,
)
_UP_TO = re.compile(rf"(?:đến|tới)(?:\s+hết)?(?:\s+ngày)?\s*:?\s*{_DAY}", re.IGNORECASE)
_QUARTER = re.compile(r"qu[ýí]\s*(III|IV|II|I|[1-4])\s*(?:/|-|năm|,)?\s*(?:năm\s*)?(\d{4})", re.IGNORECASE)
_MONTH = re.compile(r"tháng\s*(\d{1,2})\s*(?:/|-|năm)\s*(?:năm\s*)?(\d{4})", re.IGNORECASE)
_HALF = re.compile(r"6 tháng (đầu|cuối)(?:\s+của)?\s+năm\s*(\d{4})", re.IGNORECASE)
_YEAR = re.compile(r"năm\s*(\d{4})", re.IGNORECASE)
COURSE = re.compile(r"\b(?:lớp|khóa|tập huấn|bồi dưỡng)\b", re.IGNORECASE)

Span = tuple[date | None, date | None]


def stated_span(rows: Sequence[Row], header_row: int) -> Span:
    """First and last day as the rows above the header say, the most exact wording first; None where unsaid."""
    above = " \n ".join(
        cell for row in rows if row.number <= header_row - 1 for cell in row.cells if isinstance(cell, str)
    )
    if found := _FROM_TO.search(above):
        first, last = _day(found[1]), _day(found[2])
        if first and last and first <= last:
            return first, last
    if found := _UP_TO.search(above):
        return None, _day(found[1])
    return _named(above)


def _day(typed: str) -> date | None:
    try:
        return parse_vn_date(typed)
    except ValueError:
        return None


def _named(above: str) -> Span:
    if found := _QUARTER.search(above):
        name = found[1].upper()
        number = int(name) if name.isdigit() else ROMAN.index(name) + 1
        return _months(int(found[2]), number * 3 - 2, 3)
    if (found := _MONTH.search(above)) and 1 <= int(found[1]) <= 12:  # noqa: PLR2004 - months
        return _months(int(found[2]), int(found[1]), 1)
    if found := _HALF.search(above):
        return _months(int(found[2]), 1 if found[1].lower() == "đầu" else 7, 6)
    if found := _YEAR.search(above):
        return _months(int(found[1]), 1, 12)
    return None, None


def _months(year: int, first: int, count: int) -> Span:
    try:
        after = date(year + (first + count > 12), (first + count - 1) % 12 + 1, 1)  # noqa: PLR2004 - months
        return date(year, first, 1), after - timedelta(days=1)
    except ValueError:
        return None, None


def named_course(rows: Sequence[Row], header_row: int) -> str:
    """The course a list is of, where its title says so and no column does."""
    titles = (
        cell for row in rows if row.number <= header_row - 1 for cell in row.cells if isinstance(cell, str)
    )
    return next((each for each in titles if COURSE.search(each)), "")
