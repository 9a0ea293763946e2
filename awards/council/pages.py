"""A meeting, for those who may see it or run it; else 404."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from awards.council.casting import next_case, votable
from awards.council.paper_count import may_type_now
from awards.council.results import progress_of
from awards.council.rules import (
    may_run_meeting,
    may_see_meeting,
    may_vote,
)
from awards.enums import MeetingStatus
from awards.models import AgendaItem, CouncilMeeting


def seen_meeting(request, pk: int) -> CouncilMeeting:
    """The meeting, for those who may see it: for everybody else there is none."""
    meeting = get_object_or_404(CouncilMeeting.objects.select_related("campaign", "council"), pk=pk)
    if not may_see_meeting(request.user, meeting):
        raise Http404
    return meeting


def run_meeting(request, pk: int) -> CouncilMeeting:
    """The meeting, for those who run it: 403 for everybody else."""
    meeting = seen_meeting(request, pk)
    if not may_run_meeting(request.user, meeting):
        raise PermissionDenied
    return meeting


def mine_of(request, meeting: CouncilMeeting, lines, agenda) -> dict:
    """What the reader has to do as a member: his line, whether he may vote now, and on which case if one is called."""
    mine = next((line for line in lines if line.member.user_id == request.user.pk), None)
    votes = mine is not None and meeting.votes_online and may_vote(request.user, meeting)
    case = progress_of(meeting, lines, agenda).case
    votes = votes and bool(votable(meeting, mine))
    over = meeting.case_by_case and case is None and next_case(agenda) is None
    place = "het" if over else case.pk if case else 0
    state = f"{meeting.status}-{place}-{int(bool(mine and mine.voted))}-{int(votes)}"
    return {
        "mine": mine,
        "may_vote": votes,
        "case": case,
        "over": over,
        "state": state,
        "types": mine is not None and may_type_now(request.user, meeting),
    }


def seen_item(request, pk: int, item: int) -> AgendaItem:
    """A case on the agenda of a meeting this person may see; a meeting called off shows members nothing."""
    meeting = seen_meeting(request, pk)
    if meeting.status == MeetingStatus.CANCELLED and not may_run_meeting(request.user, meeting):
        raise PermissionDenied
    cases = AgendaItem.objects.select_related(
        "nominee__official", "nominee__collective", "nominee__dossier__unit", "nominee__campaign"
    )
    found = get_object_or_404(cases, meeting=meeting, pk=item)
    found.meeting = meeting
    return found
