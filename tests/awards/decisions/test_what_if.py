"""Trying out a list: who is in, the day, the fund; several decisions from one meeting; nothing saved by trying."""

from datetime import date

import pytest
from django.test import Client

from awards.decisions.drafting import draft_decision, plan
from awards.decisions.what_if import warnings_of_day, what_if
from awards.decisions.workflow import DECISION_FLOW, approve, issue, strike
from awards.models import Award, Decision
from dossiers.enums import NomineeStatus as N
from dossiers.models import Nominee
from phuong6.office.workflow import Refused
from tests import factories as make
from tests.awards import decision_scene as scene


@pytest.fixture
def people(campaign, unit, an, cuc, dung, hoa):
    return campaign, unit, an, cuc, [dung, hoa]


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def ids(decision) -> list[str]:
    return [str(pk) for pk in decision.awards.order_by("position").values_list("nominee", flat=True)]


def post(client, decision, where="tinh-thu", **typed):
    return client.post(f"/khen-thuong/{decision.pk}/{where}/", {"planned_on": "05/12/2023"} | typed)


def test_trying_out_tells_sums_and_fund_and_saves_nothing(people, cuc):
    decision = scene.drafted(*people)
    chosen = ids(decision)[:2]
    shown = post(signed_in(cuc), decision, chosen=chosen).content.decode()
    assert "2 giấy khen, 810.000 đồng" in shown
    assert "tính thử, chưa lưu" in shown
    assert "Quỹ còn lại <strong>9.190.000 đồng</strong>" in shown
    decision.refresh_from_db()
    assert (decision.total, decision.awards.count()) == (1_080_000, 3)


def test_htmx_is_given_the_bar_and_the_warnings_alone(people, cuc):
    decision = scene.drafted(*people)
    officer = signed_in(cuc)
    part = officer.post(
        f"/khen-thuong/{decision.pk}/tinh-thu/",
        {"planned_on": "01/07/2024", "chosen": ids(decision)},
        headers={"HX-Request": "true"},
    ).content.decode()
    assert "<html" not in part
    assert "1.430.000 đồng" in part
    assert "Ngày ký sau 31/12/2023: căn cứ pháp lý và mẫu cần đổi sang Luật Thi đua, khen thưởng" in part
    assert "Từ ngày 01/07/2024 lương cơ sở là 2.340.000 đồng (trước đó 1.800.000 đồng)" in part


def test_saving_keeps_the_ticks_and_the_day(people, cuc):
    decision = scene.drafted(*people)
    first, *_ = ids(decision)
    post(signed_in(cuc), decision, "danh-sach", chosen=[first], planned_on="06/12/2023")
    decision.refresh_from_db()
    assert (ids(decision), decision.total, decision.planned_on) == ([first], 540_000, date(2023, 12, 6))


def test_a_name_ticked_again_returns_to_its_place(people, cuc):
    decision = scene.drafted(*people)
    everybody = ids(decision)
    plan(decision, by=cuc, day=scene.PLANNED, chosen=[int(everybody[0]), int(everybody[2])])
    plan(decision, by=cuc, day=scene.PLANNED, chosen=[int(each) for each in everybody])
    assert ids(decision) == everybody


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"planned_on": "31/02/2024"}, "không phải là ngày có thật"),
        ({"chosen": ["999999"]}, "có tên không còn chọn được"),
        (
            {"planned_on": "23/11/2023"},
            "Ngày dự kiến ký không thể trước ngày Hội đồng họp xong (24/11/2023).",
        ),
        ({"planned_on": "05/12/2050"}, "Hãy xem lại năm."),
    ],
)
@pytest.mark.parametrize("where", ["tinh-thu", "danh-sach"])
def test_what_cannot_be_computed_is_said_and_nothing_changes(people, cuc, where, wrong, sentence):
    decision = scene.drafted(*people)
    refused = post(signed_in(cuc), decision, where, **({"chosen": ids(decision)} | wrong))
    assert refused.status_code == 422
    assert sentence in refused.content.decode()
    decision.refresh_from_db()
    assert (decision.total, decision.planned_on) == (1_080_000, scene.PLANNED)


def test_only_noi_vu_tries_and_saves(people, dung, an, boss):
    decision = scene.drafted(*people)
    for where in ("tinh-thu", "danh-sach"):
        assert post(signed_in(dung), decision, where).status_code == 403
        for person in (an, boss):
            assert post(signed_in(person), decision, where).status_code == 404


def test_the_bar_is_on_the_chairmans_page_too(people, dung):
    decision = scene.awaiting(*people)
    shown = signed_in(dung).get(f"/khen-thuong/{decision.pk}/").content.decode()
    assert 'class="fund-bar"' in shown
    assert "3 giấy khen, 1.080.000 đồng" in shown


def test_the_day_warns_on_both_sides_of_the_law_and_the_salary(people):
    decision = scene.drafted(*people)
    assert warnings_of_day(decision, date(2023, 12, 31)) == []
    [law] = warnings_of_day(decision, date(2024, 1, 1))
    assert law.startswith("Ngày ký sau 31/12/2023")
    assert len(warnings_of_day(decision, date(2024, 6, 30))) == 1
    law, salary = warnings_of_day(decision, date(2024, 7, 1))
    assert salary.startswith("Từ ngày 01/07/2024 lương cơ sở")
    nominees = Nominee.objects.filter(award__decision=decision)
    assert what_if(decision, nominees, date(2024, 6, 30)).total == 1_080_000
    assert what_if(decision, nominees, date(2024, 7, 1)).total == 1_430_000


def test_no_decision_is_planned_for_a_day_before_the_council_met(people, cuc):
    meeting = scene.council_result(*people)
    with pytest.raises(Refused, match=r"trước ngày Hội đồng họp xong \(24/11/2023\)"):
        draft_decision(meeting, by=cuc, planned_on=date(2023, 6, 30))
    page = signed_in(cuc).post(f"/khen-thuong/soan/{meeting.pk}/", {"planned_on": "30/06/2023"})
    assert page.status_code == 422
    assert "Ngày dự kiến ký không thể trước ngày Hội đồng họp xong" in page.content.decode()
    decision = draft_decision(meeting, by=cuc, planned_on=scene.CLOSED)  # the very day will do
    with pytest.raises(Refused, match="trước ngày Hội đồng họp xong"):
        plan(decision, by=cuc, day=date(2023, 11, 23))


def test_an_older_draft_of_such_a_day_is_not_sent_and_its_sums_say_why(people, cuc):
    decision = scene.drafted(*people)
    Decision.objects.update(planned_on=date(2023, 6, 30))
    decision.refresh_from_db()
    with pytest.raises(Refused, match="Ngày dự kiến ký không thể trước ngày Hội đồng họp xong"):
        DECISION_FLOW.perform("send", decision, by=cuc)
    sentence = "Ngày dự kiến ký không thể trước ngày Hội đồng họp xong (24/11/2023)."
    assert warnings_of_day(decision, decision.day) == [sentence]
    assert sentence in signed_in(cuc).get(f"/khen-thuong/{decision.pk}/").content.decode()


# --- several decisions --------------------------------------------------------------------------------------


def test_part_of_the_recommended_now_and_the_rest_later(people, cuc, dung, an):
    first = scene.drafted(*people)
    meeting, everybody = first.meeting, [int(each) for each in ids(first)]
    failed = Nominee.objects.get(pk=everybody[2])
    plan(first, by=cuc, day=scene.PLANNED, chosen=everybody[:1])
    second = draft_decision(meeting, by=cuc, planned_on=scene.PLANNED)
    assert {int(each) for each in ids(second)} == set(everybody[1:])
    with pytest.raises(Refused, match="quyết định khác"):
        plan(first, by=cuc, day=scene.PLANNED, chosen=everybody)
    for number, decision in ((12, first), (13, second)):
        DECISION_FLOW.perform("send", decision, by=cuc)
        if decision == second:
            scene_strike(failed, dung)
        approve(decision, by=dung, password=make.PASSWORD)
        issue(decision, by=cuc, number=number, decided_on=scene.PLANNED)
    assert Decision.objects.filter(number__in=["12/QĐ-UBND", "13/QĐ-UBND"]).count() == 2
    assert Award.objects.filter(nominee__status=N.AWARDED).count() == 2


def scene_strike(nominee, chairman):
    strike(nominee.award, by=chairman, note="Có đơn thư")


def test_who_failed_is_told_with_the_last_decision_of_the_meeting_so_that_nobody_can_guess(
    people, cuc, dung, an
):
    first = scene.drafted(*people)
    everybody = [int(each) for each in ids(first)]
    rest = Nominee.objects.get(pk=everybody[1])
    failed = Nominee.objects.get(pk=everybody[2])
    DECISION_FLOW.perform("send", first, by=cuc)
    scene_strike(failed, dung)
    DECISION_FLOW.perform("send_back", first, by=dung, note="Chia làm hai đợt")
    plan(first, by=cuc, day=scene.PLANNED, chosen=everybody[:1])
    DECISION_FLOW.perform("send", first, by=cuc)
    approve(first, by=dung, password=make.PASSWORD)
    issue(first, by=cuc, number=12, decided_on=scene.PLANNED)
    shown = signed_in(an).get("/khen-thuong/").content.decode()
    assert rest.name not in shown
    assert failed.name not in shown, "else An would know that the other one still waits"
    second = draft_decision(first.meeting, by=cuc, planned_on=scene.PLANNED)
    DECISION_FLOW.perform("send", second, by=cuc)
    approve(second, by=dung, password=make.PASSWORD)
    issue(second, by=cuc, number=13, decided_on=scene.PLANNED)
    shown = signed_in(an).get("/khen-thuong/").content.decode()
    assert rest.name in shown
    assert failed.name in shown
