"""Who may do what in council, decision and printing."""

from django.db.models import QuerySet
from django.utils import timezone

from awards.enums import MeetingStatus
from awards.models import Attendance, CouncilMeeting, CouncilMember
from campaigns.enums import Role
from campaigns.models import Official
from campaigns.rules import has_role, is_chairman, is_internal_affairs, is_signer, signer_of
from dossiers.rules import is_own_case


def may_run_meeting(user, meeting=None) -> bool:
    """Nội vụ prepares and runs the meeting; the chairman may too (plan, section III.2)."""
    return has_role(user, Role.INTERNAL_AFFAIRS, Role.CHAIRMAN)


def seat_of(user, council) -> CouncilMember | None:
    """The active seat this account holds in the council."""
    return council.members.filter(user=user, is_active=True).first() if user.is_authenticated else None


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
    return CouncilMember.objects.filter(user=user, is_active=True).exists()


def meetings_for(user) -> QuerySet[CouncilMeeting]:
    """The meetings `may_see_meeting` lets this person see."""
    if may_run_meeting(user):
        return CouncilMeeting.objects.all()
    seats = CouncilMember.objects.filter(user=user, is_active=True)
    return CouncilMeeting.objects.filter(council__in=seats.values("council"))


def people_of(member: CouncilMember) -> list[Official]:
    """Who the member is among the officials: by the seat's own link, or by the seat's account."""
    found = [member.official] if member.official_id else []
    by_account = getattr(member.user, "official", None) if member.user_id else None
    return found + ([by_account] if by_account else [])


def is_barred(member: CouncilMember, item, meeting: CouncilMeeting) -> bool:
    """The member may not vote on this line: own case, or own unit where the campaign says so."""
    nominee, people = item.nominee, people_of(member)
    if meeting.exclude_own_case and nominee.official_id in [each.pk for each in people]:
        return True
    return meeting.exclude_own_unit and nominee.dossier.unit_id in [each.unit_id for each in people]


def may_sign(user, decision) -> bool:
    """The chairman, or a deputy while such a record is in force; nobody decides on his own case alone.

    A signer who is himself on the list is refused in favour of the deputy (design.md §4).
    """
    if signer_of(user, decision.campaign.ward_id, timezone.localdate()) is None:
        return False
    return not any(
        is_own_case(user, each.nominee) for each in decision.awards.select_related("nominee__official")
    )


def may_draft(user, decision=None) -> bool:
    """Nội vụ drafts, sends to the chairman and enters the signed paper's number (issue, point 8)."""
    return is_internal_affairs(user)


def may_take_back(user, decision) -> bool:
    """The chairman sends back; the officer may take an approved draft back too, with a reason."""
    return may_sign(user, decision) or is_internal_affairs(user)


def may_read_decisions(user, campaign=None) -> bool:
    """Drafts, sums and the fund: Nội vụ, the chairman, and a deputy while his record is in force."""
    if has_role(user, Role.INTERNAL_AFFAIRS, Role.CHAIRMAN):
        return True
    return campaign is not None and user.is_authenticated and is_signer(user, campaign)


def may_print(user, job=None) -> bool:
    """Who prints giấy khen of an issued decision (design.md §6)."""
    return is_internal_affairs(user)


def may_keep_fund(user) -> bool:
    """Who writes into the fund's ledger."""
    return is_internal_affairs(user)


def may_revoke(user, decision) -> bool:
    """The body that decided cancels (Luật Thi đua, Khen thưởng): the chairman."""
    return is_chairman(user)
