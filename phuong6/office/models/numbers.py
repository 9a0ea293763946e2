"""Number series, and the papers entered in them."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone

from phuong6.office.fields import Prose, TextLine
from phuong6.office.models.files import StoredFile
from phuong6.office.natural import Natural


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
    title = TextLine("Tên loại và trích yếu", max_length=300)
    kind = models.SlugField("Loại văn bản", max_length=40, blank=True)
    signer = TextLine("Người ký", max_length=160, blank=True)
    recipients = TextLine("Nơi nhận", max_length=400, blank=True)
    copies = models.PositiveSmallIntegerField("Số lượng bản", null=True, blank=True)
    kept_by = TextLine("Đơn vị, người nhận bản lưu", max_length=160, blank=True)
    sent_on = models.DateField("Ngày chuyển", null=True, blank=True)
    note = TextLine("Ghi chú", max_length=300, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, verbose_name="Tệp đã đóng băng")
    printout = models.ForeignKey(
        "office.Printout",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="frozen_as",
        verbose_name="Bản in đã đóng băng",
    )
    content_type = models.ForeignKey(ContentType, models.PROTECT, null=True)
    object_id = models.PositiveBigIntegerField(null=True)
    subject = GenericForeignKey()
    is_current = models.BooleanField("Đang có hiệu lực", default=True, editable=False)
    replaces = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name="Thay thế văn bản",
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="Người ban hành")
    at = models.DateTimeField("Ghi sổ lúc", default=timezone.now)
    void_reason = Prose("Lý do hủy số", blank=True)
    voided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Người hủy số",
    )
    voided_at = models.DateTimeField("Hủy số lúc", null=True, blank=True)

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
            models.UniqueConstraint(
                fields=["kind", "content_type", "object_id"],
                condition=Q(is_current=True) & ~Q(kind=""),
                name="one_current_paper_per_kind_and_subject",
                violation_error_message="Văn bản này đã được ban hành.",
            ),
            models.CheckConstraint(
                condition=Q(void_reason="", voided_at__isnull=True, voided_by__isnull=True)
                | (
                    ~Q(void_reason="") & Q(voided_at__isnull=False, voided_by__isnull=False, is_current=False)
                ),
                name="void_number_has_reason_who_and_when",
                violation_error_message="Hủy số phải ghi lý do.",
            ),
        ]

    def __str__(self) -> str:
        return self.full_number

    @property
    def full_number(self) -> str:
        """Number and notation as on paper: below 10 with a leading zero (NĐ 30/2020 Phụ lục I)."""
        return f"{self.number:02d}/{self.series.notation}"
