"""Members are addressed Ông or Bà as somebody has stated it; who is not is asked for, never guessed."""

import pytest
from django.test import Client
from django.urls import reverse

from awards.council.papers.invitation import KIND as INVITATION
from awards.council.papers.minutes import KIND as MINUTES
from awards.models import CouncilMember
from tests import factories as make
from tests.awards import decision_scene as scene
from tests.awards.paper_words import words_of


@pytest.fixture
def people(campaign, unit, an, cuc, dung, hoa):
    return campaign, unit, an, cuc, [dung, hoa]


def seen_by(person, meeting, *more) -> str:
    client = Client()
    client.force_login(person)
    return client.get("/".join(["/hoi-dong", str(meeting.pk), *more, ""])).content.decode()


def state(meeting, order: int, address: str) -> None:
    CouncilMember.objects.filter(council=meeting.council, order=order).update(honorific=address)


def test_invitation_and_minutes_address_the_members_and_signatures_do_not(people):
    meeting = scene.council_result(*people)
    state(meeting, 1, "ba")
    state(meeting, 2, "ong")
    for kind in (INVITATION, MINUTES):
        paper = kind.paper(meeting)
        said = words_of(paper)
        assert "Bà Thành Viên 1" in said, kind.key
        assert "Ông Thành Viên 2" in said, kind.key
        assert "Ông Thành Viên 3" not in said, "nobody stated it"
        assert "Bà Thành Viên 3" not in said
        assert not any(each.name.startswith(("Ông", "Bà")) for each in paper.signatures)
    assert "Bà Thành Viên 1, Chủ tịch Hội đồng" in words_of(INVITATION.paper(meeting))
    assert "Bà Thành Viên 1 quán triệt" in words_of(MINUTES.paper(meeting))


def test_a_member_without_one_of_his_own_is_addressed_as_the_officials_list_says(people, unit):
    meeting = scene.council_result(*people)
    seat = CouncilMember.objects.get(council=meeting.council, order=2)
    seat.official = make.OfficialFactory(unit=unit, full_name=seat.name, honorific="ba")
    seat.save()
    assert "Bà Thành Viên 2" in words_of(MINUTES.paper(meeting))
    state(meeting, 2, "ong")
    assert "Ông Thành Viên 2" in words_of(MINUTES.paper(meeting)), "the seat's own comes first"


def test_who_is_not_addressed_is_asked_for_where_the_meeting_is_prepared(campaign, unit, an, cuc, dung, hoa):
    scene.appraised(campaign, unit, an, cuc)
    meeting = make.plan_meeting(
        campaign, make.council(campaign.ward, 3, [dung, hoa]), by=cuc, held_at=make.at(24), mode="open"
    )
    state(meeting, 1, "ong")
    asked = seen_by(cuc, meeting)
    assert "Chưa ghi Ông/Bà:" in asked
    assert "Thành Viên 2, Thành Viên 3" in asked
    assert reverse("admin:awards_council_change", args=[meeting.council_id]) in asked
    assert "Chưa ghi Ông/Bà:" not in seen_by(hoa, meeting), "a member cannot write it"
    assert "Ông Thành Viên 1" in seen_by(cuc, meeting, "diem-danh")
    for order in (2, 3):
        state(meeting, order, "ba")
    assert "Chưa ghi Ông/Bà:" not in seen_by(cuc, meeting)


def test_internal_affairs_write_it_in_the_admin(people, cuc):
    meeting = scene.council_result(*people)
    client = Client()
    client.force_login(cuc)
    page = client.get(reverse("admin:awards_council_change", args=[meeting.council_id])).content.decode()
    assert 'name="members-0-honorific"' in page
