"""THE TABLE of a decision (docs/workflow.md). `perform` is the only writer of status."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from awards.decisions import checks, effects, rules
from awards.decisions.drafting import recompute
from awards.enums import DecisionStatus as S
from awards.models import Award, Decision
from awards.money.terms import terms_on
from dossiers.models import Nominee
from phuong6.lib.vietnamese import format_vnd
from phuong6.office.models import Audience
from phuong6.office.posts import named
from phuong6.office.workflow import Act, Refused, Tone, Workflow, step

OFFICE = Audience.OFFICE

# fmt: off
DECISION_FLOW = Workflow("decision", "Quyết định khen thưởng", S, [
    #    move         button                      from                    to          who
    step("send",      "Trình Chủ tịch",           {S.DRAFT},              S.AWAITING, rules.may_draft,
         must=checks.send_missing, effect=effects.sent, audience=OFFICE,
         done="Đã trình Chủ tịch."),
    step("approve",   "Xác nhận trên hệ thống",   {S.AWAITING},           S.APPROVED, rules.may_sign,
         must=checks.approve_missing, effect=effects.approved, audience=OFFICE,
         done=named("Đã xác nhận trên hệ thống. {Internal_affairs} in quyết định để ông/bà ký, đóng dấu.")),
    step("send_back", "Trả lại dự thảo",          {S.AWAITING, S.APPROVED}, S.DRAFT,  rules.may_take_back,
         effect=effects.sent_back, needs_note=True, audience=OFFICE,
         tone=Tone.DANGER, done=named("Đã trả lại dự thảo cho {internal_affairs}.")),
    step("strike",    "Không chọn",               {S.AWAITING},           None,       rules.may_sign,
         effect=effects.struck, says=effects.struck_note, needs_note=True, audience=OFFICE, inner=True,
         elsewhere="Chỉ bỏ chọn khi quyết định đang trình Chủ tịch."),
    step("choose_again", "Chọn lại",              {S.AWAITING},           None,       rules.may_sign,
         must=checks.choose_again_missing, effect=effects.chosen_again, says=effects.chosen_again_note,
         audience=OFFICE, inner=True, elsewhere="Chỉ chọn lại khi quyết định đang trình Chủ tịch."),
    step("requeue",   "Trình lại Chủ tịch",       {S.APPROVED},           S.AWAITING, rules.may_draft,
         effect=effects.requeued, audience=OFFICE, inner=True),
    step("reword",    "Sửa cách ghi tên",         {S.AWAITING},           None,       rules.may_take_back,
         audience=OFFICE, inner=True),
    step("reword_approved", "Sửa cách ghi tên, trình lại Chủ tịch", {S.APPROVED}, S.AWAITING, rules.may_take_back,
         effect=effects.approval_taken_back, audience=OFFICE, inner=True),
    step("issue",     "Ban hành",                 {S.APPROVED},           S.ISSUED,   rules.may_draft,
         must=checks.issue_missing, effect=effects.issued,
         done="Đã ban hành Quyết định số {row.number}. Các đơn vị nay xem được kết quả."),
    step("revoke",    "Hủy bỏ quyết định",        {S.ISSUED},             S.REVOKED,  rules.may_revoke,
         needs_note=True, inner=True),
])
# fmt: on


def approve(
    decision: Decision,
    *,
    by,
    password: str,
    shown_total: int | None = None,
    shown_list: str | None = None,
    at=None,
) -> Decision:
    """The chairman's "xác nhận trên hệ thống" with his password. It is not a digital signature.

    `shown_total` and `shown_list` (`checks.list_digest`) are what his page showed; None asks nothing.

    Raises NotAllowed and Refused (wrong password included).
    """
    right = by.check_password(password)
    if not right:
        raise Refused("Mật khẩu chưa đúng. Hãy nhập lại mật khẩu đăng nhập của ông/bà.")
    shown: dict[str, Any] = {"shown_total": shown_total, "shown_list": shown_list}
    return DECISION_FLOW.perform("approve", decision, by=by, at=at, password_confirmed=True, **shown)


def strike(award: Award, *, by, note: str, at=None) -> None:
    """The chairman strikes a line from the list that awaits him; needs a reason. Raises NotAllowed and Refused."""
    DECISION_FLOW.perform("strike", award.decision, by=by, at=at, note=note, award=award)


def choose_again(decision: Decision, nominee_pk: int, *, by, at=None) -> Nominee:
    """The chairman puts a name back that he left out, while the list still awaits him. Raises NotAllowed, Refused."""
    DECISION_FLOW.perform("choose_again", decision, by=by, at=at, nominee=nominee_pk)
    return Nominee.objects.get(pk=nominee_pk)


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
    given: dict[str, Any] = {"number": number, "decided_on": decided_on}
    with transaction.atomic():
        locked = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
        act = Act(by=by, at=at or timezone.now(), data=given)
        if decided_on and DECISION_FLOW.allows("issue", by, locked) and not checks.issue_missing(locked, act):
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
