"""Texts are broken and sized so that they always fit, evenly, without tearing names apart."""

from hypothesis import given
from hypothesis import strategies as st

from phuong6.lib.papers.lettering.fitting import (
    NO_BREAK_SPACE,
    Step,
    balanced_lines,
    fit,
    glue_name,
    glue_phrases,
)
from phuong6.lib.papers.lettering.fonts import CEREMONIAL, SERIF, text_width

STEPS = (Step(1, 40, 30), Step(2, 34, 24), Step(3, 23, 16))
WORDS = st.lists(st.text("aăâbcdđeêghiklmnoôơpqrstuưvxyẴỄỢ", min_size=1, max_size=9), min_size=1, max_size=40)


@given(WORDS, st.floats(20, 300))
def test_nothing_overflows_and_no_word_is_lost_or_split(words, width):
    fitted = fit(" ".join(words), SERIF, width, STEPS)
    assert " ".join(fitted.lines).split() == words
    assert len(fitted.lines) <= 3
    assert all(text_width(line, SERIF, fitted.size) <= width for line in fitted.lines)


@given(WORDS.filter(lambda words: len(words) >= 4))
def test_every_line_of_a_persons_name_keeps_at_least_two_words(words):
    lines = fit(" ".join(words), CEREMONIAL, 60, STEPS, least=2, lead="Ông").lines
    assert lines[0].startswith("Ông ")
    assert len(lines[0].split()) >= 3
    assert all(len(line.split()) >= 2 for line in lines)


@given(WORDS.filter(lambda words: len(words) >= 2))
def test_two_lines_are_as_even_as_they_can_be(words):
    lines = balanced_lines(words, SERIF, 2)
    widest = max(text_width(line, SERIF, 1) for line in lines)
    splits = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))]
    best = min(max(text_width(line, SERIF, 1) for line in split) for split in splits)
    assert widest <= best + 1e-6


def test_a_short_text_keeps_the_largest_size_and_a_longer_one_shrinks_before_it_breaks():
    assert fit("Lê An", SERIF, 200, STEPS).size == 40
    shrunk = fit("Nguyễn Thị Hoàng Phương Thảo Trang", SERIF, 200, STEPS)
    assert len(shrunk.lines) == 1
    assert 30 <= shrunk.size < 40
    assert len(fit("Nguyễn Thị Hoàng Phương Thảo Trang " * 2, SERIF, 200, STEPS).lines) == 2


def test_an_empty_text_has_no_lines():
    assert fit("", SERIF, 100, STEPS).lines == ()


def test_a_number_stays_with_its_word_and_a_short_quotation_stays_whole():
    glued = glue_phrases("trên  địa bàn Phường 6 năm 2023, “Cải cách hành chính” quý IV")
    assert glued.split(" ") == [
        "trên", "địa", "bàn", f"Phường{NO_BREAK_SPACE}6", f"năm{NO_BREAK_SPACE}2023,",
        "“Cải cách hành chính”".replace(" ", NO_BREAK_SPACE), f"quý{NO_BREAK_SPACE}IV",
    ]  # fmt: skip


def test_the_middle_words_of_a_name_stay_with_the_word_before_them():
    assert glue_name("Tôn Nữ Nguyễn Thị Hoàng Anh").split(" ") == [
        f"Tôn{NO_BREAK_SPACE}Nữ", f"Nguyễn{NO_BREAK_SPACE}Thị", "Hoàng", "Anh",
    ]  # fmt: skip
