"""Each role's start page: what waits for me."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from campaigns.enums import CampaignStatus
from campaigns.models import Campaign
from campaigns.rules import may_prepare_campaigns
from campaigns.selection import campaigns_begun, current_campaign
from phuong6.office.doors import done, refusals_to
from phuong6.site.home.first_day import first_day_of, tick
from phuong6.site.home.waiting import still_owed, tasks_of


@require_safe
def home(request):
    """The start page; adds up what every role the person holds has to do."""
    return _page(request)


@require_POST
def first_day_tick(request, key: str):
    """One step of the first day: looked at, and it stands."""
    refused: list[str] = []
    with refusals_to(refused):
        step = tick(key, request.user)
        return done(request, f"Đã ghi nhận: {step.title}.", "home")
    return _page(request, refused)


def _page(request, refused: list[str] | None = None):
    campaign = current_campaign(request)
    campaigns = list(campaigns_begun())
    return render(
        request,
        "home.html",
        {
            "roles": tasks_of(request.user, campaign) if campaign else [],
            "today": timezone.localdate(),
            "campaigns": campaigns,
            "first_day": (lines := first_day_of(request.user)),
            "first_day_done": sum(each.done for each in lines),
            "refused": refused,
            "owed": still_owed(request.user, [each for each in campaigns if each != campaign]),
            "prepared": Campaign.objects.filter(status=CampaignStatus.PREPARING)
            if may_prepare_campaigns(request.user)
            else [],
        },
        status=422 if refused else 200,
    )
