"""What a council's members are written before they meet: the invitation, or the slip of a vote in writing.

Drafted into the outbox when the invitation is issued or the slips go out, one message a member, and sent like
every message there; what is still unsent when the meeting has begun, ended or fallen through is stopped. Nothing of the cases stands in it: who is proposed is read on the meeting's page.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from awards.enums import MeetingStatus
from awards.models import Attendance, CouncilMeeting, CouncilMember
from campaigns.addresses import fitting, scope_of
from phuong6.lib.vietnamese import weekday_date
from phuong6.office.messages.outbox import stop_all
from phuong6.office.messages.workflow import channel_for
from phuong6.office.models import IssuedPaper, Message
from phuong6.office.posts import said

INVITATION, SLIP = "council-invitation", "council-slip"
OVERTAKEN = {
    MeetingStatus.OPEN: "Phiên họp đã khai mạc, không mời nữa.",
    MeetingStatus.CLOSED: "Phiên họp đã kết thúc.",
    MeetingStatus.CANCELLED: "Phiên họp không thành.",
}
STANDS_BEFORE = 1  # days: the reminder step the outbox shows a message at


def draft_invitations(meeting: CouncilMeeting, paper: IssuedPaper) -> list[Message]:
    """To every member called, once for each issued invitation; one that replaces another is written anew."""
    stop_all(_notices(meeting, INVITATION), note=f"Giấy mời số {paper.full_number} thay giấy mời trước.")
    held = timezone.localtime(meeting.held_at)
    lines = [
        f"Trân trọng kính mời dự họp {meeting.council} theo Giấy mời số {paper.full_number}.",
        f"- Thời gian: {held:%H:%M}, {weekday_date(held.date())}.",
        f"- Địa điểm: {meeting.place}.",
        said("Nếu vắng mặt, xin báo {internal_affairs} kèm lý do trước giờ họp."),
    ]
    subject = f"Giấy mời họp {meeting.council}"
    about = f"{meeting.pk}:{paper.pk}"
    return _keep(meeting, INVITATION, about, due_on=held.date(), subject=subject, lines=lines)


def draft_slips(meeting: CouncilMeeting) -> list[Message]:
    """To every member asked in writing, when the slips go out."""
    lines = [
        f"{meeting.council} lấy ý kiến bằng văn bản về việc khen thưởng.",
        f"Xin ghi ý kiến vào phiếu, ký tên và gửi về cho thư ký chậm nhất {weekday_date(meeting.due_on)}.",
    ]
    subject = f"Phiếu lấy ý kiến của {meeting.council}"
    return _keep(meeting, SLIP, str(meeting.pk), due_on=meeting.due_on, subject=subject, lines=lines)


def _notices(meeting: CouncilMeeting, kind: str) -> QuerySet[Message]:
    """What was drafted about this meeting; its number stands in the key behind the member's."""
    scope = scope_of(meeting.campaign)
    return Message.objects.filter(kind=kind, key__regex=f"^{scope}:{kind}:[0-9]+:{meeting.pk}(:|$)")


def stop_overtaken(meeting: CouncilMeeting, *, at: datetime | None = None) -> int:
    """Stop what nobody needs to be told any more; returns how many."""
    if meeting.status == MeetingStatus.PLANNED:
        return 0
    told = {INVITATION: OVERTAKEN[meeting.status]}
    if meeting.status != MeetingStatus.OPEN:
        told[SLIP] = OVERTAKEN[meeting.status]
    return sum(stop_all(_notices(meeting, kind), note=why, at=at) for kind, why in told.items())


def _keep(
    meeting: CouncilMeeting, kind: str, about: str, *, due_on: date, subject: str, lines: Iterable[str]
) -> list[Message]:
    campaign, scope = meeting.campaign, scope_of(meeting.campaign)
    member_type = ContentType.objects.get_for_model(CouncilMember)
    mark = f"[{campaign.mark}] " if campaign.mark else ""
    drafts = []
    for line in meeting.attendances.select_related("member__user", "member__official").order_by(
        "member__order", "member"
    ):
        member = line.member
        email = fitting([member.user.email]) if member.user else ""
        drafts.append(
            Message(
                kind=kind,
                key=f"{scope}:{kind}:{member.pk}:{about}",
                scope=scope,
                addressee_type=member_type,
                addressee_id=member.pk,
                addressee_name=member.name,
                email=email,
                channel=channel_for(email),
                subject=f"{mark}{subject}"[:200],
                body=_body(meeting, line, lines),
                due_on=due_on,
                step=STANDS_BEFORE,
            )
        )
    return Message.objects.bulk_create(drafts, ignore_conflicts=True)


def _body(meeting: CouncilMeeting, line: Attendance, lines: Iterable[str]) -> str:
    told = [f"Kính gửi: {line.member.addressed}", "", f"{meeting.campaign.name}.", *lines]
    if settings.PUBLIC_URL and line.member.user_id:
        told += ["", f"Xem trước hồ sơ tại: {settings.PUBLIC_URL}{reverse('meeting', args=[meeting.pk])}"]
    return "\n".join([*told, "", meeting.campaign.ward_name])
