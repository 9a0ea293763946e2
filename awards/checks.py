"""What still stops a meeting or a decision, as sentences."""

from django.utils import timezone

from awards.enums import MeetingStatus, SeatRole
from awards.meeting import agenda_of, lines_of, quorum_of, quorum_sentence
from awards.models import CouncilMeeting, Decision
from awards.money import fund_of
from campaigns.enums import BallotMode
from dossiers.enums import NomineeStatus
from phuong6.lib.vietnamese import format_vnd


def open_missing(meeting: CouncilMeeting, act) -> list[str]:
    """A meeting opens with a quorum and an agenda of eligible nominees."""
    missing = []
    lines = lines_of(meeting)
    if {line.member_id for line in lines} != set(
        meeting.council.members.filter(is_active=True).values_list("pk", flat=True)
    ):
        missing.append("Thành viên Hội đồng vừa thay đổi; hãy cập nhật chương trình họp rồi điểm danh lại.")
    if not quorum_of(meeting)[2]:
        missing.append(f"Chưa đủ số người để họp: {quorum_sentence(meeting)}.")
    chair_there = any(line.present and line.member.seat == SeatRole.CHAIR for line in lines)
    if meeting.campaign.chair_must_agree and not chair_there:
        missing.append(
            "Quy định của phong trào đòi Chủ tịch Hội đồng phải đồng ý, nhưng Chủ tịch Hội đồng không có mặt."
        )
    items = agenda_of(meeting)
    if not items:
        missing.append("Chương trình họp chưa có trường hợp nào.")
    missing += [
        f"{item.nominee.addressed} không còn ở trạng thái đủ điều kiện; hãy cập nhật chương trình họp."
        for item in items
        if item.nominee.status != NomineeStatus.ELIGIBLE
    ]
    return missing


def close_missing(meeting: CouncilMeeting, act) -> list[str]:
    """A meeting closes when the votes are in."""
    if meeting.mode == BallotMode.TALLY:
        return [
            f"Chưa nhập kết quả kiểm phiếu cho {item.nominee.addressed}."
            for item in meeting.items.filter(
                tallied=False, nominee__status=NomineeStatus.TABLED
            ).select_related("nominee")
        ]
    lines = lines_of(meeting)
    voted = sum(line.voted for line in lines)
    if not voted:
        return ["Chưa có thành viên nào bỏ phiếu."]
    if voted == 1 and meeting.mode == BallotMode.SECRET:
        return ["Mới có một phiếu: kết thúc lúc này thì ai cũng biết người đó chọn gì. Hãy chờ thêm phiếu."]
    waiting = [line.member.name for line in lines if line.present and not line.voted]
    if waiting and not act.data.get("close_anyway"):
        names = ", ".join(waiting)
        return [
            f"Còn {len(waiting)} thành viên có mặt chưa bỏ phiếu: {names}.",
            "Nếu vẫn kết thúc, phiếu của họ tính là không bỏ.",
        ]
    return []


def _list_missing(decision: Decision) -> list[str]:
    awards = list(decision.awards.select_related("nominee"))
    if not awards:
        return ["Danh sách khen thưởng đang trống."]
    return [
        f"{award.name} không còn được Hội đồng đề nghị (đã rút hoặc đã đổi); hãy đưa về dự thảo và cập nhật danh sách."
        for award in awards
        if award.nominee.status != NomineeStatus.RECOMMENDED
    ]


def send_missing(decision: Decision, act) -> list[str]:
    """A draft goes to the chairman with a list the fund can bear, or with a recorded reason why not."""
    missing = _list_missing(decision)
    available = fund_of(decision.campaign, leaving_out=decision).available
    if decision.total > available and not act.data.get("fund_override_reason", "").strip():
        missing.append(
            f"Tổng tiền thưởng {format_vnd(decision.total)} vượt số dư quỹ {format_vnd(available)}. "
            "Muốn vẫn trình phải ghi lý do chi vượt."
        )
    return missing


def approve_missing(decision: Decision, act) -> list[str]:
    """The chairman confirms with his password, on the list and sum he was shown."""
    missing = _list_missing(decision)
    if not act.data.get("password_confirmed"):
        missing.append("Hãy nhập mật khẩu để xác nhận.")
    shown = act.data.get("shown_total")
    if shown is not None and shown != decision.total:
        missing.append("Danh sách hoặc số tiền vừa thay đổi; hãy xem lại trước khi xác nhận.")
    return missing


def issue_missing(decision: Decision, act) -> list[str]:
    """The officer enters number and date of the signed paper (design.md §3)."""
    missing = _list_missing(decision)
    day, number = act.data.get("decided_on"), act.data.get("number")
    if not number or number < 1:
        missing.append("Hãy ghi số quyết định văn thư đã cấp.")
    if day is None:
        missing.append("Hãy ghi ngày ký quyết định.")
        return missing
    closed = decision.meeting.closed_at
    if closed and day < timezone.localtime(closed).date():
        missing.append(
            f"Ngày quyết định không thể trước ngày Hội đồng họp xong ({timezone.localtime(closed):%d/%m/%Y})."
        )
    if day > timezone.localtime(act.at).date():
        missing.append("Ngày quyết định không thể ở tương lai.")
    return missing


def is_open(meeting: CouncilMeeting) -> bool:
    return meeting.status == MeetingStatus.OPEN
