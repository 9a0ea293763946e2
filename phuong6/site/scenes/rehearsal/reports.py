"""Reports of targets as units send and Văn phòng - Thống kê verifies them, through the real workflow functions."""

from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from random import Random

from django.utils import timezone

from campaigns.enums import Role
from campaigns.models import Campaign
from criteria.enums import TargetKind
from criteria.measuring import reporting
from criteria.measuring.obligations import Cell, cells
from criteria.models import TargetResult
from criteria.workflow import RESULT
from phuong6.lib.papers.blocks import Letterhead, Paper, Paragraph
from phuong6.lib.papers.pdf import render_pdf
from phuong6.site.scenes.rehearsal.stage import Stage, account

REPORTING = (
    12  # units that report; of the others every report is missing, as in a year that is followed up badly
)
NO_TASKS, NOT_DONE, LEFT_OUT, SENT_BACK, UNVERIFIED = (
    0.06,
    0.12,
    0.18,
    0.26,
    0.34,
)  # shares of what becomes of a task

# (done, of, the same stretch of last year) for each stretch in turn; the last goes on.
FIGURES = {
    "one-stop-on-time": ((286, 286, (271, 275)), (1349, 1350, (1288, 1302)), (402, 402, (396, 397))),
    "documents-online": ((391, 391, (350, 377)), (512, 514, (470, 489)), (166, 166, (158, 160))),
    "training-all": ((27, 27, (22, 26)),),
    "training-data": ((9, 27, (4, 26)),),
    "city-meetings": ((6, 6, (5, 6)), (5, 6, (6, 6)), (0, 0, None)),
}
DELEGATED = {5: 1}  # how often a deputy was sent, by how often the invited came themselves
WORDS = (
    "Đã tổ chức {n} buổi tuyên truyền, sinh hoạt; có sổ theo dõi và biên bản.",
    "Đã thực hiện đủ {n} đầu việc đăng ký đầu năm, có báo cáo từng quý.",
    "Đã hướng dẫn {n} lượt hộ dân nộp hồ sơ trực tuyến tại nhà văn hóa khóm.",
)
STILL = "Đã làm được một phần; phần còn lại chuyển sang quý sau vì thiếu kinh phí."
REASON = "Số buổi trong báo cáo khác số buổi trong biên bản. Đề nghị xem lại."


@dataclass(frozen=True)
class Told:
    """What a unit tells of a cell, when, and what becomes of it."""

    cell: Cell
    by: object
    at: datetime
    values: dict = field(default_factory=dict)
    proof: bytes = b""


def tell(told: Told) -> TargetResult:
    """Type, prove and send a report."""
    result = write(told)
    return RESULT.perform("report", result, by=told.by, at=told.at)


def write(told: Told) -> TargetResult:
    """Type and prove a report without sending it."""
    result = reporting.save_result(told.by, told.cell, **told.values)
    if told.proof:
        files = [("minh-chung.pdf", told.proof)]
        result = reporting.add_evidence(told.by, told.cell, files, "Biên bản, hình ảnh")
    return result


def counted(code: str, place: int) -> dict:
    """Figures of a share for its stretch of this number."""
    known = FIGURES.get(code, ((18, 18, None),))
    yes, of, last = known[min(place, len(known) - 1)]
    values = {"numerator": yes, "denominator": of}
    if last:
        values |= {"last_year_numerator": last[0], "last_year_denominator": last[1]}
    if code == "city-meetings":
        values["delegated"] = DELEGATED.get(yes, 0)
    return values


def made_proof(campaign: Campaign) -> bytes:
    """A page that stands for a photograph of the proof, marked as everything of its campaign."""
    return render_pdf(
        Paper(
            letterhead=Letterhead(
                issuer=("ĐƠN VỊ BÁO CÁO",), place_date=f"{campaign.place_name}, năm {campaign.year}"
            ),
            title="MINH CHỨNG",
            blocks=(Paragraph("Trang này thay cho ảnh chụp biên bản, sổ theo dõi của đơn vị."),),
            mark=campaign.mark,
        )
    )


def report_targets(stage: Stage, seed: int) -> None:
    """Twelve units report every stretch: most are verified, some sent back once, some not met, some missing."""
    rng, proof = Random(seed), made_proof(stage.campaign)
    officer = account("thong-ke", "Văn phòng - Thống kê (diễn tập)", Role.OFFICE_STATISTICS)
    known = {unit.pk for unit in stage.units[:REPORTING]}
    places: dict[tuple[int, int], int] = {}
    for cell in cells(stage.campaign):
        if cell.unit.pk not in known:
            continue
        place = places.setdefault((cell.target.pk, cell.unit.pk), 0)
        places[cell.target.pk, cell.unit.pk] += 1
        speaker, at = stage.speakers[cell.unit.pk], _after(cell, rng)
        if cell.target.kind == TargetKind.SHARE:
            told = Told(cell, speaker, at, counted(cell.target.code, place), proof)
            _verify(tell(told), officer, at)
        else:
            _task(Told(cell, speaker, at, proof=proof), officer, rng)


def _after(cell: Cell, rng: Random) -> datetime:
    """A moment in the days after the stretch, before the report is due."""
    day = cell.span.last + timedelta(days=rng.randint(1, 3))
    return timezone.make_aware(datetime.combine(day, time(rng.randint(8, 16), rng.randint(0, 59))))


def _verify(result: TargetResult, officer, at: datetime) -> None:
    RESULT.perform("verify", result, by=officer, at=at + timedelta(days=2))


def _task(told: Told, officer, rng: Random) -> None:
    """Most are done and verified; a few are not done, not reported, sent back once or not looked at yet."""
    at, last = told.at, told.cell.span.last
    fate, words = rng.random(), rng.choice(WORDS).format(n=rng.randint(3, 24))
    if fate < NO_TASKS:
        return
    if fate < NOT_DONE:
        _verify(tell(replace(told, values={"done": False, "text": STILL}, proof=b"")), officer, at)
        return
    done_on = last - timedelta(days=rng.randint(5, 60))
    told = replace(told, values={"done": True, "done_on": done_on, "text": words})
    if fate < LEFT_OUT:
        write(told)
        return
    result = tell(told)
    if fate < SENT_BACK:
        RESULT.perform("return", result, by=officer, at=at + timedelta(hours=2), note=REASON)
        RESULT.perform("report", result, by=told.by, at=at + timedelta(hours=5))
    if fate > UNVERIFIED:
        _verify(result, officer, at)
