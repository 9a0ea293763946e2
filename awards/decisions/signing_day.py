"""The first day a decision may bear: the council it rests on has met by then (plan, section III.2)."""

from datetime import date

from django.utils import timezone

from awards.models import CouncilMeeting


def before_the_council(meeting: CouncilMeeting, day: date, what: str = "Ngày dự kiến ký") -> str:
    """Why a decision cannot be of this day: the council had not met (Asia/Ho_Chi_Minh); empty when it can."""
    if meeting.closed_at is None or day >= (met_on := timezone.localtime(meeting.closed_at).date()):
        return ""
    return f"{what} không thể trước ngày Hội đồng họp xong ({met_on:%d/%m/%Y})."
