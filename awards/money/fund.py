"""What the fund has and has promised, and which bonuses are paid or owed. Whole VND throughout."""

from dataclasses import dataclass

from django.db.models import BigIntegerField, Case, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum, When

from awards.enums import DecisionStatus, FundKind
from awards.models import Award, Decision, FundEntry
from dossiers.enums import NomineeStatus

COMMITTED = (DecisionStatus.AWAITING, DecisionStatus.APPROVED, DecisionStatus.ISSUED)


@dataclass(frozen=True)
class Fund:
    """The fund of a campaign: income − payments − commitments not yet paid."""

    income: int
    paid: int
    committed: int

    @property
    def balance(self) -> int:
        """Money in hand."""
        return self.income - self.paid

    @property
    def available(self) -> int:
        return self.income - self.paid - self.committed

    @property
    def shortfall(self) -> int:
        """What is missing when more was promised than there is."""
        return max(0, -self.available)


IN_FORCE = Q(reverses__isnull=True, is_void=False)  # neither a reversal nor reversed
SIGNED = Case(
    When(reverses__isnull=False, then=-F("amount")), default=F("amount"), output_field=BigIntegerField()
)


def balance_change() -> Case:
    """What a line does to the money in hand."""
    return Case(When(kind=FundKind.PAYMENT, then=-SIGNED), default=SIGNED, output_field=BigIntegerField())


def paid() -> Exists:
    """Whether an award's bonus has been paid: a condition on awards."""
    return Exists(FundEntry.objects.filter(IN_FORCE, award=OuterRef("pk"), kind=FundKind.PAYMENT))


def with_payment(awards: QuerySet[Award]) -> QuerySet[Award]:
    """Each with its payment as the ledger stands: `is_paid`, `paid_on`, `voucher`."""
    payment = FundEntry.objects.filter(IN_FORCE, award=OuterRef("pk"), kind=FundKind.PAYMENT)
    return awards.annotate(
        is_paid=paid(),
        paid_on=Subquery(payment.values("day")[:1]),
        voucher=Subquery(payment.values("voucher")[:1]),
    )


def owed(awards: QuerySet[Award]) -> QuerySet[Award]:
    """Those of the awards that stand and whose bonus is not paid yet."""
    return awards.exclude(nominee__status=NomineeStatus.REVOKED).filter(~paid())


def fund_of(campaign, *, leaving_out: Decision | None = None, counting: Decision | None = None) -> Fund:
    """The fund now; a commitment starts when a draft goes to the chairman and follows its list.

    `counting`: a decision whose status is about to be written counts by the one it has in memory. What was
    given back after a revocation is income again.
    """
    lines = FundEntry.objects.filter(campaign=campaign).values("kind").annotate(sum=Sum(SIGNED)).order_by()
    sums = {row["kind"]: row["sum"] for row in lines}
    promised = Q(decision__campaign=campaign, decision__status__in=COMMITTED)
    if leaving_out is not None:
        promised &= ~Q(decision=leaving_out)
    if counting is not None:
        promised &= ~Q(decision=counting)
        promised |= Q(decision=counting) if counting.status in COMMITTED else Q(pk__in=[])
    return Fund(
        income=sums.get(FundKind.INCOME, 0) + sums.get(FundKind.RETURNED, 0),
        paid=sums.get(FundKind.PAYMENT, 0),
        committed=owed(Award.objects.filter(promised)).aggregate(sum=Sum("amount"))["sum"] or 0,
    )


def unpaid(decision: Decision) -> QuerySet[Award]:
    """The awards of the decision that stand and are not paid yet, in the list's order."""
    return owed(Award.objects.filter(decision=decision)).order_by("position")
