"""Awards of earlier years, or given by others: what a person or collective already has."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from awards.enums import AwardLevel
from campaigns.models import Collective, Official
from phuong6.lib.vietnamese import search_key
from phuong6.office.fields import KeyField, Prose, TextLine


class PastAward(models.Model):
    """One award from before this software, or by a higher body, entered by Nội vụ.

    The columns are those the national cadre database asks for: number and day of the decision, form (hình thức khen
    thưởng) or title (danh hiệu thi đua), level, achievement.
    """

    official = models.ForeignKey(
        Official, models.PROTECT, null=True, blank=True, related_name="past_awards", verbose_name="Cá nhân"
    )
    collective = models.ForeignKey(
        Collective, models.PROTECT, null=True, blank=True, related_name="past_awards", verbose_name="Tập thể"
    )
    name = TextLine("Tên khi được tặng", max_length=200)
    number = TextLine("Số quyết định", max_length=60)
    decided_on = models.DateField("Ngày quyết định")
    form = TextLine(
        "Hình thức khen thưởng", max_length=100, blank=True, help_text="Ví dụ: Giấy khen, Bằng khen."
    )
    title = TextLine(
        "Danh hiệu thi đua",
        max_length=100,
        blank=True,
        help_text="Ví dụ: Lao động tiên tiến. Để trống nếu không có.",
    )
    level = models.CharField("Cấp quyết định", max_length=10, choices=AwardLevel.choices)
    achievement = Prose("Thành tích", blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="Người ghi"
    )
    at = models.DateTimeField("Ghi lúc", default=timezone.now)
    number_key = KeyField(of="number", make=search_key)
    search_key = KeyField(of="name", make=search_key)

    class Meta:
        verbose_name = "Khen thưởng trước đây"
        verbose_name_plural = "Khen thưởng trước đây"
        ordering = ["-decided_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(official__isnull=False, collective__isnull=True)
                | Q(official__isnull=True, collective__isnull=False),
                name="past_award_of_a_person_or_a_collective",
                violation_error_message="Hãy chọn một cá nhân hoặc một tập thể.",
            ),
            models.CheckConstraint(
                condition=~Q(form="") | ~Q(title=""),
                name="past_award_says_what",
                violation_error_message="Hãy ghi hình thức khen thưởng hoặc danh hiệu thi đua.",
            ),
            models.UniqueConstraint(
                fields=["official", "decided_on", "number_key"],
                condition=Q(official__isnull=False),
                name="past_award_once_per_official",
                violation_error_message="Người này đã có khen thưởng theo quyết định đó.",
            ),
            models.UniqueConstraint(
                fields=["collective", "decided_on", "number_key"],
                condition=Q(collective__isnull=False),
                name="past_award_once_per_collective",
                violation_error_message="Tập thể này đã có khen thưởng theo quyết định đó.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.form or self.title}, {self.number}"
