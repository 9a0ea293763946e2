"""Who keeps and who reads awards over the years."""

from campaigns.enums import Role
from campaigns.rules import has_role, is_internal_affairs, units_of


def may_keep_history(user) -> bool:
    """Who enters awards of earlier years."""
    return is_internal_affairs(user)


def may_read_history(user) -> bool:
    """Awards over the years: Nội vụ and the chairman of all; whoever speaks for a unit, of his own unit."""
    return has_role(user, Role.INTERNAL_AFFAIRS, Role.CHAIRMAN, Role.UNIT)


def history_units(user) -> list | None:
    """The units whose history this person reads; None: all of them."""
    return None if has_role(user, Role.INTERNAL_AFFAIRS, Role.CHAIRMAN) else units_of(user)
