"""The forms of a scanned stack."""

from django import forms

from phuong6.office.file_forms import ManyFilesField, PartForm
from phuong6.office.forms import Line, WholeNumberField

TURNS = (
    (0, "Đúng chiều"),
    (90, "Đầu trang quay sang phải"),
    (180, "Lộn ngược"),
    (270, "Đầu trang quay sang trái"),
)  # degrees clockwise by which the sheet lies


class StackForm(PartForm):
    files = ManyFilesField(
        label="Ảnh chụp hoặc tệp quét",
        help_text="Chọn nhiều ảnh hoặc tệp PDF cùng lúc, không cần đúng thứ tự, có thể lẫn nhiều văn bản. "
        "Mỗi lần tối đa 40 tệp, mỗi tệp không quá 20 MB; còn nữa thì gửi tiếp lần sau, các lần được ghép với nhau.",
    )


class PlaceForm(PartForm):
    """Where a page belongs: one of the pages still missing, or the code printed at its corner and its number."""

    where = forms.ChoiceField(
        label="Chọn trong các trang còn thiếu",
        required=False,
        error_messages={"invalid_choice": "Trang này vừa có người xếp. Hãy chọn lại."},
    )
    code = forms.CharField(
        label="Hoặc ghi mã in ở góc dưới trang",
        max_length=40,
        required=False,
        help_text="12 chữ và số, ví dụ K7M2-Q9XA-B3TD. Mã cũng ghi ở trang của văn bản, mục “Bản in gần nhất”.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "size": 18}),
    )
    number = WholeNumberField(
        label="Là trang số",
        min_value=1,
        max_value=999,
        required=False,
        error_messages={
            "invalid": "Số trang là số nguyên, ví dụ 2.",
            "min_value": "Số trang bắt đầu từ 1.",
            "max_value": "Số trang quá lớn.",
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": 4}),
    )
    turn = forms.TypedChoiceField(
        label="Trang giấy trong ảnh",
        choices=TURNS,
        coerce=int,
        error_messages={
            "invalid_choice": "Hãy chọn trang đang nằm thế nào.",
            "required": "Hãy chọn trang đang nằm thế nào.",
        },
    )

    def __init__(self, *args, places: list[tuple[str, str]], **kwargs):
        """`places`: the missing pages to choose from (scan_summary.missing_places)."""
        super().__init__(*args, **kwargs)
        if places:
            self.fields["where"].choices = [("", "Chưa chọn"), *places]
        else:
            del self.fields["where"]
            self.fields["code"].label = "Mã in ở góc dưới trang"

    def clean(self):
        """A chosen place says code and number; else both are typed."""
        data = super().clean()
        if where := data.pop("where", ""):
            data["code"], _, number = where.partition(":")
            data["number"] = int(number)
        elif not self.errors:
            if not data.get("code"):
                self.add_error("code", "Hãy ghi mã in ở góc dưới trang giấy.")
            elif not data.get("number"):
                self.add_error("number", "Hãy ghi đây là trang thứ mấy của văn bản.")
        return data


class AsideForm(PartForm):
    """Why a page belongs to no paper."""

    reason = Line(
        label="Vì sao để riêng",
        max_length=200,
        help_text="Ví dụ: mặt sau trắng, giấy tờ của nơi khác.",
        error_messages={
            "required": "Hãy ghi vì sao để riêng trang này.",
            "max_length": "Lý do dài quá 200 chữ. Hãy viết ngắn lại.",
        },
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
