"""National facts: what this version ships beside what the ward has; taken over one by one, or all nobody touched."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from awards.facts.comparing import State, compared
from awards.facts.rules import may_read_facts, may_take_facts
from awards.facts.sums import other_sums
from awards.facts.taking import take_all_untouched, take_over
from phuong6.office.doors import done, refusals_to


@require_GET
def facts(request):
    """What differs first, then what is the same; below, issued decisions whose sum would be another."""
    if not may_read_facts(request.user):
        raise PermissionDenied
    found = compared()
    other = [each for each in found if each.state != State.SAME]
    context = {
        "other": other,
        "same": [each for each in found if each.state == State.SAME],
        "untouched": sum(not each.touched for each in other),
        "sums": other_sums(),
        "takes": may_take_facts(request.user),
    }
    return render(request, "awards/facts.html", context)


@require_POST
def facts_take(request):
    """One fact, as the page showed it."""
    if not may_take_facts(request.user):
        raise PermissionDenied
    with refusals_to(request):
        seen = request.POST.get("seen", "")
        taken = take_over(request.POST.get("fact", ""), by=request.user, seen=seen)
        return done(request, f"Đã lấy theo bộ kèm phần mềm: {taken.fact.label}.", "national-facts")
    return redirect("national-facts")


@require_POST
def facts_take_all(request):
    """Everything that is new or that nobody changed."""
    if not may_take_facts(request.user):
        raise PermissionDenied
    with refusals_to(request):
        count = len(take_all_untouched(by=request.user))
        return done(request, f"Đã lấy theo bộ kèm phần mềm {count} dữ kiện chưa ai sửa.", "national-facts")
    return redirect("national-facts")
