"""What the culture officer chooses and types for a radio bulletin."""

from django import forms

from phuong6.lib.vietnamese import nfc
from phuong6.office.fields import LONGEST_PROSE, AtMost
from phuong6.office.file_forms import PartForm
from phuong6.office.forms import DayField, Line, WholeNumberField, hidden

LONGEST_REASON = 500
TITLE = {"required": "Hãy ghi tên bản tin.", "max_length": "Dài quá 200 chữ. Hãy viết ngắn lại."}


class DraftForm(PartForm):
    """What a bulletin is drawn from."""

    title = Line(label="Tên bản tin", max_length=200, error_messages=TITLE)
    pieces = forms.TypedMultipleChoiceField(
        label="Bài đã đăng",
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Có bài không còn đăng. Hãy tải lại trang rồi chọn lại."},
    )
    results = forms.BooleanField(label="Kết quả chỉ tiêu đã được xác nhận", required=False)
    awards = forms.BooleanField(label="Kết quả khen thưởng (chỉ quyết định đã ban hành)", required=False)

    def __init__(self, *args, pieces, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["pieces"].choices = [(each.pk, each.title) for each in pieces]
        if not pieces:
            del self.fields["pieces"]


class BulletinForm(PartForm):
    """Title and words."""

    title = Line(label="Tên bản tin", max_length=200, error_messages=TITLE)
    body = forms.CharField(
        label="Lời đọc",
        required=False,
        widget=forms.Textarea(attrs={"rows": 18}),
        validators=[AtMost(LONGEST_PROSE)],
        help_text="Mỗi đoạn một dòng. Lời mở đầu, lời kết được in sẵn.",
    )
    revision = WholeNumberField(
        min_value=0,
        **hidden("Trang đã cũ. Hãy chép phần vừa gõ ra ngoài rồi tải lại trang."),
    )

    def clean_body(self) -> str:
        return nfc(self.cleaned_data["body"])


class BroadcastForm(PartForm):
    """The day it was on the air."""

    broadcast_on = DayField("Ngày phát")


class ReasonForm(PartForm):
    """Why a mark is taken back."""

    note = forms.CharField(
        label="Lý do",
        widget=forms.Textarea(attrs={"rows": 2}),
        validators=[AtMost(LONGEST_REASON)],
        error_messages={"required": "Hãy ghi lý do."},
    )
