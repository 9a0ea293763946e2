"""/don-doc/: who sees it, what is edited, released, passed on, cancelled, repeated; what goes out by itself."""

from datetime import date

import pytest
import time_machine
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from phuong6.office.enums import Channel
from phuong6.office.enums import MessageStatus as S
from phuong6.office.models import Message, SelfRelease
from phuong6.office.workflow import moves_of
from phuong6.site.outbox.reminders import scope_of
from tests import factories as make
from tests.dossiers.desk.test_two_at_once import together

QUERIES = 9  # of the list, however many messages there are


@pytest.fixture(autouse=True)
def the_day():
    with time_machine.travel(make.at(13), tick=True):
        yield


def message(campaign, unit, number: int = 1, **values) -> Message:
    values = {
        "kind": "dossier",
        "key": f"{scope_of(campaign)}:{number}",
        "scope": scope_of(campaign),
        "addressee_type": ContentType.objects.get_for_model(unit),
        "addressee_id": unit.pk,
        "addressee_name": unit.name,
        "email": "",
        "channel": Channel.ZALO,
        "subject": f"Nhắc việc số {number}",
        "body": "Đề nghị nộp hồ sơ.",
        "due_on": date(2023, 11, 14),
        "step": 1,
    } | values
    return Message.objects.create(**values)


def page_of(client, row) -> str:
    return client.get(reverse("message", args=[row.pk])).content.decode()


# --- who ------------------------------------------------------------------------------------------------


def test_nobody_else_finds_the_outbox(client, campaign, unit, an, van, dung, hoa, kien, outsider, boss):
    row = message(campaign, unit)
    pages = [reverse("message-list"), reverse("message-self-release"), reverse("message", args=[row.pk])]
    doors = [reverse("message-release-shown"), reverse("message-move", args=[row.pk, "release"])]
    for person in (an, van, dung, hoa, kien, outsider, boss):
        client.force_login(person)
        assert [client.get(each).status_code for each in pages] == [404] * 3, person
        assert [client.post(each, {"tin": row.pk}).status_code for each in doors] == [404] * 2, person
        assert "Đôn đốc" not in client.get("/").content.decode()
    client.logout()
    assert [client.get(each).status_code for each in pages] == [302] * 3
    row.refresh_from_db()
    assert row.status == S.DRAFT


@pytest.mark.parametrize("who", ["cuc", "thu"])
def test_both_officers_find_it_from_the_menu_and_the_start_page(client, request, campaign, unit, who):
    client.force_login(request.getfixturevalue(who))
    message(campaign, unit)
    message(campaign, unit, 2, status=S.FAILED)
    message(campaign, unit, 3, status=S.RELEASED)
    home = client.get("/").content.decode()
    for words in (
        "1 tin nhắc việc chờ duyệt",
        "1 tin nhắc việc gửi không được",
        "1 tin nhắc việc chờ gửi qua Zalo",
    ):
        assert words in home
    assert f'href="{reverse("message-list")}"' in home


def test_another_campaign_s_message_is_not_found(client, campaign, unit, thu):
    other = make.CampaignFactory(ward=campaign.ward, code="CCHC-2022", dossier_too_late=make.at(1, month=1))
    row = message(other, unit)
    client.force_login(thu)
    assert client.get(reverse("message", args=[row.pk])).status_code == 404
    assert row.subject not in client.get(reverse("message-list")).content.decode()


# --- the list -------------------------------------------------------------------------------------------


def test_each_list_shows_its_own_and_the_filters_narrow(client, campaign, unit, other_unit, thu):
    message(campaign, unit)
    message(campaign, other_unit, 2, kind="registration")
    message(campaign, unit, 3, status=S.SENT, sent_at=timezone.now(), channel=Channel.EMAIL)
    client.force_login(thu)

    def shown(**asked) -> list[str]:
        page = client.get(reverse("message-list"), asked).content.decode()
        return [each for each in "123" if f"Nhắc việc số {each}<" in page]

    assert shown() == ["1", "2"]
    assert shown(loai="registration") == ["2"]
    assert shown(**{"gui-den": unit.name}) == ["1"]
    assert shown(**{"danh-sach": "da-gui"}) == ["3"]
    assert shown(**{"danh-sach": "khong-co", "loai": "x"}) == ["1", "2"]
    assert shown(**{"gui-den": "\0"}) == ["1", "2"]
    assert (
        "Thư điện tử lúc 09:00, 13/11/2023"
        in client.get(reverse("message-list"), {"danh-sach": "da-gui"}).content.decode()
    )
    assert (
        "Danh sách này không có tin nào"
        in client.get(reverse("message-list"), {"danh-sach": "da-huy"}).content.decode()
    )


def test_the_list_asks_the_same_of_the_database_however_long_it_is(
    client, campaign, unit, thu, django_assert_num_queries
):
    client.force_login(thu)
    message(campaign, unit)
    client.get(reverse("message-list"))
    with django_assert_num_queries(QUERIES):
        client.get(reverse("message-list"))
    for number in range(2, 40):
        message(campaign, make.UnitFactory(ward=campaign.ward), number)
    with django_assert_num_queries(QUERIES):
        page = client.get(reverse("message-list")).content.decode()
    assert "Trang 1 trên 2, tất cả 39 tin" in page
    assert "Duyệt gửi 25 tin đang hiện" in page


def test_a_letter_that_failed_tells_when_it_goes_again(client, campaign, unit, thu):
    row = message(
        campaign, unit, status=S.RELEASED, channel=Channel.EMAIL, email="khom1@example.vn",
        tries=2, error="Máy chủ thư báo: 550", next_try_at=make.at(13, hour=10),
    )  # fmt: skip
    client.force_login(thu)
    page = page_of(client, row)
    assert "Lần 2 chưa gửi được, gửi lại lúc 10:00, 13/11/2023" in page
    assert "Máy chủ thư báo: 550" in page


# --- one message ----------------------------------------------------------------------------------------


def test_the_officer_edits_then_releases(client, campaign, unit, thu):
    row = message(campaign, unit)
    client.force_login(thu)
    address = reverse("message", args=[row.pk])
    client.post(address, {"subject": "Nhắc nộp hồ sơ", "body": "Chào các anh chị,\nxin nộp hồ sơ."})
    page = page_of(client, row)
    assert "Nhắc nộp hồ sơ\n\nChào các anh chị," in page.replace("\r", "")
    assert "Đặng Minh Thư, 09:00, 13/11/2023" in page
    client.post(reverse("message-move", args=[row.pk, "release"]))
    row.refresh_from_db()
    assert row.status == S.RELEASED
    page = page_of(client, row)
    assert 'name="body"' not in page
    assert "Đã gửi qua Zalo" in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"subject": "", "body": "Giữ lại tôi"}, "Hãy ghi tiêu đề."),
        ({"subject": "Giữ lại tôi", "body": ""}, "Hãy ghi nội dung."),
        ({"subject": "x" * 201, "body": "Giữ lại tôi"}, "Dài quá 200 chữ"),
        ({"subject": "Giữ lại tôi", "body": "x" * 4001}, "4.000"),
    ],
)
def test_bad_words_are_told_at_their_place_and_kept(client, campaign, unit, thu, typed, sentence):
    row = message(campaign, unit)
    client.force_login(thu)
    response = client.post(reverse("message", args=[row.pk]), typed)
    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert "Giữ lại tôi" in page
    row.refresh_from_db()
    assert row.body == "Đề nghị nộp hồ sơ."


def test_what_somebody_released_meanwhile_cannot_be_edited_and_nothing_typed_is_lost(
    client, campaign, unit, thu
):
    row = message(campaign, unit, status=S.RELEASED)
    client.force_login(thu)
    response = client.post(
        reverse("message", args=[row.pk]), {"subject": "Câu của tôi", "body": "Câu của tôi"}
    )
    assert response.status_code == 422
    page = response.content.decode()
    assert "Có thể người khác vừa xử lý" in page
    assert "Câu của tôi</textarea>" in page


def test_passed_on_by_zalo_stands_with_who_and_when(client, campaign, unit, thu):
    row = message(campaign, unit)
    client.force_login(thu)
    client.post(reverse("message-move", args=[row.pk, "pass-on"]))
    page = page_of(client, row)
    assert "Chép gửi qua Zalo lúc 09:00, 13/11/2023" in page
    assert "Đặng Minh Thư" in page
    assert "Đã gửi qua Zalo" in page  # in the log; no button is left
    assert "<button" not in page[page.index("Nhật ký") :]


def test_cancelling_asks_why(client, campaign, unit, cuc):
    row = message(campaign, unit)
    client.force_login(cuc)
    door = reverse("message-move", args=[row.pk, "cancel"])
    response = client.post(door, {"note": " "})
    assert response.status_code == 422
    assert "Hãy ghi lý do" in response.content.decode()
    client.post(door, {"note": "Đơn vị đã báo không đề nghị."})
    row.refresh_from_db()
    assert (row.status, moves_of(row).get().note) == (S.CANCELLED, "Đơn vị đã báo không đề nghị.")


def test_what_failed_is_sent_again(client, campaign, unit, cuc):
    row = message(campaign, unit, status=S.FAILED, email="khom1@example.vn", tries=5, error="550")
    client.force_login(cuc)
    assert "Đã thử 5 lần" in page_of(client, row)
    client.post(reverse("message-move", args=[row.pk, "again"]))
    row.refresh_from_db()
    assert (row.status, row.tries, row.channel) == (S.RELEASED, 0, Channel.EMAIL)


def test_the_software_s_own_moves_have_no_door(client, campaign, unit, cuc):
    row = message(campaign, unit, status=S.RELEASED)
    client.force_login(cuc)
    for move in ("deliver", "give-up", "stop", "release-itself", "khac"):
        assert client.post(reverse("message-move", args=[row.pk, move])).status_code == 404


def test_a_second_press_is_told(client, campaign, unit, cuc):
    row = message(campaign, unit)
    client.force_login(cuc)
    door = reverse("message-move", args=[row.pk, "release"])
    client.post(door)
    assert "Có thể người khác vừa xử lý" in client.post(door, follow=True).content.decode()


def test_the_page_leads_to_the_letter_on_paper_and_works_without_scripts(client, campaign, unit, thu):
    row = message(campaign, unit)
    client.force_login(thu)
    page = page_of(client, row)
    assert reverse("paper", args=["urging", campaign.pk]) in page
    assert client.get(reverse("paper", args=["urging", campaign.pk])).status_code == 200
    assert "data-copy" in page
    assert "Nhắc việc số 1\n\nĐề nghị nộp hồ sơ.</textarea>" in page


@pytest.mark.parametrize(
    ("kind", "key"), [("result", "urging-reports"), ("fixing", "urging-reports"), ("registration", None)]
)
def test_each_kind_leads_to_the_letter_that_says_the_same(client, campaign, unit, thu, kind, key):
    row = message(campaign, unit, kind=kind)
    client.force_login(thu)
    page = page_of(client, row)
    assert ("/van-ban/urging" in page) == bool(key)
    assert key is None or reverse("paper", args=[key, campaign.pk]) in page


# --- many at once, by itself ----------------------------------------------------------------------------


def test_all_shown_are_released_and_no_others(client, campaign, unit, thu):
    rows = [message(campaign, unit, number) for number in range(4)]
    sent = message(campaign, unit, 9, status=S.SENT, sent_at=timezone.now())
    client.force_login(thu)
    asked = {"tin": [*(each.pk for each in rows[:3]), sent.pk, "x", "9" * 40]}
    page = client.post(reverse("message-release-shown"), asked, follow=True).content.decode()
    assert "Đã duyệt 3 tin." in page
    assert "3 tin không còn chờ duyệt" in page
    assert [each.status for each in Message.objects.order_by("pk")] == ["released"] * 3 + ["draft", "sent"]


@pytest.mark.django_db(transaction=True)
def test_two_officers_release_the_same_list_at_once(campaign, unit, cuc, thu):

    rows = [message(campaign, unit, number).pk for number in range(5)]

    def press(person):
        client = Client()
        client.force_login(person)
        return client.post(reverse("message-release-shown"), {"tin": rows}).status_code

    assert together(lambda: press(cuc), lambda: press(thu)) == [302, 302]
    assert Message.objects.filter(status=S.RELEASED).count() == 5
    assert sum(moves_of(each).count() for each in Message.objects.all()) == 5


def test_the_officer_chooses_what_goes_out_by_itself(client, campaign, thu, cuc):
    SelfRelease.objects.create(kind="dossier", by=cuc)
    client.force_login(thu)
    address = reverse("message-self-release")
    assert "Nộp hồ sơ: Võ Thị Cúc đặt lúc" in client.get(address).content.decode()
    client.post(address, {"kinds": ["dossier", "result"]})
    assert dict(SelfRelease.objects.values_list("kind", "by__username")) == {
        "dossier": "cuc",
        "result": "thu",
    }
    response = client.post(address, {"kinds": ["khac"]})
    assert response.status_code == 422
    assert "Không có loại tin này" in response.content.decode()
    client.post(address, {})
    assert not SelfRelease.objects.exists()
