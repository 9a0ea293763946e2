"""The unit's own meeting and its votes."""

from django import forms
from django.core.validators import MaxValueValidator
from django.utils import timezone

from dossiers.forms.fields import moment
from dossiers.models import Nominee, ReviewMinutes
from phuong6.office.fields import AtMost
from phuong6.office.file_forms import as_part
from phuong6.office.forms import DayField, HourField, WholeNumberField
from phuong6.office.posts import named

MOST_PEOPLE = MaxValueValidator(9999, "Số này quá lớn. Hãy xem lại.")


class MinutesForm(forms.ModelForm):
    """The facts of the meeting. The moment is asked as a day and an hour."""

    held_day = DayField("Ngày họp", required=False)
    held_time = HourField("Giờ bắt đầu", required=False)
    ended = HourField("Giờ kết thúc", required=False, help_text="Ghi giờ:phút, ví dụ 16:30. Không bắt buộc.")
    field_order = ["held_day", "held_time", "ended"]

    class Meta:
        model = ReviewMinutes
        fields = [
            "ended",
            "place",
            "chair",
            "secretary",
            "members",
            "present",
            "absent_reason",
            "method",
            "opinions",
        ]
        help_texts = {
            "place": named("Ví dụ: Nhà văn hóa {neighbourhood}."),
            "absent_reason": "Ví dụ: Bà Lê Thị A, bận việc gia đình.",
            "opinions": "Mỗi ý kiến một dòng. Không bắt buộc.",
        }
        field_classes = dict.fromkeys(("members", "present"), WholeNumberField)
        widgets = {"method": forms.RadioSelect, "opinions": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["method"].choices = [each for each in self.fields["method"].choices if each[0]]
        self.fields["opinions"].validators.append(AtMost(4000))
        for name in ("members", "present"):
            self.fields[name].error_messages["invalid"] = "Hãy ghi số người bằng chữ số."
            self.fields[name].validators.append(MOST_PEOPLE)
        if self.instance.held_at:
            held = timezone.localtime(self.instance.held_at)
            self.initial |= {"held_day": held.date(), "held_time": held.time()}
        self.helper = as_part()

    def clean(self):
        cleaned = super().clean()
        day, time = cleaned.get("held_day"), cleaned.get("held_time")
        if day and day > timezone.localdate():
            self.add_error("held_day", "Ngày họp không thể sau hôm nay. Hãy xem lại ngày đã ghi.")
        elif day and day < self.instance.dossier.campaign.earliest_launch:
            launched = self.instance.dossier.campaign.launch_phrase
            self.add_error(
                "held_day",
                f"Ngày họp trước ngày phát động phong trào ({launched}). Hãy xem lại ngày đã ghi.",
            )
        elif day and time and moment(day, time) > timezone.now():
            self.add_error("held_time", "Giờ họp không thể sau bây giờ. Hãy xem lại giờ đã ghi.")
        elif bool(day) != bool(time) and not {"held_day", "held_time"} & set(self.errors):
            empty, what = ("held_time", "giờ") if day else ("held_day", "ngày")
            self.add_error(empty, f"Hãy ghi thêm {what} họp.")
        if time and cleaned.get("ended") and cleaned["ended"] <= time:
            self.add_error("ended", "Giờ kết thúc phải sau giờ bắt đầu. Hãy xem lại hai giờ đã ghi.")
        members, present = cleaned.get("members"), cleaned.get("present")
        if members is not None and present is not None and present > members:
            self.add_error(
                "present",
                f"Số người có mặt ({present}) không thể nhiều hơn số người được triệu tập ({members}).",
            )
            cleaned.pop("members", None)
        return cleaned

    def values(self) -> dict:
        """The valid fields, the day and hour as one aware moment."""
        cleaned = {name: value for name, value in self.cleaned_data.items() if name not in self.errors}
        day, time = cleaned.pop("held_day", None), cleaned.pop("held_time", None)
        if day and time:
            cleaned["held_at"] = moment(day, time)
        elif "held_day" not in self.errors and "held_time" not in self.errors:
            cleaned["held_at"] = None
        return cleaned

    def _post_clean(self):
        """The model's constraints are asked by the writer, under the lock."""


class VotesForm(forms.ModelForm):
    """The votes on one nominee, of those present."""

    class Meta:
        model = Nominee
        fields = ["votes_for", "votes_against", "votes_other"]
        field_classes = dict.fromkeys(fields, WholeNumberField)
        labels = {"votes_for": "Tán thành", "votes_against": "Không tán thành", "votes_other": "Ý kiến khác"}

    def __init__(self, *args, present: int | None, **kwargs):
        super().__init__(*args, **kwargs)
        self.present = present
        for field in self.fields.values():
            field.error_messages["invalid"] = "Hãy ghi số phiếu bằng chữ số."
            field.validators.append(MOST_PEOPLE)
        self.helper = as_part()

    def clean(self):
        cleaned = super().clean()
        cast = sum(value or 0 for value in cleaned.values())
        if self.present is not None and cast > self.present:
            self.add_error(
                "votes_for",
                f"Tổng số phiếu ({cast}) nhiều hơn số người có mặt ({self.present}). Hãy xem lại ba ô số phiếu.",
            )
            cleaned.clear()
        return cleaned

    def _post_clean(self):
        """Nothing is written to the row here: the writer does, under the lock."""
