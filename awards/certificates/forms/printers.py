"""What is typed to measure a printer and to keep the stock of blanks."""

import re

from django import forms

from awards.enums import BlankKind
from awards.models import Printer
from phuong6.lib.papers.measuring.calibration import Calibration, measured
from phuong6.lib.vietnamese import squeeze
from phuong6.office.forms import WholeNumberField


class DecimalField(forms.FloatField):
    """A figure typed as Vietnamese offices write it, 148,5; a point is understood too."""

    def __init__(self, label: str, *, low: float, high: float, unit: str = "mm", **rest):
        self.unit = unit
        shown = f"từ {self.say(low)} đến {self.say(high)} {unit}"
        super().__init__(
            label=label,
            min_value=low,
            max_value=high,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "size": 6}),
            error_messages={
                "required": f"Hãy ghi số, {shown}.",
                "invalid": "Hãy ghi bằng chữ số, ví dụ 12,5.",
                "min_value": f"Phải {shown}.",
                "max_value": f"Phải {shown}.",
            },
            **rest,
        )

    @staticmethod
    def say(value: float) -> str:
        """The figure with a comma, without empty decimals."""
        return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")

    def prepare_value(self, value):
        return self.say(value) if isinstance(value, int | float) else value

    def to_python(self, value):
        if isinstance(value, str):
            value = squeeze(value).removesuffix("mm").strip().replace(",", ".")
            if not re.fullmatch(r"[+-]?[0-9]*\.?[0-9]*", value):
                raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)


class PrinterForm(forms.ModelForm):
    """A printer's tray, for one size of paper."""

    class Meta:
        model = Printer
        fields = ("name", "tray", "page")
        error_messages = {
            "name": {"required": "Hãy ghi tên máy in, ví dụ: Máy in HP phòng Văn thư."},
            "tray": {"required": "Hãy ghi khay giấy, ví dụ: Khay 1."},
        }

    def _get_validation_exclusions(self):
        """The ward is the view's, but a tray given twice in it is to be told here."""
        return super()._get_validation_exclusions() - {"ward"}


class RenamePrinterForm(PrinterForm):
    """Another name for printer or tray; the paper stays, it is what was measured."""

    class Meta(PrinterForm.Meta):
        fields = ("name", "tray")

    def _get_validation_exclusions(self):
        return super()._get_validation_exclusions() - {"page"}


class MeasuredForm(forms.Form):
    """The numbers read off the ruled sheet."""

    middle_left = DecimalField("(1) Mép trái đến nét dọc giữa trang", low=50, high=400)
    middle_top = DecimalField("(2) Mép trên đến nét ngang giữa trang", low=50, high=300)
    across = DecimalField("(3) Chiều dài thước ngang", low=150, high=300)
    down = DecimalField(
        "(4) Chiều dài thước dọc",
        low=120,
        high=240,
        required=False,
        help_text="Không bắt buộc; để trống thì tính như thước ngang.",
    )

    def __init__(self, *args, page: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.page = page

    def clean(self):
        values = super().clean()
        if self.errors:
            return values
        try:
            self.calibration: Calibration = measured(self.page, **values)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None
        return values


class BlankForm(forms.Form):
    """A line of the stock of blanks; printing writes its own."""

    kind = forms.ChoiceField(
        label="Việc",
        choices=[each for each in BlankKind.choices if each[0] != BlankKind.USED],
        widget=forms.RadioSelect,
    )
    count = WholeNumberField(
        label="Số tờ",
        min_value=1,
        max_value=100_000,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": 6}),
        error_messages={
            "required": "Hãy ghi số tờ.",
            "invalid": "Hãy ghi số tờ bằng chữ số, ví dụ 50.",
            "min_value": "Số tờ phải lớn hơn 0.",
        },
    )
    reason = forms.CharField(
        label="Lý do",
        required=False,
        max_length=300,
        help_text="Bắt buộc khi ghi phôi hỏng, ví dụ: kẹt giấy, in lệch.",
    )

    def clean(self):
        values = super().clean()
        if values.get("kind") == BlankKind.SPOILT and not values.get("reason", "").strip():
            self.add_error("reason", "Phôi hỏng phải ghi lý do, ví dụ: kẹt giấy.")
        return values
