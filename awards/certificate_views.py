"""Printing giấy khen from the page of an issued decision."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from awards import printing
from awards.certificate_forms import PrintForm
from awards.enums import DecisionStatus
from awards.models import Decision
from awards.rules import may_print
from phuong6.office.workflow import Refused

PAGE = 50


def _issued(request, pk: int) -> Decision:
    if not may_print(request.user):
        raise Http404
    return get_object_or_404(
        Decision.objects.select_related("campaign__ward", "paper"), pk=pk, status=DecisionStatus.ISSUED
    )


def notes_for(decision: Decision) -> list[str]:
    """What is missing on the paper that will come out, as sentences."""
    campaign, found = decision.campaign, []
    if not campaign.mark and not campaign.ward.emblem:
        found.append(
            "Phường chưa tải lên tệp Quốc huy nên chỗ Quốc huy trên giấy khen sẽ để trống. "
            "Tải tệp SVG hoặc PNG ở mục Phường trong trang quản trị."
        )
    if not settings.PUBLIC_URL:
        found.append(
            "Chưa đặt địa chỉ công khai của hệ thống (PUBLIC_URL) nên giấy khen in ra không có mã QR để kiểm tra."
        )
    elif not campaign.certificate_qr:
        found.append("Phong trào này đặt không in mã QR trên giấy khen.")
    return found


def _page(request, decision: Decision, form: PrintForm | None = None):
    rows = Paginator(printing.printable(decision), PAGE).get_page(request.GET.get("page"))
    context = {
        "decision": decision,
        "rows": rows,
        "form": form or PrintForm(certificates=[]),
        "notes": notes_for(decision),
        "at_once": printing.AT_ONCE,
        "site_mark": decision.campaign.mark,
    }
    return render(request, "awards/certificates.html", context)


@require_GET
def certificates(request, pk):
    """Choose which giấy khen to print."""
    return _page(request, _issued(request, pk))


@require_POST
def certificates_pdf(request, pk):
    """The chosen ones (none chosen: all) as one PDF; more than twenty are made in the background."""
    decision = _issued(request, pk)
    valid = list(printing.printable(decision).values_list("pk", flat=True))
    form = PrintForm(request.POST, certificates=valid)
    if not form.is_valid():
        return _page(request, decision, form)
    chosen = form.cleaned_data["only"]
    if "all" in request.POST:
        chosen = valid
    elif not chosen:
        form.add_error(None, "Hãy chọn ít nhất một giấy khen, hoặc bấm “In tất cả”.")
        return _page(request, decision, form)
    if len(chosen) > printing.AT_ONCE:
        job = printing.print_later(decision, by=request.user, only=chosen, overlay=form.overlay)
        return redirect("job", pk=job.pk)
    try:
        content = printing.print_certificates(decision, only=chosen, overlay=form.overlay)
    except Refused as refused:
        form.add_error(None, str(refused))
        return _page(request, decision, form)
    name = printing.file_name(decision, overlay=form.overlay)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
