"""Who sees national facts beside the shipped ones, and who takes them over."""

from awards.rules import may_read_decisions
from campaigns.rules import is_internal_affairs


def may_read_facts(user) -> bool:
    """Whoever reads drafts and sums: Nội vụ and the chairman."""
    return may_read_decisions(user)


def may_take_facts(user) -> bool:
    """Nội vụ, who keeps the law, the rates and the holidays."""
    return is_internal_affairs(user)
