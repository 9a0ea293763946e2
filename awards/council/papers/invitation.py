"""Giấy mời họp Hội đồng (NĐ 30/2020 Phụ lục III, mẫu 1.6)."""

from dataclasses import dataclass
from datetime import datetime

from awards.council.meetings import agenda_of, lines_of
from awards.council.notices import draft_invitations
from awards.council.papers.parts import (
    BLANK_LINE,
    SAMPLE_CASES,
    SAMPLE_COUNCIL,
    SAMPLE_MEMBERS,
    Case,
    Member,
    cases_of,
    chair_of,
    counted,
    day_words,
    file_stem,
    grouped,
    hour_words,
    meeting_page,
    members_columns,
    members_of,
)
from awards.council.rules import may_issue_council_papers, may_see_meeting
from awards.enums import MeetingStatus
from awards.models import CouncilMeeting
from campaigns.models import day_start
from campaigns.papers.parts import (
    WardFrame,
    chairman_signature,
    frame_of,
    heading,
    launch_day,
    movement_phrase,
    sample_frame,
)
from campaigns.series import INVITATION, series_key
from phuong6.lib.papers.blocks import Appendix, Bullets, Column, Fields, Paper, Paragraph, Table
from phuong6.lib.papers.wording import Slot, Words
from phuong6.office.models import IssuedPaper
from phuong6.office.papers.kinds import DRAFT, Issue, PaperKind, register

WORDS = (
    Slot(
        "agenda",
        "Nội dung họp",
        "Xét, bỏ phiếu đề nghị tặng Giấy khen của Chủ tịch {cơ quan} cho {số lượng} trong {phong trào}",
    ),
    Slot(
        "papers",
        "Tài liệu gửi kèm",
        "Danh sách trường hợp trình Hội đồng (kèm theo); bảng tổng hợp kết quả thẩm định; "
        "báo cáo thành tích của từng tập thể, cá nhân.",
    ),
    Slot(
        "request",
        "Lời đề nghị dự họp",
        "Đề nghị các thành viên Hội đồng nghiên cứu trước tài liệu, dự họp đầy đủ, đúng thành phần, thời gian; "
        "trường hợp vắng mặt, báo cho {nội vụ} kèm lý do trước giờ họp.",
    ),
)


@dataclass(frozen=True)
class InvitationFacts:
    """When, where, who and what."""

    frame: WardFrame
    council: str
    held_at: datetime
    place: str
    members: tuple[Member, ...]
    cases: tuple[Case, ...]


def facts(meeting: CouncilMeeting) -> InvitationFacts:
    """The meeting as it is planned."""
    return InvitationFacts(
        frame=frame_of(meeting.campaign, INVITATION),
        council=meeting.council.name,
        held_at=meeting.held_at,
        place=meeting.place,
        members=members_of(lines_of(meeting)),
        cases=cases_of(agenda_of(meeting)),
    )


def compose(facts: InvitationFacts, words: Words, issue: Issue = DRAFT) -> Paper:
    """The invitation with the list of cases behind it."""
    campaign = facts.frame.campaign
    chair = chair_of(facts.members)
    values = {
        "cơ quan": campaign.ward_name,
        "số lượng": counted(facts.cases),
        "phong trào": movement_phrase(campaign),
    }
    return Paper(
        letterhead=heading(facts.frame, issue),
        title="GIẤY MỜI",
        subtitle=f"Họp {facts.council}",
        blocks=(
            Paragraph(
                f"Chủ tịch {campaign.ward_name} trân trọng kính mời các ông, bà có tên dưới đây "
                f"tới dự phiên họp của {facts.council}:"
            ),
            _members(facts.members),
            Fields(
                (
                    ("1. Nội dung", f"{words('agenda', values)}."),
                    ("2. Chủ trì", f"{chair.addressed}, {chair.seat}" if chair else BLANK_LINE),
                    ("3. Thời gian", f"{hour_words(facts.held_at)}, {day_words(facts.held_at)}"),
                    ("4. Địa điểm", facts.place or BLANK_LINE),
                    ("5. Tài liệu", words("papers")),
                )
            ),
            Paragraph(f"{words('request').rstrip(' .')}./."),
        ),
        recipients=("Các thành viên Hội đồng", words.posts.filed_line),
        signatures=(chairman_signature(facts.frame, issue),),
        appendices=(_agenda(facts),) if facts.cases else (),
        mark=campaign.mark,
    )


def _members(members: tuple[Member, ...]) -> Table | Bullets:
    if not members:
        return Bullets((BLANK_LINE,))
    rows = tuple((f"{n:02d}", each.addressed, each.position, each.seat) for n, each in enumerate(members, 1))
    return Table(members_columns("Vai trò trong Hội đồng"), rows)


def _agenda(facts: InvitationFacts) -> Appendix:
    columns = (
        Column("Số TT", 0.5, "center"),
        Column("Tập thể, cá nhân", 2),
        Column("Chức vụ, đơn vị", 2.2),
        Column("Tóm tắt thành tích", 3),
    )
    rows = [(case.kind, (f"{case.number:02d}", case.name, case.role, case.summary)) for case in facts.cases]
    return Appendix(
        title="DANH SÁCH",
        subtitle="Các trường hợp trình Hội đồng",
        note=f"(Kèm theo Giấy mời họp {facts.council}, {day_words(facts.held_at)})",
        blocks=(Table(columns, grouped(rows)),),
    )


def missing(meeting: CouncilMeeting) -> list[str]:
    """An invitation names a place and a meeting that still lies ahead."""
    found = (
        [] if meeting.place or meeting.in_writing else ["Hãy ghi địa điểm họp trước khi ban hành giấy mời."]
    )
    if meeting.status != MeetingStatus.PLANNED:
        found.append("Phiên họp đã khai mạc, đã kết thúc hoặc không thành nên không ban hành giấy mời nữa.")
    if meeting.in_writing:
        found.append("Lấy ý kiến bằng văn bản thì không có giấy mời; hãy gửi phiếu lấy ý kiến.")
    if not meeting.items.exists():
        found.append("Chương trình họp chưa có trường hợp nào.")
    return found


def on_issue(meeting: CouncilMeeting, paper: IssuedPaper) -> None:
    """Each member is written to, through the outbox."""
    draft_invitations(meeting, paper)


def sample() -> InvitationFacts:
    """A made meeting of seven."""
    frame = sample_frame("GM-UBND-MẪU")
    return InvitationFacts(
        frame=frame,
        council=SAMPLE_COUNCIL,
        held_at=day_start(frame.today.replace(day=24)).replace(hour=8),
        place="Phòng họp Ủy ban nhân dân Phường 6, số 00 đường Mẫu",
        members=SAMPLE_MEMBERS,
        cases=SAMPLE_CASES,
    )


KIND = register(
    PaperKind(
        key="invitation",
        title="Giấy mời họp Hội đồng",
        slug="giay-moi",
        model="awards.CouncilMeeting",
        facts=facts,
        compose=compose,
        sample=sample,
        words=WORDS,
        file_stem=file_stem,
        home=meeting_page,
        series=lambda meeting: series_key(meeting.campaign, INVITATION),
        issuable=True,
        earliest=lambda meeting: launch_day(meeting.campaign),
        may_read=may_see_meeting,
        may_issue=may_issue_council_papers,
        missing=missing,
        on_issue=on_issue,
    )
)
