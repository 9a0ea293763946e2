"""The two pages of an import: choose the file, look at what each row becomes and say yes."""

import hashlib
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone

from campaigns.models import Official, Unit, Ward
from campaigns.people.fates import FACTS, Fate, Judged, Verdict
from campaigns.people.forms import PeopleFileForm, PreviewForm
from campaigns.people.judging import LEAVE_OUT, shown_value
from campaigns.people.lists import PeopleList
from campaigns.people.resources import Imported, carry_out, judge_now
from phuong6.office.imports import Waiting

WAITING = Waiting("people_import")
TONES = {
    Fate.NEW: "good",
    Fate.SAME: "draft",
    Fate.CHANGED: "progress",
    Fate.REFUSED: "bad",
    Fate.ASK: "attention",
}


@dataclass(frozen=True)
class PreviewRow:
    """A judged row as the preview's table writes it."""

    judged: Judged
    field: object

    @property
    def tone(self) -> str:
        return TONES.get(self.judged.fate, "off")

    @property
    def facts(self) -> dict[str, str]:
        person = self.judged.person
        if person is None:
            return {}
        return {
            "honorific": shown_value("honorific", person.honorific),
            "birth": shown_value("birth", person.birth_date or person.birth_year),
            "position": person.position,
            "unit": person.unit_name,
        }

    @property
    def changes(self) -> list[str]:
        return [
            f"{FACTS[name]}: {shown_value(name, old)} → {shown_value(name, new)}"
            for name, (old, new) in self.judged.changes.items()
        ]

    @property
    def is_radio(self) -> bool:
        return bool(self.judged.choices)


def may_import(user) -> bool:
    """Whoever may add and change people and open units (Nội vụ)."""
    return user.has_perms(["campaigns.add_official", "campaigns.change_official", "campaigns.add_unit"])


def _ward(request: HttpRequest) -> Ward:
    if not may_import(request.user):
        raise PermissionDenied
    return Ward.objects.order_by("pk").first()


def choose_file(request: HttpRequest, desk) -> HttpResponse:
    """Upload. What was read waits in the session, on the server, without the columns we do not use."""
    ward = _ward(request)
    sent = request.method == "POST"
    form = PeopleFileForm(request.POST, request.FILES) if sent else PeopleFileForm()
    if sent and form.is_valid():
        if ward is None:
            form.add_error(None, "Chưa có bản ghi Phường. Hãy tạo phường trước khi nhập danh sách.")
        else:
            WAITING.keep(request, form.cleaned_data["file"].as_json())
            return redirect("admin:campaigns_official_import_preview")
    return _page(request, desk, "import", form=form)


def preview(request: HttpRequest, desk) -> HttpResponse:
    """Show what each row becomes; on confirming, judge anew against the database and write."""
    ward = _ward(request)
    kept = WAITING.kept(request)
    if not kept or ward is None:
        return redirect("admin:campaigns_official_import")
    listed, today = PeopleList.from_json(kept), timezone.localdate()
    first = judge_now(listed, ward=ward, today=today)
    state = _digest(first, kept["token"])
    if request.method != "POST":
        return _preview_page(request, desk, PreviewForm(first), listed=listed, state=state)
    verdict = judge_now(listed, ward=ward, today=today, answers=_answers(request))
    form = PreviewForm(verdict, request.POST)
    trouble = _trouble(request, verdict, form, state)
    if not trouble:
        try:
            done = carry_out(verdict, ward=ward, kinds=form.kinds)
        except ValidationError as error:
            trouble = error.messages
        else:
            WAITING.end(request)
            _tell(request, done, verdict)
            return redirect("admin:campaigns_official_changelist")
    return _preview_page(request, desk, form, listed=listed, state=state, trouble=trouble)


def _answers(request: HttpRequest) -> dict[str, str]:
    """What was chosen for each row: a choice's value, or the tick that leaves it out."""
    chosen = {name: value for name, value in request.POST.items() if name.startswith("row-")}
    return {
        name.removeprefix("row-"): LEAVE_OUT if value == "on" else value for name, value in chosen.items()
    }


def _digest(verdict: Verdict, token: str) -> str:
    """What the preview showed, in short: another outcome by now must be looked at again."""
    facts = [
        (each.row.place, str(each.fate), each.official, sorted(each.changes), [v for v, _ in each.choices])
        for each in verdict.rows
    ]
    return hashlib.sha256(f"{token}{facts}{[unit.key for unit in verdict.new_units]}".encode()).hexdigest()


def _trouble(request: HttpRequest, verdict: Verdict, form: PreviewForm, state: str) -> list[str]:
    """Why the list is not written yet, as sentences."""
    if request.POST.get("state") != state:
        return ["Danh sách trong hệ thống vừa thay đổi so với lúc xem trước. Hãy xem lại rồi bấm lần nữa."]
    counts, found = verdict.counts, []
    if counts[Fate.REFUSED]:
        found.append(
            f"Còn {counts[Fate.REFUSED]} dòng chưa nhận được, nên chưa nhập dòng nào. "
            "Hãy sửa bảng tính rồi tải lên lại, hoặc đánh dấu để những dòng đó ra ngoài."
        )
    if counts[Fate.ASK]:
        found.append(f"Còn {counts[Fate.ASK]} dòng trùng tên, hãy chọn dòng đó là ai.")
    if not form.is_valid():
        found += [message for messages_ in form.errors.values() for message in messages_]
    return found


def _tell(request: HttpRequest, done: Imported, verdict: Verdict) -> None:
    """The log of the admin, and a sentence for whoever pressed."""
    note = [{"added": {}}]
    for model, rows, flag, message in (
        (Unit, done.units, ADDITION, note),
        (Official, done.added, ADDITION, note),
        (Official, done.changed, CHANGE, "Sửa theo danh sách nhập từ bảng tính."),
    ):
        queryset = model.objects.filter(pk__in=[row.pk for row in rows])
        LogEntry.objects.log_actions(request.user.pk, queryset, flag, message)
    if verdict.changes_nothing:
        messages.info(request, "Danh sách không có gì mới: không dòng nào được thêm hay sửa.")
        return
    messages.success(
        request,
        f"Đã nhập danh sách: thêm {len(done.added)} người, sửa {len(done.changed)} người, "
        f"mở {len(done.units)} đơn vị mới.",
    )


def _preview_page(request, desk, form, *, listed, state, trouble=()) -> HttpResponse:
    verdict = form.verdict
    rows = [PreviewRow(judged, form.row_field(judged)) for judged in verdict.rows]
    counted = [
        (fate.label, TONES.get(fate, "off"), verdict.counts[fate]) for fate in Fate if verdict.counts[fate]
    ]
    return _page(
        request, desk, "preview", form=form, rows=rows, counted=counted, trouble=trouble, state=state,
        dropped=listed.dropped, blocked=len(verdict.blocking), nothing=verdict.changes_nothing,
        unit_fields=form.unit_fields(),
    )  # fmt: skip


def _page(request: HttpRequest, desk, name: str, **context) -> HttpResponse:
    titles = {"import": "Nhập danh sách cán bộ từ bảng tính", "preview": "Xem trước danh sách sẽ nhập"}
    context |= desk.admin_site.each_context(request) | {"title": titles[name], "opts": desk.opts}
    return TemplateResponse(request, f"admin/campaigns/official/{name}.html", context)
