"""What waits for me: one short list per role, added up on the start page.

Sees every room, writes nothing. Each function costs a constant number of queries.
"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from awards.enums import DecisionStatus, MeetingStatus
from awards.models import Attendance, CouncilMeeting, Decision
from awards.rules import may_sign
from campaigns.enums import Role
from campaigns.models import Campaign, Exemplar, Membership, Participation
from campaigns.rules import has_role, units_of
from criteria.models import ReformIndex
from dossiers.checks import deadline_for, gaps, unanswered_items
from dossiers.enums import DossierStatus, NomineeStatus
from dossiers.models import Dossier, Nominee
from dossiers.outcome import all_told
from phuong6.lib.vietnamese import deadline_phrase, weekday_date


@dataclass(frozen=True)
class Task:
    """One thing to do: the sentence, where, its state as a word with a tone, a hint."""

    label: str
    url: str = ""
    state: str = ""
    tone: str = "waiting"
    hint: str = ""


def tasks_of(user, campaign: Campaign) -> list[tuple[str, list[Task]]]:
    """(role's heading, its tasks) for every role the person holds."""
    found = []
    for role, make in TASKS.items():
        if has_role(user, role):
            found.append((Role(role).label, make(user, campaign)))
    return found


def for_unit(user, campaign: Campaign) -> list[Task]:
    """Register, fill in, hand in, put right; then wait."""
    tasks = []
    for unit in units_of(user):
        tasks += _unit_tasks(unit, campaign)
    return tasks


def _unit_tasks(unit, campaign: Campaign) -> list[Task]:
    if not Participation.objects.filter(campaign=campaign, unit=unit).exists():
        return [Task(f"Đăng ký tham gia phong trào – {unit}", reverse("register"), "Chưa làm", "attention")]
    too_late = deadline_for(campaign, unit)
    closed = timezone.now() >= too_late
    due = f"Hạn nộp: {deadline_phrase(too_late)}."
    dossier = Dossier.objects.filter(campaign=campaign, unit=unit).first()
    if dossier is None:
        state, tone = ("Quá hạn", "bad") if closed else ("Chưa làm", "attention")
        return [Task(f"Lập hồ sơ đề nghị khen thưởng – {unit}", reverse("dossier-list"), state, tone, due)]
    address = reverse("dossier", args=[dossier.code])
    if dossier.status == DossierStatus.DRAFT:
        missing = len(gaps(dossier))
        hint = f"Còn thiếu {missing} mục. {due}" if missing else f"Đã đủ, hãy nộp. {due}"
        return [Task(f"Hoàn thiện và nộp hồ sơ – {unit}", address, dossier.state.for_unit, "attention", hint)]
    if dossier.status == DossierStatus.RETURNED:
        request = dossier.returns.order_by("-round").first()
        hint = (
            f"Bổ sung chậm nhất {weekday_date(request.due_on)}; còn {len(unanswered_items(dossier))} giấy tờ."
        )
        return [Task(f"Bổ sung hồ sơ – {unit}", address, dossier.state.for_unit, "attention", hint)]
    if all_told(dossier, dossier.nominees.all()):
        return [Task(f"Xem kết quả – {unit}", address, "Đã có kết quả", "good")]
    return [Task(f"Theo dõi hồ sơ – {unit}", address, dossier.state.for_unit, "progress")]


def for_internal_affairs(user, campaign: Campaign) -> list[Task]:
    """The run of the campaign, from the plan's blanks to the printed giấy khen."""
    tasks = _set_up_tasks(campaign)
    queue = Dossier.objects.filter(campaign=campaign)
    desk = reverse("admin:dossiers_dossier_changelist")
    for status, label, tone in (
        (DossierStatus.SUBMITTED, "hồ sơ chờ nhận thẩm định", "attention"),
        (DossierStatus.IN_REVIEW, "hồ sơ đang thẩm định", "progress"),
        (DossierStatus.RETURNED, "hồ sơ đang chờ đơn vị bổ sung", "waiting"),
    ):
        count = queue.filter(status=status).count()
        if count:
            tasks.append(Task(f"{count} {label}", desk, DossierStatus(status).label, tone))
    return tasks + _council_tasks(campaign) + _decision_tasks(campaign)


def _set_up_tasks(campaign: Campaign) -> list[Task]:
    tasks = []
    if campaign.plan_number is None or campaign.plan_day is None:
        address = reverse("admin:campaigns_campaign_change", args=[campaign.pk])
        hint = "Văn bản đang in chỗ trống cho số và ngày kế hoạch."
        tasks.append(Task("Ghi số và ngày ban hành kế hoạch", address, "Còn trống", "attention", hint))
    years = ReformIndex.objects.filter(ward=campaign.ward, unit__isnull=True, year__in=campaign.index_years)
    lacking = sorted(set(campaign.index_years) - set(years.values_list("year", flat=True)))
    if lacking:
        named = ", ".join(map(str, lacking))
        tasks.append(
            Task(
                f"Nhập Chỉ số CCHC của phường năm {named}",
                reverse("admin:criteria_reformindex_add"),
                "Chưa có",
                "waiting",
                "Chưa có số liệu thì tiêu chí cá nhân ghi “chưa đủ căn cứ”.",
            )
        )
    return tasks


def _council_tasks(campaign: Campaign) -> list[Task]:
    tasks = [
        Task(
            f"{meeting}: {meeting.get_status_display().lower()}",
            reverse("meeting", args=[meeting.pk]),
            meeting.get_status_display(),
            "progress",
        )
        for meeting in CouncilMeeting.objects.filter(
            campaign=campaign, status__in=[MeetingStatus.PLANNED, MeetingStatus.OPEN]
        )
    ]
    eligible = Nominee.objects.filter(campaign=campaign, status=NomineeStatus.ELIGIBLE).count()
    if eligible and not tasks:
        tasks.append(
            Task(
                f"{eligible} trường hợp đủ điều kiện chờ trình Hội đồng",
                reverse("meeting-list"),
                "Chưa có phiên họp",
                "attention",
            )
        )
    return tasks


def _decision_tasks(campaign: Campaign) -> list[Task]:
    tasks = [
        Task(str(each), reverse("decision", args=[each.pk]), each.get_status_display(), "attention")
        for each in Decision.objects.filter(
            campaign=campaign,
            status__in=[DecisionStatus.DRAFT, DecisionStatus.AWAITING, DecisionStatus.APPROVED],
        )
    ]
    waiting = Nominee.objects.filter(
        campaign=campaign, status=NomineeStatus.RECOMMENDED, award__isnull=True
    ).count()
    if waiting:
        tasks.append(
            Task(
                f"Soạn quyết định cho {waiting} trường hợp Hội đồng đề nghị",
                reverse("award-list"),
                "Chưa soạn",
                "attention",
            )
        )
    return tasks


def for_statistics(user, campaign: Campaign) -> list[Task]:
    """Follow up: who has not registered, who has not handed in (plan, section IV.4)."""
    units = campaign.ward.units.filter(is_active=True).count()
    joined = Participation.objects.filter(campaign=campaign).count()
    handed = Dossier.objects.filter(campaign=campaign).submitted().count()
    return [
        Task(f"{joined} trong {units} đơn vị đã đăng ký", reverse("dossier-list"), "Theo dõi", "progress"),
        Task(
            f"{handed} trong {joined} đơn vị đã đăng ký đã nộp hồ sơ",
            reverse("dossier-list"),
            "Theo dõi",
            "progress",
        ),
    ]


def for_culture(user, campaign: Campaign) -> list[Task]:
    """Publicity (plan, section IV.3)."""
    drafts = Exemplar.objects.filter(campaign=campaign, published_at__isnull=True).count()
    shown = Exemplar.objects.filter(campaign=campaign, published_at__isnull=False).count()
    return [
        Task(
            "Viết gương điển hình, cách làm hay",
            reverse("admin:campaigns_exemplar_add"),
            "Viết mới",
            "waiting",
        ),
        Task(
            f"{drafts} bài chưa đăng, {shown} bài đã đăng",
            reverse("admin:campaigns_exemplar_changelist"),
            "Xem",
            "progress",
        ),
    ]


def for_council(user, campaign: Campaign) -> list[Task]:
    """Meetings of the councils this person sits in."""
    lines = Attendance.objects.filter(
        member__user=user,
        member__is_active=True,
        meeting__campaign=campaign,
        meeting__status__in=[MeetingStatus.PLANNED, MeetingStatus.OPEN],
    ).select_related("meeting")
    return [_ballot_task(line) for line in lines]


def _ballot_task(line: Attendance) -> Task:
    meeting, address = line.meeting, reverse("meeting", args=[line.meeting_id])
    held = timezone.localtime(meeting.held_at)
    if meeting.status == MeetingStatus.OPEN and line.present and not line.voted:
        return Task(f"Bỏ phiếu tại {meeting}", address, "Chưa bỏ phiếu", "attention")
    if line.voted:
        return Task(f"{meeting}", address, "Đã bỏ phiếu", "good")
    return Task(
        f"{meeting}",
        address,
        meeting.get_status_display(),
        "waiting",
        f"Họp lúc {held:%H:%M} {weekday_date(held.date())}. Xem trước hồ sơ.",
    )


def for_chairman(user, campaign: Campaign) -> list[Task]:
    """Decisions that wait for his confirmation."""
    waiting = Decision.objects.filter(campaign=campaign, status=DecisionStatus.AWAITING)
    tasks = [
        Task(f"{each}: xem và xác nhận", reverse("decision", args=[each.pk]), "Chờ xác nhận", "attention")
        for each in waiting
        if may_sign(user, each)
    ]
    handed = Dossier.objects.filter(campaign=campaign).submitted().count()
    return [*tasks, Task(f"{handed} hồ sơ đã nộp", reverse("dossier-list"), "Xem", "progress")]


def for_administrator(user, campaign: Campaign) -> list[Task]:
    """Accounts and settings."""
    without = campaign.ward.units.filter(is_active=True).exclude(
        pk__in=Membership.objects.filter(role=Role.UNIT).values("unit")
    )
    return [
        Task(
            f"{without.count()} đơn vị chưa có tài khoản",
            reverse("admin:phuong6_user_changelist"),
            "Tài khoản",
            "attention" if without.exists() else "good",
        ),
        Task(
            "Thông tin của phường, Quốc huy in trên giấy khen",
            reverse("admin:campaigns_ward_change", args=[campaign.ward_id]),
            "Cài đặt",
            "waiting",
        ),
    ]


TASKS = {
    Role.UNIT: for_unit,
    Role.INTERNAL_AFFAIRS: for_internal_affairs,
    Role.COUNCIL: for_council,
    Role.CHAIRMAN: for_chairman,
    Role.OFFICE_STATISTICS: for_statistics,
    Role.CULTURE: for_culture,
    Role.ADMINISTRATOR: for_administrator,
}
