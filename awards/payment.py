"""The bonuses of an issued decision are paid: from a promise of the fund to a payment in its ledger."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from awards.enums import DecisionStatus, FundKind
from awards.models import Award, Decision, FundEntry
from awards.rules import may_keep_fund
from phuong6.lib.vietnamese import short_date
from phuong6.office.workflow import NotAllowed, Refused


def unpaid(decision: Decision):
    """The awards of the decision whose bonus has no line in the ledger yet, in the list's order."""
    return Award.objects.filter(decision=decision, payment__isnull=True).order_by("position")


@transaction.atomic
def pay_awards(decision: Decision, *, by, day: date, at: datetime | None = None) -> list[FundEntry]:
    """One payment per unpaid award of an issued decision, so that its promise is kept and counted once.

    `day` is the day the money was handed out (Asia/Ho_Chi_Minh), from the decision's own to today.
    Returns the lines written; none when all had been paid before. Raises NotAllowed for anyone but
    Nội vụ, Refused for another day or a decision that is not in force.
    """
    if not may_keep_fund(by):
        raise NotAllowed("Chỉ cán bộ Nội vụ ghi sổ quỹ.")
    at = at or timezone.now()
    # The lock lets two presses at once follow one another; the second finds nothing unpaid.
    locked = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    if locked.status != DecisionStatus.ISSUED:
        raise Refused("Chỉ ghi chi tiền thưởng của quyết định đã ban hành và còn hiệu lực.")
    if day < locked.decided_on:
        raise Refused(f"Ngày chi không được trước ngày ký quyết định {short_date(locked.decided_on)}.")
    if day > timezone.localdate(at):
        raise Refused("Ngày chi không được sau hôm nay. Chỉ ghi khi tiền đã chi.")
    return [
        FundEntry.objects.create(
            campaign_id=locked.campaign_id,
            kind=FundKind.PAYMENT,
            amount=award.amount,
            day=day,
            text=f"Chi tiền thưởng theo {locked}: {award.name}",
            award=award,
            by=by,
            at=at,
        )
        for award in unpaid(locked)
    ]
