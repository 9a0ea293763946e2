"""What is typed of an index a higher level published."""

import re
from decimal import Decimal

from django import forms
from django.utils import timezone

from campaigns.models import Unit, Ward
from criteria.enums import SurveyKind
from criteria.models import ReformIndex, SurveyIndex
from phuong6.lib.vietnamese import format_number, squeeze
from phuong6.office.fields import AtMost
from phuong6.office.file_forms import PartForm
from phuong6.office.forms import WholeNumberField, hidden

EARLIEST = 2000
HUNDRED = 100
_FIGURE = re.compile(r"([0-9]{1,4})(?:[.,]([0-9]+))?(?: ?%)?")


class FigureField(forms.CharField):
    """A figure with a comma or a point before its decimals, never rounded; cleaned to Decimal."""

    def __init__(self, *, places: int, **rest):
        self.places = places
        super().__init__(
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "size": 12}), **rest
        )

    def clean(self, value) -> Decimal | None:
        typed = squeeze(super().clean(value) or "")
        if not typed:
            return None
        if typed.startswith(("-", "−")):
            raise forms.ValidationError("Số này không thể âm.")
        found = _FIGURE.fullmatch(typed)
        if not found:
            raise forms.ValidationError(f"Không đọc được số “{typed}”. Hãy ghi bằng chữ số, ví dụ 81,20.")
        if len(found[2] or "") > self.places:
            raise forms.ValidationError(f"Ghi nhiều nhất {self.places} chữ số sau dấu phẩy.")
        return Decimal(f"{found[1]}.{found[2] or 0}")

    def prepare_value(self, value):
        return format_number(value.normalize()).replace(".", "") if isinstance(value, Decimal) else value


def _line(label: str, limit: int, asked: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        validators=[AtMost(limit)],
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": asked},
    )


class _FigureForm(PartForm):
    """Year, source and, where a figure stands already, how it read and why it changes."""

    use_required_attribute = False
    year = WholeNumberField(
        label="Năm",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": 6}),
        error_messages={"required": "Hãy ghi năm.", "invalid": "Hãy ghi năm bằng chữ số, ví dụ 2023."},
    )
    source_document = _line(
        "Văn bản công bố",
        300,
        "Hãy ghi văn bản công bố.",
        "Tên, số, ngày. Ví dụ: Quyết định số 45/QĐ-UBND ngày 12/01/2024 của UBND thành phố.",
    )
    reason = forms.CharField(
        label="Lý do sửa hoặc xóa",
        widget=forms.Textarea(attrs={"rows": 2}),
        validators=[AtMost(1000)],
        error_messages={"required": "Hãy ghi lý do sửa hoặc xóa."},
    )
    seen = forms.CharField(**hidden())

    def __init__(self, data=None, *, ward: Ward, row: ReformIndex | SurveyIndex | None = None):
        names = [each.name for each in row._meta.fields] if row else []
        known = {name: getattr(row, name) for name in names} | ({"seen": row.shown} if row else {})
        super().__init__(data, initial=known)
        if row is None:
            del self.fields["reason"], self.fields["seen"]
        self.ward = ward

    def clean_year(self) -> int:
        year, this_year = self.cleaned_data["year"], timezone.localdate().year
        if not EARLIEST <= year <= this_year:
            raise forms.ValidationError(f"Năm phải từ {EARLIEST} đến {this_year}.")
        return year


class ReformIndexForm(_FigureForm):
    """The CCHC index, percent; of the whole ward where no unit is chosen."""

    field_order = ("unit", "year", "value", "source_document", "reason")
    unit = forms.ModelChoiceField(None, label="Của", required=False, empty_label="Cả phường")
    value = FigureField(
        label="Chỉ số CCHC (%)",
        places=6,
        help_text="Ghi đúng như văn bản, không làm tròn. Ví dụ 81,20.",
        error_messages={"required": "Hãy ghi chỉ số."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.filter(ward=self.ward).order_by("sort_key")
        self.fields["unit"].error_messages |= {"invalid_choice": "Hãy chọn một đơn vị trong danh sách."}

    def clean_value(self) -> Decimal:
        value = self.cleaned_data["value"]
        if value > HUNDRED:
            raise forms.ValidationError("Chỉ số CCHC tính bằng phần trăm, từ 0 đến 100.")
        return value


class SurveyIndexForm(_FigureForm):
    """PAPI or SIPAS, in its own unit and on its own scale."""

    field_order = ("kind", "whose", "year", "value", "measured_in", "scale", "source_document", "reason")
    kind = forms.ChoiceField(
        label="Chỉ số",
        choices=[("", "Chọn chỉ số"), *SurveyKind.choices],
        error_messages={"required": "Hãy chọn PAPI hoặc SIPAS."},
    )
    whose = _line(
        "Của", 120, "Hãy ghi chỉ số này của nơi nào.", "Ví dụ: tỉnh Đồng Tháp, thành phố Cao Lãnh, phường."
    )
    value = FigureField(label="Giá trị", places=4, error_messages={"required": "Hãy ghi giá trị."})
    measured_in = _line("Đơn vị tính", 20, "Hãy ghi đơn vị tính.", "Điểm hoặc %.")
    scale = FigureField(
        label="Thang đo (mức cao nhất)",
        places=2,
        help_text="Ví dụ: PAPI thang 80 điểm, SIPAS thang 100 %.",
        error_messages={"required": "Hãy ghi mức cao nhất của thang đo."},
    )

    def clean(self):
        data = super().clean()
        value, scale = data.get("value"), data.get("scale")
        if scale is not None and scale < 1:
            self.add_error("scale", "Thang đo phải từ 1 trở lên.")
        elif None not in (value, scale) and value > scale:
            self.add_error(
                "value",
                f"Giá trị không thể lớn hơn mức cao nhất của thang đo ({format_number(scale.normalize())}).",
            )
        return data
