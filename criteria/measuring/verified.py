"""What is verified of a unit's targets, added up over the campaign; what is not yet verified is named, never zero."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db.models import Count
from django.utils import timezone

from campaigns.models import Campaign, Unit
from criteria.enums import ResultStatus, TargetKind
from criteria.measuring.obligations import Cell, cells
from criteria.measuring.progress import Line
from criteria.measuring.standing import Standing
from criteria.models import ResultEvidence, Target
from phuong6.lib.vietnamese import format_number, format_percent
from phuong6.office.posts import posts

NONE_YET = "Chưa có số liệu được xác nhận"


@dataclass(frozen=True)
class Verified:
    """One target of a unit: figures of its verified reports, the stretches without one, how many files prove it."""

    target: Target
    line: Line
    last_year: tuple[int, int] | None
    lacking: tuple[str, ...]
    proofs: int

    @property
    def is_known(self) -> bool:
        """At least one report is verified."""
        return self.line.tally.sent > 0

    @property
    def done(self) -> str:
        """Column "Thực hiện": "999/1.000 (chưa có Quý III/2023)"."""
        if not self.is_known:
            return NONE_YET
        lacking = f"chưa có {', '.join(self.lacking)}" if self.lacking else ""
        notes = "; ".join(filter(None, (self.line.delegated_words, lacking)))
        return f"{self._figures} ({notes})" if notes else self._figures

    @property
    def _figures(self) -> str:
        if self.target.kind == TargetKind.SHARE:
            return self.line.figures
        if self.line.tally.sent > 1:
            return f"Hoàn thành {self.line.tally.met} trong {self.line.tally.sent} kỳ"
        return "Đã hoàn thành" if self.line.tally.met else "Chưa hoàn thành"

    @property
    def percent(self) -> str:
        """Column "Tỷ lệ %": exact, "không phát sinh" without cases; empty for a task and without figures."""
        if not self.is_known or self.target.kind == TargetKind.TASK:
            return ""
        return self.line.percent

    @property
    def compared(self) -> str:
        """Column "So năm trước": "Cao hơn (98,50 %)"; said where last year is not known."""
        if not self.is_known or self.target.kind == TargetKind.TASK:
            return ""
        if self.last_year is None:
            return "Chưa có số liệu"
        part, of = self.last_year
        then = format_percent(part, of, self.target.threshold)
        if not (of and self.line.denominator):
            return then[0].upper() + then[1:]
        before, now = Fraction(part, of), Fraction(self.line.numerator, self.line.denominator)
        word = "Cao hơn" if now > before else "Thấp hơn" if now < before else "Bằng"
        return f"{word} ({then})"

    @property
    def proof(self) -> str:
        """Column "Minh chứng"."""
        if not self.is_known:
            return ""
        return f"{format_number(self.proofs)} tệp, đã xác nhận" if self.proofs else "Đã xác nhận"

    @property
    def sentence(self) -> str:
        """For a claim, as one would write it: "Về chỉ tiêu “…”, đơn vị thực hiện được 999/1.000, bằng 99,90 %; …"."""
        kind = "nhiệm vụ" if self.target.kind == TargetKind.TASK else "chỉ tiêu"
        lacking = f", chưa có {', '.join(self.lacking)}" if self.lacking else ""
        source = f"Số liệu đã được {posts().statistics} xác nhận{lacking}"
        return f"Về {kind} “{self.target.name}”, {self._told}. {source}"

    @property
    def _told(self) -> str:
        if self.target.kind == TargetKind.TASK:
            return f"đơn vị {self._figures[0].lower()}{self._figures[1:]}"
        if self.line.denominator == 0:
            return f"trong kỳ {self.percent}"
        asked = self.target.asked[0].lower() + self.target.asked[1:]
        standing = Standing(self.line.standing).label.lower()
        deputies = f" ({self.line.delegated_words})" if self.line.delegated else ""
        return (
            f"đơn vị thực hiện được {self._figures}{deputies}, bằng {self.percent}; "
            f"kế hoạch đề ra {asked}, kết quả {standing}"
        )


def verified_of(campaign: Campaign, unit: Unit, today: date | None = None) -> list[Verified]:
    """Every target asked of the unit, in the plan's order (5 queries, however many there are)."""
    today = today or timezone.localdate()
    groups: dict[int, list[Cell]] = {}
    for each in cells(campaign, unit=unit, today=today):
        groups.setdefault(each.target.pk, []).append(each)
    proven = ResultEvidence.objects.filter(
        result__target__in=groups, result__unit=unit, result__status=ResultStatus.VERIFIED
    )
    proofs = dict(
        proven.order_by().values_list("result__target").annotate(files=Count("pk")).values_list(
            "result__target", "files"
        )
    )  # fmt: skip
    return [_verified(group, today, proofs.get(pk, 0)) for pk, group in groups.items()]


def _verified(group: list[Cell], today: date, proofs: int) -> Verified:
    target = group[0].target
    known = [each for each in group if each.result and each.result.status == ResultStatus.VERIFIED]
    lacking = tuple(each.span.label for each in group if each not in known and each.span.first <= today)
    return Verified(target, Line.of("", target, known), _last_year(known), lacking, proofs)


def _last_year(known: list[Cell]) -> tuple[int, int] | None:
    """The same stretches of last year added up; None unless every verified report states them."""
    pairs = [(each.result.last_year_numerator, each.result.last_year_denominator) for each in known]
    if not pairs or any(None in pair for pair in pairs):
        return None
    return sum(part for part, _ in pairs), sum(of for _, of in pairs)
