"""One unit's submission in one campaign."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from campaigns.models import Campaign, Unit
from dossiers.enums import DossierStatus, VoteMethod
from dossiers.querysets import DossierQuerySet
from phuong6.office.fields import Prose, TextLine


class Dossier(models.Model):
    """One unit's submission in one campaign; `dossiers.workflow` is the only writer of its status.

    `received_at` is the moment the first submission counts from (hour of receipt for paper filing);
    `full_since` the moment the dossier was last handed in: the officer's ten working days run from it.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="dossiers", verbose_name="Phong trào")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="dossiers", verbose_name="Đơn vị")
    code = models.CharField("Mã hồ sơ", max_length=90, unique=True, editable=False)
    status = models.CharField(
        "Trạng thái",
        max_length=12,
        choices=DossierStatus.choices,
        default=DossierStatus.DRAFT,
        editable=False,
    )
    received_at = models.DateTimeField("Nhận lúc", null=True, blank=True, editable=False)
    full_since = models.DateTimeField("Đầy đủ từ", null=True, blank=True, editable=False)
    on_paper = models.BooleanField("Nộp bản giấy", default=False, editable=False)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="Người thẩm định",
    )
    appraised_at = models.DateTimeField("Thẩm định xong lúc", null=True, blank=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False, verbose_name="Người lập"
    )
    created_at = models.DateTimeField("Lập lúc", default=timezone.now, editable=False)
    saved_at = models.DateTimeField("Lưu gần nhất", auto_now=True)

    objects = DossierQuerySet.as_manager()

    class Meta:
        verbose_name = "Hồ sơ đề nghị khen thưởng"
        verbose_name_plural = "Hồ sơ đề nghị khen thưởng"
        ordering = ["unit__sort_key", "pk"]
        permissions = [("appraise_dossier", "Thẩm định hồ sơ")]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "unit"],
                name="one_dossier_per_unit_and_campaign",
                violation_error_message="Đơn vị đã có hồ sơ trong phong trào này.",
            ),
            models.CheckConstraint(
                condition=Q(status=DossierStatus.DRAFT)
                | Q(received_at__isnull=False, full_since__isnull=False),
                name="submitted_dossier_has_its_moment",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[DossierStatus.IN_REVIEW, DossierStatus.APPRAISED])
                | Q(reviewer__isnull=False),
                name="dossier_in_review_has_reviewer",
            ),
            models.CheckConstraint(
                condition=Q(status=DossierStatus.APPRAISED, appraised_at__isnull=False)
                | (~Q(status=DossierStatus.APPRAISED) & Q(appraised_at__isnull=True)),
                name="appraised_dossier_has_its_moment",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def save(self, *args, **kwargs):
        if not self.code:
            self.code = f"{self.campaign.code}-{self.unit.code}".upper()
        super().save(*args, **kwargs)

    @property
    def state(self) -> DossierStatus:
        return DossierStatus(self.status)


class ReviewMinutes(models.Model):
    """The unit's own meeting (biên bản họp bình xét): where, when, who was there."""

    dossier = models.OneToOneField(Dossier, models.CASCADE, related_name="minutes")
    held_at = models.DateTimeField("Họp lúc", null=True, blank=True)
    ended = models.TimeField("Kết thúc lúc", null=True, blank=True)  # the same day
    place = TextLine("Địa điểm", max_length=200, blank=True)
    chair = TextLine("Chủ trì", max_length=120, blank=True)
    secretary = TextLine("Thư ký", max_length=120, blank=True)
    members = models.PositiveSmallIntegerField("Tổng số người được triệu tập", null=True, blank=True)
    present = models.PositiveSmallIntegerField("Số người có mặt", null=True, blank=True)
    absent_reason = TextLine("Người vắng và lý do", max_length=300, blank=True)
    method = models.CharField("Cách biểu quyết", max_length=10, choices=VoteMethod.choices, blank=True)
    opinions = Prose("Ý kiến thảo luận", blank=True)

    class Meta:
        verbose_name = "Cuộc họp bình xét"
        verbose_name_plural = "Cuộc họp bình xét"
        constraints = [
            models.CheckConstraint(
                condition=Q(members__isnull=True) | Q(present__isnull=True) | Q(present__lte=F("members")),
                name="present_at_most_members",
                violation_error_message="Số người có mặt không thể nhiều hơn số người được triệu tập.",
            )
        ]

    def __str__(self) -> str:
        return f"Họp bình xét {self.dossier}"
