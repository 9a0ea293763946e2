"""The one-stop register of a quarter, from the file to the figures, in a real browser on a phone and at a desk."""

import pytest
from playwright.sync_api import expect

from criteria.models import OneStopRecord
from tests.criteria.registers.files import SAMPLES

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("phone", [True, False], ids=["phone", "desk"])
def test_a_register_is_looked_at_and_taken_over(at_screen, campaign, thu, phone):
    follower = at_screen(thu, phone=phone)
    page = follower.go("/chi-tieu/so-lieu/")
    follower.look()
    page.get_by_label("Tệp phần mềm xuất ra").set_input_files(SAMPLES / "ho-so-mot-cua-quy-3.xlsx")
    follower.press("Xem trước")
    expect(page.get_by_role("heading", level=1)).to_have_text("Xem trước: Hồ sơ một cửa")
    expect(page.locator("main")).to_contain_text("2.651/2.784")
    page.get_by_text("Cột nào là gì").click()
    follower.look()
    follower.press("Nhập vào hệ thống")
    expect(page.locator("main")).to_contain_text("Tệp nguồn đã xóa")
    for label, number in (("Trả trước hạn", "1.465"), ("Trả đúng ngày hẹn", "1.186"), ("Trả trễ hạn", "133")):
        row = page.locator("dl.facts > div").filter(has=page.get_by_text(label, exact=True))
        expect(row.locator("dd")).to_have_text(number)
    follower.look()
    assert OneStopRecord.objects.count() == 3000
    page.get_by_role("link", name="Bỏ lần nhập này").click()
    follower.look()
    page.get_by_label("Lý do bỏ lần nhập").fill("Nhập nhầm sổ của quý trước.")
    follower.press("Bỏ lần nhập này")
    expect(page.locator("main")).to_contain_text("Nhập nhầm sổ của quý trước.")
    follower.look()
    assert not OneStopRecord.objects.exists()
