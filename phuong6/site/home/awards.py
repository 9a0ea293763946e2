"""Decisions under way and money that waits for the officer (the start page)."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef
from django.urls import reverse

from awards.enums import DecisionKind, DecisionStatus
from awards.models import Award, Decision, Returned, RevokedAward
from awards.money.fund import owed
from campaigns.models import Campaign
from dossiers.enums import NomineeStatus
from dossiers.models import Nominee
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
        tasks.append(Task(text, reverse("recipients"), "Chưa chi", "waiting"))
    if out:
        tasks.append(
            Task(f"{out} giấy khen bị hủy bỏ chưa nộp lại", reverse("award-list"), "Thu hồi", "attention")
        )
    return tasks
