"""The standing council: who sits in it on which day, and the rules of voting a campaign starts from."""

import re
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from awards.council.meetings import change_plan, plan_meeting
from awards.council.papers import minutes as council_minutes
from awards.council.rules import may_see_meeting
from awards.council.workflow import MEETING
from awards.enums import SeatRole
from awards.models import CouncilMember
from campaigns.law.vote_presets import BY_KEY, PRESETS
from campaigns.models import Campaign, LegalRegime
from tests import factories as make
from tests.awards.council.scene import cases, voters
from tests.awards.paper_words import words_of


@pytest.fixture
def five(db):
    return voters()


@pytest.fixture
def body(ward, five):
    return make.council(ward, 5, five)


def names(meeting) -> list[str]:
    return list(meeting.attendances.order_by("member__order").values_list("member__name", flat=True))


@pytest.mark.parametrize(
    ("from_day", "to_day", "sits"),
    [
        (None, None, True),
        (date(2023, 11, 24), None, True),
        (date(2023, 11, 25), None, False),
        (None, date(2023, 11, 24), True),
        (None, date(2023, 11, 23), False),
    ],
)
def test_a_meeting_calls_those_who_sit_in_the_council_on_its_day(campaign, body, cuc, from_day, to_day, sits):
    body.members.filter(order=5).update(from_day=from_day, to_day=to_day)
    meeting = plan_meeting(campaign, body, by=cuc, held_at=make.at(24))
    assert ("Thành Viên 5" in names(meeting)) is sits


def test_another_day_calls_the_members_of_that_day(campaign, unit, an, body, cuc):
    cases(campaign, unit, an, cuc)
    body.members.filter(order=5).update(to_day=date(2023, 11, 24))
    CouncilMember.objects.create(
        council=body, name="Người Thay", seat=SeatRole.MEMBER, order=6, from_day=date(2023, 11, 25)
    )
    meeting = plan_meeting(campaign, body, by=cuc, held_at=make.at(24))
    assert names(meeting)[-1] == "Thành Viên 5"
    change_plan(meeting, by=cuc, held_at=make.at(27), place="Hội trường", mode="open", pace="single")
    meeting.refresh_from_db()
    assert names(meeting)[-1] == "Người Thay"
    assert (meeting.place, meeting.mode, meeting.pace) == ("Hội trường", "open", "single")


def test_a_planned_meeting_is_changed_on_its_page_and_an_open_one_is_not(
    client, campaign, unit, an, cuc, body, five
):
    cases(campaign, unit, an, cuc)
    meeting = plan_meeting(campaign, body, by=cuc, held_at=make.at(24), place="Phòng A", mode="secret")
    address = reverse("meeting-edit", args=[meeting.pk])
    client.force_login(five[0])
    assert client.get(address).status_code == 403
    client.force_login(cuc)
    assert 'value="Phòng A"' in client.get(address).content.decode()
    form = {"day": "31/12/2021", "hour": "9h", "place": "Phòng B", "mode": "open", "pace": "whole"}
    wrong = client.post(address, form)
    assert wrong.status_code == 422
    assert "hoạt động từ 01/01/2022" in wrong.content.decode()
    assert "Phòng B" in wrong.content.decode()
    client.post(address, form | {"day": "27/11/2023"})
    meeting.refresh_from_db()
    assert (meeting.place, meeting.mode, meeting.held_at) == ("Phòng B", "open", make.at(27))
    meeting.attendances.update(present=True)
    MEETING.perform("open", meeting, by=cuc)
    client.post(address, form | {"day": "28/11/2023"})
    meeting.refresh_from_db()
    assert meeting.place == "Phòng B"


def test_whose_term_is_over_sees_no_meeting_any_more(campaign, body, cuc, five):
    meeting = plan_meeting(campaign, body, by=cuc, held_at=make.at(24))
    assert may_see_meeting(five[1], meeting)
    body.members.filter(user=five[1]).update(to_day=date(2023, 12, 31))
    assert not may_see_meeting(five[1], meeting)


def test_a_term_ends_after_it_begins_and_is_fixed_while_the_council_meets(campaign, unit, an, cuc, body):
    member = body.members.get(order=2)
    member.from_day, member.to_day = date(2023, 2, 1), date(2023, 1, 1)
    with pytest.raises(ValidationError, match="không được trước ngày bắt đầu"):
        member.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        member.save()
    cases(campaign, unit, an, cuc)
    make.open_meeting(campaign, body, cuc)
    member.from_day = None
    with pytest.raises(ValidationError, match="Hội đồng đang họp"):
        member.full_clean()


def test_the_minutes_name_the_decision_that_set_the_council_up(campaign, unit, an, cuc, body, five):
    body.founded_by = "Quyết định số 15/QĐ-UBND ngày 10/01/2022"
    body.save()
    cases(campaign, unit, an, cuc)
    meeting = make.closed_meeting(campaign, body, cuc, five)
    assert "Hội đồng thành lập theo: Quyết định số 15/QĐ-UBND ngày 10/01/2022" in words_of(
        council_minutes.KIND.paper(meeting)
    )


# --- presets --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("preset", PRESETS, ids=lambda each: each.key)
def test_every_preset_is_a_rule_a_campaign_can_have(campaign, preset):
    for name, value in preset.values.items():
        setattr(campaign, name, value)
    campaign.full_clean()
    campaign.save()
    assert preset.source in preset.label


def test_no_preset_cites_a_decree_no_longer_in_force(national):
    today = date(2026, 12, 1)
    over = [each.decree for each in LegalRegime.objects.all() if each.last_day and each.last_day < today]
    numbers = {re.search(r"\d+/\d{4}", each)[0] for each in over}
    assert {"91/2017", "98/2023"} <= numbers
    assert not [each.source for each in PRESETS if any(number in each.source for number in numbers)]


def test_the_provinces_rule_is_not_called_a_wards():
    attendance = [each for each in PRESETS if each.values.get("quorum_numerator") == 4]
    assert all("cấp tỉnh" in each.source for each in attendance)


def test_the_defaults_are_those_of_the_design():
    assert {name: Campaign._meta.get_field(name).default for name in BY_KEY["default"].values} == dict(
        BY_KEY["default"].values
    )


def test_a_casting_vote_is_refused_where_nothing_is_a_tie(campaign):
    campaign.chair_casting_vote, campaign.threshold_percent = True, 70
    with pytest.raises(ValidationError, match="chỉ quyết định khi bằng nhau"):
        campaign.full_clean()
    with pytest.raises(IntegrityError, match="casting_vote_where_a_tie_fails"), transaction.atomic():
        campaign.save()


def test_the_campaigns_form_offers_the_presets_and_takes_one_over(client, campaign, cuc, dung):
    address = reverse("admin:campaigns_campaign_change", args=[campaign.pk])
    client.force_login(dung)
    assert client.get(address).status_code == 200  # reads, chooses nothing
    client.force_login(cuc)
    page = client.get(address)
    for preset in PRESETS:
        assert preset.label in page.content.decode()
    fields = {
        name: value for name, value in page.context["adminform"].form.initial.items() if value is not None
    }
    fields |= {"dossier_too_late_0": "15/11/2023", "dossier_too_late_1": "00:00:00", "vote_preset": "seventy"}
    fields |= {"texts-TOTAL_FORMS": 0, "texts-INITIAL_FORMS": 0}
    fields = {name: value for name, value in fields.items() if value is not False}
    answer = client.post(address, fields)
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    campaign.refresh_from_db()
    rule = (campaign.threshold_percent, campaign.threshold_inclusive, campaign.threshold_base)
    assert rule == (70, True, "members")
    assert campaign.ballot_mode == "secret"  # the source is silent: kept
