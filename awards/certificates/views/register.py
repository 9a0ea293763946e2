"""Sổ khen thưởng: the book of a year, one line with its story, replacing and voiding."""

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from awards.certificates import register
from awards.certificates.forms.certificates import ReasonForm
from awards.certificates.papers.register_book import book_pdf, book_sheet
from awards.certificates.rules import may_print
from awards.models import Certificate
from awards.rules import may_read_decisions
from campaigns.selection import current_campaign
from phuong6.lib.vietnamese import search_key
from phuong6.office.doors import done, refusals_to, status_of
from phuong6.office.files import hand_out_made

PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _campaign(request):
    campaign = current_campaign(request)
    if campaign is None or not may_read_decisions(request.user, campaign):
        raise Http404
    return campaign


def _year(request, known: list[int], campaign) -> int:
    """The year asked for, or the newest there is."""
    typed = request.GET.get("year", "")
    if typed.isdecimal() and int(typed) in known:
        return int(typed)
    return known[0] if known else campaign.year


@require_GET
def register_book(request):
    """The lines of a year; a name or a number finds one."""
    campaign = _campaign(request)
    known = register.years(campaign)
    year, sought = _year(request, known, campaign), request.GET.get("q", "").strip()[:200]
    lines = register.book(campaign, year)
    if sought.isdecimal():
        lines = lines.filter(register_no=int(sought[:9]))
    elif sought:
        lines = lines.filter(
            Q(award__nominee__search_key__contains=search_key(sought))
            | Q(award__corrected_name__icontains=sought)
        )
    page = Paginator(lines, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": [(each, register.status_of(each), register.remarks(each)) for each in page],
        "year": year,
        "years": known or [year],
        "sought": sought,
        "keeps": may_print(request.user),
    }
    return render(request, "awards/register_book.html", context)


@require_GET
def register_file(request, year: int, kind: str):
    """The whole book of a year as PDF or XLSX."""
    campaign = _campaign(request)
    if year not in register.years(campaign):
        raise Http404
    name = f"so-khen-thuong-{year}.{kind}"
    if kind == "pdf":
        return hand_out_made(book_pdf(campaign, year), name=name, mime="application/pdf", inline=True)
    return hand_out_made(book_sheet(campaign, year), name=name, mime=XLSX)


def _line(request, pk: int) -> Certificate:
    if not may_print(request.user):
        raise Http404
    return get_object_or_404(
        Certificate.objects.select_related("award__decision__campaign", "award__nominee", "replaces"), pk=pk
    )


@require_http_methods(["GET", "POST"])
def register_replace(request, pk: int):
    """A new giấy khen with a new number for one that was lost or spoilt."""
    found = _line(request, pk)
    text = (
        "Giấy khen mới có số vào sổ và mã kiểm tra mới. Bản cũ được ghi là đã thay, khi kiểm tra sẽ báo không còn giá trị. "
        "Nếu chỉ in lại tờ giấy bị hỏng khi in thì dùng “In giấy khen” và ghi lý do in lại, số giữ nguyên."
    )
    example = "Người được tặng làm mất, có đơn ngày 12/01/2024"
    return _ask(request, found, register.replace_certificate, "Cấp bản thay thế", text, example=example)


@require_http_methods(["GET", "POST"])
def register_void(request, pk: int):
    """A number crossed out."""
    found = _line(request, pk)
    text = (
        "Số vẫn nằm trong sổ kèm lý do và không cấp lại cho ai. Giấy khen mang số này không còn giá trị. "
        "Tên ghi sai từ quyết định thì không hủy số: lập công văn đính chính rồi bấm “Ghi đính chính” trong sổ."
    )
    example = "Giấy khen vào sổ hai lần, đã thu lại bản thừa ngày 12/01/2024"
    return _ask(request, found, register.void_certificate, "Hủy số", text, example=example, danger=True)


def _ask(request, found: Certificate, move, action: str, text: str, *, example: str, danger: bool = False):
    form, number = ReasonForm(request.POST or None, example=example), register.number_of(found)
    back = f"{reverse('register-book')}?year={found.register_year}"
    if request.method == "POST" and form.is_valid():
        with refusals_to(form):
            made = move(found, by=request.user, reason=form.cleaned_data["reason"])
            new = f" Số mới: {register.number_of(made)}." if made.pk != found.pk else ""
            return done(request, f"Đã ghi sổ: {action.lower()} của giấy khen số {number}.{new}", back)
    award = found.award
    context = {
        "title": f"{action} của giấy khen số {number}?",
        "text": text,
        "facts": [
            ("Tặng cho", award.right_addressed),
            ("Quyết định", award.decision.number),
            ("Số sổ vàng", f"{award.position:02d}"),
        ],
        "form": form,
        "action": action,
        "danger": danger,
        "back_url": back,
        "site_mark": award.decision.campaign.mark,
    }
    return render(request, "_components/confirm.html", context, status=status_of(form))
