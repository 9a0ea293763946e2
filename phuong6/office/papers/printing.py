"""Printing a paper: the same words are the same version, and every page carries the version's code."""

from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction
from django.db.models import Model, Q

from phuong6.lib.files.pdf_checks import count_pages, open_pdf
from phuong6.lib.papers.blocks import Paper
from phuong6.lib.papers.docx import render_docx
from phuong6.lib.papers.identity import digest_of, in_version_of
from phuong6.lib.papers.pdf import render_pdf
from phuong6.lib.scans.codes import new_code
from phuong6.lib.scans.stamp import stamp_codes
from phuong6.office.models import Printout
from phuong6.office.papers.kinds import DRAFT, Issue, PaperKind, unnumbered

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
    words = unnumbered(paper if issue == DRAFT else kind.composed(facts, DRAFT), paper)
    pdf = render_pdf(paper)
    with open_pdf(pdf) as opened:
        pages = count_pages(opened)
    kept = {"told": kind.tells(facts), "pages": pages, "by": by}
    version = _version(kind, subject, paper, words=kind.digests(words), kept=kept)
    return version, stamp_codes(pdf, version.code), paper


def words_now(kind: PaperKind, subject: Model, day: date | None = None) -> tuple[str, ...]:
    """What the paper would say now if it bore this day: the digests a printed version may keep of it."""
    facts = kind.facts(subject)
    draft = kind.composed(facts, DRAFT)
    return kind.digests(unnumbered(draft, kind.composed(facts, Issue(day=day)) if day else draft))


def editable(kind: PaperKind, subject: Model, issue: Issue = DRAFT) -> bytes:
    """The paper as DOCX. It carries no code: once edited it is no longer the version the code stands for."""
    return render_docx(kind.paper(subject, issue))


def versions_of(kind: PaperKind, subject: Model):
    """The printed versions of a paper."""
    content_type = ContentType.objects.get_for_model(subject)
    return Printout.objects.filter(kind=kind.key, content_type=content_type, object_id=subject.pk)


def _version(
    kind: PaperKind, subject: Model, paper: Paper, *, words: tuple[str, ...], kept: dict
) -> Printout:
    """The row of this wording, a new one if it is new. Two people printing at once get the same row.

    Digests of version 1 did not count pages, so the row must. A new row keeps its words in the version of the
    row before it, so that the two can be compared.
    """
    pages = kept["pages"]
    digest = digest_of(paper, pages)
    known = versions_of(kind, subject)
    for last_try in (False, False, True):
        found = known.filter(Q(digest=digest) | Q(digest__in=kind.digests(paper), pages=pages)).first()
        if found is not None:
            return found
        last = known.order_by("-version").first()
        try:
            with transaction.atomic():
                return Printout.objects.create(
                    code=new_code(),
                    kind=kind.key,
                    title=f"{kind.title} – {kind.named(subject)}"[:300],
                    subject=subject,
                    version=last.version + 1 if last else 1,
                    digest=digest,
                    words=in_version_of(last.words if last else "", words) or words[0],
                    **kept,
                )
        except IntegrityError:
            if last_try:
                raise
    raise AssertionError
