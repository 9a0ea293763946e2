"""Who may do what in the council."""

from django.db.models import QuerySet
from django.utils import timezone

from awards.enums import MeetingStatus
from awards.models import Attendance, CouncilMeeting, CouncilMember
from campaigns.enums import BallotMode, Role
from campaigns.models import Official
from campaigns.rules import has_role, is_internal_affairs


def may_run_meeting(user, meeting=None) -> bool:
    """Nội vụ prepares and runs the meeting; the chairman may too (plan, section III.2)."""
    return has_role(user, Role.INTERNAL_AFFAIRS, Role.CHAIRMAN)


def seat_of(user, council) -> CouncilMember | None:
    """The active seat this account holds in the council."""
    return council.seated(timezone.localdate()).filter(user=user).first() if user.is_authenticated else None


def seats_of(user) -> QuerySet[CouncilMember]:
    """The seats this account holds today, in any council."""
    return CouncilMember.objects.filter(CouncilMember.in_office(timezone.localdate()), user=user)


def attendance_of(user, meeting: CouncilMeeting) -> Attendance | None:
    """This account's line in the meeting's attendance."""
    lines = meeting.attendances.select_related("member__official", "member__user__official")
    return lines.filter(member__user=user, member__is_active=True).first()


def may_vote(user, meeting: CouncilMeeting) -> bool:
    """A present member of an open meeting who has not voted yet."""
    if meeting.status != MeetingStatus.OPEN:
        return False
    line = attendance_of(user, meeting)
    return bool(line and line.present and not line.voted)


def may_see_meeting(user, meeting: CouncilMeeting) -> bool:
    """Those who run it, and the members of its council."""
    return may_run_meeting(user, meeting) or seat_of(user, meeting.council) is not None


def may_list_meetings(user) -> bool:
    """Those who run meetings, and members: by role, or by a seat alone."""
    if has_role(user, Role.INTERNAL_AFFAIRS, Role.CHAIRMAN, Role.COUNCIL):
        return True
    return seats_of(user).exists()


def meetings_for(user) -> QuerySet[CouncilMeeting]:
    """The meetings `may_see_meeting` lets this person see."""
    if may_run_meeting(user):
        return CouncilMeeting.objects.all()
    return CouncilMeeting.objects.filter(council__in=seats_of(user).values("council"))


def may_read_vote_papers(user, meeting: CouncilMeeting) -> bool:
    """Minutes and counts: those who see the meeting, once it is closed; before that nobody at all."""
    return meeting.status == MeetingStatus.CLOSED and may_see_meeting(user, meeting)


def may_read_closed_meeting(user, meeting: CouncilMeeting) -> bool:
    """What goes from a closed meeting to the chairman: those who run it."""
    return meeting.status == MeetingStatus.CLOSED and may_run_meeting(user, meeting)


def may_issue_council_papers(user, meeting=None) -> bool:
    """Nội vụ enters number and day of the council's papers and brings back their signed copies."""
    return is_internal_affairs(user)


def may_type_count(user, meeting: CouncilMeeting) -> bool:
    """A count of paper is typed by those who run the meeting or by a member who is there (Ban kiểm phiếu)."""
    if meeting.mode != BallotMode.TALLY or not user.is_authenticated:
        return False
    line = attendance_of(user, meeting)
    return may_run_meeting(user, meeting) or bool(line and line.present)


def may_print_slip(user, line: Attendance) -> bool:
    """The slip of a vote in writing: those who run it, and the member it asks."""
    meeting = line.meeting
    if not meeting.in_writing or meeting.status == MeetingStatus.CANCELLED:
        return False
    return may_run_meeting(user, meeting) or (user.is_authenticated and line.member.user_id == user.pk)


def may_print_ballots(user, meeting: CouncilMeeting) -> bool:
    """Ballots are printed by those who run the meeting, where it votes on paper and has something to vote on."""
    on_paper = meeting.mode == BallotMode.TALLY and may_run_meeting(user, meeting)
    return on_paper and meeting.items.exists()


def people_of(member: CouncilMember) -> list[Official]:
    """Who the member is among the officials: by the seat's own link, or by the seat's account."""
    found = [member.official] if member.official else []
    by_account = getattr(member.user, "official", None) if member.user_id else None
    return found + ([by_account] if by_account else [])


def is_barred(member: CouncilMember, item, meeting: CouncilMeeting) -> bool:
    """The member may not vote on this line: stands aside, own case, or own unit where the campaign says so."""
    return _stands_aside(member, item) or is_barred_by_rule(member, item, meeting)


def is_barred_by_rule(member: CouncilMember, item, meeting: CouncilMeeting) -> bool:
    """Own case, or own unit where the campaign says so; a meeting not open yet follows its campaign."""
    return any(_ties(member, item, meeting))


def why_barred(member: CouncilMember, item, meeting: CouncilMeeting) -> str:
    """Why the member may not vote on this line, said to the member; empty where that is allowed."""
    if _stands_aside(member, item):
        return "Ông/bà đã xin không biểu quyết trường hợp này."
    ties = zip(_ties(member, item, meeting), ("của mình", "của đơn vị mình"), strict=True)
    whose = ", ".join(words for tied, words in ties if tied)
    return whose and f"Ông/bà không biểu quyết trường hợp {whose}."


def _stands_aside(member: CouncilMember, item) -> bool:
    return any(each.member_id == member.pk for each in item.conflicts.all())


def _ties(member: CouncilMember, item, meeting: CouncilMeeting) -> tuple[bool, bool]:
    """Whether the case is the member's own, and of the member's unit, where that bars."""
    rule = meeting if meeting.opened_at else meeting.campaign
    nominee, people = item.nominee, people_of(member)
    return (
        rule.exclude_own_case and nominee.official_id in [each.pk for each in people],
        rule.exclude_own_unit and nominee.dossier.unit_id in [each.unit_id for each in people],
    )
