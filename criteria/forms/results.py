"""What a unit types for a target: two whole numbers, or done and how."""

from datetime import date

from django import forms
from django.utils import timezone

from criteria.measuring.obligations import Cell
from criteria.models import Target
from phuong6.lib.vietnamese import nfc
from phuong6.office.fields import AtMost
from phuong6.office.file_forms import ManyFilesField, PartForm
from phuong6.office.forms import DayField, WholeNumberField

LONGEST, LONGEST_REASON, MOST = 4000, 1000, 1_000_000
WHOLE = "Ghi số nguyên, không có phần lẻ và không có dấu %, ví dụ 128."


def _count(label: str, help_text: str = "") -> WholeNumberField:
    return WholeNumberField(
        label=label,
        required=False,
        min_value=0,
        max_value=MOST,
        help_text=help_text,
        error_messages={
            "invalid": WHOLE,
            "min_value": "Số này không thể âm.",
            "max_value": "Số này quá lớn. Hãy xem lại.",
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": 10}),
    )


def typed_in(cell: Cell) -> dict:
    """What a report holds, as its form shows it."""
    row = cell.result
    if row is None:
        return {}
    names = (*ShareForm.field_order, *TaskForm.field_order)
    done = {None: None, True: "1", False: "0"}[row.done]
    return {name: getattr(row, name) for name in names} | {"done": done}


class _WordsForm(PartForm):
    """The words every report has."""

    together: tuple[tuple[str, ...], ...] = ()

    text = forms.CharField(
        label="Đã làm gì, kết quả ra sao",
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        validators=[AtMost(LONGEST)],
    )

    def __init__(self, data=None, *, cell: Cell):
        super().__init__(data, initial=typed_in(cell))
        self.cell = cell

    def clean_text(self) -> str:
        return nfc(self.cleaned_data["text"])

    def right(self) -> dict:
        """What can be kept of a refused form: of figures that belong together all or none, lest a pair nobody typed stays."""
        wrong = {name for group in self.together if set(group) & set(self.errors) for name in group}
        return {name: value for name, value in self.cleaned_data.items() if name not in wrong}


class ShareForm(_WordsForm):
    """Numerator and denominator; a percent is never typed."""

    field_order = (
        "denominator",
        "numerator",
        "delegated",
        "text",
        "last_year_denominator",
        "last_year_numerator",
    )
    together = (("denominator", "numerator", "delegated"), ("last_year_denominator", "last_year_numerator"))

    def __init__(self, data=None, *, cell: Cell):
        super().__init__(data, cell=cell)
        target: Target = cell.target
        self.fields["denominator"] = _count(
            target.denominator, "Trong kỳ không phát sinh thì ghi 0 ở ô này và ô dưới."
        )
        self.fields["numerator"] = _count(target.numerator, "Lấy từ trong số vừa ghi ở ô trên.")
        if target.counts_meetings:
            self.fields["delegated"] = _count(
                "Số lượt cử người dự thay", "Người được mời vẫn tính là vắng; số này chỉ để ghi riêng."
            )
        self.fields["last_year_denominator"] = _count(
            "Cùng kỳ năm trước: tổng số", "Không có số liệu thì để trống."
        )
        self.fields["last_year_numerator"] = _count("Cùng kỳ năm trước: số đạt")
        self.order_fields(self.field_order)

    def clean(self):
        data = super().clean()
        for part, whole in (
            ("numerator", "denominator"),
            ("last_year_numerator", "last_year_denominator"),
        ):
            if None not in (data.get(part), data.get(whole)) and data[part] > data[whole]:
                self.add_error(part, f"Số này ({data[part]}) không thể lớn hơn tổng số ({data[whole]}).")
        self._compare_delegated(data)
        return data

    def _compare_delegated(self, data: dict) -> None:
        figures = [data.get(name) for name in ("denominator", "numerator", "delegated")]
        if None in figures:
            return
        invited, came, delegated = figures
        if came + delegated > invited:
            self.add_error(
                "delegated",
                f"Trực tiếp dự {came}, cử dự thay {delegated}: nhiều hơn số được mời ({invited}).",
            )


class TaskForm(_WordsForm):
    """Whether a task is done, when and how."""

    field_order = ("done", "done_on", "text")
    together = (("done", "done_on"),)
    done = forms.TypedChoiceField(
        label="Nhiệm vụ này",
        required=False,
        choices=(("", "Chưa chọn"), ("1", "Đã hoàn thành"), ("0", "Chưa hoàn thành")),
        coerce=lambda value: value == "1",
        empty_value=None,
        error_messages={"invalid_choice": "Hãy chọn đã hoàn thành hay chưa."},
    )
    done_on = DayField("Hoàn thành ngày", required=False)

    def clean_done_on(self) -> date | None:
        day, span = self.cleaned_data["done_on"], self.cell.span
        if day is None:
            return None
        if self.cleaned_data.get("done") is False:
            raise forms.ValidationError("Chưa hoàn thành thì để trống ngày hoàn thành.")
        if day > timezone.localdate():
            raise forms.ValidationError("Ngày hoàn thành không thể ở tương lai.")
        if not span.first <= day <= span.last:
            raise forms.ValidationError(
                f"Ngày hoàn thành phải trong kỳ báo cáo, từ {span.first:%d/%m/%Y} đến {span.last:%d/%m/%Y}."
            )
        return day


class ProofForm(PartForm):
    """Files that prove a result."""

    files = ManyFilesField(
        label="Minh chứng", help_text="Ảnh chụp hoặc tệp PDF, chọn được nhiều tệp. Mỗi tệp không quá 20 MB."
    )
    caption = forms.CharField(
        label="Minh chứng này là gì",
        required=False,
        max_length=200,
        error_messages={"max_length": "Dài quá 200 chữ. Hãy viết ngắn lại."},
    )


class SendBackForm(PartForm):
    """Why a report goes back."""

    note = forms.CharField(
        label="Lý do trả lại",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Hãy ghi lý do để đơn vị biết cần sửa gì."},
        validators=[AtMost(LONGEST_REASON)],
    )
