"""Invitations nobody has sent yet are stopped once the meeting has begun or fallen through."""

from datetime import date

import pytest
from django.core.management import call_command
from django.urls import reverse

from awards.council.meetings import plan_meeting
from awards.council.papers import invitation
from awards.council.workflow import MEETING
from phuong6.office.enums import MessageStatus as S
from phuong6.office.messages.workflow import MESSAGE
from phuong6.office.models import Message
from phuong6.office.papers.issuing import issue_paper
from phuong6.office.workflow import Refused, moves_of
from tests import factories as make
from tests.awards.council.scene import cases, voters


@pytest.fixture
def five(db):
    return voters()


@pytest.fixture
def planned(campaign, ward, unit, an, cuc, five, time_machine):
    """A meeting on the 24th whose invitation was issued on the 20th; five messages wait to be released."""
    cases(campaign, unit, an, cuc)
    time_machine.move_to(make.at(20), tick=False)
    body = make.council(ward, 5, five)
    meeting = plan_meeting(
        campaign, body, by=cuc, held_at=make.at(24, hour=8), place="Phòng họp", mode="open"
    )
    issue_paper(invitation.KIND, meeting, by=cuc, day=date(2023, 11, 20), number=7)
    meeting.attendances.update(present=True)
    return meeting


def states() -> set[str]:
    return set(Message.objects.filter(kind="council-invitation").values_list("status", flat=True))


@pytest.mark.parametrize(
    ("move", "why"),
    [("open", "Phiên họp đã khai mạc, không mời nữa."), ("cancel", "Phiên họp không thành.")],
)
def test_unsent_invitations_are_kept_but_stopped_with_the_reason(planned, cuc, move, why):
    sent, *_ = Message.objects.order_by("pk")
    MESSAGE.perform("pass-on", sent, by=cuc)
    assert states() == {S.DRAFT, S.SENT}
    MEETING.perform(move, planned, by=cuc, at=make.at(24, hour=8), note="Mưa bão")
    sent.refresh_from_db()
    assert sent.status == S.SENT
    assert states() == {S.SENT, S.CANCELLED}
    stopped = Message.objects.filter(status=S.CANCELLED)
    assert stopped.count() == 4
    assert {(each.move, each.note) for row in stopped for each in moves_of(row)} == {("stop", why)}
    with pytest.raises(Refused, match="Đã hủy"):
        MESSAGE.perform("release", stopped.first(), by=cuc)


def test_the_invitations_of_another_meeting_stay(planned, campaign, cuc, ward):
    other = plan_meeting(
        campaign, planned.council, by=cuc, held_at=make.at(28, hour=8), place="Phòng họp", mode="open"
    )
    issue_paper(invitation.KIND, other, by=cuc, day=date(2023, 11, 20), number=8)
    MEETING.perform("open", planned, by=cuc, at=make.at(24, hour=8))
    assert Message.objects.filter(status=S.DRAFT, key__contains=f":{other.pk}:").count() == 5
    assert Message.objects.filter(status=S.CANCELLED).count() == 5


def test_slips_nobody_sent_are_stopped_when_the_opinions_are_counted(campaign, ward, unit, an, cuc, five):
    cases(campaign, unit, an, cuc)
    meeting = plan_meeting(
        campaign,
        make.council(ward, 5, five),
        by=cuc,
        held_at=make.at(20),
        mode="written",
        due_on=date(2023, 11, 27),
    )
    MEETING.perform("open", meeting, by=cuc, at=make.at(20))
    slips = Message.objects.filter(kind="council-slip")
    assert set(slips.values_list("status", flat=True)) == {S.DRAFT}
    MEETING.perform("cancel", meeting, by=cuc, note="Chuyển sang họp")
    assert set(slips.values_list("status", flat=True)) == {S.CANCELLED}


def test_what_an_older_release_left_waiting_is_stopped_by_the_next_run(planned, cuc):
    MEETING.perform("open", planned, by=cuc, at=make.at(24, hour=8))
    Message.objects.filter(kind="council-invitation").update(status=S.DRAFT)
    call_command("remind", verbosity=0)
    assert states() == {S.CANCELLED}


def test_an_invitation_that_replaces_another_leaves_only_its_own_messages(planned, cuc):
    issue_paper(invitation.KIND, planned, by=cuc, day=date(2023, 11, 20), number=9, replaces=True)
    waiting = Message.objects.filter(status=S.DRAFT, kind="council-invitation")
    assert waiting.count() == 5
    assert all("09/GM-UBND" in each.body for each in waiting)


def test_the_button_for_all_releases_one_kind_and_says_which(client, planned, cuc, unit, campaign):
    reminder = Message.objects.first()
    reminder.pk, reminder.key, reminder.kind = None, "nhac:1", "dossier"
    reminder.save()
    client.force_login(cuc)
    page = client.get(reverse("message-list")).content.decode()
    assert "Duyệt gửi 5 tin đang hiện: Mời họp Hội đồng" in page
    assert "Duyệt gửi 1 tin đang hiện: Nộp hồ sơ" in page
