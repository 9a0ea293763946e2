"""Who a row of a list is, among the people already known."""

from campaigns.people.fates import Known
from campaigns.people.rows import Person
from phuong6.lib.vietnamese import name_sort_key, search_key

ANOTHER = "another"


def same_spelling(one: str, other: str) -> bool:
    """Alike but for capitals and where a syllable's tone is written: Hoà and Hòa, not Dũng and Dung."""
    return name_sort_key(one) == name_sort_key(other)


def _differ(one, other) -> bool:
    return bool(one and other and one != other)


def _conflict(person: Person, known: Known) -> bool:
    """Whether what both state speaks for two people."""
    return (
        not same_spelling(person.full_name, known.full_name)
        or _differ(person.birth_date, known.birth_date)
        or _differ(person.honorific, known.honorific)
        or bool(known.row and _differ(search_key(person.position), search_key(known.position)))
    )


def _agrees(person: Person, known: Known) -> bool:
    return (
        same_spelling(person.full_name, known.full_name)
        and person.birth_year == known.birth_year
        and person.birth_date == known.birth_date
        and person.honorific == known.honorific
        and person.position == known.position
    )


def find(person: Person, namesakes: list[Known]) -> tuple[Known | None, list[Known]]:
    """The one this row is, or those among whom a person must choose; (None, []) is somebody new."""
    possible = namesakes
    if person.birth_year:
        exact = [known for known in namesakes if known.birth_year == person.birth_year]
        possible = exact or [known for known in namesakes if known.birth_year is None]
        if not exact and len(namesakes) > len(possible) > 0:
            return None, possible
    if len(possible) == 1 and not _conflict(person, possible[0]):
        return possible[0], []
    agreeing = [known for known in possible if _agrees(person, known)]
    if len(agreeing) == 1:
        return agreeing[0], []
    return None, possible


def choose(person: Person, possible: list[Known], answer: str) -> tuple[Known | None, bool]:
    """What the person at the screen chose: (who, answered)."""
    for known in possible:
        if known.ref == answer:
            return known, True
    return None, answer == ANOTHER


def changes_of(person: Person, known: Known) -> dict[str, tuple]:
    """What the list knows better; a blank in the list erases nothing."""
    found = {}
    if not same_spelling(person.full_name, known.full_name):
        found["full_name"] = (known.full_name, person.full_name)
    for name in ("honorific", "birth_year", "birth_date", "position"):
        given, kept = getattr(person, name), getattr(known, name)
        if given and given != kept:
            found[name] = (kept, given)
    if not known.is_active:
        found["is_active"] = (False, True)
    return found
