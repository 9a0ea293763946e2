"""What is typed of an inspection: the plan, the visit, what was found, how it was put right."""

from datetime import date, timedelta

from django import forms
from django.utils import timezone

from campaigns.models import Campaign, Unit
from criteria.measuring.obligations import units_of_campaign
from criteria.models import Inspection, Target
from phuong6.lib.vietnamese import nfc, short_date
from phuong6.office.fields import AtMost
from phuong6.office.file_forms import ManyFilesField, PartForm
from phuong6.office.forms import DayField, HourField
from phuong6.office.posts import named

LONGEST, LONGEST_REASON = 4000, 1000
PUT_RIGHT_WITHIN = timedelta(days=366)
FILES_KEPT = "Ảnh đã được giữ, không cần chọn lại."
A_LINE_EACH = "Mỗi dòng một người, kèm chức vụ, ví dụ: Nguyễn Văn A, {neighbourhood_head}."


class _Part(PartForm):
    def clean(self) -> dict:
        """Texts of several lines in NFC, as they are compared and kept."""
        data = super().clean()
        return {name: nfc(value).strip() if isinstance(value, str) else value for name, value in data.items()}


def _words(label: str, *, asked: str = "", rows: int = 4, help_text: str = "") -> forms.CharField:
    """A text of several lines; `asked` is the sentence when it is empty, without it may be."""
    return forms.CharField(
        label=label,
        required=bool(asked),
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": asked},
        validators=[AtMost(LONGEST)],
    )


def _line(label: str, longest: int, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=longest,
        help_text=help_text,
        error_messages={"max_length": f"Dài quá {longest} chữ. Hãy viết ngắn lại."},
    )


class _WithPhotos(_Part):
    """Something written with photographs or papers beside it."""

    def __init__(self, *args, inspection: Inspection, **kwargs):
        super().__init__(*args, **kwargs)
        self.inspection = inspection
        self.fields["files"] = ManyFilesField(
            label="Ảnh, giấy tờ",
            required=False,
            help_text="Ảnh chụp hoặc tệp PDF, chọn được nhiều tệp. Mỗi tệp không quá 20 MB.",
        )
        self.fields["caption"] = _line("Ảnh cho thấy gì", 200)

    @property
    def values(self) -> dict:
        """What is written, without the files."""
        return {name: self.cleaned_data[name] for name in self.base_fields}

    def tell_files_kept(self) -> None:
        """Say beside the field that the files sent along are kept, though the rest was refused."""
        self["files"].help_text = FILES_KEPT

    def refuse_day_before(self, day: date, what: str) -> None:
        """Raises ValidationError for a day before the visit."""
        if day < self.inspection.held_on:
            held = short_date(self.inspection.held_on)
            raise forms.ValidationError(f"{what} không thể trước ngày kiểm tra ({held}).")


class UnitChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Unit) -> str:
        return obj.name


class PlanForm(_Part):
    """Whom to visit, when, about what, by whom."""

    unit = UnitChoice(
        label="Đơn vị được kiểm tra",
        queryset=Unit.objects.none(),
        empty_label="Chọn đơn vị",
        error_messages={
            "required": "Hãy chọn đơn vị được kiểm tra.",
            "invalid_choice": "Hãy chọn một đơn vị đã đăng ký tham gia phong trào.",
        },
    )
    planned_on = DayField("Dự kiến ngày", error_messages={"required": "Hãy ghi ngày dự kiến kiểm tra."})
    subject = _words("Nội dung kiểm tra", asked="Hãy ghi kiểm tra nội dung gì.")
    team = _words(
        "Thành phần đoàn kiểm tra",
        asked="Hãy ghi ít nhất Trưởng đoàn.",
        rows=3,
        help_text=named(f"{A_LINE_EACH} Người ở dòng đầu là Trưởng đoàn."),
    )

    def __init__(self, *args, campaign: Campaign, **kwargs):
        super().__init__(*args, **kwargs)
        self.campaign = campaign
        joined = [unit.pk for unit in units_of_campaign(campaign)]
        self.fields["unit"].queryset = Unit.objects.filter(pk__in=joined).order_by("sort_key", "pk")

    def clean_planned_on(self) -> date:
        day, first = self.cleaned_data["planned_on"], self.campaign.earliest_launch
        last = date(self.campaign.ends_on.year + 1, 12, 31)
        if not first <= day <= last:
            raise forms.ValidationError(
                f"Ngày kiểm tra phải từ ngày phát động ({self.campaign.launch_phrase}) đến {short_date(last)}."
            )
        return day


class HeldForm(_Part):
    """When and where it was, and who spoke for the unit."""

    held_on = DayField("Kiểm tra ngày", error_messages={"required": "Hãy ghi ngày kiểm tra."})
    held_from = HourField("Từ giờ", required=False)
    held_to = HourField("Đến giờ", required=False)
    place = _line("Nơi kiểm tra", 200)
    unit_side = _words(
        "Đại diện đơn vị", rows=3, help_text=named(f"{A_LINE_EACH} Người ở dòng đầu ký biên bản.")
    )

    def __init__(self, *args, inspection: Inspection, **kwargs):
        super().__init__(*args, **kwargs)
        self.inspection = inspection

    def clean_held_on(self) -> date:
        day, campaign = self.cleaned_data["held_on"], self.inspection.campaign
        if day > timezone.localdate():
            raise forms.ValidationError("Ngày kiểm tra không thể ở tương lai.")
        if day < campaign.earliest_launch:
            raise forms.ValidationError(
                f"Ngày kiểm tra không thể trước ngày phát động ({campaign.launch_phrase})."
            )
        return day

    def clean(self) -> dict:
        data = super().clean()
        begun, ended = data.get("held_from"), data.get("held_to")
        if begun and ended and ended <= begun:
            self.add_error("held_to", "Giờ kết thúc phải sau giờ bắt đầu.")
        return data


class FindingForm(_WithPhotos):
    """One thing found, and what must be put right until when."""

    target = forms.ModelChoiceField(
        label="Về chỉ tiêu, nhiệm vụ",
        queryset=Target.objects.none(),
        required=False,
        empty_label="Không gắn với chỉ tiêu nào",
        help_text="Biên bản ghi mức phấn đấu của chỉ tiêu bên cạnh kết quả kiểm tra.",
        error_messages={"invalid_choice": "Hãy chọn chỉ tiêu trong danh sách."},
    )
    text = _words("Kết quả kiểm tra", asked="Hãy ghi đã thấy gì.", help_text="Có số liệu càng tốt.")
    to_fix = forms.BooleanField(label="Phải khắc phục", required=False)
    fix = _words(
        "Việc cần khắc phục", rows=2, help_text="Để trống thì biên bản ghi lại kết quả kiểm tra ở trên."
    )
    fixer = _line("Người thực hiện", 160)
    due_on = DayField("Khắc phục chậm nhất ngày", required=False)

    def __init__(self, *args, inspection: Inspection, **kwargs):
        super().__init__(*args, inspection=inspection, **kwargs)
        self.fields["target"].queryset = inspection.campaign.targets.order_by("order")

    def clean_due_on(self) -> date | None:
        day = self.cleaned_data["due_on"]
        if day is None or self.inspection.held_on is None:  # before it is held nothing is written at all
            return day
        self.refuse_day_before(day, "Hạn khắc phục")
        if day > self.inspection.held_on + PUT_RIGHT_WITHIN:
            raise forms.ValidationError("Hạn khắc phục xa quá một năm. Hãy xem lại năm.")
        return day

    def clean(self) -> dict:
        data = super().clean()
        asked = any(data.get(name) for name in ("fix", "fixer", "due_on"))
        if data.get("to_fix") and not data.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", "Việc phải khắc phục cần có hạn.")
        elif asked and not data.get("to_fix"):
            self.add_error("to_fix", "Đã ghi việc, người hoặc hạn khắc phục thì hãy đánh dấu ô này.")
        return data


class ConclusionForm(_Part):
    """What the visit comes to."""

    conclusion = _words("Kết luận", asked="Hãy ghi kết luận.", rows=5)


class FixedForm(_WithPhotos):
    """How it was put right."""

    fixed_text = _words("Đã khắc phục thế nào", asked="Hãy ghi đã khắc phục thế nào.")
    fixed_on = DayField("Khắc phục xong ngày", error_messages={"required": "Hãy ghi ngày khắc phục xong."})

    def clean_fixed_on(self) -> date:
        day = self.cleaned_data["fixed_on"]
        if day > timezone.localdate():
            raise forms.ValidationError("Ngày khắc phục không thể ở tương lai.")
        self.refuse_day_before(day, "Ngày khắc phục")
        return day


class ReasonForm(_Part):
    """Why it is not held, or not yet put right."""

    note = forms.CharField(
        label="Lý do",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Hãy ghi lý do."},
        validators=[AtMost(LONGEST_REASON)],
    )
