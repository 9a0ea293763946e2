"""What closes with a campaign: nobody registers, begins or hands in any more; what is owed goes on and stays in sight."""

from datetime import date
from threading import Barrier, Thread

import pytest
from django.contrib.admin.models import DELETION, LogEntry
from django.db import connections
from django.urls import reverse

from campaigns.discarding import throw_away
from campaigns.models import Campaign, Participation
from campaigns.workflow import CAMPAIGN
from criteria.copying import copy_whole_campaign
from dossiers.filing.drafting import start_dossier
from dossiers.models import Dossier
from dossiers.workflow import DOSSIER
from phuong6.office.workflow import Refused
from phuong6.site.outbox.reminders import matters
from tests import factories as make


@pytest.fixture
def closed(campaign, cuc):
    return CAMPAIGN.perform("close", campaign, by=cuc)


PLEDGE = {"pledge": "Thi đua.", "contact_name": "Lê Thị An", "contact_phone": "0901234567"}


def test_nobody_registers_any_more_and_is_told_so(client, an, closed, unit):
    client.force_login(an)
    address = reverse("register")
    assert "Phong trào đã khép" in client.get(address).text
    sent = client.post(address, PLEDGE)
    assert sent.status_code == 422
    assert "không nhận đăng ký" in sent.text
    assert not Participation.objects.exists()
    assert "Đăng ký tham gia phong trào" not in client.get(reverse("home")).text
    assert "Lập hồ sơ" not in client.get(reverse("dossier-list")).text


def test_no_dossier_is_begun_or_handed_in_for_the_first_time(campaign, unit, other_unit, an, em, cuc):
    dossier = make.complete(make.draft(campaign, unit, an), an)
    Participation.objects.create(campaign=campaign, unit=other_unit, by=em)
    CAMPAIGN.perform("close", campaign, by=cuc)
    dossier.refresh_from_db()
    for move, by, given in (
        ("submit", an, {}),
        ("file_on_paper", cuc, {"received_at": make.at(10), "note": "Bản giấy"}),
    ):
        with pytest.raises(Refused, match="đã khép"):
            DOSSIER.perform(move, Dossier.objects.get(pk=dossier.pk), by=by, at=make.at(11), **given)
    with pytest.raises(Refused, match="đã khép"):
        start_dossier(em, Campaign.objects.get(pk=campaign.pk), other_unit)
    assert start_dossier(an, campaign, unit) == dossier, "one that is there is opened"
    CAMPAIGN.perform("reopen", campaign, by=cuc, note="Nhận thêm")
    done = DOSSIER.perform("submit", Dossier.objects.get(pk=dossier.pk), by=an, at=make.at(11))
    assert done.status == "submitted"


def test_what_was_handed_in_goes_on(campaign, unit, an, cuc):
    dossier = make.in_review(campaign, unit, an, cuc)
    items = [{"paper_kind": "minutes", "reason": "Thiếu chữ ký"}]
    CAMPAIGN.perform("close", campaign, by=cuc)
    DOSSIER.perform(
        "return", dossier, by=cuc, at=make.at(12), note="x", due_on=make.at(20).date(), items=items
    )
    make.paper(dossier, "minutes", an, moment=make.at(13))
    dossier = Dossier.objects.get(pk=dossier.pk)
    assert DOSSIER.perform("resubmit", dossier, by=an, at=make.at(13)).status == "submitted"


def test_a_closed_campaign_urges_nobody_to_register_or_hand_in(campaign, unit, other_unit, cuc):
    kinds = {"registration", "dossier"}
    day = date(2023, 11, 1)
    assert kinds <= {each.kind for each in matters(campaign, day)}
    CAMPAIGN.perform("close", campaign, by=cuc)
    assert kinds.isdisjoint({each.kind for each in matters(campaign, day)})


def test_the_question_says_what_closes_and_how_many_are_still_expected(
    client, campaign, unit, other_unit, an, em, cuc
):
    make.submitted(campaign, unit, an)
    Participation.objects.create(campaign=campaign, unit=other_unit, by=em)
    client.force_login(cuc)
    asked = client.get(reverse("campaign-move", args=[campaign.pk, "close"]))
    assert ("Đơn vị đã đăng ký, chưa nộp hồ sơ", "1") in asked.context["facts"]
    assert "không ai đăng ký, lập hoặc nộp hồ sơ" in asked.text


def next_years(campaign, cuc) -> Campaign:
    days = {"ends_on": date(2027, 10, 30), "too_late_on": date(2027, 11, 15)}
    made = copy_whole_campaign(campaign, code="C-2027", name="Phong trào 2027", year=2027, **days)
    made.plan_number, made.plan_day = 12, date(2027, 4, 5)
    made.save()
    return made


def test_a_meeting_of_the_old_campaign_stays_on_noi_vus_start_page(client, cuc, an, hoa, unit, campaign):
    dossier = make.in_review(campaign, unit, an, cuc)
    make.eligible(dossier.nominees.first(), cuc)
    CAMPAIGN.perform("open", next_years(campaign, cuc), by=cuc)
    client.force_login(cuc)
    assert "1 trường hợp đủ điều kiện chờ trình Hội đồng" in client.get(reverse("home")).text
    meeting = make.plan_meeting(
        campaign, make.council(campaign.ward, 1, [hoa]), by=cuc, held_at=make.at(24), mode="open"
    )
    page = client.get(reverse("home")).text
    assert f"Còn lại của {campaign}" in page
    assert reverse("meeting", args=[meeting.pk]) in page
    client.force_login(hoa)
    assert "Còn lại của" not in client.get(reverse("home")).text


@pytest.mark.django_db(transaction=True)
def test_two_people_throw_a_copy_away_at_once_one_does_and_the_other_is_told(campaign, cuc, cam):
    copy, outcome, ready = next_years(campaign, cuc), [], Barrier(2)

    def run(by):
        try:
            ready.wait(timeout=10)
            outcome.append(throw_away(copy, by))
        except Refused as refused:
            outcome.append(refused)
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=[each]) for each in (cuc, cam)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(timeout=60)
    [refused] = [each for each in outcome if each is not None]
    assert str(refused) == "Phong trào này đã được bỏ."
    assert len(outcome) == 2
    assert not Campaign.objects.filter(pk=copy.pk).exists()
    assert LogEntry.objects.filter(action_flag=DELETION).count() == 1
