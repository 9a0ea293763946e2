"""What the officer finds, confirms and concludes on a nominee."""

import pytest
import time_machine

from campaigns.enums import Role
from campaigns.models import Membership
from criteria.models import ReformIndex
from dossiers.appraising import appraisal
from dossiers.models import Nominee
from dossiers.workflow import DOSSIER, NOMINEE
from phuong6.office.models import Holiday
from phuong6.office.workflow import NotAllowed, Refused
from tests import factories as make


def text(response) -> str:
    return response.content.decode()


def again(row):
    row.refresh_from_db()
    return row


def test_after_saving_one_is_back_at_the_same_nominee(desk, person, cuc):
    response = desk(cuc).note(person, "clearance", on="20/11/2023")
    assert response["Location"].endswith(f"#truong-hop-{person.pk}")


def test_the_confirmation_is_dated_and_signed_by_who_pressed(desk, person, cuc):
    desk(cuc).note(person, "clearance", on="17/11/2023", note="Công an phường trả lời")
    again(person)
    assert (f"{person.clear_on:%d/%m}", person.clear_by, person.clear_note) == (
        "17/11",
        cuc,
        "Công an phường trả lời",
    )


def test_a_confirmation_dated_tomorrow_is_refused_and_kept_on_the_page(desk, person, cuc):
    response = desk(cuc).note(person, "clearance", on="21/11/2023", note="Chờ trả lời")
    assert response.status_code == 422
    assert "không thể sau hôm nay" in text(response)
    assert "Chờ trả lời" in text(response)
    assert again(person).clear_on is None


def test_a_confirmation_may_be_taken_back(desk, person, cuc):
    desk(cuc).note(person, "clearance", on="17/11/2023")
    desk(cuc).note(person, "clearance", on="", note="Có đơn mới")
    assert (again(person).clear_on, person.clear_by, person.clear_note) == (None, None, "Có đơn mới")


def test_nobody_is_eligible_without_the_confirmation(desk, person, cuc):
    response = desk(cuc).conclude(person, "accept", note="Đủ tiêu chuẩn")
    assert response.status_code == 422
    assert "Chưa xác nhận ngày kiểm tra" in text(response)
    assert "Đủ tiêu chuẩn" in text(response)
    assert again(person).status == "proposed"
    make.judged(person, cuc)
    assert desk(cuc).conclude(person, "accept", note="Đủ tiêu chuẩn").status_code == 302
    assert (again(person).status, person.without_figures) == ("eligible", False)


def test_all_that_stops_a_conclusion_is_said_at_once(desk, person, cuc, other_unit):
    ReformIndex.objects.filter(year=2023).update(value="79.99")
    person.official.unit = other_unit
    person.official.save()
    read = text(desk(cuc).conclude(person, "accept", note="x"))
    assert "Chưa thẩm định tiêu chí: Tiêu chí 1; Tiêu chí 2." in read
    assert "Chưa xác nhận ngày kiểm tra" in read
    assert "không thuộc đơn vị đề nghị" in read
    assert "Không đạt tiêu chí về Chỉ số CCHC: Chỉ số năm 2023 là 79,99 %, dưới 80 %." in read


@pytest.mark.parametrize(("found", "words"), [("not_met", "không đạt"), ("insufficient", "chưa đủ căn cứ")])
def test_who_does_not_meet_a_criterion_is_eligible_only_with_a_reason(desk, person, cuc, found, words):
    make.judged(person, cuc)
    row = person.findings.order_by("criterion__order").first()
    person.findings.filter(pk=row.pk).update(finding=found)
    response = desk(cuc).conclude(person, "accept", note="")
    assert response.status_code == 422
    assert f"Tiêu chí chưa đạt: Tiêu chí 1 ({words}). Muốn vẫn kết luận" in text(response)
    assert desk(cuc).conclude(person, "accept", note="Có mô hình mới thay thế").status_code == 302
    assert (again(person).status, person.conclusion) == ("eligible", "Có mô hình mới thay thế")


def test_a_refusal_names_its_reason_and_says_why(desk, person, cuc):
    mine = desk(cuc)
    read = text(mine.conclude(person, "reject", note=""))
    assert "Hãy chọn lý do không đủ điều kiện." in read
    assert "Hãy ghi lý do trước khi bấm" in read
    assert mine.conclude(person, "reject", reason="not_met", note="Chưa đạt tiêu chí 1").status_code == 302
    assert (again(person).status, person.reason, person.conclusion) == (
        "ineligible",
        "not_met",
        "Chưa đạt tiêu chí 1",
    )


def test_missing_figures_need_a_reason_and_leave_a_mark(desk, in_review, person, cuc):
    ReformIndex.objects.all().delete()
    make.judged(person, cuc)
    mine = desk(cuc)
    response = mine.conclude(person, "accept", note="")
    assert response.status_code == 422
    assert "Muốn kết luận đủ điều kiện phải ghi lý do" in text(response)
    mine.conclude(person, "accept", note="Thành phố chưa công bố Chỉ số 2023")
    assert (again(person).status, person.without_figures) == ("eligible", True)
    assert "Chưa đủ căn cứ về Chỉ số" in text(mine.open(in_review))


def test_an_earlier_pair_of_years_needs_a_reason_that_is_printed(desk, in_review, person, cuc):
    make.index(in_review.unit.ward, 2021, "78")
    mine = desk(cuc)
    assert "Hãy ghi lý do chọn cặp năm khác" in text(mine.note(person, "years", later="2022", reason=""))
    assert mine.note(person, "years", later="2022", reason="Chưa công bố 2023").status_code == 302
    read = text(mine.open(in_review))
    assert (
        "Chỉ số năm 2022 là 79,95 %, dưới 80 %: không đạt (chọn cặp năm này vì: Chưa công bố 2023)." in read
    )
    mine.note(person, "years", later="2023", reason="")
    assert (again(person).index_year, person.index_reason) == (None, "")


def test_a_later_pair_of_years_is_no_choice(desk, person, cuc):
    assert desk(cuc).note(person, "years", later="2024", reason="x").status_code == 422
    with pytest.raises(Refused, match="trước cặp 2023–2022"):
        appraisal.choose_index_years(person, later=2024, reason="x", by=cuc)


def test_findings_are_saved_together_with_who_and_when(desk, person, cuc):
    first, second = person.findings.all()
    typed = {
        f"found-{first.pk}": "met",
        f"found-{second.pk}": "not_met",
        f"note-{second.pk}": "Chưa có sáng kiến",
    }
    assert desk(cuc).note(person, "findings", **typed).status_code == 302
    assert (again(first).finding, first.found_by) == ("met", cuc)
    assert (again(second).finding, second.finding_note) == ("not_met", "Chưa có sáng kiến")


def test_a_finding_against_the_unit_says_why_or_nothing_is_saved(desk, person, cuc):
    first, second = person.findings.all()
    typed = {f"found-{first.pk}": "met", f"found-{second.pk}": "insufficient"}
    response = desk(cuc).note(person, "findings", **typed)
    assert response.status_code == 422
    assert "vì sao chưa đủ căn cứ" in text(response)
    assert again(first).finding == ""


def test_looking_again_does_not_rewrite_who_found_first(desk, person, cuc, cam):
    first, second = person.findings.all()
    desk(cuc).note(person, "findings", **{f"found-{first.pk}": "met"})
    desk(cam).note(person, "findings", **{f"found-{first.pk}": "met", f"found-{second.pk}": "met"})
    assert (again(first).found_by, again(second).found_by) == (cuc, cam)


def test_a_finding_that_is_no_finding_is_refused(desk, person, cuc):
    first = person.findings.first()
    assert desk(cuc).note(person, "findings", **{f"found-{first.pk}": "excellent"}).status_code == 422
    with pytest.raises(Refused):
        appraisal.record_finding(first, found="excellent", by=cuc)


def test_after_a_conclusion_nothing_is_written_until_it_is_taken_back(desk, person, cuc):
    make.eligible(person, cuc)
    mine = desk(cuc)
    response = mine.note(person, "clearance", on="17/11/2023")
    assert response.status_code == 422
    assert "đã có kết luận" in text(response)
    assert again(person).clear_on
    assert mine.conclude(person, "reconsider").status_code == 302
    assert mine.note(person, "clearance", on="").status_code == 302


def test_before_taking_up_nothing_is_found_or_concluded(desk, dossier, cuc):
    person = dossier.nominees.get(kind="individual")
    mine = desk(cuc)
    assert "Chỉ ghi nhận xét khi hồ sơ đang thẩm định" in text(
        mine.note(person, "clearance", on="20/11/2023")
    )
    assert "Chỉ kết luận khi hồ sơ đang thẩm định" in text(mine.conclude(person, "accept", note="x"))


class TestOwnCase:
    @pytest.fixture
    def own(self, person, cuc):
        """The officer herself is nominated."""
        person.official.user = cuc
        person.official.save()
        return person

    def test_nobody_concludes_on_herself(self, desk, in_review, own, cuc):
        mine = desk(cuc)
        assert "Đây là trường hợp của chính bạn" in text(mine.open(in_review))
        assert mine.conclude(own, "accept", note="x").status_code == 403
        assert mine.conclude(own, "reject", reason="not_met", note="x").status_code == 403
        assert mine.note(own, "clearance", on="20/11/2023").status_code == 403
        assert mine.note(own, "years", later="2022", reason="x").status_code == 403
        with pytest.raises(NotAllowed):
            appraisal.record_finding(own.findings.first(), found="met", by=cuc)

    def test_another_officer_does(self, desk, own, cam):
        make.judged(own, cam)
        desk(cam).note(own, "clearance", on="20/11/2023")
        assert desk(cam).conclude(own, "accept", note="Đủ").status_code == 302
        assert again(own).concluded_by == cam

    def test_or_the_chairman_on_this_one_case(self, desk, in_review, own, collective, dung):
        mine = desk(dung)
        read = text(mine.open(in_review))
        assert f"conclude-{own.pk}-note" in read
        assert f"conclude-{collective.pk}-note" not in read
        make.judged(own, dung)
        assert mine.note(own, "clearance", on="20/11/2023").status_code == 302
        assert mine.conclude(own, "accept", note="Đủ").status_code == 302
        assert again(own).concluded_by == dung
        assert mine.conclude(collective, "reject", reason="not_met", note="x").status_code == 403


class TestTwice:
    @pytest.fixture
    def other(self, campaign, other_unit, person, em, cuc):
        """The same person also stands in the other unit's dossier (she moved meanwhile)."""
        row = make.draft(campaign, other_unit, em)
        nominee = make.nominate(row, person.official)
        DOSSIER.perform("submit", make.complete(row, em), by=em, at=make.at(12))
        DOSSIER.perform("take_up", row, by=cuc)
        return nominee

    def test_the_officer_sees_both_with_a_link(self, desk, in_review, other, cuc):
        read = text(desk(cuc).open(in_review))
        assert "Cũng được đề nghị ở hồ sơ khác" in read
        assert f'href="/quan-tri/ho-so/{other.dossier.code}/"' in read

    def test_only_one_is_concluded_eligible(self, desk, other, person, other_unit, cuc):
        make.eligible(person, cuc)
        person.official.unit = other_unit
        person.official.save()
        make.judged(other, cuc)
        response = desk(cuc).conclude(other, "accept", note="Đủ")
        assert response.status_code == 422
        assert "đã được kết luận đủ điều kiện ở hồ sơ của" in text(response)
        assert "Đã có kết luận" in text(desk(cuc).open(other.dossier))
        assert again(other).status == "proposed"

    def test_namesakes_are_shown_to_the_officer_as_a_question(
        self, desk, campaign, in_review, other_unit, em, cuc
    ):
        row = make.draft(campaign, other_unit, em)
        make.nominate(row, make.OfficialFactory(unit=other_unit, full_name="Lê Thị Bè"))
        read = text(desk(cuc).open(in_review))
        assert "Có người trùng tên" in read
        assert row.code in read


class TestNotice:
    @pytest.fixture
    def refused(self, in_review, person, collective, cuc):
        make.eligible(collective, cuc)
        NOMINEE.perform("reject", person, by=cuc, note="Chưa đạt", reason="not_met")
        return person

    def test_it_waits_for_the_end_of_the_appraisal(self, desk, refused, cuc):
        response = desk(cuc).conclude(refused, "release_notice")
        assert "Hãy kết thúc thẩm định hồ sơ trước khi báo kết quả." in text(response)

    def test_its_day_is_ten_working_days_from_the_full_dossier(self, desk, in_review, refused, cuc):
        Holiday.objects.create(day=make.at(20).date(), name="Nghỉ bù")
        assert 'Báo không khen thưởng: <time datetime="2023-11-27">' in text(desk(cuc).open(in_review))

    def test_it_is_given_once(self, desk, in_review, refused, cuc):
        DOSSIER.perform("finish", in_review, by=cuc)
        mine = desk(cuc)
        assert mine.conclude(refused, "release_notice").status_code == 302
        assert again(refused).told_at
        assert "Đã báo cho đơn vị rồi." in text(mine.conclude(refused, "release_notice"))
        assert "Báo kết quả cho đơn vị" not in text(mine.open(in_review))


def test_a_nominee_is_withdrawn_with_a_reason(desk, in_review, person, cuc):
    mine = desk(cuc)
    assert "Hãy ghi lý do." in text(mine.conclude(person, "withdraw", note=""))
    assert mine.conclude(person, "withdraw", note="Đơn vị đề nghị rút").status_code == 302
    assert again(person).status == "withdrawn"
    assert "Đơn vị đề nghị rút" in text(mine.open(in_review))


def test_a_copied_summary_is_pointed_out_and_not_refused(desk, in_review, person, collective, cuc):
    words = "Tham mưu Ủy ban nhân dân phường tổ chức tiếp nhận và trả kết quả hồ sơ đúng hạn, trước hạn cho người dân."
    Nominee.objects.filter(pk=person.pk).update(summary=words)
    Nominee.objects.filter(pk=collective.pk).update(summary=f"{words} Cả năm.")
    assert "Gần như trùng với" in text(desk(cuc).open(in_review))


def test_the_page_shows_when_it_came_and_by_which_deadline(desk, in_review, cuc):
    read = text(desk(cuc).open(in_review))
    assert "Nhận lúc 09:00:00 Thứ Sáu, 10/11/2023. Hạn: hết Thứ Ba, 14/11/2023." in read


def test_a_first_handing_in_after_the_extension_counts_as_in_time_by_it(desk, campaign, unit, an, cuc):
    appraisal.grant_extension(campaign, unit, too_late=make.at(23, hour=0), reason="Bão", by=cuc)
    row = make.submitted(campaign, unit, an, moment=make.at(20, hour=9))
    read = text(desk(cuc).open(row))
    assert "Đúng hạn" in read
    assert "(đã gia hạn)" in read


def test_an_officer_with_two_roles_still_cannot_conclude_on_herself(desk, in_review, person, cuc):
    Membership.objects.create(user=cuc, role=Role.CHAIRMAN)
    person.official.user = cuc
    person.official.save()
    assert desk(cuc).conclude(person, "accept", note="x").status_code == 403


def test_the_page_asks_the_same_number_of_questions_for_one_nominee_and_for_five(
    desk, campaign, unit, other_unit, an, em, cuc, django_assert_num_queries
):
    one = make.submitted(campaign, unit, an)
    row = make.draft(campaign, other_unit, em)
    for _ in range(5):
        make.nominate(row)
    DOSSIER.perform("submit", make.complete(row, em), by=em, at=make.at(12))
    for each in (one, row):
        DOSSIER.perform("take_up", each, by=cuc)
        with time_machine.travel(make.at(21)):
            mine = desk(cuc)
            mine.queue()
            mine.open(one)  # Django looks kinds of rows up once
            with django_assert_num_queries(33):
                mine.open(each)
