"""The sample campaign's reports: verified, waiting, sent back, in draft and missing, by the functions the pages call."""

from datetime import date, datetime, time, timedelta
from math import ceil

from django.utils import timezone

from campaigns.models import Campaign
from criteria.enums import Period
from criteria.measuring.obligations import Cell, cells
from criteria.models import TargetResult
from criteria.registers.known_people import civil_servants
from criteria.workflow import RESULT
from phuong6.site.scenes.rehearsal.reports import REASON, Told, counted, made_proof, tell, write

MONTHLY = ("one-stop-on-time", "documents-online", "city-meetings")
COUNTED_SO_FAR = ("training-all", "training-data")
VERIFIED, WAITING, BACK, DRAFT, UNDONE = "verified", "waiting", "back", "draft", "undone"
TASKS = (
    ("to-1", "task-conduct", VERIFIED, "Niêm yết quy tắc ứng xử; đã sinh hoạt 02 buổi với 34 người dự."),
    ("to-1", "task-supervision", BACK, "Đã họp dân 03 buổi, ghi 12 ý kiến góp ý."),
    ("to-1", "task-communication", DRAFT, "Phát 06 bản tin trên loa truyền thanh của tổ dân phố."),
    ("to-2", "task-procedures", VERIFIED, "Hướng dẫn 62 lượt hộ dân nộp hồ sơ trực tuyến."),
    ("to-2", "task-communication", WAITING, "Phát 08 bản tin; 02 buổi sinh hoạt tổ dân phố."),
    ("to-2", "task-initiatives", UNDONE, "Đang thí điểm nhắc hạn trả kết quả qua nhóm Zalo."),
    ("to-3", "task-digital", VERIFIED, "Tổ công nghệ số trực 02 buổi mỗi tuần, cài VNeID cho 57 người."),
    ("to-3", "task-conduct", WAITING, "Đã ký cam kết văn hóa công vụ với 11 thành viên tổ dân phố."),
    ("co-quan", "task-institutions", VERIFIED, "Rà soát 14 văn bản, đề nghị bãi bỏ 01 văn bản hết hiệu lực."),
)


def report_monthly(campaign: Campaign) -> None:
    """Some six weeks rarely hold a whole quarter: in the sample what is counted is reported each month."""
    campaign.targets.filter(code__in=MONTHLY).update(period=Period.MONTH)


def make_results(campaign: Campaign, users: dict, calendar) -> None:
    """Reports of the units that have registered."""
    found = {(each.unit.code, each.target.code): [] for each in cells(campaign)}
    for each in cells(campaign):
        found[each.unit.code, each.target.code].append(each)
    proof = made_proof(campaign)
    for code in MONTHLY:
        _count_months(code, found["co-quan", code], users, calendar.today, proof)
    for code in COUNTED_SO_FAR:
        values = _trained(code, civil_servants(campaign).count())
        told = Told(found["co-quan", code][0], users["coquan"], calendar.moment(6, 10), values, proof)
        RESULT.perform("verify", tell(told), by=users["vanphong"], at=calendar.moment(5, 9))
    for unit, code, fate, text in TASKS:
        done = fate != UNDONE
        values = {"done": done, "done_on": calendar.workday(6) if done else None, "text": text}
        speaker, at = users[unit.replace("-", "")], calendar.moment(4, 9)
        told = Told(found[unit, code][0], speaker, at, values, proof if done else b"")
        _send(told, fate, users["vanphong"])


def _trained(code: str, staff: int) -> dict:
    """Out of as many people as the training register counts, or its figures and the report's would differ."""
    everyone = code == "training-all"
    return {
        "numerator": staff if everyone else ceil(staff / 3),
        "denominator": staff,
        "last_year_numerator": staff - 1 if everyone else 1,
        "last_year_denominator": staff,
    }


def _count_months(code: str, stretches: list[Cell], users: dict, today: date, proof: bytes) -> None:
    """Every month that is over; the meetings of the first are still missing."""
    over = [each for each in stretches if each.span.last < today]
    for place, cell in enumerate(over):
        if code == "city-meetings" and place == 0:
            continue
        at = _evening(cell.span.last)
        result = tell(Told(cell, users["coquan"], at, counted(code, place + 1), proof))
        if place == 0:
            RESULT.perform("verify", result, by=users["vanphong"], at=at + timedelta(hours=1))


def _evening(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(16)))


def _send(told: Told, fate: str, officer) -> TargetResult:
    if fate == DRAFT:
        return write(told)
    result, later = tell(told), told.at + timedelta(hours=5)
    if fate == VERIFIED:
        return RESULT.perform("verify", result, by=officer, at=later)
    if fate == BACK:
        return RESULT.perform("return", result, by=officer, at=later, note=REASON)
    return result
