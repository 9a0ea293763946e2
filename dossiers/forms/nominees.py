"""Whom a dossier nominates."""

from django import forms
from django.utils import timezone

from campaigns.enums import Honorific
from campaigns.models import Unit
from dossiers.models import Nominee
from phuong6.lib.vietnamese import proper_case, search_key, squeeze
from phuong6.office.file_forms import PartForm, as_part
from phuong6.office.forms import Line, ManyRowsField, WholeNumberField
from phuong6.office.posts import named

TITLES = {"ông": Honorific.MR, "bà": Honorific.MRS, "anh": "", "chị": ""}
YOUNGEST = 16  # years of age
CHOSEN = ("collectives", "households", "officials")


class ChooseNomineesForm(PartForm):
    """Tick people and collectives of the own unit that are not in the dossier yet."""

    collectives = ManyRowsField(None, required=False, label="Tập thể", widget=forms.CheckboxSelectMultiple)
    households = ManyRowsField(None, required=False, label="Hộ gia đình", widget=forms.CheckboxSelectMultiple)
    officials = ManyRowsField(None, required=False, label="Cá nhân", widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, dossier, **kwargs):
        super().__init__(*args, **kwargs)
        taken = dossier.nominees.standing()
        unit = dossier.unit
        left = unit.collectives.exclude(pk__in=taken.filter(collective__isnull=False).values("collective"))
        self.fields["collectives"].queryset = left.filter(is_household=False)
        self.fields["households"].queryset = (
            left.filter(is_household=True) if dossier.campaign.households else left.none()
        )
        people = unit.officials.filter(is_active=True).exclude(
            pk__in=taken.filter(official__isnull=False).values("official")
        )
        self.fields["officials"].queryset = people
        self.fields["officials"].label_from_instance = person_label
        for name in CHOSEN:
            self.fields[name].error_messages |= {
                "invalid_choice": "Có mục không còn chọn được nữa. Hãy tải lại trang rồi chọn lại.",
                "invalid_pk_value": "Mục đã chọn không hợp lệ. Hãy tải lại trang rồi chọn lại.",
            }

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not any(cleaned.get(name) for name in CHOSEN):
            raise forms.ValidationError("Chưa chọn ai. Hãy đánh dấu ít nhất một trường hợp.")
        return cleaned


def person_label(person) -> str:
    """Name, title and birth year: enough to tell namesakes of one unit apart."""
    born = f"sinh năm {person.birth_year}" if person.birth_year else ""
    return ", ".join(filter(None, [person.addressed, person.position, born]))


def without_title(typed: str) -> tuple[str, str]:
    """The honorific and the bare name of what was typed: "Bà Lê Thị A" → ("ba", "Lê Thị A").

    Anh and Chị are taken off too, but no paper addresses anybody so: they give no honorific.
    """
    first, _, rest = squeeze(typed).partition(" ")
    if rest and first.lower() in TITLES:
        return TITLES[first.lower()], rest
    return "", squeeze(typed)


class PersonName(Line):
    """A name without its title; one typed in capitals gets proper case."""

    def to_python(self, value):
        return proper_case(without_title(super().to_python(value))[1])


class NewOfficialForm(PartForm):
    """Somebody of the own unit who is not on its list."""

    full_name = PersonName(
        label="Họ và tên",
        max_length=120,
        error_messages={"required": "Hãy ghi họ và tên."},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    honorific = forms.ChoiceField(
        label="Ông/Bà",
        choices=Honorific.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn Ông hoặc Bà.", "invalid_choice": "Hãy chọn Ông hoặc Bà."},
    )
    birth_year = WholeNumberField(
        label="Năm sinh",
        required=False,
        min_value=1900,
        help_text="Bốn chữ số, ví dụ 1969. Không nhớ thì để trống.",
        error_messages={
            "invalid": "Năm sinh ghi bằng bốn chữ số, ví dụ 1969.",
            "min_value": "Năm sinh phải từ 1900 trở đi.",
            "max_value": "Năm sinh không thể ở tương lai.",
        },
    )
    position = Line(
        label="Chức vụ", max_length=160, required=False, help_text=named("Ví dụ: {neighbourhood_head}.")
    )
    another = forms.BooleanField(label="Đây là người khác, chỉ trùng tên", required=False)

    def __init__(self, data=None, *, unit: Unit, **kwargs):
        super().__init__(_with_honorific(data) if data else None, **kwargs)
        self.unit = unit
        self.fields["birth_year"].validators.append(self._old_enough)
        self.same = self._namesakes() if self.is_bound else []
        if not self.same:
            del self.fields["another"]

    def _old_enough(self, year: int) -> None:
        this_year = timezone.localdate().year
        if year > this_year:
            raise forms.ValidationError("Năm sinh không thể ở tương lai.")
        if year > this_year - YOUNGEST:
            raise forms.ValidationError(
                f"Năm sinh {year} có đúng không? Người được đề nghị phải từ {YOUNGEST} tuổi."
            )

    def _namesakes(self) -> list:
        key = search_key(without_title(self.data.get("full_name", ""))[1])
        return list(self.unit.officials.filter(search_key=key)) if key else []

    def clean(self):
        cleaned = super().clean()
        if self.same and not cleaned.get("another"):
            found = "; ".join(person_label(each) for each in self.same)
            self.add_error(
                "full_name",
                f"Danh sách của đơn vị đã có: {found}. Nếu đúng người này, hãy quay lại chọn trong danh sách. "
                "Nếu là người khác trùng tên, hãy đánh dấu vào ô ở cuối trang.",
            )
        return cleaned


def _with_honorific(data):
    """The posted data, with the title typed before the name where neither Ông nor Bà was chosen."""
    title, _ = without_title(data.get("full_name", ""))
    if not title or data.get("honorific"):
        return data
    data = data.copy()
    data["honorific"] = title
    return data


class NewHouseholdForm(PartForm):
    """A household of the unit's neighbourhood: its head, who is addressed, and where it lives."""

    head = PersonName(
        label="Họ và tên chủ hộ",
        max_length=120,
        error_messages={"required": "Hãy ghi họ và tên chủ hộ."},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    honorific = forms.ChoiceField(
        label="Ông/Bà",
        choices=Honorific.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn Ông hoặc Bà.", "invalid_choice": "Hãy chọn Ông hoặc Bà."},
    )
    address = Line(
        label="Địa chỉ",
        max_length=200,
        help_text="In dưới tên trên giấy khen, ví dụ: số 12, đường Nguyễn Huệ.",
        error_messages={"required": "Hãy ghi địa chỉ của hộ."},
    )


class NewCollectiveForm(PartForm):
    """A named part of the own unit."""

    name = Line(
        label="Tên tập thể",
        max_length=200,
        help_text="Ghi đầy đủ, không viết tắt, đúng như sẽ in trên giấy khen.",
        error_messages={"required": "Hãy ghi tên tập thể."},
    )


class NomineeForm(forms.ModelForm):
    """Name, Ông/Bà and title as they will be printed."""

    class Meta:
        model = Nominee
        fields = ["honorific", "name", "position"]
        widgets = {"honorific": forms.RadioSelect}
        help_texts = {
            "name": "Đúng như sẽ in trên giấy khen, không viết tắt.",
            "position": named("Ví dụ: {neighbourhood_head}, {neighbourhood_body} 1."),
        }
        error_messages = {"name": {"required": "Hãy ghi tên."}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.is_individual:
            self.fields["honorific"] = forms.ChoiceField(
                label="Ông/Bà",
                choices=Honorific.choices,
                widget=forms.RadioSelect,
                error_messages={"required": "Hãy chọn Ông hoặc Bà."},
            )
        elif self.instance.is_household:
            del self.fields["honorific"]
            self.fields["name"].label = "Tên hộ in trên giấy tờ"
            self.fields["position"].label, self.fields["position"].help_text = "Địa chỉ", ""
        else:
            del self.fields["honorific"], self.fields["position"]
            self.fields["name"].label = "Tên tập thể in trên giấy tờ"
        self.helper = as_part()
