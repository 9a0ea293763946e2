"""Who may do what for a ceremony."""

from campaigns.enums import Role
from campaigns.rules import has_role, is_internal_affairs


def may_arrange_ceremony(user, decision=None) -> bool:
    """Who sets the order of calling, who hands over and who receives: Nội vụ."""
    return is_internal_affairs(user)


def may_read_ceremony(user, ceremony=None) -> bool:
    """The script and the list: Nội vụ, the culture officer who leads through it, the chairman who hands over."""
    return has_role(user, Role.INTERNAL_AFFAIRS, Role.CULTURE, Role.CHAIRMAN)


def may_tick_handover(user, handover=None) -> bool:
    """Who marks at the stage that a giấy khen has been handed over."""
    return has_role(user, Role.INTERNAL_AFFAIRS, Role.CULTURE)
