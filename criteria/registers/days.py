"""The days of one column: typed in one order of day and month, or in two, which nobody can tell apart."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from criteria.registers.cells import NEAR_YEARS, TEXTS, Days
from phuong6.lib.refusal import Refusal
from phuong6.lib.vietnamese import squeeze

MIXED = (
    "Cột “{}” có ô ghi ngày trước tháng sau, có ô ghi tháng trước ngày sau, nên không biết ô nào đúng. Không nhận cả tệp. "
    "Hãy xuất lại với ngày dạng ngày/tháng/năm."
)
DOUBTFUL = (
    "Ngày trong sổ có vẻ ghi tháng trước, ngày sau (kiểu Mỹ): đọc ngày trước thì nhiều hồ sơ kéo dài hàng tháng hoặc "
    "nằm ngoài kỳ của sổ. Không nhận cả tệp. Hãy xuất lại với ngày dạng ngày/tháng/năm."
)
SHORT_YEARS = (
    "Cột “{}” ghi năm bằng hai chữ số (như “{}”), không có ô nào cho biết số nào là ngày, tháng, năm. Không nhận cả tệp. "
    "Hãy xuất lại với ngày dạng ngày/tháng/năm, năm đủ bốn chữ số."
)
ELSEWHERE = (
    "Cột “{}” ghi tháng trước, ngày sau; cột “{}” không có ô nào cho biết ngày hay tháng đứng trước. Không nhận cả tệp. "
    "Hãy xuất lại với ngày dạng ngày/tháng/năm."
)
MONTHS = 12
LONG, SHORT = (
    60,
    45,
)  # days that a record of the counter takes when its days are misread, and when they are not
LEAST_ALL_LOW = 3  # real days none of which lies after the 12th, beside typed ones that all do
_TWO = re.compile(
    r"(?<![0-9/.-])([0-9]{1,2})\s*[/.-]\s*([0-9]{1,2})\s*[/.-]\s*(?:[0-9]{4}|[0-9]{2})(?![0-9])"
)


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
    """Columns that have to be read once more, month first. Raises Refusal for a column in two orders.

    And for one that shows none where another is month first.
    """
    again, unshown, foreign = [], "", ""
    for each in columns:
        day_first, month_first, both = orders(each)
        foreign = foreign or (each.what if month_first else "")
        unshown = unshown or (each.what if both and not day_first and not month_first else "")
        if month_first and day_first:
            raise Refusal(MIXED.format(each.what))
        if month_first and not each.month_first:
            again.append(each)
    if foreign and unshown:
        raise Refusal(ELSEWHERE.format(foreign, unshown))
    return again


def refuse_short(columns: Iterable[Days]) -> None:
    """Raise Refusal for years of two figures where the file does not show which number is day, month and year.

    That is shown by a number above 12 in a place of day or month, by first numbers that are no near year, and by
    last ones that all are.
    """
    columns = list(columns)
    shown = any(any(orders(each)[:2]) for each in columns)
    for each in columns:
        if not each.short or each.today is None:
            continue
        near = {each.today.year % 100 + step for step in range(-NEAR_YEARS, NEAR_YEARS + 1)}
        firsts, lasts = ({numbers[place] for numbers in each.short.values()} for place in (0, 2))
        alike = all(first == second for first, second, _ in each.short.values())
        if not lasts <= near or firsts <= near or not (shown or alike):
            raise Refusal(SHORT_YEARS.format(each.what, squeeze(next(iter(each.short)))[:20]))


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


def refuse_doubtful_days(entries: Iterable[Any], columns: Mapping[str, Days]) -> None:
    """Raise Refusal where the typed days of the counter's records (`OneStop`) may be another order than they were read in."""
    if not any(each.typed for each in columns.values()):
        return
    found = list(entries)
    for what, name in (
        ("Ngày hẹn trả", "due"),
        ("Ngày trả kết quả", "returned"),
        ("Ngày tiếp nhận", "received"),
    ):
        refuse_swapped(columns[what], (day for each in found if (day := getattr(each, name))))
    spans = [
        (each.received, last) for each in found if each.received for last in (each.due, each.returned) if last
    ]
    refuse_doubtful(columns.values(), spans)


def _swapped(day: date) -> date:
    return day.replace(month=day.day, day=day.month)
