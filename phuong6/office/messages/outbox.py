"""Messages in and out of the outbox: kept once each, stopped when done, edited, and sent by letter.

A letter is claimed before it is sent and the claim is never taken over: whoever dies between sending and
noting it leaves a message that people look at, and nobody gets the same letter twice by itself.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.mail import EmailMessage
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from phuong6.office.enums import Channel, MessageStatus
from phuong6.office.messages.workflow import GOING_OUT, MESSAGE, UNSENT, mail_is_set_up
from phuong6.office.models import Message, SelfRelease
from phuong6.office.rules import may_send_messages
from phuong6.office.workflow import NotAllowed, Refused

log = logging.getLogger(__name__)

PAUSES = (timedelta(minutes=10), timedelta(hours=1), timedelta(hours=4), timedelta(hours=12))
MOST_TRIES = len(PAUSES) + 1
LOST_AFTER = timedelta(minutes=15)  # longer than any mail server is waited for (EMAIL_TIMEOUT)
EDITABLE = (MessageStatus.DRAFT, MessageStatus.FAILED)
LOST = "Máy chủ dừng giữa lúc gửi nên không rõ thư đã đi chưa. Hãy hỏi nơi nhận; chưa nhận thì bấm “Gửi lại”."
NOT_WANTED = "Việc đã xong, hạn đã đổi hoặc đã đến lần nhắc sau."
TOO_LATE_TO_EDIT = "Tin này không còn ở bước sửa được. Có thể người khác vừa xử lý; hãy tải lại trang."


@dataclass(frozen=True)
class Kept:
    """What became of the messages that should exist."""

    drafted: int
    stopped: int


def keep(scope: str, wanted: Iterable[Message], *, kinds: Iterable[str], not_before: date) -> Kept:
    """See to it that these messages exist, each once, and stop unsent ones of these kinds no longer wanted.

    A message due before `not_before` is not begun any more; one that exists goes on. Words nobody has edited
    follow what is still to be done. Safe in two processes at once: the key is unique, moves lock their row.
    """
    by_key = {each.key: each for each in wanted}
    known = {each.key: each for each in Message.objects.filter(key__in=by_key)}
    new = [each for key, each in by_key.items() if key not in known and each.due_on >= not_before]
    Message.objects.bulk_create(new, ignore_conflicts=True)
    for key, message in known.items():
        _follow(message, by_key[key])
    unsent = Message.objects.filter(scope=scope, kind__in=kinds, status__in=UNSENT, claimed_at=None)
    stopped = sum(_moved("stop", each, note=NOT_WANTED) for each in unsent if each.key not in by_key)
    return Kept(drafted=len(new), stopped=stopped)


def stop_all(rows: QuerySet[Message], *, note: str, at: datetime | None = None) -> int:
    """Stop what is unsent of these messages, with the reason; one on its way goes on. Returns how many."""
    unsent = rows.filter(status__in=UNSENT, claimed_at=None)
    return sum(_moved("stop", each, note=note, at=at) for each in unsent)


def _follow(message: Message, now: Message) -> None:
    """Unsent words nobody has edited say what is to be done now."""
    if message.status in UNSENT and (message.subject, message.body) != (now.subject, now.body):
        rows = Message.objects.filter(pk=message.pk, status__in=UNSENT, claimed_at=None, edited_at=None)
        rows.update(subject=now.subject, body=now.body)


def _moved(move: str, message: Message, **data) -> bool:
    """Make a move of the software's own; whoever was quicker has made it needless."""
    try:
        MESSAGE.perform(move, message, by=None, **data)
    except Refused as refused:
        log.info("message %s: %s", message.pk, refused)
        return False
    return True


def release_themselves(scope: str) -> int:
    """Release the drafts of the kinds an officer lets go out by themselves."""
    kinds = SelfRelease.objects.values("kind")
    drafts = Message.objects.filter(scope=scope, status=MessageStatus.DRAFT, kind__in=kinds)
    return sum(_moved("release-itself", each) for each in drafts)


def edit(message: Message, *, by, subject: str, body: str) -> Message:
    """Put a message into other words before it goes out. Raises NotAllowed and Refused."""
    if not may_send_messages(by):
        raise NotAllowed("Bạn không có quyền sửa tin nhắc việc.")
    with transaction.atomic():
        locked = Message.objects.select_for_update(of=("self",)).get(pk=message.pk)
        if locked.status not in EDITABLE:
            raise Refused(GOING_OUT if locked.claimed_at else TOO_LATE_TO_EDIT)
        locked.subject, locked.body = subject, body
        locked.edited_by, locked.edited_at = by, timezone.now()
        locked.save(update_fields=["subject", "body", "edited_by", "edited_at"])
    return locked


# --- letters ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Delivered:
    """Letters that went out, and those that did not this time."""

    sent: int
    failed: int


def deliver(now: datetime | None = None) -> Delivered:
    """Send every released letter whose turn has come; nothing while no mail server is set up."""
    now = now or timezone.now()
    _give_up_lost(now)
    sent = failed = 0
    while mail_is_set_up() and (message := _claim(now)):
        if _send(message, now):
            sent += 1
        else:
            failed += 1
    return Delivered(sent, failed)


def _claim(now: datetime) -> Message | None:
    """Take the next letter so that nobody else sends it."""
    skip = connection.features.has_select_for_update_skip_locked
    waiting = Message.objects.filter(
        status=MessageStatus.RELEASED, channel=Channel.EMAIL, claimed_at=None, next_try_at__lte=now
    )
    with transaction.atomic():
        message = waiting.select_for_update(skip_locked=skip).order_by("next_try_at", "pk").first()
        if message:
            message.claimed_at, message.tries = timezone.now(), message.tries + 1
            message.save(update_fields=["claimed_at", "tries"])
    return message


def _send(message: Message, now: datetime) -> bool:
    letter = EmailMessage(message.subject, message.body, to=message.email.split(", "))
    try:
        letter.send()
    except (OSError, ValueError) as error:  # the mail server's refusals are OSErrors
        log.warning("message %s: try %s failed", message.pk, message.tries, exc_info=True)
        _failed(message, f"Máy chủ thư báo: {error}"[:500], now)
        return False
    return _moved("deliver", message)


def _failed(message: Message, sentence: str, now: datetime) -> None:
    """Try again after a pause that grows; after the last try people decide."""
    if message.tries >= MOST_TRIES:
        _moved("give-up", message, error=sentence)
        return
    Message.objects.filter(pk=message.pk, status=MessageStatus.RELEASED).update(
        error=sentence, claimed_at=None, next_try_at=now + PAUSES[message.tries - 1]
    )


def _give_up_lost(now: datetime) -> None:
    """Letters somebody took and was not heard of again: nobody knows whether they went out."""
    for lost in Message.objects.filter(status=MessageStatus.RELEASED, claimed_at__lt=now - LOST_AFTER):
        _moved("give-up", lost, error=LOST)
