"""What a meeting does besides its status: agenda, attendance, votes, tallies."""

from dataclasses import replace

from django.db import transaction
from django.db.models import Case, F, Value, When

from awards.enums import Choice, MeetingStatus, SeatRole
from awards.models import AgendaItem, Attendance, Ballot, CouncilMeeting
from awards.rules import attendance_of, is_barred, may_run_meeting, may_vote
from awards.voting import Line, Threshold, passes, quorum_met
from campaigns.enums import BallotMode
from dossiers.enums import NomineeStatus
from dossiers.models import Nominee
from phuong6.office.workflow import NotAllowed, Refused

TOO_LATE = "Phiên họp đã khai mạc hoặc đã kết thúc, không sửa được nữa."


def plan_meeting(campaign, council, *, by, held_at, place="", mode="") -> CouncilMeeting:
    """A planned meeting with every eligible nominee on its agenda and a line per active member."""
    if not may_run_meeting(by):
        raise NotAllowed("Bạn không có quyền lập phiên họp.")
    with transaction.atomic():
        meeting = CouncilMeeting.objects.create(
            campaign=campaign,
            council=council,
            held_at=held_at,
            place=place,
            mode=mode or campaign.ballot_mode,
        )
        refresh(meeting, by=by)
    return meeting


def _lock(meeting: CouncilMeeting) -> CouncilMeeting:
    """The meeting's row, locked: votes, tallies, attendance and moves of one meeting queue up here."""
    return CouncilMeeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)


def _prepare(meeting: CouncilMeeting, by) -> CouncilMeeting:
    """The locked meeting, if this person may still prepare it."""
    locked = _lock(meeting)
    if not may_run_meeting(by, locked):
        raise NotAllowed("Bạn không có quyền chuẩn bị phiên họp.")
    if locked.status != MeetingStatus.PLANNED:
        raise Refused(TOO_LATE)
    return locked


@transaction.atomic
def refresh(meeting: CouncilMeeting, *, by) -> None:
    """Agenda and attendance of a planned meeting follow the eligible nominees and the active members.

    Collectives first, then individuals, units in order of name. Cases taken off come back.
    """
    meeting = _prepare(meeting, by)
    eligible = list(Nominee.objects.filter(campaign=meeting.campaign, status=NomineeStatus.ELIGIBLE))
    meeting.items.exclude(nominee__in=eligible).delete()
    on_it = set(meeting.items.values_list("nominee_id", flat=True))
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, nominee=each, order=0) for each in eligible if each.pk not in on_it
    )
    wanted = list(
        meeting.items.order_by("nominee__kind", "nominee__dossier__unit__sort_key", "nominee__order", "pk")
    )
    for order, item in enumerate(wanted, start=1):
        item.order = order
    AgendaItem.objects.bulk_update(wanted, ["order"])
    members = meeting.council.members.filter(is_active=True)
    meeting.attendances.exclude(member__in=members).delete()
    for member in members:
        Attendance.objects.get_or_create(meeting=meeting, member=member)


@transaction.atomic
def remove_item(meeting: CouncilMeeting, item: AgendaItem, *, by) -> None:
    """Take a case off the agenda of a meeting that has not opened; the others close ranks."""
    locked = _prepare(meeting, by)
    locked.items.filter(pk=item.pk).delete()
    for order, each in enumerate(locked.items.order_by("order", "pk"), start=1):
        AgendaItem.objects.filter(pk=each.pk).update(order=order)


@transaction.atomic
def record_attendance(
    meeting: CouncilMeeting, present: set[int], *, by, reasons: dict[int, str] | None = None
) -> None:
    """Who is there (ids of Attendance rows), and why the others are not. Before the meeting opens."""
    for line in _prepare(meeting, by).attendances.all():
        line.present = line.pk in present
        line.absent_reason = "" if line.present else (reasons or {}).get(line.pk, "")
        line.save(update_fields=["present", "absent_reason"])


def quorum_of(meeting: CouncilMeeting) -> tuple[int, int, bool]:
    """(present, members, met) by the campaign's fraction, or by the meeting's own once it is open."""
    lines = list(meeting.attendances.all())
    rule = _quorum_rule(meeting)
    present, members = sum(line.present for line in lines), len(lines)
    return present, members, quorum_met(present, members, rule.quorum_numerator, rule.quorum_denominator)


def _quorum_rule(meeting: CouncilMeeting):
    return meeting if meeting.opened_at else meeting.campaign


def quorum_sentence(meeting: CouncilMeeting) -> str:
    """The quorum in the rule's words: "có mặt 7/9, cần ít nhất 2/3 tổng số thành viên"."""
    present, members, _ = quorum_of(meeting)
    rule = _quorum_rule(meeting)
    return (
        f"có mặt {present}/{members}, cần ít nhất "
        f"{rule.quorum_numerator}/{rule.quorum_denominator} tổng số thành viên"
    )


def threshold_of(meeting: CouncilMeeting) -> Threshold:
    """The meeting's frozen rule; the campaign's while it is planned."""
    rule = meeting if meeting.opened_at else meeting.campaign
    return Threshold(
        rule.threshold_percent, rule.threshold_inclusive, rule.threshold_base, rule.chair_must_agree
    )


def entitled(meeting: CouncilMeeting, item: AgendaItem, lines: list[Attendance]) -> list[Attendance]:
    """The attendance lines of members who may vote on this item."""
    return [line for line in lines if not is_barred(line.member, item, meeting)]


def lines_of(meeting: CouncilMeeting) -> list[Attendance]:
    """The attendance, with all that `is_barred` asks of a member."""
    return list(
        meeting.attendances.select_related("member__official", "member__user__official").order_by(
            "member__order", "member"
        )
    )


def agenda_of(meeting: CouncilMeeting) -> list[AgendaItem]:
    """The cases in order, with all that lists and `is_barred` ask of them."""
    return list(meeting.items.select_related("nominee__official", "nominee__dossier__unit"))


def asks_chair(meeting: CouncilMeeting, item: AgendaItem, lines: list[Attendance]) -> bool:
    """Whether the chair's agreement is asked on this line: a setting, moot where the chair is barred."""
    if not meeting.chair_must_agree:
        return False
    chair = next((line for line in lines if line.member.seat == SeatRole.CHAIR), None)
    return chair is None or not is_barred(chair.member, item, meeting)


@transaction.atomic
def cast(meeting: CouncilMeeting, choices: dict[int, str], *, by) -> None:
    """A member's whole ballot: {agenda item id: Choice}. Lines left out count as blank.

    Secret: raises each line's counters and marks the member "voted", without a time; no row joins
    them. Marking rewrites all attendance rows at once, so that neither their place in the table nor
    PostgreSQL's row versions keep the order in which people voted. Open: a row per line by name as
    well. Raises NotAllowed and Refused.
    """
    locked = _lock(meeting)
    line = attendance_of(by, locked)
    if line is None or not line.present:
        raise NotAllowed("Chỉ thành viên Hội đồng có mặt được bỏ phiếu.")
    if locked.mode == BallotMode.TALLY:
        raise Refused("Phiên họp này bỏ phiếu giấy; Nội vụ nhập kết quả kiểm phiếu.")
    if not may_vote(by, locked):
        raise Refused("Ông/bà đã bỏ phiếu rồi." if line.voted else "Phiên họp không nhận phiếu lúc này.")
    counts_chair = locked.chair_must_agree and line.member.seat == SeatRole.CHAIR
    for item in votable(locked, line):
        choice = choices.get(item.pk, Choice.BLANK)
        if choice not in Choice.values:
            raise Refused(f"Phiếu cho {item.nominee.addressed} không hợp lệ.")
        raised = {choice: F(choice) + 1}
        if counts_chair:
            raised["chair_agrees"] = choice == Choice.YES
        locked.items.filter(pk=item.pk).update(**raised)
        if locked.mode == BallotMode.OPEN:
            Ballot.objects.create(item=item, member=line.member, choice=choice)
    locked.attendances.update(voted=Case(When(pk=line.pk, then=Value(True)), default=F("voted")))


def votable(meeting: CouncilMeeting, line: Attendance) -> list[AgendaItem]:
    """The lines this member may vote on: still tabled, and not barred."""
    return [
        item
        for item in agenda_of(meeting)
        if item.nominee.status == NomineeStatus.TABLED and not is_barred(line.member, item, meeting)
    ]


def tally_faults(item: AgendaItem, counts: dict[str, int], chair_agrees: bool | None) -> list[str]:
    """What cannot be right in a typed tally of one line, as sentences."""
    total, name = sum(counts.values()), item.nominee.addressed
    faults = []
    if min(counts.values()) < 0:
        faults.append(f"{name}: số phiếu không thể âm.")
    elif total > item.entitled_present:
        faults.append(
            f"{name}: cộng được {total} phiếu, "
            f"nhưng chỉ có {item.entitled_present} thành viên có mặt được biểu quyết."
        )
    if chair_agrees and counts["yes"] == 0:
        faults.append(f"{name}: không có phiếu đồng ý nào mà ghi Chủ tịch Hội đồng đồng ý.")
    return faults


@transaction.atomic
def enter_tally(
    meeting: CouncilMeeting,
    item: AgendaItem,
    *,
    by,
    yes: int,
    no: int,
    blank: int,
    spoilt: int,
    chair_agrees: bool | None = None,
) -> None:
    """The count of paper ballots on one line; typed again, it replaces. Raises NotAllowed and Refused."""
    locked = _lock(meeting)
    if not may_run_meeting(by, locked):
        raise NotAllowed("Bạn không có quyền nhập kết quả kiểm phiếu.")
    if locked.status != MeetingStatus.OPEN or locked.mode != BallotMode.TALLY:
        raise Refused("Chỉ nhập kết quả kiểm phiếu khi phiên họp đang mở và bỏ phiếu giấy.")
    found = locked.items.select_related("nominee__official", "nominee__dossier").get(pk=item.pk)
    if found.nominee.status != NomineeStatus.TABLED:
        raise Refused(f"{found.nominee.addressed} đã rút, không nhập kết quả kiểm phiếu.")
    counts = {"yes": yes, "no": no, "blank": blank, "spoilt": spoilt}
    asked = asks_chair(locked, found, lines_of(locked))
    faults = tally_faults(found, counts, chair_agrees)
    if asked and chair_agrees is None:
        faults.append(f"{found.nominee.addressed}: hãy ghi Chủ tịch Hội đồng có đồng ý không.")
    if faults:
        raise Refused(*faults)
    agreed = chair_agrees if asked else None
    locked.items.filter(pk=found.pk).update(**counts, chair_agrees=agreed, tallied=True)


def line_of(item: AgendaItem) -> Line:
    """The counts of an agenda line for `awards.voting`."""
    return Line(item.entitled_members, item.entitled_present, item.yes, item.no, item.blank, item.spoilt)


def result_of(meeting: CouncilMeeting, item: AgendaItem, lines: list[Attendance]) -> bool:
    """Whether the line passes by the meeting's rule."""
    rule = replace(threshold_of(meeting), chair_must_agree=asks_chair(meeting, item, lines))
    return passes(line_of(item), rule, chair_agrees=item.chair_agrees)
