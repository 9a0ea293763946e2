"""Who reads what several subjects show."""

from campaigns.enums import Role
from campaigns.rules import has_role, is_signer


def may_read_decisions(user, campaign=None) -> bool:
    """Drafts, sums and the fund: Nội vụ, the chairman, and a deputy while his record is in force."""
    if has_role(user, Role.INTERNAL_AFFAIRS, Role.CHAIRMAN):
        return True
    return campaign is not None and user.is_authenticated and is_signer(user, campaign)
