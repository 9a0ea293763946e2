"""Vietnamese text in one form, found without accents, in proper case, never from an old font."""

import unicodedata
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from phuong6.lib.vietnamese import (
    legacy_encoding_suspected,
    nfc,
    proper_case,
    search_key,
    sentence_case_if_caps,
    squeeze,
)

ONSETS = "b c ch d đ g gh gi h k kh l m n ng ngh nh ph qu r s t th tr v x".split()
RHYMES = (
    "a à á ả ã ạ an ân ăn anh ánh ang ương ường ượng iên iễn yên uyễn uyên ưu ữu ươu oa òa oà óa hòa uy ùy uý ủy "
    "ai ải ao ào au àu ấu ây ầy êu ếu êm ềm inh ính ông ồng ộng ơn ơi ới ười uôi uối uân uấn uất ôn ồn ích ịch "
    "eo èo éo ẻo oe oè óe khỏe iu ìu oan oàn oang oăn uê uế ưa ừa ứa ia ìa ua ùa úa"
).split()
SYLLABLES = st.builds(
    lambda onset, rhyme: (
        (onset + rhyme)
        if not (onset == "c" and unicodedata.normalize("NFD", rhyme)[0] in "eiy")
        else "k" + rhyme
    ),
    st.sampled_from(["", *ONSETS]),
    st.sampled_from(RHYMES),
)
NAMES = st.lists(SYLLABLES.map(str.capitalize), min_size=1, max_size=6).map(" ".join)


def test_nfc_joins_marks_and_replaces_odd_spaces():
    assert nfc(unicodedata.normalize("NFD", "\u00a0Trần\u2003Hữu\tLý\u200b ")) == "Trần Hữu Lý"


def test_nfc_keeps_lines_and_drops_nul_and_direction_marks():
    assert nfc("một\r\nhai\rba\x00\u202e") == "một\nhai\nba"


def test_squeeze_leaves_one_space_everywhere():
    assert squeeze("  Ủy\u00a0 viên \n phường ") == "Ủy viên phường"


@given(st.text())
def test_normalising_twice_changes_nothing(text):
    assert nfc(nfc(text)) == nfc(text)
    assert squeeze(squeeze(text)) == squeeze(text)
    assert search_key(search_key(text)) == search_key(text)
    nfc(text).encode("utf-8")


@given(st.text())
def test_whatever_is_kept_may_stand_in_xml(text):
    """A spreadsheet, a DOCX and a feed hold it: nothing of what is typed may spoil them."""
    etree.fromstring(f"<text>{escape(nfc(text))}</text>")
    assert nfc("Chữ\uffffcuối\ufffe") == "Chữcuối"


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("Trần Hữu LÝ", "tran huu ly"),
        ("Đỗ Minh Đức", "do minh duc"),
        ("  VH-XH,  khóm 1 ", "vh xh khom 1"),
        ("hoà", "hoa"),
        ("Ủy ban / Uỷ ban", "uy ban uy ban"),
        ("…", ""),
    ],
)
def test_search_key_is_what_people_type(typed, key):
    assert search_key(typed) == key


@given(NAMES)
def test_search_key_is_the_same_for_both_unicode_forms_and_any_case(name):
    assert search_key(unicodedata.normalize("NFD", name)) == search_key(name.upper()) == search_key(name)
    assert search_key(name).isascii()


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("HUỲNH HỮU EM", "Huỳnh Hữu Em"),
        ("  VŨ  ĐỨC PHƯỢNG ", "Vũ Đức Phượng"),
        ("Nguyễn Văn ANH", "Nguyễn Văn ANH"),
        ("nguyễn văn anh", "nguyễn văn anh"),
        ("Hồ\u00a0Đức\u00a0Em", "Hồ Đức Em"),
        ("H'HEN NIÊ", "H'Hen Niê"),
        ("Y-BLOK ÊBAN", "Y-Blok Êban"),
        ("", ""),
    ],
)
def test_only_names_all_in_capitals_are_changed(typed, name):
    assert proper_case(typed) == name


@given(NAMES)
def test_proper_case_undoes_capitals(name):
    assert proper_case(name.upper()) == proper_case(proper_case(name.upper()))
    assert proper_case(name.upper()).upper() == squeeze(name.upper())


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("ỦY VIÊN", "Ủy viên"),
        ("PHÓ KHÓM", "Phó khóm"),
        ("CÔNG CHỨC VH-XH", "Công chức VH-XH"),
        ("PHÓ CHỦ TỊCH UBND PHƯỜNG 6", "Phó Chủ tịch UBND Phường 6"),
        ("PHÓ BÍ THƯ ĐẢNG ỦY", "Phó Bí thư Đảng ủy"),
        ("TRƯỞNG BND KHÓM 1", "Trưởng BND khóm 1"),
        ("UBND", "UBND"),
        ("MTTQ", "MTTQ"),
        ("  Ủy  viên ", "Ủy viên"),
        ("Trưởng khóm", "Trưởng khóm"),
    ],
)
def test_positions_in_capitals_become_a_sentence_and_abbreviations_stay(typed, title):
    assert sentence_case_if_caps(typed) == title


@pytest.mark.parametrize(
    "pasted",
    [
        "Céng hßa x· héi chñ nghÜa", "NguyÔn V¨n An", "TrÇn H÷u Lý", "§Æng ThÞ Dung", "Lª Em", "C«ng chøc",
        "Nguyeãn Vaên An", "Traàn Höõu Lyù", "COÄNG HOØA", "Uûy ban", "Ñoàng Thaùp", "Nguyá»…n VÄƒn An", "quyÕt ®Þnh",
        "Ðặng Văn Dũng",
    ],
)  # fmt: skip
def test_text_from_old_fonts_is_noticed(pasted):
    assert legacy_encoding_suspected(pasted)


@pytest.mark.parametrize(
    "name",
    [
        "Trần Hữu Lý", "Đặng Thị Quỳnh Như", "Hồ Thùy Hòa", "Hoà Thuỷ Tuý", "THỊ XÃ, CỐ ĐÔ ĐÀ NẴNG", "ƯỚC MƠ Ô-TÔ",
        "Ủy ban Mặt trận Tổ quốc Việt Nam Phường", "Quách Thị Khoẻ", "Y Moan Ênuôl", "Niê KĐăm", "K'Brêu", "Siu Blêh",
        "Bùi Xuân Huy, sinh 1969 (nt)", "“Cải cách hành chính” – 100 %", "Điều 104 § 2; © 2023", "Nguyễn Thúy Uyên",
        "Cù Lao Dung", "Lưu Cầu Kỳ", "Võ Cửu", "ĐƠN ĐỀ NGHỊ", "Trần Ái Ân Êm", "Khuê Khuếch Khuỷu", "Đường Ấp 3",
    ],
)  # fmt: skip
def test_right_vietnamese_is_never_suspected(name):
    assert not legacy_encoding_suspected(name)
    assert not legacy_encoding_suspected(name.upper())
    assert not legacy_encoding_suspected(unicodedata.normalize("NFD", name))


@given(NAMES)
def test_no_name_of_vietnamese_syllables_is_suspected(name):
    assert not legacy_encoding_suspected(name)
    assert not legacy_encoding_suspected(name.upper())
