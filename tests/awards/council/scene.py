"""A council of five with accounts, and cases before it."""

from awards.council.counting import members_votes
from awards.council.meetings import agenda_of, lines_of, standing
from awards.council.paper_count import Typed, type_count
from awards.enums import MeetingStatus
from awards.models import CouncilMeeting
from awards.models.votes import COUNTERS
from campaigns.enums import BallotMode, Role
from dossiers.workflow import DOSSIER
from tests import factories as make


def voters(count: int = 5) -> list:
    """Accounts of council members, phieu1 and so on."""
    return [make.user(f"phieu{n}", f"Ủy Viên Thứ {n}", Role.COUNCIL) for n in range(1, count + 1)]


def cases(campaign, unit, by, officer, *, people: int = 2, official=None) -> list:
    """Eligible nominees of one unit's dossier, in its order."""
    dossier = make.draft(campaign, unit, by)
    for n in range(people):
        make.nominate(dossier, official if n == 0 else None, order=n + 1)
    DOSSIER.perform("submit", make.complete(dossier, by), by=by, at=make.at(10))
    DOSSIER.perform("take_up", dossier, by=officer, at=make.at(11))
    return [make.eligible(each, officer) for each in dossier.nominees.in_order()]


def counts(meeting) -> list[tuple[int, int, int, int]]:
    """(yes, no, blank, spoilt) of every line, in order: as they will be written when the meeting closes."""
    meeting = CouncilMeeting.objects.get(pk=meeting.pk)
    if meeting.status == MeetingStatus.OPEN and meeting.mode != BallotMode.TALLY:
        found, agenda = members_votes(meeting, lines_of(meeting)), meeting.items.order_by("order")
        lines = [found[item.pk] for item in agenda]
        return [(line["yes"], line["no"], line["blank"], 0) for line in lines]
    return list(meeting.items.order_by("order").values_list("yes", "no", "blank", "spoilt"))


def typed(meeting, *lines: tuple, issued=None, invalid=0, chair=None) -> Typed:
    """A paper count: for each standing case in order (yes, no, blank, spoilt) or those and not entitled."""
    items = standing(agenda_of(meeting))
    counted = [dict(zip(COUNTERS, (*line, 0)[:5], strict=True)) for line in lines]
    valid = sum(counted[0].values())
    whole = {
        "issued": issued or valid + invalid,
        "returned": valid + invalid,
        "valid": valid,
        "invalid": invalid,
    }
    return Typed(
        whole,
        {item.pk: line | {"chair_agrees": chair} for item, line in zip(items, counted, strict=True)},
    )


def counted_on_paper(meeting, first, second, *lines: tuple, **rest) -> None:
    """Both people type the same count."""
    for person in (first, second):
        type_count(meeting, typed(meeting, *lines, **rest), by=person)
