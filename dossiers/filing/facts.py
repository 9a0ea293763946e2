"""What the system knows of a nominee's unit: offered as evidence, put beside a claim, compared on the desk.

Verified results and the index belong to the unit (plan, section III.4); a recognised initiative to the unit
and, of people, to its authors alone.
"""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse

from criteria.enums import InitiativeStatus
from criteria.index_rule import Verdict
from criteria.measuring.verified import verified_of
from criteria.models import Criterion, Initiative
from criteria.rules import index_figures, index_finding, index_rule_of
from dossiers.conclusion_checks import index_of
from dossiers.enums import FactKind
from dossiers.filing.attachments import was_handed_in
from dossiers.filing.drafting import check, must, writing
from dossiers.filing.fact_subjects import Subject, criteria_of, subject_of_target
from dossiers.models import CriterionFinding, Dossier, LinkedFact, Nominee, fact_key
from dossiers.models.nominee import LONGEST_CLAIM
from phuong6.lib.vietnamese import short_date
from phuong6.office.workflow import Refused

GONE = "Số liệu này không còn như lúc trang được mở. Hãy tải lại trang."
KEPT = (InitiativeStatus.RECOGNISED, InitiativeStatus.SPREAD)


@dataclass(frozen=True)
class Fact:
    """One thing known, in a sentence that may stand in a claim; `url` shows where it comes from."""

    kind: FactKind
    sentence: str
    url: str
    subject: Subject
    pk: int | None = None

    @property
    def key(self) -> str:
        return fact_key(self.kind, self.pk)


@dataclass(frozen=True)
class Shown:
    """A fact put in earlier: its words then, what they would be now if they changed, where it comes from."""

    linked: LinkedFact
    now: str
    url: str


class Known:
    """All that is known for the nominees of a dossier (8 queries, however many there are)."""

    def __init__(self, dossier: Dossier):
        unit = dossier.unit
        self.dossier, self.figures = dossier, index_figures(unit.ward_id)
        address = reverse("progress-unit", args=[unit.code])
        self.results = [
            Fact(
                FactKind.RESULT, f"{each.sentence}.", address, subject_of_target(each.target), each.target.pk
            )
            for each in verified_of(dossier.campaign, unit)
            if each.is_known
        ]
        people = dossier.nominees.filter(official__isnull=False).values("official")
        self.initiatives = list(
            Initiative.objects.filter(campaign=dossier.campaign_id, status__in=KEPT)
            .filter(Q(unit=unit) | Q(authors__in=people))
            .annotate(spread_to=Count("uses", distinct=True))
            .prefetch_related("authors")
            .order_by("recognised_on", "pk")
        )

    def of(self, nominee: Nominee) -> list[Fact]:
        """What may be put in for this nominee: the index first, then results, then initiatives."""
        found = (
            index_of(nominee, self.figures)
            if nominee.is_individual
            else index_finding(
                self.dossier.unit,
                self.dossier.campaign.index_years,
                index_rule_of(self.dossier.campaign),
                self.figures,
            )
        )
        index = []
        if found.verdict is not Verdict.INSUFFICIENT:
            index = [Fact(FactKind.INDEX, f"{found.sentence}.", reverse("index"), Subject.INDEX)]
        return [*index, *self.results, *(_about(each) for each in self._initiatives_of(nominee))]

    def by_criterion(self, nominee: Nominee, criteria: list[Criterion]) -> dict[int, list[Fact]]:
        """The same, each under the criteria it concerns, by criterion id."""
        found: dict[int, list[Fact]] = {each.pk: [] for each in criteria}
        for fact in self.of(nominee):
            for pk in criteria_of(fact.subject, criteria):
                found[pk].append(fact)
        return found

    def _initiatives_of(self, nominee: Nominee) -> list[Initiative]:
        if nominee.is_individual:
            return [each for each in self.initiatives if _wrote(each, nominee.official_id)]
        return [each for each in self.initiatives if each.unit_id == self.dossier.unit_id]

    def shown(self, nominee: Nominee, linked: list[LinkedFact]) -> list[Shown]:
        """Facts put in earlier beside what they say now; one that no longer holds says so."""
        now = {each.key: each for each in self.of(nominee)}
        found = []
        for each in linked:
            known = now.get(each.key)
            words = known.sentence if known else "không còn số liệu này."
            found.append(Shown(each, words if words != each.sentence else "", known.url if known else ""))
        return found


def _wrote(initiative: Initiative, official_id: int) -> bool:
    return any(each.pk == official_id for each in initiative.authors.all())


def _about(initiative: Initiative) -> Fact:
    paper = f", {initiative.recognised_in}" if initiative.recognised_in else ""
    spread = f"; đã áp dụng ở {initiative.spread_to} đơn vị khác" if initiative.spread_to else ""
    sentence = (
        f"Sáng kiến “{initiative.title}” được {initiative.recognised_by} công nhận "
        f"ngày {short_date(initiative.recognised_on)}{paper}{spread}."
    )
    address = reverse("initiative", args=[initiative.pk])
    return Fact(FactKind.INITIATIVE, sentence, address, Subject.INITIATIVE, initiative.pk)


def put_in(user, nominee: Nominee, criterion, key: str) -> LinkedFact:
    """Add a fact's sentence to the claim on a criterion and keep where it comes from; nothing typed is lost.

    Raises NotAllowed, and Refused where it is closed, in already, gone, or the claim has no room.
    """
    with writing(user, nominee.dossier) as (locked, openness):
        nominee = locked.nominees.select_related("official").get(pk=nominee.pk)
        must(openness.nominee(nominee))
        nominee.dossier, nominee.campaign = locked, locked.campaign
        fact = next((each for each in Known(locked).of(nominee) if each.key == key), None)
        if fact is None:
            raise Refused(GONE)
        finding, _ = CriterionFinding.objects.get_or_create(nominee=nominee, criterion=criterion)
        linked = LinkedFact(finding=finding, kind=fact.kind, sentence=fact.sentence, by=user)
        if fact.kind == FactKind.RESULT:
            linked.target_id = fact.pk
        elif fact.kind == FactKind.INITIATIVE:
            linked.initiative_id = fact.pk
        check(linked)
        linked.save()
        if fact.sentence not in finding.claim:
            finding.claim = "\n".join(filter(None, [finding.claim.rstrip(), fact.sentence]))
            if len(finding.claim) > LONGEST_CLAIM:
                raise Refused(
                    "Ô “Kết quả đạt được” không còn chỗ. Hãy viết gọn lại rồi bấm “Đưa vào” lần nữa."
                )
            finding.save(update_fields=["claim"])
        return linked


def take_out(user, linked: LinkedFact) -> None:
    """Take the link away; the words in the claim are the unit's to change. Raises NotAllowed and Refused."""
    nominee = linked.finding.nominee
    with writing(user, nominee.dossier) as (locked, openness):
        must(openness.nominee(nominee))
        if was_handed_in(locked, linked.at):
            raise Refused("Số liệu này đã nộp cùng hồ sơ nên không gỡ được.")
        linked.delete()
