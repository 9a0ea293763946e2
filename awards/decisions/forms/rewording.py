"""What is typed to put a nominee's printed name right."""

from django import forms

from awards.forms import reason_field
from campaigns.enums import Honorific
from dossiers.models import Nominee
from phuong6.office.forms import Line


class RewordForm(forms.Form):
    """Ông/Bà, name, title and unit as they will be printed, and why. A collective has neither Ông/Bà nor title."""

    honorific = forms.ChoiceField(
        label="Ông/Bà",
        choices=Honorific.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn Ông hoặc Bà."},
    )
    name = Line(
        label="Tên in trên giấy tờ",
        max_length=200,
        help_text="Đúng như sẽ in trên giấy khen, không viết tắt.",
        error_messages={"required": "Hãy ghi tên."},
    )
    position = Line(label="Chức vụ, nơi công tác", max_length=300, required=False)
    unit_name = Line(label="Đơn vị in trên giấy tờ", max_length=200, required=False)
    note = reason_field(
        "Lý do sửa",
        "Hãy ghi lý do sửa.",
        help_text="Đơn vị đọc được lý do này. Ví dụ: “Đơn vị báo ghi nhầm Bà thành Ông, đối chiếu căn cước”.",
    )

    def __init__(self, *args, nominee: Nominee, **kwargs):
        super().__init__(*args, **kwargs)
        if nominee.is_household:
            del self.fields["honorific"]
            self.fields["name"].label, self.fields["position"].label = "Tên hộ in trên giấy tờ", "Địa chỉ"
        elif not nominee.is_individual:
            del self.fields["honorific"], self.fields["position"]
            self.fields["name"].label = "Tên tập thể in trên giấy tờ"
        unit = nominee.dossier.unit.name
        self.fields["unit_name"].help_text = f"Để trống: “{unit}”."
        for name in ("honorific", "name", "position", "unit_name"):
            self.initial.setdefault(name, getattr(nominee, name))
