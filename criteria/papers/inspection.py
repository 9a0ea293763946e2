"""Biên bản kiểm tra of how a unit carries the campaign out (plan, mục IV.4; NĐ 30/2020 mẫu 1.9)."""

from dataclasses import dataclass
from datetime import date, time

from django.urls import reverse

from campaigns.models import Campaign
from campaigns.papers.parts import movement_phrase, plan_gap, plan_phrase, sample_campaign, ward_letterhead
from campaigns.series import INSPECTION, notation_of, series_key
from criteria.enums import InspectionStatus
from criteria.models import Inspection
from criteria.rules import may_inspect, may_see_findings
from phuong6.lib.papers.blocks import Bullets, Column, Heading, Paper, Paragraph, Signature, Table
from phuong6.lib.papers.wording import Slot, Words
from phuong6.lib.vietnamese import BLANK, long_date, short_date
from phuong6.office.papers.kinds import DRAFT, Issue, PaperKind, register

BLANK_LINE, BLANK_NAME = BLANK * 12, BLANK * 8
NOT_CONCLUDED = "Cuộc kiểm tra chưa có kết luận nên chưa lập biên bản."

WORDS = (
    Slot("ground", "Căn cứ kiểm tra", "Thực hiện {kế hoạch}"),
    Slot(
        "closing",
        "Câu kết thúc",
        "Biên bản lập xong lúc {giờ} cùng ngày, đã đọc lại cho hai bên cùng nghe và thống nhất ký tên",
    ),
)


@dataclass(frozen=True)
class Point:
    """One thing looked at: what was planned, what was found."""

    subject: str
    planned: str
    found: str


@dataclass(frozen=True)
class PutRight:
    """One thing to put right, by whom and until when."""

    what: str
    who: str
    due_on: date | None


@dataclass(frozen=True)
class InspectionFacts:
    """An inspection of one unit; `notation` is that of its number series."""

    campaign: Campaign
    notation: str
    unit: str
    held_on: date
    held_from: time | None
    held_to: time | None
    place: str
    inspectors: tuple[tuple[str, str], ...]  # (name, position), the head first
    spokesmen: tuple[tuple[str, str], ...]  # of the unit
    points: tuple[Point, ...]
    conclusion: str
    to_put_right: tuple[PutRight, ...]


def facts(inspection: Inspection) -> InspectionFacts:
    """The minutes of one visit (four queries at most, however much was found)."""
    found = list(inspection.findings.select_related("target"))
    return InspectionFacts(
        campaign=inspection.campaign,
        notation=notation_of(inspection.campaign, INSPECTION),
        unit=inspection.unit.name,
        held_on=inspection.held_on,
        held_from=inspection.held_from,
        held_to=inspection.held_to,
        place=inspection.place,
        inspectors=people_of(inspection.team),
        spokesmen=people_of(inspection.unit_side),
        points=tuple(
            Point(each.target.name, each.target.asked, each.text)
            if each.target
            else Point(inspection.subject, "", each.text)
            for each in found
        ),
        conclusion=inspection.conclusion,
        to_put_right=tuple(
            PutRight(each.fix or each.text, each.fixer, each.due_on) for each in found if each.to_fix
        ),
    )


def people_of(lines: str) -> tuple[tuple[str, str], ...]:
    """(name, position) of each line "Nguyễn Văn A, Trưởng khóm"; the position may be missing."""
    cut = (line.partition(",") for line in lines.splitlines() if line.strip())
    return tuple((name.strip(), position.strip()) for name, _, position in cut)


def hour_words(hour: time | None) -> str:
    """The hour as papers write it, "08 giờ 00"; dotted while nobody has entered it."""
    return f"{hour:%H giờ %M}" if hour else f"{BLANK} giờ {BLANK}"


def compose(facts: InspectionFacts, words: Words, issue: Issue = DRAFT) -> Paper:
    """The minutes, signed by both sides."""
    campaign = facts.campaign
    closing = words("closing", {"giờ": hour_words(facts.held_to)}).rstrip(" .")
    number = BLANK if issue.number is None else f"{issue.number:02d}"
    return Paper(
        letterhead=ward_letterhead(
            campaign, number=f"Số: {number}/{issue.notation or facts.notation}", place_date=""
        ),
        title="BIÊN BẢN KIỂM TRA",
        subtitle=f"Việc thực hiện {movement_phrase(campaign)} tại {facts.unit}",
        blocks=(
            Paragraph(
                f"{words('ground', {'kế hoạch': plan_phrase(campaign)}).rstrip(' .')}, hôm nay, "
                f"{hour_words(facts.held_from)}, {long_date(facts.held_on)}, tại {facts.place or BLANK_LINE}, chúng tôi gồm:"
            ),
            Heading("I. THÀNH PHẦN"),
            Heading("1. Đoàn kiểm tra", 2),
            Bullets(_people(facts.inspectors)),
            Heading(f"2. {facts.unit}", 2),
            Bullets(_people(facts.spokesmen)),
            Heading("II. NỘI DUNG, KẾT QUẢ KIỂM TRA"),
            _points(facts.points),
            Heading("III. KẾT LUẬN"),
            Paragraph(facts.conclusion or BLANK_LINE),
            *_to_put_right(facts.to_put_right),
            Paragraph(f"{closing}./."),
        ),
        recipients=(facts.unit, f"Chủ tịch {campaign.ward_short}", "Lưu: VT, Hồ sơ"),
        signatures=(
            Signature(("ĐẠI DIỆN ĐƠN VỊ",), facts.spokesmen[0][0] if facts.spokesmen else ""),
            Signature(("TRƯỞNG ĐOÀN KIỂM TRA",), facts.inspectors[0][0] if facts.inspectors else ""),
        ),
        mark=campaign.mark,
    )


def _people(people: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    return tuple(", ".join(filter(None, each)) for each in people) or (f"{BLANK_NAME}, {BLANK_NAME}",)


def _points(points: tuple[Point, ...]) -> Table:
    columns = (
        Column("Số TT", 0.5, "center"),
        Column("Nội dung kiểm tra", 2),
        Column("Yêu cầu của kế hoạch", 2),
        Column("Kết quả kiểm tra", 2.6),
    )
    rows = tuple((f"{n:02d}", each.subject, each.planned, each.found) for n, each in enumerate(points, 1))
    return Table(columns, rows)


def _to_put_right(lines: tuple[PutRight, ...]) -> tuple:
    if not lines:
        return ()
    columns = (
        Column("Việc cần khắc phục", 3.2),
        Column("Người thực hiện", 1.8),
        Column("Chậm nhất ngày", 1.1, "center"),
    )
    rows = tuple(
        (each.what, each.who or BLANK * 4, short_date(each.due_on) if each.due_on else BLANK * 2)
        for each in lines
    )
    return Heading("IV. KIẾN NGHỊ, KHẮC PHỤC"), Table(columns, rows)


def sample() -> InspectionFacts:
    """A made inspection."""
    return InspectionFacts(
        campaign=sample_campaign(),
        notation="BB-UBND-MẪU",
        unit="Ban nhân dân Khóm Mẫu 2",
        held_on=date(2023, 8, 15),
        held_from=time(14),
        held_to=time(16, 30),
        place="Văn phòng Ban nhân dân Khóm Mẫu 2",
        inspectors=(
            ("Nguyễn Văn Mẫu", "Công chức Văn phòng - Thống kê, Trưởng đoàn"),
            ("Tạ Thị Thu Thảo", "Cán bộ Nội vụ, thành viên"),
        ),
        spokesmen=(("Bùi Văn Mẫu Mực", "Trưởng Ban nhân dân Khóm Mẫu 2"),),
        points=(
            Point(
                "Tuyên truyền phong trào trong Nhân dân",
                "Mỗi tháng ít nhất một lần sinh hoạt tổ dân phố",
                "Đã sinh hoạt 04/05 tháng; tháng 7 chưa có biên bản",
            ),
            Point(
                "Hướng dẫn nộp hồ sơ trực tuyến",
                "100 % hồ sơ của người dân được trả đúng hạn và trước hạn",
                "126/128 hồ sơ đúng hạn (98,44 %); 02 hồ sơ trễ do thiếu giấy tờ",
            ),
        ),
        conclusion="Khóm triển khai phong trào nghiêm túc, có sổ theo dõi; cần bổ sung biên bản sinh hoạt tháng 7.",
        to_put_right=(
            PutRight("Bổ sung biên bản sinh hoạt tháng 7", "Bùi Văn Mẫu Mực", date(2023, 8, 31)),
            PutRight("Niêm yết lại bảng hướng dẫn mã QR tại Nhà văn hóa khóm", "", None),
        ),
    )


def missing(inspection: Inspection) -> list[str]:
    """The minutes are written when the visit is concluded."""
    concluded = {InspectionStatus.CONCLUDED, InspectionStatus.CLOSED}
    return [] if inspection.status in concluded else [NOT_CONCLUDED]


KIND = register(
    PaperKind(
        key="inspection",
        title="Biên bản kiểm tra",
        slug="bien-ban-kiem-tra",
        model="criteria.Inspection",
        facts=facts,
        compose=compose,
        sample=sample,
        words=WORDS,
        file_stem=lambda inspection: f"{inspection.campaign.code}-{inspection.pk}",
        home=lambda inspection: reverse("inspection", args=[inspection.pk]),
        series=lambda inspection: series_key(inspection.campaign, INSPECTION),
        issuable=True,
        earliest=lambda inspection: inspection.held_on,
        may_read=may_see_findings,
        may_issue=may_inspect,
        missing=missing,
        gap=lambda inspection: plan_gap(inspection.campaign),
    )
)
