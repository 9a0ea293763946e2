"""The registration of a unit for a campaign."""

from django import forms

from campaigns.models import Participation
from phuong6.office.fields import AtMost
from phuong6.office.file_forms import as_part


class ParticipationForm(forms.ModelForm):
    """What the unit pledges, and whom the ward may call."""

    helper = as_part()

    class Meta:
        model = Participation
        fields = ["pledge", "contact"]
        help_texts = {
            "pledge": "Đơn vị sẽ làm gì trong phong trào, mỗi việc một dòng.",
            "contact": "Ví dụ: Lê Thị An, 0277 000 000.",
        }
        widgets = {"pledge": forms.Textarea(attrs={"rows": 6})}
        error_messages = {"contact": {"max_length": "Ghi ngắn lại, tối đa 160 chữ cái."}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["pledge"].required = self.fields["contact"].required = True
        self.fields["pledge"].error_messages["required"] = "Hãy ghi nội dung đơn vị đăng ký thi đua."
        self.fields["contact"].error_messages["required"] = "Hãy ghi tên và số điện thoại người liên hệ."
        self.fields["pledge"].validators.append(AtMost(4000))
