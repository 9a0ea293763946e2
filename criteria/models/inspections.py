"""Follow-up on the spot: what was planned, found, concluded and put right (plan, section IV.4)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from campaigns.models import Campaign, Unit
from criteria.enums import InspectionStatus
from criteria.models.plan import Target
from criteria.querysets import FindingQuerySet
from phuong6.office.fields import Prose, TextLine
from phuong6.office.models import StoredFile


class Inspection(models.Model):
    """One visit to one unit. `criteria.workflow` is the only writer of its status."""

    campaign = models.ForeignKey(
        Campaign, models.PROTECT, related_name="inspections", verbose_name="Phong trào"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="inspections", verbose_name="Đơn vị")
    status = models.CharField(
        "Trạng thái",
        max_length=10,
        choices=InspectionStatus.choices,
        default=InspectionStatus.PLANNED,
        editable=False,
    )
    planned_on = models.DateField("Dự kiến ngày")
    held_on = models.DateField("Kiểm tra ngày", null=True, blank=True)
    held_from = models.TimeField("Từ giờ", null=True, blank=True)
    held_to = models.TimeField("Đến giờ", null=True, blank=True)
    place = TextLine("Nơi kiểm tra", max_length=200, blank=True)
    subject = Prose("Nội dung kiểm tra")
    team = Prose("Thành phần đoàn kiểm tra", blank=True, help_text="Mỗi dòng một người, kèm chức vụ.")
    unit_side = Prose("Đại diện đơn vị", blank=True, help_text="Mỗi dòng một người, kèm chức vụ.")
    conclusion = Prose("Kết luận", blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False, verbose_name="Người lập"
    )
    at = models.DateTimeField("Lập lúc", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "Cuộc kiểm tra"
        verbose_name_plural = "Các cuộc kiểm tra"
        ordering = ["-planned_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status__in=[InspectionStatus.CONCLUDED, InspectionStatus.CLOSED])
                | (Q(held_on__isnull=False) & ~Q(conclusion="")),
                name="concluded_inspection_has_day_and_words",
            ),
            models.CheckConstraint(
                condition=Q(held_from__isnull=True)
                | Q(held_to__isnull=True)
                | Q(held_to__gt=models.F("held_from")),
                name="inspection_ends_after_it_begins",
                violation_error_message="Giờ kết thúc phải sau giờ bắt đầu.",
            ),
        ]

    def __str__(self) -> str:
        return f"Kiểm tra {self.unit}, {self.planned_on:%d/%m/%Y}"


class InspectionFinding(models.Model):
    """One thing found; what must be put right has a day, and later how it was."""

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="findings")
    target = models.ForeignKey(
        Target, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Về chỉ tiêu"
    )
    text = Prose("Phát hiện")
    to_fix = models.BooleanField("Phải khắc phục", default=False)
    fix = Prose("Việc cần khắc phục", blank=True)
    fixer = TextLine("Người thực hiện", max_length=160, blank=True)
    due_on = models.DateField("Khắc phục chậm nhất ngày", null=True, blank=True)
    fixed_text = Prose("Đã khắc phục thế nào", blank=True)
    fixed_on = models.DateField("Khắc phục ngày", null=True, blank=True)
    again = Prose("Vì sao phải khắc phục lại", blank=True, editable=False)
    fixed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = "Phát hiện"
        verbose_name_plural = "Phát hiện"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_fix=False) | Q(due_on__isnull=False),
                name="what_must_be_fixed_has_a_day",
                violation_error_message="Việc phải khắc phục cần có hạn.",
            ),
            models.CheckConstraint(
                condition=Q(fixed_on__isnull=True) | ~Q(fixed_text=""),
                name="what_was_fixed_says_how",
                violation_error_message="Hãy ghi đã khắc phục thế nào.",
            ),
        ]

    def __str__(self) -> str:
        return (self.fix or self.text)[:80]

    @property
    def is_open(self) -> bool:
        """Something to put right that nobody has said is put right."""
        return self.to_fix and self.fixed_on is None


class InspectionPhoto(models.Model):
    """A photograph or paper of a finding, before or after it was put right."""

    finding = models.ForeignKey(InspectionFinding, models.CASCADE, related_name="photos")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="Tệp")
    after = models.BooleanField("Sau khi khắc phục", default=False)
    caption = TextLine("Chú thích", max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "Ảnh kiểm tra"
        verbose_name_plural = "Ảnh kiểm tra"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.caption or str(self.file)
