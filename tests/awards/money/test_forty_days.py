"""The bonus on forty days, for each kind of nominee, written out by hand: both sides of each change from 2017 to 2027.

Rate × base salary, rounded up to tens of thousands: NĐ 91/2017 Điều 68, 73; NĐ 98/2023 Điều 53, 58; NĐ 152/2025 Điều
49, 54. Nothing is paid on a day that no decree covers, nor to a household where the decree names no rate.
"""

from datetime import date

import pytest

from awards.money.terms import terms_on
from phuong6.office.workflow import Refused

NONE = None
DAYS = [
    # the day, an individual, a collective, a household
    ("2017-10-01", 200_000, 390_000, NONE),  # 1.300.000: 195.000, 390.000
    ("2017-12-31", 200_000, 390_000, NONE),
    ("2018-06-30", 200_000, 390_000, NONE),
    ("2018-07-01", 210_000, 420_000, NONE),  # 1.390.000: 208.500, 417.000
    ("2018-12-31", 210_000, 420_000, NONE),
    ("2019-06-30", 210_000, 420_000, NONE),
    ("2019-07-01", 230_000, 450_000, NONE),  # 1.490.000: 223.500, 447.000
    ("2019-12-31", 230_000, 450_000, NONE),
    ("2020-06-30", 230_000, 450_000, NONE),
    ("2020-07-01", 230_000, 450_000, NONE),  # the rise planned for this day never came
    ("2021-01-01", 230_000, 450_000, NONE),
    ("2022-12-31", 230_000, 450_000, NONE),
    ("2023-04-05", 230_000, 450_000, NONE),
    ("2023-06-30", 230_000, 450_000, NONE),
    ("2023-07-01", 270_000, 540_000, NONE),  # 1.800.000: 270.000, 540.000
    ("2023-11-15", 270_000, 540_000, NONE),
    ("2023-12-31", 270_000, 540_000, NONE),
    ("2024-01-01", 270_000, 540_000, NONE),  # NĐ 98/2023
    ("2024-06-30", 270_000, 540_000, NONE),
    ("2024-07-01", 360_000, 710_000, NONE),  # 2.340.000: 351.000, 702.000
    ("2024-12-31", 360_000, 710_000, NONE),
    ("2025-03-01", 360_000, 710_000, NONE),
    ("2025-06-15", 360_000, 710_000, NONE),
    ("2025-06-16", 360_000, 710_000, NONE),
    ("2025-06-30", 360_000, 710_000, NONE),
    ("2025-07-01", 710_000, 1_410_000, 1_060_000),  # NĐ 152/2025: 702.000, 1.404.000, 1.053.000
    ("2025-08-05", 710_000, 1_410_000, 1_060_000),
    ("2025-11-15", 710_000, 1_410_000, 1_060_000),
    ("2025-12-15", 710_000, 1_410_000, 1_060_000),
    ("2026-01-01", 710_000, 1_410_000, 1_060_000),
    ("2026-05-15", 710_000, 1_410_000, 1_060_000),
    ("2026-06-30", 710_000, 1_410_000, 1_060_000),
    ("2026-07-01", 760_000, 1_520_000, 1_140_000),  # 2.530.000: 759.000, 1.518.000, 1.138.500
    ("2026-09-30", 760_000, 1_520_000, 1_140_000),
    ("2026-10-01", 760_000, 1_520_000, 1_140_000),  # Luật 06/2026/QH16
    ("2026-12-15", 760_000, 1_520_000, 1_140_000),
    ("2027-01-01", 760_000, 1_520_000, 1_140_000),
    ("2027-02-28", 760_000, 1_520_000, 1_140_000),
    ("2027-03-01", NONE, NONE, NONE),  # NĐ 152/2025 is over
    ("2017-09-30", NONE, NONE, NONE),  # before the first decree on record
]


def paid(day: str, kind: str) -> int | None:
    try:
        return terms_on(date.fromisoformat(day)).amount(kind)
    except Refused:
        return None


def test_the_table_has_forty_days_each_once():
    assert len({day for day, *_ in DAYS}) == len(DAYS) == 40


@pytest.mark.parametrize(("day", "individual", "collective", "household"), DAYS)
def test_what_each_kind_is_paid(national, day, individual, collective, household):
    assert paid(day, "individual") == individual
    assert paid(day, "collective") == collective
    assert paid(day, "household") == household
