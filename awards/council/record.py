"""What people tell of a meeting besides its votes, for its minutes: discussion, secretary, tellers, end."""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from awards.council.rules import may_run_meeting
from awards.enums import MeetingStatus, SeatRole
from awards.models import CouncilMeeting
from phuong6.lib.vietnamese import search_key, short_date
from phuong6.office.models import SignedCopy
from phuong6.office.workflow import NotAllowed, Refused

TOLD = ("discussion", "secretary", "tellers", "ended_at")
MINUTES_KIND = "council-minutes"


def minutes_signed(meeting: CouncilMeeting) -> bool:
    """The signed minutes have come back: from then on nothing they say changes."""
    content_type = ContentType.objects.get_for_model(meeting)
    copies = SignedCopy.objects.filter(kind=MINUTES_KIND, content_type=content_type, object_id=meeting.pk)
    return copies.exists()


def record_open(meeting: CouncilMeeting) -> bool:
    """Whether the record may still be written: from opening until the signed minutes are back."""
    held = meeting.status in (MeetingStatus.OPEN, MeetingStatus.CLOSED)
    return held and not minutes_signed(meeting)


def seated_secretary(meeting: CouncilMeeting) -> str:
    """The council's secretary if there, or asked in writing like everybody; "" when somebody else must be named."""
    lines = meeting.attendances.filter(member__seat=SeatRole.SECRETARY)
    if not meeting.in_writing:
        lines = lines.filter(present=True)
    return lines.values_list("member__name", flat=True).first() or ""


def _absent(meeting: CouncilMeeting, name: str) -> bool:
    """Whether this is the name of a member marked absent, and of nobody present."""
    if not name or meeting.in_writing:
        return False
    lines = meeting.attendances.values_list("member__name", "present")
    there = {present for known, present in lines if search_key(known) == search_key(name)}
    return there == {False}


def record_faults(meeting: CouncilMeeting, told: dict) -> dict[str, str]:
    """What cannot be right, as sentences by field."""
    faults = {}
    ended = told.get("ended_at")
    if ended and ended < meeting.opened_at:
        began = timezone.localtime(meeting.opened_at)
        faults["ended_at"] = (
            f"Phiên họp khai mạc lúc {began:%H:%M}, {short_date(began.date())}; giờ kết thúc phải sau lúc đó."
        )
    if _absent(meeting, told.get("secretary") or ""):
        faults["secretary"] = "Người này vắng mặt tại phiên họp. Hãy ghi tên người có mặt đã ghi biên bản."
    return faults


@transaction.atomic
def write_record(meeting: CouncilMeeting, told: dict, *, by, at=None) -> CouncilMeeting:
    """Keep what was told, with who and when. Raises NotAllowed and Refused; it writes no vote and no status."""
    locked = CouncilMeeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if not may_run_meeting(by, locked):
        raise NotAllowed("Bạn không có quyền ghi biên bản phiên họp.")
    if not record_open(locked):
        raise Refused("Chỉ ghi được từ lúc khai mạc đến khi đưa biên bản đã ký lên.")
    if faults := record_faults(locked, told):
        raise Refused(*faults.values())
    for name in TOLD:
        setattr(locked, name, told[name])
    locked.recorded_by, locked.recorded_at = by, at or timezone.now()
    locked.save(update_fields=[*TOLD, "recorded_by", "recorded_at"])
    return locked
