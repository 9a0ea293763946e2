"""Draft what is due, let go what may go by itself, send what is released; throw away register files nobody took over."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from awards.council.notices import stop_overtaken
from campaigns.selection import campaigns_begun
from criteria.registers.discarding import drop_stale
from phuong6.office.enums import Channel, MessageStatus
from phuong6.office.messages.outbox import deliver, release_themselves
from phuong6.office.models import Message
from phuong6.site.outbox.reminders import scope_of, see_to


class Command(BaseCommand):
    """Safe to run as often as one likes, and twice at once: each reminder exists once and goes out once."""

    help = "Drafts reminders of what is due, sends what is released (cron)."

    def handle(self, *args, **options):
        today = timezone.localdate()
        drafted = stopped = released = 0
        for campaign in campaigns_begun().filter(is_rehearsal=False):
            scope = scope_of(campaign)
            kept = see_to(campaign, today)
            overtaken = sum(stop_overtaken(each) for each in campaign.meetings.select_related("campaign"))
            drafted, stopped = drafted + kept.drafted, stopped + kept.stopped + overtaken
            released += release_themselves(scope)
        drop_stale()
        delivered = deliver()
        by_hand = Message.objects.filter(status=MessageStatus.RELEASED, channel=Channel.ZALO).count()
        self.stdout.write(
            f"Đã soạn {drafted} tin, tự duyệt {released}, tự hủy {stopped}; "
            f"đã gửi {delivered.sent} thư, {delivered.failed} thư chưa gửi được; {by_hand} tin chờ gửi qua Zalo."
        )
