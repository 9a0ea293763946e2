"""Initiatives on the start page: what a unit has not sent, what Nội vụ has to look at."""

from django.urls import reverse

from campaigns.models import Campaign, Unit
from criteria.enums import InitiativeStatus
from criteria.models import Initiative
from phuong6.site.home.task import Task


def drafts_waiting(unit: Unit, campaign: Campaign) -> list[Task]:
    """Drafts of the unit, new or sent back."""
    count = Initiative.objects.filter(campaign=campaign, unit=unit, status=InitiativeStatus.DRAFT).count()
    address = reverse("initiative-list")
    return [Task(f"{count} sáng kiến chưa gửi – {unit}", address, "Đang soạn", "waiting")] if count else []


def proposals_waiting(campaign: Campaign) -> list[Task]:
    """Proposals nobody has looked at."""
    count = Initiative.objects.filter(campaign=campaign, status=InitiativeStatus.PROPOSED).count()
    address = f"{reverse('initiative-list')}?danh-sach=cho-xem-xet"
    return [Task(f"{count} sáng kiến chờ xem xét", address, "Chờ xem xét", "attention")] if count else []
