"""What anybody may read: the plan, and exemplary people (plan, section IV.3)."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from campaigns.enums import TextSection
from campaigns.models import Exemplar
from campaigns.selection import current_campaign

PER_PAGE = 20


@login_not_required
@require_safe
def plan(request):
    """The plan's text by section, with its dates."""
    campaign = current_campaign(request)
    sections = []
    if campaign:
        texts = list(campaign.texts.all())
        sections = [
            (label, lines)
            for section, label in TextSection.choices
            if (lines := [each.text for each in texts if each.section == section])
        ]
    return render(request, "campaigns/plan.html", {"campaign": campaign, "sections": sections})


@login_not_required
@require_safe
def exemplar_list(request):
    """Published exemplars of the campaign, newest first."""
    rows = Exemplar.objects.filter(campaign=current_campaign(request), published_at__isnull=False)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "campaigns/exemplar_list.html", {"page": page})


@login_not_required
@require_safe
def exemplar(request, pk: int):
    """One published exemplar; a draft is not found."""
    row = get_object_or_404(Exemplar, pk=pk, published_at__isnull=False)
    return render(request, "campaigns/exemplar.html", {"exemplar": row})
