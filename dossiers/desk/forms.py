"""The forms of the desk. Each knows how to hand what was typed to the workflow (`data()`)."""

from datetime import datetime, timedelta

from django import forms
from django.utils import timezone

from campaigns.models import day_start
from dossiers.enums import IneligibleReason, OfficerFinding, PaperKind
from dossiers.models import Dossier, Nominee
from phuong6.lib.vietnamese import weekday_date
from phuong6.office.fields import AtMost
from phuong6.office.forms import DAY_HELP, DayField, HourField
from phuong6.office.workdays import add_working_days, uncertain

EARLIER_YEARS = 4  # how many earlier pairs the officer may choose from


def note_field(label: str, *, required: bool = False, rows: int = 2, **rest) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        validators=[AtMost(2000)],
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": f"Hãy ghi {label[0].lower()}{label[1:]}."},
        **rest,
    )


class DeskForm(forms.Form):
    """A form of one dossier; refusals of the workflow join its own errors."""

    use_required_attribute = False  # our sentence, not the browser's

    def __init__(self, *args, dossier: Dossier, nominee: Nominee | None = None, **kwargs):
        self.dossier, self.nominee = dossier, nominee
        super().__init__(*args, **kwargs)

    def refuse(self, sentences: list[str]) -> None:
        """Show the workflow's sentences above the fields; what was typed stays."""
        for sentence in sentences:
            self.add_error(None, sentence)

    def data_for_move(self) -> dict:
        """What `perform` takes besides who and when."""
        return self.cleaned_data


class PlainForm(DeskForm):
    """A button and nothing to fill in."""


class ReasonForm(DeskForm):
    """A move that asks why."""

    note = note_field("Lý do", required=True)


class ConfirmIndexForm(DeskForm):
    """A conclusion confirmed on the figures of now."""

    note = note_field(
        "Lý do, đã báo cho ai", help_text="Bắt buộc khi Chỉ số nay khác với kết luận mà kết luận vẫn giữ."
    )


class ReturnForm(DeskForm):
    """What to put right, item by item, and until when. One box and one reason per paper and nominee."""

    due_on = DayField("Hạn bổ sung")

    def __init__(self, *args, nominees: list[Nominee], holidays=None, **kwargs):
        super().__init__(*args, **kwargs)
        campaign = self.dossier.campaign
        due = add_working_days(timezone.localdate(), campaign.supplement_days, holidays)
        default = f"Mặc định {campaign.supplement_days} ngày làm việc."
        self.fields["due_on"].initial = due
        self.fields["due_on"].help_text = " ".join(
            filter(None, [default, uncertain(due, holidays), DAY_HELP])
        )
        self.choices = [(kind.value, kind.label, {"paper_kind": kind.value}) for kind in PaperKind]
        self.choices = [each for each in self.choices if each[0] != PaperKind.REPORT]
        for each in nominees:
            self.choices += [
                (
                    f"report-{each.pk}",
                    f"Báo cáo thành tích của {each.addressed}",
                    {"paper_kind": PaperKind.REPORT.value, "nominee": each.pk},
                ),
                (f"nominee-{each.pk}", f"Thông tin, kết quả của {each.addressed}", {"nominee": each.pk}),
            ]
        for key, label, _ in self.choices:
            self.fields[f"item-{key}"] = forms.BooleanField(label=label, required=False)
            self.fields[f"reason-{key}"] = note_field(f"{label}: cần bổ sung, sửa gì")

    def rows(self) -> list[tuple]:
        """(checkbox, reason) fields in order, for the template."""
        return [(self[f"item-{key}"], self[f"reason-{key}"]) for key, _, _ in self.choices]

    def clean(self):
        """A reason without its box is a slip: nothing typed may get lost."""
        cleaned = super().clean()
        for key, _, _ in self.choices:
            chosen, reason = cleaned.get(f"item-{key}"), cleaned.get(f"reason-{key}")
            if chosen and not reason:
                self.add_error(f"reason-{key}", "Hãy ghi rõ cần bổ sung, sửa gì.")
            if reason and not chosen:
                self.add_error(
                    f"item-{key}", "Đã ghi lý do nhưng chưa đánh dấu mục này. Hãy đánh dấu hoặc xóa lý do."
                )
        return cleaned

    def data_for_move(self) -> dict:
        items = [
            what | {"reason": self.cleaned_data[f"reason-{key}"]}
            for key, _, what in self.choices
            if self.cleaned_data[f"item-{key}"]
        ]
        return {"due_on": self.cleaned_data["due_on"], "items": items}


class PaperFilingForm(DeskForm):
    """What came on paper: the hour it was received, and why on paper."""

    received_on = DayField("Ngày nhận bản giấy")
    received_hour = HourField("Giờ nhận bản giấy", help_text="Ghi giờ:phút, ví dụ 09:30.")
    note = note_field("Lý do nộp bản giấy", required=True)

    def data_for_move(self) -> dict:
        moment = datetime.combine(self.cleaned_data["received_on"], self.cleaned_data["received_hour"])
        return {"note": self.cleaned_data["note"], "received_at": timezone.make_aware(moment)}


class PartForm(DeskForm):
    """A part of one nominee's appraisal. All parts are sent together, so only what was changed is written.

    Its fields carry what was shown (`show_hidden_initial`): a page opened earlier takes nothing back of
    what another officer has written since.
    """

    def kept(self, name: str):
        """The field as typed if it was changed on the page, else as it stands now."""
        return self.cleaned_data[name] if name in self.changed_data else self.fields[name].initial


class FindingsForm(PartForm):
    """The officer's finding and note on each criterion of one nominee."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.findings = list(self.nominee.findings.all())
        for row in self.findings:
            self.fields[f"found-{row.pk}"] = forms.ChoiceField(
                label="Thẩm định",
                required=False,
                initial=row.finding,
                choices=[("", "Chưa thẩm định"), *OfficerFinding.choices],
                show_hidden_initial=True,
            )
            self.fields[f"note-{row.pk}"] = note_field(
                "Nhận xét", initial=row.finding_note, show_hidden_initial=True
            )

    def rows(self) -> list[tuple]:
        """(finding row, select, note) in the order of the criteria."""
        return [(row, self[f"found-{row.pk}"], self[f"note-{row.pk}"]) for row in self.findings]

    def found(self) -> list[tuple]:
        """(finding row, what was found, note) of each criterion."""
        return [(row, self.kept(f"found-{row.pk}"), self.kept(f"note-{row.pk}")) for row in self.findings]


class ClearanceForm(PartForm):
    """The dated confirmation that nothing is pending."""

    on = DayField(
        "Ngày xác nhận",
        required=False,
        help_text=f"{DAY_HELP} Để trống nếu chưa xác nhận được.",
        show_hidden_initial=True,
    )
    note = note_field("Ghi chú xác minh (đơn vị không xem được)", show_hidden_initial=True)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = self.nominee.clear_on
        self.fields["note"].initial = self.nominee.clear_note


class IndexYearsForm(PartForm):
    """Which two consecutive years of the CCHC index are compared for this person."""

    later = forms.TypedChoiceField(label="Cặp năm so sánh", coerce=int, show_hidden_initial=True)
    reason = note_field("Lý do chọn cặp năm khác", show_hidden_initial=True)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        default = self.dossier.campaign.index_years[0]
        self.fields["later"].choices = [
            (year, f"{year} so với {year - 1}" + (" (theo phong trào)" if year == default else ""))
            for year in range(default, default - EARLIER_YEARS - 1, -1)
        ]
        self.fields["later"].initial = self.nominee.index_years[0]
        self.fields["reason"].initial = self.nominee.index_reason


class ConcludeForm(DeskForm):
    """Both conclusions in one form: the button says which; a refusal names its reason."""

    reason = forms.ChoiceField(
        label="Lý do không đủ điều kiện",
        help_text="Chỉ chọn khi kết luận không đủ điều kiện; lý do này được báo cho đơn vị.",
        required=False,
        choices=[("", "Chọn lý do"), *IneligibleReason.choices],
    )
    note = note_field(
        "Nhận xét của người thẩm định",
        help_text="Bắt buộc khi không đủ điều kiện, khi chưa đủ căn cứ về Chỉ số CCHC, hoặc khi có tiêu chí chưa đạt.",
    )


class ExtensionForm(forms.Form):
    """A unit's later deadline, given as its last whole day."""

    use_required_attribute = False
    last_day = DayField(
        "Gia hạn đến hết ngày", error_messages={"required": "Hãy ghi ngày cuối cùng được gia hạn."}
    )
    reason = note_field("Lý do gia hạn", required=True)

    def too_late(self) -> datetime:
        """The first moment too late: 00:00 after the last day."""
        return day_start(self.cleaned_data["last_day"] + timedelta(days=1))

    def saying(self) -> str:
        return weekday_date(self.cleaned_data["last_day"])


class EntryForm(forms.Form):
    """Why the officer enters a dossier for a unit."""

    use_required_attribute = False
    note = note_field("Lý do nhập thay đơn vị", required=True)
