"""A slip in the name or role of one award, put right by an issued công văn đính chính."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from awards.models.decision import Award
from phuong6.office.fields import TextLine
from phuong6.office.models import IssuedPaper


class AwardCorrection(models.Model):
    """What counts from now on, by which paper, written down by whom; the decision stays as issued (NĐ 30/2020 Điều 18).

    Never changed, never removed; of several the newest stands on the award.
    """

    award = models.ForeignKey(Award, models.PROTECT, related_name="corrections", verbose_name="Giấy khen")
    paper = models.ForeignKey(
        IssuedPaper, models.PROTECT, related_name="+", verbose_name="Công văn đính chính"
    )
    name = TextLine("Tên đúng", max_length=200)
    role = TextLine("Chức vụ, đơn vị đúng", max_length=400, blank=True)
    honorific = models.CharField("Ông/Bà đúng", max_length=5, blank=True)  # empty: as it was before
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="Người ghi"
    )
    at = models.DateTimeField("Ghi lúc", default=timezone.now)

    class Meta:
        verbose_name = "Đính chính giấy khen"
        verbose_name_plural = "Đính chính giấy khen"
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["award", "paper"],
                name="award_corrected_once_by_a_paper",
                violation_error_message="Công văn này đã ghi đính chính cho giấy khen này.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.award}: {self.name}"
