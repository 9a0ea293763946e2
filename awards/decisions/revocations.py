"""What the pages show of revocations: who is named, what has to come back, what came back."""

from dataclasses import dataclass

from awards.decisions.revoking import returned_so_far, revocable
from awards.decisions.rules import may_draft
from awards.enums import DecisionStatus
from awards.models import Award, Decision, Recovery, Returned, RevokedAward
from awards.money.fund import paid
from awards.money.rules import may_keep_fund, why_not_pay
from dossiers.enums import NomineeStatus


@dataclass(frozen=True)
class Due:
    """One named award: what is to come back (VND), what has."""

    line: RevokedAward
    due: int
    back: int
    certificate_back: bool
    is_revoked: bool

    @property
    def left(self) -> int:
        """In VND, never negative."""
        return max(0, self.due - self.back)

    @property
    def is_done(self) -> bool:
        return self.certificate_back and not self.left


def dues_of(decision: Decision) -> list[Due]:
    """The list of a revocation; before issue what each has been paid by now."""
    revocation = decision.revocation
    lines = revocation.lines.select_related("award__nominee__dossier__unit").order_by("award__position")
    received = set(Award.objects.filter(paid(), revoked__revocation=revocation).values_list("pk", flat=True))
    back = returned_so_far(revocation)
    in_hand = set(
        Returned.objects.filter(line__revocation=revocation, certificate=True).values_list("line", flat=True)
    )
    issued = decision.decided_on is not None
    return [
        Due(
            line=line,
            due=line.due if issued else (line.award.amount if line.award_id in received else 0),
            back=back.get(line.award_id, 0),
            certificate_back=line.pk in in_hand,
            is_revoked=line.award.nominee.status == NomineeStatus.REVOKED,
        )
        for line in lines
    ]


def page_of(user, decision: Decision) -> dict:
    """What the office's page of a revocation shows besides the steps."""
    dues = dues_of(decision)
    issued = decision.status == DecisionStatus.ISSUED
    return {
        "revocation": decision.revocation,
        "dues": dues,
        "due": sum(each.due for each in dues),
        "back": sum(each.back for each in dues),
        "left": sum(each.left for each in dues),
        "recoveries": Recovery.objects.filter(revocation=decision.revocation).select_related("by"),
        "may_change": decision.status == DecisionStatus.DRAFT and may_draft(user, decision),
        "may_recover": issued and takes_back(user, decision).anything(dues),
    }


@dataclass(frozen=True)
class Takes:
    """What somebody may take back: giấy khen, money; `why_no_money` says to an accountant why not."""

    certificates: bool
    money: bool
    why_no_money: str = ""

    def anything(self, dues: list[Due]) -> bool:
        """Whether any of it is still out."""
        return any(
            (self.certificates and not each.certificate_back) or (self.money and each.left) for each in dues
        )


def takes_back(user, decision: Decision) -> Takes:
    """Nội vụ takes giấy khen back, the accountant money, unless he had a hand in this revocation."""
    why = why_not_pay(user, decision) if may_keep_fund(user) else ""
    return Takes(may_draft(user), may_keep_fund(user) and not why, why)


@dataclass(frozen=True)
class Standing:
    """What later decisions did to an issued one: whether anything is left to revoke, and which they are."""

    left: bool
    decisions: list[Decision]


def standing_of(decision: Decision) -> Standing:
    """Two queries, also for a decision nothing happened to."""
    rows = Decision.objects.filter(revocation__old=decision).order_by("-created_at")
    return Standing(revocable(decision).exists(), list(rows))
