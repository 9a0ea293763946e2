"""The decision, its list, and the giấy khen that follow from it."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from awards.enums import CertificateEventKind, CertificateStatus, DecisionKind, DecisionStatus
from awards.models.meeting import CouncilMeeting
from campaigns.enums import Rounding
from campaigns.models import Campaign, LegalRegime, Signer
from dossiers.models import Nominee
from phuong6.office.fields import Prose, TextLine
from phuong6.office.models import IssuedPaper, StoredFile


class Decision(models.Model):
    """Quyết định tặng Giấy khen, drafted from one closed meeting, or the later one that revokes it.

    `awards.decisions.workflow` alone writes status. An issued decision never changes: names, sums and bases are frozen
    in its awards and its PDF. Of a revocation `total` is what its awards had brought; the rest stands in
    `awards.models.Revocation`.
    """

    campaign = models.ForeignKey(
        Campaign, models.PROTECT, related_name="decisions", verbose_name="Phong trào"
    )
    kind = models.CharField(
        "Loại", max_length=12, choices=DecisionKind.choices, default=DecisionKind.AWARD, editable=False
    )
    meeting = models.ForeignKey(
        CouncilMeeting,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name="Theo phiên họp",
    )
    status = models.CharField(
        "Trạng thái",
        max_length=20,
        choices=DecisionStatus.choices,
        default=DecisionStatus.DRAFT,
        editable=False,
    )
    planned_on = models.DateField(
        "Ngày dự kiến ký", help_text="Tiền thưởng tính theo lương cơ sở và nghị định có hiệu lực ngày này."
    )
    decided_on = models.DateField("Ngày quyết định", null=True, blank=True, editable=False)
    number = models.CharField("Số quyết định", max_length=40, blank=True, editable=False)
    paper = models.OneToOneField(
        IssuedPaper, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    regime = models.ForeignKey(LegalRegime, models.PROTECT, verbose_name="Chế độ áp dụng", editable=False)
    regime_override = models.ForeignKey(
        LegalRegime,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Áp dụng chế độ khác",
    )
    override_reason = Prose("Lý do áp dụng chế độ khác", blank=True)
    two_laws_reason = Prose("Lý do để chung hồ sơ theo hai luật", blank=True, editable=False)
    law_bases = models.JSONField("Căn cứ", default=list, editable=False)
    base_salary = models.PositiveIntegerField("Lương cơ sở (đồng)", editable=False)
    total = models.PositiveBigIntegerField("Tổng tiền thưởng (đồng)", default=0, editable=False)
    fund_override_reason = Prose("Lý do chi vượt số dư quỹ", blank=True, editable=False)
    signer = models.ForeignKey(
        Signer, models.PROTECT, null=True, blank=True, editable=False, verbose_name="Người ký"
    )
    signer_title = Prose("Chức vụ người ký", blank=True, editable=False, help_text="Mỗi dòng một chức vụ.")
    signer_name = TextLine("Họ tên người ký", max_length=120, blank=True, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    approved_at = models.DateTimeField("Xác nhận lúc", null=True, blank=True, editable=False)
    approved_total = models.PositiveBigIntegerField(null=True, blank=True, editable=False)
    issued_at = models.DateTimeField("Ban hành lúc", null=True, blank=True, editable=False)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False, verbose_name="Người soạn"
    )
    created_at = models.DateTimeField("Soạn lúc", default=timezone.now, editable=False)
    changed_by = models.JSONField("Người đã sửa dự thảo", default=list, editable=False)  # ids of accounts

    class Meta:
        verbose_name = "Quyết định khen thưởng"
        verbose_name_plural = "Quyết định khen thưởng"
        ordering = ["-created_at"]
        permissions = [("print_certificates", "In giấy khen")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=DecisionKind.AWARD, meeting__isnull=False)
                | Q(kind=DecisionKind.REVOCATION, meeting__isnull=True),
                name="award_decision_has_its_meeting",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[DecisionStatus.ISSUED, DecisionStatus.REVOKED])
                | Q(
                    decided_on__isnull=False,
                    paper__isnull=False,
                    issued_at__isnull=False,
                    file__isnull=False,
                    approved_by__isnull=False,
                ),
                name="issued_decision_is_complete",
            ),
            models.CheckConstraint(
                condition=~Q(status=DecisionStatus.APPROVED)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="approved_decision_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(regime_override__isnull=True) | ~Q(override_reason=""),
                name="regime_override_has_reason",
                violation_error_message="Áp dụng chế độ khác phải ghi lý do.",
            ),
        ]

    def __str__(self) -> str:
        if self.number:
            return f"Quyết định {self.number}"
        return f"Dự thảo quyết định {'hủy bỏ ' if self.is_revocation else ''}{self.pk or ''}".strip()

    @property
    def is_revocation(self) -> bool:
        return self.kind == DecisionKind.REVOCATION

    def note_hand(self, user) -> None:
        """This account has changed the draft; who did so writes no money of it. The caller saves."""
        self.changed_by = sorted({*self.changed_by, user.pk})

    @property
    def day(self):
        """The day that counts: the decision's own, or the planned one while it is a draft."""
        return self.decided_on or self.planned_on


class Award(models.Model):
    """One line of a decision: who, how much, and what the sum came from, frozen at issue.

    `position` is the place in the list, which is the số sổ vàng (NĐ 98/2023 Điều 104). What a công văn đính chính
    puts right stands beside (`awards.certificates.corrections`); giấy khen, register, check and public list go by that.
    """

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="awards", verbose_name="Quyết định")
    nominee = models.OneToOneField(
        Nominee, models.PROTECT, related_name="award", verbose_name="Người được tặng"
    )
    position = models.PositiveIntegerField("Số sổ vàng")
    name = TextLine("Tên", max_length=200)
    honorific = models.CharField("Ông/Bà", max_length=5, blank=True)
    role_line = TextLine("Chức vụ, đơn vị", max_length=400, blank=True)
    rate = models.DecimalField("Hệ số", max_digits=6, decimal_places=3)
    base_salary = models.PositiveIntegerField("Lương cơ sở (đồng)")
    rounding = models.CharField("Làm tròn", max_length=10, choices=Rounding.choices)
    regime = TextLine("Chế độ áp dụng", max_length=200)
    article = TextLine("Điều khoản", max_length=200)
    amount = models.PositiveBigIntegerField("Tiền thưởng (đồng)")
    corrected_name = TextLine("Tên đã đính chính", max_length=200, blank=True, editable=False)
    corrected_role = TextLine("Chức vụ, đơn vị đã đính chính", max_length=400, blank=True, editable=False)
    corrected_honorific = models.CharField("Ông/Bà đã đính chính", max_length=5, blank=True, editable=False)

    class Meta:
        verbose_name = "Giấy khen trong quyết định"
        verbose_name_plural = "Danh sách khen thưởng"
        ordering = ["decision", "position"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "position"], name="position_once_per_decision")
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.name}"

    @property
    def right_name(self) -> str:
        """The name that counts: the decision's, or what an issued công văn đính chính made of it."""
        return self.corrected_name or self.name

    @property
    def right_role(self) -> str:
        """The same of what stands under the name."""
        return self.corrected_role or self.role_line

    @property
    def right_honorific(self) -> str:
        """The same of Ông or Bà; empty for a collective."""
        return self.corrected_honorific or self.honorific

    @property
    def right_addressed(self) -> str:
        """Ông or Bà and the name, as they count."""
        return f"{self.right_honorific} {self.right_name}".strip()

    @property
    def is_corrected(self) -> bool:
        return bool(self.corrected_name or self.corrected_role or self.corrected_honorific)


def new_token() -> str:
    """An unguessable word for the QR code (128 bits)."""
    return secrets.token_urlsafe(16)


class Certificate(models.Model):
    """A giấy khen: one valid per award, numbered in the award register of its year (not printed)."""

    award = models.ForeignKey(Award, models.PROTECT, related_name="certificates", verbose_name="Của")
    register_series = models.SlugField("Sổ", max_length=60, editable=False)
    register_year = models.PositiveSmallIntegerField("Năm", editable=False)
    register_no = models.PositiveIntegerField("Số vào sổ", editable=False)
    token = models.CharField("Mã kiểm tra", max_length=40, unique=True, default=new_token, editable=False)
    status = models.CharField(
        "Tình trạng", max_length=10, choices=CertificateStatus.choices, default=CertificateStatus.VALID
    )
    made_at = models.DateTimeField("Vào sổ lúc", default=timezone.now)
    replaces = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="replacement",
        verbose_name="Thay cho",
    )

    class Meta:
        verbose_name = "Giấy khen"
        verbose_name_plural = "Sổ khen thưởng"
        ordering = ["-register_year", "register_no"]
        constraints = [
            models.UniqueConstraint(
                fields=["register_series", "register_year", "register_no"], name="register_number_once_a_year"
            ),
            models.UniqueConstraint(
                fields=["award"],
                condition=Q(status=CertificateStatus.VALID),
                name="one_valid_certificate_per_award",
            ),
        ]

    def __str__(self) -> str:
        return f"Giấy khen {self.register_no:02d}/{self.register_year}"


class CertificateEvent(models.Model):
    """What happened to a giấy khen: printed, printed again, replaced, its number voided. Never changed, never removed."""

    certificate = models.ForeignKey(Certificate, models.PROTECT, related_name="events")
    kind = models.CharField("Việc", max_length=10, choices=CertificateEventKind.choices)
    reason = Prose("Lý do", blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name="Người thực hiện"
    )
    at = models.DateTimeField("Lúc", default=timezone.now)

    class Meta:
        verbose_name = "Việc của giấy khen"
        verbose_name_plural = "Việc của giấy khen"
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["certificate"],
                condition=Q(kind=CertificateEventKind.PRINTED),
                name="certificate_is_first_printed_once",
            ),
            models.CheckConstraint(
                condition=Q(kind=CertificateEventKind.PRINTED) | ~Q(reason=""),
                name="certificate_event_has_reason",
                violation_error_message="Hãy ghi lý do.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.certificate}: {self.get_kind_display()}"
