"""Inspections: planned, held, concluded, put right, closed (plan, section IV.4). A unit sees its own."""

from django.core.paginator import Paginator
from django.db.models import Count, F, QuerySet
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from campaigns.models import Campaign
from campaigns.rules import units_of
from campaigns.selection import current_campaign
from criteria import inspecting
from criteria.enums import InspectionStatus as V
from criteria.forms.inspections import ConclusionForm, HeldForm, PlanForm, ReasonForm
from criteria.models import Inspection, InspectionFinding
from criteria.pages.inspections import find, with_fixes
from criteria.rules import may_inspect, may_read_inspections, may_see_findings
from criteria.workflow import INSPECTION
from phuong6.office.doors import done, make_move, refusals_to, status_of
from phuong6.office.workflow import NotAllowed, moves_of

PAGE = 25
# The lists of the page, by what stands in its address: name, state, order.
LISTS = {
    "dang-khac-phuc": ("Đang khắc phục", V.CONCLUDED, (F("next_due").asc(nulls_last=True), "pk")),
    "chua-ket-luan": ("Chưa kết luận", V.HELD, ("held_on", "pk")),
    "sap-kiem-tra": ("Sắp kiểm tra", V.PLANNED, ("planned_on", "pk")),
    "da-xong": ("Đã xong", V.CLOSED, ("-held_on", "-pk")),
    "khong-tien-hanh": ("Không tiến hành", V.CANCELLED, ("-planned_on", "-pk")),
}
MOVES = ("hold", "conclude", "close", "cancel")  # the others are made on a finding's own page


@require_GET
def inspection_list(request):
    """All by state for those who follow up and the chairman; a unit's own."""
    campaign, all_of_them = current_campaign(request), may_read_inspections(request.user)
    own = units_of(request.user)
    if campaign is None or not (all_of_them or own):
        raise Http404
    rows = Inspection.objects.filter(campaign=campaign)
    if not all_of_them:
        rows = rows.filter(unit__in=own).exclude(status=V.CANCELLED)
    lists, chosen = (), ""
    if all_of_them:
        lists = _lists(rows)
        first = next((key for key, _, count in lists if count), next(iter(LISTS)))
        chosen = asked if (asked := request.GET.get("danh-sach")) in LISTS else first
        rows = rows.filter(status=LISTS[chosen][1])
    order = LISTS[chosen][2] if chosen else ("-planned_on", "-pk")
    shown = with_fixes(rows.select_related("unit"), timezone.localdate()).order_by(*order)
    context = {
        "page": Paginator(shown, PAGE).get_page(request.GET.get("page")),
        "lists": lists,
        "chosen": chosen,
        "may_plan": may_inspect(request.user),
        "told": (V.CONCLUDED, V.CLOSED),
    }
    return render(request, "criteria/inspection_list.html", context)


def _lists(rows: QuerySet[Inspection]) -> list[tuple[str, str, int]]:
    """(key, name, how many) of each list, in one query."""
    counts = dict(rows.order_by().values_list("status").annotate(count=Count("pk")))
    return [(key, name, counts.get(state, 0)) for key, (name, state, _) in LISTS.items()]


# --- the plan -----------------------------------------------------------------------------------------


def _campaign_to_plan(request) -> Campaign:
    campaign = current_campaign(request)
    if campaign is None or not may_inspect(request.user):
        raise Http404
    return campaign


@require_http_methods(["GET", "POST"])
def inspection_plan(request):
    """A new visit."""
    campaign = _campaign_to_plan(request)
    form = PlanForm(request.POST if request.method == "POST" else None, campaign=campaign)
    if form.is_valid():
        with refusals_to(form):
            made = inspecting.plan(request.user, campaign, **form.cleaned_data)
            return done(request, "Đã lên kế hoạch kiểm tra.", "inspection", pk=made.pk)
    return _plan_page(request, form, reverse("inspection-list"))


@require_http_methods(["GET", "POST"])
def inspection_change(request, pk: int):
    """Another plan, while the visit has not been held."""
    found = find(request, pk)
    if not may_inspect(request.user):
        raise Http404
    kept = {name: getattr(found, name) for name in ("unit", "planned_on", "subject", "team")}
    posted = request.POST if request.method == "POST" else None
    form = PlanForm(posted, campaign=found.campaign, initial=kept)
    if form.is_valid():
        with refusals_to(form):
            inspecting.change_plan(request.user, found, **form.cleaned_data)
            return done(request, "Đã sửa kế hoạch kiểm tra.", "inspection", pk=pk)
    return _plan_page(request, form, reverse("inspection", args=[pk]))


def _plan_page(request, form: PlanForm, back: str):
    context = {"form": form, "back": back}
    status = 422 if form.errors else 200
    return render(request, "criteria/inspection_plan.html", context, status=status)


# --- one visit ----------------------------------------------------------------------------------------


@require_GET
def inspection(request, pk: int):
    """Where the visit stands, what was found, what is to be put right, and the next step."""
    return _page(request, find(request, pk))


def _page(request, found: Inspection, **forms):
    user = request.user
    offers = {offer.step.move: offer for offer in INSPECTION.open_to(user, found)}
    told = may_see_findings(user, found)
    findings: list[InspectionFinding] = []
    if told:
        findings = list(
            found.findings.select_related("target", "fixed_by").annotate(pictures=Count("photos"))
        )
    context = {
        "inspection": found,
        "told": told,
        "findings": findings,
        "to_do": sum(each.is_open for each in findings),
        "offers": offers,
        "may_write": may_inspect(user) and found.status == V.HELD,
        "may_read_all": may_read_inspections(user),
        "moves": [
            {"at": each.at, "who": each.by, "note": each.note, "what": INSPECTION.steps[each.move].button}
            for each in moves_of(found).reverse()
        ],
    } | _forms(found, offers, forms)
    return render(request, "criteria/inspection.html", context, status=status_of(*forms.values()))


def _forms(found: Inspection, offers: dict, given: dict) -> dict:
    """The forms of the moves that are open, as typed or empty."""
    initial = {"held_on": found.planned_on if found.planned_on <= timezone.localdate() else None}
    made = {
        "hold": lambda: HeldForm(inspection=found, initial=initial),
        "conclude": ConclusionForm,
        "cancel": ReasonForm,
    }
    return {
        f"{move}_form": given.get(move) or (make() if move in offers else None) for move, make in made.items()
    }


@require_POST
def inspection_move(request, pk: int, move: str):
    """Held, concluded, closed, or called off with a reason."""
    found = find(request, pk)
    if move not in MOVES:
        raise Http404
    if not INSPECTION.steps[move].who(request.user, found):
        raise NotAllowed(inspecting.NOT_YOURS)
    form = {
        "hold": lambda: HeldForm(request.POST, inspection=found),
        "conclude": lambda: ConclusionForm(request.POST),
        "cancel": lambda: ReasonForm(request.POST),
    }.get(move, lambda: None)()
    return make_move(
        request,
        INSPECTION,
        move,
        found,
        to=reverse("inspection", args=[pk]),
        form=form,
        again=lambda form: _page(request, found, **{move: form}),
    )
