"""The progress of the campaign: at a glance, one target over time, one unit over time; each as .xlsx."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from campaigns.models import Campaign, Unit
from campaigns.rules import acts_for, units_of
from campaigns.selection import current_campaign
from criteria.enums import TargetKind
from criteria.measuring.behind import Behind, behind_of, headline
from criteria.measuring.charts import count_chart, share_chart, timeline_of
from criteria.measuring.obligations import Cell, cells
from criteria.measuring.progress import Series, by_target, by_unit, matrix_of
from criteria.measuring.sheets import progress_workbook
from criteria.measuring.standing import Standing
from criteria.models import Target
from criteria.pages.results import cell_url, reader_or_404
from criteria.rules import may_count_registers, may_read_results
from phuong6.office.files import hand_out_made

PAGE = 25  # rows of what is behind
UNITS = 12  # units on one page of a target
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHEET = "tien-do.xlsx"


@require_GET
def progress(request):
    """All targets of all units; who speaks for a unit is led to its own page."""
    if not may_read_results(request.user) and (own := units_of(request.user)):
        return redirect("progress-unit", own[0].code)
    reader_or_404(request)
    campaign = current_campaign(request)
    found = cells(campaign) if campaign else []
    context = _context(request, campaign, found) | {
        "panels": [(each, _ward_charts(each)) for each in by_target(found)],
        "matrix": matrix_of(found),
        "may_count": may_count_registers(request.user),
    }
    return render(request, "criteria/progress.html", context)


@require_GET
def progress_unit(request, unit: str):
    """One unit's targets over time, for the unit itself and for those who follow up."""
    campaign, whose = _unit(request, unit)
    found = cells(campaign, unit=whose)
    panels = [
        (each, share_chart(f"bieu-do-{each.target.code}", f"{each.target.name}: {whose}", each))
        for each in by_target(found)
    ]
    others = [each for each in units_of(request.user) if each.pk != whose.pk]
    context = _context(request, campaign, found) | {"unit": whose, "panels": panels, "others": others}
    return render(request, "criteria/progress_unit.html", context)


@require_GET
def progress_target(request, target: str):
    """One target: all units together, then each over time."""
    campaign, wanted = _target(request, target)
    found = cells(campaign, target=wanted)
    page = Paginator(by_unit(found), UNITS).get_page(request.GET.get("page"))
    context = {
        "target": wanted,
        "standings": list(Standing),
        "together": [(each, _ward_charts(each)) for each in by_target(found)],
        "page": page,
        "panels": [
            (each, share_chart(f"bieu-do-{each.unit.code}", f"{each.unit}: {wanted.name}", each))
            for each in page
        ],
    }
    return render(request, "criteria/progress_target.html", context)


@require_GET
def progress_sheet(request):
    """All of it as .xlsx."""
    reader_or_404(request)
    campaign = _campaign(request)
    return _sheet(campaign, cells(campaign))


@require_GET
def progress_unit_sheet(request, unit: str):
    """One unit's page as .xlsx."""
    campaign, whose = _unit(request, unit)
    return _sheet(campaign, cells(campaign, unit=whose))


@require_GET
def progress_target_sheet(request, target: str):
    """One target's page as .xlsx."""
    campaign, wanted = _target(request, target)
    return _sheet(campaign, cells(campaign, target=wanted))


def _sheet(campaign: Campaign, found: list[Cell]):
    content = progress_workbook(campaign, found, timezone.localdate())
    return hand_out_made(content, name=SHEET, mime=XLSX)


def _campaign(request) -> Campaign:
    campaign = current_campaign(request)
    if campaign is None:
        raise Http404
    return campaign


def _unit(request, code: str) -> tuple[Campaign, Unit]:
    """The unit at this address, for itself or whoever may read all. Raises Http404."""
    campaign = _campaign(request)
    unit = get_object_or_404(Unit, ward=campaign.ward_id, code=code)
    if not (may_read_results(request.user) or acts_for(request.user, unit.pk)):
        raise Http404
    return campaign, unit


def _target(request, code: str) -> tuple[Campaign, Target]:
    """The target at this address, for whoever may read all. Raises Http404."""
    reader_or_404(request)
    campaign = _campaign(request)
    return campaign, get_object_or_404(Target.objects.select_related("area"), campaign=campaign, code=code)


def _context(request, campaign: Campaign | None, found: list[Cell]) -> dict:
    """What the page of all and the page of a unit share: sentences, what is behind, the timeline."""
    today = timezone.localdate()
    page = Paginator(behind_of(found, today), PAGE).get_page(request.GET.get("page"))
    return {
        "campaign": campaign,
        "sentences": headline(found, today),
        "page": page,
        "behind": [(each, _address(request.user, each)) for each in page],
        "standings": list(Standing),
        "timeline": timeline_of(campaign, found, today) if campaign else None,
    }


def _address(user, behind: Behind) -> str:
    """Where the reader looks or acts: the unit at its report, others at what was sent, if it was."""
    cell = behind.cell
    if acts_for(user, cell.unit.pk):
        return cell_url(cell)
    return reverse("verify", args=[cell.result.pk]) if cell.is_sent else ""


def _ward_charts(series: Series) -> list:
    """How many units stand where; of a share also the figures of all units added up."""
    code = series.target.code
    charts = [count_chart(f"dem-{code}", "Số đơn vị theo tình trạng", series)]
    if series.target.kind == TargetKind.SHARE:
        charts.append(share_chart(f"ty-le-{code}", "Toàn phường, cộng các báo cáo đã gửi", series))
    return charts
