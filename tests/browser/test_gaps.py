"""What stands below a row of buttons keeps its distance, on a phone and at a desk."""

import pytest
import time_machine

from criteria.models import ReformIndex
from tests import factories as make
from tests.criteria import followed

pytestmark = pytest.mark.django_db(transaction=True)
LEAST = 12  # px

GAPS = """[...document.querySelectorAll("main .button-row")].flatMap(row => {
    const next = row.nextElementSibling
    if (!next || next.matches(".button-row")) return []
    return [[next.className || next.tagName, next.getBoundingClientRect().top - row.getBoundingClientRect().bottom]]
})"""


@pytest.mark.parametrize("phone", [True, False], ids=["phone", "desk"])
def test_nothing_sticks_to_a_row_of_buttons(at_screen, campaign, thu, phone):
    with time_machine.travel(make.at(9, month=10), tick=True):
        followed.fill(campaign, thu, units=2, targets=2)
        ReformIndex.objects.create(
            ward=campaign.ward, year=2023, value="81.20", source_document="Quyết định số 1"
        )
        follower = at_screen(thu, phone=phone)
        for path in ("/chi-tieu/chi-so/", "/don-doc/", "/chi-tieu/kiem-tra/", "/chi-tieu/tien-do/"):
            follower.go(path)
            close = [each for each in follower.page.evaluate(GAPS) if each[1] < LEAST]
            assert close == [], path
