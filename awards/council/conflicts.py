"""A member stands aside on a case: he may not vote on it, and the minutes name him with his reason."""

from django.db import transaction
from django.utils import timezone

from awards.council.meetings import lines_of, lock, set_entitled
from awards.council.paper_count import counting_begun
from awards.council.rules import attendance_of, is_barred, may_run_meeting
from awards.enums import MeetingStatus, Poll
from awards.models import AgendaItem, Attendance, Conflict, CouncilMeeting, CouncilMember
from phuong6.office.workflow import NotAllowed, Refused


def may_stand_aside(by, meeting: CouncilMeeting, line: Attendance | None) -> bool:
    """The member himself, or those who run the meeting for what he said aloud."""
    own = line is not None and by.is_authenticated and line.member.user_id == by.pk
    return own or may_run_meeting(by, meeting)


def conflict_faults(meeting: CouncilMeeting, item: AgendaItem, line: Attendance) -> list[str]:
    """Why it is too late, or needless, to stand aside on this case."""
    name = line.member.name
    if meeting.status not in (MeetingStatus.PLANNED, MeetingStatus.OPEN):
        return ["Phiên họp đã kết thúc hoặc không thành, không ghi thêm được."]
    if is_barred(line.member, item, meeting):
        return [f"{name} đã không được biểu quyết trường hợp này."]
    if meeting.status == MeetingStatus.PLANNED:
        return []
    over = item.poll == Poll.DONE or (line.voted and (item.poll == Poll.RUNNING or not meeting.case_by_case))
    if over or counting_begun(meeting):
        return [
            f"Đã bỏ phiếu hoặc đang kiểm phiếu trường hợp này nên {name} không xin thôi biểu quyết được nữa."
        ]
    return []


@transaction.atomic
def stand_aside(
    meeting: CouncilMeeting,
    item: AgendaItem,
    *,
    by,
    reason: str,
    member: CouncilMember | None = None,
    at=None,
) -> Conflict:
    """Record that a member (default: the one who asks) does not vote on this case. Raises NotAllowed, Refused."""
    locked = lock(meeting)
    line = attendance_of(by, locked) if member is None else _line_of(locked, member)
    if line is None or not may_stand_aside(by, locked, line):
        raise NotAllowed("Chỉ chính thành viên đó hoặc người điều hành phiên họp ghi được.")
    found = locked.items.select_related("nominee__dossier").get(pk=item.pk)
    faults = conflict_faults(locked, found, line)
    if not reason.strip():
        faults.append("Hãy ghi lý do không biểu quyết.")
    if faults:
        raise Refused(*faults)
    row = Conflict.objects.create(
        item=found, member=line.member, reason=reason.strip(), by=by, at=at or timezone.now()
    )
    if locked.status == MeetingStatus.OPEN:
        set_entitled(
            locked, locked.items.select_related("nominee__dossier").get(pk=item.pk), lines_of(locked)
        )
    return row


def _line_of(meeting: CouncilMeeting, member: CouncilMember) -> Attendance | None:
    lines = meeting.attendances.select_related("member__official", "member__user__official")
    return lines.filter(member=member).first()


@transaction.atomic
def take_back(meeting: CouncilMeeting, conflict: Conflict, *, by) -> None:
    """Before the meeting opens, what was recorded by mistake goes; afterwards it stands. Raises NotAllowed, Refused."""
    locked = lock(meeting)
    row = Conflict.objects.select_related("member").get(pk=conflict.pk, item__meeting=locked)
    if not may_stand_aside(by, locked, _line_of(locked, row.member)):
        raise NotAllowed("Chỉ chính thành viên đó hoặc người điều hành phiên họp bỏ được.")
    if locked.status != MeetingStatus.PLANNED:
        raise Refused("Phiên họp đã khai mạc; điều đã ghi được giữ lại trong biên bản.")
    row.delete()
