"""Indices published by higher levels: the CCHC index, which the rule of section III.4 reads, and others."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from campaigns.models import Unit, Ward
from criteria.enums import SurveyKind
from criteria.index_rule import exact
from phuong6.lib.vietnamese import format_number
from phuong6.office.fields import Prose, TextLine
from phuong6.office.natural import Natural


class ReformIndex(Natural):
    """The CCHC index (PAR INDEX) of a year, percent, of the ward (unit blank) or of a unit."""

    natural = ("ward__code", "unit", "year")

    ward = models.ForeignKey(Ward, models.PROTECT, related_name="indices", verbose_name="Phường")
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="indices",
        verbose_name="Đơn vị",
        help_text="Để trống: chỉ số của cả phường.",
    )
    year = models.PositiveSmallIntegerField("Năm")
    value = models.DecimalField(
        "Chỉ số (%)",
        max_digits=9,
        decimal_places=6,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    source_document = TextLine("Văn bản công bố", max_length=300)
    is_sample = models.BooleanField("Số liệu mẫu", default=False, editable=False)
    saved_at = models.DateTimeField("Nhập lúc", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "Chỉ số CCHC"
        verbose_name_plural = "Chỉ số CCHC"
        ordering = ["-year", "unit"]
        constraints = [
            models.UniqueConstraint(
                F("ward"),
                Coalesce(F("unit"), 0),
                F("year"),
                name="index_once_a_year",
                violation_error_message="Đã có Chỉ số CCHC của năm này.",
            ),
            models.CheckConstraint(
                condition=Q(value__range=(0, 100)),
                name="index_is_percent",
                violation_error_message="Chỉ số CCHC tính bằng phần trăm, từ 0 đến 100.",
            ),
        ]

    def __str__(self) -> str:
        return f"Chỉ số CCHC năm {self.year} của {self.whose}"

    @property
    def whose(self) -> str:
        """The body the figure is of."""
        return self.unit.name if self.unit_id else self.ward.ward_short

    @property
    def shown(self) -> str:
        """The figure with every decimal it has: "79,996 %"."""
        return exact(self.value)


class SurveyIndex(Natural):
    """PAPI or SIPAS of a year, on its own scale; never read by the rule: plan, section III.4 asks for the CCHC index."""

    natural = ("ward__code", "kind", "year", "whose")

    ward = models.ForeignKey(Ward, models.PROTECT, related_name="surveys", verbose_name="Phường")
    kind = models.CharField("Loại", max_length=10, choices=SurveyKind.choices)
    year = models.PositiveSmallIntegerField("Năm")
    whose = TextLine("Của", max_length=120, help_text="Ví dụ: tỉnh Đồng Tháp, thành phố Cao Lãnh, phường.")
    value = models.DecimalField("Giá trị", max_digits=9, decimal_places=4, validators=[MinValueValidator(0)])
    measured_in = TextLine("Đơn vị tính", max_length=20, help_text="Điểm hoặc %.")
    scale = models.DecimalField(
        "Thang đo (tối đa)", max_digits=7, decimal_places=2, validators=[MinValueValidator(1)]
    )
    source_document = TextLine("Văn bản công bố", max_length=300)

    class Meta:
        verbose_name = "Chỉ số PAPI, SIPAS"
        verbose_name_plural = "Chỉ số PAPI, SIPAS"
        ordering = ["kind", "-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["ward", "kind", "year", "whose"],
                name="survey_once_a_year",
                violation_error_message="Đã có chỉ số này của năm này.",
            ),
            models.CheckConstraint(
                condition=Q(value__gte=0) & Q(value__lte=F("scale")),
                name="survey_within_its_scale",
                violation_error_message="Giá trị phải từ 0 đến mức tối đa của thang đo.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} năm {self.year} của {self.whose}"

    @property
    def shown(self) -> str:
        """The figure in its own unit and on its own scale: "43,25 điểm, thang 80"."""
        figure, scale = (format_number(each.normalize()) for each in (self.value, self.scale))
        return f"{figure} {self.measured_in}, thang {scale}"


class FigureChange(models.Model):
    """One entry, correction or removal of an index: what stood before and after, who, when and why."""

    ward = models.ForeignKey(Ward, models.PROTECT, related_name="+")
    what = TextLine("Số liệu", max_length=400)
    before = Prose("Trước", blank=True)
    after = Prose("Sau", blank=True)
    reason = Prose("Lý do", blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="Người nhập"
    )
    at = models.DateTimeField("Lúc", default=timezone.now)

    class Meta:
        verbose_name = "Lần nhập, sửa chỉ số"
        verbose_name_plural = "Nhật ký nhập, sửa chỉ số"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.what
