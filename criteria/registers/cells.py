"""What stands in a cell: text, a day. Read once for every different text, told without quoting people."""

import re
from datetime import date, datetime, timedelta
from functools import lru_cache

from phuong6.lib.vietnamese import parse_vn_date, short_date, squeeze

EARLIEST = date(2000, 1, 1)  # Excel shows an empty or wrong day as 1900
LATEST_DUE = timedelta(days=5 * 366)  # after today
TEXTS = 50_000  # different texts remembered
SHOWN_ERRORS = {"#N/A", "#REF!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#DIV/0!", "#SPILL!"}
MEND = "Hãy mở sổ bằng Excel, sửa ô rồi lưu lại."
_TIME = (
    r"[0-9]{1,2}\s*(?:[:hg])\s*(?:[0-9]{1,2})?(?:\s*:\s*[0-9]{2})?(?:\.[0-9]+)?\s*(?:[AP]\.?M\.?|SA|CH|phút)?"
)
_TIME_BEFORE = re.compile(rf"^(?:lúc\s+)?{_TIME}[\s,;-]+(?:ngày\s+)?", re.IGNORECASE)
_TIME_BEHIND = re.compile(rf"[\sT,;-]+(?:lúc\s+)?{_TIME}$", re.IGNORECASE)
_WEEKDAY = re.compile(
    r"^(?:thứ\s*(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật|cn|t[2-7])\b[\s,.]*(?:ngày\s+)?", re.IGNORECASE
)
_INSTANT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})"
)
_YEAR_FIRST = re.compile(r"([0-9]{4})[/.]([0-9]{1,2})[/.]([0-9]{1,2})")
_MONTH_FIRST = re.compile(r"([0-9]{1,2})\s*[/.-]\s*([0-9]{1,2})\s*[/.-]\s*([0-9]{4})")
_SHORT_YEAR = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{2})")
_SERIAL = re.compile(r"[0-9]{5}(?:[.,][0-9]+)?")
_FIRST_SERIAL = date(1899, 12, 30)  # day 0 of a spreadsheet's count, as it holds since 01/3/1900
NEAR_YEARS = 5  # before and after today: a day written short is taken for no other
LONGEST_NUMBER = 6  # digits of a number that a refusal says: longer ones may be somebody's
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


class Days:
    """Reads the cells of one column of days. `month_first`: as its cells have shown.

    `today`: where it is known, a year of two figures and a spreadsheet's count of days are read as days within
    five years of it. `short`: the cells with a year of two figures; `counted`: how many cells gave the count.
    """

    def __init__(self, what: str, *, month_first: bool = False, today: date | None = None) -> None:
        self.what, self.month_first, self.today = what, month_first, today
        self.typed: dict[str, date | str | None] = {}
        self.short: dict[str, tuple[int, int, int]] = {}
        self.counted = 0

    def forget(self) -> None:
        """Begin anew: the column is read once more."""
        self.typed.clear()
        self.short.clear()
        self.counted = 0

    def read(self, value: object) -> date | None:
        """The calendar day of a cell, whatever its hour; None where it is empty. Raises Unfit, naming the column."""
        if value is None or value == "":
            return None
        if isinstance(value, datetime):
            found = value.date()
        elif isinstance(value, date):
            found = value
        else:
            found = self._typed(value if isinstance(value, str) else text(value))
            if found is None:
                return None
            if isinstance(found, str):
                raise Unfit(f"{self.what}: {found}")
        if found < EARLIEST:
            raise Unfit(f"{self.what}: năm {found.year} không hợp lý. Hãy xem lại ô này trong sổ.")
        return found

    def _typed(self, typed: str) -> date | str | None:
        try:
            return self.typed[typed]
        except KeyError:
            found = self.typed[typed] = self._read(typed)
            return found

    def _read(self, typed: str) -> date | str | None:
        found = _typed_day(typed, month_first=self.month_first)
        if self.today is None or not isinstance(found, str):
            return found
        if short := _short(typed):
            self.short[typed] = short
            first, second, year = short
            return _typed_day(f"{first}/{second}/20{year:02d}", month_first=self.month_first)
        if (serial := _serial(typed)) and abs(serial.year - self.today.year) <= NEAR_YEARS:
            self.counted += 1
            return serial
        return found


def day(value: object, what: str) -> date | None:
    """The calendar day of a cell read by itself; None where it is empty. Raises Unfit, naming `what`."""
    return Days(what).read(value)


@lru_cache(maxsize=TEXTS)
def _typed_day(typed: str, *, month_first: bool = False) -> date | str | None:
    """A day, the sentence that says why it is none, or None for blanks and dashes."""
    plain = squeeze(typed)
    if plain.strip("-–—.… ") == "":
        return None
    if plain in SHOWN_ERRORS:
        return f"ô này là lỗi {plain} của bảng tính. {MEND}"
    if _INSTANT.fullmatch(plain):
        return _instant(plain)
    bare = _bare(plain)
    if found := _YEAR_FIRST.fullmatch(bare):
        bare = f"{found[3]}/{found[2]}/{found[1]}"
    elif month_first and (found := _MONTH_FIRST.fullmatch(bare)):
        bare = f"{found[2]}/{found[1]}/{found[3]}"
    try:
        return parse_vn_date(bare)
    except ValueError as error:
        return _why_no_day(plain, bare, str(error))


def _bare(plain: str) -> str:
    """A typed day without its weekday and hour."""
    return _TIME_BEHIND.sub("", _TIME_BEFORE.sub("", _WEEKDAY.sub("", plain))).strip(" ,;-")


def _short(typed: str) -> tuple[int, int, int] | None:
    """The three numbers of a day whose year has two figures."""
    found = _SHORT_YEAR.fullmatch(_bare(squeeze(typed)))
    return (int(found[1]), int(found[3]), int(found[4])) if found else None


def _serial(typed: str) -> date | None:
    """The day that a spreadsheet counts so: 45174 is 05/9/2023. An hour is a fraction of it."""
    plain = squeeze(typed)
    return _FIRST_SERIAL + timedelta(days=int(plain[:5])) if _SERIAL.fullmatch(plain) else None


def _instant(typed: str) -> date | str:
    """The Vietnamese day of an instant: 2023-09-04T17:00:00Z is midnight of the 5th."""
    try:
        return parse_vn_date(datetime.fromisoformat(typed))
    except ValueError:
        return "không phải là ngày giờ có thật. Hãy ghi theo dạng ngày/tháng/năm."


def _why_no_day(plain: str, bare: str, error: str) -> str:
    if _LIKE_A_DAY.fullmatch(bare):
        return error
    if plain.replace(".", "").replace(",", "").replace("%", "").lstrip("-").isdigit():
        said = f" {plain}" if sum(map(str.isdigit, plain)) <= LONGEST_NUMBER else ""
        return f"ô này ghi con số{said}, không phải ngày. Hãy ghi theo dạng ngày/tháng/năm."
    if any(map(str.isdigit, plain)):
        return "chưa hiểu cách ghi ngày ở ô này. Hãy ghi theo dạng ngày/tháng/năm, ví dụ 05/01/2024."
    return "ô này ghi chữ, không phải ngày. Hãy ghi theo dạng ngày/tháng/năm."


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
