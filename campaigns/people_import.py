"""What each row of a list becomes: new, same, changed, repeated, refused, or a question to a person.

Pure judgement: rows and what the database knows go in, fates come out; nothing is written.
An official is name key + unit + birth year, where a missing year matches a single namesake; what
only looks alike is asked about (issue 2 point 4, domain.md §9.4).
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import TextChoices

from campaigns.enums import Honorific, UnitKind
from campaigns.people_list import ListRow, PeopleList
from campaigns.people_rows import Person, read_person
from phuong6.lib.vietnamese import name_sort_key, search_key, short_date

ANOTHER, LEAVE_OUT = "another", "leave-out"
_NEIGHBOURHOOD = ("ban nhan dan khom", "ban nhan dan ap", "ban nhan dan khu pho", "ban nhan dan to dan pho")


class Fate(TextChoices):
    NEW = "new", "Thêm mới"
    SAME = "same", "Đã có, không đổi"
    CHANGED = "changed", "Sửa thông tin"
    REPEATED = "repeated", "Lặp lại, bỏ qua"
    REFUSED = "refused", "Chưa nhận được"
    ASK = "ask", "Cần chọn"
    LEFT_OUT = "left_out", "Để ngoài"
    TOTALS = "totals", "Dòng tổng cộng, bỏ qua"
    FOOT = "foot", "Cuối bảng, bỏ qua"


BLOCKING = frozenset({Fate.REFUSED, Fate.ASK})
WRITTEN = frozenset({Fate.NEW, Fate.CHANGED})
FACTS = {
    "full_name": "Họ và tên",
    "honorific": "Ông/Bà",
    "birth_year": "Năm sinh",
    "birth_date": "Ngày sinh",
    "position": "Chức vụ",
    "is_active": "Đang công tác",
}


@dataclass
class Known:
    """An official the database has (`pk`) or an earlier row of the list makes (`row`)."""

    unit: str
    full_name: str
    birth_year: int | None = None
    birth_date: date | None = None
    honorific: str = ""
    position: str = ""
    namesake: int = 0
    is_active: bool = True
    pk: int | None = None
    row: ListRow | None = None

    @property
    def ref(self) -> str:
        return f"official-{self.pk}" if self.pk else f"row-{self.row.place}"

    @property
    def described(self) -> str:
        born = short_date(self.birth_date) if self.birth_date else self.birth_year
        called = f"{Honorific(self.honorific).label} {self.full_name}" if self.honorific else self.full_name
        parts = [called, f"sinh {born}" if born else "chưa rõ năm sinh", self.position]
        where = "" if self.pk else f" (dòng {self.row.number})"
        return ", ".join(part for part in parts if part) + where


@dataclass
class NewUnit:
    """A unit the list names and the ward does not have yet."""

    key: str
    name: str
    kind: str
    people: int = 0


@dataclass
class Judged:
    """A row with its fate. `choices` are (value, sentence) when a person has to say who it is."""

    row: ListRow
    fate: Fate
    person: Person | None = None
    reasons: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    official: int | None = None
    changes: dict[str, tuple] = field(default_factory=dict)
    namesake: int = 0
    choices: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class Verdict:
    """All rows judged, in the list's order, and the units to open."""

    rows: list[Judged]
    new_units: list[NewUnit]

    @property
    def counts(self) -> Counter:
        return Counter(each.fate for each in self.rows)

    @property
    def blocking(self) -> list[Judged]:
        return [each for each in self.rows if each.fate in BLOCKING]

    @property
    def changes_nothing(self) -> bool:
        return not any(each.fate in WRITTEN for each in self.rows)


def kind_of(key: str) -> str:
    """The group a unit most likely belongs to, from its key (phuong6.lib unit_key); a person confirms."""
    if key.startswith(_NEIGHBOURHOOD):
        return UnitKind.NEIGHBOURHOOD
    return UnitKind.OFFICE if key.startswith("uy ban nhan dan") else UnitKind.ORGANISATION


def _same_spelling(one: str, other: str) -> bool:
    """Alike but for capitals and where a syllable's tone is written: Hoà and Hòa, not Dũng and Dung."""
    return name_sort_key(one) == name_sort_key(other)


def _differ(one, other) -> bool:
    return bool(one and other and one != other)


def _conflict(person: Person, known: Known) -> bool:
    """Whether what both state speaks for two people."""
    return (
        not _same_spelling(person.full_name, known.full_name)
        or _differ(person.birth_date, known.birth_date)
        or _differ(person.honorific, known.honorific)
        or bool(known.row and _differ(search_key(person.position), search_key(known.position)))
    )


def _agrees(person: Person, known: Known) -> bool:
    return (
        _same_spelling(person.full_name, known.full_name)
        and person.birth_year == known.birth_year
        and person.birth_date == known.birth_date
        and person.honorific == known.honorific
        and person.position == known.position
    )


def _find(person: Person, namesakes: list[Known]) -> tuple[Known | None, list[Known]]:
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


def _choose(person: Person, possible: list[Known], answer: str) -> tuple[Known | None, bool]:
    """What the person at the screen chose: (who, answered)."""
    for known in possible:
        if known.ref == answer:
            return known, True
    return None, answer == ANOTHER


def _changes(person: Person, known: Known) -> dict[str, tuple]:
    """What the list knows better; a blank in the list erases nothing."""
    found = {}
    if not _same_spelling(person.full_name, known.full_name):
        found["full_name"] = (known.full_name, person.full_name)
    for name in ("honorific", "birth_year", "birth_date", "position"):
        given, kept = getattr(person, name), getattr(known, name)
        if given and given != kept:
            found[name] = (kept, given)
    if not known.is_active:
        found["is_active"] = (False, True)
    return found


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
        found, possible = _find(person, namesakes)
        answered = False
        if possible:
            found, answered = _choose(person, possible, answer)
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
        known.row, changes = person.row, _changes(person, known)
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
