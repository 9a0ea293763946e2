"""Days and deadlines as plans word them. A day without its year, or a word with two meanings, is no answer."""

import re
from datetime import date, datetime, time, timedelta

_DAY = (
    r"(?:(?:thứ\s+\w+|chủ nhật)\s*,?\s*)?(?:ngày\s*)?"
    r"(?:(?P<d{0}>[0-9]{{1,2}})\s*[/.-]\s*(?P<m{0}>[0-9]{{1,2}})\s*[/.-]\s*(?P<y{0}>[0-9]{{4}})"
    r"|(?P<dd{0}>[0-9]{{1,2}})\s+tháng\s+(?P<mm{0}>[0-9]{{1,2}})\s+năm\s+(?P<yy{0}>[0-9]{{4}}))(?![0-9])"
)
_HOUR = r"(?:(?P<hour>[0-9]{1,2})\s*(?:giờ|h|g|:)\s*(?P<minute>[0-9]{2})?(?:\s*phút)?\s*,?\s*)?"
_WORDS = (
    r"(?P<word>trước hoặc trong|chậm nhất trước|(?<!\w)trước|(?:chậm|muộn) nhất(?: là)?(?: vào)?(?: đến)?(?: hết)?"
    r"|đến hết|hạn (?:cuối|chót)(?: cùng)?(?: là)?(?: đến)?(?: hết)?|(?<!\w)hết)"
)
DUE = re.compile(rf"{_WORDS}\s*(?:vào\s+)?(?:lúc\s+)?{_HOUR}{_DAY.format('')}", re.IGNORECASE)
_END = re.compile(
    rf"(?:kết thúc|đến hết|(?<!\w)đến|(?<!\w)hết)(?P<between>[^.;0-9]{{0,40}}?){_DAY.format('')}",
    re.IGNORECASE,
)
_YEARLESS = re.compile(
    r"(?:trước|chậm nhất|đến hết|hết)[^.;0-9]{0,20}ngày\s*[0-9]{1,2}\s*(?:[/.-]\s*[0-9]{1,2}|tháng\s+[0-9]{1,2})"
    r"(?!\s*[/.-]?\s*(?:[0-9]|năm))",
    re.IGNORECASE,
)


def _day_of(match: re.Match) -> date | None:
    named = match.groupdict()
    day, month, year = (named[each] or named[each * 2] for each in "dmy")
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def due_moments(text: str) -> set[datetime]:
    """The first moments too late (Vietnam's clock, naive) of every deadline in the text.

    "trước ngày 15/11" is 15/11 00:00; "chậm nhất đến hết ngày 20/11" is 21/11 00:00; "trước 17 giờ 00 ngày 20/11" is
    20/11 17:00; "chậm nhất 17 giờ" still takes what comes within that minute.
    """
    found = set()
    for match in DUE.finditer(text):
        day = _day_of(match)
        hour = match["hour"]
        if day is None or (hour and int(hour) > 23):  # noqa: PLR2004
            continue
        before = match["word"].lower().endswith("trước")
        if hour:
            moment = datetime.combine(day, time(int(hour), int(match["minute"] or 0)))
            found.add(moment if before else moment + timedelta(minutes=1))
        else:
            found.add(datetime.combine(day if before else day + timedelta(days=1), time.min))
    return found


def lacks_year(text: str) -> bool:
    """Whether a deadline names a day and no year."""
    return bool(_YEARLESS.search(text))


def end_days(text: str) -> set[date]:
    """The last days of a stretch told in the text: "kết thúc 30/10/2023", "từ … đến hết ngày 30/10/2026"."""
    found = set()
    for match in _END.finditer(text):
        day = _day_of(match)
        if day is None:
            continue
        before = re.search(r"(?<!\w)trước(?!\w)", match["between"], re.IGNORECASE)
        found.add(day - timedelta(days=1) if before else day)
    return found
