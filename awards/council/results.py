"""What may be read of a vote, and when: the only door to the counters, shut until the meeting closes."""

from collections import defaultdict
from dataclasses import dataclass, field

from awards.council.casting import called, polled
from awards.council.meetings import agenda_of, line_of, threshold_of, without_a_line
from awards.council.voting import Line
from awards.enums import Choice, MeetingStatus
from awards.models import AgendaItem, Attendance, Ballot, CouncilMeeting
from campaigns.enums import BallotMode
from phuong6.lib.vietnamese import format_percent


@dataclass(frozen=True)
class Result:
    """One case of a closed meeting; `line` is None when the case was withdrawn before the count.

    `unreturned`: members entitled whose ballot did not come back. A ballot that is invalid as a whole did.
    """

    item: AgendaItem
    line: Line | None
    base: int = 0
    percent: str = ""
    by_name: list[tuple[str, str]] = field(default_factory=list)
    unreturned: int = 0

    @property
    def sentence(self) -> str:
        """In one line: "5/9 đồng ý, bằng 55,56 %"; where there is no share, why."""
        if self.line is None:
            return "Đã rút tên trước khi kiểm phiếu."
        if not self.base:
            return "Không có phiếu nào để tính tỷ lệ."
        return f"{self.line.yes}/{self.base} đồng ý, bằng {self.percent}"


def may_show_counts(meeting: CouncilMeeting) -> bool:
    """Nobody reads a counter of a meeting that is not closed, whatever their role."""
    return meeting.status == MeetingStatus.CLOSED


def results_of(meeting: CouncilMeeting) -> list[Result]:
    """The counts of a closed meeting in the order of its agenda; of any other meeting nothing."""
    if not may_show_counts(meeting):
        return []
    rule, named = threshold_of(meeting), _votes_by_name(meeting)
    found = []
    for item in agenda_of(meeting):
        if item.passed is None:
            found.append(Result(item, None))
            continue
        line = line_of(item)
        base = line.base(rule.base)
        percent = format_percent(line.yes, base, rule.percent) if base else ""
        unreturned = max(0, line.unreturned - (meeting.ballots_spoilt or 0))
        found.append(Result(item, line, base, percent, named.get(item.pk, []), unreturned))
    return found


def _votes_by_name(meeting: CouncilMeeting) -> dict[int, list[tuple[str, str]]]:
    """Of a vote by name: for each case the choices with the names of those who made them."""
    if meeting.mode not in (BallotMode.OPEN, BallotMode.WRITTEN):
        return {}
    names = defaultdict(lambda: defaultdict(list))
    ballots = Ballot.objects.filter(item__meeting=meeting).select_related("member__official")
    for each in ballots.order_by("member__order", "member"):
        names[each.item_id][each.choice].append(each.member.addressed)
    return {
        item: [(choice.label, ", ".join(found[choice])) for choice in Choice if found[choice]]
        for item, found in names.items()
    }


@dataclass(frozen=True)
class Progress:
    """All that is known while the vote runs: how many ballots or typings so far, and how many are to come in all.

    `case` is the case called, where cases are called one by one.
    """

    done: int
    awaited: int
    case: AgendaItem | None = None


def progress_of(meeting: CouncilMeeting, lines: list[Attendance], agenda: list[AgendaItem]) -> Progress:
    """How far the vote is; of a paper vote how many of the two typings are in."""
    if meeting.mode == BallotMode.TALLY:
        return Progress(min(meeting.paper_counts.count(), 2), 2)
    if not meeting.case_by_case:
        idle = without_a_line(meeting, agenda, lines) if meeting.votes_online else set()
        awaited = [line for line in lines if line.present and line.pk not in idle]
        return Progress(sum(line.voted for line in awaited), len(awaited))
    if case := called(agenda):
        return Progress(*polled(meeting, case, lines), case)
    return Progress(0, 0)
