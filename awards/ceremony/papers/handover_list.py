"""The list beside the stage: whom to call, who hands over, who receives, a box to tick."""

from django.urls import reverse

from awards.ceremony.papers.facts import CeremonyFacts, facts, sample
from awards.ceremony.rules import may_read_ceremony
from campaigns.papers.parts import heading
from phuong6.lib.papers.blocks import Column, GroupRow, Paper, Paragraph, Run, Signature, Table
from phuong6.lib.papers.wording import Words
from phuong6.lib.vietnamese import long_date, weekday_date
from phuong6.office.papers.kinds import DRAFT, Issue, PaperKind, register

BOX = "□"
COLUMNS = (
    Column("Thứ tự gọi", 0.6, "center"),
    Column("Số sổ vàng", 0.6, "center"),
    Column("Tập thể, cá nhân", 2.4),
    Column("Chức vụ, đơn vị", 2.6),
    Column("Người trao", 2.2),
    Column("Người nhận", 1.8),
    Column("Đã trao", 0.7, "center"),
)


def compose(facts: CeremonyFacts, words: Words, issue: Issue = DRAFT) -> Paper:
    """A4 landscape, a group a turn."""
    rows = []
    for turn, lines in facts.turns:
        rows.append(GroupRow(f"Lượt {turn}: {lines[0].kind.lower()} ({len(lines)})"))
        rows += [
            (f"{each.order:02d}", f"{each.number:02d}", each.called, each.role, each.presenter, each.representative, BOX)
            for each in lines
        ]  # fmt: skip
    held = facts.held_at
    return Paper(
        letterhead=heading(facts.frame, issue),
        title="DANH SÁCH TRAO GIẤY KHEN",
        subtitle=(
            f"Theo Quyết định số {facts.number} {long_date(facts.day)} của Chủ tịch "
            f"{facts.frame.campaign.ward_name}"
        ),
        blocks=(
            Paragraph(
                f"Thời gian: {held:%H} giờ {held:%M}, {weekday_date(held.date())}. Địa điểm: {facts.place}. "
                f"Tổng số: {len(facts.lines)} giấy khen.",
                indent=False,
            ),
            *((Paragraph((Run(facts.warning, bold=True),), indent=False),) if facts.warning else ()),
            *((Table(COLUMNS, tuple(rows)),) if rows else ()),
            Paragraph(
                "Trao xong giấy nào đánh dấu giấy đó; giấy chưa trao được thì ghi lý do vào cột “Người nhận”.",
                italic=True,
            ),
        ),
        signatures=(Signature(("NGƯỜI THEO DÕI",)),),
        mark=facts.frame.campaign.mark,
        landscape=True,
    )


KIND = register(
    PaperKind(
        key="ceremony-list",
        title="Danh sách trao giấy khen",
        slug="danh-sach-trao-giay-khen",
        model="awards.Ceremony",
        facts=facts,
        compose=compose,
        sample=sample,
        file_stem=lambda ceremony: ceremony.decision.campaign.code,
        home=lambda ceremony: reverse("ceremony", args=[ceremony.decision_id]),
        may_read=may_read_ceremony,
    )
)
