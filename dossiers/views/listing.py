"""The list of dossiers, and how one begins."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from campaigns.enums import Role
from campaigns.models import Campaign, Participation
from campaigns.rules import has_role, is_internal_affairs, units_of
from campaigns.selection import current_campaign
from dossiers.checks import gaps
from dossiers.enums import DossierStatus
from dossiers.filing.drafting import start_dossier
from dossiers.forms import ForUnitForm
from dossiers.models import Dossier, first_too_late
from dossiers.outcome import sees_office_face, state_for_unit
from dossiers.querysets import MAY_READ_ALL
from phuong6.office.doors import refusals_to, status_of
from phuong6.office.tones import tone

PER_PAGE = 20
STILL_WRITING = (DossierStatus.DRAFT, DossierStatus.RETURNED)


@require_GET
def dossier_list(request):
    """The reader's dossiers of the campaign in hand: state, due day, what is missing."""
    if not has_role(request.user, Role.UNIT, *MAY_READ_ALL):
        raise PermissionDenied("Trang này dành cho đơn vị nộp hồ sơ và cán bộ theo dõi hồ sơ.")
    campaign = current_campaign(request)
    if campaign is None:
        return render(request, "dossiers/list.html", {"campaign": None})
    rows = Dossier.objects.for_user(request.user).of_campaign(campaign).for_list()
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    office = sees_office_face(request.user)
    for row in page:
        row.campaign = campaign
        row.label = row.get_status_display() if office else state_for_unit(row, row.nominees.all())
        row.tone = tone(row.status)
        row.too_late = first_too_late(campaign, row.extended_to)
        row.lacking = len(gaps(row)) if row.status in STILL_WRITING else 0
    context = {
        "campaign": campaign,
        "page": page,
        "office": office,
        "beginnings": [] if campaign.is_closed else _beginnings(request.user, campaign),
        "may_enter": is_internal_affairs(request.user) and not campaign.is_closed,
        "many_units": has_role(request.user, *MAY_READ_ALL) or len(units_of(request.user)) > 1,
    }
    return render(request, "dossiers/list.html", context)


def _beginnings(user, campaign: Campaign) -> list[dict]:
    """The reader's own units that have no dossier yet, and whether they have registered."""
    units = [each for each in units_of(user) if each.ward_id == campaign.ward_id]
    keys = [each.pk for each in units]
    have = set(Dossier.objects.filter(campaign=campaign, unit__in=keys).values_list("unit", flat=True))
    joined = set(
        Participation.objects.filter(campaign=campaign, unit__in=keys).values_list("unit", flat=True)
    )
    return [{"unit": each, "registered": each.pk in joined} for each in units if each.pk not in have]


@require_http_methods(["GET", "POST"])
def new_dossier(request):
    """Begin a dossier: the unit its own by one press, the officer for a unit with a reason."""
    campaign = current_campaign(request)
    if campaign is None:
        return redirect("dossier-list")
    own = {each.code: each for each in units_of(request.user)}
    if request.method == "POST" and request.POST.get("own") in own:
        return _begin_own(request, campaign, own[request.POST["own"]])
    if not is_internal_affairs(request.user):
        if request.method == "POST":
            raise PermissionDenied("Ông (bà) chỉ lập được hồ sơ của đơn vị mình.")
        return redirect("dossier-list")
    form = ForUnitForm(request.POST or None, campaign=campaign)
    if request.method == "POST" and form.is_valid():
        with refusals_to(form):
            dossier = start_dossier(
                request.user, campaign, form.cleaned_data["unit"], note=form.cleaned_data["note"]
            )
            return redirect("dossier", dossier.code)
    context = {
        "form": form,
        "title": "Nhập hồ sơ bản giấy thay đơn vị",
        "action": "Lập hồ sơ",
        "back_url": reverse("dossier-list"),
        "may_write": True,
    }
    return render(request, "dossiers/form_page.html", context, status=status_of(form))


def _begin_own(request, campaign: Campaign, unit):
    with refusals_to(request):
        dossier = start_dossier(request.user, campaign, unit)
        return redirect("dossier-step", dossier.code, "de-cu")
    return redirect("register")
