"""A ward's designs and printers, for those who may set up printing; else 404."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from awards.certificates.rules import may_set_up_printing
from awards.models import CertificateDesign, Printer
from campaigns.models import Ward


def only_officers(request) -> Ward:
    """The ward whose printing is set up. Raises Http404 for everybody but Nội vụ."""
    if not may_set_up_printing(request.user):
        raise Http404
    return get_object_or_404(Ward.objects.all()[:1])


def design_of_ward(request, pk: int) -> CertificateDesign:
    """One design. Raises Http404."""
    ward = only_officers(request)
    return get_object_or_404(CertificateDesign.objects.select_related("background"), pk=pk, ward=ward)


def printer_of_ward(request, pk: int) -> Printer:
    """One printer's tray. Raises Http404."""
    return get_object_or_404(
        Printer.objects.select_related("measured_by"), pk=pk, ward=only_officers(request)
    )
