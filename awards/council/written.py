"""Opinions in writing in place of a meeting: slips come back signed and are typed in by name, with their day."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from awards.council.meetings import agenda_of, lock, standing
from awards.council.rules import is_barred, may_run_meeting
from awards.enums import Choice, MeetingStatus
from awards.models import AgendaItem, Attendance, Ballot, CouncilMeeting, WrittenOpinion
from phuong6.lib.vietnamese import short_date
from phuong6.office.workflow import NotAllowed, Refused


def asked_of(meeting: CouncilMeeting, line: Attendance) -> list[AgendaItem]:
    """The cases this member is asked about."""
    return [item for item in standing(agenda_of(meeting)) if not is_barred(line.member, item, meeting)]


def day_fault(meeting: CouncilMeeting, received_on: date, today: date) -> str:
    """What cannot be right about the day a slip was received; empty when nothing."""
    opened = timezone.localtime(meeting.opened_at).date()
    if received_on < opened:
        return f"Phiếu gửi đi từ ngày {short_date(opened)}; ngày nhận không thể trước ngày đó."
    if received_on > today:
        return "Ngày nhận phiếu không thể ở tương lai."
    if received_on > meeting.due_on:
        return f"Phiếu nhận sau hạn {short_date(meeting.due_on)} nên không được tính."
    return ""


@transaction.atomic
def enter_opinion(
    meeting: CouncilMeeting,
    line: Attendance,
    choices: dict[int, str],
    *,
    received_on: date,
    remark: str = "",
    by,
    at=None,
) -> None:
    """What a member's slip says; typed again before closing, it replaces. Raises NotAllowed and Refused."""
    locked, at = lock(meeting), at or timezone.now()
    if not may_run_meeting(by, locked):
        raise NotAllowed("Bạn không có quyền nhập ý kiến bằng văn bản.")
    if locked.status != MeetingStatus.OPEN or not locked.in_writing:
        raise Refused("Chỉ nhập ý kiến khi đang lấy ý kiến bằng văn bản.")
    found = locked.attendances.select_related("member__official", "member__user__official").get(pk=line.pk)
    items = asked_of(locked, found)
    faults = [
        f"{item.nominee.addressed}: hãy chọn một ý kiến."
        for item in items
        if choices.get(item.pk) not in Choice.values
    ]
    if fault := day_fault(locked, received_on, timezone.localtime(at).date()):
        faults.append(fault)
    if faults:
        raise Refused(*faults)
    WrittenOpinion.objects.update_or_create(
        attendance=found, defaults={"received_on": received_on, "remark": remark.strip(), "by": by, "at": at}
    )
    Ballot.objects.filter(item__meeting=locked, member=found.member).delete()
    Ballot.objects.bulk_create(
        Ballot(item=item, member=found.member, choice=choices[item.pk]) for item in items
    )
    locked.attendances.filter(pk=found.pk).update(voted=True)
