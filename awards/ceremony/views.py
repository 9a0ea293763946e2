"""The ceremony at /khen-thuong/…/le-trao/: arranging it, and ticking on a telephone beside the stage."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from awards.ceremony import arranging as arrangement
from awards.ceremony.forms import CeremonyForm, LineForm, TurnForm, UndoForm
from awards.ceremony.rules import may_arrange_ceremony, may_read_ceremony, may_tick_handover
from awards.ceremony.workflow import HANDOVER
from awards.enums import DecisionStatus, HandoverStatus
from awards.models import Ceremony, Decision, Handover
from awards.querysets import copies_to_make
from campaigns.models import Signer
from phuong6.lib.text import sentence_case_if_caps
from phuong6.office.doors import done, refusals_to, status_of

PAGE = 50
STEPS = {"len": -1, "xuong": 1}


def _decision(request, pk: int) -> Decision:
    """An issued decision, for who has to do with its ceremony. Raises Http404."""
    if not may_read_ceremony(request.user):
        raise Http404
    rows = Decision.objects.select_related("campaign__ward", "ceremony")
    return get_object_or_404(rows, pk=pk, status=DecisionStatus.ISSUED)


def _ceremony(request, pk: int) -> Ceremony:
    decision = _decision(request, pk)
    if not hasattr(decision, "ceremony"):
        raise Http404
    return decision.ceremony


def _line(request, pk: int, line: int) -> Handover:
    return get_object_or_404(arrangement.lines_of(_ceremony(request, pk)), pk=line)


def _presenters(decision: Decision) -> list[str]:
    """Names to choose from while one types: who signed, and whoever may sign for the ward."""
    signers = [
        f"Đồng chí {each.name}, {sentence_case_if_caps(each.title)} {decision.campaign.ward_name}"
        for each in Signer.objects.filter(ward=decision.campaign.ward_id)
    ]
    return list(dict.fromkeys([arrangement.default_presenter(decision), *signers]))


@require_http_methods(["GET", "POST"])
@never_cache
def ceremony(request, pk: int):
    """The programme; before there is one, the form that makes it."""
    decision = _decision(request, pk)
    found = getattr(decision, "ceremony", None)
    arranges = may_arrange_ceremony(request.user)
    if found is None and not arranges:
        raise Http404
    form = None
    if request.method == "POST":
        form = CeremonyForm(request.POST, campaign=decision.campaign)
        if form.is_valid():
            with refusals_to(form, "day"):
                _keep(request.user, decision, found, form.values())
                return done(request, "Đã lưu lễ trao.", "ceremony", pk=pk)
    return _page(request, decision, found, form=form)


def _keep(user, decision: Decision, found: Ceremony | None, values: dict) -> None:
    if found is None:
        arrangement.open_ceremony(user, decision, **values)
    else:
        arrangement.change_ceremony(user, found, **values)


def _settings(found: Ceremony | None) -> dict:
    if found is None:
        return {"day": timezone.localdate(), "per_turn": 10}
    held = timezone.localtime(found.held_at)
    return {"day": held.date(), "hour": held.time(), "place": found.place, "per_turn": found.per_turn}


def _form(decision: Decision, found: Ceremony | None) -> CeremonyForm:
    return CeremonyForm(campaign=decision.campaign, initial=_settings(found))


def _page(request, decision: Decision, found: Ceremony | None, *, form=None, turn=None, turn_form=None):
    arranges = may_arrange_ceremony(request.user)
    context = {
        "decision": decision,
        "ceremony": found,
        "form": form or _form(decision, found) if arranges else None,
        "arranges": arranges,
        "copies": copies_to_make(decision),
        "site_mark": decision.campaign.mark,
    }
    if found is not None:
        page = Paginator(arrangement.lines_of(found), PAGE).get_page(request.GET.get("page"))
        done, every = arrangement.handed_count(found)
        context |= {
            "page": page,
            "turns": _turns(page, turn, turn_form),
            "done": done,
            "every": every,
            "missing": arrangement.missing_lines(found).count() if arranges else 0,
            "presenters": _presenters(decision) if arranges else [],
        }
    invalid = any(each is not None and each.errors for each in (form, turn_form))
    return render(request, "awards/ceremony.html", context, status=422 if invalid else 200)


def _turns(page, refused: int | None, refused_form) -> list[tuple]:
    """(number, lines, form) of the turns on this page."""
    found: dict[int, list[Handover]] = {}
    for line in page:
        found.setdefault(line.turn, []).append(line)
    return [
        (
            turn,
            lines,
            refused_form
            if turn == refused
            else TurnForm(initial={"presenter": lines[0].presenter}, auto_id=f"id_{turn}_%s"),
        )
        for turn, lines in found.items()
    ]


@require_POST
def ceremony_take_in(request, pk: int):
    """Giấy khen that came after the programme was made, as a replacement does."""
    with refusals_to(request):
        count = arrangement.take_in(request.user, _ceremony(request, pk))
        messages.success(request, f"Đã thêm {count} giấy khen vào chương trình.")
    return redirect("ceremony", pk=pk)


@require_POST
def ceremony_turn(request, pk: int, turn: int):
    """Who hands over in a whole turn."""
    found = _ceremony(request, pk)
    form = TurnForm(request.POST, auto_id=f"id_{turn}_%s")
    if not form.is_valid():
        return _page(request, found.decision, found, turn=turn, turn_form=form)
    with refusals_to(request):
        count = arrangement.set_presenter(request.user, found, turn, form.cleaned_data["presenter"])
        messages.success(request, f"Đã ghi người trao cho {count} giấy khen của lượt {turn}.")
    return redirect(f"{reverse('ceremony', args=[pk])}#luot-{turn}")


@require_POST
def ceremony_shift(request, pk: int, line: int, way: str):
    """One place up or down."""
    if way not in STEPS:
        raise Http404
    row = _line(request, pk, line)
    with refusals_to(request):
        arrangement.shift(request.user, row, STEPS[way])
    page = request.POST.get("page", "")
    query = f"?page={page}" if page.isdecimal() else ""
    return redirect(f"{reverse('ceremony', args=[pk])}{query}#dong-{row.pk}")


@require_http_methods(["GET", "POST"])
@never_cache
def ceremony_line(request, pk: int, line: int):
    """One line: place, who hands over, who receives."""
    row = _line(request, pk, line)
    if not may_arrange_ceremony(request.user):
        raise Http404
    now = {"place": row.order, "presenter": row.presenter, "representative": row.representative}
    form = LineForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        with refusals_to(form, "place"):
            arrangement.change_line(request.user, row, **form.cleaned_data)
            return done(request, "Đã lưu.", f"{reverse('ceremony', args=[pk])}#dong-{row.pk}")
    decision = row.ceremony.decision
    context = {
        "row": row,
        "award": row.certificate.award,
        "form": form,
        "presenters": _presenters(decision),
        "decision": decision,
        "site_mark": decision.campaign.mark,
    }
    return render(request, "awards/ceremony_line.html", context, status=status_of(form))


@require_GET
@never_cache
def ticks(request, pk: int):
    """What to hand over next, a button each; ?con-lai=1 hides what has been handed over."""
    found = _ceremony(request, pk)
    if not may_tick_handover(request.user):
        raise Http404
    rows = arrangement.lines_of(found)
    left = "con-lai" in request.GET
    if left:
        rows = rows.filter(status=HandoverStatus.WAITING)
    done, every = arrangement.handed_count(found)
    context = {
        "decision": found.decision,
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "left": left,
        "missing": arrangement.missing_lines(found).count(),
        "done": done,
        "every": every,
        "site_mark": found.decision.campaign.mark,
    }
    return render(request, "awards/ceremony_ticks.html", context)


@require_POST
def tick(request, pk: int, line: int):
    """Handed over. Who was slower is told who was quicker; htmx gets the one line back."""
    row, refused = _line(request, pk, line), []
    if not may_tick_handover(request.user):  # first of all: how a line stands is for those who tick
        raise PermissionDenied
    with refusals_to(refused if request.htmx else request):
        HANDOVER.perform("hand_over", row, by=request.user)
    if request.htmx:
        handed, every = arrangement.handed_count(row.ceremony)
        row = arrangement.lines_of(row.ceremony).filter(pk=line).first()
        context = {
            "row": row,
            "refused": " ".join(refused),
            "done": handed,
            "every": every,
            "decision_pk": pk,
        }
        return render(request, "awards/_tick_answer.html", context)
    return redirect(f"{reverse('ceremony-ticks', args=[pk])}#dong-{line}")


@require_http_methods(["GET", "POST"])
@never_cache
def tick_undo(request, pk: int, line: int):
    """A mark is taken back, with the reason."""
    row = _line(request, pk, line)
    if not may_tick_handover(request.user):
        raise Http404
    form = UndoForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_to(form):
            after = HANDOVER.perform("undo", row, by=request.user, note=form.cleaned_data["note"])
            return done(
                request,
                HANDOVER.steps["undo"].said(after),
                f"{reverse('ceremony-ticks', args=[pk])}#dong-{line}",
            )
    award = row.certificate.award
    context = {
        "title": "Hoàn tác “Đã trao”?",
        "facts": [
            ("Giấy khen của", award.right_addressed),
            ("Chức vụ, đơn vị", award.right_role),
        ],
        "form": form,
        "action": "Hoàn tác",
        "back_url": reverse("ceremony-ticks", args=[pk]),
        "site_mark": row.ceremony.decision.campaign.mark,
    }
    return render(request, "_components/confirm.html", context, status=status_of(form))
