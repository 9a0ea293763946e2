"""Giấy khen as the ward wants it: designs with their versions, printers and trays, blanks, and what was printed."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from awards.enums import BlankKind, SheetPage
from awards.models.decision import Decision
from campaigns.models import Ward
from phuong6.lib.papers.certificates.data import design_of
from phuong6.lib.papers.certificates.text import CertificateDesign as Design
from phuong6.lib.papers.measuring.calibration import Calibration
from phuong6.office.fields import Prose, TextLine
from phuong6.office.models import StoredFile


class CertificateDesign(models.Model):
    """A way the ward prints its giấy khen: whole on white paper, or only the text on one kind of blank (phôi).

    What it looks like stands in its versions; the newest counts. `background` is a photograph of the blank, shown
    while placing and never printed.
    """

    ward = models.ForeignKey(Ward, models.PROTECT, related_name="designs", verbose_name="Phường")
    name = TextLine("Tên mẫu", max_length=80, help_text="Ví dụ: Phôi A4 mua năm 2023.")
    page = models.CharField("Khổ giấy", max_length=10, choices=SheetPage.choices, default=SheetPage.A4)
    on_blank = models.BooleanField("In lên phôi có sẵn hoa văn", default=False)
    background = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Ảnh phôi"
    )
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    created_at = models.DateTimeField("Lập lúc", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "Mẫu giấy khen"
        verbose_name_plural = "Mẫu giấy khen"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["ward", "name"],
                name="design_name_once_per_ward",
                violation_error_message="Đã có mẫu mang tên này. Hãy đặt tên khác.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class DesignVersion(models.Model):
    """What a design looked like from one saving to the next. Never changed: a reprint looks as the first print did."""

    design = models.ForeignKey(CertificateDesign, models.PROTECT, related_name="versions", verbose_name="Mẫu")
    number = models.PositiveSmallIntegerField("Bản")
    content = models.JSONField("Nội dung")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="Người lưu"
    )
    at = models.DateTimeField("Lưu lúc", default=timezone.now)

    class Meta:
        verbose_name = "Bản của mẫu giấy khen"
        verbose_name_plural = "Các bản của mẫu giấy khen"
        ordering = ["design", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["design", "number"], name="version_number_once_per_design")
        ]

    def __str__(self) -> str:
        return f"{self.design}, bản {self.number}"

    @property
    def as_design(self) -> Design:
        """The design as plain data for the papers."""
        return design_of(self.content)


class Printer(models.Model):
    """A printer's tray and what it does to a page of one size: see `phuong6.lib.papers.measuring.calibration`."""

    ward = models.ForeignKey(Ward, models.PROTECT, related_name="printers", verbose_name="Phường")
    name = TextLine("Máy in", max_length=80, help_text="Ví dụ: Máy in HP phòng Văn thư.")
    tray = TextLine("Khay giấy", max_length=40, default="Khay 1", help_text="Ví dụ: Khay 1, Khay tay.")
    page = models.CharField("Khổ giấy", max_length=10, choices=SheetPage.choices, default=SheetPage.A4)
    right = models.FloatField("Lệch sang phải (mm)", default=0, editable=False)
    below = models.FloatField("Lệch xuống dưới (mm)", default=0, editable=False)
    across = models.FloatField("Co giãn ngang", default=1, editable=False)
    down = models.FloatField("Co giãn dọc", default=1, editable=False)
    measured_at = models.DateTimeField("Đo lúc", null=True, blank=True, editable=False)
    measured_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    class Meta:
        verbose_name = "Máy in giấy khen"
        verbose_name_plural = "Máy in giấy khen"
        ordering = ["name", "tray", "page"]
        constraints = [
            models.UniqueConstraint(
                fields=["ward", "name", "tray", "page"],
                name="printer_tray_once_per_page",
                violation_error_message="Máy in, khay và khổ giấy này đã có trong danh sách.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.tray}"

    @property
    def calibration(self) -> Calibration:
        """What it does to a page; a printer never measured is taken to print true."""
        return Calibration(self.right, self.below, self.across, self.down)


class PrintRequest(models.Model):
    """One request to print giấy khen, as it was: which, how, on which printer. The same request counts once."""

    key = models.CharField("Mã yêu cầu", max_length=64, unique=True, editable=False)
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="prints", verbose_name="Quyết định")
    version = models.ForeignKey(
        DesignVersion, models.PROTECT, null=True, blank=True, related_name="prints", verbose_name="Mẫu"
    )
    printer = models.ForeignKey(
        Printer, models.PROTECT, null=True, blank=True, related_name="prints", verbose_name="Máy in"
    )
    overlay = models.BooleanField("Chỉ in chữ", default=False)
    only = models.JSONField("Giấy khen")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="Người in"
    )
    at = models.DateTimeField("In lúc", default=timezone.now)

    class Meta:
        verbose_name = "Lần in giấy khen"
        verbose_name_plural = "Các lần in giấy khen"
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{len(self.only)} giấy khen của {self.decision}"


class BlankEntry(models.Model):
    """A line of the stock of blanks of one design: received, used, spoilt, brought back unused. Never changed."""

    design = models.ForeignKey(CertificateDesign, models.PROTECT, related_name="blanks", verbose_name="Phôi")
    kind = models.CharField("Loại", max_length=10, choices=BlankKind.choices)
    count = models.PositiveIntegerField("Số tờ", validators=[MinValueValidator(1, "Số tờ phải lớn hơn 0.")])
    reason = Prose("Lý do", blank=True)
    print = models.OneToOneField(
        PrintRequest, models.PROTECT, null=True, blank=True, related_name="blanks", editable=False
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="Người ghi"
    )
    at = models.DateTimeField("Ghi lúc", default=timezone.now)

    class Meta:
        verbose_name = "Dòng kho phôi"
        verbose_name_plural = "Kho phôi giấy khen"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(count__gt=0),
                name="blanks_positive",
                violation_error_message="Số tờ phải lớn hơn 0.",
            ),
            models.CheckConstraint(
                condition=~Q(kind=BlankKind.SPOILT) | ~Q(reason=""),
                name="spoilt_blanks_have_a_reason",
                violation_error_message="Phôi hỏng phải ghi lý do.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.count} tờ"
