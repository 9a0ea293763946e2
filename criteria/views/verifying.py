"""Văn phòng - Thống kê looks at what units reported: verify, or send back with a reason."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from campaigns.selection import current_campaign
from criteria.checks import lacks_proof
from criteria.enums import ResultStatus
from criteria.forms.results import SendBackForm
from criteria.measuring import measures
from criteria.measuring.obligations import cells
from criteria.models import TargetResult
from criteria.pages.results import reader_or_404
from criteria.workflow import RESULT
from phuong6.office.doors import make_move, status_of
from phuong6.office.files import hand_out
from phuong6.office.workflow import moves_of

PAGE = 25
# The lists of the page, by what stands in its address; the first is what waits, the oldest first.
LISTS = {
    "cho-xac-nhan": ("Chờ xác nhận", ResultStatus.REPORTED, "reported_at"),
    "da-tra-lai": ("Đã trả lại", ResultStatus.RETURNED, "-saved_at"),
    "da-xac-nhan": ("Đã xác nhận", ResultStatus.VERIFIED, "-verified_at"),
}


def _found(request, pk: int) -> TargetResult:
    reader_or_404(request)
    reported = TargetResult.objects.exclude(status=ResultStatus.DRAFT)
    return get_object_or_404(
        reported.select_related("target__area", "target__campaign", "unit", "reported_by", "verified_by"),
        pk=pk,
    )


@require_GET
def verify_list(request):
    """Reports that wait, the oldest first; those sent back; those verified."""
    reader_or_404(request)
    chosen = request.GET.get("danh-sach")
    chosen = chosen if chosen in LISTS else next(iter(LISTS))
    _, status, order = LISTS[chosen]
    rows = TargetResult.objects.filter(target__campaign=current_campaign(request), status=status)
    rows = rows.select_related("target", "unit", "reported_by").order_by(order, "pk")
    context = {
        "rows": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "chosen": chosen,
        "lists": [(key, name) for key, (name, _, _) in LISTS.items()],
    }
    return render(request, "criteria/verify_list.html", context)


@require_GET
def verify(request, pk: int):
    """One report with its proof."""
    return _page(request, _found(request, pk), SendBackForm())


def _page(request, result: TargetResult, form: SendBackForm):
    every = cells(result.target.campaign, unit=result.unit, target=result.target)
    cell = next((each for each in every if each.span.first == result.period_from), None)
    context = {
        "result": result,
        "cell": cell,
        "counted": measures.compared(cell) if cell else None,
        "lacks_proof": lacks_proof(result),
        "before": [each for each in every if each.span.first < result.period_from],
        "evidence": [
            (each, reverse("verify-proof", args=[result.pk, each.pk]), "")
            for each in result.evidence.select_related("file", "by")
        ],
        "offers": {offer.step.move: offer for offer in RESULT.open_to(request.user, result)},
        "form": form,
        "moves": [
            {"at": each.at, "who": each.by, "note": each.note, "what": RESULT.steps[each.move].button}
            for each in moves_of(result).reverse()
        ],
    }
    return render(request, "criteria/verify.html", context, status=status_of(form))


@require_POST
def verify_move(request, pk: int, move: str):
    """Verify, or send back with a reason."""
    result = _found(request, pk)
    if move not in ("verify", "return"):
        raise Http404
    note = ""
    if move == "return":
        form = SendBackForm(request.POST)
        if not form.is_valid():
            return _page(request, result, form)
        note = form.cleaned_data["note"]
    back = reverse("verify", args=[pk])
    return make_move(request, RESULT, move, result, to=reverse("verify-list"), back=back, note=note)


@require_GET
def verify_proof(request, pk: int, proof: int):
    """A file that proves a report."""
    kept = get_object_or_404(_found(request, pk).evidence.select_related("file"), pk=proof).file
    return hand_out(kept, name=f"minh-chung-{proof}.{kept.extension}", inline=True)
