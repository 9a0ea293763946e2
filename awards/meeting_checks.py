"""What still stops a meeting from opening or closing, as sentences."""

from awards.casting import LONE
from awards.closing import ballots_on_lines
from awards.enums import Poll, SeatRole
from awards.meeting import (
    agenda_of,
    entitled,
    held_on,
    lines_of,
    quorum_of,
    quorum_sentence,
    standing,
    without_a_line,
)
from awards.models import CouncilMeeting
from awards.paper_count import count_missing
from campaigns.enums import BallotMode
from dossiers.enums import NomineeStatus
from phuong6.office.workflow import Refused

FEWEST_SECRET = 2  # with one voter the count is the vote


def open_missing(meeting: CouncilMeeting, act) -> list[str]:
    """A meeting opens with a quorum and an agenda of eligible nominees."""
    missing, lines, items = [], lines_of(meeting), agenda_of(meeting)
    seated = set(meeting.council.seated(held_on(meeting)).values_list("pk", flat=True))
    if {line.member_id for line in lines} != seated:
        missing.append("Thành viên Hội đồng vừa thay đổi; hãy cập nhật chương trình họp rồi điểm danh lại.")
    if not meeting.in_writing:
        missing += _attendance_missing(meeting, lines)
    if not items:
        missing.append("Chương trình họp chưa có trường hợp nào.")
    missing += [
        f"{item.nominee.addressed} không còn ở trạng thái đủ điều kiện; hãy cập nhật chương trình họp."
        for item in items
        if item.nominee.status != NomineeStatus.ELIGIBLE
    ]
    if meeting.mode == BallotMode.SECRET and quorum_of(meeting)[2]:
        missing += _not_secret(meeting, items, lines)
    return missing


def _attendance_missing(meeting: CouncilMeeting, lines) -> list[str]:
    missing = [] if quorum_of(meeting)[2] else [f"Chưa đủ số người để họp: {quorum_sentence(meeting)}."]
    chair_there = any(line.present and line.member.seat == SeatRole.CHAIR for line in lines)
    if meeting.campaign.chair_must_agree and not chair_there:
        missing.append(
            "Quy định của phong trào đòi Chủ tịch Hội đồng phải đồng ý, nhưng Chủ tịch Hội đồng không có mặt."
        )
    return missing


def _not_secret(meeting: CouncilMeeting, items, lines) -> list[str]:
    """Cases on which so few may vote that a secret vote would not be one."""
    return [
        f"{item.nominee.addressed}: chỉ {len(may):02d} thành viên có mặt được biểu quyết nên không giữ kín được. "
        "Hãy sửa cách biểu quyết thành công khai, hoặc bỏ trường hợp này khỏi chương trình."
        for item in items
        if len(may := [line for line in entitled(meeting, item, lines) if line.present]) < FEWEST_SECRET
    ]


def close_missing(meeting: CouncilMeeting, act) -> list[str]:
    """A meeting closes when the votes are in."""
    if meeting.mode == BallotMode.TALLY:
        return count_missing(meeting)
    lines = lines_of(meeting)
    if meeting.case_by_case:
        return _cases_missing(meeting)
    if not any(line.voted for line in lines):
        return ["Chưa có thành viên nào bỏ phiếu."]
    if meeting.in_writing and not quorum_of(meeting)[2]:
        return [f"Chưa đủ phiếu gửi về: {quorum_sentence(meeting)}."]
    if meeting.mode == BallotMode.SECRET and (alone := _alone(meeting)):
        return alone
    return [] if act.data.get("close_anyway") else _waiting(meeting, lines)


def _cases_missing(meeting: CouncilMeeting) -> list[str]:
    return [
        f"{item.nominee.addressed}: {item.get_poll_display().lower()}."
        for item in standing(agenda_of(meeting))
        if item.poll != Poll.DONE
    ]


def _alone(meeting: CouncilMeeting) -> list[str]:
    """Lines with a single ballot: their count would be somebody's vote."""
    try:
        on_line = ballots_on_lines(meeting)
    except Refused as refused:  # the box does not open: said, not crashed on
        return refused.sentences
    return [
        LONE.format(item.nominee.addressed) for item in standing(agenda_of(meeting)) if on_line[item.pk] == 1
    ]


def _waiting(meeting: CouncilMeeting, lines) -> list[str]:
    """Who has not voted: by name where the vote is open, of a secret one only how many."""
    idle = without_a_line(meeting, agenda_of(meeting), lines) if meeting.votes_online else set()
    names = [line.member.name for line in lines if line.present and not line.voted and line.pk not in idle]
    if not names:
        return []
    said = "gửi phiếu" if meeting.in_writing else "bỏ phiếu"
    listed = "." if meeting.mode == BallotMode.SECRET else f": {', '.join(names)}."
    who = "thành viên" if meeting.in_writing else "thành viên có mặt"
    return [
        f"Còn {len(names)} {who} chưa {said}{listed}",
        f"Nếu vẫn kết thúc, phiếu của họ tính là không {said.split(maxsplit=1)[0]}.",
    ]
