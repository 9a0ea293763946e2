"""Who may do what in council, decision and printing."""

from django.utils import timezone

from awards.enums import MeetingStatus
from awards.models import Attendance, CouncilMeeting, CouncilMember
from campaigns.enums import Role
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
    return (
        meeting.attendances.select_related("member").filter(member__user=user, member__is_active=True).first()
    )


def may_vote(user, meeting: CouncilMeeting) -> bool:
    """A present member of an open meeting who has not voted yet."""
    if meeting.status != MeetingStatus.OPEN:
        return False
    line = attendance_of(user, meeting)
    return bool(line and line.present and not line.voted)


def may_see_meeting(user, meeting: CouncilMeeting) -> bool:
    """Those who run it, and the members of its council."""
    return may_run_meeting(user, meeting) or seat_of(user, meeting.council) is not None


def is_barred(member: CouncilMember, item, meeting: CouncilMeeting) -> bool:
    """The member may not vote on this line: own case, or own unit where the campaign says so."""
    nominee = item.nominee
    if meeting.exclude_own_case and nominee.official_id:
        if member.official_id == nominee.official_id:
            return True
        if member.user_id and nominee.official.user_id == member.user_id:
            return True
    if meeting.exclude_own_unit and member.official_id:
        return member.official.unit_id == nominee.dossier.unit_id
    return False


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


def may_print(user) -> bool:
    """Who prints giấy khen of an issued decision (design.md §6)."""
    return is_internal_affairs(user)


def may_keep_fund(user) -> bool:
    """Who writes into the fund's ledger."""
    return is_internal_affairs(user)


def may_revoke(user, decision) -> bool:
    """The body that decided cancels (Luật Thi đua, Khen thưởng): the chairman."""
    return is_chairman(user)
