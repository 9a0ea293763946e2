"""Reads of dossiers: whose they are comes first."""

from django.db import models

from campaigns.enums import Role
from campaigns.rules import has_role, units_of

MAY_READ_ALL = (Role.INTERNAL_AFFAIRS, Role.CHAIRMAN, Role.OFFICE_STATISTICS)


class DossierQuerySet(models.QuerySet):
    """Dossiers, scoped to the reader."""

    def for_user(self, user):
        """A unit sees its own; Nội vụ, thống kê and the chairman all; others none.

        Council members see cases through an agenda (awards), not through dossiers.
        """
        if has_role(user, *MAY_READ_ALL):
            return self
        return self.filter(unit__in=[unit.pk for unit in units_of(user)])

    def of_campaign(self, campaign):
        return self.filter(campaign=campaign)

    def submitted(self):
        """All that have been handed in, whatever came after."""
        return self.exclude(status="draft")

    def on_the_desk(self):
        """What waits for the Nội vụ officer."""
        return self.filter(status__in=["submitted", "in_review"])


class NomineeQuerySet(models.QuerySet):
    """Nominees, scoped to the reader."""

    def for_user(self, user):
        """As dossiers: a unit its own, Nội vụ and chairman all."""
        if has_role(user, *MAY_READ_ALL):
            return self
        return self.filter(dossier__unit__in=[unit.pk for unit in units_of(user)])

    def standing(self):
        """Nominees that have not been withdrawn."""
        return self.exclude(status="withdrawn")

    def in_order(self):
        """Collectives first, then individuals, in the order the unit gave."""
        return self.order_by("dossier__unit__sort_key", "kind", "order", "pk")
