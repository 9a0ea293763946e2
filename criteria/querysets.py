"""Reads of this room: whose they are comes first."""

from django.db import models
from django.db.models import Count, Q

from campaigns.enums import Role
from campaigns.rules import has_role, units_of
from criteria.enums import InitiativeStatus, InspectionStatus

RECOGNISED = (InitiativeStatus.RECOGNISED, InitiativeStatus.SPREAD)
FOLLOWERS = (Role.OFFICE_STATISTICS, Role.INTERNAL_AFFAIRS, Role.CHAIRMAN)


class InitiativeQuerySet(models.QuerySet):
    """Initiatives, scoped to the reader."""

    def for_user(self, user):
        """A unit its own and what is recognised, to take it over; the office all but drafts; culture the recognised."""
        own = Q(unit__in=[unit.pk for unit in units_of(user)])
        if has_role(user, *FOLLOWERS):
            return self.filter(own | ~Q(status=InitiativeStatus.DRAFT))
        if has_role(user, Role.UNIT, Role.CULTURE):
            return self.filter(own | Q(status__in=RECOGNISED))
        return self.none()

    def for_list(self):
        """With all that a list shows of each, in one query."""
        return self.select_related("unit", "area").annotate(spread_to=Count("uses"))


def to_put_right(before: str = "") -> Q:
    """A finding with something to put right that nobody has said is put right; `before` leads to it: "findings__"."""
    return Q(**{f"{before}to_fix": True, f"{before}fixed_on__isnull": True})


class FindingQuerySet(models.QuerySet):
    """What inspections found."""

    def owed(self, campaign):
        """What units still have to put right after concluded inspections of the campaign."""
        return self.filter(
            to_put_right(), inspection__campaign=campaign, inspection__status=InspectionStatus.CONCLUDED
        )
