"""Sums in words are read back by a reader that knows nothing of the writer."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from phuong6.lib.vietnamese import (
    amount_in_words,
    format_number,
    format_percent,
    format_percent_value,
    format_vnd,
)

VALUES = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "lăm": 5, "sáu": 6, "bảy": 7, "tám": 8,
    "chín": 9,
}  # fmt: skip
SCALES = {"nghìn": 10**3, "triệu": 10**6}


def read_back(sentence: str) -> int:
    """An independent reader: adds up word by word, as a listener does."""
    total = below_billion = group = digit = 0
    for word in sentence.removesuffix(" đồng").lower().split():
        if word in VALUES:
            digit = VALUES[word]
        elif word == "trăm":
            group, digit = group + digit * 100, 0
        elif word == "mươi":
            group, digit = group + digit * 10, 0
        elif word == "mười":
            group += 10
        elif word in SCALES:
            below_billion += (group + digit) * SCALES[word]
            group = digit = 0
        elif word == "tỷ":
            total += (below_billion + group + digit) * 10**9
            below_billion = group = digit = 0
        else:
            assert word == "lẻ"
            assert digit == 0
    return total + below_billion + group + digit


@pytest.mark.parametrize(
    ("vnd", "words"),
    [
        (0, "Không đồng"),
        (270_000, "Hai trăm bảy mươi nghìn đồng"),
        (540_000, "Năm trăm bốn mươi nghìn đồng"),
        (3_780_000, "Ba triệu bảy trăm tám mươi nghìn đồng"),
        (1_404_000, "Một triệu bốn trăm lẻ bốn nghìn đồng"),
        (1_005_000, "Một triệu không trăm lẻ năm nghìn đồng"),
        (1_050_000, "Một triệu không trăm năm mươi nghìn đồng"),
        (1_015, "Một nghìn không trăm mười lăm đồng"),
        (15_000, "Mười lăm nghìn đồng"),
        (21_000, "Hai mươi mốt nghìn đồng"),
        (11_000, "Mười một nghìn đồng"),
        (25_000, "Hai mươi lăm nghìn đồng"),
        (105, "Một trăm lẻ năm đồng"),
        (10**9, "Một tỷ đồng"),
        (10**9 + 1_000, "Một tỷ không trăm lẻ một nghìn đồng"),
        (10**12, "Một nghìn tỷ đồng"),
    ],
)
def test_sums_in_words(vnd, words):
    assert amount_in_words(vnd) == words


@given(st.integers(0, 10**12))
@example(10**12)
def test_a_sum_in_words_reads_back_as_the_sum(vnd):
    assert read_back(amount_in_words(vnd)) == vnd


def test_every_sum_to_twenty_thousand_reads_back():
    assert all(read_back(amount_in_words(n)) == n for n in range(20_001))


def test_the_north_says_linh():
    assert amount_in_words(1_404_000, zero_tens="linh") == "Một triệu bốn trăm linh bốn nghìn đồng"


@pytest.mark.parametrize("wrong", [1.0, "1", Decimal(1), True, None])
def test_only_whole_sums_are_spoken(wrong):
    with pytest.raises(TypeError, match="số nguyên"):
        amount_in_words(wrong)


@pytest.mark.parametrize("wrong", [-1, 10**15])
def test_negative_and_endless_sums_are_refused(wrong):
    with pytest.raises(ValueError, match="Số tiền"):
        amount_in_words(wrong)


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (Decimal("1234567.89"), None, "1.234.567,89"),
        (1234567, None, "1.234.567"),
        (999, None, "999"),
        (Decimal("1E+6"), None, "1.000.000"),
        (Decimal("2.5"), 0, "3"),
        (Decimal("-0.004"), 2, "0,00"),
        (Decimal("-1234.5"), 2, "-1.234,50"),
        (Decimal("1.50"), None, "1,50"),
    ],
)
def test_numbers_use_points_and_a_comma(value, places, text):
    assert format_number(value, places) == text


def test_floats_and_nan_are_not_numbers_for_a_paper():
    with pytest.raises(TypeError):
        format_number(1.5)
    with pytest.raises(ValueError, match="không phải là một số"):
        format_number(Decimal("NaN"))


@given(st.decimals(-(10**12), 10**12, places=2))
def test_a_formatted_number_reads_back(value):
    assert Decimal(format_number(value).replace(".", "").replace(",", ".")) == value


def test_money_names_its_unit():
    assert format_vnd(270_000) == "270.000 đồng"


@pytest.mark.parametrize(
    ("numerator", "denominator", "text"),
    [
        (999, 1000, "99,90 %"),
        (99_999, 100_000, "99,99 %"),
        (100_001, 100_000, "100,01 %"),
        (1, 10**6, "0,01 %"),
        (2651, 2784, "95,22 %"),
        (528, 575, "91,83 %"),
        (2, 3, "66,67 %"),
        (575, 575, "100 %"),
        (0, 575, "0 %"),
        (0, 0, "không phát sinh"),
        (6, 5, "120,00 %"),
    ],
)
def test_shares_are_exact(numerator, denominator, text):
    assert format_percent(numerator, denominator) == text


def test_a_threshold_is_never_reached_by_rounding():
    assert format_percent(829_999, 10**6, threshold=83) == "82,99 %"
    assert format_percent_value(Decimal("79.9999"), threshold=80) == "79,99 %"
    assert format_percent_value(Decimal("80.0001"), threshold=80) == "80,01 %"
    assert format_percent_value(Decimal("81.2")) == "81,20 %"


def test_negative_figures_are_refused():
    with pytest.raises(ValueError, match="không được âm"):
        format_percent(-1, 5)


@given(st.integers(0, 10**7), st.integers(1, 10**7), st.sampled_from([0, 30, 80, 83, 100]))
def test_a_printed_share_stands_on_the_right_side_of_every_threshold(numerator, denominator, threshold):
    exact = Fraction(100 * numerator, denominator)
    shown = Fraction(
        format_percent(numerator, denominator, threshold)
        .removesuffix(" %")
        .replace(".", "")
        .replace(",", ".")
    )
    for mark in (0, threshold, 100):
        assert (shown < mark, shown == mark) == (exact < mark, exact == mark)
    assert abs(shown - exact) < Fraction(1, 100)
