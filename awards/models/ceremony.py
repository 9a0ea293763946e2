"""The ceremony: in which order giấy khen are called, who hands over, who receives, what has been handed over."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from awards.enums import HandoverStatus
from awards.models.decision import Certificate, Decision
from phuong6.office.fields import TextLine

MOST_A_TURN = 30


class Ceremony(models.Model):
    """The handing over of one decision's giấy khen. `per_turn` people come up together."""

    decision = models.OneToOneField(
        Decision, models.PROTECT, related_name="ceremony", verbose_name="Quyết định"
    )
    held_at = models.DateTimeField("Thời gian")
    place = TextLine("Địa điểm", max_length=200)
    per_turn = models.PositiveSmallIntegerField(
        "Số tập thể, cá nhân mỗi lượt",
        default=10,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_A_TURN)],
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="Người lập")
    at = models.DateTimeField("Lập lúc", default=timezone.now)

    class Meta:
        verbose_name = "Lễ trao giấy khen"
        verbose_name_plural = "Lễ trao giấy khen"
        constraints = [
            models.CheckConstraint(
                condition=Q(per_turn__range=(1, MOST_A_TURN)),
                name="ceremony_turn_is_of_some_people",
                violation_error_message=f"Mỗi lượt từ 1 đến {MOST_A_TURN} tập thể, cá nhân.",
            )
        ]

    def __str__(self) -> str:
        return f"Lễ trao giấy khen theo {self.decision}"


class Handover(models.Model):
    """One giấy khen at the ceremony. `awards.ceremony.workflow` alone writes status.

    `order` and `turn` are numbered by `awards.ceremony.arranging`; a replacement takes its predecessor's place.
    """

    ceremony = models.ForeignKey(
        Ceremony, models.PROTECT, related_name="handovers", verbose_name="Lễ trao giấy khen"
    )
    certificate = models.OneToOneField(
        Certificate, models.PROTECT, related_name="handover", verbose_name="Giấy khen"
    )
    status = models.CharField(
        "Đã trao chưa",
        max_length=10,
        choices=HandoverStatus.choices,
        default=HandoverStatus.WAITING,
        editable=False,
    )
    order = models.PositiveIntegerField("Thứ tự gọi", default=0)
    turn = models.PositiveSmallIntegerField("Lượt", default=0)
    presenter = TextLine("Người trao", max_length=200, blank=True)
    representative = TextLine("Người nhận", max_length=200, blank=True)
    handed_at = models.DateTimeField("Trao lúc", null=True, blank=True, editable=False)
    handed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name="Người đánh dấu",
    )

    class Meta:
        verbose_name = "Lượt trao giấy khen"
        verbose_name_plural = "Lượt trao giấy khen"
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status=HandoverStatus.HANDED, handed_at__isnull=False, handed_by__isnull=False)
                | Q(status=HandoverStatus.WAITING, handed_at__isnull=True, handed_by__isnull=True),
                name="handed_over_has_who_and_when",
            )
        ]

    def __str__(self) -> str:
        return f"{self.order}. {self.certificate.award.name}"
