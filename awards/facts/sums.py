"""What the shipped facts would have given for decisions already issued: they stay, the office decides about a correction."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from awards.enums import PUBLISHED, DecisionKind
from awards.facts.shipped import shipped
from awards.models import BaseSalary, BonusRate, Decision
from awards.money.bonus import bonus
from campaigns.models import LegalRegime


@dataclass(frozen=True)
class OtherSum:
    """An issued decision whose sum (VND) would be another one by the shipped facts."""

    decision: Decision
    total: int

    @property
    def more(self) -> int:
        """By how much; negative where too much was given."""
        return self.total - self.decision.total


def amounts_on(day: date, code: str = "") -> dict[str, int]:
    """The bonus in VND by kind as the shipped facts give it on a day; empty where they hold nothing for it.

    `code` names the regime that was chosen with a reason.
    """
    regimes = {each.key[0]: each.values for each in shipped() if each.model is LegalRegime}
    salaries = {
        date.fromisoformat(each.key[0]): each.values for each in shipped() if each.model is BaseSalary
    }
    code = code or _in_force(regimes, day)
    began = [first for first in salaries if first <= day]
    if code not in regimes or not began:
        return {}
    rates = {
        each.key[1]: each.values["rate"]
        for each in shipped()
        if each.model is BonusRate and each.key[0] == code
    }
    salary, rounding = salaries[max(began)]["amount"], regimes[code]["rounding"]
    return {kind: bonus(rate, salary, rounding) for kind, rate in rates.items()}


def _in_force(regimes: dict[str, dict[str, Any]], day: date) -> str:
    began = [code for code, values in regimes.items() if values["from_day"] <= day]
    code = max(began, key=lambda each: regimes[each]["from_day"], default="")
    last = regimes[code]["last_day"] if code else None
    return "" if last and last < day else code


def other_sums() -> list[OtherSum]:
    """Issued decisions whose sum differs, newest first (two queries)."""
    rows = (
        Decision.objects.filter(kind=DecisionKind.AWARD, status__in=PUBLISHED)
        .select_related("regime_override", "campaign")
        .prefetch_related("awards__nominee")
        .order_by("-decided_on", "-pk")
    )
    found = []
    for each in rows:
        code = each.regime_override.code if each.regime_override else ""
        amounts, awards = amounts_on(each.decided_on, code), each.awards.all()
        if amounts and all(award.nominee.kind in amounts for award in awards):
            total = sum(amounts[award.nominee.kind] for award in awards)
            if total != each.total:
                found.append(OtherSum(each, total))
    return found
