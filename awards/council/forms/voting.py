"""Forms for votes that are not cast on a member's own screen: paper counts, slips, standing aside."""

from django import forms
from django.utils import timezone

from awards.council.forms.meetings import OpinionField
from awards.council.paper_count import (
    LINE_NAMES,
    WHOLE,
    WHOLE_NAMES,
    Difference,
    Ground,
    Typed,
    line_faults,
    typed_of,
    whole_faults,
)
from awards.council.written import day_fault
from awards.models import AgendaItem, CouncilMeeting
from awards.models.votes import COUNTERS
from phuong6.office.fields import AtMost
from phuong6.office.forms import DayField, WholeNumberField

CHAIR_SAYS = [("", "Chưa ghi"), ("yes", "Đồng ý"), ("no", "Không đồng ý")]
SAID = {True: "yes", False: "no", None: ""}


def of_case(label: str, item: AgendaItem) -> str:
    """As a fault on top of the page names a figure: "3. Ông Nguyễn Văn A, đồng ý"."""
    return f"{item.order}. {item.nominee.addressed}, {label[0].lower()}{label[1:]}"


def number(label: str, initial=None, of: AgendaItem | None = None) -> WholeNumberField:
    """A count of ballots; none is 0, never empty. A fault is told with the case it is of."""
    field = WholeNumberField(
        label=of_case(label, of) if of else label,
        min_value=0,
        max_value=999,
        initial=initial,
        widget=forms.NumberInput(attrs={"min": 0, "inputmode": "numeric", "class": "form-control"}),
        error_messages={
            "required": "Hãy ghi số phiếu, không có thì ghi 0.",
            "invalid": "Hãy ghi số phiếu bằng chữ số.",
            "min_value": "Số phiếu không thể âm.",
            "max_value": "Số phiếu quá lớn.",
        },
    )
    field.short_label = label  # beside the field, under the case's own heading
    return field


class CountForm(forms.Form):
    """A whole count of paper ballots: the four figures of the ballots, then a row per case."""

    def __init__(self, *args, ground: Ground, typed=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.ground = ground
        kept = typed_of(typed) if typed else None
        for name in WHOLE:
            self.fields[name] = number(WHOLE_NAMES[name], kept and kept.whole[name])
        for item in ground.items:
            line = kept.lines.get(item.pk, {}) if kept else {}
            for name in COUNTERS:
                if name == "not_entitled" and not ground.barred[item.pk]:
                    continue
                self.fields[f"{name}-{item.pk}"] = number(LINE_NAMES[name], line.get(name), item)
            if item.pk in ground.chair_asked:
                self.fields[f"chair_agrees-{item.pk}"] = field = forms.ChoiceField(
                    label=of_case(LINE_NAMES["chair_agrees"], item),
                    required=False,
                    choices=CHAIR_SAYS,
                    widget=forms.Select(attrs={"class": "form-select"}),
                    initial=SAID[line.get("chair_agrees")],
                )
                field.short_label = LINE_NAMES["chair_agrees"]

    def whole(self) -> list:
        """The fields of the ballots as a whole, to draw."""
        return [self[name] for name in WHOLE]

    def rows(self) -> list[tuple]:
        """(agenda item, how many present may not vote on it, its fields), to draw."""
        return [
            (
                item,
                self.ground.barred[item.pk],
                [self[name] for name in self.fields if name.endswith(f"-{item.pk}")],
            )
            for item in self.ground.items
        ]

    def clean(self):
        found = super().clean()
        if not self.errors:
            for name, sentence in whole_faults(self.typed.whole, self.ground.present).items():
                self.add_error(name, sentence)
        if not self.errors:
            valid = self.typed.whole["valid"]
            for item in self.ground.items:
                line = self.typed.lines[item.pk]
                for name, sentence in line_faults(item, line, valid, self.ground).items():
                    self.add_error(f"{name}-{item.pk}", sentence)
        return found

    @property
    def typed(self) -> Typed:
        """What `awards.council.paper_count.type_count` takes."""
        said = self.cleaned_data
        lines = {}
        for item in self.ground.items:
            counts = {name: said.get(f"{name}-{item.pk}") or 0 for name in COUNTERS}
            chair = {"yes": True, "no": False}.get(said.get(f"chair_agrees-{item.pk}"))
            lines[item.pk] = counts | {"chair_agrees": chair}
        return Typed({name: said[name] for name in WHOLE}, lines)


class SettleForm(CountForm):
    """What the ballots say where two typings differ; all that is equal stays as it is."""

    note = forms.CharField(
        label="Đã giải quyết thế nào",
        validators=[AtMost(1000)],
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Ví dụ: Ban kiểm phiếu mở lại phiếu, đếm lại dòng 3 trước Hội đồng. Câu này in vào biên bản.",
        error_messages={"required": "Hãy ghi đã giải quyết thế nào."},
    )

    def __init__(self, *args, ground: Ground, differences: list[Difference], typed, **kwargs):
        super().__init__(*args, ground=ground, typed=typed, **kwargs)
        asked = {f"{each.name}-{each.item.pk}" if each.item else each.name for each in differences}
        if any(name in asked for name in WHOLE):
            asked |= set(WHOLE)
        for item in ground.items:
            if any(name.endswith(f"-{item.pk}") for name in asked):
                asked |= {name for name in self.fields if name.endswith(f"-{item.pk}")}
        for name in [each for each in self.fields if each not in asked and each != "note"]:
            field = self.fields[name]
            field.disabled, field.widget = True, forms.HiddenInput()
        for name in asked:
            self.fields[name].initial = None

    def asked_whole(self) -> list:
        """The figures of the ballots, where they differ."""
        return [field for field in self.whole() if not field.field.disabled]

    def asked_rows(self) -> list[tuple]:
        """The rows that differ."""
        return [row for row in self.rows() if not row[2][0].field.disabled]


class OpinionForm(forms.Form):
    """A slip that came back: its day, a choice for every case asked, and what else it says."""

    received_on = DayField("Ngày nhận phiếu", error_messages={"required": "Hãy ghi ngày nhận phiếu."})
    remark = forms.CharField(
        label="Ý kiến khác",
        required=False,
        validators=[AtMost(2000)],
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, meeting: CouncilMeeting, items: list[AgendaItem], **kwargs):
        super().__init__(*args, **kwargs)
        self.meeting, self.items = meeting, items
        for item in items:
            self.fields[f"item-{item.pk}"] = OpinionField(f"{item.order}. {item.nominee.addressed}")

    def rows(self) -> list[tuple]:
        """(agenda item, its field), to draw."""
        return [(item, self[f"item-{item.pk}"]) for item in self.items]

    def clean_received_on(self):
        day = self.cleaned_data["received_on"]
        if fault := day_fault(self.meeting, day, timezone.localdate()):
            raise forms.ValidationError(fault)
        return day

    @property
    def choices(self) -> dict[int, str]:
        """What `awards.council.written.enter_opinion` takes."""
        return {item.pk: self.cleaned_data[f"item-{item.pk}"] for item in self.items}


class ConflictForm(forms.Form):
    """Why a member stands aside; whoever runs the meeting says which member."""

    member = forms.ChoiceField(label="Thành viên", error_messages={"required": "Hãy chọn thành viên."})
    reason = forms.CharField(
        label="Lý do",
        max_length=300,
        help_text="Ví dụ: là vợ của người được đề nghị. Lý do được in vào biên bản họp.",
        error_messages={
            "required": "Hãy ghi lý do không biểu quyết.",
            "max_length": "Lý do dài quá 300 chữ, hãy ghi ngắn lại.",
        },
    )

    def __init__(self, *args, members: list, own: int | None, **kwargs):
        super().__init__(*args, **kwargs)
        if members:
            self.fields["member"].choices = [("", "Chọn thành viên"), *((m.pk, m.name) for m in members)]
            self.fields["member"].initial = own
        else:
            del self.fields["member"]
