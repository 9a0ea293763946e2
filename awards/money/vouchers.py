"""Numbers of phiếu thu and phiếu chi: a number of the same kind stands once a year, unless somebody says why not."""

import re
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from awards.enums import FundKind
from awards.models import FundEntry
from awards.money.fund import IN_FORCE
from campaigns.models import Campaign
from phuong6.lib.vietnamese import format_vnd, nfc, short_date


@dataclass(frozen=True)
class Slip:
    """A phiếu thu or phiếu chi: its number, and why it comes twice where it stands already."""

    number: str = ""
    repeat_reason: str = ""


NO_SLIP = Slip()


def voucher_key(voucher: str) -> tuple[str, ...]:
    """What of a number counts when numbers are compared: "PC 05", "pc05" and "PC-5" are one."""
    parts = re.findall(r"[0-9]+|[^\W\d_]+", nfc(voucher).casefold())
    return tuple(part.lstrip("0") or "0" for part in parts)


def standing(campaign_id: int, kind: str, day: date, voucher: str) -> list[FundEntry]:
    """The lines in force that hold this number already: of the same side (phiếu thu, phiếu chi) and year.

    Looked for in every campaign of the ward, real beside real: an accountant numbers his slips through the year.
    """
    if not (key := voucher_key(voucher)):
        return []
    campaign = Campaign.objects.get(pk=campaign_id)
    side = Q(kind=FundKind.PAYMENT) if kind == FundKind.PAYMENT else ~Q(kind=FundKind.PAYMENT)
    lines = FundEntry.objects.filter(
        IN_FORCE,
        side,
        day__year=day.year,
        campaign__ward=campaign.ward_id,
        campaign__is_sample=campaign.is_sample,
        campaign__is_rehearsal=campaign.is_rehearsal,
    ).exclude(voucher="")
    found = lines.select_related("campaign").order_by("pk")
    return [each for each in found if voucher_key(each.voucher) == key]


def told(twins: list[FundEntry]) -> str:
    """Where the number stands, and what to do."""
    first, more = twins[0], len(twins) - 1
    others = f" và {more} dòng khác" if more else ""
    slip = "phiếu chi" if first.kind == FundKind.PAYMENT else "phiếu thu"
    return (
        f"Số {slip} {first.voucher} năm {first.day.year} đã có ở dòng {first.number:02d}{others} "
        f"({first.campaign.name}), ngày {short_date(first.day)}: {first.text}, {format_vnd(first.amount)}. "
        "Hãy xem lại số; nếu vẫn ghi số này thì đánh dấu và ghi lý do."
    )
