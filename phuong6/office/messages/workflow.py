"""The moves of a message. The software itself drafts, sends and gives up; people release, cancel, repeat."""

from django.conf import settings

from phuong6.office.enums import Channel
from phuong6.office.enums import MessageStatus as S
from phuong6.office.models import Audience, Message
from phuong6.office.rules import may_send_messages, the_software
from phuong6.office.workflow import Tone, Workflow, step

SILENT_MAIL = frozenset({"console", "dummy"})  # Django's backends that reach nobody
GOING_OUT = "Tin này đang được gửi. Hãy đợi một phút rồi tải lại trang."


def mail_is_set_up() -> bool:
    """Whether letters leave this machine (EMAIL_URL); else every message is text to copy."""
    return settings.EMAIL_BACKEND.split(".")[-2] not in SILENT_MAIL


def channel_for(email: str) -> str:
    """By letter where there is an address and mail works; else ready text for Zalo."""
    return Channel.EMAIL if email and mail_is_set_up() else Channel.ZALO


def not_going_out(message: Message, act) -> list[str]:
    """A letter that is on its way can neither be stopped nor marked."""
    return [GOING_OUT] if message.claimed_at else []


def _released(message: Message, act) -> None:
    message.channel = channel_for(message.email)
    message.tries, message.error, message.next_try_at = 0, "", act.at


def _passed_on(message: Message, act) -> None:
    message.channel, message.sent_at = Channel.ZALO, act.at


def _delivered(message: Message, act) -> None:
    message.sent_at, message.claimed_at, message.error = act.at, None, ""


def _gave_up(message: Message, act) -> None:
    message.error, message.claimed_at, message.next_try_at = act.data["error"], None, None


UNSENT = (S.DRAFT, S.RELEASED, S.FAILED)

MESSAGE = Workflow(
    "message",
    "Tin nhắc việc",
    S,
    [
        step("release", "Duyệt gửi", (S.DRAFT,), S.RELEASED, may_send_messages, effect=_released,
             audience=Audience.OFFICE,
             done="Đã duyệt."),
        step("pass-on", "Đã gửi qua Zalo", UNSENT, S.SENT, may_send_messages, must=not_going_out,
             effect=_passed_on, audience=Audience.OFFICE,
             done="Đã ghi là gửi qua Zalo."),
        step("again", "Gửi lại", (S.FAILED,), S.RELEASED, may_send_messages, effect=_released,
             audience=Audience.OFFICE,
             done="Sẽ gửi lại ở lượt tới."),
        step("cancel", "Hủy tin", UNSENT, S.CANCELLED, may_send_messages, must=not_going_out,
             needs_note=True, audience=Audience.OFFICE,
             tone=Tone.DANGER, done="Đã hủy tin."),
        step("release-itself", "Tự duyệt gửi", (S.DRAFT,), S.RELEASED, the_software, effect=_released,
             audience=Audience.OFFICE, inner=True),
        step("deliver", "Đã gửi thư", (S.RELEASED,), S.SENT, the_software, effect=_delivered,
             audience=Audience.OFFICE, inner=True),
        step("give-up", "Gửi không được", (S.RELEASED,), S.FAILED, the_software, effect=_gave_up,
             audience=Audience.OFFICE, inner=True),
        step("stop", "Tự hủy", UNSENT, S.CANCELLED, the_software, must=not_going_out, needs_note=True,
             audience=Audience.OFFICE, inner=True),
    ],
)  # fmt: skip
