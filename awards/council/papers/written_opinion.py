"""Phiếu lấy ý kiến bằng văn bản of a council member who cannot come, or in place of a meeting; no form of law."""

from dataclasses import dataclass
from datetime import date

from awards.council.meetings import agenda_of
from awards.council.papers.parts import (
    BLANK_LINE,
    SAMPLE_CASES,
    SAMPLE_COUNCIL,
    SAMPLE_MEMBERS,
    Case,
    Member,
    cases_of,
    council_letterhead,
    grouped,
    meeting_page,
    members_of,
)
from awards.council.papers.parts import file_stem as meeting_stem
from awards.council.rules import is_barred, may_print_slip
from awards.models import Attendance
from campaigns.papers.parts import WardFrame, frame_of, heading, movement_phrase, sample_frame
from campaigns.series import MINUTES
from dossiers.enums import NomineeStatus
from phuong6.lib.papers.blocks import Column, Fields, Heading, Paper, Paragraph, Signature, Table
from phuong6.lib.papers.wording import Slot, Words
from phuong6.lib.vietnamese import BLANK, short_date
from phuong6.office.papers.kinds import DRAFT, Issue, PaperKind, register

WORDS = (
    Slot(
        "how",
        "Cách cho ý kiến",
        "Ở mỗi dòng đánh dấu X vào một ô. Phiếu gửi về {nội vụ} chậm nhất ngày {hạn}; "
        "sau ngày đó phiếu không được tính.",
    ),
)


@dataclass(frozen=True)
class OpinionFacts:
    """Which member is asked about which cases, until when."""

    frame: WardFrame
    council: str
    member: Member
    due_on: date | None
    cases: tuple[Case, ...]


def facts(line: Attendance) -> OpinionFacts:
    """The member asked, and the cases he may speak on."""
    meeting = line.meeting
    items = [
        item
        for item in agenda_of(meeting)
        if item.nominee.status != NomineeStatus.WITHDRAWN and not is_barred(line.member, item, meeting)
    ]
    return OpinionFacts(
        frame=frame_of(meeting.campaign, MINUTES),
        council=meeting.council.name,
        member=members_of([line])[0],
        due_on=meeting.due_on,
        cases=cases_of(items),
    )


def file_stem(line: Attendance) -> str:
    """That of the meeting and the member's place, never his name."""
    return f"{meeting_stem(line.meeting)}-TV-{line.member.order:02d}"


def home(line: Attendance) -> str:
    """The address of the meeting."""
    return meeting_page(line.meeting)


def compose(facts: OpinionFacts, words: Words, issue: Issue = DRAFT) -> Paper:
    """One member's slip: signed, so never for a secret vote."""
    campaign = facts.frame.campaign
    columns = (
        Column("Số TT", 0.5, "center"),
        Column("Tập thể, cá nhân", 2),
        Column("Chức vụ, đơn vị", 2),
        Column("Đồng ý", 0.8, "center"),
        Column("Không đồng ý", 0.8, "center"),
        Column("Không có ý kiến", 0.8, "center"),
    )
    rows = [(case.kind, (f"{case.number:02d}", case.name, case.role, "", "", "")) for case in facts.cases]
    values = {"hạn": short_date(facts.due_on) if facts.due_on else BLANK}
    return Paper(
        letterhead=council_letterhead(
            campaign, facts.council, place_date=heading(facts.frame, issue).place_date
        ),
        title="PHIẾU LẤY Ý KIẾN",
        subtitle=f"Về việc tặng Giấy khen của Chủ tịch {campaign.ward_short} trong {movement_phrase(campaign)}",
        blocks=(
            Fields(
                (
                    ("Họ và tên", facts.member.addressed or BLANK_LINE),
                    ("Chức vụ công tác", facts.member.position or BLANK_LINE),
                    ("Vai trò trong Hội đồng", facts.member.seat),
                )
            ),
            Paragraph(words("how", values)),
            Table(columns, grouped(rows)),
            Heading("Ý kiến khác về danh sách:", 2),
            Paragraph(BLANK_LINE),
            Paragraph(BLANK_LINE),
        ),
        signatures=(Signature(("NGƯỜI CHO Ý KIẾN",), facts.member.name, hint="(Ký, ghi rõ họ tên)"),),
        mark=campaign.mark,
    )


def sample() -> OpinionFacts:
    """The sample's absent member is asked in writing."""
    absent = next(each for each in SAMPLE_MEMBERS if not each.present)
    return OpinionFacts(sample_frame(), SAMPLE_COUNCIL, absent, date(2023, 11, 27), SAMPLE_CASES)


KIND = register(
    PaperKind(
        key="written-opinion",
        title="Phiếu lấy ý kiến bằng văn bản",
        slug="phieu-lay-y-kien",
        model="awards.Attendance",
        facts=facts,
        compose=compose,
        sample=sample,
        words=WORDS,
        file_stem=file_stem,
        home=home,
        may_read=may_print_slip,
    )
)
