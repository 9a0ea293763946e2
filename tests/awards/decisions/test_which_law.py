"""A day without a law, and a list under two laws (Luật 06/2026/QH16, NĐ 152/2025 until 28/02/2027)."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from awards.decisions.drafting import draft_decision, plan, split_by_law
from awards.decisions.which_law import laws_of_list
from awards.decisions.workflow import DECISION_FLOW, approve, issue
from awards.enums import DecisionStatus as S
from awards.models import Decision
from campaigns.models import LegalRegime
from dossiers.models import Dossier
from phuong6.office.workflow import NotAllowed, Refused
from tests import factories as make
from tests.awards import decision_scene as scene

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
NEW_LAW = "Luật sửa đổi, bổ sung một số điều của Luật Thi đua, khen thưởng ngày 23 tháng 4 năm 2026"
LAST_OF_OLD = datetime(2026, 9, 30, 23, 59, 59, tzinfo=HANOI)
FIRST_OF_NEW = datetime(2026, 10, 1, 0, 0, tzinfo=HANOI)
DAY = date(2026, 12, 15)
REASON = "Cùng một đợt tổng kết, mức thưởng như nhau"


@pytest.fixture
def people(campaign, unit, an, cuc, dung, hoa):
    return campaign, unit, an, cuc, [dung, hoa]


@pytest.fixture
def two(people, other_unit, em):
    """A draft on two units: the old law's dossier has one person, the new law's two people."""
    campaign, unit, an, cuc, voters = people
    scene.appraised(campaign, other_unit, em, cuc, people=1, collectives=0)
    decision = scene.drafted(campaign, unit, an, cuc, voters, people=2, collectives=0)
    Dossier.objects.filter(unit=other_unit).update(received_at=LAST_OF_OLD)
    Dossier.objects.filter(unit=unit).update(received_at=FIRST_OF_NEW)
    return decision


def names(nominees) -> list[str]:
    return [each.name for each in nominees]


# --- a day no law covers ------------------------------------------------------------------------------


def test_a_draft_for_a_day_without_a_law_is_refused_with_what_to_do(people, cuc):
    meeting = scene.council_result(*people)
    with pytest.raises(Refused, match=r"chỉ áp dụng đến hết ngày 28/02/2027.*Chế độ pháp lý"):
        draft_decision(meeting, by=cuc, planned_on=date(2027, 3, 1))
    assert not Decision.objects.exists()
    assert draft_decision(meeting, by=cuc, planned_on=date(2027, 2, 28)).total == 1_520_000 + 2 * 760_000


def test_it_goes_on_under_another_law_with_a_recorded_reason(people, cuc):
    meeting, newest = scene.council_result(*people), LegalRegime.objects.get(code="nd-152-2025")
    with pytest.raises(Refused, match="phải ghi lý do"):
        draft_decision(meeting, by=cuc, planned_on=date(2027, 3, 1), regime=newest, reason=" ")
    made = draft_decision(
        meeting, by=cuc, planned_on=date(2027, 3, 1), regime=newest, reason="Chờ nghị định mới"
    )
    assert (made.regime_override, made.override_reason) == (newest, "Chờ nghị định mới")
    assert made.total == 1_520_000 + 2 * 760_000
    told = "Nghị định 152/2025/NĐ-CP áp dụng từ 01/07/2025 đến 28/02/2027, không gồm ngày này; dùng theo lý do đã ghi."
    assert told in scene.warnings(made)


def test_the_page_asks_for_another_law_only_on_such_a_day(people, cuc, client):
    meeting = scene.council_result(*people)
    client.force_login(cuc)
    address = f"/khen-thuong/soan/{meeting.pk}/"
    campaign = people[0]
    campaign.__class__.objects.filter(pk=campaign.pk).update(ends_on=date(2026, 12, 31))
    assert "regime_override" not in client.get(address).content.decode()
    refused = client.post(address, {"planned_on": "01/03/2027"})
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "Hoặc chọn một chế độ khác dưới đây và ghi lý do." in page
    assert 'value="01/03/2027"' in page
    newest = LegalRegime.objects.get(code="nd-152-2025").pk
    typed = {"planned_on": "01/03/2027", "regime_override": newest}
    assert "phải ghi lý do" in client.post(address, typed | {"override_reason": ""}).content.decode()
    assert client.post(address, typed | {"override_reason": "Chờ nghị định mới"}).status_code == 302
    assert Decision.objects.get().override_reason == "Chờ nghị định mới"


def test_a_draft_whose_law_has_ended_meanwhile_says_so_and_does_not_go_on(people, cuc, client):
    decision = scene.drafted(*people)
    LegalRegime.objects.filter(code="nd-91-2017").update(last_day=date(2023, 11, 30))
    client.force_login(cuc)
    assert (
        "chỉ áp dụng đến hết ngày 30/11/2023" in client.get(f"/khen-thuong/{decision.pk}/").content.decode()
    )
    with pytest.raises(Refused, match="chọn một chế độ khác"):
        DECISION_FLOW.perform("send", decision, by=cuc)


# --- two laws -----------------------------------------------------------------------------------------


def test_until_the_day_of_the_new_law_there_is_one_law(two, cuc):
    decision = plan(two, by=cuc, day=date(2026, 9, 30))
    assert laws_of_list(decision, decision.regime, decision.planned_on) is None
    assert NEW_LAW not in decision.law_bases


def test_the_day_a_dossier_was_received_says_which_law(two, cuc, unit, other_unit):
    decision = plan(two, by=cuc, day=date(2026, 10, 1))
    laws = laws_of_list(decision, decision.regime, decision.planned_on)
    assert laws.straddles
    assert {each.dossier.unit for each in laws.old} == {other_unit}
    assert {each.dossier.unit for each in laws.new} == {unit}
    assert (len(laws.old), len(laws.new)) == (1, 2)


def test_a_list_under_two_laws_names_them_and_is_not_sent_without_a_reason(two, cuc):
    decision = plan(two, by=cuc, day=DAY)
    old = names(laws_of_list(decision, decision.regime, DAY).old)[0]
    with pytest.raises(
        Refused, match=f"trước ngày 01/10/2026 theo luật cũ: .*{old}.*tách thành hai quyết định"
    ):
        DECISION_FLOW.perform("send", decision, by=cuc)
    decision = plan(decision, by=cuc, day=DAY, two_laws_reason=REASON)
    sent = DECISION_FLOW.perform("send", decision, by=cuc)
    assert (sent.status, sent.two_laws_reason) == (S.AWAITING, REASON)
    assert NEW_LAW in sent.law_bases


def test_it_becomes_two_decisions_each_under_its_own_law(two, cuc, an):
    decision = plan(two, by=cuc, day=DAY, two_laws_reason=REASON)
    laws = laws_of_list(decision, decision.regime, DAY)
    with pytest.raises(NotAllowed):
        split_by_law(decision, by=an)
    other = split_by_law(decision, by=cuc)
    decision.refresh_from_db()
    assert [each.nominee for each in decision.awards.all()] == list(laws.old)
    assert [each.nominee for each in other.awards.all()] == list(laws.new)
    assert (decision.total, other.total) == (760_000, 1_520_000)
    assert NEW_LAW not in decision.law_bases
    assert NEW_LAW in other.law_bases
    assert decision.two_laws_reason == other.two_laws_reason == ""
    for each in (decision, other):
        assert DECISION_FLOW.perform("send", each, by=cuc).status == S.AWAITING
    with pytest.raises(Refused, match="đang là dự thảo"):
        split_by_law(other, by=cuc)


def test_a_list_under_one_law_is_not_split(two, cuc, other_unit):
    Dossier.objects.filter(unit=other_unit).update(received_at=FIRST_OF_NEW)
    decision = plan(two, by=cuc, day=DAY, two_laws_reason=REASON)
    assert decision.two_laws_reason == ""
    with pytest.raises(Refused, match="chỉ theo một luật"):
        split_by_law(decision, by=cuc)


def test_the_day_signed_may_bring_a_list_under_two_laws(two, cuc, dung):
    """Planned for the last day of the old law, signed on the first of the new one: back to the draft."""
    decision = plan(two, by=cuc, day=date(2026, 9, 30))
    DECISION_FLOW.perform("send", decision, by=cuc)
    approve(decision, by=dung, password=make.PASSWORD)
    late = datetime(2026, 10, 2, 9, 0, tzinfo=HANOI)
    with pytest.raises(Refused, match="theo luật cũ"):
        issue(decision, by=cuc, number=12, decided_on=date(2026, 10, 1), at=late)
    assert issue(decision, by=cuc, number=12, decided_on=date(2026, 9, 30), at=late).status == S.ISSUED


def test_the_page_names_both_and_offers_both_ways(two, cuc, client):
    plan(two, by=cuc, day=DAY)
    client.force_login(cuc)
    page = client.get(f"/khen-thuong/{two.pk}/").content.decode()
    assert "Hồ sơ nhận trước ngày 01/10/2026 theo luật cũ: " in page
    assert "Tách thành hai quyết định" in page
    assert "Lý do để chung hồ sơ theo hai luật" in page
    chosen = list(two.awards.values_list("nominee", flat=True))
    typed = {"planned_on": "15/12/2026", "chosen": chosen, "two_laws_reason": REASON}
    client.post(f"/khen-thuong/{two.pk}/danh-sach/", typed)
    two.refresh_from_db()
    assert two.two_laws_reason == REASON
    split = client.post(f"/khen-thuong/{two.pk}/tach/", follow=True).content.decode()
    assert "Đã tách" in split
    assert Decision.objects.count() == 2
    client.force_login(make.UserFactory())
    assert client.post(f"/khen-thuong/{two.pk}/tach/").status_code in {403, 404}
