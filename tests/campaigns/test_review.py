"""What a copy still says of another year or another ward is looked at before it is printed."""

from datetime import date

import pytest
from django.urls import reverse

from awards.decisions.workflow import DECISION_FLOW
from campaigns.enums import TextSection
from campaigns.models import CampaignText, Ward, day_start
from campaigns.review import AWARD, Place, doubts_of, look_at, looked_at_so_far, printed_unticked, setting_of
from campaigns.stale import Setting, leftovers, proposed
from campaigns.workflow import CAMPAIGN
from criteria.copying import copy_whole_campaign
from phuong6.office.workflow import NotAllowed, Refused
from tests.awards import decision_scene as scene

NOW = Setting(
    2027,
    date(2027, 3, 1),
    ("Phường Cao Lãnh", "Ủy ban nhân dân phường Cao Lãnh", "tỉnh Đồng Tháp"),
    (("91/2017", "Nghị định số 152/2025/NĐ-CP"),),
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Phong trào năm 2023", ["2023"]),
        ("Phong trào năm 2027, hướng tới 2030", []),
        ("Theo Kế hoạch số 83/KH-UBND", ["83/KH-UBND"]),
        ("Nghị định số 91/2017/NĐ-CP", ["91/2017/NĐ-CP"]),
        ("Nghị định số 30/2020/NĐ-CP", []),
        ("trên địa bàn Phường 6", ["Phường 6"]),
        ("trên địa bàn phường Cao Lãnh, tỉnh Đồng Tháp", []),
        ("gửi thành phố Cao Lãnh", ["thành phố Cao Lãnh"]),
        ("trước ngày 15/11/2023", ["15/11/2023"]),
        ("ngày 05 tháng 4 năm 2023", ["ngày 05 tháng 4 năm 2023"]),
        ("trước ngày 15/11/2027", []),
    ],
)
def test_each_rule_finds_its_words_and_no_others(text, words):
    assert [each.words for each in leftovers(text, NOW)] == words


def test_a_proposal_is_shown():
    assert leftovers("năm 2023", NOW)[0].proposal == "năm 2027"
    assert leftovers("Nghị định số 91/2017/NĐ-CP", NOW)[0].proposal == "Nghị định số 152/2025/NĐ-CP"
    assert leftovers("trên địa bàn Phường 6", NOW)[0].proposal == "trên địa bàn Phường Cao Lãnh"


@pytest.fixture
def copy(campaign):
    Ward.objects.update(place_name="Phường 11", ward_name="Ủy ban nhân dân Phường 11")
    campaign.refresh_from_db()
    days = {"ends_on": date(2027, 10, 30), "too_late_on": date(2027, 11, 15)}
    return copy_whole_campaign(
        campaign,
        code="C-2027",
        name="Phong trào 2027",
        year=2027,
        plan_number=3,
        plan_day=date(2027, 4, 5),
        **days,
    )


def test_the_campaign_opens_once_the_line_of_the_giay_khen_is_looked_at(client, cuc, copy):
    first = doubts_of(copy)[0]
    assert (first.place.key, first.found[0].words) == ("achievement_line", "Phường 6")
    with pytest.raises(Refused) as refused:
        CAMPAIGN.perform("open", copy, by=cuc)
    assert "Câu ghi trên giấy khen" in str(refused.value)
    client.force_login(cuc)
    address = reverse("campaign-review", args=[copy.pk])
    assert "trên địa bàn Phường 11" in client.get(address).text
    right = first.place.text.replace("Phường 6", "Phường 11")
    sent = {"place": "achievement_line", "text": right, "seen": first.place.digest}
    assert client.post(address, sent).status_code == 302
    copy.refresh_from_db()
    assert copy.achievement_line == right
    stale = client.post(address, sent)
    assert stale.status_code == 422
    assert CAMPAIGN.perform("open", copy, by=cuc).status == "open"


def test_a_tick_belongs_to_the_very_words(copy, cuc, an):
    place = doubts_of(copy)[0].place
    with pytest.raises(NotAllowed):
        look_at(copy, place.key, place.text, place.digest, an)
    look_at(copy, place.key, place.text, place.digest, cuc)
    copy.refresh_from_db()
    assert printed_unticked(copy) == []
    copy.refresh_from_db()
    copy.achievement_line += " và Phường 7"
    copy.save()
    assert len(printed_unticked(copy)) == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("UBND thành phố Cao Lãnh và Cao Lãnh", ["thành phố Cao Lãnh", "Cao Lãnh"]),
        ("Hội Nông dân Mỹ Thọ", ["Mỹ Thọ"]),
        ("Hội Nông dân Mỹ Thọ Đông", ["Mỹ Thọ"]),
        ("Ban Mỹ Thọt", []),
        ("trên địa bàn Đồng Tháp", []),
    ],
)
def test_old_names_are_found_without_what_kind_of_place_they_are(text, words):
    now = Setting(
        2027, NOW.first_day, ("Phường 11", "tỉnh Đồng Tháp"), (), (("Cao Lãnh", ""), ("Mỹ Thọ", ""))
    )
    assert [each.words for each in leftovers(text, now)] == words


def test_the_old_names_come_from_the_wards_own_campaigns(campaign):
    Ward.objects.update(
        place_name="Phường Mỹ Ngãi",
        ward_name="Ủy ban nhân dân phường Mỹ Ngãi",
        city_name="tỉnh Đồng Tháp",
        superior_name="Ủy ban nhân dân tỉnh Đồng Tháp",
    )
    campaign.refresh_from_db()
    now = setting_of(campaign)
    assert dict(now.former) == {
        "Phường 6": "Phường Mỹ Ngãi",
        "thành phố Cao Lãnh": "tỉnh Đồng Tháp",
        "Cao Lãnh": "Đồng Tháp",
    }, "a mere number is no name to search for"
    assert leftovers("thành phố Cao Lãnh", now)[0].proposal == "tỉnh Đồng Tháp"
    assert leftovers("Đoàn Cao Lãnh", now)[0].proposal == "Đoàn Đồng Tháp"


@pytest.mark.parametrize(
    ("text", "proposal"),
    [
        ("Phong trào năm 2023", "Phong trào năm 2027"),
        ("giai đoạn 2021 - 2025", ""),
        ("Quyết định ngày 06/10/2021, năm 2021", ""),
        (
            "theo Nghị định số 91/2017/NĐ-CP trên địa bàn Phường 6 năm 2023",
            "theo Nghị định số 152/2025/NĐ-CP trên địa bàn Phường Cao Lãnh năm 2027",
        ),
    ],
)
def test_a_proposal_mends_all_it_can_and_no_day_or_span_of_years(text, proposal):
    assert proposed(text, NOW) == proposal


def test_the_proposal_is_fetched_into_the_field_and_kept_only_by_the_officer(client, cuc, copy):
    client.force_login(cuc)
    address = reverse("campaign-review", args=[copy.pk])
    place = doubts_of(copy)[0].place
    sent = {"place": place.key, "text": place.text, "seen": place.digest}
    page = client.post(address, sent | {"take": "1"})
    assert page.status_code == 200
    assert "trên địa bàn Phường 11 năm 2027</textarea>" in page.text
    copy.refresh_from_db()
    assert copy.reviewed == {}
    assert "Phường 6" in copy.achievement_line


def test_edits_and_ticks_are_logged_and_shown_with_who_and_when(client, cuc, copy):
    client.force_login(cuc)
    address = reverse("campaign-review", args=[copy.pk])
    place = doubts_of(copy)[0].place
    old, new = place.text, place.text.replace("Phường 6", "Phường 11")
    client.post(address, {"place": place.key, "text": new, "seen": place.digest})
    assert looked_at_so_far(copy)[0]["what"] == f"Câu ghi trên giấy khen: “{old}” sửa thành “{new}”"
    copy.refresh_from_db()
    kept = Place(place.key, place.label, copy, "achievement_line")
    look_at(copy, place.key, new, kept.digest, cuc)
    assert "giữ nguyên" in looked_at_so_far(copy)[0]["what"]
    page = client.get(address).text
    assert f"“{new}”" in page
    assert str(cuc) in page


def test_whatever_is_printed_stops_the_opening(copy, cuc):
    copy.achievement_line = "Đã có thành tích"
    copy.name = "Phong trào"
    copy.save()
    CampaignText.objects.create(campaign=copy, section="aims", order=9, text="Theo Kế hoạch số 91/KH-UBND.")
    copy.criteria.filter(order=1, kind="individual").update(text="Hoàn thành nhiệm vụ năm 2023")
    with pytest.raises(Refused) as refused:
        CAMPAIGN.perform("open", copy, by=cuc)
    said = str(refused.value)
    assert "91/KH-UBND" in said
    assert "“2023”" in said
    assert printed_unticked(copy, AWARD) == [], "a decision prints neither"


def test_names_the_campaign_brought_along_are_those_of_the_wards_record(copy, campaign):
    copy.ward_name, copy.chairman_name = "Ủy ban nhân dân Phường 6", "Người Đã Nghỉ"
    copy.save()
    found = {each.place.key: each for each in doubts_of(copy)}
    assert found["ward_name"].proposal == "Ủy ban nhân dân Phường 11"
    assert found["chairman_name"].proposal == "Ngô Văn Dũng"
    assert "ward_name" not in {each.place.key for each in doubts_of(campaign)}, "an open one keeps its own"


def test_a_refused_decision_leads_to_the_list(client, campaign, unit, an, cuc, dung, hoa):
    decision = scene.drafted(campaign, unit, an, cuc, [dung, hoa])
    client.force_login(cuc)
    link = f'href="{reverse("campaign-review", args=[campaign.pk])}"'
    assert link not in client.get(reverse("decision", args=[decision.pk])).text
    campaign.achievement_line += " năm 2021"
    campaign.save()
    with pytest.raises(Refused, match="Chưa rà soát"):
        DECISION_FLOW.perform("send", decision, by=cuc)
    assert link in client.get(reverse("decision", args=[decision.pk])).text


@pytest.mark.parametrize("who", ["an", "em", "thu", "van", "dung", "hoa", "kien", "outsider", "boss", None])
def test_the_list_is_noi_vus_alone(client, request, copy, who):
    address = reverse("campaign-review", args=[copy.pk])
    if who:
        client.force_login(request.getfixturevalue(who))
    place = doubts_of(copy)[0].place
    sent = {"place": place.key, "text": "Đã sửa", "seen": place.digest}
    for answer in (
        client.get(address),
        client.post(address, sent),
        client.post(address, sent | {"take": "1"}),
    ):
        assert answer.status_code == (404 if who else 302)
    copy.refresh_from_db()
    assert "Đã sửa" not in copy.achievement_line


def test_posts_by_a_name_they_no_longer_bear_are_listed_with_todays(recorded_posts, campaign):
    campaign.year, campaign.ends_on = 2027, date(2027, 10, 30)
    campaign.dossier_too_late = day_start(date(2027, 11, 15))
    campaign.save()
    text = "Công chức Văn phòng - Thống kê và cán bộ Nội vụ theo dõi."
    CampaignText.objects.create(campaign=campaign, section=TextSection.ORGANISATION, order=1, text=text)
    doubt = next(each for each in doubts_of(campaign) if each.place.text == text)
    assert [each.words for each in doubt.found] == ["Công chức Văn phòng - Thống kê", "cán bộ Nội vụ"]
    assert doubt.proposal == "Công chức Văn phòng HĐND và UBND và Phòng Văn hóa - Xã hội theo dõi."


def test_a_campaign_of_2023_keeps_its_own_names_of_posts(recorded_posts, campaign):
    text = "Công chức Văn phòng - Thống kê theo dõi."
    CampaignText.objects.create(campaign=campaign, section=TextSection.ORGANISATION, order=1, text=text)
    assert not [each for each in doubts_of(campaign) if each.place.text == text]
