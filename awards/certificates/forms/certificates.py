"""What is chosen when giấy khen are printed, and typed when one is checked."""

import secrets

from django import forms
from django.conf import settings

from awards.certificates.blanks import with_blanks_left
from awards.certificates.corrections import correction_faults, split_address
from awards.certificates.print_requests import How, newest
from awards.models import Award, Printer
from campaigns.enums import Honorific
from phuong6.office.forms import hidden
from phuong6.office.models import IssuedPaper
from phuong6.office.papers.numbering import cited


class PrintForm(forms.Form):
    """Which certificates (none chosen: all), how, and on which printer.

    `key` names this request: the same one sent twice takes the blanks once.
    """

    FULL, OVERLAY = "full", "overlay"

    key = forms.CharField(max_length=40, required=False, **hidden())
    design = forms.ChoiceField(label="Cách in", widget=forms.RadioSelect, initial=FULL)
    printer = forms.ModelChoiceField(
        label="Máy in, khay giấy",
        queryset=Printer.objects.none(),
        required=False,
        empty_label="Không căn chỉnh",
        help_text="Chọn khi in lên phôi: chữ được dời theo số đo của máy in đó.",
    )
    reason = forms.CharField(
        label="Lý do in lại",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Chỉ cần khi có giấy khen đã in trước đây, ví dụ “bản in trước bị nhòe”. Lý do được ghi vào sổ.",
    )
    sign = forms.BooleanField(
        label="Ký số tệp PDF bằng khóa của phường",
        required=False,
        help_text="Dùng khi gửi bản điện tử. Bản giấy vẫn do Chủ tịch ký tay và đóng dấu.",
    )
    only = forms.TypedMultipleChoiceField(
        label="Giấy khen", coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, certificates, ward, **kwargs):
        super().__init__(*args, **kwargs)
        self.designs = {f"mau-{each.pk}": each for each in with_blanks_left(ward.designs.order_by("name"))}
        self.fields["design"].choices = [
            (self.FULL, "Đầy đủ hoa văn, in trên giấy trắng A4"),
            (self.OVERLAY, "Chỉ in chữ, dùng cho phôi đã in sẵn (vị trí của hệ thống, không trừ kho phôi)"),
            *((key, self._told(each)) for key, each in self.designs.items()),
        ]
        self.fields["printer"].queryset = ward.printers.all()
        self.fields["only"].choices = [(pk, "") for pk in certificates]
        if not settings.SIGNING_KEY:
            del self.fields["sign"]
        self.initial.setdefault("key", secrets.token_urlsafe(16))

    @staticmethod
    def _told(design) -> str:
        if design.on_blank:
            return f"{design}: chỉ in chữ lên phôi {design.page}, kho còn {design.left or 0} tờ"
        return f"{design}: in đầy đủ trên giấy trắng {design.page}"

    @property
    def how(self) -> How:
        """What was chosen, with the newest version of the ward's own design."""
        chosen, printer = self.cleaned_data["design"], self.cleaned_data["printer"]
        if chosen in self.designs:
            return How(version=newest(self.designs[chosen]), printer=printer)
        return How(printer=printer, overlay=chosen == self.OVERLAY)


class ReasonForm(forms.Form):
    """Why a line of the register is changed."""

    reason = forms.CharField(
        label="Lý do",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Hãy ghi lý do, lý do được giữ trong sổ."},
    )

    def __init__(self, *args, example: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = f"Ví dụ: “{example}”. Lý do nằm trong sổ."


class PaperField(forms.ModelChoiceField):
    """Công văn đính chính, each told by its number and by what it puts right."""

    def label_from_instance(self, paper: IssuedPaper) -> str:
        return f"{cited(paper)}: “{paper.subject.wrong}” sửa thành “{paper.subject.right}”"


class AwardCorrectionForm(forms.Form):
    """The name and role as an issued công văn đính chính has them."""

    paper = PaperField(
        queryset=IssuedPaper.objects.none(),
        label="Công văn đính chính đã ban hành",
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn công văn đính chính."},
    )
    honorific = forms.ChoiceField(
        label="Ông/Bà đúng",
        choices=[(each, each) for each in Honorific.labels],
        widget=forms.RadioSelect,
        required=False,  # nothing chosen: as it is
    )
    name = forms.CharField(
        label="Tên đúng", max_length=200, error_messages={"required": "Hãy ghi tên theo công văn đính chính."}
    )
    role = forms.CharField(label="Chức vụ, đơn vị đúng", max_length=400, required=False)

    def __init__(self, *args, award: Award, papers, **kwargs):
        super().__init__(*args, **kwargs)
        self.award = award
        self.fields["paper"].queryset = papers
        if not award.right_honorific:
            del self.fields["honorific"]

    def clean_name(self) -> str:
        """Ông or Bà before a person's name belongs to the field above. Raises ValidationError where they disagree."""
        if "honorific" not in self.fields:
            return self.cleaned_data["name"]
        address, name = split_address(self.cleaned_data["name"])
        chosen = self.cleaned_data.get("honorific")
        if address and chosen and address != chosen:
            raise forms.ValidationError(
                f"Tên ghi “{address}” nhưng ở trên chọn “{chosen}”. Hãy chọn lại cho khớp công văn đính chính."
            )
        return name

    def clean(self):
        found = super().clean()
        if not self.errors:
            for field, sentence in correction_faults(self.award, **found).items():
                self.add_error(field, sentence)
        return found
