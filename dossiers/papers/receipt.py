"""Phiếu tiếp nhận: the proof of filing, as a paper and as facts for the page. Made at submission, never issued."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.urls import reverse
from django.utils import timezone

from campaigns.models import Campaign
from campaigns.papers.parts import movement_phrase, sample_campaign, ward_letterhead
from dossiers.models import Dossier, Receipt
from dossiers.rules import may_read_receipt
from dossiers.timeline import clock
from phuong6.lib.papers.blocks import Column, Fields, Paper, Paragraph, Table
from phuong6.lib.papers.wording import Slot, Words
from phuong6.lib.vietnamese import format_number, paper_date
from phuong6.office.papers.kinds import Issue, PaperKind, register
from phuong6.office.posts import posts_on
from phuong6.office.workflow import moves_of


@dataclass(frozen=True)
class FiledPaper:
    """One file as it was handed in."""

    title: str
    version: int
    pages: int
    sha256: str


@dataclass(frozen=True)
class ReceiptFacts:
    """What the proof of filing says; `void` tells why it proves nothing any more, else it is empty."""

    campaign: Campaign
    number: str
    day: date
    lines: tuple[tuple[str, str], ...]
    files: tuple[FiledPaper, ...]
    void: str = ""


WORDS = (
    Slot(
        "made_by",
        "Câu cuối",
        "Phiếu này do phần mềm lập tự động khi nhận hồ sơ, theo giờ máy chủ của phường.",
    ),
)


def facts(receipt: Receipt) -> ReceiptFacts:
    """Code, moment, and the SHA-256 of each file as handed in."""
    return ReceiptFacts(
        campaign=receipt.dossier.campaign,
        number=receipt.paper.full_number,
        day=timezone.localtime(receipt.paper.at).date(),
        lines=tuple(receipt_facts(receipt)),
        files=tuple(
            FiledPaper(each["title"], each["version"], each["pages"], each["sha256"])
            for each in receipt.files
        ),
        void=void_sentence(receipt),
    )


def compose(told: ReceiptFacts, words: Words, issue: Issue) -> Paper:
    """The paper; its number and day are the receipt's own."""
    campaign = told.campaign
    return Paper(
        letterhead=ward_letterhead(
            campaign,
            number=f"Số: {told.number}",
            place_date=paper_date(told.day, campaign.place_name),
        ),
        title="PHIẾU TIẾP NHẬN HỒ SƠ",
        subtitle=f"Hồ sơ đề nghị khen thưởng {movement_phrase(campaign)}",
        blocks=(
            *([Paragraph(told.void, bold=True)] if told.void else []),
            Fields(told.lines),
            Paragraph("Các giấy tờ đã nộp:", bold=True),
            _files_table(told.files),
            Paragraph(words("made_by")),
        ),
        mark=campaign.mark,
    )


def _files_table(files: tuple[FiledPaper, ...]) -> Table:
    columns = (
        Column("Số TT", 0.5, "center"),
        Column("Giấy tờ", 2.4),
        Column("Bản thứ", 0.6, "center"),
        Column("Số trang", 0.6, "center"),
        Column("Mã kiểm tra SHA-256 của tệp", 3.2),
    )
    rows = tuple(
        (f"{n:02d}", each.title, str(each.version), format_number(each.pages), grouped(each.sha256))
        for n, each in enumerate(files, 1)
    )
    return Table(columns, rows)


def receipt_facts(receipt: Receipt) -> list[tuple[str, str]]:
    """What page and paper say of a receipt beside its number, as (label, value)."""
    dossier, names = receipt.dossier, posts_on(timezone.localdate(receipt.received_at))
    return [
        ("Mã hồ sơ", dossier.code),
        ("Đơn vị nộp", dossier.unit.name),
        ("Nhận lúc", clock(receipt.received_at)),
        (
            "Hình thức",
            f"Bản giấy, {names.internal_affairs} ghi nhận" if receipt.on_paper else "Nộp trên hệ thống",
        ),
        ("Thời hạn", "Đúng hạn" if receipt.on_time else "Trễ hạn"),
        ("Người nộp" if not receipt.on_paper else "Người ghi nhận", str(receipt.by)),
    ]


def void_sentences(dossier: Dossier, receipts: list[Receipt]) -> dict[int, str]:
    """Why which of a dossier's `receipts` (all of them) prove nothing any more, by receipt id.

    Withdrawing voids every receipt given before it. Handing in again after a return does not: the
    first receipt still proves the first hour.
    """
    withdrawals = [each.at for each in moves_of(dossier).filter(workflow="dossier", move="withdraw")]
    receipts = sorted(receipts, key=lambda each: each.paper.at)
    sentences = {}
    for receipt in receipts:
        gone = next((at for at in withdrawals if at > receipt.paper.at), None)
        if gone is None:
            continue
        newer = next((each for each in receipts if each.paper.at > gone), None)
        replaced = f" Đã được thay bằng phiếu số {newer.paper.full_number}." if newer else ""
        sentences[receipt.pk] = f"Phiếu này không còn giá trị: hồ sơ đã rút lúc {clock(gone)}.{replaced}"
    return sentences


def void_sentence(receipt: Receipt) -> str:
    """Why this receipt is no longer good; empty while it is."""
    dossier = receipt.dossier
    return void_sentences(dossier, dossier.receipts.select_related("paper__series")).get(receipt.pk, "")


def grouped(digest: str) -> str:
    """A hash in groups of eight, so that it breaks evenly and can be read out."""
    return " ".join(digest[n : n + 8] for n in range(0, len(digest), 8))


def sample() -> ReceiptFacts:
    """Two people and a collective of an invented khóm."""
    titles = (
        "Tờ trình đề nghị khen thưởng",
        "Biên bản họp bình xét thi đua",
        "Báo cáo thành tích – Ban nhân dân Khóm Mẫu",
        "Báo cáo thành tích – Ông Nguyễn Văn Mẫu",
        "Báo cáo thành tích – Bà Huỳnh Thị Ngọc Thí Dụ",
    )
    return ReceiptFacts(
        campaign=sample_campaign(),
        number="07/PTN-MẪU",
        day=date(2023, 11, 10),
        lines=(
            ("Mã hồ sơ", "CCHC-2023-KHOM-MAU"),
            ("Đơn vị nộp", "Ban nhân dân Khóm Mẫu"),
            ("Nhận lúc", "15:42, 10/11/2023"),
            ("Hình thức", "Nộp trên hệ thống"),
            ("Thời hạn", "Đúng hạn"),
            ("Người nộp", "Nguyễn Văn Mẫu"),
        ),
        files=tuple(
            FiledPaper(title, 1, n, sha256(title.encode()).hexdigest()) for n, title in enumerate(titles, 1)
        ),
    )


KIND = register(
    PaperKind(
        key="receipt",
        title="Phiếu tiếp nhận hồ sơ",
        slug="phieu-tiep-nhan",
        facts=facts,
        compose=compose,
        sample=sample,
        words=WORDS,
        model="dossiers.Receipt",
        named=lambda receipt: f"{receipt.dossier.unit}, {receipt}",
        file_stem=lambda receipt: f"{receipt.dossier.code}-{receipt.pk}",
        home=lambda receipt: reverse("dossier-receipt", args=[receipt.dossier.code, receipt.pk]),
        may_read=may_read_receipt,
    )
)
