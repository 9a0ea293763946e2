"""The outbox: looked at, released, sent once; what fails is tried again with growing pauses, then people decide."""

import smtplib
from datetime import date, timedelta

import pytest
import time_machine
from django.contrib.contenttypes.models import ContentType
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from phuong6.office.enums import Channel
from phuong6.office.enums import MessageStatus as S
from phuong6.office.messages import outbox
from phuong6.office.messages.workflow import GOING_OUT, MESSAGE, channel_for
from phuong6.office.models import Message, SelfRelease
from phuong6.office.workflow import NotAllowed, Refused, moves_of
from tests import factories as make
from tests.dossiers.desk.test_two_at_once import refusals, together

CONSOLE = "django.core.mail.backends.console.EmailBackend"
# What the office may do with a message in each state; the software's own moves stand apart.
PRESSED = {
    S.DRAFT: {"release", "pass-on", "cancel"},
    S.RELEASED: {"pass-on", "cancel"},
    S.FAILED: {"again", "pass-on", "cancel"},
    S.SENT: set(),
    S.CANCELLED: set(),
}
BY_ITSELF = {
    S.DRAFT: {"release-itself", "stop"},
    S.RELEASED: {"deliver", "give-up", "stop"},
    S.FAILED: {"stop"},
    S.SENT: set(),
    S.CANCELLED: set(),
}
NOTE, ERROR = {"note": "Đơn vị đã báo."}, {"error": "Không có hộp thư này."}


@pytest.fixture
def clock():
    with time_machine.travel(make.at(13), tick=False) as clock:
        yield clock


def message(unit, *, status=S.DRAFT, email="khom1@example.vn", key="a", **values) -> Message:
    """A message in a state; made there directly, as no door would."""
    moment = timezone.now()
    values = {
        "kind": "dossier",
        "key": key,
        "scope": "campaign:1",
        "addressee_type": ContentType.objects.get_for_model(unit),
        "addressee_id": unit.pk,
        "addressee_name": unit.name,
        "email": email,
        "subject": "Nhắc việc: nộp hồ sơ",
        "body": "Đề nghị nộp hồ sơ.",
        "channel": Channel.EMAIL if email else Channel.ZALO,
        "due_on": date(2023, 11, 14),
        "step": 1,
        "status": status,
        "next_try_at": moment if status == S.RELEASED else None,
        "sent_at": moment if status == S.SENT else None,
    } | values
    return Message.objects.create(**values)


# --- who may do what, when ------------------------------------------------------------------------------


@pytest.mark.parametrize("status", S)
def test_officers_make_these_moves_and_no_other(status, unit, cuc, thu):
    row = message(unit, status=status)
    for person in (cuc, thu):
        assert {offer.step.move for offer in MESSAGE.open_to(person, row)} == PRESSED[status]
    for move in set(MESSAGE.steps) - PRESSED[status]:
        with pytest.raises((Refused, NotAllowed)):
            MESSAGE.perform(move, row, by=cuc, **NOTE, **ERROR)
    row.refresh_from_db()
    assert row.status == status


@pytest.mark.parametrize("status", S)
@pytest.mark.parametrize("move", sorted(set().union(*BY_ITSELF.values())))
def test_the_software_makes_these_moves_and_no_other(status, move, unit):
    row = message(unit, status=status)
    if move in BY_ITSELF[status]:
        MESSAGE.perform(move, row, by=None, **NOTE, **ERROR)
        assert moves_of(row).get().by is None
    else:
        with pytest.raises(Refused):
            MESSAGE.perform(move, row, by=None, **NOTE, **ERROR)


@pytest.mark.parametrize("move", ["release", "pass-on", "cancel", "again"])
def test_nobody_else_makes_them(move, unit, an, van, dung, hoa, kien, outsider, boss):
    row = message(unit, status=S.FAILED if move == "again" else S.DRAFT)
    for person in (an, van, dung, hoa, kien, outsider, boss, None):
        with pytest.raises(NotAllowed):
            MESSAGE.perform(move, row, by=person, **NOTE)
    with pytest.raises(NotAllowed):
        outbox.edit(row, by=an, subject="Khác", body="Khác")


def test_cancelling_says_why(unit, thu):
    with pytest.raises(Refused, match="Hãy ghi lý do"):
        MESSAGE.perform("cancel", message(unit), by=thu)


def test_the_officer_puts_it_in_other_words_before_it_goes_out(unit, thu, clock):
    row = message(unit)
    row = outbox.edit(row, by=thu, subject="Nhắc nộp hồ sơ", body="Chào các anh chị.")
    assert (row.subject, row.edited_by, row.edited_at) == ("Nhắc nộp hồ sơ", thu, timezone.now())
    MESSAGE.perform("release", row, by=thu)
    with pytest.raises(Refused, match="không còn ở bước sửa được"):
        outbox.edit(row, by=thu, subject="Muộn", body="Muộn")


def test_words_somebody_edited_are_not_written_over(unit, thu):
    row = outbox.edit(message(unit), by=thu, subject="Của tôi", body="Của tôi")
    fresh = Message(key="a", subject="Của máy", body="Của máy", due_on=row.due_on)
    outbox.keep("campaign:1", [fresh], kinds=[row.kind], not_before=row.due_on)
    row.refresh_from_db()
    assert row.subject == "Của tôi"


def test_what_is_passed_on_by_hand_says_who_and_when(unit, thu, clock):
    row = MESSAGE.perform("pass-on", message(unit), by=thu)
    assert (row.status, row.channel, row.sent_at) == (S.SENT, Channel.ZALO, timezone.now())
    assert moves_of(row).get().by == thu


# --- letters ------------------------------------------------------------------------------------------


def test_a_released_letter_goes_out_once(unit, thu, clock):
    row = MESSAGE.perform("release", message(unit), by=thu)
    assert outbox.deliver() == outbox.Delivered(1, 0)
    assert outbox.deliver() == outbox.Delivered(0, 0)
    row.refresh_from_db()
    assert (row.status, row.sent_at, row.tries, row.claimed_at) == (S.SENT, timezone.now(), 1, None)
    (letter,) = mail.outbox
    assert (letter.subject, letter.body, letter.to) == (row.subject, row.body, ["khom1@example.vn"])


def test_drafts_and_texts_for_zalo_stay(unit, clock):
    message(unit)
    message(unit, status=S.RELEASED, email="", key="b")
    message(unit, status=S.CANCELLED, key="c")
    assert outbox.deliver() == outbox.Delivered(0, 0)
    assert mail.outbox == []


def test_without_a_mail_server_everything_is_ready_text(unit, thu, settings, clock):
    settings.EMAIL_BACKEND = CONSOLE
    assert channel_for("khom1@example.vn") == Channel.ZALO
    row = MESSAGE.perform("release", message(unit), by=thu)
    assert (row.channel, outbox.deliver()) == (Channel.ZALO, outbox.Delivered(0, 0))


def test_a_letter_waits_while_the_mail_server_is_taken_away(unit, thu, settings, clock):
    row = MESSAGE.perform("release", message(unit), by=thu)
    settings.EMAIL_BACKEND = CONSOLE
    assert outbox.deliver() == outbox.Delivered(0, 0)
    row.refresh_from_db()
    assert (row.status, row.tries) == (S.RELEASED, 0)


class Refusing(EmailBackend):
    """A mail server that knows no such mailbox."""

    def send_messages(self, messages):
        raise smtplib.SMTPRecipientsRefused({messages[0].to[0]: (550, b"No such mailbox")})


@pytest.fixture
def refusing(settings):
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"


def test_a_failed_letter_is_tried_again_after_growing_pauses_then_given_up(unit, thu, clock, refusing):
    row = MESSAGE.perform("release", message(unit), by=thu)
    for tries, pause in enumerate(outbox.PAUSES, 1):
        assert outbox.deliver() == outbox.Delivered(0, 1)
        assert outbox.deliver() == outbox.Delivered(0, 0)  # not before the pause is over
        row.refresh_from_db()
        assert (row.status, row.tries, row.next_try_at) == (S.RELEASED, tries, timezone.now() + pause)
        assert "No such mailbox" in row.error
        clock.shift(pause)
    assert outbox.deliver() == outbox.Delivered(0, 1)
    row.refresh_from_db()
    assert (row.status, row.tries) == (S.FAILED, 5)
    assert list(outbox.PAUSES) == sorted(outbox.PAUSES)


def test_a_given_up_letter_is_sent_again_when_somebody_asks(unit, thu, clock, refusing, settings):
    row = message(unit, status=S.FAILED, tries=5, error="No such mailbox")
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    MESSAGE.perform("again", row, by=thu)
    assert outbox.deliver() == outbox.Delivered(1, 0)
    row.refresh_from_db()
    assert (row.status, row.error, row.tries) == (S.SENT, "", 1)


def test_a_subject_over_two_lines_is_an_error_told_not_a_crash(unit, thu, clock, monkeypatch):
    row = MESSAGE.perform("release", message(unit), by=thu)
    Message.objects.filter(pk=row.pk).update(email="a@example.vn\nBcc: b@example.vn")
    assert outbox.deliver() == outbox.Delivered(0, 1)
    assert mail.outbox == []


def test_a_letter_whose_sender_died_is_never_sent_by_itself(unit, clock):
    """Nobody knows whether it went out: people look, and may send it again."""
    row = message(unit, status=S.RELEASED, claimed_at=timezone.now(), tries=1)
    clock.shift(outbox.LOST_AFTER)
    assert outbox.deliver() == outbox.Delivered(0, 0)
    row.refresh_from_db()
    assert row.status == S.RELEASED
    clock.shift(timedelta(seconds=1))
    assert outbox.deliver() == outbox.Delivered(0, 0)
    row.refresh_from_db()
    assert (row.status, row.error, mail.outbox) == (S.FAILED, outbox.LOST, [])


def test_a_letter_on_its_way_is_neither_cancelled_nor_marked_nor_edited(unit, thu, clock):
    row = message(unit, status=S.RELEASED, claimed_at=timezone.now())
    for move in ("cancel", "pass-on"):
        with pytest.raises(Refused, match=GOING_OUT[:20]):
            MESSAGE.perform(move, row, by=thu, note="Nhầm")
    with pytest.raises(Refused, match=GOING_OUT[:20]):
        outbox.edit(row, by=thu, subject="Khác", body="Khác")


def test_kinds_marked_release_themselves_and_only_they(unit, thu, clock):
    SelfRelease.objects.create(kind="dossier", by=thu)
    message(unit)
    message(unit, kind="registration", key="b")
    message(unit, scope="campaign:2", key="c")
    assert outbox.release_themselves("campaign:1") == 1
    assert Message.objects.filter(status=S.DRAFT).count() == 2


# --- two at once --------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_two_senders_send_each_letter_once(unit, thu):
    for key in "abcdef":
        MESSAGE.perform("release", message(unit, key=key, email=f"{key}@example.vn"), by=thu)
    outcome = together(outbox.deliver, outbox.deliver, outbox.deliver)
    assert sum(each.sent for each in outcome) == 6
    assert sorted(each.to[0] for each in mail.outbox) == [f"{key}@example.vn" for key in "abcdef"]


@pytest.mark.django_db(transaction=True)
def test_one_releases_while_the_other_cancels(unit, cuc, thu):
    row = message(unit)
    outcome = together(
        lambda: MESSAGE.perform("release", row, by=cuc),
        lambda: MESSAGE.perform("release", row, by=thu),
    )
    assert len(refusals(outcome)) == 1
    assert moves_of(row).count() == 1
