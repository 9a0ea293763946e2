"""The first day a decision may bear: the council it rests on has met by then (plan, section III.2)."""

from datetime import date

from django.utils import timezone

from awards.models import CouncilMeeting


def before_the_council(meeting: CouncilMeeting | None, day: date, what: str = "Ngày dự kiến ký") -> str:
    """Why a decision cannot be of this day: the council had not met (Asia/Ho_Chi_Minh); empty when it can."""
    closed_at = meeting.closed_at if meeting else None
    if closed_at is None or day >= (met_on := timezone.localtime(closed_at).date()):
        return ""
    return f"{what} không thể trước ngày Hội đồng họp xong ({met_on:%d/%m/%Y})."
