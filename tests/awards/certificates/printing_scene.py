"""A design, a blank, a printer, and what a browser would send of a design's page."""

from awards.certificates.blanks import write_blanks
from awards.certificates.designs import start_design
from awards.certificates.forms.designs import DesignForm
from awards.certificates.print_requests import newest
from awards.models import CertificateDesign, Printer

DESIGNS = "/khen-thuong/giay-khen/mau/"
PRINTERS = "/khen-thuong/giay-khen/may-in/"


def blank_design(ward, by, *, name="Phôi A4", received=0, page="A4") -> CertificateDesign:
    """A design for blanks, with so many received."""
    design = start_design(CertificateDesign(ward=ward, name=name, on_blank=True, page=page), by=by)
    if received:
        write_blanks(design, "received", received, by=by)
    return design


def typed(design: CertificateDesign, kind: str = "person") -> dict[str, str]:
    """Every field of the design's page as it stands, the way a browser sends it."""
    form, found = DesignForm(design=newest(design).as_design, kind=kind), {}
    for name in form.fields:
        value = form[name].value()
        if value not in (None, False, ""):
            found[name] = "on" if value is True else str(value)
    return found


def printer(ward, **values) -> Printer:
    """A tray for A4, not measured yet."""
    return Printer.objects.create(
        ward=ward, **{"name": "Máy in Văn thư", "tray": "Khay 1", "page": "A4"} | values
    )
