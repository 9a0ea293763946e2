"""Nobody is urged to do what he has done, whatever the list still shows; and nobody has to wait for the timed command."""

import pytest
import time_machine
from django.urls import reverse

from campaigns.models import Participation
from phuong6.office.enums import MessageStatus as S
from phuong6.office.models import Message
from phuong6.office.workflow import moves_of
from tests import factories as make


@pytest.fixture(autouse=True)
def the_day():
    """A month after the launch less a day: registering is due."""
    with time_machine.travel(make.at(29, month=4), tick=True):
        yield


@pytest.fixture
def draft(client, campaign, unit, cuc) -> Message:
    """The reminder to register, drafted by the button."""
    campaign.participations.all().delete()
    client.force_login(cuc)
    page = client.post(reverse("message-draft-due"), follow=True)
    assert "Đã soạn" in page.text
    return Message.objects.get(kind="registration", addressee_id=unit.pk)


def register(campaign, unit):
    Participation.objects.create(campaign=campaign, unit=unit, by=make.user("dangky", "Người Đăng Ký"))


def test_a_press_drafts_what_is_due_once(client, draft):
    before = Message.objects.count()
    page = client.post(reverse("message-draft-due"), follow=True)
    assert "Đã soạn 0 tin, tự hủy 0 tin" in page.text
    assert Message.objects.count() == before


def test_a_press_stops_what_is_done(client, campaign, unit, draft):
    register(campaign, unit)
    page = client.post(reverse("message-draft-due"), follow=True)
    assert "tự hủy 1 tin không cần nữa" in page.text
    draft.refresh_from_db()
    assert draft.status == S.CANCELLED


@pytest.mark.parametrize("move", ["release", "pass-on"])
def test_what_was_done_meanwhile_is_not_sent_any_more(client, campaign, unit, draft, move):
    address = reverse("message", args=[draft.pk])
    assert "Không cần gửi" not in client.get(address).text
    register(campaign, unit)
    assert "Không cần gửi:" in client.get(address).text
    page = client.post(reverse("message-move", args=[draft.pk, move]), follow=True)
    assert "tin đã tự hủy" in page.text
    draft.refresh_from_db()
    assert draft.status == S.CANCELLED
    assert [each.move for each in moves_of(draft)] == ["stop"]


def test_releasing_a_whole_list_leaves_out_what_is_done(client, campaign, unit, other_unit, draft):
    register(campaign, unit)
    other = Message.objects.get(kind="registration", addressee_id=other_unit.pk)
    page = client.post(reverse("message-release-shown"), {"tin": [draft.pk, other.pk]}, follow=True)
    assert "Đã duyệt 1 tin." in page.text
    assert "1 tin đã tự hủy" in page.text
    draft.refresh_from_db()
    other.refresh_from_db()
    assert (draft.status, other.status) == (S.CANCELLED, S.RELEASED)


@pytest.mark.parametrize("who", ["an", "van", "hoa", "boss"])
def test_only_those_who_urge_the_units_on_may_draft(request, client, campaign, who):
    client.force_login(request.getfixturevalue(who))
    assert client.post(reverse("message-draft-due")).status_code == 404
    assert not Message.objects.exists()
