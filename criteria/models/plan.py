"""What the plan asks: areas, targets, criteria."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from campaigns.enums import unit_kinds
from campaigns.models import Campaign
from criteria.enums import Direction, Measure, NomineeKind, Period, TargetKind
from phuong6.lib.vietnamese import format_number
from phuong6.office.fields import Prose, TextLine
from phuong6.office.natural import Natural

FULL = 100  # percent


class ReformArea(Natural):
    """One of the six areas of CCHC, or public-service culture, communication, initiatives (plan II.2)."""

    natural = ("campaign__ward__code", "campaign__code", "code")

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="areas", verbose_name="Phong trào")
    code = models.SlugField("Mã", max_length=40)
    order = models.PositiveSmallIntegerField("Thứ tự")
    name = TextLine("Tên lĩnh vực", max_length=200)
    text = Prose("Nội dung theo kế hoạch", blank=True)

    class Meta:
        verbose_name = "Lĩnh vực CCHC"
        verbose_name_plural = "Lĩnh vực CCHC"
        ordering = ["campaign", "order"]
        constraints = [models.UniqueConstraint(fields=["campaign", "code"], name="area_code_once")]

    def __str__(self) -> str:
        return self.name


class Target(Natural):
    """A measurable aim of the plan, section II.2: what is counted, of what, and how much is asked."""

    natural = ("campaign__ward__code", "campaign__code", "code")

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="targets", verbose_name="Phong trào")
    area = models.ForeignKey(ReformArea, models.PROTECT, related_name="targets", verbose_name="Lĩnh vực")
    code = models.SlugField("Mã", max_length=40)
    order = models.PositiveSmallIntegerField("Thứ tự")
    kind = models.CharField("Loại", max_length=10, choices=TargetKind.choices, default=TargetKind.SHARE)
    name = TextLine("Tên chỉ tiêu", max_length=300)
    numerator = TextLine("Tử số đếm gì", max_length=300, blank=True)
    denominator = TextLine("Mẫu số đếm gì", max_length=300, blank=True)
    threshold = models.DecimalField(
        "Mức phấn đấu (%)",
        max_digits=7,
        decimal_places=4,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    direction = models.CharField(
        "Đạt khi", max_length=10, choices=Direction.choices, default=Direction.AT_LEAST
    )
    period = models.CharField("Kỳ báo cáo", max_length=10, choices=Period.choices, default=Period.QUARTER)
    reported_by = models.CharField(
        "Ai báo cáo", max_length=20, choices=unit_kinds, blank=True, help_text="Để trống: mọi đơn vị."
    )
    due_days = models.PositiveSmallIntegerField("Báo cáo chậm nhất sau khi hết kỳ (ngày làm việc)", default=5)
    measure = models.CharField(
        "Số liệu lấy từ sổ",
        max_length=20,
        choices=Measure.choices,
        blank=True,
        help_text="Để trống: đơn vị tự nhập số.",
    )
    evidence = TextLine(
        "Minh chứng cần có", max_length=300, blank=True, help_text="Đơn vị đọc ở trang báo cáo."
    )
    clause = TextLine("Trích kế hoạch", max_length=60, blank=True)

    class Meta:
        verbose_name = "Chỉ tiêu"
        verbose_name_plural = "Chỉ tiêu"
        ordering = ["campaign", "order"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "code"], name="target_code_once"),
            models.CheckConstraint(
                condition=Q(kind=TargetKind.TASK) | Q(threshold__isnull=False),
                name="share_has_threshold",
                violation_error_message="Chỉ tiêu tỷ lệ phải có mức phấn đấu.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def counts_meetings(self) -> bool:
        """Whether it counts who attended, so that a deputy sent instead is shown apart."""
        return Measure.CITY_MEETINGS in (self.measure, self.code)

    @property
    def asked(self) -> str:
        """How much is asked, in the plan's way of writing: "Đạt 100%", "Từ 30% trở lên"."""
        if self.threshold is None:
            return "Hoàn thành nhiệm vụ"
        share = f"{format_number(self.threshold.normalize())}%"
        if self.threshold == FULL:
            return f"Đạt {share}"
        return f"Từ {share} trở lên" if self.direction == Direction.AT_LEAST else f"Không quá {share}"


class Criterion(Natural):
    """What an award asks, in the plan's words (section III.4): five for collectives, four for individuals."""

    natural = ("campaign__ward__code", "campaign__code", "kind", "order")

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="criteria", verbose_name="Phong trào")
    kind = models.CharField("Dành cho", max_length=12, choices=NomineeKind.choices)
    order = models.PositiveSmallIntegerField("Thứ tự")
    short = TextLine("Tên ngắn", max_length=80)
    text = Prose("Nội dung")
    uses_index = models.BooleanField(
        "Xét theo Chỉ số CCHC", default=False, help_text="Hệ thống tự tính theo hai mức ghi ở phong trào."
    )

    class Meta:
        verbose_name = "Tiêu chí khen thưởng"
        verbose_name_plural = "Tiêu chí khen thưởng"
        ordering = ["campaign", "kind", "order"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "kind", "order"], name="criterion_order_once")
        ]

    def __str__(self) -> str:
        return self.short
