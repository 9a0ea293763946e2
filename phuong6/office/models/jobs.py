"""Background work."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from phuong6.office.fields import Prose, TextLine
from phuong6.office.models.files import StoredFile


class Job(models.Model):
    """Background work as people see it: how far, how it ended, what came out."""

    class State(models.TextChoices):
        QUEUED = "queued", "Đang chờ"
        RUNNING = "running", "Đang làm"
        DONE = "done", "Xong"
        FAILED = "failed", "Không làm được"
        CANCELLED = "cancelled", "Đã hủy"

    kind = models.CharField("Việc", max_length=40)
    title = TextLine("Tên việc", max_length=200)
    params = models.JSONField("Tham số", default=dict)
    state = models.CharField("Tình trạng", max_length=10, choices=State.choices, default=State.QUEUED)
    done = models.PositiveIntegerField("Đã làm", default=0)
    total = models.PositiveIntegerField("Tất cả", default=0)
    tries = models.PositiveSmallIntegerField("Số lần thử", default=0)
    holder = models.CharField("Máy và tiến trình đang làm", max_length=120, blank=True)
    error = Prose("Lỗi", blank=True)
    heartbeat = models.DateTimeField("Lần báo gần nhất", null=True, blank=True)
    result = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, verbose_name="Kết quả")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="Người yêu cầu")
    at = models.DateTimeField("Yêu cầu lúc", default=timezone.now)

    class Meta:
        verbose_name = "Việc chạy nền"
        verbose_name_plural = "Việc chạy nền"
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.title

    @property
    def percent(self) -> int:
        """Whole percent done, 0 to 100; 100 only when all is done."""
        return self.done * 100 // self.total if self.total else 0


class JobPiece(models.Model):
    """One piece of a job that is done piece by piece: what it is to do, and what came of it.

    `content` waits here, in the same transaction as `done_at`, until the whole is put together: a worker killed at
    any moment leaves a piece either done or not begun.
    """

    job = models.ForeignKey(Job, models.CASCADE, related_name="pieces")
    order = models.PositiveIntegerField("Thứ tự")
    items = models.JSONField("Gồm")
    content = models.BinaryField("Phần đã làm", default=b"")
    done_at = models.DateTimeField("Xong lúc", null=True, blank=True)

    class Meta:
        verbose_name = "Phần của việc chạy nền"
        verbose_name_plural = "Phần của việc chạy nền"
        ordering = ["job", "order"]
        constraints = [models.UniqueConstraint(fields=["job", "order"], name="piece_once_per_job")]

    def __str__(self) -> str:
        return f"{self.job_id}/{self.order}"


class JobFailure(models.Model):
    """One thing of a job that could not be done, and why; the rest was done without it."""

    job = models.ForeignKey(Job, models.CASCADE, related_name="failures")
    item = models.PositiveBigIntegerField("Mã")
    label = TextLine("Tên", max_length=250)
    reason = Prose("Lý do")

    class Meta:
        verbose_name = "Mục không làm được"
        verbose_name_plural = "Mục không làm được"
        ordering = ["job", "pk"]
        constraints = [models.UniqueConstraint(fields=["job", "item"], name="failure_once_per_job")]

    def __str__(self) -> str:
        return self.label
