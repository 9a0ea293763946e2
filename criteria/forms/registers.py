"""A register other systems export: its file, and how it is to be read."""

from django import forms
from django.utils import timezone

from criteria.enums import RegisterKind
from criteria.models import RegisterImport
from criteria.registers.columns import COLUMNS, Layout, is_personal, with_choices
from criteria.registers.discarding import NO_REASON
from criteria.registers.reading import LOOKED_AT
from phuong6.lib.files.uploads import MAX_BYTES
from phuong6.lib.refusal import Refusal
from phuong6.lib.vietnamese import format_number
from phuong6.office.fields import AtMost
from phuong6.office.file_forms import PartForm
from phuong6.office.forms import DayField, WholeNumberField

COLUMN = "column-"
LONGEST_REASON = 1000


class RegisterForm(PartForm):
    """Which register, and its file."""

    kind = forms.ChoiceField(label="Sổ", choices=RegisterKind.choices)
    file = forms.FileField(
        label="Tệp phần mềm xuất ra",
        help_text="Tệp Excel (.xlsx, .xls), LibreOffice (.ods) hoặc CSV, không cần sửa. Không quá 20 MB, 100.000 dòng.",
        error_messages={"required": "Chưa chọn tệp nào.", "empty": "Tệp rỗng, không có nội dung."},
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv,.txt", "data-max-mb": 20}),
    )

    def clean_file(self) -> tuple[str, bytes]:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError("Tệp lớn hơn 20 MB. Hãy xuất sổ theo từng quý rồi tải lên từng tệp.")
        return file.name, file.read()


class UndoForm(forms.Form):
    """Why a finished import is undone."""

    reason = forms.CharField(
        label="Lý do bỏ lần nhập",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Ví dụ: nhập nhầm sổ của quý trước.",
        error_messages={"required": NO_REASON},
        validators=[AtMost(LONGEST_REASON)],
    )


class ReadingForm(PartForm):
    """How a previewed file is read: its sheet, header and columns, its stretch of time, what is left out."""

    sheet = forms.ChoiceField(label="Trang tính")
    header_row = WholeNumberField(
        label="Tiêu đề cột ở dòng",
        min_value=1,
        max_value=LOOKED_AT,
        help_text="Tiêu đề hai dòng thì ghi số của dòng dưới.",
        error_messages={
            "required": "Hãy ghi số dòng, ví dụ 5.",
            "invalid": "Ghi số nguyên, ví dụ 5.",
            "min_value": "Số dòng nhỏ nhất là 1.",
            "max_value": f"Tiêu đề phải ở trong {LOOKED_AT} dòng đầu.",
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": 4}),
    )
    period_from = DayField("Kỳ của sổ: từ ngày", required=False)
    period_to = DayField("Kỳ của sổ: đến hết ngày", required=False)
    as_of = DayField(
        "Tính quá hẹn đến ngày",
        required=False,
        help_text="Thường là ngày cuối kỳ của sổ; kỳ chưa hết thì là hôm nay.",
    )
    only_period = forms.BooleanField(required=False)
    only_campaign = forms.BooleanField(required=False)

    def __init__(self, data=None, *, brought: RegisterImport):
        self.brought, self.layout = brought, Layout.from_json(brought.mapping)
        names = ("sheet", "period_from", "period_to", "as_of", "only_period", "only_campaign")
        super().__init__(data, initial={name: getattr(brought, name) for name in names})
        self.initial["header_row"] = self.layout.header_row
        self._offer(brought)

    def _offer(self, brought: RegisterImport) -> None:
        counts, campaign = brought.counts, brought.campaign
        sheets = dict.fromkeys([brought.sheet, *brought.mapping["sheets"]])
        self.fields["sheet"].choices = [(name, name) for name in sheets]
        if len(sheets) == 1:
            del self.fields["sheet"]
        if brought.kind != RegisterKind.ONE_STOP:
            del self.fields["as_of"]
        self.fields[
            "only_period"
        ].label = f"Bỏ {format_number(counts.get('outside_period', 0))} dòng ngoài kỳ của sổ"
        self.fields["only_campaign"].label = (
            f"Bỏ {format_number(counts.get('outside_campaign', 0))} dòng ngoài thời gian phong trào "
            f"({campaign.launch_phrase} – {campaign.ends_on:%d/%m/%Y})"
        )
        choices = [("", "Không lấy")] + [
            (each.name, f"{each.label}{' (phải có)' if each.needed else ''}")
            for each in COLUMNS[brought.kind]
        ]
        chosen = {place: name for name, place in self.layout.columns.items()}
        for place, heading in self.layout.headings.items():
            if is_personal(brought.kind, heading):
                continue
            field = forms.ChoiceField(label=heading, choices=choices, required=False)
            self.fields[f"{COLUMN}{place}"] = field
            self.initial[f"{COLUMN}{place}"] = chosen.get(place, "")

    @property
    def columns(self) -> list:
        """The fields that say what a column is."""
        return [self[name] for name in self.fields if name.startswith(COLUMN)]

    @property
    def settings(self) -> list:
        """The other fields."""
        return [self[name] for name in self.fields if not name.startswith(COLUMN)]

    @property
    def personal(self) -> list[str]:
        """Headings of columns that are never read."""
        return [each for each in self.layout.headings.values() if is_personal(self.brought.kind, each)]

    @property
    def finds_header_anew(self) -> bool:
        """Whether another sheet or header row was chosen, so that the columns below it are not these."""
        return not {"sheet", "header_row"}.isdisjoint(self.changed_data)

    def clean(self) -> dict:
        data = super().clean()
        first, last = data.get("period_from"), data.get("period_to")
        if first and last and first > last:
            self.add_error("period_to", "Ngày cuối phải sau ngày đầu.")
        if data.get("as_of") and data["as_of"] > timezone.localdate():
            self.add_error("as_of", "Ngày này chưa đến. Hãy ghi hôm nay hoặc một ngày trước đó.")
        if not self.finds_header_anew:
            choices = {
                int(name.removeprefix(COLUMN)): data.get(name, "")
                for name in self.fields
                if name.startswith(COLUMN)
            }
            try:
                self.layout = with_choices(self.layout, self.brought.kind, choices)
            except Refusal as refusal:
                self.add_error(self.columns[0].name, str(refusal))
        return data
