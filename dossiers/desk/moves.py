"""What the desk's forms do. After success back to the place one worked at; a refusal keeps what was typed."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from campaigns.selection import current_campaign
from dossiers import appraisal
from dossiers.desk import access, forms
from dossiers.desk.panels import nominees_of
from dossiers.desk.views import DOSSIER_FORMS, dossier_form, show_dossier, show_not_submitted, unit_of
from dossiers.models import Nominee
from dossiers.queue import all_holidays
from dossiers.workflow import DOSSIER
from phuong6.office.workflow import Refused

DONE = {
    "take_up": "Đã nhận thẩm định hồ sơ.",
    "finish": "Đã kết thúc thẩm định hồ sơ.",
    "return": "Đã trả lại hồ sơ để đơn vị bổ sung.",
    "reopen": "Đã mở lại thẩm định; các kết luận cũ được giữ trong nhật ký.",
    "enter_for_unit": "Bây giờ có thể nhập hồ sơ thay đơn vị.",
    "file_on_paper": "Đã ghi nhận hồ sơ bản giấy và lập phiếu tiếp nhận.",
    "accept": "Đã kết luận đủ điều kiện: {name}.",
    "reject": "Đã kết luận không đủ điều kiện: {name}.",
    "reconsider": "Đã đưa {name} về chưa kết luận.",
    "release_notice": "Đã báo kết quả của {name} cho đơn vị.",
    "withdraw": "Đã rút tên {name}.",
    "clearance": "Đã lưu xác nhận của {name}.",
    "findings": "Đã lưu thẩm định tiêu chí của {name}.",
    "years": "Đã lưu cặp năm xét Chỉ số của {name}.",
}
NOMINEE_FORMS = {
    "accept": ("conclude", forms.ConcludeForm),
    "reject": ("conclude", forms.ConcludeForm),
    "reconsider": ("reconsider", forms.PlainForm),
    "release_notice": ("release_notice", forms.PlainForm),
    "withdraw": ("withdraw", forms.ReasonForm),
}


def _back(dossier, anchor: str):
    return redirect(f"{reverse('desk-dossier', args=[dossier.code])}#{anchor}")


@access.act()
def dossier_move(request, code: str, move: str):
    """A move of the dossier itself."""
    if move not in DOSSIER_FORMS:
        raise Http404
    dossier = access.dossier_of(request, code)
    form = dossier_form(move, dossier, nominees_of(dossier), all_holidays(), request.POST)
    if form.is_valid():
        try:
            DOSSIER.perform(move, dossier, by=request.user, **form.data_for_move())
        except Refused as refused:
            form.refuse(refused.sentences)
        else:
            messages.success(request, DONE[move])
            return _back(dossier, "ho-so")
    return show_dossier(request, access.dossier_of(request, code), {(move, None): form}, status=422)


def _nominee(request, code: str, pk: int) -> Nominee:
    dossier = access.dossier_of(request, code)
    rows = dossier.nominees.select_related("official__user", "official__unit", "collective")
    nominee = get_object_or_404(rows, pk=pk)
    nominee.dossier, nominee.campaign = dossier, dossier.campaign
    return nominee


def _submit(request, nominee: Nominee, name: str, form: forms.DeskForm, *, write, done: str):
    """Write what a valid form says and return to the nominee; else the page with the form as typed."""
    if form.is_valid():
        try:
            write(form)
        except Refused as refused:
            form.refuse(refused.sentences)
        else:
            messages.success(request, DONE[done].format(name=nominee.addressed))
            return _back(nominee.dossier, f"truong-hop-{nominee.pk}")
    dossier = access.dossier_of(request, nominee.dossier.code)
    return show_dossier(request, dossier, {(name, nominee.pk): form}, status=422)


@access.act()
def nominee_move(request, code: str, pk: int, move: str):
    """A move of one nominee: concluded, taken back, told, withdrawn."""
    if move not in NOMINEE_FORMS:
        raise Http404
    nominee = _nominee(request, code, pk)
    name, kind = NOMINEE_FORMS[move]
    form = kind(request.POST, dossier=nominee.dossier, nominee=nominee, prefix=f"{name}-{pk}")
    return _submit(
        request,
        nominee,
        name,
        form,
        write=lambda form: appraisal.conclude(move, nominee, by=request.user, **form.data_for_move()),
        done=move,
    )


def _write_findings(form: forms.FindingsForm, user) -> None:
    """All criteria or none; every refusal at once, each beside its own note."""
    refused = []
    with transaction.atomic():
        for row, found, note in form.found():
            row.nominee = form.nominee
            try:
                appraisal.record_finding(row, found=found, note=note, by=user)
            except Refused as error:
                refused += error.sentences
        if refused:
            raise Refused(*dict.fromkeys(refused))


@access.act()
def nominee_note(request, code: str, pk: int, what: str):
    """What the officer writes down: findings on criteria, the confirmation, the years of the index."""
    nominee = _nominee(request, code, pk)
    user = request.user
    kinds = {
        "findings": (forms.FindingsForm, lambda form: _write_findings(form, user)),
        "clearance": (
            forms.ClearanceForm,
            lambda form: appraisal.record_clear(nominee, by=user, **form.cleaned_data),
        ),
        "years": (
            forms.IndexYearsForm,
            lambda form: appraisal.choose_index_years(nominee, by=user, **form.cleaned_data),
        ),
    }
    if what not in kinds:
        raise Http404
    kind, write = kinds[what]
    form = kind(request.POST, dossier=nominee.dossier, nominee=nominee, prefix=f"{what}-{pk}")
    return _submit(request, nominee, what, form, write=write, done=what)


@access.act(access.MAY_EXTEND)
def extend(request, pk: int):
    """A later deadline for one unit."""
    unit = unit_of(request, pk)
    form = forms.ExtensionForm(request.POST, prefix=f"extend-{pk}")
    if form.is_valid():
        try:
            appraisal.grant_extension(
                current_campaign(request),
                unit,
                too_late=form.too_late(),
                reason=form.cleaned_data["reason"],
                by=request.user,
            )
        except Refused as refused:
            for sentence in refused.sentences:
                form.add_error(None, sentence)
        else:
            messages.success(request, f"Đã gia hạn cho {unit} đến hết {form.saying()}.")
            return redirect(f"{reverse('desk-not-submitted')}#don-vi-{pk}")
    return show_not_submitted(request, {("extend", pk): form}, status=422)


@access.act(access.MAY_EXTEND)
def enter(request, pk: int):
    """Begin or take over a unit's draft, to enter what came on paper."""
    unit = unit_of(request, pk)
    form = forms.EntryForm(request.POST, prefix=f"enter-{pk}")
    if form.is_valid():
        try:
            dossier = appraisal.open_for_unit(
                current_campaign(request), unit, by=request.user, note=form.cleaned_data["note"]
            )
        except Refused as refused:
            for sentence in refused.sentences:
                form.add_error(None, sentence)
        else:
            messages.success(request, f"{DONE['enter_for_unit']} Hồ sơ {dossier.code}.")
            return _back(dossier, "ho-so")
    return show_not_submitted(request, {("enter", pk): form}, status=422)
