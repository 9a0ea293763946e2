"""What the officer types about messages."""

from django import forms

from phuong6.lib.vietnamese import nfc
from phuong6.office.fields import AtMost
from phuong6.office.file_forms import PartForm

LONGEST, LONGEST_REASON = 4000, 500


class WordsForm(PartForm):
    """A message in other words."""

    subject = forms.CharField(
        label="Tiêu đề",
        max_length=200,
        error_messages={
            "required": "Hãy ghi tiêu đề.",
            "max_length": "Dài quá 200 chữ. Hãy viết ngắn lại.",
        },
    )
    body = forms.CharField(
        label="Nội dung",
        widget=forms.Textarea(attrs={"rows": 10}),
        validators=[AtMost(LONGEST)],
        error_messages={"required": "Hãy ghi nội dung."},
    )

    def clean_body(self) -> str:
        return nfc(self.cleaned_data["body"])


class CancelForm(PartForm):
    """Why a message is not sent."""

    note = forms.CharField(
        label="Lý do hủy",
        widget=forms.Textarea(attrs={"rows": 2}),
        validators=[AtMost(LONGEST_REASON)],
        error_messages={"required": "Hãy ghi lý do để người khác biết vì sao không nhắc."},
    )


class SelfReleaseForm(PartForm):
    """Which kinds go out without being looked at."""

    kinds = forms.MultipleChoiceField(
        label="Loại tin tự gửi",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Loại đã chọn được gửi ngay khi đến ngày nhắc, không chờ duyệt.",
        error_messages={"invalid_choice": "Không có loại tin này. Hãy tải lại trang."},
    )

    def __init__(self, *args, kinds: dict[str, str], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kinds"].choices = list(kinds.items())
