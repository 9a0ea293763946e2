"""What is typed for a ceremony."""

from datetime import date, datetime

from django import forms
from django.utils import timezone

from awards.forms import refuse_far
from awards.models.ceremony import MOST_A_TURN
from campaigns.models import Campaign
from phuong6.office.fields import AtMost
from phuong6.office.file_forms import PartForm
from phuong6.office.forms import DayField, HourField, Line, WholeNumberField

LONGEST_REASON = 500
TOO_LONG = {"max_length": "Dài quá 200 chữ. Hãy viết ngắn lại."}


def _line(label: str, help_text: str = "", **attrs) -> Line:
    return Line(
        label=label,
        required=False,
        max_length=200,
        help_text=help_text,
        error_messages=TOO_LONG,
        widget=forms.TextInput(attrs=attrs),
    )


class CeremonyForm(PartForm):
    """When, where, and how many come up together."""

    day = DayField("Ngày trao")
    hour = HourField("Giờ trao")
    place = Line(
        label="Địa điểm", max_length=200, error_messages=TOO_LONG | {"required": "Hãy ghi địa điểm."}
    )
    per_turn = WholeNumberField(
        label="Số tập thể, cá nhân mỗi lượt lên nhận",
        min_value=1,
        max_value=MOST_A_TURN,
        error_messages={
            "required": "Hãy ghi số người mỗi lượt.",
            "invalid": "Ghi một số nguyên, ví dụ 10.",
            "min_value": "Mỗi lượt ít nhất 1.",
            "max_value": f"Mỗi lượt nhiều nhất {MOST_A_TURN}.",
        },
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )

    def __init__(self, *args, campaign: Campaign, **kwargs):
        super().__init__(*args, **kwargs)
        self.campaign = campaign

    def clean_day(self) -> date:
        return refuse_far(self.cleaned_data["day"], self.campaign)

    def values(self) -> dict:
        """As `awards.ceremony.arranging` takes them."""
        data = self.cleaned_data
        moment = datetime.combine(data["day"], data["hour"])
        return {
            "held_at": timezone.make_aware(moment),
            "place": data["place"],
            "per_turn": data["per_turn"],
        }


class LineForm(PartForm):
    """One giấy khen: place in the order, who hands over, who receives."""

    place = WholeNumberField(
        label="Thứ tự gọi",
        min_value=1,
        error_messages={
            "required": "Hãy ghi thứ tự gọi.",
            "invalid": "Ghi một số nguyên, ví dụ 3.",
            "min_value": "Thứ tự gọi từ 1 trở lên.",
        },
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    presenter = _line(
        "Người trao",
        "Đọc nguyên văn, ví dụ: Đồng chí Nguyễn Văn A, Phó Chủ tịch Ủy ban nhân dân Phường.",
        list="nguoi-trao",
    )
    representative = _line(
        "Người nhận",
        "Người đại diện của tập thể, hoặc người nhận thay khi vắng mặt. Để trống nếu người được khen tự nhận.",
    )


class TurnForm(PartForm):
    """Who hands over in a whole turn."""

    presenter = _line("Người trao của cả lượt", list="nguoi-trao")


class UndoForm(PartForm):
    """Why a mark is taken back."""

    note = forms.CharField(
        label="Lý do hoàn tác",
        widget=forms.Textarea(attrs={"rows": 2}),
        validators=[AtMost(LONGEST_REASON)],
        error_messages={"required": "Hãy ghi lý do, ví dụ: đánh dấu nhầm dòng."},
    )
