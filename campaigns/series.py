"""Which number series a campaign writes into: a real one's are the ward's; others have their own."""

from campaigns.models import Campaign
from phuong6.office.models import NumberSeries
from phuong6.office.papers.numbering import MARKS, marked_series

RECEIPT = "receipt"
MINUTES = "council-minutes"
DECISION = "decision"
REGISTER = "register"
LETTER = "letter"
NOTICE = "notice"
REPORT = "report"
PROPOSAL = "proposal"
INVITATION = "invitation"
INSPECTION = "inspection-minutes"
PLAN = "plan"


def series_key(campaign: Campaign, key: str) -> str:
    """The series of this kind for this campaign; rehearsals and samples never use up real numbers."""
    return marked_series(key, campaign.mark)


def notation_of(campaign: Campaign, key: str) -> str:
    """What follows the number in this kind of series; reads only, also where the series does not exist yet."""
    _, suffix = MARKS[campaign.mark]
    return NumberSeries.objects.values_list("notation", flat=True).get(key=key) + suffix
