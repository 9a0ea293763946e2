"""Step 3: the facts of the unit's meeting and the votes on each nominee."""

from django.contrib import messages
from django.shortcuts import redirect, render

from dossiers.filing import drafting
from dossiers.forms import MinutesForm, VotesForm
from dossiers.models import Dossier, ReviewMinutes
from dossiers.pages.path import find, show, step_url
from dossiers.rules import Openness
from phuong6.office.doors import refusals_to


def minutes_step(request, code: str):
    """One form for the meeting and one row of votes per nominee; what is right is kept at once."""
    dossier = find(request, code)
    openness = Openness(request.user, dossier)
    posted = request.POST if request.method == "POST" else None
    form = MinutesForm(
        posted if openness.minutes else None,
        instance=getattr(dossier, "minutes", None) or ReviewMinutes(dossier=dossier),
    )
    votes = _vote_forms(dossier, posted, form, openness)
    refused, wrong = [], []
    if posted is not None:
        refused = _save(request, dossier, form, votes)
        wrong = _what_is_wrong(form, votes)
        if not (refused or wrong) and not request.htmx:
            messages.success(request, "Đã lưu thông tin cuộc họp bình xét.")
            return redirect(step_url(dossier, "papers"))
    if request.htmx:
        context = {"forms": [form, *votes], "refused": refused}
        return render(request, "dossiers/_saved.html", context, status=422 if refused or wrong else 200)
    return show(
        request,
        "dossiers/minutes.html",
        dossier,
        "minutes",
        status=422 if refused or wrong else 200,
        form=form,
        votes=votes,
        refused=refused,
        wrong=wrong,
        openness=openness,
        may_write=openness.minutes or any(each.may_change for each in votes),
    )


def _vote_forms(dossier: Dossier, posted, form: MinutesForm, openness: Openness) -> list[VotesForm]:
    present = form.cleaned_data.get("present") if form.is_bound and form.is_valid() else None
    if not form.is_bound:
        present = form.instance.present
    forms = []
    for nominee in dossier.nominees.standing().in_order():
        may_change = openness.votes(nominee)
        row = VotesForm(
            posted if may_change else None, instance=nominee, prefix=f"n{nominee.pk}", present=present
        )
        row.may_change = may_change
        forms.append(row)
    return forms


def _what_is_wrong(form: MinutesForm, votes: list[VotesForm]) -> list[tuple[str, str]]:
    """Each error with the address of its field, the meeting's first, then nominee by nominee."""
    found = [(form, "")] + [(each, f"{each.instance.addressed}, ") for each in votes]
    return [
        (f"{whose}{field.label}: {error}", f"#{field.auto_id}")
        for part, whose in found
        for field in part
        for error in field.errors
    ]


def _save(request, dossier: Dossier, form: MinutesForm, votes: list[VotesForm]) -> list[str]:
    """Write every field that is right; sentences where the writer refuses."""
    facts = form.values() if form.is_bound and (form.is_valid() or form.cleaned_data) else {}
    counts = {
        each.instance.pk: each.cleaned_data
        for each in votes
        if each.is_bound and (each.is_valid() or each.cleaned_data)
    }
    refused: list[str] = []
    with refusals_to(refused):
        drafting.save_minutes(request.user, dossier, facts, counts)
    return refused
