"""A voucher's number that stands already is asked about; the same post sent twice writes one line."""

import re
import threading
from datetime import date

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction
from django.test import Client

from awards.decisions.revoking import returned_so_far
from awards.enums import FundKind
from awards.models import FundEntry, Recovery
from awards.money import ledger
from awards.money.fund import fund_of
from awards.money.vouchers import Slip, standing, voucher_key
from awards.payments.paying import pay_awards
from phuong6.office.workflow import Refused
from tests import factories as make
from tests.awards import decision_scene as scene

DAY = date(2023, 12, 20)
PAGE = "/khen-thuong/quy/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def people(campaign, unit, an, cuc, dung, hoa):
    return campaign, unit, an, cuc, [dung, hoa]


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def typed(**changes) -> dict:
    return {
        "kind": "income", "amount": "5.000.000", "day": "15/01/2023", "text": "Ngân sách cấp", "voucher": "PT 05",
        "seen": "0",
    } | changes  # fmt: skip


def write(campaign, by, *, kind=FundKind.INCOME, day=DAY, voucher="PT 05", **more):
    return ledger.write(campaign.pk, [ledger.Line(kind, 1_000, day, "Khoản", voucher)], by=by, **more)[0]


# --- a number typed twice -------------------------------------------------------------------------------------


@pytest.mark.parametrize("same", ["PC 05", "pc05", "PC-5", "PC  005", "pc.5"])
def test_a_number_is_known_however_it_is_spelt(same):
    assert voucher_key(same) == voucher_key("PC 05")


@pytest.mark.parametrize("other", ["PC 50", "PT 05", "PC 05/2", "5", "PC"])
def test_another_number_is_another(other):
    assert voucher_key(other) != voucher_key("PC 05")


def test_the_page_comes_back_with_what_was_typed_and_says_where_the_number_stands(campaign, tam):
    client = signed_in(tam)
    client.post(PAGE, typed())
    again = typed(amount="700.000", day="16/02/2023", text="Xã hội hóa", voucher="pt5", seen="1")
    refused = client.post(PAGE, again)
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "Số phiếu thu PT 05 năm 2023 đã có ở dòng 01" in page
    assert "ngày 15/01/2023: Ngân sách cấp, 5.000.000 đồng." in page
    for kept in ("700.000", "16/02/2023", "Xã hội hóa", "pt5"):
        assert kept in page
    assert 'name="voucher_again"' in page
    assert FundEntry.objects.count() == 1


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ({"voucher_again": "on"}, "Hãy ghi lý do ghi trùng số chứng từ."),
        ({"voucher_again": "on", "repeat_reason": "  "}, "Hãy ghi lý do ghi trùng số chứng từ."),
        ({"repeat_reason": "Phiếu gộp"}, "Hãy đánh dấu nếu vẫn ghi số chứng từ này."),
    ],
)
def test_it_takes_a_tick_and_a_reason(campaign, tam, answer, sentence):
    client = signed_in(tam)
    client.post(PAGE, typed())
    refused = client.post(PAGE, typed(amount="1.000", seen="1") | answer)
    assert refused.status_code == 422
    assert sentence in refused.content.decode()
    assert FundEntry.objects.count() == 1


def test_with_tick_and_reason_it_is_written_and_the_line_keeps_who_when_and_why(campaign, tam):
    client = signed_in(tam)
    client.post(PAGE, typed())
    answer = {"voucher_again": "on", "repeat_reason": "Một phiếu thu gộp hai khoản"}
    shown = client.post(PAGE, typed(amount="1.000", seen="1") | answer, follow=True).content.decode()
    assert "Lý do trùng số chứng từ: Một phiếu thu gộp hai khoản" in shown
    line = FundEntry.objects.get(number=2)
    assert (line.repeat_reason, line.by, line.at is not None) == ("Một phiếu thu gộp hai khoản", tam, True)
    assert FundEntry.objects.get(number=1).repeat_reason == ""


def test_a_reason_where_nothing_is_repeated_is_kept_nowhere(campaign, tam):
    signed_in(tam).post(PAGE, typed(voucher_again="on", repeat_reason="Thừa"))
    assert FundEntry.objects.get().repeat_reason == ""


def test_the_same_number_of_the_other_kind_or_of_another_year_is_no_question(campaign, tam):
    write(campaign, tam, voucher="05")
    write(campaign, tam, voucher="05", kind=FundKind.PAYMENT)
    write(campaign, tam, voucher="05", day=date(2024, 1, 2))
    write(campaign, tam, voucher="")
    write(campaign, tam, voucher="")
    with pytest.raises(Refused, match="đã có ở dòng 01"):
        write(campaign, tam, voucher="05")


def test_a_line_taken_back_frees_its_number(campaign, tam):
    wrong = write(campaign, tam)
    ledger.reverse(wrong, by=tam, day=DAY, reason="Ghi nhầm")
    assert write(campaign, tam).number == 3


def test_the_number_is_looked_for_in_the_wards_other_campaigns_but_not_in_a_rehearsal(campaign, ward, tam):
    other = make.CampaignFactory(ward=ward, code="CCHC-2024", name="Phong trào khác")
    rehearsed = make.CampaignFactory(ward=ward, code="DT", is_rehearsal=True)
    write(rehearsed, tam)
    write(campaign, tam)
    assert standing(rehearsed.pk, FundKind.INCOME, DAY, "PT 05")[0].campaign == rehearsed
    with pytest.raises(Refused, match=campaign.name):
        write(other, tam)


def test_one_slip_for_a_whole_list_is_one_number_and_a_second_list_is_asked_about(people, tam, dung):
    decision = scene.issued(dung, *people)
    first, *others = decision.awards.values_list("pk", flat=True)
    page = f"/khen-thuong/{decision.pk}/chi-thuong/"
    assert len(pay_awards(decision, by=tam, day=DAY, only=others, seen_signed=True, slip=Slip("PC 05"))) == 2
    sent = {"day": "21/12/2023", "awards": [first], "seen_signed": "on", "voucher": "PC 5"}
    refused = signed_in(tam).post(page, sent)
    assert refused.status_code == 422
    assert "Số phiếu chi PC 05 năm 2023 đã có ở dòng 02 và 1 dòng khác" in refused.content.decode()
    assert "21/12/2023" in refused.content.decode()
    taken = signed_in(tam).post(
        page, sent | {"voucher_again": "on", "repeat_reason": "Chi tiếp theo cùng phiếu"}
    )
    assert taken.status_code == 302
    assert FundEntry.objects.last().override_reason == ""
    assert FundEntry.objects.get(award=first).repeat_reason == "Chi tiếp theo cùng phiếu"


# --- the same post twice --------------------------------------------------------------------------------------


def test_the_same_post_a_second_time_writes_nothing_and_says_which_line_stands(campaign, tam):
    client = signed_in(tam)
    client.post(PAGE, typed())
    again = client.post(PAGE, typed(), follow=True)
    assert again.status_code == 200
    assert "Lần gửi này đã ghi ở dòng 01 (Huỳnh Minh Tâm), không ghi thêm." in again.content.decode()
    assert FundEntry.objects.count() == 1


def test_a_like_sum_typed_on_a_page_opened_afterwards_is_a_second_line(campaign, tam):
    client = signed_in(tam)
    for number in (0, 1):
        seen = re.search(r'name="seen" value="(\d+)"', client.get(PAGE).content.decode()).group(1)
        assert seen == str(number)
        client.post(PAGE, typed(voucher="", seen=seen))
    assert FundEntry.objects.count() == 2


def test_a_post_from_an_old_page_without_its_mark_is_refused_and_loses_nothing(campaign, tam):
    sent = typed()
    del sent["seen"]
    refused = signed_in(tam).post(PAGE, sent)
    assert refused.status_code == 422
    assert "Ngân sách cấp" in refused.content.decode()


def test_the_database_itself_keeps_one_line_for_a_post(campaign, tam):
    line = ledger.Line(FundKind.INCOME, 1_000, DAY, "Khoản")
    ledger.write_once(campaign.pk, line, once="a" * 64, by=tam)
    with pytest.raises(IntegrityError), transaction.atomic():
        FundEntry.objects.create(
            campaign=campaign, number=9, kind="income", amount=1, day=DAY, text="x", by=tam, once="a" * 64
        )


def at_once(*posts) -> list[int]:
    """These (client, address, typed) at the same moment, in threads of their own: the answers' states."""
    states, start = [0] * len(posts), threading.Barrier(len(posts))

    def send(place, client, address, data):
        start.wait()
        try:
            states[place] = client.post(address, data).status_code
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=(place, *post)) for place, post in enumerate(posts)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return states


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("voucher", ["", "PT 05"])
def test_a_double_tap_and_two_tabs_at_once_write_one_line(campaign, tam, voucher):
    """Two tabs opened on the same book, the same typed in both; one person, or two who hold the same slip."""
    nga = make.user("nga", "Trịnh Thị Nga", "accountant")
    tabs = [signed_in(tam), signed_in(tam), signed_in(nga)]
    states = at_once(*((each, PAGE, typed(voucher=voucher)) for each in tabs))
    assert states == [302, 302, 302]
    assert FundEntry.objects.get().number == 1
    assert fund_of(campaign).income == 5_000_000


@pytest.mark.django_db(transaction=True)
def test_the_same_number_typed_at_once_for_two_sums_is_written_once_and_asked_about_once(campaign, ward, tam):
    other = make.CampaignFactory(ward=ward, code="CCHC-2024")
    client, second = signed_in(tam), signed_in(tam)
    second.post("/phong-trao/chon/", {"campaign": other.pk})
    states = at_once((client, PAGE, typed()), (second, PAGE, typed(amount="700.000", day="15/02/2023")))
    assert sorted(states) == [302, 422]
    assert FundEntry.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_who_writes_for_another_campaign_waits_until_the_number_of_the_first_is_known(campaign, ward, tam):
    other, waited = make.CampaignFactory(ward=ward, code="CCHC-2024"), []

    def write_for_the_other():
        impatient = (
            "SET lock_timeout = 200" if connection.vendor == "postgresql" else "PRAGMA busy_timeout = 200"
        )
        try:
            with connection.cursor() as cursor:
                cursor.execute(impatient)
            write(other, tam)
        except OperationalError:
            waited.append(True)
        finally:
            connection.close()

    with transaction.atomic():
        write(campaign, tam)
        second = threading.Thread(target=write_for_the_other)
        second.start()
        second.join()
    assert waited == [True]
    with pytest.raises(Refused, match="đã có ở dòng 01"):
        write(other, tam)


@pytest.mark.django_db(transaction=True)
def test_bonuses_paid_by_a_double_tap_are_paid_once(people, tam, dung):
    decision = scene.issued(dung, *people)
    awards = list(decision.awards.values_list("pk", flat=True))
    sent = {"day": "20/12/2023", "awards": awards, "seen_signed": "on", "voucher": "PC 05"}
    page = f"/khen-thuong/{decision.pk}/chi-thuong/"
    states = at_once((signed_in(tam), page, sent), (signed_in(tam), page, sent))
    assert 302 in states
    assert FundEntry.objects.filter(kind=FundKind.PAYMENT).count() == 3
    assert fund_of(people[0]).paid == 1_080_000


@pytest.mark.django_db(transaction=True)
def test_part_of_a_bonus_given_back_by_a_double_tap_comes_back_once(people, cuc, tam, dung):
    old = scene.issued(dung, *people)
    scene.paid(old, tam)
    done = scene.revoked(old, cuc, dung)
    line = done.revocation.lines.get()
    back = {
        "day": "28/12/2023", "hour": "9:00", "place": "Văn phòng", "giver": "Nguyễn Văn Số", "taker": "Huỳnh Minh Tâm",
        "voucher": "PT 07", f"amount_{line.pk}": "100.000", "seen": "0",
    }  # fmt: skip
    page = f"/khen-thuong/{done.pk}/thu-hoi/"
    assert at_once((signed_in(tam), page, back), (signed_in(tam), page, back)) == [302, 302]
    assert Recovery.objects.count() == 1
    assert returned_so_far(done.revocation) == {line.award_id: 100_000}
    assert signed_in(tam).post(page, back).status_code == 302
    assert signed_in(tam).post(page, back | {"seen": "1", "voucher": "PT 08"}).status_code == 302
    assert returned_so_far(done.revocation) == {line.award_id: 200_000}
