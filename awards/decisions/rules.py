"""Who may draft, sign, take back and revoke a decision."""

from django.db.models import Q
from django.utils import timezone

from awards.models import Award
from awards.rules import may_read_money
from campaigns.rules import is_accountant, is_internal_affairs, signer_of
from dossiers.rules import is_own_case


def may_sign(user, decision) -> bool:
    """The chairman, or a deputy while such a record is in force; nobody decides on his own case alone.

    A signer who is himself on the list is refused in favour of the deputy (SECURITY.md).
    """
    if signer_of(user, decision.campaign.ward_id, timezone.localdate()) is None:
        return False
    named = Award.objects.filter(Q(decision=decision) | Q(revoked__revocation__decision=decision))
    return not any(is_own_case(user, each.nominee) for each in named.select_related("nominee__official"))


def may_draft(user, decision=None) -> bool:
    """Nội vụ drafts, sends to the chairman and enters the signed paper's number (docs/decisions/0011)."""
    return is_internal_affairs(user)


def may_take_back(user, decision) -> bool:
    """The chairman sends back; the officer may take an approved draft back too, with a reason."""
    return may_sign(user, decision) or is_internal_affairs(user)


def may_read_recovery(user, campaign) -> bool:
    """Who gave back what: Nội vụ, the chairman's side and the accountant."""
    return may_read_money(user, campaign)


def may_record_recovery(user, row=None) -> bool:
    """Nội vụ takes giấy khen back, the accountant the money."""
    return is_internal_affairs(user) or is_accountant(user)


def may_revoke(user, decision) -> bool:
    """The body that decided cancels: the chairman confirms the decision that does, Nội vụ enters its number."""
    return is_internal_affairs(user)
