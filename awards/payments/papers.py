"""Bảng ký nhận tiền thưởng of an issued decision; the law has no form of its own."""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q
from django.urls import reverse

from awards.decisions.papers.decision import SAMPLE_LINES, AwardLine, line_of_award
from awards.models import Award, Decision
from awards.money.fund import with_payment
from awards.payments.rules import may_attach_payment_list, may_read_payment_list
from campaigns.papers.parts import WardFrame, chairman_signature, frame_of, heading, sample_frame
from dossiers.enums import NomineeStatus
from phuong6.lib.papers.blocks import Column, Paper, Paragraph, Signature, SumLine, Table, TotalRow
from phuong6.lib.papers.wording import Slot, Words
from phuong6.lib.vietnamese import amount_in_words, format_number, format_vnd, long_date, short_date
from phuong6.office.papers.kinds import DRAFT, Issue, PaperKind, register

WORDS = (
    Slot(
        "note",
        "Lời ghi dưới bảng",
        "Người nhận thay phải có giấy giới thiệu của đơn vị; tập thể nhận qua người đại diện ký nhận.",
    ),
)
FORM = "Giấy khen"
ROOM = "\u00a0\n\u00a0"  # two lines to sign on


@dataclass(frozen=True)
class PaymentLine:
    """One award and, once its bonus is in the ledger as paid, on which day and by which slip."""

    award: AwardLine
    paid_on: date | None = None
    voucher: str = ""
    revoked: bool = False

    @property
    def signature(self) -> str:
        """Room to sign; nobody is asked to sign again for what was paid."""
        if self.paid_on is None:
            return ROOM
        slip = f", chứng từ {self.voucher}" if self.voucher else ""
        return (
            f"Đã chi ngày {short_date(self.paid_on)}{slip}{'; đã hủy bỏ khen thưởng' if self.revoked else ''}"
        )


@dataclass(frozen=True)
class PaymentFacts:
    """Who is paid what, in VND, by which decision."""

    frame: WardFrame
    number: str
    day: date
    lines: tuple[PaymentLine, ...]

    @property
    def paid(self) -> tuple[PaymentLine, ...]:
        return tuple(each for each in self.lines if each.paid_on)

    @property
    def paid_up_on(self) -> date | None:
        """The day of the last payment, when nothing is left to pay."""
        return max(each.paid_on for each in self.lines) if self.lines and self.paid == self.lines else None


def facts(decision: Decision) -> PaymentFacts:
    """The frozen list; of those whose award was taken back only whoever had been paid."""
    listed = with_payment(decision.awards.all()).filter(
        ~Q(nominee__status=NomineeStatus.REVOKED) | Q(is_paid=True)
    )
    return PaymentFacts(
        frame=frame_of(decision.campaign),
        number=decision.number,
        day=decision.day,
        lines=tuple(map(_line, listed.select_related("nominee").order_by("position"))),
    )


def _line(award: Award) -> PaymentLine:
    revoked = award.nominee.status == NomineeStatus.REVOKED
    return PaymentLine(line_of_award(award), award.paid_on, award.voucher or "", revoked)


def compose(facts: PaymentFacts, words: Words, issue: Issue = DRAFT) -> Paper:
    """The list on A4 landscape, with a column wide enough to sign in."""
    campaign, frame = facts.frame.campaign, facts.frame
    if facts.paid_up_on:  # nothing is left to sign for: the paper is of the day the money was handed out
        frame, issue = replace(frame, today=facts.paid_up_on), replace(issue, day=facts.paid_up_on)
    total = _sum(facts.lines)
    return Paper(
        letterhead=heading(frame, issue),
        title="BẢNG KÝ NHẬN TIỀN THƯỞNG",
        subtitle=(
            f"Kèm theo Giấy khen theo Quyết định số {facts.number} {long_date(facts.day)} "
            f"của Chủ tịch {campaign.ward_name}"
        ),
        blocks=(
            _table(facts, total),
            SumLine("Tổng số tiền", format_vnd(total), amount_in_words(total)),
            *_so_far(facts),
            Paragraph(words("note"), italic=True),
        ),
        signatures=(
            Signature(("NGƯỜI LẬP",)),
            Signature(("KẾ TOÁN",)),
            chairman_signature(frame, issue),
        ),
        mark=campaign.mark,
        landscape=True,
    )


def _table(facts: PaymentFacts, total: int) -> Table:
    columns = (
        Column("Số TT", 0.5, "center"),
        Column("Họ và tên, tập thể", 2.2),
        Column("Chức vụ, đơn vị", 2.7),
        Column("Hình thức", 0.9, "center"),
        Column("Số quyết định", 1.7, "center"),
        Column("Số tiền (đồng)", 1.1, "right"),
        Column("Người nhận ký, ghi rõ họ tên", 1.9),
    )
    rows = [
        (
            f"{line.award.number:02d}",
            line.award.name,
            line.award.role,
            FORM,
            facts.number,
            format_number(line.award.amount),
            line.signature,
        )
        for line in facts.lines
    ]
    return Table(columns, (*rows, TotalRow(("Tổng cộng", "", "", "", "", format_number(total), ""))))


def _sum(lines: tuple[PaymentLine, ...]) -> int:
    return sum(each.award.amount for each in lines)


def _so_far(facts: PaymentFacts) -> tuple[Paragraph, ...]:
    """What of the sum is paid and what is left, once the first payment is in the ledger."""
    if not facts.paid:
        return ()
    paid, left = _sum(facts.paid), len(facts.lines) - len(facts.paid)
    told = f"Đã chi {len(facts.paid):02d} giấy khen, {format_vnd(paid)}"
    rest = (
        f"còn phải chi {left:02d} giấy khen, {format_vnd(_sum(facts.lines) - paid)}" if left else "đã chi đủ"
    )
    return (Paragraph(f"{told}; {rest}."),)


def sample() -> PaymentFacts:
    """Payment of the sample's decision."""
    return PaymentFacts(
        sample_frame(), "01/QĐ-UBND", date(2023, 12, 5), tuple(map(PaymentLine, SAMPLE_LINES))
    )


KIND = register(
    PaperKind(
        key="payment-list",
        title="Bảng ký nhận tiền thưởng",
        slug="bang-ky-nhan-tien-thuong",
        model="awards.Decision",
        facts=facts,
        compose=compose,
        sample=sample,
        words=WORDS,
        file_stem=lambda decision: decision.campaign.code,
        home=lambda decision: reverse("decision", args=[decision.pk]),
        may_read=may_read_payment_list,
        may_attach=may_attach_payment_list,
    )
)
