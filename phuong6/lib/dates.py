"""Dates as papers and screens write them and as people type them (NĐ 30/2020 Phụ lục I)."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
BLANK = "……"  # room to write the figure by hand
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
LAST_PADDED_MONTH = 2
FIRST_YEAR, LAST_YEAR = 1900, 2100

_TIME = r"(?:[ T]+[0-9]{1,2}(?::|h|g)[0-9]{0,2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?"
_DAY_FIRST = re.compile(rf"([0-9]{{1,2}})\s*([/.-])\s*([0-9]{{1,2}})\s*\2\s*([0-9]{{4}}){_TIME}")
_ISO = re.compile(rf"([0-9]{{4}})-([0-9]{{1,2}})-([0-9]{{1,2}}){_TIME}")
_WORDS = re.compile(r"(?:ngày )?([0-9]{1,2}) tháng ([0-9]{1,2}) năm ([0-9]{4})", re.IGNORECASE)
_SHORT_YEAR = re.compile(r"[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2}")
_MONTH_YEAR = re.compile(r"([0-9]{1,2})[/.-]([0-9]{4})")


def _day(day: int) -> str:
    return f"{day:02d}"


def _month(month: int) -> str:
    """NĐ 30/2020: a zero before 1 and 2 only, "tháng 01" but "tháng 4"."""
    return f"{month:02d}" if month <= LAST_PADDED_MONTH else str(month)


def long_date(day: date | None, *, year: int | None = None, month: int | None = None) -> str:
    """Return "ngày 05 tháng 01 năm 2024"; what is not known yet becomes a dotted blank.

    Without `day`, `year` and `month` say what is already known.
    """
    if day is not None:
        return f"ngày {_day(day.day)} tháng {_month(day.month)} năm {day.year}"
    return f"ngày {BLANK} tháng {_month(month) if month else BLANK} năm {year or BLANK}"


def paper_date(day: date | None, place: str, *, year: int | None = None, month: int | None = None) -> str:
    """Return the place and date line of a paper: "Phường 6, ngày 05 tháng 01 năm 2024".

    `paper_date(None, "Phường 6", year=2023, month=4)` → "Phường 6, ngày …… tháng 4 năm 2023".
    """
    return f"{place}, {long_date(day, year=year, month=month)}"


def short_date(day: date) -> str:
    """Return "05/01/2024"."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def weekday_date(day: date) -> str:
    """Return "Thứ Tư, 15/11/2023"."""
    return f"{WEEKDAYS[day.weekday()]}, {short_date(day)}"


def days_left_phrase(today: date, due: date) -> str:
    """Return "còn 3 ngày", "hôm nay" or "quá 2 ngày"; both are dates in Asia/Ho_Chi_Minh."""
    left = (due - today).days
    if left == 0:
        return "hôm nay"
    days = f"{abs(left):,}".replace(",", ".")
    return f"còn {days} ngày" if left > 0 else f"quá {days} ngày"


def _checked(year: int, month: int, day: int, typed: object) -> date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"Năm trong “{typed}” phải từ {FIRST_YEAR} đến {LAST_YEAR}.")
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(
            f"“{typed}” không phải là ngày có thật. Hãy ghi ngày trước, tháng sau, ví dụ 05/01/2024."
        ) from None


def _parse_typed(typed: str) -> date:
    if not typed:
        raise ValueError("Chưa ghi ngày. Hãy ghi theo dạng ngày/tháng/năm, ví dụ 05/01/2024.")
    if match := _DAY_FIRST.fullmatch(typed):
        return _checked(int(match[4]), int(match[3]), int(match[1]), typed)
    if match := _ISO.fullmatch(typed):
        return _checked(int(match[1]), int(match[2]), int(match[3]), typed)
    if match := _WORDS.fullmatch(typed):
        return _checked(int(match[3]), int(match[2]), int(match[1]), typed)
    if _SHORT_YEAR.fullmatch(typed):
        raise ValueError(f"Năm trong “{typed}” phải ghi đủ bốn chữ số, ví dụ 05/01/2024.")
    raise ValueError(f"Không đọc được ngày “{typed}”. Hãy ghi theo dạng ngày/tháng/năm, ví dụ 05/01/2024.")


def parse_vn_date(value: object) -> date:
    """Return the date a person typed or a spreadsheet cell holds, the day always first.

    Takes date, datetime (an aware one by Vietnam's clock), d/m/yyyy, d-m-yyyy, d.m.yyyy, ISO,
    "ngày … tháng … năm …", each with an hour or without. Raises ValueError with a Vietnamese
    sentence for anything else: a bare number or a two-figure year is never guessed.
    """
    if isinstance(value, datetime):
        value = value.astimezone(VIETNAM).date() if value.tzinfo else value.date()
    if isinstance(value, date):
        return _checked(value.year, value.month, value.day, short_date(value))
    if value is None:
        return _parse_typed("")
    return _parse_typed(" ".join(str(value).split()))


def parse_birth(value: object) -> tuple[int, date | None]:
    """Return year and, if given in full, date of birth: "1969" → (1969, None).

    Takes all that `parse_vn_date` takes, a year as text or number ("1969", 1969, 1969.0),
    "sinh năm 1969" and month/year. Raises ValueError with a Vietnamese sentence.
    """
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, str | int) and not isinstance(value, bool):
        typed = " ".join(str(value).split())
        bare = re.sub(r"^(sinh )?năm ", "", typed, flags=re.IGNORECASE)
        if match := _MONTH_YEAR.fullmatch(bare):
            return _checked(int(match[2]), int(match[1]), 1, typed).year, None
        if re.fullmatch(r"[0-9]{4}", bare):
            return _checked(int(bare), 1, 1, typed).year, None
    try:
        born = parse_vn_date(value)
    except ValueError as error:
        raise ValueError(f"{error} Nếu chỉ biết năm sinh thì ghi năm, ví dụ 1969.") from None
    return born.year, born


def last_day_before(too_late: datetime) -> date:
    """The last day in time (Asia/Ho_Chi_Minh) of something due before `too_late`, the first moment too late (aware)."""
    return (too_late.astimezone(VIETNAM) - timedelta(microseconds=1)).date()


def deadline_phrase(too_late: datetime) -> str:
    """The last hour for something due before `too_late`, the first moment too late (aware).

    Midnight reads as the whole day before, "hết Thứ Ba, 14/11/2023"; another hour is named,
    "trước 16:30, Thứ Ba, 14/11/2023".
    """
    local = too_late.astimezone(VIETNAM)
    last = last_day_before(too_late)
    if (local.hour, local.minute) == (0, 0):
        return f"hết {weekday_date(last)}"
    return f"trước {local:%H:%M}, {weekday_date(last)}"
