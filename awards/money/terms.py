"""Rate, base salary and rounding in force on a day."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date

from awards.models import BaseSalary, BonusRate
from awards.money.bonus import bonus
from campaigns.law.bases import regime_on
from campaigns.models import LegalRegime
from criteria.enums import NomineeKind
from phuong6.office.workflow import Refused


@dataclass(frozen=True)
class Terms:
    """The law, rates and base salary that count on a day."""

    regime: LegalRegime
    rates: dict[str, BonusRate]
    salary: BaseSalary

    def amount(self, kind: str) -> int:
        """The bonus in VND for one of a kind of nominee. Raises Refused where the law names no rate for it."""
        return bonus(self.rate_of(kind).rate, self.salary.amount, self.regime.rounding)

    def rate_of(self, kind: str) -> BonusRate:
        """The rate for a kind of nominee. Raises Refused where the law names none."""
        if kind not in self.rates:
            raise Refused(
                f"{self.regime.name} chưa có hệ số tiền thưởng cho {NomineeKind(kind).word}. Hãy ghi hệ số ở Bàn làm "
                "việc, mục Nghị định về tiền thưởng, hoặc đưa trường hợp này ra khỏi danh sách."
            )
        return self.rates[kind]

    def unverified(self, kinds: Container[str]) -> list[str]:
        """What of the terms for these kinds nobody has compared with the original paper yet, as sentences."""
        found = []
        if not self.regime.verified:
            found.append(f"{self.regime.name}: chưa đối chiếu văn bản gốc.")
        found += [
            f"Hệ số {rate.rate.normalize():f} ({rate.get_kind_display().lower()}, {rate.article}): chưa đối chiếu."
            for rate in self.rates.values()
            if not rate.verified and (rate.kind in kinds or rate.kind != NomineeKind.HOUSEHOLD)
        ]
        if not self.salary.verified:
            found.append(f"{self.salary} ({self.salary.decree}): chưa đối chiếu.")
        return [each.replace(".", ",", 1) if each.startswith("Hệ số") else each for each in found]


def terms_on(day: date, regime: LegalRegime | None = None) -> Terms:
    """Regime and base salary in force on the decision's day.

    NĐ 91/2017 Điều 68; NĐ 98/2023 Điều 53; NĐ 152/2025 Điều 49 khoản 1. `regime` overrides the one in force. Raises Refused if nothing is recorded for that day.
    """
    regime = regime or regime_on(day)
    salary = BaseSalary.objects.filter(from_day__lte=day).order_by("-from_day").first()
    if salary is None:
        raise Refused(f"Chưa khai báo mức lương cơ sở áp dụng cho ngày {day:%d/%m/%Y}.")
    rates = {each.kind: each for each in regime.rates.all()}
    missing = [
        kind.label for kind in NomineeKind if kind.value not in rates and kind != NomineeKind.HOUSEHOLD
    ]
    if missing:
        raise Refused(f"{regime.name} chưa có hệ số tiền thưởng cho {', '.join(missing).lower()}.")
    return Terms(regime, rates, salary)
