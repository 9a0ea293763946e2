"""A unit registers for the campaign: the page, whom it is open to, and what it refuses."""

import pytest
from django.urls import reverse

from campaigns.enums import Role
from campaigns.models import Membership, Participation
from dossiers.checks import gaps
from dossiers.filing.drafting import start_dossier
from dossiers.pages.path import gap_url
from tests import factories as make

PAGE = "/dang-ky/"
PLEDGE = {"pledge": "Giải quyết 100% hồ sơ đúng hạn.", "contact": "Lê Thị An, 0277 000 000"}


def text_of(response) -> str:
    return response.content.decode()


def test_a_unit_registers_and_goes_on_to_its_dossiers(client, campaign, unit, an):
    client.force_login(an)
    shown = text_of(client.get(PAGE))
    assert "Ban nhân dân Khóm 1" in shown
    assert "Đăng ký tham gia</button>" in shown
    done = client.post(PAGE, PLEDGE, follow=True)
    assert done.redirect_chain[-1][0] == reverse("dossier-list")
    assert "Đã ghi nhận đăng ký tham gia của Ban nhân dân Khóm 1." in text_of(done)
    kept = Participation.objects.get()
    assert (kept.campaign, kept.unit, kept.by) == (campaign, unit, an)
    assert {"pledge": kept.pledge, "contact": kept.contact} == PLEDGE


def test_registering_again_changes_the_pledge_and_shows_what_stands(client, campaign, unit, an):
    colleague = make.user("chi", "Mai Thị Chi", Role.UNIT, unit)
    client.force_login(an)
    client.post(PAGE, PLEDGE)
    client.force_login(colleague)
    shown = text_of(client.get(PAGE))
    assert "Đơn vị đã đăng ký." in shown
    assert PLEDGE["pledge"] in shown
    assert "Lưu đăng ký</button>" in shown
    client.post(PAGE, PLEDGE | {"contact": "Mai Thị Chi, 0277 111 111"})
    kept = Participation.objects.get()
    assert (kept.contact, kept.by) == ("Mai Thị Chi, 0277 111 111", an)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"pledge": ""}, "Hãy ghi nội dung đơn vị đăng ký thi đua."),
        ({"pledge": "   "}, "Hãy ghi nội dung đơn vị đăng ký thi đua."),
        ({"contact": ""}, "Hãy ghi tên và số điện thoại người liên hệ."),
        ({"contact": "A" * 161}, "Ghi ngắn lại, tối đa 160 chữ cái."),
    ],
)
def test_what_is_missing_is_told_and_the_rest_is_kept(client, campaign, an, wrong, sentence):
    client.force_login(an)
    response = client.post(PAGE, PLEDGE | wrong)
    assert response.status_code == 422
    assert sentence in text_of(response)
    (other,) = PLEDGE.keys() - wrong.keys()
    assert PLEDGE[other] in text_of(response)
    assert not Participation.objects.exists()


def test_one_account_of_two_units_registers_each_by_its_own_address(client, campaign, unit, other_unit, an):
    Membership.objects.create(user=an, role=Role.UNIT, unit=other_unit)
    client.force_login(an)
    assert f'href="?don-vi={other_unit.code}"' in text_of(client.get(PAGE))
    client.post(f"{PAGE}?don-vi={other_unit.code}", PLEDGE)
    assert Participation.objects.get().unit == other_unit


def test_a_unit_cannot_register_another(client, campaign, other_unit, an):
    client.force_login(an)
    assert client.post(f"{PAGE}?don-vi={other_unit.code}", PLEDGE).status_code == 404
    assert not Participation.objects.exists()


def test_a_unit_of_another_ward_has_nothing_to_register_for_here(client, campaign):
    far = make.UnitFactory(ward=make.WardFactory(code="phuong-9"), name="Ban nhân dân Khóm 9")
    client.force_login(make.user("xa", "Người Ở Xa", Role.UNIT, far))
    assert client.post(PAGE, PLEDGE).status_code == 403
    assert not Participation.objects.exists()


@pytest.mark.parametrize("who", ["cuc", "thu", "dung", "kien", "hoa", "outsider", "boss"])
def test_nobody_else_registers(client, campaign, request, who):
    client.force_login(request.getfixturevalue(who))
    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE, PLEDGE).status_code == 403
    assert not Participation.objects.exists()


def test_a_stranger_is_led_to_sign_in(client, campaign):
    assert client.post(PAGE, PLEDGE).url.startswith(reverse("sign-in"))


def test_without_a_campaign_there_is_nothing_to_register_for(client, an):
    client.force_login(an)
    assert client.get(PAGE).status_code == 404


def test_the_officer_registers_a_unit_that_files_on_paper(client, campaign, other_unit, cuc):
    dossier = start_dossier(cuc, campaign, other_unit, note="Đơn vị nộp bản giấy")
    (address,) = {gap_url(dossier, gap) for gap in gaps(dossier) if gap.step == "register"}
    client.force_login(cuc)
    shown = text_of(client.get(address))
    assert f"<strong>{cuc}</strong> đăng ký thay <strong>{other_unit}</strong>" in shown
    done = client.post(address, PLEDGE, follow=True)
    assert f"Đã ghi nhận đăng ký tham gia của {other_unit}." in text_of(done)
    kept = Participation.objects.get()
    assert (kept.unit, kept.by, kept.pledge) == (other_unit, cuc, PLEDGE["pledge"])
    assert not [gap for gap in gaps(dossier) if gap.step == "register"]


def test_a_unit_that_registers_itself_reads_nothing_of_registering_for_it(client, campaign, an):
    client.force_login(an)
    assert "đăng ký thay" not in text_of(client.get(PAGE))


def test_the_officer_registers_no_unit_of_another_ward_and_none_that_is_gone(client, campaign, ward, cuc):
    far = make.UnitFactory(ward=make.WardFactory(code="phuong-9"), name="Ban nhân dân Khóm 9", code="xa-9")
    gone = make.UnitFactory(ward=ward, is_active=False)
    client.force_login(cuc)
    for code in (far.code, gone.code, "khong-co"):
        assert client.post(f"{PAGE}?don-vi={code}", PLEDGE).status_code == 404
    assert not Participation.objects.exists()


@pytest.mark.parametrize("who", ["thu", "dung", "kien", "hoa", "outsider", "boss"])
def test_naming_a_unit_opens_the_page_to_nobody_else(client, campaign, unit, request, who):
    client.force_login(request.getfixturevalue(who))
    assert client.post(f"{PAGE}?don-vi={unit.code}", PLEDGE).status_code == 403
    assert not Participation.objects.exists()
