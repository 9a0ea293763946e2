"""What hangs on a campaign is copied with it."""

from django.db import transaction
from django.utils import timezone

from campaigns.copying import copy_campaign
from campaigns.models import Campaign
from criteria.models import ReformArea


def copy_for_rehearsal(old: Campaign, **values) -> Campaign:
    """A copy to try everything with, marked DIỄN TẬP: it needs no signed plan, so number 1 of today stands for one."""
    plan = {
        "plan_number": 1,
        "plan_notation": f"{old.plan_notation.removesuffix('-DT')}-DT",
        "plan_day": timezone.localdate(),
    }
    return copy_whole_campaign(old, is_rehearsal=True, **plan, **values)


@transaction.atomic
def copy_whole_campaign(old: Campaign, **values) -> Campaign:
    """A new campaign with the old one's texts, areas, targets and criteria; see campaigns.copying."""
    new = copy_campaign(old, **values)
    areas = {}
    for area in old.areas.all():
        areas[area.pk] = ReformArea.objects.create(
            campaign=new, code=area.code, order=area.order, name=area.name, text=area.text
        )
    for target in old.targets.all():
        target.pk, target.campaign, target.area = None, new, areas[target.area_id]
        target._state.adding = True
        target.save()
    for criterion in old.criteria.all():
        criterion.pk, criterion.campaign = None, new
        criterion._state.adding = True
        criterion.save()
    return new
