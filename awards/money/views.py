"""The fund's ledger: what came in, what was paid, what is promised; a wrong line is reversed, never changed."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from awards.models import FundAccount, FundEntry
from awards.money import ledger
from awards.money.book import Book, book_of, book_workbook, campaigns_beside, years_of
from awards.money.forms import FundEntryForm, ReverseForm
from awards.money.fund import fund_of
from awards.money.rules import NOBODY, may_keep_fund, somebody_keeps_fund
from awards.rules import may_read_money
from campaigns.models import Campaign
from campaigns.selection import current_campaign
from phuong6.lib.vietnamese import format_vnd, short_date
from phuong6.office.doors import done, mark_of_post, refusals_to, status_of
from phuong6.office.files import hand_out_made

PAGE = 50
EVERY = "tat-ca"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _campaign_or_404(request) -> Campaign:
    """The campaign in hand for the accountant, Nội vụ and the chairman's side; nobody else learns of its money."""
    campaign = current_campaign(request)
    if campaign is None or not may_read_money(request.user, campaign):
        raise Http404
    return campaign


@require_http_methods(["GET", "POST"])
def fund(request):
    """The accountant writes, Nội vụ and the chairman read."""
    campaign = _campaign_or_404(request)
    keeps, form = may_keep_fund(request.user), None
    account = FundAccount.objects.filter(campaign=campaign).select_related("uncovered_by").first()
    if keeps:  # a post from a page opened after the next line is another one
        initial = {"day": timezone.localdate(), "seen": account.last_number if account else 0}
        form = FundEntryForm(request.POST or None, campaign=campaign, initial=initial)
    if request.method == "POST":
        if not keeps:
            raise PermissionDenied
        once = mark_of_post(request, "fund", campaign.pk)
        if form.is_valid():
            with refusals_to(form):
                entry, written = _write(request, campaign, form, once)
                return done(request, "Đã ghi vào sổ quỹ.", "fund") if written else _told_again(request, entry)
        if earlier := FundEntry.objects.filter(once=once).first():  # refused because of what it wrote itself
            return _told_again(request, earlier)
    beside = campaigns_beside(campaign)
    book = _asked_book(request, campaign, beside)
    pages = Paginator(book.lines.select_related("by", "campaign"), PAGE)
    entries = pages.get_page(request.GET.get("page") or pages.num_pages)
    context = {
        "campaign": campaign,
        "beside": beside,
        "years": years_of(beside),
        "book": book,
        "brought": _brought(book, entries),
        "fund": fund_of(campaign),
        "account": account,
        "entries": entries,
        "form": form,
        "nobody": "" if keeps or somebody_keeps_fund() else NOBODY,
    }
    return render(request, "awards/fund.html", context, status=status_of(form))


def _asked_book(request, campaign: Campaign, beside: list[Campaign]) -> Book:
    """The book the address asks for: ?phong-trao=<id or tat-ca>&nam=<year>; the campaign in hand unless told."""
    which, year = request.GET.get("phong-trao", ""), request.GET.get("nam", "")
    chosen = beside if which == EVERY else [each for each in beside if str(each.pk) == which] or [campaign]
    return book_of(chosen, int(year) if year.isdecimal() and len(year) == len("2026") else None)


def _brought(book: Book, entries) -> int:
    """The balance before the first line of a page: the opening one, or what the page before ended with."""
    if not entries.has_previous():
        return book.opening
    first = entries.object_list[0]
    return first.balance - (first.into or 0) + (first.out or 0)


def _write(request, campaign: Campaign, form: FundEntryForm, once: str) -> tuple[FundEntry, bool]:
    given = form.cleaned_data
    line = ledger.Line(**{name: given[name] for name in ("kind", "amount", "day", "text", "voucher")})
    return ledger.write_once(
        campaign.pk,
        line,
        once=once,
        by=request.user,
        override_reason=given.get("override_reason", ""),
        repeat_reason=given.get("repeat_reason", ""),
    )


def _told_again(request, earlier: FundEntry):
    """The same post came twice: one line stands, and the page says which."""
    messages.info(
        request,
        f"Lần gửi này đã ghi ở dòng {earlier.number:02d} ({earlier.by}), không ghi thêm. "
        "Nếu là khoản khác, hãy ghi lại từ trang này.",
    )
    return redirect("fund")


@require_http_methods(["GET", "POST"])
def fund_reverse(request, pk):
    """Take a wrong line back by a counter-entry with its reason."""
    campaign = _campaign_or_404(request)
    if not may_keep_fund(request.user):
        raise PermissionDenied
    entry = get_object_or_404(FundEntry, pk=pk, campaign=campaign)
    form = ReverseForm(request.POST or None, initial={"day": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        with refusals_to(form):
            ledger.reverse(entry, by=request.user, **form.cleaned_data)
            return done(request, f"Đã ghi đảo dòng {entry.number:02d}.", "fund")
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
    return render(request, "_components/confirm.html", context, status=status_of(form))


@require_GET
def fund_export(request):
    """The book as a workbook, .xlsx; which, as on the page."""
    campaign = _campaign_or_404(request)
    book = _asked_book(request, campaign, campaigns_beside(campaign))
    of = "tat-ca" if book.of_several else book.campaigns[0].code
    name = f"{of}-so-quy{f'-{book.year}' if book.year else ''}.xlsx"
    return hand_out_made(book_workbook(book), name=name, mime=XLSX, inline=False)
