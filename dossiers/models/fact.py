"""What the system knows of a unit, put beside a claim as evidence; the officer sees that nobody typed it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from criteria.models import Initiative, Target
from dossiers.enums import FactKind
from dossiers.models.nominee import CriterionFinding
from phuong6.office.fields import Prose


class LinkedFact(models.Model):
    """A verified result, the index or a recognised initiative, in its words on the day it was put in."""

    finding = models.ForeignKey(CriterionFinding, models.CASCADE, related_name="facts")
    kind = models.CharField("Loại", max_length=10, choices=FactKind.choices)
    target = models.ForeignKey(Target, models.PROTECT, null=True, blank=True, related_name="+")
    initiative = models.ForeignKey(Initiative, models.PROTECT, null=True, blank=True, related_name="+")
    sentence = Prose("Nội dung khi đưa vào")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("Đưa vào lúc", default=timezone.now)

    class Meta:
        verbose_name = "Số liệu của hệ thống làm minh chứng"
        verbose_name_plural = "Số liệu của hệ thống làm minh chứng"
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                F("finding"),
                F("kind"),
                Coalesce(F("target"), 0),
                Coalesce(F("initiative"), 0),
                name="fact_once_per_finding",
                violation_error_message="Đã đưa vào tiêu chí này rồi.",
            ),
            models.CheckConstraint(
                condition=Q(kind=FactKind.RESULT, target__isnull=False, initiative__isnull=True)
                | Q(kind=FactKind.INITIATIVE, target__isnull=True, initiative__isnull=False)
                | Q(kind=FactKind.INDEX, target__isnull=True, initiative__isnull=True),
                name="fact_names_its_source",
            ),
        ]

    def __str__(self) -> str:
        return self.sentence

    @property
    def key(self) -> str:
        """As dossiers.filing.facts.Fact.key: what it is about."""
        return fact_key(self.kind, self.target_id or self.initiative_id)


def fact_key(kind: str, pk: int | None = None) -> str:
    """One fact about a unit, in an address or a button: "result-12", "initiative-3", "index"."""
    return f"{kind}-{pk}" if pk else str(kind)
