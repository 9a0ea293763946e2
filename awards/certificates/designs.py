"""Designs of giấy khen: a new one, its next version, its blank's photograph, a printer measured."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from awards.certificates.papers.certificate import certificate_text, emblem_of, prints_qr
from awards.certificates.rules import may_set_up_printing
from awards.enums import DecisionStatus
from awards.models import Certificate, CertificateDesign, DesignVersion, Printer, PrintRequest
from campaigns.models import Campaign
from criteria.enums import NomineeKind
from phuong6.lib.papers.certificates.data import design_data
from phuong6.lib.papers.certificates.text import PERSON, CertificateText
from phuong6.lib.papers.certificates.text import CertificateDesign as Design
from phuong6.lib.papers.measuring.calibration import Calibration
from phuong6.office.files import store
from phuong6.office.posts import said
from phuong6.office.workflow import NotAllowed, Refused

LONGEST_PERSON = "Công Tằng Tôn Nữ Nguyễn Thị Hoàng Phương Thảo Trinh Huyền Trang"
LONGEST_BODY = (
    "Tập thể cán bộ, công chức, người lao động Bộ phận Tiếp nhận và Trả kết quả giải quyết thủ tục hành chính theo "
    "cơ chế một cửa, một cửa liên thông của Ủy ban nhân dân phường, thành phố trực thuộc"
)
SHOWN = 20  # real giấy khen offered for the preview


def _only_officers(by) -> None:
    if not may_set_up_printing(by):
        raise NotAllowed(said("Chỉ {internal_affairs} sửa mẫu giấy khen."))


@transaction.atomic
def start_design(design: CertificateDesign, *, by) -> CertificateDesign:
    """Keep a new design with its first version: what the software itself would print. Raises NotAllowed."""
    _only_officers(by)
    design.created_by = by
    design.save()
    plain = Design(page=design.page, overlay=design.on_blank)
    DesignVersion.objects.create(design=design, number=1, content=design_data(plain), by=by)
    return design


@transaction.atomic
def save_version(design: CertificateDesign, content: Design, *, by) -> DesignVersion:
    """The design as it looks from now on; nothing new when nothing changed. Raises NotAllowed."""
    _only_officers(by)
    # The lock lets two people who save at once follow one another.
    CertificateDesign.objects.select_for_update(of=("self",)).get(pk=design.pk)
    last, data = design.versions.first(), design_data(content)
    if last.content == data:
        return last
    return DesignVersion.objects.create(design=design, number=last.number + 1, content=data, by=by)


def keep_background(design: CertificateDesign, data: bytes, *, name: str, by) -> None:
    """The blank's photograph, judged by its content. Raises NotAllowed, Refusal with the sentence."""
    _only_officers(by)
    design.background = store(data, name=name, by=by, allow=frozenset({"image"}))
    design.save(update_fields=["background"])


def is_unused(design: CertificateDesign) -> bool:
    """Whether it was never printed with and no blank was ever entered for it: then it may be removed."""
    return not (PrintRequest.objects.filter(version__design=design).exists() or design.blanks.exists())


@transaction.atomic
def remove_design(design: CertificateDesign, *, by) -> None:
    """Take away a design made by mistake. Raises NotAllowed; Refused once it was printed with."""
    _only_officers(by)
    held = CertificateDesign.objects.select_for_update(of=("self",)).get(pk=design.pk)
    if not is_unused(held):
        raise Refused("Mẫu này đã dùng để in hoặc đã có trong kho phôi nên phải giữ lại. Có thể đổi tên mẫu.")
    held.versions.all().delete()
    held.delete()


@transaction.atomic
def remove_printer(printer: Printer, *, by) -> None:
    """Take away a printer's tray entered by mistake. Raises NotAllowed; Refused once it was printed with."""
    _only_officers(by)
    held = Printer.objects.select_for_update(of=("self",)).get(pk=printer.pk)
    if held.prints.exists():
        raise Refused("Khay này đã dùng để in nên phải giữ lại. Có thể đổi tên máy in, khay.")
    held.delete()


def measure(printer: Printer, found: Calibration, *, by, at: datetime | None = None) -> None:
    """What was read off the ruled sheet counts from now on. Raises NotAllowed."""
    _only_officers(by)
    for name in ("right", "below", "across", "down"):
        setattr(printer, name, getattr(found, name))
    printer.measured_at, printer.measured_by = at or timezone.now(), by
    printer.save()


def samples(campaign: Campaign, kind: str) -> dict[str, tuple[str, CertificateText]]:
    """What a design can be looked at with, by key: (label, text). The longest names come first, then real ones."""
    emblem, person = emblem_of(campaign), kind == PERSON
    common = {
        "role_line": f"Công chức, {campaign.ward_name}" if person else campaign.ward_name,
        "achievement": campaign.achievement_line,
        "golden_book_no": 1,
        "authority": f"CHỦ TỊCH {campaign.ward_name.upper()}",
        "place": campaign.place_name,
        "signer_title": campaign.chairman_title,
        "signer_name": campaign.chairman_name,
        "emblem": emblem,
        "sample_star": emblem is None,
        "honorific": "Bà" if person else "",
        "recipient": kind,
        "verify_url": "https://example.vn/xac-minh/mau-in-thu/" if prints_qr(campaign) else "",
        "mark": "MẪU",
    }
    names = (
        ("Tên ngắn", "Lê Thị An" if person else "Khóm 1"),
        ("Tên dài nhất", LONGEST_PERSON if person else LONGEST_BODY),
    )
    found = {
        f"mau-{n}": (label, CertificateText(name=name, **common)) for n, (label, name) in enumerate(names)
    }
    real = Certificate.objects.filter(
        award__decision__campaign=campaign,
        award__decision__status=DecisionStatus.ISSUED,
        award__nominee__kind=NomineeKind.INDIVIDUAL if person else NomineeKind.COLLECTIVE,
    )
    for each in real.select_related("award__decision__campaign__ward", "award__nominee")[:SHOWN]:
        found[str(each.pk)] = (each.award.name, certificate_text(each, emblem))
    return found
