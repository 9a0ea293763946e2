"""Days and hours as people type them, the same in every room.

`<input type="date">` follows the browser's language and shows mm/dd/yyyy on an English one,
so a day is a line of text here, the day always first. Keypads of telephones have
no slash and no colon: figures alone are read too where they say one thing only.
Rows are ticked here too, by keys no database refuses.
"""

import re
from datetime import date, time

from django import forms

from phuong6.lib.vietnamese import parse_vn_date, squeeze

DAY_HELP = "Ghi ngày/tháng/năm, ví dụ 16/11/2023."
HOUR_HELP = "Ghi giờ:phút, ví dụ 14:00."
WRONG_HOUR = "Không đọc được giờ “{}”. Hãy ghi theo dạng giờ:phút, ví dụ 14:00."

OLD_PAGE = "Trang này đã cũ hoặc chưa tải xong. Hãy tải lại trang rồi làm lại."

LONGEST_KEY = 18  # figures: every number of them fits the column of a key

_EIGHT_FIGURES = re.compile(r"([0-9]{2}) ?([0-9]{2}) ?([0-9]{4})")
_HOUR = re.compile(r"([0-9]{1,2})(?: ?(?:[:.hg]|giờ) ?([0-9]{2})?(?: ?phút)?(?::[0-9]{2})?)?")
# Groups of three with the same sign between them: a point, a space, or the spaces that spreadsheets put there.
_WHOLE = re.compile(r"[+-]?(?:[0-9]+|[1-9][0-9]{0,2}([. \u00a0\u202f])[0-9]{3}(?:\1[0-9]{3})*)")
_BETWEEN_THOUSANDS = re.compile(r"[. \u00a0\u202f]")
_FOUR_FIGURES = re.compile(r"([0-9]{2})([0-9]{2})")


def _keys(placeholder: str, size: int) -> dict:
    return {"placeholder": placeholder, "inputmode": "numeric", "autocomplete": "off", "size": size}


def hidden(sentence: str = OLD_PAGE) -> dict:
    """What a field nobody sees is made with: one sentence for whatever is wrong with it.

    Nobody typed it, so the reader is told what to do, never what is wrong with a number.
    """
    codes = ("required", "invalid", "min_value", "max_value", "max_length", "null_characters_not_allowed")
    return {"widget": forms.HiddenInput, "error_messages": dict.fromkeys(codes, sentence)}


def _asks_for(label: str) -> dict[str, str]:
    return {"required": f"Hãy ghi {label[0].lower()}{label[1:]}."}


class DayField(forms.DateField):
    """A day (Asia/Ho_Chi_Minh), shown as 16/11/2023.

    Takes what `parse_vn_date` takes and eight figures (05122023); refuses with its sentence.
    """

    def __init__(self, label: str, *, help_text: str = DAY_HELP, error_messages=None, **rest):
        super().__init__(
            label=label,
            help_text=help_text,
            widget=forms.DateInput(format="%d/%m/%Y", attrs=_keys("ngày/tháng/năm", 14)),
            error_messages=_asks_for(label) | (error_messages or {}),
            **rest,
        )

    def to_python(self, value) -> date | None:
        if isinstance(value, str):
            value = " ".join(value.split())
            if figures := _EIGHT_FIGURES.fullmatch(value):
                value = "/".join(figures.groups())
        if value in self.empty_values:
            return None
        try:
            return parse_vn_date(value)
        except ValueError as error:
            raise forms.ValidationError(str(error), code="invalid") from None


class HourField(forms.TimeField):
    """An hour of the day, shown as 14:00. Takes 14:00, 14.00, 14h, 14h30, "14 giờ 30" and 1430."""

    def __init__(self, label: str, *, help_text: str = HOUR_HELP, error_messages=None, **rest):
        super().__init__(
            label=label,
            help_text=help_text,
            widget=forms.TimeInput(format="%H:%M", attrs=_keys("14:00", 6)),
            error_messages=_asks_for(label) | (error_messages or {}),
            **rest,
        )

    def to_python(self, value) -> time | None:
        if value in self.empty_values or isinstance(value, time):
            return value or None
        typed = " ".join(str(value).lower().split())
        if not typed:
            return None
        found = _FOUR_FIGURES.fullmatch(typed) or _HOUR.fullmatch(typed)
        try:
            return time(int(found[1]), int(found[2] or 0))
        except (TypeError, ValueError):
            raise forms.ValidationError(WRONG_HOUR.format(value), code="invalid") from None


class WholeNumberField(forms.IntegerField):
    """A whole number, thousands apart or not: 1300, 1.300 or 1 300. Any other dot is a fraction, and refused.

    Figures 0 to 9 only: Python reads those of every script, and 1_300; nobody could check such a number on paper.
    """

    def to_python(self, value):
        if isinstance(value, str):
            value = value.strip()
            if value and not _WHOLE.fullmatch(value):
                raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
            value = _BETWEEN_THOUSANDS.sub("", value)
        return super().to_python(value)


class Line(forms.CharField):
    """One line in NFC with single spaces."""

    def to_python(self, value) -> str:
        return squeeze(super().to_python(value) or "")


class ManyRowsField(forms.ModelMultipleChoiceField):
    """Rows ticked by their keys. A key no row can have is `invalid_choice`, like one of no row.

    Django asks for the rows with `IN`, at which a database stops with an error when a number is
    larger than its column; a single choice it compares with `=`, which it guards itself.
    """

    def clean(self, value):
        for key in value if isinstance(value, list | tuple) else ():
            if len(str(key)) > LONGEST_KEY:
                raise forms.ValidationError(
                    self.error_messages["invalid_choice"], code="invalid_choice", params={"value": key}
                )
        return super().clean(value)
