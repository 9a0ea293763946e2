"""What waits in publicity: pieces to approve, to put right, bulletins to broadcast; giấy khen to hand over."""

from django.db.models import Count
from django.urls import reverse

from awards.ceremony.arranging import handed_count
from awards.enums import DecisionStatus
from awards.models import Ceremony
from campaigns.enums import BulletinStatus, ExemplarStatus
from campaigns.models import Bulletin, Campaign, Exemplar
from campaigns.rules import pieces_for, units_of
from phuong6.site.home.task import Task


def pieces_sent_back(user, campaign: Campaign) -> list[Task]:
    """Pieces for the public pages that came back to the units."""
    own = [each.pk for each in units_of(user)]
    back = Exemplar.objects.filter(campaign=campaign, unit__in=own, status=ExemplarStatus.RETURNED)
    return [
        Task(f"Sửa bài tuyên truyền “{each}”", reverse("piece", args=[each.pk]), "Trả lại", "attention")
        for each in back.order_by("pk")
    ]


def for_culture(user, campaign: Campaign) -> list[Task]:
    """Publicity (plan, section IV.3)."""
    desk = reverse("piece-list")
    counts = dict(
        pieces_for(user).filter(campaign=campaign).order_by().values_list("status").annotate(Count("pk"))
    )
    tasks = []
    if waiting := counts.get(ExemplarStatus.PROPOSED, 0):
        address = f"{desk}?trang-thai={ExemplarStatus.PROPOSED}"
        tasks.append(Task(f"{waiting} bài đơn vị gửi, chờ duyệt", address, "Chờ duyệt", "attention"))
    shown, unfinished = counts.get(ExemplarStatus.PUBLISHED, 0), counts.get(ExemplarStatus.DRAFT, 0)
    return [
        *tasks,
        Task("Viết gương điển hình, cách làm hay", reverse("piece-new"), "Viết mới", "waiting"),
        Task(f"{unfinished} bài đang viết, {shown} bài đã đăng", desk, "Xem", "progress"),
        _bulletin_task(campaign),
    ]


def _bulletin_task(campaign: Campaign) -> Task:
    """Radio bulletins that are approved wait for their broadcast."""
    ready = Bulletin.objects.filter(campaign=campaign, status=BulletinStatus.APPROVED).count()
    if ready:
        return Task(f"{ready} bản tin đã duyệt, chờ phát", reverse("bulletin-list"), "Chờ phát", "attention")
    return Task("Bản tin truyền thanh", reverse("bulletin-list"), "Soạn", "waiting")


def ceremony_tasks(campaign: Campaign) -> list[Task]:
    """Ceremonies with giấy khen that have not been handed over."""
    found = Ceremony.objects.filter(
        decision__campaign=campaign, decision__status=DecisionStatus.ISSUED
    ).select_related("decision")
    tasks = []
    for ceremony in found:
        done, every = handed_count(ceremony)
        if done < every:
            address = reverse("ceremony", args=[ceremony.decision_id])
            tasks.append(
                Task(
                    f"{every - done} giấy khen chưa trao – {ceremony.decision}", address, "Lễ trao", "waiting"
                )
            )
    return tasks
