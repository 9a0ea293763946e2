"""National facts as domain.md §1, §2 and §10 have them, and marked as it marks them."""

from datetime import date
from decimal import Decimal

import pytest

from awards.models import BaseSalary, BonusRate
from awards.money import terms_on
from campaigns.models import LegalRegime
from criteria.enums import NomineeKind
from phuong6.office.models import Holiday, NumberSeries
from phuong6.office.workdays import add_working_days, holidays_between

pytestmark = pytest.mark.usefixtures("national")


def test_base_salaries_with_their_days_and_marks():
    assert list(BaseSalary.objects.order_by("from_day").values_list("from_day", "amount", "verified")) == [
        (date(2017, 7, 1), 1_300_000, False),
        (date(2018, 7, 1), 1_390_000, False),
        (date(2019, 7, 1), 1_490_000, True),
        (date(2023, 7, 1), 1_800_000, True),
        (date(2024, 7, 1), 2_340_000, True),
        (date(2026, 7, 1), 2_530_000, False),
    ]


def test_the_salary_that_never_applied_is_not_there():
    assert not BaseSalary.objects.filter(amount=1_600_000).exists()


def test_rates_with_their_articles_and_marks():
    rates = BonusRate.objects.order_by("regime__from_day", "kind")
    assert [(each.regime.code, each.kind, each.rate, each.verified) for each in rates] == [
        ("nd-91-2017", "collective", Decimal("0.3"), True),
        ("nd-91-2017", "individual", Decimal("0.15"), True),
        ("nd-98-2023", "collective", Decimal("0.3"), False),
        ("nd-98-2023", "individual", Decimal("0.15"), False),
        ("nd-152-2025", "collective", Decimal("0.6"), True),
        ("nd-152-2025", "individual", Decimal("0.3"), True),
    ]
    assert all(each.article.startswith("Điều ") for each in rates)


def test_regimes_with_their_days_and_rounding():
    regimes = LegalRegime.objects.order_by("from_day").values_list("from_day", "rounding", "verified")
    assert list(regimes) == [
        (date(2017, 10, 1), "up", True),
        (date(2024, 1, 1), "up", False),
        (date(2025, 7, 1), "none", False),
    ]


@pytest.mark.parametrize(
    ("day", "individual", "collective"),
    [
        (date(2023, 6, 30), 230_000, 450_000),
        (date(2023, 7, 1), 270_000, 540_000),
        (date(2023, 12, 31), 270_000, 540_000),
        (date(2024, 1, 1), 270_000, 540_000),
        (date(2024, 6, 30), 270_000, 540_000),
        (date(2024, 7, 1), 360_000, 710_000),
        (date(2025, 6, 30), 360_000, 710_000),
        (date(2025, 7, 1), 702_000, 1_404_000),
        (date(2026, 6, 30), 702_000, 1_404_000),
        (date(2026, 7, 1), 759_000, 1_518_000),
    ],
)
def test_the_bonus_on_both_sides_of_every_change(day, individual, collective):
    terms = terms_on(day)
    assert terms.amount(NomineeKind.INDIVIDUAL) == individual
    assert terms.amount(NomineeKind.COLLECTIVE) == collective


def test_only_what_is_unverified_warns():
    assert terms_on(date(2023, 12, 20)).unverified == []
    assert len(terms_on(date(2024, 3, 1)).unverified) == 3
    assert len(terms_on(date(2026, 8, 1)).unverified) == 2


def test_legal_bases_are_one_a_line_without_closing_marks():
    for regime in LegalRegime.objects.all():
        assert len(regime.law_lines) >= 3
        assert regime.law_lines[-1].startswith(regime.decree.split("/NĐ-CP")[0])
        assert not any(line.startswith("Căn cứ") or line[-1] in ";.," for line in regime.law_lines)


def test_who_gives_the_numbers_of_each_series():
    series = dict(NumberSeries.objects.values_list("notation", "numbered_by"))
    assert series == {
        "PTN": "software",
        "BB-HĐTĐKT": "software",
        "SKT": "software",
        "QĐ-UBND": "clerk",
        "TTr-HĐTĐKT": "clerk",
        "GM-UBND": "clerk",
        "BB-UBND": "clerk",
        "BC-UBND": "clerk",
        "UBND-NV": "clerk",
        "TB-UBND": "clerk",
    }


def test_holidays_are_working_weekdays_lost():
    days = list(Holiday.objects.values_list("day", flat=True))
    assert {each.year for each in days} == {2023, 2024, 2025, 2026}
    assert all(each.weekday() < 5 for each in days)


def test_no_holiday_falls_between_the_deadline_and_the_end_of_2023():
    assert not holidays_between(date(2023, 11, 15), date(2023, 12, 31))


def test_working_days_run_past_tet():
    assert add_working_days(date(2024, 2, 7), 1) == date(2024, 2, 15)
