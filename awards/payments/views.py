"""Bonuses handed out: written down at the signed receipt; who has been paid and who has not."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Sum
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from awards.enums import DecisionKind, DecisionStatus
from awards.models import Decision, FundEntry
from awards.money.fund import unpaid
from awards.money.rules import may_keep_fund, why_not_pay
from awards.money.vouchers import Slip
from awards.payments.forms import PayForm
from awards.payments.paying import newest_receipt, pay_awards
from awards.payments.recipients import LISTS, recipients
from awards.rules import may_read_money
from campaigns.selection import current_campaign
from phuong6.lib.vietnamese import format_vnd
from phuong6.office.doors import refusals_to, status_of

PAGE = 50


@require_http_methods(["GET", "POST"])
def decision_pay(request, pk):
    """The accountant writes down who signed for the bonus of an issued decision, on which day."""
    if not may_keep_fund(request.user):
        raise PermissionDenied
    issued = Decision.objects.select_related("campaign").filter(
        status=DecisionStatus.ISSUED, kind=DecisionKind.AWARD
    )
    found = get_object_or_404(issued, pk=pk)
    barred = why_not_pay(request.user, found)
    owed = unpaid(found).select_related("nominee__dossier__unit")
    form = PayForm(
        request.POST or None,
        request.FILES or None,
        awards=owed,
        campaign_id=found.campaign_id,
        initial={"day": timezone.localdate(), "awards": [each.pk for each in owed]},
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with refusals_to(form):
            written = pay_awards(
                found,
                by=request.user,
                day=given["day"],
                only=[award.pk for award in given["awards"]],
                files=given["files"],
                seen_signed=given["seen_signed"],
                slip=Slip(given["voucher"], given.get("repeat_reason", "")),
            )
            _report(request, written)
            return redirect("decision", pk=pk)
    context = {
        "decision": found,
        "barred": barred,
        "form": form,
        "owed": owed,
        "ticked": {str(each) for each in form["awards"].value() or []},
        "total": owed.aggregate(sum=Sum("amount"))["sum"] or 0,
        "receipt": newest_receipt(found),
        "site_mark": found.campaign.mark,
    }
    return render(request, "awards/pay.html", context, status=status_of(form))


def _report(request, written: list[FundEntry]) -> None:
    if not written:
        messages.info(request, "Những người này đã được ghi chi từ trước, không ghi thêm.")
        return
    total = format_vnd(sum(each.amount for each in written))
    messages.success(request, f"Đã ghi chi {total} tiền thưởng cho {len(written)} giấy khen vào sổ quỹ.")


@require_GET
def recipient_list(request):
    """By recipient: paid with day and voucher, not paid, to be given back. The office's alone."""
    campaign = current_campaign(request)
    if campaign is None or not may_read_money(request.user, campaign):
        raise Http404
    chosen = request.GET.get("danh-sach")
    chosen = chosen if chosen in LISTS else next(iter(LISTS))
    rows = recipients(campaign)
    lists = [(key, name, rows.filter(wanted).count()) for key, (name, wanted) in LISTS.items()]
    page = Paginator(rows.filter(LISTS[chosen][1]), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "chosen": chosen,
        "lists": lists,
        "may_pay": may_keep_fund(request.user),
        "total": rows.filter(LISTS[chosen][1]).aggregate(sum=Sum("amount"))["sum"] or 0,
    }
    return render(request, "awards/recipients.html", context)
