"""What is typed of an initiative: by the unit that has it, by Nội vụ who lets it go on, by units that take it over."""

from django import forms
from django.utils import timezone

from campaigns.models import Official, Unit
from criteria.models import Initiative
from phuong6.lib.vietnamese import nfc
from phuong6.office.fields import AtMost
from phuong6.office.file_forms import PartForm
from phuong6.office.forms import DayField, Line, ManyRowsField

LONGEST_TITLE, LONGEST, LONGEST_NOTE = 300, 4000, 1000
NO_TITLE = "Hãy ghi tên sáng kiến, giải pháp hoặc mô hình."


class _Line(Line):
    """Refused with its length rather than cut off."""

    def __init__(self, limit: int, **rest):
        super().__init__(**rest, validators=[AtMost(limit)])


def _prose(label: str, help_text: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        help_text=help_text,
        validators=[AtMost(LONGEST)],
        widget=forms.Textarea(attrs={"rows": 4}),
    )


def _title() -> _Line:
    return _Line(
        LONGEST_TITLE, label="Tên sáng kiến, giải pháp, mô hình", error_messages={"required": NO_TITLE}
    )


class _Part(PartForm):
    """A form inside the <form> of its page, with our own sentences."""

    use_required_attribute = False


class NewInitiativeForm(_Part):
    """The unit, where a person speaks for several, and a name."""

    unit = forms.ModelChoiceField(
        None,
        label="Đơn vị đề xuất",
        to_field_name="code",
        empty_label=None,
        error_messages={"required": "Hãy chọn đơn vị.", "invalid_choice": "Hãy chọn đơn vị trong danh sách."},
    )
    title = _title()

    def __init__(self, *args, units: list[Unit], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.filter(pk__in=[unit.pk for unit in units])
        if len(units) == 1:
            self.fields["unit"].initial = units[0].code
            self.fields["unit"].widget = forms.HiddenInput()


class InitiativeForm(_Part):
    """A draft. Only the name is asked for while writing; the rest when it is sent."""

    title = _title()
    area = forms.ModelChoiceField(
        None,
        label="Lĩnh vực cải cách hành chính",
        required=False,
        empty_label="Chưa chọn",
        error_messages={"invalid_choice": "Hãy chọn lĩnh vực trong danh sách."},
    )
    problem = _prose("Trước đây ra sao, vướng gì", "Ví dụ: bà con quên ngày hẹn, phải đi lại nhiều lần.")
    solution = _prose("Cách làm mới", "Làm gì khác trước, ai làm, làm thế nào.")
    effect = _prose("Kết quả, lợi ích", "Có số liệu càng tốt: bớt bao nhiêu lần đi lại, bao nhiêu ngày.")
    authors = ManyRowsField(
        None,
        label="Tác giả, đồng tác giả",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Sáng kiến được công nhận là minh chứng cho những người này khi đề nghị khen thưởng.",
        error_messages={
            "invalid_choice": "Có người không còn chọn được nữa. Hãy tải lại trang rồi chọn lại.",
            "invalid_pk_value": "Mục đã chọn không hợp lệ. Hãy tải lại trang rồi chọn lại.",
        },
    )

    def __init__(self, data=None, *, initiative: Initiative):
        known = {
            name: getattr(initiative, name) for name in ("title", "area", "problem", "solution", "effect")
        }
        super().__init__(data, initial=known | {"authors": list(initiative.authors.all())})
        self.fields["area"].queryset = initiative.campaign.areas.all()
        self.fields["authors"].queryset = Official.objects.filter(unit=initiative.unit_id, is_active=True)
        if not self.fields["authors"].queryset.exists():
            del self.fields["authors"]

    def clean(self):
        data = super().clean()
        return {name: nfc(value) if isinstance(value, str) else value for name, value in data.items()}


class TrialForm(_Part):
    trial_from = DayField("Thí điểm từ ngày", error_messages={"required": "Hãy ghi ngày bắt đầu thí điểm."})


class RecogniseForm(_Part):
    recognised_on = DayField("Ngày công nhận", error_messages={"required": "Hãy ghi ngày công nhận."})
    recognised_by = _Line(
        200,
        label="Nơi công nhận",
        help_text="Ví dụ: Chủ tịch Ủy ban nhân dân Phường 6.",
        error_messages={"required": "Hãy ghi nơi công nhận."},
    )
    recognised_in = _Line(
        200,
        label="Văn bản công nhận",
        required=False,
        help_text="Tên, số văn bản. Chưa có số thì để trống.",
    )


class NoteForm(_Part):
    """Why it goes back or is not carried out."""

    note = forms.CharField(
        label="Lý do",
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[AtMost(LONGEST_NOTE)],
        error_messages={"required": "Hãy ghi lý do để đơn vị biết."},
    )


class NothingForm(_Part):
    """A button and nothing to fill in."""


class UseForm(_Part):
    """Another unit that works this way now."""

    unit = forms.ModelChoiceField(
        None,
        label="Đơn vị áp dụng",
        empty_label=None,
        error_messages={
            "required": "Hãy chọn đơn vị.",
            "invalid_choice": "Đơn vị này đã có trong danh sách hoặc không chọn được. Hãy tải lại trang.",
        },
    )
    from_day = DayField("Áp dụng từ ngày")
    note = _Line(300, label="Kết quả áp dụng", required=False)

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units

    def clean_from_day(self):
        day = self.cleaned_data["from_day"]
        if day > timezone.localdate():
            raise forms.ValidationError("Ngày áp dụng không thể ở tương lai.")
        return day
