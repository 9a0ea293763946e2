"""What is typed to design giấy khen: faces, wording, and the place of every block in millimetres."""

from django import forms

from awards.certificates.forms.printers import DecimalField
from awards.models import CertificateDesign
from phuong6.lib.papers.certificates.places import (
    BLOCKS,
    LARGEST_SIZE,
    SMALLEST_SIZE,
    place_faults,
    proposed_places,
)
from phuong6.lib.papers.certificates.text import (
    COLLECTIVE,
    LEAST_SIGNATURE_SPACE,
    MOST_SIGNATURE_SPACE,
    PERSON,
    Arrangement,
    Place,
)
from phuong6.lib.papers.certificates.text import CertificateDesign as Design
from phuong6.lib.papers.certificates.words import SLOTS
from phuong6.lib.papers.wording import faults
from phuong6.lib.vietnamese import nfc, squeeze

FACES = (
    ("ceremonial", "Chữ bay bướm (Great Vibes)"),
    ("sober", "Chữ đậm chân phương (Playfair Display)"),
    ("sober_italic", "Chữ đậm nghiêng (Playfair Display)"),
    ("serif", "Chữ có chân (Tinos, như Times New Roman)"),
    ("sans", "Chữ không chân (Be Vietnam Pro)"),
)
TEXTS = (("serif", "Chữ có chân (như Times New Roman)"), ("sans", "Chữ không chân (Be Vietnam Pro)"))
ALIGNS = (("left", "Trái"), ("center", "Giữa"), ("right", "Phải"))
KINDS = ((PERSON, "Cá nhân"), (COLLECTIVE, "Tập thể"))


class NewDesignForm(forms.ModelForm):
    """A new design: its name, its paper, whole or on blanks."""

    class Meta:
        model = CertificateDesign
        fields = ("name", "page", "on_blank")
        error_messages = {"name": {"required": "Hãy đặt tên mẫu, ví dụ: Phôi A4 mua năm 2023."}}

    def _get_validation_exclusions(self):
        """The ward is the view's, but a name given twice in it is to be told here."""
        return super()._get_validation_exclusions() - {"ward"}


class RenameDesignForm(NewDesignForm):
    """Another name; paper and kind of printing stay, they are what the places were set for."""

    class Meta(NewDesignForm.Meta):
        fields = ("name",)


class DesignForm(forms.Form):
    """Faces and signature space of the design, and the wording and places of one kind of recipient."""

    name_face = forms.ChoiceField(label="Kiểu chữ tên cá nhân", choices=FACES)
    collective_face = forms.ChoiceField(label="Kiểu chữ tên tập thể", choices=FACES)
    text_face = forms.ChoiceField(label="Kiểu chữ các dòng khác", choices=TEXTS)
    signature_space = DecimalField(
        "Khoảng trống để ký, đóng dấu",
        low=LEAST_SIGNATURE_SPACE,
        high=MOST_SIGNATURE_SPACE,
        help_text="Tính theo khổ A4, đơn vị mm. Dùng khi hệ thống tự sắp xếp.",
    )
    placing = forms.ChoiceField(
        label="Vị trí các khối chữ",
        choices=[("auto", "Hệ thống tự sắp xếp"), ("own", "Đặt từng khối theo mi-li-mét")],
        widget=forms.RadioSelect,
    )
    both = forms.BooleanField(label="Dùng vị trí và câu chữ này cho cả cá nhân và tập thể", required=False)

    def __init__(self, data=None, *, design: Design, kind: str):
        self.design, self.kind = design, kind
        own = getattr(design, kind)
        face = design.name_face if kind == PERSON else design.collective_face
        proposed = dict(proposed_places(design.page, overlay=design.overlay, face=face))
        names = ("name_face", "collective_face", "text_face", "signature_space")
        initial = {name: getattr(design, name) for name in names} | {
            "placing": "own" if own.places else "auto"
        }
        super().__init__(data, initial=initial)
        self.words = {slot.key: self._add_words(slot, dict(own.wording)) for slot in SLOTS}
        places = dict(own.places)
        self.blocks = [
            _BlockRow(
                self,
                block,
                places.get(block.key) or proposed.get(block.key),
                printed=block.key in (places or proposed),
            )
            for block in BLOCKS
        ]

    def _add_words(self, slot, wording: dict) -> str:
        self.fields[f"words-{slot.key}"] = forms.CharField(
            label=slot.title, initial=wording.get(slot.key, slot.text), max_length=600, required=False
        )
        return f"words-{slot.key}"

    @property
    def word_rows(self):
        """(field, names that may stand in braces) of every sentence."""
        return [
            (self[name], [f"{{{each}}}" for each in slot.names])
            for slot, name in zip(SLOTS, self.words.values(), strict=True)
        ]

    def clean(self):
        values = super().clean()
        wording = tuple(sorted(self._wording(values)))
        places = tuple(row.place_in(values) for row in self.blocks if row.is_printed(values))
        if self.errors:
            return values
        own = Arrangement(places=places if values["placing"] == "own" else (), wording=wording)
        kinds = (PERSON, COLLECTIVE) if values["both"] else (self.kind,)
        self.result = Design(
            page=self.design.page,
            overlay=self.design.overlay,
            **{
                name: values[name]
                for name in ("name_face", "collective_face", "text_face", "signature_space")
            },
            **{kind: own if kind in kinds else getattr(self.design, kind) for kind in (PERSON, COLLECTIVE)},
        )
        for block, sentence in place_faults(self.result, own.places):
            self.add_error(f"{block}-left", sentence)
        return values

    def _wording(self, values):
        for slot in SLOTS:
            text = squeeze(nfc(values.get(f"words-{slot.key}", "")))
            if not text or text == slot.text:
                continue
            if found := faults(slot, text):
                self.add_error(f"words-{slot.key}", found)
            yield slot.key, text


class _BlockRow:
    """The fields of one block: printed or not, left, top, width, height, largest size, alignment."""

    LENGTHS = (("left", "Trái"), ("top", "Trên"), ("width", "Rộng"), ("height", "Cao"))

    def __init__(self, form: DesignForm, block, place: Place | None, *, printed: bool):
        self.form, self.block = form, block
        place = place or block.proposed(form.design.page)
        width, height = form.design.size
        highest = {"left": width, "top": height, "width": width, "height": height}
        lowest = {"left": 0, "top": 0, "width": 10, "height": 4}
        form.fields[f"{block.key}-printed"] = forms.BooleanField(
            label=f"In {block.label}", initial=printed, required=False
        )
        for name, label in self.LENGTHS:
            form.fields[f"{block.key}-{name}"] = self._number(
                label, lowest[name], highest[name], getattr(place, name)
            )
        if not block.is_picture:
            form.fields[f"{block.key}-size"] = self._number(
                "Cỡ chữ", SMALLEST_SIZE, LARGEST_SIZE, place.size, unit="pt"
            )
            form.fields[f"{block.key}-align"] = forms.ChoiceField(
                label="Canh", choices=ALIGNS, initial=place.align, required=False
            )

    def _number(self, label: str, low: float, high: float, value: float, unit: str = "mm") -> DecimalField:
        return DecimalField(
            f"{self.block.label}, {label.lower()}",
            low=low,
            high=high,
            unit=unit,
            initial=value,
            required=False,
        )

    @property
    def cells(self):
        """(short label, bound field) in the order of the table; (label, None) where a picture has no such thing."""
        names = [*self.LENGTHS, ("size", "Cỡ chữ"), ("align", "Canh")]
        fields = self.form.fields
        return [
            (label, self.form[f"{self.block.key}-{name}"] if f"{self.block.key}-{name}" in fields else None)
            for name, label in names
        ]

    @property
    def printed(self):
        """The box that says whether this block is printed."""
        return self.form[f"{self.block.key}-printed"]

    @property
    def errors(self) -> list[str]:
        """What is wrong with any field of the row."""
        return [error for _, field in self.cells if field is not None for error in field.errors]

    def is_printed(self, values: dict) -> bool:
        return bool(values.get(f"{self.block.key}-printed")) and values.get("placing") == "own"

    def place_in(self, values: dict) -> tuple[str, Place]:
        """The place typed; a picture is as high as it is wide. What is missing is told at its field."""
        key, found = self.block.key, {}
        for name in ("left", "top", "width", "height", *(() if self.block.is_picture else ("size",))):
            found[name] = values.get(f"{key}-{name}")
            if found[name] is None and f"{key}-{name}" not in self.form.errors:
                field = self.form.fields[f"{key}-{name}"]
                self.form.add_error(f"{key}-{name}", field.error_messages["required"])
            found[name] = found[name] or 0.0
        if self.block.is_picture:
            found["height"] = found["width"]
        return key, Place(**found, align=values.get(f"{key}-align") or "center")
