"""What every register is read with and into: what rows are judged by, entries, figures."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from criteria.enums import OneStopState
from criteria.registers import cells
from criteria.registers.cells import Days, Unfit

NUMBERING = re.compile(r"\(?\d{1,2}\)?")
LONGEST = {"code": 80, "field": 200, "name": 120, "text": 300}


@dataclass(frozen=True)
class Surroundings:
    """What rows are judged by besides themselves. `people`: name key → (id, key of the unit) of the ward's people.

    `noticed`: how often a row was taken in a way that somebody should know of. `days`: the columns of days.
    """

    today: date
    as_of: date | None = None
    people: Mapping[str, Sequence[tuple[int, str]]] = field(default_factory=dict)
    all_people: int = 0
    course: str = ""
    noticed: Counter = field(default_factory=Counter)
    days: dict[str, Days] = field(default_factory=dict)

    def column_of_days(self, what: str) -> Days:
        """The column of days of this label, with the order its cells have shown."""
        return self.days.setdefault(what, Days(what, today=self.today))


class OneStop(NamedTuple):
    """A record of the counter."""

    field: str
    received: date | None
    due: date | None
    returned: date | None
    state: str

    def fate(self, as_of: date | None) -> str:
        """What became of it, by calendar day, whatever hours the file gives (plan, section II.2)."""
        if self.state == OneStopState.WITHDRAWN:
            return "withdrawn"
        if self.state == OneStopState.OPEN or self.returned is None:
            return "open_overdue" if self.due and as_of and self.due < as_of else "open"
        if self.due is None:
            return "without_due"
        return "early" if self.returned < self.due else "on_the_day" if self.returned == self.due else "late"

    def is_outside(self, first: date, last: date) -> bool:
        """A record counts where it was resolved; one that is not, until it is."""
        if self.state == OneStopState.RESOLVED and self.returned:
            return not first <= self.returned <= last
        return self.received is not None and self.received > last


# What is asked of a document, by whether it came in: who sends signs; what is in the ward's hands is to receive online.
ASKED = {False: ("online", "signed_by_person", "signed_by_office"), True: ("online",)}


class Document(NamedTuple):
    """A document of the e-office."""

    day: date
    secret: bool
    online: bool
    signed_by_person: bool
    signed_by_office: bool

    def is_whole(self, *, incoming: bool) -> bool:
        """Nothing secret, and all that is asked of it."""
        return not self.secret and all(getattr(self, name) for name in ASKED[incoming])

    def is_outside(self, first: date, last: date) -> bool:
        return not first <= self.day <= last


class Training(NamedTuple):
    """Somebody at a course; `official` is None for a name that is not on the ward's list."""

    official: int | None
    name: str
    course: str
    day: date | None
    data: bool

    def is_outside(self, first: date, last: date) -> bool:
        return self.day is not None and not first <= self.day <= last


class Invited(NamedTuple):
    """A head of the ward invited to a meeting of the city."""

    meeting: str
    name: str
    day: date
    attended: str

    def is_outside(self, first: date, last: date) -> bool:
        return not first <= self.day <= last


Entry = OneStop | Document | Training | Invited
Reader = Callable[[Sequence[object]], tuple[Any, Entry] | None]


@dataclass(frozen=True)
class Figures:
    """Numerator, denominator, everything counted beside them, and what the preview tells by its name."""

    numerator: int
    denominator: int
    counts: dict[str, int]
    told: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Kind:
    """`reader(at, around)` makes what reads a row: `at` gives a column's place, -1 (always empty) for one not there.

    The reader returns key and entry, None for a row that is no record, and raises Unfit.
    """

    reader: Callable[[Callable[[str], int], Surroundings], Reader]
    figures: Callable[[Iterable[Entry], Surroundings], Figures]


def on_time_of(counts: Mapping[str, int]) -> tuple[int, int]:
    """(returned by their day, returned that had one) of records by their fate (`OneStop.fate`; plan, section II.2)."""
    on_time = counts["early"] + counts["on_the_day"]
    return on_time, on_time + counts["late"]


def is_numbering(*values: object) -> bool:
    """Whether a row only numbers its columns: (1) (2) (3)."""
    return all(NUMBERING.fullmatch(cells.text(value)) for value in values)


def short(words: str, limit: int, what: str) -> str:
    if len(words) > limit:
        raise Unfit(f"{what}: dài quá {limit} ký tự. Hãy xem lại ô này trong sổ.")
    return words
