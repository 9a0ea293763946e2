"""Sổ quỹ: the ledger as a book of thu, chi, tồn with a running balance, on screen and as a workbook.

Lines stand in the order of their days; a reversal is a negative sum in the column of the line it takes back, on its own
day, so that every balance is what the fund held that day as far as was known. Whole VND.
"""

from dataclasses import dataclass

from django.db.models import BigIntegerField, Q, QuerySet, Sum, Value, Window
from django.db.models.functions import Coalesce

from awards.enums import FundKind
from awards.models import FundEntry
from awards.money.fund import SIGNED, balance_change
from campaigns.models import Campaign
from campaigns.selection import campaigns_begun
from phuong6.lib.sheets.table import TablePage, workbook_of
from phuong6.lib.vietnamese import short_date

ORDER = ("day", "pk")
HEADER = (
    "Số dòng", "Ngày", "Số chứng từ", "Nội dung", "Thu (đồng)", "Chi (đồng)", "Tồn (đồng)",
    "Quyết định", "Người nhận", "Đơn vị", "Người ghi", "Ghi chú", "Phong trào",
)  # fmt: skip


@dataclass(frozen=True)
class Book:
    """The lines of one campaign or of several, of one year or of all; `lines` carry their `balance`."""

    campaigns: tuple[Campaign, ...]
    year: int | None
    opening: int
    income: int
    paid: int
    lines: QuerySet[FundEntry]

    @property
    def closing(self) -> int:
        """What is left after the last line."""
        return self.opening + self.income - self.paid

    @property
    def of_several(self) -> bool:
        return len(self.campaigns) > 1


def campaigns_beside(campaign: Campaign) -> list[Campaign]:
    """Those whose books may be read together with this one's: the same ward's, real beside real, sample beside sample."""
    return list(
        campaigns_begun().filter(
            ward=campaign.ward_id, is_sample=campaign.is_sample, is_rehearsal=campaign.is_rehearsal
        )
    )


def years_of(campaigns: list[Campaign]) -> list[int]:
    """The years in which anything was written, newest first."""
    days = FundEntry.objects.filter(campaign__in=campaigns).dates("day", "year", order="DESC")
    return [each.year for each in days]


def book_of(campaigns: list[Campaign], year: int | None = None) -> Book:
    """The book of these campaigns; with a year, what came before it is the opening balance."""
    entries = FundEntry.objects.filter(campaign__in=campaigns)
    within = Q(day__year=year) if year else Q()
    before = Q(day__year__lt=year) if year else Q(pk__in=[])
    sums = entries.aggregate(
        opening=_sum(balance_change(), before),
        income=_sum(SIGNED, within & ~Q(kind=FundKind.PAYMENT)),
        paid=_sum(SIGNED, within & Q(kind=FundKind.PAYMENT)),
    )
    running = Window(Sum(balance_change()), order_by=ORDER)
    lines = entries.filter(within).annotate(
        balance=running + Value(sums["opening"], output_field=BigIntegerField())
    )
    return Book(tuple(campaigns), year, lines=lines.order_by(*ORDER), **sums)


def _sum(what, which: Q):
    return Coalesce(Sum(what, filter=which), 0, output_field=BigIntegerField())


def book_workbook(book: Book) -> bytes:
    """The book as .xlsx: days as days, sums as whole numbers, a reversal negative; opening, sums and closing balance."""
    entries = book.lines.select_related("award__decision", "award__nominee__dossier__unit", "by", "campaign")
    first = book.campaigns[0]
    mark = f"{first.mark} – " if first.mark else ""
    what = "các phong trào thi đua" if book.of_several else first.name
    page = TablePage(
        titles=[
            f"{mark}SỔ QUỸ THI ĐUA - KHEN THƯỞNG",
            f"{first.ward_name}, {what}",
            *([f"Năm {book.year}"] if book.year else []),
        ],
        header=HEADER,
        rows=[
            _sums("Tồn đầu kỳ", balance=book.opening),
            *map(_row, entries),
            _sums("Cộng phát sinh, tồn cuối kỳ", book.income, book.paid, book.closing),
        ],
        sheet_name="Sổ quỹ",
        notes=["Dòng ghi đảo mang dấu âm và ghi rõ lý do."],
    )
    return workbook_of([page])


def _sums(text: str, into: int | None = None, out: int | None = None, balance: int | None = None) -> list:
    return [None, None, None, text, into, out, balance]


def _row(entry) -> list:
    award = entry.award
    note = "; ".join(filter(None, [entry.reason, entry.repeat_reason, entry.override_reason]))
    if entry.is_void:
        note = "Đã ghi đảo"
    return [
        entry.number,
        entry.day,
        entry.voucher,
        entry.text,
        entry.into,
        entry.out,
        entry.balance,
        f"{award.decision.number} ngày {short_date(award.decision.decided_on)}" if award else "",
        f"{award.honorific} {award.name}".strip() if award else "",
        award.nominee.dossier.unit.name if award else "",
        str(entry.by),
        note,
        entry.campaign.name,
    ]
