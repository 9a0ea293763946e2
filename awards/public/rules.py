"""Who decides which names are not said in public."""

from campaigns.rules import is_internal_affairs


def may_keep_public_list(user, decision=None) -> bool:
    """Who decides which names are not said in public."""
    return is_internal_affairs(user)
