"""Printing giấy khen from the page of an issued decision."""

import secrets

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from awards.certificates import print_jobs, printing
from awards.certificates.forms.certificates import PrintForm
from awards.certificates.print_requests import How, how_of, record_print
from awards.certificates.prints import ReasonNeeded, with_prints
from awards.certificates.rules import may_print
from awards.enums import DecisionStatus
from awards.models import Decision, PrintRequest
from phuong6.lib.vietnamese import squeeze
from phuong6.office.doors import refusals_to, status_of
from phuong6.office.files import hand_out_made
from phuong6.office.papers.signing import sign_made

PAGE = 50
PDF = "application/pdf"
LAST = 10  # requests shown


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
            "Hệ thống chưa có địa chỉ công khai nên giấy in ra không có mã QR để tra cứu. "
            "Báo người quản trị đặt địa chỉ trước khi in."
        )
    elif not campaign.certificate_qr:
        found.append("Phong trào này đặt không in mã QR trên giấy khen.")
    return found


def _page(request, decision: Decision, form: PrintForm | None = None):
    rows = Paginator(with_prints(printing.printable(decision)), PAGE).get_page(request.GET.get("page"))
    context = {
        "decision": decision,
        "rows": rows,
        "form": form or PrintForm(certificates=[], ward=decision.campaign.ward),
        "requests": decision.prints.select_related("version__design", "printer", "by")[:LAST],
        "notes": notes_for(decision),
        "at_once": printing.AT_ONCE,
        "site_mark": decision.campaign.mark,
    }
    return render(request, "awards/certificates.html", context, status=status_of(form))


@require_GET
def certificates(request, pk):
    """Choose which giấy khen to print."""
    return _page(request, _issued(request, pk))


@require_POST
def certificates_pdf(request, pk):
    """The chosen ones (none chosen: all) as one PDF; more than twenty are made in the background."""
    decision = _issued(request, pk)
    valid = list(printing.printable(decision).values_list("pk", flat=True))
    form = PrintForm(request.POST, certificates=valid, ward=decision.campaign.ward)
    if not form.is_valid():
        return _page(request, decision, form)
    chosen = form.cleaned_data["only"]
    if "all" in request.POST:
        chosen = valid
    elif not chosen:
        form.add_error(None, "Hãy chọn ít nhất một giấy khen, hoặc bấm “In tất cả”.")
        return _page(request, decision, form)
    typed = {name: form.cleaned_data.get(name) for name in ("key", "reason", "sign")}
    try:
        with refusals_to(form):
            return _printed(request, decision, chosen, form.how, **typed)
    except ReasonNeeded as needed:
        form.add_error("reason", str(needed))
    return _page(request, decision, form)


@require_POST
def certificates_again(request, pk, request_pk):
    """Those of an earlier request that are still valid, in the version of the design used then."""
    decision = _issued(request, pk)
    earlier = get_object_or_404(decision.prints.select_related("version__design", "printer"), pk=request_pk)
    valid = printing.printable(decision).filter(pk__in=earlier.only)
    chosen = list(valid.values_list("pk", flat=True))
    typed = {"key": request.POST.get("key", ""), "reason": squeeze(request.POST.get("reason", ""))[:500]}
    with refusals_to(request):
        return _printed(request, decision, chosen, how_of(earlier), sign=False, **typed)
    return redirect("certificates", pk=pk)


@transaction.atomic
def _printed(request, decision: Decision, chosen: list[int], how: How, *, key: str, reason: str, sign: bool):
    """The pages at once, or the job that makes them. What cannot be printed takes no blank. Raises Refused."""
    asked, is_new = record_print(
        decision, chosen, how, by=request.user, key=[key or secrets.token_urlsafe(16), reason, bool(sign)]
    )
    name = printing.file_name(decision, overlay=how.on_blanks)
    if not is_new:
        return _sent_again(decision, asked, how, name, sign=sign)
    wanted = {"by": request.user, "only": chosen, "reason": reason or "", "sign": bool(sign), "asked": asked}
    if len(chosen) > printing.AT_ONCE:
        return redirect("job", pk=print_jobs.print_later(decision, **wanted).pk)
    content = print_jobs.print_now(decision, **wanted)
    # A download leaves the page as it is; this is read when it is loaded again.
    messages.success(request, f"Đã tạo tệp in {len(chosen)} giấy khen và ghi lần in vào sổ.")
    return hand_out_made(content, name=name, mime=PDF)


def _sent_again(decision: Decision, asked: PrintRequest, how: How, name: str, *, sign: bool):
    """The same request came once more (a second press, a reload): the same pages, nothing written down anew."""
    if job := print_jobs.job_of(asked):
        return redirect("job", pk=job.pk)
    content = printing.print_certificates(decision, only=asked.only, how=how)
    return hand_out_made(sign_made(content) if sign else content, name=name, mime=PDF)
