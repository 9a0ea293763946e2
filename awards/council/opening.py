"""What is read once more before a meeting is opened: who is there, how many cases, how they vote, and when."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from awards.council.meetings import agenda_of, lines_of, quorum_sentence
from awards.models import CouncilMeeting
from criteria.enums import NomineeKind
from phuong6.lib.vietnamese import weekday_date

WELL_BEFORE = timedelta(hours=1)


@dataclass(frozen=True)
class Opening:
    """The facts beside the opening button; `warnings` stop nobody."""

    quorum: str
    absent: list[str]
    cases: str
    mode: str
    warnings: list[str]


def opening_of(meeting: CouncilMeeting, now=None) -> Opening:
    """As the meeting stands now."""
    agenda, lines = agenda_of(meeting), lines_of(meeting)
    kinds = NomineeKind.tally(item.nominee.kind for item in agenda)
    absent = [line for line in lines if not line.present and not meeting.in_writing]
    pace = ", lần lượt từng trường hợp" if meeting.case_by_case else ""
    return Opening(
        quorum="" if meeting.in_writing else quorum_sentence(meeting),
        absent=[f"{line.member.name} ({line.absent_reason or 'chưa ghi lý do'})" for line in absent],
        cases=f"{len(agenda):02d}: {NomineeKind.say(kinds, all_kinds=True)}",
        mode=f"{meeting.get_mode_display()}{pace}",
        warnings=_warnings(meeting, now or timezone.now()),
    )


def _warnings(meeting: CouncilMeeting, now) -> list[str]:
    held, now = timezone.localtime(meeting.held_at), timezone.localtime(now)
    if meeting.in_writing:
        if held.date() == now.date():
            return []
        return [
            f"Ngày gửi phiếu đã ghi là {weekday_date(held.date())}; bắt đầu hôm nay thì lấy ngày hôm nay."
        ]
    when = f"Giờ họp đã hẹn là {held:%H:%M}, {weekday_date(held.date())}"
    if held - now > WELL_BEFORE:
        early = f"{when}; bây giờ mới {now:%H:%M}, {weekday_date(now.date())}. Hãy chắc chắn mọi thành viên đã biết họp sớm."
    elif held.date() != now.date():
        early = f"{when}; khai mạc hôm nay là muộn hơn ngày đã hẹn."
    else:
        return []
    if held.date() != now.date():
        early += " Biên bản và văn bản của phiên họp sẽ ghi ngày họp là hôm nay."
    return [early]
