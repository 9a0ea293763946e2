"""The fund's ledger: what came in, what was paid, what is promised."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from awards.decision_forms import FundEntryForm, PayForm
from awards.enums import DecisionStatus
from awards.models import Decision, FundEntry
from awards.money import fund_of
from awards.payment import pay_awards, unpaid
from awards.rules import may_keep_fund, may_read_decisions
from campaigns.selection import current_campaign
from phuong6.lib.vietnamese import format_vnd, short_date
from phuong6.office.workflow import Refused

PAGE = 50


@require_http_methods(["GET", "POST"])
def fund(request):
    """Nội vụ writes, the chairman reads; nobody else learns of it."""
    campaign = current_campaign(request)
    if campaign is None or not may_read_decisions(request.user, campaign):
        raise Http404
    keeps, form = may_keep_fund(request.user), None
    if keeps:
        entry = FundEntry(by=request.user)
        form = FundEntryForm(
            request.POST or None, instance=entry, campaign=campaign, initial={"day": timezone.localdate()}
        )
    if request.method == "POST":
        if not keeps:
            raise PermissionDenied
        if form.is_valid():
            form.save()
            messages.success(request, "Đã ghi vào sổ quỹ.")
            return redirect("fund")
    rows = FundEntry.objects.filter(campaign=campaign).select_related("by")
    context = {
        "fund": fund_of(campaign),
        "entries": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "form": form,
    }
    return render(request, "awards/fund.html", context)


@require_http_methods(["GET", "POST"])
def decision_pay(request, pk):
    """Nội vụ writes down that the bonuses of an issued decision were handed out, on which day."""
    if not may_keep_fund(request.user):
        raise PermissionDenied
    issued = Decision.objects.select_related("campaign").filter(status=DecisionStatus.ISSUED)
    found = get_object_or_404(issued, pk=pk)
    form = PayForm(request.POST or None, initial={"day": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            written = pay_awards(found, by=request.user, day=form.cleaned_data["day"])
        except Refused as refused:
            form.add_error("day", refused.sentences)
        else:
            _report(request, written)
            return redirect("decision", pk=pk)
    owed = list(unpaid(found))
    context = {
        "title": "Ghi đã chi tiền thưởng?",
        "text": "Sổ quỹ ghi một dòng chi cho mỗi giấy khen chưa chi tiền. Số dư có thể chi không đổi, "
        "vì khoản này đã được giữ lại từ khi trình quyết định.",
        "facts": [
            ("Quyết định", f"{found.number} ngày {short_date(found.decided_on)}"),
            ("Chưa chi", f"{len(owed)} giấy khen, {format_vnd(sum(each.amount for each in owed))}"),
        ],
        "form": form,
        "action": "Ghi đã chi tiền thưởng",
        "back_url": reverse("decision", args=[pk]),
        "site_mark": found.campaign.mark,
    }
    return render(request, "_components/confirm.html", context, status=422 if form.errors else 200)


def _report(request, written: list[FundEntry]) -> None:
    if not written:
        messages.info(request, "Tiền thưởng của quyết định này đã ghi chi đủ từ trước, không ghi thêm.")
        return
    total = format_vnd(sum(each.amount for each in written))
    messages.success(request, f"Đã ghi chi {total} tiền thưởng cho {len(written)} giấy khen vào sổ quỹ.")
