"""Công văn đính chính: a slip of form in a paper that went out (NĐ 30/2020 Điều 18; Phụ lục III, mẫu 1.5)."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from campaigns.papers.parts import (
    WardFrame,
    committee_signature,
    frame_of,
    heading,
    sample_frame,
    ward_alone,
)
from campaigns.series import LETTER
from phuong6.lib.papers.blocks import Fields, Paper, Paragraph
from phuong6.lib.papers.wording import Slot, Words
from phuong6.office.models import Correction, IssuedPaper
from phuong6.office.papers.issuing import VOID, WAS_REPLACED
from phuong6.office.papers.kinds import Issue, PaperKind, register
from phuong6.office.papers.numbering import cited, mark_of, sibling_series
from phuong6.office.rules import may_correct, may_read_register

WORDS = (
    Slot(
        "opening",
        "Câu mở đầu",
        "{Cơ quan} đã ban hành {văn bản}. Văn bản này có sai sót về thể thức, kỹ thuật trình bày; {cơ quan} "
        "đính chính như sau:",
    ),
    Slot("rest", "Phần còn lại", "Các nội dung khác của {văn bản} không thay đổi."),
    Slot("closing", "Câu kết", "{Cơ quan} thông báo để các cơ quan, đơn vị, cá nhân biết, thực hiện."),
)


@dataclass(frozen=True)
class CorrectionFacts:
    """`corrected` cites the paper: "Quyết định số 05/QĐ-UBND ngày 20 tháng 11 năm 2023"."""

    frame: WardFrame
    corrected: str
    place: str
    wrong: str
    right: str


def facts(correction: Correction) -> CorrectionFacts:
    """What is put right, under the names and marks of the paper that is corrected."""
    paper = correction.paper
    frame = frame_of(ward_alone(mark_of(paper.series)), LETTER)
    return CorrectionFacts(frame, cited(paper), correction.place, correction.wrong, correction.right)


def compose(told: CorrectionFacts, words: Words, issue: Issue) -> Paper:
    """The letter to whoever received the paper."""
    ward = told.frame.campaign.ward_name
    names = {"Cơ quan": ward, "cơ quan": ward, "văn bản": told.corrected}
    return Paper(
        letterhead=heading(told.frame, issue, subject=f"đính chính {told.corrected}"),
        addressees=("Các cơ quan, đơn vị, cá nhân đã nhận văn bản",),
        blocks=(
            Paragraph(words("opening", names)),
            Fields(
                (
                    ("Vị trí", told.place),
                    ("Đã viết là", f"“{told.wrong}”"),
                    ("Nay sửa thành", f"“{told.right}”"),
                )
            ),
            Paragraph(words("rest", names)),
            Paragraph(f"{words('closing', names).rstrip(' ./')}./."),
        ),
        recipients=("Như trên", words.posts.filed_line),
        signatures=(committee_signature(told.frame, issue),),
        mark=told.frame.campaign.mark,
    )


def missing(correction: Correction) -> list[str]:
    """A paper that no longer counts is not corrected."""
    paper = correction.paper
    if paper.voided_at:
        return [VOID]
    return [WAS_REPLACED] if IssuedPaper.objects.filter(replaces=paper).exists() else []


def sample() -> CorrectionFacts:
    """An invented slip in an invented decision."""
    return CorrectionFacts(
        frame=sample_frame("UBND-NV", date(2023, 12, 12)),
        corrected="Quyết định số 05/QĐ-UBND ngày 05 tháng 12 năm 2023",
        place="Danh sách kèm theo, mục II, dòng thứ 03, cột “Chức vụ, đơn vị”, trang 1",
        wrong="Phó trưởng Ban nhân dân Khóm Mẫu",
        right="Phó Trưởng ban, Ban nhân dân Khóm Mẫu",
    )


KIND = register(
    PaperKind(
        key="correction",
        title="Công văn đính chính",
        slug="dinh-chinh",
        model="office.Correction",
        facts=facts,
        compose=compose,
        sample=sample,
        words=WORDS,
        named=lambda correction: f"Đính chính {cited(correction.paper)}",
        file_stem=lambda correction: f"{correction.paper.year}-{correction.paper.number:02d}-{correction.pk}",
        home=lambda correction: (
            f"{reverse('outgoing')}?so={correction.paper.series.key}&nam={correction.paper.year}"
        ),
        series=lambda correction: sibling_series(correction.paper.series, LETTER),
        issuable=True,
        earliest=lambda correction: correction.paper.issued_on,
        may_read=may_read_register,
        may_issue=may_correct,
        missing=missing,
    )
)
