"""A request to print giấy khen: written down once however often it is sent, blanks taken from the stock with it."""

import hashlib
import json
from dataclasses import dataclass, replace

from django.db import transaction

from awards.certificates.blanks import write_blanks
from awards.certificates.rules import may_print
from awards.enums import BlankKind
from awards.models import CertificateDesign, Decision, DesignVersion, Printer, PrintRequest
from campaigns.models import Ward
from phuong6.lib.papers.certificates.text import CertificateDesign as Design
from phuong6.lib.papers.measuring.calibration import TRUE, Calibration
from phuong6.lib.vietnamese import squeeze
from phuong6.office.workflow import NotAllowed, Refused


@dataclass(frozen=True)
class How:
    """How giấy khen are printed: the software's own design (whole, or `overlay`) or a version of the ward's own."""

    version: DesignVersion | None = None
    printer: Printer | None = None
    overlay: bool = False

    @property
    def design(self) -> Design:
        """The design as plain data."""
        return self.version.as_design if self.version else Design(overlay=self.overlay)

    @property
    def on_blanks(self) -> bool:
        """Whether only the text is printed."""
        return self.design.overlay

    @property
    def calibration(self) -> Calibration:
        """What the chosen printer does to a page."""
        return self.printer.calibration if self.printer else TRUE


def newest(design: CertificateDesign) -> DesignVersion:
    """The version that counts."""
    return design.versions.select_related("design").first()


def how_named(ward: Ward, *, overlay: bool, design: str | None, printer: str | None, tray: str | None) -> How:
    """How to print, by the names of design, printer and tray. Raises Refused for a name nobody gave."""
    version = None
    if design:
        found = CertificateDesign.objects.filter(ward=ward, name=squeeze(design)).first()
        if found is None:
            raise Refused(f"Không có mẫu giấy khen nào tên “{design}”.")
        version = newest(found)
    how = How(version=version, overlay=overlay)
    if overlay and not how.on_blanks:
        raise Refused(f"Mẫu “{design}” in đầy đủ trên giấy trắng, không phải để in lên phôi.")
    if not printer:
        return how
    trays = Printer.objects.filter(ward=ward, name=squeeze(printer), page=how.design.page)
    if tray:
        trays = trays.filter(tray=squeeze(tray))
    chosen = list(trays[:2])
    if not chosen:
        raise Refused(f"Không có máy in “{printer}” nào được căn chỉnh cho khổ {how.design.page}.")
    if len(chosen) > 1:
        raise Refused(f"Máy in “{printer}” có nhiều khay; hãy ghi rõ khay bằng --tray.")
    return replace(how, printer=chosen[0])


def how_of(made: PrintRequest) -> How:
    """How that time was printed; the printer as it is measured today."""
    return How(version=made.version, printer=made.printer, overlay=made.overlay)


@transaction.atomic
def record_print(
    decision: Decision, only: list[int], how: How, *, by, key: str | list
) -> tuple[PrintRequest, bool]:
    """The request written down, and its blanks taken; whether it is new.

    The very same request (key, certificates, how) is written down only once.

    Raises NotAllowed; Refused when there are not enough blanks or printer and design want different paper.
    """
    if not may_print(by):
        raise NotAllowed("Bạn không có quyền in giấy khen.")
    if how.printer and how.printer.page != how.design.page:
        raise Refused(
            f"{how.printer} được căn chỉnh cho khổ {how.printer.get_page_display()}, mẫu in khổ {how.design.page}. "
            "Hãy chọn máy in khác hoặc căn chỉnh khay này cho khổ giấy của mẫu."
        )
    asked = [
        key,
        decision.pk,
        sorted(only),
        how.version and how.version.pk,
        how.printer and how.printer.pk,
        how.overlay,
    ]
    made, is_new = PrintRequest.objects.get_or_create(
        key=hashlib.sha256(json.dumps(asked).encode()).hexdigest(),
        defaults={
            "decision": decision,
            "version": how.version,
            "printer": how.printer,
            "overlay": how.on_blanks,
            "only": sorted(only),
            "by": by,
        },
    )
    if is_new and how.version and how.version.design.on_blank:
        write_blanks(how.version.design, BlankKind.USED, len(only), by=by, of_print=made)
    return made, is_new
