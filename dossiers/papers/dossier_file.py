"""The sheets that go with a whole dossier: the cover, the office's conclusions, the log.

They are written for the bundle of a dossier alone (`dossiers.papers.bundle`): nobody signs them, they take no number.
"""

from campaigns.papers.parts import movement_phrase, ward_letterhead
from criteria.enums import NomineeKind
from dossiers.enums import NomineeStatus
from dossiers.models import Dossier, Nominee
from dossiers.timeline import Line, clock
from phuong6.lib.papers.blocks import Column, Fields, Heading, Paper, Paragraph, Table
from phuong6.lib.vietnamese import format_number

FOR_OFFICE = "Bản dùng trong cơ quan, không gửi cho đơn vị"


def _sheet(dossier: Dossier, title: str, blocks: tuple, foot_note: str = "") -> Paper:
    campaign = dossier.campaign
    return Paper(
        letterhead=ward_letterhead(campaign, number="", place_date=""),
        title=title,
        subtitle=f"Hồ sơ đề nghị khen thưởng {movement_phrase(campaign)}",
        blocks=blocks,
        mark=campaign.mark,
        foot_note=foot_note,
    )


def cover_paper(dossier: Dossier, *, state: str, nominees: list[Nominee], office: bool) -> Paper:
    """The first page: whose dossier, where it stands. The contents follow (`phuong6.lib.papers.bundle`)."""
    standing = [each for each in nominees if each.status != NomineeStatus.WITHDRAWN]
    asked = NomineeKind.say(NomineeKind.tally(each.kind for each in standing))
    facts = (
        ("Mã hồ sơ", dossier.code),
        ("Đơn vị", dossier.unit.name),
        ("Đề nghị", asked or "chưa có"),
        ("Trạng thái", state),
        ("Nhận lúc", clock(dossier.received_at) if dossier.received_at else "chưa nộp"),
    )
    return _sheet(dossier, "TOÀN BỘ HỒ SƠ", (Fields(facts),), FOR_OFFICE if office else "")


def log_paper(dossier: Dossier, lines: list[Line]) -> Paper:
    """What happened to the dossier, oldest first: when, what and why, who."""
    rows = tuple(
        (clock(line.at), line.what + (f". {line.note}" if line.note else ""), line.who)
        for line in reversed(lines)
    )
    table = Table((Column("Lúc", 1.4), Column("Việc", 4.4), Column("Người thực hiện", 1.8)), rows)
    facts = (("Mã hồ sơ", dossier.code), ("Đơn vị", dossier.unit.name))
    return _sheet(dossier, "NHẬT KÝ HỒ SƠ", (Fields(facts), table), FOR_OFFICE)


def conclusions_paper(dossier: Dossier, nominees: list[Nominee]) -> Paper:
    """What the office found and concluded; never the private notes on discipline (`Nominee.clear_note`)."""
    blocks: list = [Fields((("Mã hồ sơ", dossier.code), ("Đơn vị", dossier.unit.name)))]
    for number, each in enumerate(nominees, 1):
        blocks += [Heading(f"{number}. {each.addressed}", 2), Fields(_concluded(each))]
        rows = tuple(
            (str(n), row.criterion.short, row.get_finding_display() or "chưa thẩm định", row.finding_note)
            for n, row in enumerate(each.findings.all(), 1)
        )
        columns = (
            Column("Số TT", 0.6, "center"),
            Column("Tiêu chí", 2.6),
            Column("Thẩm định", 1.3),
            Column("Nhận xét", 3),
        )
        blocks.append(Table(columns, rows) if rows else Paragraph("Chưa nêu kết quả theo tiêu chí nào."))
    return _sheet(dossier, "KẾT QUẢ THẨM ĐỊNH", tuple(blocks), FOR_OFFICE)


def _concluded(nominee: Nominee) -> tuple[tuple[str, str], ...]:
    rows = [("Trạng thái", nominee.get_status_display())]
    if nominee.reason:
        rows.append(("Lý do không đủ điều kiện", nominee.get_reason_display()))
    if nominee.conclusion:
        rows.append(("Nhận xét của người thẩm định", nominee.conclusion))
    if nominee.concluded_at:
        rows.append(("Kết luận lúc", f"{clock(nominee.concluded_at)}, {nominee.concluded_by}"))
    if nominee.votes_for is not None:
        against, other = nominee.votes_against or 0, nominee.votes_other or 0
        votes = (
            f"{format_number(nominee.votes_for)} tán thành, {against} không tán thành, {other} ý kiến khác"
        )
        rows.append(("Bình xét tại đơn vị", votes))
    return tuple(rows)
