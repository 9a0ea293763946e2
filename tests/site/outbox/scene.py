"""What units owe: a target, a dossier sent back, a finding to put right."""

import io
from datetime import date

from django.core.management import call_command

from criteria.enums import Period, TargetKind
from criteria.models import Inspection, InspectionFinding, ReformArea, Target
from criteria.workflow import INSPECTION
from dossiers.models import ReturnItem, ReturnRequest
from dossiers.workflow import DOSSIER
from tests import factories as make


def share_target(campaign, *, order: int = 1, due_days: int = 5) -> Target:
    """A share reported each quarter: of the third, by Friday 06/10/2023."""
    area, _ = ReformArea.objects.get_or_create(
        campaign=campaign, order=1, defaults={"name": "Thủ tục hành chính"}
    )
    return Target.objects.create(
        campaign=campaign, area=area, code=f"on-time-{order}", order=order, kind=TargetKind.SHARE,
        name=f"Đúng hạn {order}", numerator="Số đúng hạn", denominator="Số đã giải quyết", threshold=100,
        period=Period.QUARTER, due_days=due_days,
    )  # fmt: skip


def inspected(campaign, unit, officer, *, due_on: date | None = date(2023, 9, 29)) -> Inspection:
    """A concluded inspection of 15/08/2023 with one thing to put right and one in order."""
    inspection = Inspection.objects.create(
        campaign=campaign, unit=unit, planned_on=date(2023, 8, 15), subject="Việc tuyên truyền", by=officer
    )
    moment = make.at(15, month=8)
    INSPECTION.perform("hold", inspection, by=officer, at=moment, held_on=date(2023, 8, 15))
    InspectionFinding.objects.create(
        inspection=inspection, text="Thiếu biên bản tháng 7", to_fix=True, due_on=due_on
    )
    InspectionFinding.objects.create(inspection=inspection, text="Có sổ theo dõi")
    return INSPECTION.perform(
        "conclude", inspection, by=officer, at=moment, conclusion="Cần bổ sung biên bản."
    )


def sent_back(campaign, unit, an, officer, *, due_on: date) -> ReturnRequest:
    """A dossier returned for one paper."""
    dossier = make.in_review(campaign, unit, an, officer)
    items = [{"paper_kind": "minutes", "reason": "Thiếu chữ ký"}]
    DOSSIER.perform("return", dossier, by=officer, at=make.at(13), items=items, due_on=due_on)
    assert ReturnItem.objects.count() == 1
    return ReturnRequest.objects.get()


def remind() -> str:
    """What the command prints."""
    out = io.StringIO()
    call_command("remind", stdout=out)
    return out.getvalue().strip()
