"""What the minutes of a council meeting are made from: read from the closed meeting, and a made one for samples."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from awards.council.counting import Ballots
from awards.council.meetings import agenda_of, lines_of, quorum_sentence, threshold_of, was_there
from awards.council.papers.parts import (
    SAMPLE_COUNCIL,
    SAMPLE_MEMBERS,
    Member,
    Outcome,
    hour_words,
    members_of,
    outcomes_of,
)
from awards.council.papers.votes import (
    MADE_ASIDES,
    MADE_BALLOTS,
    MADE_CHECKING,
    Aside,
    Checking,
    asides_of,
    ballots_of_meeting,
    checking_of,
    made_outcomes,
)
from awards.council.voting import Threshold
from awards.enums import SeatRole
from awards.models import AgendaItem, Attendance, CouncilMeeting
from campaigns.enums import BallotMode
from campaigns.models import Campaign, day_start
from campaigns.papers.parts import sample_frame
from campaigns.series import MINUTES, notation_of
from criteria.enums import NomineeKind
from criteria.models import Criterion
from phuong6.lib.vietnamese import short_date


@dataclass(frozen=True)
class MinutesFacts:
    """The meeting from its opening to its end; `number` and `day` are those taken at closing."""

    campaign: Campaign
    council: str
    number: str
    day: date
    held_at: datetime
    ended_at: datetime
    place: str
    mode: str
    members: tuple[Member, ...]
    secretary: str
    quorum: str
    rule: Threshold
    criteria: tuple[tuple[str, str], ...]  # (kind, text)
    discussion: str
    outcomes: tuple[Outcome, ...]
    ballots: Ballots
    case_by_case: bool = False
    founded_by: str = ""
    asides: tuple[Aside, ...] = ()
    checking: Checking | None = None
    late: tuple[str, ...] = ()  # who came after the opening, when, and on which cases he did not vote
    answers: tuple[str, ...] = ()  # of a vote in writing: who answered on which day, and what else was said


def facts(meeting: CouncilMeeting) -> MinutesFacts:
    """The closed meeting. Raises Refused for any other."""
    outcomes, campaign, lines = outcomes_of(meeting), meeting.campaign, lines_of(meeting)
    members, agenda = members_of(lines), agenda_of(meeting)
    sat = [each for each in members if meeting.in_writing or each.present]
    seated = next((each.name for each in sat if each.seat == SeatRole.SECRETARY.label), "")
    criteria = Criterion.objects.filter(campaign=campaign).order_by("kind", "order")
    return MinutesFacts(
        campaign=campaign,
        council=meeting.council.name,
        number=f"{meeting.minutes_number:02d}/{notation_of(campaign, MINUTES)}",
        day=timezone.localtime(meeting.closed_at).date(),
        held_at=meeting.began_at,
        ended_at=meeting.ended_at or meeting.closed_at,
        place=meeting.place,
        mode=meeting.mode,
        members=members,
        secretary=meeting.secretary or seated,
        quorum=quorum_sentence(meeting),
        rule=threshold_of(meeting),
        criteria=tuple(criteria.values_list("kind", "text")),
        discussion=meeting.discussion,
        outcomes=outcomes,
        ballots=ballots_of_meeting(meeting),
        case_by_case=meeting.case_by_case,
        founded_by=meeting.council.founded_by,
        asides=asides_of(meeting, lines, agenda),
        checking=checking_of(meeting),
        late=_late(lines, agenda),
        answers=_answers(lines) if meeting.in_writing else (),
    )


def _late(lines: list[Attendance], agenda: list[AgendaItem]) -> tuple[str, ...]:
    found = []
    for line in lines:
        late = getattr(line, "late", None)
        if late is None:
            continue
        missed = [f"{each.order:02d}" for each in agenda if not was_there(line, each)]
        told = f"; không biểu quyết trường hợp {', '.join(missed)} (đã bỏ phiếu trước đó)" if missed else ""
        found.append(
            f"{line.member.addressed}, {line.member.get_seat_display()}: đến lúc {hour_words(late.at)}{told}"
        )
    return tuple(found)


def _answers(lines: list[Attendance]) -> tuple[str, ...]:
    """Who answered in writing, on which day, with what remark; and who did not."""
    found = []
    for line in lines:
        opinion = getattr(line, "opinion", None)
        told = f"nhận ngày {short_date(opinion.received_on)}" if opinion else "không gửi phiếu"
        remark = f"; ý kiến khác: {' '.join(opinion.remark.split())}" if opinion and opinion.remark else ""
        found.append(f"{line.member.addressed}, {line.member.get_seat_display()}: {told}{remark}")
    return tuple(found)


def sample() -> MinutesFacts:
    """A made meeting, six of seven present."""
    frame = sample_frame()
    day = day_start(frame.today.replace(day=24))
    return MinutesFacts(
        campaign=frame.campaign,
        council=SAMPLE_COUNCIL,
        number="01/BB-HĐTĐKT-MẪU",
        day=day.date(),
        held_at=day.replace(hour=8),
        ended_at=day.replace(hour=11, minute=5),
        place="Phòng họp Ủy ban nhân dân Phường 6",
        mode=BallotMode.TALLY,
        members=SAMPLE_MEMBERS,
        secretary="Tạ Thị Thu Thảo",
        quorum="có mặt 6/7, cần ít nhất 2/3 tổng số thành viên",
        rule=Threshold(),
        criteria=(
            (
                NomineeKind.COLLECTIVE,
                "Đóng góp hoàn thành công tác xác định Chỉ số CCHC của cơ quan, đơn vị.",
            ),
            (NomineeKind.COLLECTIVE, "Triển khai áp dụng sáng kiến, mô hình mới trong cải cách hành chính."),
            (NomineeKind.INDIVIDUAL, "Hoàn thành tốt, xuất sắc nhiệm vụ được giao; có giải pháp, sáng kiến."),
            (NomineeKind.INDIVIDUAL, "Tích cực học tập nâng cao trình độ chuyên môn, nghiệp vụ."),
        ),
        discussion=(
            "Ông Lương Minh Tuệ: nhất trí với bảng tổng hợp; đề nghị nhân rộng mô hình niêm yết mã QR thủ tục.\n"
            "Bà Phạm Thị Ngọc Sương: đề nghị lưu ý tỷ lệ người trực tiếp giải quyết công việc trong danh sách."
        ),
        outcomes=made_outcomes(),
        ballots=MADE_BALLOTS,
        founded_by="Quyết định số 00/QĐ-UBND ngày 10/01/2022 của Chủ tịch UBND Phường 6",
        asides=MADE_ASIDES,
        checking=MADE_CHECKING,
    )
