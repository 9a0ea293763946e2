"""Who is who: the small named predicates every other room asks."""

from django.utils import timezone

from campaigns.enums import Role
from campaigns.models import Membership, Signer

DESK_ROLES = frozenset(
    {Role.INTERNAL_AFFAIRS, Role.OFFICE_STATISTICS, Role.CULTURE, Role.CHAIRMAN, Role.ADMINISTRATOR}
)
OFFICE_ROLES = frozenset({Role.INTERNAL_AFFAIRS, Role.CHAIRMAN})


def memberships_of(user) -> list[Membership]:
    """The roles of an account, read once per user object (one per request)."""
    if not user.is_authenticated or not user.is_active:
        return []
    if not hasattr(user, "memberships_read"):
        user.memberships_read = list(user.memberships.select_related("unit").order_by("pk"))
    return user.memberships_read


def roles_of(user) -> frozenset[str]:
    """The roles a person holds; several add up."""
    return frozenset(each.role for each in memberships_of(user))


def units_of(user) -> list:
    """The units this account acts for."""
    return [each.unit for each in memberships_of(user) if each.role == Role.UNIT]


def has_role(user, *roles: str) -> bool:
    """Whether the person holds one of the roles."""
    return not roles_of(user).isdisjoint(roles)


def acts_for(user, unit_id: int) -> bool:
    """Whether the person acts for this unit."""
    return any(each.unit_id == unit_id for each in memberships_of(user) if each.role == Role.UNIT)


def is_internal_affairs(user, row=None) -> bool:
    """The Nội vụ officer (plan, section III.2: tổng hợp, thẩm định hồ sơ)."""
    return has_role(user, Role.INTERNAL_AFFAIRS)


def is_chairman(user, row=None) -> bool:
    """The chairman of the People's Committee of the ward."""
    return has_role(user, Role.CHAIRMAN)


def is_only_administrator(user) -> bool:
    """Whether nobody would be left to open accounts if this person no longer could."""
    administrators = Membership.objects.filter(role=Role.ADMINISTRATOR, user__is_active=True)
    return administrators.filter(user=user).exists() and not administrators.exclude(user=user).exists()


def signer_of(user, ward_id: int, day) -> Signer | None:
    """The record under which this person may sign for the ward on that day, if any.

    The chairman's own, or a deputy's while it is in force (KT. CHỦ TỊCH). The record names who signs,
    the role says who may: a record alone, or one beside the Nội vụ role that drafts, gives no right.
    """
    if not is_chairman(user) or is_internal_affairs(user):
        return None
    for record in Signer.objects.filter(ward_id=ward_id, user=user).order_by("-from_day"):
        if record.in_force(day):
            return record
    return None


def is_signer(user, campaign) -> bool:
    """Whether the person may sign for the campaign's ward today; the chairman's own record or a deputy's.

    An open-ended right of the chairman's role needs a Signer record too: a paper must name who signs.
    """
    return signer_of(user, campaign.ward_id, timezone.localdate()) is not None
