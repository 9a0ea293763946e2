"""What is too long is said and kept, not cut by the browser without a word."""

import pytest
from playwright.sync_api import expect

from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_form_of_award_pasted_too_long_is_refused_whole(at_screen, campaign, unit, cuc):
    make.OfficialFactory(unit=unit, full_name="Đỗ Thị Kiều Oanh")
    officer = at_screen(cuc)
    long = "Giấy khen " * 12
    officer.go("/khen-thuong/lich-su/ghi/")
    officer.page.get_by_label("Hình thức khen thưởng").fill(long)
    officer.press("Ghi vào lịch sử")
    expect(officer.page.locator("main")).to_contain_text("tối đa 100")
    expect(officer.page.get_by_label("Hình thức khen thưởng")).to_have_value(long)
