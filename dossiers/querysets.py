"""Reads of dossiers: whose they are comes first."""

from django.db import models
from django.db.models import Exists, OuterRef, Subquery

from campaigns.enums import Role
from campaigns.models import Participation
from campaigns.rules import has_role, units_of
from dossiers.models.filing import Extension, Receipt, ReturnRequest

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

    def for_list(self):
        """With all that a list shows of each, in a constant number of queries.

        Adds `is_registered`, `extended_to` (the latest extension), `more_due_on` (day of the open
        request for supplement) and `last_receipt` (id); nominees, findings and papers come along.
        """
        requests = ReturnRequest.objects.filter(dossier=OuterRef("pk"), answered_at__isnull=True)
        receipts = Receipt.objects.filter(dossier=OuterRef("pk"))
        joined = Participation.objects.filter(campaign=OuterRef("campaign"), unit=OuterRef("unit"))
        return (
            self.select_related("unit", "minutes")
            .annotate(
                is_registered=Exists(joined),
                extended_to=Extension.longest(OuterRef("campaign"), OuterRef("unit")),
                more_due_on=Subquery(requests.order_by("-round").values("due_on")[:1]),
                last_receipt=Subquery(receipts.order_by("-received_at", "-pk").values("pk")[:1]),
            )
            .prefetch_related("nominees__findings", "papers__file", "papers__by")
        )

    def submitted(self):
        """All that have been handed in, whatever came after."""
        return self.exclude(status="draft")


class PaperQuerySet(models.QuerySet):
    """Signed copies of a dossier's papers."""

    def versions(self) -> dict[tuple[str, int | None], list]:
        """All versions of each paper by kind and nominee's id, newest first; one query."""
        found: dict[tuple, list] = {}
        for each in self.select_related("file", "by").order_by("-version"):
            found.setdefault((each.kind, each.nominee_id), []).append(each)
        return found


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
