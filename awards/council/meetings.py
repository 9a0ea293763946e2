"""What a meeting does besides its status: agenda, attendance, and what its rules say of each line."""

from dataclasses import replace
from datetime import date

from django.db import transaction
from django.utils import timezone

from awards.council.rules import is_barred, may_run_meeting
from awards.council.voting import Line, Threshold, passes, quorum_met
from awards.enums import MeetingStatus, SeatRole
from awards.models import AgendaItem, Attendance, CouncilMeeting
from campaigns.enums import BallotMode, BallotPace
from dossiers.enums import NomineeStatus
from dossiers.models import Nominee
from phuong6.office.workflow import NotAllowed, Refused

TOO_LATE = "Phiên họp đã khai mạc hoặc đã kết thúc, không sửa được nữa."


@transaction.atomic
def plan_meeting(campaign, council, *, by, held_at, **plan) -> CouncilMeeting:
    """A planned meeting with every eligible nominee on its agenda and a line per member of that day.

    `plan`: place, mode, pace (default: the campaign's) and due_on, the last day of a vote in writing.
    """
    if not may_run_meeting(by):
        raise NotAllowed("Bạn không có quyền lập phiên họp.")
    meeting = CouncilMeeting(campaign=campaign, council=council)
    _set(meeting, held_at, **plan)
    refresh(meeting, by=by)
    return meeting


@transaction.atomic
def change_plan(meeting: CouncilMeeting, *, by, held_at, **plan) -> None:
    """Another hour, place or way of voting, before the meeting opens; the members are those of the new day."""
    _set(_prepare(meeting, by), held_at, **plan)
    refresh(meeting, by=by)


def _set(meeting: CouncilMeeting, held_at, *, place="", mode="", pace="", due_on: date | None = None) -> None:
    meeting.held_at, meeting.place = held_at, place
    meeting.mode = mode or meeting.campaign.ballot_mode
    meeting.pace = pace or meeting.campaign.ballot_pace
    if not meeting.votes_online:
        meeting.pace = BallotPace.WHOLE
    meeting.due_on = due_on if meeting.in_writing else None
    meeting.save()


def held_on(meeting: CouncilMeeting) -> date:
    """The day of the meeting (Asia/Ho_Chi_Minh)."""
    return timezone.localtime(meeting.held_at).date()


def lock(meeting: CouncilMeeting) -> CouncilMeeting:
    """The meeting's row, locked: votes, tallies, attendance and moves of one meeting queue up here."""
    return CouncilMeeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)


def _prepare(meeting: CouncilMeeting, by) -> CouncilMeeting:
    """The locked meeting, if this person may still prepare it."""
    locked = lock(meeting)
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
    _put_in_order(meeting)
    members = meeting.council.seated(held_on(meeting))
    meeting.attendances.exclude(member__in=members).delete()
    for member in members:
        Attendance.objects.get_or_create(meeting=meeting, member=member)


def _put_in_order(meeting: CouncilMeeting) -> None:
    wanted = list(
        meeting.items.order_by("nominee__kind", "nominee__dossier__unit__sort_key", "nominee__order", "pk")
    )
    for order, item in enumerate(wanted, start=1):
        item.order = order
    AgendaItem.objects.bulk_update(wanted, ["order"])


def off_agenda(meeting: CouncilMeeting) -> list[Nominee]:
    """Eligible cases a planned meeting does not have: concluded later, or taken off its agenda."""
    if meeting.status != MeetingStatus.PLANNED:
        return []
    eligible = Nominee.objects.filter(campaign=meeting.campaign_id, status=NomineeStatus.ELIGIBLE)
    left = eligible.exclude(agenda_items__meeting=meeting).select_related("official", "dossier__unit")
    return list(left.order_by("kind", "dossier__unit__sort_key", "order", "pk"))


@transaction.atomic
def add_item(meeting: CouncilMeeting, nominee: Nominee, *, by) -> None:
    """Put one eligible case on the agenda, or back on it, in its place. Raises NotAllowed and Refused."""
    locked = _prepare(meeting, by)
    if nominee not in off_agenda(locked):
        raise Refused(
            f"{nominee.addressed} đã có trong chương trình họp hoặc không còn ở trạng thái đủ điều kiện."
        )
    AgendaItem.objects.create(meeting=locked, nominee=nominee, order=0)
    _put_in_order(locked)


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
    """(present, members, met) by the campaign's fraction, or by the meeting's own once it is open.

    In a vote in writing those count who have answered.
    """
    lines = list(meeting.attendances.all())
    rule = _quorum_rule(meeting)
    there = sum(line.voted if meeting.in_writing else line.present for line in lines)
    present, members = there, len(lines)
    return present, members, quorum_met(present, members, rule.quorum_numerator, rule.quorum_denominator)


def _quorum_rule(meeting: CouncilMeeting):
    return meeting if meeting.opened_at else meeting.campaign


def quorum_sentence(meeting: CouncilMeeting) -> str:
    """The quorum in the rule's words: "có mặt 7/9, cần ít nhất 2/3 tổng số thành viên"."""
    present, members, _ = quorum_of(meeting)
    rule, what = _quorum_rule(meeting), "có ý kiến" if meeting.in_writing else "có mặt"
    return (
        f"{what} {present}/{members}, cần ít nhất "
        f"{rule.quorum_numerator}/{rule.quorum_denominator} tổng số thành viên"
    )


def threshold_of(meeting: CouncilMeeting) -> Threshold:
    """The meeting's frozen rule; the campaign's while it is planned."""
    rule = meeting if meeting.opened_at else meeting.campaign
    return Threshold(
        rule.threshold_percent,
        rule.threshold_inclusive,
        rule.threshold_base,
        rule.chair_must_agree,
        casting_vote=rule.chair_casting_vote and meeting.mode == BallotMode.OPEN,
        in_writing=meeting.in_writing,
    )


def entitled(meeting: CouncilMeeting, item: AgendaItem, lines: list[Attendance]) -> list[Attendance]:
    """The attendance lines of members who may vote on this item."""
    return [line for line in lines if not is_barred(line.member, item, meeting)]


def was_there(line: Attendance, item: AgendaItem) -> bool:
    """Present when this case was voted on: whoever came after its vote had ended was not."""
    late = getattr(line, "late", None)
    return line.present and not (late and item.polled_as and item.polled_as <= late.after)


def lines_of(meeting: CouncilMeeting) -> list[Attendance]:
    """The attendance, with all that `is_barred` asks of a member."""
    return list(
        meeting.attendances.select_related(
            "late", "opinion", "member__official", "member__user__official"
        ).order_by("member__order", "member")
    )


def agenda_of(meeting: CouncilMeeting) -> list[AgendaItem]:
    """The cases in order, with all that lists and `is_barred` ask of them."""
    cases = meeting.items.select_related("nominee__official", "nominee__dossier__unit")
    return list(cases.prefetch_related("conflicts"))


def standing(agenda: list[AgendaItem]) -> list[AgendaItem]:
    """The cases of an open meeting that have not been withdrawn."""
    return [item for item in agenda if item.nominee.status == NomineeStatus.TABLED]


def chair_line(lines: list[Attendance]) -> Attendance | None:
    """The chair's line, where the seat is taken."""
    return next((line for line in lines if line.member.seat == SeatRole.CHAIR), None)


def asks_chair(meeting: CouncilMeeting, item: AgendaItem, lines: list[Attendance]) -> bool:
    """Whether the chair's agreement is asked on this line: a setting, moot where the chair is barred."""
    if not meeting.chair_must_agree:
        return False
    chair = chair_line(lines)
    return chair is None or not is_barred(chair.member, item, meeting)


def line_of(item: AgendaItem) -> Line:
    """The counts of an agenda line for `awards.council.voting`."""
    return Line(item.entitled_members, item.entitled_present, item.yes, item.no, item.blank, item.spoilt)


def result_of(meeting: CouncilMeeting, item: AgendaItem, lines: list[Attendance]) -> bool:
    """Whether the line passes by the meeting's rule."""
    rule = replace(threshold_of(meeting), chair_must_agree=asks_chair(meeting, item, lines))
    return passes(line_of(item), rule, chair_agrees=item.chair_agrees)


def without_a_line(meeting: CouncilMeeting, agenda: list[AgendaItem], lines: list[Attendance]) -> set[int]:
    """The attendance lines (ids) of members there who may vote on no case at all: nobody waits for their ballot."""
    cases = standing(agenda)
    return {
        line.pk
        for line in lines
        if line.present and cases and all(is_barred(line.member, item, meeting) for item in cases)
    }


def set_entitled(meeting: CouncilMeeting, item: AgendaItem, lines: list[Attendance]) -> None:
    """Note on the line how many members may vote on it, in all and of those present."""
    may = entitled(meeting, item, lines)
    item.entitled_members, item.entitled_present = len(may), sum(was_there(line, item) for line in may)
    item.save(update_fields=["entitled_members", "entitled_present"])
