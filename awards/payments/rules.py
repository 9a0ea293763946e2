"""Who reads who is paid how much."""

from awards.enums import DecisionKind, DecisionStatus
from awards.rules import may_read_decisions


def may_read_payment_list(user, decision) -> bool:
    """Who is paid how much: those who read decisions, once the decision is issued and while it stands."""
    stands = decision.status == DecisionStatus.ISSUED and decision.kind == DecisionKind.AWARD
    return stands and may_read_decisions(user, decision.campaign)
