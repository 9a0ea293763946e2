"""Questions to the figures."""

from campaigns.models import Unit
from criteria.index_rule import IndexFinding, explain
from criteria.models import ReformIndex


def index_finding(unit: Unit, years: tuple[int, int]) -> IndexFinding:
    """The index rule for people of a unit. Without its own index a unit uses the ward's (design.md §4).

    A unit's own figures are used only as a pair with the ward's never mixed in: if it has one for the
    later year, both years come from the unit.
    """
    figures = {
        (each.unit_id, each.year): each.value
        for each in ReformIndex.objects.filter(ward_id=unit.ward_id, year__in=years).filter(
            unit__in=[unit.pk]
        )
        | ReformIndex.objects.filter(ward_id=unit.ward_id, year__in=years, unit__isnull=True)
    }
    own = (unit.pk, years[0]) in figures
    key = unit.pk if own else None
    whose = f"của {unit.name}" if own else ""
    return explain(years, figures.get((key, years[0])), figures.get((key, years[1])), whose)
