"""What a resident types to check a giấy khen."""

import re

from django import forms

from phuong6.office.forms import WholeNumberField


class VerifyForm(forms.Form):
    """What stands on the giấy khen in hand."""

    number = forms.CharField(
        label="Số quyết định",
        max_length=40,
        help_text="Dòng “Quyết định số” ở góc dưới bên trái, ví dụ 12/QĐ-UBND.",
        error_messages={"required": "Hãy ghi số quyết định in trên giấy khen."},
    )
    golden_book_no = WholeNumberField(
        label="Số sổ vàng",
        min_value=1,
        max_value=10**6,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text="Dòng dưới số quyết định, ví dụ 03.",
        error_messages={
            "required": "Hãy ghi số sổ vàng in trên giấy khen.",
            "invalid": "Hãy ghi số sổ vàng bằng chữ số, ví dụ 03.",
            "min_value": "Số sổ vàng bắt đầu từ 01.",
        },
    )
    name = forms.CharField(
        label="Họ và tên, hoặc tên tập thể",
        max_length=200,
        help_text="Viết có dấu hay không dấu đều được.",
        error_messages={"required": "Hãy ghi tên in trên giấy khen."},
    )

    def clean_number(self) -> tuple[int, str]:
        """The number and, if typed, its notation."""
        match = re.fullmatch(
            r"(?:số\s*:?\s*)?([0-9]{1,6})\s*(?:/\s*(.+))?", self.cleaned_data["number"].strip(), re.IGNORECASE
        )
        if match is None:
            raise forms.ValidationError("Hãy ghi số quyết định như in trên giấy khen, ví dụ 12/QĐ-UBND.")
        return int(match[1]), match[2] or ""
