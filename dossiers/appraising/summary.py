"""The summary table of all nominees, as it goes to the council and is taped to the minutes."""

from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils import timezone

from campaigns.models import Campaign
from criteria.enums import NomineeKind
from criteria.index_rule import IndexFinding, Verdict
from criteria.rules import index_figures
from dossiers.conclusion_checks import index_of
from dossiers.enums import DossierStatus, NomineeStatus, OfficerFinding
from dossiers.models import CriterionFinding, Nominee
from phuong6.lib.sheets.xlsx import workbook
from phuong6.lib.vietnamese import long_date

HEADER = (
    "STT",
    "Tên tập thể, cá nhân",
    "Chức vụ, đơn vị",
    "Đơn vị đề nghị",
    "Phiếu bình xét",
    "Tiêu chí",
    "Chỉ số CCHC",
    "Kết luận",
    "Ghi chú",
)
WIDTHS = (6, 26, 28, 24, 15, 30, 36, 24, 28)
NOT_ENOUGH = "Chưa đủ căn cứ"


@dataclass(frozen=True)
class SummaryRow:
    """One nominee in the words of the table."""

    nominee: Nominee
    votes: str
    criteria: str
    index: IndexFinding | None
    conclusion: str
    remark: str


def votes_of(nominee: Nominee, present: int | None) -> str:
    """The vote of the unit's own meeting: "9/10 tán thành"; the base is who was present, where stated."""
    if nominee.votes_for is None:
        return "Chưa ghi"
    cast = nominee.votes_for + (nominee.votes_against or 0) + (nominee.votes_other or 0)
    return f"{nominee.votes_for}/{present or cast} tán thành"


def criteria_of(findings: list[CriterionFinding]) -> str:
    """What the officer found: "Đạt 3/4; không đạt: Sáng kiến; chưa thẩm định: Tuyên truyền"."""
    if not findings:
        return ""
    met = sum(each.finding == OfficerFinding.MET for each in findings)
    parts = [f"Đạt {met}/{len(findings)}"]
    for value, word in (
        (OfficerFinding.NOT_MET, "không đạt"),
        (OfficerFinding.INSUFFICIENT, "chưa đủ căn cứ"),
        ("", "chưa thẩm định"),
    ):
        names = [each.criterion.short for each in findings if each.finding == value]
        if names:
            parts.append(f"{word}: {', '.join(names)}")
    return "; ".join(parts)


def remark_of(nominee: Nominee, index: IndexFinding | None) -> str:
    """What the council must not overlook: a conclusion, or a case, without the figures of the index."""
    if nominee.without_figures:
        return f"{NOT_ENOUGH}. Lý do kết luận: {nominee.conclusion}"
    if nominee.status == NomineeStatus.PROPOSED and index and index.verdict is Verdict.INSUFFICIENT:
        return NOT_ENOUGH
    return nominee.conclusion


def conclusion_of(nominee: Nominee) -> str:
    if nominee.status == NomineeStatus.INELIGIBLE:
        return f"{nominee.state.label}: {nominee.get_reason_display().lower()}"
    return "Chưa kết luận" if nominee.status == NomineeStatus.PROPOSED else nominee.state.label


def summary(campaign: Campaign) -> list[SummaryRow]:
    """Every standing nominee handed in, collectives first; a constant number of queries."""
    figures = index_figures(campaign.ward_id)
    nominees = (
        Nominee.objects.filter(campaign=campaign)
        .standing()
        .exclude(dossier__status=DossierStatus.DRAFT)
        .select_related("campaign", "dossier__unit", "dossier__minutes")
        .prefetch_related(
            Prefetch(
                "findings", CriterionFinding.objects.select_related("criterion").order_by("criterion__order")
            )
        )
        .order_by("kind", "dossier__unit__sort_key", "order", "pk")
    )
    return [_row(each, figures) for each in nominees]


def _row(nominee: Nominee, figures: dict) -> SummaryRow:
    index = index_of(nominee, figures) if nominee.is_individual else None
    minutes = getattr(nominee.dossier, "minutes", None)
    return SummaryRow(
        nominee=nominee,
        votes=votes_of(nominee, minutes.present if minutes else None),
        criteria=criteria_of(list(nominee.findings.all())),
        index=index,
        conclusion=conclusion_of(nominee),
        remark=remark_of(nominee, index),
    )


def table_cells(rows: list[SummaryRow]) -> list[tuple[str, ...]]:
    """The words of each row behind its number, as printed and as .xlsx."""
    return [
        (
            row.nominee.addressed,
            row.nominee.position,
            str(row.nominee.dossier.unit),
            row.votes,
            row.criteria,
            row.index.sentence if row.index else f"Không xét ({NomineeKind(row.nominee.kind).word})",
            row.conclusion,
            row.remark,
        )
        for row in rows
    ]


def summary_workbook(campaign: Campaign) -> bytes:
    """The table as .xlsx, ready to print on A4 landscape; private notes are not in it."""
    rows = summary(campaign)
    cells = [(number, *line) for number, line in enumerate(table_cells(rows), 1)]
    return workbook(_titles(campaign), HEADER, cells, widths=WIDTHS, notes=_notes(campaign, rows))


def _titles(campaign: Campaign) -> list[str]:
    mark = f" ({campaign.mark})" if campaign.mark else ""
    return [
        f"BẢNG TỔNG HỢP KẾT QUẢ THẨM ĐỊNH ĐỀ NGHỊ KHEN THƯỞNG{mark}",
        campaign.name,
        f"Lập tại {campaign.ward_name}, {long_date(timezone.localdate())}",
    ]


def _notes(campaign: Campaign, rows: list[SummaryRow]) -> list[str]:
    kinds = NomineeKind.tally(row.nominee.kind for row in rows)
    eligible = sum(row.conclusion == NomineeStatus.ELIGIBLE.label for row in rows)
    total = f"Tổng số: {NomineeKind.say(kinds, digits=1, all_kinds=True)}."
    return [
        f"{total} Đang ở kết luận đủ điều kiện, chờ trình Hội đồng: {eligible}.",
        f"Người lập bảng (ký, ghi rõ họ tên): ……………………………………    {campaign.ward_short}",
    ]
