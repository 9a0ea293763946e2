"""What is due, not done, and whose it is: the reminders of a campaign (plan, section IV.4: đôn đốc).

Sees every room. 14, 7, 3 and 1 days before the due day and once more after it, to those who have not done it,
one message for all a unit owes by the same day. `matters`, `drafts` and `overtaken` cost a constant number of queries.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Min, Model
from django.urls import reverse
from django.utils import timezone

from campaigns.addresses import emails_of_units, fitting, scope_of
from campaigns.enums import Role
from campaigns.models import Campaign, Membership
from criteria.enums import ResultStatus
from criteria.measuring.obligations import cells
from criteria.models import InspectionFinding, TargetResult
from dossiers.appraising.queue import deadline_of, not_submitted
from dossiers.enums import DossierStatus
from dossiers.models import ReturnRequest
from phuong6.lib.vietnamese import last_day_before, short_date, weekday_date
from phuong6.office.messages.outbox import Kept, keep
from phuong6.office.messages.workflow import channel_for
from phuong6.office.models import Message
from phuong6.office.posts import said
from phuong6.office.workdays import add_working_days

STEPS = (14, 7, 3, 1)
AFTER = -1  # the step that follows the due day
BEGUN_AT_MOST = 14  # days overdue after which a matter is not begun any more: the officer writes or calls
REGISTRATION_DAYS = 30  # from the launch; the plan names no day for registering
VERIFICATION_DAYS = 5  # working days a report may wait for who verifies it

KINDS = {
    "registration": "Đăng ký tham gia",
    "dossier": "Nộp hồ sơ",
    "supplement": "Bổ sung hồ sơ",
    "result": "Báo cáo chỉ tiêu",
    "fixing": "Khắc phục sau kiểm tra",
    "verification": "Xác nhận báo cáo",
}


@dataclass(frozen=True)
class Matter:
    """Something owed to a day: to whom it is told, what is to be done (lines), and where."""

    kind: str
    addressee: Model  # a unit or an account
    due: date
    what: tuple[str, ...]
    url: str
    steps: tuple[int, ...] = field(default=STEPS)


def step_of(due: date, today: date, steps: tuple[int, ...] = STEPS) -> int | None:
    """The reminder a day stands at: the nearest step reached, AFTER once the day is over, None before the first.

    A day nobody ran the command needs no list of what was missed: the step that stands is the nearest one.
    """
    left = (due - today).days
    if left < 0:
        return AFTER
    return min((step for step in steps if step >= left), default=None)


def matters(campaign: Campaign, today: date) -> list[Matter]:
    """Everything of a campaign that is not done, whenever it is due; a closed one takes nobody and no dossier in."""
    taken_in = [] if campaign.is_closed else [*_registrations(campaign), *_dossiers(campaign)]
    return [
        *taken_in,
        *_supplements(campaign),
        *_results(campaign, today),
        *_findings(campaign),
        *_verifications(campaign),
    ]


def _registrations(campaign: Campaign) -> Iterator[Matter]:
    """None while the plan's day is blank: a day is counted from a known one."""
    if campaign.plan_day is None:
        return
    due = campaign.plan_day + timedelta(days=REGISTRATION_DAYS)
    for unit in campaign.ward.units.filter(is_active=True).exclude(participations__campaign=campaign):
        yield Matter("registration", unit, due, ("Đăng ký tham gia phong trào.",), reverse("register"))


def _dossiers(campaign: Campaign) -> Iterator[Matter]:
    for unit in not_submitted(campaign):
        what = "Nộp hồ sơ đề nghị khen thưởng: tờ trình, biên bản họp bình xét, báo cáo thành tích."
        due = last_day_before(deadline_of(unit, campaign))
        yield Matter("dossier", unit, due, (what,), reverse("dossier-list"))


def _supplements(campaign: Campaign) -> Iterator[Matter]:
    requests = ReturnRequest.objects.filter(
        dossier__campaign=campaign, dossier__status=DossierStatus.RETURNED, answered_at__isnull=True
    )
    for each in requests.select_related("dossier__unit").annotate(asked=Count("items")):
        what = f"Bổ sung {each.asked:02d} mục của hồ sơ {each.dossier.code} rồi nộp lại."
        address = reverse("dossier", args=[each.dossier.code])
        yield Matter("supplement", each.dossier.unit, each.due_on, (what,), address)


def _results(campaign: Campaign, today: date) -> Iterator[Matter]:
    """One matter for all reports of a unit due on the same day."""
    owed = defaultdict(list)
    for cell in cells(campaign, today=today):
        if not cell.is_sent:
            early = f" (gửi được từ ngày {short_date(cell.opens)})" if cell.opens > today else ""
            owed[cell.unit, cell.due].append(
                f"Báo cáo chỉ tiêu “{cell.target.name}”, {cell.span.label.lower()}{early}."
            )
    for (unit, due), lines in owed.items():
        yield Matter("result", unit, due, tuple(lines), reverse("result-list"))


def _findings(campaign: Campaign) -> Iterator[Matter]:
    """What an inspection found stays on the page: the message only counts it."""
    owed = defaultdict(int)
    for each in InspectionFinding.objects.owed(campaign).select_related("inspection__unit"):
        owed[each.inspection, each.due_on] += 1
    for (inspection, due), count in owed.items():
        what = (
            f"Khắc phục {count:02d} việc nêu trong kết luận kiểm tra ngày {short_date(inspection.held_on)}, "
            "ghi đã làm thế nào kèm ảnh."
        )
        yield Matter("fixing", inspection.unit, due, (what,), reverse("inspection", args=[inspection.pk]))


def _verifications(campaign: Campaign) -> Iterator[Matter]:
    """Reports that wait at Văn phòng - Thống kê; the one waiting longest sets the day."""
    waiting = TargetResult.objects.filter(target__campaign=campaign, status=ResultStatus.REPORTED)
    found = waiting.aggregate(count=Count("pk"), oldest=Min("reported_at"))
    if not found["count"]:
        return
    since = timezone.localtime(found["oldest"]).date()
    due = add_working_days(since, VERIFICATION_DAYS)
    what = f"Xem, xác nhận hoặc trả lại {found['count']:02d} báo cáo chỉ tiêu; cũ nhất gửi ngày {short_date(since)}."
    officers = Membership.objects.filter(role=Role.OFFICE_STATISTICS, user__is_active=True)
    for each in officers.select_related("user"):
        yield Matter("verification", each.user, due, (what,), reverse("verify-list"), steps=(3, 1))


def see_to(campaign: Campaign, today: date) -> Kept:
    """Draft what is due by now and stop what is done; each message exists once, whoever asks at the same time."""
    not_before = today - timedelta(days=BEGUN_AT_MOST)
    return keep(scope_of(campaign), drafts(campaign, today), kinds=KINDS, not_before=not_before)


def overtaken(campaign: Campaign, messages: Iterable[Message], today: date) -> list[Message]:
    """Those of these reminders whose matter is done, or has another day: nobody need be told any more."""
    types = ContentType.objects
    standing = {
        (each.kind, types.get_for_model(each.addressee).pk, each.addressee.pk, each.due)
        for each in matters(campaign, today)
    }
    return [
        each
        for each in messages
        if each.kind in KINDS
        and (each.kind, each.addressee_type_id, each.addressee_id, each.due_on) not in standing
    ]


# --- in words -----------------------------------------------------------------------------------------


def drafts(campaign: Campaign, today: date) -> list[Message]:
    """The messages that should exist today, unsaved, one for each matter whose first step is reached."""
    standing = [(each, step_of(each.due, today, each.steps)) for each in matters(campaign, today)]
    due = [(matter, step) for matter, step in standing if step is not None]
    emails = emails_of_units(campaign)
    return [_message(campaign, matter, step, emails) for matter, step in due]


def _message(campaign: Campaign, matter: Matter, step: int, emails: dict[int, list[str]]) -> Message:
    whose = matter.addressee
    own = getattr(whose, "email", None)  # an account has one, a unit those of its speakers
    addresses = emails[whose.pk] if own is None else [own]
    email = fitting(addresses)
    owner = f"{whose._meta.label_lower}:{whose.pk}"
    return Message(
        kind=matter.kind,
        key=f"{scope_of(campaign)}:{matter.kind}:{owner}:{matter.url}:{matter.due:%Y-%m-%d}:{step}",
        scope=scope_of(campaign),
        addressee_type=ContentType.objects.get_for_model(whose),
        addressee_id=whose.pk,
        addressee_name=str(whose),
        email=email,
        channel=channel_for(email),
        subject=_subject(campaign, matter, step),
        body=_body(campaign, matter, step),
        due_on=matter.due,
        step=step,
    )


def _subject(campaign: Campaign, matter: Matter, step: int) -> str:
    mark = f"[{campaign.mark}] " if campaign.mark else ""
    verb = "Đã quá hạn" if step == AFTER else "Nhắc việc"
    return f"{mark}{verb}: {KINDS[matter.kind].lower()}, hạn {short_date(matter.due)}"


def _body(campaign: Campaign, matter: Matter, step: int) -> str:
    """The text, with the unit's name and what is asked; nobody else's name or figures."""
    asked = (
        f"Đã quá hạn ngày {short_date(matter.due)} mà chưa thấy thực hiện:"
        if step == AFTER
        else f"Hạn chậm nhất {weekday_date(matter.due)}, đề nghị thực hiện:"
    )
    lines = [f"Kính gửi: {matter.addressee}", "", f"{campaign.name}.", asked]
    lines += [f"- {each}" for each in matter.what]
    if settings.PUBLIC_URL:
        lines += ["", f"Thực hiện tại: {settings.PUBLIC_URL}{matter.url}"]
    late = (
        said("Nếu có vướng mắc, xin báo ngay cho {internal_affairs} hoặc {statistics}.")
        if step == AFTER
        else ""
    )
    lines += ["", late or "Nếu vừa thực hiện xong, xin bỏ qua tin này.", campaign.ward_name]
    return "\n".join(lines)
