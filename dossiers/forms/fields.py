"""What the forms of the guided path are made of: text in NFC, several files at once."""

from datetime import date, datetime, time

from crispy_forms.helper import FormHelper
from django import forms
from django.utils import timezone

from phuong6.lib.uploads import MAX_BYTES
from phuong6.lib.vietnamese import nfc, squeeze
from phuong6.office.fields import AtMost

PHOTO_OR_PDF = "application/pdf,image/jpeg,image/png"
MOST_FILES = 40


def as_part() -> FormHelper:
    """A crispy form inside a <form> the page writes itself."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    return helper


class Line(forms.CharField):
    """One line in NFC with single spaces."""

    def to_python(self, value):
        return squeeze(super().to_python(value) or "")


class Prose(forms.CharField):
    """Several lines in NFC, at most `limit` characters."""

    widget = forms.Textarea

    def __init__(self, *, limit: int, **kwargs):
        super().__init__(**kwargs)
        self.validators.append(AtMost(limit))

    def to_python(self, value):
        return nfc(super().to_python(value) or "")


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """One or several files, cleaned to [(name, bytes)]; their content is judged by the writer."""

    widget = ManyFilesInput(attrs={"multiple": True, "accept": PHOTO_OR_PDF, "data-max-mb": 20})

    def clean(self, data, initial=None):
        files = [each for each in (data if isinstance(data, list) else [data]) if each]
        if not files:
            raise forms.ValidationError("Chưa chọn tệp nào. Hãy chọn tệp PDF hoặc ảnh chụp.")
        if len(files) > MOST_FILES:
            raise forms.ValidationError(f"Mỗi lần chỉ nhận tối đa {MOST_FILES} tệp.")
        for each in files:
            if each.size > MAX_BYTES:
                raise forms.ValidationError(
                    f"Tệp “{each.name}” lớn hơn 20 MB. Hãy quét với độ phân giải thấp hơn (200 dpi) "
                    "hoặc chụp lại bằng điện thoại."
                )
        return [(each.name, each.read()) for each in files]


def moment(day: date, time_of_day: time) -> datetime:
    """A day and an hour of Vietnam's clock as an aware moment."""
    return timezone.make_aware(datetime.combine(day, time_of_day))
