"""The pages of reports: saved as one types, what is due and what is late, what statistics reads."""

import io
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.template import Context, Template
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from criteria.enums import Direction, Measure, ResultStatus
from criteria.measuring import reporting
from criteria.measuring.obligations import agenda_of, cells
from criteria.measuring.standing import Standing, share_standing
from criteria.models import TargetResult
from criteria.workflow import RESULT
from phuong6.office.workflow import Refused
from tests import factories as make
from tests.criteria import results as scene
from tests.criteria.results import address
from tests.lib.files.test_uploads import photo_bytes

HTMX = {"HTTP_HX_REQUEST": "true"}
Q2, Q3, Q4 = "2023-04-01", "2023-07-01", "2023-10-01"


@pytest.fixture(autouse=True)
def october():
    """Monday 9/10/2023: quarters II and III are over and due, quarter IV runs."""
    with time_machine.travel(make.at(9, month=10), tick=True):
        yield


@pytest.fixture
def target(campaign, unit, an):
    scene.join(campaign, unit, an)
    return scene.share_target(campaign)


@pytest.fixture
def task(target):
    return scene.task_target(target.campaign)


@pytest.fixture
def meetings(target):
    return scene.share_target(
        target.campaign, code="meetings", order=3, name="Dự họp", measure=Measure.CITY_MEETINGS
    )


def text(response) -> str:
    return response.content.decode()


# --- exact, whatever the figures -------------------------------------------------------------------


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(0, 1_000_000))
def test_a_share_never_shows_what_it_has_not_reached(part, of, ten_thousandths):
    part, threshold = min(part, of), Decimal(ten_thousandths) / 10_000
    shown = Template("{% load phuong6_tags %}{% share part of threshold %}").render(
        Context({"part": part, "of": of, "threshold": threshold})
    )
    figure = Fraction(shown.removesuffix("%").strip().replace(".", "").replace(",", "."))
    value = Fraction(part * 100, of)
    assert (figure == 100) == (part == of)
    assert (figure == 0) == (part == 0)
    assert abs(figure - value) < Fraction(1, 100)


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(0, 1_000_000), st.sampled_from(Direction))
def test_a_standing_follows_from_whole_numbers(part, of, ten_thousandths, direction):
    part, threshold = min(part, of), Decimal(ten_thousandths) / 10_000
    standing = share_standing(part, of, threshold, direction)
    left, right = part * 1_000_000, ten_thousandths * of
    kept = left >= right if direction == Direction.AT_LEAST else left <= right
    assert standing == (Standing.NOTHING if of == 0 else Standing.MET if kept else Standing.NOT_MET)


# --- what cannot be --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "values",
    [
        {"numerator": 2, "denominator": 1},
        {"numerator": -1, "denominator": 1},
        {"last_year_numerator": 2, "last_year_denominator": 1},
        {"done": True, "done_on": date(1900, 1, 1)},
        {"done": True, "done_on": date(2023, 10, 31)},
        {"done": False, "done_on": date(2023, 5, 1)},
    ],
    ids=str,
)
def test_figures_that_cannot_be_are_refused_by_the_database_itself(unit, task, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        TargetResult.objects.create(
            target=task, unit=unit, period_from=date(2023, 4, 1), period_to=date(2023, 10, 30), **values
        )


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"numerator": 2, "denominator": 1}, "Tử số không thể lớn hơn mẫu số."),
        ({"last_year_numerator": 2, "last_year_denominator": 1}, "Cùng kỳ năm trước"),
        ({"done": True, "done_on": date(2023, 10, 20)}, "Ngày hoàn thành không thể ở tương lai."),
        ({"done": True, "done_on": date(2023, 3, 31)}, "Ngày hoàn thành phải trong kỳ báo cáo."),
        ({"done": False, "done_on": date(2023, 5, 1)}, "Chưa hoàn thành thì chưa có ngày hoàn thành."),
        ({"numerator": 3, "denominator": 4, "delegated": 2}, "không thể nhiều hơn số lượt được mời"),
    ],
)
def test_the_writer_refuses_with_a_sentence_and_keeps_nothing(campaign, unit, task, an, values, sentence):
    with pytest.raises(Refused, match=sentence):
        reporting.save_result(an, scene.cell_of(campaign, unit, task), **values)
    assert not TargetResult.objects.exists()


# --- saved as one types ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ({"numerator": "999", "denominator": "1000"}, ("99,90 %", "Chưa đạt")),
        ({"numerator": "1000", "denominator": "1000"}, ("100 %", "Đạt")),
        ({"numerator": "0", "denominator": "0"}, ("Không phát sinh.",)),
        ({"numerator": "", "denominator": "7"}, ("Ghi đủ hai số",)),
    ],
)
def test_the_share_answers_while_one_types(client, unit, target, an, typed, shown):
    client.force_login(an)
    page = text(client.post(address(unit, target), typed, **HTMX))
    assert 'id="ty-le"' in page
    assert all(words in page for words in shown)
    assert ("100 %" in page) == (typed["numerator"] == "1000")
    assert TargetResult.objects.get().status == ResultStatus.DRAFT


def test_a_bad_figure_is_told_while_one_types_and_nothing_is_kept(client, unit, target, an):
    client.force_login(an)
    response = client.post(address(unit, target), {"numerator": "12", "denominator": "10"}, **HTMX)
    assert response.status_code == 422
    assert "không thể lớn hơn tổng số (10)" in text(response)
    assert not TargetResult.objects.exists()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("1.300", 1300), ("1 299", 1299), (" 12.500 ", 12_500), ("999.999", 999_999), ("1300", 1300)],
)
def test_thousands_may_be_dotted(client, unit, target, an, typed, kept):
    client.force_login(an)
    figures = {"numerator": typed, "denominator": "1.000.000"}
    assert client.post(address(unit, target), figures, **HTMX).status_code == 200
    row = TargetResult.objects.get()
    assert (row.numerator, row.denominator) == (kept, 1_000_000)


@pytest.mark.parametrize(
    "typed", ["1.3", "12.50", "105%", "0.128", "1.30.000", "1300.000", "1,5", "1.300.", "12.0"]
)
def test_a_fraction_or_a_percent_is_no_count(client, unit, target, an, typed):
    client.force_login(an)
    response = client.post(address(unit, target), {"numerator": typed, "denominator": "2.000"}, **HTMX)
    assert response.status_code == 422
    assert "Ghi số nguyên, không có phần lẻ" in text(response)
    assert not TargetResult.objects.exists()


def test_a_refused_report_keeps_the_fields_that_are_right_and_is_not_called_saved(client, unit, target, an):
    client.force_login(an)
    typed = {"numerator": "105%", "denominator": "120", "text": "Đã trả đủ.", "send": "1"}
    response = client.post(address(unit, target), typed)
    assert response.status_code == 422
    assert "data-refused" in text(response)
    assert "Đã lưu lúc" not in text(response)
    row = TargetResult.objects.get()
    assert (row.status, row.denominator, row.numerator, row.text) == ("draft", None, None, "Đã trả đủ.")
    again = text(client.get(address(unit, target)))
    assert "data-refused" not in again
    assert "Đã trả đủ." in again


def test_of_a_refused_pair_of_figures_neither_half_is_kept(client, unit, target, an):
    client.force_login(an)
    for part, of in (("99999999999", "1"), ("1.300", "1 29")):
        assert client.post(address(unit, target), {"numerator": part, "denominator": of}).status_code == 422
    row = TargetResult.objects.get()
    assert (row.numerator, row.denominator) == (None, None)


def test_what_does_not_fit_what_was_kept_stays_on_the_page(client, unit, target, an):
    client.force_login(an)
    client.post(address(unit, target), {"numerator": "50", "denominator": "100"})
    response = client.post(address(unit, target), {"numerator": "x", "denominator": "20", "send": "1"})
    assert response.status_code == 422
    assert 'value="20"' in text(response)
    assert TargetResult.objects.get().denominator == 100


def test_a_second_tab_cannot_change_what_the_first_has_sent(client, campaign, unit, target, an):
    client.force_login(an)
    scene.report(campaign, unit, target, an, 5, 10)
    for extra in (HTMX, {}):
        response = client.post(address(unit, target), {"numerator": "10", "denominator": "10"}, **extra)
        assert response.status_code == 422
        assert "đã gửi nên không sửa được nữa" in text(response)
    assert TargetResult.objects.get().numerator == 5


# --- when ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("moment", "refusal"),
    [
        (make.at(30, month=6, hour=0), "Kỳ này bắt đầu từ ngày 01/07/2023"),
        (make.at(29, month=9, hour=23), "Kỳ này chưa hết. Hãy gửi từ ngày 30/09/2023"),
        (make.at(30, month=9, hour=0), ""),
        (make.at(20, month=11), ""),  # a late report is still taken
    ],
)
def test_a_quarter_is_reported_once_it_is_over(client, unit, target, an, moment, refusal):
    with time_machine.travel(moment, tick=True):
        client.force_login(an)
        typed = {"numerator": "1", "denominator": "1", "send": "1"}
        page = text(client.post(address(unit, target, Q3), typed, follow=True))
    assert refusal in page
    assert TargetResult.objects.filter(status=ResultStatus.REPORTED).exists() == (not refusal)


def test_a_task_may_be_reported_as_soon_as_it_is_done(campaign, unit, task, an):
    cell = scene.cell_of(campaign, unit, task)
    assert (cell.due, cell.opens) == (date(2023, 11, 6), date(2023, 4, 1))
    reporting.add_evidence(an, cell, [("anh.jpg", photo_bytes())])
    result = reporting.save_result(an, cell, done=True, done_on=date(2023, 5, 4), text="Xong")
    assert RESULT.perform("report", result, by=an).status == ResultStatus.REPORTED


def test_a_task_sent_as_done_says_on_which_day(client, campaign, unit, task, an):
    reporting.add_evidence(an, scene.cell_of(campaign, unit, task), [("anh.jpg", photo_bytes())])
    client.force_login(an)
    typed = {"done": "1", "text": "Xong", "send": "1"}
    response = client.post(address(unit, task), typed)
    assert response.status_code == 422
    assert "Chưa ghi ngày hoàn thành." in text(response)
    assert client.post(address(unit, task), typed | {"done_on": "04/05/2023"}).status_code == 302


def test_the_list_tells_what_came_back_what_is_late_due_and_later(
    client, campaign, unit, target, task, an, thu
):
    back = scene.report(campaign, unit, target, an)
    RESULT.perform("return", back, by=thu, note="Thiếu tháng 5.")
    agenda = agenda_of(cells(campaign, unit=unit))
    parts = (agenda.back, agenda.late, agenda.due, agenda.later, agenda.sent)
    assert [len(part) for part in parts] == [1, 1, 1, 1, 0]
    assert agenda.first.span.label == "Quý II/2023"
    client.force_login(an)
    page = text(client.get(reverse("result-list")))
    assert "Việc tiếp theo: Đúng hạn và trước hạn, Quý II/2023." in page
    for words in ("Cần sửa lại (1)", "Đã quá hạn (1)", "Đang đến kỳ báo cáo (1)", "Chưa đến kỳ (1)"):
        assert words in page
    assert "Sửa và gửi lại" in page
    due = page[page.index("Đang đến kỳ báo cáo (1)") : page.index("Chưa đến kỳ (1)")]
    assert "Chưa gửi" in due
    assert "Chưa đến" not in due, "the heading says that its time has come"
    start = text(client.get("/"))
    for words in ("1 báo cáo chỉ tiêu cần sửa", "1 báo cáo chỉ tiêu quá hạn", "1 báo cáo chỉ tiêu đến kỳ"):
        assert words in start


def test_an_earlier_stretch_without_a_report_is_missing_not_zero(client, campaign, unit, target, an):
    scene.report(campaign, unit, target, an, 0, 0, number=1)
    client.force_login(an)
    page = text(client.get(address(unit, target, Q4)))
    before = page[page.index("Các kỳ trước</h2>") :]
    for words in ("Quý II/2023", "Chưa báo cáo", "Không có", "Quý III/2023", "Không phát sinh"):
        assert words in before
    assert "Các kỳ trước" not in text(client.get(address(unit, target, Q2)))


# --- meetings --------------------------------------------------------------------------------------


def test_the_page_says_which_proof_is_wanted(client, unit, target, an):
    target.evidence = "Bảng xuất từ phần mềm một cửa"
    target.save()
    client.force_login(an)
    assert "Bảng xuất từ phần mềm một cửa" in text(client.get(address(unit, target, Q3)))


def test_a_deputy_sent_counts_as_absent_and_is_shown_apart(client, unit, meetings, an, thu):
    client.force_login(an)
    assert "Cử người dự thay thì người được mời tính là vắng" in text(client.get(address(unit, meetings)))
    typed = {"denominator": "4", "numerator": "3", "delegated": "1", "send": "1"}
    client.post(address(unit, meetings), typed)
    result = TargetResult.objects.get()
    assert (result.status, result.delegated) == (ResultStatus.REPORTED, 1)
    client.force_login(thu)
    page = text(client.get(reverse("verify", args=[result.pk])))
    assert "75,00 %" in page
    assert "Cử người dự thay (người được mời tính là vắng)" in page


def test_present_and_delegated_are_not_more_than_invited(client, unit, meetings, an):
    client.force_login(an)
    response = client.post(address(unit, meetings), {"denominator": "4", "numerator": "3", "delegated": "2"})
    assert response.status_code == 422
    assert "Trực tiếp dự 3, cử dự thay 2: nhiều hơn số được mời (4)." in text(response)


# --- proof and the office --------------------------------------------------------------------------


def test_photographs_are_shown_to_the_unit_and_to_statistics(client, campaign, unit, target, an, thu):
    client.force_login(an)
    file = io.BytesIO(photo_bytes())
    file.name = "so-theo-doi.jpg"
    client.post(address(unit, target, Q2, "result-proof"), {"files": file, "caption": "Sổ theo dõi"})
    result = scene.report(campaign, unit, target, an)
    proof = result.evidence.get()
    own = address(unit, target, Q2, "result-proof-file", proof.pk)
    assert f'<img src="{own}"' in text(client.get(address(unit, target)))
    assert b"".join(client.get(own).streaming_content).startswith(b"\xff\xd8")
    client.force_login(thu)
    office = reverse("verify-proof", args=[result.pk, proof.pk])
    assert f'<img src="{office}"' in text(client.get(reverse("verify", args=[result.pk])))
    assert b"".join(client.get(office).streaming_content).startswith(b"\xff\xd8")
    assert client.get(own).status_code == 404


def test_the_queue_is_the_oldest_first_with_lists_of_the_rest(client, campaign, unit, target, an, thu):
    kept = [
        reporting.save_result(an, scene.cell_of(campaign, unit, target, number), numerator=1, denominator=1)
        for number in (0, 1)
    ]
    RESULT.perform("report", kept[1], by=an, at=make.at(2, month=10))
    RESULT.perform("report", kept[0], by=an, at=make.at(3, month=10))
    client.force_login(thu)
    shown = client.get(reverse("verify-list")).context["rows"]
    assert [each.pk for each in shown] == [kept[1].pk, kept[0].pk]
    RESULT.perform("verify", kept[0], by=thu)
    RESULT.perform("return", kept[1], by=thu, note="Sai.")
    for name, pk in (("da-xac-nhan", kept[0].pk), ("da-tra-lai", kept[1].pk)):
        shown = client.get(reverse("verify-list"), {"danh-sach": name}).context["rows"]
        assert [each.pk for each in shown] == [pk]


@pytest.mark.parametrize("more", [0, 4])
def test_a_units_pages_and_start_cost_the_same_however_many_targets(
    client, campaign, unit, target, an, more, django_assert_num_queries
):
    scene.report(campaign, unit, target, an)
    for number in range(more):
        extra = scene.share_target(campaign, code=f"more-{number}", order=number + 5)
        scene.report(campaign, unit, extra, an)
    client.force_login(an)
    for path, queries in ((reverse("result-list"), 9), (address(unit, target, Q4), 10), ("/", 16)):
        client.get(path)
        with django_assert_num_queries(queries):
            assert client.get(path).status_code == 200
