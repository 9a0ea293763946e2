"""The ward's designs of giấy khen: the list, and the page where one is set up with a look at the paper beside it."""

import base64

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from awards.certificates.blanks import with_blanks_left
from awards.certificates.designs import is_unused, keep_background, samples, save_version, start_design
from awards.certificates.forms.designs import KINDS, DesignForm, NewDesignForm
from awards.certificates.pages import design_of_ward, only_officers
from awards.certificates.papers.certificate import prints_qr
from awards.certificates.print_requests import newest
from awards.models import CertificateDesign, Printer
from campaigns.selection import current_campaign
from phuong6.lib.files.uploads import MAX_BYTES
from phuong6.lib.papers.certificates.preview import preview_png
from phuong6.lib.papers.certificates.text import PERSON
from phuong6.lib.papers.lettering.fonts import MissingFaceError
from phuong6.lib.refusal import Refusal
from phuong6.office.doors import refusals_to, status_of


@require_http_methods(["GET", "POST"])
def designs(request):
    """All designs with their blanks, all printers; a new design begins here."""
    ward = only_officers(request)
    form = NewDesignForm(request.POST or None, instance=CertificateDesign(ward=ward))
    if request.method == "POST" and form.is_valid():
        made = start_design(form.save(commit=False), by=request.user)
        messages.success(request, f"Đã lập mẫu “{made}”. Bây giờ chỉnh các khối chữ và xem thử.")
        return redirect("certificate-design", pk=made.pk)
    context = {
        "designs": with_blanks_left(CertificateDesign.objects.filter(ward=ward)).order_by("name"),
        "printers": Printer.objects.filter(ward=ward),
        "form": form,
    }
    return render(request, "awards/designs.html", context, status=status_of(form))


def _kind(request) -> str:
    wanted = request.GET.get("loai", PERSON)
    return wanted if wanted in dict(KINDS) else PERSON


@require_http_methods(["GET", "POST"])
def design(request, pk):
    """Faces, wording and places of one kind of recipient; saving makes the next version."""
    found, kind = design_of_ward(request, pk), _kind(request)
    version = newest(found)
    form = DesignForm(request.POST or None, design=version.as_design, kind=kind)
    if request.method == "POST" and form.is_valid():
        saved = save_version(found, form.result, by=request.user)
        if saved == version:
            messages.info(request, "Mẫu không có gì thay đổi.")
        else:
            messages.success(request, f"Đã lưu bản {saved.number} của mẫu “{found}”.")
        return redirect(f"{request.path}?loai={kind}")
    context = {
        "design": found,
        "version": version,
        "form": form,
        "kind": kind,
        "kinds": KINDS,
        "unused": is_unused(found),
        "samples": [(key, label) for key, (label, _) in _samples(request, kind).items()],
        **_picture(request, found, form if form.is_bound else None, kind, version),
    }
    return render(request, "awards/design.html", context, status=status_of(form))


@require_POST
def design_preview(request, pk):
    """The page with what is typed, as a piece of the page; nothing is saved."""
    found, kind = design_of_ward(request, pk), _kind(request)
    version = newest(found)
    form = DesignForm(request.POST, design=version.as_design, kind=kind)
    form.is_valid()
    return render(request, "awards/_design_preview.html", _picture(request, found, form, kind, version))


@require_POST
def design_photo(request, pk):
    """Bring in the blank's photograph."""
    found, sent = design_of_ward(request, pk), request.FILES.get("photo")
    if sent is None:
        messages.error(request, "Chưa chọn ảnh. Hãy chụp hoặc quét phôi (JPEG, PNG) rồi chọn tệp.")
    elif sent.size > MAX_BYTES:
        messages.error(request, "Ảnh lớn hơn 20 MB. Hãy chụp lại ở độ phân giải thường.")
    else:
        with refusals_to(request):
            keep_background(found, sent.read(), name=sent.name, by=request.user)
            messages.success(request, "Đã nhận ảnh phôi. Ảnh chỉ để canh vị trí, không bao giờ in ra.")
    return redirect("certificate-design", pk=pk)


def _samples(request, kind: str) -> dict:
    campaign = current_campaign(request)
    return samples(campaign, kind) if campaign else {}


def _picture(request, found: CertificateDesign, form: DesignForm | None, kind: str, version) -> dict:
    """The picture (None while it cannot be drawn), and the sentences about what is typed."""
    texts = _samples(request, kind)
    shown = request.POST.get("sample", "") if form else ""
    if shown not in texts:
        shown = next(iter(texts), "")
    how = getattr(form, "result", None) if form else version.as_design
    context = {"picture": "", "shown": shown, "sentences": [], "no_data": not texts}
    context["no_qr"] = bool(texts) and not prints_qr(current_campaign(request))
    if form and form.errors:
        context["sentences"] = [error for errors in form.errors.values() for error in errors]
    if how is None or not texts:
        return context
    background = None
    if found.background:
        with found.background.file.open("rb") as file:
            background = file.read()
    try:
        png = preview_png(texts[shown][1], how, background=background, boxes=True)
    except (MissingFaceError, Refusal) as problem:
        context["sentences"].append(str(problem))
    else:
        context["picture"] = base64.b64encode(png).decode()
    return context
