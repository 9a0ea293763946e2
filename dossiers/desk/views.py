"""What the desk shows: the queue, units that have not handed in, one dossier, its files, the table."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from campaigns.models import Unit
from campaigns.selection import current_campaign
from dossiers import rules
from dossiers.appraising.late_figures import late_conclusions
from dossiers.appraising.queue import (
    all_holidays,
    counts,
    deadline_of,
    due,
    due_on,
    lines,
    not_submitted,
    queue,
)
from dossiers.appraising.summary import summary_workbook
from dossiers.desk import access, forms
from dossiers.desk.panels import dossier_checks, nominees_of, panels, paper_tabs
from dossiers.enums import DossierStatus, PaperKind
from dossiers.models import Dossier, DossierPaper, Evidence
from dossiers.timeline import timeline
from dossiers.workflow import DOSSIER
from phuong6.lib.vietnamese import search_key
from phuong6.office.files import hand_out

PER_PAGE = 20
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TABS = (DossierStatus.SUBMITTED, DossierStatus.IN_REVIEW, DossierStatus.RETURNED, DossierStatus.APPRAISED)
DOSSIER_FORMS = {
    "take_up": forms.PlainForm,
    "finish": forms.PlainForm,
    "return": forms.ReturnForm,
    "reopen": forms.ReasonForm,
    "enter_for_unit": forms.ReasonForm,
    "file_on_paper": forms.PaperFilingForm,
}


def _tabs(campaign, waiting: int) -> list[tuple[str, str, int]]:
    """(state in the address, words, how many) of the queue's filter."""
    found = counts(campaign)
    handed_in = sum(n for state, n in found.items() if state != DossierStatus.DRAFT)
    tabs = [("", "Tất cả đã nộp", handed_in)]
    tabs += [(state.value, state.label, found.get(state.value, 0)) for state in TABS]
    return [*tabs, ("chua-nop", "Đơn vị chưa nộp", waiting)]


@access.look
def queue_page(request):
    """All dossiers handed in, the most urgent first; ?trang-thai= keeps one state."""
    campaign = current_campaign(request)
    if campaign is None:
        return access.page(request, "queue.html", title="Hồ sơ đề nghị khen thưởng", tabs=[], campaign=None)
    state = request.GET.get("trang-thai", "")
    state = state if state in TABS else ""
    today, holidays = timezone.localdate(), all_holidays()
    page = Paginator(queue(campaign, state=state, today=today, holidays=holidays), PER_PAGE).get_page(
        request.GET.get("page")
    )
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


def show_not_submitted(request, bound: dict | None = None, status: int = 200):
    """Units that have not handed in, with the days left; forms just refused come back as typed."""
    campaign, bound = current_campaign(request), bound or {}
    page = Paginator(not_submitted(campaign), PER_PAGE).get_page(request.GET.get("page"))
    may = request.user.has_perm(access.MAY_EXTEND)
    rows = [
        {
            "unit": unit,
            "deadline": deadline_of(unit, campaign),
            "extension": may
            and bound.get(("extend", unit.pk), forms.ExtensionForm(prefix=f"extend-{unit.pk}")),
            "entry": may and bound.get(("enter", unit.pk), forms.EntryForm(prefix=f"enter-{unit.pk}")),
        }
        for unit in page.object_list
    ]
    return access.page(
        request,
        "not_submitted.html",
        title="Đơn vị chưa nộp hồ sơ",
        status=status,
        campaign=campaign,
        tabs=_tabs(campaign, page.paginator.count),
        here="chua-nop",
        page=page,
        rows=rows,
    )


@access.look
def dossier_page(request, code: str):
    return show_dossier(request, access.dossier_of(request, code))


def show_dossier(request, dossier: Dossier, bound: dict | None = None, status: int = 200):
    """One dossier on one page; `bound` holds forms just refused, by (name, nominee's number or None)."""
    bound, holidays = bound or {}, all_holidays()
    nominees = nominees_of(dossier)
    cases = panels(dossier, nominees, request.user, holidays, bound)
    moves = _offers(dossier, nominees, request.user, holidays, bound)
    returns = list(dossier.returns.select_related("by").prefetch_related("items__nominee"))
    return access.page(
        request,
        "dossier.html",
        title=f"Hồ sơ của {dossier.unit}",
        status=status,
        dossier=dossier,
        due=_due(dossier, returns, holidays),
        checks=dossier_checks(dossier),
        papers=paper_tabs(dossier, nominees),
        panels=cases,
        moves=moves,
        stray=_stray(bound, cases, moves),
        returns=returns,
        timeline=timeline(dossier, office=True),
        private=rules.may_read_private_notes(request.user),
        unit_path=reverse("dossier", args=[dossier.code]) if _may_enter(request.user, dossier) else "",
        is_nav_sidebar_enabled=False,  # the room is for papers and findings
    )


def _stray(bound: dict, cases: list, moves: dict) -> list[str]:
    """What was refused of forms no longer on the page, e.g. because somebody else was quicker."""
    shown = {(move, None) for move in moves} | {
        (name, case.nominee.pk) for case in cases for name in case.forms
    }
    return [error for key, form in bound.items() if key not in shown for error in form.non_field_errors()]


def _due(dossier: Dossier, returns: list, holidays):
    """What is due next on this dossier, if anything is."""
    today = timezone.localdate()
    if dossier.status == DossierStatus.RETURNED and returns:
        return due_on("Đơn vị bổ sung", returns[-1].due_on, today, holidays)
    if dossier.status in (DossierStatus.SUBMITTED, DossierStatus.IN_REVIEW):
        start = timezone.localtime(dossier.full_since).date()
        return due("Thẩm định xong", start, dossier.campaign.appraisal_days, today, holidays)
    return None


def _offers(dossier: Dossier, nominees: list, user, holidays, bound: dict) -> dict:
    """The dossier's moves open to this person, by name, each with its button, form and what is missing."""
    found = {}
    for offer in DOSSIER.open_to(user, dossier):
        move = offer.step.move
        if move in DOSSIER_FORMS:
            form = bound.get((move, None)) or dossier_form(move, dossier, nominees, holidays)
            found[move] = {"button": offer.step.button, "missing": offer.missing, "form": form}
    return found


def dossier_form(move: str, dossier: Dossier, nominees: list, holidays, data=None) -> forms.DeskForm:
    """The form of a dossier's move, bound to what was typed if given."""
    more = (
        {"nominees": [n for n in nominees if n.status != "withdrawn"], "holidays": holidays}
        if move == "return"
        else {}
    )
    return DOSSIER_FORMS[move](data, dossier=dossier, prefix=move, **more)


def _may_enter(user, dossier: Dossier) -> bool:
    """The officer may fill in the unit's guided path: it came on paper and is open."""
    return rules.Openness(user, dossier).anything


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


def unit_of(request, pk: int) -> Unit:
    """A unit of the campaign's ward."""
    return get_object_or_404(Unit, pk=pk, ward_id=current_campaign(request).ward_id)
