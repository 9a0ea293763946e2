"""Who drafts does not sign, and a seat is its member's own while the council sits."""

import pytest
from django.core.exceptions import ValidationError

from awards.decisions.drafting import draft_decision
from awards.decisions.workflow import approve
from awards.enums import DecisionStatus
from campaigns.enums import Role
from campaigns.models import Membership
from campaigns.rules import is_signer
from phuong6.office.workflow import NotAllowed, Refused
from tests import factories as make
from tests.awards import decision_scene as scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def awaiting(campaign, unit, an, cuc, dung, hoa):
    return scene.awaiting(campaign, unit, an, cuc, [dung, hoa])


def test_a_signing_record_gives_the_officer_no_right_to_sign(awaiting, cuc):
    make.SignerFactory(ward=awaiting.campaign.ward, user=cuc, name=cuc.full_name)
    with pytest.raises(NotAllowed):
        approve(awaiting, by=cuc, password=make.PASSWORD)
    awaiting.refresh_from_db()
    assert awaiting.status == DecisionStatus.AWAITING


def test_the_role_that_drafts_takes_the_right_to_sign_away(awaiting, dung):
    assert is_signer(dung, awaiting.campaign)
    Membership.objects.create(user=dung, role=Role.INTERNAL_AFFAIRS)
    del dung.memberships_read
    assert not is_signer(dung, awaiting.campaign)


def test_the_officer_may_not_write_who_signs(client, ward, cuc):
    client.force_login(cuc)
    answer = client.post(
        "/quan-tri/campaigns/signer/add/", {"ward": ward.pk, "user": cuc.pk, "title": "CHỦ TỊCH"}
    )
    assert answer.status_code == 403


@pytest.mark.parametrize("change", [{"user": None}, {"is_active": False}, {"seat": "secretary"}])
def test_a_seat_does_not_change_while_the_council_sits(campaign, unit, an, cuc, dung, hoa, change):
    dossier = make.in_review(campaign, unit, an, cuc)
    make.index(campaign.ward, 2023, "84")
    make.eligible(dossier.nominees.get(), cuc)
    body = make.council(campaign.ward, 2, [dung, hoa])
    meeting = make.open_meeting(campaign, body, cuc)
    seat = body.members.get(user=hoa)
    for name, value in change.items():
        setattr(seat, name, value)
    with pytest.raises(ValidationError, match="Hội đồng đang họp"):
        seat.full_clean()
    meeting.attendances.filter(member=seat).delete()
    seat.full_clean()


def test_a_second_draft_of_the_same_result_is_refused(campaign, unit, an, cuc, cam, dung, hoa):
    decision = scene.awaiting(campaign, unit, an, cuc, [dung, hoa])
    with pytest.raises(Refused, match="chưa có trong quyết định khác"):
        draft_decision(decision.meeting, by=cam, planned_on=decision.planned_on)
