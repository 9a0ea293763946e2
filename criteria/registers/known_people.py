"""Whom the rows of a register are judged by: the ward's cán bộ, công chức, on the day of the count."""

from django.utils import timezone

from campaigns.enums import UnitKind
from campaigns.models import Campaign, Official
from criteria.enums import RegisterKind
from criteria.models import RegisterImport
from criteria.registers.entries import Surroundings

# Luật Cán bộ, công chức 2008 Điều 4, 61: no khóm officers
CIVIL_SERVANTS = (UnitKind.OFFICE, UnitKind.ORGANISATION)


def surroundings(brought: RegisterImport) -> Surroundings:
    """What the rows of a register are judged by; the ward's people only where they matter (one query)."""
    today, people, total = timezone.localdate(), {}, 0
    if brought.kind == RegisterKind.TRAINING:
        for pk, name, unit in civil_servants(brought.campaign).values_list(
            "pk", "search_key", "unit__search_key"
        ):
            people.setdefault(name, []).append((pk, unit))
            total += 1
    return Surroundings(today, brought.as_of, people, total, brought.mapping.get("course", ""))


def civil_servants(campaign: Campaign):
    """Cán bộ, công chức of the ward: people at work in the office and in the organisations, not in the khóm."""
    return Official.objects.filter(
        unit__ward=campaign.ward_id, unit__kind__in=CIVIL_SERVANTS, unit__is_active=True, is_active=True
    )
