"""The register of papers that went out: read it, print it, complete it, void a number, correct a paper.

It stands in this room because a printed register and a letter of correction bear the ward's names.
"""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from campaigns.papers import correction as correction_paper
from campaigns.papers import outgoing as outgoing_paper
from phuong6.lib.papers.docx import render_docx
from phuong6.lib.papers.pdf import render_pdf
from phuong6.lib.papers.wording import Words
from phuong6.office.doors import done, refusals_to, status_of
from phuong6.office.files import hand_out_made
from phuong6.office.models import IssuedPaper, NumberSeries
from phuong6.office.papers import outgoing
from phuong6.office.papers.issuing import correct_paper, may_be_void, void_number
from phuong6.office.papers.kinds import Issue
from phuong6.office.papers.numbering import cited, enter_by_hand, suggest_number
from phuong6.office.papers.outgoing_forms import CorrectionForm, EntryForm, LineForm, VoidForm
from phuong6.office.papers.printing import DOCX, MIME, PDF
from phuong6.office.rules import may_correct, may_keep_register, may_read_register

PAGE = 50
XLSX = "xlsx"
XLSX_MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def only(may):
    """Closes a view to everybody whom the rule does not let in."""

    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not may(request.user):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return decorate


@require_GET
@only(may_read_register)
def register(request):
    """One series in one year (?so=, ?nam=); the newest line's where none is named."""
    choices = list(outgoing.registers())
    series, year = _chosen(request, choices)
    context = {"choices": choices, "series": series, "year": year}
    if series:
        lines = Paginator(outgoing.register_of(series, year), PAGE).get_page(request.GET.get("page"))
        letters = outgoing.letters_of_correction(lines.object_list)
        context |= {
            "lines": lines,
            "rows": [
                (each, outgoing.remarks(each, letters.get(each.pk, ())), may_be_void(each)) for each in lines
            ],
            "years": _years(year),
            "gaps": outgoing.gap_sentence(outgoing.gaps(series, year)),
            "typed": series.numbered_by == NumberSeries.NumberedBy.CLERK,
            "keeps": may_keep_register(request.user),
        }
    return render(request, "office/outgoing.html", context)


def _chosen(request, choices: list[NumberSeries]) -> tuple[NumberSeries | None, int]:
    key, year = request.GET.get("so"), request.GET.get("nam", "")
    if not key:
        newest = IssuedPaper.objects.order_by("-at", "-pk").select_related("series").first()
        if newest:
            return newest.series, newest.year
        return (choices[0] if choices else None), timezone.localdate().year
    series = next((each for each in choices if each.key == key), None)
    if series is None:
        raise Http404
    usable = year.isascii() and year.isdigit() and len(year) <= len("2023")
    return series, int(year) if usable else timezone.localdate().year


def _years(chosen: int) -> list[int]:
    known = IssuedPaper.objects.order_by().values_list("year", flat=True).distinct()
    return sorted({*known, chosen, timezone.localdate().year}, reverse=True)


@require_GET
@only(may_read_register)
def download(request, key: str, year: int, extension: str):
    """The whole register as PDF, DOCX or XLSX."""
    series = get_object_or_404(outgoing.registers(), key=key)
    if not outgoing.register_of(series, year).exists():
        raise Http404
    told = outgoing_paper.facts((series, year))
    if extension == XLSX:
        content, mime = outgoing_paper.register_workbook(told), XLSX_MIME
    elif extension in (PDF, DOCX):
        paper = outgoing_paper.compose(told, Words(()), Issue(day=timezone.localdate()))
        content, mime = (render_pdf if extension == PDF else render_docx)(paper), MIME[extension]
    else:
        raise Http404
    name = f"so-van-ban-di-{series.key}-{year}.{extension}"
    return hand_out_made(content, name=name, mime=mime, inline=extension == PDF)


def _back(series_key: str, year: int) -> str:
    return f"{reverse('outgoing')}?so={series_key}&nam={year}"


def _line(pk: int) -> IssuedPaper:
    return get_object_or_404(IssuedPaper.objects.select_related("series"), pk=pk)


def _facts(paper: IssuedPaper) -> list[tuple[str, str]]:
    return [("Văn bản", cited(paper)), ("Tên loại và trích yếu", paper.title)]


def _ask(request, form, **context):
    """The page that asks, with the form's refusals beside the fields."""
    return render(request, "_components/confirm.html", {"form": form, **context}, status=status_of(form))


@require_http_methods(["GET", "POST"])
@only(may_keep_register)
def enter(request, key: str):
    """A number that văn thư gave outside the software, or one that is not used."""
    series = get_object_or_404(outgoing.registers(), key=key, numbered_by=NumberSeries.NumberedBy.CLERK)
    today = timezone.localdate()
    first = {"number": suggest_number(series.key, today.year), "issued_on": today}
    form = EntryForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        with refusals_to(form, "number"):
            paper = enter_by_hand(series, by=request.user, **form.line())
            return done(request, f"Đã ghi số {paper.full_number} vào sổ.", _back(series.key, paper.year))
    return _ask(
        request,
        form,
        title="Ghi số vào sổ văn bản đi",
        text="Dùng cho văn bản làm ngoài phần mềm và cho số bỏ, để sổ liền mạch. Dòng đã ghi không xóa được.",
        facts=[("Sổ", series.name), ("Ký hiệu", series.notation)],
        action="Ghi vào sổ",
        back_url=_back(series.key, today.year),
    )


@require_http_methods(["GET", "POST"])
@only(may_keep_register)
def complete(request, pk: int):
    """The columns that are known only when the paper goes out."""
    paper = _line(pk)
    facts, back = _facts(paper), _back(paper.series.key, paper.year)
    form = LineForm(request.POST or None, instance=paper)
    if request.method == "POST" and form.is_valid():
        with refusals_to(form, "sent_on"):
            outgoing.complete_line(paper, by=request.user, **form.cleaned_data)
            return done(request, f"Đã ghi vào dòng số {paper.full_number}.", back)
    return _ask(request, form, title="Ghi cột của sổ", facts=facts, action="Lưu", back_url=back)


@require_http_methods(["GET", "POST"])
@only(may_keep_register)
def void(request, pk: int):
    """A number goes out of use for good, with its reason."""
    paper = _line(pk)
    back = _back(paper.series.key, paper.year)
    form = VoidForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_to(form, "reason"):
            void_number(paper, by=request.user, reason=form.cleaned_data["reason"])
            return done(request, f"Đã hủy số {paper.full_number}. Số và lý do vẫn nằm trong sổ.", back)
    return _ask(
        request,
        form,
        title=f"Hủy số {paper.full_number}?",
        text="Số đã hủy vẫn nằm trong sổ cùng lý do, không cấp lại và không lấy lại được. "
        "Văn bản sai nội dung thì không hủy số: ban hành văn bản thay thế ở trang của văn bản đó.",
        facts=_facts(paper),
        action="Hủy số",
        danger=True,
        back_url=back,
    )


@require_http_methods(["GET", "POST"])
@only(may_correct)
def correct(request, pk: int):
    """What the công văn đính chính says; its own page prints and issues it."""
    paper = _line(pk)
    form = CorrectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_to(form):
            made = correct_paper(paper, by=request.user, **form.cleaned_data)
            return redirect("paper", correction_paper.KIND.key, made.pk)
    return _ask(
        request,
        form,
        title=f"Đính chính văn bản số {paper.full_number}",
        text="Chỉ đính chính sai sót về thể thức, kỹ thuật trình bày. Sai nội dung thì ban hành văn bản thay thế "
        "(Nghị định 30/2020/NĐ-CP, Điều 18).",
        facts=_facts(paper),
        action="Soạn công văn đính chính",
        back_url=_back(paper.series.key, paper.year),
    )
