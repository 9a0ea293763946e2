"""What each kind of register holds: how a row is read, what the rows come to, what is kept of them."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from criteria.enums import OneStopState, RegisterKind
from criteria.registers import cells, words
from criteria.registers.cells import Unfit
from criteria.registers.codes import NOT_A_CODE, code_of
from criteria.registers.entries import (
    LONGEST,
    NUMBERING,
    Document,
    Figures,
    Kind,
    OneStop,
    Reader,
    Surroundings,
    is_numbering,
    on_time_of,
    short,
)
from criteria.registers.people import meeting_figures, meeting_reader, training_figures, training_reader
from phuong6.lib.vietnamese import search_key

RESOLVED_BY_DATE = "resolved_by_date"
UNKNOWN_STATE = (
    "Trạng thái: chưa hiểu ô này, cũng không có ngày trả kết quả. Hãy ghi “Đã trả kết quả” kèm ngày trả, "
    "“Đang giải quyết” hoặc “Rút hồ sơ”."
)
STOPPED_AND_RETURNED = (
    "Trạng thái ghi rút, dừng, từ chối hoặc trả lại, nhưng hồ sơ cũng ghi đã trả kết quả. Hãy ghi rõ “Đã trả kết quả” "
    "hoặc “Rút hồ sơ” (để trống ngày trả kết quả) rồi đưa lên lại."
)

# --- the counter --------------------------------------------------------------------------------------


def _one_stop_reader(at: Callable[[str], int], around: Surroundings) -> Reader:
    code_at, due_at, back_at = at("code"), at("due"), at("returned")
    state_at, got_at, field_at, today = at("state"), at("received"), at("field"), around.today
    due_day, back_day, got_day = (
        around.column_of_days(each).read for each in ("Ngày hẹn trả", "Ngày trả kết quả", "Ngày tiếp nhận")
    )

    def read(row: Sequence[object]):
        code = code_of(row[code_at])
        if not code:
            if is_numbering(row[code_at], row[due_at]):
                return None
            if row[due_at] or row[got_at] or row[back_at]:
                return _without_code(row[code_at], (row[due_at], row[got_at], row[back_at]), "Mã hồ sơ")
            return None  # a total, a signature, a heading, a note, a blank
        if NUMBERING.fullmatch(code) and is_numbering(row[due_at], row[back_at], row[state_at]):
            return None
        state = words.state(cells.text(row[state_at]))
        due = cells.not_far(due_day(row[due_at]), "Ngày hẹn trả", today)
        back = cells.past(back_day(row[back_at]), "Ngày trả kết quả", today)
        got = cells.past(got_day(row[got_at]), "Ngày tiếp nhận", today)
        if state == words.UNKNOWN and back:
            around.noticed[RESOLVED_BY_DATE] += 1
        if not (due or back or got or state):
            return None  # "Trang 1/2": a cell by itself is no record
        state = _agreed(state, got, back)
        area = short(cells.text(row[field_at]), LONGEST["field"], "Lĩnh vực")
        return short(code, LONGEST["code"], "Mã hồ sơ"), OneStop(area, got, due, back, state)

    return read


def _agreed(state: str, got: date | None, back: date | None) -> str:
    """The state that words and days come to together. Raises Unfit where they contradict each other.

    Nothing is judged by a guess: a record without its day of return belongs to no period.
    """
    if state == words.CONTRADICTORY or (state == OneStopState.WITHDRAWN and back):
        raise Unfit(STOPPED_AND_RETURNED)
    if got and back and back < got:
        raise Unfit("Ngày trả kết quả trước ngày tiếp nhận. Hãy xem lại hai ngày này trong sổ.")
    if state == words.UNKNOWN and not back:
        raise Unfit(UNKNOWN_STATE)
    if state in ("", words.UNKNOWN):
        return OneStopState.RESOLVED.value if back else OneStopState.OPEN.value
    if state == OneStopState.RESOLVED and not back:
        raise Unfit("Trạng thái ghi đã trả kết quả nhưng không có ngày trả kết quả.")
    if state == OneStopState.OPEN and back:
        raise Unfit("Trạng thái ghi chưa giải quyết xong nhưng đã có ngày trả kết quả.")
    return state


def _without_code(code: object, days: Sequence[object], label: str) -> None:
    """None for a header printed again on the next page. Raises Unfit for a record without its code."""
    if not any(any(map(str.isdigit, str(each))) for each in days):
        return
    raise Unfit(NOT_A_CODE.format(label) if cells.text(code) else f"Thiếu {label[0].lower()}{label[1:]}.")


def _one_stop_figures(entries: Iterable[OneStop], around: Surroundings) -> Figures:
    counts = Counter(each.fate(around.as_of) for each in entries)
    distinct = counts.total()
    counts["open"] += counts["open_overdue"]
    names = ("early", "on_the_day", "late", "without_due", "open", "open_overdue", "withdrawn")
    told = {"distinct": distinct} | {name: counts[name] for name in names}
    return Figures(*on_time_of(counts), told)


# --- documents ----------------------------------------------------------------------------------------


def _document_reader(at: Callable[[str], int], around: Surroundings) -> Reader:
    number_at, day_at, secret_at = at("number"), at("day"), at("secret")
    online_at, person_at, office_at = at("online"), at("person"), at("office")
    apart_at = [at(each) for each in ("arrival", "sender", "kind", "sign")]
    noticed = around.noticed

    read_day = around.column_of_days("Ngày văn bản").read

    def read(row: Sequence[object]):
        number = code_of(row[number_at])
        if not number:  # a total, a signature, a header printed again, or a document
            if is_numbering(row[number_at], row[day_at]):
                return None
            return _without_code(row[number_at], (row[day_at],), "Số, ký hiệu")
        if NUMBERING.fullmatch(number) and is_numbering(row[day_at], row[online_at]):
            return None
        day = cells.past(read_day(row[day_at]), "Ngày văn bản", around.today)
        if day is None:
            raise Unfit("Thiếu ngày văn bản.")
        key = f"{search_key(short(number, LONGEST['code'], 'Số, ký hiệu'))} {day}"
        if apart := _apart(number, *(cells.text(row[place]) for place in apart_at)):
            key += f" {hashlib.sha256(apart.encode()).hexdigest()[:12]}"
        return key, Document(
            day,
            words.secret(row[secret_at], "Độ mật"),
            words.mark(row[online_at], "Gửi, nhận qua mạng"),
            words.signed(row[person_at], "Ký số cá nhân", noticed),
            words.signed(row[office_at], "Ký số cơ quan", noticed),
        )

    return read


def _apart(number: str, arrival: str, sender: str, kind: str, sign: str) -> str:
    """What tells documents of one number and day apart. Who sent one may be a citizen: only a print of it is kept.

    Two offices may number alike; and an office numbers each kind of document from 1: a number without letters
    says nothing until its kind and its notation are told.
    """
    apart = arrival or search_key(sender)
    if not any(map(str.isalpha, number)):
        apart = " ".join(part for part in (apart, search_key(kind), search_key(sign)) if part)
    return apart


def _outgoing_figures(entries: Iterable[Document], around: Surroundings) -> Figures:
    found = list(entries)
    secret = sum(each.secret for each in found)
    both = sum(each.is_whole(incoming=False) for each in found)
    return Figures(both, len(found) - secret, {"documents": len(found), "secret": secret, "both": both})


def _incoming_figures(entries: Iterable[Document], around: Surroundings) -> Figures:
    found = list(entries)
    secret = sum(each.secret for each in found)
    open_ones = [each for each in found if each.is_whole(incoming=True)]
    both = sum(each.signed_by_person and each.signed_by_office for each in open_ones)
    counts = {"documents": len(found), "secret": secret, "online": len(open_ones), "signed_too": both}
    return Figures(len(open_ones), len(found) - secret, counts)


KINDS: Mapping[str, Kind] = {
    RegisterKind.ONE_STOP: Kind(_one_stop_reader, _one_stop_figures),
    RegisterKind.OUTGOING: Kind(_document_reader, _outgoing_figures),
    RegisterKind.INCOMING: Kind(_document_reader, _incoming_figures),
    RegisterKind.TRAINING: Kind(training_reader, training_figures),
    RegisterKind.MEETINGS: Kind(meeting_reader, meeting_figures),
}
