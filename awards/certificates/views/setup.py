"""Designs and printers' trays that got a wrong name, or were made by mistake."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from awards.certificates.designs import remove_design, remove_printer
from awards.certificates.forms.designs import RenameDesignForm
from awards.certificates.forms.printers import RenamePrinterForm
from awards.certificates.pages import design_of_ward, printer_of_ward
from phuong6.office.doors import done, refusals_to, status_of


def _rename(request, form, address: str, *, title: str):
    """Ask for another name and keep it."""
    if request.method == "POST" and form.is_valid():
        messages.success(request, f"Đã đổi tên thành “{form.save()}”.")
        return redirect(address)
    context = {"title": title, "form": form, "action": "Lưu tên mới", "back_url": address}
    return render(request, "_components/confirm.html", context, status=status_of(form))


def _remove(request, found, remove, address: str, *, title: str, text: str):
    """Ask once more, then take it away."""
    if request.method == "POST":
        said = str(found)
        with refusals_to(request):
            remove(found, by=request.user)
            return done(request, f"Đã xóa “{said}”.", "certificate-designs")
        return redirect(address)
    context = {"title": title, "text": text, "action": "Xóa", "danger": True, "back_url": address}
    return render(request, "_components/confirm.html", context)


@require_http_methods(["GET", "POST"])
def design_rename(request, pk):
    """Another name for a design; what was printed with it stays its."""
    found = design_of_ward(request, pk)
    address, title = reverse("certificate-design", args=[pk]), f"Đổi tên mẫu “{found}”"
    return _rename(request, RenameDesignForm(request.POST or None, instance=found), address, title=title)


@require_http_methods(["GET", "POST"])
def design_remove(request, pk):
    """A design never printed with."""
    found = design_of_ward(request, pk)
    text = "Mẫu chưa dùng để in lần nào nên xóa được. Xóa rồi không lấy lại được."
    address = reverse("certificate-design", args=[pk])
    return _remove(request, found, remove_design, address, title=f"Xóa mẫu “{found}”?", text=text)


@require_http_methods(["GET", "POST"])
def printer_rename(request, pk):
    """Another name for a printer or its tray; what was measured stays."""
    found = printer_of_ward(request, pk)
    address, title = reverse("printer", args=[pk]), f"Đổi tên “{found}”"
    return _rename(request, RenamePrinterForm(request.POST or None, instance=found), address, title=title)


@require_http_methods(["GET", "POST"])
def printer_remove(request, pk):
    """A tray never printed from."""
    found = printer_of_ward(request, pk)
    text = "Khay này chưa dùng để in lần nào nên xóa được. Số đo của khay cũng mất theo."
    address = reverse("printer", args=[pk])
    return _remove(request, found, remove_printer, address, title=f"Xóa “{found}”?", text=text)
