"""What the votes come to when a meeting closes: the one place that writes the counters of its lines."""

from collections import Counter
from dataclasses import dataclass

from awards.council import ballot_box
from awards.council.meetings import standing, was_there, without_a_line
from awards.council.paper_count import final_count, typed_of
from awards.enums import SeatRole
from awards.models import AgendaItem, Attendance, Ballot, CouncilMeeting
from campaigns.enums import BallotMode


@dataclass(frozen=True)
class Ballots:
    """Whole ballots. Of a vote case by case there are none: each line has its own."""

    issued: int | None = None
    returned: int | None = None
    valid: int | None = None
    spoilt: int | None = None


def write_counters(meeting: CouncilMeeting, agenda: list[AgendaItem], lines: list[Attendance]) -> None:
    """Fill in the counters of the standing cases (unsaved) and the ballots of the meeting. Raises Refused."""
    counted = _of_paper(meeting) if meeting.mode == BallotMode.TALLY else members_votes(meeting, lines)
    whole = ballots_of(meeting, agenda, lines)
    for item in standing(agenda):
        for name, number in counted[item.pk].items():
            setattr(item, name, number)
        said = item.yes + item.no + item.blank + item.spoilt
        if (
            meeting.case_by_case
        ):  # marks of earlier cases are gone, but who was there and barred has not changed
            item.not_entitled = sum(was_there(line, item) for line in lines) - item.entitled_present
        elif meeting.mode != BallotMode.TALLY:
            item.not_entitled = whole.valid - said
        item.ballots = said + item.not_entitled
    meeting.ballots_issued, meeting.ballots_returned = whole.issued, whole.returned
    meeting.ballots_valid, meeting.ballots_spoilt = whole.valid, whole.spoilt


def ballots_of(meeting: CouncilMeeting, agenda: list[AgendaItem], lines: list[Attendance]) -> Ballots:
    """Issued ≥ returned = valid + spoilt. On the system every member present has one, and none is spoilt.

    That of a member who may vote on no case is in by itself: every line of it reads "not entitled".
    """
    if meeting.mode == BallotMode.TALLY:
        count = final_count(meeting)
        return Ballots(count.issued, count.returned, count.valid, count.invalid)
    if meeting.case_by_case:
        return Ballots()
    idle = without_a_line(meeting, agenda, lines) if meeting.votes_online else set()
    voted = sum(line.voted or line.pk in idle for line in lines)
    return Ballots(sum(line.present for line in lines), voted, voted, 0)


def ballots_on_lines(meeting: CouncilMeeting) -> dict[int, int]:
    """How many ballots of a secret vote each line has, never what they say."""
    return {item: line.total for item, line in ballot_box.take_out(meeting).items()}


def _of_paper(meeting: CouncilMeeting) -> dict[int, dict]:
    return typed_of(final_count(meeting)).lines


def members_votes(meeting: CouncilMeeting, lines: list[Attendance]) -> dict[int, dict]:
    """The votes by agenda item: out of the sealed box, or from the rows of a vote by name. Raises Refused."""
    if meeting.mode == BallotMode.SECRET:
        return {
            item: {"yes": line.yes, "no": line.no, "blank": line.blank, "chair_agrees": line.chair_agrees}
            for item, line in ballot_box.take_out(meeting).items()
        }
    asks = meeting.chair_must_agree or meeting.chair_casting_vote
    chair = {line.member_id for line in lines if line.member.seat == SeatRole.CHAIR} if asks else set()
    found = {
        pk: {"yes": 0, "no": 0, "blank": 0, "chair_agrees": None}
        for pk in meeting.items.values_list("pk", flat=True)
    }
    votes = Ballot.objects.filter(item__meeting=meeting).values_list("item_id", "member_id", "choice")
    for (item, member, choice), number in Counter(votes).items():
        found[item][choice] += number
        if member in chair:
            found[item]["chair_agrees"] = choice == "yes"
    return found


def void(items) -> None:
    """What was voted on these lines counts for nothing and is not kept."""
    Ballot.objects.filter(item__in=items).delete()
    items.update(yes=0, no=0, blank=0, spoilt=0, not_entitled=0, ballots=0, chair_agrees=None)
