"""The pages of the desk put together, as its views and its moves show them."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from campaigns.models import Unit
from campaigns.selection import current_campaign
from dossiers import rules
from dossiers.appraising.queue import (
    counts,
    deadline_of,
    due,
    due_on,
    not_submitted,
)
from dossiers.desk import forms
from dossiers.desk.panels import dossier_checks, nominees_of, panels, paper_tabs
from dossiers.enums import DossierStatus
from dossiers.models import Dossier
from dossiers.pages import desk as access
from dossiers.timeline import timeline
from dossiers.workflow import DOSSIER
from phuong6.office.workdays import all_holidays

PER_PAGE = 20
TABS = (DossierStatus.SUBMITTED, DossierStatus.IN_REVIEW, DossierStatus.RETURNED, DossierStatus.APPRAISED)
DOSSIER_FORMS = {
    "take_up": forms.PlainForm,
    "finish": forms.PlainForm,
    "return": forms.ReturnForm,
    "reopen": forms.ReasonForm,
    "enter_for_unit": forms.ReasonForm,
    "file_on_paper": forms.PaperFilingForm,
}


def paged(request, rows):
    """The page asked for of a long list."""
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))


def show_not_submitted(request, bound: dict | None = None, status: int = 200):
    """Units that have not handed in, with the days left; forms just refused come back as typed."""
    campaign, bound = current_campaign(request), bound or {}
    page = paged(request, not_submitted(campaign))
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


def dossier_form(move: str, dossier: Dossier, nominees: list, holidays, data=None) -> forms.DeskForm:
    """The form of a dossier's move, bound to what was typed if given."""
    more = (
        {"nominees": [n for n in nominees if n.status != "withdrawn"], "holidays": holidays}
        if move == "return"
        else {}
    )
    return DOSSIER_FORMS[move](data, dossier=dossier, prefix=move, **more)


def unit_of(request, pk: int) -> Unit:
    """A unit of the campaign's ward."""
    return get_object_or_404(Unit, pk=pk, ward_id=current_campaign(request).ward_id)


def _tabs(campaign, waiting: int) -> list[tuple[str, str, int]]:
    """(state in the address, words, how many) of the queue's filter."""
    found = counts(campaign)
    handed_in = sum(n for state, n in found.items() if state != DossierStatus.DRAFT)
    tabs = [("", "Tất cả đã nộp", handed_in)]
    tabs += [(state.value, state.label, found.get(state.value, 0)) for state in TABS]
    return [*tabs, ("chua-nop", "Đơn vị chưa nộp", waiting)]


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


def _may_enter(user, dossier: Dossier) -> bool:
    """The officer may fill in the unit's guided path: it came on paper and is open."""
    return rules.Openness(user, dossier).anything
