"""Sổ khen thưởng of one year on paper and as a spreadsheet."""

from collections import Counter
from datetime import date

from awards.certificates.register import COLUMNS, FORM, book, cells, status_of
from awards.enums import CertificateStatus
from campaigns.models import Campaign
from campaigns.papers.parts import WardFrame, chairman_signature, heading
from phuong6.lib.papers.blocks import Column, Paper, Paragraph, Signature, Table
from phuong6.lib.papers.pdf import render_pdf
from phuong6.lib.sheets.table import workbook
from phuong6.office.papers.kinds import DRAFT

SHARES = (0.7, 1.2, 1.9, 2.3, 0.9, 1.75, 0.7, 2.6)
CENTERED = {0, 1, 4, 6}
TITLE = "SỔ KHEN THƯỞNG"


def _summary(rows) -> str:
    """How many numbers and what they are worth today; the parts add up to all."""
    found = Counter(status_of(each) for each in rows)
    return (
        f"Sổ có {len(rows):02d} số: {found[CertificateStatus.VALID]:02d} số còn giá trị, "
        f"{found[CertificateStatus.REPLACED]:02d} số đã được thay, {found[CertificateStatus.VOID]:02d} số đã hủy, "
        f"{found[CertificateStatus.REVOKED]:02d} số đã thu hồi."
    )


def book_paper(campaign: Campaign, year: int) -> Paper:
    """The book on landscape pages, signed by who keeps it and the chairman."""
    rows = list(book(campaign, year))
    frame = WardFrame(campaign, date(year, 12, 31))
    columns = tuple(
        Column(title, share, "center" if n in CENTERED else "left")
        for n, (title, share) in enumerate(zip(COLUMNS, SHARES, strict=True))
    )
    return Paper(
        letterhead=heading(frame, DRAFT),
        title=TITLE,
        subtitle=f"Năm {year}",
        blocks=(Table(columns, tuple(map(cells, rows))), Paragraph(_summary(rows))),
        signatures=(Signature(("NGƯỜI GIỮ SỔ",)), chairman_signature(frame, DRAFT)),
        mark=campaign.mark,
        landscape=True,
    )


def book_pdf(campaign: Campaign, year: int) -> bytes:
    """The printable book. Raises MissingFaceError."""
    return render_pdf(book_paper(campaign, year))


def book_sheet(campaign: Campaign, year: int) -> bytes:
    """The book as an .xlsx."""
    rows = list(book(campaign, year))
    titles = [f"{TITLE} NĂM {year}", campaign.ward_name]
    return workbook(
        titles, COLUMNS, list(map(cells, rows)), sheet_name=f"{FORM} {year}", notes=[_summary(rows)]
    )
