"""What in a text of a campaign looks left over from another year, another plan or another ward."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

YEAR = re.compile(r"(?<![\d/])(20\d\d)(?![\d/])")
NUMBER = re.compile(r"\b\d+(?:/\d{4})?/(?:[A-ZĐ]+-)+[A-ZĐ]+\b")
DECREE = re.compile(r"\b(\d+/\d{4})/NĐ-CP\b")
DAY = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{4})(?![\d/])|ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})")
PLACE = re.compile(
    r"\b(?:[Pp]hường|[Xx]ã|[Tt]hành phố|[Tt]ỉnh|[Tt]hị xã|[Qq]uận|[Hh]uyện) (?:\d+|[A-ZĐ]\w*(?: [A-ZĐ]\w*)*)"
)


@dataclass(frozen=True)
class Setting:
    """What is right for the campaign: its year, first day, the ward's names, and decree number → what holds now."""

    year: int
    first_day: date
    names: tuple[str, ...]
    ended: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Leftover:
    """The words found, what is doubtful about them, and a proposal (empty: none)."""

    words: str
    why: str
    proposal: str = ""


def leftovers(text: str, now: Setting) -> list[Leftover]:
    """All of one text, in the order of the rules; a proposal is only shown, never written."""
    return [*_days(text, now), *_years(text, now), *_numbers(text, now), *_places(text, now)]


def _days(text: str, now: Setting) -> Iterable[Leftover]:
    for match in DAY.finditer(text):
        day, month, year = (int(each) for each in match.groups() if each)
        try:
            past = date(year, month, day) < now.first_day
        except ValueError:
            past = True
        if past:
            yield Leftover(match[0], "ngày trước khi phong trào bắt đầu")


def _years(text: str, now: Setting) -> Iterable[Leftover]:
    plain = NUMBER.sub("", DAY.sub("", text))
    for year in dict.fromkeys(int(each) for each in YEAR.findall(plain)):
        if year < now.year:
            yield Leftover(str(year), "năm đã qua", text.replace(str(year), str(now.year)))


def _numbers(text: str, now: Setting) -> Iterable[Leftover]:
    ended = dict(now.ended)
    for match in NUMBER.finditer(text):
        decree = DECREE.match(match[0])
        if decree is None:
            yield Leftover(match[0], "số văn bản, xem còn đúng không")
        elif decree[1] in ended:
            yield Leftover(match[0], "nghị định không còn áp dụng", ended[decree[1]])


def _places(text: str, now: Setting) -> Iterable[Leftover]:
    own = " ".join(now.names).lower()
    for words in dict.fromkeys(PLACE.findall(text)):
        if not re.search(rf"{re.escape(words.lower())}(?!\w)", own):
            short = words.split()[0].lower()
            right = next((each for each in now.names if each.lower().startswith(short)), "")
            yield Leftover(
                words, "tên nơi khác với bản ghi Phường", text.replace(words, right) if right else ""
            )
