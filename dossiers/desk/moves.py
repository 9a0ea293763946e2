"""What the desk's forms do. After success back to the place one worked at; a refusal keeps what was typed."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from campaigns.selection import current_campaign
from dossiers.appraising import appraisal
from dossiers.desk import forms
from dossiers.desk.pages import DOSSIER_FORMS, dossier_form, show_dossier, show_not_submitted, unit_of
from dossiers.desk.panels import nominees_of
from dossiers.models import Nominee
from dossiers.pages import desk as access
from dossiers.workflow import DOSSIER, NOMINEE
from phuong6.office.doors import done, make_move, refusals_to
from phuong6.office.workdays import all_holidays
from phuong6.office.workflow import Act, Refused

NOMINEE_FORMS = {
    "accept": ("conclude", forms.ConcludeForm),
    "reject": ("conclude", forms.ConcludeForm),
    "reconsider": ("reconsider", forms.PlainForm),
    "confirm_index": ("confirm_index", forms.ConfirmIndexForm),
    "release_notice": ("release_notice", forms.PlainForm),
    "withdraw": ("withdraw", forms.ReasonForm),
}


def _place(dossier, anchor: str) -> str:
    """The address of the part of the dossier's page one worked at."""
    return f"{reverse('desk-dossier', args=[dossier.code])}#{anchor}"


@access.act()
def dossier_move(request, code: str, move: str):
    """A move of the dossier itself."""
    if move not in DOSSIER_FORMS:
        raise Http404
    dossier = access.dossier_of(request, code)
    form = dossier_form(move, dossier, nominees_of(dossier), all_holidays(), request.POST)

    def again(form):
        return show_dossier(request, access.dossier_of(request, code), {(move, None): form}, status=422)

    return make_move(request, DOSSIER, move, dossier, to=_place(dossier, "ho-so"), form=form, again=again)


def _nominee(request, code: str, pk: int) -> Nominee:
    dossier = access.dossier_of(request, code)
    rows = dossier.nominees.select_related("official__user", "official__unit", "collective")
    nominee = get_object_or_404(rows, pk=pk)
    nominee.dossier, nominee.campaign = dossier, dossier.campaign
    return nominee


def _conclude(request, nominee: Nominee, move: str, form: forms.DeskForm) -> bool:
    """Make the move with what a valid form says; False if it was refused, with the sentences in the form."""
    if not form.is_valid():
        return False
    with refusals_to(form):
        after = appraisal.conclude(move, nominee, by=request.user, **form.data_for_move())
        messages.success(request, NOMINEE.steps[move].said(after))
        return True
    return False


@access.act()
def nominee_move(request, code: str, pk: int, move: str):
    """A move of one nominee: concluded, taken back, told, withdrawn."""
    if move not in NOMINEE_FORMS:
        raise Http404
    nominee = _nominee(request, code, pk)
    name, kind = NOMINEE_FORMS[move]
    form = kind(request.POST, dossier=nominee.dossier, nominee=nominee, prefix=f"{name}-{pk}")
    refused = _save_parts(request, nominee) if name == "conclude" else {}
    if refused:
        form.refuse(_before_concluding(request, nominee, move, form, refused))
    elif _conclude(request, nominee, move, form):
        return redirect(_place(nominee.dossier, f"truong-hop-{pk}"))
    dossier = access.dossier_of(request, code)
    return show_dossier(request, dossier, refused | {(name, pk): form}, status=422)


def _before_concluding(request, nominee: Nominee, move: str, form, refused: dict) -> list[str]:
    """Why no conclusion was drawn: parts to put right, and whatever else the move would miss."""
    sentences = ["Chưa kết luận. Hãy sửa những chỗ được báo trong phần thẩm định ở trên trước."]
    if (
        form.is_valid() and ("findings", nominee.pk) not in refused
    ):  # else what is typed would be called missing
        note = form.cleaned_data["note"].strip()
        act = Act(by=request.user, at=timezone.now(), note=note, data=form.cleaned_data)
        sentences += NOMINEE.steps[move].must(_nominee(request, nominee.dossier.code, nominee.pk), act)
    return sentences


def _write_findings(form: forms.FindingsForm, user) -> None:
    """All criteria or none; every refusal at once, each beside its own note."""
    refused = []
    with transaction.atomic():
        for row, found, note in form.found():
            row.nominee = form.nominee
            with refusals_to(refused):
                appraisal.record_finding(row, found=found, note=note, by=user)
        if refused:
            raise Refused(*dict.fromkeys(refused))


def _write_years(form: forms.IndexYearsForm, user) -> None:
    later, reason = form.kept("later"), form.kept("reason")
    appraisal.choose_index_years(form.nominee, later=later, reason=reason, by=user)


def _write_clearance(form: forms.ClearanceForm, user) -> None:
    appraisal.record_clear(form.nominee, on=form.kept("on"), note=form.kept("note"), by=user)


PARTS = {
    "findings": ("thẩm định tiêu chí", forms.FindingsForm, _write_findings),
    "years": ("cặp năm xét Chỉ số", forms.IndexYearsForm, _write_years),
    "clearance": ("xác nhận", forms.ClearanceForm, _write_clearance),
}


def _save_parts(request, nominee: Nominee) -> dict:
    """Write each part of the appraisal that was changed; those refused, as typed, by their place on the page.

    A slip in one part costs nothing of the others: they are saved.
    """
    saved, refused = [], {}
    for name, (words, kind, write) in PARTS.items():
        form = kind(request.POST, dossier=nominee.dossier, nominee=nominee, prefix=f"{name}-{nominee.pk}")
        if not form.has_changed():
            continue
        refused[name, nominee.pk] = form
        if form.is_valid():
            with refusals_to(form):
                write(form, request.user)
                saved.append(words)
                del refused[name, nominee.pk]
    if saved:
        messages.success(request, f"Đã lưu {', '.join(saved)} của {nominee.addressed}.")
    return refused


@access.act()
def nominee_save(request, code: str, pk: int):
    """What the officer writes down: findings on criteria, the years of the index, the confirmation.

    A conclusion begun but not yet drawn has nowhere to be kept: it stays on the page as typed.
    """
    nominee = _nominee(request, code, pk)
    refused = _save_parts(request, nominee)
    begun = forms.ConcludeForm(
        request.POST, dossier=nominee.dossier, nominee=nominee, prefix=f"conclude-{pk}"
    )
    if begun.has_changed():
        messages.info(
            request,
            "Phần kết luận đã gõ vẫn còn trên trang nhưng chưa được lưu: "
            "bấm “Đủ điều kiện” hoặc “Không đủ điều kiện” mới là kết luận.",
        )
    elif not refused:
        return redirect(_place(nominee.dossier, f"truong-hop-{pk}"))
    shown = refused | {("conclude", pk): begun}
    return show_dossier(request, access.dossier_of(request, code), shown, status=422 if refused else 200)


@access.act(access.MAY_EXTEND)
def extend(request, pk: int):
    """A later deadline for one unit."""
    unit = unit_of(request, pk)
    form = forms.ExtensionForm(request.POST, prefix=f"extend-{pk}")
    if form.is_valid():
        with refusals_to(form):
            appraisal.grant_extension(
                current_campaign(request),
                unit,
                too_late=form.too_late(),
                reason=form.cleaned_data["reason"],
                by=request.user,
            )
            return done(
                request,
                f"Đã gia hạn cho {unit} đến hết {form.saying()}.",
                f"{reverse('desk-not-submitted')}#don-vi-{pk}",
            )
    return show_not_submitted(request, {("extend", pk): form}, status=422)


@access.act(access.MAY_EXTEND)
def enter(request, pk: int):
    """Begin or take over a unit's draft, to enter what came on paper."""
    unit = unit_of(request, pk)
    form = forms.EntryForm(request.POST, prefix=f"enter-{pk}")
    if form.is_valid():
        with refusals_to(form):
            dossier = appraisal.open_for_unit(
                current_campaign(request), unit, by=request.user, note=form.cleaned_data["note"]
            )
            said = f"{DOSSIER.steps['enter_for_unit'].done} Hồ sơ {dossier.code}."
            return done(request, said, _place(dossier, "ho-so"))
    return show_not_submitted(request, {("enter", pk): form}, status=422)
