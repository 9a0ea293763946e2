"""Public pieces and the ceremony in a real browser: a piece on its way to the public, a tick on a telephone."""

import re

import pytest
from playwright.sync_api import expect

from awards.ceremony import arranging as arrangement
from awards.models import Handover
from tests import factories as make
from tests.awards import decision_scene as scene
from tests.campaigns.publicity import pieces

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_visitor_reads_a_piece_on_a_telephone_and_at_a_desk(at_screen, campaign, van):
    piece = pieces.published(campaign, van, picture=True)
    for phone in (True, False):
        visitor = at_screen(phone=phone)
        visitor.go("/guong-dien-hinh/")
        visitor.look()
        visitor.page.get_by_role("link", name=piece.title).click()
        expect(visitor.page.get_by_role("heading", level=1)).to_have_text(piece.title)
        expect(visitor.page.get_by_role("img", name="Tổ trưởng chỉ cách nộp hồ sơ")).to_be_visible()
        visitor.look()


def test_the_officer_writes_and_publishes(at_screen, campaign, van):
    officer = at_screen(van)
    officer.go("/guong-dien-hinh/bien-tap/viet/")
    for label in ("title", "summary", "body", "consent"):
        officer.page.locator(f"[name={label}]").fill(pieces.TEXT[label])
    officer.press("Lưu bài")
    officer.page.locator("[name=photo]").set_input_files(
        {"name": "anh.jpg", "mimeType": "image/jpeg", "buffer": pieces.photo()}
    )
    officer.page.locator("form[enctype] [name=alt]").fill("Lớp tập huấn")
    officer.page.locator("[name=body]").fill("Viết thêm mà chưa bấm Lưu bài.")
    officer.press("Thêm ảnh")
    expect(officer.page.get_by_role("img", name="Lớp tập huấn")).to_be_visible()
    expect(officer.page.locator("[name=body]")).to_have_value("Viết thêm mà chưa bấm Lưu bài.")
    officer.look()
    officer.press("Duyệt và đăng")
    expect(officer.page.get_by_role("link", name="Xem trang công khai")).to_be_visible()


def test_a_tick_beside_the_stage(at_screen, campaign, unit, an, cuc, dung, hoa):
    decision = scene.issued(dung, campaign, unit, an, cuc, [dung, hoa])
    arrangement.open_ceremony(cuc, decision, held_at=make.at(20, month=12), place="Hội trường", per_turn=10)
    helper = at_screen(cuc, phone=True)
    helper.go(f"/khen-thuong/{decision.pk}/le-trao/danh-dau/")
    helper.look()
    helper.page.get_by_role("button", name=re.compile("Đã trao.*Ban nhân dân Khóm 1")).click()
    expect(helper.page.locator("#da-trao")).to_contain_text("Đã trao 1 trên 3")
    expect(helper.page.get_by_role("link", name=re.compile("Hoàn tác.*Khóm 1"))).to_be_visible()
    helper.look()
    assert Handover.objects.filter(handed_by=cuc).count() == 1
    helper.go(f"/khen-thuong/{decision.pk}/le-trao/")
    helper.look()
