"""14, 7, 3 and 1 days before, once more after: on every day one step stands, whatever was missed."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from campaigns.models import day_start
from phuong6.lib.vietnamese import last_day_before
from phuong6.site.outbox.reminders import AFTER, STEPS, step_of

DAYS = st.dates(date(2020, 1, 1), date(2032, 12, 31))
DUE = date(2023, 11, 14)


@pytest.mark.parametrize(
    ("today", "step"),
    [
        (date(2023, 10, 30), None),
        (date(2023, 10, 31), 14),
        (date(2023, 11, 6), 14),
        (date(2023, 11, 7), 7),
        (date(2023, 11, 10), 7),
        (date(2023, 11, 11), 3),
        (date(2023, 11, 12), 3),
        (date(2023, 11, 13), 1),
        (date(2023, 11, 14), 1),
        (date(2023, 11, 15), AFTER),
        (date(2024, 2, 1), AFTER),
    ],
)
def test_the_step_of_each_day_of_a_due_day_across_the_month(today, step):
    assert step_of(DUE, today) == step


@given(DAYS, st.integers(-40, 40))
def test_a_day_stands_at_the_nearest_step_reached(due, left):
    step = step_of(due, due - timedelta(days=left))
    if left > max(STEPS):
        assert step is None
    elif left < 0:
        assert step == AFTER
    else:
        assert step >= left
        assert not [each for each in STEPS if left <= each < step]


@given(DAYS, st.lists(st.integers(0, 40), min_size=1, unique=True))
def test_days_missed_send_one_message_each_and_none_twice(due, run_on):
    """The command runs on some days only: the steps told only go down, each at most once."""
    told = []
    for before in sorted(run_on, reverse=True):
        step = step_of(due, due - timedelta(days=before))
        if step is not None and step not in told:
            told.append(step)
    assert told == sorted(told, reverse=True)
    assert set(told) <= set(STEPS)
    assert bool(told) == any(each <= max(STEPS) for each in run_on)


@given(DAYS)
def test_a_command_run_every_day_tells_each_step_once_on_its_day(due):
    days = [due - timedelta(days=before) for before in range(30, -10, -1)]
    first = {}
    for day in days:
        step = step_of(due, day)
        if step is not None:
            first.setdefault(step, day)
    assert first == {step: due - timedelta(days=step) for step in (*STEPS, AFTER)}


@given(DAYS)
def test_the_last_day_before_midnight_is_the_day_before_wherever_the_server_thinks_it_is(day):
    assert last_day_before(day_start(day)) == day - timedelta(days=1)
    assert last_day_before(day_start(day).astimezone(UTC)) == day - timedelta(days=1)
    assert last_day_before(day_start(day) + timedelta(hours=1)) == day


def test_seventeen_hours_utc_is_already_the_next_day_of_the_office():
    assert timezone.localdate(datetime(2023, 10, 31, 16, 59, tzinfo=UTC)) == date(2023, 10, 31)
    assert timezone.localdate(datetime(2023, 10, 31, 17, 0, tzinfo=UTC)) == date(2023, 11, 1)


def test_reports_to_verify_are_told_of_only_near_the_day():
    assert step_of(DUE, date(2023, 11, 7), steps=(3, 1)) is None
    assert step_of(DUE, date(2023, 11, 11), steps=(3, 1)) == 3
