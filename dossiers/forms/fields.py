"""What the forms of the guided path are made of: text in NFC, several files at once."""

from datetime import date, datetime, time

from django import forms
from django.utils import timezone

from phuong6.lib.vietnamese import nfc
from phuong6.office.fields import AtMost


class Prose(forms.CharField):
    """Several lines in NFC, at most `limit` characters."""

    widget = forms.Textarea

    def __init__(self, *, limit: int, **kwargs):
        super().__init__(**kwargs)
        self.validators.append(AtMost(limit))

    def to_python(self, value):
        return nfc(super().to_python(value) or "")


def moment(day: date, time_of_day: time) -> datetime:
    """A day and an hour of Vietnam's clock as an aware moment."""
    return timezone.make_aware(datetime.combine(day, time_of_day))
