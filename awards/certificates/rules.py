"""Who may print giấy khen and set up their printing."""

from awards.rules import may_read_decisions
from campaigns.rules import is_internal_affairs


def may_print(user, job=None) -> bool:
    """Who prints giấy khen of an issued decision."""
    return is_internal_affairs(user)


def may_set_up_printing(user) -> bool:
    """Who designs giấy khen, measures printers and keeps the stock of blanks: who prints them."""
    return is_internal_affairs(user)


def may_preview(user, decision) -> bool:
    """Who looks at giấy khen before they are issued: Nội vụ, the chairman, and a deputy while his record is in force."""
    return may_read_decisions(user, decision.campaign)
