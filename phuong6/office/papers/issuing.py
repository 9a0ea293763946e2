"""Issuing a paper of the ward's: number and day, the frozen file, later its correction, replacement or void number.

Issued means frozen (NĐ 30/2020 Điều 18): the file is kept byte for byte with its SHA-256. Wrong content is put
right by an equivalent paper that replaces the old one, a slip of form by a công văn đính chính.
"""

from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from phuong6.lib.papers.blocks import Paper
from phuong6.lib.vietnamese import squeeze
from phuong6.office.files import store_made
from phuong6.office.models import Correction, IssuedPaper, NumberSeries, Printout, StoredFile
from phuong6.office.papers.kinds import KINDS, Issue, PaperKind
from phuong6.office.papers.likeness import unlike_signed
from phuong6.office.papers.numbering import cited, enter_paper, take_number
from phuong6.office.papers.printing import MIME, PDF, print_version
from phuong6.office.papers.signed import signed_copies
from phuong6.office.posts import said
from phuong6.office.rules import may_correct, may_keep_register
from phuong6.office.workflow import NotAllowed, Refused

VOID = "Số này đã hủy nên không đính chính được."
WAS_REPLACED = "Văn bản này đã được thay thế. Hãy đính chính văn bản mới nếu cần."


def issued_papers(kind: PaperKind, subject: Model):
    """All papers of this kind issued about this row, newest first, void ones among them."""
    content_type = ContentType.objects.get_for_model(subject)
    found = IssuedPaper.objects.filter(kind=kind.key, content_type=content_type, object_id=subject.pk)
    found = found.select_related("series", "file", "by", "voided_by", "replaces__series", "printout")
    return found.order_by("-at", "-pk")


def current_paper(kind: PaperKind, subject: Model) -> IssuedPaper | None:
    """The one that counts now."""
    return issued_papers(kind, subject).filter(is_current=True).first()


def issue_of(paper: IssuedPaper) -> Issue:
    """Number and day an issued paper bears, and what it replaces."""
    old = paper.replaces
    return Issue(paper.number, paper.series.notation, paper.issued_on, cited(old) if old else "")


def issue_missing(kind: PaperKind, subject: Model, *, day: date, number: int | None) -> list[str]:
    """All that stops this paper from being issued with this number and day, as sentences."""
    missing = list(kind.missing(subject))
    if gap := kind.gap(subject):
        missing.append(gap.sentence)
    earliest = kind.earliest(subject)
    if day > timezone.localdate():
        missing.append("Ngày văn bản không thể ở tương lai.")
    elif earliest and day < earliest:
        missing.append(f"Ngày văn bản không thể trước ngày {earliest:%d/%m/%Y}.")
    if number is None and not _gives_its_number(kind, subject):
        missing.append("Hãy ghi số mà văn thư đã cấp cho văn bản.")
    return missing


def _series(kind: PaperKind, subject: Model) -> NumberSeries:
    return NumberSeries.objects.get(key=kind.series(subject))


def _gives_its_number(kind: PaperKind, subject: Model) -> bool:
    """The software numbers this series itself."""
    return _series(kind, subject).numbered_by == NumberSeries.NumberedBy.SOFTWARE


def unlike_signed_copy(kind: PaperKind, subject: Model, day: date) -> str:
    """Why what would be frozen is not what was signed, as a sentence; empty when it is, or when nobody knows."""
    copies = list(signed_copies(kind, subject))
    return unlike_signed(kind, subject, day, list(issued_papers(kind, subject)), copies) if copies else ""


@transaction.atomic
def issue_paper(
    kind: PaperKind,
    subject: Model,
    *,
    by,
    day: date,
    number: int | None = None,
    replaces: bool = False,
    unlike: bool = False,
) -> IssuedPaper:
    """Enter the signed paper's number and day and freeze its file.

    `replaces`: the present one had wrong content and is replaced by this one. `unlike`: the officer knows that
    the signed copy has other words. Raises NotAllowed and Refused.
    """
    if not kind.issuable or not kind.may_issue(by, subject):
        raise NotAllowed("Bạn không có quyền ban hành văn bản này.")
    if missing := issue_missing(kind, subject, day=day, number=number):
        raise Refused(*missing)
    old = _replaceable(kind, subject, replaces=replaces)
    if not unlike and (sentence := unlike_signed_copy(kind, subject, day)):
        raise Refused(sentence)
    series = _series(kind, subject)
    given = take_number(series.key, day.year) if _gives_its_number(kind, subject) else number
    if old:
        IssuedPaper.objects.filter(pk=old.pk).update(is_current=False)
    issue = Issue(given, series.notation, day, cited(old) if old and replaces else "")
    version, content, paper = print_version(kind, subject, by=by, issue=issue)
    issued = enter_paper(
        series.key,
        given,
        issued_on=day,
        subject=subject,
        by=by,
        kind=kind.key,
        **_in_register(kind, subject, paper),
        file=_frozen(kind, subject, version, content, by=by),
        printout=version,
        replaces=old if replaces else None,
    )
    kind.on_issue(subject, issued)
    return issued


def _locked(kind: PaperKind, subject: Model) -> IssuedPaper | None:
    """The one that counts now, until the transaction ends nobody else's to change."""
    current = issued_papers(kind, subject).filter(is_current=True)
    return current.select_for_update(of=("self",)).first()


def _replaceable(kind: PaperKind, subject: Model, *, replaces: bool) -> IssuedPaper | None:
    """The one that counts now, which the next takes the place of. Raises Refused where it must stay."""
    old = _locked(kind, subject)
    if old and not (replaces or kind.repeatable):
        raise Refused(f"Văn bản này đã ban hành với số {old.full_number}.")
    return old


def _frozen(kind: PaperKind, subject: Model, version: Printout, content: bytes, *, by) -> StoredFile:
    name = kind.file_name(subject, PDF)
    return store_made(content, name=name, by=by, mime=MIME[PDF], pages=version.pages)


def _in_register(kind: PaperKind, subject: Model, paper: Paper) -> dict[str, str]:
    """The register's columns that the paper itself fills; a letter (công văn) has its subject and no tên loại."""
    title = paper.letterhead.subject or f"{kind.title}: {paper.subtitle or kind.named(subject)}"
    return {
        "title": squeeze(title)[:300],
        "signer": paper.signatures[-1].name if paper.signatures else "",
        "recipients": "; ".join(paper.received_by)[:400],
    }


@transaction.atomic
def freeze(kind: PaperKind, subject: Model, *, by) -> None:
    """Keep the file of a paper whose number was taken before its words were finished; once kept, it stays."""
    paper = _locked(kind, subject)
    if paper is None or paper.file_id:
        return
    version, content, _ = print_version(kind, subject, by=by)
    paper.file = _frozen(kind, subject, version, content, by=by)
    paper.printout = version
    paper.save(update_fields=["file", "printout"])


def may_be_void(paper: IssuedPaper) -> bool:
    """Whether the register may void it: a line entered by hand, or a paper issued on its own page."""
    by_hand = not paper.kind and paper.content_type_id is None
    return by_hand or (paper.kind in KINDS and KINDS[paper.kind].issuable)


@transaction.atomic
def void_number(paper: IssuedPaper, *, by, reason: str) -> IssuedPaper:
    """Take a number out of use for good; the line and the reason stay in the register.

    Raises NotAllowed and Refused. Papers that a room issues by its own workflow (decisions, minutes, receipts)
    are not undone here.
    """
    if not may_keep_register(by):
        raise NotAllowed(said("Chỉ {internal_affairs} được hủy số trong sổ văn bản đi."))
    if not may_be_void(paper):
        raise Refused("Số này gắn với một văn bản có quy trình riêng nên không hủy ở sổ được.")
    if not reason.strip():
        raise Refused("Hãy ghi lý do hủy số.")
    locked = IssuedPaper.objects.select_for_update(of=("self",)).get(pk=paper.pk)
    if locked.voided_at:
        raise Refused(f"Số {locked.full_number} đã được hủy trước đó.")
    locked.is_current, locked.void_reason = False, reason.strip()
    locked.voided_by, locked.voided_at = by, timezone.now()
    locked.save(update_fields=["is_current", "void_reason", "voided_by", "voided_at"])
    return locked


# --- corrections --------------------------------------------------------------------------------------


def corrections_of(paper: IssuedPaper):
    """The corrections drawn up for an issued paper, newest first."""
    return paper.corrections.select_related("by")


@transaction.atomic
def correct_paper(paper: IssuedPaper, *, by, place: str, wrong: str, right: str) -> Correction:
    """Draw up the công văn đính chính of a slip of form (NĐ 30/2020 Điều 18). Raises NotAllowed and Refused."""
    if not may_correct(by):
        raise NotAllowed(said("Chỉ {internal_affairs} được lập công văn đính chính."))
    if paper.voided_at:
        raise Refused(VOID)
    if IssuedPaper.objects.filter(replaces=paper).exists():
        raise Refused(WAS_REPLACED)
    if squeeze(wrong) == squeeze(right):
        raise Refused("“Đã viết là” và “Nay sửa thành” đang giống nhau. Hãy ghi lại chỗ sửa.")
    return Correction.objects.create(paper=paper, place=place, wrong=wrong, right=right, by=by)
