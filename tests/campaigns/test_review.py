"""What a copy still says of another year or another ward is looked at before it is printed."""

from datetime import date

import pytest
from django.urls import reverse

from campaigns.models import Ward
from campaigns.review import doubts_of, look_at, printed_unticked
from campaigns.stale import Setting, leftovers
from campaigns.workflow import CAMPAIGN
from criteria.copying import copy_whole_campaign
from phuong6.office.workflow import NotAllowed, Refused

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


@pytest.mark.parametrize("who", ["an", "thu", "dung", "kien", "boss"])
def test_nobody_else_opens_the_list(client, request, copy, who):
    client.force_login(request.getfixturevalue(who))
    assert client.get(reverse("campaign-review", args=[copy.pk])).status_code == 404
