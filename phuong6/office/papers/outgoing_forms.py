"""The forms at the register of papers that went out."""

from django import forms
from django.utils import timezone

from phuong6.office.forms import DayField, WholeNumberField
from phuong6.office.models import Correction, IssuedPaper
from phuong6.office.papers.forms import WRONG_NUMBER
from phuong6.office.papers.outgoing import LATER

MOST_COPIES = 9_999
FUTURE = "Ngày này ở tương lai. Hãy ghi ngày từ hôm nay trở về trước."


def past_day(label: str, **rest) -> DayField:
    """A day up to today."""
    return DayField(label, validators=[_not_in_future], **rest)


def _not_in_future(day) -> None:
    if day > timezone.localdate():
        raise forms.ValidationError(FUTURE)


class LineForm(forms.ModelForm):
    """The columns filled in when the paper goes out."""

    copies = WholeNumberField(
        label="Số lượng bản",
        required=False,
        min_value=1,
        max_value=MOST_COPIES,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), "Số lượng bản là số nguyên từ 1 đến 9.999, ví dụ 14."
        ),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": 8}),
    )
    sent_on = past_day("Ngày chuyển", required=False)

    class Meta:
        model = IssuedPaper
        fields = LATER


class EntryForm(LineForm):
    """A number that văn thư gave outside the software, or one that was spoilt ("số bỏ")."""

    number = WholeNumberField(
        label="Số văn bản",
        min_value=1,
        max_value=99_999,
        help_text="Chỉ ghi phần số, ví dụ 12.",
        error_messages={
            "required": "Hãy ghi số.",
            "invalid": WRONG_NUMBER,
            "min_value": WRONG_NUMBER,
            "max_value": "Số văn bản quá lớn. Hãy xem lại sổ văn bản.",
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": 8}),
    )
    issued_on = past_day("Ngày văn bản")
    spoilt = forms.BooleanField(
        label="Số bỏ: số đã cấp nhưng không dùng, hoặc ghi hỏng",
        required=False,
        help_text="Số bỏ vẫn nằm trong sổ, kèm lý do, và không cấp lại.",
    )

    class Meta:
        model = IssuedPaper
        fields = ("number", "issued_on", "title", "signer", "recipients", *LATER, "spoilt", "void_reason")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["title"].required = False  # a spoilt number has none
        self.fields["void_reason"].label = "Lý do bỏ số"
        self.fields["void_reason"].widget.attrs["rows"] = 2

    def clean(self) -> dict:
        values = super().clean()
        if values.get("spoilt") and not values.get("void_reason"):
            self.add_error("void_reason", "Hãy ghi lý do bỏ số.")
        if values.get("void_reason") and not values.get("spoilt"):
            self.add_error("spoilt", "Đã ghi lý do bỏ số: hãy đánh dấu ô này, hoặc xóa lý do.")
        if not values.get("spoilt") and not values.get("title"):
            self.add_error("title", "Hãy ghi tên loại và trích yếu của văn bản.")
        sent, issued = values.get("sent_on"), values.get("issued_on")
        if sent and issued and sent < issued:
            self.add_error("sent_on", "Ngày chuyển không thể trước ngày văn bản.")
        return values

    def _post_clean(self) -> None:
        """The row is written, and its number checked, by `numbering.enter_by_hand`."""

    def line(self) -> dict:
        """What `numbering.enter_by_hand` is told besides number and day."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "spoilt"}
        values["title"] = values["title"] or "Số bỏ"
        return values


class VoidForm(forms.Form):
    """Why a number goes out of use."""

    reason = forms.CharField(
        label="Lý do hủy số",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        error_messages={
            "required": "Hãy ghi lý do hủy số.",
            "max_length": "Lý do dài quá 1.000 ký tự. Hãy viết gọn lại.",
        },
    )


class CorrectionForm(forms.ModelForm):
    """What a công văn đính chính puts right."""

    class Meta:
        model = Correction
        fields = ("place", "wrong", "right")
        widgets = {name: forms.Textarea(attrs={"rows": 2}) for name in fields}
        error_messages = {
            "place": {"required": "Hãy ghi chỗ sai nằm ở đâu, ví dụ: dòng thứ hai, Điều 1, trang 1."},
            "wrong": {"required": "Hãy ghi đúng như văn bản đã viết."},
            "right": {"required": "Hãy ghi phần sửa lại cho đúng."},
        }
