"""The list behind the báo cáo thẩm định: every case đủ / không đủ, with the reason (plan, section III.2)."""

from dataclasses import dataclass
from itertools import count

from campaigns.papers.parts import WardFrame
from criteria.enums import NomineeKind
from dossiers.appraising.summary import SummaryRow
from dossiers.enums import IneligibleReason, NomineeStatus
from phuong6.lib.papers.blocks import Appendix, Column, GroupRow, Table
from phuong6.lib.vietnamese import long_date
from phuong6.office.papers.kinds import Issue

ELIGIBLE = NomineeStatus.ELIGIBLE.label
OPEN = "Chưa kết luận"
COLUMNS = (
    Column("Số TT", 0.5, "center"),
    Column("Tên tập thể, cá nhân", 2),
    Column("Chức vụ, nơi công tác", 2.2),
    Column("Đơn vị đề nghị", 1.7),
    Column("Chỉ số CCHC", 2.4),
    Column("Kết luận, lý do", 2.8),
)


@dataclass(frozen=True)
class Case:
    """One nominee as the appraisal left it; what the council did later does not change it."""

    kind: str
    addressed: str
    position: str
    unit: str
    label: str
    eligible: bool
    note: str = ""
    index: str = ""
    without_figures: bool = False

    @property
    def cells(self) -> tuple[str, ...]:
        """What the list says of it behind its number."""
        why = self.note if self.eligible else f"{self.label}. {self.note}".strip()
        return (
            self.addressed,
            self.position,
            self.unit,
            self.index or f"Không xét ({NomineeKind(self.kind).word})",
            why,
        )


def case_of(row: SummaryRow) -> Case:
    """A row of the summary as a case of the report."""
    nominee = row.nominee
    refused = nominee.status == NomineeStatus.INELIGIBLE
    waiting = nominee.status == NomineeStatus.PROPOSED
    return Case(
        kind=nominee.kind,
        addressed=nominee.addressed,
        position=nominee.position,
        unit=nominee.printed_unit,
        label=row.conclusion if refused else OPEN if waiting else ELIGIBLE,
        eligible=not (refused or waiting),
        note=nominee.conclusion.strip(),
        index=row.index.sentence if row.index else "",
        without_figures=nominee.without_figures,
    )


def list_of_cases(cases: tuple[Case, ...], frame: WardFrame, issue: Issue, number: str) -> Appendix:
    """The appended list, eligible cases first; `number` is the report's number line, the year is its year."""
    groups = (
        ("I. ĐỦ ĐIỀU KIỆN", [each for each in cases if each.eligible]),
        ("II. KHÔNG ĐỦ ĐIỀU KIỆN", [each for each in cases if not each.eligible]),
    )
    numbers = count(1)
    rows: list = []
    for title, group in groups:
        rows += [GroupRow(title)] if group else []
        rows += [(f"{next(numbers):02d}", *each.cells) for each in group]
    return Appendix(
        label="Phụ lục",
        title="DANH SÁCH",
        subtitle="Kết quả thẩm định từng trường hợp",
        note=(
            f"(Kèm theo Báo cáo {number.replace('Số:', 'số')} {long_date(issue.day, year=frame.today.year)} "
            f"của {frame.campaign.ward_name})"
        ),
        blocks=(Table(COLUMNS, tuple(rows)),),
        landscape=True,
    )


def sample_cases() -> tuple[Case, ...]:
    """Invented cases in every conclusion."""
    met = "Chỉ số năm 2023 là 81,20 %, cao hơn năm 2022 (79,95 %): đạt"
    unit = "Ban nhân dân Khóm Mẫu"
    collective, person = NomineeKind.COLLECTIVE.value, NomineeKind.INDIVIDUAL.value
    refused = f"{NomineeStatus.INELIGIBLE.label}: {IneligibleReason.NOT_MET.label.lower()}"
    return (
        Case(collective, unit, "", unit, ELIGIBLE, eligible=True, note="Đạt đủ 5 tiêu chí."),
        Case(
            person,
            "Ông Nguyễn Văn Mẫu",
            f"Trưởng {unit}",
            unit,
            ELIGIBLE,
            eligible=True,
            note="Đạt đủ 4 tiêu chí.",
            index=met,
        ),
        Case(
            person,
            "Ông Trần Minh Họa",
            "Cán bộ không chuyên trách",
            "Hội Thí Dụ Phường 6",
            ELIGIBLE,
            eligible=True,
            note="Dùng kết quả tự chấm của phường, chờ bảng xếp hạng của thành phố.",
            index="Chưa có Chỉ số CCHC năm 2023: chưa đủ căn cứ",
            without_figures=True,
        ),
        Case(
            person,
            "Bà Huỳnh Thị Ngọc Thí Dụ",
            "Công chức Tư pháp - Hộ tịch, Ủy ban nhân dân Phường 6",
            "Công chức Ủy ban nhân dân Phường 6",
            refused,
            eligible=False,
            note="Chưa nêu được giải pháp, sáng kiến đã áp dụng.",
            index=met,
        ),
    )
