"""The giấy khen of a decision that is not issued yet, to look at: one by one or all, never printed, never numbered."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from awards.certificates.papers.certificate import drafts_pdf
from awards.certificates.print_requests import newest
from awards.certificates.rules import may_preview
from awards.enums import DecisionKind, DecisionStatus
from awards.models import CertificateDesign, Decision
from phuong6.lib.papers.certificates.text import CertificateDesign as Design
from phuong6.lib.papers.lettering.fonts import MissingFaceError
from phuong6.office.doors import refusals_to
from phuong6.office.files import hand_out_made
from phuong6.office.workflow import Refused

UNISSUED = (DecisionStatus.DRAFT, DecisionStatus.AWAITING, DecisionStatus.APPROVED)
NOBODY = "Danh sách khen thưởng đang trống nên chưa có giấy khen nào để xem."


def _unissued(request, pk: int) -> Decision:
    rows = Decision.objects.filter(kind=DecisionKind.AWARD, status__in=UNISSUED)
    found = get_object_or_404(rows.select_related("campaign__ward"), pk=pk)
    if not may_preview(request.user, found):
        raise Http404
    return found


def _designs(decision: Decision) -> list[CertificateDesign]:
    """The ward's own that print a whole page: a blank's text alone would show no giấy khen."""
    found = CertificateDesign.objects.filter(ward=decision.campaign.ward).order_by("name")
    return [each for each in found if not each.on_blank]


def _chosen(request, designs: list[CertificateDesign]) -> CertificateDesign | None:
    return next((each for each in designs if str(each.pk) == request.GET.get("mau")), None)


@require_GET
def previews(request, pk: int):
    """The list with a link to each, and the design to see them in."""
    found = _unissued(request, pk)
    designs = _designs(found)
    context = {
        "decision": found,
        "awards": found.awards.order_by("position"),
        "designs": designs,
        "chosen": _chosen(request, designs),
        "site_mark": found.campaign.mark,
    }
    return render(request, "awards/previews.html", context)


@require_GET
def previews_pdf(request, pk: int, position: int | None = None):
    """All of them as one PDF, or the one at this place of the list."""
    found = _unissued(request, pk)
    awards = found.awards.select_related("decision__campaign__ward").order_by("position")
    if position is not None:
        awards = awards.filter(pk=get_object_or_404(awards, position=position).pk)
    chosen = _chosen(request, _designs(found))
    with refusals_to(request):
        return _sent(awards, newest(chosen).as_design if chosen else Design(), found)
    return redirect("certificate-previews", pk=pk)


def _sent(awards, design: Design, decision: Decision):
    if not awards:
        raise Refused(NOBODY)
    try:
        content = drafts_pdf(awards, design)
    except MissingFaceError as missing:
        raise Refused(str(missing)) from missing
    return hand_out_made(
        content, name=f"du-thao-giay-khen-{decision.pk}.pdf", mime="application/pdf", inline=True
    )
