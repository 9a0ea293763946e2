"""The fund's ledger: what came in, what was paid, what is promised."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from awards.decision_forms import FundEntryForm
from awards.models import FundEntry
from awards.money import fund_of
from awards.rules import may_keep_fund, may_read_decisions
from campaigns.selection import current_campaign

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
