"""Questions to the figures."""

from decimal import Decimal

from campaigns.models import Unit
from criteria.index_rule import IndexFinding, explain
from criteria.models import ReformIndex


def index_figures(ward_id: int, years: set[int] | None = None) -> dict[tuple[int | None, int], Decimal]:
    """The figures of a ward by (unit or None for the ward itself, year), percent; one query for many people."""
    figures = ReformIndex.objects.filter(ward_id=ward_id)
    if years is not None:
        figures = figures.filter(year__in=years)
    return {(each.unit_id, each.year): each.value for each in figures}


def index_finding(
    unit: Unit, years: tuple[int, int], figures: dict[tuple[int | None, int], Decimal] | None = None
) -> IndexFinding:
    """The index rule for people of a unit. Without its own index a unit uses the ward's (design.md §4).

    A unit's own figures are used only as a pair with the ward's never mixed in: if it has one for the
    later year, both years come from the unit. `figures` of `index_figures` spares the query.
    """
    if figures is None:
        figures = index_figures(unit.ward_id, set(years))
    own = (unit.pk, years[0]) in figures
    key = unit.pk if own else None
    whose = f"của {unit.name}" if own else ""
    return explain(years, figures.get((key, years[0])), figures.get((key, years[1])), whose)
