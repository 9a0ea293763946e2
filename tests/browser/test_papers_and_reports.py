"""Papers, stacks of signed sheets and reports in real Chromium: on a phone, and at a desk."""

import random
from datetime import date

import pytest
from django.utils import timezone

from campaigns.models import Participation
from criteria.enums import Period, TargetKind
from criteria.models import ReformArea, Target, TargetResult
from dossiers.models import DossierPaper
from dossiers.papers.unit import minutes as unit_minutes
from phuong6.office.models import IssuedPaper
from phuong6.office.papers.printing import print_version
from tests import factories as make
from tests.lib.scans.darkroom import Phone, photographed, printed, signed

pytestmark = pytest.mark.django_db(transaction=True)
SCREENS = pytest.mark.parametrize("phone", [True, False], ids=["phone", "desk"])


@SCREENS
def test_the_officer_issues_a_letter_and_finds_it_in_the_register(
    at_screen, campaign, unit, an, cuc, dung, phone
):
    Participation.objects.create(campaign=campaign, unit=unit, by=an)
    officer = at_screen(cuc, phone=phone)
    page = officer.go("/van-ban/")
    officer.look()
    page.get_by_role("link", name="Công văn đôn đốc nộp hồ sơ").click()
    page.get_by_role("button", name="Ghi sổ, ban hành").wait_for()
    officer.look()
    page.get_by_label("Số văn bản").fill("không phải số")
    page.get_by_label("Số văn bản").press(
        "Enter"
    )  # by keyboard: the PDF's frame swallows a click after a scroll
    page.get_by_text("Số văn bản là số nguyên lớn hơn 0, ví dụ 12.").first.wait_for()
    officer.look()
    page.get_by_label("Số văn bản").fill("7")
    page.get_by_label("Số văn bản").press("Enter")
    page.get_by_text("07/UBND-NV").first.wait_for()
    officer.look()
    assert IssuedPaper.objects.get(kind="urging").issued_on == timezone.localdate()
    officer.go("/so-van-ban/")
    officer.look()


@SCREENS
def test_a_unit_photographs_its_minutes_and_they_are_placed(at_screen, campaign, unit, an, phone):
    dossier = make.complete(make.draft(campaign, unit, an), an)
    printout, pdf, _ = print_version(unit_minutes.KIND, dossier, by=an)
    dice = random.Random(3)
    shots = [
        {
            "name": f"IMG_{n}.jpg",
            "mimeType": "image/jpeg",
            "buffer": photographed(
                [signed(sheet, dice)[0]],
                Phone(height=1800, fill=0.93, skew=3, tilt=0.02, blur=0.05, quality=70, quarter=n % 4),
                dice,
            ),
        }
        for n, sheet in enumerate(printed(pdf, 150))
    ]
    speaker = at_screen(an, phone=phone)
    page = speaker.go("/ban-da-ky/")
    speaker.look()
    page.get_by_label("Ảnh chụp hoặc tệp quét").set_input_files(list(reversed(shots)))
    speaker.press("Đưa lên và xếp trang")
    page.get_by_text(f"{len(shots)} trên {len(shots)} trang đã xếp.").wait_for()
    speaker.look()
    assert DossierPaper.objects.filter(printout=printout).exists()


@SCREENS
def test_a_unit_reports_a_target_and_statistics_verifies_it(at_screen, campaign, unit, an, thu, phone):
    Participation.objects.create(campaign=campaign, unit=unit, by=an)
    area = ReformArea.objects.create(campaign=campaign, code="procedures", order=1, name="Thủ tục hành chính")
    Target.objects.create(
        campaign=campaign, area=area, code="on-time", order=1, kind=TargetKind.SHARE, name="Đúng hạn và trước hạn",
        numerator="Số hồ sơ đúng hạn", denominator="Số hồ sơ đã giải quyết", threshold=100, period=Period.QUARTER,
    )  # fmt: skip
    speaker = at_screen(an, phone=phone)
    page = speaker.go("/chi-tieu/bao-cao/")
    speaker.look()
    page.get_by_role("main").get_by_role("link", name="Đúng hạn và trước hạn").first.click()
    page.get_by_label("Số hồ sơ đúng hạn").fill("1001")
    page.get_by_label("Số hồ sơ đã giải quyết").fill("1000")
    speaker.press("Gửi báo cáo")
    page.get_by_text("Số này (1001) không thể lớn hơn tổng số (1000).").first.wait_for()
    speaker.look()
    page.get_by_label("Số hồ sơ đúng hạn").fill("999")
    speaker.press("Gửi báo cáo")
    page.get_by_text("Đã gửi báo cáo.").wait_for()
    assert TargetResult.objects.get().period_from >= date(2023, 4, 1)
    follower = at_screen(thu, phone=phone)
    for path in ("/chi-tieu/so-lieu/", "/chi-tieu/tien-do/"):
        follower.go(path)
        follower.look()
    page = follower.go("/chi-tieu/xac-nhan/")
    follower.look()
    page.get_by_role("link", name=unit.name).click()
    page.get_by_text("99,90 %").wait_for()
    follower.look()
    follower.press("Xác nhận", exact=True)
    page.get_by_text("Đã xác nhận báo cáo.").wait_for()
