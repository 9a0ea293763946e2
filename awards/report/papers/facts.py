"""The figures of a campaign, by unit, for its báo cáo tổng kết."""

from dataclasses import dataclass, field

from django.db.models import Count, Q, Sum

from awards.enums import DecisionKind, DecisionStatus
from awards.models import Award, Decision, RevokedAward
from awards.report.papers.targets import TargetFacts, target_facts
from campaigns.enums import Honorific
from campaigns.models import Campaign, Unit
from campaigns.papers.parts import WardFrame, frame_of
from campaigns.series import REPORT
from criteria.enums import NomineeKind
from criteria.index_rule import explain
from criteria.rules import index_figures, index_rule_of
from dossiers.enums import DossierStatus, NomineeStatus
from dossiers.models import Nominee
from phuong6.lib.vietnamese import long_date

NOT_ELIGIBLE = (NomineeStatus.PROPOSED, NomineeStatus.INELIGIBLE)
WENT_OUT = (DecisionStatus.ISSUED, DecisionStatus.REVOKED)
OTHER_ENDS = (
    ("Thẩm định không đủ điều kiện", (NomineeStatus.INELIGIBLE,)),
    ("Hội đồng không đề nghị", (NomineeStatus.NOT_RECOMMENDED,)),
    ("Chủ tịch không chọn", (NomineeStatus.DECLINED,)),
    ("Rút tên", (NomineeStatus.WITHDRAWN,)),
    (
        "Chưa có kết quả",
        (
            NomineeStatus.PROPOSED,
            NomineeStatus.ELIGIBLE,
            NomineeStatus.TABLED,
            NomineeStatus.RECOMMENDED,
        ),
    ),
)


@dataclass(frozen=True)
class UnitLine:
    """One unit's campaign; `paid` is the bonus in VND."""

    name: str
    registered: bool
    filed: bool
    nominated: int = 0
    eligible: int = 0
    collectives: int = 0  # awarded
    people: int = 0
    paid: int = 0
    households: int = 0


@dataclass(frozen=True)
class Decided:
    """What one decision granted or took back; `cited` names it, `amount` is in VND."""

    cited: str
    collectives: int
    people: int
    amount: int
    households: int = 0

    @property
    def counts(self) -> tuple[int, ...]:
        return self.collectives, self.households, self.people


@dataclass(frozen=True)
class ReportFacts:
    """The campaign from registration to award; figures nobody has are None and are not mentioned.

    `units` count the awards that stand: what `decisions` granted less what `revocations` took back. `others` are
    the cases that were not granted anything, by how they ended.
    """

    frame: WardFrame
    units: tuple[UnitLine, ...]
    decisions: tuple[Decided, ...]
    women: int
    addressed: int  # awarded people of whom it is stated whether Ông or Bà
    index: str
    direct_workers: int | None = None
    revocations: tuple[Decided, ...] = ()
    others: tuple[tuple[str, int], ...] = ()
    targets: TargetFacts = field(default_factory=TargetFacts)

    def total(self, name: str) -> int:
        """The sum of a figure over all units."""
        return sum(getattr(unit, name) for unit in self.units)


def facts(campaign: Campaign) -> ReportFacts:
    """Seventeen queries at most, however many units, targets and reports there are."""
    issued = Decision.objects.filter(campaign=campaign, status=DecisionStatus.ISSUED, kind=DecisionKind.AWARD)
    awards = Award.objects.filter(decision__in=issued, nominee__status=NomineeStatus.AWARDED)
    people = awards.filter(nominee__kind=NomineeKind.INDIVIDUAL).aggregate(
        women=Count(
            "pk",
            filter=Q(corrected_honorific=Honorific.MRS.label)
            | Q(corrected_honorific="", nominee__honorific=Honorific.MRS),
        ),
        addressed=Count("pk", filter=~Q(nominee__honorific="")),
    )
    years = campaign.index_years
    figures = index_figures(campaign.ward_id, set(years))
    return ReportFacts(
        frame=frame_of(campaign, REPORT),
        units=_units(campaign, awards),
        decisions=_granted(campaign),
        revocations=_taken_back(campaign),
        others=_others(campaign),
        women=people["women"],
        addressed=people["addressed"],
        index=explain(
            years, *(figures.get((None, year)) for year in years), rule=index_rule_of(campaign)
        ).sentence,
        targets=target_facts(campaign),
    )


def _sums(rows, decision: str, award: str = "") -> tuple[Decided, ...]:
    """Rows of awards by their decision, in the order of days; `decision` and `award` are the ways to both."""
    number, day = f"{decision}__number", f"{decision}__decided_on"
    kind = f"{award}nominee__kind"
    grouped = rows.order_by(day, decision).values(decision, number, day)
    return tuple(
        Decided(
            f"Quyết định số {each[number]} {long_date(each[day])}",
            each["collectives"],
            each["people"],
            each["amount"],
            each["households"],
        )
        for each in grouped.annotate(
            collectives=Count("pk", filter=Q(**{kind: NomineeKind.COLLECTIVE})),
            households=Count("pk", filter=Q(**{kind: NomineeKind.HOUSEHOLD})),
            people=Count("pk", filter=Q(**{kind: NomineeKind.INDIVIDUAL})),
            amount=Sum(f"{award}amount"),
        )
    )


def _granted(campaign: Campaign) -> tuple[Decided, ...]:
    decided = Decision.objects.filter(campaign=campaign, status__in=WENT_OUT, kind=DecisionKind.AWARD)
    return _sums(Award.objects.filter(decision__in=decided), "decision")


def _taken_back(campaign: Campaign) -> tuple[Decided, ...]:
    decided = Decision.objects.filter(
        campaign=campaign, status=DecisionStatus.ISSUED, kind=DecisionKind.REVOCATION
    )
    rows = RevokedAward.objects.filter(revocation__decision__in=decided)
    return _sums(rows, "revocation__decision", "award__")


def _others(campaign: Campaign) -> tuple[tuple[str, int], ...]:
    """How many ended otherwise, or wait; whoever was granted an award is left out."""
    handed_in = Nominee.objects.filter(campaign=campaign).exclude(dossier__status=DossierStatus.DRAFT)
    counted = dict(handed_in.order_by().values_list("status").annotate(count=Count("pk")))
    ends = ((words, sum(counted.get(each, 0) for each in statuses)) for words, statuses in OTHER_ENDS)
    return tuple((words, count) for words, count in ends if count)


def _units(campaign: Campaign, awards) -> tuple[UnitLine, ...]:
    """Every unit that may take part, and those that did."""
    mine = Q(participations__campaign=campaign) | Q(dossiers__campaign=campaign)
    units = Unit.objects.filter(Q(ward_id=campaign.ward_id), Q(is_active=True) | mine).distinct()
    joined = set(campaign.participations.values_list("unit", flat=True))
    filed = set(campaign.dossiers.exclude(status=DossierStatus.DRAFT).values_list("unit", flat=True))
    standing = (
        Nominee.objects.filter(campaign=campaign).exclude(dossier__status=DossierStatus.DRAFT).standing()
    )
    nominated = {
        row["dossier__unit"]: row
        for row in standing.order_by()
        .values("dossier__unit")
        .annotate(nominated=Count("pk"), eligible=Count("pk", filter=~Q(status__in=NOT_ELIGIBLE)))
    }
    awarded = {
        row["nominee__dossier__unit"]: row
        for row in awards.order_by()
        .values("nominee__dossier__unit")
        .annotate(
            collectives=Count("pk", filter=Q(nominee__kind=NomineeKind.COLLECTIVE)),
            households=Count("pk", filter=Q(nominee__kind=NomineeKind.HOUSEHOLD)),
            people=Count("pk", filter=Q(nominee__kind=NomineeKind.INDIVIDUAL)),
            paid=Sum("amount"),
        )
    }
    lines = []
    for unit in units.order_by("sort_key", "pk"):
        figures = nominated.get(unit.pk, {}) | awarded.get(unit.pk, {})
        figures = {name: value for name, value in figures.items() if "unit" not in name}
        lines.append(UnitLine(unit.name, unit.pk in joined, unit.pk in filed, **figures))
    return tuple(lines)
