"""Which clause of the plan stands behind a finding, in the plan's own words as the campaign keeps them.

The plan asks for the papers in section III.2 and states the criteria in III.4; a ward whose plan counts its
sections otherwise rewords these sentences.
"""

from dataclasses import dataclass

from campaigns.enums import TextSection
from campaigns.models import Campaign
from criteria.enums import NomineeKind
from dossiers.enums import OfficerFinding, PaperKind
from dossiers.models import Nominee
from phuong6.lib.papers.wording import Slot, Words

PAPERS = Slot("clause_paper", "Căn cứ về thành phần hồ sơ", "Mục III.2 Kế hoạch: {giấy tờ}")
CRITERION = Slot(
    "clause_criterion",
    "Căn cứ về một tiêu chí",
    "Mục III.4 Kế hoạch, tiêu chí đối với {đối tượng}: {tiêu chí}",
)
CRITERIA = Slot(
    "clause_criteria",
    "Căn cứ về các tiêu chí",
    "Mục III.4 Kế hoạch: tiêu chí khen thưởng đối với {đối tượng}",
)


@dataclass(frozen=True)
class Clause:
    """A place in the plan: the paper it asks for, or the criterion (of whom; empty text: all of them)."""

    paper: str = ""
    whose: str = ""
    criterion: str = ""

    def words(self, words: Words) -> str:
        """The clause as a paper cites it."""
        if self.paper:
            return words(PAPERS.key, {"giấy tờ": self.paper})
        if self.criterion:
            return words(CRITERION.key, {"đối tượng": self.whose, "tiêu chí": self.criterion})
        return words(CRITERIA.key, {"đối tượng": self.whose})


def paper_clause(campaign: Campaign, kind: str) -> Clause:
    """The plan lists the three papers in the order of PaperKind; its line, else the paper's own name."""
    lines = campaign.texts_of(TextSection.PAPER)
    place = PaperKind.values.index(kind)
    text = lines[place] if len(lines) == len(PaperKind) else PaperKind(kind).label
    return Clause(paper=_bare(text))


def criteria_clauses(nominee: Nominee, wanted: tuple[str, ...]) -> tuple[Clause, ...]:
    """The criteria of this nominee with one of the `wanted` findings; none found: the criteria as a whole."""
    whose = NomineeKind(nominee.kind).label.lower()
    found = tuple(
        Clause(whose=whose, criterion=_bare(each.criterion.text))
        for each in nominee.findings.all()
        if each.finding in wanted
    )
    return found or (Clause(whose=whose),)


LACKING = (OfficerFinding.NOT_MET.value, OfficerFinding.INSUFFICIENT.value)


def _bare(text: str) -> str:
    return text.strip().rstrip(" ;.")
