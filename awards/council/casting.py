"""Voting on the system: a member's ballot, and the chair calling one case after the other."""

from django.db import transaction
from django.db.models import Case, F, Value, When
from django.views.decorators.debug import sensitive_variables

from awards.council import ballot_box
from awards.council.meetings import agenda_of, lines_of, lock, standing
from awards.council.rules import attendance_of, is_barred, may_run_meeting, may_vote
from awards.enums import Choice, MeetingStatus, Poll, SeatRole
from awards.models import AgendaItem, Attendance, Ballot, CouncilMeeting
from campaigns.enums import BallotMode
from phuong6.office.workflow import NotAllowed, Refused

OFF_LINE = {
    BallotMode.TALLY: "Phiên họp này bỏ phiếu giấy; kết quả kiểm phiếu được nhập sau.",
    BallotMode.WRITTEN: "Hội đồng cho ý kiến bằng văn bản; thư ký nhập phiếu gửi về.",
}
LONE = (
    "{}: mới có một phiếu; kết thúc lúc này thì ai cũng biết người đó chọn gì. Hãy chờ thêm phiếu, "
    "hoặc bấm “Phiên họp không thành” và đưa sang phiên biểu quyết công khai."
)
VOTED = "Ông/bà đã bỏ phiếu rồi."
NO_LINE = "Ông/bà không biểu quyết trường hợp nào trong phiên họp này nên không phải bỏ phiếu."
NOT_NOW = "Phiên họp không nhận phiếu lúc này."
MOVED_ON = "Trường hợp này không còn nhận phiếu; phiếu vừa chọn không được ghi. Hãy xem lại trang phiên họp."


@sensitive_variables()
@transaction.atomic
def cast(meeting: CouncilMeeting, choices: dict[int, str], *, by) -> None:
    """A member's ballot: {agenda item id: Choice}. Lines left out count as blank.

    Secret: the counters in the sealed box are raised and the member is marked "voted", without a time; no row
    joins them. Marking rewrites all attendance rows at once, so that neither their place in the table nor
    PostgreSQL's row versions keep the order in which people voted. Open: a row per line by name; the counters
    are written when the meeting closes. Where cases are called one by one, a ballot for any other case is
    refused. Raises NotAllowed and Refused.
    """
    locked = lock(meeting)
    line = attendance_of(by, locked)
    if line is None or not line.present:
        raise NotAllowed("Chỉ thành viên Hội đồng có mặt được bỏ phiếu.")
    if not locked.votes_online:
        raise Refused(OFF_LINE[locked.mode])
    if not may_vote(by, locked):
        raise Refused(VOTED if line.voted and locked.status == MeetingStatus.OPEN else NOT_NOW)
    asked = {item.pk: item for item in votable(locked, line)}
    if locked.case_by_case and not (asked and choices.keys() <= asked.keys()):
        raise Refused(MOVED_ON)
    chosen = {pk: choices.get(pk, Choice.BLANK) for pk in asked}
    for pk, choice in chosen.items():
        if choice not in Choice.values:
            raise Refused(f"Phiếu cho {asked[pk].nominee.addressed} không hợp lệ.")
    if locked.mode == BallotMode.OPEN:
        Ballot.objects.bulk_create(
            Ballot(item_id=pk, member=line.member, choice=choice) for pk, choice in chosen.items()
        )
    else:
        of_chair = locked.chair_must_agree and line.member.seat == SeatRole.CHAIR
        ballot_box.put_in(locked, chosen, of_chair=of_chair)
    locked.attendances.update(voted=Case(When(pk=line.pk, then=Value(True)), default=F("voted")))


def votable(meeting: CouncilMeeting, line: Attendance) -> list[AgendaItem]:
    """The lines this member may vote on now: still tabled, called if cases are called, and not barred."""
    return [
        item
        for item in standing(agenda_of(meeting))
        if (item.poll == Poll.RUNNING or not meeting.case_by_case)
        and not is_barred(line.member, item, meeting)
    ]


# --- one case after the other -------------------------------------------------------------------------


def called(agenda: list[AgendaItem]) -> AgendaItem | None:
    """The case being voted on, where cases are called one by one."""
    return next((item for item in standing(agenda) if item.poll == Poll.RUNNING), None)


def next_case(agenda: list[AgendaItem]) -> AgendaItem | None:
    """The first case in order that has not been called."""
    return next((item for item in standing(agenda) if item.poll == Poll.WAITING), None)


def polled(meeting: CouncilMeeting, item: AgendaItem, lines: list[Attendance]) -> tuple[int, int]:
    """(members who have voted on the case called, members who may); nothing of what they chose."""
    may = [line for line in lines if line.present and not is_barred(line.member, item, meeting)]
    return sum(line.voted for line in may), len(may)


def polled_so_far(meeting: CouncilMeeting) -> int:
    """How many cases have been voted on to the end."""
    return meeting.items.filter(polled_as__isnull=False).count()


def _running(meeting: CouncilMeeting, by) -> CouncilMeeting:
    locked = lock(meeting)
    if not may_run_meeting(by, locked):
        raise NotAllowed("Bạn không có quyền điều hành việc bỏ phiếu.")
    if locked.status != MeetingStatus.OPEN or not locked.case_by_case:
        raise Refused("Chỉ đưa từng trường hợp ra bỏ phiếu khi phiên họp đang mở và bỏ phiếu lần lượt.")
    return locked


@transaction.atomic
def call_case(meeting: CouncilMeeting, item: AgendaItem, *, by) -> None:
    """Open the vote on one case; no other may be open, and none is called twice. Raises NotAllowed, Refused."""
    locked = _running(meeting, by)
    agenda = agenda_of(locked)
    if running := called(agenda):
        raise Refused(f"Đang bỏ phiếu cho {running.nominee.addressed}; hãy kết thúc lượt đó trước.")
    found = next((each for each in standing(agenda) if each.pk == item.pk), None)
    if found is None or found.poll != Poll.WAITING:
        raise Refused("Trường hợp này đã bỏ phiếu xong hoặc đã rút. Hãy tải lại trang.")
    locked.items.filter(poll=Poll.RUNNING).update(poll=Poll.DONE)  # one withdrawn while it was voted on
    locked.items.filter(pk=found.pk).update(poll=Poll.RUNNING)
    locked.attendances.update(voted=False)


@transaction.atomic
def end_case(meeting: CouncilMeeting, item: AgendaItem, *, by, anyway: bool = False) -> None:
    """Close the vote on the case called; asks again while somebody has not voted. Raises NotAllowed, Refused."""
    locked = _running(meeting, by)
    running = called(agenda_of(locked))
    if running is None or running.pk != item.pk:
        raise Refused("Lượt bỏ phiếu này đã kết thúc. Có thể người khác vừa bấm; hãy tải lại trang.")
    voted, may = polled(locked, running, lines_of(locked))
    if may and not voted:
        raise Refused("Chưa có thành viên nào bỏ phiếu.")
    if voted == 1 and locked.mode == BallotMode.SECRET:
        raise Refused(LONE.format(running.nominee.addressed))
    if voted < may and not anyway:
        raise Refused(f"Còn {may - voted} thành viên chưa bỏ phiếu. Vẫn kết thúc thì tính là không bỏ.")
    locked.items.filter(pk=running.pk).update(poll=Poll.DONE, polled_as=polled_so_far(locked) + 1)
