"""Every kind of paper the software writes, by its key: what it is made from, who may read and issue it.

Each room registers its own kinds where it writes them (`documents`); pages, printing, numbers, signed copies
and the return of scanned pages are the same for all and stand in this room.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Model
from django.utils import timezone

from phuong6.lib.papers.blocks import Bases, Paper, Paragraph
from phuong6.lib.papers.identity import digest_of, first_digest_of
from phuong6.lib.papers.wording import NOTHING, Slot, Words, faults
from phuong6.office.models import IssuedPaper, PaperWording
from phuong6.office.posts import posts_on

KINDS: dict[str, "PaperKind"] = {}


@dataclass(frozen=True)
class Issue:
    """Number and day of a paper; both None on a draft, where they are dotted blanks (NĐ 30/2020 Điều 15).

    `replaces` cites the paper with wrong content that this one replaces: "Công văn số 12/UBND-NV ngày …".
    """

    number: int | None = None
    notation: str = ""
    day: date | None = None
    replaces: str = ""


DRAFT = Issue()


def nobody(user, subject) -> bool:
    """Deny is the default."""
    return False


def nothing_missing(subject) -> list[str]:
    """What must hold before a paper is issued, when nothing must."""
    return []


def no_words(facts) -> dict:
    """What a paper tells that others must agree with, when nothing is compared."""
    return {}


def no_effect(subject, paper: IssuedPaper) -> None:
    """What issuing brings about, when it is nothing more."""


def words_finished(subject) -> str:
    """What is still being written in a paper that has its number, when nothing is."""
    return ""


def not_told(subject, by) -> None:
    """What the return of a signed copy brings about, when it is nothing more."""


def no_day(subject) -> date | None:
    """The first day a paper may bear, when any day will do."""


@dataclass(frozen=True)
class Gap:
    """What a paper cites and nobody has entered yet; `permission` is needed on the page where it is entered."""

    sentence: str
    url: str
    link: str
    permission: str


def no_gap(subject) -> Gap | None:
    """What must be entered elsewhere before the paper goes out, when nothing must."""


def start_page(subject) -> str:
    """Where one comes from, when the subject has no page."""
    return "/"


def plain_number(subject) -> str:
    """What a file's name begins with, when the subject has no code."""
    return str(subject.pk)


@dataclass(frozen=True)
class PaperKind:
    """One kind of paper.

    `model` is the subject's model as Django names it ("dossiers.Dossier"); empty while nothing in the
    database brings the paper's facts yet: then it exists as facts, sample and layout only.
    `facts(subject)` reads the database, `compose(facts, words, issue)` is pure.
    `series(subject)` names the number series of the paper; None: it takes no number of the ward's.
    `issuable`: issued on the paper's own page; else its room issues it (a decision) or nobody does (a draft
    of a unit's paper). `attach(user, subject, files, printout)` keeps a signed copy where it belongs.
    """

    key: str
    title: str
    slug: str  # in file names, behind the code of what it is about
    facts: Callable[[Any], Any]
    compose: Callable[[Any, Words, Issue], Paper]
    sample: Callable[[], Any]
    words: tuple[Slot, ...] = ()
    model: str = ""
    named: Callable[[Any], str] = str  # what it is about, in a title: "BND Khóm 1"
    file_stem: Callable[[Any], str] = plain_number  # "CCHC-2023-KHOM-1"
    home: Callable[[Any], str] = start_page  # the page one comes from
    series: Callable[[Any], str] | None = None
    written_on: Callable[[Any], date | None] = (
        no_day  # by its facts, where it bears a day without being issued
    )
    issuable: bool = False
    repeatable: bool = False  # may be issued again about the same subject, as urging is
    reshaped: bool = False  # the software lays it out otherwise than when digests of version 1 were stored
    earliest: Callable[[Any], date | None] = no_day  # an issuable kind names its own
    gap: Callable[[Any], Gap | None] = no_gap
    may_read: Callable[[Any, Any], bool] = nobody
    may_issue: Callable[[Any, Any], bool] = nobody
    missing: Callable[[Any], list[str]] = nothing_missing
    on_issue: Callable[[Any, IssuedPaper], None] = no_effect
    tells: Callable[[Any], dict] = no_words
    unfinished: Callable[[Any], str] = words_finished  # numbered, yet not issued: its words may still change
    on_signed: Callable[[Any, Any], None] = not_told  # (subject, by), in the transaction that keeps the copy
    attach: Callable | None = None
    may_attach: Callable[[Any, Any], bool] | None = None  # default: who may issue
    folders: Callable[[Iterable[int]], list[tuple[str, str]]] | None = (
        None  # (name, page) of what subjects belong to
    )

    def subject(self, pk: int) -> Model:
        """The row the paper is about. Raises the model's DoesNotExist."""
        return apps.get_model(self.model)._default_manager.get(pk=pk)

    def lets_attach(self, user, subject) -> bool:
        """Whether this person may bring back the signed copy."""
        return (self.may_attach or self.may_issue)(user, subject)

    def file_name(self, subject, extension: str, suffix: str = "") -> str:
        """The name a file goes out under: code and kind of paper, never a person's name."""
        return f"{self.file_stem(subject)}-{self.slug}{suffix}.{extension}"

    def paper(self, subject, issue: Issue = DRAFT) -> Paper:
        """The paper about this row, in the ward's words."""
        return self.composed(self.facts(subject), issue)

    def composed(self, facts, issue: Issue) -> Paper:
        """The paper on these facts, in the ward's words; a paper that replaces another says so."""
        return saying_what_it_replaces(
            self.compose(facts, wording_of(self, issue.day or self.written_on(facts)), issue), issue
        )

    def digests(self, paper: Paper) -> tuple[str, ...]:
        """The digests under which the words of a paper of this kind may be stored, the present version first.

        Version 1 covers the layout too: of a kind reshaped since, it would tell apart what says the same.
        """
        first = "" if self.reshaped else first_digest_of(paper)
        return (digest_of(paper), first) if first else (digest_of(paper),)

    def sample_paper(self, words: Words | None = None) -> Paper:
        """The paper on invented facts, marked as such by them."""
        return self.compose(self.sample(), words or wording_of(self), DRAFT)


def saying_what_it_replaces(paper: Paper, issue: Issue) -> Paper:
    """The paper with that sentence before its first own words, behind the legal bases (NĐ 30/2020 Điều 18)."""
    if not issue.replaces:
        return paper
    start = next((n for n, block in enumerate(paper.blocks) if not isinstance(block, Bases)), 0)
    sentence = Paragraph(f"Văn bản này thay thế {issue.replaces}.")
    return replace(paper, blocks=(*paper.blocks[:start], sentence, *paper.blocks[start:]))


def register(kind: PaperKind) -> PaperKind:
    """Make a kind known. Raises ValueError when its key is taken, or when it takes a number and any day will do."""
    if kind.key in KINDS:
        raise ValueError(f"Paper kind {kind.key} is registered twice.")
    if kind.issuable and kind.earliest is no_day:
        raise ValueError(f"Paper kind {kind.key} does not say which day it may bear first.")
    KINDS[kind.key] = kind
    return kind


def papers_about(user, subject: Model) -> list[PaperKind]:
    """The kinds of paper about this row that this person may read, to lead to their pages."""
    label = subject._meta.label
    return [each for each in KINDS.values() if each.model == label and each.may_read(user, subject)]


def wording_of(kind: PaperKind, day: date | None = None) -> Words:
    """The kind's sentences as this ward words them, posts and offices called as on the paper's day, else today's.

    One query; none for a kind without any sentence of its own.
    """
    return words_with(kind, day=day) if kind.words else Words((), posts=posts_on(day or timezone.localdate()))


def words_with(kind: PaperKind, typed: Mapping[str, str] = NOTHING, day: date | None = None) -> Words:
    """The ward's words, those `typed` (by place) not saved yet among them.

    Words that do not fit any more, because the software's own sentence changed, are left aside.
    """
    own = dict(PaperWording.objects.filter(kind=kind.key).values_list("slot", "text")) | dict(typed)
    fitting = (slot for slot in kind.words if slot.key in own and not faults(slot, own[slot.key]))
    posts = posts_on(day or timezone.localdate())
    return Words(kind.words, {slot.key: own[slot.key] for slot in fitting}, posts)


def unnumbered(draft: Paper, issued: Paper) -> Paper:
    """What an issued paper says without its number and day; of a draft it is the draft.

    That is the draft of the same facts with the law and the signer of the paper's day.
    """
    bases = iter([each for each in issued.blocks if isinstance(each, Bases)])
    blocks = tuple(next(bases, each) if isinstance(each, Bases) else each for each in draft.blocks)
    return replace(draft, blocks=blocks, signatures=issued.signatures)
