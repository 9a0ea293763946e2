"""What the desk shows: the queue, units that have not handed in, one dossier, its files, the table."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from campaigns.selection import current_campaign
from dossiers import rules
from dossiers.appraising.late_figures import late_conclusions
from dossiers.appraising.queue import (
    lines,
    not_submitted,
    queue,
)
from dossiers.appraising.summary import summary_workbook
from dossiers.desk.pages import (
    TABS,
    _tabs,
    paged,
    show_dossier,
    show_not_submitted,
)
from dossiers.enums import PaperKind
from dossiers.models import DossierPaper, Evidence
from dossiers.pages import desk as access
from phuong6.lib.vietnamese import search_key
from phuong6.office.files import hand_out
from phuong6.office.workdays import all_holidays

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@access.look
def queue_page(request):
    """All dossiers handed in, the most urgent first; ?trang-thai= keeps one state."""
    campaign = current_campaign(request)
    if campaign is None:
        return access.page(request, "queue.html", title="Hồ sơ đề nghị khen thưởng", tabs=[], campaign=None)
    state = request.GET.get("trang-thai", "")
    state = state if state in TABS else ""
    today, holidays = timezone.localdate(), all_holidays()
    page = paged(request, queue(campaign, state=state, today=today, holidays=holidays))
    return access.page(
        request,
        "queue.html",
        title="Hồ sơ đề nghị khen thưởng",
        campaign=campaign,
        tabs=_tabs(campaign, not_submitted(campaign).count()),
        here=state,
        page=page,
        lines=lines(page.object_list, campaign, today, holidays),
        late=len(late_conclusions(campaign)),
        may_take_all=rules.may_read_private_notes(request.user),
    )


@access.look
def not_submitted_page(request):
    return show_not_submitted(request)


@access.look
def dossier_page(request, code: str):
    return show_dossier(request, access.dossier_of(request, code))


@access.look
def paper_file(request, code: str, pk: int):
    """One version of a paper, shown in the page's frame."""
    dossier = access.dossier_of(request, code)
    paper = get_object_or_404(DossierPaper.objects.select_related("file"), dossier=dossier, pk=pk)
    name = f"{dossier.code}-{search_key(PaperKind(paper.kind).label).replace(' ', '-')}-{paper.version}.{paper.file.extension}"
    return hand_out(paper.file, name=name, inline=True)


@access.look
def evidence_file(request, code: str, pk: int):
    """A file that proves a claim, shown in the page's frame."""
    dossier = access.dossier_of(request, code)
    rows = Evidence.objects.select_related("file").filter(finding__nominee__dossier=dossier)
    proof = get_object_or_404(rows, pk=pk)
    return hand_out(
        proof.file, name=f"{dossier.code}-minh-chung-{proof.pk}.{proof.file.extension}", inline=True
    )


@access.look
def summary_file(request):
    """The summary table of all nominees as .xlsx."""
    campaign = current_campaign(request)
    name = f"{campaign.code}-bang-tong-hop-tham-dinh.xlsx"
    return HttpResponse(
        summary_workbook(campaign),
        content_type=XLSX,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "private, no-store",
        },
    )
