"""A nominee's printed name put right until the award is issued: through draft and giấy khen, with what keeps the old words.

Once issued the way is a công văn đính chính (`awards.certificates.corrections`, NĐ 30/2020 Điều 18).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model, Q
from django.urls import reverse

from awards.decisions.drafting import role_line
from awards.decisions.workflow import DECISION_FLOW
from awards.enums import DecisionStatus
from awards.models import Award, CouncilMeeting, Decision
from dossiers.comparing.agreement import LABELS
from dossiers.models import Nominee, newest_of
from dossiers.workflow import NOMINEE
from phuong6.office.models import IssuedPaper, Move, Printout, SignedCopy
from phuong6.office.papers.kinds import KINDS
from phuong6.office.workflow import Refused, moves_of

ISSUED = (
    "Quyết định có tên này vừa được ban hành nên không sửa ở đây được nữa. "
    "Hãy lập công văn đính chính từ trang quyết định."
)
MEANWHILE = "Tên này vừa được đưa vào hoặc đưa ra khỏi một dự thảo quyết định. Hãy tải lại trang rồi sửa lại."
DECISION_MOVES = {DecisionStatus.AWAITING: "reword", DecisionStatus.APPROVED: "reword_approved"}
NAMING_CASES = ("appraisal-report", "summary-table")  # papers about a whole campaign that name every nominee


@transaction.atomic
def reword(nominee: Nominee, *, by, note: str, at: datetime | None = None, **words: str) -> Nominee:
    """Ông/Bà, name, title and unit as printed from now on (`dossiers.rewording.WORDS`), on an unissued list too.

    The decision is locked before the nominee, as issuing does: of two at once one wins and the other is told. A list
    the chairman has confirmed goes back to him. Raises NotAllowed and Refused.
    """
    decision = Decision.objects.select_for_update(of=("self",)).filter(awards__nominee=nominee).first()
    if decision and decision.status in (DecisionStatus.ISSUED, DecisionStatus.REVOKED):
        raise Refused(ISSUED)
    after = NOMINEE.perform("reword", nominee, by=by, note=note, at=at, **words)
    award = Award.objects.filter(nominee=after).first()
    if (award and award.decision_id) != (decision and decision.pk):
        raise Refused(MEANWHILE)
    if award and decision:
        award.name, award.honorific = after.name, after.get_honorific_display()
        award.role_line = role_line(after)
        award.save(update_fields=["name", "honorific", "role_line"])
        if move := DECISION_MOVES.get(DecisionStatus(decision.status)):
            last = rewordings(after)[-1]
            DECISION_FLOW.perform(
                move, decision, by=by, at=last.at, note=f"{after.addressed}: {last.note}"[:2000]
            )
    return after


def rewordings(nominee: Nominee) -> list[Move]:
    """What was put right, oldest first."""
    return list(moves_of(nominee).filter(move="reword"))


@dataclass(frozen=True)
class Kept:
    """A paper that stays as it is signed, frozen or printed; `old` when something was put right after it."""

    title: str
    what: str
    at: datetime
    url: str = ""
    old: bool = False


def kept_papers(nominee: Nominee) -> list[Kept]:
    """Every paper that names the nominee and no longer changes, oldest first (a fixed number of queries)."""
    made = rewordings(nominee)
    last = made[-1].at if made else None
    found = [*_of_the_unit(nominee), *_of_the_office(nominee)]
    rows = [Kept(title, what, at, url, bool(last and at < last)) for title, what, at, url in found]
    return sorted(rows, key=lambda each: each.at)


def _of_the_unit(nominee: Nominee) -> Iterable[tuple]:
    """The dossier's signed papers: the newest of tờ trình and minutes, and the nominee's own report."""
    papers = nominee.dossier.papers.filter(Q(nominee=None) | Q(nominee=nominee)).select_related("nominee")
    for each in newest_of(papers).values():
        yield f"{LABELS[each.kind]} của đơn vị", "bản đã ký đơn vị nộp", each.at, ""


def _of_the_office(nominee: Nominee) -> Iterable[tuple]:
    """Papers issued, signed copies that came back, and a decision printed to be signed."""
    about = _about(nominee)
    issued = IssuedPaper.objects.filter(about, is_current=True, file__isnull=False, voided_at__isnull=True)
    for each in issued.exclude(kind="").select_related("series", "file"):
        if each.kind in KINDS and _names_cases(each):
            url = reverse("paper-issued-file", args=[each.kind, each.object_id, each.pk])
            yield KINDS[each.kind].title, f"bản đã ban hành, số {each.full_number}", each.file.at, url
    for each in SignedCopy.objects.filter(about):
        if each.kind in KINDS and _names_cases(each):
            url = reverse("paper-signed-file", args=[each.kind, each.object_id, each.pk])
            yield KINDS[each.kind].title, "bản đã ký", each.at, url
    for each in Printout.objects.filter(about, kind__in=("decision", "council-minutes", "proposal")):
        yield KINDS[each.kind].title, f"bản in thứ {each.version} để trình ký", each.at, ""


def _names_cases(row) -> bool:
    """Of the papers about a whole campaign only those that list nominees."""
    return KINDS[row.kind].model != "campaigns.Campaign" or row.kind in NAMING_CASES


def _about(nominee: Nominee) -> Q:
    """Papers whose subject is this nominee, a meeting or decision with him, his campaign, or a return that names him."""
    meetings = CouncilMeeting.objects.filter(items__nominee=nominee)
    returns = nominee.dossier.returns.filter(items__nominee=nominee)
    wanted = _subject(nominee) | _subject(nominee.campaign)
    for row in (*meetings, *returns, *Decision.objects.filter(awards__nominee=nominee)):
        wanted |= _subject(row)
    return wanted


def _subject(row: Model) -> Q:
    return Q(content_type=ContentType.objects.get_for_model(type(row)), object_id=row.pk)
