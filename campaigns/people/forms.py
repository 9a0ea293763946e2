"""Forms of the people's tables: the file of an import, and what its preview asks back."""

from django import forms
from django.core.exceptions import ValidationError

from campaigns.enums import UnitKind
from campaigns.people.fates import Fate, Judged, NewUnit, Verdict
from campaigns.people.lists import read_list
from phuong6.lib.papers.certificates.emblem import check_emblem
from phuong6.lib.refusal import Refusal
from phuong6.office.imports import SheetField
from phuong6.office.model_admin import KeyedForm

MAX_EMBLEM = 5 * 1024 * 1024


class PeopleFileForm(forms.Form):
    """The spreadsheet, cleaned to a PeopleList."""

    file = SheetField(
        read_list,
        label="Bảng tính danh sách cán bộ (.xlsx)",
        help_text=(
            "Cần có cột “Họ và tên” và cột “Đơn vị”; có thể có Ông/Bà, Ngày sinh, Chức vụ. "
            "Ghi “nt” được hiểu là như dòng trên. Các cột khác (CCCD, điện thoại…) bị bỏ, không lưu."
        ),
    )


class PreviewForm(forms.Form):
    """One field per row that needs a word from a person, and one per new unit.

    Built from a verdict; `answers` and `kinds` of a bound form are what was chosen, unknown values
    ignored, so that a row judged differently by now is asked about again.
    """

    def __init__(self, verdict: Verdict, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.verdict = verdict
        for judged in verdict.rows:
            if judged.choices:
                self.fields[self.row_name(judged)] = forms.ChoiceField(
                    label=f"Dòng {judged.row.number} là ai?",
                    choices=judged.choices,
                    widget=forms.RadioSelect,
                    required=False,
                )
            elif judged.fate in {Fate.REFUSED, Fate.LEFT_OUT}:
                self.fields[self.row_name(judged)] = forms.BooleanField(
                    label=f"Để dòng {judged.row.number} ra ngoài", required=False
                )
        for index, unit in enumerate(verdict.new_units):
            self.fields[f"kind-{index}"] = forms.ChoiceField(
                label=f"Nhóm đối tượng của {unit.name}", choices=UnitKind.choices, initial=unit.kind
            )

    @staticmethod
    def row_name(judged: Judged) -> str:
        return f"row-{judged.row.place}"

    def row_field(self, judged: Judged):
        """The bound field of a row, or None."""
        name = self.row_name(judged)
        return self[name] if name in self.fields else None

    def unit_fields(self) -> list[tuple[NewUnit, forms.BoundField]]:
        return [(unit, self[f"kind-{index}"]) for index, unit in enumerate(self.verdict.new_units)]

    @property
    def kinds(self) -> dict[str, str]:
        return {
            unit.key: self.cleaned_data[f"kind-{index}"] for index, unit in enumerate(self.verdict.new_units)
        }


class WardForm(KeyedForm):
    """The ward, with its emblem judged by content (PNG or an SVG that fetches and runs nothing)."""

    emblem = forms.FileField(
        label="Quốc huy in trên giấy khen",
        required=False,
        help_text="Tệp SVG hoặc PNG. Chưa có tệp thì chỗ Quốc huy trên giấy khen để trống.",
        widget=forms.FileInput(attrs={"accept": ".svg,.png"}),
    )
    remove_emblem = forms.BooleanField(label="Gỡ tệp Quốc huy đang dùng", required=False)

    def clean_emblem(self):
        upload = self.cleaned_data["emblem"]
        if not upload or not hasattr(upload, "content_type"):
            return upload
        content = upload.read(MAX_EMBLEM + 1)
        upload.seek(0)
        if len(content) > MAX_EMBLEM:
            raise ValidationError("Tệp lớn hơn 5 MB. Hãy dùng hình nhỏ hơn.")
        try:
            kind = check_emblem(content)
        except Refusal as refusal:
            raise ValidationError(str(refusal)) from None
        upload.name = f"emblem.{'png' if kind == 'image/png' else 'svg'}"
        return upload

    def clean(self) -> dict:
        data = super().clean()
        if data.get("remove_emblem") and "emblem" not in self.changed_data:
            data["emblem"] = False  # Django's way to say: clear the file
        return data
