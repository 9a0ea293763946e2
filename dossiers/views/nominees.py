"""Step 1: whom the unit nominates."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from dossiers.enums import NomineeStatus
from dossiers.filing import drafting
from dossiers.forms import (
    ChooseNomineesForm,
    NewCollectiveForm,
    NewHouseholdForm,
    NewOfficialForm,
    NomineeForm,
)
from dossiers.models import Dossier
from dossiers.outcome import told_to_unit
from dossiers.pages.path import find, find_nominee, show, step_url
from dossiers.rules import Openness
from phuong6.office.doors import done, refusals_to, status_of


def nominees_step(request, code: str):
    """The list of nominees, and who may be added to it."""
    dossier = find(request, code)
    form = ChooseNomineesForm(request.POST or None, dossier=dossier)
    if request.method == "POST" and form.is_valid():
        with refusals_to(form):
            added = drafting.add_nominees(request.user, dossier, **form.cleaned_data)
            return done(
                request, f"Đã thêm {len(added)} tập thể, cá nhân vào hồ sơ.", step_url(dossier, "nominees")
            )
    return _list(request, dossier, form)


def _list(request, dossier: Dossier, form: ChooseNomineesForm):
    openness = Openness(request.user, dossier)
    rows = list(dossier.nominees.select_related("official").in_order())
    for row in rows:
        row.dossier, row.campaign = dossier, dossier.campaign
        row.outcome = told_to_unit(row)
        row.may_change = openness.nominee(row)
    standing = [row for row in rows if row.status != NomineeStatus.WITHDRAWN]
    for before, row in zip([None, *standing], standing, strict=False):
        row.is_first = before is None or before.kind != row.kind
    whole = drafting.whole_unit(dossier.unit) if openness.whole else None
    return show(
        request,
        "dossiers/nominees.html",
        dossier,
        "nominees",
        status=status_of(form),
        form=form,
        rows=rows,
        openness=openness,
        offer_whole_unit=whole is not None and whole.pk is None,
    )


@require_POST
def whole_unit(request, code: str):
    """Nominate the unit itself where the list of collectives does not have it yet."""
    return _act(request, code, lambda dossier: drafting.add_whole_unit(request.user, dossier))


def _act(request, code: str, write):
    """One press of a button on the list; a refusal is told above it."""
    dossier = find(request, code)
    with refusals_to(request):
        write(dossier)
    return redirect(step_url(dossier, "nominees"))


@require_http_methods(["GET", "POST"])
def new_official(request, code: str):
    """A person of the own unit who is not on its list."""
    dossier = find(request, code)
    form = NewOfficialForm(request.POST or None, unit=dossier.unit)
    return _enter(request, dossier, form, "Thêm người chưa có trong danh sách", drafting.add_new_official)


@require_http_methods(["GET", "POST"])
def new_collective(request, code: str):
    """A part of the own unit that is not on its list."""
    dossier = find(request, code)
    form = NewCollectiveForm(request.POST or None)
    return _enter(request, dossier, form, "Thêm tập thể chưa có trong danh sách", drafting.add_new_collective)


@require_http_methods(["GET", "POST"])
def new_household(request, code: str):
    """A household, where the campaign allows it."""
    dossier = find(request, code)
    if not dossier.campaign.households:
        raise Http404
    form = NewHouseholdForm(request.POST or None)
    return _enter(request, dossier, form, "Thêm hộ gia đình", drafting.add_new_household)


def _enter(request, dossier: Dossier, form, title: str, write):
    if request.method == "POST" and form.is_valid():
        with refusals_to(form):
            nominee = write(request.user, dossier, **form.cleaned_data)
            return done(request, f"Đã thêm {nominee.addressed} vào hồ sơ.", step_url(dossier, "nominees"))
    return _form_page(request, dossier, form, title, "Thêm vào hồ sơ")


def _form_page(request, dossier: Dossier, form, title: str, action: str, **context):
    context = {
        "dossier": dossier,
        "form": form,
        "title": title,
        "action": action,
        "back_url": step_url(dossier, "nominees"),
        "may_write": Openness(request.user, dossier).anything,
    } | context
    return render(request, "dossiers/form_page.html", context, status=status_of(form))


@require_http_methods(["GET", "POST"])
def edit_nominee(request, code: str, pk: int):
    """Name, Ông/Bà and title as they will be printed."""
    dossier = find(request, code)
    nominee = find_nominee(dossier, pk)
    form = NomineeForm(request.POST or None, instance=nominee)
    if request.method == "POST" and form.is_valid():
        given = {"honorific": "", "position": ""} | form.cleaned_data
        with refusals_to(form):
            drafting.rename_nominee(request.user, nominee, **given)
            return done(request, f"Đã lưu {nominee.addressed}.", step_url(dossier, "nominees"))
    may_write = Openness(request.user, dossier).nominee(nominee)
    return _form_page(request, dossier, form, "Sửa tên, chức vụ in trên giấy tờ", "Lưu", may_write=may_write)


@require_http_methods(["GET", "POST"])
def remove_nominee(request, code: str, pk: int):
    """Asks once more, then takes the nominee off the draft."""
    dossier = find(request, code)
    nominee = find_nominee(dossier, pk)
    if request.method == "POST":
        return _act(request, code, lambda _: drafting.remove_nominee(request.user, nominee))
    return render(
        request,
        "_components/confirm.html",
        {
            "title": f"Bỏ {nominee.addressed} khỏi hồ sơ?",
            "text": "Phần thành tích, minh chứng và số phiếu đã nhập cho trường hợp này sẽ không được nộp nữa.",
            "action": "Bỏ khỏi hồ sơ",
            "danger": True,
            "back_url": step_url(dossier, "nominees"),
            "back_label": "Giữ lại",
        },
    )


@require_POST
def move_up(request, code: str, pk: int):
    """Put the nominee one place up."""
    nominee = find_nominee(find(request, code), pk)
    return _act(request, code, lambda _: drafting.move_nominee_up(request.user, nominee))
