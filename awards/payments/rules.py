"""Who reads who is paid how much."""

from awards.enums import DecisionKind, DecisionStatus
from awards.money.rules import may_keep_fund
from awards.rules import may_read_money
from campaigns.rules import is_internal_affairs


def may_read_payment_list(user, decision) -> bool:
    """Who is paid how much: those who read of money, once the decision is issued and while it stands."""
    stands = decision.status == DecisionStatus.ISSUED and decision.kind == DecisionKind.AWARD
    return stands and may_read_money(user, decision.campaign)


def may_attach_payment_list(user, decision) -> bool:
    """Who brings the signed list back: the accountant who paid by it, or Nội vụ with a stack of scans."""
    return may_keep_fund(user) or is_internal_affairs(user)
