"""The fund's ledger, its page, and the register's numbers under two clerks at once."""

import threading
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from awards.enums import FundKind
from awards.models import FundEntry
from awards.money.fund import Fund, fund_of
from awards.payments.paying import pay_awards
from campaigns.series import REGISTER
from phuong6.office.models import NumberSeries, SeriesYear
from phuong6.office.papers.numbering import take_number
from phuong6.office.workflow import NotAllowed, Refused
from tests import factories as make
from tests.awards import decision_scene as scene


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def entry(**typed) -> dict:
    return {
        "kind": "income",
        "amount": "5.000.000",
        "day": "15/01/2023",
        "text": "Ngân sách cấp",
        "seen": "0",
    } | typed


def test_available_is_income_less_payments_less_commitments():
    assert Fund(income=10, paid=3, committed=4).available == 3
    assert Fund(income=10, paid=3, committed=9).shortfall == 2
    assert Fund(income=10, paid=3, committed=4).shortfall == 0


def test_a_paid_award_is_no_longer_a_commitment(campaign, unit, an, cuc, dung, hoa, tam):
    decision = scene.issued(dung, campaign, unit, an, cuc, [dung, hoa])
    assert fund_of(campaign) == Fund(10_000_000, 0, 1_080_000)
    award = decision.awards.last()
    pay_awards(decision, by=tam, day=date(2023, 12, 20), only=[award.pk], seen_signed=True)
    assert fund_of(campaign) == Fund(10_000_000, 270_000, 810_000)
    assert fund_of(campaign, leaving_out=decision).committed == 0


@pytest.mark.parametrize("typed", ["5000000", "5.000.000", "5 000 000", "5.000.000 đồng", "5.000.000đ"])
def test_the_officer_writes_income_as_people_write_money(campaign, tam, typed):
    signed_in(tam).post("/khen-thuong/quy/", entry(amount=typed))
    line = FundEntry.objects.get()
    assert (line.amount, line.kind, line.by, line.day) == (5_000_000, "income", tam, date(2023, 1, 15))


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"amount": "năm triệu"}, "Hãy ghi số tiền bằng chữ số"),
        ({"amount": "0"}, "Số tiền phải lớn hơn 0"),
        ({"amount": "1.5"}, "Hãy ghi số tiền bằng chữ số"),
        ({"amount": "５０００"}, "Hãy ghi số tiền bằng chữ số"),
        ({"amount": "٥.٠٠٠"}, "Hãy ghi số tiền bằng chữ số"),
        ({"amount": ""}, "Hãy ghi số tiền"),
        ({"day": "32/01/2023"}, "“32/01/2023” không phải là ngày có thật."),
        ({"day": "31/12/2022"}, "Ngày ghi sổ không được trước 01/01/2023"),
        ({"text": ""}, "Hãy ghi nội dung thu, chi"),
        ({"kind": "payment", "amount": "1"}, "Số dư có thể chi chỉ còn 0 đồng"),
    ],
)
def test_what_cannot_be_written_is_refused_in_words(campaign, tam, wrong, sentence):
    refused = signed_in(tam).post("/khen-thuong/quy/", entry(**wrong))
    assert sentence in refused.content.decode()
    assert not FundEntry.objects.exists()


def test_a_payment_beyond_the_fund_asks_for_its_reason_and_keeps_it(campaign, tam):
    officer = signed_in(tam)
    assert "Lý do chi vượt" not in officer.get("/khen-thuong/quy/").content.decode()
    refused = officer.post("/khen-thuong/quy/", entry(kind="payment", amount="1.000", text="Mua khung"))
    assert refused.status_code == 422
    assert "Lý do chi vượt số dư quỹ" in refused.content.decode()
    assert "Mua khung" in refused.content.decode()
    reason = {"override_reason": "Thành phố đồng ý bổ sung"}
    shown = officer.post("/khen-thuong/quy/", entry(kind="payment", amount="1.000") | reason, follow=True)
    assert "Thành phố đồng ý bổ sung" in shown.content.decode()
    assert fund_of(campaign).shortfall == 1_000


def test_noi_vu_and_the_chairman_read_and_do_not_write(campaign, tam, cuc, dung, phuc):
    for person in (cuc, dung, phuc):
        reader = signed_in(person)
        shown = reader.get("/khen-thuong/quy/")
        assert shown.status_code == 200
        assert "Ghi vào sổ quỹ" not in shown.content.decode()
        assert reader.get("/khen-thuong/quy/so-quy.xlsx").status_code == 200
        assert reader.post("/khen-thuong/quy/", entry()).status_code == 403
    assert not FundEntry.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_ledger_asks_the_same_number_of_questions(campaign, tam, count, django_assert_num_queries):
    for _ in range(count):
        make.fund_income(campaign)
    officer = signed_in(tam)
    with django_assert_num_queries(13):
        officer.get("/khen-thuong/quy/")


@pytest.mark.django_db(transaction=True)
def test_two_clerks_at_once_leave_no_gap_and_no_double_in_the_register():
    NumberSeries.objects.create(key=REGISTER, name="Sổ khen thưởng", notation="SKT", numbered_by="software")
    taken, start = [], threading.Barrier(2)

    def enter():
        start.wait()
        try:
            for _ in range(10):
                with transaction.atomic():
                    taken.append(take_number(REGISTER, 2023))
        finally:
            connection.close()

    clerks = [threading.Thread(target=enter) for _ in range(2)]
    for clerk in clerks:
        clerk.start()
    for clerk in clerks:
        clerk.join()
    assert sorted(taken) == list(range(1, 21))
    assert SeriesYear.objects.get().last_number == 20


@pytest.mark.django_db(transaction=True)
def test_a_number_whose_paper_failed_is_given_back():
    NumberSeries.objects.create(key=REGISTER, name="Sổ khen thưởng", notation="SKT", numbered_by="software")
    with transaction.atomic():
        assert take_number(REGISTER, 2023) == 1
        transaction.set_rollback(True)
    assert take_number(REGISTER, 2023) == 1


@pytest.fixture
def issued(campaign, unit, an, cuc, dung, hoa):
    return scene.issued(dung, campaign, unit, an, cuc, [dung, hoa])


def signed_by(decision, **typed) -> dict:
    """The form of who signed: everybody, on paper, on 20/12/2023."""
    awards = [str(pk) for pk in decision.awards.values_list("pk", flat=True)]
    return {"day": "20/12/2023", "awards": awards, "seen_signed": "on"} | typed


def pay_page(decision) -> str:
    return f"/khen-thuong/{decision.pk}/chi-thuong/"


def test_paying_a_decision_turns_its_promise_into_payments_and_leaves_the_balance(campaign, issued, tam):
    officer = signed_in(tam)
    assert pay_page(issued) in officer.get(f"/khen-thuong/{issued.pk}/").content.decode()
    before = fund_of(campaign)
    done = officer.post(pay_page(issued), signed_by(issued), follow=True).content.decode()
    assert "Đã ghi chi 1.080.000 đồng tiền thưởng cho 3 giấy khen" in done
    assert pay_page(issued) not in done, "nothing is left to pay"
    assert fund_of(campaign) == Fund(10_000_000, 1_080_000, 0)
    assert fund_of(campaign).available == before.available
    award = issued.awards.get(position=1)
    line = award.entries.get()
    assert (line.amount, line.day, line.by) == (award.amount, date(2023, 12, 20), tam)
    assert line.text == f"Chi tiền thưởng theo Quyết định {issued.number}: {award.name}"


def test_pressing_twice_pays_nothing_twice(campaign, issued, tam):
    officer = signed_in(tam)
    officer.post(pay_page(issued), signed_by(issued))
    again = officer.post(pay_page(issued), signed_by(issued, day="21/12/2023"))
    assert again.status_code == 422
    assert "có người đã được ghi chi" in again.content.decode()
    assert pay_awards(issued, by=tam, day=date(2023, 12, 21), seen_signed=True) == []
    assert fund_of(campaign).paid == 1_080_000


def test_a_number_no_award_can_have_is_refused_like_one_paid_already(issued, tam):
    refused = signed_in(tam).post(pay_page(issued), signed_by(issued, awards=["9" * 30]))
    assert refused.status_code == 422
    assert "có người đã được ghi chi" in refused.content.decode()


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("04/12/2023", "Ngày chi không được trước ngày ký quyết định 05/12/2023."),
        (f"{timezone.localdate() + timedelta(days=2):%d/%m/%Y}", "Ngày chi không được sau hôm nay."),
        ("", "Hãy ghi ngày chi tiền thưởng."),
    ],
)
def test_a_day_on_which_nothing_can_have_been_paid_is_refused(issued, tam, day, sentence):
    refused = signed_in(tam).post(pay_page(issued), signed_by(issued, day=day))
    assert refused.status_code == 422
    assert sentence in refused.content.decode()
    assert not FundEntry.objects.filter(kind=FundKind.PAYMENT).exists()


def test_only_the_accountant_records_that_bonuses_were_paid(issued, an, dung, cuc, hoa, kien):
    for person in (an, dung, cuc, hoa, kien):
        client = signed_in(person)
        assert pay_page(issued) not in client.get(f"/khen-thuong/{issued.pk}/").content.decode()
        assert client.post(pay_page(issued), signed_by(issued)).status_code == 403
    with pytest.raises(NotAllowed):
        pay_awards(issued, by=dung, day=date(2023, 12, 20))
    assert not FundEntry.objects.filter(kind=FundKind.PAYMENT).exists()


def test_a_decision_not_yet_issued_has_no_bonus_to_pay(campaign, unit, an, cuc, dung, hoa, tam):
    decision = scene.confirmed(dung, campaign, unit, an, cuc, [dung, hoa])
    assert signed_in(tam).post(pay_page(decision), signed_by(decision)).status_code == 404
    with pytest.raises(Refused, match="đã ban hành"):
        pay_awards(decision, by=tam, day=date(2023, 12, 20))


def test_the_ledger_says_where_bonuses_are_paid(campaign, tam):
    assert "Ghi đã chi tiền thưởng" in signed_in(tam).get("/khen-thuong/quy/").content.decode()
