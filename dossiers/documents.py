"""The papers of a unit's dossier as drafts (domain.md §4.1–4.2, NĐ 30/2020).

Each draft is written from the unit's answers; what is not known yet stays a dotted blank, to be
filled in by hand or in the DOCX. The signed copy that comes back is what counts.
"""

from django.utils import timezone

from campaigns.documents import movement_phrase, plan_phrase
from criteria.enums import NomineeKind
from dossiers.enums import PaperKind
from dossiers.models import Dossier, Nominee, ReviewMinutes
from dossiers.report_paper import report_paper
from dossiers.unit_heading import BLANK_LINE, signature_title, unit_letterhead
from phuong6.lib.papers.blocks import (
    Bases,
    Bullets,
    Column,
    Fields,
    Heading,
    Paper,
    Paragraph,
    Signature,
    Table,
)
from phuong6.lib.papers.docx import render_docx
from phuong6.lib.papers.pdf import render_pdf
from phuong6.lib.vietnamese import BLANK, format_percent, long_date

PDF, DOCX = "pdf", "docx"
MIME = {
    PDF: "application/pdf",
    DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
SIGN_HINT = "(Ký, ghi rõ họ tên, đóng dấu nếu có)"


def draft_paper(dossier: Dossier, kind: str, nominee: Nominee | None = None) -> Paper:
    """The draft of one of the three papers from what the unit has entered so far."""
    if kind == PaperKind.SUBMISSION:
        return submission_paper(dossier)
    if kind == PaperKind.MINUTES:
        return minutes_paper(dossier)
    return report_paper(nominee)


def render(paper: Paper, extension: str) -> bytes:
    """The paper as PDF, or as DOCX to edit; both say the same."""
    return render_docx(paper) if extension == DOCX else render_pdf(paper)


def counted(nominees: list[Nominee]) -> str:
    """Words such as "02 tập thể, 03 cá nhân"; a kind nobody is nominated of is left out."""
    groups = ((NomineeKind.COLLECTIVE, "tập thể"), (NomineeKind.INDIVIDUAL, "cá nhân"))
    counts = [(sum(each.kind == kind for each in nominees), word) for kind, word in groups]
    return ", ".join(f"{count:02d} {word}" for count, word in counts if count) or f"{BLANK} tập thể, cá nhân"


def _standing(dossier: Dossier) -> list[Nominee]:
    return list(dossier.nominees.standing().in_order())


def _of(nominees: list[Nominee], kind: str) -> list[Nominee]:
    return [each for each in nominees if each.kind == kind]


# --- Tờ trình (domain.md §4.1) ---------------------------------------------------------------------


def submission_paper(dossier: Dossier) -> Paper:
    """Tờ trình đề nghị khen thưởng, from the unit to the chairman."""
    campaign, unit = dossier.campaign, dossier.unit
    nominees = _standing(dossier)
    held = _held_day(dossier)
    year = held.year if held else campaign.year
    blocks = [
        Bases(
            (
                "Căn cứ Luật Thi đua, Khen thưởng",
                f"Căn cứ {plan_phrase(campaign)}",
                f"Căn cứ Biên bản họp bình xét {long_date(held, year=year)} của {unit.name}",
            ),
            last=",",
        ),
        Paragraph(
            f"{unit.name} kính đề nghị Chủ tịch {campaign.ward_name} tặng Giấy khen cho {counted(nominees)} "
            f"đã có thành tích xuất sắc trong {movement_phrase(campaign)}, cụ thể như sau:"
        ),
    ]
    titles = {NomineeKind.COLLECTIVE: "TẬP THỂ", NomineeKind.INDIVIDUAL: "CÁ NHÂN"}
    present = [(kind, title) for kind, title in titles.items() if _of(nominees, kind)]
    for number, (kind, title) in zip(("I", "II"), present, strict=False):
        blocks += [Heading(f"{number}. {title}"), _submission_table(dossier, _of(nominees, kind), kind)]
    blocks.append(
        Paragraph(
            f"(Kèm theo Biên bản họp bình xét thi đua và {_count(len(nominees) or None)} Báo cáo thành tích.)",
            italic=True,
        )
    )
    blocks.append(Paragraph(f"{unit.name} kính trình Chủ tịch {campaign.ward_name} xem xét, quyết định./."))
    return Paper(
        letterhead=unit_letterhead(campaign, unit, code="TTr", year=year),
        title="TỜ TRÌNH",
        subtitle=f"Về việc đề nghị tặng Giấy khen của Chủ tịch {campaign.ward_name} trong {movement_phrase(campaign)}",
        addressees=(f"Chủ tịch {campaign.ward_name}",),
        blocks=tuple(blocks),
        recipients=("Như trên", "Cán bộ Nội vụ", "Lưu: Đơn vị"),
        signatures=(Signature((signature_title(unit),), hint=SIGN_HINT),),
        mark=campaign.mark,
    )


def _submission_table(dossier: Dossier, nominees: list[Nominee], kind: str) -> Table:
    minutes = getattr(dossier, "minutes", None)
    last = (Column("Tóm tắt thành tích", 3), Column("Kết quả bình xét", 1.3, "center"))
    if kind == NomineeKind.COLLECTIVE:
        columns = (Column("Số TT", 0.6, "center"), Column("Tên tập thể", 2.1), *last)
        rows = [(each.name, each.summary, _vote_line(each, minutes)) for each in nominees]
    else:
        columns = (
            Column("Số TT", 0.6, "center"),
            Column("Họ và tên", 1.7),
            Column("Chức vụ, nơi công tác", 1.7),
            *last,
        )
        rows = [
            (each.addressed, each.position or BLANK, each.summary, _vote_line(each, minutes))
            for each in nominees
        ]
    return Table(columns, tuple((f"{n:02d}", *row) for n, row in enumerate(rows, 1)))


def _vote_line(nominee: Nominee, minutes) -> str:
    """Yes votes of those present: "9/9 tán thành (100,00 %)"."""
    if nominee.votes_for is None or not (minutes and minutes.present):
        return BLANK
    return f"{nominee.votes_for}/{minutes.present} tán thành ({format_percent(nominee.votes_for, minutes.present)})"


def _held_day(dossier: Dossier):
    minutes = getattr(dossier, "minutes", None)
    return timezone.localtime(minutes.held_at).date() if minutes and minutes.held_at else None


# --- Biên bản họp bình xét (domain.md §4.2) -----------------------------------------------------------


def minutes_paper(dossier: Dossier) -> Paper:
    """Biên bản họp bình xét thi đua of the unit."""
    campaign, unit = dossier.campaign, dossier.unit
    minutes = getattr(dossier, "minutes", None) or ReviewMinutes()
    return Paper(
        letterhead=unit_letterhead(campaign, unit, code="BB", year=campaign.year, dated=False),
        title="BIÊN BẢN",
        subtitle=f"Họp bình xét, đề nghị khen thưởng {movement_phrase(campaign)}",
        blocks=(*_when_and_who(minutes), *_proceedings(dossier, minutes)),
        signatures=(
            Signature(("THƯ KÝ",), name=minutes.secretary),
            Signature(("CHỦ TRÌ",), name=minutes.chair),
        ),
        mark=campaign.mark,
    )


def _when_and_who(minutes: ReviewMinutes) -> tuple:
    held = minutes.held_at and timezone.localtime(minutes.held_at)
    hour = f"{held:%H} giờ {held:%M}" if held else f"{BLANK} giờ {BLANK}"
    return (
        Heading("I. THỜI GIAN, ĐỊA ĐIỂM"),
        Fields(
            (
                ("Thời gian bắt đầu", f"{hour}, {long_date(held.date() if held else None)}"),
                ("Địa điểm", minutes.place or BLANK_LINE),
            )
        ),
        Heading("II. THÀNH PHẦN"),
        Fields(
            (
                ("1. Chủ trì", minutes.chair or BLANK_LINE),
                ("2. Thư ký", minutes.secretary or BLANK_LINE),
                ("3. Có mặt", f"{_count(minutes.present)}/{_count(minutes.members)} người được triệu tập"),
                ("4. Vắng mặt và lý do", minutes.absent_reason or _absent(minutes)),
            )
        ),
    )


def _proceedings(dossier: Dossier, minutes: ReviewMinutes) -> tuple:
    campaign, nominees = dossier.campaign, _standing(dossier)
    method = minutes.get_method_display().lower() if minutes.method else BLANK
    return (
        Heading("III. NỘI DUNG"),
        Paragraph(
            f"1. Chủ trì quán triệt {plan_phrase(campaign)}; đối tượng, tiêu chí khen thưởng đối với "
            "tập thể và cá nhân."
        ),
        Paragraph("2. Tập thể, cá nhân được giới thiệu báo cáo kết quả, tự đánh giá theo từng tiêu chí."),
        Paragraph("3. Ý kiến thảo luận:"),
        *_opinions(minutes),
        Paragraph(f"4. Kết quả biểu quyết ({method}):"),
        _vote_table(nominees, minutes),
        Heading("IV. KẾT LUẬN"),
        Paragraph(
            f"Cuộc họp thống nhất đề nghị Chủ tịch {campaign.ward_name} tặng Giấy khen cho {counted(nominees)} "
            "có tên trong bảng trên."
        ),
        Paragraph(
            f"Cuộc họp kết thúc vào {BLANK} giờ {BLANK} cùng ngày; biên bản đã được đọc lại, "
            "mọi người dự họp thống nhất./."
        ),
    )


def _count(value: int | None) -> str:
    return BLANK if value is None else f"{value:02d}"


def _absent(minutes: ReviewMinutes) -> str:
    if minutes.members is not None and minutes.members == minutes.present:
        return "không"
    return BLANK_LINE


def _opinions(minutes: ReviewMinutes) -> tuple:
    lines = [line for line in minutes.opinions.splitlines() if line.strip()]
    return (Bullets(tuple(lines)),) if lines else (Paragraph(BLANK_LINE),)


def _vote_table(nominees: list[Nominee], minutes: ReviewMinutes) -> Table:
    present = minutes.present
    rows = tuple(
        (
            f"{number:02d}",
            each.addressed,
            _count(each.votes_for),
            _count(each.votes_against),
            _count(each.votes_other),
            format_percent(each.votes_for, present) if present and each.votes_for is not None else BLANK,
        )
        for number, each in enumerate(nominees, 1)
    )
    columns = (
        Column("Số TT", 0.6, "center"),
        Column("Tập thể, cá nhân", 2.6),
        Column("Tán thành", 0.9, "center"),
        Column("Không tán thành", 0.9, "center"),
        Column("Ý kiến khác", 0.9, "center"),
        Column("Tỷ lệ tán thành", 1, "center"),
    )
    return Table(columns, rows)
