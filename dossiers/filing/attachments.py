"""The files of a draft: evidence for a claim, and signed copies of the three papers, every version kept.

Writes as in dossiers.filing.drafting: locked, asked again, refused with a sentence.
"""

from django.db.models import Max
from django.utils import timezone

from criteria.models import Criterion
from dossiers.comparing.paper_words import key_of, people_in
from dossiers.enums import NomineeStatus
from dossiers.filing.drafting import check, must, writing
from dossiers.models import CriterionFinding, Dossier, DossierPaper, Evidence, Nominee, PaperReading
from phuong6.lib.files.uploads import Refusal
from phuong6.lib.scans.digital import Digital, read_digital
from phuong6.office.files import store_all
from phuong6.office.models import Printout
from phuong6.office.papers.signed import as_one_pdf, keep_as_one
from phuong6.office.workflow import Refused


def add_evidence(
    user, nominee: Nominee, criterion: Criterion, files: list[tuple[str, bytes]], caption: str = ""
) -> list[Evidence]:
    """Files that prove a claim, each kept on its own. `files` are (name, bytes)."""
    with writing(user, nominee.dossier) as (locked, openness):
        must(openness.nominee(locked.nominees.get(pk=nominee.pk)))
        try:
            stored = store_all(files, by=user)
        except Refusal as refusal:
            raise Refused(*refusal.sentences) from refusal
        finding, _ = CriterionFinding.objects.get_or_create(nominee=nominee, criterion=criterion)
        return [
            Evidence.objects.create(finding=finding, file=each, caption=caption, by=user) for each in stored
        ]


def remove_evidence(user, evidence: Evidence) -> None:
    """Take a file off again. One that has been handed in stays: it was part of what was filed."""
    nominee = evidence.finding.nominee
    with writing(user, nominee.dossier) as (locked, openness):
        must(openness.nominee(nominee))
        if was_handed_in(locked, evidence.at):
            raise Refused("Minh chứng này đã nộp cùng hồ sơ nên không gỡ được. Có thể thêm minh chứng khác.")
        evidence.delete()


def was_handed_in(dossier: Dossier, at) -> bool:
    """Whether something entered at that moment was part of a submission already received."""
    last = dossier.receipts.aggregate(last=Max("paper__at"))["last"]
    return last is not None and at <= last


def add_paper(
    user,
    dossier: Dossier,
    kind: str,
    files: list[tuple[str, bytes]],
    nominee: Nominee | None = None,
    *,
    printout: Printout | None = None,
) -> DossierPaper:
    """A signed copy as its next version: one PDF, or photographs joined into one in the given order.

    What can be read of it is read here, once. `printout` is the version it was printed from, where known.
    """
    try:
        data = as_one_pdf(files)
        read = read_digital(data)
        with writing(user, dossier) as (locked, openness):
            if nominee is not None:
                nominee = locked.nominees.get(pk=nominee.pk)
            must(openness.paper(kind, nominee and nominee.pk))
            must(nominee is None or nominee.status != NomineeStatus.WITHDRAWN)
            stored = keep_as_one(files, data, by=user)
            of_kind = locked.papers.filter(kind=kind, nominee=nominee)
            paper = DossierPaper(
                dossier=locked,
                kind=kind,
                nominee=nominee,
                version=(of_kind.aggregate(last=Max("version"))["last"] or 0) + 1,
                file=stored,
                printout=printout or _printed(read),
                by=user,
                at=timezone.now(),
            )
            check(paper)
            paper.save()
            _keep_reading(paper, read)
            return paper
    except Refusal as refusal:
        raise Refused(*refusal.sentences) from refusal


def _printed(read: Digital) -> Printout | None:
    """The version whose code the file carries."""
    return Printout.objects.filter(code=read.code.code).first() if read.code else None


def _keep_reading(paper: DossierPaper, read: Digital) -> None:
    PaperReading.objects.create(
        paper=paper,
        key=key_of(read.text),
        people=people_in(read.text),
        unsigned=read.bare and not paper.file.is_signed,
    )
