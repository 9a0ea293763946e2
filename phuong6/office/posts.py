"""What posts, offices and neighbourhoods are called on a day: the one place screens, messages and papers ask."""

from datetime import date
from functools import lru_cache
from time import monotonic
from typing import cast

from django.db import OperationalError, ProgrammingError
from django.utils import timezone
from django.utils.functional import lazystr

from phuong6.lib.posts import PLAN, Posts, capital
from phuong6.office.models import PostNames

IN_SENTENCES = (
    "internal_affairs",
    "statistics",
    "statistics_post",
    "culture",
    "accounting",
    "neighbourhood_body",
    "neighbourhood_head",
)
KEPT_SECONDS = 20  # another process learns of a changed name this late


def posts_on(day: date) -> Posts:
    """The set in force on this day; before the first one, and where none is recorded, the words of the plan."""
    recorded = _recorded(_now())
    if not recorded:
        forget()  # they may be about to be loaded: a fresh installation has none yet
    return next((words for from_day, words in recorded if from_day <= day), PLAN)


def posts() -> Posts:
    """Today's set (Asia/Ho_Chi_Minh), for screens and messages."""
    return posts_on(timezone.localdate())


def renamed_by(day: date) -> tuple[tuple[str, str], ...]:
    """Names of other sets that are not those of this day, each with what it is on this day; the longest first."""
    now, found = posts_on(day), {}
    for words in (PLAN, *(each for _, each in _recorded(_now()))):
        for field in IN_SENTENCES:
            before, after = getattr(words, field), getattr(now, field)
            if before != after:
                found.setdefault(before, after)
    return tuple(sorted(found.items(), key=lambda pair: -len(pair[0])))


def said(sentence: str, names: Posts | None = None) -> str:
    """The sentence with its names, e.g. "{statistics} sẽ xác nhận."; {Statistics} with a capital letter.

    Raises AttributeError for a name that no set has.
    """
    return sentence.format_map(_Names(names or posts()))


def named(sentence: str) -> str:
    """The same for a sentence that is read later than it is written: it takes the words of the day it is read."""
    return cast("str", lazystr(_Sentence(sentence)))


def forget() -> None:
    """The names have been changed in this process."""
    _recorded.cache_clear()


class _Names(dict):
    def __init__(self, names: Posts):
        super().__init__()
        self.names = names

    def __missing__(self, key: str) -> str:
        value = getattr(self.names, key[:1].lower() + key[1:])
        return capital(value) if key[:1].isupper() else value


class _Sentence:
    def __init__(self, text: str):
        self.text = text

    def __str__(self) -> str:
        return said(self.text)


def _now() -> int:
    return int(monotonic() / KEPT_SECONDS)


@lru_cache(maxsize=1)
def _recorded(_at: int) -> tuple[tuple[date, Posts], ...]:
    """All sets with their first days, the newest first (one query, then none for a while).

    None before `migrate` has made the table: Django's own checks ask for the choices of fields earlier.
    """
    try:
        return tuple((each.from_day, each.words) for each in PostNames.objects.order_by("-from_day"))
    except (OperationalError, ProgrammingError):
        return ()
