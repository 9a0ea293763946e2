"""A campaign that is followed up: targets, units that joined, and what they sent."""

from datetime import timedelta

from campaigns.models import Campaign, Participation, Unit
from criteria.enums import Period, ResultStatus, TargetKind
from criteria.measuring.obligations import Cell, cells
from criteria.models import ReformArea, Target, TargetResult
from tests import factories as make


def share(campaign: Campaign, code: str = "on-time", **values) -> Target:
    """A share that is reported every quarter; 100 percent is asked."""
    return _target(
        campaign, code, kind=TargetKind.SHARE, numerator="Số hồ sơ đúng hạn", denominator="Số hồ sơ đã giải quyết",
        **{"name": "Hồ sơ trả đúng hạn và trước hạn", "threshold": 100, "period": Period.QUARTER} | values,
    )  # fmt: skip


def task(campaign: Campaign, code: str = "communication", **values) -> Target:
    """A task of the whole campaign."""
    named = {"name": "Tuyên truyền cải cách hành chính", "period": Period.CAMPAIGN}
    return _target(campaign, code, kind=TargetKind.TASK, **named | values)


def _target(campaign: Campaign, code: str, **values) -> Target:
    area, _ = ReformArea.objects.get_or_create(
        campaign=campaign, code="procedures", defaults={"order": 1, "name": "Cải cách thủ tục hành chính"}
    )
    order = campaign.targets.count() + 1
    return Target.objects.create(campaign=campaign, area=area, code=code, order=order, **values)


def join(campaign: Campaign, number: int, by, name: str = "") -> Unit:
    """A unit that takes part."""
    unit = make.UnitFactory(
        ward=campaign.ward, code=f"khom-mau-{number}", name=name or f"Ban nhân dân Khóm Mẫu {number}"
    )
    Participation.objects.create(campaign=campaign, unit=unit, by=by)
    return unit


def send(cell: Cell, by, yes: int = 0, of: int = 0, *, verified: bool = False, **values) -> TargetResult:
    """A report that was sent, `yes` of `of`; a task is done when `yes` is 1. Written straight into its state."""
    figures = {"numerator": yes, "denominator": of}
    if cell.target.kind == TargetKind.TASK:
        figures = {"done": bool(yes), "text": "Đã tổ chức 02 buổi."}
    due = make.at(cell.span.last.day, month=cell.span.last.month, year=cell.span.last.year)
    return TargetResult.objects.create(
        target=cell.target, unit=cell.unit, period_from=cell.span.first, period_to=cell.span.last,
        status=ResultStatus.VERIFIED if verified else ResultStatus.REPORTED,
        reported_by=by, reported_at=due + timedelta(days=1),
        verified_by=by if verified else None, verified_at=due + timedelta(days=2) if verified else None,
        **figures | values,
    )  # fmt: skip


def fill(campaign: Campaign, by, *, units: int = 3, targets: int = 2) -> None:
    """Units and targets of every kind, reports of all kinds: met, just not met, nothing, missing."""
    for number in range(1, units + 1):
        join(campaign, number, by)
    for number in range(1, targets + 1):
        if number % 3:
            share(campaign, f"share-{number}", name=f"Hồ sơ trả đúng hạn, lĩnh vực {number}")
        else:
            task(campaign, f"task-{number}", name=f"Tuyên truyền, đợt {number}")
    for number, cell in enumerate(cells(campaign)):
        choice = number % 5
        if choice == 0:
            send(cell, by, 1, 1, verified=True, last_year_numerator=1, last_year_denominator=2)
        elif choice == 1:
            send(cell, by, 999, 1000)
        elif choice == 2 and cell.target.kind == TargetKind.SHARE:
            send(cell, by, 0, 0)
