"""One campaign lived through in Chromium: from an empty form on a phone to the printed giấy khen."""

import io
import subprocess
from datetime import timedelta

import pytest
from django.utils import timezone
from PIL import Image
from playwright.sync_api import expect

from awards.models import AgendaItem, Ballot, CouncilMeeting, Decision
from campaigns.enums import Role
from campaigns.models import day_start
from dossiers.enums import DossierStatus
from dossiers.models import Dossier
from tests import factories as make
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def campaign(ward):
    """A campaign of this year whose dossiers are due in three weeks."""
    today = timezone.localdate()
    campaign = make.CampaignFactory(
        ward=ward,
        code=f"CCHC-{today.year}",
        name=f"Phong trào thi đua “Cải cách hành chính” năm {today.year}",
        achievement_line=f"Đã có thành tích xuất sắc trong phong trào thi đua trên địa bàn Phường 6 năm {today.year}",
        year=today.year,
        plan_month=1,
        ends_on=today + timedelta(days=7),
        dossier_too_late=day_start(today + timedelta(days=21)),
    )
    make.criteria_for(campaign)
    make.index(ward, today.year, "84.5")
    make.index(ward, today.year - 1, "81")
    return campaign


@pytest.fixture
def members():
    return [
        make.user(f"uyvien{n}", f"Ủy Viên {word}", Role.COUNCIL) for n, word in enumerate(("Một", "Hai"), 1)
    ]


def photo(number: int) -> dict:
    """A page as a phone photographs it."""
    image = Image.effect_noise((900, 1270), 40 + number).convert("RGB")
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=60)
    return {"name": f"IMG_{number}.jpg", "mimeType": "image/jpeg", "buffer": buffer.getvalue()}


def day_before(days: int = 0) -> str:
    return f"{timezone.localdate() - timedelta(days=days):%d/%m/%Y}"


def register_and_nominate(person) -> None:
    page = person.page
    page.get_by_role("link", name="Đăng ký tham gia").first.click()
    person.look()
    page.get_by_label("Nội dung đăng ký thi đua").fill("100 % hồ sơ trả đúng hạn.")
    page.get_by_label("Người liên hệ, điện thoại").fill("Lê Thị An, 0277 000 000")
    person.press("Đăng ký tham gia")
    person.go("/ho-so/")
    person.press("Lập hồ sơ")
    person.go(f"/ho-so/{Dossier.objects.get().code}/de-cu/")
    person.press("Đề nghị cả đơn vị")
    page.get_by_label("Nguyễn Thị Ngọc Ẩn").check()
    person.press("Thêm những mục đã đánh dấu")
    person.look()
    page.get_by_role("link", name="Tiếp tục: Thành tích").click()


def write_evidence(person, dossier) -> None:
    page = person.page
    for nominee in dossier.nominees.in_order():
        person.go(f"/ho-so/{dossier.code}/thanh-tich/{nominee.pk}/")
        page.get_by_label("Tóm tắt thành tích").fill("Trả kết quả 412 hồ sơ đúng hạn và trước hạn.")
        for field in page.get_by_label("Kết quả đạt được").all():
            field.fill("Có giải pháp áp dụng từ tháng 6.")
        person.look()
        person.press("Lưu và tiếp tục")


def hold_minutes(person, dossier) -> None:
    page = person.page
    person.go(f"/ho-so/{dossier.code}/hop-binh-xet/")
    page.get_by_label("Ngày họp").fill(day_before(1))
    page.get_by_label("Giờ bắt đầu").fill("14:00")
    page.get_by_label("Địa điểm").fill("Văn phòng khóm")
    page.get_by_label("Chủ trì").fill("Lê Thị An")
    page.get_by_label("Thư ký").fill("Phan Văn Bé")
    page.get_by_label("Tổng số người được triệu tập").fill("10")
    page.get_by_label("Số người có mặt").fill("9")
    for number, field in enumerate(page.get_by_label("Tán thành", exact=True).all()):
        field.fill("20" if number == 0 else "9")  # more votes than people: refused, and nothing is lost
    for field in page.get_by_label("Không tán thành").all():
        field.fill("0")
    person.press("Lưu và tiếp tục")
    expect(page.locator("main")).to_contain_text("nhiều hơn số người có mặt")
    expect(page.get_by_label("Chủ trì")).to_have_value("Lê Thị An")
    person.look()
    page.get_by_label("Tán thành", exact=True).first.fill("9")
    person.press("Lưu và tiếp tục")


def upload_papers(person, dossier) -> None:
    page = person.page
    person.go(f"/ho-so/{dossier.code}/giay-to/")
    person.look()
    for address in [
        link.get_attribute("href") for link in page.locator("main ul.tasks > li > div:first-child > a").all()
    ]:
        person.go(address)
        page.get_by_label("Bản đã ký").set_input_files([photo(1), photo(2)])
        person.press("Đưa lên")
        expect(page.locator("main")).to_contain_text("bản thứ 1")
    person.look()


def fill_and_submit(person) -> Dossier:
    """The unit's part, on a phone."""
    register_and_nominate(person)
    dossier = Dossier.objects.get()
    person.go(f"/ho-so/{dossier.code}/kiem-tra/")
    person.press("Nộp hồ sơ")
    expect(person.page.locator("main")).to_contain_text("còn thiếu")
    person.look()
    write_evidence(person, dossier)
    hold_minutes(person, dossier)
    upload_papers(person, dossier)
    person.go(f"/ho-so/{dossier.code}/kiem-tra/")
    expect(person.page.locator("main")).to_contain_text("Hồ sơ đã đủ")
    person.look()
    person.press("Nộp hồ sơ")
    expect(person.page.locator("h1")).to_have_text("Đã nhận hồ sơ")
    person.look()
    dossier.refresh_from_db()
    return dossier


def appraise(person, dossier) -> None:
    """The officer's part, in the admin."""
    page = person.page
    page.get_by_role("link", name="hồ sơ chờ nhận thẩm định").click()
    person.look()
    page.get_by_role("link", name=dossier.unit.name).first.click()
    person.press("Nhận thẩm định")
    for nominee in dossier.nominees.in_order():
        case = page.locator(f"#truong-hop-{nominee.pk}")
        case.get_by_role("button", name="Đủ điều kiện", exact=True).click()
        expect(page.locator("main, #content").first).to_contain_text("Chưa xác nhận ngày kiểm tra")
        case = page.locator(f"#truong-hop-{nominee.pk}")
        for criterion in case.locator(".criterion__found select").all():
            criterion.select_option("met")
        case.get_by_label("Ngày xác nhận").fill(day_before())
        case.get_by_role("button", name="Lưu thẩm định").click()
        page.locator(f"#truong-hop-{nominee.pk}").get_by_role(
            "button", name="Đủ điều kiện", exact=True
        ).click()
        expect(page.locator(f"#truong-hop-{nominee.pk}")).to_contain_text("Kết luận lúc")
    person.look()
    person.press("Kết thúc thẩm định")


def hold_meeting(officer, at_screen, voters) -> None:
    """Planned, attended, opened, voted in secret by each member on a screen of his own, closed."""
    page = officer.page
    officer.go("/hoi-dong/lap-phien-hop/")
    page.get_by_label("Ngày họp").fill(day_before())
    page.get_by_label("Giờ họp").fill("08:00")
    page.get_by_label("Địa điểm").fill("Phòng họp UBND Phường")
    officer.look()
    officer.press("Lập phiên họp")
    page.get_by_role("link", name="Điểm danh").click()
    for box in page.get_by_role("checkbox").all():
        box.check()
    officer.look()
    officer.press("Lưu điểm danh")
    meeting = f"/hoi-dong/{CouncilMeeting.objects.get().pk}/"
    officer.go(meeting)
    page.get_by_role("link", name="Khai mạc phiên họp").click()
    officer.press("Khai mạc phiên họp")
    for voter in voters:
        member = at_screen(voter, phone=True)
        member.go(meeting)
        member.look()
        member.page.get_by_role("link", name="Bỏ phiếu").first.click()
        member.press("Xem lại phiếu")
        member.look()
        for radio in member.page.get_by_label("Đồng ý", exact=True).all():
            radio.check()
        member.press("Xem lại phiếu")
        member.press("Bỏ phiếu")
        expect(member.page.locator("main")).to_contain_text("hi nhận phiếu")
    officer.go(meeting)
    expect(page.locator("main")).to_contain_text("3/3")
    page.get_by_role("link", name="Kết thúc, chốt kết quả").click()
    officer.press("Kết thúc, chốt kết quả")
    officer.look()


def decide(officer, chairman) -> Decision:
    """Drafted and sent; a wrong password refused, then confirmed; issued with the clerk's number."""
    page = officer.page
    officer.go("/khen-thuong/")
    officer.look()
    page.get_by_role("link", name="Soạn quyết định").click()
    page.get_by_label("Ngày dự kiến ký").fill(day_before())
    officer.press("Soạn")
    officer.look()
    officer.press("Lưu danh sách và trình Chủ tịch")
    decision = Decision.objects.get()
    chairman.go(f"/khen-thuong/{decision.pk}/")
    chairman.page.get_by_label("Mật khẩu đăng nhập").fill("sai")
    chairman.press("Xác nhận trên hệ thống")
    expect(chairman.page.locator("main")).to_contain_text("Mật khẩu chưa đúng")
    chairman.page.get_by_label("Mật khẩu đăng nhập").fill(PASSWORD)
    chairman.press("Xác nhận trên hệ thống")
    chairman.look()
    officer.go(f"/khen-thuong/{decision.pk}/")
    page.get_by_label("Số quyết định do văn thư cấp").fill("15")
    page.get_by_label("Ngày ký").first.fill(day_before())
    officer.press("Ban hành quyết định")
    expect(page.locator("main")).to_contain_text("sẵn sàng để in")
    officer.look()
    decision.refresh_from_db()
    return decision


def printed(officer, decision, folder) -> list[str]:
    """The giấy khen as the office prints them: the text of each page."""
    officer.go(f"/khen-thuong/{decision.pk}/giay-khen/")
    officer.look()
    with officer.page.expect_download() as download:
        officer.press("In tất cả")
    file = folder / "giay-khen.pdf"
    download.value.save_as(file)
    text = subprocess.run(["pdftotext", "-layout", file, "-"], check=True, capture_output=True, text=True)  # noqa: S607
    return [" ".join(page.split()) for page in text.stdout.rstrip("\f").split("\f")]


def test_a_campaign_from_the_empty_form_to_the_printed_giay_khen(
    campaign, unit, an, cuc, dung, members, at_screen, tmp_path
):
    make.OfficialFactory(unit=unit, full_name="Nguyễn Thị Ngọc Ẩn", honorific="ba", position="Phó khóm")
    make.fund_income(campaign)
    voters = [dung, *members]
    for voter in voters[:1]:
        make.Membership.objects.get_or_create(user=voter, role=Role.COUNCIL)
    make.council(campaign.ward, 3, voters)

    dossier = fill_and_submit(at_screen(an, phone=True))
    assert dossier.status == DossierStatus.SUBMITTED
    officer = at_screen(cuc)
    appraise(officer, dossier)
    hold_meeting(officer, at_screen, voters)
    assert not Ballot.objects.exists()
    assert set(AgendaItem.objects.values_list("yes", "passed")) == {(3, True)}
    decision = decide(officer, at_screen(dung))

    pages = printed(officer, decision, tmp_path)
    assert len(pages) == 2
    assert "Ban nhân dân Khóm 1" in pages[0]
    assert "Bà Nguyễn Thị Ngọc Ẩn" in pages[1]
    assert f"Quyết định số: {decision.number}" in pages[1]

    resident = at_screen(phone=True)
    resident.go("/xac-minh/")
    resident.page.get_by_label("Số quyết định").fill(decision.number)
    resident.page.get_by_label("Số sổ vàng").fill("2")
    resident.page.get_by_label("Họ và tên, hoặc tên tập thể").fill("nguyen thi ngoc an")
    resident.press("Xác minh")
    resident.look()
    expect(resident.page.locator("main")).to_contain_text("thật")
