"""Units report each target for each stretch; Văn phòng - Thống kê verifies or sends back; exact to the last case."""

import io
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from criteria.enums import Direction, Period, ResultStatus
from criteria.measuring import reporting
from criteria.measuring.obligations import cells
from criteria.measuring.standing import Standing, share_standing
from criteria.models import Target, TargetResult
from criteria.periods import spans
from criteria.workflow import RESULT
from tests import factories as make
from tests.criteria.results import address, cell_of, join, report, share_target, task_target
from tests.lib.files.test_uploads import photo_bytes

FIRST, LAST = date(2023, 4, 1), date(2023, 10, 30)


@pytest.fixture
def target(campaign) -> Target:
    return share_target(campaign)


@pytest.fixture
def task(target) -> Target:
    return task_target(target.campaign)


@pytest.fixture(autouse=True)
def november(request):
    with time_machine.travel(make.at(9, month=10, hour=9), tick=True):
        yield


@pytest.fixture
def joined(campaign, unit, an):
    return join(campaign, unit, an)


# --- stretches and judging ---------------------------------------------------------------------------


def test_a_campaign_from_april_to_october_has_three_quarters_cut_to_its_own_days():
    assert [(each.label, each.first, each.last) for each in spans(Period.QUARTER, FIRST, LAST)] == [
        ("Quý II/2023", date(2023, 4, 1), date(2023, 6, 30)),
        ("Quý III/2023", date(2023, 7, 1), date(2023, 9, 30)),
        ("Quý IV/2023", date(2023, 10, 1), date(2023, 10, 30)),
    ]
    assert [each.label for each in spans(Period.HALF, FIRST, LAST)] == [
        "6 tháng đầu năm 2023",
        "6 tháng cuối năm 2023",
    ]
    assert len(spans(Period.MONTH, FIRST, LAST)) == 7
    assert spans(Period.CAMPAIGN, FIRST, LAST)[0].label == "Cả phong trào"


@given(
    st.sampled_from([Period.MONTH, Period.QUARTER, Period.HALF, Period.CAMPAIGN]),
    st.dates(date(2020, 1, 1), date(2030, 12, 31)),
    st.integers(0, 900),
)
def test_stretches_cover_every_day_once(period, first, days):
    last = date.fromordinal(first.toordinal() + days)
    found = spans(period, first, last)
    assert (found[0].first, found[-1].last) == (first, last)
    for one, following in pairwise(found):
        assert (following.first - one.last).days == 1


@pytest.mark.parametrize(
    ("yes", "of", "threshold", "direction", "standing"),
    [
        (1000, 1000, "100", Direction.AT_LEAST, Standing.MET),
        (999, 1000, "100", Direction.AT_LEAST, Standing.NOT_MET),
        (9_999_999, 10_000_000, "100", Direction.AT_LEAST, Standing.NOT_MET),
        (3, 10, "30", Direction.AT_LEAST, Standing.MET),
        (299_999, 1_000_000, "30", Direction.AT_LEAST, Standing.NOT_MET),
        (0, 0, "100", Direction.AT_LEAST, Standing.NOTHING),
        (1, 3, "33.3333", Direction.AT_MOST, Standing.NOT_MET),
        (5, 100, "5", Direction.AT_MOST, Standing.MET),
    ],
)
def test_a_share_is_judged_in_whole_numbers(yes, of, threshold, direction, standing):
    assert share_standing(yes, of, Decimal(threshold), direction) == standing


# --- reporting ---------------------------------------------------------------------------------------


def test_a_unit_types_saves_and_sends_on_its_page(client, campaign, unit, target, an, joined):
    client.force_login(an)
    page = client.get(address(unit, target)).content.decode()
    assert "Số hồ sơ trả đúng hạn hoặc trước hạn" in page
    client.post(address(unit, target), {"numerator": "999", "denominator": "1000", "text": "Một hồ sơ trễ."})
    result = TargetResult.objects.get()
    assert (result.status, result.numerator, result.denominator) == (ResultStatus.DRAFT, 999, 1000)
    assert "99,90 %" in client.get(address(unit, target)).content.decode()
    client.post(
        address(unit, target),
        {"numerator": "999", "denominator": "1000", "text": "Một hồ sơ trễ.", "send": "1"},
    )
    result.refresh_from_db()
    assert (result.status, result.reported_by) == (ResultStatus.REPORTED, an)
    assert "<textarea" not in client.get(address(unit, target)).content.decode()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"numerator": "12", "denominator": "10"}, "Số này (12) không thể lớn hơn tổng số (10)."),
        ({"numerator": "-1", "denominator": "10"}, "Số này không thể âm."),
        ({"numerator": "99,5", "denominator": "100"}, "Ghi số nguyên"),
        ({"numerator": "99%", "denominator": "100"}, "Ghi số nguyên"),
        ({"numerator": "mười", "denominator": "100"}, "Ghi số nguyên"),
        ({"numerator": "1", "denominator": "99999999999"}, "Số này quá lớn."),
        ({"numerator": "1", "denominator": ""}, "Chưa ghi: Số hồ sơ đã giải quyết."),
    ],
)
def test_bad_figures_are_told_at_their_place_and_stay_typed(
    client, unit, target, an, joined, typed, sentence
):
    client.force_login(an)
    response = client.post(address(unit, target), typed | {"text": "Đang ghi", "send": "1"})
    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert f'value="{typed["numerator"]}"' in page
    assert "Đang ghi" in page
    assert not TargetResult.objects.filter(status=ResultStatus.REPORTED).exists()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"done": "1", "done_on": "01/01/1900"}, "phải trong kỳ báo cáo, từ 01/04/2023 đến 30/10/2023"),
        ({"done": "1", "done_on": "10/10/2023"}, "Ngày hoàn thành không thể ở tương lai."),
        ({"done": "1", "done_on": "31/02/2023"}, "31/02/2023"),
        ({"done": "", "text": "Đã làm"}, "Chưa chọn đã hoàn thành hay chưa."),
        ({"done": "0", "text": ""}, "Chưa ghi đã làm gì, kết quả ra sao."),
        ({"done": "1", "text": "Xong"}, "Nhiệm vụ đã hoàn thành cần ít nhất một minh chứng."),
    ],
)
def test_a_task_asks_for_its_day_words_and_proof(client, unit, task, an, joined, typed, sentence):
    client.force_login(an)
    response = client.post(address(unit, task), typed | {"send": "1"})
    assert response.status_code == 422
    assert sentence in response.content.decode()


def test_proof_is_brought_shown_and_taken_off_while_open(client, campaign, unit, task, an, joined):
    client.force_login(an)
    file = io.BytesIO(photo_bytes())
    file.name = "anh.jpg"
    client.post(address(unit, task, name="result-proof"), {"files": file, "caption": "Buổi tuyên truyền"})
    proof = TargetResult.objects.get().evidence.get()
    assert "Buổi tuyên truyền" in client.get(address(unit, task)).content.decode()
    client.post(address(unit, task), {"done": "1", "done_on": "05/05/2023", "text": "Xong", "send": "1"})
    client.post(address(unit, task, "2023-04-01", "result-proof-remove", proof.pk))
    assert TargetResult.objects.get().evidence.count() == 1
    bad = io.BytesIO(b"MZ" + b"\0" * 99)
    bad.name = "anh.jpg"
    assert (
        "đã gửi nên không sửa được"
        in client.post(address(unit, task, name="result-proof"), {"files": bad}).content.decode()
    )


def test_the_database_itself_refuses_more_than_all(campaign, unit, target):
    with pytest.raises(IntegrityError), transaction.atomic():
        TargetResult.objects.create(
            target=target, unit=unit, period_from=FIRST, period_to=LAST, numerator=2, denominator=1
        )


def test_another_unit_and_the_office_find_no_such_page(client, unit, target, joined, em, cuc, thu, boss):
    for person in (em, cuc, thu, boss):
        client.force_login(person)
        assert client.get(address(unit, target)).status_code == 404
        assert client.post(address(unit, target), {"numerator": "1"}).status_code == 404


def test_a_unit_that_has_not_registered_owes_nothing(client, campaign, unit, target, an):
    client.force_login(an)
    assert cells(campaign, unit=unit) == []
    assert client.get(address(unit, target)).status_code == 404


# --- verifying ---------------------------------------------------------------------------------------


def test_statistics_sends_back_with_a_reason_the_unit_reads(client, campaign, unit, target, an, thu, joined):
    result = report(campaign, unit, target, an)
    client.force_login(thu)
    assert "99,90 %" in client.get(reverse("verify", args=[result.pk])).content.decode()
    empty = client.post(reverse("verify-move", args=[result.pk, "return"]), {"note": " "})
    assert empty.status_code == 422
    assert "Hãy ghi lý do để đơn vị biết cần sửa gì." in empty.content.decode()
    client.post(reverse("verify-move", args=[result.pk, "return"]), {"note": "Thiếu hồ sơ tháng 5."})
    client.force_login(an)
    assert "Thiếu hồ sơ tháng 5." in client.get(address(unit, target)).content.decode()
    assert "1 báo cáo chỉ tiêu cần sửa" in client.get("/").content.decode()


def test_a_unit_takes_back_what_it_sent_until_statistics_has_verified_it(
    client, campaign, unit, target, an, em, thu, joined
):
    result = report(campaign, unit, target, an)
    client.force_login(em)
    assert client.post(address(unit, target, name="result-take-back")).status_code == 404
    client.force_login(an)
    assert "Rút lại để sửa" in client.get(address(unit, target)).content.decode()
    client.post(address(unit, target, name="result-take-back"))
    result.refresh_from_db()
    assert result.status == ResultStatus.DRAFT
    page = client.get(address(unit, target)).content.decode()
    assert "Đã rút báo cáo về." in page
    assert "Gửi báo cáo" in page
    RESULT.perform("report", result, by=an)
    RESULT.perform("verify", result, by=thu)
    page = client.get(address(unit, target)).content.decode()
    assert "Rút lại để sửa" not in page
    assert "hãy báo công chức Văn phòng - Thống kê trả lại để sửa" in page
    late = client.post(address(unit, target, name="result-take-back"), follow=True).content.decode()
    assert "Rút lại để sửa" in late, "the refusal names the move"
    result.refresh_from_db()
    assert result.status == ResultStatus.VERIFIED


def test_statistics_verifies_and_the_queue_is_empty(client, campaign, unit, target, an, thu, joined):
    result = report(campaign, unit, target, an)
    client.force_login(thu)
    assert "1 báo cáo chỉ tiêu chờ xác nhận" in client.get("/").content.decode()
    client.post(reverse("verify-move", args=[result.pk, "verify"]))
    result.refresh_from_db()
    assert (result.status, result.verified_by) == (ResultStatus.VERIFIED, thu)
    assert "Không có báo cáo nào chờ xác nhận." in client.get(reverse("verify-list")).content.decode()


def test_the_officer_and_the_chairman_read_but_do_not_verify(
    client, campaign, unit, target, an, cuc, dung, joined
):
    result = report(campaign, unit, target, an)
    for person in (cuc, dung):
        client.force_login(person)
        page = client.get(reverse("verify", args=[result.pk])).content.decode()
        assert "Xác nhận</button>" not in page
        assert client.post(reverse("verify-move", args=[result.pk, "verify"])).status_code == 403


def test_units_and_others_do_not_see_what_all_reported(
    client, campaign, unit, target, an, van, hoa, kien, boss, joined
):
    result = report(campaign, unit, target, an)
    for person in (an, van, hoa, kien, boss):
        client.force_login(person)
        for name, more in (("verify-list", []), ("verify", [result.pk])):
            assert client.get(reverse(name, args=more)).status_code == 404


def test_a_draft_is_nobodys_business_yet(client, campaign, unit, target, an, thu, joined):
    result = reporting.save_result(an, cell_of(campaign, unit, target), numerator=1, denominator=2)
    client.force_login(thu)
    assert client.get(reverse("verify", args=[result.pk])).status_code == 404


# --- due days ----------------------------------------------------------------------------------------


def test_the_due_day_counts_working_days_and_the_day_itself_is_in_time(campaign, unit, target, joined):
    cell = cell_of(campaign, unit, target, 1)
    assert cell.due == date(2023, 10, 6)  # five working days after Saturday 30/9
    for today, standing in ((date(2023, 10, 6), Standing.WAITING), (date(2023, 10, 7), Standing.MISSING)):
        assert cells(campaign, unit=unit, today=today)[1].standing == standing


@pytest.mark.parametrize("units", [1, 3])
def test_lists_cost_the_same_however_many_units(
    client, campaign, ward, target, task, thu, units, django_assert_num_queries
):
    for number in range(units):
        whose = make.UnitFactory(ward=ward, code=f"khom-{number + 4}")
        speaker = make.user(f"u{number}", "Người Nói Hộ", "unit", whose)
        join(campaign, whose, speaker)
        report(campaign, whose, target, speaker)
    client.force_login(thu)
    client.get(reverse("verify-list"))
    with django_assert_num_queries(7):
        client.get(reverse("verify-list"))
