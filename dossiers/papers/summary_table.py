"""Bảng tổng hợp kết quả thẩm định, printed: the rows of the XLSX (dossiers.appraising.summary) on A4 landscape, no number."""

from dataclasses import dataclass

from django.urls import reverse

from campaigns.models import Campaign
from campaigns.papers.parts import WardFrame, frame_of, heading, movement_phrase, sample_frame
from campaigns.rules import once_begun
from criteria.enums import NomineeKind
from dossiers.appraising.summary import HEADER, summary, table_cells
from dossiers.rules import reads_every_dossier
from phuong6.lib.papers.blocks import Column, GroupRow, Paper, Paragraph, Signature, Table
from phuong6.lib.papers.wording import Slot, Words
from phuong6.office.papers.kinds import Issue, PaperKind, register

SHARES = (0.5, 1.6, 1.7, 1.5, 1, 1.9, 2.1, 1.5, 2.3)


@dataclass(frozen=True)
class SummaryLine:
    """One nominee: the cells of the XLSX behind its number."""

    kind: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class SummaryFacts:
    """All nominees handed in, collectives first."""

    frame: WardFrame
    lines: tuple[SummaryLine, ...]


WORDS = (Slot("count", "Câu tổng số", "Tổng số: {tập thể} tập thể, {cá nhân} cá nhân."),)


def facts(campaign: Campaign) -> SummaryFacts:
    """The rows as the XLSX has them. A constant number of queries."""
    rows = summary(campaign)
    return SummaryFacts(
        frame=frame_of(campaign),
        lines=tuple(
            SummaryLine(row.nominee.kind, cells) for row, cells in zip(rows, table_cells(rows), strict=True)
        ),
    )


def compose(told: SummaryFacts, words: Words, issue: Issue) -> Paper:
    """The table, taped to the council's minutes."""
    campaign = told.frame.campaign
    rows: list = []
    number = 0
    households = any(line.kind == NomineeKind.HOUSEHOLD for line in told.lines)
    listed = [kind for kind in NomineeKind if kind != NomineeKind.HOUSEHOLD or households]
    for roman, kind in zip(("I", "II", "III"), listed, strict=False):
        group = [line for line in told.lines if line.kind == kind]
        rows += [GroupRow(f"{roman}. {kind.label.upper()}")] if group else []
        for line in group:
            number += 1
            rows.append((f"{number:02d}", *line.cells))
    kinds = zip(NomineeKind, NomineeKind.tally(line.kind for line in told.lines), strict=True)
    counts = {kind.word: str(count) for kind, count in kinds}
    columns = tuple(
        Column(title, share, "center" if n == 0 else "left")
        for n, (title, share) in enumerate(zip(("Số TT", *HEADER[1:]), SHARES, strict=True))
    )
    return Paper(
        letterhead=heading(told.frame, issue),
        title="BẢNG TỔNG HỢP",
        subtitle=f"Kết quả thẩm định đề nghị khen thưởng {movement_phrase(campaign)}",
        blocks=(Table(columns, tuple(rows)), *_counted(words("count", counts), counts)),
        signatures=(Signature(("NGƯỜI LẬP BẢNG",), hint="(Ký, ghi rõ họ tên)"),),
        mark=campaign.mark,
        landscape=True,
    )


def _counted(sentence: str, counts: dict[str, str]) -> tuple:
    """The line of sums; households, which its wording does not know, in one of their own."""
    word = NomineeKind.HOUSEHOLD.word
    more = (Paragraph(f"Trong đó có {counts[word]} {word}.", indent=False),) if counts[word] != "0" else ()
    return (Paragraph(sentence, indent=False), *more)


def home(campaign: Campaign) -> str:
    """The desk."""
    return reverse("desk-queue")


def sample() -> SummaryFacts:
    """Invented nominees in every conclusion."""
    met = "Chỉ số năm 2023 là 81,20 %, cao hơn năm 2022 (79,95 %): đạt"
    unit = "Ban nhân dân Khóm Mẫu"
    people = (
        ("Ông Nguyễn Văn Mẫu", f"Trưởng {unit}", "Đủ điều kiện", "", met, "Đạt 4/4"),
        (
            "Bà Huỳnh Thị Ngọc Thí Dụ",
            "Công chức Tư pháp - Hộ tịch, Ủy ban nhân dân Phường 6",
            "Không đủ điều kiện: không đủ tiêu chuẩn",
            "Chưa nêu được giải pháp, sáng kiến đã áp dụng.",
            met,
            "Đạt 3/4; không đạt: Hoàn thành nhiệm vụ, sáng kiến",
        ),
        (
            "Ông Trần Minh Họa",
            "Cán bộ không chuyên trách",
            "Đủ điều kiện",
            "Chưa đủ căn cứ. Lý do kết luận: dùng kết quả tự chấm của phường, chờ bảng xếp hạng.",
            "Chưa có Chỉ số CCHC năm 2023: chưa đủ căn cứ",
            "Đạt 3/4; chưa đủ căn cứ: Chỉ số CCHC",
        ),
    )
    more = ("Bà Lê Thị Ví Dụ", "Ông Phạm Văn Thử Nghiệm", "Bà Đặng Thị Làm Mẫu", "Ông Võ Văn Minh Họa")
    plain = [(name, "Cán bộ, công chức Phường 6", "Đủ điều kiện", "", met, "Đạt 4/4") for name in more]
    collective = (unit, "", unit, "9/9 tán thành", "Đạt 5/5", "Không xét (tập thể)", "Đủ điều kiện", "")
    return SummaryFacts(
        frame=sample_frame(),
        lines=(
            SummaryLine(NomineeKind.COLLECTIVE, collective),
            *(
                SummaryLine(
                    NomineeKind.INDIVIDUAL,
                    (name, position, unit, "8/9 tán thành", criteria, index, conclusion, remark),
                )
                for name, position, conclusion, remark, index, criteria in (*people, *plain)
            ),
        ),
    )


KIND = register(
    PaperKind(
        key="summary-table",
        title="Bảng tổng hợp kết quả thẩm định",
        slug="bang-tong-hop",
        facts=facts,
        compose=compose,
        sample=sample,
        words=WORDS,
        model="campaigns.Campaign",
        file_stem=lambda campaign: campaign.code,
        home=home,
        may_read=once_begun(reads_every_dossier),
    )
)
