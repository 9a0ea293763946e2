"""The ledger of the fund as a workbook."""

from awards.enums import FundKind
from awards.models import FundEntry
from phuong6.lib.sheets.table import TablePage, workbook_of
from phuong6.lib.vietnamese import format_vnd, short_date

HEADER = (
    "Số dòng", "Ngày", "Số chứng từ", "Loại", "Quyết định", "Người nhận", "Đơn vị", "Nội dung",
    "Số tiền (đồng)", "Ghi chú",
)  # fmt: skip


def ledger_workbook(campaign) -> bytes:
    """The ledger in its order as .xlsx: days as days, sums as whole numbers, a reversal negative."""
    entries = list(
        FundEntry.objects.filter(campaign=campaign)
        .select_related("award__decision", "award__nominee__dossier__unit", "reverses")
        .order_by("number")
    )
    rows = [_row(each) for each in entries]
    into = sum(each.signed for each in entries if each.kind != FundKind.PAYMENT)
    out = sum(each.signed for each in entries if each.kind == FundKind.PAYMENT)
    mark = f"{campaign.mark} – " if campaign.mark else ""
    page = TablePage(
        titles=[
            f"{mark}SỔ QUỸ THI ĐUA - KHEN THƯỞNG",
            f"{campaign.ward_name}, {campaign.name}",
        ],
        header=HEADER,
        rows=rows,
        sheet_name="Sổ quỹ",
        notes=[
            f"Tổng thu: {format_vnd(into)}; tổng chi: {format_vnd(out)}; tồn quỹ: {format_vnd(into - out)}.",
            "Dòng ghi đảo mang dấu âm và ghi rõ lý do.",
        ],
    )
    return workbook_of([page])


def _row(entry: FundEntry) -> list:
    award = entry.award
    note = entry.reason or entry.override_reason
    if entry.is_void:
        note = "Đã ghi đảo"
    return [
        entry.number,
        entry.day,
        entry.voucher,
        entry.get_kind_display(),
        f"{award.decision.number} ngày {short_date(award.decision.decided_on)}" if award else "",
        f"{award.honorific} {award.name}".strip() if award else "",
        award.nominee.dossier.unit.name if award else "",
        entry.text,
        entry.signed,
        note,
    ]
