"""The bonuses of an issued decision are paid: from a promise of the fund to a payment in its ledger."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from awards.enums import DecisionKind, DecisionStatus, FundKind
from awards.models import Award, Decision, FundEntry
from awards.money.fund import unpaid
from awards.money.ledger import Line, write
from awards.money.rules import NOT_THEIRS, may_keep_fund
from awards.money.vouchers import NO_SLIP, Slip
from awards.payments.papers import KIND as PAYMENT_LIST
from phuong6.lib.vietnamese import short_date
from phuong6.office.models import SignedCopy
from phuong6.office.papers.signed import add_signed_copy, signed_copies
from phuong6.office.workflow import NotAllowed, Refused

NOT_SIGNED = (
    "Chưa có bảng ký nhận: hãy đưa bảng đã ký lên, hoặc đánh dấu là đã có đủ chữ ký trên bản giấy. "
    "Chỉ ghi chi khi người nhận đã ký."
)


def newest_receipt(decision: Decision) -> SignedCopy | None:
    """The signed bảng ký nhận that came back last."""
    return signed_copies(PAYMENT_LIST, decision).first()


@transaction.atomic
def pay_awards(
    decision: Decision,
    *,
    by,
    day: date,
    only: Iterable[int] | None = None,
    files: list[tuple[str, bytes]] = (),
    seen_signed: bool = False,
    slip: Slip = NO_SLIP,
    at: datetime | None = None,
) -> list[FundEntry]:
    """One payment per unpaid award of an issued decision, at the signed receipt.

    `only` are ids of awards (None: all unpaid), `files` the signed bảng ký nhận, `seen_signed` says that the
    signatures stand on paper. `day` is the day the money was handed out (Asia/Ho_Chi_Minh), from the decision's
    own to today. Returns the lines written; none when all had been paid before. Raises NotAllowed for anyone
    but the accountant, Refused for another day, no signed receipt, a decision that is not in force or that he had a
    hand in, and a voucher's number that stands already without a `repeat_reason`.
    """
    if not may_keep_fund(by):
        raise NotAllowed(NOT_THEIRS)
    at = at or timezone.now()
    # The lock lets two presses at once follow one another; the second finds nothing unpaid.
    locked = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    if locked.status != DecisionStatus.ISSUED or locked.kind != DecisionKind.AWARD:
        raise Refused("Chỉ ghi chi tiền thưởng của quyết định đã ban hành và còn hiệu lực.")
    if day < locked.decided_on:
        raise Refused(f"Ngày chi không được trước ngày ký quyết định {short_date(locked.decided_on)}.")
    if day > timezone.localdate(at):
        raise Refused("Ngày chi không được sau hôm nay. Chỉ ghi khi tiền đã chi.")
    if files:
        add_signed_copy(PAYMENT_LIST, locked, files, by=by)
    receipt = newest_receipt(locked)
    if receipt is None and not seen_signed:
        raise Refused(NOT_SIGNED)
    wanted = unpaid(locked) if only is None else unpaid(locked).filter(pk__in=list(only))
    lines = [_line(locked, award, day, slip.number, receipt) for award in wanted]
    return write(locked.campaign_id, lines, by=by, at=at, repeat_reason=slip.repeat_reason) if lines else []


def _line(decision: Decision, award: Award, day: date, voucher: str, receipt: SignedCopy | None) -> Line:
    return Line(
        kind=FundKind.PAYMENT,
        amount=award.amount,
        day=day,
        text=f"Chi tiền thưởng theo {decision}: {award.name}"[:300],
        voucher=voucher,
        award=award,
        receipt=receipt,
    )
