"""Which criteria a known fact concerns, by what both are about in their own words: the plan has no column for it.

A fact nobody's criterion speaks of goes with duties in general, and where no criterion speaks of these
either, with every one: nothing known is out of reach, whatever words a ward's plan uses.
"""

from collections.abc import Iterable
from enum import StrEnum

from criteria.models import Criterion, Target
from phuong6.lib.vietnamese import search_key


class Subject(StrEnum):
    """What a fact or a criterion is about."""

    INDEX = "index"
    INITIATIVE = "initiative"
    PUBLICITY = "publicity"
    LEARNING = "learning"
    DUTIES = "duties"


# Search words by which each is known.
WORDS = {
    Subject.INDEX: ("chi so cchc", "chi so cai cach"),
    Subject.INITIATIVE: ("sang kien", "mo hinh moi"),
    Subject.PUBLICITY: ("tuyen truyen",),
    Subject.LEARNING: ("hoc tap", "trinh do", "boi duong", "tap huan"),
    Subject.DUTIES: ("nhiem vu", "muc tieu", "chi tieu"),
}


def subject_of_target(target: Target) -> Subject:
    """What a target measures, by its name and its area; most are duties of the unit."""
    key = search_key(f"{target.name} {target.area.name}")
    told = (each for each in (Subject.PUBLICITY, Subject.INITIATIVE, Subject.LEARNING) if _speaks(each, key))
    return next(told, Subject.DUTIES)


def subjects_of(criterion: Criterion) -> set[Subject]:
    """By its short name, which the plan's text only explains; by the text where the name tells none."""
    for words in (criterion.short, criterion.text):
        key = search_key(words)
        found = {each for each in Subject if _speaks(each, key)}
        if found:
            break
    return found | ({Subject.INDEX} if criterion.uses_index else set())


def _speaks(subject: Subject, key: str) -> bool:
    return any(f" {words} " in f" {key} " for words in WORDS[subject])


def criteria_of(subject: Subject, criteria: Iterable[Criterion]) -> set[int]:
    """The criteria, by id, under which facts on a subject are offered."""
    told = {each.pk: subjects_of(each) for each in criteria}
    for wanted in (subject, Subject.DUTIES):
        found = {pk for pk, subjects in told.items() if wanted in subjects}
        if found:
            return found
    return set(told)
