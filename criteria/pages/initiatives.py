"""The page of an initiative put together, after a refusal too."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from campaigns.models import Unit
from campaigns.rules import acts_for, units_of
from criteria import proposing
from criteria.forms import initiatives as forms
from criteria.forms.results import ProofForm
from criteria.models import Initiative
from criteria.querysets import RECOGNISED
from criteria.rules import may_read_results, may_recognise, may_write_initiative
from criteria.workflow import INITIATIVE
from phuong6.office.doors import status_of
from phuong6.office.workflow import moves_of


def find(request, pk: int) -> Initiative:
    """The initiative, if this person may read it. Raises Http404."""
    rows = (
        Initiative.objects.for_user(request.user).for_list().select_related("campaign", "unit", "area", "by")
    )
    return get_object_or_404(rows, pk=pk)


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


def takers_of(user, found: Initiative):
    """Units this person may record as taking it over; None while it is not recognised."""
    if found.status not in RECOGNISED:
        return None
    units = Unit.objects.filter(ward=found.campaign.ward_id, is_active=True).exclude(pk=found.unit_id)
    units = units.exclude(pk__in=found.uses.values("unit")).order_by("sort_key")
    if may_recognise(user):
        return units
    return units.filter(pk__in=[each.pk for each in units_of(user)])


MOVES = {
    "take_back": forms.NothingForm,
    "trial": forms.TrialForm,
    "recognise": forms.RecogniseForm,
    "spread": forms.NothingForm,
    "send_back": forms.NoteForm,
    "drop": forms.NoteForm,
}


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


def _form(move: str, bound):
    return bound[1] if bound and bound[0] == move else MOVES[move]()


def _log(found: Initiative) -> list[dict]:
    return [
        {"at": each.at, "who": each.by, "note": each.note, "what": INITIATIVE.steps[each.move].button}
        for each in moves_of(found).reverse()
    ]
