"""The decision that takes awards back, and what came back of them (Luật 2022 Điều 93; Luật 2003 Điều 96)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from awards.enums import RevocationGround
from awards.models.decision import Award, Decision
from awards.models.money import FundEntry
from phuong6.office.fields import Prose, TextLine


class Revocation(models.Model):
    """What a decision of the kind "hủy bỏ" says besides its list: which decision, why, on whose finding."""

    decision = models.OneToOneField(
        Decision, models.CASCADE, related_name="revocation", verbose_name="Quyết định hủy bỏ"
    )
    old = models.ForeignKey(
        Decision, models.PROTECT, related_name="revocations", verbose_name="Quyết định bị hủy bỏ"
    )
    ground = models.CharField("Căn cứ hủy bỏ", max_length=20, choices=RevocationGround.choices)
    reason = Prose("Lý do hủy bỏ")
    finding = TextLine("Văn bản kết luận", max_length=300)
    return_by = models.DateField("Nộp lại chậm nhất ngày")

    class Meta:
        verbose_name = "Hủy bỏ khen thưởng"
        verbose_name_plural = "Hủy bỏ khen thưởng"
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="revocation_has_reason",
                violation_error_message="Hủy bỏ khen thưởng phải ghi lý do.",
            ),
        ]

    def __str__(self) -> str:
        return f"Hủy bỏ theo {self.decision}"


class RevokedAward(models.Model):
    """One award a revocation names. `due` is the sum to give back, frozen at issue: 0 where nothing was paid."""

    revocation = models.ForeignKey(Revocation, models.CASCADE, related_name="lines", verbose_name="Hủy bỏ")
    award = models.OneToOneField(
        Award, models.PROTECT, related_name="revoked", verbose_name="Giấy khen bị hủy bỏ"
    )
    due = models.PositiveBigIntegerField("Phải nộp lại (đồng)", default=0, editable=False)

    class Meta:
        verbose_name = "Giấy khen bị hủy bỏ"
        verbose_name_plural = "Giấy khen bị hủy bỏ"
        ordering = ["revocation", "award__position"]

    def __str__(self) -> str:
        return str(self.award)


class Recovery(models.Model):
    """An hour at which certificates or money were given back: the facts of a biên bản thu hồi."""

    revocation = models.ForeignKey(
        Revocation, models.PROTECT, related_name="recoveries", verbose_name="Hủy bỏ"
    )
    held_at = models.DateTimeField("Lập lúc")
    place = TextLine("Tại", max_length=200)
    giver = TextLine("Bên giao", max_length=160)
    taker = TextLine("Bên nhận", max_length=160)
    once = models.CharField("Dấu của lần gửi", max_length=64, blank=True, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False, verbose_name="Người ghi"
    )
    at = models.DateTimeField("Ghi lúc", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "Biên bản thu hồi"
        verbose_name_plural = "Biên bản thu hồi"
        ordering = ["held_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["once"], condition=~Q(once=""), name="same_post_writes_one_recovery"
            ),
        ]

    def __str__(self) -> str:
        return f"Biên bản thu hồi lúc {timezone.localtime(self.held_at):%H:%M, %d/%m/%Y}"


class Returned(models.Model):
    """What one award gave back at a recovery; the money stands in the ledger too."""

    recovery = models.ForeignKey(Recovery, models.PROTECT, related_name="lines", verbose_name="Biên bản")
    line = models.ForeignKey(
        RevokedAward, models.PROTECT, related_name="returns", verbose_name="Giấy khen bị hủy bỏ"
    )
    certificate = models.BooleanField("Đã nộp lại Giấy khen", default=False)
    entry = models.OneToOneField(
        FundEntry, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Dòng sổ quỹ"
    )

    class Meta:
        verbose_name = "Đã nộp lại"
        verbose_name_plural = "Đã nộp lại"
        ordering = ["recovery", "line__award__position"]
        constraints = [
            models.UniqueConstraint(fields=["recovery", "line"], name="award_once_per_recovery"),
            models.UniqueConstraint(
                fields=["line"],
                condition=Q(certificate=True),
                name="certificate_comes_back_once",
                violation_error_message="Giấy khen này đã ghi nộp lại.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.line)

    @property
    def paid_back(self) -> int:
        """In VND; nothing where the ledger's line was taken back again."""
        return self.entry.amount if self.entry_id and not self.entry.is_void else 0
