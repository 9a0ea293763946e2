"""From an idea typed on a phone to evidence in a dossier, and a figure of the index entered, in real Chromium."""

import pytest
from playwright.sync_api import expect

from criteria.models import Initiative, ReformIndex
from dossiers.models import LinkedFact
from tests import factories as make
from tests.lib.files.test_uploads import photo_bytes

pytestmark = pytest.mark.django_db(transaction=True)
SCREENS = pytest.mark.parametrize("phone", [True, False], ids=["phone", "desk"])
TITLE = "Nhắc hạn trả hồ sơ qua Zalo"


@SCREENS
def test_an_initiative_becomes_evidence_in_a_dossier(at_screen, campaign, unit, an, cuc, phone):
    dossier = make.draft(campaign, unit, an)
    nominee = make.nominate(dossier, make.OfficialFactory(unit=unit, full_name="Lê Thị Bé"))
    speaker = at_screen(an, phone=phone)
    _propose(speaker)
    _recognise(at_screen(cuc, phone=phone))
    page = speaker.go(f"/ho-so/{dossier.code}/thanh-tich/{nominee.pk}/")
    speaker.look()
    page.get_by_label("Trình độ chuyên môn, nghiệp vụ").press(
        "Enter"
    )  # the plain button, not the first "Đưa vào"
    page.get_by_text("Đã lưu thành tích của").wait_for()
    assert not LinkedFact.objects.exists()
    page = speaker.go(f"/ho-so/{dossier.code}/thanh-tich/{nominee.pk}/")
    claim = page.get_by_label("Kết quả đạt được").first
    claim.fill("Chữ vừa gõ, chưa kịp lưu.")
    page.get_by_text("Hệ thống có sẵn 1 kết quả").first.click()
    speaker.look()
    page.get_by_role("button", name="Đưa vào tiêu chí 1").click()
    page.get_by_text("Đã đưa vào tiêu chí").wait_for()
    expect(claim).to_have_value(
        f"Chữ vừa gõ, chưa kịp lưu.\nSáng kiến “{TITLE}” được Chủ tịch UBND Phường 6 công nhận ngày 15/08/2023."
    )
    speaker.look()


def _propose(speaker) -> None:
    """Named, typed, kept as it is typed, sent."""
    page = speaker.go("/chi-tieu/sang-kien/moi/")
    speaker.look()
    page.get_by_label("Tên sáng kiến").fill(TITLE)
    speaker.press("Viết tiếp nội dung")
    page.get_by_label("Trước đây ra sao").fill("Bà con quên hạn.")
    page.get_by_label("Cách làm mới").fill("Nhắc trước một ngày.")
    page.get_by_label("Lê Thị Bé").check()
    expect(page.locator("[data-save-state]")).to_contain_text("Đã lưu lúc")
    speaker.press("Gửi đề xuất")
    page.get_by_text("Chưa ghi kết quả, lợi ích.").first.wait_for()
    speaker.look()
    page.get_by_label("Kết quả, lợi ích").fill("Ít phải đi lại.")
    _add_proof_before_the_words_are_saved(speaker)
    speaker.press("Gửi đề xuất")
    page.get_by_text("Đã gửi đề xuất.").wait_for()
    speaker.look()


def _add_proof_before_the_words_are_saved(speaker) -> None:
    """Words just typed are saved before the other form of the page is sent."""
    page = speaker.page
    page.get_by_label("Cách làm mới").fill("Nhắc trước hai ngày.")
    page.locator("[name=files]").set_input_files(
        {"name": "anh.jpg", "mimeType": "image/jpeg", "buffer": photo_bytes()}
    )
    speaker.press("Đưa tệp lên")
    page.get_by_text("Đã nhận tệp.").wait_for()
    expect(page.get_by_label("Cách làm mới")).to_have_value("Nhắc trước hai ngày.")
    expect(page.get_by_label("Kết quả, lợi ích")).to_have_value("Ít phải đi lại.")


def _recognise(officer) -> None:
    page = officer.go("/chi-tieu/sang-kien/")
    officer.look()
    page.get_by_role("link", name=TITLE).click()
    page.locator("summary", has_text="Công nhận").click()
    page.get_by_label("Ngày công nhận").fill("15/08/2023")
    page.get_by_label("Nơi công nhận").fill("Chủ tịch UBND Phường 6")
    officer.look()
    officer.press("Công nhận", exact=True)
    page.get_by_text("Đã công nhận sáng kiến.").wait_for()
    officer.look()
    assert Initiative.objects.get().status == "recognised"


@SCREENS
def test_a_figure_of_the_index_is_entered_and_corrected(at_screen, campaign, thu, phone):
    make.index(campaign.ward, 2022, "79.95")
    follower = at_screen(thu, phone=phone)
    page = follower.go("/chi-tieu/chi-so/")
    follower.look()
    page.get_by_role("link", name="Nhập Chỉ số CCHC").click()
    page.get_by_label("Năm").fill("2023")
    page.get_by_label("Chỉ số CCHC (%)").fill("tám mươi mốt")
    page.get_by_label("Văn bản công bố").fill("Quyết định số 45/QĐ-UBND")
    follower.press("Lưu số liệu")
    page.get_by_text("Không đọc được số “tám mươi mốt”").first.wait_for()
    follower.look()
    page.get_by_label("Chỉ số CCHC (%)").fill("81,20")
    follower.press("Lưu số liệu")
    page.get_by_text("Chỉ số năm 2023 là 81,20 %, cao hơn năm 2022 (79,95 %): đạt.").wait_for()
    follower.look()
    for listed in ("papi-sipas", "can-xem-lai", "nhat-ky"):
        follower.go(f"/chi-tieu/chi-so/?danh-sach={listed}")
        follower.look()
    assert ReformIndex.objects.filter(year=2023).exists()
