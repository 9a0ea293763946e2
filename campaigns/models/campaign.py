"""One year's campaign: its plan, its dates, its rules."""

from datetime import date, datetime, time
from decimal import Decimal

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from campaigns.enums import BallotMode, BallotPace, CampaignStatus, TextSection, ThresholdBase
from campaigns.models.people import Unit, Ward, WardNames
from phuong6.lib.vietnamese import last_day_before
from phuong6.office.fields import Prose, TextLine
from phuong6.office.natural import Natural


class Campaign(Natural, WardNames):
    """A campaign copies the ward's names when it opens, so that its papers and checks keep them.

    `dossier_too_late` is the first moment too late (Asia/Ho_Chi_Minh): "trước ngày 15/11/2023"
    of the plan, section III.2, is stored as 15/11/2023 00:00.
    """

    natural = ("ward__code", "code")

    ward = models.ForeignKey(Ward, models.PROTECT, related_name="campaigns", verbose_name="Phường")
    code = models.SlugField("Mã", max_length=40, help_text="Ngắn, không dấu, dùng trong mã hồ sơ: CCHC-2023.")
    name = TextLine("Tên phong trào", max_length=200)
    status = models.CharField(
        "Tình trạng",
        max_length=10,
        choices=CampaignStatus.choices,
        default=CampaignStatus.OPEN,
        editable=False,
    )
    year = models.PositiveSmallIntegerField("Năm")
    plan_number = models.PositiveIntegerField("Số kế hoạch", null=True, blank=True)
    plan_notation = TextLine("Ký hiệu kế hoạch", max_length=40, default="KH-UBND")
    plan_day = models.DateField("Ngày ban hành kế hoạch", null=True, blank=True)
    plan_month = models.PositiveSmallIntegerField("Tháng ban hành kế hoạch", null=True, blank=True)
    ends_on = models.DateField("Ngày kết thúc phong trào")
    dossier_too_late = models.DateTimeField(
        "Hồ sơ gửi về trước", help_text="Thời điểm đầu tiên bị coi là trễ hạn, ví dụ 15/11/2023 00:00."
    )
    achievement_line = TextLine(
        "Câu ghi thành tích trên giấy khen",
        max_length=400,
    )
    index_year = models.PositiveSmallIntegerField("Năm xét Chỉ số CCHC", null=True, blank=True)
    index_floor = models.DecimalField(
        "Chỉ số CCHC thấp nhất (%)",
        max_digits=5,
        decimal_places=2,
        default=Decimal(80),
        help_text="Từ mức này trở lên và cao hơn năm trước thì đạt.",
    )
    index_enough = models.DecimalField(
        "Chỉ số CCHC đủ một mình (%)",
        max_digits=5,
        decimal_places=2,
        default=Decimal(83),
        help_text="Từ mức này trở lên thì đạt, không phải so với năm trước.",
    )
    appraisal_days = models.PositiveSmallIntegerField("Số ngày làm việc để thẩm định", default=10)
    supplement_days = models.PositiveSmallIntegerField("Số ngày làm việc để bổ sung hồ sơ", default=5)
    quorum_numerator = models.PositiveSmallIntegerField("Họp được khi có mặt (tử số)", default=2)
    quorum_denominator = models.PositiveSmallIntegerField(
        "trên tổng số thành viên (mẫu số)", default=3, validators=[MinValueValidator(1)]
    )
    ballot_mode = models.CharField(
        "Cách biểu quyết", max_length=10, choices=BallotMode.choices, default=BallotMode.SECRET
    )
    ballot_pace = models.CharField(
        "Bỏ phiếu trên hệ thống",
        max_length=10,
        choices=BallotPace.choices,
        default=BallotPace.WHOLE,
        help_text="Phiếu giấy và lấy ý kiến bằng văn bản luôn là cả danh sách.",
    )
    threshold_percent = models.PositiveSmallIntegerField("Tỷ lệ tán thành (%)", default=50)
    threshold_inclusive = models.BooleanField("Bằng đúng tỷ lệ cũng đạt", default=False)
    threshold_base = models.CharField(
        "Tính trên", max_length=10, choices=ThresholdBase.choices, default=ThresholdBase.PRESENT
    )
    chair_must_agree = models.BooleanField("Chủ tịch Hội đồng phải tán thành", default=False)
    chair_casting_vote = models.BooleanField(
        "Bằng nhau thì theo ý kiến Chủ tịch Hội đồng",
        default=False,
        help_text="Chỉ áp dụng khi biểu quyết công khai và tỷ lệ là trên 50 %.",
    )
    exclude_own_case = models.BooleanField("Không biểu quyết trường hợp của chính mình", default=True)
    exclude_own_unit = models.BooleanField("Không biểu quyết trường hợp của đơn vị mình", default=False)
    households = models.BooleanField(
        "Cho phép đề nghị hộ gia đình",
        default=False,
        help_text="Bật thì hồ sơ, giấy tờ, phiếu và quyết định có thêm nhóm hộ gia đình, với mức thưởng riêng.",
    )
    certificate_qr = models.BooleanField("In mã QR kiểm tra trên giấy khen", default=True)
    reviewed = models.JSONField(
        default=dict, editable=False
    )  # place -> who looked at which words, see campaigns.review
    answers = models.JSONField(
        default=dict, editable=False
    )  # question -> what was answered, by whom and when, see campaigns.questions
    plan_reading = models.JSONField(
        default=dict, editable=False
    )  # the ward's plan as read while being prepared, see criteria.plan_reading; empty once it is open
    is_sample = models.BooleanField("Phong trào mẫu", default=False)
    is_rehearsal = models.BooleanField("Phong trào diễn tập", default=False)

    class Meta:
        verbose_name = "Phong trào thi đua"
        verbose_name_plural = "Phong trào thi đua"
        ordering = ["-dossier_too_late", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["ward", "code"],
                name="campaign_code_once_per_ward",
                violation_error_message="Mã này đã dùng cho phong trào khác.",
            ),
            models.CheckConstraint(
                condition=Q(plan_day__isnull=True) | Q(ends_on__gt=F("plan_day")),
                name="campaign_ends_after_plan",
                violation_error_message="Ngày kết thúc phải sau ngày ban hành kế hoạch.",
            ),
            models.CheckConstraint(
                condition=Q(quorum_denominator__gt=0) & Q(quorum_numerator__lte=F("quorum_denominator")),
                name="quorum_is_a_fraction",
                violation_error_message="Tỷ lệ họp được phải là phân số không quá 1, ví dụ 2 trên 3.",
            ),
            models.CheckConstraint(
                condition=Q(index_floor__gte=0, index_enough__gte=F("index_floor"), index_enough__lte=100),
                name="index_thresholds_in_order",
                violation_error_message="Hai mức Chỉ số CCHC phải từ 0 đến 100, mức đủ một mình không thấp hơn mức kia.",
            ),
            models.CheckConstraint(
                condition=Q(threshold_percent__lte=100),
                name="threshold_at_most_hundred",
                violation_error_message="Tỷ lệ tán thành không quá 100 %%.",
            ),
            models.CheckConstraint(
                condition=Q(chair_casting_vote=False) | Q(threshold_percent=50, threshold_inclusive=False),
                name="casting_vote_where_a_tie_fails",
                violation_error_message=(
                    "Ý kiến Chủ tịch Hội đồng chỉ quyết định khi bằng nhau, tức là khi tỷ lệ là trên 50 %% "
                    "và bằng đúng 50 %% thì không đạt."
                ),
            ),
            models.CheckConstraint(
                condition=Q(plan_month__isnull=True) | Q(plan_month__range=(1, 12)),
                name="plan_month_is_a_month",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_being_prepared(self) -> bool:
        """Whether it is still kept from everybody but those who prepare it."""
        return self.status == CampaignStatus.PREPARING

    @property
    def is_closed(self) -> bool:
        """Whether nobody registers or hands in any more; what is owed goes on."""
        return self.status == CampaignStatus.CLOSED

    @property
    def mark(self) -> str:
        """What every page and paper of a campaign that is not real must say; else empty."""
        return "DIỄN TẬP" if self.is_rehearsal else "MẪU" if self.is_sample else ""

    @property
    def last_day(self) -> date:
        """The last whole day on which a dossier is on time."""
        return last_day_before(self.dossier_too_late)

    @property
    def index_years(self) -> tuple[int, int]:
        """The two consecutive years the index rule compares: (later, earlier)."""
        later = self.index_year or self.year
        return later, later - 1

    @property
    def earliest_launch(self) -> date:
        """No act of the campaign is older: the plan's day; while that is blank, the start of the month it names.

        A bound, never told or printed as the day of the launch: that is `launch_phrase`.
        """
        return self.plan_day or date(self.year, self.plan_month or 1, 1)

    @property
    def launch_phrase(self) -> str:
        """The launch as the plan states it: "05/4/2023", or "tháng 4/2023" while the day is blank."""
        if self.plan_day:
            return f"{self.plan_day:%d/%m/%Y}"
        return f"tháng {self.plan_month}/{self.year}" if self.plan_month else f"năm {self.year}"

    def texts_of(self, section: str) -> list[str]:
        """The plan's lines of one section, in order; no query when texts were prefetched."""
        return [each.text for each in self.texts.all() if each.section == section]


def day_start(day: date) -> datetime:
    """00:00 of a day in Asia/Ho_Chi_Minh, aware."""
    return timezone.make_aware(datetime.combine(day, time.min))


class CampaignText(Natural):
    """A line of the plan: a legal basis, an aim, a requirement… with the plan's typing slips mended."""

    natural = ("campaign__ward__code", "campaign__code", "section", "order")

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="texts", verbose_name="Phong trào")
    section = models.CharField("Phần", max_length=20, choices=TextSection.choices)
    order = models.PositiveSmallIntegerField("Thứ tự", default=1)
    text = Prose("Nội dung")

    class Meta:
        verbose_name = "Nội dung kế hoạch"
        verbose_name_plural = "Nội dung kế hoạch"
        ordering = ["campaign", "section", "order"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "section", "order"], name="campaign_text_order_once")
        ]

    def __str__(self) -> str:
        return self.text[:80]


class Participation(models.Model):
    """A unit's registration for a campaign (đăng ký, giao ước thi đua)."""

    campaign = models.ForeignKey(
        Campaign, models.PROTECT, related_name="participations", verbose_name="Phong trào"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="participations", verbose_name="Đơn vị")
    pledge = Prose("Nội dung đăng ký thi đua", blank=True)
    contact = TextLine("Người liên hệ, điện thoại", max_length=160, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="Người đăng ký")
    at = models.DateTimeField("Đăng ký lúc", default=timezone.now)

    class Meta:
        verbose_name = "Đăng ký tham gia"
        verbose_name_plural = "Đăng ký tham gia"
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "unit"],
                name="participation_once",
                violation_error_message="Đơn vị đã đăng ký phong trào này.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit} – {self.campaign}"
