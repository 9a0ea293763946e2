"""Who owes which report for which stretch, and where each stands. Reads in a constant number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from campaigns.models import Campaign, Unit
from criteria.enums import ResultStatus, TargetKind
from criteria.measuring.standing import Standing, share_standing, task_standing
from criteria.models import Target, TargetResult
from criteria.periods import Span, opens_on, spans
from phuong6.office.workdays import add_working_days, all_holidays, uncertain

FINAL = (ResultStatus.REPORTED, ResultStatus.VERIFIED)


@dataclass(frozen=True)
class Cell:
    """One unit's report for one target and stretch: due when, what came, where it stands today.

    Only what was reported or verified counts; a draft or a returned report is still missing.
    """

    target: Target
    unit: Unit
    span: Span
    due: date
    result: TargetResult | None
    standing: Standing
    doubt: str = ""  # where the table of holidays does not reach the due day

    @property
    def is_overdue(self) -> bool:
        return self.standing == Standing.MISSING

    @property
    def is_sent(self) -> bool:
        """Reported, verified or not."""
        return self.result is not None and self.result.status in FINAL

    @property
    def is_unverified(self) -> bool:
        """Sent, and nobody of Văn phòng - Thống kê has looked at it yet."""
        return self.result is not None and self.result.status == ResultStatus.REPORTED

    @property
    def opens(self) -> date:
        """The first day on which it may be sent."""
        return opens_on(self.target.kind, self.target.period, self.span)

    @property
    def came_back(self) -> bool:
        """Sent back to be put right."""
        return self.result is not None and self.result.status == ResultStatus.RETURNED


@dataclass(frozen=True)
class Agenda:
    """Reports by what is to be done with them, each part in the order of its due days."""

    back: list[Cell]
    late: list[Cell]
    due: list[Cell]
    later: list[Cell]
    sent: list[Cell]

    @property
    def first(self) -> Cell | None:
        """What to do next."""
        return next(iter([*self.back, *self.late, *self.due]), None)


def agenda_of(found: Iterable[Cell], *, today: date | None = None) -> Agenda:
    """What came back, is late, may be sent now, opens later, has been sent."""
    today = today or timezone.localdate()
    agenda = Agenda([], [], [], [], [])
    for cell in sorted(found, key=lambda each: (each.due, each.target.order)):
        if cell.came_back:
            agenda.back.append(cell)
        elif cell.is_sent:
            agenda.sent.append(cell)
        elif cell.is_overdue:
            agenda.late.append(cell)
        else:
            (agenda.due if cell.opens <= today else agenda.later).append(cell)
    return agenda


def units_of_campaign(campaign: Campaign, **only) -> list[Unit]:
    """The units that take part (plan II.1), in the order of their names."""
    units = Unit.objects.filter(participations__campaign=campaign, is_active=True, **only)
    return list(units.order_by("sort_key", "pk"))


def cells(
    campaign: Campaign, *, unit: Unit | None = None, target: Target | None = None, today: date | None = None
) -> list[Cell]:
    """Every report the campaign asks for, by target, unit and stretch (4 queries, however many there are)."""
    today = today or timezone.localdate()
    targets = [target] if target else list(campaign.targets.select_related("area").order_by("order"))
    units = units_of_campaign(campaign, pk=unit.pk) if unit else units_of_campaign(campaign)
    results = TargetResult.objects.filter(target__in=targets, unit__in=units)
    known = {(each.target_id, each.unit_id, each.period_from): each for each in results}
    holidays = all_holidays()
    found = []
    for each in targets:
        stretches = [
            (span, add_working_days(span.last, each.due_days, holidays))
            for span in spans(each.period, campaign.earliest_launch, campaign.ends_on)
        ]
        for whose in units:
            if each.reported_by in ("", whose.kind):
                for span, due in stretches:
                    result = known.get((each.pk, whose.pk, span.first))
                    standing = standing_of(each, result, due, today)
                    doubt = "" if result and result.status in FINAL else uncertain(due, holidays)
                    found.append(Cell(each, whose, span, due, result, standing, doubt))
    return found


def standing_of(target: Target, result: TargetResult | None, due: date, today: date) -> Standing:
    """Where a report stands on a day."""
    if result is None or result.status not in FINAL:
        return Standing.MISSING if today > due else Standing.WAITING
    if target.kind == TargetKind.TASK:
        return task_standing(bool(result.done))
    return share_standing(result.numerator, result.denominator, target.threshold, target.direction)
