"""Throwing away a campaign being prepared that nobody has worked in."""

from django.contrib.admin.models import DELETION, LogEntry
from django.db import transaction

from campaigns.checks import hangs_on
from campaigns.models import Campaign
from campaigns.rules import may_prepare_campaigns
from phuong6.office.posts import said
from phuong6.office.workflow import NotAllowed, Refused


def what_would_go(campaign: Campaign) -> list[tuple[str, str]]:
    """(what, how many) of the copy's own parts."""
    parts = (
        ("Nội dung kế hoạch", campaign.texts),
        ("Lĩnh vực", campaign.areas),
        ("Chỉ tiêu", campaign.targets),
        ("Tiêu chí", campaign.criteria),
    )
    return [(name, str(rows.count())) for name, rows in parts]


def what_stops(campaign: Campaign) -> list[str]:
    """Why it cannot be thrown away, as sentences; empty when it can."""
    if not campaign.is_being_prepared:
        return [f"“{campaign}” không còn đang chuẩn bị nên không bỏ được."]
    if names := hangs_on(campaign):
        return [f"Đã có dữ liệu gắn với phong trào này: {', '.join(names)}. Không bỏ được."]
    return []


@transaction.atomic
def throw_away(campaign: Campaign, by, reason: str = "") -> None:
    """Delete it with its texts, areas, targets and criteria, and log by whom, when and why.

    Raises NotAllowed, and Refused where it is no longer being prepared or somebody has worked in it.
    """
    if not may_prepare_campaigns(by):
        raise NotAllowed(said("Chỉ {internal_affairs} bỏ được phong trào đang chuẩn bị."))
    locked = Campaign.objects.select_for_update(of=("self",)).filter(pk=campaign.pk).first()
    if locked is None:
        raise Refused("Phong trào này đã được bỏ.")
    if sentences := what_stops(locked):
        raise Refused(*sentences)
    gone = ", ".join(f"{count} {name.lower()}" for name, count in what_would_go(locked))
    note = f"Bỏ phong trào đang chuẩn bị, cùng {gone}." + (f" Lý do: {reason}" if reason else "")
    LogEntry.objects.log_actions(by.pk, Campaign.objects.filter(pk=locked.pk), DELETION, note)
    for rows in (locked.targets, locked.criteria, locked.areas, locked.texts):
        rows.all().delete()
    locked.delete()
