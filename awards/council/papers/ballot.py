"""Phiếu bầu for a meeting that votes on paper (the law has no form of its own).

Every printed ballot is the same, its code included: nothing on it may lead back to the one who filled it in.
"""

import io
from dataclasses import dataclass
from datetime import datetime

import pikepdf
from django.utils import timezone

from awards.council.meetings import agenda_of
from awards.council.papers.parts import (
    SAMPLE_CASES,
    SAMPLE_COUNCIL,
    Case,
    cases_of,
    council_letterhead,
    file_stem,
    grouped,
    meeting_page,
)
from awards.council.rules import may_print_ballots
from awards.models import CouncilMeeting
from campaigns.models import Campaign, day_start
from campaigns.papers.parts import movement_phrase, sample_frame
from phuong6.lib.papers.blocks import Bullets, Column, Paper, Paragraph, Run, Table
from phuong6.lib.papers.wording import Slot, Words
from phuong6.lib.vietnamese import paper_date
from phuong6.office.papers.kinds import DRAFT, Issue, PaperKind, register
from phuong6.office.papers.printing import print_paper

WORDS = (
    Slot(
        "how",
        "Cách bỏ phiếu",
        "Ở mỗi dòng đánh dấu X vào một trong hai ô; dòng để trống cả hai ô tính là không có ý kiến.",
    ),
    Slot(
        "spoilt",
        "Phiếu không hợp lệ",
        "Dòng đánh dấu cả hai ô không hợp lệ. Cả phiếu không hợp lệ khi không do Ban kiểm phiếu phát ra "
        "hoặc ghi thêm tên ngoài danh sách.",
    ),
    Slot("unsigned", "Không ký tên", "Người bỏ phiếu không ký tên, không ghi gì khác lên phiếu."),
)
OWN_CASE = (
    "Thành viên không được biểu quyết trường hợp nào thì để trống dòng đó; "
    "Ban kiểm phiếu trừ số thành viên này khi tính dòng đó."
)


@dataclass(frozen=True)
class BallotFacts:
    """The cases to vote on; nothing of any voter."""

    campaign: Campaign
    council: str
    held_at: datetime
    cases: tuple[Case, ...]
    someone_abstains: bool


def facts(meeting: CouncilMeeting) -> BallotFacts:
    """The meeting's list as it stands."""
    rule = meeting if meeting.opened_at else meeting.campaign
    return BallotFacts(
        campaign=meeting.campaign,
        council=meeting.council.name,
        held_at=meeting.held_at,
        cases=cases_of(agenda_of(meeting)),
        someone_abstains=rule.exclude_own_case or rule.exclude_own_unit,
    )


def compose(facts: BallotFacts, words: Words, issue: Issue = DRAFT) -> Paper:
    """One ballot; the office prints as many as members are present."""
    campaign = facts.campaign
    day = timezone.localtime(facts.held_at).date()
    rows = [(case.kind, (f"{case.number:02d}", case.name, case.role, "", "")) for case in facts.cases]
    columns = (
        Column("Số TT", 0.5, "center"),
        Column("Tập thể; ông, bà", 2.2),
        Column("Đơn vị, chức vụ", 2.3),
        Column("Đồng ý", 0.8, "center"),
        Column("Không đồng ý", 0.8, "center"),
    )
    notes = [words("how"), words("spoilt")]
    notes += [OWN_CASE] if facts.someone_abstains else []
    return Paper(
        letterhead=council_letterhead(
            campaign, facts.council, place_date=paper_date(day, campaign.place_name)
        ),
        title="PHIẾU BẦU",
        subtitle=f"Xét đề nghị tặng Giấy khen của Chủ tịch {campaign.ward_short} trong {movement_phrase(campaign)}",
        blocks=(
            Table(columns, grouped(rows)),
            Paragraph((Run("Ghi chú:", bold=True, italic=True),), indent=False, align="left"),
            Bullets((*notes, words("unsigned"))),
        ),
        mark=campaign.mark,
    )


def identical_ballots(meeting: CouncilMeeting, *, by) -> bytes:
    """As many ballots as members are called or, once attendance is taken, present: one PDF of the same pages."""
    lines = meeting.attendances
    number = lines.filter(present=True).count() or lines.count()
    with pikepdf.open(io.BytesIO(print_paper(KIND, meeting, by=by))) as one, pikepdf.new() as many:
        for _ in range(number):
            many.pages.extend(one.pages)
        out = io.BytesIO()
        many.save(out, deterministic_id=True)
    return out.getvalue()


def sample() -> BallotFacts:
    """A made ballot of four lines."""
    frame = sample_frame()
    held_at = day_start(frame.today.replace(day=24)).replace(hour=8)
    return BallotFacts(frame.campaign, SAMPLE_COUNCIL, held_at, SAMPLE_CASES, someone_abstains=True)


KIND = register(
    PaperKind(
        key="ballot",
        title="Phiếu bầu của Hội đồng",
        slug="phieu-bau",
        model="awards.CouncilMeeting",
        facts=facts,
        compose=compose,
        sample=sample,
        words=WORDS,
        file_stem=file_stem,
        home=meeting_page,
        may_read=may_print_ballots,
    )
)
