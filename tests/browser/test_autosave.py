"""What is typed is kept, and "Đã lưu" is never said of what is not."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from campaigns.models import day_start
from dossiers.models import Nominee
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def writing(campaign, unit, an, at_screen):
    """An at the phone, on the page of one nominee's achievements."""
    campaign.dossier_too_late = day_start(timezone.localdate() + timedelta(days=5))
    campaign.save()
    dossier = make.draft(campaign, unit, an)
    nominee = make.nominate(dossier, summary="")
    person = at_screen(an, phone=True)
    person.go(f"/ho-so/{dossier.code}/thanh-tich/{nominee.pk}/")
    return person


def test_words_typed_just_before_leaving_are_kept(writing):
    writing.page.get_by_label("Tóm tắt thành tích").press_sequentially("Vận động 40 hộ")
    writing.go("/ho-so/")
    expect(writing.page.get_by_role("heading", level=1)).to_contain_text("Hồ sơ")
    address = f"/ho-so/{Nominee.objects.get().dossier.code}/thanh-tich/{Nominee.objects.get().pk}/"
    # The last words travel in a request of their own; the page may be asked for before they have arrived.
    for _ in range(20):
        writing.go(address)
        if writing.page.get_by_label("Tóm tắt thành tích").input_value():
            break
    expect(writing.page.get_by_label("Tóm tắt thành tích")).to_have_value("Vận động 40 hộ")


def test_a_session_that_ended_is_told_and_nothing_is_called_saved(writing):
    writing.context.clear_cookies(name="sessionid")
    writing.page.get_by_label("Tóm tắt thành tích").press_sequentially("Chưa ai lưu")
    state = writing.page.locator("[data-save-state]")
    expect(state).to_contain_text("Đã hết phiên đăng nhập")
    expect(writing.page.get_by_label("Tóm tắt thành tích")).to_have_value("Chưa ai lưu")
    assert Nominee.objects.get().summary == ""


def test_saving_finds_a_place_for_all_it_answers_and_takes_away_what_was_wrong_before(
    campaign, unit, an, at_screen
):
    campaign.dossier_too_late = day_start(timezone.localdate() + timedelta(days=5))
    campaign.save()
    dossier = make.draft(campaign, unit, an)
    make.nominate(dossier)
    person = at_screen(an, phone=True)
    page = person.go(f"/ho-so/{dossier.code}/hop-binh-xet/")
    page.get_by_label("Tổng số người được triệu tập").fill("9")
    page.get_by_label("Số người có mặt").fill("12")
    person.press("Lưu và tiếp tục")
    told = page.locator("#id_present_error")
    expect(told).to_contain_text("không thể nhiều hơn")
    page.get_by_label("Số người có mặt").fill("8")
    expect(page.locator("[data-save-state]")).to_contain_text("Đã lưu lúc")
    expect(told).to_have_count(0)
    person.look()
