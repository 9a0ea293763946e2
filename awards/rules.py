"""Who reads what several subjects show."""

from campaigns.enums import Role
from campaigns.rules import has_role, is_accountant, is_signer


def may_read_decisions(user, campaign=None) -> bool:
    """Drafts, sums and the fund: Nội vụ, the chairman, and a deputy while his record is in force."""
    if has_role(user, Role.INTERNAL_AFFAIRS, Role.CHAIRMAN):
        return True
    return campaign is not None and user.is_authenticated and is_signer(user, campaign)


def may_read_money(user, campaign=None) -> bool:
    """The fund, who is paid how much, issued decisions with their sums: those above, and the accountant."""
    return is_accountant(user) or may_read_decisions(user, campaign)
