"""Initiatives: a unit writes and proposes, Nội vụ lets it be tried and recognises, other units take it over."""

from contextlib import suppress

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from campaigns.models import Unit
from campaigns.rules import units_of
from campaigns.selection import current_campaign
from criteria import proposing
from criteria.enums import InitiativeStatus
from criteria.forms import initiatives as forms
from criteria.models import Initiative
from criteria.pages.initiatives import MOVES, draft, find, show
from criteria.querysets import RECOGNISED
from criteria.rules import may_read_initiatives, may_read_results, may_write_initiative
from criteria.workflow import INITIATIVE
from phuong6.office.doors import done, make_move, refusals_to, status_of
from phuong6.office.workflow import Refused

PAGE = 25
OWN = "cua-don-vi"
# Lists by what stands in their address; the first is a unit's own, the middle ones are the office's.
LISTS = {
    OWN: ("Của đơn vị", None),
    "cho-xem-xet": ("Chờ xem xét", (InitiativeStatus.PROPOSED,)),
    "thi-diem": ("Đang thí điểm", (InitiativeStatus.TRIAL,)),
    "da-cong-nhan": ("Đã công nhận", RECOGNISED),
    "khong-trien-khai": ("Không triển khai", (InitiativeStatus.DROPPED,)),
}


@require_GET
def initiative_list(request):
    """One of the lists this person may read (?danh-sach=), of one unit where named (?don-vi=)."""
    if not may_read_initiatives(request.user):
        raise Http404
    campaign, units = current_campaign(request), units_of(request.user)
    lists = {key: name for key, (name, _) in LISTS.items() if _offered(request.user, key, units)}
    chosen = request.GET.get("danh-sach")
    chosen = chosen if chosen in lists else next(iter(lists))
    rows = Initiative.objects.for_user(request.user).filter(campaign=campaign).for_list()
    states = LISTS[chosen][1]
    rows = (
        rows.filter(unit__in=[unit.pk for unit in units])
        if states is None
        else rows.filter(status__in=states)
    )
    unit = Unit.objects.filter(code=request.GET.get("don-vi", ""), ward=campaign and campaign.ward_id).first()
    if unit:
        rows = rows.filter(unit=unit)
    context = {
        "lists": lists.items(),
        "chosen": chosen,
        "only": unit,
        "rows": Paginator(rows.order_by("-at", "-pk"), PAGE).get_page(request.GET.get("page")),
        "may_propose": bool(units and campaign),
    }
    return render(request, "criteria/initiative_list.html", context)


def _offered(user, key: str, units: list) -> bool:
    if key == OWN:
        return bool(units)
    return key == "da-cong-nhan" or may_read_results(user)


@require_http_methods(["GET", "POST"])
def initiative_new(request):
    """A name, and a draft is there."""
    campaign, units = current_campaign(request), units_of(request.user)
    if not units or campaign is None:
        raise Http404
    form = forms.NewInitiativeForm(request.POST or None, units=units)
    if request.method == "POST" and form.is_valid():
        made = proposing.start(request.user, campaign, **form.cleaned_data)
        return redirect("initiative", made.pk)
    return render(request, "criteria/initiative_new.html", {"form": form}, status=status_of(form))


@require_http_methods(["GET", "POST"])
def initiative(request, pk: int):
    """A draft to its unit is a form, kept as one types; anything else is a page to read and act on."""
    found = find(request, pk)
    if request.method == "GET":
        return (draft if found.status == InitiativeStatus.DRAFT else show)(request, found)
    form = forms.InitiativeForm(request.POST, initiative=found)
    if form.is_valid():
        with refusals_to(form):
            proposing.save(request.user, found, **form.cleaned_data)
            if "send" in request.POST:
                after = INITIATIVE.perform("propose", found, by=request.user)
                return done(request, INITIATIVE.steps["propose"].said(after), "initiative-list")
            if not request.htmx:
                return done(request, "Đã lưu, chưa gửi.", "initiative", pk)
    elif not request.htmx:
        with suppress(Refused):  # what is right of a refused form is kept; leaving the page loses less
            proposing.save(request.user, found, **form.cleaned_data)
    if request.htmx:
        status = 422 if form.errors else 200
        return render(request, "criteria/_initiative_saved.html", {"form": form}, status=status)
    return draft(request, found, form=form)


@require_POST
def initiative_move(request, pk: int, move: str):
    """Trial, recognition, spread, back to the unit, not carried out."""
    found = find(request, pk)
    if move not in MOVES:
        raise Http404

    def again(form):
        if INITIATIVE.allows(move, request.user, found):
            return show(request, found, bound=(move, form))
        gone = " ".join(form.non_field_errors()) or "Việc này không còn làm được. Hãy tải lại trang."
        messages.error(request, gone)
        return redirect("initiative", pk)

    to = reverse("initiative-list") if move == "send_back" else reverse("initiative", args=[pk])
    form = MOVES[move](request.POST)
    return make_move(request, INITIATIVE, move, found, to=to, form=form, again=again)


@require_http_methods(["GET", "POST"])
def initiative_discard(request, pk: int):
    """Asks once more, then throws a draft away."""
    found = find(request, pk)
    if not may_write_initiative(request.user, found):
        raise Http404
    if request.method == "POST":
        with refusals_to(request):
            proposing.discard(request.user, found)
            return done(request, "Đã bỏ bản nháp.", "initiative-list")
        return redirect("initiative", pk)
    context = {
        "title": f"Bỏ bản nháp “{found.title}”?",
        "text": "Nội dung và tệp đã đưa lên của bản nháp này sẽ mất.",
        "action": "Bỏ bản nháp",
        "danger": True,
        "back_url": reverse("initiative", args=[pk]),
        "back_label": "Giữ lại",
    }
    return render(request, "_components/confirm.html", context)
