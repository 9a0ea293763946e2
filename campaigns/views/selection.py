"""Choosing the campaign in hand."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from campaigns.selection import campaigns_begun
from campaigns.selection import choose_campaign as remember


@require_POST
def choose_campaign(request: HttpRequest) -> HttpResponse:
    """Remember the campaign chosen for this session and go back to where one was."""
    chosen = request.POST.get("campaign", "")
    if not chosen.isdecimal():
        raise Http404
    remember(request, get_object_or_404(campaigns_begun(), pk=int(chosen)))
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return redirect(target if safe else "home")
