"""What each row of a list becomes, judged without a database."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.enums import UnitKind
from campaigns.people.fates import Fate
from campaigns.people.judging import LEAVE_OUT
from campaigns.people.lists import PeopleList, read_list
from campaigns.people.matching import ANOTHER
from phuong6.lib.sheets.xlsx import Refusal
from tests.campaigns.people.lists import HEADINGS, SAMPLE, fates, judge, known, sheet


def test_the_office_list_becomes_53_people_in_12_units():
    verdict = judge(SAMPLE)
    assert verdict.counts == Counter({Fate.NEW: 53, Fate.REPEATED: 1, Fate.TOTALS: 1})
    assert Counter(unit.kind for unit in verdict.new_units) == {
        UnitKind.NEIGHBOURHOOD: 6,
        UnitKind.OFFICE: 1,
        UnitKind.ORGANISATION: 5,
    }


def test_the_office_list_is_understood_cell_by_cell():
    people = {each.row.number: each.person for each in judge(SAMPLE).rows}
    em, duc, anh, minh_quy = people[7], people[10], people[18], people[56]
    assert (em.full_name, em.position, em.unit_name) == (
        "Huỳnh Hữu Em", "Ủy viên", "Ủy ban Mặt trận Tổ quốc Việt Nam Phường",
    )  # fmt: skip
    assert (em.birth_year, em.birth_date, em.honorific) == (1969, date(1969, 11, 1), "ong")
    assert (duc.birth_year, duc.birth_date) == (1969, None)
    assert (anh.full_name, anh.birth_year, anh.honorific) == ("Huỳnh Thanh Ánh", 1971, "ba")
    assert (minh_quy.full_name, minh_quy.unit_name) == ("Phạm Minh Quý", "BND khóm 6")


def test_the_repeated_row_says_which_row_it_repeats():
    repeated = next(each for each in judge(SAMPLE).rows if each.fate == Fate.REPEATED)
    assert (repeated.row.number, repeated.notes) == (59, ["Trùng với dòng 9."])


def test_units_that_exist_are_not_opened_again():
    units = ("Ủy ban nhân dân Phường 6", "Ủy ban MTTQ Việt Nam Phường", "Ban nhân dân Khóm 1")
    verdict = judge(SAMPLE, units=units)
    assert len(verdict.new_units) == 9
    assert verdict.rows[0].person.unit_name == "Ủy ban MTTQ Việt Nam Phường"


def test_other_order_and_other_wording_are_read_alike():
    data = sheet(
        ("Khóm 1", "Trưởng khóm", "087099000001", "TRẦN THỊ BÉ", "Nữ", 1970, 1),
        ("nt", "nt", "087099000002", "Lê Văn Tư", "Nam", "05/02/1971", 2),
        headings=("Nơi công tác", "Chức danh", "Số CCCD", "HỌ TÊN", "Giới tính", "Năm sinh", "STT"),
    )
    first, second = judge(data).rows
    assert (first.person.full_name, first.person.honorific, first.person.birth_year) == (
        "Trần Thị Bé",
        "ba",
        1970,
    )
    assert (second.person.position, second.person.unit) == ("Trưởng khóm", "ban nhan dan khom 1")
    assert second.person.birth_date == date(1971, 2, 5)


@pytest.mark.parametrize("heading", ["Nam/Nữ", "Nam, nữ", "Nam hay nữ"])
def test_one_column_for_men_and_women_says_how_to_address_them(heading):
    data = sheet(
        ("Trần Thị Bé", "Nữ", "Khóm 1"),
        ("Lê Văn Tư", "Nam", "Khóm 1"),
        headings=("Họ và tên", heading, "Đơn vị"),
    )
    assert [each.person.honorific for each in judge(data).rows] == ["ba", "ong"]


def test_columns_we_do_not_use_never_come_in():
    data = sheet(
        ("Lê Văn Tư", "087099000002", "0912345678", "Khóm 1"),
        headings=("Họ và tên", "Số CCCD", "Điện thoại", "Đơn vị"),
    )
    listed = read_list(data)
    assert listed.dropped == ("Số CCCD", "Điện thoại")
    assert "087099" not in str(listed.as_json())
    assert "0912345678" not in str(listed.as_json())


def test_family_and_given_name_in_two_columns_are_one_name():
    data = sheet(("Lê Văn", "Tư", "Khóm 1"), headings=("Họ và chữ lót", "Tên", "Đơn vị"))
    assert judge(data).rows[0].person.full_name == "Lê Văn Tư"


def test_the_filled_column_tells_ong_or_ba_but_the_stated_word_wins():
    head = ("Họ và tên", "Ông/Bà", "Nam", "Nữ", "Đơn vị")
    data = sheet(
        ("Lê Văn Tư", None, 1970, None, "Khóm 1"), ("Lê Thị Mai", "Ông", None, 1971, "nt"), headings=head
    )
    told, stated = judge(data).rows
    assert (told.person.honorific, told.notes) == ("ong", [])
    assert stated.person.honorific == "ong"
    assert stated.notes == ["Ghi “Ông” nhưng ngày sinh nằm ở cột Nữ; lấy theo “Ông”."]


def test_a_list_kept_in_the_session_comes_back_the_same():
    listed = read_list(SAMPLE)
    assert PeopleList.from_json(listed.as_json()) == listed


REFUSED = [
    ((None, "Ông", 1970, "Ủy viên", "Khóm 1"), "Chưa ghi họ và tên."),
    (("Hòa", None, 1970, None, "Khóm 1"), "Hãy ghi đủ cả họ và tên."),
    (("Lê Văn 2", None, 1970, None, "Khóm 1"), "Họ và tên có chữ số."),
    (("NguyÔn V¨n An", None, 1970, None, "Khóm 1"), "bảng mã cũ"),
    (("Lê Văn Tư", None, "31/02/1970", None, "Khóm 1"), "không phải là ngày có thật"),
    (("Lê Văn Tư", None, "không rõ", None, "Khóm 1"), "Nếu chỉ biết năm sinh thì ghi năm"),
    (("Lê Văn Tư", None, 2015, None, "Khóm 1"), "Năm sinh 2015 không hợp lý."),
    (("Lê Văn Tư", "X", 1970, None, "Khóm 1"), "Hãy ghi “Ông” hoặc “Bà”"),
    (("Lê Văn Tư", None, 1970, None, None), "Chưa ghi đơn vị."),
    (("Lê Văn Tư", None, 1970, None, "nt"), "phía trên không có đơn vị nào"),
    (("Lê Văn Tư", None, 1970, "nt", "Khóm 1"), "phía trên không có chức vụ nào"),
    (("Lê Văn Tư", None, 1970, "x" * 161, "Khóm 1"), "Chức vụ dài hơn 160 ký tự."),
]  # fmt: skip


@pytest.mark.parametrize(("row", "why"), REFUSED, ids=[why for _, why in REFUSED])
def test_a_refused_row_says_why_and_may_be_left_out(row, why):
    refused = judge(sheet(row))
    assert fates(refused) == ["refused"]
    assert why in " ".join(refused.rows[0].reasons)
    left = judge(sheet(row), r2=LEAVE_OUT)
    assert fates(left) == ["left_out"]
    assert left.blocking == []


def test_both_columns_filled_is_refused():
    head = ("Họ và tên", "Nam", "Nữ", "Đơn vị")
    verdict = judge(sheet(("Lê Văn Tư", 1970, 1970, "Khóm 1"), headings=head))
    assert verdict.rows[0].reasons == ["Cả cột Nam và cột Nữ đều có chữ. Hãy giữ lại một cột."]


def test_a_refused_rows_unit_is_not_opened():
    assert judge(sheet(("Hòa", None, None, None, "Hội Nông dân"))).new_units == []


@pytest.mark.parametrize("word", ["Tổng cộng", "TỔNG CỘNG:", "Tổng số", "Cộng", "Tổng cộng: 1 người"])
def test_a_totals_row_is_known(word):
    verdict = judge(sheet(("Lê Văn Tư", None, 1970, None, "Khóm 1"), (word, None, None, None, None)))
    assert fates(verdict) == ["new", "totals"]


def test_a_person_named_tong_is_no_total():
    verdict = judge(sheet(("Tống Công", None, 1970, None, "Khóm 1"), ("Tống Cộng", None, 1971, None, "nt")))
    assert fates(verdict) == ["new", "new"]


def test_a_total_that_is_not_the_number_of_rows_is_told():
    verdict = judge(
        sheet(("Lê Văn Tư", None, 1970, None, "Khóm 1"), ("Tổng cộng", None, None, None, "2 người"))
    )
    assert verdict.rows[1].notes == ["Dòng tổng cộng ghi 2 người, bảng có 1 dòng."]


def test_signatures_below_the_total_are_passed_over():
    verdict = judge(
        sheet(
            ("Lê Văn Tư", None, 1970, None, "Khóm 1"),
            ("Tổng cộng", None, None, None, "1 người"),
            (None, None, None, None, "Phường 6, ngày 01 tháng 10 năm 2023"),
            ("Người lập", None, None, None, None),
        )
    )
    assert fates(verdict) == ["new", "totals", "foot", "foot"]


# --- the same person, changed, another -----------------------------------------------------------

TU = ("Lê Văn Tư", "Ông", "05/02/1970", "Trưởng khóm", "Khóm 1")
TU_KNOWN = {"honorific": "ong", "birth_date": date(1970, 2, 5), "position": "Trưởng khóm"}


def one(row, *people, **answers):
    return judge(sheet(row), *people, units=("Ban nhân dân Khóm 1",), **answers).rows[0]


def test_a_known_person_stays():
    assert one(TU, known("Lê Văn Tư", 1970, **TU_KNOWN)).fate == Fate.SAME


@pytest.mark.parametrize("name", ["LÊ VĂN TƯ", "lê văn tư", "Le\u0302 Va\u0306n Tư"])
def test_the_same_name_written_otherwise_is_no_change(name):
    assert one((name, *TU[1:]), known("Lê Văn Tư", 1970, **TU_KNOWN)).fate == Fate.SAME


def test_tone_placement_is_no_change_but_another_tone_is_asked_about():
    row = ("Lê Thị Hoà", "Bà", 1970, None, "Khóm 1")
    assert one(row, known("Lê Thị Hòa", 1970, honorific="ba")).fate == Fate.SAME
    assert one(row, known("Lê Thị Hoa", 1970, honorific="ba")).fate == Fate.ASK


def test_what_the_list_knows_better_is_shown_old_and_new():
    found = one(TU, known("Lê Văn Tư", 1970, position="Phó khóm", is_active=False))
    assert found.fate == Fate.CHANGED
    assert found.changes == {
        "honorific": ("", "ong"),
        "birth_date": (None, date(1970, 2, 5)),
        "position": ("Phó khóm", "Trưởng khóm"),
        "is_active": (False, True),
    }


def test_a_blank_in_the_list_erases_nothing():
    assert (
        one(("Lê Văn Tư", None, 1970, None, "Khóm 1"), known("Lê Văn Tư", 1970, **TU_KNOWN)).fate == Fate.SAME
    )


def test_a_missing_year_matches_a_single_namesake_on_either_side():
    assert one(("Lê Văn Tư", None, None, None, "Khóm 1"), known("Lê Văn Tư", 1970)).fate == Fate.SAME
    found = one(("Lê Văn Tư", None, 1970, None, "Khóm 1"), known("Lê Văn Tư"))
    assert found.changes == {"birth_year": (None, 1970)}


def test_another_year_is_another_person_and_is_pointed_out():
    found = one(TU, known("Lê Văn Tư", 1985))
    assert found.fate == Fate.NEW
    assert found.notes == ["Đơn vị còn người cùng tên sinh năm 1985; dòng này là người khác."]


def test_the_same_name_in_another_unit_is_another_person():
    found = one(TU, known("Lê Văn Tư", 1970, unit="Khóm 2"))
    assert found.fate == Fate.NEW
    assert "chuyển công tác" in found.notes[0]


def test_a_missing_year_among_two_namesakes_is_asked_about():
    people = [known("Lê Văn Tư", 1970, pk=1), known("Lê Văn Tư", 1985, pk=2)]
    row = ("Lê Văn Tư", None, None, "Ủy viên", "Khóm 1")
    asked = one(row, *people)
    assert asked.fate == Fate.ASK
    assert [value for value, _ in asked.choices] == ["official-1", "official-2", ANOTHER, LEAVE_OUT]
    chosen = one(row, *people, r2="official-2")
    assert (chosen.fate, chosen.official) == (Fate.CHANGED, 2)
    other = one(row, known("Lê Văn Tư", 1970, pk=1), known("Lê Văn Tư", 1985, pk=2), r2=ANOTHER)
    assert (other.fate, other.namesake) == (Fate.NEW, 0)


def test_an_answer_that_was_not_offered_counts_for_nothing():
    people = [known("Lê Văn Tư", 1970, pk=1), known("Lê Văn Tư", 1985, pk=2)]
    assert one(("Lê Văn Tư", None, None, None, "Khóm 1"), *people, r2="official-99").fate == Fate.ASK


@pytest.mark.parametrize(
    "facts", [{"birth_date": date(1970, 3, 1)}, {"honorific": "ba"}], ids=["another day", "ông or bà"]
)
def test_two_real_namesakes_of_one_year_are_asked_about(facts):
    asked = one(TU, known("Lê Văn Tư", 1970, **facts))
    assert asked.fate == Fate.ASK
    other = one(TU, known("Lê Văn Tư", 1970, **facts), r2=ANOTHER)
    assert (other.fate, other.namesake) == (Fate.NEW, 1)


def test_two_real_namesakes_in_one_list_are_asked_about():
    data = sheet(TU, ("Lê Văn Tư", "Ông", "09/09/1970", "Phó khóm", "Khóm 1"))
    assert fates(judge(data)) == ["new", "ask"]
    assert fates(judge(data, r3="row-0-2")) == ["new", "repeated"]
    verdict = judge(data, r3=ANOTHER)
    assert [each.namesake for each in verdict.rows] == [0, 1]


def test_once_told_apart_namesakes_are_not_asked_about_again():
    data = sheet(TU, ("Lê Văn Tư", "Ông", "09/09/1970", "Phó khóm", "Khóm 1"))
    first = known("Lê Văn Tư", 1970, pk=1, **TU_KNOWN)
    second = known(
        "Lê Văn Tư", 1970, pk=2, honorific="ong", birth_date=date(1970, 9, 9), position="Phó khóm", namesake=1
    )
    assert fates(judge(data, first, second, units=("Khóm 1",))) == ["same", "same"]


def test_a_bare_name_finds_its_person_also_further_down():
    data = sheet(("Lê Văn Tư", None, None, None, "Khóm 1"), TU)
    verdict = judge(data)
    assert fates(verdict) == ["repeated", "new"]
    assert verdict.rows[0].notes == ["Trùng với dòng 3."]


@pytest.mark.parametrize("missing", [0, 4])
def test_a_list_without_names_or_units_is_refused(missing):
    headings = tuple("Ghi chú" if place == missing else each for place, each in enumerate(HEADINGS))
    with pytest.raises(Refusal, match=f"không có cột “{HEADINGS[missing]}”"):
        read_list(sheet(TU, headings=headings))


def test_a_list_with_nobody_is_refused():
    with pytest.raises(Refusal, match="không có người nào"):
        read_list(sheet(("Tổng cộng", None, None, None, "0 người")))


def test_a_list_too_long_to_write_at_one_go_is_refused_with_the_way_out():
    rows = [("Lê Văn Tư", None, None, None, f"Khóm {n}") for n in range(2001)]
    assert len(read_list(sheet(*rows[:2000])).rows) == 2000
    with pytest.raises(Refusal, match=r"dài hơn 2\.000 dòng\. Hãy chia thành nhiều tệp"):
        read_list(sheet(*rows))


NAMES = st.sampled_from(["Lê Văn Tư", "Lê Văn Tứ", "Trần Thị Bé", "TRẦN THỊ BÉ", "Hồ Đức Em"])
ROWS = st.lists(
    st.tuples(NAMES, st.sampled_from([None, "Ông", "Bà"]), st.sampled_from([None, 1970, 1985]),
              st.sampled_from([None, "Ủy viên"]), st.sampled_from(["Khóm 1", "BND Khóm 01", "Hội Nông dân"])),
    min_size=1, max_size=12,
)  # fmt: skip


@given(ROWS)
def test_whatever_the_list_no_two_new_people_share_a_key(rows):
    verdict = judge(sheet(*rows))
    new = [each for each in verdict.rows if each.fate == Fate.NEW]
    keys = [(each.person.unit, each.person.key, each.person.birth_year, each.namesake) for each in new]
    assert len(keys) == len(set(keys))
    assert len(verdict.rows) == len(rows)
