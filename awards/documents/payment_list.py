"""Bảng ký nhận tiền thưởng of an issued decision (domain.md §4.11)."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from awards.documents.decision import SAMPLE_LINES, AwardLine, line_of_award
from awards.models import Decision
from awards.rules import may_keep_fund, may_read_payment_list
from campaigns.documents import (
    WardFrame,
    chairman_signature,
    frame_of,
    heading,
    sample_frame,
)
from dossiers.enums import NomineeStatus
from phuong6.lib.papers.blocks import Column, Paper, Paragraph, Signature, SumLine, Table, TotalRow
from phuong6.lib.papers.wording import Slot, Words
from phuong6.lib.vietnamese import amount_in_words, format_number, format_vnd, long_date
from phuong6.office.papers import DRAFT, Issue, PaperKind, register

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
class PaymentFacts:
    """Who is paid what, in VND, by which decision."""

    frame: WardFrame
    number: str
    day: date
    lines: tuple[AwardLine, ...]


def facts(decision: Decision) -> PaymentFacts:
    """The frozen list without whom a later decision took the award back from."""
    standing = decision.awards.exclude(nominee__status=NomineeStatus.REVOKED)
    awards = standing.select_related("nominee").order_by("position")
    return PaymentFacts(
        frame=frame_of(decision.campaign),
        number=decision.number,
        day=decision.day,
        lines=tuple(line_of_award(each) for each in awards),
    )


def compose(facts: PaymentFacts, words: Words, issue: Issue = DRAFT) -> Paper:
    """The list on A4 landscape, with a column wide enough to sign in."""
    campaign = facts.frame.campaign
    total = sum(each.amount for each in facts.lines)
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
        (f"{each.number:02d}", each.name, each.role, FORM, facts.number, format_number(each.amount), ROOM)
        for each in facts.lines
    ]
    return Paper(
        letterhead=heading(facts.frame, issue),
        title="BẢNG KÝ NHẬN TIỀN THƯỞNG",
        subtitle=(
            f"Kèm theo Giấy khen theo Quyết định số {facts.number} {long_date(facts.day)} "
            f"của Chủ tịch {campaign.ward_name}"
        ),
        blocks=(
            Table(columns, (*rows, TotalRow(("Tổng cộng", "", "", "", "", format_number(total), "")))),
            SumLine("Tổng số tiền", format_vnd(total), amount_in_words(total)),
            Paragraph(words("note"), italic=True),
        ),
        signatures=(
            Signature(("NGƯỜI LẬP",)),
            Signature(("KẾ TOÁN",)),
            chairman_signature(facts.frame, issue),
        ),
        mark=campaign.mark,
        landscape=True,
    )


def sample() -> PaymentFacts:
    """Payment of the sample's decision."""
    return PaymentFacts(sample_frame(), "01/QĐ-UBND", date(2023, 12, 5), SAMPLE_LINES)


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
        may_attach=may_keep_fund,
    )
)
