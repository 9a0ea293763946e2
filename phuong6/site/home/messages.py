"""Reminders that wait for the officer (the start page)."""

from django.db.models import Count, Q
from django.urls import reverse

from campaigns.models import Campaign
from phuong6.office.enums import Channel, MessageStatus
from phuong6.site.home.task import Task
from phuong6.site.outbox.message_kinds import messages_for


def reminders_waiting(user, campaign: Campaign) -> list[Task]:
    """To look through, to copy into Zalo, not delivered; one query."""
    counts = messages_for(user, campaign).aggregate(
        drafts=Count("pk", filter=Q(status=MessageStatus.DRAFT)),
        zalo=Count("pk", filter=Q(status=MessageStatus.RELEASED, channel=Channel.ZALO)),
        failed=Count("pk", filter=Q(status=MessageStatus.FAILED)),
    )
    address = reverse("message-list")
    found = (
        (counts["failed"], "tin nhắc việc gửi không được", "loi", "Gửi không được", "bad"),
        (counts["drafts"], "tin nhắc việc chờ duyệt", "cho-duyet", "Chờ duyệt", "attention"),
        (counts["zalo"], "tin nhắc việc chờ gửi qua Zalo", "zalo", "Chờ gửi", "waiting"),
    )
    return [
        Task(f"{count} {words}", f"{address}?danh-sach={key}", state, tone)
        for count, words, key, state, tone in found
        if count
    ]
