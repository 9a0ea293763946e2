"""What is typed about a revocation and a recovery."""

from datetime import date, datetime

from django import forms
from django.utils import timezone

from awards.decisions.revocations import Due, Takes
from awards.decisions.revoking import GivenBack, Handover, Why
from awards.enums import FundKind, RevocationGround
from awards.forms import reason_field, refuse_far
from awards.models import Award
from awards.money.forms import (
    MoneyField,
    again_field,
    ask_about_voucher,
    forget_again,
    repeat_field,
    voucher_field,
)
from campaigns.models import Campaign
from phuong6.lib.vietnamese import format_vnd, squeeze
from phuong6.office.file_forms import PartForm
from phuong6.office.forms import DayField, HourField, Line, ManyRowsField, WholeNumberField, hidden


def line_field(label: str, ask: str, longest: int, **rest) -> Line:
    return Line(
        label=label,
        max_length=longest,
        error_messages={
            "required": ask,
            "max_length": f"Ô này ghi tối đa {longest} ký tự. Hãy viết gọn lại.",
        },
        **rest,
    )


class AwardChoices(ManyRowsField):
    """Names with their place in the list, as the decision numbers them."""

    def label_from_instance(self, award: Award) -> str:
        return (
            f"{award.position:02d}. {award.honorific} {award.name}".replace(".  ", ". ")
            + f" – {award.role_line}"
        )


class RevocationForm(PartForm):
    """Whose award falls, why, on whose finding, until when certificate and money are handed in."""

    awards = AwardChoices(
        Award.objects.none(),
        label="Giấy khen bị hủy bỏ",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Hãy đánh dấu ít nhất một giấy khen.",
            "invalid_choice": "Danh sách vừa thay đổi, có giấy khen không còn chọn được. Hãy tải lại trang.",
        },
    )
    ground = forms.ChoiceField(
        label="Căn cứ hủy bỏ",
        choices=RevocationGround.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn căn cứ hủy bỏ."},
    )
    reason = reason_field(
        "Lý do hủy bỏ",
        "Hãy ghi lý do hủy bỏ.",
        help_text="In trong quyết định. Ví dụ: kê khai không đúng số hộ đăng ký tài khoản dịch vụ công.",
    )
    finding = line_field(
        "Văn bản kết luận",
        "Hãy ghi văn bản kết luận vi phạm.",
        300,
        help_text="Ví dụ: Biên bản kiểm tra ngày 18 tháng 12 năm 2023 của Ủy ban nhân dân Phường 6.",
    )
    return_by = DayField("Nộp lại Giấy khen, tiền thưởng chậm nhất ngày")
    planned_on = DayField("Ngày dự kiến ký")

    def __init__(self, *args, awards, campaign: Campaign, **kwargs):
        super().__init__(*args, **kwargs)
        self.campaign = campaign
        self.fields["awards"].queryset = awards

    def clean_return_by(self) -> date:
        return refuse_far(self.cleaned_data["return_by"], self.campaign)

    def clean_planned_on(self) -> date:
        return refuse_far(self.cleaned_data["planned_on"], self.campaign)

    def clean(self):
        given = super().clean()
        if given.get("return_by") and given.get("planned_on") and given["return_by"] < given["planned_on"]:
            self.add_error("return_by", "Ngày nộp lại không thể trước ngày dự kiến ký.")
        return given

    def given(self) -> dict:
        """As `awards.decisions.revoking` takes it."""
        clean = self.cleaned_data
        why = Why(clean["ground"], clean["reason"], clean["finding"], clean["return_by"])
        return {
            "awards": [award.pk for award in clean["awards"]],
            "why": why,
            "planned_on": clean["planned_on"],
        }


class RecoveryForm(PartForm):
    """When, where, who gave, who took; the lines have fields of their own beside each name."""

    day = DayField("Ngày lập biên bản")
    hour = HourField("Giờ lập biên bản")
    place = line_field("Tại", "Hãy ghi nơi lập biên bản.", 200)
    giver = line_field("Bên giao (người nộp lại)", "Hãy ghi họ tên người nộp lại.", 160)
    taker = line_field("Bên nhận", "Hãy ghi họ tên người nhận.", 160)
    voucher = voucher_field()
    voucher_again = again_field()
    repeat_reason = repeat_field()
    seen = WholeNumberField(min_value=0, **hidden())

    def __init__(self, *args, dues: list[Due], takes: Takes, campaign_id: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.campaign_id = campaign_id
        if not takes.money:
            del self.fields["voucher"]
        if not takes.money or not self.is_bound:
            forget_again(self)
        self.dues = [due for due in dues if not due.is_done]
        for due in self.dues:
            name, pk = due.line.award.name, due.line.pk
            if takes.certificates and not due.certificate_back:
                self.fields[f"certificate_{pk}"] = forms.BooleanField(
                    label=f"{name}: đã nộp lại Giấy khen", required=False
                )
            if takes.money and due.left:
                self.fields[f"amount_{pk}"] = MoneyField(
                    label=f"{name}: tiền thưởng nộp lại (đồng)",
                    required=False,
                    help_text=f"Còn phải nộp lại {format_vnd(due.left)}. Để trống nếu chưa nộp.",
                )

    def clean(self):
        given = super().clean()
        ask_about_voucher(self, self.campaign_id, FundKind.RETURNED)
        return given

    def handover(self) -> Handover:
        """The hour is one of Asia/Ho_Chi_Minh."""
        clean = self.cleaned_data
        held_at = timezone.make_aware(datetime.combine(clean["day"], clean["hour"]))
        facts = {name: squeeze(clean[name]) for name in ("place", "giver", "taker")}
        for name in ("voucher", "repeat_reason"):
            facts[name] = squeeze(clean.get(name, ""))
        return Handover(held_at=held_at, **facts)

    def lines(self) -> list[GivenBack]:
        """What was ticked and typed, one for each name."""
        clean = self.cleaned_data
        return [
            GivenBack(
                due.line,
                bool(clean.get(f"certificate_{due.line.pk}")),
                clean.get(f"amount_{due.line.pk}") or 0,
            )
            for due in self.dues
        ]
