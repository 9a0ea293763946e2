"""The words offices write in a register: understood one by one, or the row is refused; none is guessed at."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.registers import words
from criteria.registers.cells import Unfit
from tests.criteria.registers.files import book
from tests.criteria.registers.test_registers import figures_of

OUT = ["Số, ký hiệu", "Ngày văn bản", "Độ mật", "Gửi qua mạng", "Ký số cá nhân", "Ký số cơ quan"]
COUNTER = ["Mã hồ sơ", "Ngày hẹn trả", "Ngày trả kết quả", "Trạng thái", "Ngày tiếp nhận"]


def outgoing(*rows):
    return figures_of(
        book(OUT, *([f"{no}/UBND", "03/01/2023", *row] for no, row in enumerate(rows, 1))), "outgoing"
    )


@pytest.mark.parametrize("yes", ["x", "Có", "✓", "1", 1, True, "OK", "Điện tử", "Trục liên thông", "Đã gửi"])
def test_a_word_for_yes_is_a_yes(yes):
    assert words.mark(yes, "Gửi qua mạng") is True


@pytest.mark.parametrize(
    "no", [None, "", "-", "0", 0, False, "Không", "Chưa", "chưa gửi", "Bản giấy", "no", "✗"]
)
def test_a_word_for_no_is_a_no(no):
    assert words.mark(no, "Gửi qua mạng") is False


@pytest.mark.parametrize(
    "signed", ["Đã ký số", "Có ký", "Ký số", "Điện tử", "OK", "Lê Thị Đặng Hà", "Đặng Hà", "03/01/2023"]
)
def test_a_signature_is_there_by_a_yes_by_the_signers_name_or_by_its_day(signed):
    assert words.signed(signed, "Ký số cá nhân", Counter()) is True


@pytest.mark.parametrize(
    "unsigned", [None, "-", "Chưa ký", "Đang trình ký", "Chờ ký", "Ký tay", "Chữ ký không hợp lệ", "Lỗi"]
)
def test_a_signature_that_is_awaited_is_not_there(unsigned):
    assert words.signed(unsigned, "Ký số cá nhân", Counter()) is False


def test_documents_signed_by_a_name_count_and_are_told():
    reading, counted = outgoing(["", "x", "Đã ký số", "Ký số"], ["", "x", "Ngô Văn Dũng", "x"])
    assert (counted.figures.numerator, counted.figures.denominator) == (2, 2)
    assert counted.noticed == {"signed_by_name": 1}
    assert reading.refused == []


@pytest.mark.parametrize(
    "plain", ["", "Thường", "Thông thường", "Không có", "Công khai", "Không áp dụng", "-", "Khẩn"]
)
def test_a_document_without_a_degree_of_secrecy_counts(plain):
    assert words.secret(plain, "Độ mật") is False


@pytest.mark.parametrize("kept", ["Mật", "TỐI MẬT", "Tuyệt mật", "Mật (độ C)", "x", True])
def test_a_secret_document_is_secret(kept):
    assert words.secret(kept, "Độ mật") is True


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (["Xem sau", "x", "x", "x"], "Độ mật"),
        (["", "Lê Thị Bé", "x", "x"], "Gửi, nhận qua mạng"),
        (["", "x", "77", "x"], "Ký số cá nhân"),
    ],
)
def test_a_word_nobody_knows_refuses_its_row_naming_the_column_and_what_is_understood(row, column):
    reading, counted = outgoing(row, ["", "x", "x", "x"])
    assert (counted.figures.numerator, counted.figures.denominator) == (1, 1)
    refused = reading.refused[0]
    assert (refused.row, refused.code) == (2, "1/UBND")
    assert refused.reason.startswith(f"{column}: chưa hiểu ô này.")
    assert "“" in refused.reason
    assert not any(cell in refused.reason for cell in ("Lê Thị Bé", "77", "Xem sau"))


@given(st.text(alphabet=st.characters(categories=["L"]), min_size=12, max_size=30))
def test_no_refusal_quotes_the_word_it_does_not_know(typed):
    for read in (words.mark, words.secret):
        with pytest.raises(Unfit) as refused:
            read(f"Q{typed}", "Cột")
        assert typed not in str(refused.value)


# --- the counter ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ("Đã trả kết quả", "resolved"),
        ("Đã trả đúng hạn", "resolved"),
        ("ĐÃ GIẢI QUYẾT", "resolved"),
        ("Đã xử lý xong", "resolved"),
        ("Trả kết quả", "resolved"),
        ("Kết thúc", "resolved"),
        ("Đã cấp", "resolved"),
        ("Đang xử lý", "open"),
        ("Đã chuyển phòng Tài nguyên", "open"),
        ("Chờ trả kết quả", "open"),
        ("Mới tiếp nhận", "open"),
        ("Công dân rút hồ sơ", "withdrawn"),
        ("Dừng giải quyết", "withdrawn"),
        ("Không đủ điều kiện", "withdrawn"),
        ("Đã hủy", "withdrawn"),
        ("", ""),
        ("Trước hạn", ""),
        ("Đúng hạn", ""),
        ("Xử lý trễ hạn", ""),
        ("Loại A", words.UNKNOWN),
    ],
)
def test_what_became_of_a_record_is_told_by_its_words(said, state):
    assert words.state(said) == state


@pytest.mark.parametrize(
    "said", ["Trước hạn", "Đúng hạn", "Đã xử lý xong", "Trả kết quả", "Kết thúc", "Đã cấp", "Loại A", ""]
)
def test_a_record_with_its_day_of_return_is_resolved_unless_its_words_deny_it(said):
    reading, counted = figures_of(book(COUNTER, ["H-1", "05/09/2023", "05/09/2023", said, None]), "one-stop")
    assert (counted.figures.numerator, counted.figures.denominator, reading.refused) == (1, 1, [])
    assert counted.noticed == ({"resolved_by_date": 1} if said == "Loại A" else {})


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (["H-1", "29/09/2023", None, "Đã trả kết quả", None], "không có ngày trả kết quả"),
        (["H-1", "29/09/2023", "28/09/2023", "Đang giải quyết", None], "nhưng đã có ngày trả kết quả"),
        (["H-1", "29/09/2023", "28/09/2023", "Đã trả", "29/09/2023"], "trước ngày tiếp nhận"),
        (["H-1", "29/09/2023", None, "Loại A", None], "Trạng thái: chưa hiểu ô này"),
    ],
)
def test_a_record_whose_words_and_days_contradict_each_other_is_refused(row, sentence):
    reading, counted = figures_of(book(COUNTER, row), "one-stop")
    assert counted.figures.counts["distinct"] == 0
    assert sentence in reading.refused[0].reason


# --- meetings -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("came", "deputy", "attended"),
    [
        ("x", None, "present"),
        ("Có mặt", "", "present"),
        ("Có", "Không có", "present"),
        ("Có", "-", "present"),
        ("", "Phó Chủ tịch dự thay", "delegated"),
        ("", "x", "delegated"),
        ("Ủy quyền Phó Chủ tịch", None, "delegated"),
        ("Vắng", None, "absent"),
        (None, None, "absent"),
        ("Không dự", None, "absent"),
        ("Không vắng", None, "present"),
        ("Không cử người dự thay", None, "absent"),
        ("Nghỉ phép", None, "absent"),
        ("Bận công tác", None, "absent"),
        ("Chưa", None, "absent"),
        ("0", None, "absent"),
        (0, None, "absent"),
        ("no", None, "absent"),
        (False, None, "absent"),
    ],
)
def test_a_deputy_sent_is_not_the_person_invited(came, deputy, attended):
    assert words.attended(came, deputy, "Dự họp") == attended


@pytest.mark.parametrize("unclear", ["V", "Lê Thị Bé", "77"])
def test_nobody_counts_as_present_by_a_word_that_may_mean_anything(unclear):
    with pytest.raises(Unfit, match="Dự họp: chưa hiểu ô này") as refused:
        words.attended(unclear, None, "Dự họp")
    assert "Bé" not in str(refused.value)


# --- documents of one number ------------------------------------------------------------------------------


def test_documents_numbered_alike_on_one_day_are_told_apart_by_their_kind():
    header = ["Số văn bản", "Loại văn bản", "Ngày văn bản", "Gửi qua mạng", "Ký số cá nhân", "Ký số cơ quan"]
    kinds = ("Quyết định", "Thông báo", "Công văn")
    rows = [["12", kind, "03/01/2023", "x", "x", "x"] for kind in (*kinds, "Quyết định")]
    reading, counted = figures_of(book(header, *rows), "outgoing")
    assert (counted.figures.denominator, reading.repeated, reading.differing) == (3, 1, [])


def test_a_number_repeated_with_other_content_is_told_with_its_row():
    rows = (["12/UBND", "03/01/2023", "", "x", "x", "x"], ["12/UBND", "03/01/2023", "", "x", "", "x"])
    reading, counted = figures_of(book(OUT, *rows), "outgoing")
    assert (counted.figures.numerator, counted.figures.denominator) == (0, 1)
    assert (reading.repeated, reading.differing_count, reading.differing) == (1, 1, [(3, "12/UBND")])


# --- courses ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("course", "counts"),
    [
        ("Phân tích và xử lý dữ liệu", True),
        ("Kỹ năng khai thác, sử dụng dữ liệu", True),
        ("Hướng dẫn dịch vụ công trực tuyến", True),
        ("Tập huấn bảo vệ dữ liệu cá nhân", False),
        ("Quy định về xử lý dữ liệu cá nhân", False),
        ("Văn hóa giao tiếp", False),
    ],
)
def test_a_course_is_about_data_when_it_teaches_to_work_with_them(course, counts):
    header = ["Họ và tên", "Lớp bồi dưỡng", "Ngày học"]
    people = {"le thi an": [(1, "ubnd")]}
    rows = (
        ["Lê Thị An", course, "03/05/2023"],
        ["Lê Thị Ân", course, "03/05/2023"],
        ["Lê Thị Àn Sai", course, "03/05/2023"],
    )
    found = figures_of(book(header, *rows), "training", people=people, all_people=1)[1].figures
    assert found.counts["data_trained"] == int(counts)
    assert found.told == {"unlisted": ["Lê Thị Àn Sai"], "data_courses": [course] if counts else []}
