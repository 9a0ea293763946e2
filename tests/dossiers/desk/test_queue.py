"""Urgency: working days left, weekends and holidays aside, the most urgent first."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from dossiers.appraising import queue
from dossiers.models import Dossier
from dossiers.workflow import DOSSIER, NOMINEE
from phuong6.office.models import Holiday
from phuong6.office.workdays import add_working_days
from tests import factories as make

NONE = frozenset()


@pytest.mark.parametrize(
    ("today", "left", "late", "words"),
    [
        ((2023, 11, 10), 10, False, "còn 10 ngày làm việc"),  # a Friday, handed in that day
        ((2023, 11, 12), 10, False, "còn 10 ngày làm việc"),  # Sunday counts for nothing
        ((2023, 11, 13), 9, False, "còn 9 ngày làm việc"),
        ((2023, 11, 24), 0, False, "hết hạn hôm nay"),
        ((2023, 11, 25), 0, True, "quá hạn"),  # Saturday after: late, though by no working day yet
        ((2023, 11, 27), -1, True, "quá hạn 1 ngày làm việc"),
    ],
)
def test_ten_working_days_from_a_friday(today, left, late, words):
    found = queue.due("Thẩm định xong", date(2023, 11, 10), 10, date(*today), NONE)
    assert found.on == date(2023, 11, 24)
    assert (found.left, found.late, found.words) == (left, late, words)


def test_a_holiday_moves_the_day_on():
    holidays = frozenset({date(2023, 11, 20), date(2023, 11, 21)})
    assert queue.due("", date(2023, 11, 10), 10, date(2023, 11, 13), holidays).on == date(2023, 11, 28)


@given(
    today=st.dates(date(2023, 1, 1), date(2024, 12, 31)),
    days=st.integers(0, 20),
    offs=st.sets(st.integers(-40, 40), max_size=12),
    back=st.integers(0, 60),
)
def test_the_database_s_limit_and_the_count_never_disagree(today, days, offs, back):
    holidays = frozenset(today + timedelta(days=n) for n in offs)
    start = today - timedelta(days=back)
    late = start < queue.late_before(today, days, holidays)
    assert late == (add_working_days(start, days, holidays) < today)


@pytest.fixture
def five(campaign, an, cuc):
    """One dossier at each place; named by its unit's code."""
    rows = {}
    for code, day in (("moi", 17), ("tre", 3), ("dang", 10), ("tra", 13), ("xong", 14)):
        unit = make.UnitFactory(ward=campaign.ward, code=code, name=f"Đơn vị {code}")
        speaker = make.user(code, f"Người {code}", "unit", unit)
        row = make.complete(make.draft(campaign, unit, speaker), speaker)
        if day > 14:
            make_room(campaign, unit, cuc)
        rows[code] = DOSSIER.perform("submit", row, by=speaker, at=make.at(day))
    for code in ("dang", "xong"):
        DOSSIER.perform("take_up", rows[code], by=cuc)
    DOSSIER.perform(
        "return",
        rows["tra"],
        by=cuc,
        due_on=date(2023, 11, 27),
        items=[{"paper_kind": "minutes", "reason": "Thiếu chữ ký"}],
    )
    nominee = rows["xong"].nominees.get()
    NOMINEE.perform("reject", nominee, by=cuc, note="Chưa đạt", reason="not_met")
    DOSSIER.perform("finish", rows["xong"], by=cuc)
    return rows


def make_room(campaign, unit, officer):
    campaign.extensions.create(unit=unit, too_late=make.at(30), reason="Bão", by=officer)


def order(response) -> list[str]:
    return [line.dossier.unit.code for line in response.context["lines"]]


def test_overdue_comes_first_then_what_waits_then_notices_then_returns(desk, five, cuc):
    assert order(desk(cuc).queue()) == ["tre", "dang", "moi", "xong", "tra"]


def test_an_overdue_return_comes_before_what_is_still_in_time(desk, five, cuc):
    five["tra"].returns.update(due_on=date(2023, 11, 17))
    response = desk(cuc).queue()
    assert order(response) == ["tre", "tra", "dang", "moi", "xong"]
    assert "quá hạn 1 ngày làm việc" in response.content.decode()


def test_a_told_notice_no_longer_waits(desk, five, cuc):
    NOMINEE.perform("release_notice", five["xong"].nominees.get(), by=cuc)
    response = desk(cuc).queue()
    assert order(response)[-1] == "xong"
    assert response.context["lines"][-1].due is None


def test_a_deadline_of_a_year_without_holidays_warns_on_the_queue_and_the_dossier(desk, five, cuc):
    Holiday.objects.all().delete()
    doubt = "Chưa có ngày nghỉ lễ năm 2023 nên hạn này có thể sai; hãy bổ sung ở mục Ngày nghỉ lễ."
    assert doubt in desk(cuc).queue().content.decode()
    assert doubt in desk(cuc).open(five["moi"]).content.decode()
    Holiday.objects.create(day=date(2023, 9, 4), name="Quốc khánh (nghỉ bù)")
    assert doubt not in desk(cuc).queue().content.decode()


def test_a_holiday_makes_an_overdue_dossier_due_again(desk, five, cuc):
    assert desk(cuc).queue().context["lines"][0].due.on == date(2023, 11, 17)
    Holiday.objects.create(day=date(2023, 11, 15), name="Nghỉ bù")
    first = desk(cuc).queue().context["lines"][0]
    assert (first.due.on, first.due.late, first.dossier.late) == (date(2023, 11, 20), False, False)


@pytest.mark.parametrize(
    ("state", "codes"),
    [
        ("submitted", ["tre", "moi"]),
        ("in_review", ["dang"]),
        ("returned", ["tra"]),
        ("appraised", ["xong"]),
        ("draft", ["tre", "dang", "moi", "xong", "tra"]),  # no such tab: everything handed in
    ],
)
def test_the_filter_keeps_one_state(desk, five, cuc, state, codes):
    assert order(desk(cuc).queue(**{"trang-thai": state})) == codes


def test_the_tabs_count_every_state_and_who_has_not_handed_in(
    desk, campaign, five, unit, other_unit, an, cuc
):
    make.draft(campaign, unit, an)
    tabs = {words: many for _, words, many in desk(cuc).queue().context["tabs"]}
    assert tabs["Tất cả đã nộp"] == 5
    assert tabs["Trả lại để bổ sung"] == 1
    assert tabs["Đơn vị chưa nộp"] == 2


def test_units_that_have_not_handed_in_show_how_far_they_are(
    client, campaign, five, unit, other_unit, an, cuc
):
    make.draft(campaign, unit, an)
    make.UnitFactory(ward=campaign.ward, name="Đơn vị nghỉ", is_active=False)
    client.force_login(cuc)
    response = client.get(reverse("desk-not-submitted"))
    assert [row["unit"].code for row in response.context["rows"]] == ["khom-1", "khom-2"]
    read = response.content.decode()
    assert "Đang soạn hồ sơ" in read
    assert "Chưa đăng ký phong trào" in read
    assert "Hết Thứ Ba, 14/11/2023" in read
    assert "quá 6 ngày" in read


def test_without_a_campaign_the_desk_says_so(desk, national, cuc):
    assert "Chưa có phong trào nào." in desk(cuc).queue().content.decode()


@pytest.mark.parametrize("many", [1, 3])
def test_the_queue_asks_the_same_number_of_questions_whatever_its_length(
    desk, campaign, five, cuc, many, django_assert_num_queries
):
    keep = [row.pk for row in list(five.values())[:many]]
    others = Dossier.objects.exclude(pk__in=keep)
    others.update(status="draft", appraised_at=None)
    mine = desk(cuc)
    mine.queue()
    with django_assert_num_queries(13):
        assert len(order(mine.queue())) == many


@pytest.mark.parametrize("many", [1, 3])
def test_units_without_a_dossier_cost_the_same_whatever_their_number(
    client, campaign, cuc, many, django_assert_num_queries
):
    for _ in range(many):
        make.UnitFactory(ward=campaign.ward)
    client.force_login(cuc)
    with django_assert_num_queries(8):
        assert len(client.get(reverse("desk-not-submitted")).context["rows"]) == many


def test_a_long_queue_has_pages(desk, campaign, five, cuc, monkeypatch):
    monkeypatch.setattr("dossiers.desk.pages.PER_PAGE", 2)
    assert order(desk(cuc).queue(page=3)) == ["tra"]
