"""Who writes into the fund."""

from campaigns.rules import is_internal_affairs


def may_keep_fund(user, row=None) -> bool:
    """Who writes into the fund's ledger."""
    return is_internal_affairs(user)
