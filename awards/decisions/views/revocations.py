"""Taking awards back: the draft of the decision, and what was handed in afterwards."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from awards.decisions import revocations as reading
from awards.decisions.forms.revocations import RecoveryForm, RevocationForm
from awards.decisions.pages import find_decision
from awards.decisions.papers.recovery import KIND as RECOVERY_PAPER
from awards.decisions.revoking import change_revocation, draft_revocation, recover, revocable
from awards.decisions.rules import may_draft, may_record_recovery
from awards.enums import DecisionStatus
from awards.models import Decision
from phuong6.office.doors import done, mark_of_post, refusals_to, status_of

RETURN_DAYS = 15  # from the planned day, as a suggestion


def _officers(request, pk: int, *, revocation: bool) -> Decision:
    """The decision for Nội vụ; 404 for who may not know of it, 403 for who only reads."""
    found = find_decision(request, pk)
    if found.is_revocation != revocation:
        raise Http404
    if not may_draft(request.user, found):
        raise PermissionDenied
    return found


@require_http_methods(["GET", "POST"])
def revocation_draft(request, pk):
    """A draft that takes awards of this issued decision back."""
    old = _officers(request, pk, revocation=False)
    if old.status != DecisionStatus.ISSUED:
        raise Http404
    today = timezone.localdate()
    initial = {"planned_on": today, "return_by": today + timedelta(days=RETURN_DAYS)}
    form = RevocationForm(request.POST or None, awards=revocable(old), campaign=old.campaign, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_to(form):
            made = draft_revocation(old, by=request.user, **form.given())
            return done(
                request,
                "Đã soạn dự thảo quyết định hủy bỏ. Đơn vị chưa biết; hãy xem lại rồi trình Chủ tịch.",
                "decision",
                pk=made.pk,
            )
    return _form_page(request, form, old, back=old)


@require_http_methods(["GET", "POST"])
def revocation_change(request, pk):
    """Other names, words or day while it is a draft."""
    found = _officers(request, pk, revocation=True)
    revocation = found.revocation
    initial = {
        "awards": list(revocation.lines.values_list("award", flat=True)),
        "ground": revocation.ground,
        "reason": revocation.reason,
        "finding": revocation.finding,
        "return_by": revocation.return_by,
        "planned_on": found.planned_on,
    }
    form = RevocationForm(
        request.POST or None,
        awards=revocable(revocation.old, found),
        campaign=found.campaign,
        initial=initial,
    )
    if request.method == "POST" and form.is_valid():
        with refusals_to(form):
            change_revocation(found, by=request.user, **form.given())
            return done(request, "Đã lưu dự thảo.", "decision", pk=pk)
    return _form_page(request, form, revocation.old, back=found)


def _form_page(request, form: RevocationForm, old: Decision, *, back: Decision):
    context = {"form": form, "old": old, "back": back, "site_mark": old.campaign.mark}
    return render(request, "awards/revocation_form.html", context, status=status_of(form))


@require_http_methods(["GET", "POST"])
def revocation_recover(request, pk):
    """The facts of a biên bản thu hồi: giấy khen for Nội vụ, for the accountant money, which goes into the ledger."""
    found = find_decision(request, pk)
    if not found.is_revocation or found.status != DecisionStatus.ISSUED:
        raise Http404
    if not may_record_recovery(request.user):
        raise PermissionDenied
    now = timezone.localtime()
    initial = {
        "day": now.date(),
        "hour": now.time().replace(second=0, microsecond=0),
        "place": f"Văn phòng {found.campaign.ward_name}",
        "taker": request.user.full_name,
        "seen": found.revocation.recoveries.count(),
    }
    takes = reading.takes_back(request.user, found)
    once = mark_of_post(request, "recovery", found.pk, takes.certificates, takes.money)
    form = RecoveryForm(
        request.POST or None,
        dues=reading.dues_of(found),
        takes=takes,
        campaign_id=found.campaign_id,
        initial=initial,
    )
    if request.method == "POST" and form.is_valid():
        with refusals_to(form):
            made = recover(found.revocation, form.lines(), form.handover(), by=request.user, once=once)
            return done(
                request, "Đã ghi thu hồi. In biên bản để hai bên ký.", "paper", RECOVERY_PAPER.key, made.pk
            )
    if request.method == "POST" and (earlier := found.revocation.recoveries.filter(once=once).first()):
        # refused because of what it wrote itself
        messages.info(request, "Lần gửi này đã ghi rồi, không ghi thêm.")
        return redirect("paper", RECOVERY_PAPER.key, earlier.pk)
    context = {"form": form, "decision": found, "takes": takes, "site_mark": found.campaign.mark}
    return render(request, "awards/recovery_form.html", context, status=status_of(form))
