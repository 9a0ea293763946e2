"""Paid and unpaid, by recipient; the ledger as the accountant takes it over."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from awards.enums import PUBLISHED, DecisionKind
from awards.models import Award
from awards.money.fund import with_payment
from awards.querysets import without_copy
from dossiers.enums import NomineeStatus

STANDS = ~Q(nominee__status=NomineeStatus.REVOKED)
LISTS = {
    "chua-chi": ("Chưa chi", STANDS & Q(is_paid=False)),
    "da-chi": ("Đã chi", STANDS & Q(is_paid=True)),
    "huy-bo": ("Đã hủy bỏ khen thưởng", ~STANDS),
}


def recipients(campaign) -> QuerySet[Award]:
    """Every award of the campaign's issued decisions with its payment (`is_paid`, `paid_on`, `voucher`) and `lacks_copy`."""
    awards = Award.objects.filter(
        decision__campaign=campaign, decision__status__in=PUBLISHED, decision__kind=DecisionKind.AWARD
    )
    return (
        with_payment(awards)
        .annotate(lacks_copy=Exists(without_copy().filter(award=OuterRef("pk"))))
        .select_related("decision", "nominee__dossier__unit")
        .order_by("decision__decided_on", "decision", "position")
    )
