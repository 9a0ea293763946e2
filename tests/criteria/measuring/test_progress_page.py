"""The pages of progress: who sees what, the same numbers as .xlsx, few queries, quick enough."""

import io
from datetime import date

import openpyxl
import pytest
import time_machine
from django.urls import reverse

from campaigns.models import Participation
from criteria.enums import ResultStatus
from criteria.measuring.obligations import cells
from criteria.models import TargetResult
from tests import factories as make
from tests.criteria import followed


@pytest.fixture(autouse=True)
def october():
    with time_machine.travel(make.at(9, month=10), tick=True):
        yield


@pytest.fixture
def target(campaign):
    return followed.share(campaign)


@pytest.fixture
def joined(campaign, target, unit, other_unit, an, em):
    """An's unit sent 999 of 1.000 for the second quarter; Em's sent nothing."""
    for whose, by in ((unit, an), (other_unit, em)):
        Participation.objects.create(campaign=campaign, unit=whose, by=by)
    return followed.send(cells(campaign, unit=unit)[0], an, 999, 1000)


def text(client, name: str, *more) -> str:
    response = client.get(reverse(name, args=more))
    assert response.status_code == 200
    return response.content.decode()


def sheets(client, name: str, *more) -> dict:
    response = client.get(reverse(name, args=more))
    assert response.status_code == 200
    assert response["Content-Disposition"] == 'attachment; filename="tien-do.xlsx"'
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


# --- who sees what ------------------------------------------------------------------------------------


def test_those_who_follow_up_or_decide_see_all(client, joined, target, unit, thu, cuc, dung, phuc):
    """Statistics, Nội vụ, the chairman and his deputy."""
    for person in (thu, cuc, dung, phuc):
        client.force_login(person)
        page = text(client, "progress")
        assert "Ban nhân dân Khóm 1" in page
        assert "Ban nhân dân Khóm 2" in page
        assert "1 báo cáo đã gửi, 3 quá hạn chưa gửi, 2 chưa đến hạn" in page
        text(client, "progress-target", target.code)
        text(client, "progress-unit", unit.code)


def test_a_unit_is_led_to_its_own_page_and_finds_no_other(client, joined, target, an, unit, other_unit):
    client.force_login(an)
    assert client.get(reverse("progress")).url == reverse("progress-unit", args=[unit.code])
    page = text(client, "progress-unit", unit.code)
    assert "99,90 %, chưa đạt" in page
    assert "Khóm 2" not in page
    assert "Toàn phường" not in page
    for name, more in (
        ("progress-unit", [other_unit.code]),
        ("progress-unit-sheet", [other_unit.code]),
        ("progress-target", [target.code]),
        ("progress-target-sheet", [target.code]),
        ("progress-sheet", []),
        ("progress-unit", ["khong-co"]),
    ):
        assert client.get(reverse(name, args=more)).status_code == 404
    assert "Khóm 2" not in str(sheets(client, "progress-unit-sheet", unit.code))


def test_others_find_nothing(client, joined, target, unit, van, hoa, kien, outsider, boss):
    for person in (van, hoa, kien, outsider, boss):
        client.force_login(person)
        for name, more in (("progress", []), ("progress-sheet", []), ("progress-unit", [unit.code]), ("progress-target", [target.code])):  # fmt: skip
            assert client.get(reverse(name, args=more)).status_code == 404


def test_who_is_behind_links_to_where_one_acts_or_looks(client, joined, unit, an, thu):
    client.force_login(thu)
    page = text(client, "progress")
    assert reverse("verify", args=[joined.pk]) in page
    assert reverse("progress-unit", args=[unit.code]) in page
    client.force_login(an)
    page = text(client, "progress-unit", unit.code)
    assert reverse("result", args=[unit.code, "on-time", "2023-07-01"]) in page
    assert reverse("verify", args=[joined.pk]) not in page


def test_a_draft_or_a_returned_report_shows_no_figure(client, joined, unit, thu):
    for status in (ResultStatus.DRAFT, ResultStatus.RETURNED):
        TargetResult.objects.filter(pk=joined.pk).update(status=status)
        client.force_login(thu)
        assert "999" not in text(client, "progress")
        assert "999" not in str(sheets(client, "progress-sheet"))


# --- at any time of the campaign ------------------------------------------------------------------------


def test_before_anything_is_there_the_page_says_so(client, db, thu):
    client.force_login(thu)
    assert "Chưa có báo cáo nào phải nộp" in text(client, "progress")
    assert client.get(reverse("progress-sheet")).status_code == 404


def test_a_unit_that_has_not_registered_has_an_empty_page(client, campaign, target, unit, an):
    client.force_login(an)
    assert "Chưa có báo cáo nào phải nộp" in text(client, "progress-unit", unit.code)


def test_a_target_nobody_is_asked_for_says_so(client, campaign, target, thu):
    client.force_login(thu)
    assert "Chưa có đơn vị nào phải báo cáo" in text(client, "progress-target", target.code)
    assert len(sheets(client, "progress-target-sheet", target.code)) == 4


def test_no_page_brings_a_style_or_a_script_of_its_own(client, joined, target, unit, thu):
    client.force_login(thu)
    for name, more in (("progress", []), ("progress-unit", [unit.code]), ("progress-target", [target.code])):
        page = text(client, name, *more)
        assert " style=" not in page
        assert "<style" not in page


# --- the same numbers as .xlsx --------------------------------------------------------------------------


def test_the_sheet_has_the_numbers_of_the_page(client, joined, thu):
    client.force_login(thu)
    found = sheets(client, "progress-sheet")
    assert list(found) == ["Tổng hợp", "Biểu đồ", "Từng kỳ", "Việc đang chậm"]
    name = "Hồ sơ trả đúng hạn và trước hạn"
    (total,) = [row for row in found["Tổng hợp"] if row[0] == name]
    assert total == (
        name, "Đạt 100%", "999/1.000", 0.999, "–", "Chưa đạt (1 báo cáo chưa xác nhận)",
        "Chưa báo cáo (0/3 kỳ đạt, thiếu 1; 1 báo cáo chưa xác nhận)", "Chưa báo cáo (0/3 kỳ đạt, thiếu 2)",
    )  # fmt: skip
    (counts,) = [row[2:] for row in found["Biểu đồ"] if row[1] == name]
    assert counts == (0, 1, 0, 3, 2)
    each = [row[1:9] for row in found["Từng kỳ"] if row[0] == name]
    assert [(row[0], row[1], *row[3:]) for row in each[:2]] == [
        ("Ban nhân dân Khóm 1", "Quý II/2023", 999, 1000, None, 0.999, "Chưa đạt"),
        ("Ban nhân dân Khóm 1", "Quý III/2023", None, None, None, "–", "Chưa báo cáo"),
    ]
    assert each[0][2].date() == date(2023, 7, 7)
    behind = [row for row in found["Việc đang chậm"] if row[2] == name]
    assert [(row[0], row[1], row[3], row[5]) for row in behind] == [
        ("Ban nhân dân Khóm 2", "Gửi báo cáo", "Quý II/2023", 94),
        ("Ban nhân dân Khóm 1", "Gửi báo cáo", "Quý III/2023", 3),
        ("Ban nhân dân Khóm 2", "Gửi báo cáo", "Quý III/2023", 3),
        ("Ban nhân dân Khóm 1", "Khắc phục chỉ tiêu chưa đạt", "Quý II/2023", None),
    ]


def test_a_percent_in_the_sheet_is_a_number_that_never_shows_as_more_than_it_is(client, joined, thu):
    TargetResult.objects.filter(pk=joined.pk).update(
        numerator=999_999, denominator=1_000_000, last_year_numerator=1, last_year_denominator=1
    )
    client.force_login(thu)
    response = client.get(reverse("progress-sheet"))
    sheet = openpyxl.load_workbook(io.BytesIO(response.content))["Tổng hợp"]
    row = next(row for row in sheet.iter_rows() if row[0].value == "Hồ sơ trả đúng hạn và trước hạn")
    assert [(each.value, each.number_format) for each in row[3:5]] == [(0.9999, "0.00%"), (1, "0%")]


def test_what_is_not_verified_is_said_in_words_on_every_page(client, joined, target, unit, thu):
    client.force_login(thu)
    pages = (("progress", []), ("progress-unit", [unit.code]), ("progress-target", [target.code]))
    for name, more in pages:
        assert "chưa xác nhận</em>" in text(client, name, *more) or "chưa xác nhận</text>" in text(
            client, name, *more
        )
    assert text(client, "progress").count("báo cáo chưa xác nhận</em>") == 2, "in its box and in the ward's"
    TargetResult.objects.filter(pk=joined.pk).update(
        status=ResultStatus.VERIFIED, verified_by=thu, verified_at=make.at(9, month=10)
    )
    for name, more in pages:
        assert "chưa xác nhận<" not in text(client, name, *more)


def test_deputies_sent_stand_on_the_pages_and_in_the_sheet_of_their_target(client, joined, target, thu):
    TargetResult.objects.filter(pk=joined.pk).update(numerator=5, denominator=6, counted={"delegated": 1})
    client.force_login(thu)
    for name, more in (("progress", []), ("progress-target", [target.code])):
        assert "vắng 01, trong đó cử dự thay 01" in text(client, name, *more)
    found = sheets(client, "progress-sheet")
    assert "5/6 (vắng 01, trong đó cử dự thay 01)" in [row[2] for row in found["Tổng hợp"]]
    assert [row[6] for row in found["Từng kỳ"] if row[4:6] == (5, 6)] == [1]


def test_the_long_page_begins_with_links_to_its_parts_and_targets(client, joined, target, thu):
    client.force_login(thu)
    page = text(client, "progress")
    for place in ("viec-cham", "tung-don-vi", "theo-thoi-gian", f"chi-tieu-{target.code}"):
        assert f'href="#{place}"' in page
        assert f'id="{place}"' in page


# --- the work it takes ----------------------------------------------------------------------------------


@pytest.mark.parametrize("units", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("progress", 9), ("progress-sheet", 8)])
def test_pages_cost_the_same_however_many_units(
    client, campaign, thu, units, name, queries, django_assert_num_queries
):
    followed.fill(campaign, thu, units=units, targets=units)
    client.force_login(thu)
    client.get(reverse(name))
    with django_assert_num_queries(queries):
        client.get(reverse(name))


def test_what_is_behind_comes_in_pages(client, campaign, target, thu):
    for number in range(1, 14):
        followed.join(campaign, number, thu)
    client.force_login(thu)
    page = text(client, "progress")
    assert "Trang 1 trên 2, tất cả 26 việc" in page
    assert "Trang 1 trên 2, tất cả 13 đơn vị" in text(client, "progress-target", target.code)
