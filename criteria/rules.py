"""Questions to the figures."""

from decimal import Decimal

from campaigns.enums import Role
from campaigns.models import Campaign, Unit
from campaigns.rules import acts_for, has_role, is_chairman, is_internal_affairs, units_of
from criteria.enums import InspectionStatus
from criteria.index_rule import IndexFinding, IndexRule, explain
from criteria.models import ReformIndex


def index_figures(ward_id: int, years: set[int] | None = None) -> dict[tuple[int | None, int], Decimal]:
    """The figures of a ward by (unit or None for the ward itself, year), percent; one query for many people."""
    figures = ReformIndex.objects.filter(ward_id=ward_id)
    if years is not None:
        figures = figures.filter(year__in=years)
    return {(each.unit_id, each.year): each.value for each in figures}


def index_rule_of(campaign: Campaign) -> IndexRule:
    """The campaign's own thresholds (plan, section III.4)."""
    return IndexRule(campaign.index_floor, campaign.index_enough)


def index_finding(
    unit: Unit,
    years: tuple[int, int],
    rule: IndexRule,
    figures: dict[tuple[int | None, int], Decimal] | None = None,
) -> IndexFinding:
    """The index rule (plan, section III.4) for people of a unit. Without its own index a unit uses the ward's.

    A unit's own figures are used only as a pair with the ward's never mixed in: if it has one for the
    later year, both years come from the unit. `figures` of `index_figures` spares the query.
    """
    if figures is None:
        figures = index_figures(unit.ward_id, set(years))
    own = (unit.pk, years[0]) in figures
    key = unit.pk if own else None
    whose = f"của {unit.name}" if own else ""
    return explain(years, figures.get((key, years[0])), figures.get((key, years[1])), rule, whose)


def may_keep_index(user, figure=None) -> bool:
    """Nội vụ and Văn phòng - Thống kê enter what higher levels publish (plan, section IV.4)."""
    return has_role(user, Role.OFFICE_STATISTICS, Role.INTERNAL_AFFAIRS)


def may_read_index(user) -> bool:
    """Those who follow up, appraise or decide; a unit reads the ward's figures and its own."""
    return may_read_results(user) or bool(units_of(user))


def may_report(user, result) -> bool:
    """The unit reports its own figures."""
    return acts_for(user, result.unit_id)


def may_verify(user, result=None) -> bool:
    """Văn phòng - Thống kê verifies or sends back (plan, section IV.4)."""
    return has_role(user, Role.OFFICE_STATISTICS)


def may_read_results(user, campaign=None) -> bool:
    """All units' figures: those who follow up, appraise or decide."""
    return has_role(user, Role.OFFICE_STATISTICS, Role.INTERNAL_AFFAIRS, Role.CHAIRMAN)


def may_write_initiative(user, initiative) -> bool:
    """The unit that has the idea."""
    return acts_for(user, initiative.unit_id)


def may_recognise(user, initiative=None) -> bool:
    """Nội vụ enters trial and recognition; the body that recognised stands in the words."""
    return is_internal_affairs(user)


def may_read_initiatives(user) -> bool:
    """Units, those who follow up, and culture for its news; which ones, querysets say."""
    return may_read_results(user) or has_role(user, Role.UNIT, Role.CULTURE)


def may_record_use(user, unit: Unit) -> bool:
    """Nội vụ for every unit, a unit for itself."""
    return may_recognise(user) or acts_for(user, unit.pk)


def may_inspect(user, inspection=None) -> bool:
    """Văn phòng - Thống kê and Nội vụ follow up together (plan, section IV.4)."""
    return has_role(user, Role.OFFICE_STATISTICS, Role.INTERNAL_AFFAIRS)


def may_read_inspections(user) -> bool:
    """All inspections: those who follow up, and the chairman."""
    return may_inspect(user) or is_chairman(user)


def may_see_inspection(user, inspection) -> bool:
    """A unit sees those of its own that were not called off."""
    own = acts_for(user, inspection.unit_id) and inspection.status != InspectionStatus.CANCELLED
    return own or may_read_inspections(user)


def may_see_findings(user, inspection) -> bool:
    """What was found is told to the unit with the conclusion, not while it is being written."""
    told = inspection.status in {InspectionStatus.CONCLUDED, InspectionStatus.CLOSED}
    return may_see_inspection(user, inspection) and (told or may_read_inspections(user))


def may_fix(user, inspection) -> bool:
    """The unit says what it put right; the officers note it for a unit that tells them on paper."""
    return acts_for(user, inspection.unit_id) or may_inspect(user)


def may_count_registers(user) -> bool:
    """Văn phòng - Thống kê and Nội vụ bring the registers other systems export (plan, section IV.4)."""
    return has_role(user, Role.OFFICE_STATISTICS, Role.INTERNAL_AFFAIRS)
