"""The forms on a paper's page."""

from django import forms

from phuong6.office.file_forms import ManyFilesField, as_part
from phuong6.office.forms import DayField, WholeNumberField

WRONG_NUMBER = "Số văn bản là số nguyên lớn hơn 0, ví dụ 12."


class IssueForm(forms.Form):
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

    def __init__(self, *args, numbered: bool, again: bool, **kwargs):
        """`numbered`: the software gives the number. `again`: one has been issued, this may replace it."""
        super().__init__(*args, **kwargs)
        if numbered:
            del self.fields["number"]
        if not again:
            del self.fields["replaces"]
        self.helper = as_part()


class SignedForm(forms.Form):
    """A signed copy that comes back."""

    files = ManyFilesField(
        label="Bản đã ký, đóng dấu",
        help_text="Một tệp PDF, hoặc ảnh chụp từng trang theo đúng thứ tự (hệ thống tự ghép thành một tệp PDF).",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = as_part()
