"""A wrong Ông put right on screen, and the giấy khen of the draft looked at, with keyboard and on a phone."""

import pytest
from playwright.sync_api import expect

from tests.awards import decision_scene as scene

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("width", [1280, 360])
def test_a_name_is_put_right_from_the_draft_and_the_papers_that_keep_the_old_words_are_named(
    campaign, unit, an, cuc, dung, hoa, at_screen, width
):
    decision = scene.drafted(campaign, unit, an, cuc, [dung, hoa])
    nominee = decision.awards.get(position=2).nominee
    person = at_screen(cuc)
    person.page.set_viewport_size({"width": width, "height": 740})
    person.go(f"/khen-thuong/{decision.pk}/")
    person.page.get_by_role("link", name=f"Sửa cách ghi tên của {nominee.addressed}").click()
    person.look()
    person.page.get_by_role("button", name="Sửa cách ghi").click()
    expect(person.page.get_by_text("Hãy ghi lý do sửa.", exact=True)).to_be_visible()
    person.look()
    person.page.get_by_label("Bà", exact=True).check()
    person.page.get_by_label("Lý do sửa").fill("Đối chiếu căn cước")
    person.page.keyboard.press("Tab")
    person.page.keyboard.press("Enter")
    expect(person.page.get_by_text(f"Đã sửa cách ghi: Bà {nominee.name}.")).to_be_visible()
    expect(person.page.get_by_text("Ghi cách cũ").first).to_be_visible()
    person.look()
    person.go(f"/khen-thuong/{decision.pk}/xem-truoc/")
    expect(person.page.get_by_role("link", name=f"Bà {nominee.name}")).to_be_visible()
    person.look()
