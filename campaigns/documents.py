"""How papers of every room cite this campaign and head the ward's own papers."""

from campaigns.models import Campaign
from phuong6.lib.papers.blocks import Letterhead
from phuong6.lib.vietnamese import BLANK, long_date


def ward_letterhead(campaign: Campaign, *, number: str, place_date: str) -> Letterhead:
    """The ward's own heading: "ỦY BAN NHÂN DÂN / PHƯỜNG 6" (NĐ 30/2020 mẫu 1.2, domain.md §4.9)."""
    body, _, rest = campaign.ward_name.partition(campaign.place_name)
    split = bool(body) and not rest
    issuer = (body.strip().upper(), campaign.place_name.upper()) if split else (campaign.ward_name.upper(),)
    return Letterhead(issuer=issuer, number=number, place_date=place_date)


def movement_phrase(campaign: Campaign) -> str:
    """The movement as papers name it (plan, title)."""
    return f"phong trào thi đua “Cải cách hành chính” trên địa bàn {campaign.place_name} năm {campaign.year}"


def plan_phrase(campaign: Campaign) -> str:
    """The plan as papers cite it; number and day are dotted while the ward has not entered them."""
    number = f"{campaign.plan_number:02d}" if campaign.plan_number else BLANK
    day = long_date(campaign.plan_day, year=campaign.year, month=campaign.plan_month)
    return (
        f"Kế hoạch số {number}/{campaign.plan_notation} {day} của {campaign.ward_name} "
        f"về phát động {movement_phrase(campaign)}"
    )
