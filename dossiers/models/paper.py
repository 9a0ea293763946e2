"""The signed copies of a dossier's three papers, and what the software could read of them."""

from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from dossiers.enums import PaperKind
from dossiers.models.dossier import Dossier
from dossiers.models.nominee import Nominee
from dossiers.querysets import PaperQuerySet
from phuong6.office.models import Printout, StoredFile


class DossierPaper(models.Model):
    """A signed copy of one of the three papers; every version kept, the highest is the present one."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="papers", verbose_name="Hồ sơ")
    kind = models.CharField("Giấy tờ", max_length=12, choices=PaperKind.choices)
    nominee = models.ForeignKey(
        Nominee, models.PROTECT, null=True, blank=True, related_name="papers", verbose_name="Của"
    )
    version = models.PositiveSmallIntegerField("Bản thứ")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="Tệp")
    printout = models.ForeignKey(
        Printout,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="dossier_papers",
        verbose_name="Ký trên bản in",
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="Người đưa lên"
    )
    at = models.DateTimeField("Đưa lên lúc", default=timezone.now)

    objects = PaperQuerySet.as_manager()

    class Meta:
        verbose_name = "Thành phần hồ sơ"
        verbose_name_plural = "Thành phần hồ sơ"
        ordering = ["kind", "nominee", "version"]
        constraints = [
            models.UniqueConstraint(
                F("dossier"),
                F("kind"),
                models.functions.Coalesce(F("nominee"), 0),
                F("version"),
                name="paper_version_once",
            ),
            models.CheckConstraint(
                condition=Q(kind=PaperKind.REPORT, nominee__isnull=False)
                | (~Q(kind=PaperKind.REPORT) & Q(nominee__isnull=True)),
                name="report_belongs_to_a_nominee",
                violation_error_message="Báo cáo thành tích phải của một tập thể hoặc cá nhân.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} (bản {self.version})"


def newest_of(papers: Iterable[DossierPaper]) -> dict[tuple[str, int | None], DossierPaper]:
    """The present version of each paper, by kind and nominee, in the order of the plan."""
    kinds = PaperKind.values
    versions = sorted(papers, key=lambda each: (kinds.index(each.kind), each.nominee_id or 0, each.version))
    return {(each.kind, each.nominee_id): each for each in versions}


class PaperReading(models.Model):
    """What was read of a signed copy when it came in, once: comparing needs no file afterwards.

    `key` is the text layer as search words (dossiers.comparing.paper_words.key_of); empty for a scan or photograph.
    """

    paper = models.OneToOneField(DossierPaper, models.CASCADE, related_name="reading")
    key = models.TextField(blank=True)
    people = models.JSONField(default=list)  # names that stand behind Ông or Bà
    unsigned = models.BooleanField(default=False)  # a digital file without any mark of a hand or of a key

    class Meta:
        verbose_name = "Nội dung đọc được"
        verbose_name_plural = "Nội dung đọc được"

    def __str__(self) -> str:
        return f"Nội dung đọc được của {self.paper}"
