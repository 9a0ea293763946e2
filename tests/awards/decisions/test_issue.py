"""The chairman's confirmation and the issuing of the signed paper (docs/decisions/0011)."""

import hashlib
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from awards.decisions.papers.decision import KIND as DECISION_PAPER
from awards.decisions.workflow import DECISION_FLOW, approve, issue, strike
from awards.enums import DecisionStatus as S
from awards.models import Award, Decision
from campaigns.models import Signer
from dossiers.enums import NomineeStatus
from dossiers.models import Nominee
from phuong6.office.models import IssuedPaper, Move
from phuong6.office.workflow import NotAllowed, Refused
from tests import factories as make
from tests.awards import decision_scene as scene

TODAY = date(2024, 7, 15)


@pytest.fixture
def people(campaign, unit, an, cuc, dung, hoa):
    return campaign, unit, an, cuc, [dung, hoa]


@pytest.fixture
def today(time_machine):
    """15/07/2024, 09:00 in Vietnam: after the change of salary of 01/07/2024."""
    time_machine.move_to(make.at(15, 7, year=2024), tick=False)
    return TODAY


def test_the_chairman_confirms_with_his_password_and_the_decision_freezes_its_signer(people, dung):
    decision = approve(scene.awaiting(*people), by=dung, password=make.PASSWORD)
    assert (decision.status, decision.approved_by, decision.approved_total) == (S.APPROVED, dung, 1_080_000)
    assert (decision.signer_title, decision.signer_name) == ("CHỦ TỊCH", "Ngô Văn Dũng")


def test_a_wrong_password_is_refused_and_nothing_moves(people, dung):
    decision = scene.awaiting(*people)
    with pytest.raises(Refused, match="Mật khẩu chưa đúng"):
        approve(decision, by=dung, password="sai")
    decision.refresh_from_db()
    assert decision.status == S.AWAITING


def test_no_way_around_the_password(people, dung):
    with pytest.raises(Refused, match="mật khẩu"):
        DECISION_FLOW.perform("approve", scene.awaiting(*people), by=dung)


def test_neither_superuser_nor_anyone_else_confirms(people, boss, cuc, kien, hoa, an):
    decision = scene.awaiting(*people)
    for person in (boss, cuc, kien, hoa, an):
        with pytest.raises(NotAllowed):
            approve(decision, by=person, password=make.PASSWORD)


def test_a_deputy_signs_in_the_chairmans_place(people, phuc):
    decision = approve(scene.awaiting(*people), by=phuc, password=make.PASSWORD)
    assert decision.signer_title.splitlines() == ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]


def test_a_deputy_whose_record_has_run_out_does_not_sign(people, phuc):
    Signer.objects.filter(user=phuc).update(to_day=date(2023, 1, 1))
    with pytest.raises(NotAllowed):
        approve(scene.awaiting(*people), by=phuc, password=make.PASSWORD)


def test_on_his_own_case_only_the_deputy_decides(people, dung, phuc):
    decision = scene.awaiting(*people)
    official = decision.awards.last().nominee.official
    official.user = dung
    official.save()
    with pytest.raises(NotAllowed):
        approve(decision, by=dung, password=make.PASSWORD)
    with pytest.raises(NotAllowed):
        strike(decision.awards.first(), by=dung, note="Lý do")
    assert approve(decision, by=phuc, password=make.PASSWORD).status == S.APPROVED


def test_a_sum_other_than_the_one_shown_is_not_confirmed(people, dung):
    with pytest.raises(Refused, match="vừa thay đổi"):
        approve(scene.awaiting(*people), by=dung, password=make.PASSWORD, shown_total=1_350_000)


def test_sending_back_needs_a_reason_and_clears_the_confirmation(people, dung, cuc):
    decision = scene.confirmed(dung, *people)
    with pytest.raises(Refused, match="lý do"):
        DECISION_FLOW.perform("send_back", decision, by=cuc, note="  ")
    back = DECISION_FLOW.perform("send_back", decision, by=cuc, note="Sai chức vụ")
    assert (back.status, back.approved_by, back.signer_name) == (S.DRAFT, None, "")


def test_issuing_freezes_number_day_list_and_file(people, dung):
    decision = scene.issued(dung, *people)
    assert (decision.number, decision.decided_on) == ("12/QĐ-UBND", scene.PLANNED)
    with decision.file.file.open("rb") as kept:
        content = kept.read()
    assert content.startswith(b"%PDF-")
    assert hashlib.sha256(content).hexdigest() == decision.file.sha256
    assert [each.register_no for each in scene.certificates(decision)] == [1, 2, 3]


def test_issuing_tells_the_outcomes(people, dung):
    decision = scene.awaiting(*people)
    strike(decision.awards.last(), by=dung, note="Có đơn thư")
    assert not Nominee.objects.filter(told_at__isnull=False).exists()
    approve(decision, by=dung, password=make.PASSWORD)
    assert not Nominee.objects.filter(told_at__isnull=False).exists()
    issue(decision, by=people[3], number=1, decided_on=scene.PLANNED)
    assert set(Nominee.objects.values_list("status", flat=True)) == {
        NomineeStatus.AWARDED,
        NomineeStatus.DECLINED,
    }
    assert not Nominee.objects.filter(told_at__isnull=True).exists()


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (scene.CLOSED - timedelta(days=1), "không thể trước ngày Hội đồng họp xong"),
        (TODAY + timedelta(days=1), "không thể ở tương lai"),
        (None, "Hãy ghi ngày ký"),
    ],
)
def test_the_day_lies_between_the_council_and_today(people, dung, cuc, today, day, sentence):
    decision = scene.confirmed(dung, *people)
    with pytest.raises(Refused, match=sentence):
        issue(decision, by=cuc, number=1, decided_on=day)
    decision.refresh_from_db()
    assert decision.status == S.APPROVED, "a wrong day must not send it back either"


def test_the_day_of_the_council_itself_will_do(people, dung):
    assert scene.issued(dung, *people, day=scene.CLOSED).decided_on == scene.CLOSED


def test_today_will_do(people, dung, today):
    decision = scene.confirmed(dung, *people)
    back = issue(decision, by=people[3], number=1, decided_on=TODAY)
    approve(back, by=dung, password=make.PASSWORD)
    assert issue(back, by=people[3], number=1, decided_on=TODAY).decided_on == TODAY


def test_late_in_the_evening_it_is_still_that_day_in_vietnam(people, dung, time_machine):
    time_machine.move_to(make.at(5, 12, hour=0, minute=30), tick=False)  # still 4 December in UTC
    decision = scene.confirmed(dung, *people)
    assert issue(decision, by=people[3], number=1, decided_on=scene.PLANNED).status == S.ISSUED


def test_a_day_that_changes_a_sum_brings_it_back_to_the_chairman(people, dung, cuc, today):
    decision = scene.confirmed(dung, *people)
    back = issue(decision, by=cuc, number=7, decided_on=date(2024, 7, 1))
    assert (back.status, back.approved_by, back.total) == (S.AWAITING, None, 1_430_000)
    assert not IssuedPaper.objects.filter(series__key="decision").exists()
    note = Move.objects.get(workflow="decision", move="requeue").note
    assert "từ 1.080.000 đồng thành 1.430.000 đồng" in note
    approve(back, by=dung, password=make.PASSWORD, shown_total=1_430_000)
    done = issue(back, by=cuc, number=7, decided_on=date(2024, 7, 1))
    assert (done.status, done.awards.first().amount) == (S.ISSUED, 710_000)


def test_a_day_that_changes_only_the_law_takes_the_new_bases(people, dung, cuc, today):
    decision = scene.confirmed(dung, *people)
    done = issue(decision, by=cuc, number=7, decided_on=date(2024, 1, 2))
    assert (done.status, done.regime.code, done.total) == (S.ISSUED, "nd-98-2023", 1_080_000)
    assert any("98/2023" in line for line in done.law_bases)


@pytest.mark.parametrize("number", [None, 0, -3])
def test_a_number_is_needed(people, dung, cuc, number):
    decision = scene.confirmed(dung, *people)
    with pytest.raises(Refused, match="số quyết định"):
        issue(decision, by=cuc, number=number, decided_on=scene.PLANNED)


def test_a_number_is_given_once_a_year_and_the_next_one_is_named(people, dung, cuc, em, other_unit, hoa):
    first = scene.issued(dung, *people, number=12)
    campaign = people[0]
    scene.appraised(campaign, other_unit, em, cuc, people=1)
    meeting = make.closed_meeting(campaign, first.meeting.council, cuc, [dung, hoa])
    second = scene.draft_decision(meeting, by=cuc, planned_on=scene.PLANNED)
    DECISION_FLOW.perform("send", second, by=cuc)
    approve(second, by=dung, password=make.PASSWORD)
    with pytest.raises(Refused, match="Số tiếp theo là 13"):
        issue(second, by=cuc, number=12, decided_on=scene.PLANNED)
    second.refresh_from_db()
    assert second.status == S.APPROVED
    done = issue(second, by=cuc, number=15, decided_on=scene.PLANNED)  # văn thư's book has gaps
    assert done.number == "15/QĐ-UBND"
    assert scene.certificates(done)[0].register_no == 4, "the award register runs on"


def test_neither_chairman_nor_superuser_enters_the_number(people, dung, boss, kien):
    decision = scene.confirmed(dung, *people)
    for person in (dung, boss, kien):
        with pytest.raises(NotAllowed):
            issue(decision, by=person, number=1, decided_on=scene.PLANNED)


def test_nothing_is_issued_that_was_not_confirmed(people, cuc):
    decision = scene.awaiting(*people)
    with pytest.raises(Refused, match="Ban hành"):
        issue(decision, by=cuc, number=1, decided_on=scene.PLANNED)


@pytest.mark.parametrize("move", ["send", "approve", "send_back", "issue", "requeue"])
def test_an_issued_decision_moves_no_more(people, dung, cuc, move):
    decision = scene.issued(dung, *people)
    for person in (cuc, dung):
        with pytest.raises(Refused):
            DECISION_FLOW.perform(
                move,
                decision,
                by=person,
                note="x",
                number=2,
                decided_on=scene.PLANNED,
                password_confirmed=True,
            )
        with pytest.raises(Refused):
            strike(decision.awards.first(), by=person, note="x")


def test_the_database_itself_refuses_an_issued_decision_without_its_paper(people, dung):
    decision = scene.issued(dung, *people)
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(paper=None)


def test_the_paper_dates_the_council_by_vietnams_clock(people, dung, cuc):
    meeting = scene.council_result(*people)
    meeting.closed_at = make.at(25, hour=0, minute=20)  # 24 November, 17:20 UTC
    meeting.save()
    make.fund_income(people[0])
    decision = scene.draft_decision(meeting, by=cuc, planned_on=scene.PLANNED)
    bases = DECISION_PAPER.paper(decision).blocks[0]
    assert "25 tháng 11 năm 2023" in bases.lines[-1]


def test_two_awards_of_one_decision_never_share_a_place(people):
    decision = scene.drafted(*people)
    first, second, _ = decision.awards.all()
    with pytest.raises(IntegrityError), transaction.atomic():
        Award.objects.filter(pk=second.pk).update(position=first.position)
