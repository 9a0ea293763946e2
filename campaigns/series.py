"""Which number series a campaign writes into: a real one's are the ward's; others have their own."""

from campaigns.models import Campaign
from phuong6.office.models import NumberSeries

RECEIPT = "receipt"
MINUTES = "council-minutes"
DECISION = "decision"
REGISTER = "register"

_PREFIX = {"": ("", ""), "MẪU": ("sample-", "-MẪU"), "DIỄN TẬP": ("rehearsal-", "-DT")}


def series_key(campaign: Campaign, key: str) -> str:
    """The series of this kind for this campaign; rehearsals and samples never use up real numbers."""
    prefix, suffix = _PREFIX[campaign.mark]
    if prefix:
        real = NumberSeries.objects.get(key=key)
        NumberSeries.objects.get_or_create(
            key=prefix + key,
            defaults={
                "name": f"{real.name} ({campaign.mark.lower()})",
                "notation": real.notation + suffix,
                "numbered_by": real.numbered_by,
            },
        )
    return prefix + key
