"""The council's forms: planning, attendance, ballot, tally, and the question before a move."""

from datetime import datetime

from django import forms
from django.utils import timezone

from awards.enums import Choice
from awards.meeting import tally_faults
from awards.models import AgendaItem, Attendance, Council, CouncilMeeting
from campaigns.enums import BallotMode
from campaigns.models import Campaign
from phuong6.lib.vietnamese import short_date
from phuong6.office.fields import AtMost
from phuong6.office.forms import DayField, HourField


class PlanForm(forms.Form):
    """Where and when the council meets, and how it votes."""

    council = forms.ModelChoiceField(
        label="Hội đồng",
        queryset=Council.objects.none(),
        empty_label=None,
        error_messages={"required": "Hãy chọn Hội đồng."},
    )
    day = DayField("Ngày họp")
    hour = HourField("Giờ họp", help_text="Ghi giờ:phút, ví dụ 08:00.")
    place = forms.CharField(
        label="Địa điểm",
        max_length=200,
        error_messages={"required": "Hãy ghi địa điểm họp.", "max_length": "Địa điểm dài quá 200 chữ."},
    )
    mode = forms.ChoiceField(label="Cách biểu quyết", choices=BallotMode.choices, widget=forms.RadioSelect)

    def __init__(self, *args, campaign: Campaign, **kwargs):
        initial = {"mode": campaign.ballot_mode} | kwargs.pop("initial", {})
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["council"].queryset = Council.objects.filter(ward_id=campaign.ward_id)

    def clean(self):
        found = super().clean()
        council, day = found.get("council"), found.get("day")
        if council and day and (day < council.from_day or (council.to_day and day > council.to_day)):
            until = f" đến {short_date(council.to_day)}" if council.to_day else ""
            self.add_error(
                "day", f"Hội đồng này hoạt động từ {short_date(council.from_day)}{until}; hãy chọn ngày khác."
            )
        if day and found.get("hour"):
            found["held_at"] = timezone.make_aware(datetime.combine(day, found["hour"]))
        return found


class AttendanceForm(forms.Form):
    """A tick for everybody who is there, a reason for those who are not."""

    def __init__(self, *args, lines: list[Attendance], **kwargs):
        super().__init__(*args, **kwargs)
        self.lines = lines
        for line in lines:
            self.fields[f"present-{line.pk}"] = forms.BooleanField(
                label=line.member.name, required=False, initial=line.present
            )
            self.fields[f"reason-{line.pk}"] = forms.CharField(
                label=f"Lý do vắng của {line.member.name}",
                required=False,
                max_length=200,
                initial=line.absent_reason,
                error_messages={"max_length": "Lý do dài quá 200 chữ, hãy ghi ngắn lại."},
            )

    def rows(self) -> list[tuple]:
        """(attendance line, its tick, its reason), to draw."""
        return [(line, self[f"present-{line.pk}"], self[f"reason-{line.pk}"]) for line in self.lines]

    @property
    def present(self) -> set[int]:
        return {line.pk for line in self.lines if self.cleaned_data[f"present-{line.pk}"]}

    @property
    def reasons(self) -> dict[int, str]:
        return {line.pk: self.cleaned_data[f"reason-{line.pk}"] for line in self.lines}


class BallotForm(forms.Form):
    """One choice for every line the member may vote on; nothing is chosen beforehand."""

    def __init__(self, *args, agenda: list[AgendaItem], votable: list[AgendaItem], **kwargs):
        super().__init__(*args, auto_id="phieu-%s", **kwargs)
        self.agenda, self.votable = agenda, votable
        for item in votable:
            self.fields[f"item-{item.pk}"] = forms.ChoiceField(
                label=item.nominee.addressed,
                choices=Choice.choices,
                widget=forms.RadioSelect,
                error_messages={
                    "required": "Hãy chọn một ý kiến.",
                    "invalid_choice": "Hãy chọn một trong ba ý kiến.",
                },
            )

    def rows(self) -> list[tuple]:
        """(agenda item, its field or None where the member may not vote), to draw."""
        mine = {item.pk for item in self.votable}
        return [(item, self[f"item-{item.pk}"] if item.pk in mine else None) for item in self.agenda]

    @property
    def choices(self) -> dict[int, str]:
        """What `awards.meeting.cast` takes."""
        return {item.pk: self.cleaned_data[f"item-{item.pk}"] for item in self.votable}

    def answers(self) -> list[tuple]:
        """(agenda item, field name, choice, its label), to be read once more before casting."""
        return [
            (item, f"item-{item.pk}", self.choices[item.pk], Choice(self.choices[item.pk]).label)
            for item in self.votable
        ]


COUNTS = {"yes": "Đồng ý", "no": "Không đồng ý", "blank": "Không có ý kiến", "spoilt": "Không hợp lệ"}
CHAIR_SAYS = [("", "Chưa ghi"), ("yes", "Đồng ý"), ("no", "Không đồng ý")]


class TallyForm(forms.Form):
    """The counts of paper ballots, a row per case. A row left empty is kept for later."""

    def __init__(self, *args, agenda: list[AgendaItem], chair_asked: set[int], **kwargs):
        super().__init__(*args, **kwargs)
        self.agenda, self.chair_asked = agenda, chair_asked
        for item in agenda:
            for name, label in COUNTS.items():
                self.fields[f"{name}-{item.pk}"] = forms.IntegerField(
                    label=label,
                    required=False,
                    initial=getattr(item, name) if item.tallied else None,
                    widget=forms.NumberInput(attrs={"min": 0, "inputmode": "numeric"}),
                    error_messages={"invalid": "Hãy ghi số phiếu bằng chữ số."},
                )
            if item.pk in chair_asked:
                said = {True: "yes", False: "no", None: ""}[item.chair_agrees]
                self.fields[f"chair-{item.pk}"] = forms.ChoiceField(
                    label="Chủ tịch Hội đồng", required=False, choices=CHAIR_SAYS, initial=said
                )

    def rows(self) -> list[tuple]:
        """(agenda item, its fields), to draw."""
        return [
            (item, [self[name] for name in self.fields if name.endswith(f"-{item.pk}")])
            for item in self.agenda
        ]

    def clean(self):
        found = super().clean()
        self.tallies: list[tuple[AgendaItem, dict]] = []
        for item in self.agenda:
            names = [name for name in self.fields if name.endswith(f"-{item.pk}")]
            if all(found.get(name) in (None, "") for name in names) or self.errors.keys() & set(names):
                continue
            self._clean_row(item, found)
        return found

    def _clean_row(self, item: AgendaItem, found: dict) -> None:
        counts = {name: found.get(f"{name}-{item.pk}") for name in COUNTS}
        empty = [name for name in COUNTS if counts[name] is None]
        if empty:
            for name in empty:
                self.add_error(f"{name}-{item.pk}", "Hãy ghi số phiếu, không có thì ghi 0.")
            return
        chair = {"yes": True, "no": False}.get(found.get(f"chair-{item.pk}"))
        if item.pk in self.chair_asked and chair is None:
            self.add_error(f"chair-{item.pk}", "Hãy ghi Chủ tịch Hội đồng có đồng ý không.")
            return
        for fault in tally_faults(item, counts, chair):
            self.add_error(f"yes-{item.pk}", fault)
        self.tallies.append((item, counts | {"chair_agrees": chair}))


class MoveForm(forms.Form):
    """The question before a move: the reason where one is needed, and a tick to close without all votes."""

    note = forms.CharField(
        label="Lý do",
        required=False,
        validators=[AtMost(2000)],
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    close_anyway = forms.BooleanField(label="Vẫn kết thúc", required=False)

    def __init__(self, *args, meeting: CouncilMeeting, needs_note: bool, waiting: int, **kwargs):
        super().__init__(*args, **kwargs)
        if needs_note:
            self.fields["note"].required = True
            self.fields["note"].error_messages["required"] = "Hãy ghi lý do phiên họp không thành."
        else:
            del self.fields["note"]
        if waiting:
            self.fields["close_anyway"].required = True
            self.fields["close_anyway"].label = f"Vẫn kết thúc dù còn {waiting} thành viên chưa bỏ phiếu"
            self.fields["close_anyway"].error_messages["required"] = (
                "Hãy đánh dấu nếu vẫn muốn kết thúc, hoặc chờ các thành viên bỏ phiếu."
            )
        else:
            del self.fields["close_anyway"]
