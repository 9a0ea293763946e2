"""Biên bản thu hồi giấy khen và tiền thưởng after a revocation (NĐ 30/2020 mẫu 1.9)."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone

from awards.council.papers.parts import BLANK_LINE, grouped, hour_words
from awards.decisions.papers.decision import SAMPLE_LINES, AwardLine, line_of_award
from awards.decisions.rules import may_read_recovery, may_record_recovery
from awards.models import Recovery
from awards.models import Returned as Kept
from campaigns.models import Campaign
from campaigns.papers.parts import sample_campaign, ward_letterhead
from phuong6.lib.papers.blocks import (
    Column,
    Fields,
    Heading,
    Paper,
    Paragraph,
    Signature,
    SumLine,
    Table,
    TotalRow,
)
from phuong6.lib.papers.wording import Slot, Words
from phuong6.lib.vietnamese import amount_in_words, format_number, format_vnd, long_date
from phuong6.office.papers.kinds import DRAFT, Issue, PaperKind, register

WORDS = (
    Slot(
        "closing",
        "Câu kết thúc",
        "Biên bản lập thành 02 bản có giá trị như nhau, mỗi bên giữ 01 bản; đã đọc lại, hai bên thống nhất",
    ),
)
YES, EARLIER, NO = "Đã nộp lại", "Đã nộp lại trước đó", "Chưa nộp lại"


@dataclass(frozen=True)
class Returned:
    """One line of the revocation: whether the certificate came back, now or earlier, and how much of the sum, in VND."""

    award: AwardLine
    certificate: bool
    paid_back: int
    earlier: bool = False

    @property
    def of_certificate(self) -> str:
        return YES if self.certificate else EARLIER if self.earlier else NO


@dataclass(frozen=True)
class RecoveryFacts:
    """Who gave back what to whom, when."""

    campaign: Campaign
    number: str  # of the decision that revokes
    day: date
    held_at: datetime | None
    place: str
    giver: str
    taker: str
    lines: tuple[Returned, ...]


def facts(recovery: Recovery) -> RecoveryFacts:
    """What came back at this hour, beside what the revocation asked for."""
    decision = recovery.revocation.decision
    lines = recovery.lines.select_related("line__award__nominee", "entry").order_by("line__award__position")
    before = Kept.objects.filter(
        recovery__revocation=recovery.revocation_id, recovery__lt=recovery.pk, certificate=True
    )
    earlier = set(before.values_list("line", flat=True))
    return RecoveryFacts(
        campaign=decision.campaign,
        number=decision.number,
        day=decision.decided_on,
        held_at=timezone.localtime(recovery.held_at),
        place=recovery.place,
        giver=recovery.giver,
        taker=recovery.taker,
        lines=tuple(
            Returned(
                replace(line_of_award(each.line.award), amount=each.line.due),
                each.certificate,
                each.paid_back,
                each.line_id in earlier,
            )
            for each in lines
        ),
    )


def _may_read(user, recovery: Recovery) -> bool:
    return may_read_recovery(user, recovery.revocation.decision.campaign)


def compose(facts: RecoveryFacts, words: Words, issue: Issue = DRAFT) -> Paper:
    """The minutes of giving back, signed by both sides."""
    campaign = facts.campaign
    day = facts.held_at.date() if facts.held_at else None
    total = sum(each.paid_back for each in facts.lines)
    return Paper(
        letterhead=ward_letterhead(campaign, number="", place_date=""),
        title="BIÊN BẢN",
        subtitle="Thu hồi Giấy khen và tiền thưởng",
        blocks=(
            Paragraph(
                f"Thực hiện Quyết định số {facts.number} {long_date(facts.day)} của Chủ tịch {campaign.ward_name}, "
                f"hôm nay, {hour_words(facts.held_at)}, {long_date(day)}, "
                f"tại {facts.place or BLANK_LINE}, hai bên gồm:"
            ),
            Fields(
                (
                    ("1. Bên giao", facts.giver or BLANK_LINE),
                    ("2. Bên nhận", facts.taker or BLANK_LINE),
                )
            ),
            Heading("NỘI DUNG"),
            _table(facts.lines, total),
            SumLine("Tổng số tiền đã thu hồi", format_vnd(total), amount_in_words(total)),
            Paragraph(f"{words('closing').rstrip(' .')}./."),
        ),
        recipients=("Bên giao", words.posts.accounting, "Lưu: VT, Hồ sơ"),
        signatures=(Signature(("BÊN GIAO",), facts.giver), Signature(("BÊN NHẬN",), facts.taker)),
        mark=campaign.mark,
    )


def _table(lines: tuple[Returned, ...], total: int) -> Table:
    columns = (
        Column("Số sổ vàng", 0.7, "center"),
        Column("Tập thể, cá nhân", 2.2),
        Column("Giấy khen", 1.2, "center"),
        Column("Phải nộp lại (đồng)", 1.2, "right"),
        Column("Đã nộp lại (đồng)", 1.2, "right"),
    )
    rows = [
        (
            each.award.kind,
            (
                f"{each.award.number:02d}",
                each.award.name,
                each.of_certificate,
                format_number(each.award.amount),
                format_number(each.paid_back),
            ),
        )
        for each in lines
    ]
    return Table(columns, (*grouped(rows), TotalRow(("Tổng cộng", "", "", "", format_number(total)))))


def sample() -> RecoveryFacts:
    """A made recovery of one line."""
    return RecoveryFacts(
        campaign=sample_campaign(),
        number="07/QĐ-UBND-MẪU",
        day=date(2023, 12, 22),
        held_at=None,
        place="Văn phòng Ủy ban nhân dân Phường 6",
        giver="Lê Thị Huỳnh Ngọc Mẫu Đơn Thảo",
        taker="Đoàn Văn Thể",
        lines=(Returned(SAMPLE_LINES[3], True, 270_000),),
    )


KIND = register(
    PaperKind(
        key="recovery",
        title="Biên bản thu hồi giấy khen và tiền thưởng",
        slug="bien-ban-thu-hoi",
        model="awards.Recovery",
        facts=facts,
        compose=compose,
        sample=sample,
        words=WORDS,
        named=lambda recovery: f"Quyết định số {recovery.revocation.decision.number}",
        file_stem=lambda recovery: f"{recovery.revocation.decision.campaign.code}-{recovery.pk}",
        home=lambda recovery: reverse("decision", args=[recovery.revocation.decision_id]),
        may_read=_may_read,
        may_attach=may_record_recovery,
    )
)
