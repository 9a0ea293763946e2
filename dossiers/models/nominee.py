"""Whom a dossier nominates, and what is claimed and found of them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from campaigns.enums import Honorific
from campaigns.models import Campaign, Collective, Official
from criteria.enums import NomineeKind
from criteria.models import Criterion
from dossiers.enums import CLAIMED, IneligibleReason, NomineeStatus, OfficerFinding
from dossiers.models.dossier import Dossier
from dossiers.querysets import NomineeQuerySet
from phuong6.lib.vietnamese import search_key
from phuong6.office.fields import KeyField, Prose, TextLine
from phuong6.office.models import StoredFile

LONGEST_CLAIM = 4000  # characters of what a unit says on one criterion


class Nominee(models.Model):
    """A collective or an individual in a dossier, with name and title as they stood when nominated."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="nominees", verbose_name="Hồ sơ")
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="nominees", editable=False)
    kind = models.CharField("Loại", max_length=12, choices=NomineeKind.choices)
    official = models.ForeignKey(
        Official, models.PROTECT, null=True, blank=True, related_name="nominations", verbose_name="Cá nhân"
    )
    collective = models.ForeignKey(
        Collective, models.PROTECT, null=True, blank=True, related_name="nominations", verbose_name="Tập thể"
    )
    order = models.PositiveSmallIntegerField("Thứ tự", default=1)
    name = TextLine("Tên in trên giấy tờ", max_length=200)
    honorific = models.CharField("Ông/Bà", max_length=5, choices=Honorific.choices, blank=True)
    position = TextLine("Chức vụ, nơi công tác", max_length=300, blank=True)
    unit_name = TextLine(
        "Đơn vị in trên giấy tờ", max_length=200, blank=True, help_text="Để trống: tên của đơn vị đề nghị."
    )
    education = TextLine("Trình độ chuyên môn, nghiệp vụ", max_length=200, blank=True)
    size = models.PositiveSmallIntegerField("Tổ chức, số người", null=True, blank=True)
    duties = Prose("Chức năng, nhiệm vụ được giao", blank=True)
    past_awards = Prose("Các hình thức đã được khen thưởng", blank=True)
    summary = Prose("Tóm tắt thành tích", blank=True)
    votes_for = models.PositiveSmallIntegerField("Số phiếu tán thành", null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField("Số phiếu không tán thành", null=True, blank=True)
    votes_other = models.PositiveSmallIntegerField("Ý kiến khác", null=True, blank=True)
    status = models.CharField(
        "Trạng thái",
        max_length=16,
        choices=NomineeStatus.choices,
        default=NomineeStatus.PROPOSED,
        editable=False,
    )
    clear_on = models.DateField(
        "Ngày xác nhận không bị xem xét kỷ luật, thanh tra, khiếu nại", null=True, blank=True
    )
    clear_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    clear_note = Prose("Ghi chú xác minh (đơn vị không xem được)", blank=True)
    index_year = models.PositiveSmallIntegerField("Năm xét Chỉ số (khác mặc định)", null=True, blank=True)
    index_reason = Prose("Lý do chọn cặp năm khác", blank=True)
    reason = models.CharField(
        "Lý do không đủ điều kiện", max_length=16, choices=IneligibleReason.choices, blank=True
    )
    conclusion = Prose("Nhận xét của người thẩm định", blank=True)
    without_figures = models.BooleanField(
        "Kết luận khi chưa đủ căn cứ về Chỉ số", default=False, editable=False
    )
    index_basis = Prose("Chỉ số khi kết luận", blank=True, editable=False)
    concluded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    concluded_at = models.DateTimeField("Kết luận lúc", null=True, blank=True, editable=False)
    told_at = models.DateTimeField(
        "Kết quả được báo cho đơn vị lúc",
        null=True,
        blank=True,
        editable=False,
        help_text="Trước thời điểm này đơn vị không thấy kết quả.",
    )
    search_key = KeyField(of="name", make=search_key)

    objects = NomineeQuerySet.as_manager()

    class Meta:
        verbose_name = "Tập thể, cá nhân đề nghị"
        verbose_name_plural = "Tập thể, cá nhân đề nghị"
        ordering = ["dossier", "kind", "order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=NomineeKind.INDIVIDUAL, official__isnull=False, collective__isnull=True)
                | Q(
                    kind__in=[NomineeKind.COLLECTIVE, NomineeKind.HOUSEHOLD],
                    official__isnull=True,
                    collective__isnull=False,
                ),
                name="nominee_is_a_person_or_a_collective",
                violation_error_message="Hãy chọn một cá nhân hoặc một tập thể.",
            ),
            models.UniqueConstraint(
                fields=["dossier", "official"],
                condition=~Q(status=NomineeStatus.WITHDRAWN),
                name="person_once_per_dossier",
                violation_error_message="Người này đã có trong hồ sơ.",
            ),
            models.UniqueConstraint(
                fields=["dossier", "collective"],
                condition=~Q(status=NomineeStatus.WITHDRAWN),
                name="collective_once_per_dossier",
                violation_error_message="Tập thể này đã có trong hồ sơ.",
            ),
            models.UniqueConstraint(
                fields=["campaign", "official"],
                condition=Q(status__in=CLAIMED),
                name="person_concluded_once_per_campaign",
                violation_error_message="Người này đã được kết luận đủ điều kiện ở một hồ sơ khác.",
            ),
            models.UniqueConstraint(
                fields=["campaign", "collective"],
                condition=Q(status__in=CLAIMED),
                name="collective_concluded_once_per_campaign",
                violation_error_message="Tập thể này đã được kết luận đủ điều kiện ở một hồ sơ khác.",
            ),
            models.CheckConstraint(
                condition=Q(concluded_by__isnull=True, concluded_at__isnull=True)
                | Q(concluded_by__isnull=False, concluded_at__isnull=False),
                name="conclusion_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=CLAIMED) | Q(clear_on__isnull=False, clear_by__isnull=False),
                name="eligible_only_when_cleared",
                violation_error_message="Chưa xác nhận không trong thời gian xem xét kỷ luật, thanh tra, khiếu nại.",
            ),
            models.CheckConstraint(
                condition=~Q(status=NomineeStatus.INELIGIBLE) | ~Q(reason=""),
                name="ineligible_has_its_reason",
                violation_error_message="Hãy chọn lý do không đủ điều kiện.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def addressed(self) -> str:
        """As papers address: "Ông Nguyễn Văn A", or the collective's name."""
        return f"{self.get_honorific_display()} {self.name}".strip()

    @property
    def beside(self) -> str:
        """The unit as lists put it beside the name; nothing where the name of a collective says it already."""
        unit = self.printed_unit
        return "" if not self.is_individual and unit.casefold() in self.name.casefold() else unit

    @property
    def printed_unit(self) -> str:
        """The unit as papers call it: its own name, or what was put right for this nominee."""
        return self.unit_name or self.dossier.unit.name

    @property
    def role(self) -> str:
        """A person's title with the unit, a household's address, a part's unit; neither is said twice, of the unit nothing."""
        if self.is_household:
            return self.position or self.beside
        if not self.is_individual:
            return self.beside
        if self.unit_name:
            told = self.unit_name.casefold() in self.position.casefold()
        else:
            told = self.dossier.unit.is_told_by(self.position)
        return ", ".join(filter(None, [self.position, "" if told else self.printed_unit]))

    @property
    def state(self) -> NomineeStatus:
        return NomineeStatus(self.status)

    @property
    def is_individual(self) -> bool:
        return self.kind == NomineeKind.INDIVIDUAL

    @property
    def is_household(self) -> bool:
        return self.kind == NomineeKind.HOUSEHOLD

    @property
    def index_years(self) -> tuple[int, int]:
        """The pair of years the index rule compares for this nominee: (later, earlier)."""
        if self.index_year:
            return self.index_year, self.index_year - 1
        return self.campaign.index_years


class CriterionFinding(models.Model):
    """The unit's claim and the officer's finding on one criterion of one nominee."""

    nominee = models.ForeignKey(Nominee, models.CASCADE, related_name="findings")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="findings", verbose_name="Tiêu chí")
    claim = Prose("Kết quả đạt được, minh chứng", blank=True)
    finding = models.CharField("Thẩm định", max_length=14, choices=OfficerFinding.choices, blank=True)
    finding_note = Prose("Nhận xét thẩm định", blank=True)
    found_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    found_at = models.DateTimeField("Thẩm định lúc", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "Tự đánh giá, thẩm định tiêu chí"
        verbose_name_plural = "Tự đánh giá, thẩm định tiêu chí"
        ordering = ["nominee", "criterion__order"]
        constraints = [
            models.UniqueConstraint(fields=["nominee", "criterion"], name="criterion_once_per_nominee"),
            models.CheckConstraint(
                condition=Q(found_by__isnull=True, found_at__isnull=True)
                | Q(found_by__isnull=False, found_at__isnull=False),
                name="finding_has_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nominee}: {self.criterion}"


class Evidence(models.Model):
    """A file that proves a claim."""

    finding = models.ForeignKey(CriterionFinding, models.CASCADE, related_name="evidence")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="Tệp")
    caption = TextLine("Nội dung minh chứng", max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "Minh chứng"
        verbose_name_plural = "Minh chứng"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.caption or str(self.file)
