"""People by Tên, chữ lót, Họ; letters before tones; numbers by value."""

import random

from hypothesis import given
from hypothesis import strategies as st

from phuong6.lib import sorting
from phuong6.lib.vietnamese import name_sort_key, text_sort_key

ORDER = (
    "Hồ Ái · Nguyễn Văn An · Bùi Anh · Ngô Ảnh · Trần Thị Ánh · Cao Ăn · Lê Văn Ân · Phạm Văn Ẩn · Võ Thị Bé · "
    "Nguyễn Thị Dung · Đặng Văn Dũng · Đỗ Minh Đức · Lê Em · Huỳnh Thị Êm · Nguyễn Thị Ly · Trần Hữu Lý · Lê Thị Lý"
).split(" · ")
LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxy"


def shuffled(items):
    return random.Random(6).sample(list(items), len(items))


def test_people_stand_in_the_order_of_the_domain_study():
    assert sorted(shuffled(ORDER), key=name_sort_key) == ORDER


def test_every_letter_of_the_alphabet_keeps_its_place():
    assert sorted(shuffled(LETTERS), key=name_sort_key) == list(LETTERS)
    assert sorted(shuffled(LETTERS), key=text_sort_key) == list(LETTERS)


def test_tones_follow_the_one_constant(monkeypatch):
    tones = ["ma", "mà", "mả", "mã", "má", "mạ"]
    assert sorted(shuffled(tones), key=name_sort_key) == tones
    monkeypatch.setattr(sorting, "TONE_ORDER", ("ngang", "huyền", "sắc", "hỏi", "ngã", "nặng"))
    assert sorted(tones, key=name_sort_key) == ["ma", "mà", "má", "mả", "mã", "mạ"]


def test_a_tone_never_outweighs_a_letter_of_the_same_word():
    assert text_sort_key("Mạ") < text_sort_key("Man")
    assert name_sort_key("Lê Lạ") < name_sort_key("Lê Lan")


def test_a_name_without_middle_word_comes_first():
    assert name_sort_key("Vũ Em") < name_sort_key("Bùi An Em")


def test_khom_are_counted_not_spelt():
    khom = [f"Khóm {n}" for n in range(1, 121)]
    assert sorted(sorted(khom), key=text_sort_key) == khom
    assert text_sort_key("Khóm 02") == text_sort_key("Khóm 2")


def test_case_unicode_form_and_place_of_tone_do_not_matter():
    assert name_sort_key("HỒ THÙY HÒA") == name_sort_key("Hồ Thuỳ Hoà")


@given(st.text(max_size=400))
def test_keys_are_plain_short_and_steady(text):
    for key in (name_sort_key(text), text_sort_key(text)):
        assert set(key) <= set("0123456789abcdefghijklmnopqrstuvwxyz")
        assert len(key) <= 255


@given(st.text(alphabet="aáăắâậđêếơợưựy 1", max_size=60))
def test_a_name_of_sixty_letters_keeps_its_whole_key(text):
    assert len(name_sort_key(text)) <= 190
