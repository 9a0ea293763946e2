"""A new year's campaign is a copy of an old one."""

from datetime import date

from django.db import transaction

from campaigns.enums import CampaignStatus
from campaigns.models import WARD_NAME_FIELDS, Campaign, CampaignText, day_start

NOT_COPIED = {
    "id",
    "plan_number",
    "plan_day",
    "plan_month",
    "index_year",
    "is_rehearsal",
    "is_sample",
    "status",
    "reviewed",
    "answers",
    "plan_reading",
}


@transaction.atomic
def copy_campaign(
    old: Campaign, *, code: str, name: str, year: int, ends_on: date, too_late_on: date, **changes
) -> Campaign:
    """A campaign with the old one's rules and texts and today's names of the ward.

    It is being prepared unless `status` says otherwise. `too_late_on` is the first day too late (Asia/Ho_Chi_Minh). The plan's number and day stay blank
    until văn thư gives them. Rooms above copy what hangs on it (criteria.copying).
    """
    values = {
        each.attname: getattr(old, each.attname)
        for each in Campaign._meta.concrete_fields
        if each.attname not in NOT_COPIED
    }
    values |= {each: getattr(old.ward, each) for each in WARD_NAME_FIELDS}
    values |= {"code": code, "name": name, "year": year, "ends_on": ends_on}
    values["status"] = CampaignStatus.PREPARING
    values["dossier_too_late"] = day_start(too_late_on)
    values["achievement_line"] = old.achievement_line.replace(str(old.year), str(year))
    new = Campaign(**(values | changes))
    new.full_clean()
    new.save()
    CampaignText.objects.bulk_create(
        CampaignText(campaign=new, section=each.section, order=each.order, text=each.text)
        for each in old.texts.all()
    )
    return new
