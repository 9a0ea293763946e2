"""What still stops a meeting from opening or closing, as sentences."""

from awards.council.casting import LONE, called
from awards.council.counting import ballots_on_lines
from awards.council.meetings import (
    agenda_of,
    entitled,
    held_on,
    lines_of,
    quorum_of,
    quorum_sentence,
    standing,
    was_there,
    without_a_line,
)
from awards.council.paper_count import count_missing, counting_begun
from awards.council.voting import quorum_met
from awards.enums import Poll, SeatRole
from awards.models import Attendance, CouncilMeeting
from campaigns.enums import BallotMode
from dossiers.enums import NomineeStatus
from phuong6.office.workflow import Refused

CHAIR_AWAY = (
    "Quy định của phong trào đòi Chủ tịch Hội đồng phải đồng ý, nhưng Chủ tịch Hội đồng không có mặt."
)
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
        missing.append(CHAIR_AWAY)
    return missing


def _not_secret(meeting: CouncilMeeting, items, lines) -> list[str]:
    """Cases on which so few may vote that a secret vote would not be one."""
    return [
        f"{item.nominee.addressed}: chỉ {len(may):02d} thành viên có mặt được biểu quyết nên không giữ kín được. "
        "Hãy sửa cách biểu quyết thành công khai, hoặc bỏ trường hợp này khỏi chương trình."
        for item in items
        if len(may := [line for line in entitled(meeting, item, lines) if line.present]) < FEWEST_SECRET
    ]


COUNTING = "Đã nhập kết quả kiểm phiếu nên không sửa điểm danh được nữa."


def _line_now(lines: list[Attendance], act) -> Attendance:
    """The line as it is under the meeting's lock: somebody may have pressed, or voted, since the page was read."""
    return next(each for each in lines if each.pk == act.data["line"].pk)


def arrive_missing(meeting: CouncilMeeting, act) -> list[str]:
    """A member comes late while there is still something to vote on."""
    line = _line_now(lines_of(meeting), act)
    if meeting.in_writing or line.present:
        return [f"{line.member.name} đã được ghi có mặt."]
    if counting_begun(meeting):
        return [COUNTING]
    if meeting.case_by_case and not [each for each in standing(agenda_of(meeting)) if each.poll != Poll.DONE]:
        return ["Đã bỏ phiếu xong mọi trường hợp; người đến lúc này không còn bỏ phiếu nữa."]
    return []


def miss_missing(meeting: CouncilMeeting, act) -> list[str]:
    """A member is away after all, as long as nothing rests on his having been there.

    Of a secret vote nobody is told who has voted, so that the first ballot closes the door for all.
    """
    lines, agenda = lines_of(meeting), agenda_of(meeting)
    line = _line_now(lines, act)
    name, secret = line.member.name, meeting.mode == BallotMode.SECRET
    # marks of a vote that has ended stay until the next
    under_way = not meeting.case_by_case or called(agenda)
    if meeting.in_writing or not line.present:
        return [f"{name} đã được ghi vắng."]
    if counting_begun(meeting):
        return [COUNTING]
    missing = [] if act.data["reason"] else [f"Hãy ghi lý do vắng của {name}."]
    if any(each.polled_as and was_there(line, each) for each in agenda):
        missing.append(
            f"{name} đã có mặt khi bỏ phiếu một trường hợp trước đó nên không ghi là vắng được nữa."
        )
    elif under_way and line.voted and not secret:
        missing.append(f"{name} đã bỏ phiếu nên không ghi là vắng được nữa.")
    elif under_way and secret and any(each.voted for each in lines):
        missing.append("Đã có phiếu kín bỏ vào nên không ghi ai là vắng được nữa.")
    there = [each for each in lines if each.present and each.pk != line.pk]
    if not quorum_met(len(there), len(lines), meeting.quorum_numerator, meeting.quorum_denominator):
        missing.append(
            f"Ghi {name} là vắng thì không còn đủ số người để họp; nếu đúng vậy, hãy bấm “Phiên họp không thành”."
        )
    if meeting.chair_must_agree and line.member.seat == SeatRole.CHAIR:
        missing.append(CHAIR_AWAY)
    return missing


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
