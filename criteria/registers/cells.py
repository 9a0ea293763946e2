"""What stands in a cell: text, a day. Read once for every different text, told without quoting people."""

import re
from datetime import date, datetime, timedelta
from functools import lru_cache

from phuong6.lib.vietnamese import parse_vn_date, short_date, squeeze

EARLIEST = date(2000, 1, 1)  # Excel shows an empty or wrong day as 1900
LATEST_DUE = timedelta(days=5 * 366)  # after today
TEXTS = 50_000  # different texts remembered
_LIKE_A_DAY = re.compile(r"(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d{1,2}-\d{1,2})(?:[ T][\d:.]{1,12})?")


class Unfit(ValueError):
    """A row that cannot be taken, with the sentence that says why. It quotes nothing but days and numbers."""


def text(value: object) -> str:
    """A cell as one line of text; "" where it is empty. Whole numbers without the decimal point."""
    if value is None:
        return ""
    if isinstance(value, str):
        plain = value.isascii() and value.isprintable() and "  " not in value
        return value.strip() if plain else _squeezed(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return squeeze(str(value))


@lru_cache(maxsize=TEXTS)
def _squeezed(value: str) -> str:
    return squeeze(value)


def day(value: object, what: str) -> date | None:
    """The calendar day of a cell, whatever its hour; None where it is empty. Raises Unfit, naming `what`."""
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        found = value.date()
    elif isinstance(value, date):
        found = value
    else:
        found = _typed_day(value if isinstance(value, str) else _shown_number(value))
        if isinstance(found, str):
            raise Unfit(f"{what}: {found}")
        if found is None:
            return None
    if found < EARLIEST:
        raise Unfit(f"{what}: năm {found.year} không hợp lý. Hãy xem lại ô này trong sổ.")
    return found


def _shown_number(value: object) -> str:
    return "con số" if isinstance(value, int | float) else "nội dung"


@lru_cache(maxsize=TEXTS)
def _typed_day(typed: str) -> date | str | None:
    """A day, the sentence that says why it is none, or None for blanks and dashes."""
    plain = squeeze(typed)
    if plain.strip("-–—.… ") == "":
        return None
    try:
        return parse_vn_date(plain)
    except ValueError as error:
        if _LIKE_A_DAY.fullmatch(plain):
            return str(error)
        kind = (
            "con số"
            if plain == "con số" or plain.replace(".", "").replace("%", "").lstrip("-").isdigit()
            else "chữ"
        )
        return f"ô này ghi {kind}, không phải ngày. Hãy ghi theo dạng ngày/tháng/năm."


def is_day(value: object) -> bool:
    """Whether a cell holds a calendar day."""
    return isinstance(value, date) or (isinstance(value, str) and isinstance(_typed_day(value), date))


def past(found: date | None, what: str, today: date) -> date | None:
    """A day that must have come. Raises Unfit for a day in the future."""
    if found is not None and found > today:
        raise Unfit(f"{what}: {short_date(found)} ở tương lai.")
    return found


def not_far(found: date | None, what: str, today: date) -> date | None:
    """A day that may lie ahead, but not by years. Raises Unfit."""
    if found is not None and found > today + LATEST_DUE:
        raise Unfit(f"{what}: {short_date(found)} quá xa trong tương lai.")
    return found
