"""Awards over the years: of everybody, one person or one collective; entered by hand or from a spreadsheet."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from awards.history import reading as past
from awards.history.entering import PastAwardIntake, carry_out, enter_past_award, remove_past_award
from awards.history.forms import PastAwardForm, PastAwardsFileForm, RemoveForm
from awards.history.rules import history_units, may_keep_history, may_read_history
from awards.models import PastAward
from campaigns.models import Collective, Official, Unit
from phuong6.lib.sheets.table import workbook
from phuong6.lib.vietnamese import short_date
from phuong6.office.doors import done, refusals_to, status_of
from phuong6.office.files import hand_out_made
from phuong6.office.imports import Waiting

PAGE = 50
WAITING = Waiting("past_awards")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SUBJECTS = {"ca-nhan": Official, "tap-the": Collective}


def _rows(request):
    """All lines this person may read of the unit and name sought, those of no sample or rehearsal, and the search."""
    if not may_read_history(request.user):
        raise Http404
    own = history_units(request.user)
    units = Unit.objects.order_by("sort_key") if own is None else own
    sought, code = request.GET.get("q", "").strip()[:200], request.GET.get("don-vi", "")
    unit = next((each for each in units if each.code == code), None)
    asked = {"units": [unit] if unit else own, "sought": sought}
    return (
        past.history(**asked),
        past.history(**asked, real_only=True),
        {"sought": sought, "units": units, "unit": unit},
    )


@require_GET
def history(request):
    """Everybody's awards, newest first."""
    rows, real, search = _rows(request)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    return _page(request, page, exports=real.exists(), **search)


def _page(request, page, **more):
    context = {
        "page": page,
        "lines": past.lines_of(page),
        "keeps": may_keep_history(request.user),
        "subject": None,
    }
    return render(request, "awards/history.html", context | more)


@require_GET
def history_file(request):
    """The lines as the national cadre database asks for them; samples and rehearsals are left out."""
    _, real, _ = _rows(request)
    lines = [past.cells(each) for each in past.lines_of(real)]
    content = workbook("KHEN THƯỞNG CỦA CÁN BỘ, TẬP THỂ", past.COLUMNS, lines, sheet_name="Khen thưởng")
    return hand_out_made(content, name="khen-thuong-cac-nam.xlsx", mime=XLSX)


@require_GET
def history_subject(request, kind: str, pk: int):
    """One person's or one collective's awards."""
    if kind not in SUBJECTS or not may_read_history(request.user):
        raise Http404
    known, units = SUBJECTS[kind].objects.select_related("unit"), history_units(request.user)
    if units is not None:
        known = known.filter(unit__in=units)
    subject = get_object_or_404(known, pk=pk)
    chosen = {"official" if kind == "ca-nhan" else "collective": subject}
    page = Paginator(past.history(**chosen), PAGE).get_page(request.GET.get("page"))
    return _page(request, page, subject=subject)


@require_http_methods(["GET", "POST"])
def history_enter(request):
    """One past award typed in."""
    if not may_keep_history(request.user):
        raise Http404
    form = PastAwardForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with refusals_to(form):
                made = enter_past_award(by=request.user, **form.cleaned_data)
                return done(request, f"Đã ghi: {made}. Có thể ghi tiếp khen thưởng khác.", "history-enter")
        except ValidationError as error:
            form.add_error(None, error)
    context = {
        "title": "Ghi khen thưởng trước đây",
        "text": "Khen thưởng theo quyết định của phường trong hệ thống này tự có trong lịch sử, không ghi lại ở đây.",
        "form": form,
        "action": "Ghi vào lịch sử",
        "back_url": reverse("history"),
    }
    return render(request, "_components/confirm.html", context, status=status_of(form))


@require_http_methods(["GET", "POST"])
def history_remove(request, pk: int):
    """Asks once more and why, then strikes out an entry made by mistake."""
    if not may_keep_history(request.user):
        raise Http404
    entry = get_object_or_404(PastAward, pk=pk)
    form = RemoveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_to(form):
            remove_past_award(pk, by=request.user, reason=form.cleaned_data["reason"])
            return done(request, f"Đã xóa: {entry}. Cần thì ghi lại cho đúng.", "history")
    context = {
        "title": "Xóa khen thưởng ghi nhầm?",
        "text": "Mục này mất khỏi lịch sử khen thưởng; nội dung đã xóa, người xóa và lý do còn trong nhật ký.",
        "facts": [
            ("Tên", entry.name),
            ("Khen thưởng", ", ".join(filter(None, (entry.form, entry.title)))),
            ("Quyết định", f"{entry.number}, {short_date(entry.decided_on)}"),
        ],
        "form": form,
        "action": "Xóa mục này",
        "danger": True,
        "back_url": reverse("history"),
        "back_label": "Giữ lại",
    }
    return render(request, "_components/confirm.html", context, status=status_of(form))


@require_http_methods(["GET", "POST"])
def history_import(request):
    """Choose the spreadsheet; what was read waits in the session, on the server."""
    if not may_keep_history(request.user):
        raise Http404
    form = (
        PastAwardsFileForm(request.POST, request.FILES) if request.method == "POST" else PastAwardsFileForm()
    )
    if request.method == "POST" and form.is_valid():
        WAITING.keep(request, {"rows": form.cleaned_data["file"]})
        return redirect("history-preview")
    return render(request, "awards/history_import.html", {"form": form}, status=status_of(form))


@require_http_methods(["GET", "POST"])
def history_preview(request):
    """What each row becomes; on confirming it is judged anew and written."""
    if not may_keep_history(request.user):
        raise Http404
    kept = WAITING.kept(request)
    if not kept:
        return redirect("history-import")
    if request.method == "POST":
        if request.POST.get("token") != kept["token"]:
            messages.warning(
                request, "Danh sách này đã được thay bằng tệp khác. Hãy xem lại rồi bấm lần nữa."
            )
            return redirect("history-preview")
        made = carry_out(kept["rows"], by=request.user)
        WAITING.end(request)
        return done(request, f"Đã nhập {made} khen thưởng của các năm trước.", "history")
    judged = PastAwardIntake(by=request.user).judge(kept["rows"])
    context = {"judged": judged, "totals": judged.totals, "token": kept["token"]}
    return render(request, "awards/history_preview.html", context)
