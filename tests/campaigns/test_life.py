"""A campaign is being prepared, open, closed: who sees it when, and what goes with it."""

from datetime import date

import pytest
from django.contrib.admin.models import DELETION, LogEntry
from django.core.management import call_command
from django.urls import reverse

from campaigns.discarding import throw_away
from campaigns.enums import CampaignStatus as S
from campaigns.models import Campaign, CampaignText, Participation
from campaigns.workflow import CAMPAIGN
from criteria.copying import copy_whole_campaign
from criteria.models import Criterion, ReformArea, Target
from phuong6.office.models import Message
from phuong6.office.papers.kinds import KINDS
from phuong6.office.workflow import NotAllowed, Refused, moves_of
from tests import factories as make

NAME = "Phong trào thi đua năm 2027 chưa ký"


@pytest.fixture
def copy(campaign):
    CampaignText.objects.create(campaign=campaign, section="aims", order=1, text="Nâng Chỉ số.")
    area = ReformArea.objects.create(campaign=campaign, code="tthc", order=1, name="Thủ tục")
    Target.objects.create(
        campaign=campaign, area=area, code="dung-han", order=1, name="Đúng hạn", threshold=90
    )
    return copy_whole_campaign(
        campaign,
        code="CCHC-2027",
        name=NAME,
        year=2027,
        ends_on=date(2027, 10, 30),
        too_late_on=date(2027, 11, 15),
    )


def signed(copy) -> Campaign:
    copy.plan_number, copy.plan_day = 12, date(2027, 4, 5)
    copy.save()
    return copy


def test_a_copy_is_being_prepared_and_the_old_one_stays_in_hand(client, cuc, campaign, copy):
    assert copy.status == S.PREPARING
    client.force_login(cuc)
    page = client.get(reverse("home"))
    assert page.context["site_campaign"] == campaign
    assert NAME in page.text
    client.post(reverse("choose-campaign"), {"campaign": copy.pk})
    assert client.get(reverse("home")).context["site_campaign"] == campaign


@pytest.mark.parametrize("who", ["an", "thu", "van", "dung", "hoa", "kien", "outsider", "boss", None])
def test_nobody_else_learns_of_it(client, request, copy, campaign, who):
    make.CampaignFactory(ward=campaign.ward, code="CCHC-2022", name="Phong trào năm 2022")
    if who:
        client.force_login(request.getfixturevalue(who))
    names = ["home", "plan", "exemplar-list", "exemplar-feed", "target-list", "award-list", "dossier-list"]
    pages = [reverse(name) for name in names] + [
        reverse("admin:campaigns_campaign_changelist"),
        reverse("admin:criteria_target_changelist"),
        reverse("admin:criteria_criterion_changelist"),
        reverse("admin:criteria_reformarea_changelist"),
        reverse("admin:campaigns_exemplar_changelist"),
        reverse("admin:campaigns_campaign_change", args=[copy.pk]),
        reverse("admin:criteria_target_change", args=[copy.targets.get().pk]),
    ]
    for address in pages:
        assert NAME not in client.get(address, follow=True).text, address
    answers = [
        client.post(reverse("choose-campaign"), {"campaign": copy.pk}),
        client.get(reverse("campaign-life", args=[copy.pk])),
        client.get(reverse("campaign-discard", args=[copy.pk])),
        client.post(reverse("campaign-discard", args=[copy.pk])),
        client.post(reverse("campaign-move", args=[copy.pk, "open"])),
    ]
    assert {each.status_code for each in answers} <= ({404} if who else {302})
    copy.refresh_from_db()
    assert copy.status == S.PREPARING


@pytest.mark.parametrize("who", ["cuc", "thu", "dung"])
def test_no_paper_of_it_is_read_or_issued(request, copy, who):
    """None but the plan itself, which who prepares the campaign signs before it opens."""
    kinds = [each for each in KINDS.values() if each.model == "campaigns.Campaign" and each.key != "plan"]
    person = request.getfixturevalue(who)
    assert len(kinds) >= 4
    for kind in kinds:
        assert not kind.may_read(person, copy), kind.key
        assert not (kind.issuable and kind.may_issue(person, copy)), kind.key


def test_it_opens_with_a_signed_plan_and_then_everybody_sees_it(client, cuc, an, copy):
    with pytest.raises(Refused) as refused:
        CAMPAIGN.perform("open", copy, by=cuc)
    assert refused.value.sentences == [
        "Hãy ghi số của kế hoạch đã ký.",
        "Hãy ghi ngày ban hành của kế hoạch đã ký.",
    ]
    with pytest.raises(NotAllowed):
        CAMPAIGN.perform("open", signed(copy), by=an)
    client.force_login(cuc)
    assert "Mở phong trào?" in client.get(reverse("campaign-move", args=[copy.pk, "open"])).text
    page = client.post(reverse("campaign-move", args=[copy.pk, "open"]), follow=True)
    assert f"Đã mở {NAME}." in page.text
    client.logout()
    assert NAME in client.get(reverse("plan")).text


@pytest.mark.parametrize(
    ("move", "before", "after"),
    [
        ("open", S.PREPARING, S.OPEN),
        ("take_back", S.OPEN, S.PREPARING),
        ("close", S.OPEN, S.CLOSED),
        ("reopen", S.CLOSED, S.OPEN),
    ],
)
def test_each_move_leads_from_one_state_and_is_nobodys_but_noi_vus(request, copy, cuc, move, before, after):
    signed(copy)
    for state in S:
        Campaign.objects.filter(pk=copy.pk).update(status=state)
        copy.refresh_from_db()
        if state != before:
            with pytest.raises(Refused):
                CAMPAIGN.perform(move, copy, by=cuc, note="Nhầm.")
    Campaign.objects.filter(pk=copy.pk).update(status=before)
    copy.refresh_from_db()
    for who in ("an", "thu", "van", "dung", "hoa", "kien", "boss"):
        with pytest.raises(NotAllowed):
            CAMPAIGN.perform(move, copy, by=request.getfixturevalue(who), note="Nhầm.")
    assert CAMPAIGN.perform(move, copy, by=cuc, note="Nhầm.").status == after
    assert [each.move for each in moves_of(copy)] == [move]


def test_a_closed_campaign_gives_way_to_the_open_one(client, cuc, campaign, copy):
    CAMPAIGN.perform("open", signed(copy), by=cuc)
    assert client.get(reverse("plan")).context["campaign"] == copy
    CAMPAIGN.perform("close", copy, by=cuc)
    assert client.get(reverse("plan")).context["campaign"] == campaign


def test_opened_by_mistake_it_goes_back_only_while_nobody_has_worked_in_it(copy, cuc, unit, an):
    CAMPAIGN.perform("open", signed(copy), by=cuc)
    Participation.objects.create(campaign=copy, unit=unit, by=an)
    with pytest.raises(Refused) as refused:
        CAMPAIGN.perform("take_back", copy, by=cuc, note="Nhầm.")
    assert "Đăng ký tham gia" in str(refused.value)


def test_an_unused_copy_is_thrown_away_after_a_question_and_logged(client, cuc, campaign, copy):
    before = [each.objects.filter(campaign=campaign).count() for each in (Criterion, Target, ReformArea)]
    client.force_login(cuc)
    asked = client.get(reverse("campaign-discard", args=[copy.pk]))
    assert ("Chỉ tiêu", "1") in asked.context["facts"]
    page = client.post(reverse("campaign-discard", args=[copy.pk]), follow=True)
    assert f"Đã bỏ {NAME}." in page.text
    assert not Campaign.objects.filter(pk=copy.pk).exists()
    assert [
        each.objects.filter(campaign=campaign).count() for each in (Criterion, Target, ReformArea)
    ] == before
    entry = LogEntry.objects.get(action_flag=DELETION)
    assert (entry.user, entry.object_repr) == (cuc, NAME)
    assert "1 chỉ tiêu" in entry.change_message


def test_what_somebody_worked_in_or_what_is_open_is_not_thrown_away(client, copy, campaign, cuc, an, unit):
    with pytest.raises(NotAllowed):
        throw_away(copy, an)
    with pytest.raises(Refused):
        throw_away(campaign, cuc)
    Participation.objects.create(campaign=copy, unit=unit, by=an)
    client.force_login(cuc)
    page = client.post(reverse("campaign-discard", args=[copy.pk]))
    assert page.status_code == 422
    assert "Đã có dữ liệu gắn với phong trào này: Đăng ký tham gia." in page.text
    assert Campaign.objects.filter(pk=copy.pk).exists()


def test_reminders_are_drafted_for_what_has_begun_only(copy, campaign, unit):
    call_command("remind")
    assert not Message.objects.filter(subject__contains=NAME).exists()
    assert not Message.objects.filter(body__contains=NAME).exists()


def test_what_another_campaign_owes_stays_on_noi_vus_start_page(client, cuc, an, hoa, unit, campaign, copy):
    dossier = make.in_review(campaign, unit, an, cuc)
    make.eligible(dossier.nominees.first(), cuc)
    make.closed_meeting(campaign, make.council(campaign.ward, 1, [hoa]), cuc, [hoa])
    CAMPAIGN.perform("open", signed(copy), by=cuc)
    client.force_login(cuc)
    page = client.get(reverse("home"))
    assert page.context["site_campaign"] == copy
    assert f"Còn lại của {campaign}" in page.text
    assert "Soạn quyết định cho 1 trường hợp Hội đồng đề nghị" in page.text
    went = client.post(reverse("choose-campaign"), {"campaign": campaign.pk, "next": reverse("award-list")})
    assert went.url == reverse("award-list")
    client.force_login(an)
    assert "Còn lại của" not in client.get(reverse("home")).text
