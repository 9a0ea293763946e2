"""Who comes in, from where, and what a password set by the administrator is good for."""

import pytest
from django.contrib.auth import get_user
from django.urls import reverse

from tests import factories as make

SIGN_IN, CHANGE = "/dang-nhap/", "/doi-mat-khau/"
NEW = "Khom-sau-hop-dan-19"
SAMPLE_REFUSED = "Tài khoản mẫu chỉ đăng nhập được ngay trên máy cài phần mềm."


def sign_in(client, username, password=make.PASSWORD, *, next_="", **extra):
    return client.post(SIGN_IN, {"username": username, "password": password, "next": next_}, **extra)


def is_in(client) -> bool:
    return get_user(client).is_authenticated


@pytest.fixture
def sample(db):
    return make.UserFactory(username="mau", is_sample=True)


def test_everybody_may_see_the_sign_in_page(client, db):
    assert client.get(SIGN_IN).status_code == 200


def test_a_right_password_opens_the_start_page(client, cuc):
    response = sign_in(client, "cuc")
    assert response.status_code == 302
    assert response["Location"] == reverse("home")
    assert is_in(client)


@pytest.mark.parametrize(("username", "password"), [("cuc", "sai"), ("khong-co", make.PASSWORD)])
def test_a_wrong_name_and_a_wrong_password_get_the_same_answer(client, cuc, username, password):
    response = sign_in(client, username, password)
    assert "Tên đăng nhập hoặc mật khẩu không đúng." in response.content.decode()
    assert not is_in(client)


def test_a_closed_account_does_not_come_in(client, cuc):
    cuc.is_active = False
    cuc.save()
    sign_in(client, "cuc")
    assert not is_in(client)


def test_next_leads_back_to_a_page_of_ours(client, cuc):
    assert sign_in(client, "cuc", next_="/quan-tri/")["Location"] == "/quan-tri/"


@pytest.mark.parametrize(
    "address", ["https://example.com/", "//example.com/", r"\\example.com", "javascript:alert(1)"]
)
def test_next_never_leads_elsewhere(client, cuc, address):
    assert sign_in(client, "cuc", next_=address)["Location"] == reverse("home")


def test_signing_out_takes_a_press_of_the_button(client, cuc):
    client.force_login(cuc)
    assert client.get(reverse("sign-out"))["Location"] == "/"
    assert is_in(client)
    assert client.post(reverse("sign-out"))["Location"] == SIGN_IN
    assert not is_in(client)


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "[::1]:8000"])
def test_a_sample_account_comes_in_on_this_machine(client, sample, host):
    sign_in(client, "mau", REMOTE_ADDR="127.0.0.1", HTTP_HOST=host)
    assert is_in(client)


@pytest.mark.parametrize(
    "request_of",
    [
        {"REMOTE_ADDR": "10.0.0.7", "HTTP_HOST": "127.0.0.1"},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "phuong6.example.vn"},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "127.0.0.1", "HTTP_FORWARDED": "for=10.0.0.7"},
        {"REMOTE_ADDR": "", "HTTP_HOST": "127.0.0.1"},
    ],
    ids=["another machine", "a public name", "through a proxy", "forwarded", "no address"],
)
def test_a_sample_account_does_not_come_in_from_elsewhere(client, sample, settings, request_of):
    settings.ALLOWED_HOSTS = ["*"]
    response = sign_in(client, "mau", **request_of)
    assert SAMPLE_REFUSED in response.content.decode()
    assert not is_in(client)


def test_allow_sample_lets_sample_accounts_in_from_elsewhere(client, sample, settings):
    settings.ALLOW_SAMPLE = True
    sign_in(client, "mau", REMOTE_ADDR="10.0.0.7")
    assert is_in(client)


def test_a_real_account_comes_in_from_elsewhere(client, cuc):
    sign_in(client, "cuc", REMOTE_ADDR="10.0.0.7", HTTP_HOST="localhost")
    assert is_in(client)


def test_guessing_is_stopped_and_told_in_vietnamese(client, cuc, settings):
    settings.AXES_ENABLED, settings.AXES_FAILURE_LIMIT = True, 3
    for _ in range(3):
        response = sign_in(client, "cuc", "sai")
    assert response.status_code == 429
    assert "Tạm khóa đăng nhập" in response.content.decode()
    assert sign_in(client, "cuc").status_code == 429, "the right password waits too"
    assert not is_in(client)


def change(client, old=make.PASSWORD, new=NEW, again=NEW):
    return client.post(CHANGE, {"old_password": old, "new_password1": new, "new_password2": again})


def test_a_given_password_leads_to_nothing_but_a_new_one(client, cuc):
    cuc.must_change_password = True
    cuc.save()
    client.force_login(cuc)
    assert client.get("/quan-tri/")["Location"] == CHANGE
    assert client.get(CHANGE).status_code == 200
    change(client)
    cuc.refresh_from_db()
    assert not cuc.must_change_password
    assert client.get("/quan-tri/").status_code == 200


def test_a_given_password_may_not_be_kept(client, cuc):
    cuc.must_change_password = True
    cuc.save()
    client.force_login(cuc)
    response = change(client, new=make.PASSWORD, again=make.PASSWORD)
    assert "Mật khẩu mới phải khác mật khẩu đang dùng." in response.content.decode()
    cuc.refresh_from_db()
    assert cuc.must_change_password


@pytest.mark.parametrize(
    ("new", "again"), [("1234567", "1234567"), ("password123", "password123"), (NEW, "khac")]
)
def test_a_weak_or_mistyped_password_is_refused(client, cuc, new, again):
    client.force_login(cuc)
    assert change(client, new=new, again=again).status_code == 200
    cuc.refresh_from_db()
    assert cuc.check_password(make.PASSWORD)


def test_the_admins_own_password_page_is_ours(client, cuc):
    client.force_login(cuc)
    assert client.get("/quan-tri/password_change/")["Location"] == CHANGE


def test_choosing_a_campaign_is_remembered(client, cuc, campaign):
    later = make.CampaignFactory(ward=campaign.ward, code="CCHC-2024", year=2024, name="Phong trào 2024")
    client.force_login(cuc)
    response = client.post(reverse("choose-campaign"), {"campaign": later.pk, "next": "/ke-hoach/"})
    assert response["Location"] == "/ke-hoach/"
    assert client.session["campaign"] == later.pk


@pytest.mark.parametrize("chosen", ["", "0", "x", "999999"])
def test_a_campaign_that_is_not_there_is_not_found(client, cuc, campaign, chosen):
    client.force_login(cuc)
    assert client.post(reverse("choose-campaign"), {"campaign": chosen}).status_code == 404


def test_choosing_a_campaign_never_leads_elsewhere(client, cuc, campaign):
    client.force_login(cuc)
    response = client.post(
        reverse("choose-campaign"), {"campaign": campaign.pk, "next": "https://example.com"}
    )
    assert response["Location"] == reverse("home")
