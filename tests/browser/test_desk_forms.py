"""At the desk several forms stand on one page: sending one asks first about what was typed into another."""

import pytest
from playwright.sync_api import expect

from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cases(campaign, unit, an, cuc, at_screen):
    """The officer at a dossier of two people: (screen, first case, second case)."""
    make.index(campaign.ward, 2023, "84")
    dossier = make.in_review(campaign, unit, an, cuc)
    first = dossier.nominees.first()
    second = make.nominate(dossier)
    person = at_screen(cuc)
    person.go(f"/quan-tri/ho-so/{dossier.code}/")
    return person, *(person.page.locator(f"#truong-hop-{each.pk}") for each in (first, second))


def asked(person, *, leave: bool) -> list[str]:
    """What the browser asks before the page is left; answered the same way each time."""
    questions = []

    def answer(dialog):
        questions.append(dialog.type)
        (dialog.accept if leave else dialog.dismiss)()

    person.page.on("dialog", answer)
    return questions


def test_saving_one_case_asks_about_words_typed_into_another_and_staying_keeps_them(cases):
    person, first, second = cases
    questions = asked(person, leave=False)
    first.get_by_label("Ghi chú xác minh").press_sequentially("Đã gọi công an")
    second.get_by_label("Ghi chú xác minh").press_sequentially("Chờ trả lời")
    second.get_by_role("button", name="Lưu thẩm định").click()
    expect(first.get_by_label("Ghi chú xác minh")).to_have_value("Đã gọi công an")
    expect(second.get_by_label("Ghi chú xác minh")).to_have_value("Chờ trả lời")
    assert questions == ["beforeunload"]


def test_saving_the_only_case_typed_into_asks_nothing(cases):
    person, first, _ = cases
    questions = asked(person, leave=True)
    first.get_by_label("Ghi chú xác minh").press_sequentially("Đã gọi công an")
    first.get_by_role("button", name="Lưu thẩm định").click()
    expect(person.page.locator(".messagelist, .messages").first).to_contain_text("Đã lưu xác nhận")
    expect(first.get_by_label("Ghi chú xác minh")).to_have_value("Đã gọi công an")
    assert questions == []
    person.look()
