"""What is typed about a decision and the fund. The rules are awards.checks' and awards.workflow's."""

import re

from django import forms

from awards.enums import FundKind
from awards.models import FundEntry, LegalRegime
from awards.money import fund_of
from campaigns.series import DECISION, series_key
from phuong6.lib.vietnamese import format_vnd, search_key
from phuong6.office.fields import AtMost
from phuong6.office.forms import DayField
from phuong6.office.models import NumberSeries


def reason_field(label: str, ask: str, **rest) -> forms.CharField:
    return forms.CharField(
        label=label,
        validators=[AtMost(2000)],
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": ask},
        **rest,
    )


class MoneyField(forms.IntegerField):
    """Whole đồng, with or without dots and the word đồng: "5.000.000 đồng" is 5000000."""

    def __init__(self, **kwargs):
        super().__init__(
            min_value=1,
            max_value=10**12,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
            error_messages={
                "invalid": "Hãy ghi số tiền bằng chữ số, ví dụ 5.000.000.",
                "required": "Hãy ghi số tiền.",
                "min_value": "Số tiền phải lớn hơn 0.",
            },
            **kwargs,
        )

    def to_python(self, value):
        if isinstance(value, str):
            bare = re.sub(r"\s*(đồng|vnđ|vnd|đ)\.?$", "", value.strip().lower())
            if re.fullmatch(r"\d{1,3}([. ]\d{3})+", bare):
                bare = re.sub(r"[. ]", "", bare)
            value = bare
        return super().to_python(value)


class DraftForm(forms.Form):
    """A new draft asks only for the day it will probably be signed."""

    planned_on = DayField(
        "Ngày dự kiến ký", help_text="Tiền thưởng tính theo nghị định và lương cơ sở có hiệu lực ngày này."
    )


class PlanForm(DraftForm):
    """Another planned day, or another regime with its reason."""

    regime_override = forms.ModelChoiceField(
        LegalRegime.objects.all(),
        label="Chế độ áp dụng",
        required=False,
        empty_label="Theo ngày ký (mặc định)",
    )
    override_reason = reason_field(
        "Lý do áp dụng chế độ khác", "", required=False, help_text="Chỉ ghi khi chọn chế độ khác mặc định."
    )

    def clean(self):
        given = super().clean()
        if given.get("regime_override") and not given.get("override_reason", "").strip():
            self.add_error("override_reason", "Áp dụng chế độ khác phải ghi lý do.")
        return given


class MoveForm(forms.Form):
    """A form of one move. `data_for_move()` is what perform() is given."""

    def __init__(self, *args, decision, **kwargs):
        self.decision = decision
        super().__init__(*args, **kwargs)

    def data_for_move(self) -> dict:
        return self.cleaned_data


class SendForm(MoveForm):
    """Sending to the chairman; a list the fund cannot bear needs a reason."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        available = fund_of(self.decision.campaign, leaving_out=self.decision).available
        if self.decision.total > available:
            self.fields["fund_override_reason"] = reason_field(
                "Lý do chi vượt số dư quỹ",
                "Hãy ghi lý do chi vượt, hoặc ghi thêm khoản thu vào sổ quỹ trước khi trình.",
                help_text=f"Tổng tiền thưởng nhiều hơn số dư quỹ {format_vnd(self.decision.total - available)}.",
            )


class SendBackForm(MoveForm):
    note = reason_field("Lý do trả lại", "Hãy ghi lý do trả lại để cán bộ Nội vụ sửa cho đúng.")


class ApproveForm(MoveForm):
    """The chairman's password, on the sum he was shown."""

    password = forms.CharField(
        label="Mật khẩu đăng nhập",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "Hãy nhập mật khẩu để xác nhận."},
    )
    shown_total = forms.IntegerField(widget=forms.HiddenInput)


class IssueForm(MoveForm):
    """Number and day of the signed paper, as văn thư entered them."""

    number = forms.CharField(
        label="Số quyết định do văn thư cấp",
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": "Hãy ghi số quyết định văn thư đã cấp."},
    )
    decided_on = DayField("Ngày ký quyết định")

    def clean_number(self) -> int:
        typed = self.cleaned_data["number"].strip()
        series = NumberSeries.objects.get(key=series_key(self.decision.campaign, DECISION))
        match = re.fullmatch(r"(\d{1,6})\s*(?:/\s*(.+))?", typed)
        if match is None or int(match[1]) < 1:
            raise forms.ValidationError(f"Hãy chỉ ghi số, ví dụ 12; ký hiệu {series.notation} tự thêm.")
        if match[2] and search_key(match[2]) != search_key(series.notation):
            raise forms.ValidationError(f"Ký hiệu của sổ này là {series.notation}, hãy chỉ ghi số.")
        return int(match[1])


class StrikeForm(forms.Form):
    note = reason_field("Lý do không chọn", "Hãy ghi lý do không chọn.")


class PayForm(forms.Form):
    """The day on which the bonuses of a decision were handed out."""

    day = DayField("Ngày chi tiền thưởng")


class FundEntryForm(forms.ModelForm):
    """A line of the ledger. What was written stays: a slip is mended by an entry the other way."""

    amount = MoneyField(label="Số tiền (đồng)")
    day = DayField("Ngày")

    class Meta:
        model = FundEntry
        fields = ["kind", "amount", "day", "text"]
        error_messages = {"text": {"required": "Hãy ghi nội dung thu, chi."}}

    def __init__(self, *args, campaign, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.campaign = campaign
        self.fields["kind"].initial = FundKind.INCOME
        self.fields["kind"].choices = FundKind.choices

    def clean(self):
        given = super().clean()
        available = fund_of(self.instance.campaign).available
        if given.get("kind") == FundKind.PAYMENT and (given.get("amount") or 0) > available:
            self.add_error("amount", f"Số dư có thể chi chỉ còn {format_vnd(available)}.")
        return given
