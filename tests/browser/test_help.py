"""Help read on a phone and at a desk: nothing serious for axe, nothing wider than the screen."""

import pytest

from phuong6.site.help.views import PAGES

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("phone", [True, False], ids=["phone", "desk"])
def test_every_help_page_reads_well(at_screen, campaign, an, phone):
    reader = at_screen(an, phone=phone)
    for path in ["/huong-dan/", *(page.url for page in PAGES)]:
        reader.go(path)
        reader.look()


def test_a_resident_comes_from_the_help_to_the_check(at_screen, campaign):
    resident = at_screen(phone=True)
    resident.go("/huong-dan/nguoi-dan/")
    resident.page.get_by_role("main").get_by_role("link", name="Xác minh giấy khen").first.click()
    resident.page.get_by_role("button", name="Xác minh").wait_for()
    resident.look()
