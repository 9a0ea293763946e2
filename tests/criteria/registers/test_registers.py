"""The registers as other systems export them give exactly the figures an inspector counts by hand."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.registers import cells
from criteria.registers.columns import Layout, with_choices
from criteria.registers.entries import Figures, Surroundings
from criteria.registers.reading import count, read, sheet_of
from criteria.registers.stated import stated_span
from phuong6.lib.refusal import Refusal
from phuong6.lib.sheets.xlsx import Row
from tests.criteria.registers.files import (
    DOCUMENT_ANSWERS,
    DOCUMENTS,
    ONE_STOP,
    ONE_STOP_ANSWERS,
    as_csv,
    book,
    turned,
)

CAMPAIGN = (date(2023, 4, 1), date(2023, 10, 30))
TODAY = date(2023, 12, 1)
HEADER = ["Mã hồ sơ", "Ngày hẹn trả", "Ngày trả kết quả", "Trạng thái", "Ngày tiếp nhận"]
OTHER_WORDS = {
    "Mã hồ sơ": "Số hồ sơ",
    "Ngày hẹn trả": "Hạn trả",
    "Ngày trả kết quả": "Ngày trả",
    "Trạng thái": "Tình trạng",
    "Số, ký hiệu": "Số và ký hiệu",
    "Ngày văn bản": "Ngày ban hành",
    "Gửi qua trục liên thông": "Gửi điện tử",
    "Ký số cá nhân": "Chữ ký số cá nhân",
    "Ký số cơ quan": "Chữ ký số cơ quan",
}


def figures_of(data: bytes, kind: str, *, as_of: date | None = None, **options):
    """What a file says, as of the last day it states; reading and figures."""
    sheet = sheet_of(data, kind, {})
    around = Surroundings(TODAY, as_of or sheet.stated[1], **options)
    reading = read(sheet.table, sheet.layout, kind, around)
    return reading, count(reading, kind, around, period=sheet.stated, campaign=CAMPAIGN)


def fate(*row) -> dict:
    """The counts of a register of one record."""
    return figures_of(book(HEADER, list(row)), "one-stop", as_of=date(2023, 9, 30))[1].figures.counts


# --- the samples, and the same rows in other clothes ----------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        ONE_STOP,
        turned(ONE_STOP, OTHER_WORDS, before=1),
        as_csv(ONE_STOP),
        as_csv(ONE_STOP, separator="\t", encoding="utf-16"),
    ],
    ids=["as exported", "turned, other words, second sheet", "csv", "unicode text"],
)
def test_the_one_stop_register_gives_the_answers(data):
    reading, counted = figures_of(data, "one-stop")
    assert (counted.figures.numerator, counted.figures.denominator) == (2651, 2784)
    assert counted.figures.counts | {"repeated": reading.repeated} == ONE_STOP_ANSWERS
    assert reading.refused == []
    assert (counted.outside_period, counted.outside_campaign) == (89, 0)


@pytest.mark.parametrize(
    "data",
    [DOCUMENTS, turned(DOCUMENTS, OTHER_WORDS, before=2), as_csv(DOCUMENTS, separator=",", encoding="utf-8")],
    ids=["as exported", "turned, other words, third sheet", "csv"],
)
def test_the_register_of_outgoing_documents_gives_the_answers(data):
    reading, counted = figures_of(data, "outgoing")
    assert counted.figures == Figures(528, 575, {"documents": 600, "secret": 25, "both": 528})
    assert reading.repeated == DOCUMENT_ANSWERS["repeated"]
    assert counted.outside_campaign == 188  # before the campaign began


def test_two_header_rows_under_merged_headings_are_understood():
    rows = (
        ["SỔ THEO DÕI", None, None, None, None],
        ["Mã hồ sơ", "Ngày", None, None, "Trạng thái"],
        [None, "Tiếp nhận", "Hẹn trả", "Trả kết quả", None],
        ["(1)", "(2)", "(3)", "(4)", "(5)"],
        ["H-1", "01/09/2023", "05/09/2023", "04/09/2023", "Đã trả kết quả"],
        ["Mã hồ sơ", "Ngày", None, None, "Trạng thái"],  # printed again on the next page
        [None, "Tiếp nhận", "Hẹn trả", "Trả kết quả", None],
        ["H-2", "01/09/2023", "05/09/2023", "06/09/2023", "Đã trả kết quả"],
        ["Người lập biểu", None, None, None, None],
    )
    reading, counted = figures_of(book(*rows), "one-stop")
    assert (counted.figures.numerator, counted.figures.denominator) == (1, 2)
    assert reading.refused == []


# --- what a row comes to --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("due", "returned", "name"),
    [
        ("29/09/2023", "29/09/2023 17:59", "on_the_day"),
        (datetime(2023, 9, 29, 8), datetime(2023, 9, 29, 17), "on_the_day"),
        ("29/09/2023", "28/09/2023 23:59", "early"),
        ("29/09/2023 17:00", "30/09/2023 00:01", "late"),
        (None, "30/09/2023", "without_due"),
    ],
)
def test_only_the_calendar_day_counts(due, returned, name):
    assert fate("H-1", due, returned, "Đã trả kết quả", None)[name] == 1


def test_an_open_record_is_overdue_only_after_its_day():
    rows = (HEADER, ["H-1", "29/09/2023", None, "Đang xử lý", None])
    for day, overdue in ((date(2023, 9, 29), 0), (date(2023, 9, 30), 1)):
        counts = figures_of(book(*rows), "one-stop", as_of=day)[1].figures.counts
        assert (counts["open"], counts["open_overdue"]) == (1, overdue)


def test_secret_documents_are_outside_and_both_signatures_are_asked():
    header = ["Số, ký hiệu", "Ngày văn bản", "Độ mật", "Gửi qua mạng", "Ký số cá nhân", "Ký số cơ quan"]
    rows = (["01/UBND", "03/01/2023", "Mật", "x", "x", "x"], ["02/UBND", "03/01/2023", "Thường", "x", "x", "có"],
            ["03/UBND", "03/01/2023", "", "✓", "", "x"], ["04/UBND", "03/01/2023", "-", "không", "x", "x"])  # fmt: skip
    found = figures_of(book(header, *rows), "outgoing")[1].figures
    assert (found.numerator, found.denominator, found.counts["secret"]) == (1, 3, 1)


def test_two_offices_may_number_alike_and_their_documents_stay_two():
    header = ["Số đến", "Ngày đến", "Cơ quan ban hành", "Số, ký hiệu", "Nhận qua mạng"]
    rows = ([1, "03/01/2023", "UBND TP", "01/KH-UBND", "x"], [2, "03/01/2023", "Sở Nội vụ", "01/KH-UBND", ""])
    found = figures_of(book(header, *rows), "incoming")[1].figures
    assert (found.numerator, found.denominator) == (1, 2)


def test_training_counts_people_once_of_all_civil_servants():
    header = ["Họ và tên", "Lớp bồi dưỡng", "Ngày học", "Đơn vị"]
    rows = (
        ["LÊ THỊ AN", "Văn hóa giao tiếp", "03/05/2023", "UBND"],
        ["Lê Thị An", "Phân tích và xử lý dữ liệu", "04/05/2023", "UBND"],
        ["Phan Văn Em", "Văn hóa giao tiếp", "03/05/2023", "Hội Phụ nữ"],
        ["Người Lạ", "Văn hóa giao tiếp", "03/05/2023", "Nơi khác"],
        ["Trần Ngọc Hòa", "Văn hóa giao tiếp", "03/05/2023", ""],
    )
    people = {
        "le thi an": [(1, "ubnd")], "phan van em": [(2, "hoi phu nu")],
        "tran ngoc hoa": [(3, "ubnd"), (4, "hoi phu nu")],
    }  # fmt: skip
    reading, counted = figures_of(book(header, *rows), "training", people=people, all_people=4)
    assert (counted.figures.numerator, counted.figures.denominator) == (2, 4)
    assert (counted.figures.counts["data_trained"], counted.figures.counts["not_listed"]) == (1, 1)
    assert [each.row for each in reading.refused] == [6]
    assert "nhiều người trùng tên" in reading.refused[0].reason


def test_meetings_count_heads_only_and_show_deputies_apart():
    header = ["Cuộc họp", "Ngày họp", "Họ và tên", "Chức vụ", "Trực tiếp dự", "Cử người dự thay"]
    rows = (
        ["Họp CCHC quý II", "05/05/2023", "Ngô Văn Dũng", "Chủ tịch", "x", None],
        ["Họp CCHC quý II", "05/05/2023", "Lý Hữu Phúc", "Phó Chủ tịch", None, "x"],
        ["Họp CCHC quý II", "05/05/2023", "Võ Thị Cúc", "Công chức", "x", None],
        ["Họp PAPI", "06/06/2023", "Ngô Văn Dũng", "Chủ tịch", "vắng", None],
    )
    reading, counted = figures_of(book(header, *rows), "meetings")
    assert (counted.figures.numerator, counted.figures.denominator) == (1, 3)
    counts = counted.figures.counts
    assert (counts["meetings"], counts["delegated"], counts["absent"]) == (2, 1, 1)
    assert [each.row for each in reading.refused] == [4]


# --- what is refused ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (
            ["H-1", "32/01/2023", "", "Đang xử lý", ""],
            "Ngày hẹn trả: “32/01/2023” không phải là ngày có thật",
        ),
        (["H-1", datetime(1900, 1, 1), "", "Đang xử lý", ""], "Ngày hẹn trả: năm 1900 không hợp lý"),
        (["H-1", "05/09/2023", "02/12/2023", "Đã trả", ""], "Ngày trả kết quả: 02/12/2023 ở tương lai"),
        (["H-1", "05/09/2093", "", "Đang xử lý", ""], "Ngày hẹn trả: 05/09/2093 quá xa"),
        (["H-1", 95123, "", "Đang xử lý", ""], "Ngày hẹn trả: ô này ghi con số 95123, không phải ngày"),
        (["H-1", -5, "", "Đang xử lý", ""], "ô này ghi con số -5, không phải ngày"),
        (["H-1", "95%", "", "Đang xử lý", ""], "ô này ghi con số"),
        (["H-1", "Nguyễn Ngọc Quý", "", "Đang xử lý", ""], "ô này ghi chữ, không phải ngày"),
        ([None, "05/09/2023", "04/09/2023", "Đã trả", ""], "Thiếu mã hồ sơ"),
        (["H-" + "1" * 90, "05/09/2023", "", "Đang xử lý", ""], "Mã hồ sơ: dài quá 80 ký tự"),
    ],
)
def test_a_row_that_cannot_be_read_is_told_by_its_number_and_not_counted(row, sentence):
    reading, counted = figures_of(
        book(HEADER, row, ["H-2", "05/09/2023", "05/09/2023", "Đã trả", ""]), "one-stop"
    )
    assert [each.row for each in reading.refused] == [2]
    assert sentence in reading.refused[0].reason
    assert "Nguyễn" not in reading.refused[0].reason
    assert (counted.figures.numerator, counted.figures.denominator) == (1, 1)


@given(st.text(alphabet=st.characters(categories=["L"]), min_size=4, max_size=30))
def test_no_reason_quotes_words_of_a_cell(typed):
    with pytest.raises(cells.Unfit) as refused:
        cells.day(typed, "Ngày hẹn trả")
    assert (
        str(refused.value)
        == "Ngày hẹn trả: ô này ghi chữ, không phải ngày. Hãy ghi theo dạng ngày/tháng/năm."
    )


def test_a_register_without_its_columns_is_refused_by_their_names():
    sheet = sheet_of(
        book(["Mã hồ sơ", "Ngày hẹn trả", "Trạng thái"], ["H-1", "29/09/2023", "Đã trả"]), "one-stop", {}
    )
    with pytest.raises(Refusal, match="Chưa biết cột nào là: Ngày trả kết quả"):
        read(sheet.table, sheet.layout, "one-stop", Surroundings(TODAY))
    with pytest.raises(Refusal, match="Không tìm thấy dòng tiêu đề"):
        sheet_of(book(["Họ và tên"], ["Lê Thị Bé"]), "outgoing", {})


def test_citizens_columns_are_never_offered_nor_taken():
    sheet = sheet_of(ONE_STOP, "one-stop", {"chu ho so": "field", "so dien thoai": "code"})
    assert sheet.layout.headings[4] == "Chủ hồ sơ"
    assert not {4, 5} & set(sheet.layout.columns.values())
    chosen = with_choices(sheet.layout, "one-stop", {4: "field", 1: "code"})
    assert chosen.columns == {"code": 1}


def test_one_meaning_is_given_to_one_column():
    layout = Layout(1, {0: "A", 1: "B"}, {})
    with pytest.raises(Refusal, match="Hai cột cùng được chọn là “Mã hồ sơ”"):
        with_choices(layout, "one-stop", {0: "code", 1: "code"})


def test_a_register_of_more_than_a_hundred_thousand_rows_is_refused():
    lines = ["Mã hồ sơ;Ngày hẹn trả;Ngày trả kết quả;Trạng thái"]
    lines += [f"H-{number};05/09/2023;05/09/2023;Đã trả" for number in range(100_001)]
    sheet = sheet_of("\n".join(lines).encode(), "one-stop", {})
    with pytest.raises(Refusal, match=r"hơn 100\.000 dòng"):
        read(sheet.table, sheet.layout, "one-stop", Surroundings(TODAY))


# --- the stretch a register says it is of ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "first", "last"),
    [
        ("(Từ ngày 01/07/2023 đến ngày 30/09/2023)", date(2023, 7, 1), date(2023, 9, 30)),
        ("Từ 1/7/2023 - 30/9/2023", date(2023, 7, 1), date(2023, 9, 30)),
        ("THỐNG KÊ HỒ SƠ QUÝ IV/2023", date(2023, 10, 1), date(2023, 12, 31)),
        ("Quý 2 năm 2023", date(2023, 4, 1), date(2023, 6, 30)),
        ("Tháng 12/2023", date(2023, 12, 1), date(2023, 12, 31)),
        ("6 tháng đầu năm 2023", date(2023, 1, 1), date(2023, 6, 30)),
        ("SỔ VĂN BẢN ĐI NĂM 2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("Số liệu tính đến hết ngày 15/08/2023", None, date(2023, 8, 15)),
        ("BỘ PHẬN MỘT CỬA PHƯỜNG 6", None, None),
    ],
)
def test_the_title_says_which_days(title, first, last):
    assert stated_span([Row(1, (title,)), Row(3, ("Mã hồ sơ",))], 3) == (first, last)
