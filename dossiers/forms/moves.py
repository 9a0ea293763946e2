"""The forms of moves that need more than a button."""

from datetime import datetime

from django import forms

from campaigns.models import Unit
from dossiers.forms.fields import DAY_FORMATS, WRONG_DAY, Prose, as_part, moment


class ReasonForm(forms.Form):
    note = Prose(
        label="Lý do, ghi chú",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Hãy ghi lý do."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = as_part()


class PaperFilingForm(ReasonForm):
    """When the paper dossier came in, and why it is entered here."""

    received_day = forms.DateField(
        label="Ngày nhận bản giấy",
        input_formats=DAY_FORMATS,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": "Hãy ghi ngày nhận bản giấy.", "invalid": WRONG_DAY},
    )
    received_time = forms.TimeField(
        label="Giờ nhận bản giấy",
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={
            "required": "Hãy ghi giờ nhận bản giấy.",
            "invalid": "Hãy ghi giờ theo dạng giờ:phút, ví dụ 14:00.",
        },
    )
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
