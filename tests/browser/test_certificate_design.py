"""Setting up a giấy khen in a real browser: the picture follows what is typed, the printer is measured, blanks counted."""

import pytest
from playwright.sync_api import expect

from tests.awards.certificates.printing_scene import DESIGNS, PRINTERS, blank_design, printer

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("phone", [True, False], ids=["phone", "desk"])
def test_the_officer_places_a_block_sees_it_at_once_and_keeps_it(at_screen, campaign, ward, cuc, phone):
    design, machine = blank_design(ward, cuc, received=12), printer(ward)
    officer = at_screen(cuc, phone=phone)
    page = officer.go(f"{DESIGNS}{design.pk}/")
    picture = page.locator("#xem-thu img")
    before = picture.get_attribute("src")
    expect(page.locator(".design-places")).to_be_hidden()
    page.get_by_label("Đặt từng khối theo mi-li-mét").check()
    expect(page.locator(".design-places")).to_be_visible()
    page.get_by_label("Tên người hoặc tập thể, Trên").fill("60,5")
    page.get_by_label("Tên người hoặc tập thể, Trên").blur()
    expect(picture).not_to_have_attribute("src", before, timeout=60_000)
    page.get_by_label("Chức vụ, đơn vị, Trên").fill("61")
    page.get_by_label("Chức vụ, đơn vị, Trên").blur()
    expect(page.locator("#xem-thu")).to_contain_text("đè lên", timeout=60_000)
    page.get_by_label("Chức vụ, đơn vị, Trên").fill("112")
    officer.look()
    officer.press("Lưu mẫu")
    expect(page.get_by_text("Đã lưu bản 2 của mẫu")).to_be_visible(timeout=60_000)
    expect(page.get_by_label("Tên người hoặc tập thể, Trên")).to_have_value("60,5")
    for path in (DESIGNS, f"{DESIGNS}{design.pk}/kho/", f"{PRINTERS}{machine.pk}/", f"{PRINTERS}them/"):
        officer.go(path)
        officer.look()
