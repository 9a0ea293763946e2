"""The list of a draft on a tablet: a tick changes the sums at once, and the fund's bar stays in sight."""

import pytest
from playwright.sync_api import expect

from awards.models import Decision
from tests.awards import decision_scene as scene

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_tick_changes_the_bar_and_only_saving_changes_the_list(
    campaign, unit, an, cuc, dung, hoa, at_screen
):
    decision = scene.drafted(campaign, unit, an, cuc, [dung, hoa])
    officer = at_screen(cuc)
    officer.page.set_viewport_size({"width": 820, "height": 700})
    officer.go(f"/khen-thuong/{decision.pk}/")
    bar = officer.page.locator(".fund-bar")
    expect(bar).to_contain_text("3 giấy khen, 1.080.000 đồng")
    officer.page.get_by_role("checkbox").first.uncheck()
    expect(bar).to_contain_text("2 giấy khen, 540.000 đồng")
    expect(bar).to_contain_text("chưa lưu")
    officer.page.get_by_label("Ngày dự kiến ký").fill("01/07/2024")
    officer.page.get_by_label("Ngày dự kiến ký").blur()
    expect(officer.page.locator("main")).to_contain_text("Ngày ký sau 31/12/2023")
    expect(bar).to_be_in_viewport()
    assert Decision.objects.get().total == 1_080_000
    officer.look()
    officer.press("Lưu danh sách")
    expect(bar).to_contain_text("2 giấy khen, 720.000 đồng")
    expect(bar).not_to_contain_text("chưa lưu")
    assert Decision.objects.get().total == 720_000
