"""Phiếu tiếp nhận: the proof of filing, as a paper and as facts for the page."""

from django.utils import timezone

from campaigns.documents import movement_phrase, ward_letterhead
from dossiers.models import Receipt
from dossiers.timeline import clock
from phuong6.lib.papers.blocks import Column, Fields, Paper, Paragraph, Table
from phuong6.lib.vietnamese import format_number, paper_date


def receipt_paper(receipt: Receipt) -> Paper:
    """The proof of filing: code, moment, and the SHA-256 of each file as handed in."""
    dossier = receipt.dossier
    campaign = dossier.campaign
    day = timezone.localtime(receipt.paper.at).date()
    return Paper(
        letterhead=ward_letterhead(
            campaign,
            number=f"Số: {receipt.paper.full_number}",
            place_date=paper_date(day, campaign.place_name),
        ),
        title="PHIẾU TIẾP NHẬN HỒ SƠ",
        subtitle=f"Hồ sơ đề nghị khen thưởng {movement_phrase(campaign)}",
        blocks=(
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


def grouped(digest: str) -> str:
    """A hash in groups of eight, so that it breaks evenly and can be read out."""
    return " ".join(digest[n : n + 8] for n in range(0, len(digest), 8))
