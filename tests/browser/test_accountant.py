"""The accountant at the screen: the book on a phone and on a desk, a number asked about, the bonuses paid."""

import pytest
from playwright.sync_api import expect

from awards.enums import FundKind
from awards.models import FundEntry
from awards.money.ledger import receive
from tests import factories as make
from tests.awards import decision_scene as scene

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("phone", [True, False])
def test_a_number_typed_twice_is_asked_about_and_taken_with_a_reason(campaign, tam, at_screen, phone):
    receive(campaign, 10_000_000, by=tam, day=make.at(16, 1).date(), text="Ngân sách cấp", voucher="PT 01")
    accountant = at_screen(tam, phone=phone)
    page = accountant.go("/khen-thuong/quy/")
    accountant.look()
    page.get_by_label("Số tiền (đồng)").fill("500.000")
    page.get_by_label("Ngày", exact=False).first.fill("17/02/2023")
    page.get_by_label("Số chứng từ").fill("pt1")
    page.get_by_label("Nội dung").fill("Xã hội hóa")
    accountant.press("Ghi vào sổ quỹ")
    expect(page.locator("main")).to_contain_text("Số phiếu thu PT 01 năm 2023 đã có ở dòng 01")
    expect(page.get_by_label("Nội dung")).to_have_value("Xã hội hóa")
    accountant.look()
    page.get_by_label("Vẫn ghi số chứng từ này").check()
    page.get_by_label("Lý do ghi trùng số chứng từ").fill("Phiếu gộp hai khoản")
    accountant.press("Ghi vào sổ quỹ")
    expect(page.locator("main")).to_contain_text("Lý do trùng số chứng từ: Phiếu gộp hai khoản")
    expect(page.locator("tfoot")).to_contain_text("10.500.000")
    accountant.look()


def test_from_the_start_page_to_the_paid_bonuses(campaign, unit, an, cuc, dung, hoa, tam, at_screen):
    decision = scene.issued(dung, campaign, unit, an, cuc, [dung, hoa])
    accountant = at_screen(tam, phone=True)
    page = accountant.go("/")
    accountant.look()
    page.get_by_role("link", name="chi tiền thưởng 3 giấy khen").click()
    accountant.look()
    page.get_by_label("Ngày chi tiền thưởng").fill("20/12/2023")
    page.get_by_label("Số chứng từ").fill("PC 01")
    page.get_by_label("Người nhận đã ký đủ").check()
    page.get_by_role("button", name="Ghi đã chi tiền thưởng").dblclick()
    expect(page.locator("main")).not_to_contain_text("Người đã ký nhận")
    assert FundEntry.objects.filter(kind=FundKind.PAYMENT).count() == 3
    accountant.go(f"/khen-thuong/{decision.pk}/")
    expect(page.get_by_role("link", name="Ghi đã chi tiền thưởng")).to_have_count(0)
    accountant.look()
