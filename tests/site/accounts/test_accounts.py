"""Accounts: opened and reset by the administrator, each password shown once, roles logged."""

import re

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse

from campaigns.enums import Role
from campaigns.models import Membership
from phuong6.models import User
from phuong6.site.accounts.passwords import temporary_password
from tests import factories as make

ADD = "/quan-tri/phuong6/user/add/"
SHOWN = re.compile(r"<dd>([a-z]+-[a-z]+-[a-z]+-\d{5})</dd>")


@pytest.fixture
def admin(client, kien):
    client.force_login(kien)
    return client


def roles(*rows: tuple, existing: int = 0) -> dict:
    """The inline of roles: (role, unit, pk of the row) each."""
    data = {
        "memberships-TOTAL_FORMS": len(rows), "memberships-INITIAL_FORMS": existing,
        "memberships-MIN_NUM_FORMS": 0, "memberships-MAX_NUM_FORMS": 1000,
    }  # fmt: skip
    for n, (role, unit, pk, *rest) in enumerate(rows):
        data |= {
            f"memberships-{n}-role": role,
            f"memberships-{n}-unit": unit or "",
            f"memberships-{n}-id": pk or "",
        }
        data |= {f"memberships-{n}-user": rest[0] if rest else ""}
        if len(rest) > 1:
            data[f"memberships-{n}-DELETE"] = "on"
    return data


def account(username="lan", full_name="Trần Thị Lan", **more) -> dict:
    return {"username": username, "full_name": full_name, "email": "", "is_active": "on"} | more


def page(user) -> str:
    return reverse("admin:phuong6_user_change", args=[user.pk])


def reset_page(user) -> str:
    return reverse("admin:phuong6_user_reset", args=[user.pk])


def test_opening_an_account_shows_its_password_once(admin, unit):
    response = admin.post(ADD, account() | roles((Role.UNIT, unit.pk, None)))
    password = SHOWN.search(response.content.decode())[1]
    lan = User.objects.get(username="lan")
    assert lan.check_password(password)
    assert lan.must_change_password
    assert [each.unit for each in lan.memberships.all()] == [unit]
    assert "no-store" in response["Cache-Control"]
    assert password not in admin.get(page(lan)).content.decode()
    assert password not in str(list(LogEntry.objects.values_list("change_message", flat=True)))


def test_a_reset_shows_a_new_password_once_and_ends_the_old_one(admin, cuc, client_of):
    hers = client_of(cuc)
    assert admin.get(reset_page(cuc)).status_code == 200
    cuc.refresh_from_db()
    assert cuc.check_password(make.PASSWORD), "looking at the page changes nothing"
    password = SHOWN.search(admin.post(reset_page(cuc)).content.decode())[1]
    cuc.refresh_from_db()
    assert cuc.check_password(password)
    assert cuc.must_change_password
    assert hers.get("/quan-tri/").status_code == 302, "she is signed out everywhere"
    assert LogEntry.objects.get(object_id=cuc.pk).change_message == "Đặt lại mật khẩu."


@pytest.fixture
def client_of():
    def signed_in(user):
        client = Client()
        client.force_login(user)
        return client

    return signed_in


def test_a_reset_lifts_the_lock_of_too_many_wrong_guesses(admin, cuc, client_of, settings):
    settings.AXES_ENABLED, settings.AXES_FAILURE_LIMIT = True, 2
    stranger = Client()
    for _ in range(2):
        stranger.post("/dang-nhap/", {"username": "cuc", "password": "sai"})
    password = SHOWN.search(admin.post(reset_page(cuc)).content.decode())[1]
    assert stranger.post("/dang-nhap/", {"username": "cuc", "password": password}).status_code == 302


@pytest.mark.parametrize("who", ["cuc", "dung", "thu", "van", "an", "hoa", "outsider"])
def test_nobody_else_resets_a_password(client, kien, request, who):
    client.force_login(request.getfixturevalue(who))
    assert client.post(reset_page(kien)).status_code in {302, 403}
    kien.refresh_from_db()
    assert kien.check_password(make.PASSWORD)


def test_no_page_lets_the_administrator_write_rights_or_passwords(admin, cuc):
    admin.post(
        page(cuc),
        account("cuc", "Võ Thị Cúc", is_superuser="on", is_staff="on", password="x", is_sample="on",
                must_change_password="on")
        | roles((Role.INTERNAL_AFFAIRS, None, cuc.memberships.get().pk, cuc.pk), existing=1),
    )  # fmt: skip
    cuc.refresh_from_db()
    assert (cuc.is_superuser, cuc.is_staff, cuc.is_sample, cuc.must_change_password) == (False,) * 4
    assert cuc.check_password(make.PASSWORD)


@pytest.mark.parametrize(
    ("role", "with_unit", "words"),
    [
        (Role.UNIT, False, "phải kèm tên đơn vị"),
        (Role.CHAIRMAN, True, "các vai trò khác để trống đơn vị"),
    ],
)
def test_a_role_and_its_unit_must_fit(admin, unit, role, with_unit, words):
    response = admin.post(ADD, account() | roles((role, unit.pk if with_unit else None, None)))
    assert words in response.content.decode()
    assert not User.objects.filter(username="lan").exists()


def test_the_same_role_twice_is_a_sentence(admin, cuc):
    response = admin.post(
        reverse("admin:campaigns_membership_add"), {"user": cuc.pk, "role": Role.INTERNAL_AFFAIRS, "unit": ""}
    )
    assert "Tài khoản này đã có vai trò đó." in response.content.decode()


def test_an_administrator_who_gives_himself_an_office_role_is_told_on(admin, kien, client_of, dung):
    own = kien.memberships.get()
    response = admin.post(
        page(kien),
        account("kien", "Đỗ Trung Kiên")
        | roles(
            (Role.ADMINISTRATOR, None, own.pk, kien.pk), (Role.CHAIRMAN, None, None, kien.pk), existing=1
        ),
        follow=True,
    )
    note = "Người quản trị tự cấp cho chính mình vai trò: Chủ tịch."
    assert note in response.content.decode()
    assert note in client_of(dung).get("/quan-tri/admin/logentry/").content.decode()


def test_giving_oneself_a_role_on_the_other_page_is_told_on_as_well(admin, kien):
    admin.post(
        reverse("admin:campaigns_membership_add"), {"user": kien.pk, "role": Role.CHAIRMAN, "unit": ""}
    )
    assert "tự cấp cho chính mình vai trò: Chủ tịch" in str(
        list(LogEntry.objects.values_list("change_message", flat=True))
    )


def test_the_last_administrator_keeps_the_role(admin, kien):
    own = kien.memberships.get()
    for data in (
        account("kien", "Đỗ Trung Kiên")
        | roles((Role.ADMINISTRATOR, None, own.pk, kien.pk, "x"), existing=1),
        account("kien", "Đỗ Trung Kiên", is_active="")
        | roles((Role.ADMINISTRATOR, None, own.pk, kien.pk), existing=1),
    ):
        response = admin.post(page(kien), data)
        assert "Đây là người quản trị duy nhất." in response.content.decode()
    kien.refresh_from_db()
    assert kien.is_active
    assert Membership.objects.filter(user=kien, role=Role.ADMINISTRATOR).exists()


def test_the_last_administrator_cannot_be_deleted_from_the_roles_page(admin, kien):
    own = kien.memberships.get()
    admin.post(reverse("admin:campaigns_membership_delete", args=[own.pk]), {"post": "yes"})
    assert Membership.objects.filter(pk=own.pk).exists()


def test_passwords_are_readable_and_never_the_same():
    many = {temporary_password() for _ in range(200)}
    assert len(many) == 200
    assert all(re.fullmatch(r"[a-z]+-[a-z]+-[a-z]+-\d{5}", each) for each in many)


def test_accounts_are_found_without_accents(admin, cuc, thu):
    found = admin.get("/quan-tri/phuong6/user/", {"q": "vo thi cuc"}).content.decode()
    assert "Võ Thị Cúc" in found
    assert "Đặng Minh Thư" not in found
