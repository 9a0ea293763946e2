"""Law and money: what a decision's date makes of a bonus, and the fund it is paid from."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from awards.enums import FundKind, Rounding
from campaigns.models import Campaign
from criteria.enums import NomineeKind
from phuong6.office.fields import Prose, TextLine
from phuong6.office.natural import Natural


class LegalRegime(Natural):
    """The law in force from a day on: decree, legal bases for papers, rounding (domain.md §10)."""

    natural = ("code",)

    code = models.SlugField("Mã", max_length=40, unique=True)
    name = TextLine("Tên", max_length=200)
    decree = TextLine("Nghị định", max_length=120)
    from_day = models.DateField("Áp dụng cho quyết định từ ngày", unique=True)
    rounding = models.CharField(
        "Làm tròn tiền thưởng (đến 10.000 đồng)", max_length=10, choices=Rounding.choices
    )
    law_bases = Prose(
        "Căn cứ pháp lý trong quyết định", help_text="Mỗi dòng một căn cứ, không có dấu chấm phẩy."
    )
    source = TextLine("Nguồn đối chiếu", max_length=300, blank=True)
    verified = models.BooleanField("Đã đối chiếu văn bản gốc", default=False)

    class Meta:
        verbose_name = "Chế độ pháp lý"
        verbose_name_plural = "Chế độ pháp lý"
        ordering = ["-from_day"]

    def __str__(self) -> str:
        return self.name

    @property
    def law_lines(self) -> list[str]:
        return [line.strip() for line in self.law_bases.splitlines() if line.strip()]


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


class FundEntry(models.Model):
    """A line of the emulation fund's ledger (quỹ thi đua - khen thưởng), in whole VND."""

    campaign = models.ForeignKey(
        Campaign, models.PROTECT, related_name="fund_entries", verbose_name="Phong trào"
    )
    kind = models.CharField("Thu/chi", max_length=10, choices=FundKind.choices)
    amount = models.PositiveBigIntegerField("Số tiền (đồng)", validators=[MinValueValidator(1)])
    day = models.DateField("Ngày")
    text = TextLine("Nội dung", max_length=300)
    award = models.OneToOneField(
        "awards.Award", models.PROTECT, null=True, blank=True, related_name="payment", verbose_name="Trả cho"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, editable=False, verbose_name="Người ghi")
    at = models.DateTimeField("Ghi lúc", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "Dòng sổ quỹ"
        verbose_name_plural = "Sổ quỹ thi đua - khen thưởng"
        ordering = ["-day", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="fund_amount_positive",
                violation_error_message="Số tiền phải lớn hơn 0.",
            ),
            models.CheckConstraint(
                condition=Q(award__isnull=True) | Q(kind=FundKind.PAYMENT), name="award_is_paid_not_received"
            ),
        ]

    def __str__(self) -> str:
        return self.text
