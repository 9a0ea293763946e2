"""What happens to a dossier at the office's counter: later deadlines, receipts, returns for supplement."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q, Subquery
from django.utils import timezone

from campaigns.models import Campaign, Unit
from dossiers.enums import PaperKind
from phuong6.office.fields import Prose
from phuong6.office.models import IssuedPaper


class Extension(models.Model):
    """A unit's later deadline with its reason, granted by the Nội vụ officer."""

    campaign = models.ForeignKey(
        Campaign, models.PROTECT, related_name="extensions", verbose_name="Phong trào"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="extensions", verbose_name="Đơn vị")
    too_late = models.DateTimeField("Gia hạn: gửi về trước")
    reason = Prose("Lý do gia hạn")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name="Người gia hạn",
    )
    at = models.DateTimeField("Gia hạn lúc", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "Gia hạn"
        verbose_name_plural = "Gia hạn"
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"Gia hạn {self.unit}"

    @classmethod
    def longest(cls, campaign, unit) -> Subquery:
        """The first moment too late of the latest extension, or NULL; both may be a row or an OuterRef."""
        mine = cls.objects.filter(campaign=campaign, unit=unit).order_by("-too_late")
        return Subquery(mine.values("too_late")[:1])


def first_too_late(campaign: Campaign, extended: datetime | None) -> datetime:
    """The first moment too late for a unit: the campaign's, or its latest extension (`extended`) if later."""
    return max(filter(None, [campaign.dossier_too_late, extended]))


class Receipt(models.Model):
    """Proof of filing: number, moment, and the SHA-256 of each file as handed in."""

    dossier = models.ForeignKey(
        "dossiers.Dossier", models.PROTECT, related_name="receipts", verbose_name="Hồ sơ"
    )
    paper = models.OneToOneField(IssuedPaper, models.PROTECT, related_name="+", verbose_name="Số phiếu")
    received_at = models.DateTimeField("Nhận lúc")
    on_paper = models.BooleanField("Nộp bản giấy", default=False)
    on_time = models.BooleanField("Đúng hạn", default=True)
    files = models.JSONField("Các tệp", default=list)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="Người nộp"
    )

    class Meta:
        verbose_name = "Phiếu tiếp nhận"
        verbose_name_plural = "Phiếu tiếp nhận"
        ordering = ["-received_at", "-pk"]

    def __str__(self) -> str:
        return f"Phiếu tiếp nhận {self.paper}"


class ReturnRequest(models.Model):
    """One return for supplement: what is asked, why, until when."""

    dossier = models.ForeignKey(
        "dossiers.Dossier", models.PROTECT, related_name="returns", verbose_name="Hồ sơ"
    )
    round = models.PositiveSmallIntegerField("Lần")
    due_on = models.DateField("Bổ sung chậm nhất ngày")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="Người yêu cầu"
    )
    at = models.DateTimeField("Yêu cầu lúc")
    answered_at = models.DateTimeField("Đơn vị nộp lại lúc", null=True, blank=True)

    class Meta:
        verbose_name = "Yêu cầu bổ sung"
        verbose_name_plural = "Yêu cầu bổ sung"
        ordering = ["dossier", "round"]
        constraints = [models.UniqueConstraint(fields=["dossier", "round"], name="return_round_once")]

    def __str__(self) -> str:
        return f"Yêu cầu bổ sung lần {self.round}"


class ReturnItem(models.Model):
    """One thing to put right: a paper, a nominee, or one nominee's report."""

    request = models.ForeignKey(ReturnRequest, models.CASCADE, related_name="items")
    paper_kind = models.CharField("Giấy tờ", max_length=12, choices=PaperKind.choices, blank=True)
    nominee = models.ForeignKey(
        "dossiers.Nominee", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Trường hợp"
    )
    reason = Prose("Cần bổ sung, sửa gì")

    class Meta:
        verbose_name = "Mục cần bổ sung"
        verbose_name_plural = "Mục cần bổ sung"
        constraints = [
            models.CheckConstraint(
                condition=~Q(paper_kind="") | Q(nominee__isnull=False), name="return_item_names_something"
            )
        ]

    def __str__(self) -> str:
        return " – ".join(filter(None, [self.get_paper_kind_display(), self.nominee and self.nominee.name]))
