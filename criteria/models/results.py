"""What units report for a target and a period, with its proof; verified or not."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from campaigns.models import Unit
from criteria.enums import Attended, ResultStatus
from criteria.models.plan import Target
from criteria.models.registers import RegisterImport
from phuong6.office.fields import Prose, TextLine
from phuong6.office.models import StoredFile

TOO_MANY = "Số lượt trực tiếp dự và số lượt cử người dự thay cộng lại không thể nhiều hơn số lượt được mời."


class TargetResult(models.Model):
    """One unit's figures for one target and period. `criteria.workflow` is the only writer of its status.

    A share is kept as two whole numbers, never as a rounded percent (999/1000 is not 100 %);
    a denominator of 0 means nothing came up ("không phát sinh"). A task is `done` or not, with words and proof.
    """

    target = models.ForeignKey(Target, models.PROTECT, related_name="results", verbose_name="Chỉ tiêu")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="results", verbose_name="Đơn vị")
    period_from = models.DateField("Kỳ từ ngày")
    period_to = models.DateField("Kỳ đến hết ngày")
    status = models.CharField(
        "Trạng thái",
        max_length=10,
        choices=ResultStatus.choices,
        default=ResultStatus.DRAFT,
        editable=False,
    )
    numerator = models.PositiveIntegerField("Tử số", null=True, blank=True)
    denominator = models.PositiveIntegerField("Mẫu số", null=True, blank=True)
    done = models.BooleanField("Đã hoàn thành", null=True, blank=True)
    done_on = models.DateField("Hoàn thành ngày", null=True, blank=True)
    text = Prose("Đã làm gì, kết quả", blank=True)
    last_year_numerator = models.PositiveIntegerField("Cùng kỳ năm trước: tử số", null=True, blank=True)
    last_year_denominator = models.PositiveIntegerField("Cùng kỳ năm trước: mẫu số", null=True, blank=True)
    source = models.ForeignKey(
        RegisterImport,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="results",
        editable=False,
        verbose_name="Tính từ sổ đã nhập",
    )
    counted = models.JSONField("Các số đếm kèm theo", default=dict, editable=False)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name="Người báo cáo",
    )
    reported_at = models.DateTimeField("Báo cáo lúc", null=True, blank=True, editable=False)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name="Người xác nhận",
    )
    verified_at = models.DateTimeField("Xác nhận lúc", null=True, blank=True, editable=False)
    saved_at = models.DateTimeField("Lưu gần nhất", auto_now=True)

    class Meta:
        verbose_name = "Kết quả thực hiện chỉ tiêu"
        verbose_name_plural = "Kết quả thực hiện chỉ tiêu"
        ordering = ["target__order", "unit__sort_key", "period_from"]
        permissions = [("verify_targetresult", "Xác nhận kết quả")]
        constraints = [
            models.UniqueConstraint(
                fields=["target", "unit", "period_from"],
                name="result_once_per_period",
                violation_error_message="Đơn vị đã có báo cáo cho kỳ này.",
            ),
            models.CheckConstraint(
                condition=Q(period_to__gte=F("period_from")), name="result_period_runs_forward"
            ),
            models.CheckConstraint(
                condition=Q(numerator__isnull=True)
                | Q(denominator__isnull=True)
                | Q(numerator__lte=F("denominator")),
                name="numerator_at_most_denominator",
                violation_error_message="Tử số không thể lớn hơn mẫu số.",
            ),
            models.CheckConstraint(
                condition=Q(last_year_numerator__isnull=True)
                | Q(last_year_denominator__isnull=True)
                | Q(last_year_numerator__lte=F("last_year_denominator")),
                name="last_year_numerator_at_most_denominator",
                violation_error_message="Cùng kỳ năm trước: tử số không thể lớn hơn mẫu số.",
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True)
                | Q(done_on__gte=F("period_from"), done_on__lte=F("period_to")),
                name="result_done_within_its_period",
                violation_error_message="Ngày hoàn thành phải trong kỳ báo cáo.",
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | ~Q(done=False),
                name="only_what_is_done_has_a_day",
                violation_error_message="Chưa hoàn thành thì chưa có ngày hoàn thành.",
            ),
            models.CheckConstraint(
                condition=~Q(status=ResultStatus.VERIFIED)
                | Q(verified_by__isnull=False, verified_at__isnull=False),
                name="verified_result_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(status=ResultStatus.DRAFT)
                | Q(reported_by__isnull=False, reported_at__isnull=False),
                name="reported_result_has_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.target} – {self.unit}, {self.period_from:%d/%m/%Y}"

    @property
    def delegated(self) -> int | None:
        """How often a deputy was sent to a meeting; None where that is not counted."""
        return self.counted.get(Attended.DELEGATED)

    @property
    def figures(self) -> tuple[int | None, int | None, int | None]:
        """Numerator, denominator, deputies sent."""
        return self.numerator, self.denominator, self.delegated

    def clean(self) -> None:
        """What no constraint can say: nothing was done on a day to come; a deputy sent is not also present."""
        if self.done_on and self.done_on > timezone.localdate():
            raise ValidationError({"done_on": "Ngày hoàn thành không thể ở tương lai."})
        if None not in self.figures and self.numerator + self.delegated > self.denominator:
            raise ValidationError({"numerator": TOO_MANY})


class ResultEvidence(models.Model):
    """A file that proves a result."""

    result = models.ForeignKey(TargetResult, models.CASCADE, related_name="evidence")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="Tệp")
    caption = TextLine("Minh chứng này là gì", max_length=200, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="Người đưa lên"
    )
    at = models.DateTimeField("Đưa lên lúc", default=timezone.now)

    class Meta:
        verbose_name = "Minh chứng của kết quả"
        verbose_name_plural = "Minh chứng của kết quả"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.caption or str(self.file)
