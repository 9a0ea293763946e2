"""The council's forms: planning, attendance, ballot, record, and the question before a move."""

from datetime import datetime

from django import forms
from django.utils import timezone

from awards.council.record import TOLD, record_faults, seated_secretary
from awards.enums import Choice
from awards.models import AgendaItem, Attendance, Council, CouncilMeeting
from campaigns.enums import BallotMode, BallotPace
from campaigns.models import Campaign
from phuong6.lib.vietnamese import short_date
from phuong6.office.fields import LONGEST_PROSE, AtMost
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
    pace = forms.ChoiceField(
        label="Bỏ phiếu trên hệ thống",
        required=False,
        choices=BallotPace.choices,
        widget=forms.RadioSelect,
        help_text="Chỉ dùng cho bỏ phiếu kín và biểu quyết công khai trên hệ thống.",
    )
    due_on = DayField(
        "Hạn gửi phiếu lấy ý kiến", required=False, help_text="Chỉ ghi khi lấy ý kiến bằng văn bản."
    )

    def __init__(self, *args, campaign: Campaign, meeting: CouncilMeeting | None = None, **kwargs):
        initial = {"mode": campaign.ballot_mode, "pace": campaign.ballot_pace} | kwargs.pop("initial", {})
        if meeting:
            held = timezone.localtime(meeting.held_at)
            initial |= {name: getattr(meeting, name) for name in ("place", "mode", "pace", "due_on")}
            initial |= {"day": held.date(), "hour": held.time()}
        super().__init__(*args, initial=initial, **kwargs)
        self.council = meeting.council if meeting else None
        if meeting:
            del self.fields["council"]
        else:
            self.fields["council"].queryset = Council.objects.filter(ward_id=campaign.ward_id)

    def clean(self):
        found = super().clean()
        council, day = self.council or found.get("council"), found.get("day")
        if council and day and (day < council.from_day or (council.to_day and day > council.to_day)):
            until = f" đến {short_date(council.to_day)}" if council.to_day else ""
            self.add_error(
                "day", f"Hội đồng này hoạt động từ {short_date(council.from_day)}{until}; hãy chọn ngày khác."
            )
        if day and found.get("hour"):
            found["held_at"] = timezone.make_aware(datetime.combine(day, found["hour"]))
        if found.get("mode") == BallotMode.WRITTEN and "due_on" not in self.errors:
            self._check_due(day, found.get("due_on"))
        return found

    def _check_due(self, day, due_on) -> None:
        if due_on is None:
            self.add_error("due_on", "Lấy ý kiến bằng văn bản thì hãy ghi hạn gửi phiếu.")
        elif day and due_on < day:
            self.add_error("due_on", "Hạn gửi phiếu không được trước ngày gửi phiếu đi (ngày họp).")

    @property
    def plan(self) -> dict:
        """What `awards.council.meetings.plan_meeting` and `change_plan` take besides the council."""
        return {name: self.cleaned_data[name] for name in ("held_at", "place", "mode", "pace", "due_on")}


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


class PresenceForm(forms.Form):
    """One member of an open meeting: come after all, or away after all and why."""

    reason = forms.CharField(
        label="Lý do vắng",
        required=False,
        max_length=200,
        error_messages={"max_length": "Lý do dài quá 200 chữ, hãy ghi ngắn lại."},
    )

    def __init__(self, *args, line: Attendance, **kwargs):
        super().__init__(*args, prefix=f"line-{line.pk}", **kwargs)
        self.line = line


class _Crosses(forms.RadioSelect):
    """Every choice that was sent for one case; a browser sends one, whatever else sends more is not read for one."""

    def value_from_datadict(self, data, files, name):
        sent = data.getlist(name) if hasattr(data, "getlist") else []
        return sent if len(sent) > 1 else super().value_from_datadict(data, files, name)

    def format_value(self, value):
        return [] if isinstance(value, list) else super().format_value(value)


class OpinionField(forms.ChoiceField):
    """A member's one choice on one case: two of them say nothing, as two crosses on a paper ballot do."""

    widget = _Crosses

    def __init__(self, label: str):
        super().__init__(
            label=label,
            choices=Choice.choices,
            error_messages={
                "required": "Hãy chọn một ý kiến.",
                "invalid_choice": "Hãy chọn một trong ba ý kiến.",
                "several": "Mỗi trường hợp chỉ chọn một ý kiến. Hãy chọn lại.",
            },
        )

    def to_python(self, value):
        if isinstance(value, list):
            raise forms.ValidationError(self.error_messages["several"], code="several")
        return super().to_python(value)


class BallotForm(forms.Form):
    """One choice for every line the member may vote on; nothing is chosen beforehand."""

    def __init__(
        self, *args, agenda: list[AgendaItem], votable: list[AgendaItem], why: dict[int, str], **kwargs
    ):
        super().__init__(*args, auto_id="phieu-%s", **kwargs)
        self.agenda, self.votable, self.why = agenda, votable, why
        for item in votable:
            self.fields[f"item-{item.pk}"] = OpinionField(item.nominee.addressed)

    def rows(self) -> list[tuple]:
        """(agenda item, its field or None where the member may not vote, why not), to draw."""
        mine = {item.pk for item in self.votable}
        return [
            (item, self[f"item-{item.pk}"] if item.pk in mine else None, self.why[item.pk])
            for item in self.agenda
        ]

    @property
    def choices(self) -> dict[int, str]:
        """What `awards.council.meetings.cast` takes."""
        return {item.pk: self.cleaned_data[f"item-{item.pk}"] for item in self.votable}

    def answers(self) -> list[tuple]:
        """(agenda item, field name, choice, its label), to be read once more before casting."""
        return [
            (item, f"item-{item.pk}", self.choices[item.pk], Choice(self.choices[item.pk]).label)
            for item in self.votable
        ]


class RecordForm(forms.Form):
    """What the minutes tell besides the votes; whatever is left empty is printed as a dotted blank."""

    discussion = forms.CharField(
        label="Ý kiến thảo luận",
        required=False,
        validators=[AtMost(LONGEST_PROSE)],
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Ai nêu ý kiến gì, mỗi ý kiến một đoạn.",
    )
    secretary = forms.CharField(
        label="Thư ký phiên họp",
        required=False,
        max_length=120,
        error_messages={"max_length": "Họ tên dài quá 120 chữ."},
    )
    tellers = forms.CharField(
        label="Ban kiểm phiếu",
        required=False,
        validators=[AtMost(600)],
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Mỗi dòng một người, dòng đầu là Trưởng ban.",
    )
    ended_at = HourField(
        "Giờ phiên họp kết thúc", required=False, help_text="Để trống thì lấy giờ chốt kết quả."
    )

    def __init__(self, *args, meeting: CouncilMeeting, **kwargs):
        kept = {name: getattr(meeting, name) for name in TOLD}
        kept["ended_at"] = kept["ended_at"] and timezone.localtime(kept["ended_at"]).time()
        kept["secretary"] = kept["secretary"] or seated_secretary(meeting)
        super().__init__(*args, initial=kept, **kwargs)
        self.meeting = meeting

    def clean(self):
        found = super().clean()
        if not self.errors:
            for name, sentence in record_faults(self.meeting, self.told).items():
                self.add_error(name, sentence)
        return found

    @property
    def told(self) -> dict:
        """What `awards.council.record.write_record` takes; the hour is one of the day of the meeting."""
        found = dict.fromkeys(TOLD) | self.cleaned_data
        lines = (line.strip() for line in found["tellers"].splitlines())
        found["tellers"] = "\n".join(filter(None, lines))
        if found["ended_at"]:
            day = timezone.localtime(self.meeting.held_at).date()
            found["ended_at"] = timezone.make_aware(datetime.combine(day, found["ended_at"]))
        return found


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
