"""The pages of the index: who reads and writes which figure, what is refused, what is kept of each change."""

from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from criteria import figures
from criteria.forms.index import FigureField
from criteria.models import FigureChange, ReformIndex, SurveyIndex
from phuong6.office.workflow import NotAllowed, Refused
from tests import factories as make

HERE = "/chi-tieu/chi-so/"
ADD, ADD_OTHER = f"{HERE}cchc/them/", f"{HERE}khac/them/"
TYPED = {"unit": "", "year": "2023", "value": "81,20", "source_document": "Quyết định số 45/QĐ-UBND"}
PAPI = {
    "kind": "papi", "whose": "tỉnh Đồng Tháp", "year": "2022", "value": "43,2504", "measured_in": "điểm",
    "scale": "80", "source_document": "Báo cáo PAPI 2022",
}  # fmt: skip


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel(make.at(20), tick=True):
        yield


def text(response) -> str:
    return response.content.decode()


# --- who may ----------------------------------------------------------------------------------------

READERS = {"an", "em", "cuc", "thu", "dung"}
KEEPERS = {"cuc", "thu"}


@pytest.mark.parametrize("name", ["an", "em", "cuc", "thu", "van", "dung", "hoa", "kien", "outsider", "boss"])
def test_who_reads_and_who_writes(request, client, campaign, name):
    row = make.index(campaign.ward, 2022, "79.95")
    client.force_login(request.getfixturevalue(name))
    assert (client.get(HERE).status_code == 200) == (name in READERS)
    for address in (ADD, ADD_OTHER, f"{HERE}cchc/{row.pk}/"):
        assert client.get(address).status_code == (200 if name in KEEPERS else 404)
    assert client.post(ADD, TYPED).status_code == (302 if name in KEEPERS else 404)
    assert ReformIndex.objects.filter(year=2023).exists() == (name in KEEPERS)


def test_the_writer_asks_again(campaign, an, dung):
    for person in (an, dung):
        with pytest.raises(NotAllowed):
            figures.enter(
                person, campaign.ward, ReformIndex, year=2023, value=Decimal(80), source_document="x"
            )


def test_a_unit_reads_the_wards_figures_and_its_own(client, campaign, unit, other_unit, an):
    make.index(campaign.ward, 2023, "81.2")
    make.index(campaign.ward, 2023, "85.5", unit)
    make.index(campaign.ward, 2023, "86.6", other_unit)
    client.force_login(an)
    shown = text(client.get(HERE))
    assert "81,20 %" in shown
    assert "85,50 %" in shown
    assert "86,60 %" not in shown
    for office_only in ("can-xem-lai", "nhat-ky"):
        assert "Kết luận cần xem lại" not in text(client.get(HERE, {"danh-sach": office_only}))


# --- what the page says -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("figures_of", "sentence"),
    [
        ({2022: "79.95", 2023: "81.2"}, "Chỉ số năm 2023 là 81,20 %, cao hơn năm 2022 (79,95 %): đạt."),
        ({2022: "78", 2023: "79.996"}, "Chỉ số năm 2023 là 79,99 %, dưới 80 %: không đạt."),
        ({2023: "81.2"}, "chưa có Chỉ số năm 2022 để so sánh: chưa đủ căn cứ."),
        ({2022: "79.95"}, "Chưa có Chỉ số CCHC năm 2023: chưa đủ căn cứ."),
    ],
)
def test_both_years_and_the_sentence(client, campaign, thu, figures_of, sentence):
    for year, value in figures_of.items():
        make.index(campaign.ward, year, value)
    client.force_login(thu)
    assert sentence in text(client.get(HERE))


def test_a_figure_is_shown_with_every_decimal_and_its_document(client, campaign, thu):
    make.index(campaign.ward, 2023, "79.996")
    client.force_login(thu)
    shown = text(client.get(HERE))
    assert "79,996 %" in shown
    assert "Bảng xếp hạng" in shown
    assert "80,00 %" not in shown


def test_papi_and_sipas_stand_apart_and_feed_no_rule(client, campaign, thu):
    client.force_login(thu)
    assert client.post(ADD_OTHER, PAPI).status_code == 302
    shown = text(client.get(HERE, {"danh-sach": "papi-sipas"}))
    assert "43,2504 điểm, thang 80" in shown
    assert "chưa đủ căn cứ" in text(client.get(HERE))


# --- entering, correcting, removing -------------------------------------------------------------------


def test_a_figure_is_kept_exactly_as_typed(client, campaign, thu):
    client.force_login(thu)
    client.post(ADD, TYPED | {"value": "79,996"})
    row = ReformIndex.objects.get()
    assert (row.value, row.unit, row.is_sample) == (Decimal("79.996"), None, False)
    change = FigureChange.objects.get()
    assert (change.by, change.before, change.after) == (thu, "", "79,996 %")


@pytest.mark.parametrize(
    ("typed", "kept"), [("81,2", "81.2"), ("81.20", "81.20"), ("81,20 %", "81.20"), (" 80 ", "80")]
)
def test_a_comma_and_a_point_both_part_the_decimals(typed, kept):
    assert FigureField(places=6).clean(typed) == Decimal(kept)


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("value", "", "Hãy ghi chỉ số."),
        ("value", "812", "tính bằng phần trăm, từ 0 đến 100"),
        ("value", "-1", "Số này không thể âm."),
        ("value", "tám mươi", "Không đọc được số “tám mươi”"),
        ("value", "1.234,5", "Không đọc được số"),
        ("value", "80,1234567", "nhiều nhất 6 chữ số"),
        ("year", "2024", "Năm phải từ 2000 đến 2023."),
        ("year", "1900", "Năm phải từ 2000 đến 2023."),
        ("year", "năm nay", "Hãy ghi năm bằng chữ số"),
        ("source_document", "", "Hãy ghi văn bản công bố."),
        ("source_document", "x" * 301, "tối đa 300 ký tự"),
        ("unit", "9999", "Hãy chọn một đơn vị trong danh sách."),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field_and_kept(client, campaign, thu, field, typed, sentence):
    client.force_login(thu)
    response = client.post(ADD, TYPED | {field: typed})
    assert response.status_code == 422
    assert sentence in text(response)
    assert "45/QĐ-UBND" in text(response) or field == "source_document"
    assert not ReformIndex.objects.exists()


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("kind", "", "Hãy chọn PAPI hoặc SIPAS."),
        ("value", "80,01", "không thể lớn hơn mức cao nhất của thang đo (80)"),
        ("scale", "0,5", "Thang đo phải từ 1 trở lên."),
        ("scale", "", "Hãy ghi mức cao nhất của thang đo."),
        ("measured_in", "", "Hãy ghi đơn vị tính."),
        ("whose", "", "Hãy ghi chỉ số này của nơi nào."),
    ],
)
def test_a_survey_index_keeps_to_its_own_scale(client, campaign, thu, field, typed, sentence):
    client.force_login(thu)
    response = client.post(ADD_OTHER, PAPI | {field: typed})
    assert response.status_code == 422
    assert sentence in text(response)
    assert not SurveyIndex.objects.exists()


def test_a_year_is_entered_once(client, campaign, thu):
    make.index(campaign.ward, 2023, "80")
    client.force_login(thu)
    response = client.post(ADD, TYPED)
    assert response.status_code == 422
    assert "Đã có Chỉ số CCHC của năm này." in text(response)


def test_a_correction_keeps_what_stood_before_and_why(client, campaign, cuc):
    row = make.index(campaign.ward, 2023, "80")
    address = reverse("index-change", args=["cchc", row.pk])
    client.force_login(cuc)
    refused = client.post(address, TYPED | {"seen": "80,00 %", "reason": ""})
    assert "Hãy ghi lý do sửa hoặc xóa." in text(refused)
    assert client.post(address, TYPED | {"seen": "80,00 %", "reason": "Đính chính"}).status_code == 302
    row.refresh_from_db()
    assert row.value == Decimal("81.20")
    shown = text(client.get(HERE, {"danh-sach": "nhat-ky"}))
    assert "80,00 %, Bảng xếp hạng" in shown
    assert "81,20 %, Quyết định số 45/QĐ-UBND" in shown
    assert "Đính chính" in shown


def test_who_comes_second_does_not_undo_a_correction(campaign, thu, cuc):
    row = make.index(campaign.ward, 2023, "80")
    figures.correct(thu, row, seen="80,00 %", reason="Sửa", value=Decimal("81.2"))
    for change in (figures.correct, figures.remove):
        with pytest.raises(Refused, match="Người khác vừa sửa"):
            change(cuc, row, seen="80,00 %", reason="Sửa nữa")
    assert ReformIndex.objects.get().value == Decimal("81.2")


def test_a_figure_is_removed_with_its_reason(client, campaign, thu):
    row = make.index(campaign.ward, 2023, "80")
    address = reverse("index-change", args=["cchc", row.pk])
    client.force_login(thu)
    bare = client.post(address, {"remove": "1", "seen": "80,00 %", "reason": "", "value": "nhầm"})
    assert bare.status_code == 422
    assert "nhầm" in text(bare)
    assert client.post(address, {"remove": "1", "seen": "80,00 %", "reason": "Nhập nhầm"}).status_code == 302
    assert not ReformIndex.objects.exists()
    assert (FigureChange.objects.get().before, FigureChange.objects.get().after) == (
        "80,00 %, Bảng xếp hạng",
        "",
    )


@pytest.mark.parametrize("years", [1, 3])
@pytest.mark.parametrize(("chosen", "queries"), [("chi-so", 11), ("nhat-ky", 10)])
def test_the_lists_take_the_same_queries_however_long(
    client, campaign, thu, years, chosen, queries, django_assert_num_queries
):
    for year in range(2023, 2023 - years, -1):
        figures.enter(
            thu, campaign.ward, ReformIndex, unit=None, year=year, value=Decimal(80), source_document="x"
        )
    client.force_login(thu)
    with django_assert_num_queries(queries):
        client.get(HERE, {"danh-sach": chosen})
