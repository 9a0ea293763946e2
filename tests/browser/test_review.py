"""Going through a copied campaign's texts on screen: the proposal is fetched, mended, kept; on a phone too."""

from datetime import date

import pytest
from playwright.sync_api import expect

from campaigns.models import Ward
from criteria.copying import copy_whole_campaign

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def copy(campaign):
    Ward.objects.update(place_name="Phường 11", ward_name="Ủy ban nhân dân Phường 11")
    campaign.refresh_from_db()
    days = {"ends_on": date(2027, 10, 30), "too_late_on": date(2027, 11, 15)}
    return copy_whole_campaign(campaign, code="C-2027", name="Phong trào 2027", year=2027, **days)


@pytest.mark.parametrize("width", [1280, 360])
def test_a_proposal_is_fetched_into_the_field_looked_at_and_kept(copy, cuc, at_screen, width):
    person = at_screen(cuc)
    person.page.set_viewport_size({"width": width, "height": 740})
    person.go(f"/phong-trao/{copy.pk}/ra-soat/")
    person.look()
    case = person.page.get_by_role("region", name="Câu ghi trên giấy khen")
    expect(case).to_contain_text("Chưa xem")
    case.get_by_role("button", name="Lấy đề xuất").focus()
    person.page.keyboard.press("Enter")
    expect(case.get_by_label("Nội dung")).to_have_value(
        copy.achievement_line.replace("Phường 6", "Phường 11")
    )
    expect(case).to_contain_text("chưa lưu")
    person.look()
    case.get_by_role("button", name="Lưu, đã xem câu này").click()
    expect(person.page.get_by_text("Đã ghi nhận câu đã rà soát.")).to_be_visible()
    expect(person.page.locator(".timeline")).to_contain_text("sửa thành")
    person.look()
    copy.refresh_from_db()
    assert "Phường 11" in copy.achievement_line
