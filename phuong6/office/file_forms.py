"""A field for one or several files, the same in every room."""

from crispy_forms.helper import FormHelper
from django import forms

from phuong6.lib.files.uploads import MAX_BYTES

PHOTO_OR_PDF = "application/pdf,image/jpeg,image/png"
MOST_FILES = 40


def as_part() -> FormHelper:
    """A crispy form inside a <form> the page writes itself."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    return helper


class PartForm(forms.Form):
    """A form inside the <form> its page writes itself."""

    helper = as_part()


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """One or several files, cleaned to [(name, bytes)]; their content is judged by the writer."""

    widget = ManyFilesInput(attrs={"multiple": True, "accept": PHOTO_OR_PDF, "data-max-mb": 20})

    def clean(self, data, initial=None):
        files = [each for each in (data if isinstance(data, list) else [data]) if each]
        if not files and not self.required:
            return []
        if not files:
            raise forms.ValidationError("Chưa chọn tệp nào. Hãy chọn tệp PDF hoặc ảnh chụp.")
        if len(files) > MOST_FILES:
            raise forms.ValidationError(f"Mỗi lần chỉ nhận tối đa {MOST_FILES} tệp.")
        # One byte too many is enough for the writer to name a large file together with the other bad ones.
        return [(each.name, each.read(MAX_BYTES + 1)) for each in files]
