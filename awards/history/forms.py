"""A past award typed in, and the spreadsheet of many."""

from django import forms

from awards.forms import reason_field
from awards.history.entering import read_past_awards
from awards.models import PastAward
from campaigns.models import Collective, Official
from phuong6.office.forms import DayField
from phuong6.office.imports import SheetField


class PastAwardForm(forms.ModelForm):
    """One award of earlier years."""

    official = forms.ModelChoiceField(
        Official.objects.select_related("unit"), label="Cá nhân", required=False, empty_label="– Không chọn –"
    )
    collective = forms.ModelChoiceField(
        Collective.objects.select_related("unit"),
        label="Hoặc tập thể",
        required=False,
        empty_label="– Không chọn –",
    )
    decided_on = DayField(label="Ngày quyết định")

    class Meta:
        model = PastAward
        fields = ("official", "collective", "number", "decided_on", "form", "title", "level", "achievement")
        widgets = {"achievement": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("official", "collective"):
            self.fields[name].label_from_instance = lambda each: f"{each} – {each.unit.name}"

    def _post_clean(self):
        """The whole is judged by `enter_past_award`, with what only it knows."""


class RemoveForm(forms.Form):
    reason = reason_field("Lý do xóa", "Hãy ghi lý do xóa.")


class PastAwardsFileForm(forms.Form):
    """The spreadsheet, cleaned to its rows."""

    file = SheetField(
        read_past_awards,
        label="Bảng tính khen thưởng các năm trước (.xlsx)",
        help_text=(
            "Cần các cột Họ và tên (hoặc tập thể), Số quyết định, Ngày quyết định, Cấp quyết định, và Hình thức khen thưởng "
            "hoặc Danh hiệu thi đua; có thể có Đơn vị, Thành tích. Các cột khác bị bỏ, không lưu."
        ),
    )
