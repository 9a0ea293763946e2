"""The fund's ledger: what came in, what was paid, what is promised; a wrong line is reversed, never changed."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Sum, Window
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from awards.decisions.views.page import tell
from awards.models import FundAccount, FundEntry
from awards.money import ledger
from awards.money.book import ledger_workbook
from awards.money.forms import FundEntryForm, ReverseForm
from awards.money.fund import balance_change, fund_of
from awards.money.rules import may_keep_fund
from awards.rules import may_read_decisions
from campaigns.models import Campaign
from campaigns.selection import current_campaign
from phuong6.lib.vietnamese import format_vnd, short_date
from phuong6.office.files import hand_out_made
from phuong6.office.workflow import Refused

PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _campaign_or_404(request) -> Campaign:
    """The campaign in hand for Nội vụ and the chairman's side; nobody else learns of its money."""
    campaign = current_campaign(request)
    if campaign is None or not may_read_decisions(request.user, campaign):
        raise Http404
    return campaign


@require_http_methods(["GET", "POST"])
def fund(request):
    """Nội vụ writes, the chairman reads."""
    campaign = _campaign_or_404(request)
    keeps, form = may_keep_fund(request.user), None
    if keeps:
        form = FundEntryForm(request.POST or None, campaign=campaign, initial={"day": timezone.localdate()})
    if request.method == "POST":
        if not keeps:
            raise PermissionDenied
        if form.is_valid() and _write(request, campaign, form):
            return redirect("fund")
    rows = FundEntry.objects.filter(campaign=campaign).select_related("by", "reverses")
    rows = rows.annotate(balance=Window(Sum(balance_change()), order_by="number"))
    context = {
        "fund": fund_of(campaign),
        "account": FundAccount.objects.filter(campaign=campaign).select_related("uncovered_by").first(),
        "entries": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "form": form,
    }
    return render(request, "awards/fund.html", context, status=422 if form and form.errors else 200)


def _write(request, campaign: Campaign, form: FundEntryForm) -> bool:
    given = dict(form.cleaned_data)
    reason = given.pop("override_reason", "")
    try:
        ledger.write(campaign.pk, [ledger.Line(**given)], by=request.user, override_reason=reason)
    except Refused as refused:
        tell(form, refused)
        return False
    messages.success(request, "Đã ghi vào sổ quỹ.")
    return True


@require_http_methods(["GET", "POST"])
def fund_reverse(request, pk):
    """Take a wrong line back by a counter-entry with its reason."""
    campaign = _campaign_or_404(request)
    if not may_keep_fund(request.user):
        raise PermissionDenied
    entry = get_object_or_404(FundEntry, pk=pk, campaign=campaign)
    form = ReverseForm(request.POST or None, initial={"day": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            ledger.reverse(entry, by=request.user, **form.cleaned_data)
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, f"Đã ghi đảo dòng {entry.number:02d}.")
            return redirect("fund")
    context = {
        "title": f"Ghi đảo dòng {entry.number:02d}?",
        "text": "Sổ quỹ ghi thêm một dòng cùng loại, cùng số tiền mang dấu âm. Dòng cũ giữ nguyên để đối chiếu. "
        "Sau đó ghi lại một dòng mới cho đúng.",
        "facts": [
            (
                "Dòng bị đảo",
                f"{entry.get_kind_display()} {format_vnd(entry.amount)}, ngày {short_date(entry.day)}",
            ),
            ("Nội dung", entry.text),
        ],
        "form": form,
        "action": "Ghi đảo",
        "danger": True,
        "back_url": reverse("fund"),
    }
    return render(request, "_components/confirm.html", context, status=422 if form.errors else 200)


@require_GET
def fund_export(request):
    """The ledger for the accountant, .xlsx."""
    campaign = _campaign_or_404(request)
    name = f"{campaign.code}-so-quy.xlsx"
    return hand_out_made(ledger_workbook(campaign), name=name, mime=XLSX, inline=False)
