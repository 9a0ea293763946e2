"""Biên bản kiểm phiếu of a closed meeting (the law has no form of its own)."""

from dataclasses import dataclass
from datetime import datetime

from awards.council.counting import Ballots
from awards.council.meetings import agenda_of, lines_of
from awards.council.papers.parts import (
    BLANK_LINE,
    BLANK_NAME,
    SAMPLE_COUNCIL,
    SAMPLE_MEMBERS,
    Case,
    Member,
    Outcome,
    chair_signature,
    council_letterhead,
    counted,
    day_words,
    file_stem,
    hour_words,
    meeting_page,
    members_of,
    outcomes_of,
)
from awards.council.papers.votes import (
    MADE_ASIDES,
    MADE_BALLOTS,
    MADE_CHECKING,
    Aside,
    Checking,
    asides_blocks,
    asides_of,
    ballots_of_meeting,
    ballots_rows,
    checking_blocks,
    checking_of,
    made_outcomes,
    mode_words,
    votes_table,
)
from awards.council.rules import may_issue_council_papers, may_read_vote_papers
from awards.council.voting import base_words
from awards.models import CouncilMeeting
from campaigns.enums import BallotMode
from campaigns.models import Campaign, day_start
from campaigns.papers.parts import movement_phrase, sample_frame
from phuong6.lib.papers.blocks import Bullets, Fields, Heading, Paper, Paragraph, Signature
from phuong6.lib.papers.wording import Slot, Words
from phuong6.office.papers.kinds import DRAFT, Issue, PaperKind, register

WORDS = (
    Slot(
        "closing",
        "Câu kết thúc",
        "Biên bản được lập xong lúc {giờ} cùng ngày, đã đọc lại để các thành viên Hội đồng cùng nghe và thống nhất.",
    ),
)


@dataclass(frozen=True)
class VoteCountFacts:
    """The count of a closed meeting."""

    campaign: Campaign
    council: str
    held_at: datetime
    closed_at: datetime
    place: str
    mode: str
    case_by_case: bool
    base: str
    members: tuple[Member, ...]
    tellers: tuple[str, ...]
    ballots: Ballots
    outcomes: tuple[Outcome, ...]
    asides: tuple[Aside, ...] = ()
    checking: Checking | None = None


def facts(meeting: CouncilMeeting) -> VoteCountFacts:
    """The counts, from the one door to them. Raises Refused before the meeting is closed."""
    outcomes, lines = outcomes_of(meeting), lines_of(meeting)
    return VoteCountFacts(
        campaign=meeting.campaign,
        council=meeting.council.name,
        held_at=meeting.began_at,
        closed_at=meeting.closed_at,
        place=meeting.place,
        mode=meeting.mode,
        case_by_case=meeting.case_by_case,
        base=meeting.threshold_base,
        members=members_of(lines),
        tellers=tuple(meeting.tellers.splitlines()),
        ballots=ballots_of_meeting(meeting),
        outcomes=outcomes,
        asides=asides_of(meeting, lines, agenda_of(meeting)),
        checking=checking_of(meeting),
    )


def compose(facts: VoteCountFacts, words: Words, issue: Issue = DRAFT) -> Paper:
    """The minutes of the count, signed by the tellers and confirmed by the chair."""
    campaign = facts.campaign
    passed = [each.case for each in facts.outcomes if each.passed]
    values = {"giờ": hour_words(facts.closed_at)}
    return Paper(
        letterhead=council_letterhead(campaign, facts.council),
        title="BIÊN BẢN KIỂM PHIẾU",
        subtitle=f"Xét đề nghị tặng Giấy khen của Chủ tịch {campaign.ward_short} trong {movement_phrase(campaign)}",
        blocks=(
            Heading("I. THỜI GIAN, ĐỊA ĐIỂM"),
            Fields(
                (
                    ("Phiên họp", f"{hour_words(facts.held_at)}, {day_words(facts.held_at)}"),
                    ("Địa điểm", facts.place or BLANK_LINE),
                    ("Cách biểu quyết", mode_words(facts.mode, case_by_case=facts.case_by_case)),
                )
            ),
            Heading("II. BAN KIỂM PHIẾU"),
            Bullets(_tellers(facts.tellers)),
            Heading("III. SỐ PHIẾU"),
            _ballots(facts),
            Heading("IV. KẾT QUẢ"),
            votes_table(facts.outcomes, case_by_case=facts.case_by_case),
            Paragraph(
                f"Tỷ lệ tính trên {base_words(facts.base, in_writing=_in_writing(facts))}.", italic=True
            ),
            *asides_blocks(facts.asides, "Thành viên không biểu quyết một số trường hợp"),
            *checking_blocks(facts.checking),
            Heading("V. KẾT LUẬN"),
            Paragraph(_conclusion(facts, passed)),
            Paragraph(f"{words('closing', values).rstrip(' .')}./."),
        ),
        signatures=(
            Signature(("TRƯỞNG BAN KIỂM PHIẾU",), name=facts.tellers[0] if facts.tellers else ""),
            chair_signature(facts.members),
        ),
        mark=campaign.mark,
    )


def _in_writing(facts: VoteCountFacts) -> bool:
    return facts.mode == BallotMode.WRITTEN


def _ballots(facts: VoteCountFacts) -> Fields:
    """Issued ≥ returned = valid + spoilt; of a vote case by case each line has its own ballots."""
    present = sum(each.present for each in facts.members)
    here = "được lấy ý kiến" if _in_writing(facts) else "có mặt"
    rows = [("Tổng số thành viên Hội đồng", f"{len(facts.members):02d}; {here}: {present:02d}")]
    own = (("Số phiếu", "ghi ở từng trường hợp trong bảng kết quả"),)
    return Fields((*rows, *(ballots_rows(facts.ballots) or own)))


def _tellers(tellers: tuple[str, ...]) -> tuple[str, ...]:
    """The first one is its head; three lines to write on where nobody has been named."""
    names = tellers or (BLANK_NAME,) * 3
    return tuple(f"{name}, {'Trưởng ban' if n == 0 else 'thành viên'}" for n, name in enumerate(names))


def _conclusion(facts: VoteCountFacts, passed: list[Case]) -> str:
    counted_cases = [each for each in facts.outcomes if each.passed is not None]
    return (
        f"Trong {len(counted_cases):02d} trường hợp được biểu quyết, {len(passed):02d} trường hợp đạt tỷ lệ quy định "
        f"để đề nghị tặng Giấy khen" + (f", gồm {counted(passed)}." if passed else ".")
    )


def sample() -> VoteCountFacts:
    """A made count."""
    frame = sample_frame()
    day = day_start(frame.today.replace(day=24))
    return VoteCountFacts(
        campaign=frame.campaign,
        council=SAMPLE_COUNCIL,
        held_at=day.replace(hour=8),
        closed_at=day.replace(hour=10, minute=45),
        place="Phòng họp Ủy ban nhân dân Phường 6",
        mode=BallotMode.TALLY,
        case_by_case=False,
        base="present",
        members=SAMPLE_MEMBERS,
        tellers=("Ngô Thanh Bình Minh", "Đoàn Văn Thể", "Tạ Thị Thu Thảo"),
        ballots=MADE_BALLOTS,
        outcomes=made_outcomes(),
        asides=MADE_ASIDES,
        checking=MADE_CHECKING,
    )


KIND = register(
    PaperKind(
        key="vote-count",
        title="Biên bản kiểm phiếu của Hội đồng",
        slug="bien-ban-kiem-phieu",
        model="awards.CouncilMeeting",
        facts=facts,
        compose=compose,
        sample=sample,
        words=WORDS,
        file_stem=file_stem,
        home=meeting_page,
        may_read=may_read_vote_papers,
        may_attach=may_issue_council_papers,
    )
)
