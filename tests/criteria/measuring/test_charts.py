"""Charts say by length, pattern and word what the figures say; a bar that falls short never touches the threshold."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from criteria.enums import Direction, Period, TargetKind
from criteria.measuring.charts import GAP, WIDTH, count_chart, share_chart, timeline_of
from criteria.measuring.obligations import cells
from criteria.measuring.progress import Line, Series, Tally
from criteria.measuring.standing import Standing, share_standing
from criteria.models import Target
from tests.criteria import followed

SVG = "{http://www.w3.org/2000/svg}"


def series(
    yes: int, of: int, threshold: Decimal = Decimal(100), direction=Direction.AT_LEAST, **tally
) -> Series:
    """One target with one stretch, sent by one unit unless `tally` says otherwise."""
    target = Target(kind=TargetKind.SHARE, threshold=threshold, direction=direction, code="on-time")
    tally = tally or {share_standing(yes, of, threshold, direction).value: 1}
    line = Line("Quý II/2023", target, Tally(**tally), yes, of)
    return Series(target, None, [line], line)


def drawn(template: str, **context):
    """The SVG as an element; it is well-formed and keeps the page's content security policy."""
    text = render_to_string(f"criteria/charts/{template}.html", context)
    text = re.sub(r"\{#.*?#\}", "", text).strip()
    assert "style=" not in text
    assert "<script" not in text
    return etree.fromstring(text.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


@given(st.integers(1, 10**7), st.integers(0, 10**7), st.integers(1, 100), st.sampled_from(list(Direction)))
def test_a_bar_is_on_the_side_of_the_threshold_its_figures_are_on(of, yes, threshold, direction):
    yes = min(yes, of)
    chart = share_chart("x", "Tỷ lệ", series(yes, of, Decimal(threshold), direction))
    part = chart.bars[0].parts[0]
    assert part.width >= 1
    if part.standing == Standing.NOT_MET and direction == Direction.AT_LEAST:
        assert part.width <= max(chart.goal - GAP, 1)
    if part.standing == Standing.NOT_MET and direction == Direction.AT_MOST:
        assert part.width >= chart.goal + GAP


def test_999_of_1000_keeps_away_from_the_line_and_says_so():
    chart = share_chart("x", "Tỷ lệ", series(999, 1000))
    assert chart.bars[0].parts[0].width < chart.goal
    assert chart.bars[0].words == "99,90 %, chưa đạt"
    assert chart.told == "Quý II/2023: 99,90 %, chưa đạt."


@pytest.mark.parametrize(
    ("tally", "words"),
    [({"missing": 1}, "Chưa báo cáo"), ({"waiting": 1}, "Chưa đến hạn"), ({"nothing": 1}, "Không phát sinh")],
)
def test_a_stretch_without_a_figure_is_a_thin_strip_with_its_word_not_a_bar(tally, words):
    chart = share_chart("x", "Tỷ lệ", series(0, 0, **tally))
    assert chart.bars[0].parts[0].is_empty
    assert chart.bars[0].words == words


@given(st.tuples(*[st.integers(0, 40)] * 5).filter(any))
def test_the_parts_of_a_bar_fill_it_without_gap_or_overlap(counts):
    names = ("met", "not_met", "nothing", "missing", "waiting")
    found = series(0, 0, **dict(zip(names, counts, strict=True)))
    parts = count_chart("x", "Số đơn vị", found).bars[0].parts
    assert len(parts) == sum(map(bool, counts))
    place = 0
    for part in parts:
        assert part.x == place
        place += part.width
    assert place == WIDTH


def test_a_chart_is_a_picture_with_a_name_a_description_and_words():
    chart = count_chart("dem", "Số đơn vị theo tình trạng", series(0, 0, met=9, missing=3))
    svg = drawn("bars", chart=chart)
    assert svg.get("role") == "img"
    named = {each.get("id"): each.text for each in svg if each.tag in {f"{SVG}title", f"{SVG}desc"}}
    assert [named[each] for each in svg.get("aria-labelledby").split()] == [
        "Số đơn vị theo tình trạng",
        "Quý II/2023: 9 đạt, 3 chưa báo cáo.",
    ]
    assert [each.text for each in svg.iter(f"{SVG}text")] == ["Quý II/2023", "9/12 đơn vị đạt", "9", "3"]


def test_every_standing_has_a_look_of_its_own_without_colour():
    found = count_chart("x", "Số đơn vị", series(0, 0, met=1, not_met=1, nothing=1, missing=1, waiting=1))
    parts = [each for each in drawn("bars", chart=found).iter(f"{SVG}rect") if "part-" in each.get("class")]
    fills = {each.get("class").split("part-")[1]: each.get("fill") for each in parts}
    assert fills == {
        "met": None,  # solid
        "not_met": "url(#mau-not_met)",
        "nothing": "url(#mau-nothing)",
        "missing": "url(#mau-missing)",
        "waiting": None,  # an empty frame of dashes
    }
    defined = {each.get("id") for each in drawn("patterns").iter(f"{SVG}pattern")}
    assert {f"url(#{each})" for each in defined} == {each for each in fills.values() if each}


# --- the timeline -------------------------------------------------------------------------------------


def told(campaign, today: date):
    return timeline_of(campaign, cells(campaign, today=today), today)


@pytest.fixture
def followed_campaign(campaign, thu):
    followed.share(campaign)
    followed.task(campaign)
    followed.join(campaign, 1, thu)
    return campaign


def test_the_timeline_has_the_plans_days_the_stretches_and_today(followed_campaign):
    found = told(followed_campaign, date(2023, 10, 9))
    assert [each.words for each in found.events] == [
        "Phát động: 01/04/2023",
        "30/06: hết quý II/2023",
        "30/09: hết quý III/2023",
        "Hôm nay, 09/10/2023",
        "Kết thúc: 30/10/2023",
        "Hồ sơ gửi về trước ngày 15/11/2023",
    ]
    followed_campaign.plan_day = date(2023, 4, 5)
    assert told(followed_campaign, date(2023, 10, 9)).events[0].words == "Phát động: 05/04/2023"


@pytest.mark.parametrize(
    ("today", "place"),
    [(date(2023, 3, 1), 0), (date(2023, 4, 1), 1), (date(2023, 11, 14), 5), (date(2031, 1, 1), 5)],
)
def test_today_stands_in_its_place_even_outside_the_campaign(followed_campaign, today, place):
    found = told(followed_campaign, today)
    assert [each.is_today for each in found.events].index(True) == place
    assert all(0 < each.y < found.height and 0 < each.label_y < found.height for each in found.events)
    labels = [each.label_y for each in found.events]
    assert all(after - before >= 24 for before, after in pairwise(labels))
    assert [each.y for each in found.events] == sorted(each.y for each in found.events)


def test_months_and_a_deadline_at_an_hour_are_told(campaign, thu):
    followed.share(campaign, period=Period.MONTH)
    followed.join(campaign, 1, thu)
    campaign.dossier_too_late = campaign.dossier_too_late.replace(hour=10)
    found = told(campaign, date(2023, 5, 1))
    assert next(each.words for each in found.events if each.kind == "stretch") == "30/04: hết tháng 4/2023"
    assert found.events[-1].words == "Hồ sơ gửi về trước 10:00 ngày 15/11/2023"
    svg = drawn("timeline", timeline=found)
    assert svg.find(f"{SVG}desc").text == found.told
    assert "Hôm nay, 01/05/2023" in found.told


def test_units_without_a_case_are_no_units_that_missed_the_target():
    assert count_chart("x", "Số đơn vị", series(0, 0, nothing=1)).bars[0].words == "Không phát sinh"
    assert count_chart("x", "Số đơn vị", series(0, 0, met=2, nothing=1)).bars[0].words == "2/2 đơn vị đạt"


def test_what_is_not_verified_and_who_was_sent_instead_stand_below_the_bar():
    found = series(5, 6)
    line = replace(found.lines[0], unverified=1, delegated=1)
    chart = share_chart("x", "Tỷ lệ", replace(found, lines=[line]))
    words = [each.text for each in drawn("bars", chart=chart).iter(f"{SVG}text")]
    assert "cử dự thay 01; chưa xác nhận" in words
    assert chart.told == "Quý II/2023: 83,33 %, chưa đạt, cử dự thay 01; chưa xác nhận."
    assert chart.bars[0].notes_y < chart.height
    assert "chưa xác nhận" in count_chart("x", "Số đơn vị", replace(found, lines=[line])).told
