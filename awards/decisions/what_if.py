"""What a list and a day would come to, before anything is saved."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from awards.decisions.signing_day import before_the_council
from awards.models import BaseSalary, Decision
from awards.money.fund import Fund, fund_of
from awards.money.terms import Terms, terms_on
from campaigns.law.bases import SUBJECT, regime_on
from campaigns.models import LegalRegime
from criteria.enums import NomineeKind
from dossiers.models import Nominee
from phuong6.lib.vietnamese import format_vnd, short_date


@dataclass(frozen=True)
class FundBar:
    """The fund beside one decision that is not paid yet, in VND."""

    fund: Fund
    asked: int

    @property
    def left(self) -> int:
        """What would be left; negative when the list is too dear."""
        return self.fund.available - self.asked

    @property
    def over(self) -> int:
        """By how much the list goes beyond the fund."""
        return max(0, -self.left)

    @property
    def used(self) -> int:
        return self.fund.paid + self.fund.committed + self.asked


def fund_bar(decision: Decision, asked: int | None = None) -> FundBar:
    """The bar of a decision as it stands, or of another sum."""
    asked = decision.total if asked is None else asked
    return FundBar(fund_of(decision.campaign, leaving_out=decision), asked)


@dataclass(frozen=True)
class Group:
    """So many of one kind at one sum (VND)."""

    label: str
    count: int
    each: int

    @property
    def total(self) -> int:
        return self.count * self.each


@dataclass(frozen=True)
class WhatIf:
    """What the ticked names would bring on a day: sums by kind, the fund, what to know."""

    terms: Terms
    groups: list[Group]
    bar: FundBar
    warnings: list[str]

    @property
    def total(self) -> int:
        return self.bar.asked

    @property
    def count(self) -> int:
        return sum(group.count for group in self.groups)


def what_if(
    decision: Decision, nominees: Iterable[Nominee], day: date, regime: LegalRegime | None = None
) -> WhatIf:
    """Compute without writing. Raises Refused where no law or salary is recorded for the day."""
    terms = terms_on(day, regime)
    counts = Counter(nominee.kind for nominee in nominees)
    groups = [
        Group(kind.label, counts[kind.value], terms.amount(kind.value))
        for kind in NomineeKind
        if counts[kind.value]
    ]
    asked = sum(group.total for group in groups)
    warnings = [*warnings_of_day(decision, day, regime), *terms.unverified(counts)]
    return WhatIf(terms, groups, fund_bar(decision, asked), warnings)


def warnings_of_day(decision: Decision, day: date, regime: LegalRegime | None = None) -> list[str]:
    """What this day changes against the day the council met: law and forms, base salary (docs/decisions/0013)."""
    if sentence := before_the_council(decision.meeting, day):
        return [sentence]
    closed = decision.meeting.closed_at
    met_on = timezone.localtime(closed).date() if closed else decision.planned_on
    found = (
        _outside(regime, day)
        if regime
        else _law_changes(min(met_on, date(decision.campaign.year, 12, 31)), day)
    )
    found += _salary_changes(met_on, day)
    if day > timezone.localdate():
        found.append("Ngày dự kiến ký ở tương lai; tiền thưởng được tính lại theo ngày ký thật.")
    return found


def _outside(regime: LegalRegime, day: date) -> list[str]:
    """One sentence where the regime somebody chose does not hold on the day."""
    if regime.covers(day):
        return []
    until = f" đến {short_date(regime.last_day)}" if regime.last_day else ""
    return [
        f"{regime.name} áp dụng từ {short_date(regime.from_day)}{until}, không gồm ngày này; dùng theo lý do đã ghi."
    ]


def _law_changes(since: date, day: date) -> list[str]:
    """One sentence where another law holds on the day: “Ngày ký sau 31/12/2023: căn cứ pháp lý và mẫu …”."""
    now = regime_on(day)
    if now.from_day <= since:
        return []
    law = next((line for line in now.law_lines_on(day) if SUBJECT in line.lower()), "")
    eve = short_date(now.from_day - timedelta(days=1))
    changed = " và ".join(filter(None, [law, now.name]))
    sentence = f"Ngày ký sau {eve}: căn cứ pháp lý và mẫu cần đổi sang {changed}."
    return [f"{sentence} Phần mềm đã lấy theo ngày này; hãy xem lại bản dự thảo."]


def _salary_changes(since: date, day: date) -> list[str]:
    """One sentence for the salary that holds on the day, if it began after the council met."""
    rows = list(BaseSalary.objects.filter(from_day__lte=day).order_by("-from_day")[:2])
    if len(rows) < 2 or rows[0].from_day <= since:  # noqa: PLR2004  the new one and the one before
        return []
    new, old = rows
    change = f"lương cơ sở là {format_vnd(new.amount)} (trước đó {format_vnd(old.amount)})"
    return [f"Từ ngày {short_date(new.from_day)} {change}: tiền thưởng của mọi giấy khen tính theo mức mới."]
