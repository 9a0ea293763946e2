"""Paper ballots: counted by people, typed in twice by two of them, compared, and settled where they differ."""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from awards.council.meetings import agenda_of, asks_chair, lines_of, lock, standing
from awards.council.rules import is_barred, may_run_meeting, may_type_count
from awards.enums import Count, MeetingStatus
from awards.models import AgendaItem, CouncilMeeting, PaperCount, PaperCountLine
from awards.models.votes import COUNTERS
from campaigns.enums import BallotMode
from phuong6.office.workflow import NotAllowed, Refused

WHOLE = ("issued", "returned", "valid", "invalid")
WHOLE_NAMES = {
    "issued": "Phát ra",
    "returned": "Thu vào",
    "valid": "Hợp lệ",
    "invalid": "Không hợp lệ",
}
LINE_NAMES = {
    "yes": "Đồng ý",
    "no": "Không đồng ý",
    "blank": "Không có ý kiến",
    "spoilt": "Không hợp lệ",
    "not_entitled": "Không được biểu quyết",
    "chair_agrees": "Chủ tịch Hội đồng",
}
CHAIR_WORDS = {True: "đồng ý", False: "không đồng ý", None: "chưa ghi"}


@dataclass(frozen=True)
class Typed:
    """What somebody read from the tellers' sheet: whole ballots, and for each case its counters."""

    whole: dict[str, int]
    lines: dict[int, dict[str, int | bool | None]]


@dataclass(frozen=True)
class Ground:
    """What a count is held against: the cases, how many are there, and how many may not vote on each."""

    present: int
    items: list[AgendaItem]
    barred: dict[int, int] = field(default_factory=dict)
    chair_asked: frozenset[int] = frozenset()


def counting_begun(meeting: CouncilMeeting) -> bool:
    """A count of paper ballots has been typed: who was there is part of it from then on."""
    return meeting.mode == BallotMode.TALLY and meeting.paper_counts.exists()


def ground_of(meeting: CouncilMeeting) -> Ground:
    """The standing cases of the meeting and who may vote on them."""
    lines, items = lines_of(meeting), standing(agenda_of(meeting))
    there = [line for line in lines if line.present]
    barred = {item.pk: sum(is_barred(line.member, item, meeting) for line in there) for item in items}
    asked = frozenset(item.pk for item in items if asks_chair(meeting, item, lines))
    return Ground(len(there), items, barred, asked)


def whole_faults(whole: dict[str, int], present: int) -> dict[str, str]:
    """What cannot be right about the ballots as a whole, by field."""
    found = {}
    if whole["issued"] > present:
        found["issued"] = f"Chỉ có {present} thành viên có mặt, không thể phát ra {whole['issued']} phiếu."
    if whole["returned"] > whole["issued"]:
        found["returned"] = "Số phiếu thu vào không thể nhiều hơn số phiếu phát ra."
    if whole["valid"] + whole["invalid"] != whole["returned"]:
        found["valid"] = (
            f"Hợp lệ {whole['valid']} cộng không hợp lệ {whole['invalid']} phải bằng thu vào {whole['returned']}."
        )
    return found


def line_faults(item: AgendaItem, counts: dict, valid: int, ground: Ground) -> dict[str, str]:
    """What cannot be right about one line, by field: its counters add up to the valid ballots."""
    found, total = {}, sum(counts[name] for name in COUNTERS)
    if total != valid:
        found["yes"] = f"Cộng được {total} phiếu, phải bằng {valid} phiếu hợp lệ."
    elif counts["not_entitled"] > ground.barred[item.pk]:
        most = ground.barred[item.pk]
        found["not_entitled"] = f"Chỉ có {most} thành viên có mặt không được biểu quyết dòng này."
    elif total - counts["not_entitled"] > item.entitled_present:
        found["yes"] = f"Chỉ có {item.entitled_present} thành viên có mặt được biểu quyết dòng này."
    if item.pk in ground.chair_asked:
        if counts.get("chair_agrees") is None:
            found["chair_agrees"] = "Hãy ghi Chủ tịch Hội đồng có đồng ý không."
        elif counts["chair_agrees"] and not counts["yes"]:
            found["chair_agrees"] = "Không có phiếu đồng ý nào mà ghi Chủ tịch Hội đồng đồng ý."
    return found


def typed_faults(typed: Typed, ground: Ground) -> list[str]:
    """All that cannot be right, as sentences."""
    faults = list(whole_faults(typed.whole, ground.present).values())
    for item in ground.items:
        if item.pk not in typed.lines:
            faults.append(f"{item.nominee.addressed}: chưa nhập.")
            continue
        found = line_faults(item, typed.lines[item.pk], typed.whole["valid"], ground)
        faults += [f"{item.nominee.addressed}: {sentence}" for sentence in found.values()]
    return faults


def own_count(meeting: CouncilMeeting, user) -> PaperCount | None:
    """What this person typed."""
    return meeting.paper_counts.exclude(place=Count.AGREED).filter(by=user).first()


def may_type_now(user, meeting: CouncilMeeting) -> bool:
    """The first two who come; who typed may correct his own until the second is in."""
    if meeting.status != MeetingStatus.OPEN or not may_type_count(user, meeting):
        return False
    places = {each.place: each.by_id for each in meeting.paper_counts.all()}
    return not {Count.FIRST, Count.SECOND} <= places.keys()


@transaction.atomic
def type_count(meeting: CouncilMeeting, typed: Typed, *, by, at=None) -> PaperCount:
    """One of the two typings; typed again before the other is in, it replaces. Raises NotAllowed and Refused."""
    locked = lock(meeting)
    if not may_type_count(by, locked):
        raise NotAllowed("Bạn không có quyền nhập kết quả kiểm phiếu.")
    if locked.status != MeetingStatus.OPEN:
        raise Refused("Chỉ nhập kết quả kiểm phiếu khi phiên họp đang mở và bỏ phiếu giấy.")
    if not may_type_now(by, locked):
        raise Refused("Đã có đủ hai lần nhập. Hãy xem trang so sánh.")
    if faults := typed_faults(typed, ground_of(locked)):
        raise Refused(*faults)
    own = own_count(locked, by)
    place = own.place if own else Count.SECOND if locked.paper_counts.exists() else Count.FIRST
    if own:
        own.delete()
    return _write(locked, place, typed, by=by, at=at)


@transaction.atomic
def settle(meeting: CouncilMeeting, typed: Typed, *, by, note: str, at=None) -> PaperCount:
    """What the ballots say where the two typings differ, and how that was found. Raises NotAllowed and Refused."""
    locked = lock(meeting)
    if not may_run_meeting(by, locked):
        raise NotAllowed("Bạn không có quyền chốt kết quả kiểm phiếu.")
    if locked.status != MeetingStatus.OPEN or not differences_of(locked):
        raise Refused("Chỉ chốt khi hai lần nhập có chỗ khác nhau và phiên họp đang mở.")
    faults = typed_faults(typed, ground_of(locked))
    if not note.strip():
        faults.append("Hãy ghi đã giải quyết thế nào, ví dụ: mở lại phiếu, đếm lại dòng 3.")
    if faults:
        raise Refused(*faults)
    locked.paper_counts.filter(place=Count.AGREED).delete()
    return _write(locked, Count.AGREED, typed, by=by, at=at, note=note.strip())


def _write(meeting, place, typed: Typed, *, by, at=None, note="") -> PaperCount:
    row = PaperCount.objects.create(
        meeting=meeting, place=place, by=by, at=at or timezone.now(), note=note, **typed.whole
    )
    PaperCountLine.objects.bulk_create(
        PaperCountLine(count=row, item_id=pk, **({"chair_agrees": None} | counts))
        for pk, counts in typed.lines.items()
    )
    return row


# --- compared -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Difference:
    """One figure the two typings have differently; `item` is None for the ballots as a whole."""

    item: AgendaItem | None
    name: str
    label: str
    first: object
    second: object
    agreed: object = None


def typed_of(count: PaperCount) -> Typed:
    """A stored count as it was typed."""
    lines = {
        line.item_id: {name: getattr(line, name) for name in (*COUNTERS, "chair_agrees")}
        for line in count.lines.all()
    }
    return Typed({name: getattr(count, name) for name in WHOLE}, lines)


def counts_of(meeting: CouncilMeeting) -> dict[str, PaperCount]:
    """The typings so far by their place."""
    return {each.place: each for each in meeting.paper_counts.select_related("by").prefetch_related("lines")}


def differences_of(meeting: CouncilMeeting) -> list[Difference]:
    """Where the two typings differ, with what was settled; nothing while one is missing."""
    counts = counts_of(meeting)
    if not {Count.FIRST, Count.SECOND} <= counts.keys():
        return []
    first, second = typed_of(counts[Count.FIRST]), typed_of(counts[Count.SECOND])
    agreed = typed_of(counts[Count.AGREED]) if Count.AGREED in counts else None
    found = [
        Difference(None, name, WHOLE_NAMES[name], a, second.whole[name], agreed and agreed.whole[name])
        for name, a in first.whole.items()
        if a != second.whole[name]
    ]
    for item in agenda_of(meeting):
        one, two = first.lines.get(item.pk), second.lines.get(item.pk)
        if one is None or two is None or one == two:
            continue
        three = agreed.lines[item.pk] if agreed else {}
        for name, label in LINE_NAMES.items():
            if one[name] != two[name]:
                shown = [one[name], two[name], three.get(name)]
                if name == "chair_agrees":
                    shown = [CHAIR_WORDS[each] for each in shown]
                found.append(Difference(item, name, label, *shown))
    return found


def final_count(meeting: CouncilMeeting) -> PaperCount | None:
    """The count that holds: what was settled, or the first where both agree; None until then."""
    counts = counts_of(meeting)
    if Count.AGREED in counts:
        return counts[Count.AGREED]
    if not {Count.FIRST, Count.SECOND} <= counts.keys() or differences_of(meeting):
        return None
    return counts[Count.FIRST]


def count_missing(meeting: CouncilMeeting) -> list[str]:
    """What a paper count still lacks before the meeting can close, as sentences."""
    if meeting.mode != BallotMode.TALLY or final_count(meeting):
        return []
    counts = counts_of(meeting)
    if not counts:
        return ["Chưa ai nhập kết quả kiểm phiếu; cần hai người nhập riêng."]
    if Count.SECOND not in counts:
        return [
            f"{counts[Count.FIRST].by} đã nhập kết quả kiểm phiếu; còn chờ một người khác nhập lần thứ hai."
        ]
    number = len(differences_of(meeting))
    return [f"Hai lần nhập khác nhau {number} chỗ; hãy so sánh, xem lại phiếu và chốt."]
