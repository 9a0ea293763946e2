"""The files of an initiative and the units that take it over."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from campaigns.rules import acts_for
from criteria import proposing
from criteria.enums import InitiativeStatus
from criteria.forms.initiatives import UseForm
from criteria.forms.results import ProofForm
from criteria.pages.initiatives import draft, find, show, takers_of
from criteria.rules import may_read_results, may_recognise, may_write_initiative
from phuong6.office.doors import refusals_to
from phuong6.office.files import hand_out


def _back(pk: int, anchor: str):
    return redirect(f"{reverse('initiative', args=[pk])}#{anchor}")


@require_POST
def add_files(request, pk: int):
    """Pictures and papers of the own initiative."""
    found = find(request, pk)
    if not may_write_initiative(request.user, found):
        raise Http404
    form = ProofForm(request.POST, request.FILES)
    if form.is_valid():
        with refusals_to(form, "files"):
            proposing.add_files(request.user, found, **form.cleaned_data)
            messages.success(request, "Đã nhận tệp.")
            return _back(pk, "minh-chung")
    if found.status == InitiativeStatus.DRAFT:
        return draft(request, found, proof=form)
    return show(request, found, proof=form)


@require_GET
def file(request, pk: int, kept: int):
    """A file, to its unit and to those who follow up."""
    found = find(request, pk)
    if not (may_read_results(request.user) or acts_for(request.user, found.unit_id)):
        raise Http404
    stored = get_object_or_404(found.files.select_related("file"), pk=kept).file
    return hand_out(stored, name=f"sang-kien-{pk}-{kept}.{stored.extension}", inline=True)


@require_POST
def remove_file(request, pk: int, kept: int):
    """Take a file off a draft."""
    found = find(request, pk)
    if not may_write_initiative(request.user, found):
        raise Http404
    row = get_object_or_404(found.files, pk=kept)
    return _act(
        request, pk, lambda: proposing.remove_file(request.user, found, row), "Đã gỡ tệp.", "minh-chung"
    )


@require_POST
def add_use(request, pk: int):
    """A unit takes the initiative over."""
    found = find(request, pk)
    takers = takers_of(request.user, found)
    if takers is None:
        raise Http404
    form = UseForm(request.POST, units=takers)
    if form.is_valid():
        with refusals_to(form):
            proposing.record_use(request.user, found, **form.cleaned_data)
            messages.success(request, "Đã ghi đơn vị áp dụng.")
            return _back(pk, "ap-dung")
    return show(request, found, use=form)


@require_POST
def remove_use(request, pk: int, use: int):
    """Take a unit off the list of those that work this way."""
    found = find(request, pk)
    row = get_object_or_404(found.uses, pk=use)
    if not (may_recognise(request.user) or acts_for(request.user, row.unit_id)):
        raise Http404
    return _act(request, pk, lambda: proposing.remove_use(request.user, found, row), "Đã gỡ.", "ap-dung")


def _act(request, pk: int, write, done: str, anchor: str):
    with refusals_to(request):
        write()
        messages.success(request, done)
    return _back(pk, anchor)
