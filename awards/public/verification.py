"""Is a giấy khen genuine? The questions behind /xac-minh/: pure reads, the same for everybody."""

from dataclasses import dataclass

from django.db import models

from awards.enums import CertificateStatus, DecisionStatus
from awards.models import Certificate
from dossiers.enums import NomineeStatus
from phuong6.lib.vietnamese import search_key


class Verdict(models.TextChoices):
    """The only things said to the public."""

    GENUINE = "genuine", "Giấy khen này là thật"
    REPLACED = "replaced", "Giấy khen này đã được thay bằng bản khác"
    REVOKED = "revoked", "Giấy khen này đã bị thu hồi"
    VOID = "void", "Số của giấy khen này đã bị hủy, giấy khen không còn giá trị"
    NOT_FOUND = "not_found", "Không tìm thấy giấy khen khớp với thông tin này"


# What the answer looks like: tone, icon, and the word beside it, so that colour alone tells nothing.
LOOKS = {
    Verdict.GENUINE: ("good", "success", "Còn giá trị"),
    Verdict.REPLACED: ("bad", "error", "Không còn giá trị"),
    Verdict.REVOKED: ("bad", "error", "Không còn giá trị"),
    Verdict.VOID: ("bad", "error", "Không còn giá trị"),
    Verdict.NOT_FOUND: ("attention", "warning", "Không tìm thấy"),
}
NOT_REAL = ("attention", "warning", "Không có giá trị sử dụng")


@dataclass(frozen=True)
class Answer:
    """What is told. `certificate` is None when nothing was found."""

    verdict: Verdict
    certificate: Certificate | None = None

    @property
    def found(self) -> bool:
        return self.certificate is not None

    @property
    def mark(self) -> str:
        """DIỄN TẬP or MẪU where the giấy khen belongs to no real campaign."""
        return self.certificate.award.decision.campaign.mark if self.certificate else ""

    @property
    def look(self) -> dict[str, str]:
        """Tone, icon and word; what belongs to no real campaign never looks valid."""
        marked = self.mark and self.verdict == Verdict.GENUINE
        tone, icon, word = NOT_REAL if marked else LOOKS[self.verdict]
        return {"tone": tone, "icon": icon, "word": word}


NOT_FOUND = Answer(Verdict.NOT_FOUND)


def _issued() -> models.QuerySet[Certificate]:
    return Certificate.objects.filter(
        award__decision__status__in=[DecisionStatus.ISSUED, DecisionStatus.REVOKED]
    ).select_related("award__decision__campaign__ward", "award__nominee", "replaces")


def verdict_of(certificate: Certificate) -> Verdict:
    """Revoked by its decision, its award or itself; replaced; its number void; else genuine, reprinted or not."""
    award = certificate.award
    if (
        certificate.status == CertificateStatus.REVOKED
        or award.decision.status == DecisionStatus.REVOKED
        or award.nominee.status == NomineeStatus.REVOKED
    ):
        return Verdict.REVOKED
    return {CertificateStatus.REPLACED: Verdict.REPLACED, CertificateStatus.VOID: Verdict.VOID}.get(
        certificate.status, Verdict.GENUINE
    )


def by_token(token: str) -> Answer:
    """The giấy khen whose QR code carries this token."""
    certificate = _issued().filter(token=token).first()
    return Answer(verdict_of(certificate), certificate) if certificate else NOT_FOUND


def by_words(number: int, notation: str, golden_book_no: int, name: str) -> Answer:
    """The giấy khen of this decision number, place in its list and name.

    `notation` ("QĐ-UBND") may be empty. The name counts without case, accents and spaces, and with or
    without Ông/Bà. Of several (a number returns every year) the valid one is told, a real campaign's first.
    """
    rows = _issued().filter(award__decision__paper__number=number, award__position=golden_book_no)
    wanted = search_key(name)
    matching = [
        each
        for each in rows.select_related("award__decision__paper__series").order_by("-register_year", "-pk")
        if wanted in _names(each)
        and search_key(notation) in ("", search_key(each.award.decision.paper.series.notation))
    ]
    if not matching:
        return NOT_FOUND
    best = min(
        matching,
        key=lambda each: (bool(each.award.decision.campaign.mark), verdict_of(each) != Verdict.GENUINE),
    )
    return Answer(verdict_of(best), best)


def _names(certificate: Certificate) -> set[str]:
    """The name as decided and as put right, with and without Ông/Bà: either may stand on the paper in hand."""
    award = certificate.award
    names = {award.name, award.right_name}
    said = {"", award.honorific, award.right_honorific}
    return {search_key(f"{honorific} {name}".strip()) for name in names for honorific in said}
