"""From the council's result to the issued decision: the officer's and the chairman's pages."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from awards import decision_reading as reading
from awards.decision_forms import (
    ApproveForm,
    DraftForm,
    IssueForm,
    PlanForm,
    SendBackForm,
    SendForm,
    StrikeForm,
)
from awards.documents import decision_pdf
from awards.drafting import draft_decision, plan, refresh_list, warnings_for
from awards.enums import DecisionStatus as S
from awards.models import Award, CouncilMeeting, Decision
from awards.payment import unpaid
from awards.printing import printable
from awards.rules import may_draft, may_keep_fund, may_print, may_read_decisions, may_sign
from awards.workflow import DECISION_FLOW, approve, issue, strike
from campaigns.rules import is_chairman, is_signer
from campaigns.selection import current_campaign
from campaigns.series import DECISION, series_key
from phuong6.lib.vietnamese import format_vnd, short_date
from phuong6.office.files import hand_out
from phuong6.office.numbering import suggest_number
from phuong6.office.throttle import Throttle
from phuong6.office.workflow import Refused

PASSWORD_TRIES = Throttle("approve", limit=10, minutes=10)
FORMS = {"send": SendForm, "approve": ApproveForm, "send_back": SendBackForm, "issue": IssueForm}
PAGE = 20


def _decision(request, pk: int) -> Decision:
    """The decision if this person may know of it at all; else the same 404 as for none."""
    found = get_object_or_404(
        Decision.objects.select_related(
            "campaign__ward", "meeting__council", "regime", "regime_override", "paper", "file", "approved_by"
        ),
        pk=pk,
    )
    if not reading.may_open(request.user, found):
        raise Http404
    return found


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
        "outcomes": reading.told_outcomes(request.user, campaign),
        "meetings": reading.waiting_meetings(campaign) if drafts else [],
        "drafts": drafts,
    }
    return render(request, "awards/award_list.html", context)


@require_http_methods(["GET", "POST"])
def decision_draft(request, meeting_pk):
    """Draft a decision from a closed meeting: asks for the planned day."""
    if not may_draft(request.user):
        raise PermissionDenied
    meeting = get_object_or_404(CouncilMeeting.objects.select_related("campaign"), pk=meeting_pk)
    form = DraftForm(request.POST or None, initial={"planned_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            made = draft_decision(meeting, by=request.user, planned_on=form.cleaned_data["planned_on"])
        except Refused as refused:
            _tell(form, refused)
        else:
            messages.success(request, "Đã soạn dự thảo quyết định từ kết quả phiên họp.")
            return redirect("decision", pk=made.pk)
    context = {
        "title": "Soạn quyết định khen thưởng",
        "text": f"Danh sách lấy từ kết quả {str(meeting).lower()}. Mức tiền thưởng tính theo ngày dự kiến ký.",
        "form": form,
        "action": "Soạn quyết định",
        "back_url": reverse("award-list"),
    }
    return render(request, "_components/confirm.html", context)


@require_GET
@never_cache
def decision(request, pk):
    """The office's page while one works on it; the public list for everybody else."""
    found = _decision(request, pk)
    if may_read_decisions(request.user, found.campaign):
        return _office_page(request, found)
    listed = Paginator(found.awards.order_by("position"), 50).get_page(request.GET.get("page"))
    context = {
        "decision": found,
        "awards": listed,
        "may_open_pdf": reading.may_open_pdf(request.user, found),
        "site_mark": found.campaign.mark,
    }
    return render(request, "awards/decision_public.html", context)


def _office_page(request, found: Decision, bound: dict | None = None):
    """`bound` holds forms that were refused, by move; what was typed is kept."""
    user, unfinished = request.user, found.status not in reading.PUBLISHED
    offers = DECISION_FLOW.open_to(user, found)
    forms = {offer.step.move: _form(offer.step.move, found) for offer in offers if offer.step.move in FORMS}
    forms |= bound or {}
    editable = found.status == S.DRAFT and may_draft(user, found)
    if editable and "plan" not in forms:
        forms["plan"] = _plan_form(found)
    signs = found.status == S.AWAITING and "approve" in forms
    own_case = found.status == S.AWAITING and is_signer(user, found.campaign) and not may_sign(user, found)
    rows = reading.rows_of(found)
    context = {
        "decision": found,
        "rows": rows,
        "terms": reading.terms_of(rows),
        "struck": reading.struck_from(found),
        "bar": reading.fund_bar(found) if unfinished else None,
        "warnings": warnings_for(found) if unfinished else [],
        "missing": [sentence for offer in offers if offer.step.move == "send" for sentence in offer.missing],
        "forms": forms,
        "editable": editable,
        "signs": signs,
        "own_case": own_case,
        "is_chairman": is_chairman(user),
        "may_print": may_print(user) and found.status == S.ISSUED,
        "may_pay": found.status == S.ISSUED and may_keep_fund(user) and unpaid(found).exists(),
        "printable": printable(found).count() if found.status == S.ISSUED else 0,
        "moves": _timeline(found),
        "site_mark": found.campaign.mark,
    }
    return render(request, "awards/decision.html", context)


def _form(move: str, found: Decision, data=None):
    initial = {"shown_total": found.total} if move == "approve" else {}
    if move == "issue":
        key = series_key(found.campaign, DECISION)
        initial = {"number": suggest_number(key, found.planned_on.year), "decided_on": found.planned_on}
    return FORMS[move](data, decision=found, initial=initial, auto_id=f"id_{move}_%s")


def _plan_form(found: Decision, data=None) -> PlanForm:
    initial = {
        "planned_on": found.planned_on,
        "regime_override": found.regime_override_id,
        "override_reason": found.override_reason,
    }
    return PlanForm(data, initial=initial, auto_id="id_plan_%s")


def _timeline(found: Decision) -> list[dict]:
    lines = [
        {"at": move.at, "what": DECISION_FLOW.steps[move.move].button, "who": move.by, "note": move.note}
        for move in reading.log_of(found)
    ]
    return [*lines, {"at": found.created_at, "what": "Soạn dự thảo", "who": found.created_by, "note": ""}]


def _tell(form, refused: Refused) -> None:
    for sentence in refused.sentences:
        form.add_error(None, sentence)


@require_POST
def decision_move(request, pk, move):
    """One step of the decision's workflow; refused with its sentences, what was typed is kept."""
    found = _decision(request, pk)
    if move not in FORMS or not may_read_decisions(request.user, found.campaign):
        raise Http404
    form = _form(move, found, request.POST)
    if form.is_valid():
        try:
            after = _make(move, found, request.user, form.data_for_move())
        except Refused as refused:
            _tell(form, refused)
            found = _decision(request, pk)
        else:
            _report(request, move, after, before=found.total)
            return redirect("decision", pk=pk)
    return _office_page(request, found, {move: form})


def _make(move: str, found: Decision, user, given: dict) -> Decision:
    """Call the workflow's own function for this move."""
    if move == "issue":
        return issue(found, by=user, **given)
    if move != "approve":
        return DECISION_FLOW.perform(move, found, by=user, **given)
    if not PASSWORD_TRIES.allows(str(user.pk)):
        raise Refused("Nhập sai mật khẩu quá nhiều lần. Hãy chờ 10 phút rồi thử lại.")
    done = approve(found, by=user, password=given["password"], shown_total=given["shown_total"])
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
    said = {
        "send": "Đã trình Chủ tịch.",
        "approve": "Đã xác nhận trên hệ thống. Cán bộ Nội vụ in quyết định để ông/bà ký, đóng dấu.",
        "send_back": "Đã trả lại dự thảo cho cán bộ Nội vụ.",
        "issue": f"Đã ban hành Quyết định số {after.number}. Các đơn vị nay xem được kết quả.",
    }
    messages.success(request, said[move])


@require_POST
def decision_plan(request, pk):
    """Another planned day or regime for a draft; sums follow."""
    found = _decision(request, pk)
    if not may_draft(request.user, found):
        raise PermissionDenied
    form = _plan_form(found, request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            plan(
                found,
                by=request.user,
                day=given["planned_on"],
                regime=given["regime_override"],
                reason=given["override_reason"],
            )
        except Refused as refused:
            _tell(form, refused)
        else:
            messages.success(request, "Đã tính lại tiền thưởng theo ngày và chế độ mới.")
            return redirect("decision", pk=pk)
    return _office_page(request, _decision(request, pk), {"plan": form})


@require_POST
def decision_refresh(request, pk):
    """The list follows the council's result as it now stands."""
    found = _decision(request, pk)
    try:
        refresh_list(found, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "Đã cập nhật danh sách theo kết quả của Hội đồng.")
    return redirect("decision", pk=pk)


@require_http_methods(["GET", "POST"])
def award_strike(request, pk, award_pk):
    """The chairman leaves a name out, with his reason."""
    found = _decision(request, pk)
    if found.status in reading.PUBLISHED or not may_sign(request.user, found):
        raise PermissionDenied
    award = get_object_or_404(Award.objects.select_related("nominee"), pk=award_pk, decision=found)
    form = StrikeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            strike(award, by=request.user, note=form.cleaned_data["note"])
        except Refused as refused:
            _tell(form, refused)
        else:
            messages.success(request, f"Đã gạch tên {award.nominee.addressed} khỏi danh sách.")
            return redirect("decision", pk=pk)
    context = {
        "title": f"Không chọn {award.nominee.addressed}?",
        "text": "Tên này rời danh sách khen thưởng và tổng tiền được tính lại. Đơn vị chỉ biết kết quả sau khi ban hành.",
        "facts": [("Chức vụ, đơn vị", award.role_line), ("Tiền thưởng", format_vnd(award.amount))],
        "form": form,
        "action": "Gạch tên",
        "danger": True,
        "back_url": reverse("decision", args=[pk]),
        "site_mark": found.campaign.mark,
    }
    return render(request, "_components/confirm.html", context)


@require_GET
def decision_file(request, pk):
    """The decision as PDF: a preview while it is a draft, the frozen file once issued."""
    found = _decision(request, pk)
    if not reading.may_open_pdf(request.user, found):
        raise Http404
    if found.file_id:
        return hand_out(found.file, name=f"quyet-dinh-{found.paper.number:02d}.pdf", inline=True)
    response = HttpResponse(decision_pdf(found), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="du-thao-quyet-dinh-{found.pk}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response
