"""Which kind of paper each part of a dossier is, and about whom (plan, section III.2)."""

from dossiers.enums import PaperKind as Part
from dossiers.models import Dossier, Nominee
from dossiers.papers.unit import minutes, report, submission
from phuong6.lib.papers.blocks import Paper
from phuong6.office.papers.kinds import PaperKind

KINDS: dict[str, PaperKind] = {
    Part.SUBMISSION: submission.KIND,
    Part.MINUTES: minutes.KIND,
    Part.REPORT: report.KIND,
}


def draft_of(
    dossier: Dossier, part: str, nominee: Nominee | None = None
) -> tuple[PaperKind, Dossier | Nominee]:
    """The kind of a part and its subject: the dossier, or for a report whose it is."""
    return KINDS[part], nominee if part == Part.REPORT else dossier


def draft_paper(dossier: Dossier, part: str, nominee: Nominee | None = None) -> Paper:
    """The draft of one of the three papers from what the unit has entered so far."""
    kind, subject = draft_of(dossier, part, nominee)
    return kind.paper(subject)
