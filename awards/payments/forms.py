"""What is typed when bonuses are paid."""

from django import forms

from awards.enums import FundKind
from awards.models import Award
from awards.money.forms import again_field, ask_about_voucher, forget_again, repeat_field, voucher_field
from phuong6.office.file_forms import PHOTO_OR_PDF, ManyFilesField, PartForm
from phuong6.office.forms import DayField, ManyRowsField


class PayForm(PartForm):
    """Who signed for the bonus, on which day, and the signed bảng ký nhận."""

    awards = ManyRowsField(
        Award.objects.none(),
        label="Người đã ký nhận",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Hãy đánh dấu ít nhất một người đã ký nhận.",
            "invalid_choice": "Danh sách vừa thay đổi, có người đã được ghi chi. Hãy tải lại trang.",
        },
    )
    day = DayField("Ngày chi tiền thưởng")
    voucher = voucher_field()
    voucher_again = again_field()
    repeat_reason = repeat_field()
    files = ManyFilesField(
        label="Bảng ký nhận đã ký",
        required=False,
        help_text="Một tệp PDF, hoặc ảnh chụp từng trang theo đúng thứ tự.",
    )
    seen_signed = forms.BooleanField(label="Người nhận đã ký đủ trên bảng ký nhận bản giấy", required=False)

    def __init__(self, *args, awards, campaign_id: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.campaign_id = campaign_id
        if not self.is_bound:
            forget_again(self)
        self.fields["awards"].queryset = awards
        self.fields["files"].widget.attrs["accept"] = PHOTO_OR_PDF

    def clean(self):
        given = super().clean()
        ask_about_voucher(self, self.campaign_id, FundKind.PAYMENT)
        return given
