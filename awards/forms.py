"""Fields and bounds that forms of several subjects share."""

from datetime import date, timedelta

from django import forms
from django.utils import timezone

from campaigns.models import Campaign
from phuong6.lib.vietnamese import short_date
from phuong6.office.fields import AtMost

AFTERWARDS = timedelta(days=2 * 365 + 1)


def reason_field(label: str, ask: str, **rest) -> forms.CharField:
    return forms.CharField(
        label=label,
        validators=[AtMost(2000)],
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": ask},
        **rest,
    )


def refuse_far(day: date, campaign: Campaign) -> date:
    """The day; raises ValidationError when only a slip of the year can have put it so far ahead.

    Two years from the campaign's end; from today while an old campaign is still being finished.
    """
    last = max(campaign.ends_on, timezone.localdate()) + AFTERWARDS
    if day > last:
        raise forms.ValidationError(f"Ngày này xa quá, chỉ ghi được đến {short_date(last)}. Hãy xem lại năm.")
    return day
