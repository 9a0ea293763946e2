"""Stacks of signed sheets that were scanned or photographed, page by page, until each has its place."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from phuong6.office.fields import TextLine
from phuong6.office.models.files import StoredFile
from phuong6.office.models.jobs import Job
from phuong6.office.models.papers import Printout


class ScanBatch(models.Model):
    """One upload of a stack, in any order; its files stay as they came."""

    files = models.ManyToManyField(StoredFile, related_name="+", verbose_name="Các tệp")
    job = models.OneToOneField(Job, models.PROTECT, null=True, related_name="+", verbose_name="Việc đọc mã")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="Người đưa lên"
    )
    at = models.DateTimeField("Đưa lên lúc", default=timezone.now)

    class Meta:
        verbose_name = "Tập giấy tờ đã quét"
        verbose_name_plural = "Tập giấy tờ đã quét"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"Tập giấy tờ lúc {timezone.localtime(self.at):%H:%M, %d/%m/%Y}"


class ScanPage(models.Model):
    """One page of a stack: where it came from, what was read on it, where it was placed.

    `number` counts through the whole stack from 1; `index` is the page inside its file from 0.
    """

    class State(models.TextChoices):
        UNPLACED = "unplaced", "Chưa xếp"
        PLACED = "placed", "Đã xếp, chờ đủ trang"
        ATTACHED = "attached", "Đã gắn vào văn bản"
        SET_ASIDE = "set_aside", "Để riêng"

    batch = models.ForeignKey(ScanBatch, models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField("Trang thứ")
    source = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="Tệp gốc")
    index = models.PositiveIntegerField("Trang trong tệp")
    image = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, related_name="+", verbose_name="Ảnh xem nhanh"
    )
    turn = models.SmallIntegerField("Xoay (độ)", default=0)
    skew = models.FloatField("Nghiêng (độ)", default=0)
    corners = models.JSONField("Bốn góc của mã, theo phần của ảnh", default=list)
    is_blank = models.BooleanField("Trang trắng", default=False)
    trouble = TextLine("Vì sao chưa xếp được", max_length=200, blank=True)
    printout = models.ForeignKey(
        Printout,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="scanned",
        verbose_name="Thuộc văn bản",
    )
    page = models.PositiveSmallIntegerField("Là trang", null=True, blank=True)
    state = models.CharField("Tình trạng", max_length=10, choices=State.choices, default=State.UNPLACED)
    placed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Người xếp tay",
    )
    reason = TextLine("Lý do để riêng", max_length=200, blank=True)

    class Meta:
        verbose_name = "Trang đã quét"
        verbose_name_plural = "Trang đã quét"
        ordering = ["batch", "number"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "number"], name="scan_page_once_per_batch"),
            models.CheckConstraint(
                condition=Q(printout__isnull=True, page__isnull=True) | Q(printout__isnull=False, page__gt=0),
                name="placed_page_has_paper_and_number",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["placed", "attached"]) | Q(printout__isnull=False),
                name="placed_page_belongs_somewhere",
            ),
            models.CheckConstraint(
                condition=~Q(state="set_aside") | ~Q(reason=""),
                name="set_aside_page_has_reason",
                violation_error_message="Hãy ghi vì sao để riêng trang này.",
            ),
        ]

    def __str__(self) -> str:
        return f"Trang {self.number}"
