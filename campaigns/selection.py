"""Which campaign a page is about: the one chosen in this session, else the newest one."""

from django.http import HttpRequest

from campaigns.models import Campaign

SESSION_KEY = "campaign"


def current_campaign(request: HttpRequest) -> Campaign | None:
    """The campaign in hand; read once per request."""
    if not hasattr(request, "campaign_in_hand"):
        campaigns = Campaign.objects.select_related("ward").order_by("-dossier_too_late", "-pk")
        chosen = request.session.get(SESSION_KEY) if hasattr(request, "session") else None
        found = campaigns.filter(pk=chosen).first() if chosen else None
        request.campaign_in_hand = found or campaigns.first()
    return request.campaign_in_hand


def choose_campaign(request: HttpRequest, campaign: Campaign) -> None:
    """Remember the choice for this session."""
    request.session[SESSION_KEY] = campaign.pk
    request.campaign_in_hand = campaign
