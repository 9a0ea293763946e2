"""The bonus on both sides of each change of salary and regime.

NĐ 91/2017 Điều 68, 73; NĐ 98/2023 Điều 53, 58; NĐ 152/2025 Điều 49, 54.
"""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awards.money.bonus import STEP, bonus
from awards.money.terms import terms_on
from campaigns.enums import Rounding
from phuong6.office.workflow import Refused

# day of the decision, regime, base salary, individual, collective: all written out by hand
SUMS = [
    (date(2017, 10, 1), "nd-91-2017", 1_300_000, 200_000, 390_000),
    (date(2018, 6, 29), "nd-91-2017", 1_300_000, 200_000, 390_000),
    (date(2018, 6, 30), "nd-91-2017", 1_300_000, 200_000, 390_000),
    (date(2018, 7, 1), "nd-91-2017", 1_390_000, 210_000, 420_000),
    (date(2019, 6, 30), "nd-91-2017", 1_390_000, 210_000, 420_000),
    (date(2019, 7, 1), "nd-91-2017", 1_490_000, 230_000, 450_000),
    (date(2020, 7, 1), "nd-91-2017", 1_490_000, 230_000, 450_000),
    (date(2023, 6, 30), "nd-91-2017", 1_490_000, 230_000, 450_000),
    (date(2023, 7, 1), "nd-91-2017", 1_800_000, 270_000, 540_000),
    (date(2023, 12, 31), "nd-91-2017", 1_800_000, 270_000, 540_000),
    (date(2024, 1, 1), "nd-98-2023", 1_800_000, 270_000, 540_000),
    (date(2024, 6, 30), "nd-98-2023", 1_800_000, 270_000, 540_000),
    (date(2024, 7, 1), "nd-98-2023", 2_340_000, 360_000, 710_000),
    (date(2025, 6, 30), "nd-98-2023", 2_340_000, 360_000, 710_000),
    (date(2025, 7, 1), "nd-152-2025", 2_340_000, 710_000, 1_410_000),
    (date(2025, 12, 15), "nd-152-2025", 2_340_000, 710_000, 1_410_000),
    (date(2026, 6, 30), "nd-152-2025", 2_340_000, 710_000, 1_410_000),
    (date(2026, 7, 1), "nd-152-2025", 2_530_000, 760_000, 1_520_000),
    (date(2026, 9, 30), "nd-152-2025", 2_530_000, 760_000, 1_520_000),
    (date(2026, 10, 1), "nd-152-2025", 2_530_000, 760_000, 1_520_000),
    (date(2026, 12, 15), "nd-152-2025", 2_530_000, 760_000, 1_520_000),
    (date(2027, 2, 28), "nd-152-2025", 2_530_000, 760_000, 1_520_000),
]


@pytest.mark.parametrize(("day", "regime", "salary", "individual", "collective"), SUMS)
def test_the_sum_follows_the_law_and_salary_in_force_on_the_day(
    national, day, regime, salary, individual, collective
):
    terms = terms_on(day)
    assert (terms.regime.code, terms.salary.amount) == (regime, salary)
    assert terms.amount("individual") == individual
    assert terms.amount("collective") == collective


def test_a_day_before_any_recorded_law_is_refused_with_its_date(national):
    with pytest.raises(Refused, match="01/01/2010"):
        terms_on(date(2010, 1, 1))


def test_from_the_day_after_the_last_law_nothing_is_computed(national):
    assert terms_on(date(2027, 2, 28)).amount("individual") == 760_000
    with pytest.raises(Refused, match="01/03/2027"):
        terms_on(date(2027, 3, 1))


@pytest.mark.parametrize(
    ("salary", "rate", "up", "nearest"),
    [
        (1_490_000, "0.15", 230_000, 220_000),
        (1_490_000, "0.30", 450_000, 450_000),
        (1_800_000, "0.15", 270_000, 270_000),
        (1_800_000, "0.30", 540_000, 540_000),
        (2_340_000, "0.15", 360_000, 350_000),
        (2_340_000, "0.30", 710_000, 700_000),
        (2_340_000, "0.60", 1_410_000, 1_400_000),
        (2_340_000, "0.45", 1_060_000, 1_050_000),
        (2_530_000, "0.30", 760_000, 760_000),
        (2_530_000, "0.45", 1_140_000, 1_140_000),
        (2_530_000, "0.60", 1_520_000, 1_520_000),
        (2_500_000, "0.30", 750_000, 750_000),  # nothing to round
        (2_500_100, "0.30", 760_000, 750_000),  # thirty đồng above: up
        (100_000, "0.25", 30_000, 30_000),  # 25.000 lies half way: up
    ],
)
def test_rounding_up_and_to_the_nearest_ten_thousand(salary, rate, up, nearest):
    assert bonus(Decimal(rate), salary, Rounding.UP) == up
    assert bonus(Decimal(rate), salary, Rounding.NEAREST) == nearest


def test_without_rounding_the_sum_stays_as_it_is():
    assert bonus(Decimal("0.15"), 1_490_000, Rounding.NONE) == 223_500


def test_without_rounding_a_sum_with_part_of_a_dong_is_an_error():
    with pytest.raises(ValueError, match="whole"):
        bonus(Decimal("0.15"), 1_490_001, Rounding.NONE)


@given(st.decimals("0.001", "2", places=3), st.integers(1, 10_000_000))
def test_rounding_never_takes_away_and_adds_less_than_one_step(rate, salary):
    exact = rate * salary
    up, nearest = bonus(rate, salary, Rounding.UP), bonus(rate, salary, Rounding.NEAREST)
    assert up % STEP == nearest % STEP == 0
    assert exact <= up < exact + STEP
    assert abs(nearest - exact) <= STEP // 2
