"""Dates as NĐ 30/2020 prints them and as people type them, the day always first."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phuong6.lib.vietnamese import (
    days_left_phrase,
    long_date,
    paper_date,
    parse_birth,
    parse_vn_date,
    short_date,
    weekday_date,
)

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("day", "line"),
    [
        (date(2024, 1, 5), "Phường 6, ngày 05 tháng 01 năm 2024"),
        (date(2024, 2, 29), "Phường 6, ngày 29 tháng 02 năm 2024"),
        (date(2023, 4, 9), "Phường 6, ngày 09 tháng 4 năm 2023"),
        (date(2023, 11, 10), "Phường 6, ngày 10 tháng 11 năm 2023"),
    ],
)
def test_a_zero_stands_before_days_under_ten_and_months_one_and_two(day, line):
    assert paper_date(day, "Phường 6") == line


def test_what_is_not_known_yet_is_a_dotted_blank():
    assert paper_date(None, "Phường 6", year=2023, month=4) == "Phường 6, ngày …… tháng 4 năm 2023"
    assert paper_date(None, "Phường 6", year=2024) == "Phường 6, ngày …… tháng …… năm 2024"
    assert long_date(None) == "ngày …… tháng …… năm ……"


def test_screens_show_the_weekday():
    assert weekday_date(date(2023, 11, 15)) == "Thứ Tư, 15/11/2023"
    assert weekday_date(date(2023, 11, 19)) == "Chủ nhật, 19/11/2023"


@pytest.mark.parametrize(
    ("due", "phrase"), [(18, "còn 3 ngày"), (15, "hôm nay"), (13, "quá 2 ngày"), (16, "còn 1 ngày")]
)
def test_days_left(due, phrase):
    assert days_left_phrase(date(2023, 11, 15), date(2023, 11, due)) == phrase


@pytest.mark.parametrize(
    "typed",
    [
        "01/02/2023", "1/2/2023", "01-02-2023", "1.2.2023", " 01/02/2023 09:37 ", "01/02/2023 9:37:05", "2023-02-01",
        "2023-02-01T10:00", "01 / 02 / 2023", "ngày 01 tháng 02 năm 2023", "01/02/2023 7h30", date(2023, 2, 1),
        datetime(2023, 2, 1, 23, 59), datetime(2023, 1, 31, 17, 0, tzinfo=UTC),
    ],
)  # fmt: skip
def test_the_day_comes_first(typed):
    assert parse_vn_date(typed) == date(2023, 2, 1)


@pytest.mark.parametrize(
    ("typed", "advice"),
    [
        ("", "Chưa ghi ngày"), (None, "Chưa ghi ngày"), ("31/02/2023", "không phải là ngày có thật"),
        ("01/13/2023", "ngày trước, tháng sau"), ("1/2/23", "đủ bốn chữ số"), ("44958", "Không đọc được"),
        (44958, "Không đọc được"), ("1/2-2023", "Không đọc được"), ("nt", "Không đọc được"),
        ("01/02/1023", "phải từ 1900"), (date(1, 1, 1), "phải từ 1900"), ("٠١/٠٢/٢٠٢٣", "Không đọc được"),
    ],
)  # fmt: skip
def test_a_date_that_cannot_be_meant_is_refused_with_advice(typed, advice):
    with pytest.raises(ValueError, match=advice):
        parse_vn_date(typed)


@given(DAYS)
def test_every_written_form_reads_back(day):
    for written in (short_date(day), long_date(day), day.isoformat(), f"{day.day}-{day.month}-{day.year}"):
        assert parse_vn_date(written) == day


def refusal_of(parse, typed):
    try:
        parse(typed)
    except ValueError as refusal:
        return str(refusal)
    return None


@given(st.text(max_size=30))
def test_any_typed_text_gives_a_date_or_a_sentence(typed):
    for parse in (parse_vn_date, parse_birth):
        sentence = refusal_of(parse, typed)
        assert sentence is None or "Hãy" in sentence or "phải" in sentence


@pytest.mark.parametrize("typed", ["1969", 1969, 1969.0, " 1969 ", "sinh năm 1969", "năm 1969", "11/1969"])
def test_a_birth_year_may_stand_alone(typed):
    assert parse_birth(typed) == (1969, None)


def test_a_full_birth_date_gives_year_and_date():
    assert parse_birth("28/09/1963") == (1963, date(1963, 9, 28))
    assert parse_birth(datetime(1969, 11, 1)) == (1969, date(1969, 11, 1))


@pytest.mark.parametrize("typed", ["69", 199, 19690, 1969.5, "13/1969", "1850", "x", None, True])
def test_a_birth_that_cannot_be_meant_is_refused(typed):
    with pytest.raises(ValueError, match=r"Hãy|phải|ghi"):
        parse_birth(typed)


def test_more_than_a_thousand_days_have_their_point():
    assert days_left_phrase(date(2026, 12, 8), date(2023, 11, 15)) == "quá 1.119 ngày"
