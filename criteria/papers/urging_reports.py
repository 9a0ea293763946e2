"""Công văn đôn đốc: which reports of targets and which fixes after inspections are late or due soon, unit by unit.

NĐ 30/2020 Phụ lục III, mẫu 1.5; plan, section IV.4 (đôn đốc). May go out again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone

from campaigns.models import Campaign
from campaigns.papers.parts import (
    WardFrame,
    addressee,
    committee_signature,
    frame_of,
    heading,
    launch_day,
    plan_gap,
    plan_phrase,
    sample_frame,
)
from campaigns.rules import may_urge, once_begun
from campaigns.series import LETTER, series_key
from criteria.measuring.obligations import cells
from criteria.models import InspectionFinding
from criteria.rules import may_read_results
from phuong6.lib.papers.blocks import Column, GroupRow, Paper, Paragraph, Table
from phuong6.lib.papers.wording import Slot, Words
from phuong6.lib.vietnamese import days_left_phrase, long_date, short_date
from phuong6.office.papers.kinds import Issue, PaperKind, register

SOON = timedelta(days=14)
MOST_NAMED = 6  # addressees named one by one; more stand in the list only
NOBODY = "Không có báo cáo chỉ tiêu, việc khắc phục nào quá hạn hoặc đến hạn trong 14 ngày tới."

WORDS = (
    Slot(
        "opening",
        "Câu mở đầu",
        "Thực hiện {kế hoạch}, {cơ quan} theo dõi, đôn đốc việc báo cáo kết quả thực hiện chỉ tiêu và khắc phục sau "
        "kiểm tra. Tính đến {hôm nay}, còn các việc sau:",
    ),
    Slot(
        "asked",
        "Đề nghị các đơn vị",
        "Đề nghị các đơn vị thực hiện ngay việc đã quá hạn và hoàn thành đúng hạn những việc còn lại; trong kỳ không "
        "phát sinh hồ sơ, văn bản thì vẫn báo cáo và ghi rõ không phát sinh.",
    ),
    Slot(
        "closing",
        "Câu kết",
        "{Người theo dõi} và {Nội vụ} theo dõi, hướng dẫn các đơn vị thực hiện./.",
    ),
)


@dataclass(frozen=True)
class Owed:
    """One thing a unit still has to do, until and including a day."""

    unit: str
    what: str
    due: date


@dataclass(frozen=True)
class UrgingFacts:
    """What is owed on the day the letter is drafted (`frame.today`), by unit and due day."""

    frame: WardFrame
    owed: tuple[Owed, ...]


def facts(campaign: Campaign) -> UrgingFacts:
    """A constant number of queries."""
    return UrgingFacts(frame=frame_of(campaign, LETTER), owed=owed_by(campaign))


def owed_by(campaign: Campaign) -> tuple[Owed, ...]:
    """Late, or due in the next fourteen days, in the order of units and days (five queries)."""
    last = timezone.localdate() + SOON
    found = [each for each in (*_reports(campaign), *_fixes(campaign)) if each[1].due <= last]
    found.sort(key=lambda each: (each[0], each[1].due))
    return tuple(owed for _, owed in found)


def _reports(campaign: Campaign) -> Iterator[tuple[str, Owed]]:
    for cell in cells(campaign):
        if not cell.is_sent:
            what = f"Báo cáo chỉ tiêu “{cell.target.name}”, {cell.span.label[0].lower()}{cell.span.label[1:]}"
            yield cell.unit.sort_key, Owed(cell.unit.name, what, cell.due)


def _fixes(campaign: Campaign) -> Iterator[tuple[str, Owed]]:
    """What was found stays in its own minutes: a letter to several units only names the visit."""
    for each in InspectionFinding.objects.owed(campaign).select_related("inspection__unit"):
        visit = each.inspection
        what = f"Khắc phục việc nêu trong kết luận kiểm tra ngày {short_date(visit.held_on)}"
        yield visit.unit.sort_key, Owed(visit.unit.name, what, each.due_on)


def compose(told: UrgingFacts, words: Words, issue: Issue) -> Paper:
    """The letter with the list of what is owed."""
    campaign = told.frame.campaign
    units = tuple(dict.fromkeys(each.unit for each in told.owed))
    names = {
        "kế hoạch": plan_phrase(campaign),
        "cơ quan": campaign.ward_name,
        "hôm nay": long_date(told.frame.today),
    }
    return Paper(
        letterhead=heading(told.frame, issue, subject="đôn đốc báo cáo chỉ tiêu, khắc phục sau kiểm tra"),
        addressees=tuple(addressee(each, campaign) for each in units)
        if len(units) <= MOST_NAMED
        else ("Các đơn vị có tên trong danh sách dưới đây",),
        blocks=(
            Paragraph(words("opening", names)),
            _table(told, units),
            *(Paragraph(words(key, names)) for key in ("asked", "closing")),
        ),
        recipients=("Như trên", f"Chủ tịch {campaign.ward_short} (báo cáo)", words.posts.filed_line),
        signatures=(committee_signature(told.frame, issue),),
        mark=campaign.mark,
    )


def _table(told: UrgingFacts, units: tuple[str, ...]) -> Table:
    columns = (
        Column("Số TT", 0.5, "center"),
        Column("Việc phải làm", 4.2),
        Column("Chậm nhất ngày", 1.2, "center"),
        Column("Còn lại", 1.1, "center"),
    )
    rows: list = []
    for unit in units:
        rows.append(GroupRow(unit))
        rows += [
            (f"{n:02d}", each.what, short_date(each.due), days_left_phrase(told.frame.today, each.due))
            for n, each in enumerate((each for each in told.owed if each.unit == unit), 1)
        ]
    return Table(columns, tuple(rows))


def missing(campaign: Campaign) -> list[str]:
    """Nobody is urged when nothing is owed."""
    return [] if owed_by(campaign) else [NOBODY]


def home(campaign: Campaign) -> str:
    """The outbox."""
    return reverse("message-list")


def sample() -> UrgingFacts:
    """Invented units: one late with a report, one with both kinds of debts."""
    on_time = "Báo cáo chỉ tiêu “Hồ sơ trả kết quả đúng hạn và trước hạn”, quý III/2023"
    return UrgingFacts(
        frame=sample_frame("UBND-NV", date(2023, 10, 9)),
        owed=(
            Owed("Ban nhân dân Khóm Mẫu", "Báo cáo chỉ tiêu “Tuyên truyền”, cả phong trào", date(2023, 10, 20)),
            Owed("Ban nhân dân Khóm Mẫu", "Khắc phục việc nêu trong kết luận kiểm tra ngày 15/08/2023", date(2023, 9, 29)),
            Owed("Ủy ban nhân dân Phường 6", on_time, date(2023, 10, 6)),
        ),
    )  # fmt: skip


KIND = register(
    PaperKind(
        key="urging-reports",
        title="Công văn đôn đốc báo cáo chỉ tiêu",
        slug="don-doc-bao-cao",
        facts=facts,
        compose=compose,
        sample=sample,
        words=WORDS,
        model="campaigns.Campaign",
        file_stem=lambda campaign: campaign.code,
        home=home,
        series=lambda campaign: series_key(campaign, LETTER),
        issuable=True,
        earliest=launch_day,
        repeatable=True,
        may_read=once_begun(may_read_results),
        may_issue=once_begun(may_urge),
        missing=missing,
        gap=plan_gap,
    )
)
