"""Targets, cells and results brought to a place in their workflow, for the tests of this room."""

from django.urls import reverse

from campaigns.models import Campaign, Participation, Unit
from criteria.enums import Period, ResultStatus, TargetKind
from criteria.measuring import reporting
from criteria.measuring.obligations import Cell, cells
from criteria.models import ReformArea, Target, TargetResult
from criteria.workflow import RESULT

WAYS = {
    ResultStatus.DRAFT: (),
    ResultStatus.REPORTED: ("report",),
    ResultStatus.RETURNED: ("report", "return"),
    ResultStatus.VERIFIED: ("report", "verify"),
}


def area_of(campaign: Campaign) -> ReformArea:
    found, _ = ReformArea.objects.get_or_create(
        campaign=campaign, code="procedures", defaults={"order": 1, "name": "Thủ tục hành chính"}
    )
    return found


def share_target(campaign: Campaign, **values) -> Target:
    """A share of 100 % that every unit reports each quarter."""
    values = {
        "code": "on-time",
        "order": 1,
        "name": "Đúng hạn và trước hạn",
        "numerator": "Số hồ sơ trả đúng hạn hoặc trước hạn",
        "denominator": "Số hồ sơ đã giải quyết",
        "threshold": 100,
        "period": Period.QUARTER,
    } | values
    return Target.objects.create(campaign=campaign, area=area_of(campaign), kind=TargetKind.SHARE, **values)


def task_target(campaign: Campaign, **values) -> Target:
    """A task of every unit, due with the campaign."""
    values = {
        "code": "communication",
        "order": 2,
        "name": "Tuyên truyền cải cách hành chính",
        "period": Period.CAMPAIGN,
    } | values
    return Target.objects.create(campaign=campaign, area=area_of(campaign), kind=TargetKind.TASK, **values)


def join(campaign: Campaign, unit: Unit, by) -> Participation:
    """The unit takes part, so that it owes reports."""
    return Participation.objects.create(campaign=campaign, unit=unit, by=by)


def cell_of(campaign: Campaign, unit: Unit, target: Target, number: int = 0) -> Cell:
    """The unit's cell for the target's stretch of this number."""
    return cells(campaign, unit=unit, target=target)[number]


def report(campaign, unit, target, by, yes=999, of=1000, number=0) -> TargetResult:
    """A share that was sent."""
    kept = reporting.save_result(by, cell_of(campaign, unit, target, number), numerator=yes, denominator=of)
    return RESULT.perform("report", kept, by=by)


def in_state(cell: Cell, state: str, speaker, verifier) -> TargetResult:
    """A share brought to this state."""
    result = reporting.save_result(speaker, cell, numerator=1, denominator=1)
    for move in WAYS[state]:
        RESULT.perform(move, result, by=speaker if move == "report" else verifier, note="Sửa số.")
    return result


def address(unit: Unit, target: Target, first: str = "2023-04-01", name: str = "result", *more) -> str:
    """The page of a report, or of something on it."""
    return reverse(name, args=[unit.code, target.code, first, *more])
