"""What a meeting does besides its status: agenda, attendance, votes, results."""

from django.db import transaction
from django.db.models import F

from awards.enums import Choice, MeetingStatus, SeatRole
from awards.models import AgendaItem, Attendance, Ballot, CouncilMeeting
from awards.rules import attendance_of, is_barred, may_run_meeting, may_vote
from awards.voting import Line, Threshold, passes, quorum_met
from campaigns.enums import BallotMode
from dossiers.enums import NomineeStatus
from dossiers.models import Nominee
from phuong6.office.workflow import NotAllowed, Refused


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
        refresh(meeting)
    return meeting


@transaction.atomic
def refresh(meeting: CouncilMeeting) -> None:
    """Agenda and attendance of a planned meeting follow the eligible nominees and the active members."""
    if meeting.status != MeetingStatus.PLANNED:
        raise Refused("Phiên họp đã khai mạc, không đổi chương trình được.")
    eligible = list(
        Nominee.objects.filter(campaign=meeting.campaign, status=NomineeStatus.ELIGIBLE).in_order()
    )
    meeting.items.exclude(nominee__in=eligible).delete()
    on_it = set(meeting.items.values_list("nominee_id", flat=True))
    for nominee in eligible:
        if nominee.pk not in on_it:
            AgendaItem.objects.create(meeting=meeting, nominee=nominee, order=0)
    wanted = meeting.items.order_by(
        "nominee__kind", "nominee__dossier__unit__sort_key", "nominee__order", "pk"
    )
    for order, item in enumerate(wanted, start=1):
        if item.order != order:
            AgendaItem.objects.filter(pk=item.pk).update(order=order)
    members = meeting.council.members.filter(is_active=True)
    meeting.attendances.exclude(member__in=members).delete()
    for member in members:
        Attendance.objects.get_or_create(meeting=meeting, member=member)


def remove_item(meeting: CouncilMeeting, item: AgendaItem, *, by) -> None:
    """Take a case off the agenda of a meeting that has not opened."""
    if not may_run_meeting(by, meeting):
        raise NotAllowed("Bạn không có quyền sửa chương trình họp.")
    if meeting.status != MeetingStatus.PLANNED:
        raise Refused("Phiên họp đã khai mạc, không đổi chương trình được.")
    item.delete()


@transaction.atomic
def record_attendance(
    meeting: CouncilMeeting, present: set[int], *, by, reasons: dict[int, str] | None = None
):
    """Who is there (ids of Attendance rows). Only before the meeting opens."""
    locked = CouncilMeeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if not may_run_meeting(by, locked):
        raise NotAllowed("Bạn không có quyền điểm danh.")
    if locked.status != MeetingStatus.PLANNED:
        raise Refused("Phiên họp đã khai mạc, không sửa điểm danh được.")
    for line in locked.attendances.all():
        line.present = line.pk in present
        line.absent_reason = "" if line.present else (reasons or {}).get(line.pk, "")
        line.save(update_fields=["present", "absent_reason"])


def quorum_of(meeting: CouncilMeeting) -> tuple[int, int, bool]:
    """(present, members, met) by the campaign's fraction, or by the meeting's own once it is open."""
    lines = list(meeting.attendances.all())
    rule = meeting if meeting.status != MeetingStatus.PLANNED else meeting.campaign
    present, members = sum(line.present for line in lines), len(lines)
    return present, members, quorum_met(present, members, rule.quorum_numerator, rule.quorum_denominator)


def threshold_of(meeting: CouncilMeeting) -> Threshold:
    """The meeting's frozen rule."""
    return Threshold(
        meeting.threshold_percent,
        meeting.threshold_inclusive,
        meeting.threshold_base,
        meeting.chair_must_agree,
    )


def entitled(meeting: CouncilMeeting, item: AgendaItem, lines: list[Attendance]) -> list[Attendance]:
    """The attendance lines of members who may vote on this item."""
    return [line for line in lines if not is_barred(line.member, item, meeting)]


@transaction.atomic
def cast(meeting: CouncilMeeting, choices: dict[int, str], *, by) -> None:
    """A member's whole ballot: {agenda item id: Choice}. Lines left out count as blank.

    Secret: marks the member "voted", without a time, and raises each line's counters; no row joins
    them. Open: a row per line by name as well. Raises NotAllowed and Refused.
    """
    locked = CouncilMeeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    line = attendance_of(by, locked)
    if line is None or not line.present:
        raise NotAllowed("Chỉ thành viên Hội đồng có mặt được bỏ phiếu.")
    if locked.mode == BallotMode.TALLY:
        raise Refused("Phiên họp này bỏ phiếu giấy; Nội vụ nhập kết quả kiểm phiếu.")
    if not may_vote(by, locked):
        raise Refused("Bạn đã bỏ phiếu rồi." if line.voted else "Phiên họp không còn nhận phiếu.")
    for item in locked.items.select_related("nominee__official", "nominee__dossier"):
        choice = choices.get(item.pk, Choice.BLANK)
        if is_barred(line.member, item, locked) or item.nominee.status != NomineeStatus.TABLED:
            continue
        if choice not in Choice.values:
            raise Refused(f"Phiếu cho {item.nominee.addressed} không hợp lệ.")
        AgendaItem.objects.filter(pk=item.pk).update(**{choice: F(choice) + 1})
        if locked.mode == BallotMode.OPEN:
            Ballot.objects.create(item=item, member=line.member, choice=choice)
        if locked.chair_must_agree and line.member.seat == SeatRole.CHAIR:
            AgendaItem.objects.filter(pk=item.pk).update(chair_agrees=choice == Choice.YES)
    Attendance.objects.filter(pk=line.pk).update(voted=True)


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
    chair_agrees=None,
):
    """The count of paper ballots on one line. Raises Refused if more than members present and entitled."""
    locked = CouncilMeeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if not may_run_meeting(by, locked):
        raise NotAllowed("Bạn không có quyền nhập kết quả kiểm phiếu.")
    if locked.status != MeetingStatus.OPEN or locked.mode != BallotMode.TALLY:
        raise Refused("Chỉ nhập kết quả kiểm phiếu khi phiên họp đang mở và bỏ phiếu giấy.")
    cast_ballots = yes + no + blank + spoilt
    if min(yes, no, blank, spoilt) < 0 or cast_ballots > item.entitled_present:
        raise Refused(
            f"{item.nominee.addressed}: cộng được {cast_ballots} phiếu, "
            f"nhưng chỉ có {item.entitled_present} thành viên có mặt được biểu quyết."
        )
    item.yes, item.no, item.blank, item.spoilt = yes, no, blank, spoilt
    item.chair_agrees, item.tallied = chair_agrees, True
    item.save()


def result_of(meeting: CouncilMeeting, item: AgendaItem) -> bool:
    """Whether the line passes by the meeting's rule."""
    line = Line(item.entitled_members, item.entitled_present, item.yes, item.no, item.blank, item.spoilt)
    return passes(line, threshold_of(meeting), chair_agrees=item.chair_agrees)
