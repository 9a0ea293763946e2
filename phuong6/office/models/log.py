"""The log of moves, and the days nobody works."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from phuong6.office.fields import Prose, TextLine
from phuong6.office.natural import Natural

SATURDAY = 5  # as date.weekday() counts


class Audience(models.TextChoices):
    """Who may read a line of the log."""

    UNIT = "unit", "Đơn vị và cơ quan"
    OFFICE = "office", "Chỉ cơ quan"


class Move(models.Model):
    """One row per move of a workflow: who, when, from, to and why. Written by `perform` only."""

    content_type = models.ForeignKey(ContentType, models.PROTECT)
    object_id = models.PositiveBigIntegerField()
    subject = GenericForeignKey()
    workflow = models.CharField("Quy trình", max_length=30)
    move = models.CharField("Bước", max_length=30)
    source = models.CharField("Từ trạng thái", max_length=30)
    target = models.CharField("Đến trạng thái", max_length=30)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name="Người thực hiện"
    )  # none: the software itself, by a timed command
    at = models.DateTimeField("Thời điểm", default=timezone.now)
    note = Prose("Lý do, ghi chú", blank=True)
    audience = models.CharField("Ai được xem", max_length=10, choices=Audience.choices)

    class Meta:
        verbose_name = "Lần chuyển trạng thái"
        verbose_name_plural = "Nhật ký chuyển trạng thái"
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["content_type", "object_id", "at"])]

    def __str__(self) -> str:
        return f"{self.move}: {self.source} → {self.target}"


class Holiday(Natural):
    """A day on which the week does not count: off although a weekday, or worked although a Saturday or Sunday."""

    natural = ("day",)

    day = models.DateField("Ngày", unique=True)
    name = TextLine("Dịp nghỉ, lý do làm bù", max_length=120)
    is_worked = models.BooleanField(
        "Ngày làm bù", default=False, help_text="Đánh dấu khi đây là thứ Bảy, Chủ nhật phải đi làm bù."
    )

    class Meta:
        verbose_name = "Ngày nghỉ lễ"
        verbose_name_plural = "Ngày nghỉ lễ"
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} {self.name}"

    def clean(self) -> None:
        """Only a Saturday or Sunday is worked instead of another day. Raises ValidationError."""
        if self.is_worked and self.day and self.day.weekday() < SATURDAY:
            raise ValidationError({"is_worked": "Ngày làm bù phải là thứ Bảy hoặc Chủ nhật."})
