"""Decisions under way, and money that waits for the officer or the accountant (the start page)."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Exists, OuterRef, Sum
from django.urls import reverse

from awards.decisions.revocations import dues_of
from awards.enums import DecisionKind, DecisionStatus
from awards.models import Award, Decision, Returned, RevokedAward
from awards.money.fund import fund_of, owed
from awards.money.rules import somebody_keeps_fund, why_not_pay
from campaigns.models import Campaign
from dossiers.enums import NomineeStatus
from dossiers.models import Nominee
from phuong6.lib.vietnamese import format_vnd
from phuong6.office.models import Move
from phuong6.site.home.task import Task


def decisions_waiting(campaign: Campaign) -> list[Task]:
    """Drafts under way, and who still waits for one; two queries."""
    sent = Move.objects.filter(
        content_type=ContentType.objects.get_for_model(Decision), object_id=OuterRef("pk")
    )
    under_way = Decision.objects.filter(
        campaign=campaign,
        status__in=[DecisionStatus.DRAFT, DecisionStatus.AWAITING, DecisionStatus.APPROVED],
    )
    tasks = [_task(each) for each in under_way.annotate(was_sent=Exists(sent))]
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


def _task(decision: Decision) -> Task:
    """A draft that was sent before has come back; what is approved waits to be printed, signed and numbered."""
    text, word = str(decision), decision.get_status_display()
    if decision.status == DecisionStatus.APPROVED:
        text = f"{text}: in để ký, ghi số rồi ban hành"
    if decision.status == DecisionStatus.DRAFT and decision.was_sent:
        word = "Chủ tịch trả lại"
    return Task(text, reverse("decision", args=[decision.pk]), word, "attention")


def money_waiting(campaign: Campaign) -> list[Task]:
    """Bonuses nobody signed for yet, certificates that did not come back; two queries."""
    issued = {"decision__campaign": campaign, "decision__status": DecisionStatus.ISSUED}
    unpaid = owed(Award.objects.filter(**issued, decision__kind=DecisionKind.AWARD)).count()
    came_back = Returned.objects.filter(line=OuterRef("pk"), certificate=True)
    out = RevokedAward.objects.filter(
        ~Exists(came_back),
        revocation__decision__campaign=campaign,
        revocation__decision__status=DecisionStatus.ISSUED,
    ).count()
    tasks = []
    if unpaid:
        text = f"{unpaid} giấy khen chưa ghi chi tiền thưởng"
        tasks.append(Task(text, reverse("recipients"), "Chờ kế toán", "waiting"))
    if out:
        tasks.append(
            Task(f"{out} giấy khen bị hủy bỏ chưa nộp lại", reverse("award-list"), "Thu hồi", "attention")
        )
    return tasks


def accountant_lacking() -> list[Task]:
    """Nobody can write into the fund until somebody is given the role; how that is done. One query."""
    if somebody_keeps_fund():
        return []
    hint = "Người quản trị mở Bàn làm việc, Tài khoản, chọn người được giao rồi thêm vai trò “Kế toán”."
    return [
        Task(
            "Chưa có ai giữ vai trò Kế toán: chưa ai ghi được thu, chi của quỹ",
            reverse("fund"),
            "Chưa giao",
            "attention",
            hint,
        )
    ]


def for_accountant(user, campaign: Campaign) -> list[Task]:
    """A fund below what is promised, bonuses to pay decision by decision, money to take back."""
    tasks, fund = [], fund_of(campaign)
    if fund.shortfall:
        text = f"Quỹ thiếu {format_vnd(fund.shortfall)} so với số đã cam kết chi"
        tasks.append(Task(text, reverse("fund"), "Thiếu", "bad", "Ghi khoản thu khi có nguồn bổ sung."))
    issued = Decision.objects.filter(campaign=campaign, status=DecisionStatus.ISSUED).order_by(
        "decided_on", "pk"
    )
    unpaid = owed(Award.objects.filter(decision__in=issued.filter(kind=DecisionKind.AWARD)))
    sums = unpaid.order_by().values("decision").annotate(count=Count("pk"), money=Sum("amount"))
    left = {row.pop("decision"): row for row in sums}
    for each in issued:
        if each.is_revocation:
            tasks += _back_tasks(each)
        elif each.pk in left:
            tasks.append(_pay_task(user, each, **left[each.pk]))
    return tasks


def _pay_task(user, decision: Decision, *, count: int, money: int) -> Task:
    why = why_not_pay(user, decision)
    state, tone = ("Người khác ghi", "off") if why else ("Chưa chi", "attention")
    text = f"{decision}: chi tiền thưởng {count} giấy khen, {format_vnd(money)}"
    return Task(text, reverse("decision-pay", args=[decision.pk]), state, tone, why)


def _back_tasks(decision: Decision) -> list[Task]:
    money = sum(each.left for each in dues_of(decision))
    if not money:
        return []
    text = f"{decision}: thu lại {format_vnd(money)} tiền thưởng"
    return [Task(text, reverse("decision", args=[decision.pk]), "Thu hồi", "attention")]
