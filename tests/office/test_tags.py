"""Sums, dates and states as the screens write them."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.template import Context, Template

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def render(source: str, **context: object) -> str:
    return " ".join(Template("{% load phuong6_tags %}" + source).render(Context(context)).split())


def at(day: int, hour: int = 0, minute: int = 0, second: int = 0) -> datetime:
    return datetime(2023, 11, day, hour, minute, second, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("source", "value", "shown"),
    [
        ("{{ value|money }}", 270_000, "270.000 đồng"),
        ("{{ value|money_words }}", 1_404_000, "Một triệu bốn trăm lẻ bốn nghìn đồng"),
        ("{{ value|percent:83 }}", Decimal("82.999"), "82,99 %"),
        ("{{ value|short_date }}", date(2023, 11, 15), "15/11/2023"),
        ("{{ value|weekday_date }}", date(2023, 11, 15), "Thứ Tư, 15/11/2023"),
        ("{{ value|minutes }}", timedelta(minutes=15), "15"),
        ("{{ value|minutes }}", timedelta(seconds=5), "1"),
    ],
)
def test_a_fact_is_written_the_office_s_way(source, value, shown):
    assert render(source, value=value) == shown


@pytest.mark.parametrize(
    "name", ["money", "money_words", "percent", "short_date", "weekday_date", "days_left"]
)
def test_what_is_not_known_yet_shows_as_nothing(name):
    assert render("{{ value|" + name + " }}", value=None) == ""


def test_a_share_without_cases_says_so_and_a_missing_figure_says_nothing():
    assert render("{% share 999 1000 %}") == "99,90 %"
    assert render("{% share 0 0 %}") == "không phát sinh"
    assert render("{% share number 1000 %}", number=None) == ""


def test_a_moment_is_dated_by_the_clock_of_vietnam():
    late_evening_in_utc = datetime(2023, 11, 14, 18, 0, tzinfo=ZoneInfo("UTC"))
    assert render("{{ value|short_date }}", value=late_evening_in_utc) == "15/11/2023"


@pytest.mark.parametrize(
    ("now", "words", "tone"),
    [
        (at(1, 9), "còn 13 ngày", "waiting"),
        (at(10, 9), "còn 4 ngày", "waiting"),
        (at(11, 9), "còn 3 ngày", "attention"),
        (at(14, 23, 59, 59), "hôm nay", "attention"),
        (at(15), "quá 1 ngày", "bad"),
    ],
)
def test_a_deadline_at_midnight_shows_the_last_day_in_time(now, words, tone):
    with time_machine.travel(now, tick=False):
        shown = render("{% due_before moment %}", moment=at(15))
    assert "Hết Thứ Ba, 14/11/2023" in shown
    assert words in shown
    assert f"status--{tone}" in shown


@pytest.mark.parametrize(("now", "words"), [(at(16, 16, 29, 59), "hôm nay"), (at(16, 16, 30), "đã hết hạn")])
def test_a_deadline_within_a_day_names_its_hour_and_ends_at_it(now, words):
    with time_machine.travel(now, tick=False):
        shown = render("{% due_before moment %}", moment=at(16, 16, 30))
    assert "Trước 16:30, Thứ Năm, 16/11/2023" in shown
    assert words in shown


def test_a_last_day_counts_until_its_end():
    with time_machine.travel(at(15, 23, 59), tick=False):
        assert "hôm nay" in render("{% due day %}", day=date(2023, 11, 15))


def test_a_state_is_a_word_and_a_shape():
    dossier = SimpleNamespace(status="returned", get_status_display=lambda: "Trả lại để bổ sung")
    shown = render("{% status_badge dossier %}", dossier=dossier)
    assert "Trả lại để bổ sung" in shown
    assert "status--attention" in shown


def test_a_thing_that_is_not_there_has_a_badge_too():
    assert "Chưa có" in render("{% status_badge nothing %}", nothing=None)
