"""The sample campaign's inspections: one put right, one being put right, one to come."""

import io
from datetime import date, timedelta

from PIL import Image, ImageDraw

from campaigns.models import Campaign, Unit
from criteria import inspecting
from criteria.models import Inspection, InspectionFinding, InspectionPhoto
from criteria.workflow import INSPECTION

TEAM = "Bùi Thanh Êm, Chánh Văn phòng HĐND và UBND, Trưởng đoàn\nPhan Ngọc Quý, Công chức Phòng Văn hóa - Xã hội, thành viên"


def make_inspections(campaign: Campaign, users: dict, calendar) -> None:
    """What follow-up on the spot leaves behind (plan, section IV.4)."""
    officer = users["vanphong"]
    done = _held(campaign, "to-3", users["to3"], officer, calendar, back=9)
    _finding(
        done, officer, "Bảng niêm yết thủ tục đã cũ, thiếu mã QR.", calendar.workday(4), "Niêm yết lại bảng."
    )
    _finding(done, officer, "Có sổ theo dõi hồ sơ, ghi đủ.", None)
    _conclude(done, officer, calendar.moment(9, 16))
    _fix(
        done,
        users["to3"],
        "Đã in bảng mới có mã QR, treo tại nhà văn hóa tổ dân phố.",
        calendar.workday(6),
        calendar,
    )
    InspectionPhoto.objects.filter(finding__inspection=done, after=True).update(at=calendar.moment(6, 9))
    INSPECTION.perform("close", done, by=officer, at=calendar.moment(5, 9))
    going_on = _held(campaign, "to-1", users["to1"], officer, calendar, back=5)
    due = calendar.today + timedelta(days=6)
    _finding(
        going_on, officer, "Chưa có biên bản sinh hoạt tổ dân phố tháng trước.", due, "Bổ sung biên bản."
    )
    _conclude(going_on, officer, calendar.moment(5, 16))
    inspecting.plan(
        officer,
        campaign,
        unit=Unit.objects.get(ward=campaign.ward, code="to-2"),
        planned_on=calendar.workday(-3),
        subject="Hướng dẫn người dân nộp hồ sơ trực tuyến; số liệu báo cáo chỉ tiêu.",
        team=TEAM,
    )


def _held(campaign: Campaign, code: str, speaker, officer, calendar, *, back: int) -> Inspection:
    unit = Unit.objects.get(ward=campaign.ward, code=code)
    day = calendar.workday(back)
    visit = inspecting.plan(
        officer,
        campaign,
        unit=unit,
        planned_on=day,
        subject="Việc tuyên truyền và niêm yết thủ tục.",
        team=TEAM,
    )
    told = {"place": "Nhà văn hóa tổ dân phố", "unit_side": f"{speaker.full_name}, Tổ trưởng tổ dân phố"}
    return INSPECTION.perform("hold", visit, by=officer, at=calendar.moment(back, 15), held_on=day, **told)


def _finding(visit: Inspection, officer, text: str, due: date | None, fix: str = "") -> None:
    found = inspecting.save_finding(
        officer, visit, InspectionFinding(), text=text, to_fix=due is not None, due_on=due, fix=fix
    )
    if due:
        inspecting.add_photos(officer, found, [("khi-kiem-tra.png", made_picture("#8a5a2b"))], "Khi kiểm tra")


def _conclude(visit: Inspection, officer, at) -> None:
    conclusion = "Tổ dân phố triển khai nghiêm túc; còn việc cần khắc phục như đã nêu."
    INSPECTION.perform("conclude", visit, by=officer, at=at, conclusion=conclusion)
    InspectionPhoto.objects.filter(finding__inspection=visit, after=False).update(at=at)


def _fix(visit: Inspection, speaker, text: str, day: date, calendar) -> None:
    found = visit.findings.get(to_fix=True)
    inspecting.add_photos(speaker, found, [("sau-khac-phuc.png", made_picture("#2f6b4f"))], "Sau khắc phục")
    told = {"finding": found.pk, "fixed_text": text, "fixed_on": day}
    INSPECTION.perform("fix", visit, by=speaker, at=calendar.moment(6, 10), **told)


def made_picture(colour: str) -> bytes:
    """A drawn board in place of a photograph; nobody is on it."""
    picture = Image.new("RGB", (480, 360), "#e9e4d8")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((60, 40, 420, 300), fill=colour, outline="#3b2a18", width=6)
    for row in range(5):
        pen.rectangle((90, 70 + row * 44, 390 - row * 30, 92 + row * 44), fill="#f6f1e6")
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
