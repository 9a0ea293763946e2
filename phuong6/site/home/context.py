"""What every page knows: the ward, the campaign in hand, and where one may go."""

from django.urls import reverse

from campaigns.enums import Role
from campaigns.models import Ward
from campaigns.rules import DESK_ROLES, has_role
from campaigns.selection import current_campaign

ENTRIES = (
    # label, url name, roles (empty: everyone signed in)
    ("Việc của tôi", "home", ()),
    ("Hồ sơ", "dossier-list", (Role.UNIT, Role.INTERNAL_AFFAIRS, Role.CHAIRMAN, Role.OFFICE_STATISTICS)),
    ("Chỉ tiêu", "target-list", ()),
    ("Đôn đốc", "message-list", (Role.INTERNAL_AFFAIRS, Role.OFFICE_STATISTICS)),
    ("Hội đồng", "meeting-list", (Role.COUNCIL, Role.INTERNAL_AFFAIRS, Role.CHAIRMAN)),
    ("Khen thưởng", "award-list", ()),
    ("Sổ quỹ", "fund", (Role.ACCOUNTANT,)),
    ("Tuyên truyền", "piece-list", (Role.CULTURE, Role.UNIT)),
    ("Văn bản", "paper-list", (Role.INTERNAL_AFFAIRS, Role.CHAIRMAN, Role.OFFICE_STATISTICS)),
    ("Bàn làm việc", "admin:index", tuple(DESK_ROLES)),
)


def navigation(request) -> list[tuple[str, str, bool]]:
    """(label, address, is it here) for this person's roles."""
    if not request.user.is_authenticated:
        return []
    found = []
    for label, name, roles in ENTRIES:
        if not roles or has_role(request.user, *roles):
            address = reverse(name)
            here = request.path == address if name == "home" else request.path.startswith(address)
            found.append((label, address, here))
    # Sổ quỹ lies below Khen thưởng: one is here, the deeper.
    deepest = max((len(address) for _, address, here in found if here), default=0)
    return [(label, address, here and len(address) == deepest) for label, address, here in found]


def site(request) -> dict:
    """Context of every page."""
    campaign = current_campaign(request)
    return {
        "site_ward": Ward.objects.first(),
        "site_campaign": campaign,
        "site_mark": campaign.mark if campaign else "",
        "site_nav": navigation(request),
    }
