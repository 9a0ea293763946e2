"""Sổ văn bản đi on paper: the register of one series and year (NĐ 30/2020 Phụ lục IV)."""

from dataclasses import dataclass
from datetime import date

from campaigns.papers.parts import WardFrame, heading, sample_frame, ward_alone
from phuong6.lib.papers.blocks import Column, Paper, Paragraph, Table
from phuong6.lib.papers.wording import Words
from phuong6.lib.sheets.table import workbook
from phuong6.office.models import NumberSeries
from phuong6.office.papers.kinds import DRAFT, Issue, PaperKind, register
from phuong6.office.papers.numbering import mark_of
from phuong6.office.papers.outgoing import (
    COLUMNS,
    cells,
    gap_sentence,
    gaps,
    letters_of_correction,
    register_of,
)

SHARES = (1.65, 1.35, 2.5, 1.3, 1.8, 1.3, 0.8, 1.35, 0.8, 1.6)
CENTERED = {0, 1, 6, 7}
COLUMNS_ON_PAPER = tuple(
    Column(title, share, "center" if n in CENTERED else "left")
    for n, (title, share) in enumerate(zip(COLUMNS, SHARES, strict=True))
)


@dataclass(frozen=True)
class RegisterFacts:
    """`rows` as `COLUMNS` asks; `gaps` is the sentence about numbers that are not there."""

    frame: WardFrame
    series: str
    year: int
    rows: tuple[tuple[str, ...], ...]
    void: int = 0
    gaps: str = ""


def facts(subject: tuple[NumberSeries, int]) -> RegisterFacts:
    """The whole register of a series in a year (five queries)."""
    series, year = subject
    papers = list(register_of(series, year))
    letters = letters_of_correction(papers)
    return RegisterFacts(
        frame=WardFrame(ward_alone(mark_of(series)), date(year, 12, 31)),
        series=series.name,
        year=year,
        rows=tuple(cells(each, letters.get(each.pk, ())) for each in papers),
        void=sum(each.voided_at is not None for each in papers),
        gaps=gap_sentence(gaps(series, year)),
    )


def summary(told: RegisterFacts) -> str:
    """How many numbers there are, and which are not."""
    void = f", trong đó {told.void:02d} số đã hủy" if told.void else ""
    return f"Sổ có {len(told.rows):02d} số{void}. {told.gaps}".strip()


def compose(told: RegisterFacts, words: Words, issue: Issue = DRAFT) -> Paper:
    """The register on landscape pages."""
    return Paper(
        letterhead=heading(told.frame, issue),
        title="SỔ VĂN BẢN ĐI",
        subtitle=f"{told.series}, năm {told.year}",
        blocks=(Table(COLUMNS_ON_PAPER, told.rows), Paragraph(summary(told), indent=False)),
        mark=told.frame.campaign.mark,
        landscape=True,
    )


def register_workbook(told: RegisterFacts) -> bytes:
    """The register as .xlsx."""
    ward = told.frame.campaign.ward_name.upper()
    titles = (ward, f"SỔ VĂN BẢN ĐI – {told.series}, năm {told.year}")
    return workbook(
        titles, COLUMNS, told.rows, sheet_name=f"Sổ văn bản đi {told.year}", notes=(summary(told),)
    )


def sample() -> RegisterFacts:
    """Four invented letters, one void."""
    frame = sample_frame(today=date(2023, 12, 31))
    signer, filed = "Trần Hữu Lý", "Ban nhân dân Khóm Mẫu; Lưu: VT, NV"
    return RegisterFacts(
        frame=frame,
        series="Công văn của Ủy ban nhân dân phường",
        year=2023,
        rows=(
            ("11/UBND-NV", "20/10/2023", "V/v đôn đốc nộp hồ sơ đề nghị khen thưởng", signer,
             "Các đơn vị tham gia phong trào; Lưu: VT, NV", "Văn thư", "14", "20/10/2023", "", ""),
            ("12/UBND-NV", "16/11/2023", "V/v yêu cầu bổ sung hồ sơ đề nghị khen thưởng", signer, filed,
             "Văn thư", "2", "16/11/2023", "", "Được thay thế bằng số 14/UBND-NV"),
            ("13/UBND-NV", "16/11/2023", "Số bỏ", "", "", "", "", "", "",
             "Đã hủy ngày 16/11/2023, Võ Thị Mẫu: Văn thư ghi trùng số"),
            ("14/UBND-NV", "17/11/2023", "V/v yêu cầu bổ sung hồ sơ đề nghị khen thưởng", signer, filed,
             "Văn thư", "2", "17/11/2023", "", "Thay thế số 12/UBND-NV"),
        ),
        void=1,
        gaps="Số 01–10 chưa có trong sổ.",
    )  # fmt: skip


KIND = register(
    PaperKind(
        key="outgoing-register",
        title="Sổ văn bản đi",
        slug="so-van-ban-di",
        facts=facts,
        compose=compose,
        sample=sample,
    )
)
