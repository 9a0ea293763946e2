"""What each kind of register holds: how a row is read, what the rows come to, what is kept of them."""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from criteria.enums import Attended, OneStopState, RegisterKind
from criteria.registers import cells
from criteria.registers.cells import Unfit
from phuong6.lib.vietnamese import proper_case, search_key

DATA_COURSES = ("du lieu", "dich vu cong truc tuyen", "chuyen doi so", "ky nang so")
_NUMBERING = re.compile(r"\(?\d{1,2}\)?")
LONGEST = {"code": 80, "field": 200, "name": 120, "text": 300}


@dataclass(frozen=True)
class Surroundings:
    """What rows are judged by besides themselves. `people`: name key → (id, key of the unit) of the ward's people."""

    today: date
    as_of: date | None = None
    people: Mapping[str, Sequence[tuple[int, str]]] = field(default_factory=dict)
    all_people: int = 0
    course: str = ""


class OneStop(NamedTuple):
    """A record of the counter."""

    field: str
    received: date | None
    due: date | None
    returned: date | None
    state: str

    def fate(self, as_of: date | None) -> str:
        """What became of it, by calendar day (domain.md §7.2)."""
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


class Document(NamedTuple):
    """A document of the e-office."""

    day: date
    secret: bool
    online: bool
    person: bool
    office: bool

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
    """Numerator, denominator, and everything counted beside them."""

    numerator: int
    denominator: int
    counts: dict[str, int]


@dataclass(frozen=True)
class Kind:
    """`reader(at, around)` makes what reads a row: `at` gives a column's place, -1 (always empty) for one not there.

    The reader returns key and entry, None for a row that is no record, and raises Unfit.
    """

    reader: Callable[[Callable[[str], int], Surroundings], Reader]
    figures: Callable[[Iterable[Entry], Surroundings], Figures]


def _is_numbering(*values: object) -> bool:
    """Whether a row only numbers its columns: (1) (2) (3)."""
    return all(_NUMBERING.fullmatch(cells.text(value)) for value in values)


def _short(words: str, limit: int, what: str) -> str:
    if len(words) > limit:
        raise Unfit(f"{what}: dài quá {limit} ký tự. Hãy xem lại ô này trong sổ.")
    return words


# --- the counter --------------------------------------------------------------------------------------


def _one_stop_reader(at: Callable[[str], int], around: Surroundings) -> Reader:
    code_at, due_at, back_at = at("code"), at("due"), at("returned")
    state_at, got_at, field_at, today = at("state"), at("received"), at("field"), around.today

    def read(row: Sequence[object]):
        code, state = cells.text(row[code_at]), cells.state(cells.text(row[state_at]))
        if not any(map(str.isdigit, code)):
            if state or row[due_at] or row[back_at]:
                return _without_code(row[due_at])
            return None  # a total, a signature, a blank
        if _NUMBERING.fullmatch(code) and _is_numbering(row[due_at], row[back_at], row[state_at]):
            return None
        due = cells.not_far(cells.day(row[due_at], "Ngày hẹn trả"), "Ngày hẹn trả", today)
        back = cells.past(cells.day(row[back_at], "Ngày trả kết quả"), "Ngày trả kết quả", today)
        got = cells.past(cells.day(row[got_at], "Ngày tiếp nhận"), "Ngày tiếp nhận", today)
        state = state or (OneStopState.RESOLVED.value if back else OneStopState.OPEN.value)
        area = _short(cells.text(row[field_at]), LONGEST["field"], "Lĩnh vực")
        return _short(code, LONGEST["code"], "Mã hồ sơ"), OneStop(area, got, due, back, state)

    return read


def _without_code(due: object) -> None:
    """None for a header printed again on the next page. Raises Unfit for a record without its code."""
    if isinstance(due, str) and not any(map(str.isdigit, due)):
        return
    raise Unfit("Thiếu mã hồ sơ.")


def _one_stop_figures(entries: Iterable[OneStop], around: Surroundings) -> Figures:
    counts = Counter(each.fate(around.as_of) for each in entries)
    distinct = counts.total()
    counts["open"] += counts["open_overdue"]
    on_time = counts["early"] + counts["on_the_day"]
    names = ("early", "on_the_day", "late", "without_due", "open", "open_overdue", "withdrawn")
    told = {"distinct": distinct} | {name: counts[name] for name in names}
    return Figures(on_time, on_time + counts["late"], told)


# --- documents ----------------------------------------------------------------------------------------


def _document_reader(at: Callable[[str], int], around: Surroundings) -> Reader:
    number_at, day_at, secret_at = at("number"), at("day"), at("secret")
    marks_at, arrival_at, sender_at = (at("online"), at("person"), at("office")), at("arrival"), at("sender")

    def read(row: Sequence[object]):
        number = cells.text(row[number_at])
        if not any(map(str.isdigit, number)):
            if number or not row[day_at] or not any(map(str.isdigit, cells.text(row[day_at]))):
                return None  # a total, a signature, a header printed again
            raise Unfit("Thiếu số, ký hiệu.")
        if _NUMBERING.fullmatch(number) and _is_numbering(row[day_at], row[marks_at[0]]):
            return None
        day = cells.past(cells.day(row[day_at], "Ngày văn bản"), "Ngày văn bản", around.today)
        if day is None:
            raise Unfit("Thiếu ngày văn bản.")
        key = f"{search_key(_short(number, LONGEST['code'], 'Số, ký hiệu'))} {day}"
        if apart := cells.text(row[arrival_at]) or search_key(cells.text(row[sender_at])):
            # Two offices may number alike on one day; who sent it may be a citizen, so that only its print is kept.
            key += f" {hashlib.sha256(apart.encode()).hexdigest()[:12]}"
        return key, Document(
            day, cells.secret(row[secret_at]), *(cells.mark(row[place]) for place in marks_at)
        )

    return read


def _outgoing_figures(entries: Iterable[Document], around: Surroundings) -> Figures:
    found = list(entries)
    secret = sum(each.secret for each in found)
    both = sum(not each.secret and each.online and each.person and each.office for each in found)
    return Figures(both, len(found) - secret, {"documents": len(found), "secret": secret, "both": both})


def _incoming_figures(entries: Iterable[Document], around: Surroundings) -> Figures:
    """Who sends signs; what is in the ward's hands is to receive online."""
    found = list(entries)
    secret = sum(each.secret for each in found)
    open_ones = [each for each in found if not each.secret and each.online]
    both = sum(each.person and each.office for each in open_ones)
    counts = {"documents": len(found), "secret": secret, "online": len(open_ones), "signed_too": both}
    return Figures(len(open_ones), len(found) - secret, counts)


# --- people -------------------------------------------------------------------------------------------


def _training_reader(at: Callable[[str], int], around: Surroundings) -> Reader:
    name_at, course_at, day_at, data_at, unit_at = (
        at(each) for each in ("name", "course", "day", "data", "unit")
    )
    is_marked = data_at >= 0

    def read(row: Sequence[object]):
        name = proper_case(cells.text(row[name_at]))
        course = cells.text(row[course_at]) or around.course
        if not name or any(map(str.isdigit, name)) or (not cells.text(row[course_at]) and course_at >= 0):
            return None
        key = search_key(name)
        known = around.people.get(key, ())
        if len(known) > 1:
            unit = search_key(cells.text(row[unit_at]))
            known = [each for each in known if each[1] == unit]
            if len(known) != 1:
                raise Unfit(
                    "Có nhiều người trùng tên này trong danh sách của phường. Hãy ghi đúng tên đơn vị."
                )
            key = f"{key} {unit}"
        day = cells.past(cells.day(row[day_at], "Ngày học"), "Ngày học", around.today)
        course_key = search_key(_short(course, LONGEST["text"], "Lớp bồi dưỡng"))
        data = cells.mark(row[data_at]) if is_marked else any(each in course_key for each in DATA_COURSES)
        official = known[0][0] if known else None
        name = _short(name, LONGEST["name"], "Họ và tên")
        return (key[: LONGEST["name"]], course_key), Training(official, name, course, day, data)

    return read


def _training_figures(entries: Iterable[Training], around: Surroundings) -> Figures:
    found = list(entries)
    trained = {each.official for each in found if each.official}
    data = {each.official for each in found if each.official and each.data}
    counts = {
        "attendances": len(found),
        "trained": len(trained),
        "data_trained": len(data),
        "all_people": around.all_people,
        "not_listed": len({search_key(each.name) for each in found if each.official is None}),
    }
    return Figures(min(len(trained), around.all_people), around.all_people, counts)


def _meeting_reader(at: Callable[[str], int], around: Surroundings) -> Reader:
    meeting_at, day_at, name_at, position_at, came_at, deputy_at = (
        at(each) for each in ("meeting", "day", "name", "position", "attended", "deputy")
    )

    def read(row: Sequence[object]):
        name, meeting = proper_case(cells.text(row[name_at])), cells.text(row[meeting_at])
        if not name or any(map(str.isdigit, name)) or not meeting:
            return None
        day = cells.past(cells.day(row[day_at], "Ngày họp"), "Ngày họp", around.today)
        if day is None:
            raise Unfit("Thiếu ngày họp.")
        position = search_key(cells.text(row[position_at]))
        if position and "chu tich" not in position:
            raise Unfit("Không phải Chủ tịch, Phó Chủ tịch UBND nên không tính vào chỉ tiêu này.")
        key = (search_key(_short(meeting, LONGEST["text"], "Cuộc họp")), day, search_key(name))
        came = cells.attended(row[came_at], row[deputy_at])
        return key, Invited(meeting, _short(name, LONGEST["name"], "Người được mời"), day, came)

    return read


def _meeting_figures(entries: Iterable[Invited], around: Surroundings) -> Figures:
    found = list(entries)
    counts = Counter(each.attended for each in found)
    meetings = len({(search_key(each.meeting), each.day) for each in found})
    told = {"meetings": meetings, "invited": len(found)} | {each.value: counts[each] for each in Attended}
    return Figures(counts[Attended.PRESENT], len(found), told)


KINDS: Mapping[str, Kind] = {
    RegisterKind.ONE_STOP: Kind(_one_stop_reader, _one_stop_figures),
    RegisterKind.OUTGOING: Kind(_document_reader, _outgoing_figures),
    RegisterKind.INCOMING: Kind(_document_reader, _incoming_figures),
    RegisterKind.TRAINING: Kind(_training_reader, _training_figures),
    RegisterKind.MEETINGS: Kind(_meeting_reader, _meeting_figures),
}
