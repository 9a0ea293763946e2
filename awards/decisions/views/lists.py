"""The list of a decision: drafted from a meeting, tried out, saved; a name struck by the chairman."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from awards.decisions import reading
from awards.decisions.drafting import discard_draft, draft_decision, split_by_law
from awards.decisions.forms.decisions import DraftForm, StrikeForm
from awards.decisions.pages import find_decision, office_page, plan_form, save_plan
from awards.decisions.rules import may_draft, may_sign
from awards.decisions.what_if import what_if
from awards.decisions.workflow import choose_again, strike
from awards.enums import DecisionStatus
from awards.models import Award, CouncilMeeting
from phuong6.lib.vietnamese import format_vnd
from phuong6.office.doors import done, refusals_to, status_of


@require_http_methods(["GET", "POST"])
def decision_draft(request, meeting_pk):
    """Draft a decision from a closed meeting: asks for the planned day."""
    if not may_draft(request.user):
        raise PermissionDenied
    meeting = get_object_or_404(CouncilMeeting.objects.select_related("campaign"), pk=meeting_pk)
    initial = {"planned_on": timezone.localdate()}
    form = DraftForm(request.POST or None, meeting=meeting, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_to(form):
            given = form.cleaned_data
            made = draft_decision(
                meeting,
                by=request.user,
                planned_on=given["planned_on"],
                regime=given.get("regime_override"),
                reason=given.get("override_reason", ""),
            )
            return done(request, "Đã soạn dự thảo quyết định từ kết quả phiên họp.", "decision", pk=made.pk)
    context = {
        "title": "Soạn quyết định khen thưởng",
        "text": f"Danh sách lấy từ kết quả {str(meeting).lower()}. Mức tiền thưởng tính theo ngày dự kiến ký.",
        "form": form,
        "action": "Soạn quyết định",
        "back_url": reverse("award-list"),
    }
    return render(request, "_components/confirm.html", context, status=status_of(form))


@require_http_methods(["GET", "POST"])
def decision_discard(request, pk):
    """Asks once more, then throws a draft away, an award's or a revocation's."""
    found = find_decision(request, pk)
    if not may_draft(request.user, found):
        raise PermissionDenied
    if request.method == "POST":
        with refusals_to(request):
            discard_draft(found, by=request.user)
            onward = (
                [reverse("decision", args=[found.revocation.old_id])]
                if found.is_revocation
                else ["award-list"]
            )
            return done(request, "Đã bỏ dự thảo.", *onward)
        return redirect("decision", pk=pk)
    text = (
        "Các giấy khen trong dự thảo này vẫn giữ nguyên giá trị."
        if found.is_revocation
        else "Các trường hợp trong dự thảo này trở lại danh sách chờ, có thể soạn quyết định khác."
    )
    context = {
        "title": "Bỏ dự thảo quyết định này?",
        "text": text,
        "action": "Bỏ dự thảo",
        "danger": True,
        "back_url": reverse("decision", args=[pk]),
        "back_label": "Giữ lại",
    }
    return render(request, "_components/confirm.html", context)


def _draft_or_403(request, pk: int):
    found = find_decision(request, pk)
    if found.is_revocation or not may_draft(request.user, found):
        raise PermissionDenied
    return found


@require_POST
def decision_plan(request, pk):
    """Who is in, another planned day or regime for a draft; sums follow."""
    found = _draft_or_403(request, pk)
    form = plan_form(found, request.POST)
    if form.is_valid():
        with refusals_to(form):
            save_plan(form, found, request.user)
            return done(request, "Đã lưu danh sách và tính lại tiền thưởng.", "decision", pk=pk)
    return office_page(request, find_decision(request, pk), {"plan": form})


@require_POST
def decision_split(request, pk):
    """A list under two laws becomes two drafts."""
    found = _draft_or_403(request, pk)
    with refusals_to(request):
        made = split_by_law(found, by=request.user)
        text = "Đã tách: dự thảo này gồm hồ sơ theo luật mới, dự thảo trước giữ hồ sơ theo luật cũ."
        return done(request, text, "decision", pk=made.pk)
    return redirect("decision", pk=pk)


@require_POST
def decision_try(request, pk):
    """What the ticks and the day would come to; nothing is saved. Part of the page for htmx, else the page."""
    found = _draft_or_403(request, pk)
    form = plan_form(found, request.POST)
    tried, sentences = None, []
    if form.is_valid() and found.status == DecisionStatus.DRAFT:
        given = form.cleaned_data
        chosen = [each for each in form.candidates if each.pk in given["chosen"]]
        with refusals_to(form):
            tried = what_if(found, chosen, given["planned_on"], given["regime_override"])
    if not request.htmx:
        return office_page(request, found, {"plan": form}, tried)
    sentences = [sentence for errors in form.errors.values() for sentence in errors]
    context = {"decision": found, "what_if": tried, "tried": True, "sentences": sentences, "now": True}
    return render(request, "awards/_what_if.html", context)


@require_http_methods(["GET", "POST"])
def award_strike(request, pk, award_pk):
    """The chairman leaves a name out, with his reason."""
    found = find_decision(request, pk)
    if found.status in reading.PUBLISHED or not may_sign(request.user, found):
        raise PermissionDenied
    award = get_object_or_404(Award.objects.select_related("nominee"), pk=award_pk, decision=found)
    form = StrikeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_to(form):
            strike(award, by=request.user, note=form.cleaned_data["note"])
            return done(
                request,
                f"Đã để {award.nominee.addressed} ra ngoài danh sách. Có thể chọn lại trước khi xác nhận.",
                "decision",
                pk=pk,
            )
    context = {
        "title": f"Không chọn {award.nominee.addressed}?",
        "text": "Tên này rời danh sách khen thưởng và tổng tiền được tính lại. Đơn vị chỉ biết kết quả sau khi ban hành.",
        "facts": [("Chức vụ, đơn vị", award.role_line), ("Tiền thưởng", format_vnd(award.amount))],
        "form": form,
        "action": "Không chọn",
        "danger": True,
        "back_url": reverse("decision", args=[pk]),
        "site_mark": found.campaign.mark,
    }
    return render(request, "_components/confirm.html", context, status=status_of(form))


@require_POST
def award_choose_again(request, pk, nominee_pk):
    """The chairman puts a name back that he left out."""
    found = find_decision(request, pk)
    if found.status in reading.PUBLISHED or not may_sign(request.user, found):
        raise PermissionDenied
    with refusals_to(request):
        nominee = choose_again(found, nominee_pk, by=request.user)
        messages.success(request, f"Đã đưa {nominee.addressed} trở lại danh sách.")
    return redirect("decision", pk=pk)
