"""What each row of a list becomes: new, same, changed, repeated, refused, or a question to a person.

Pure judgement: rows and what the database knows go in, fates come out; nothing is written.
An official is name key + unit + birth year, where a missing year matches a single namesake; what
only looks alike is asked about.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from campaigns.enums import Honorific, UnitKind
from campaigns.people.fates import Fate, Judged, Known, NewUnit, Verdict
from campaigns.people.lists import ListRow, PeopleList
from campaigns.people.matching import ANOTHER, changes_of, choose, find
from campaigns.people.rows import Person, read_person
from phuong6.lib.vietnamese import search_key, short_date

LEAVE_OUT = "leave-out"
_NEIGHBOURHOOD = ("ban nhan dan khom", "ban nhan dan ap", "ban nhan dan khu pho", "ban nhan dan to dan pho")


def kind_of(key: str) -> str:
    """The group a unit most likely belongs to, from its key (phuong6.lib unit_key); a person confirms."""
    if key.startswith(_NEIGHBOURHOOD):
        return UnitKind.NEIGHBOURHOOD
    return UnitKind.OFFICE if key.startswith("uy ban nhan dan") else UnitKind.ORGANISATION


class _Judge:
    """Carries what is known from row to row."""

    def __init__(self, known: list[Known], answers: Mapping[str, str]):
        self.answers = answers
        self.namesakes: dict[tuple[str, str], list[Known]] = {}
        self.elsewhere: dict[tuple[str, int | None], list[Known]] = {}
        for each in known:
            self._remember(each)

    def _remember(self, known: Known) -> None:
        key = search_key(known.full_name)
        self.namesakes.setdefault((known.unit, key), []).append(known)
        self.elsewhere.setdefault((key, known.birth_year), []).append(known)

    def judge(self, person: Person) -> Judged:
        row, answer = person.row, self.answers.get(person.row.place, "")
        if person.errors or answer == LEAVE_OUT:
            fate = Fate.LEFT_OUT if answer == LEAVE_OUT else Fate.REFUSED
            return Judged(row, fate, person, reasons=person.errors, notes=person.notes)
        namesakes = self.namesakes.get((person.unit, person.key), [])
        found, possible = find(person, namesakes)
        answered = False
        if possible:
            found, answered = choose(person, possible, answer)
            if not answered:
                return self._ask(person, possible)
        judged = self._matched(person, found) if found else self._new(person, namesakes)
        if possible:
            judged.choices = _choices(possible)
        return judged

    def _ask(self, person: Person, possible: list[Known]) -> Judged:
        reason = "Trong đơn vị có người trùng tên. Hãy cho biết dòng này là ai."
        return Judged(person.row, Fate.ASK, person, [reason], person.notes, choices=_choices(possible))

    def _matched(self, person: Person, known: Known) -> Judged:
        if known.row:
            notes = [*person.notes, f"Trùng với dòng {known.row.number}."]
            return Judged(person.row, Fate.REPEATED, person, notes=notes, official=known.pk)
        known.row, changes = person.row, changes_of(person, known)
        for name, (_old, new) in changes.items():
            setattr(known, name, new)
        fate = Fate.CHANGED if changes else Fate.SAME
        return Judged(
            person.row, fate, person, notes=person.notes, official=known.pk, changes=changes,
            namesake=known.namesake,
        )  # fmt: skip

    def _new(self, person: Person, namesakes: list[Known]) -> Judged:
        same_year = [known.namesake for known in namesakes if known.birth_year == person.birth_year]
        judged = Judged(
            person.row, Fate.NEW, person, notes=[*person.notes, *self._reminders(person, namesakes)]
        )
        judged.namesake = max(same_year) + 1 if same_year else 0
        self._remember(
            Known(
                person.unit, person.full_name, person.birth_year, person.birth_date, person.honorific,
                person.position, judged.namesake, row=person.row,
            )
        )  # fmt: skip
        return judged

    def _reminders(self, person: Person, namesakes: list[Known]) -> list[str]:
        years = sorted({known.birth_year for known in namesakes if known.birth_year} - {person.birth_year})
        notes = []
        if years:
            shown = ", ".join(map(str, years))
            notes.append(f"Đơn vị còn người cùng tên sinh năm {shown}; dòng này là người khác.")
        others = self.elsewhere.get((person.key, person.birth_year), []) if person.birth_year else []
        if any(known.pk and known.unit != person.unit for known in others):
            notes.append(
                "Đơn vị khác có người trùng tên, trùng năm sinh; nếu là chuyển công tác, hãy xem lại."
            )
        return notes


def _choices(possible: list[Known]) -> list[tuple[str, str]]:
    return [(known.ref, f"Chính là {known.described}") for known in possible] + [
        (ANOTHER, "Là người khác, trùng tên"),
        (LEAVE_OUT, "Để dòng này ra ngoài"),
    ]


def _read_all(listed: PeopleList, place_name: str, today: date) -> dict[str, Person]:
    people, above, sheet = {}, None, None
    for row in listed.rows:
        this_sheet = row.place.partition("-")[0]
        above, sheet = (above if this_sheet == sheet else None), this_sheet
        if row.kind == "person":
            above = people[row.place] = read_person(row, above=above, place_name=place_name, today=today)
    return people


def _aside(row: ListRow, listed: PeopleList) -> Judged:
    """A totals row or the foot; a total that is not the number of rows above is told."""
    judged = Judged(row, Fate.TOTALS if row.kind == "totals" else Fate.FOOT)
    people = sum(each.kind == "person" for each in listed.rows)
    if row.kind == "totals" and row.count not in {None, people}:
        judged.notes.append(f"Dòng tổng cộng ghi {row.count} người, bảng có {people} dòng.")
    return judged


def judge_list(
    listed: PeopleList,
    *,
    unit_names: Mapping[str, str],
    known: Iterable[Known],
    place_name: str,
    today: date,
    answers: Mapping[str, str] | None = None,
) -> Verdict:
    """Judge every row against what is known. `known` is used up: rows claim and update its members.

    `unit_names` maps the unit_key of each existing unit to its name; `answers` maps a row's place to
    a choice's value, ANOTHER or LEAVE_OUT.
    """
    people = _read_all(listed, place_name, today)
    judge = _Judge(list(known), answers or {})
    # Rows that state the year come first, so that the bare name below or above finds its person.
    order = sorted(people.values(), key=lambda person: person.birth_year is None)
    fates = {person.row.place: judge.judge(person) for person in order}
    new_units: dict[str, NewUnit] = {}
    for person in people.values():
        if person.unit in unit_names:
            person.unit_name = unit_names[person.unit]
        elif fates[person.row.place].fate in {Fate.NEW, Fate.REPEATED, Fate.ASK}:
            unit = new_units.setdefault(
                person.unit, NewUnit(person.unit, person.unit_name, kind_of(person.unit))
            )
            person.unit_name = unit.name
            unit.people += fates[person.row.place].fate == Fate.NEW
    rows = [fates.get(row.place) or _aside(row, listed) for row in listed.rows]
    return Verdict(rows, list(new_units.values()))


def shown_value(name: str, value) -> str:
    """A fact as the preview writes it."""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, date):
        return short_date(value)
    if name == "honorific" and value:
        return Honorific(value).label
    return str(value) if value else "chưa ghi"
