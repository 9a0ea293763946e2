"""Taking awards back: a later decision of its own draft, confirmation and number; then what came back.

Luật Thi đua, khen thưởng 2022, Điều 93 khoản 2: the decision is cancelled, certificate and money
are recovered. The nominees are revoked when that decision is issued, never before.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet, Sum
from django.utils import timezone

from awards.decisions.rules import may_draft, may_record_recovery
from awards.enums import CertificateStatus, DecisionKind, DecisionStatus, FundKind
from awards.models import (
    Award,
    Certificate,
    Decision,
    FundEntry,
    Recovery,
    Returned,
    Revocation,
    RevokedAward,
)
from awards.money.fund import IN_FORCE, paid
from awards.money.ledger import Line, settle, write
from awards.money.rules import may_keep_fund
from campaigns.law.bases import regime_on
from dossiers.enums import NomineeStatus
from dossiers.models import Nominee
from dossiers.workflow import NOMINEE
from phuong6.lib.vietnamese import format_vnd, short_date
from phuong6.office.posts import said
from phuong6.office.workflow import REGISTRY, NotAllowed, Refused


@dataclass(frozen=True)
class Why:
    """What a revocation says besides its list; `finding` is the paper that shows the fault, as it is cited."""

    ground: str
    reason: str
    finding: str
    return_by: date


def revocable(old: Decision, draft: Decision | None = None) -> QuerySet[Award]:
    """The awards of an issued decision that stand and that no other revocation names."""
    others = RevokedAward.objects.all()
    if draft is not None:
        others = others.exclude(revocation__decision=draft)
    standing = Award.objects.filter(decision=old, nominee__status=NomineeStatus.AWARDED)
    return standing.exclude(pk__in=others.values("award")).order_by("position")


@transaction.atomic
def draft_revocation(
    old: Decision, *, by, awards: Iterable[int], why: Why, planned_on: date, at: datetime | None = None
) -> Decision:
    """A draft that names these awards (ids) of an issued decision. Raises NotAllowed and Refused."""
    if not may_draft(by):
        raise NotAllowed(said("Chỉ {internal_affairs} soạn quyết định hủy bỏ khen thưởng."))
    old = Decision.objects.select_for_update(of=("self",)).get(pk=old.pk)
    if old.is_revocation or old.status != DecisionStatus.ISSUED:
        raise Refused("Chỉ hủy bỏ khen thưởng của quyết định đã ban hành và còn hiệu lực.")
    decision = Decision.objects.create(
        campaign_id=old.campaign_id,
        kind=DecisionKind.REVOCATION,
        planned_on=planned_on,
        regime=regime_on(planned_on),
        base_salary=old.base_salary,
        created_by=by,
        created_at=at or timezone.now(),
    )
    Revocation.objects.create(decision=decision, old=old, **vars(why))
    return _fill(decision, awards, planned_on)


@transaction.atomic
def change_revocation(
    decision: Decision, *, by, awards: Iterable[int], why: Why, planned_on: date
) -> Decision:
    """Other names, words or day for a draft. Raises NotAllowed and Refused."""
    if not may_draft(by, decision):
        raise NotAllowed(said("Chỉ {internal_affairs} sửa dự thảo quyết định."))
    locked = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    if locked.status != DecisionStatus.DRAFT:
        raise Refused("Chỉ sửa được khi quyết định đang là dự thảo.")
    locked.note_hand(by)
    Revocation.objects.filter(decision=locked).update(**vars(why))
    return _fill(locked, awards, planned_on)


def _fill(decision: Decision, awards: Iterable[int], day: date) -> Decision:
    revocation = decision.revocation
    wanted = set(awards)
    if not wanted:
        raise Refused("Hãy chọn ít nhất một giấy khen để hủy bỏ.")
    chosen = list(revocable(revocation.old, decision).filter(pk__in=wanted))
    if len(chosen) != len(wanted):
        raise Refused(
            "Danh sách vừa thay đổi: có giấy khen đã bị hủy bỏ hoặc nằm trong dự thảo khác. Hãy tải lại trang."
        )
    revocation.lines.exclude(award__in=wanted).delete()
    kept = set(revocation.lines.values_list("award", flat=True))
    RevokedAward.objects.bulk_create(
        RevokedAward(revocation=revocation, award=award) for award in chosen if award.pk not in kept
    )
    decision.planned_on, decision.regime = day, regime_on(day)
    decision.law_bases = decision.regime.law_lines_on(day)
    decision.total = sum(award.amount for award in chosen)
    decision.save()
    return decision


# --- what issuing brings about --------------------------------------------------------------------------


def freeze_dues(decision: Decision) -> None:
    """What each name has to give back: its bonus if it was paid by now, else nothing; law of the day."""
    revocation = decision.revocation
    # held, so that nobody pays what is being taken back
    Decision.objects.select_for_update(of=("self",)).get(pk=revocation.old_id)
    decision.regime = regime_on(decision.decided_on)
    decision.law_bases = decision.regime.law_lines_on(decision.decided_on)
    received = set(Award.objects.filter(paid(), revoked__revocation=revocation).values_list("pk", flat=True))
    for line in revocation.lines.select_related("award"):
        line.due = line.award.amount if line.award_id in received else 0
        line.save(update_fields=["due"])


def revoked_by(decision: Decision, act) -> list[Nominee]:
    """Nominees and certificates lose their award; a decision nothing is left of falls too; returns the nominees."""
    revocation, note = decision.revocation, f"Theo Quyết định số {decision.number}."
    lines = list(revocation.lines.select_related("award__nominee"))
    for line in lines:
        NOMINEE.perform("revoke", line.award.nominee, by=act.by, at=act.at, note=note)
        revoke_certificates(line.award)
    if not Award.objects.filter(decision=revocation.old, nominee__status=NomineeStatus.AWARDED).exists():
        REGISTRY["decision"].perform("revoke", revocation.old, by=act.by, at=act.at, note=note)
    settle(decision.campaign_id, by=act.by, at=act.at)
    return [line.award.nominee for line in lines]


# --- what comes back ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class GivenBack:
    """What one name hands in: its certificate, a sum in VND, or both."""

    line: RevokedAward
    certificate: bool
    amount: int


@dataclass(frozen=True)
class Handover:
    """When, where, who gave and who took; `held_at` is aware."""

    held_at: datetime
    place: str
    giver: str
    taker: str
    voucher: str = ""
    repeat_reason: str = ""


def returned_so_far(revocation: Revocation) -> dict[int, int]:
    """VND given back by award, as the ledger stands."""
    back = FundEntry.objects.filter(IN_FORCE, kind=FundKind.RETURNED, award__revoked__revocation=revocation)
    return dict(back.order_by().values("award").annotate(sum=Sum("amount")).values_list("award", "sum"))


@transaction.atomic
def recover(
    revocation: Revocation,
    given: Iterable[GivenBack],
    handover: Handover,
    *,
    by,
    at: datetime | None = None,
    once: str = "",
) -> Recovery:
    """The facts of a biên bản thu hồi; returned money is booked as income.

    Giấy khen are taken back by Nội vụ, money by the accountant. The same post (`once`) a second time comes to the
    minutes of the first. Raises NotAllowed and Refused.
    """
    given = [each for each in given if each.certificate or each.amount]
    _ask_whose(given, by)
    at = at or timezone.now()
    decision = Decision.objects.select_for_update(of=("self",)).get(pk=revocation.decision_id)
    if once and (earlier := Recovery.objects.filter(once=once).first()):
        return earlier
    if missing := _recovery_missing(decision, given, handover.held_at, at):
        raise Refused(*missing)
    recovery = Recovery.objects.create(
        revocation=revocation,
        held_at=handover.held_at,
        place=handover.place,
        giver=handover.giver,
        taker=handover.taker,
        by=by,
        at=at,
        once=once,
    )
    entries = _booked(decision, given, handover, by=by, at=at)
    for each in given:
        Returned.objects.create(
            recovery=recovery,
            line=each.line,
            certificate=each.certificate,
            entry=entries.get(each.line.award_id),
        )
    return recovery


def _booked(decision: Decision, given: list[GivenBack], handover: Handover, *, by, at: datetime) -> dict:
    """What came back written into the ledger in one go, by one slip: award's id to its line."""
    lines = [_line(decision, each, handover) for each in given if each.amount]
    if not lines:
        return {}
    written = write(decision.campaign_id, lines, by=by, at=at, repeat_reason=handover.repeat_reason)
    return {entry.award_id: entry for entry in written}


def _ask_whose(given: list[GivenBack], by) -> None:
    """Giấy khen come back to Nội vụ, money to the accountant. Raises NotAllowed."""
    if not may_record_recovery(by) or (any(each.certificate for each in given) and not may_draft(by)):
        raise NotAllowed(said("Chỉ {internal_affairs} ghi thu hồi giấy khen."))
    if any(each.amount for each in given) and not may_keep_fund(by):
        raise NotAllowed("Chỉ kế toán ghi thu hồi tiền thưởng.")


def _recovery_missing(decision, given: list[GivenBack], held_at: datetime, at: datetime) -> list[str]:
    if decision.status != DecisionStatus.ISSUED:
        return ["Chỉ ghi thu hồi sau khi quyết định hủy bỏ đã ban hành."]
    missing = [] if given else ["Hãy đánh dấu giấy khen đã nộp lại hoặc ghi số tiền đã nộp lại."]
    if timezone.localdate(held_at) < decision.decided_on:
        missing.append(
            f"Ngày thu hồi không thể trước ngày quyết định hủy bỏ ({short_date(decision.decided_on)})."
        )
    if held_at > at:
        missing.append("Giờ lập biên bản không thể ở tương lai.")
    revocation = decision.revocation
    back = returned_so_far(revocation)
    in_hand = set(
        Returned.objects.filter(line__revocation=revocation, certificate=True).values_list("line", flat=True)
    )
    for each in given:
        left = each.line.due - back.get(each.line.award_id, 0)
        if each.amount > left:
            missing.append(f"{each.line.award.name}: chỉ còn phải nộp lại {format_vnd(max(0, left))}.")
        if each.certificate and each.line.pk in in_hand:
            missing.append(f"{each.line.award.name}: Giấy khen đã ghi nộp lại trước đó.")
    return missing


def _line(decision: Decision, given: GivenBack, handover: Handover) -> Line:
    return Line(
        kind=FundKind.RETURNED,
        amount=given.amount,
        day=timezone.localdate(handover.held_at),
        text=f"Thu hồi tiền thưởng theo {decision}: {given.line.award.name}"[:300],
        voucher=handover.voucher,
        award=given.line.award,
    )


def revoke_certificates(award: Award) -> int:
    """What counted as proof of this award counts no more; returns how many certificates lost their force.

    Replaced and void ones stay what they are. Runs inside the transaction of the revoking decision; the lines
    stay in the register.
    """
    held = Certificate.objects.filter(award=award, status=CertificateStatus.VALID)
    return held.update(status=CertificateStatus.REVOKED)
