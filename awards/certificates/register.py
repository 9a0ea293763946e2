"""Sổ khen thưởng: every giấy khen of a year by its number, and what is done to one after it was entered.

A number is never given again: a replaced giấy khen and a void number keep their line (docs/decisions/0008).
"""

from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from awards.ceremony.arranging import take_replacement
from awards.certificates.rules import may_print
from awards.enums import CertificateEventKind, CertificateStatus, DecisionStatus
from awards.models import Award, AwardCorrection, Certificate, CertificateEvent
from campaigns.models import Campaign
from campaigns.series import REGISTER, series_key
from dossiers.enums import NomineeStatus
from phuong6.lib.vietnamese import short_date
from phuong6.office.papers.numbering import cited, take_number
from phuong6.office.posts import said
from phuong6.office.workflow import NotAllowed, Refused

COLUMNS = (
    "Số vào sổ",
    "Ngày vào sổ",
    "Họ và tên, tập thể",
    "Chức vụ, đơn vị",
    "Hình thức",
    "Số, ngày quyết định",
    "Số sổ vàng",
    "Tình trạng, ghi chú",
)
FORM = "Giấy khen"


def book(campaign: Campaign, year: int) -> QuerySet[Certificate]:
    """The lines of one year by number, those of the campaign's kind (real, sample or rehearsal); three queries."""
    corrections = AwardCorrection.objects.select_related("paper__series", "by")
    return (
        Certificate.objects.filter(register_series=series_key(campaign, REGISTER), register_year=year)
        .select_related("award__decision", "award__nominee", "replaces", "replacement")
        .prefetch_related("events__by", Prefetch("award__corrections", corrections))
        .order_by("register_no")
    )


def years(campaign: Campaign) -> list[int]:
    """The years that have a book, newest first."""
    lines = Certificate.objects.filter(register_series=series_key(campaign, REGISTER))
    return list(lines.order_by("-register_year").values_list("register_year", flat=True).distinct())


def number_of(certificate: Certificate) -> str:
    """Return "05/2023", as the book and its pages name a line."""
    return f"{certificate.register_no:02d}/{certificate.register_year}"


def status_of(certificate: Certificate) -> str:
    """What counts of it today: revoked with its decision or its award, or its own status."""
    award = certificate.award
    if (
        award.decision.status == DecisionStatus.REVOKED or award.nominee.status == NomineeStatus.REVOKED
    ) and certificate.status == CertificateStatus.VALID:
        return CertificateStatus.REVOKED
    return certificate.status


def remarks(certificate: Certificate) -> str:
    """The last column: what became of the giấy khen, who did it, when and why."""
    said = [CertificateStatus(status_of(certificate)).label]
    if certificate.replaces_id:
        said.append(f"Cấp thay số {number_of(certificate.replaces)}")
    if hasattr(certificate, "replacement"):
        said.append(f"Thay bằng số {number_of(certificate.replacement)}")
    for event in certificate.events.all():
        if event.kind == CertificateEventKind.PRINTED:
            continue
        who = f", {event.by}" if event.by_id else ""
        day = short_date(timezone.localdate(event.at))
        said.append(f"{event.get_kind_display()} ngày {day}{who}: {event.reason.rstrip(' .')}")
    return ". ".join(said + list(map(_corrected, certificate.award.corrections.all())))


def _corrected(correction: AwardCorrection) -> str:
    """What the decision wrote, by which paper it was put right, and who entered that."""
    award, day = correction.award, short_date(timezone.localdate(correction.at))
    name = award.name
    if correction.honorific and correction.honorific != award.honorific:
        name = f"{award.honorific} {name}".strip()
    wrong = [name] if name != correction.name else []
    wrong += [award.role_line] if award.role_line != correction.role else []
    return f"Quyết định ghi “{', '.join(wrong)}”; đính chính theo {cited(correction.paper)}, {correction.by} ghi ngày {day}"


def cells(certificate: Certificate) -> tuple[str, ...]:
    """One line as `COLUMNS` asks."""
    award = certificate.award
    decision = award.decision
    return (
        f"{certificate.register_no:02d}",
        short_date(timezone.localdate(certificate.made_at)),
        award.right_addressed,
        award.right_role,
        FORM,
        f"{decision.number}\n{short_date(decision.decided_on)}",
        f"{award.position:02d}",
        remarks(certificate),
    )


@transaction.atomic
def replace_certificate(certificate: Certificate, *, by, reason: str, at=None) -> Certificate:
    """A new giấy khen with a number and code of its own; the old one is marked replaced and proves nothing any more.

    For one that was lost or spoilt after it was handed over, or whose number was voided. Raises NotAllowed, Refused.
    """
    old, at = _locked(certificate, by, reason), at or timezone.now()
    if old.status not in (CertificateStatus.VALID, CertificateStatus.VOID) or hasattr(old, "replacement"):
        raise Refused("Giấy khen này đã được thay hoặc đã bị thu hồi nên không cấp bản thay thế được.")
    if old.status == CertificateStatus.VALID:
        old.status = CertificateStatus.REPLACED
        old.save(update_fields=["status"])
    new = enter_certificate(old.award, timezone.localdate(at).year, at=at)
    new.replaces = old
    new.save(update_fields=["replaces"])
    take_replacement(new)
    _record(old, CertificateEventKind.REPLACED, by, reason, at)
    return new


@transaction.atomic
def void_certificate(certificate: Certificate, *, by, reason: str, at=None) -> Certificate:
    """Cross a number out: it stays in the book, with who, when and why, and is never given again.

    Raises NotAllowed, Refused.
    """
    old = _locked(certificate, by, reason)
    if old.status != CertificateStatus.VALID:
        raise Refused("Chỉ hủy được số của giấy khen còn giá trị.")
    old.status = CertificateStatus.VOID
    old.save(update_fields=["status"])
    _record(old, CertificateEventKind.VOIDED, by, reason, at or timezone.now())
    return old


def _locked(certificate: Certificate, by, reason: str) -> Certificate:
    """The row, held until the transaction ends: of two people pressing at once, the second finds it changed."""
    if not may_print(by):
        raise NotAllowed(said("Chỉ {internal_affairs} được ghi sổ khen thưởng."))
    if not reason.strip():
        raise Refused("Hãy ghi lý do, lý do được giữ trong sổ.")
    found = (
        Certificate.objects.select_for_update(of=("self",))
        .select_related("award__decision__campaign", "award__nominee")
        .get(pk=certificate.pk)
    )
    if status_of(found) == CertificateStatus.REVOKED or found.award.decision.status != DecisionStatus.ISSUED:
        raise Refused("Quyết định hoặc khen thưởng này đã bị hủy bỏ nên không ghi thêm vào sổ được.")
    return found


def _record(certificate: Certificate, kind: str, by, reason: str, at) -> None:
    CertificateEvent.objects.create(certificate=certificate, kind=kind, by=by, reason=reason.strip(), at=at)


def enter_certificate(award: Award, year: int, *, at) -> Certificate:
    """The next line of the award register of the year (gap-free, never reused)."""
    key = series_key(award.decision.campaign, REGISTER)
    return Certificate.objects.create(
        award=award, register_series=key, register_year=year, register_no=take_number(key, year), made_at=at
    )
