"""What is typed about a decision. The rules are awards.decisions.checks' and awards.decisions.workflow's."""

import re
from datetime import date

from crispy_forms.layout import Layout
from django import forms
from django.utils import timezone

from awards.decisions.checks import day_faults
from awards.decisions.drafting import candidates
from awards.decisions.signing_day import before_the_council
from awards.decisions.which_law import laws_of_list
from awards.forms import reason_field, refuse_far
from awards.models import CouncilMeeting
from awards.money.fund import fund_of
from campaigns.law.bases import regime_on
from campaigns.models import LegalRegime
from campaigns.series import DECISION, series_key
from phuong6.lib.vietnamese import format_vnd, search_key
from phuong6.office.file_forms import as_part
from phuong6.office.forms import DayField, WholeNumberField, hidden
from phuong6.office.models import NumberSeries
from phuong6.office.posts import named
from phuong6.office.workflow import Refused


def regime_field(empty_label: str) -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        LegalRegime.objects.all(), label="Chế độ áp dụng", required=False, empty_label=empty_label
    )


def regime_reason(help_text: str) -> forms.CharField:
    return reason_field("Lý do áp dụng chế độ khác", "", required=False, help_text=help_text)


class DayForm(forms.Form):
    """The day a decision will probably be signed."""

    planned_on = DayField(
        "Ngày dự kiến ký", help_text="Tiền thưởng tính theo nghị định và lương cơ sở có hiệu lực ngày này."
    )

    def __init__(self, *args, meeting: CouncilMeeting, **kwargs):
        super().__init__(*args, **kwargs)
        self.meeting = meeting

    def clean_planned_on(self) -> date:
        day = refuse_far(self.cleaned_data["planned_on"], self.meeting.campaign)
        if sentence := before_the_council(self.meeting, day):
            raise forms.ValidationError(sentence)
        return day

    def clean(self):
        given = super().clean()
        if given.get("regime_override") and not given.get("override_reason", "").strip():
            self.add_error("override_reason", "Áp dụng chế độ khác phải ghi lý do.")
        return given


class DraftForm(DayForm):
    """A new draft asks only for the day; on a day no recorded law covers also for another law, with the reason."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.uncovered = self._why_uncovered()
        if self.uncovered:
            self.fields["regime_override"] = regime_field("Chưa chọn")
            self.fields["override_reason"] = regime_reason("Vì sao áp dụng chế độ này cho ngày ký đã ghi.")

    def _why_uncovered(self) -> str:
        try:
            given = self["planned_on"].value()
            regime_on(given if isinstance(given, date) else self.fields["planned_on"].clean(given))
        except forms.ValidationError:
            return ""
        except Refused as refused:
            return str(refused)
        return ""

    def clean(self):
        given = super().clean()
        if self.uncovered and not given.get("regime_override"):
            self.add_error("planned_on", f"{self.uncovered} Hoặc chọn một chế độ khác dưới đây và ghi lý do.")
        return given


PLAN_FORM_ID = "bang-chon"


class PlanForm(DayForm):
    """Who is in, another planned day, or another regime with its reason. `candidates` may be ticked."""

    chosen = forms.TypedMultipleChoiceField(
        label="Danh sách khen thưởng",
        coerce=int,
        required=False,
        error_messages={
            "invalid_choice": "Danh sách vừa thay đổi, có tên không còn chọn được. Hãy tải lại trang."
        },
    )
    regime_override = regime_field("Theo ngày ký (mặc định)")
    override_reason = regime_reason("Chỉ ghi khi chọn chế độ khác mặc định.")
    two_laws_reason = reason_field("Lý do để chung hồ sơ theo hai luật", "", required=False)

    def __init__(self, *args, decision, **kwargs):
        super().__init__(*args, meeting=decision.meeting, **kwargs)
        self.candidates = list(candidates(decision))
        self.fields["chosen"].choices = [(each.pk, str(each)) for each in self.candidates]
        self.helper = as_part()
        self.laws = laws_of_list(decision, decision.regime, decision.planned_on)
        shown = ["planned_on", "regime_override", "override_reason"]
        if self.laws and self.laws.straddles:
            shown.append("two_laws_reason")
        else:
            del self.fields["two_laws_reason"]
        self.helper.layout = Layout(*shown)


class MoveForm(forms.Form):
    """A form of one move. `data_for_move()` is what perform() is given."""

    def __init__(self, *args, decision, **kwargs):
        self.decision = decision
        super().__init__(*args, **kwargs)

    def data_for_move(self) -> dict:
        return self.cleaned_data


class SendForm(MoveForm):
    """Sending to the chairman; a list the fund cannot bear needs a reason.

    An award's draft is sent together with its list: the fields belong to the form of the list on the page.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.decision.is_revocation:
            return
        available = fund_of(self.decision.campaign, leaving_out=self.decision).available
        if self.decision.total > available:
            self.fields["fund_override_reason"] = reason_field(
                "Lý do chi vượt số dư quỹ",
                "Hãy ghi lý do chi vượt, hoặc đề nghị kế toán ghi thêm khoản thu vào sổ quỹ trước khi trình.",
                help_text=f"Tổng tiền thưởng nhiều hơn số dư quỹ {format_vnd(self.decision.total - available)}.",
            )
            self.fields["fund_override_reason"].widget.attrs["form"] = PLAN_FORM_ID


class SendBackForm(MoveForm):
    note = reason_field("Lý do trả lại", named("Hãy ghi lý do trả lại để {internal_affairs} sửa cho đúng."))


class ApproveForm(MoveForm):
    """The chairman's password, on the sum he was shown."""

    password = forms.CharField(
        label="Mật khẩu đăng nhập",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "Hãy nhập mật khẩu để xác nhận."},
    )
    shown_total = WholeNumberField(**hidden())
    shown_list = forms.CharField(max_length=32, **hidden())


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
        match = re.fullmatch(r"([0-9]{1,6})\s*(?:/\s*(.+))?", typed)
        if match is None or int(match[1]) < 1:
            raise forms.ValidationError(f"Hãy chỉ ghi số, ví dụ 12; ký hiệu {series.notation} tự thêm.")
        if match[2] and search_key(match[2]) != search_key(series.notation):
            raise forms.ValidationError(f"Ký hiệu của sổ này là {series.notation}, hãy chỉ ghi số.")
        return int(match[1])

    def clean_decided_on(self) -> date:
        """Told together with what is wrong with the number."""
        day = self.cleaned_data["decided_on"]
        if faults := day_faults(self.decision, day, timezone.localdate()):
            raise forms.ValidationError(faults)
        return day


class StrikeForm(forms.Form):
    note = reason_field("Lý do không chọn", "Hãy ghi lý do không chọn.")
