"""Each role's start page: what waits for me."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from campaigns.enums import CampaignStatus
from campaigns.models import Campaign
from campaigns.rules import may_prepare_campaigns
from campaigns.selection import campaigns_begun, current_campaign
from phuong6.site.home.waiting import still_owed, tasks_of


@require_safe
def home(request):
    """The start page; adds up what every role the person holds has to do."""
    campaign = current_campaign(request)
    campaigns = list(campaigns_begun())
    return render(
        request,
        "home.html",
        {
            "roles": tasks_of(request.user, campaign) if campaign else [],
            "today": timezone.localdate(),
            "campaigns": campaigns,
            "owed": still_owed(request.user, [each for each in campaigns if each != campaign]),
            "prepared": Campaign.objects.filter(status=CampaignStatus.PREPARING)
            if may_prepare_campaigns(request.user)
            else [],
        },
    )
