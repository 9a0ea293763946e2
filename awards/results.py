"""What may be read of a vote, and when: the only door to the counters, shut until the meeting closes."""

from collections import defaultdict
from dataclasses import dataclass, field

from awards.enums import Choice, MeetingStatus
from awards.meeting import agenda_of, line_of, threshold_of
from awards.models import AgendaItem, Attendance, Ballot, CouncilMeeting
from awards.voting import Line
from campaigns.enums import BallotMode
from dossiers.enums import NomineeStatus
from phuong6.lib.vietnamese import format_percent


@dataclass(frozen=True)
class Result:
    """One case of a closed meeting; `line` is None when the case was withdrawn before the count."""

    item: AgendaItem
    line: Line | None
    base: int = 0
    percent: str = ""
    by_name: list[tuple[str, str]] = field(default_factory=list)

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
        found.append(Result(item, line, base, percent, named.get(item.pk, [])))
    return found


def _votes_by_name(meeting: CouncilMeeting) -> dict[int, list[tuple[str, str]]]:
    """Of an open vote: for each case the choices with the names of those who made them."""
    if meeting.mode != BallotMode.OPEN:
        return {}
    names = defaultdict(lambda: defaultdict(list))
    ballots = Ballot.objects.filter(item__meeting=meeting).select_related("member")
    for each in ballots.order_by("member__order", "member"):
        names[each.item_id][each.choice].append(each.member.name)
    return {
        item: [(choice.label, ", ".join(found[choice])) for choice in Choice if found[choice]]
        for item, found in names.items()
    }


def progress_of(meeting: CouncilMeeting, lines: list[Attendance]) -> tuple[int, int]:
    """All that is known while the vote runs: (ballots or typed tallies so far, how many to come in all)."""
    if meeting.mode == BallotMode.TALLY:
        items = meeting.items.filter(nominee__status=NomineeStatus.TABLED)
        return items.filter(tallied=True).count(), items.count()
    return sum(line.voted for line in lines), sum(line.present for line in lines)
