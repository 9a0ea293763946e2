"""The unit's reports: what is due and when, one page for each target and stretch, on a phone."""

from contextlib import suppress
from datetime import date

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from campaigns.models import Unit
from campaigns.rules import acts_for, units_of
from campaigns.selection import current_campaign
from criteria.enums import TargetKind
from criteria.forms.results import ProofForm, ShareForm, TaskForm
from criteria.measuring import measures, reporting
from criteria.measuring.obligations import Cell, agenda_of, cells
from criteria.measuring.standing import share_standing
from criteria.models import Target, TargetResult
from criteria.pages.results import cell_url
from criteria.workflow import RESULT
from phuong6.office.doors import done, make_move, refusals_to, status_of
from phuong6.office.files import hand_out
from phuong6.office.workflow import Refused, moves_of


@require_GET
def result_list(request):
    """All reports of the person's units: what came back, what is late, what is due, the rest."""
    campaign, units = current_campaign(request), units_of(request.user)
    if not units:
        raise Http404
    groups = []
    for unit in units if campaign else ():
        agenda = agenda_of(cells(campaign, unit=unit))
        parts = [
            ("Cần sửa lại", agenda.back),
            ("Đã quá hạn", agenda.late),
            ("Đang đến kỳ báo cáo", agenda.due),
            ("Đã gửi", agenda.sent),
            ("Chưa đến kỳ", agenda.later),
        ]
        rows = [(name, [(each, cell_url(each)) for each in found]) for name, found in parts if found]
        groups.append((unit, agenda.first, agenda.first and cell_url(agenda.first), rows))
    return render(request, "criteria/result_list.html", {"groups": groups})


def find(request, unit: str, target: str, first: str) -> tuple[Cell, list[Cell]]:
    """The cell at this address and those before it, for whoever acts for the unit. Raises Http404."""
    campaign = current_campaign(request)
    if campaign is None:
        raise Http404
    whose = get_object_or_404(Unit, ward=campaign.ward_id, code=unit)
    if not acts_for(request.user, whose.pk):
        raise Http404
    wanted = get_object_or_404(Target.objects.select_related("area"), campaign=campaign, code=target)
    try:
        day = date.fromisoformat(first)
    except ValueError:
        raise Http404 from None
    found = cells(campaign, unit=whose, target=wanted)
    cell = next((each for each in found if each.span.first == day), None)
    if cell is None:
        raise Http404
    return cell, [each for each in found if each.span.first < day]


@require_http_methods(["GET", "POST"])
def result(request, unit: str, target: str, first: str):
    """Type, save, send; htmx saves while one types."""
    cell, before = find(request, unit, target, first)
    if request.method == "GET":
        return _page(request, cell, before)
    form = _form(cell, request.POST)
    if form.is_valid():
        with refusals_to(form):
            kept = reporting.save_result(request.user, cell, **form.cleaned_data)
            if "send" in request.POST:
                after = RESULT.perform("report", kept, by=request.user)
                return done(request, RESULT.steps["report"].said(after), "result-list")
            if not request.htmx:
                return done(request, "Đã lưu, chưa gửi.", cell_url(cell))
    elif not request.htmx:
        _keep_what_is_right(request, cell, form.right())
    if request.htmx:
        context = {"form": form, "cell": cell} | _share(cell, form.cleaned_data)
        return render(request, "criteria/_result_saved.html", context, status=status_of(form))
    return _page(request, cell, before, form=form)


def _keep_what_is_right(request, cell: Cell, values: dict) -> None:
    """The fields that can be kept of a form that is refused, so that leaving the page loses less."""
    with suppress(Refused):  # what does not fit what was kept before stays on the page only
        reporting.save_result(request.user, cell, **values)


def _form(cell: Cell, data=None):
    return (TaskForm if cell.target.kind == TargetKind.TASK else ShareForm)(data, cell=cell)


def _share(cell: Cell, figures: dict) -> dict:
    """Numerator, denominator and how they stand, for _result_share.html; nothing while one is missing."""
    yes, of = figures.get("numerator"), figures.get("denominator")
    if None in (yes, of) or cell.target.kind == TargetKind.TASK:
        return {}
    standing = share_standing(yes, of, cell.target.threshold, cell.target.direction)
    return {"numerator": yes, "denominator": of, "standing": standing}


def _page(request, cell: Cell, before: list[Cell], *, form=None, proof=None):
    row = cell.result
    is_open = row is None or row.status in reporting.OPEN
    context = {
        "cell": cell,
        "before": before,
        "result": row,
        "is_open": is_open,
        "form": form or (_form(cell) if is_open else None),
        "proof": proof or (ProofForm() if is_open else None),
        "evidence": [
            (
                each,
                cell_url(cell, "result-proof-file", each.pk),
                cell_url(cell, "result-proof-remove", each.pk),
            )
            for each in (row.evidence.select_related("file", "by") if row else ())
        ],
        "sent_back": _reason(row),
        "proof_url": cell_url(cell, "result-proof"),
        "take_back_url": cell_url(cell, "result-take-back"),
        "from_registers": measures.figures(cell) if is_open else None,
        "opens": cell.opens if cell.opens > timezone.localdate() else None,
    } | _share(cell, form.cleaned_data if form else vars(row) if row else {})
    invalid = any(each is not None and each.errors for each in (form, proof))
    return render(request, "criteria/result.html", context, status=422 if invalid else 200)


def _reason(row: TargetResult | None) -> str:
    """Why the report came back, while it lies with the unit."""
    if row is None or row.status not in reporting.OPEN:
        return ""
    returned = moves_of(row).filter(move="return").last()
    return returned.note if returned else ""


@require_POST
def result_take_back(request, unit: str, target: str, first: str):
    """The unit mends what it has just sent, as long as statistics has not verified it."""
    cell, _ = find(request, unit, target, first)
    if cell.result is None:
        raise Http404
    return make_move(request, RESULT, "take_back", cell.result, to=cell_url(cell))


@require_POST
def result_from_registers(request, unit: str, target: str, first: str):
    """Write what the registers say into the open report."""
    cell, _ = find(request, unit, target, first)
    with refusals_to(request):
        measures.fill(request.user, cell)
        messages.success(request, "Đã lấy số liệu từ sổ, chưa gửi.")
    return redirect(cell_url(cell))


@require_POST
def result_proof(request, unit: str, target: str, first: str):
    """Files that prove the result."""
    cell, before = find(request, unit, target, first)
    form = ProofForm(request.POST, request.FILES)
    if form.is_valid():
        with refusals_to(form, "files"):
            reporting.add_evidence(request.user, cell, **form.cleaned_data)
            return done(request, "Đã nhận minh chứng.", f"{cell_url(cell)}#minh-chung")
    return _page(request, cell, before, proof=form)


def _evidence(request, unit: str, target: str, first: str, pk: int):
    cell, _ = find(request, unit, target, first)
    if cell.result is None:
        raise Http404
    return cell, get_object_or_404(cell.result.evidence.select_related("file"), pk=pk)


@require_POST
def result_proof_remove(request, unit: str, target: str, first: str, pk: int):
    """Take a file off an open report."""
    cell, evidence = _evidence(request, unit, target, first, pk)
    with refusals_to(request):
        reporting.remove_evidence(request.user, cell, evidence)
        messages.success(request, "Đã gỡ minh chứng.")
    return redirect(f"{cell_url(cell)}#minh-chung")


@require_GET
def result_proof_file(request, unit: str, target: str, first: str, pk: int):
    """A file of the unit's own report."""
    cell, evidence = _evidence(request, unit, target, first, pk)
    kept = evidence.file
    return hand_out(kept, name=f"{cell.target.code}-minh-chung-{pk}.{kept.extension}", inline=True)
