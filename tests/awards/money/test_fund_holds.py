"""The fund is never promised or paid twice: held by the database, also when two press at once."""

import threading
from datetime import date

import openpyxl
import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from awards.decisions.drafting import draft_decision, plan
from awards.decisions.workflow import DECISION_FLOW
from awards.enums import DecisionStatus as S
from awards.enums import FundKind
from awards.models import Decision, FundAccount, FundEntry
from awards.money import ledger
from awards.money.fund import Fund, fund_of
from awards.money.vouchers import Slip
from awards.payments.paying import pay_awards
from campaigns.enums import Role
from phuong6.office.models import SignedCopy
from phuong6.office.workflow import NotAllowed, Refused
from tests import factories as make
from tests.awards import decision_scene as scene

DAY = date(2023, 12, 20)


@pytest.fixture
def people(campaign, unit, an, cuc, dung, hoa):
    return campaign, unit, an, cuc, [dung, hoa]


@pytest.fixture
def nga(db):
    """A second accountant."""
    return make.user("nga", "Trịnh Thị Nga", Role.ACCOUNTANT)


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def spend(campaign, by, amount, **more):
    line = ledger.Line(FundKind.PAYMENT, amount, DAY, "Mua khung bằng")
    return ledger.write(campaign.pk, [line], by=by, **more)[0]


def test_the_row_follows_every_line_promise_and_payment(people, tam, dung):
    campaign = people[0]
    decision = scene.awaiting(*people)
    account = FundAccount.objects.get(campaign=campaign)
    assert (account.income, account.paid, account.committed) == (10_000_000, 0, 1_080_000)
    DECISION_FLOW.perform("send_back", decision, by=dung, note="Xem lại")
    account.refresh_from_db()
    assert account.committed == 0
    spend(campaign, tam, 3_000_000)
    account.refresh_from_db()
    assert (account.paid, account.last_number, account.uncovered) == (3_000_000, 2, 0)


def test_the_database_itself_refuses_more_than_came_in(campaign, tam):
    make.fund_income(campaign, amount=1_000_000)
    account = FundAccount.objects.filter(campaign=campaign)
    for change in ({"paid": 1_000_001}, {"committed": 1_000_001}, {"income": 0, "paid": 1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            account.update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():  # allowed, but nobody said why
        account.update(paid=1_500_000, uncovered=500_000)
    account.update(paid=1_000_000)


def test_a_reason_allows_more_and_what_it_allows_shrinks_as_money_comes(campaign, tam):
    make.fund_income(campaign, amount=1_000_000)
    with pytest.raises(Refused, match=r"còn thiếu 500\.000 đồng"):
        spend(campaign, tam, 1_500_000)
    assert not FundEntry.objects.filter(kind=FundKind.PAYMENT).exists(), "nothing is left behind"
    spend(campaign, tam, 1_500_000, override_reason="Thành phố đồng ý bổ sung")
    account = FundAccount.objects.get()
    assert (account.uncovered, account.uncovered_reason) == (500_000, "Thành phố đồng ý bổ sung")
    with pytest.raises(Refused, match=r"còn thiếu 1 đồng"):
        spend(campaign, tam, 1)
    make.fund_income(campaign, amount=600_000)
    account.refresh_from_db()
    assert (account.uncovered, account.uncovered_reason, account.uncovered_by) == (0, "", None)
    with pytest.raises(Refused):
        spend(campaign, tam, 100_001)


def test_a_wrong_line_is_taken_back_by_a_negative_one_with_its_reason(campaign, tam):
    entry = make.fund_income(campaign, amount=5_000_000)
    with pytest.raises(Refused, match="lý do"):
        ledger.reverse(entry, by=tam, day=DAY, reason=" ")
    back = ledger.reverse(entry, by=tam, day=DAY, reason="Ghi nhầm số tiền")
    entry.refresh_from_db()
    assert (entry.amount, entry.is_void, back.signed, back.number) == (5_000_000, True, -5_000_000, 2)
    assert fund_of(campaign) == Fund(0, 0, 0)
    with pytest.raises(Refused, match="đã được ghi đảo"):
        ledger.reverse(entry, by=tam, day=DAY, reason="Lần nữa")
    with pytest.raises(Refused, match="là dòng ghi đảo"):
        ledger.reverse(back, by=tam, day=DAY, reason="Lần nữa")


def test_taking_income_back_may_not_uncover_what_was_promised(people, tam):
    scene.awaiting(*people)
    entry = FundEntry.objects.get()
    with pytest.raises(Refused, match="Quỹ không đủ"):
        ledger.reverse(entry, by=tam, day=DAY, reason="Ghi nhầm")
    entry.refresh_from_db()
    assert not entry.is_void
    ledger.reverse(entry, by=tam, day=DAY, reason="Ghi nhầm", override_reason="Chờ cấp lại")
    assert FundAccount.objects.get().uncovered == 1_080_000


def test_a_payment_written_by_mistake_is_reversed_and_the_award_is_paid_once_more(people, tam, dung):
    campaign = people[0]
    decision = scene.issued(dung, *people)
    award = decision.awards.last()
    [entry] = scene.paid(decision, only=[award.pk])
    ledger.reverse(entry, by=tam, day=DAY, reason="Người nhận vắng mặt")
    assert fund_of(campaign) == Fund(10_000_000, 0, 1_080_000)
    scene.paid(decision, only=[award.pk])
    assert fund_of(campaign) == Fund(10_000_000, 270_000, 810_000)
    with pytest.raises(IntegrityError), transaction.atomic():
        FundEntry.objects.create(
            campaign=campaign, number=99, kind=FundKind.PAYMENT, amount=1, day=DAY, text="x", award=award, by=tam
        )  # fmt: skip


def test_only_the_accountant_writes_and_reverses(campaign, tam, cuc, dung, kien, boss, an, hoa):
    entry = make.fund_income(campaign)
    for person in (cuc, dung, kien, boss, an, hoa):
        with pytest.raises(NotAllowed):
            spend(campaign, person, 1)
        with pytest.raises(NotAllowed):
            ledger.reverse(entry, by=person, day=DAY, reason="x")
        expected = 403 if person in (cuc, dung) else 404
        assert signed_in(person).post(f"/khen-thuong/quy/{entry.pk}/ghi-dao/").status_code == expected


# --- at the signed receipt ----------------------------------------------------------------------------------


def test_nothing_is_paid_without_the_signed_receipt(people, tam, dung):
    decision = scene.issued(dung, *people)
    with pytest.raises(Refused, match="Chưa có bảng ký nhận"):
        pay_awards(decision, by=tam, day=DAY)
    page = f"/khen-thuong/{decision.pk}/chi-thuong/"
    award = decision.awards.first()
    refused = signed_in(tam).post(page, {"day": "20/12/2023", "awards": [award.pk]})
    assert refused.status_code == 422
    assert "Chưa có bảng ký nhận" in refused.content.decode()
    assert "20/12/2023" in refused.content.decode()


def test_the_uploaded_receipt_stands_behind_each_line(people, tam, dung):
    decision = scene.issued(dung, *people)
    first, second, _ = decision.awards.all()
    with decision.file.file.open("rb") as kept:
        signed = [("ky-nhan.pdf", kept.read())]
    pay_awards(decision, by=tam, day=DAY, only=[first.pk], files=signed, slip=Slip("PC 05"))
    pay_awards(decision, by=tam, day=DAY, only=[second.pk])  # the list that came back holds for all
    receipt = SignedCopy.objects.get(kind="payment-list")
    assert {each.receipt for each in FundEntry.objects.filter(kind=FundKind.PAYMENT)} == {receipt}
    assert first.entries.get().voucher == "PC 05"


def test_paid_and_unpaid_by_recipient(people, tam, dung, an, django_assert_num_queries):
    decision = scene.issued(dung, *people)
    award = decision.awards.first()
    scene.paid(decision, only=[award.pk])
    officer = signed_in(tam)
    officer.get("/khen-thuong/chi-tra/")
    with django_assert_num_queries(11):
        unpaid = officer.get("/khen-thuong/chi-tra/").content.decode()
    assert "Chưa chi (2)" in unpaid
    assert "(Năm trăm bốn mươi nghìn đồng)" in unpaid
    pay = f"/khen-thuong/{decision.pk}/chi-thuong/"
    assert unpaid.count(f'href="{pay}"') == 2
    paid = officer.get("/khen-thuong/chi-tra/?danh-sach=da-chi").content.decode()
    assert award.name in paid
    assert "20/12/2023" in paid
    reads = signed_in(dung).get("/khen-thuong/chi-tra/")
    assert reads.status_code == 200
    assert pay not in reads.content.decode(), "the chairman reads, the accountant pays"


def test_the_accountant_gets_the_ledger_as_numbers(people, tam, dung, tmp_path):
    decision = scene.issued(dung, *people)
    pay_awards(decision, by=tam, day=DAY, seen_signed=True, slip=Slip("PC 05"))
    ledger.reverse(
        FundEntry.objects.last(), by=tam, day=DAY, reason="Ghi nhầm năm", override_reason="Chờ cấp lại"
    )
    sent = signed_in(tam).get("/khen-thuong/quy/so-quy.xlsx")
    file = tmp_path / "so-quy.xlsx"
    file.write_bytes(b"".join(sent.streaming_content) if sent.streaming else sent.content)
    sheet = openpyxl.load_workbook(file)["Sổ quỹ"]
    rows = [row for row in sheet.iter_rows(values_only=True) if isinstance(row[0], int)]
    assert [row[4] for row in rows] == [10_000_000, None, None, None, -10_000_000]
    assert [row[5] for row in rows] == [None, 540_000, 270_000, 270_000, None]
    assert [row[6] for row in rows] == [10_000_000, 9_460_000, 9_190_000, 8_920_000, -1_080_000]
    paid = rows[1]
    assert (paid[1].date(), paid[2]) == (DAY, "PC 05")
    assert paid[7] == "12/QĐ-UBND ngày 05/12/2023"
    assert (paid[8], paid[9], paid[10]) == ("Ban nhân dân Khóm 1", "Ban nhân dân Khóm 1", "Huỳnh Minh Tâm")
    assert rows[4][11] == "Ghi nhầm năm; Chờ cấp lại"


# --- two at once --------------------------------------------------------------------------------------------


def at_once(*acts) -> list:
    """Run these at the same moment in threads of their own; what each came to."""
    came_to, start = [None] * len(acts), threading.Barrier(len(acts))

    def run(place, act):
        start.wait()
        try:
            came_to[place] = act()
        except Refused as refused:
            came_to[place] = refused
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return came_to


@pytest.mark.django_db(transaction=True)
def test_two_drafts_sent_at_once_do_not_count_on_the_same_money(people, cuc):
    meeting = scene.council_result(*people)
    make.fund_income(people[0], amount=800_000)
    first = draft_decision(meeting, by=cuc, planned_on=scene.PLANNED)
    collective, *persons = [each.nominee_id for each in first.awards.all()]
    plan(first, by=cuc, day=scene.PLANNED, chosen=[collective])
    second = draft_decision(meeting, by=cuc, planned_on=scene.PLANNED)
    assert {each.nominee_id for each in second.awards.all()} == set(persons)
    results = at_once(
        lambda: DECISION_FLOW.perform("send", first, by=cuc),
        lambda: DECISION_FLOW.perform("send", second, by=cuc),
    )
    assert sum(isinstance(each, Refused) for each in results) == 1
    assert Decision.objects.filter(status=S.AWAITING).count() == 1
    assert FundAccount.objects.get().committed == 540_000


@pytest.mark.django_db(transaction=True)
def test_two_accountants_at_once_spend_the_last_money_once_and_number_without_a_gap(campaign, tam, nga):
    make.fund_income(campaign, amount=1_000_000)
    results = at_once(
        lambda: spend(campaign, tam, 600_000),
        lambda: spend(campaign, nga, 600_000),
        lambda: make.fund_income(campaign, amount=100_000),
    )
    assert sum(isinstance(each, Refused) for each in results) == 1
    assert list(FundEntry.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3]
    assert fund_of(campaign).available == 500_000


@pytest.mark.django_db(transaction=True)
def test_the_same_bonus_is_not_paid_twice_at_once(people, tam, nga, dung):
    decision = scene.issued(dung, *people)
    scene_pay = [lambda who=who: scene.paid(decision, who) for who in (tam, nga)]
    results = at_once(*scene_pay)
    assert sorted(len(each) for each in results) == [0, 3]
    assert fund_of(people[0]).paid == 1_080_000
