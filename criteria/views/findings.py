"""What an inspection found: written with photographs, then put right by the unit with photographs."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from criteria import inspecting
from criteria.enums import InspectionStatus as V
from criteria.forms.inspections import FindingForm, FixedForm, ReasonForm
from criteria.models import Inspection, InspectionFinding, InspectionPhoto
from criteria.pages.inspections import find
from criteria.rules import may_fix, may_inspect, may_see_findings
from criteria.workflow import INSPECTION
from phuong6.office.doors import done, make_move, refusals_to, status_of
from phuong6.office.files import hand_out
from phuong6.office.workflow import NotAllowed

WRITTEN = ("target", "text", "to_fix", "fix", "fixer", "due_on")


def _told(request, pk: int) -> Inspection:
    """The visit, for whoever may see what it found. Raises Http404."""
    found = find(request, pk)
    if not may_see_findings(request.user, found):
        raise Http404
    return found


def _finding(request, pk: int, found: int) -> InspectionFinding:
    inspection = _told(request, pk)
    finding = get_object_or_404(InspectionFinding.objects.select_related("target", "fixed_by"), pk=found)
    if finding.inspection_id != inspection.pk:
        raise Http404
    finding.inspection = inspection
    return finding


def _officer(request) -> None:
    if not may_inspect(request.user):
        raise NotAllowed(inspecting.NOT_YOURS)


# --- written while it is held -------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def finding_new(request, pk: int):
    """One thing found, with its photographs: kept together or not at all."""
    inspection = _told(request, pk)
    _officer(request)
    if request.method == "GET" and inspection.status != V.HELD:
        messages.error(request, "Chỉ ghi được kết quả từ khi ghi đã kiểm tra đến khi kết luận.")
        return redirect("inspection", pk=pk)
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = FindingForm(*posted, inspection=inspection)
    if form.is_valid():
        with refusals_to(form):
            with transaction.atomic():
                made = inspecting.save_finding(request.user, inspection, InspectionFinding(), **form.values)
                _keep_photos(request, made, form)
            return done(request, "Đã ghi kết quả kiểm tra.", "inspection", pk=pk)
    context = {"inspection": inspection, "form": form}
    return render(request, "criteria/finding_new.html", context, status=status_of(form))


def _keep_photos(request, row: InspectionFinding, form) -> None:
    """Keep the photographs sent along. Raises Refused."""
    data = form.cleaned_data
    if data.get("files"):
        inspecting.add_photos(request.user, row, data["files"], data.get("caption", ""))


@require_http_methods(["GET", "POST"])
def finding(request, pk: int, found: int):
    """What was found, with photographs before and after; the officer edits it until it is concluded."""
    row = _finding(request, pk, found)
    if request.method == "GET":
        return _page(request, row)
    _officer(request)
    form = FindingForm(request.POST, request.FILES, inspection=row.inspection)
    if form.is_valid():
        with refusals_to(form):
            with transaction.atomic():
                inspecting.save_finding(request.user, row.inspection, row, **form.values)
                _keep_photos(request, row, form)
            return done(request, "Đã lưu.", "inspection", pk=pk)
    return _page(request, row, form=form)


def _page(request, row: InspectionFinding, **forms):
    inspection, user = row.inspection, request.user
    writes = may_inspect(user) and inspection.status == V.HELD
    fixes = may_fix(user, inspection) and inspection.status == V.CONCLUDED and row.is_open
    said = row.to_fix and not row.is_open and inspection.status == V.CONCLUDED
    kept = {name: getattr(row, name) for name in WRITTEN}
    context = {
        "inspection": inspection,
        "finding": row,
        "form": forms.get("form") or (FindingForm(inspection=inspection, initial=kept) if writes else None),
        "fixed_form": forms.get("fix") or (_fixed_form(row) if fixes else None),
        "again_form": forms.get("again") or (ReasonForm() if said and may_inspect(user) else None),
        "writes": writes,
    } | _photos(row, writes=writes, fixes=fixes)
    invalid = any(form.errors for form in forms.values())
    return render(request, "criteria/finding.html", context, status=422 if invalid else 200)


def _fixed_form(row: InspectionFinding) -> FixedForm:
    return FixedForm(inspection=row.inspection, initial={"fixed_text": row.fixed_text})


def _photos(row: InspectionFinding, *, writes: bool, fixes: bool) -> dict:
    """Rows of _proofs.html: those of the visit, and those after it was put right."""
    before, after = [], []
    for each in row.photos.select_related("file", "by"):
        address = [row.inspection_id, each.pk]
        removable = fixes if each.after else writes
        taken_off = reverse("photo-remove", args=address) if removable else ""
        (after if each.after else before).append((each, reverse("photo-file", args=address), taken_off))
    return {"before": before, "after": after}


@require_POST
def finding_remove(request, pk: int, found: int):
    """Take back what was written by mistake."""
    row = _finding(request, pk, found)
    with refusals_to(request):
        inspecting.remove_finding(request.user, row)
        messages.success(request, "Đã xóa kết quả kiểm tra này.")
    return redirect("inspection", pk=pk)


# --- put right ----------------------------------------------------------------------------------------


@require_POST
def fix(request, pk: int, found: int):
    """The unit says how and when it was put right; photographs that were good stay when a word is not."""
    row = _finding(request, pk, found)
    if not may_fix(request.user, row.inspection):
        raise NotAllowed(inspecting.NOT_YOURS)
    form = FixedForm(request.POST, request.FILES, inspection=row.inspection)
    valid = form.is_valid()
    with refusals_to(form):
        _keep_photos(request, row, form)
        if form.cleaned_data.get("files"):
            form.tell_files_kept()
        if valid:
            after = INSPECTION.perform("fix", row.inspection, by=request.user, finding=row.pk, **form.values)
            return done(request, INSPECTION.steps["fix"].said(after), "inspection", pk=pk)
    return _page(request, row, fix=form)


@require_POST
def again(request, pk: int, found: int):
    """What was said is not enough: to be put right again, with the reason."""
    row = _finding(request, pk, found)
    _officer(request)
    return make_move(
        request,
        INSPECTION,
        "again",
        row.inspection,
        to=reverse("inspection", args=[pk]),
        form=ReasonForm(request.POST),
        again=lambda form: _page(request, row, again=form),
        finding=row.pk,
    )


# --- photographs --------------------------------------------------------------------------------------


def _photo(request, pk: int, photo: int) -> InspectionPhoto:
    inspection = _told(request, pk)
    rows = InspectionPhoto.objects.select_related("file", "finding__inspection")
    return get_object_or_404(rows, pk=photo, finding__inspection=inspection)


@require_GET
def photo_file(request, pk: int, photo: int):
    """A photograph, for whoever sees the finding."""
    kept = _photo(request, pk, photo).file
    return hand_out(kept, name=f"kiem-tra-{pk}-anh-{photo}.{kept.extension}", inline=True)


@require_POST
def photo_remove(request, pk: int, photo: int):
    """Take a photograph off again."""
    row = _photo(request, pk, photo)
    with refusals_to(request):
        inspecting.remove_photo(request.user, row)
        messages.success(request, "Đã gỡ ảnh.")
    return redirect(reverse("finding", args=[pk, row.finding_id]) + "#anh")
