"""A unit registers for the campaign in hand."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from campaigns.checks import closed_missing
from campaigns.forms import ParticipationForm
from campaigns.models import Campaign, Participation, Unit
from campaigns.rules import is_internal_affairs, units_of
from campaigns.selection import current_campaign
from phuong6.office.doors import done, refusals_to, status_of
from phuong6.office.posts import said
from phuong6.office.workflow import Refused


@require_http_methods(["GET", "POST"])
def register(request):
    """Pledge and contact of one own unit (?don-vi=<code> where an account acts for several).

    The Nội vụ officer registers any unit named in the address: one that hands in its papers on paper.
    Registering twice changes what was registered; it never makes a second registration.
    """
    campaign = current_campaign(request)
    if campaign is None:
        raise Http404("Chưa có phong trào nào.")
    units = [each for each in units_of(request.user) if each.ward_id == campaign.ward_id]
    unit = _chosen(request, campaign, units)
    found = Participation.objects.filter(campaign=campaign, unit=unit).first()
    form = ParticipationForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        with refusals_to(form):
            _keep(request.user, campaign, unit, form.cleaned_data)
            return done(request, f"Đã ghi nhận đăng ký tham gia của {unit}.", "dossier-list")
    context = {
        "campaign": campaign,
        "unit": unit,
        "units": units,
        "found": found,
        "form": form,
        "for_unit": unit not in units,
        "closed": closed_missing(campaign),
    }
    return render(request, "campaigns/register.html", context, status=status_of(form))


def _chosen(request, campaign, units: list[Unit]) -> Unit:
    """The unit named in the address, else the first own one; an officer may name any of the ward.

    Raises PermissionDenied for who acts for no unit here, Http404 for another's unit or an unknown one.
    """
    code, officer = request.GET.get("don-vi"), is_internal_affairs(request.user)
    if not units and not (officer and code):
        raise PermissionDenied(
            said("Chỉ đơn vị tham gia mới đăng ký được. {Internal_affairs} đăng ký thay từ hồ sơ của đơn vị.")
        )
    if not code:
        return units[0]
    for unit in units:
        if unit.code == code:
            return unit
    if officer:
        return get_object_or_404(Unit, ward_id=campaign.ward_id, is_active=True, code=code)
    raise Http404


def _keep(user, campaign, unit: Unit, values: dict) -> None:
    """One registration per unit, also when two tabs send at once. Raises Refused once the campaign is closed."""
    with transaction.atomic():
        locked = Campaign.objects.select_for_update(of=("self",)).get(pk=campaign.pk)
        if sentences := closed_missing(locked):
            raise Refused(*sentences)
        Participation.objects.update_or_create(
            campaign=campaign, unit=unit, defaults=values, create_defaults=values | {"by": user}
        )
