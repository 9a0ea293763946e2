"""What a decision's date makes of its sums, and what the fund can bear. Whole VND throughout."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from awards.bonus import bonus
from awards.enums import DecisionStatus, FundKind
from awards.models import Award, BaseSalary, BonusRate, Decision, FundEntry, LegalRegime
from criteria.enums import NomineeKind
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
    regime = regime or LegalRegime.objects.filter(from_day__lte=day).order_by("-from_day").first()
    salary = BaseSalary.objects.filter(from_day__lte=day).order_by("-from_day").first()
    if regime is None or salary is None:
        raise Refused(f"Chưa khai báo nghị định hoặc mức lương cơ sở áp dụng cho ngày {day:%d/%m/%Y}.")
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
    def available(self) -> int:
        return self.income - self.paid - self.committed

    @property
    def shortfall(self) -> int:
        """What is missing when more was promised than there is."""
        return max(0, -self.available)


def fund_of(campaign, *, leaving_out: Decision | None = None) -> Fund:
    """The fund now; a commitment starts when a draft goes to the chairman and follows its list."""
    sums = {
        row["kind"]: row["sum"]
        for row in FundEntry.objects.filter(campaign=campaign)
        .values("kind")
        .annotate(sum=Sum("amount"))
        .order_by()
    }
    promised = Award.objects.filter(
        decision__campaign=campaign, decision__status__in=COMMITTED, payment__isnull=True
    )
    if leaving_out is not None:
        promised = promised.exclude(decision=leaving_out)
    return Fund(
        income=sums.get(FundKind.INCOME, 0),
        paid=sums.get(FundKind.PAYMENT, 0),
        committed=promised.aggregate(sum=Sum("amount"))["sum"] or 0,
    )
