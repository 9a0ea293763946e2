"""Printing a paper: the same words are the same version, and every page carries the version's code."""

from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction
from django.db.models import Max, Model

from phuong6.lib.files.pdf_checks import count_pages, open_pdf
from phuong6.lib.papers.blocks import Paper
from phuong6.lib.papers.docx import render_docx
from phuong6.lib.papers.pdf import render_pdf
from phuong6.lib.scans.codes import new_code
from phuong6.lib.scans.stamp import stamp_codes
from phuong6.office.models import Printout
from phuong6.office.papers.kinds import DRAFT, Issue, PaperKind, digest_of, words_of

PDF, DOCX = "pdf", "docx"
MIME = {
    PDF: "application/pdf",
    DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def print_paper(kind: PaperKind, subject: Model, *, by, issue: Issue = DRAFT) -> bytes:
    """The paper as PDF with its code on every page, entered among the printed versions."""
    return print_version(kind, subject, by=by, issue=issue)[1]


def print_version(
    kind: PaperKind, subject: Model, *, by, issue: Issue = DRAFT
) -> tuple[Printout, bytes, Paper]:
    """The version, its PDF and its paper. The same words give the same code, whoever prints them."""
    facts = kind.facts(subject)
    paper = kind.composed(facts, issue)
    words = words_of(paper if issue == DRAFT else kind.composed(facts, DRAFT), paper)
    pdf = render_pdf(paper)
    with open_pdf(pdf) as opened:
        pages = count_pages(opened)
    kept = {"words": words, "told": kind.tells(facts), "pages": pages}
    version = _version(kind, subject, paper, by=by, kept=kept)
    return version, stamp_codes(pdf, version.code), paper


def words_now(kind: PaperKind, subject: Model, day: date | None = None) -> str:
    """What the paper would say now if it bore this day, as a printed version keeps it."""
    facts = kind.facts(subject)
    draft = kind.composed(facts, DRAFT)
    return words_of(draft, kind.composed(facts, Issue(day=day)) if day else draft)


def editable(kind: PaperKind, subject: Model, issue: Issue = DRAFT) -> bytes:
    """The paper as DOCX. It carries no code: once edited it is no longer the version the code stands for."""
    return render_docx(kind.paper(subject, issue))


def versions_of(kind: PaperKind, subject: Model):
    """The printed versions of a paper."""
    content_type = ContentType.objects.get_for_model(subject)
    return Printout.objects.filter(kind=kind.key, content_type=content_type, object_id=subject.pk)


def _version(kind: PaperKind, subject: Model, paper: Paper, *, by, kept: dict) -> Printout:
    """The row of this wording, a new one if it is new. Two people printing at once get the same row."""
    digest = digest_of(paper)
    known = versions_of(kind, subject)
    for last_try in (False, False, True):
        found = known.filter(digest=digest).first()
        if found is not None:
            return found
        try:
            with transaction.atomic():
                return Printout.objects.create(
                    code=new_code(),
                    kind=kind.key,
                    title=f"{kind.title} – {kind.named(subject)}"[:300],
                    subject=subject,
                    version=(known.aggregate(last=Max("version"))["last"] or 0) + 1,
                    digest=digest,
                    by=by,
                    **kept,
                )
        except IntegrityError:
            if last_try:
                raise
    raise AssertionError
