"""The office's page of a decision while one works on it, put together for the views that show it."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from awards.certificates.printing import printable
from awards.certificates.rules import may_print
from awards.decisions import reading
from awards.decisions import revocations as revocation_reading
from awards.decisions.checks import list_digest
from awards.decisions.drafting import plan, without_figures
from awards.decisions.forms.decisions import ApproveForm, IssueForm, PlanForm, SendBackForm, SendForm
from awards.decisions.rules import may_draft, may_sign
from awards.decisions.what_if import WhatIf, what_if
from awards.decisions.workflow import DECISION_FLOW
from awards.enums import DecisionStatus as S
from awards.facts.shipped import outdated
from awards.models import Decision
from awards.money.fund import unpaid
from awards.money.rules import NOBODY, may_keep_fund, somebody_keeps_fund, why_not_pay
from awards.querysets import copies_to_make
from campaigns.papers.parts import plan_gap
from campaigns.review import UNREVIEWED
from campaigns.rules import is_chairman, is_signer
from campaigns.series import DECISION, series_key
from phuong6.lib.vietnamese import format_vnd
from phuong6.office.doors import refusals_to
from phuong6.office.papers.kinds import papers_about
from phuong6.office.papers.numbering import suggest_number
from phuong6.office.rules import may_correct

FORMS = {"send": SendForm, "approve": ApproveForm, "send_back": SendBackForm, "issue": IssueForm}


def find_decision(request, pk: int) -> Decision:
    """The decision if this person may know of it at all; else the same 404 as for none."""
    found = get_object_or_404(
        Decision.objects.select_related(
            "campaign__ward",
            "meeting__council",
            "regime",
            "regime_override",
            "paper",
            "file",
            "approved_by",
            "revocation__old",
        ),
        pk=pk,
    )
    if not reading.may_open(request.user, found):
        raise Http404
    return found


def office_page(request, found: Decision, bound: dict | None = None, tried: WhatIf | None = None):
    """`bound` holds forms that were refused, by move; what was typed is kept. `tried`: sums not saved yet."""
    user = request.user
    offers = DECISION_FLOW.open_to(user, found)
    forms = {
        offer.step.move: move_form(offer.step.move, found) for offer in offers if offer.step.move in FORMS
    }
    forms |= bound or {}
    moves = _timeline(found)
    missing = [sentence for offer in offers if offer.step.move == "send" for sentence in offer.missing]
    context = {
        "decision": found,
        "missing": missing,
        "unreviewed": any(each.startswith(UNREVIEWED) for each in missing),
        "forms": forms,
        "plan_gap": None if found.is_revocation else plan_gap(found.campaign),
        "own_case": found.status == S.AWAITING
        and is_signer(user, found.campaign)
        and not may_sign(user, found),
        "is_chairman": is_chairman(user),
        "issued": found.status == S.ISSUED,
        "moves": moves,
        "sent_back": _sent_back(found, moves),
        "discardable": found.status == S.DRAFT and len(moves) == 1 and may_draft(user, found),
        "papers": papers_about(user, found),
        "may_correct": found.status == S.ISSUED and may_correct(user),
        "site_mark": found.campaign.mark,
    }
    refused = any(form.errors for form in (bound or {}).values())
    if found.is_revocation:
        context |= revocation_reading.page_of(user, found)
        template = "awards/revocation.html"
    else:
        context |= _award_context(user, found, forms, tried)
        template = "awards/decision.html"
    return render(request, template, context, status=422 if refused else 200)


def _award_context(user, found: Decision, forms: dict, tried: WhatIf | None) -> dict:
    unfinished = found.status not in reading.PUBLISHED
    editable = found.status == S.DRAFT and may_draft(user, found)
    if editable and "plan" not in forms:
        forms["plan"] = plan_form(found)
    rows = reading.rows_of(found)
    stopped: list[str] = []
    computed = tried
    if unfinished and not tried:
        with refusals_to(stopped):  # no law recorded for its day any more
            computed = what_if_of(found, rows)
    context = {
        "rows": rows,
        "terms": reading.terms_of(rows),
        "struck": reading.struck_from(found),
        "editable": editable,
        "choices": reading.choices_of(found, chosen_in(forms["plan"])) if editable else [],
        "what_if": computed,
        "tried": tried is not None,
        "bar": computed and computed.bar,
        "warnings": stopped + (_warnings(found, rows, computed, tried=tried is not None) if computed else []),
        "laws": getattr(forms.get("plan"), "laws", None) if editable else None,
        "signs": found.status == S.AWAITING and "approve" in forms,
        "rewordable": unfinished and may_draft(user, found),
        "previewable": unfinished and bool(rows),
    }
    return context if unfinished else context | _after_issue(user, found)


def _warnings(found: Decision, rows: list[reading.Row], computed: WhatIf, *, tried: bool) -> list[str]:
    """What the day changes, what of the law is not the shipped one or has changed since the list was saved."""
    terms = computed.terms
    warnings = [*computed.warnings, *outdated([terms.regime, *terms.rates.values(), terms.salary])]
    if not tried and computed.total != found.total:
        then = (
            "Bấm Lưu danh sách để tính lại."
            if found.status == S.DRAFT
            else "Khi ban hành, số tiền được tính lại và trình lại Chủ tịch."
        )
        warnings.append(
            f"Tiền thưởng trong danh sách ({format_vnd(found.total)}) tính theo dữ kiện cũ; "
            f"theo dữ kiện hiện nay là {format_vnd(computed.total)}. {then}"
        )
    return [*warnings, *without_figures(row.award for row in rows)]


def _after_issue(user, found: Decision) -> dict:
    """What may follow: printing, paying, taking back."""
    issued, revoked = found.status == S.ISSUED, revocation_reading.standing_of(found)
    return {
        "may_print": may_print(user) and issued,
        **paying_of(user, found),
        "may_revoke": issued and may_draft(user) and revoked.left,
        "revocations": revoked.decisions,
        "printable": printable(found).count() if issued else 0,
        "copies": copies_to_make(found),
    }


def paying_of(user, found: Decision) -> dict:
    """Whether the reader writes down that bonuses of this decision were paid; else, while some are not, who does."""
    if found.status != S.ISSUED or found.is_revocation or not unpaid(found).exists():
        return {"may_pay": False, "why_not_pay": ""}
    if may_keep_fund(user):
        why = why_not_pay(user, found)
        return {"may_pay": not why, "why_not_pay": why}
    return {"may_pay": False, "why_not_pay": "" if somebody_keeps_fund() else NOBODY}


def what_if_of(found: Decision, rows: list[reading.Row]) -> WhatIf:
    """The sums of the list as it is saved."""
    return what_if(found, [row.award.nominee for row in rows], found.day, found.regime_override)


def chosen_in(form: PlanForm) -> set[int]:
    """The ids ticked in a form, sent or not."""
    return {int(each) for each in form["chosen"].value() or [] if str(each).isdecimal()}


def move_form(move: str, found: Decision, data=None):
    """The form of one step, as it is first shown or as it was sent."""
    initial = {"shown_total": found.total, "shown_list": list_digest(found)} if move == "approve" else {}
    if move == "issue":
        key = series_key(found.campaign, DECISION)
        initial = {"number": suggest_number(key, found.planned_on.year), "decided_on": found.planned_on}
    return FORMS[move](data, decision=found, initial=initial, auto_id=f"id_{move}_%s")


def save_plan(form: PlanForm, found: Decision, user) -> None:
    """Keep the ticks, day and regime of a valid form. Raises NotAllowed and Refused."""
    given = form.cleaned_data
    plan(
        found,
        by=user,
        day=given["planned_on"],
        chosen=given["chosen"],
        regime=given["regime_override"],
        reason=given["override_reason"],
        two_laws_reason=given.get("two_laws_reason", ""),
    )


def plan_form(found: Decision, data=None) -> PlanForm:
    """Names, day and regime of a draft."""
    initial = {
        "planned_on": found.planned_on,
        "regime_override": found.regime_override_id,
        "override_reason": found.override_reason,
        "two_laws_reason": found.two_laws_reason,
        "chosen": list(found.awards.values_list("nominee", flat=True)),
    }
    return PlanForm(data, decision=found, initial=initial, auto_id="id_plan_%s")


def _sent_back(found: Decision, moves: list[dict]) -> str:
    """Who sent a draft back, when and why, while it is being mended; empty for a draft never sent."""
    if found.status != S.DRAFT or len(moves) == 1:
        return ""
    last = moves[0]
    return f"{last['who']}, {timezone.localtime(last['at']):%H:%M %d/%m/%Y}: {last['note']}"


def _timeline(found: Decision) -> list[dict]:
    lines = [
        {"at": move.at, "what": DECISION_FLOW.steps[move.move].button, "who": move.by, "note": move.note}
        for move in reading.log_of(found)
    ]
    return [*lines, {"at": found.created_at, "what": "Soạn dự thảo", "who": found.created_by, "note": ""}]
