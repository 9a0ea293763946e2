"""Forms of setting up a campaign."""

from datetime import timedelta

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils import timezone

from campaigns.enums import CampaignStatus
from campaigns.law.vote_presets import BY_KEY, PRESETS
from campaigns.models import Campaign
from phuong6.office.forms import DayField, WholeNumberField
from phuong6.office.model_admin import KeyedForm

FIRST_YEAR, LAST_YEAR = 2000, 2100


def years_later(day, years: int):
    """The same day some years on; 29 February becomes 28."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


class CampaignForm(KeyedForm):
    """A campaign whose days stand in order. Rules of voting may be taken over from a published example."""

    vote_preset = forms.ChoiceField(
        label="Lấy quy định biểu quyết theo",
        required=False,
        choices=[("", "Giữ như các ô bên dưới"), *((each.key, each.label) for each in PRESETS)],
        help_text=(
            "Chọn một mẫu rồi lưu: các ô bên dưới được điền theo mẫu đó; ô mẫu không nói đến thì giữ nguyên. "
            "Không có quy định chung của Nhà nước cho giấy khen cấp xã: quy chế của phường quyết định."
        ),
    )

    def __init__(self, *args, instance: Campaign | None = None, **kwargs):
        """A new campaign is being prepared until it is opened."""
        super().__init__(*args, instance=instance or Campaign(status=CampaignStatus.PREPARING), **kwargs)

    def clean(self) -> dict:
        data = super().clean()
        if preset := BY_KEY.get(data.get("vote_preset", "")):
            data |= preset.values
        ends, late = data.get("ends_on"), data.get("dossier_too_late")
        if ends and late and timezone.localdate(late) < ends:
            self.add_error(
                "dossier_too_late",
                "Hạn gửi hồ sơ không được trước ngày kết thúc phong trào. Hãy xem lại hai ngày.",
            )
        return data


class CopyForm(forms.Form):
    """What is new in a new year's campaign; the rest is copied."""

    code = forms.SlugField(
        label="Mã", max_length=40, help_text="Ngắn, không dấu, dùng trong mã hồ sơ, ví dụ CCHC-2024."
    )
    name = forms.CharField(label="Tên phong trào", max_length=200)
    year = WholeNumberField(label="Năm", min_value=FIRST_YEAR, max_value=LAST_YEAR)
    ends_on = DayField("Ngày kết thúc phong trào")
    too_late_on = DayField(
        "Hồ sơ gửi về trước ngày",
        help_text="Hồ sơ đến trong ngày này đã là trễ hạn, như “trước ngày 15/11/2023” trong kế hoạch.",
        error_messages={"required": "Hãy ghi ngày hết hạn gửi hồ sơ."},
    )
    rehearsal = forms.BooleanField(
        label="Để diễn tập",
        required=False,
        help_text="Mọi trang và giấy tờ mang chữ DIỄN TẬP, lấy số ở sổ riêng; không tính vào lịch sử khen thưởng.",
    )

    def __init__(self, *args, old: Campaign, rehearsal: bool = False, **kwargs):
        year, step = timezone.localdate().year, 1
        step = max(1, year - old.year)
        new_year = old.year + step
        late = timezone.localdate(old.dossier_too_late)
        kwargs["initial"] = {
            "code": old.code.replace(str(old.year), str(new_year)),
            "name": old.name.replace(str(old.year), str(new_year)),
            "year": new_year,
            "ends_on": years_later(old.ends_on, step),
            "too_late_on": years_later(late, step),
            "rehearsal": rehearsal,
        }
        if rehearsal:
            kwargs["initial"] |= {"code": f"DT-{old.code}", "name": f"{old.name} (diễn tập)", "year": year}
        super().__init__(*args, **kwargs)
        self.old = old

    def clean(self) -> dict:
        data = super().clean()
        ends, late = data.get("ends_on"), data.get("too_late_on")
        if ends and late and late - ends < timedelta(0):
            self.add_error("too_late_on", "Hạn gửi hồ sơ không được trước ngày kết thúc phong trào.")
        if data.get("code") and Campaign.objects.filter(ward=self.old.ward, code=data["code"]).exists():
            self.add_error("code", "Mã này đã dùng cho phong trào khác. Hãy chọn mã khác.")
        return data

    def take(self, error: ValidationError) -> None:
        """Show what the model refuses, next to its field where the form has it."""
        found = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
        for name, sentences in found.items():
            for sentence in sentences:
                self.add_error(name if name in self.fields else None, sentence)
