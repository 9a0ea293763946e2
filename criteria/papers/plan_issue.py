"""Issuing the plan: what must hold before, and what its number and day bring about in the campaign."""

from datetime import date

from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import ValidationError
from django.urls import reverse

from campaigns.models import Campaign
from campaigns.review import doubts_of
from campaigns.rules import may_prepare_campaigns, once_begun
from criteria.rules import may_read_results
from phuong6.lib.vietnamese import short_date
from phuong6.office.models import IssuedPaper
from phuong6.office.papers.kinds import Gap
from phuong6.office.workflow import Refused

EMPTY = "Phong trào chưa có mục đích, chỉ tiêu hay tiêu chí nào nên chưa lập được kế hoạch."


def missing(campaign: Campaign) -> list[str]:
    """There is something to write."""
    parts = (campaign.texts, campaign.targets, campaign.criteria)
    return [] if any(each.exists() for each in parts) else [EMPTY]


def unreviewed(campaign: Campaign) -> Gap | None:
    """The plan prints every text of the campaign: the doubtful ones are looked at before it goes out."""
    left = sum(each.tick is None for each in doubts_of(campaign))
    if not left:
        return None
    return Gap(
        f"Còn {left} câu có thể còn theo năm cũ, nơi cũ chưa được rà soát. Hãy xem rồi mới ban hành.",
        reverse("campaign-review", args=[campaign.pk]),
        "Rà soát nội dung",
        "campaigns.change_campaign",
    )


def earliest(campaign: Campaign) -> date:
    """A plan is signed in the campaign's year or the one before: an older day is a slip of the year."""
    return date(campaign.year - 1, 1, 1)


def enter_number(campaign: Campaign, paper: IssuedPaper) -> None:
    """Number, notation and day into the campaign, logged. Raises Refused where the campaign would end before its plan."""
    locked = Campaign.objects.select_for_update(of=("self",)).get(pk=campaign.pk)
    locked.plan_number, locked.plan_notation = paper.number, paper.series.notation
    locked.plan_day = paper.issued_on
    try:
        locked.validate_constraints()
    except ValidationError as error:
        raise Refused(*error.messages) from error
    locked.save(update_fields=["plan_number", "plan_notation", "plan_day"])
    note = f"Ban hành Kế hoạch số {paper.full_number}, ngày {short_date(paper.issued_on)}."
    LogEntry.objects.log_actions(paper.by_id, [locked], CHANGE, note, single_object=True)


def home(campaign: Campaign) -> str:
    """The campaign's own page while it is being prepared, the list of papers once others read it too."""
    if campaign.is_being_prepared:
        return reverse("campaign-life", args=[campaign.pk])
    return reverse("paper-list")


def may_read(user, campaign: Campaign) -> bool:
    """Who prepares it, and once it has begun who follows it up."""
    return may_prepare_campaigns(user) or once_begun(may_read_results)(user, campaign)
