"""Who may print giấy khen and set up their printing."""

from campaigns.rules import is_internal_affairs


def may_print(user, job=None) -> bool:
    """Who prints giấy khen of an issued decision."""
    return is_internal_affairs(user)


def may_set_up_printing(user) -> bool:
    """Who designs giấy khen, measures printers and keeps the stock of blanks: who prints them."""
    return is_internal_affairs(user)
