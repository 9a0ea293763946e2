"""What stands in a cell: a day, a mark, a word. Read once for every different text, told without quoting people."""

import re
from datetime import date, datetime, timedelta
from functools import lru_cache

from criteria.enums import Attended, OneStopState
from phuong6.lib.vietnamese import parse_vn_date, search_key, short_date, squeeze

EARLIEST = date(2000, 1, 1)  # Excel shows an empty or wrong day as 1900
LATEST_DUE = timedelta(days=5 * 366)  # after today
YES = {"x", "co", "da ky", "1", "true", "v", "yes", "da gui", "da nhan", "roi", "du", "dat"}
TICKS = {"✓", "✔", "☑", "√", "+"}
NOT_SECRET = {"", "khong", "thuong", "0", "khong mat", "binh thuong", "false", "no"}
STOPPED = ("rut", "huy", "khong du dieu kien", "khong giai quyet", "tra lai", "tu choi")
UNFINISHED = ("chua tra", "chua giai quyet", "chua hoan thanh", "chua co ket qua", "cho tra", "cho xu ly")
RESOLVED = (
    "da tra",
    "da co ket qua",
    "da giai quyet",
    "hoan thanh",
    "da xong",
    "tra dung han",
    "tra truoc han",
    "tra tre han",
    "da ket thuc",
)
DELEGATED = ("thay", "uy quyen", "cu nguoi")
ABSENT = ("vang", "khong")
_LIKE_A_DAY = re.compile(r"(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d{1,2}-\d{1,2})(?:[ T][\d:.]{1,12})?")
_TEXTS = 50_000  # different texts remembered


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


@lru_cache(maxsize=_TEXTS)
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


@lru_cache(maxsize=_TEXTS)
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


@lru_cache(maxsize=_TEXTS)
def _key(value: str) -> str:
    return search_key(value)


def mark(value: object) -> bool:
    """Whether a cell says yes: x, có, ✓, 1 and the like."""
    if isinstance(value, bool):
        return value
    words = text(value)
    return words in TICKS or _key(words) in YES


def secret(value: object) -> bool:
    """Whether a document is secret: anything but "", "không", "thường"."""
    if isinstance(value, bool):
        return value
    words = text(value)
    return words.strip("-–. ") != "" and _key(words) not in NOT_SECRET


@lru_cache(maxsize=_TEXTS)
def state(words: str) -> str:
    """What became of a record at the counter, by its words; "" where nothing is said.

    Whole words only, and two of them with their marks: "huy" is in "chuyển", "dừng" is "đúng" without marks.
    """
    key, low = f" {search_key(words)} ", words.lower()
    if not key.strip():
        return ""
    if "dừng" in low or any(f" {each} " in key for each in STOPPED):
        return OneStopState.WITHDRAWN.value
    if low.startswith("đang") or any(f" {each} " in key for each in UNFINISHED):
        return OneStopState.OPEN.value
    return (
        OneStopState.RESOLVED if any(f" {each} " in key for each in RESOLVED) else OneStopState.OPEN
    ).value


def attended(came: object, deputy: object) -> str:
    """Whether who was invited was there. A deputy sent instead is not: he is shown apart."""
    words, instead = _key(text(came)), _key(text(deputy))
    if any(each in words for each in DELEGATED) or (instead and instead not in ("khong", "0")):
        return Attended.DELEGATED.value
    if mark(came) or (words and not any(each in words for each in ABSENT)):
        return Attended.PRESENT.value
    return Attended.ABSENT.value
