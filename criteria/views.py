"""The campaign's targets, as the plan sets them."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from campaigns.selection import current_campaign
from criteria.models import Criterion, ReformArea


@require_safe
def target_list(request):
    """Targets by area, and what an award asks. Everyone signed in may read them."""
    campaign = current_campaign(request)
    areas = ReformArea.objects.filter(campaign=campaign).prefetch_related("targets")
    criteria = Criterion.objects.filter(campaign=campaign)
    return render(request, "criteria/target_list.html", {"areas": areas, "criteria": criteria})
