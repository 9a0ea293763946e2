"""THE TABLE of a decision (docs/workflow.md). `perform` is the only writer of status."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from awards.decisions import checks, effects, rules
from awards.decisions.drafting import recompute, struck
from awards.enums import DecisionStatus as S
from awards.models import Award, Decision
from awards.money.terms import terms_on
from dossiers.models import Nominee
from phuong6.lib.vietnamese import format_vnd
from phuong6.office.models import Audience
from phuong6.office.workflow import Act, NotAllowed, Refused, Workflow, step

OFFICE = Audience.OFFICE

# fmt: off
DECISION_FLOW = Workflow("decision", "Quyết định khen thưởng", S, [
    #    move         button                      from                    to          who
    step("send",      "Trình Chủ tịch",           {S.DRAFT},              S.AWAITING, rules.may_draft,
         must=checks.send_missing, effect=effects.sent, audience=OFFICE),
    step("approve",   "Xác nhận trên hệ thống",   {S.AWAITING},           S.APPROVED, rules.may_sign,
         must=checks.approve_missing, effect=effects.approved, audience=OFFICE),
    step("send_back", "Trả lại dự thảo",          {S.AWAITING, S.APPROVED}, S.DRAFT,  rules.may_take_back,
         effect=effects.sent_back, needs_note=True, audience=OFFICE),
    step("requeue",   "Trình lại Chủ tịch",       {S.APPROVED},           S.AWAITING, rules.may_draft,
         effect=effects.requeued, audience=OFFICE, inner=True),
    step("issue",     "Ban hành",                 {S.APPROVED},           S.ISSUED,   rules.may_draft,
         must=checks.issue_missing, effect=effects.issued),
    step("revoke",    "Hủy bỏ quyết định",        {S.ISSUED},             S.REVOKED,  rules.may_revoke,
         needs_note=True, inner=True),
])
# fmt: on


def approve(decision: Decision, *, by, password: str, shown_total: int | None = None, at=None) -> Decision:
    """The chairman's "xác nhận trên hệ thống" with his password. It is not a digital signature.

    Raises NotAllowed and Refused (wrong password included).
    """
    right = by.check_password(password)
    if not right:
        raise Refused("Mật khẩu chưa đúng. Hãy nhập lại mật khẩu đăng nhập của ông/bà.")
    return DECISION_FLOW.perform(
        "approve", decision, by=by, at=at, password_confirmed=True, shown_total=shown_total
    )


@transaction.atomic
def strike(award: Award, *, by, note: str, at=None) -> None:
    """The chairman strikes a line from the list that awaits him; needs a reason."""
    decision = Decision.objects.select_for_update(of=("self",)).get(pk=award.decision_id)
    if decision.status != S.AWAITING:
        raise Refused("Chỉ bỏ chọn khi quyết định đang trình Chủ tịch.")
    if not rules.may_sign(by, decision):
        raise NotAllowed("Chỉ Chủ tịch hoặc người được ủy quyền ký được bỏ chọn.")
    if not note.strip():
        raise Refused("Hãy ghi lý do không chọn.")
    award.decision = decision
    effects.struck(award, by, at or timezone.now(), note)


@transaction.atomic
def choose_again(decision: Decision, nominee_pk: int, *, by, at=None) -> Nominee:
    """The chairman puts a name back that he left out, while the list still awaits him."""
    decision = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    if decision.status != S.AWAITING:
        raise Refused("Chỉ chọn lại khi quyết định đang trình Chủ tịch.")
    if not rules.may_sign(by, decision):
        raise NotAllowed("Chỉ Chủ tịch hoặc người được ủy quyền ký được chọn lại.")
    nominee = struck(decision.meeting_id).filter(pk=nominee_pk).first()
    if nominee is None:
        raise Refused("Tên này không còn trong số không chọn. Hãy tải lại trang.")
    effects.chosen_again(decision, nominee, by, at or timezone.now())
    return nominee


def sums_change(decision: Decision, day: date) -> bool:
    """Whether dating the decision on this day changes a sum the chairman has approved."""
    terms = terms_on(day, decision.regime_override)
    return any(
        terms.amount(award.nominee.kind) != award.amount
        for award in decision.awards.select_related("nominee")
    )


def issue(decision: Decision, *, by, number: int | None, decided_on: date | None, at=None) -> Decision:
    """Enter number and day of the signed paper. If the day changes a sum, back to the chairman.

    Returns the decision: issued, or awaiting the chairman again. Raises NotAllowed and Refused; a day
    or number that would be refused never sends the decision back.
    """
    given = {"number": number, "decided_on": decided_on}
    with transaction.atomic():
        locked = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
        act = Act(by=by, at=at or timezone.now(), data=given)
        if DECISION_FLOW.allows("issue", by, locked) and not checks.issue_missing(locked, act):
            changed, before = sums_change(locked, decided_on), locked.total
            after = recompute(locked, decided_on)
            if changed:
                return DECISION_FLOW.perform(
                    "requeue",
                    locked,
                    by=by,
                    at=at,
                    decided_on=decided_on,
                    note=(
                        f"Ngày ký {decided_on:%d/%m/%Y} làm tổng tiền thưởng đổi từ {format_vnd(before)} "
                        f"thành {format_vnd(after)}; trình Chủ tịch xem lại."
                    ),
                )
        return DECISION_FLOW.perform("issue", locked, by=by, at=at, **given)
