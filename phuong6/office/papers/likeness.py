"""Whether a signed copy says what the paper says: sheets are signed first, the file is frozen later.

Only what carries a code can be compared; a copy without one, or printed before words were kept, is unknown.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Model
from django.utils import timezone

from phuong6.lib.papers.identity import differ
from phuong6.office.models import IssuedPaper, SignedCopy
from phuong6.office.papers.kinds import PaperKind
from phuong6.office.papers.printing import words_now


@dataclass(frozen=True)
class CopyLine:
    """A signed copy, the issued paper it belongs to (None: to the draft in hand) and whether its words are old."""

    copy: SignedCopy
    paper: IssuedPaper | None
    is_unlike: bool = False


def paper_of(copy: SignedCopy, issued: Sequence[IssuedPaper]) -> IssuedPaper | None:
    """The paper this copy is of, among all `issued`, newest first.

    The one in force when it came in; else, signed before it got its number, the one issued next. A copy that
    came in after the last number was voided is of the draft in hand.
    """
    before = next((each for each in issued if each.at <= copy.at), None)
    if before and not _void_at(before, copy.at):
        return before
    return next((each for each in reversed(issued) if each.at > copy.at), None)


def _void_at(paper: IssuedPaper, moment: datetime) -> bool:
    return paper.voided_at is not None and paper.voided_at <= moment


def copy_lines(
    kind: PaperKind,
    subject: Model,
    issued: Sequence[IssuedPaper],
    copies: Sequence[SignedCopy],
    *,
    draft: bool,
) -> list[CopyLine]:
    """The copies as they come, each beside its paper; `draft`: the draft in hand can be read."""
    of = [(copy, paper_of(copy, issued)) for copy in copies]
    asked = draft and any(paper is None and _words(copy.printout) for copy, paper in of)
    now = words_now(kind, subject) if asked else ()
    return [
        CopyLine(copy, paper, differ(_words(copy.printout), (_words(paper.printout),) if paper else now))
        for copy, paper in of
    ]


def _words(printout) -> str:
    return printout.words if printout else ""


def unlike_signed(
    kind: PaperKind,
    subject: Model,
    day: date,
    issued: Sequence[IssuedPaper],
    copies: Sequence[SignedCopy],
) -> str:
    """Why the paper issued on this day would not be what was signed, as a sentence; the newest copy counts."""
    newest = next((copy for copy in copies if paper_of(copy, issued) is None), None)
    if newest is None or not _words(newest.printout):
        return ""
    if not differ(newest.printout.words, words_now(kind, subject, day)):
        return ""
    return (
        f"Bản đã ký đưa lên lúc {timezone.localtime(newest.at):%H:%M, %d/%m/%Y} ký trên bản in thứ "
        f"{newest.printout.version}; nội dung văn bản từ đó đã khác. Tệp được giữ khi ban hành là nội dung hiện "
        "nay, không phải nội dung đã ký. Hãy in lại, trình ký lại rồi đưa bản ký mới lên."
    )
