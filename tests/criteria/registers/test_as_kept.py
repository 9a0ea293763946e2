"""Registers as offices really keep them: a cell is understood, or its row or file is refused by name; none is guessed at."""

import io
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from django.urls import reverse
from openpyxl import Workbook

from criteria.models import ColumnMapping
from criteria.registers import cells, words
from criteria.registers.codes import code_of
from phuong6.lib.refusal import Refusal
from tests.criteria.registers.files import book, latest, settings_of, take, upload
from tests.criteria.registers.test_registers import HEADER, figures_of

HARD = Path(__file__).parent / "samples" / "hard"
STATES = [
    line.split(" | ")
    for line in (Path(__file__).parent / "states.txt").read_text().splitlines()
    if not line.startswith("#")
]
OUT = ["Số, ký hiệu", "Ngày văn bản", "Độ mật", "Gửi qua mạng", "Ký số cá nhân", "Ký số cơ quan"]


@dataclass(frozen=True)
class Kept:
    """A register as an office keeps it: file, kind, what it comes to, how many rows are refused, with which words."""

    name: str
    kind: str
    share: tuple[int, int]
    refused: int = 0
    told: str = ""


CASES = [
    Kept("01-o-loi-NA-o-ngay-hen-tra.xlsx", "one-stop", (6, 6), 3, "Ngày hẹn trả: ô này là lỗi #N/A"),
    Kept("03-vb-o-loi-NA-o-do-mat-va-ky-so.xlsx", "outgoing", (6, 6), 3, "ô này là lỗi #N/A"),
    Kept("04-trang-thai-da-tra-co-chu-rut-hoac-tra-lai.xlsx", "one-stop", (1, 4)),
    Kept("05-trang-thai-tam-dung-cho-bo-sung.xlsx", "one-stop", (1, 1)),
    Kept("09-ghi-chu-co-ten-va-so-dien-thoai-o-cot-ma.xlsx", "one-stop", (6, 9)),
    Kept("10-tong-cong-Trang-1-2-tieu-de-nhom-o-cot-ma.xlsx", "one-stop", (6, 9)),
    Kept("12-o-gop-ngay-hen-tra.xlsx", "one-stop", (6, 9)),
    Kept("14-vb-o-gop-do-mat.xlsx", "outgoing", (3, 6)),
    Kept("16-cong-thuc-chua-tinh-o-ngay-hen-tra.xlsx", "one-stop", (0, 0), 9, "công thức chưa được tính"),
    Kept("17-vb-cot-ky-so-ghi-chu-khac.xlsx", "outgoing", (1, 11)),
    Kept("20-moi-dong-bi-tu-choi-gio-truoc-ngay.xlsx", "one-stop", (6, 9)),
    Kept("27-vb-chu-Khong-Chua-bang-ma-TCVN3-VNI-o-cot-ky-so.xlsx", "outgoing", (1, 1), 4, "chưa hiểu ô này"),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_register_as_kept_comes_out_right_or_says_which_rows_do_not(case):
    reading, counted = figures_of((HARD / case.name).read_bytes(), case.kind)
    assert (counted.figures.numerator, counted.figures.denominator) == case.share
    assert reading.refused_count == case.refused
    assert all(case.told in each.reason for each in reading.refused)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("06-ngay-kieu-My-thang-truoc-khong-dong-nao-bi-tu-choi.xlsx", "tháng trước, ngày sau"),
        ("18-hai-cot-ngay-co-ket-qua-va-ngay-cong-dan-nhan.xlsx", "“Ngày có kết quả” cho 6/9"),
        ("19-ma-ho-so-thanh-2,30701E+14.csv", "2,30701E[+]14"),
    ],
)
def test_a_register_that_nobody_can_read_for_sure_is_refused_whole(name, sentence):
    with pytest.raises(Refusal, match=sentence):
        figures_of((HARD / name).read_bytes(), "one-stop")


def test_who_was_absent_or_failed_is_not_trained():
    people = {
        f"{name} mau": [(no, "ubnd")]
        for no, name in enumerate(("le thi", "phan van", "vo thi", "ngo van"), 1)
    }
    reading, counted = figures_of(
        (HARD / "22-boi-duong-co-cot-diem-danh-vang.xlsx").read_bytes(),
        "training",
        people=people,
        all_people=4,
    )
    assert (counted.figures.numerator, counted.figures.denominator, reading.refused_count) == (2, 4, 2)
    rows = (
        ["Họ và tên", "Lớp bồi dưỡng", "Kết quả"],
        ["Lê Thị Mẫu", "Tin học", "Không đạt"],
        ["Phan Văn Mẫu", "Tin học", "Khá"],
    )
    reading, counted = figures_of(book(*rows), "training", people=people, all_people=4)
    assert (len(counted.entries), reading.refused_count) == (1, 1)


# --- words ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("state", "wording"), STATES, ids=[wording for _, wording in STATES])
def test_what_ended_the_matter_decides(state, wording):
    assert words.state(wording) == state


def test_at_least_120_wordings_are_judged():
    assert len({wording for _, wording in STATES}) >= 120


def test_a_day_of_return_beside_a_word_of_stopping_is_refused():
    reading, counted = figures_of(
        book(HEADER, ["H-1", "05/09/2023", "04/09/2023", "Rút hồ sơ", None]), "one-stop"
    )
    assert "Trạng thái ghi rút, dừng" in reading.refused[0].reason
    assert counted.figures.counts["distinct"] == 0


@pytest.mark.parametrize(
    ("position", "head"),
    [
        ("Chủ tịch", True), ("Phó Chủ tịch UBND", True), ("CT UBND", True), ("PCT", True), ("Phó CT", True),
        ("Chủ tịch UBND phường", True), ("PCT UBND phường 6", True), ("Chủ tịch HĐND", False), ("CT HĐND", False),
        ("Chủ tịch Hội Phụ nữ", False), ("Phó Chủ tịch Hội CCB", False), ("Chủ tịch UBMTTQ", False), ("Công chức", False),
    ],
)  # fmt: skip
def test_heads_of_the_ward_are_told_by_post_and_office(position, head):
    assert words.is_head(position) is head


# --- days, codes, cells -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        "05/09/2023", "17:00 05/09/2023", "17h00 ngày 05/09/2023", "2023/09/05", "Thứ Ba, 05/09/2023", "05/09/2023 5:00 PM",
        "05/09/2023 05:00:00 CH", "9:00 SA 05/09/2023", "2023-09-04T17:00:00.000Z", "2023-09-05T00:00:00+07:00",
    ],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(typed):
    assert cells.day(typed, "Ngày hẹn trả") == date(2023, 9, 5)


def test_a_column_with_a_second_number_above_12_is_read_month_first_and_a_mixed_one_refused():
    rows = [
        ["H-1", "09/13/2023", "09/04/2023", "Đã trả", None],
        ["H-2", "09/05/2023", "09/14/2023", "Đã trả", None],
    ]
    counted = figures_of(book(HEADER, *rows), "one-stop")[1]
    assert (counted.figures.numerator, counted.figures.denominator) == (1, 2)
    with pytest.raises(Refusal, match="không biết ô nào đúng"):
        figures_of(book(HEADER, *rows, ["H-3", "25/09/2023", "05/09/2023", "Đã trả", None]), "one-stop")


@pytest.mark.parametrize(
    ("due", "returned"), [("05/09/23", "13/09/23"), ("5.9.23", "13.9.23"), ("05/09/23 17:00", "13/09/23"), (45174, "45182.7")]
)  # fmt: skip
def test_a_year_of_two_figures_and_a_count_of_days_are_days_where_nothing_else_can_be_meant(due, returned):
    reading, counted = figures_of(book(HEADER, ["H-1", due, returned, "Đã trả", None]), "one-stop")
    assert (reading.refused, counted.entries["H-1"][2:4]) == ([], (date(2023, 9, 5), date(2023, 9, 13)))


def test_days_of_two_figures_month_first_are_read_so():
    rows = [["H-1", "09/13/23", "09/04/23", "Đã trả", None], ["H-2", "09/05/23", "09/14/23", "Đã trả", None]]
    counted = figures_of(book(HEADER, *rows), "one-stop")[1]
    assert counted.entries["H-1"][2:4] == (date(2023, 9, 13), date(2023, 9, 4))


@pytest.mark.parametrize(
    ("due", "returned"),
    [("05/09/23", "06/09/23"), ("23/09/05", "23/09/13"), ("22/09/23", "23/09/23"), ("05/09/69", "13/09/69")],
    ids=["day or month first", "year first", "year or day first", "no near year"],
)
def test_years_of_two_figures_that_may_be_read_in_two_ways_are_refused_with_what_was_read(due, returned):
    with pytest.raises(Refusal, match=f"năm bằng hai chữ số .như “{due}”"):
        figures_of(book(HEADER, ["H-1", due, returned, "Đã trả", None]), "one-stop")


def test_a_day_in_a_format_that_hides_zero_is_a_day_and_said_so(client, campaign, thu):
    made = Workbook()
    for row in (HEADER, ["H-1", 45174, 45173, "Đã trả", None], ["H-2", 45174, 45176, "Đã trả", None]):
        made.active.append(row)
    for line in made.active.iter_rows(2, 3, 2, 3):
        for cell in line:
            cell.number_format = '[=0]"";dd/mm/yyyy'
    out = io.BytesIO()
    made.save(out)
    counted = figures_of(out.getvalue(), "one-stop")[1]
    assert (counted.figures.numerator, counted.figures.denominator) == (1, 2)
    client.force_login(thu)
    assert "cách bảng tính đếm ngày" in upload(client, out.getvalue()).content.decode()


@pytest.mark.parametrize(
    "no_code", ["Liên hệ: bà Lý Thị Mẫu, ĐT 0909123456", "0909123456", "ly thi mau 0909123456", "087190000123", "Tổng cộng: 9 hồ sơ"]
)  # fmt: skip
def test_what_is_no_code_is_none(no_code):
    assert code_of(no_code) == ""


def test_codes_are_compared_without_case_spaces_and_kind_of_dash():
    assert {code_of(each) for each in ("h20-2309-001", "H20 – 2309 – 001", "H20‑2309‑001 ")} == {
        "H20-2309-001"
    }


def test_a_name_where_a_code_is_expected_is_in_no_refusal():
    row = ["Lý Thị Mẫu 0909123456", "05/09/2023", "04/09/2023", "Đã trả", None]
    reading = figures_of(book(HEADER, row), "one-stop")[0]
    assert (reading.refused[0].code, "Mẫu" in reading.refused[0].reason) == ("", False)


def test_merged_cells_count_every_meeting_and_every_person():
    rows = [["Họp CCHC", "05/05/2023", name, "x"] for name in ("Lê Văn A", "Lê Văn B", "Lê Văn C")]
    rows[1][:2] = rows[2][:2] = [None, None]
    made = Workbook()
    for row in (["Cuộc họp", "Ngày họp", "Người được mời", "Dự họp"], *rows):
        made.active.append(row)
    made.active.merge_cells("A2:A4")
    made.active.merge_cells("B2:B4")
    out = io.BytesIO()
    made.save(out)
    reading, counted = figures_of(out.getvalue(), "meetings")
    assert (counted.figures.numerator, counted.figures.denominator) == (3, 3)
    assert (reading.filled_rows, reading.filled) == (2, {"meeting", "day"})


# --- on the page ------------------------------------------------------------------------------------------


def test_a_register_all_of_whose_rows_are_refused_cannot_be_taken_over(client, campaign, thu):
    client.force_login(thu)
    page = upload(client, (HARD / "16-cong-thuc-chua-tinh-o-ngay-hen-tra.xlsx").read_bytes())
    said = page.content.decode()
    assert "Không dòng nào nhận được" in said
    assert "figure-big" not in said  # no headline of 0/0
    assert "Nhập vào hệ thống</button>" not in said


def test_the_day_that_counts_is_asked_once_and_remembered(client, campaign, thu):
    client.force_login(thu)
    data = (HARD / "18-hai-cot-ngay-co-ket-qua-va-ngay-cong-dan-nhan.xlsx").read_bytes()
    assert "“Ngày có kết quả” cho 6/9 đúng hạn" in upload(client, data).content.decode()
    brought = latest()
    place = next(place for place, heading in brought.mapping["headings"] if heading == "Ngày có kết quả")
    address = reverse("register-file", args=[brought.pk])
    client.post(address, settings_of(client, brought) | {f"column-{place}": "returned"})
    take(client, latest())
    assert ColumnMapping.objects.get(kind="one-stop", column="returned").header == "ngay co ket qua"
    again = upload(client, data).content.decode()
    assert "6/9" in again
    assert "Đúng hạn tính theo cột" in again


def test_a_note_with_a_name_under_the_table_is_kept_nowhere(client, campaign, thu):
    client.force_login(thu)
    said = upload(
        client, (HARD / "09-ghi-chu-co-ten-va-so-dien-thoai-o-cot-ma.xlsx").read_bytes()
    ).content.decode()
    assert "Để ngoài vì không phải bản ghi" in said
    kept = str(latest().counts) + str(latest().mapping) + said
    assert "Lý Thị Mẫu" not in kept
    assert "0909123456" not in kept
