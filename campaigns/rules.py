"""Who is who: the small named predicates every other room asks."""

from collections.abc import Callable

from django.db.models import Q, QuerySet
from django.utils import timezone

from campaigns.enums import CampaignStatus, ExemplarStatus, Role
from campaigns.models import Campaign, Exemplar, Membership, Signer

DESK_ROLES = frozenset(
    {
        Role.INTERNAL_AFFAIRS,
        Role.OFFICE_STATISTICS,
        Role.CULTURE,
        Role.ACCOUNTANT,
        Role.CHAIRMAN,
        Role.ADMINISTRATOR,
    }
)


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


def is_accountant(user, row=None) -> bool:
    """The ward's accountant, who keeps the fund (plan, section III.3)."""
    return has_role(user, Role.ACCOUNTANT)


def holders(role: str) -> QuerySet[Membership]:
    """The roles of this kind in the hands of accounts that may sign in."""
    return Membership.objects.filter(role=role, user__is_active=True)


def may_prepare_campaigns(user, row=None) -> bool:
    """Nội vụ draws up the plan and opens the campaign (plan, section IV.2); nobody else sees it before."""
    return has_role(user, Role.INTERNAL_AFFAIRS)


def campaigns_for(user) -> QuerySet[Campaign]:
    """Those a person may see: what is being prepared only who prepares it, also for visitors and superusers."""
    if may_prepare_campaigns(user):
        return Campaign.objects.all()
    return Campaign.objects.exclude(status=CampaignStatus.PREPARING)


def once_begun(may: Callable) -> Callable:
    """The same rule of a campaign's papers, closed to everybody while the campaign is being prepared."""
    return lambda user, campaign: not campaign.is_being_prepared and may(user, campaign)


def may_urge(user, row=None) -> bool:
    """Nội vụ and Văn phòng - Thống kê urge the units on together (plan, section IV.4)."""
    return has_role(user, Role.INTERNAL_AFFAIRS, Role.OFFICE_STATISTICS)


def is_culture(user, row=None) -> bool:
    """The Văn hóa - Xã hội officer edits and publishes (plan, section IV.3)."""
    return has_role(user, Role.CULTURE)


def may_read_bulletins(user, row=None) -> bool:
    """The culture officer works on them; the chairman may read what goes on the air."""
    return has_role(user, Role.CULTURE, Role.CHAIRMAN)


def may_write_pieces(user) -> bool:
    """Who has an editing desk: the culture officer, and units that propose."""
    return has_role(user, Role.CULTURE, Role.UNIT)


def is_author(user, exemplar: Exemplar) -> bool:
    """The culture officer of the office's own pieces; a unit of those it proposes."""
    return is_culture(user) if exemplar.unit_id is None else acts_for(user, exemplar.unit_id)


def is_proposer(user, exemplar: Exemplar) -> bool:
    """The unit that proposes the piece; the office proposes nothing to itself."""
    return exemplar.unit_id is not None and acts_for(user, exemplar.unit_id)


def may_return_piece(user, exemplar: Exemplar) -> bool:
    """The culture officer sends a unit's proposal back."""
    return exemplar.unit_id is not None and is_culture(user)


def may_publish_piece(user, exemplar: Exemplar) -> bool:
    """The culture officer: own drafts, and a unit's piece once the unit has proposed it."""
    return is_culture(user) and (exemplar.unit_id is None or exemplar.status == ExemplarStatus.PROPOSED)


def may_edit_piece(user, exemplar: Exemplar) -> bool:
    """Its author while it is being written; the culture officer from the proposal on."""
    if exemplar.status in (ExemplarStatus.DRAFT, ExemplarStatus.RETURNED):
        return is_author(user, exemplar)
    return is_culture(user)


def pieces_for(user) -> QuerySet[Exemplar]:
    """A unit's own; for the culture officer also the office's and all that units have proposed."""
    seen = Q(unit__in=[each.pk for each in units_of(user)])
    if is_culture(user):
        seen |= Q(unit__isnull=True) | ~Q(status=ExemplarStatus.DRAFT)
    return Exemplar.objects.filter(seen)


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
