"""What a decision's date makes of its sums, and what the fund can bear. Whole VND throughout."""

from dataclasses import dataclass
from datetime import date

from django.db.models import BigIntegerField, Case, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum, When

from awards.bonus import bonus
from awards.enums import DecisionStatus, FundKind
from awards.models import Award, BaseSalary, BonusRate, Decision, FundEntry
from campaigns.law import regime_on
from campaigns.models import LegalRegime
from criteria.enums import NomineeKind
from dossiers.enums import NomineeStatus
from phuong6.office.workflow import Refused

COMMITTED = (DecisionStatus.AWAITING, DecisionStatus.APPROVED, DecisionStatus.ISSUED)


@dataclass(frozen=True)
class Terms:
    """The law, rates and base salary that count on a day."""

    regime: LegalRegime
    rates: dict[str, BonusRate]
    salary: BaseSalary

    def amount(self, kind: str) -> int:
        """The bonus in VND for a collective or an individual."""
        return bonus(self.rates[kind].rate, self.salary.amount, self.regime.rounding)

    @property
    def unverified(self) -> list[str]:
        """What of these terms nobody has compared with the original paper yet, as sentences."""
        found = []
        if not self.regime.verified:
            found.append(f"{self.regime.name}: chưa đối chiếu văn bản gốc.")
        found += [
            f"Hệ số {rate.rate.normalize():f} ({rate.get_kind_display().lower()}, {rate.article}): chưa đối chiếu."
            for rate in self.rates.values()
            if not rate.verified
        ]
        if not self.salary.verified:
            found.append(f"{self.salary} ({self.salary.decree}): chưa đối chiếu.")
        return [each.replace(".", ",", 1) if each.startswith("Hệ số") else each for each in found]


def terms_on(day: date, regime: LegalRegime | None = None) -> Terms:
    """Regime and base salary in force on the decision's day (NĐ 91/2017 Điều 68; NĐ 98/2023 Điều 53).

    `regime` overrides the one in force. Raises Refused if nothing is recorded for that day.
    """
    regime = regime or regime_on(day)
    salary = BaseSalary.objects.filter(from_day__lte=day).order_by("-from_day").first()
    if salary is None:
        raise Refused(f"Chưa khai báo mức lương cơ sở áp dụng cho ngày {day:%d/%m/%Y}.")
    rates = {each.kind: each for each in regime.rates.all()}
    missing = [kind.label for kind in NomineeKind if kind.value not in rates]
    if missing:
        raise Refused(f"{regime.name} chưa có hệ số tiền thưởng cho {', '.join(missing).lower()}.")
    return Terms(regime, rates, salary)


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
