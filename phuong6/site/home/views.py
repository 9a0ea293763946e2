"""Each role's start page: what waits for me."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from campaigns.models import Campaign
from campaigns.selection import current_campaign
from phuong6.site.home.waiting import tasks_of


@require_safe
def home(request):
    """The start page; adds up what every role the person holds has to do."""
    campaign = current_campaign(request)
    return render(
        request,
        "home.html",
        {
            "roles": tasks_of(request.user, campaign) if campaign else [],
            "today": timezone.localdate(),
            "campaigns": Campaign.objects.only("pk", "name").order_by("-dossier_too_late"),
        },
    )
