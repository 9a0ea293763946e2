"""From the council's result to the issued decision: the officer's and the chairman's pages."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from awards.ceremony.rules import may_read_ceremony
from awards.decisions import reading
from awards.decisions import revocations as revocation_reading
from awards.decisions.forms.decisions import PlanForm
from awards.decisions.pages import (
    FORMS,
    find_decision,
    move_form,
    office_page,
    paying_of,
    plan_form,
    save_plan,
)
from awards.decisions.papers.decision import decision_pdf
from awards.decisions.papers.revocation import revocation_pdf
from awards.decisions.rules import may_draft
from awards.decisions.workflow import DECISION_FLOW, approve, issue
from awards.enums import DecisionStatus as S
from awards.history.rules import may_read_history
from awards.models import Decision
from awards.rules import may_read_decisions, may_read_money
from campaigns.selection import current_campaign
from phuong6.lib.vietnamese import format_vnd, short_date
from phuong6.office.doors import refusals_to
from phuong6.office.files import hand_out, hand_out_made
from phuong6.office.papers.kinds import papers_about
from phuong6.office.papers.printing import MIME, PDF
from phuong6.office.throttle import Throttle
from phuong6.office.workflow import Refused

PASSWORD_TRIES = Throttle("approve", limit=10, minutes=10)
PAGE = 20


@require_GET
def award_list(request):
    """Decisions as far as the reader may know of them, and a unit's own told outcomes."""
    campaign = current_campaign(request)
    if campaign is None:
        return render(request, "awards/award_list.html", {"decisions": None})
    drafts = may_draft(request.user)
    found = Paginator(reading.decisions_for(request.user, campaign), PAGE).get_page(request.GET.get("page"))
    context = {
        "decisions": found,
        "reader": may_read_decisions(request.user, campaign),
        "reads_history": may_read_history(request.user),
        "outcomes": reading.told_outcomes(request.user, campaign),
        "meetings": reading.waiting_meetings(campaign) if drafts else [],
        "drafts": drafts,
    }
    return render(request, "awards/award_list.html", context)


@require_GET
@never_cache
def decision(request, pk):
    """The office's page while one works on it; the public list for everybody else."""
    found = find_decision(request, pk)
    if may_read_decisions(request.user, found.campaign):
        return office_page(request, found)
    listed = Paginator(reading.listed_to(request.user, found), 50).get_page(request.GET.get("page"))
    context = {
        "decision": found,
        "awards": listed,
        "may_open_pdf": reading.may_open_pdf(request.user, found),
        "may_ceremony": may_read_ceremony(request.user) and hasattr(found, "ceremony"),
        "site_mark": found.campaign.mark,
    }
    if may_read_money(request.user, found.campaign):
        context |= _money_of(request.user, found)
    return render(request, "awards/decision_public.html", context)


def _money_of(user, found: Decision) -> dict:
    """What the accountant sees besides the list: sums, and what there is to pay or to take back."""
    context = {"reads_money": True, "papers": papers_about(user, found), **paying_of(user, found)}
    return context | revocation_reading.page_of(user, found) if found.is_revocation else context


@require_POST
def decision_move(request, pk, move):
    """One step of the decision's workflow; refused with its sentences, what was typed is kept."""
    found = find_decision(request, pk)
    if move not in FORMS or not may_read_decisions(request.user, found.campaign):
        raise Http404
    if move == "send" and "planned_on" in request.POST and not found.is_revocation:
        listed = plan_form(found, request.POST)
        if not _saved(listed, found, request.user):
            return office_page(request, find_decision(request, pk), {"plan": listed})
        found = find_decision(request, pk)
    form = move_form(move, found, request.POST)
    if form.is_valid():
        with refusals_to(form):
            after = _make(move, found, request.user, form.data_for_move())
            _report(request, move, after, before=found.total)
            return redirect("decision", pk=pk)
        found = find_decision(request, pk)
    return office_page(request, found, {move: form})


def _saved(form: PlanForm, found: Decision, user) -> bool:
    """The list as it is ticked on the page is what goes to the chairman, not an older one."""
    if form.is_valid():
        with refusals_to(form):
            save_plan(form, found, user)
    return not form.errors


def _make(move: str, found: Decision, user, given: dict) -> Decision:
    """Call the workflow's own function for this move."""
    if move == "issue":
        return issue(found, by=user, **given)
    if move != "approve":
        return DECISION_FLOW.perform(move, found, by=user, **given)
    if not PASSWORD_TRIES.allows(str(user.pk)):
        raise Refused("Nhập sai mật khẩu quá nhiều lần. Hãy chờ 10 phút rồi thử lại.")
    done = approve(found, by=user, **given)
    PASSWORD_TRIES.forget(str(user.pk))
    return done


def _report(request, move: str, after: Decision, *, before: int) -> None:
    if move == "issue" and after.status == S.AWAITING:
        messages.warning(
            request,
            f"Chưa ban hành: ký ngày {short_date(after.planned_on)} thì tổng tiền thưởng đổi từ {format_vnd(before)} "
            f"thành {format_vnd(after.total)}. Quyết định đã được trình lại để Chủ tịch xác nhận số tiền mới.",
        )
        return
    messages.success(request, DECISION_FLOW.steps[move].said(after))


@require_GET
def decision_file(request, pk):
    """The decision as PDF: a preview while it is a draft, the frozen file once issued."""
    found = find_decision(request, pk)
    if not reading.may_open_pdf(request.user, found):
        raise Http404
    if found.file_id:
        return hand_out(found.file, name=f"quyet-dinh-{found.paper.number:02d}.pdf", inline=True)
    draw = revocation_pdf if found.is_revocation else decision_pdf
    content = draw(found, by=request.user)
    return hand_out_made(content, name=f"du-thao-quyet-dinh-{found.pk}.pdf", mime=MIME[PDF], inline=True)
