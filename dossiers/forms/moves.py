"""The forms of moves that need more than a button."""

from datetime import datetime

from django import forms

from campaigns.models import Unit
from dossiers.forms.fields import Prose, moment
from phuong6.office.file_forms import PartForm
from phuong6.office.forms import DayField, HourField


class ReasonForm(PartForm):
    note = Prose(
        label="Lý do, ghi chú",
        limit=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Hãy ghi lý do."},
    )


class PaperFilingForm(ReasonForm):
    """When the paper dossier came in, and why it is entered here."""

    received_day = DayField("Ngày nhận bản giấy")
    received_time = HourField("Giờ nhận bản giấy")
    field_order = ["received_day", "received_time", "note"]

    def received_at(self) -> datetime:
        return moment(self.cleaned_data["received_day"], self.cleaned_data["received_time"])


class ForUnitForm(ReasonForm):
    """The unit for which the officer begins a dossier that came on paper."""

    unit = forms.ModelChoiceField(
        None,
        label="Đơn vị",
        empty_label="Chọn đơn vị",
        error_messages={"required": "Hãy chọn đơn vị.", "invalid_choice": "Đơn vị này đã có hồ sơ."},
    )
    field_order = ["unit", "note"]

    def __init__(self, *args, campaign, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.filter(ward=campaign.ward, is_active=True).exclude(
            dossiers__campaign=campaign
        )
