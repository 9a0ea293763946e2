"""Inspections that wait for somebody (the start page)."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from campaigns.models import Campaign, Unit
from criteria.enums import InspectionStatus as V
from criteria.models import Inspection, InspectionFinding
from criteria.pages.inspections import with_fixes
from phuong6.lib.vietnamese import weekday_date
from phuong6.site.home.task import Task


def fixes_waiting(unit: Unit, campaign: Campaign) -> list[Task]:
    """What a unit still has to put right after an inspection; one query."""
    rows = InspectionFinding.objects.owed(campaign).filter(inspection__unit=unit)
    due = sorted(rows.values_list("due_on", flat=True))
    if not due:
        return []
    late = due[0] < timezone.localdate()
    state, tone = ("Quá hạn", "bad") if late else ("Chưa khắc phục", "attention")
    hint = f"Việc gần nhất: chậm nhất {weekday_date(due[0])}."
    address = reverse("inspection-list")
    return [Task(f"Khắc phục {len(due)} việc sau kiểm tra – {unit}", address, state, tone, hint)]


def inspections_waiting(campaign: Campaign) -> list[Task]:
    """To be held, concluded, closed, or urged on; two queries."""
    today, address = timezone.localdate(), reverse("inspection-list")
    rows = Inspection.objects.filter(campaign=campaign)
    counts = rows.aggregate(
        due=Count("pk", filter=Q(status=V.PLANNED, planned_on__lte=today)),
        held=Count("pk", filter=Q(status=V.HELD)),
    )
    concluded = list(with_fixes(rows.filter(status=V.CONCLUDED), today).values_list("to_do", "late"))
    late = sum(bool(each_late) for _, each_late in concluded)
    done = sum(to_do == 0 for to_do, _ in concluded)
    found = (
        (late, "cuộc kiểm tra có việc khắc phục quá hạn", "dang-khac-phuc", "Quá hạn", "bad"),
        (done, "cuộc kiểm tra chờ xác nhận khắc phục xong", "dang-khac-phuc", "Chờ xác nhận", "attention"),
        (counts["held"], "cuộc kiểm tra chưa kết luận", "chua-ket-luan", "Chưa kết luận", "attention"),
        (counts["due"], "cuộc kiểm tra đến ngày", "sap-kiem-tra", "Đến ngày", "waiting"),
    )
    return [
        Task(f"{count} {words}", f"{address}?danh-sach={key}", state, tone)
        for count, words, key, state, tone in found
        if count
    ]
