"""Tables that know no campaign: the log of moves, numbers, files, papers issued, holidays, jobs."""

import secrets

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone

from phuong6.office.fields import Prose, TextLine
from phuong6.office.natural import Natural


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
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="Người thực hiện")
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
    """A day off that is no weekend; working days are counted without it."""

    natural = ("day",)

    day = models.DateField("Ngày nghỉ", unique=True)
    name = TextLine("Dịp nghỉ", max_length=120)

    class Meta:
        verbose_name = "Ngày nghỉ lễ"
        verbose_name_plural = "Ngày nghỉ lễ"
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} {self.name}"


def unguessable_path(stored: "StoredFile", name: str) -> str:
    """A path no one can guess and no user's words reach: the name on disk is ours alone."""
    return f"{timezone.localtime():%Y/%m}/{secrets.token_urlsafe(24)}.{stored.extension}"


class StoredFile(models.Model):
    """A file that came in or was made here, kept byte for byte with its SHA-256. Never changed."""

    file = models.FileField("Tệp", upload_to=unguessable_path, max_length=200)
    original_name = TextLine("Tên tệp gốc", max_length=255, blank=True)
    mime = models.CharField("Loại nội dung", max_length=80)
    extension = models.CharField("Phần mở rộng", max_length=10)
    size = models.PositiveBigIntegerField("Dung lượng (byte)")
    pages = models.PositiveIntegerField("Số trang", default=1)
    sha256 = models.CharField("SHA-256", max_length=64)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name="Người đưa lên"
    )
    at = models.DateTimeField("Thời điểm", default=timezone.now)

    class Meta:
        verbose_name = "Tệp"
        verbose_name_plural = "Tệp"

    def __str__(self) -> str:
        return self.original_name or self.sha256[:12]


class NumberSeries(Natural):
    """Who numbers what: the software (gap-free, at issue) or văn thư (typed, next one suggested).

    Source: NĐ 30/2020 Điều 15 (numbers run from 01 on 01/01 to 31/12, one series per year).
    """

    class NumberedBy(models.TextChoices):
        SOFTWARE = "software", "Sổ của phần mềm"
        CLERK = "clerk", "Sổ văn bản của phường"

    natural = ("key",)

    key = models.SlugField("Mã sổ", unique=True)
    name = TextLine("Tên sổ", max_length=120)
    notation = TextLine("Ký hiệu", max_length=40, help_text="Phần sau số, ví dụ QĐ-UBND.")
    numbered_by = models.CharField("Ai cấp số", max_length=10, choices=NumberedBy.choices)

    class Meta:
        verbose_name = "Sổ số văn bản"
        verbose_name_plural = "Sổ số văn bản"
        ordering = ["key"]

    def __str__(self) -> str:
        return self.name


class SeriesYear(models.Model):
    """The last number a series has given in a year. Locked while a number is taken."""

    series = models.ForeignKey(NumberSeries, models.PROTECT, related_name="years")
    year = models.PositiveSmallIntegerField("Năm")
    last_number = models.PositiveIntegerField("Số gần nhất", default=0)

    class Meta:
        verbose_name = "Số của năm"
        verbose_name_plural = "Số của năm"
        constraints = [models.UniqueConstraint(fields=["series", "year"], name="one_counter_per_series_year")]

    def __str__(self) -> str:
        return f"{self.series} {self.year}: {self.last_number}"


class IssuedPaper(models.Model):
    """A paper that went out: its number, its day and the frozen file (NĐ 30/2020 Điều 18)."""

    series = models.ForeignKey(NumberSeries, models.PROTECT, verbose_name="Sổ", related_name="papers")
    year = models.PositiveSmallIntegerField("Năm")
    number = models.PositiveIntegerField("Số")
    issued_on = models.DateField("Ngày ban hành")
    title = TextLine("Trích yếu", max_length=300)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, verbose_name="Tệp đã đóng băng")
    content_type = models.ForeignKey(ContentType, models.PROTECT)
    object_id = models.PositiveBigIntegerField()
    subject = GenericForeignKey()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="Người ban hành")
    at = models.DateTimeField("Ghi sổ lúc", default=timezone.now)
    void_reason = Prose("Lý do hủy số", blank=True)

    class Meta:
        verbose_name = "Văn bản đã ban hành"
        verbose_name_plural = "Văn bản đã ban hành"
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "year", "number"],
                name="paper_number_once_a_year",
                violation_error_message="Số này đã được dùng trong năm. Hãy xem lại sổ văn bản của phường.",
            ),
            models.CheckConstraint(condition=Q(number__gt=0), name="paper_number_positive"),
        ]

    def __str__(self) -> str:
        return self.full_number

    @property
    def full_number(self) -> str:
        """Number and notation as on paper: below 10 with a leading zero (NĐ 30/2020 Phụ lục I)."""
        return f"{self.number:02d}/{self.series.notation}"


class Job(models.Model):
    """Background work as people see it: how far, how it ended, what came out."""

    class State(models.TextChoices):
        QUEUED = "queued", "Đang chờ"
        RUNNING = "running", "Đang làm"
        DONE = "done", "Xong"
        FAILED = "failed", "Không làm được"

    kind = models.CharField("Việc", max_length=40)
    title = TextLine("Tên việc", max_length=200)
    params = models.JSONField("Tham số", default=dict)
    state = models.CharField("Tình trạng", max_length=10, choices=State.choices, default=State.QUEUED)
    done = models.PositiveIntegerField("Đã làm", default=0)
    total = models.PositiveIntegerField("Tất cả", default=0)
    tries = models.PositiveSmallIntegerField("Số lần thử", default=0)
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
