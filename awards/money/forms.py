"""What is typed about the fund: lines of its ledger, their reversal, bonuses handed out, money that came back."""

import re
from datetime import date

from django import forms
from django.utils import timezone

from awards.enums import FundKind
from awards.forms import reason_field
from awards.money.fund import fund_of
from awards.money.vouchers import standing, told
from phuong6.lib.vietnamese import format_vnd, short_date
from phuong6.office.forms import DayField, Line, WholeNumberField, hidden


class MoneyField(WholeNumberField):
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
            if re.fullmatch(r"[0-9]{1,3}([. ][0-9]{3})+", bare):
                bare = re.sub(r"[. ]", "", bare)
            value = bare
        return super().to_python(value)


def voucher_field() -> forms.CharField:
    return forms.CharField(
        label="Số chứng từ",
        required=False,
        max_length=60,
        help_text="Số phiếu thu, phiếu chi của kế toán, nếu có.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "size": 20}),
    )


def again_field() -> forms.BooleanField:
    """The tick asked for once a voucher's number turns out to stand already; `repeat_field` beside it."""
    return forms.BooleanField(label="Vẫn ghi số chứng từ này", required=False)


def repeat_field() -> forms.CharField:
    return reason_field("Lý do ghi trùng số chứng từ", "", required=False)


def ask_about_voucher(form: forms.Form, campaign_id: int, kind: str) -> None:
    """For a form's `clean`: a number that stands already is refused until it is ticked and explained."""
    given = form.cleaned_data
    twins = []
    if given.get("voucher") and given.get("day"):
        twins = standing(campaign_id, kind, given["day"], given["voucher"])
    if not twins:
        forget_again(form)
        return
    ticked, reason = given.get("voucher_again"), given.get("repeat_reason", "").strip()
    if not ticked or not reason:
        form.add_error("voucher", told(twins))
    if reason and not ticked:
        form.add_error("voucher_again", "Hãy đánh dấu nếu vẫn ghi số chứng từ này.")
    if ticked and not reason:
        form.add_error("repeat_reason", "Hãy ghi lý do ghi trùng số chứng từ.")


def forget_again(form: forms.Form) -> None:
    """Asked for once it is needed."""
    for name in ("voucher_again", "repeat_reason"):
        form.fields.pop(name, None)


class FundEntryForm(forms.Form):
    """A line of the ledger. What was written stays: a slip is mended by a reversal."""

    kind = forms.ChoiceField(
        label="Thu/chi",
        choices=[(each.value, each.label) for each in (FundKind.INCOME, FundKind.PAYMENT)],
        initial=FundKind.INCOME,
    )
    amount = MoneyField(label="Số tiền (đồng)")
    day = DayField("Ngày")
    voucher = voucher_field()
    voucher_again = again_field()
    repeat_reason = repeat_field()
    text = Line(
        label="Nội dung",
        max_length=300,
        error_messages={
            "required": "Hãy ghi nội dung thu, chi.",
            "max_length": "Nội dung ghi tối đa 300 ký tự. Hãy viết gọn lại.",
        },
    )
    override_reason = reason_field(
        "Lý do chi vượt số dư quỹ",
        "",
        required=False,
        help_text="Chỉ ghi khi khoản chi lớn hơn số dư có thể chi.",
    )

    seen = WholeNumberField(min_value=0, **hidden())

    def __init__(self, *args, campaign, **kwargs):
        super().__init__(*args, **kwargs)
        self.campaign = campaign
        if not self.is_bound:
            forget_again(self)
        if self.data.get("kind") != FundKind.PAYMENT:  # asked for once it may be needed
            del self.fields["override_reason"]

    def clean_day(self):
        day = self.cleaned_data["day"]
        if day > timezone.localdate():
            raise forms.ValidationError("Ngày ghi sổ không được sau hôm nay.")
        if day < (first := date(self.campaign.year, 1, 1)):
            raise forms.ValidationError(
                f"Ngày ghi sổ không được trước {short_date(first)}, đầu năm của phong trào. Hãy xem lại năm."
            )
        return day

    def clean(self):
        given = super().clean()
        ask_about_voucher(self, self.campaign.pk, given.get("kind", ""))
        if given.get("kind") != FundKind.PAYMENT or given.get("override_reason", "").strip():
            return given
        available = fund_of(self.campaign).available
        if (given.get("amount") or 0) > available:
            self.add_error(
                "amount",
                f"Số dư có thể chi chỉ còn {format_vnd(max(0, available))}. Muốn vẫn chi phải ghi lý do chi vượt.",
            )
        return given


class ReverseForm(forms.Form):
    """Why a line is taken back."""

    day = DayField("Ngày ghi đảo")
    reason = reason_field("Lý do ghi đảo", "Hãy ghi lý do ghi đảo, ví dụ: ghi nhầm số tiền.")
    override_reason = reason_field(
        "Lý do chi vượt số dư quỹ", "", required=False, help_text="Chỉ ghi khi ghi đảo làm quỹ không đủ."
    )
