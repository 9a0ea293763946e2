"""Solutions, initiatives and new ways of working: proposed, trialled, recognised, spread (plan II.2, III.4)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from campaigns.models import Campaign, Official, Unit
from criteria.enums import InitiativeStatus
from criteria.models.plan import ReformArea
from criteria.querysets import InitiativeQuerySet
from phuong6.office.fields import Prose, TextLine
from phuong6.office.models import StoredFile


class Initiative(models.Model):
    """One initiative of a unit. `criteria.workflow` is the only writer of its status."""

    campaign = models.ForeignKey(
        Campaign, models.PROTECT, related_name="initiatives", verbose_name="Phong trào"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="initiatives", verbose_name="Đơn vị đề xuất")
    area = models.ForeignKey(
        ReformArea, models.PROTECT, null=True, blank=True, related_name="initiatives", verbose_name="Lĩnh vực"
    )
    status = models.CharField(
        "Trạng thái",
        max_length=12,
        choices=InitiativeStatus.choices,
        default=InitiativeStatus.DRAFT,
        editable=False,
    )
    title = TextLine("Tên sáng kiến, giải pháp, mô hình", max_length=300)
    problem = Prose("Trước đây ra sao, vướng gì", blank=True)
    solution = Prose("Cách làm mới", blank=True)
    effect = Prose("Kết quả, lợi ích", blank=True)
    authors = models.ManyToManyField(
        Official, blank=True, related_name="initiatives", verbose_name="Tác giả, đồng tác giả"
    )
    trial_from = models.DateField("Thí điểm từ ngày", null=True, blank=True)
    recognised_on = models.DateField("Công nhận ngày", null=True, blank=True)
    recognised_by = TextLine("Nơi công nhận", max_length=200, blank=True)
    recognised_in = TextLine("Văn bản công nhận", max_length=200, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False, verbose_name="Người lập"
    )
    at = models.DateTimeField("Lập lúc", default=timezone.now, editable=False)

    objects = InitiativeQuerySet.as_manager()

    class Meta:
        verbose_name = "Sáng kiến, giải pháp"
        verbose_name_plural = "Sáng kiến, giải pháp"
        ordering = ["-at", "-pk"]
        permissions = [("recognise_initiative", "Công nhận sáng kiến")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status__in=[InitiativeStatus.RECOGNISED, InitiativeStatus.SPREAD])
                | (Q(recognised_on__isnull=False) & ~Q(recognised_by="")),
                name="recognised_initiative_has_day_and_body",
                violation_error_message="Công nhận phải ghi ngày và nơi công nhận.",
            )
        ]

    def __str__(self) -> str:
        return self.title


class InitiativeFile(models.Model):
    """A picture or paper about an initiative."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="files")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="Tệp")
    caption = TextLine("Chú thích", max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "Tệp của sáng kiến"
        verbose_name_plural = "Tệp của sáng kiến"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.caption or str(self.file)


class InitiativeUse(models.Model):
    """Another unit that took the initiative over (nhân rộng)."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="uses")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="Đơn vị áp dụng")
    from_day = models.DateField("Áp dụng từ ngày")
    note = TextLine("Kết quả áp dụng", max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "Nơi áp dụng"
        verbose_name_plural = "Nơi áp dụng"
        ordering = ["from_day", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "unit"],
                name="unit_uses_initiative_once",
                violation_error_message="Đơn vị này đã có trong danh sách áp dụng.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.initiative}"
