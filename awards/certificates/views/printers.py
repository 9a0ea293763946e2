"""Printers measured with the ruled sheet, and the stock of blanks."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from awards.certificates.blanks import blanks_left, write_blanks
from awards.certificates.designs import measure
from awards.certificates.forms.printers import BlankForm, MeasuredForm, PrinterForm
from awards.certificates.pages import design_of_ward, only_officers, printer_of_ward
from awards.models import Printer
from phuong6.lib.papers.certificates.text import PAGES
from phuong6.lib.papers.measuring.calibration import RULER_ACROSS, RULER_DOWN, TRUE
from phuong6.lib.papers.measuring.ruled_sheet import ruled_sheet
from phuong6.office.doors import done, refusals_to, status_of
from phuong6.office.files import hand_out_made

PAGE = 50
PDF = "application/pdf"


def _said(value: float, digits: int) -> str:
    return f"{abs(value):.{digits}f}".replace(".", ",")


def _moved(value: float, ahead: str, back: str) -> str:
    """Where the text lands: “sang trái 1,5 mm”."""
    return f"{ahead if value >= 0 else back} {_said(value, 1)} mm"


def _stretched(way: str, factor: float) -> str:
    """How much longer or shorter the text comes out, in percent and over a length one can picture."""
    percent = _said((factor - 1) * 100, 2)
    if percent == "0,00":
        return f"chiều {way} đúng cỡ"
    how = "dài hơn" if factor > 1 else "ngắn hơn"
    return f"chiều {way} {how} {percent} % (cứ 200 mm lệch {_said((factor - 1) * 200, 1)} mm)"


@require_http_methods(["GET", "POST"])
def printer_new(request):
    """One more tray to be measured."""
    form = PrinterForm(request.POST or None, instance=Printer(ward=only_officers(request)))
    if request.method == "POST" and form.is_valid():
        made = form.save()
        return done(request, f"Đã thêm {made}. Bây giờ in tờ thước và đo.", "printer", pk=made.pk)
    return render(request, "awards/printer_new.html", {"form": form}, status=status_of(form))


@require_http_methods(["GET", "POST"])
def printer(request, pk):
    """Print the ruled sheet, type what was measured, print it again to check."""
    found = printer_of_ward(request, pk)
    form = MeasuredForm(request.POST or None, page=found.page)
    if request.method == "POST" and form.is_valid():
        measure(found, form.calibration, by=request.user)
        return done(
            request,
            "Đã lưu số đo. Hãy in tờ thước kiểm tra: mọi số phải đúng, lệch không quá 0,5 mm.",
            "printer",
            pk=pk,
        )
    width, height = PAGES[found.page]
    context = {
        "printer": found,
        "form": form,
        "unused": not found.prints.exists(),
        "offsets": [
            _moved(found.right, "sang phải", "sang trái"),
            _moved(found.below, "xuống dưới", "lên trên"),
        ],
        "stretches": [_stretched("ngang", found.across), _stretched("dọc", found.down)],
        "right_numbers": [(1, width / 2), (2, height / 2), (3, RULER_ACROSS), (4, RULER_DOWN)],
    }
    return render(request, "awards/printer.html", context, status=status_of(form))


@require_POST
def printer_true(request, pk):
    """Forget what was measured: the printer is taken to print true again."""
    found = printer_of_ward(request, pk)
    measure(found, TRUE, by=request.user)
    return done(request, f"{found}: bỏ số đo cũ, in không căn chỉnh.", "printer", pk=pk)


@require_GET
def printer_sheet(request, pk):
    """The ruled sheet: uncorrected to be measured, or corrected (?kiem-tra=1) to be checked."""
    found = printer_of_ward(request, pk)
    checks = "kiem-tra" in request.GET
    content = ruled_sheet(
        found.page, title=f"{found}, khổ {found.page}", calibration=found.calibration if checks else TRUE
    )
    name = f"to-thuoc-{'kiem-tra-' if checks else ''}{found.pk}.pdf"
    return hand_out_made(content, name=name, mime=PDF)


@require_http_methods(["GET", "POST"])
def blanks(request, pk):
    """The stock of one kind of blank: received, used, spoilt, brought back."""
    found = design_of_ward(request, pk)
    form = BlankForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_to(form, "count"):
            write_blanks(found, by=request.user, **form.cleaned_data)
            return done(request, f"Đã ghi vào kho phôi. Còn {blanks_left(found)} tờ.", "blanks", pk=pk)
    rows = found.blanks.select_related("by", "print__decision")
    context = {
        "design": found,
        "left": blanks_left(found),
        "rows": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "form": form,
    }
    return render(request, "awards/blanks.html", context, status=status_of(form))
