"""What the ward publicises: exemplary people, news of the campaign, new ways of working (plan, section IV.3).

The rows hold their own text and point to no upper room.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from campaigns.enums import BulletinStatus, ExemplarKind, ExemplarStatus
from campaigns.models.campaign import Campaign
from campaigns.models.people import Unit
from phuong6.lib.reading import reading_minutes
from phuong6.office.fields import Prose, TextLine
from phuong6.office.models import StoredFile

LARGE, SMALL = 1200, 480  # pixels of a picture's long side: for a wide screen, for a telephone


class Exemplar(models.Model):
    """A piece for the public pages. `campaigns.publicity.workflow` alone writes status; nothing is public before approval.

    `unit` proposed it; without one it is the culture officer's own. `consent` is for the office only.
    `revision` counts savings, so that an old page does not overwrite a newer text.
    """

    campaign = models.ForeignKey(
        Campaign, models.PROTECT, related_name="exemplars", verbose_name="Phong trào"
    )
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="exemplars",
        verbose_name="Đơn vị đề xuất",
        editable=False,
    )
    kind = models.CharField(
        "Loại bài", max_length=10, choices=ExemplarKind.choices, default=ExemplarKind.EXEMPLAR
    )
    status = models.CharField(
        "Trạng thái",
        max_length=10,
        choices=ExemplarStatus.choices,
        default=ExemplarStatus.DRAFT,
        editable=False,
    )
    title = TextLine("Tiêu đề", max_length=200)
    summary = Prose("Tóm tắt", help_text="Hai ba câu, đọc được trên loa truyền thanh.", blank=True)
    body = Prose("Nội dung", blank=True)
    consent = Prose("Sự đồng ý của người được nêu", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="Người viết")
    saved_at = models.DateTimeField("Lưu lúc", default=timezone.now, editable=False)
    revision = models.PositiveIntegerField("Lần lưu", default=0, editable=False)
    published_at = models.DateTimeField("Đăng lúc", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "Bài tuyên truyền"
        verbose_name_plural = "Bài tuyên truyền"
        ordering = ["-published_at", "-pk"]
        indexes = [models.Index(fields=["status", "kind", "-published_at"], name="exemplar_public_order")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status=ExemplarStatus.PUBLISHED) | Q(published_at__isnull=False),
                name="published_exemplar_has_its_moment",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ExemplarPicture(models.Model):
    """A picture of a piece, re-encoded in two sizes without anything but its pixels; `alt` says what it shows."""

    exemplar = models.ForeignKey(
        Exemplar, models.CASCADE, related_name="pictures", verbose_name="Bài tuyên truyền"
    )
    order = models.PositiveSmallIntegerField("Thứ tự", default=1)
    alt = TextLine("Mô tả ảnh", max_length=200)
    large = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="Ảnh lớn")
    small = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="Ảnh nhỏ")
    width = models.PositiveSmallIntegerField("Rộng (điểm ảnh)")
    height = models.PositiveSmallIntegerField("Cao (điểm ảnh)")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="Người đưa lên")
    at = models.DateTimeField("Đưa lên lúc", default=timezone.now)

    class Meta:
        verbose_name = "Ảnh của bài tuyên truyền"
        verbose_name_plural = "Ảnh của bài tuyên truyền"
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(alt=""),
                name="exemplar_picture_is_described",
                violation_error_message="Hãy mô tả ảnh để người không nhìn được cũng biết ảnh có gì.",
            ),
        ]

    def __str__(self) -> str:
        return self.alt

    @property
    def small_width(self) -> int:
        """Pixels; the picture in its small size."""
        return min(self.width, round(self.width * SMALL / max(self.width, self.height)))


class Bulletin(models.Model):
    """A radio bulletin, in words as they are read. It holds its text and points to nothing it was drawn from."""

    campaign = models.ForeignKey(
        Campaign, models.PROTECT, related_name="bulletins", verbose_name="Phong trào"
    )
    status = models.CharField(
        "Trạng thái",
        max_length=10,
        choices=BulletinStatus.choices,
        default=BulletinStatus.DRAFT,
        editable=False,
    )
    title = TextLine("Tên bản tin", max_length=200)
    body = Prose("Lời đọc", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="Người soạn")
    saved_at = models.DateTimeField("Lưu lúc", default=timezone.now, editable=False)
    revision = models.PositiveIntegerField("Lần lưu", default=0, editable=False)
    broadcast_on = models.DateField("Ngày phát", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "Bản tin truyền thanh"
        verbose_name_plural = "Bản tin truyền thanh"
        ordering = ["-saved_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status=BulletinStatus.BROADCAST) | Q(broadcast_on__isnull=False),
                name="broadcast_bulletin_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def minutes(self) -> int:
        """Reading time in whole minutes."""
        return reading_minutes(self.body)
