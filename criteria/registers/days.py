"""The days of one column: typed in one order of day and month, or in two, which nobody can tell apart."""

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from criteria.registers.cells import TEXTS, Days
from phuong6.lib.refusal import Refusal

MIXED = (
    "Cột “{}” có ô ghi ngày trước tháng sau, có ô ghi tháng trước ngày sau, nên không biết ô nào đúng. Không nhận cả tệp. "
    "Hãy xuất lại với ngày dạng ngày/tháng/năm."
)
DOUBTFUL = (
    "Ngày trong sổ có vẻ ghi tháng trước, ngày sau (kiểu Mỹ): đọc ngày trước thì nhiều hồ sơ kéo dài hàng tháng hoặc "
    "nằm ngoài kỳ của sổ. Không nhận cả tệp. Hãy xuất lại với ngày dạng ngày/tháng/năm."
)
MONTHS = 12
LONG, SHORT = (
    60,
    45,
)  # days that a record of the counter takes when its days are misread, and when they are not
LEAST_ALL_LOW = 3  # real days none of which lies after the 12th, beside typed ones that all do
_TWO = re.compile(r"(?<![0-9/.-])([0-9]{1,2})\s*[/.-]\s*([0-9]{1,2})\s*[/.-]\s*[0-9]{4}")


def orders(column: Days) -> tuple[bool, bool, bool]:
    """Whether a typed day can only be day first, whether one can only be month first, whether one may be both."""
    pairs = [_pair(typed) for typed in column.typed]
    found = [pair for pair in pairs if pair]
    return (
        any(first > MONTHS for first, _ in found),
        any(second > MONTHS >= first for first, second in found),
        any(first <= MONTHS and second <= MONTHS and first != second for first, second in found),
    )


@lru_cache(maxsize=TEXTS)
def _pair(typed: str) -> tuple[int, int] | None:
    found = _TWO.search(typed)
    return (int(found[1]), int(found[2])) if found else None


def settle(columns: Iterable[Days]) -> list[Days]:
    """Columns that have to be read once more, month first. Raises Refusal for a column in two orders."""
    again = []
    for each in columns:
        day_first, month_first, _ = orders(each)
        if month_first and day_first:
            raise Refusal(MIXED.format(each.what))
        if month_first and not each.month_first:
            again.append(each)
    return again


def refuse_swapped(column: Days, real: Iterable[date]) -> None:
    """Raise Refusal where a spreadsheet took typed days for month first: what it could take is a day, the rest is text.

    `real`: the days that came out of the column.
    """
    day_first, _, both = orders(column)
    if not day_first or both:
        return
    typed = {each for each in column.typed.values() if isinstance(each, date)}
    others = [each for each in real if each not in typed]
    if len(others) >= LEAST_ALL_LOW and all(each.day <= MONTHS for each in others):
        raise Refusal(MIXED.format(column.what))


def refuse_doubtful(columns: Iterable[Days], spans: Iterable[tuple[date, date]]) -> None:
    """Raise Refusal where no cell shows the order and day first makes records last for months, month first does not.

    `spans`: a first and a later day of each record.
    """
    each_orders = [orders(each) for each in columns]
    if not any(both for *_, both in each_orders) or any(day_first for day_first, *_ in each_orders):
        return
    worse = better = 0
    for first, last in spans:
        if first.day > MONTHS or last.day > MONTHS:
            return  # a day that can only be read one way: the file has shown its order
        swapped = (_swapped(last) - _swapped(first)).days
        read = (last - first).days
        worse += not 0 <= read <= LONG and 0 <= swapped <= SHORT
        better += 0 <= read <= LONG
    if worse > better:
        raise Refusal(DOUBTFUL)


def _swapped(day: date) -> date:
    return day.replace(month=day.day, day=day.month)
