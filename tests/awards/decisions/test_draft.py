"""The draft: from the council's result, computed for a day, sent to the chairman."""

from datetime import date

import pytest

from awards.decisions.drafting import discard_draft, draft_decision, plan, recompute, role_line
from awards.decisions.workflow import DECISION_FLOW, approve, choose_again, strike
from awards.enums import DecisionStatus
from awards.models import Award, Decision
from awards.money.fund import fund_of
from campaigns.enums import Rounding
from campaigns.models import LegalRegime
from dossiers.enums import NomineeStatus
from dossiers.workflow import NOMINEE
from phuong6.office.models import Audience
from phuong6.office.workflow import NotAllowed, Refused, moves_of
from tests import factories as make
from tests.awards import decision_scene as scene


@pytest.fixture
def people(campaign, unit, an, cuc, dung, hoa):
    """What a scene needs, in its order."""
    return campaign, unit, an, cuc, [dung, hoa]


def test_the_list_holds_whom_the_council_recommended_collectives_first(people):
    decision = scene.drafted(*people, people=2, collectives=2)
    assert [each.position for each in decision.awards.all()] == [1, 2, 3, 4]
    assert [each.nominee.kind for each in decision.awards.all()] == ["collective"] * 2 + ["individual"] * 2
    assert decision.total == 2 * 540_000 + 2 * 270_000
    assert decision.law_bases[0].startswith("Luật Tổ chức chính quyền địa phương")


def test_every_line_keeps_where_its_sum_came_from(people):
    award = scene.drafted(*people).awards.last()
    assert (str(award.rate), award.base_salary, award.rounding) == ("0.150", 1_800_000, Rounding.UP)
    assert award.article == "Điều 73 khoản 1 điểm d"


def test_only_noi_vu_drafts(people, dung, an, kien, boss):
    meeting = scene.council_result(*people)
    for person in (dung, an, kien, boss):
        with pytest.raises(NotAllowed):
            draft_decision(meeting, by=person, planned_on=scene.PLANNED)


def test_a_meeting_that_is_not_over_gives_no_decision(people, cuc, campaign):
    scene.appraised(*people[:4], people=1)
    meeting = make.open_meeting(campaign, make.council(campaign.ward), cuc)
    with pytest.raises(Refused, match="chưa kết thúc"):
        draft_decision(meeting, by=cuc, planned_on=scene.PLANNED)


def test_nobody_is_drafted_twice(people, cuc):
    decision = scene.drafted(*people)
    with pytest.raises(Refused, match="Không có trường hợp nào"):
        draft_decision(decision.meeting, by=cuc, planned_on=scene.PLANNED)


def test_a_draft_never_sent_is_thrown_away_and_its_names_are_free_again(people, cuc, client):
    decision = scene.drafted(*people)
    client.force_login(cuc)
    address = f"/khen-thuong/{decision.pk}/bo/"
    assert f'href="{address}"' in client.get(f"/khen-thuong/{decision.pk}/").content.decode()
    assert "có thể soạn quyết định khác" in client.get(address).content.decode()
    assert "Đã bỏ dự thảo." in client.post(address, follow=True).content.decode()
    assert not Decision.objects.exists()
    again = draft_decision(decision.meeting, by=cuc, planned_on=scene.PLANNED)
    assert again.awards.count() == 3


def test_a_draft_the_chairman_has_had_is_kept(people, cuc, dung, client):
    decision = scene.awaiting(*people)
    with pytest.raises(Refused, match="đang là dự thảo"):
        discard_draft(decision, by=cuc)
    DECISION_FLOW.perform("send_back", decision, by=dung, note="Xem lại danh sách")
    client.force_login(cuc)
    assert "Bỏ dự thảo này" not in client.get(f"/khen-thuong/{decision.pk}/").content.decode()
    kept = client.post(f"/khen-thuong/{decision.pk}/bo/", follow=True).content.decode()
    assert "đã trình Chủ tịch một lần nên được giữ lại" in kept
    assert decision.awards.count() == 3


def test_only_noi_vu_throws_a_draft_away(people, dung, an, hoa, kien, boss, client):
    decision = scene.drafted(*people)
    for person in (dung, an, hoa, kien, boss):
        with pytest.raises(NotAllowed):
            discard_draft(decision, by=person)
        client.force_login(person)
        assert client.post(f"/khen-thuong/{decision.pk}/bo/").status_code in {403, 404}
    assert decision.awards.count() == 3


def test_another_planned_day_changes_law_salary_and_sums(people, cuc):
    decision = plan(scene.drafted(*people), by=cuc, day=date(2024, 7, 1))
    assert decision.regime.code == "nd-98-2023"
    assert decision.total == 710_000 + 2 * 360_000
    assert "2022" in " ".join(decision.law_bases)


def test_another_regime_needs_a_reason(people, cuc):
    decision = scene.drafted(*people)
    newer = LegalRegime.objects.get(code="nd-152-2025")
    with pytest.raises(Refused, match="lý do"):
        plan(decision, by=cuc, day=scene.PLANNED, regime=newer, reason="  ")
    changed = plan(decision, by=cuc, day=scene.PLANNED, regime=newer, reason="Theo hướng dẫn của thành phố")
    assert changed.total == 1_080_000 + 2 * 540_000
    back = plan(changed, by=cuc, day=scene.PLANNED)
    assert (back.total, back.override_reason) == (1_080_000, "")


def test_unchecked_law_warns_and_checked_law_does_not(people, cuc):
    decision = scene.drafted(*people)
    assert scene.warnings(decision) == []
    warned = scene.warnings(plan(decision, by=cuc, day=date(2024, 1, 2)))
    assert any("chưa đối chiếu văn bản gốc" in each for each in warned)
    assert any("Ngày ký sau 31/12/2023: căn cứ pháp lý và mẫu cần đổi sang" in each for each in warned)
    assert any(each.startswith("Hệ số 0,3 (tập thể") for each in warned)
    assert not any(each.startswith("Hệ số 0,15 (cá nhân") for each in warned)


def test_an_award_concluded_without_figures_is_marked_with_its_reason(people):
    decision = scene.drafted(*people)
    nominee = decision.awards.last().nominee
    nominee.without_figures, nominee.conclusion = True, "Chưa công bố Chỉ số năm 2022"
    nominee.save()
    assert any("Chưa công bố Chỉ số năm 2022" in each for each in scene.warnings(decision))


def test_a_withdrawn_name_stops_the_sending_until_the_list_is_saved_again(people, cuc):
    decision = scene.drafted(*people)
    gone = decision.awards.last()
    NOMINEE.perform("withdraw", gone.nominee, by=cuc, note="Chuyển công tác", at=make.at(27))
    with pytest.raises(Refused, match="không còn được Hội đồng đề nghị"):
        DECISION_FLOW.perform("send", decision, by=cuc)
    refreshed = plan(decision, by=cuc, day=scene.PLANNED)
    assert not Award.objects.filter(pk=gone.pk).exists()
    assert (refreshed.total, refreshed.awards.count()) == (810_000, 2)
    assert DECISION_FLOW.perform("send", decision, by=cuc).status == DecisionStatus.AWAITING


def test_a_commitment_starts_when_the_draft_goes_to_the_chairman_and_follows_the_list(people, cuc, dung):
    decision = scene.drafted(*people)
    assert fund_of(decision.campaign).committed == 0
    DECISION_FLOW.perform("send", decision, by=cuc)
    assert fund_of(decision.campaign).committed == 1_080_000
    strike(decision.awards.last(), by=dung, note="Có đơn thư")
    assert fund_of(decision.campaign).committed == 810_000
    DECISION_FLOW.perform("send_back", decision, by=dung, note="Xem lại danh sách")
    assert fund_of(decision.campaign).committed == 0


def test_a_list_beyond_the_fund_needs_a_recorded_reason(people, cuc):
    meeting = scene.council_result(*people)
    make.fund_income(people[0], amount=1_079_999)
    decision = draft_decision(meeting, by=cuc, planned_on=scene.PLANNED)
    with pytest.raises(Refused, match=r"1\.080\.000 đồng vượt số dư quỹ 1\.079\.999 đồng"):
        DECISION_FLOW.perform("send", decision, by=cuc, fund_override_reason="  ")
    sent = DECISION_FLOW.perform("send", decision, by=cuc, fund_override_reason="Ngân sách bổ sung tháng 12")
    assert sent.fund_override_reason == "Ngân sách bổ sung tháng 12"


def test_a_list_of_exactly_the_fund_passes(people, cuc):
    meeting = scene.council_result(*people)
    make.fund_income(people[0], amount=1_080_000)
    decision = draft_decision(meeting, by=cuc, planned_on=scene.PLANNED)
    assert DECISION_FLOW.perform("send", decision, by=cuc).status == DecisionStatus.AWAITING


def test_what_lies_with_the_chairman_is_not_changed_behind_his_back(people, cuc):
    decision = scene.awaiting(*people)
    with pytest.raises(Refused, match="dự thảo"):
        plan(decision, by=cuc, day=date(2024, 7, 1))


def test_the_chairman_strikes_a_name_with_a_reason_and_the_unit_is_not_told(people, dung):
    decision = scene.awaiting(*people)
    award = decision.awards.last()
    with pytest.raises(Refused, match="lý do"):
        strike(award, by=dung, note=" ")
    strike(award, by=dung, note="Có đơn thư đang xem xét")
    decision.refresh_from_db()
    nominee = award.nominee
    nominee.refresh_from_db()
    assert (nominee.status, nominee.told_at) == (NomineeStatus.DECLINED, None)
    assert [each.position for each in decision.awards.all()] == [1, 2]
    assert decision.total == 810_000


def test_a_name_left_out_is_chosen_again_at_its_place_while_the_list_awaits_him(
    people, dung, cuc, boss, client
):
    decision = scene.awaiting(*people)
    first, _, last = decision.awards.all()
    strike(first, by=dung, note="Xem lại hồ sơ")
    for person in (cuc, boss):
        with pytest.raises(NotAllowed):
            choose_again(decision, first.nominee_id, by=person)
    with pytest.raises(Refused, match="không còn trong số không chọn"):
        choose_again(decision, last.nominee_id, by=dung)
    client.force_login(cuc)
    assert client.post(f"/khen-thuong/{decision.pk}/chon-lai/{first.nominee_id}/").status_code == 403
    client.force_login(dung)
    assert "Chọn lại" in client.get(f"/khen-thuong/{decision.pk}/").content.decode()
    done = client.post(f"/khen-thuong/{decision.pk}/chon-lai/{first.nominee_id}/", follow=True)
    assert "trở lại danh sách" in done.content.decode()
    decision.refresh_from_db()
    assert decision.awards.first().nominee_id == first.nominee_id
    assert decision.total == 1_080_000
    again = client.post(f"/khen-thuong/{decision.pk}/chon-lai/{first.nominee_id}/", follow=True)
    assert "không còn trong số không chọn" in again.content.decode()
    approve(decision, by=dung, password=make.PASSWORD)
    with pytest.raises(Refused, match="đang trình Chủ tịch"):
        choose_again(decision, first.nominee_id, by=dung)


def test_the_decision_s_own_log_says_who_was_left_out_and_put_back(people, dung):
    decision = scene.awaiting(*people)
    award = decision.awards.first()
    strike(award, by=dung, note="Xem lại hồ sơ")
    choose_again(decision, award.nominee_id, by=dung)
    who = award.nominee.addressed
    told = [(each.move, each.note, each.by, each.audience) for each in moves_of(decision)][1:]
    assert told == [
        ("strike", f"{who}: Xem lại hồ sơ", dung, Audience.OFFICE),
        ("choose_again", who, dung, Audience.OFFICE),
    ]
    assert [(each.move, each.note) for each in moves_of(award.nominee)][-2:] == [
        ("decline", "Xem lại hồ sơ"),
        ("choose_again", ""),
    ]


def test_nobody_but_the_signer_strikes_and_only_while_it_awaits_him(people, cuc, boss, dung):
    decision = scene.drafted(*people)
    with pytest.raises(Refused):
        strike(decision.awards.last(), by=dung, note="Lý do")
    DECISION_FLOW.perform("send", decision, by=cuc)
    for person in (cuc, boss):
        with pytest.raises(NotAllowed):
            strike(decision.awards.last(), by=person, note="Lý do")


def test_the_line_under_a_name_says_title_unit_and_place_once(people, campaign):
    decision = scene.drafted(*people, people=1)
    whole, person = (each.nominee for each in decision.awards.all())
    assert role_line(whole) == "Phường 6, thành phố Cao Lãnh"
    assert role_line(person) == "Trưởng khóm, Ban nhân dân Khóm 1, Phường 6, thành phố Cao Lãnh"
    person.position = "Trưởng Ban nhân dân Khóm 1"
    assert role_line(person) == "Trưởng Ban nhân dân Khóm 1, Phường 6, thành phố Cao Lãnh"
    person.position = "Trưởng khóm 1"
    assert role_line(person) == "Trưởng khóm 1, Phường 6, thành phố Cao Lãnh"
    person.position = "Trưởng khóm 11"
    assert role_line(person) == "Trưởng khóm 11, Ban nhân dân Khóm 1, Phường 6, thành phố Cao Lãnh"
    whole.name = "Tổ công nghệ số Khóm 1"
    assert role_line(whole) == "Ban nhân dân Khóm 1, Phường 6, thành phố Cao Lãnh", "a part names its body"


def test_an_issued_decision_is_never_computed_again(people, dung):
    decision = scene.issued(dung, *people)
    with pytest.raises(Refused, match="không thay đổi được"):
        recompute(Decision.objects.get(pk=decision.pk), date(2024, 7, 1))
