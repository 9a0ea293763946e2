"""A council of five with accounts, and cases before it."""

from campaigns.enums import Role
from dossiers.workflow import DOSSIER
from tests import factories as make


def voters(count: int = 5) -> list:
    """Accounts of council members, phieu1 and so on."""
    return [make.user(f"phieu{n}", f"Ủy Viên Thứ {n}", Role.COUNCIL) for n in range(1, count + 1)]


def cases(campaign, unit, by, officer, *, people: int = 2, official=None) -> list:
    """Eligible nominees of one unit's dossier, in its order."""
    dossier = make.draft(campaign, unit, by)
    for n in range(people):
        make.nominate(dossier, official if n == 0 else None, order=n + 1)
    DOSSIER.perform("submit", make.complete(dossier, by), by=by, at=make.at(10))
    DOSSIER.perform("take_up", dossier, by=officer, at=make.at(11))
    return [make.eligible(each, officer) for each in dossier.nominees.in_order()]


def counts(meeting) -> list[tuple[int, int, int, int]]:
    """(yes, no, blank, spoilt) of every line, in order."""
    return list(meeting.items.order_by("order").values_list("yes", "no", "blank", "spoilt"))
