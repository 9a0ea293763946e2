"""The summary table: opened again as the council's secretary would open it."""

import io

import openpyxl
import pytest
import python_calamine
from django.urls import reverse

from criteria.models import ReformIndex
from dossiers.appraising.summary import HEADER, summary
from dossiers.models import Nominee
from dossiers.workflow import NOMINEE
from tests import factories as make


def opened(client, user):
    client.force_login(user)
    response = client.get(reverse("desk-summary"))
    assert response["Content-Type"].endswith("spreadsheetml.sheet")
    assert response["Content-Disposition"] == 'attachment; filename="CCHC-2023-bang-tong-hop-tham-dinh.xlsx"'
    return response.content


def table(client, user) -> list[dict]:
    """The rows under the header, by heading."""
    rows = python_calamine.CalamineWorkbook.from_filelike(
        io.BytesIO(opened(client, user))
    ).get_sheet_by_index(0)
    lines = rows.to_python()
    start = lines.index(list(HEADER))
    return [dict(zip(HEADER, line, strict=True)) for line in lines[start + 1 :] if line[1]]


def test_each_nominee_is_one_row_collectives_first(client, person, collective, cuc):
    first, second = table(client, cuc)
    assert (first["STT"], first["Tên tập thể, cá nhân"]) == (1, "Ban nhân dân Khóm 1")
    assert (second["STT"], second["Tên tập thể, cá nhân"]) == (2, "Bà Lê Thị Bé")
    assert second["Chức vụ, đơn vị"] == "Trưởng khóm"
    assert second["Đơn vị đề nghị"] == "Ban nhân dân Khóm 1"
    assert second["Phiếu bình xét"] == "9/9 tán thành"
    assert second["Chỉ số CCHC"] == "Chỉ số năm 2023 là 81,20 %, cao hơn năm 2022 (79,95 %): đạt"
    assert second["Kết luận"] == "Chưa kết luận"
    assert first["Chỉ số CCHC"] == "Không xét (tập thể)"


def test_criteria_are_counted_and_the_rest_named(client, desk, person, cuc):
    one, _ = person.findings.all()
    desk(cuc).note(person, "findings", **{f"found-{one.pk}": "met"})
    assert table(client, cuc)[1]["Tiêu chí"] == "Đạt 1/2; chưa thẩm định: Tiêu chí 2"


def test_a_conclusion_without_figures_says_so_with_its_reason(client, person, cuc):
    ReformIndex.objects.all().delete()
    assert table(client, cuc)[1]["Ghi chú"] == "Chưa đủ căn cứ"
    make.eligible(person, cuc, note="Thành phố chưa công bố")
    row = table(client, cuc)[1]
    assert row["Kết luận"] == "Đủ điều kiện"
    assert row["Ghi chú"] == "Chưa đủ căn cứ. Lý do kết luận: Thành phố chưa công bố"


def test_a_refusal_names_its_enumerated_reason(client, person, cuc):
    NOMINEE.perform("reject", person, by=cuc, note="Chưa đạt tiêu chí 1", reason="not_met")
    row = table(client, cuc)[1]
    assert row["Kết luận"] == "Không đủ điều kiện: không đủ tiêu chuẩn"
    assert row["Ghi chú"] == "Chưa đạt tiêu chí 1"


def test_the_private_note_is_in_no_cell(client, desk, person, cuc, thu):
    desk(cuc).note(person, "clearance", on="20/11/2023", note="Đang có đơn thư")
    assert "Đang có đơn thư" not in str(table(client, thu))


def test_drafts_and_the_withdrawn_are_not_in_it(client, campaign, other_unit, em, person, cuc):
    make.nominate(make.draft(campaign, other_unit, em))
    NOMINEE.perform("withdraw", person, by=cuc, note="Xin rút")
    assert [row["Tên tập thể, cá nhân"] for row in table(client, cuc)] == ["Ban nhân dân Khóm 1"]


def test_it_prints_on_a4_landscape_with_the_header_on_every_page(client, campaign, person, cuc):
    sheet = openpyxl.load_workbook(io.BytesIO(opened(client, cuc))).active
    assert sheet["A1"].value == "BẢNG TỔNG HỢP KẾT QUẢ THẨM ĐỊNH ĐỀ NGHỊ KHEN THƯỞNG"
    assert sheet["A2"].value == campaign.name
    assert sheet["A3"].value == "Lập tại Ủy ban nhân dân Phường 6, ngày 20 tháng 11 năm 2023"
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth) == ("landscape", 1)
    assert sheet.print_title_rows == "$5:$5"


def test_a_sample_campaign_says_so_in_the_title(client, campaign, person, cuc):
    campaign.is_sample = True
    campaign.save()
    sheet = openpyxl.load_workbook(io.BytesIO(opened(client, cuc))).active
    assert sheet["A1"].value.endswith("(MẪU)")


def test_a_name_that_looks_like_a_formula_stays_a_name(client, person, cuc):
    Nominee.objects.filter(pk=person.pk).update(name="=1+1", honorific="")
    assert table(client, cuc)[1]["Tên tập thể, cá nhân"] == "=1+1"


@pytest.mark.parametrize("more", [0, 4])
def test_the_table_costs_the_same_for_few_and_many(
    campaign, person, em, other_unit, more, django_assert_num_queries
):
    row = make.draft(campaign, other_unit, em)
    for _ in range(more):
        make.nominate(row)
    row.__class__.objects.filter(pk=row.pk).update(
        status="submitted", received_at=make.at(10), full_since=make.at(10)
    )
    with django_assert_num_queries(3):
        assert len(summary(campaign)) == 2 + more
