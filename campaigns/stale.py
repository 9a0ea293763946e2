"""What in a text of a campaign looks left over from another year, another plan or another ward."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from phuong6.lib.posts import capital

YEAR = re.compile(r"(?<![\d/])(20\d\d)(?![\d/])")
NUMBER = re.compile(r"\b\d+(?:/\d{4})?/(?:[A-ZĐ]+-)+[A-ZĐ]+\b")
DECREE = re.compile(r"\b(\d+/\d{4})/NĐ-CP\b")
SPAN = re.compile(r"20\d\d\s*[-–—]\s*20\d\d")  # "giai đoạn 2021 - 2025": no single year is put in its place
CITED = r"(?:Nghị định(?: số)? )?"  # words before a decree's number that its full name says again
DAY = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{4})(?![\d/])|ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})")
KIND = r"(?:[Pp]hường|[Xx]ã|[Tt]hành phố|[Tt]ỉnh|[Tt]hị xã|[Tt]hị trấn|[Qq]uận|[Hh]uyện) "
PLACE = re.compile(rf"\b{KIND}(?:\d+|[A-ZĐ]\w*(?: [A-ZĐ]\w*)*)")


@dataclass(frozen=True)
class Setting:
    """What is right for the campaign: its year, first day, the ward's names, and decree number → what holds now.

    `former`: names of the ward, its predecessors and superiors on record, with and without the kind of place, each with
    what it is now. `posts`: the same of posts and offices, the longest first.
    """

    year: int
    first_day: date
    names: tuple[str, ...]
    ended: tuple[tuple[str, str], ...] = ()
    former: tuple[tuple[str, str], ...] = ()
    posts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Leftover:
    """The words found, what is doubtful about them, and a proposal (empty: none)."""

    words: str
    why: str
    proposal: str = ""


def leftovers(text: str, now: Setting) -> list[Leftover]:
    """All of one text, in the order of the rules; a proposal is only shown, never written."""
    return [
        *_days(text, now),
        *_years(text, now),
        *_numbers(text, now),
        *_places(text, now),
        *_former(text, now),
        *_posts(text, now),
    ]


def proposed(text: str, now: Setting) -> str:
    """The text with every proposal taken; empty where nothing is proposed."""
    found = text
    for _ in range(len(leftovers(text, now))):
        found = next((each.proposal for each in leftovers(found, now) if each.proposal), found)
    return found if found != text else ""


def bare(name: str) -> str:
    """A place's own name without what it is: "thành phố Cao Lãnh" → "Cao Lãnh"; empty where that is only a number."""
    last = [each for each in PLACE.findall(name) if re.match(KIND, each)]
    own = re.sub(KIND, "", last[-1]) if last else ""
    return "" if own.isdecimal() else own


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
    plain, spans = NUMBER.sub("", DAY.sub("", text)), SPAN.findall(text)
    for year in dict.fromkeys(int(each) for each in YEAR.findall(plain)):
        if year < now.year:
            fixed = any(str(year) in each for each in [*spans, *(match[0] for match in DAY.finditer(text))])
            right = re.sub(rf"(?<![\d/]){year}(?![\d/])", str(now.year), text)
            yield Leftover(str(year), "năm đã qua", "" if fixed else right)


def _numbers(text: str, now: Setting) -> Iterable[Leftover]:
    ended = dict(now.ended)
    for match in NUMBER.finditer(text):
        decree = DECREE.match(match[0])
        if decree is None:
            yield Leftover(match[0], "số văn bản, xem còn đúng không")
        elif decree[1] in ended:
            right = ended[decree[1]]
            said = re.sub(CITED + re.escape(match[0]), right, text, flags=re.IGNORECASE) if right else ""
            yield Leftover(match[0], "nghị định không còn áp dụng", said)


def _places(text: str, now: Setting) -> Iterable[Leftover]:
    own, known = " ".join(now.names).lower(), {name.lower(): right for name, right in now.former}
    for words in dict.fromkeys(PLACE.findall(text)):
        if not re.search(rf"{re.escape(words.lower())}(?!\w)", own):
            short = words.split()[0].lower()
            same_kind = next((each for each in now.names if each.lower().startswith(short)), "")
            right = known.get(words.lower(), same_kind)
            yield Leftover(
                words, "tên nơi khác với bản ghi Phường", text.replace(words, right) if right else ""
            )


def _former(text: str, now: Setting) -> Iterable[Leftover]:
    """The same names without "phường", "thành phố", "tỉnh" before them."""
    plain, own = PLACE.sub(lambda match: " " * len(match[0]), text), " ".join(now.names).lower()
    for name, right in dict(now.former).items():
        word = rf"(?<!\w){re.escape(name)}(?!\w)"
        if not re.search(word.lower(), own) and re.search(word, plain):
            yield Leftover(
                name, "tên cũ của phường hoặc cấp trên", re.sub(word, right, text) if right else ""
            )


def _posts(text: str, now: Setting) -> Iterable[Leftover]:
    """Posts and offices by a name they no longer bear; a capital stays a capital."""
    left = text
    for name, right in now.posts:
        word = re.compile(rf"(?<!\w)(?:{re.escape(name)}|{re.escape(capital(name))})(?!\w)")
        if found := word.search(left):
            left = word.sub(" ", left)
            proposal = word.sub(lambda match: capital(right) if match[0][0].isupper() else right, text)  # noqa: B023
            yield Leftover(found[0], "tên gọi cũ của chức danh, phòng ban", proposal)
