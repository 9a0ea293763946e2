"""Results for everybody at /khen-thuong/ket-qua/, and the officer's page that leaves a name out."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from awards.enums import DecisionStatus
from awards.models import Award, Decision, PublicOmission
from awards.public import results as public_results
from awards.public.rules import may_keep_public_list
from campaigns.publicity.reading import absolute
from phuong6.office.doors import done, refusals_to, status_of
from phuong6.office.fields import AtMost

DECISIONS, NAMES = 20, 100
LONGEST_REASON = 500


class LeaveOutForm(forms.Form):
    """Why a name is not said in public."""

    reason = forms.CharField(
        label="Lý do không công khai",
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[AtMost(LONGEST_REASON)],
        help_text="Ví dụ: người được khen đề nghị không nêu tên. Lý do chỉ lưu nội bộ.",
        error_messages={"required": "Hãy ghi lý do."},
    )


@login_not_required
@require_safe
def public_results_list(request):
    """Issued decisions of every campaign, the newest first."""
    page = Paginator(public_results.public_decisions(), DECISIONS).get_page(request.GET.get("page"))
    context = {"page": page, "address": absolute(request, reverse("public-results"))}
    return render(request, "awards/public_results.html", context)


@login_not_required
@require_safe
def public_decision(request, pk: int):
    """Number, day and names of one decision; before issue and after revocation there is no such page."""
    decision = get_object_or_404(public_results.public_decisions(), pk=pk)
    names = public_results.public_awards(decision)
    context = {
        "decision": decision,
        "page": Paginator(names, NAMES).get_page(request.GET.get("page")),
        "address": absolute(request, reverse("public-decision", args=[pk])),
        "site_mark": decision.campaign.mark,
    }
    return render(request, "awards/public_decision.html", context)


def _kept(request, pk: int) -> Decision:
    """An issued decision, for whoever keeps the public list. Raises Http404."""
    if not may_keep_public_list(request.user):
        raise Http404
    return get_object_or_404(
        Decision.objects.select_related("campaign__ward"), pk=pk, status=DecisionStatus.ISSUED
    )


def _award(request, pk: int, award_pk: int) -> Award:
    return get_object_or_404(public_results.standing_awards(_kept(request, pk)), pk=award_pk)


@require_GET
@never_cache
def public_list(request, pk: int):
    """Which names everybody reads, which are left out and why."""
    decision = _kept(request, pk)
    rows = public_results.standing_awards(decision).annotate(left_out=public_results.omitted())
    context = {
        "decision": decision,
        "page": Paginator(rows, NAMES).get_page(request.GET.get("page")),
        "history": PublicOmission.objects.filter(award__decision=decision).select_related(
            "award", "by", "ended_by"
        ),
        "site_mark": decision.campaign.mark,
    }
    return render(request, "awards/public_list.html", context)


@require_http_methods(["GET", "POST"])
def name_leave_out(request, pk: int, award_pk: int):
    """Ask why, then leave the name out."""
    award = _award(request, pk, award_pk)
    form = LeaveOutForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_to(form):
            public_results.leave_out(award, by=request.user, reason=form.cleaned_data["reason"])
            return done(
                request, f"Đã ẩn {award.nominee.addressed} khỏi danh sách công khai.", "public-list", pk=pk
            )
    context = {
        "title": f"Không công khai {award.nominee.addressed}?",
        "text": "Quyết định và Giấy khen giữ nguyên; chỉ trang công khai và bản tin truyền thanh không nêu tên.",
        "facts": [("Chức vụ, đơn vị", award.role_line)],
        "form": form,
        "action": "Ẩn tên",
        "back_url": reverse("public-list", args=[pk]),
        "site_mark": award.decision.campaign.mark,
    }
    return render(request, "_components/confirm.html", context, status=status_of(form))


@require_POST
def name_show(request, pk: int, award_pk: int):
    """The name is said again."""
    award = _award(request, pk, award_pk)
    with refusals_to(request):
        public_results.show_again(award, by=request.user)
        messages.success(request, f"Đã hiện lại {award.nominee.addressed}.")
    return redirect("public-list", pk=pk)
