"""Names that are left out of the public list."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from awards.models.decision import Award
from phuong6.office.fields import Prose


class PublicOmission(models.Model):
    """A name the officer leaves out of the public list, from when to when, who and why.

    The award itself stands; only the public page and the radio do not say the name. Rows are ended, never deleted.
    """

    award = models.ForeignKey(Award, models.PROTECT, related_name="omissions", verbose_name="Giấy khen")
    reason = Prose("Lý do")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="Người ẩn"
    )
    at = models.DateTimeField("Ẩn lúc", default=timezone.now)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Người hiện lại",
    )
    ended_at = models.DateTimeField("Hiện lại lúc", null=True, blank=True)

    class Meta:
        verbose_name = "Tên không công khai"
        verbose_name_plural = "Tên không công khai"
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["award"], condition=Q(ended_at__isnull=True), name="award_omitted_once_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="omission_has_its_reason"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="omission_ends_with_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.award}"
