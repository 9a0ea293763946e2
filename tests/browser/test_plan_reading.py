"""The plan of 2023 read from its Word file and taken over, in a real browser on a phone and at a desk."""

import pytest
from playwright.sync_api import expect

from campaigns.enums import CampaignStatus
from tests.campaigns.plan_reading.office import plan_2023, word_file

pytestmark = pytest.mark.django_db(transaction=True)
MOST_TALL = 40_000  # pixels on a phone


@pytest.mark.parametrize("phone", [True, False], ids=["phone", "desk"])
def test_a_plan_is_read_put_right_and_taken_over(at_screen, campaign, cuc, phone, tmp_path):
    campaign.status = CampaignStatus.PREPARING
    campaign.save()
    (tmp_path / "ke-hoach.docx").write_bytes(word_file(plan_2023()))
    officer = at_screen(cuc, phone=phone)
    page = officer.go(f"/phong-trao/{campaign.pk}/")
    page.get_by_role("link", name="Đọc kế hoạch từ tệp Word hoặc PDF").click()
    officer.look()
    page.get_by_label("Tệp kế hoạch").set_input_files(tmp_path / "ke-hoach.docx")
    officer.press("Đọc tệp kế hoạch")
    expect(page.locator("main")).to_contain_text("Chưa ghi gì vào phong trào")
    officer.look()
    aims = page.get_by_role("region", name="Mục đích", exact=True)
    aims.get_by_label("Mục đích 2", exact=True).fill("Tạo khí thế thi đua trên địa bàn Phường.")
    aims.get_by_role("button", name="Nhận cả phần Mục đích").click()
    expect(page.locator("main")).to_contain_text("Đã nhận 5 dòng vào phong trào.")
    share = page.get_by_role("region", name="Chỉ tiêu, nhiệm vụ")
    share.get_by_role("button", name="Nhận dòng này Chỉ tiêu 5").click()
    expect(page.locator("main")).to_contain_text("Chỉ tiêu 5: hãy chọn lĩnh vực.")
    officer.look()
    assert campaign.texts.get(section="aim", order=2).text == "Tạo khí thế thi đua trên địa bàn Phường."
    assert not campaign.targets.exists()
    assert page.evaluate("document.documentElement.scrollHeight") < MOST_TALL
