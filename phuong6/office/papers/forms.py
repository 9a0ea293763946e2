"""The forms on a paper's page."""

from collections.abc import Callable
from datetime import date

from django import forms

from phuong6.office.file_forms import ManyFilesField, PartForm
from phuong6.office.forms import DayField, WholeNumberField

WRONG_NUMBER = "Số văn bản là số nguyên lớn hơn 0, ví dụ 12."


class IssueForm(PartForm):
    """Number and day of the signed paper; no number where the software gives it."""

    number = WholeNumberField(
        label="Số văn bản",
        min_value=1,
        max_value=99_999,
        help_text="Chỉ ghi phần số mà văn thư đã cấp, ví dụ 12.",
        error_messages={
            "required": "Hãy ghi số mà văn thư đã cấp.",
            "invalid": WRONG_NUMBER,
            "min_value": WRONG_NUMBER,
            "max_value": "Số văn bản quá lớn. Hãy xem lại sổ văn bản.",
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": 8}),
    )
    day = DayField("Ngày văn bản")
    replaces = forms.BooleanField(
        label="Văn bản mới thay thế văn bản đã ban hành (sai nội dung)", required=False
    )

    unlike = forms.BooleanField(
        label="Người ký đã biết; vẫn ban hành theo nội dung hiện nay dù khác bản đã ký", required=False
    )

    def __init__(self, *args, numbered: bool, again: bool, why_unlike: Callable[[date], str], **kwargs):
        """`numbered`: the software gives the number. `again`: one has been issued, this may replace it.

        `why_unlike` says of a day why the paper would not be what was signed; then a tick is asked for.
        """
        super().__init__(*args, **kwargs)
        self.why_unlike = why_unlike
        if sentence := why_unlike(self.initial["day"]):
            self.fields["unlike"].help_text = sentence
        else:
            self.fields["unlike"].widget = forms.HiddenInput()
        if numbered:
            del self.fields["number"]
        if not again:
            del self.fields["replaces"]

    def clean(self):
        """Ask beside the tick."""
        data = super().clean()
        if data.get("day") and not data.get("unlike") and (sentence := self.why_unlike(data["day"])):
            self.fields["unlike"].widget = forms.CheckboxInput()
            self.fields["unlike"].help_text = ""
            self.add_error("unlike", sentence)
        return data


class SignedForm(PartForm):
    """A signed copy that comes back."""

    files = ManyFilesField(
        label="Bản đã ký, đóng dấu",
        help_text="Một tệp PDF, hoặc ảnh chụp từng trang theo đúng thứ tự (hệ thống tự ghép thành một tệp PDF).",
    )
