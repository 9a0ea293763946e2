"""What waits for me: one short list per role, added up on the start page.

Sees every room, writes nothing. Each function costs a constant number of queries.
"""

from django.urls import reverse
from django.utils import timezone

from awards.decisions.rules import may_sign
from awards.enums import DecisionStatus, MeetingStatus
from awards.models import Attendance, CouncilMeeting, Decision
from campaigns.enums import Role
from campaigns.models import Campaign, Membership, Participation
from campaigns.questions import unanswered
from campaigns.rules import has_role, units_of
from criteria.enums import ResultStatus
from criteria.measuring.obligations import agenda_of, cells
from criteria.models import TargetResult
from dossiers.checks import deadline_for, gaps, unanswered_items
from dossiers.enums import DossierStatus, NomineeStatus
from dossiers.models import Dossier, Nominee
from dossiers.outcome import all_told
from phuong6.lib.vietnamese import deadline_phrase, weekday_date
from phuong6.site.home.awards import accountant_lacking, decisions_waiting, for_accountant, money_waiting
from phuong6.site.home.figures import index_lacking, late_figures_waiting
from phuong6.site.home.ideas import drafts_waiting, proposals_waiting
from phuong6.site.home.inspections import fixes_waiting, inspections_waiting
from phuong6.site.home.messages import reminders_waiting
from phuong6.site.home.publicity import ceremony_tasks, for_culture, pieces_sent_back
from phuong6.site.home.task import Task


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
        tasks += [] if _came_too_late(unit, campaign) else _unit_tasks(unit, campaign)
        tasks += _report_tasks(unit, campaign) + fixes_waiting(unit, campaign)
        tasks += drafts_waiting(unit, campaign)
    return tasks + pieces_sent_back(user, campaign)


def _report_tasks(unit, campaign: Campaign) -> list[Task]:
    """Reports of targets that came back, are overdue or may be sent now."""
    agenda, address = agenda_of(cells(campaign, unit=unit)), reverse("result-list")
    tasks = []
    if agenda.back:
        tasks.append(
            Task(f"{len(agenda.back)} báo cáo chỉ tiêu cần sửa – {unit}", address, "Trả lại", "attention")
        )
    if agenda.late:
        tasks.append(
            Task(f"{len(agenda.late)} báo cáo chỉ tiêu quá hạn – {unit}", address, "Chưa báo cáo", "bad")
        )
    if agenda.due:
        hint = f"Gần nhất: chậm nhất {weekday_date(agenda.due[0].due)}."
        tasks.append(
            Task(f"{len(agenda.due)} báo cáo chỉ tiêu đến kỳ – {unit}", address, "Chưa gửi", "waiting", hint)
        )
    return tasks


def _came_too_late(unit, campaign: Campaign) -> bool:
    """The campaign was closed before the unit handed in: nothing is left for it to do."""
    handed_in = Dossier.objects.filter(campaign=campaign, unit=unit).submitted()
    return campaign.is_closed and not handed_in.exists()


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
    return (
        tasks
        + proposals_waiting(campaign)
        + late_figures_waiting(campaign)
        + reminders_waiting(user, campaign)
        + inspections_waiting(campaign)
        + _council_tasks(campaign)
        + decisions_waiting(campaign)
        + money_waiting(campaign)
        + ceremony_tasks(campaign)
        + accountant_lacking()
        + _questions(campaign)
    )


def still_owed(user, others: list[Campaign]) -> list[tuple[Campaign, list[Task]]]:
    """(campaign, its tasks): what campaigns beside the one in hand still wait for, of Nội vụ or of the accountant."""
    owed = [(each, _owed_in(user, each)) for each in others]
    return [(campaign, tasks) for campaign, tasks in owed if tasks]


def _owed_in(user, campaign: Campaign) -> list[Task]:
    tasks = []
    if has_role(user, Role.INTERNAL_AFFAIRS):
        tasks = reminders_waiting(user, campaign) + _council_tasks(campaign)
        tasks += decisions_waiting(campaign) + money_waiting(campaign) + ceremony_tasks(campaign)
    if has_role(user, Role.ACCOUNTANT):
        tasks += for_accountant(user, campaign)
    return tasks


def _set_up_tasks(campaign: Campaign) -> list[Task]:
    tasks = []
    if campaign.plan_number is None or campaign.plan_day is None:
        address = reverse("admin:campaigns_campaign_change", args=[campaign.pk])
        hint = "Văn bản đang in chỗ trống cho số và ngày kế hoạch."
        tasks.append(Task("Ghi số và ngày ban hành kế hoạch", address, "Còn trống", "attention", hint))
    return tasks + index_lacking(campaign)


def _questions(campaign: Campaign) -> list[Task]:
    left = unanswered(campaign)
    if not left:
        return []
    address = reverse("campaign-questions", args=[campaign.pk])
    hint = "; ".join(each.title for each in left) + "."
    return [
        Task(f"Phường cần xác nhận {len(left)} điều của kế hoạch", address, "Chưa trả lời", "waiting", hint)
    ]


def _council_tasks(campaign: Campaign) -> list[Task]:
    """Meetings under way, and eligible cases that no planned meeting has on its agenda; two queries."""
    under_way = CouncilMeeting.objects.filter(
        campaign=campaign, status__in=[MeetingStatus.PLANNED, MeetingStatus.OPEN]
    )
    meetings = list(under_way)
    tasks = [
        Task(
            f"{meeting}: {meeting.get_status_display().lower()}",
            reverse("meeting", args=[meeting.pk]),
            meeting.get_status_display(),
            "progress",
        )
        for meeting in meetings
    ]
    planned = [each for each in meetings if each.status == MeetingStatus.PLANNED]
    eligible = Nominee.objects.filter(campaign=campaign, status=NomineeStatus.ELIGIBLE)
    left = eligible.exclude(agenda_items__meeting__in=planned).count()
    if left and planned:
        soonest = min(planned, key=lambda each: each.held_at)
        text, word = f"{left} trường hợp đủ điều kiện chưa có trong chương trình họp", "Đưa vào"
        tasks.append(Task(text, reverse("meeting", args=[soonest.pk]), word, "attention"))
    elif left:
        text, word = f"{left} trường hợp đủ điều kiện chờ trình Hội đồng", "Chưa có phiên họp"
        tasks.append(Task(text, reverse("meeting-list"), word, "attention"))
    return tasks


def for_statistics(user, campaign: Campaign) -> list[Task]:
    """Follow up: who has not registered, who has not handed in (plan, section IV.4)."""
    units = campaign.ward.units.filter(is_active=True).count()
    joined = Participation.objects.filter(campaign=campaign).count()
    handed = Dossier.objects.filter(campaign=campaign).submitted().count()
    reported = TargetResult.objects.filter(target__campaign=campaign, status=ResultStatus.REPORTED).count()
    return [
        *index_lacking(campaign),
        *late_figures_waiting(campaign),
        Task(
            f"{reported} báo cáo chỉ tiêu chờ xác nhận",
            reverse("verify-list"),
            "Xác nhận",
            "attention" if reported else "good",
        ),
        *reminders_waiting(user, campaign),
        *inspections_waiting(campaign),
        Task(f"{joined} trong {units} đơn vị đã đăng ký", reverse("dossier-list"), "Theo dõi", "progress"),
        Task(
            f"{handed} trong {joined} đơn vị đã đăng ký đã nộp hồ sơ",
            reverse("dossier-list"),
            "Theo dõi",
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
    open_now = meeting.status == MeetingStatus.OPEN and line.present
    if open_now and meeting.case_by_case:
        return Task(f"Bỏ phiếu lần lượt tại {meeting}", address, "Đang họp", "attention")
    if open_now and meeting.in_writing and not line.voted:
        return Task(
            "Gửi phiếu lấy ý kiến cho thư ký Hội đồng",
            address,
            "Chưa nhận phiếu",
            "attention",
            f"Hạn {weekday_date(meeting.due_on)}.",
        )
    if open_now and meeting.votes_online and not line.voted:
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
        *accountant_lacking(),
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
    Role.ACCOUNTANT: for_accountant,
    Role.COUNCIL: for_council,
    Role.CHAIRMAN: for_chairman,
    Role.OFFICE_STATISTICS: for_statistics,
    Role.CULTURE: for_culture,
    Role.ADMINISTRATOR: for_administrator,
}
