"""The accountant's part: who drafts is not who pays, and what he reads of decisions (docs/decisions/0023)."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from awards.decisions.drafting import plan
from awards.decisions.revoking import GivenBack, Handover, change_revocation, recover
from awards.decisions.workflow import DECISION_FLOW, approve, issue
from awards.enums import DecisionStatus as S
from awards.enums import FundKind
from awards.models import FundEntry
from awards.money import ledger
from awards.money.fund import fund_of
from awards.money.rules import NOBODY, why_not_pay
from awards.payments.paying import pay_awards
from campaigns.enums import Role
from campaigns.models import Membership
from phuong6.office.workflow import Refused
from tests import factories as make
from tests.awards import decision_scene as scene

DAY = date(2023, 12, 20)
pytestmark = pytest.mark.django_db


@pytest.fixture
def people(campaign, unit, an, cuc, dung, hoa):
    return campaign, unit, an, cuc, [dung, hoa]


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def give(person, role) -> None:
    """One more role for somebody."""
    Membership.objects.create(user=person, role=role)
    if hasattr(person, "memberships_read"):
        del person.memberships_read


def read(person, address) -> str:
    return signed_in(person).get(address).content.decode()


# --- separate hands -----------------------------------------------------------------------------------------


def test_who_drafted_a_decision_does_not_pay_it_though_he_holds_both_roles(people, cuc, tam, dung):
    decision = scene.issued(dung, *people)
    give(cuc, Role.ACCOUNTANT)
    assert "người soạn không đồng thời là người chi. Người ghi được: Huỳnh Minh Tâm." in why_not_pay(
        cuc, decision
    )
    with pytest.raises(Refused, match="Người ghi được: Huỳnh Minh Tâm"):
        pay_awards(decision, by=cuc, day=DAY, seen_signed=True)
    assert not FundEntry.objects.filter(kind=FundKind.PAYMENT).exists()
    assert why_not_pay(tam, decision) == ""
    assert len(pay_awards(decision, by=tam, day=DAY, seen_signed=True)) == 3


def test_the_page_says_so_before_anything_is_typed_and_refuses_what_is_sent(people, cuc, tam, dung):
    decision = scene.issued(dung, *people)
    give(cuc, Role.ACCOUNTANT)
    page = reverse("decision-pay", args=[decision.pk])
    own, asked = read(cuc, f"/khen-thuong/{decision.pk}/"), read(cuc, page)
    for shown in (own, asked):
        assert "người soạn không đồng thời là người chi" in shown
    assert page not in own, "no button without its door"
    assert 'name="awards"' not in asked
    sent = {
        "day": "20/12/2023",
        "awards": list(decision.awards.values_list("pk", flat=True)),
        "seen_signed": "on",
    }
    refused = signed_in(cuc).post(page, sent)
    assert refused.status_code == 422
    assert "Người ghi được: Huỳnh Minh Tâm" in refused.content.decode()
    assert fund_of(people[0]).paid == 0


@pytest.mark.parametrize("hand", ["sent", "issued", "confirmed"])
def test_every_move_is_a_hand_in_the_decision(people, cuc, cam, dung, hand):
    """Cúc drafts; whoever only sent, confirmed or issued it is refused as well."""
    decision = scene.drafted(*people)
    DECISION_FLOW.perform("send", decision, by=cam if hand == "sent" else cuc)
    approve(decision, by=dung, password=make.PASSWORD)
    issue(decision, by=cam if hand == "issued" else cuc, number=12, decided_on=scene.PLANNED)
    person = dung if hand == "confirmed" else cam
    give(person, Role.ACCOUNTANT)
    assert why_not_pay(person, decision)
    with pytest.raises(Refused):
        pay_awards(decision, by=person, day=DAY, seen_signed=True)


def test_who_only_changed_a_colleagues_draft_had_a_hand_in_it_too(people, cuc, cam, dung):
    decision = scene.drafted(*people)
    chosen = [each.nominee_id for each in decision.awards.all()][:2]
    plan(decision, by=cam, day=scene.PLANNED, chosen=chosen)
    DECISION_FLOW.perform("send", decision, by=cuc)
    approve(decision, by=dung, password=make.PASSWORD)
    issue(decision, by=cuc, number=12, decided_on=scene.PLANNED)
    give(cam, Role.ACCOUNTANT)
    with pytest.raises(Refused, match="người soạn không đồng thời là người chi"):
        pay_awards(decision, by=cam, day=DAY, seen_signed=True)


def test_who_only_changed_a_colleagues_draft_of_a_revocation_takes_no_money_back(people, cuc, cam, tam, dung):
    old = scene.issued(dung, *people)
    scene.paid(old, tam)
    draft = scene.revocation_draft(old, cuc)
    change_revocation(
        draft, by=cam, awards=[old.awards.first().pk], why=scene.WHY, planned_on=scene.REVOKED_ON
    )
    DECISION_FLOW.perform("send", draft, by=cuc)
    approve(draft, by=dung, password=make.PASSWORD)
    done = issue(draft, by=cuc, number=20, decided_on=scene.REVOKED_ON)
    give(cam, Role.ACCOUNTANT)
    back = [GivenBack(done.revocation.lines.get(), False, 540_000)]
    with pytest.raises(Refused, match="Người ghi được: Huỳnh Minh Tâm"):
        recover(done.revocation, back, Handover(make.at(28, 12), "Văn phòng", "A", "B"), by=cam)


def test_both_roles_pay_a_decision_somebody_else_drafted_sent_and_issued(people, cam, dung):
    decision = scene.issued(dung, *people)
    give(cam, Role.ACCOUNTANT)
    assert len(pay_awards(decision, by=cam, day=DAY, seen_signed=True)) == 3


def test_where_nobody_else_can_pay_it_says_whom_to_ask(people, cuc, tam, dung):
    decision = scene.issued(dung, *people)
    give(cuc, Role.ACCOUNTANT)
    tam.is_active = False
    tam.save()
    assert "Chưa có ai khác giữ vai trò Kế toán; hãy đề nghị người quản trị" in why_not_pay(cuc, decision)


def test_a_payment_is_not_taken_back_by_who_drafted_the_decision_either(people, cuc, tam, dung):
    decision = scene.issued(dung, *people)
    entry = scene.paid(decision, tam)[0]
    give(cuc, Role.ACCOUNTANT)
    with pytest.raises(Refused, match="người soạn không đồng thời là người chi"):
        ledger.reverse(entry, by=cuc, day=DAY, reason="Ghi nhầm")
    entry.refresh_from_db()
    assert not entry.is_void
    income = ledger.receive(people[0], 1_000, by=cuc, day=DAY, text="Lãi tiền gửi")
    ledger.reverse(income, by=cuc, day=DAY, reason="Ghi nhầm")  # no decision, no second hand


def test_who_drafted_the_revocation_takes_its_giay_khen_and_not_its_money(people, cuc, tam, dung):
    old = scene.issued(dung, *people)
    scene.paid(old, tam)
    done = scene.revoked(old, cuc, dung)
    line = done.revocation.lines.get()
    give(cuc, Role.ACCOUNTANT)
    paper = Handover(make.at(28, 12), "Văn phòng", "A", "B")
    with pytest.raises(Refused, match="Người ghi được: Huỳnh Minh Tâm"):
        recover(done.revocation, [GivenBack(line, True, 270_000)], paper, by=cuc)
    form = read(cuc, reverse("revocation-recover", args=[done.pk]))
    assert f"certificate_{line.pk}" in form
    assert f"amount_{line.pk}" not in form
    assert "Người ghi được: Huỳnh Minh Tâm" in form
    recover(done.revocation, [GivenBack(line, True, 0)], paper, by=cuc)
    recover(done.revocation, [GivenBack(line, False, 270_000)], paper, by=tam)


# --- what the accountant reads --------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [S.DRAFT, S.AWAITING, S.APPROVED])
def test_a_decision_under_way_is_not_the_accountants(people, tam, dung, status):
    decision = scene.drafted(*people) if status == S.DRAFT else scene.awaiting(*people)
    if status == S.APPROVED:
        approve(decision, by=dung, password=make.PASSWORD)
    own, client = f"/khen-thuong/{decision.pk}", signed_in(tam)
    asked = [f"{own}/", f"{own}/quyet-dinh.pdf", f"{own}/chi-thuong/", f"{own}/thu-hoi/", f"{own}/huy-bo/"]
    asked += [f"/van-ban/{kind}/{decision.pk}/" for kind in ("decision", "payment-list", "revocation")]
    for address in asked:
        assert client.get(address).status_code == 404, address
    listed = client.get("/khen-thuong/").content.decode()
    for secret in (decision.awards.first().name, f"/khen-thuong/{decision.pk}", "Dự thảo"):
        assert secret not in listed


def test_an_issued_decision_shows_its_sums_its_list_to_sign_and_the_way_to_pay(people, tam, dung):
    decision = scene.issued(dung, *people)
    shown = read(tam, f"/khen-thuong/{decision.pk}/")
    assert "1.080.000 đồng (Một triệu không trăm tám mươi nghìn đồng)" in shown
    for address in ("decision-pay", "decision-pdf"):
        assert reverse(address, args=[decision.pk]) in shown
    lists = f"/van-ban/payment-list/{decision.pk}/"
    assert lists in shown
    assert signed_in(tam).get(lists).status_code == 200
    assert signed_in(tam).get(f"{lists}van-ban.pdf").content.startswith(b"%PDF-")
    scene.paid(decision, tam)
    assert reverse("decision-pay", args=[decision.pk]) not in read(tam, f"/khen-thuong/{decision.pk}/")


def test_the_accountant_moves_no_decision_and_opens_no_other_room(people, tam, dung):
    decision, client = scene.issued(dung, *people), signed_in(tam)
    own = f"/khen-thuong/{decision.pk}"
    for address in (
        f"{own}/giay-khen/",
        f"{own}/huy-bo/",
        "/khen-thuong/so/",
        "/hoi-dong/",
        "/van-ban/",
        "/don-doc/",
    ):
        assert client.get(address).status_code in (403, 404), address
    for move in ("send", "approve", "send_back", "issue"):
        assert client.post(f"{own}/chuyen/{move}/").status_code == 404, move
    for room in ("decision", "award", "certificate", "council"):
        assert client.get(f"/quan-tri/awards/{room}/").status_code in (302, 403, 404), room
    assert client.get("/quan-tri/awards/fundentry/").status_code == 200
    assert client.get("/quan-tri/awards/fundentry/add/").status_code == 403


def test_the_council_learns_nothing_of_the_money(people, hoa, tam, dung):
    decision = scene.issued(dung, *people)
    entry, client = scene.paid(decision, tam)[0], signed_in(hoa)
    own = f"/khen-thuong/{decision.pk}"
    for address in (
        "/khen-thuong/quy/", "/khen-thuong/quy/so-quy.xlsx", "/khen-thuong/chi-tra/", f"{own}/quyet-dinh.pdf",
        f"/khen-thuong/quy/{entry.pk}/ghi-dao/", f"/van-ban/payment-list/{decision.pk}/",
    ):  # fmt: skip
        assert client.get(address).status_code == 404, address
    assert client.get(f"{own}/chi-thuong/").status_code == 403
    assert "540.000" not in client.get(f"{own}/").content.decode()


# --- before somebody is appointed -------------------------------------------------------------------------------


def test_without_an_accountant_the_pages_of_money_say_how_to_appoint_one(people, cuc, dung, kien):
    decision = scene.issued(dung, *people)
    Membership.objects.filter(role=Role.ACCOUNTANT).delete()
    for person in (cuc, dung):
        for address in ("/khen-thuong/quy/", f"/khen-thuong/{decision.pk}/"):
            assert NOBODY in read(person, address), (person, address)
    lacking = "Chưa có ai giữ vai trò Kế toán: chưa ai ghi được thu, chi của quỹ"
    for person in (cuc, kien):
        assert lacking in read(person, "/"), person
    give(make.user("nga", "Trịnh Thị Nga"), Role.ACCOUNTANT)
    for person in (cuc, kien):
        assert lacking not in read(person, "/"), person
    assert NOBODY not in read(cuc, "/khen-thuong/quy/")


def test_the_administrator_gives_the_role_where_he_gives_the_others(ward, kien, cuc):
    asked = signed_in(kien).get(f"/quan-tri/phuong6/user/{cuc.pk}/change/").content.decode()
    assert '<option value="accountant">Kế toán</option>' in asked
    assert signed_in(cuc).get(f"/quan-tri/phuong6/user/{cuc.pk}/change/").status_code in (302, 403)


# --- the start page ----------------------------------------------------------------------------------------------


def test_what_waits_for_the_accountant_stands_on_the_start_page(people, cuc, tam, dung):
    decision = scene.issued(dung, *people)
    start, pay = read(tam, "/"), reverse("decision-pay", args=[decision.pk])
    assert "Quyết định 12/QĐ-UBND: chi tiền thưởng 3 giấy khen, 1.080.000 đồng" in start
    assert pay in start
    assert '<a href="/khen-thuong/quy/">Sổ quỹ</a>' in start
    assert "Quỹ thiếu" not in start
    income = FundEntry.objects.get(kind=FundKind.INCOME)
    ledger.reverse(income, by=tam, day=DAY, reason="Ghi nhầm", override_reason="Chờ cấp lại")
    assert "Quỹ thiếu 1.080.000 đồng so với số đã cam kết chi" in read(tam, "/")
    make.fund_income(people[0])
    scene.paid(decision, tam)
    start = read(tam, "/")
    assert "Quỹ thiếu" not in start
    assert pay not in start
    scene.revoked(decision, cuc, dung)
    assert "Quyết định 20/QĐ-UBND: thu lại 270.000 đồng tiền thưởng" in read(tam, "/")


def test_a_decision_of_ones_own_is_told_apart_on_the_start_page(people, cuc, tam, dung):
    scene.issued(dung, *people)
    give(cuc, Role.ACCOUNTANT)
    start = read(cuc, "/")
    assert "Người khác ghi" in start
    assert "Người ghi được: Huỳnh Minh Tâm" in start


def test_one_place_of_the_menu_is_here(people, tam):
    shown = read(tam, "/khen-thuong/quy/")
    assert shown.count('aria-current="page">Sổ quỹ') == shown.count('">Khen thưởng</a></li>') > 0
