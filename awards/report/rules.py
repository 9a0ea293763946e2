"""Who reads the final report."""

from awards.rules import may_read_decisions


def may_read_final_report(user, campaign) -> bool:
    """Figures of council and decision for all units at once: Nội vụ and the chairman's side."""
    return may_read_decisions(user, campaign)
