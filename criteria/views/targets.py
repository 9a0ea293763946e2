"""The campaign's targets, as the plan sets them."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from campaigns.rules import units_of
from campaigns.selection import current_campaign
from criteria.models import Criterion, ReformArea
from criteria.rules import may_read_index, may_read_initiatives, may_read_results


@require_safe
def target_list(request):
    """Targets by area, and what an award asks. Everyone signed in may read them."""
    campaign = current_campaign(request)
    areas = ReformArea.objects.filter(campaign=campaign).prefetch_related("targets")
    criteria = Criterion.objects.filter(campaign=campaign)
    context = {
        "areas": areas,
        "criteria": criteria,
        "reports": bool(units_of(request.user)),
        "ideas": may_read_initiatives(request.user),
        "indexes": may_read_index(request.user),
        "follows": may_read_results(request.user),
    }
    return render(request, "criteria/target_list.html", context)
