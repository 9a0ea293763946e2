"""Progress as people see it: charts, timeline, matrix, on a phone and at a desk."""

import os
from pathlib import Path

import pytest
import time_machine

from campaigns.models import Participation
from tests import factories as make
from tests.criteria import followed

pytestmark = pytest.mark.django_db(transaction=True)
SCREENS = pytest.mark.parametrize("phone", [True, False], ids=["phone", "desk"])


@pytest.fixture
def october():
    with time_machine.travel(make.at(9, month=10), tick=True):
        yield


def too_small(page) -> list:
    """Words of a chart drawn smaller than 12 px on this screen."""
    return page.evaluate(
        """[...document.querySelectorAll("svg.chart text")].filter(each => {
            const size = parseFloat(getComputedStyle(each).fontSize) * each.getScreenCTM().a
            return size < 12
        }).map(each => each.textContent)"""
    )


def overlapping(page) -> list:
    """Words of a chart that run into other words of the same chart."""
    return page.evaluate(
        """[...document.querySelectorAll("svg.chart")].flatMap(chart => {
            const boxes = [...chart.querySelectorAll("text")].map(e => [e.textContent, e.getBoundingClientRect()])
            return boxes.flatMap(([one, a], n) => boxes.slice(n + 1).filter(([_, b]) =>
                a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 3 && b.top < a.bottom - 3
            ).map(([other]) => one + " / " + other))
        })"""
    )


def keep(person, name: str) -> None:
    """A picture and a print to look at, where PICTURES names a folder."""
    if folder := os.environ.get("PICTURES"):
        person.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
        person.page.pdf(path=Path(folder) / f"{name}.pdf")


@SCREENS
def test_the_office_sees_all_and_a_unit_its_own(at_screen, october, campaign, unit, an, thu, phone):
    followed.fill(campaign, thu, units=3, targets=4)
    Participation.objects.create(campaign=campaign, unit=unit, by=an)
    size = "360" if phone else "1280"
    follower = at_screen(thu, phone=phone)
    for name, path in (
        ("all", "/chi-tieu/tien-do/"),
        ("target", "/chi-tieu/tien-do/chi-tieu/share-1/"),
        ("unit", "/chi-tieu/tien-do/don-vi/khom-mau-2/"),
    ):
        page = follower.go(path)
        follower.look()
        assert too_small(page) == []
        assert overlapping(page) == []
        keep(follower, f"{name}-{size}")
        for summary in page.locator("details:not(.menu) > summary").all():
            summary.click()
        follower.look()
        keep(follower, f"{name}-tables-{size}")
    speaker = at_screen(an, phone=phone)
    page = speaker.go("/chi-tieu/tien-do/")
    speaker.look()
    assert page.url.endswith("/chi-tieu/tien-do/don-vi/khom-1/")
    assert "Khóm Mẫu" not in page.content()
    keep(speaker, f"own-{size}")
