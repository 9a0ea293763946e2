"""Money: what a decision's date makes of a bonus, and the fund it is paid from."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from awards.enums import FundKind
from campaigns.models import Campaign, LegalRegime
from criteria.enums import NomineeKind
from phuong6.office.fields import Prose, TextLine
from phuong6.office.models import SignedCopy
from phuong6.office.natural import Natural


class BonusRate(Natural):
    """How many times the base salary a giấy khen of the ward's chairman brings."""

    natural = ("regime__code", "kind")

    regime = models.ForeignKey(LegalRegime, models.CASCADE, related_name="rates", verbose_name="Chế độ")
    kind = models.CharField("Dành cho", max_length=12, choices=NomineeKind.choices)
    rate = models.DecimalField(
        "Hệ số mức lương cơ sở", max_digits=6, decimal_places=3, validators=[MinValueValidator(0)]
    )
    article = TextLine("Điều khoản", max_length=200)
    verified = models.BooleanField("Đã đối chiếu văn bản gốc", default=False)

    class Meta:
        verbose_name = "Hệ số tiền thưởng"
        verbose_name_plural = "Hệ số tiền thưởng"
        ordering = ["regime", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["regime", "kind"], name="rate_once_per_regime_and_kind"),
            models.CheckConstraint(condition=Q(rate__gt=0), name="rate_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} – {self.regime}"


class BaseSalary(Natural):
    """The base salary in VND a month from a day on; the greatest `from_day` ≤ the decision's date counts."""

    natural = ("from_day",)

    from_day = models.DateField("Áp dụng từ ngày", unique=True)
    amount = models.PositiveIntegerField("Mức lương cơ sở (đồng/tháng)")
    decree = TextLine("Văn bản", max_length=120)
    source = TextLine("Nguồn đối chiếu", max_length=300, blank=True)
    verified = models.BooleanField("Đã đối chiếu văn bản gốc", default=False)

    class Meta:
        verbose_name = "Mức lương cơ sở"
        verbose_name_plural = "Mức lương cơ sở"
        ordering = ["-from_day"]

    def __str__(self) -> str:
        return f"Lương cơ sở từ {self.from_day:%d/%m/%Y}"


class FundAccount(models.Model):
    """What the ledger of a campaign adds up to, in whole VND; the row that everything about money locks.

    `awards.money.ledger.settle` alone writes it. `uncovered` is how much of what was promised and paid the recorded
    reasons allow beyond what came in: the database refuses any more (docs/decisions/0017).
    """

    campaign = models.OneToOneField(Campaign, models.PROTECT, related_name="fund_account")
    last_number = models.PositiveIntegerField("Số dòng gần nhất", default=0)
    income = models.PositiveBigIntegerField("Đã thu", default=0)
    paid = models.PositiveBigIntegerField("Đã chi", default=0)
    committed = models.PositiveBigIntegerField("Đã cam kết", default=0)
    uncovered = models.PositiveBigIntegerField("Chi vượt đã cho phép", default=0)
    uncovered_reason = Prose("Lý do chi vượt", blank=True)
    uncovered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="Người ghi"
    )
    uncovered_at = models.DateTimeField("Ghi lúc", null=True)

    class Meta:
        verbose_name = "Số dư quỹ"
        verbose_name_plural = "Số dư quỹ"
        constraints = [
            models.CheckConstraint(
                condition=Q(income__gte=F("paid") + F("committed") - F("uncovered")),
                name="fund_bears_what_it_promises",
                violation_error_message="Quỹ không đủ cho khoản này.",
            ),
            models.CheckConstraint(
                condition=Q(uncovered=0)
                | (~Q(uncovered_reason="") & Q(uncovered_by__isnull=False, uncovered_at__isnull=False)),
                name="uncovered_sum_has_reason_who_and_when",
                violation_error_message="Chi vượt số dư quỹ phải ghi lý do.",
            ),
        ]

    def __str__(self) -> str:
        return f"Quỹ {self.campaign}"


class FundEntry(models.Model):
    """A line of the emulation fund's ledger (quỹ thi đua - khen thưởng), in whole VND.

    Written by `awards.money.ledger` and never changed; a wrong line is taken back by a line that `reverses` it
    (ghi số âm) and then `is_void`.
    """

    campaign = models.ForeignKey(
        Campaign, models.PROTECT, related_name="fund_entries", verbose_name="Phong trào"
    )
    number = models.PositiveIntegerField("Số dòng", editable=False)
    kind = models.CharField("Thu/chi", max_length=10, choices=FundKind.choices)
    amount = models.PositiveBigIntegerField("Số tiền (đồng)", validators=[MinValueValidator(1)])
    day = models.DateField("Ngày")
    voucher = TextLine("Số chứng từ", max_length=60, blank=True)
    text = TextLine("Nội dung", max_length=300)
    award = models.ForeignKey(
        "awards.Award",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="entries",
        verbose_name="Tiền thưởng của",
    )
    receipt = models.ForeignKey(
        SignedCopy, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Bảng ký nhận"
    )
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="reversal", verbose_name="Ghi đảo dòng"
    )
    reason = Prose("Lý do ghi đảo", blank=True)
    is_void = models.BooleanField("Đã ghi đảo", default=False, editable=False)
    override_reason = Prose("Lý do chi vượt số dư quỹ", blank=True)
    repeat_reason = Prose("Lý do ghi trùng số chứng từ", blank=True)
    once = models.CharField("Dấu của lần gửi", max_length=64, blank=True, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, editable=False, verbose_name="Người ghi")
    at = models.DateTimeField("Ghi lúc", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "Dòng sổ quỹ"
        verbose_name_plural = "Sổ quỹ thi đua - khen thưởng"
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "number"], name="ledger_line_once"),
            models.UniqueConstraint(fields=["once"], condition=~Q(once=""), name="same_post_writes_one_line"),
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="fund_amount_positive",
                violation_error_message="Số tiền phải lớn hơn 0.",
            ),
            models.CheckConstraint(
                condition=Q(award__isnull=True) | ~Q(kind=FundKind.INCOME), name="award_is_paid_not_received"
            ),
            models.CheckConstraint(
                condition=Q(reverses__isnull=True) | ~Q(reason=""),
                name="reversal_has_reason",
                violation_error_message="Ghi đảo phải ghi lý do.",
            ),
            models.UniqueConstraint(
                fields=["award"],
                condition=Q(kind=FundKind.PAYMENT, reverses__isnull=True, is_void=False),
                name="award_is_paid_once",
                violation_error_message="Tiền thưởng này đã ghi chi.",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def signed(self) -> int:
        """The sum as it counts in its column: a reversal is written as a negative one."""
        return -self.amount if self.reverses_id else self.amount

    @property
    def into(self) -> int | None:
        """The sum in the column Thu; None for a payment."""
        return None if self.kind == FundKind.PAYMENT else self.signed

    @property
    def out(self) -> int | None:
        """The sum in the column Chi; None for what came in."""
        return self.signed if self.kind == FundKind.PAYMENT else None
