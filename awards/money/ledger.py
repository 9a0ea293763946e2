"""The only writer of the emulation fund's ledger and of the row the database guards it by.

Everything that moves money or promises it locks the campaign's `FundAccount`, adds the ledger up again and
writes the sums back. The constraint on that row refuses to promise or pay more than came in, unless a recorded
reason allows it; two people who press at once wait for each other on it (docs/decisions/0017).
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from awards.enums import FundKind
from awards.models import Award, Decision, FundAccount, FundEntry
from awards.money.fund import fund_of
from awards.money.rules import NOT_THEIRS, may_keep_fund, why_not_pay
from awards.money.vouchers import standing, told
from campaigns.models import Ward
from phuong6.lib.vietnamese import format_vnd, short_date
from phuong6.office.models import SignedCopy
from phuong6.office.workflow import NotAllowed, Refused


@dataclass(frozen=True)
class Line:
    """One line to be written; `amount` in whole VND, `day` in Asia/Ho_Chi_Minh."""

    kind: str
    amount: int
    day: date
    text: str
    voucher: str = ""
    award: Award | None = None
    receipt: SignedCopy | None = None
    reverses: FundEntry | None = None
    reason: str = ""


def _held(campaign_id: int) -> FundAccount:
    """The campaign's account, locked until the transaction ends.

    The ward before it: numbers of vouchers are looked for in all its campaigns.
    """
    list(Ward.objects.select_for_update(of=("self",), no_key=True).filter(campaigns=campaign_id))
    FundAccount.objects.get_or_create(campaign_id=campaign_id)
    return FundAccount.objects.select_for_update(of=("self",)).get(campaign_id=campaign_id)


def settle(
    campaign_id: int, *, by, at: datetime, reason: str = "", counting: Decision | None = None
) -> FundAccount:
    """Add the ledger up again and keep the sums; `counting` as in `fund_of`.

    A shortage greater than the one allowed so far needs its own `reason`; as money comes in, what is allowed
    shrinks with it. Raises Refused. Runs inside the transaction of what changed.
    """
    account = _held(campaign_id)
    fund = fund_of(campaign_id, counting=counting)
    grown = fund.shortfall - account.uncovered
    if grown > 0 and not reason.strip():
        raise Refused(
            f"Quỹ không đủ: còn thiếu {format_vnd(grown)}. Kế toán ghi thêm khoản thu, hoặc hãy ghi lý do chi vượt số dư quỹ."
        )
    account.income, account.paid, account.committed = fund.income, fund.paid, fund.committed
    account.uncovered = fund.shortfall
    if grown > 0:
        account.uncovered_reason, account.uncovered_by, account.uncovered_at = reason.strip(), by, at
    elif not account.uncovered:
        account.uncovered_reason, account.uncovered_by, account.uncovered_at = "", None, None
    account.save()
    return account


def decision_of(line: Line | FundEntry) -> Decision:
    """The decision whose money a line about an award moves: the one that took it back where money comes back."""
    if line.kind == FundKind.RETURNED:
        return Decision.objects.get(revocation__lines__award=line.award)
    return line.award.decision


@transaction.atomic
def write(
    campaign_id: int,
    lines: list[Line],
    *,
    by,
    at: datetime | None = None,
    override_reason: str = "",
    repeat_reason: str = "",
) -> list[FundEntry]:
    """Write these lines behind the last one, numbers without a gap.

    Raises NotAllowed for anyone but the accountant, Refused for money of a decision he had a hand in, and for a
    voucher's number that stands already unless `repeat_reason` says why it comes twice; the lines keep it.
    """
    if not may_keep_fund(by):
        raise NotAllowed(NOT_THEIRS)
    for decision in {decision_of(line) for line in lines if line.award}:
        if sentence := why_not_pay(by, decision):
            raise Refused(sentence)
    at = at or timezone.now()
    account = _held(campaign_id)
    repeated = _repeated(campaign_id, lines, repeat_reason.strip())
    written = []
    for line in lines:
        account.last_number += 1
        entry = FundEntry(campaign_id=campaign_id, number=account.last_number, by=by, at=at, **vars(line))
        entry.override_reason = override_reason.strip()
        entry.repeat_reason = repeat_reason.strip() if line.voucher in repeated else ""
        entry.save()
        written.append(entry)
    account.save(update_fields=["last_number"])
    settle(campaign_id, by=by, at=at, reason=override_reason)
    return written


def _repeated(campaign_id: int, lines: list[Line], reason: str) -> set[str]:
    """The vouchers' numbers that stand already, as typed. Raises Refused without a reason."""
    found = set()
    for kind, day, voucher in {(line.kind, line.day, line.voucher) for line in lines if line.voucher}:
        if twins := standing(campaign_id, kind, day, voucher):
            if not reason:
                raise Refused(told(twins))
            found.add(voucher)
    return found


@transaction.atomic
def write_once(campaign_id: int, line: Line, *, once: str, **more) -> tuple[FundEntry, bool]:
    """The line this very post has written, and whether it was written now; `more` as in `write`.

    Whoever sends the same post a second time, by a double tap or from another tab, gets the line of the first.
    """
    _held(campaign_id)
    if earlier := FundEntry.objects.filter(once=once).first():
        return earlier, False
    entry = write(campaign_id, [line], **more)[0]
    entry.once = once
    entry.save(update_fields=["once"])
    return entry, True


def receive(campaign, amount: int, *, by, day: date, text: str, voucher: str = "", at=None) -> FundEntry:
    """Money that came into the fund, VND."""
    return write(campaign.pk, [Line(FundKind.INCOME, amount, day, text, voucher)], by=by, at=at)[0]


@transaction.atomic
def reverse(entry: FundEntry, *, by, day: date, reason: str, override_reason: str = "") -> FundEntry:
    """Take a wrong line back by one of the same kind and sum, written as negative (ghi số âm).

    Both stay in the ledger. Raises NotAllowed and Refused: no reason, a line that was reversed or reverses.
    """
    if not may_keep_fund(by):
        raise NotAllowed(NOT_THEIRS)
    if not reason.strip():
        raise Refused("Hãy ghi lý do ghi đảo.")
    _held(entry.campaign_id)
    found = FundEntry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    if found.reverses_id:
        raise Refused("Dòng này là dòng ghi đảo nên không ghi đảo nữa. Hãy ghi lại một dòng mới cho đúng.")
    if found.is_void:
        raise Refused("Dòng này đã được ghi đảo.")
    if day < found.day:
        raise Refused(f"Ngày ghi đảo không được trước ngày của dòng bị đảo ({short_date(found.day)}).")
    if day > timezone.localdate():
        raise Refused("Ngày ghi đảo không được sau hôm nay.")
    found.is_void = True
    found.save(update_fields=["is_void"])
    line = Line(
        kind=found.kind,
        amount=found.amount,
        day=day,
        text=f"Ghi đảo dòng {found.number:02d}: {found.text}"[:300],
        award=found.award,
        reverses=found,
        reason=reason.strip(),
    )
    return write(found.campaign_id, [line], by=by, override_reason=override_reason)[0]
