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
    writing.go(address)
    expect(writing.page.get_by_label("Tóm tắt thành tích")).to_have_value("Vận động 40 hộ")


def test_a_session_that_ended_is_told_and_nothing_is_called_saved(writing):
    writing.context.clear_cookies(name="sessionid")
    writing.page.get_by_label("Tóm tắt thành tích").press_sequentially("Chưa ai lưu")
    state = writing.page.locator("[data-save-state]")
    expect(state).to_contain_text("Đã hết phiên đăng nhập")
    expect(writing.page.get_by_label("Tóm tắt thành tích")).to_have_value("Chưa ai lưu")
    assert Nominee.objects.get().summary == ""
