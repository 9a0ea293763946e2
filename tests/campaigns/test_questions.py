"""What the plan leaves open is asked of the ward, and never made up meanwhile."""

from datetime import date

import pytest
from django.core.management import call_command
from django.urls import reverse

from campaigns.enums import UnitKind
from campaigns.models import Campaign, CampaignText
from campaigns.questions import answer, asked_of, unanswered
from phuong6.office.workflow import NotAllowed, Refused
from phuong6.site.outbox.reminders import matters
from tests import factories as make


@pytest.fixture
def plan(national):
    """The ward's real plan of 2023, as it is loaded: without number and day."""
    call_command("loaddata", "plan-2023", verbosity=0)
    return Campaign.objects.get(code="CCHC-2023")


def keys(campaign) -> list[str]:
    return [each.question.key for each in asked_of(campaign)]


def test_the_plan_of_2023_leaves_seven_things_open(plan):
    assert keys(plan) == [
        "plan-number",
        "plan-day",
        "skill-or-turn",
        "which-index",
        "organisations",
        "rounding",
        "blank",
    ]
    assumed = {each.question.key: each.assumed for each in asked_of(plan)}
    assert "91/2017/NĐ-CP" in assumed["rounding"]
    assert "Mặt trận" in assumed["organisations"]


def test_what_the_records_say_is_not_asked(plan):
    plan.plan_number, plan.plan_day = 83, date(2023, 4, 5)
    plan.save()
    make.UnitFactory(ward=plan.ward, kind=UnitKind.ORGANISATION)
    assert keys(plan) == ["skill-or-turn", "which-index", "rounding", "blank"]


def test_a_campaign_without_the_slips_is_not_asked_about_them(campaign):
    assert not {"skill-or-turn", "which-index"} & set(keys(campaign))
    CampaignText.objects.create(campaign=campaign, section="aims", order=1, text="Cải thiện PAPI.")
    assert "which-index" in keys(campaign)


def test_an_answer_is_kept_with_who_and_when_and_a_later_one_beside_it(campaign, cuc, cam):
    answer(campaign, "rounding", "Làm tròn lên.", cuc)
    answer(campaign, "rounding", "Làm tròn lên.", cuc)  # pressed twice
    answer(campaign, "rounding", "Không làm tròn.", cam)
    campaign.refresh_from_db()
    said = next(each for each in asked_of(campaign) if each.question.key == "rounding").answers
    assert [(each["text"], each["by"]) for each in said] == [
        ("Không làm tròn.", str(cam)),
        ("Làm tròn lên.", str(cuc)),
    ]
    assert "rounding" not in [each.key for each in unanswered(campaign)]


def test_the_number_of_the_plan_is_answered_in_the_plan(plan, cuc):
    with pytest.raises(Refused, match="ghi vào kế hoạch"):
        answer(plan, "plan-number", "83", cuc)


@pytest.mark.parametrize("who", ["an", "thu", "van", "dung", "hoa", "kien", "boss", "outsider"])
def test_only_noi_vu_is_asked(client, request, campaign, who):
    user = request.getfixturevalue(who)
    with pytest.raises(NotAllowed):
        answer(campaign, "rounding", "Làm tròn lên.", user)
    client.force_login(user)
    address = reverse("campaign-questions", args=[campaign.pk])
    assert client.get(address).status_code == 404
    assert client.post(address, {"question": "rounding", "text": "x"}).status_code == 404


def test_the_start_page_leads_there_until_all_is_answered(client, cuc, campaign):
    address = reverse("campaign-questions", args=[campaign.pk])
    client.force_login(cuc)
    assert address in client.get(reverse("home")).text
    assert "Đang hiểu là" in client.get(address).text
    Campaign.objects.filter(pk=campaign.pk).update(plan_number=83, plan_day=date(2023, 4, 5))
    campaign.refresh_from_db()
    for each in unanswered(campaign):
        sent = {"question": each.key, "text": "Đúng như vậy."}
        assert client.post(address, sent).status_code == 302
    assert address not in client.get(reverse("home")).text
    assert "Đã trả lời hết." in client.get(address).text


@pytest.mark.parametrize(
    ("text", "sentence"), [("  ", "hãy ghi câu trả lời"), ("a" * 501, "dài 501 chữ cái, nhiều nhất 500")]
)
def test_an_answer_that_cannot_be_kept_is_said_and_not_lost(client, cuc, campaign, text, sentence):
    client.force_login(cuc)
    page = client.post(reverse("campaign-questions", args=[campaign.pk]), {"question": "blank", "text": text})
    assert page.status_code == 422
    assert sentence in page.text
    assert text.strip() in page.text


def test_a_blank_day_is_no_day(campaign, unit):
    """The plan says "tháng 4 năm 2023": nobody is reminded by a day counted from 01/4."""
    campaign.plan_day, campaign.plan_month = None, 4
    campaign.save()
    assert campaign.launch_phrase == "tháng 4/2023"
    assert [each for each in matters(campaign, date(2023, 6, 1)) if each.kind == "registration"] == []
    campaign.plan_day = date(2023, 4, 5)
    campaign.save()
    found = [each for each in matters(campaign, date(2023, 6, 1)) if each.kind == "registration"]
    assert {each.due for each in found} == {date(2023, 5, 5)}
