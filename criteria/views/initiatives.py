"""Initiatives: a unit writes and proposes, Nội vụ lets it be tried and recognises, other units take it over."""

from contextlib import suppress

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from campaigns.models import Unit
from campaigns.rules import acts_for, units_of
from campaigns.selection import current_campaign
from criteria import proposing
from criteria.enums import InitiativeStatus
from criteria.forms import initiatives as forms
from criteria.forms.results import ProofForm
from criteria.models import Initiative
from criteria.querysets import RECOGNISED
from criteria.rules import may_read_initiatives, may_read_results, may_recognise, may_write_initiative
from criteria.workflow import INITIATIVE
from phuong6.office.doors import done, make_move, refusals_to, status_of
from phuong6.office.workflow import Refused, moves_of

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
MOVES = {
    "take_back": forms.NothingForm,
    "trial": forms.TrialForm,
    "recognise": forms.RecogniseForm,
    "spread": forms.NothingForm,
    "send_back": forms.NoteForm,
    "drop": forms.NoteForm,
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


def find(request, pk: int) -> Initiative:
    """The initiative, if this person may read it. Raises Http404."""
    rows = (
        Initiative.objects.for_user(request.user).for_list().select_related("campaign", "unit", "area", "by")
    )
    return get_object_or_404(rows, pk=pk)


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


def draft(request, found: Initiative, *, form=None, proof=None):
    """The form of a draft with its files, and why it came back if it did."""
    sent_back = moves_of(found).filter(move="send_back").last()
    context = {
        "initiative": found,
        "form": form or forms.InitiativeForm(initiative=found),
        "proof": proof or ProofForm(),
        "evidence": _files(found, may_remove=True),
        "sent_back": sent_back.note if sent_back else "",
    }
    return render(request, "criteria/initiative_draft.html", context, status=status_of(form, proof))


def _files(found: Initiative, *, may_remove: bool) -> list[tuple]:
    """Rows of criteria/_proofs.html."""
    return [
        (
            each,
            reverse("initiative-file", args=[found.pk, each.pk]),
            reverse("initiative-file-remove", args=[found.pk, each.pk]) if may_remove else "",
        )
        for each in found.files.select_related("file", "by")
    ]


def show(request, found: Initiative, *, bound=None, use=None, proof=None):
    """What is written, its files, where it is used, and the forms open to this person; `bound` is (move, form)."""
    user = request.user
    whole = may_read_results(user) or acts_for(user, found.unit_id)
    offers = {each.step.move: each for each in INITIATIVE.open_to(user, found)}
    takes_files = may_write_initiative(user, found) and found.status in proposing.TAKES_FILES
    takers = takers_of(user, found)
    context = {
        "initiative": found,
        "authors": list(found.authors.all()),
        "evidence": _files(found, may_remove=False) if whole else None,
        "proof": (proof or ProofForm()) if takes_files else None,
        "uses": [(each, may_recognise(user) or acts_for(user, each.unit_id)) for each in found.uses.select_related("unit")],
        "use": use or (forms.UseForm(units=takers) if takers is not None and takers.exists() else None),
        "moves": [(offers[move].step, _form(move, bound)) for move in MOVES if move in offers],
        "log": _log(found) if whole else None,
    }  # fmt: skip
    status = status_of(use, proof, bound and bound[1])
    return render(request, "criteria/initiative.html", context, status=status)


def _form(move: str, bound):
    return bound[1] if bound and bound[0] == move else MOVES[move]()


def _log(found: Initiative) -> list[dict]:
    return [
        {"at": each.at, "who": each.by, "note": each.note, "what": INITIATIVE.steps[each.move].button}
        for each in moves_of(found).reverse()
    ]


def takers_of(user, found: Initiative):
    """Units this person may record as taking it over; None while it is not recognised."""
    if found.status not in RECOGNISED:
        return None
    units = Unit.objects.filter(ward=found.campaign.ward_id, is_active=True).exclude(pk=found.unit_id)
    units = units.exclude(pk__in=found.uses.values("unit")).order_by("sort_key")
    if may_recognise(user):
        return units
    return units.filter(pk__in=[each.pk for each in units_of(user)])


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
