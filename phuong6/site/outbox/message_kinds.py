"""Which kinds of message there are, and who reads which: outcomes of awards are Nội vụ's alone to send."""

from django.db.models import QuerySet

from awards.council.notices import INVITATION, SLIP
from awards.decisions.notices import KIND as AWARD_RESULT
from awards.decisions.rules import may_draft
from campaigns.addresses import scope_of
from campaigns.models import Campaign
from phuong6.office.models import Message
from phuong6.site.outbox.reminders import KINDS as REMINDERS

RESULTS = {AWARD_RESULT: "Báo kết quả khen thưởng"}  # drafted when a decision is issued
COUNCIL = {INVITATION: "Mời họp Hội đồng", SLIP: "Gửi phiếu lấy ý kiến"}
ALL = REMINDERS | RESULTS | COUNCIL


def kinds_for(user) -> dict[str, str]:
    """The kinds this person handles, with their names."""
    return ALL if may_draft(user) else REMINDERS


def messages_for(user, campaign: Campaign) -> QuerySet[Message]:
    """The campaign's messages this person may see."""
    return Message.objects.filter(scope=scope_of(campaign), kind__in=kinds_for(user))
