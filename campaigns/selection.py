"""Which campaign a page is about: the one chosen in this session, else the newest that is open.

A campaign being prepared is in nobody's hand: it has a page of its own (campaigns.views.life), so that no public
page, list, start page or import can show it or write into it.
"""

from django.db.models import Case, QuerySet, When
from django.http import HttpRequest

from campaigns.enums import CampaignStatus
from campaigns.models import Campaign

SESSION_KEY = "campaign"
OPEN_FIRST = Case(When(status=CampaignStatus.OPEN, then=0), default=1)


def campaigns_begun() -> QuerySet[Campaign]:
    """What anybody may choose from: open ones first, then closed ones, real before rehearsed, the newest first."""
    begun = Campaign.objects.exclude(status=CampaignStatus.PREPARING)
    return begun.select_related("ward").order_by(OPEN_FIRST, "is_rehearsal", "-dossier_too_late", "-pk")


def current_campaign(request: HttpRequest) -> Campaign | None:
    """The campaign in hand; read once per request."""
    if not hasattr(request, "campaign_in_hand"):
        campaigns = campaigns_begun()
        chosen = request.session.get(SESSION_KEY) if hasattr(request, "session") else None
        found = campaigns.filter(pk=chosen).first() if chosen else None
        request.campaign_in_hand = found or campaigns.first()
    return request.campaign_in_hand


def choose_campaign(request: HttpRequest, campaign: Campaign) -> None:
    """Remember the choice for this session."""
    request.session[SESSION_KEY] = campaign.pk
    request.campaign_in_hand = campaign
