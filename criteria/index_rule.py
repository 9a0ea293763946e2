"""The index rule for individuals, pure arithmetic.

Plan, section III.4: "Chỉ số CCHC từ 80% trở lên … và Chỉ số năm sau phải cao hơn năm trước liền kề
hoặc đạt Chỉ số CCHC từ 83% trở lên". Compared on unrounded values: 79,996 is not 80.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from phuong6.lib.vietnamese import format_number, format_percent_value

CENTS = 2  # decimals shown at least


class Verdict(Enum):
    """What the figures say; `INSUFFICIENT` is never a silent pass."""

    MET = "đạt"
    NOT_MET = "không đạt"
    INSUFFICIENT = "chưa đủ căn cứ"


@dataclass(frozen=True)
class IndexRule:
    """A campaign's own thresholds, percent; the defaults are those of the plan of 2023, section III.4."""

    floor: Decimal = Decimal(80)
    enough: Decimal = Decimal(83)

    @property
    def sentence(self) -> str:
        """The rule in words: "Đạt khi từ 80 % trở lên và cao hơn năm trước, hoặc từ 83 % trở lên."."""
        return (
            f"Đạt khi từ {threshold(self.floor)} trở lên và cao hơn năm trước, "
            f"hoặc từ {threshold(self.enough)} trở lên."
        )


def threshold(value: Decimal) -> str:
    """As a sentence says it: "80 %", "82,5 %"."""
    whole = value == value.to_integral_value()
    return f"{format_number(value.quantize(Decimal(1)) if whole else value.normalize())} %"


@dataclass(frozen=True)
class IndexFinding:
    """A verdict with the sentence that explains it."""

    verdict: Verdict
    sentence: str

    @property
    def figures(self) -> str:
        """The sentence without its verdict, where that has just been said."""
        return self.sentence.removesuffix(f": {self.verdict.value}")


def judge(value: Decimal | None, previous: Decimal | None, rule: IndexRule) -> Verdict:
    """(value ≥ floor and value > previous) or value ≥ enough; percent, None where no figure is known."""
    if value is None:
        return Verdict.INSUFFICIENT
    if value >= rule.enough:
        return Verdict.MET
    if value < rule.floor:
        return Verdict.NOT_MET
    if previous is None:
        return Verdict.INSUFFICIENT
    return Verdict.MET if value > previous else Verdict.NOT_MET


def shown(value: Decimal) -> str:
    """Two decimals cut, not rounded, so that the printed figure never contradicts the verdict.

    Rounding would print 79,996 as 80,00 beside "không đạt"; more decimals appear where two would
    make unequal figures look equal.
    """
    cut = value.quantize(Decimal("0.01"), rounding="ROUND_DOWN")
    return format_percent_value(cut)


def exact(value: Decimal) -> str:
    """A figure with every decimal it has, at least two: 81.2 → "81,20 %", 79.996 → "79,996 %"."""
    value = value.normalize()
    places = max(CENTS, -value.as_tuple().exponent)
    return f"{format_number(value.quantize(Decimal(1).scaleb(-places)))} %"


def explain(
    years: tuple[int, int],
    value: Decimal | None,
    previous: Decimal | None,
    rule: IndexRule,
    whose: str = "",
) -> IndexFinding:
    """The verdict and its sentence, e.g. "Chỉ số năm 2023 là 81,20 %, cao hơn năm 2022 (79,95 %): đạt"."""
    later, earlier = years
    verdict = judge(value, previous, rule)
    of = f" {whose}" if whose else ""
    if value is None:
        return IndexFinding(verdict, f"Chưa có Chỉ số CCHC{of} năm {later}: {verdict.value}")
    start = f"Chỉ số{of} năm {later} là {shown(value)}"
    if value >= rule.enough:
        return IndexFinding(verdict, f"{start}, từ {threshold(rule.enough)} trở lên: {verdict.value}")
    if value < rule.floor:
        return IndexFinding(verdict, f"{start}, dưới {threshold(rule.floor)}: {verdict.value}")
    if previous is None:
        return IndexFinding(verdict, f"{start}, chưa có Chỉ số năm {earlier} để so sánh: {verdict.value}")
    compared = "cao hơn" if value > previous else "bằng" if value == previous else "thấp hơn"
    if value != previous and shown(value) == shown(previous):
        start = f"Chỉ số{of} năm {later} là {format_percent_value(value.normalize())}"
        return IndexFinding(
            verdict,
            f"{start}, {compared} năm {earlier} ({format_percent_value(previous.normalize())}): {verdict.value}",
        )
    return IndexFinding(verdict, f"{start}, {compared} năm {earlier} ({shown(previous)}): {verdict.value}")
