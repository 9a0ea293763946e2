"""Who may do what in council, decision and printing."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from awards.enums import DecisionKind, DecisionStatus, MeetingStatus
from awards.models import Attendance, Award, CouncilMeeting, CouncilMember
from campaigns.enums import BallotMode, Role
from campaigns.models import Official
from campaigns.rules import has_role, is_internal_affairs, is_signer, signer_of, units_of
from dossiers.rules import is_own_case


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
    found = [member.official] if member.official_id else []
    by_account = getattr(member.user, "official", None) if member.user_id else None
    return found + ([by_account] if by_account else [])


def is_barred(member: CouncilMember, item, meeting: CouncilMeeting) -> bool:
    """The member may not vote on this line: stands aside, own case, or own unit where the campaign says so."""
    if any(each.member_id == member.pk for each in item.conflicts.all()):
        return True
    return is_barred_by_rule(member, item, meeting)


def is_barred_by_rule(member: CouncilMember, item, meeting: CouncilMeeting) -> bool:
    """Own case, or own unit where the campaign says so; a meeting not open yet follows its campaign."""
    rule = meeting if meeting.opened_at else meeting.campaign
    nominee, people = item.nominee, people_of(member)
    if rule.exclude_own_case and nominee.official_id in [each.pk for each in people]:
        return True
    return rule.exclude_own_unit and nominee.dossier.unit_id in [each.unit_id for each in people]


def may_sign(user, decision) -> bool:
    """The chairman, or a deputy while such a record is in force; nobody decides on his own case alone.

    A signer who is himself on the list is refused in favour of the deputy (design.md §4).
    """
    if signer_of(user, decision.campaign.ward_id, timezone.localdate()) is None:
        return False
    named = Award.objects.filter(Q(decision=decision) | Q(revoked__revocation__decision=decision))
    return not any(is_own_case(user, each.nominee) for each in named.select_related("nominee__official"))


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


def may_read_payment_list(user, decision) -> bool:
    """Who is paid how much: those who read decisions, once the decision is issued and while it stands."""
    stands = decision.status == DecisionStatus.ISSUED and decision.kind == DecisionKind.AWARD
    return stands and may_read_decisions(user, decision.campaign)


def may_read_final_report(user, campaign) -> bool:
    """Figures of council and decision for all units at once: Nội vụ and the chairman's side."""
    return may_read_decisions(user, campaign)


def may_print(user, job=None) -> bool:
    """Who prints giấy khen of an issued decision (design.md §6)."""
    return is_internal_affairs(user)


def may_set_up_printing(user) -> bool:
    """Who designs giấy khen, measures printers and keeps the stock of blanks: who prints them."""
    return is_internal_affairs(user)


def may_keep_fund(user, row=None) -> bool:
    """Who writes into the fund's ledger."""
    return is_internal_affairs(user)


def may_keep_public_list(user, decision=None) -> bool:
    """Who decides which names are not said in public."""
    return is_internal_affairs(user)


def may_arrange_ceremony(user, decision=None) -> bool:
    """Who sets the order of calling, who hands over and who receives: Nội vụ."""
    return is_internal_affairs(user)


def may_read_ceremony(user, ceremony=None) -> bool:
    """The script and the list: Nội vụ, the culture officer who leads through it, the chairman who hands over."""
    return has_role(user, Role.INTERNAL_AFFAIRS, Role.CULTURE, Role.CHAIRMAN)


def may_tick_handover(user, handover=None) -> bool:
    """Who marks at the stage that a giấy khen has been handed over."""
    return has_role(user, Role.INTERNAL_AFFAIRS, Role.CULTURE)


def may_revoke(user, decision) -> bool:
    """The body that decided cancels: the chairman confirms the decision that does, Nội vụ enters its number."""
    return is_internal_affairs(user)


def may_keep_history(user) -> bool:
    """Who enters awards of earlier years."""
    return is_internal_affairs(user)


def may_read_history(user) -> bool:
    """Awards over the years: Nội vụ and the chairman of all; whoever speaks for a unit, of his own unit."""
    return has_role(user, Role.INTERNAL_AFFAIRS, Role.CHAIRMAN, Role.UNIT)


def history_units(user) -> list | None:
    """The units whose history this person reads; None: all of them."""
    return None if has_role(user, Role.INTERNAL_AFFAIRS, Role.CHAIRMAN) else units_of(user)
