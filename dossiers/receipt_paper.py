"""Phiếu tiếp nhận: the proof of filing, as a paper and as facts for the page."""

from django.utils import timezone

from campaigns.documents import movement_phrase, ward_letterhead
from dossiers.models import Dossier, Receipt
from dossiers.timeline import clock
from phuong6.lib.papers.blocks import Column, Fields, Paper, Paragraph, Table
from phuong6.lib.vietnamese import format_number, paper_date
from phuong6.office.workflow import moves_of


def receipt_paper(receipt: Receipt) -> Paper:
    """The proof of filing: code, moment, and the SHA-256 of each file as handed in."""
    dossier = receipt.dossier
    campaign = dossier.campaign
    day = timezone.localtime(receipt.paper.at).date()
    void = void_sentence(receipt)
    return Paper(
        letterhead=ward_letterhead(
            campaign,
            number=f"Số: {receipt.paper.full_number}",
            place_date=paper_date(day, campaign.place_name),
        ),
        title="PHIẾU TIẾP NHẬN HỒ SƠ",
        subtitle=f"Hồ sơ đề nghị khen thưởng {movement_phrase(campaign)}",
        blocks=(
            *([Paragraph(void, bold=True)] if void else []),
            Fields(tuple((label, value) for label, value in receipt_facts(receipt))),
            Paragraph("Các giấy tờ đã nộp:", bold=True),
            Table(
                (
                    Column("Số TT", 0.5, "center"),
                    Column("Giấy tờ", 2.4),
                    Column("Bản thứ", 0.6, "center"),
                    Column("Số trang", 0.6, "center"),
                    Column("Mã kiểm tra SHA-256 của tệp", 3.2),
                ),
                tuple(
                    (
                        f"{n:02d}",
                        each["title"],
                        str(each["version"]),
                        format_number(each["pages"]),
                        grouped(each["sha256"]),
                    )
                    for n, each in enumerate(receipt.files, 1)
                ),
            ),
            Paragraph("Phiếu này do phần mềm lập tự động khi nhận hồ sơ, theo giờ máy chủ của phường."),
        ),
        mark=campaign.mark,
    )


def receipt_facts(receipt: Receipt) -> list[tuple[str, str]]:
    """What page and paper say of a receipt, as (label, value)."""
    dossier = receipt.dossier
    return [
        ("Số phiếu", receipt.paper.full_number),
        ("Mã hồ sơ", dossier.code),
        ("Đơn vị nộp", dossier.unit.name),
        ("Nhận lúc", clock(receipt.received_at)),
        ("Hình thức", "Bản giấy, cán bộ Nội vụ ghi nhận" if receipt.on_paper else "Nộp trên hệ thống"),
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
