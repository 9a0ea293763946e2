"""Where messages of a campaign go, and what they are found by."""

from collections import defaultdict
from collections.abc import Iterable

from campaigns.enums import Role
from campaigns.models import Campaign, Membership
from phuong6.office.models import Message


def scope_of(campaign: Campaign) -> str:
    """What the messages of a campaign are found by."""
    return f"campaign:{campaign.pk}"


def emails_of_units(campaign: Campaign) -> dict[int, list[str]]:
    """The addresses of the accounts that speak for each unit."""
    found = defaultdict(list)
    speakers = Membership.objects.filter(
        role=Role.UNIT, unit__ward_id=campaign.ward_id, user__is_active=True
    ).exclude(user__email="")
    for unit, email in speakers.order_by("pk").values_list("unit_id", "user__email"):
        found[unit].append(email)
    return found


def fitting(addresses: Iterable[str]) -> str:
    """As many addresses as the column holds, whole ones only."""
    longest = Message._meta.get_field("email").max_length
    joined = ""
    for each in filter(None, addresses):
        longer = f"{joined}, {each}" if joined else each
        joined = longer if len(longer) <= longest else joined
    return joined
