"""Báo cáo tổng kết phong trào with its figures by unit (plan, mục IV; NĐ 30/2020 mẫu 1.4)."""

from datetime import date

from django.db.models import Max

from awards.council.papers.parts import BLANK_LINE, counts_words
from awards.council.rules import may_issue_council_papers
from awards.enums import DecisionStatus
from awards.report.papers.facts import Decided, ReportFacts, UnitLine, facts
from awards.report.papers.targets import (
    TargetFacts,
    remaining,
    sample_targets,
    target_appendices,
    target_blocks,
)
from awards.report.rules import may_read_final_report
from campaigns.models import Campaign
from campaigns.papers.parts import (
    committee_signature,
    heading,
    movement_phrase,
    plan_gap,
    plan_phrase,
    sample_frame,
)
from campaigns.rules import once_begun
from campaigns.series import REPORT, series_key
from criteria.enums import NomineeKind
from phuong6.lib.papers.blocks import (
    Appendix,
    Bullets,
    Column,
    Heading,
    Paper,
    Paragraph,
    SumLine,
    Table,
    TotalRow,
)
from phuong6.lib.papers.wording import Slot, Words
from phuong6.lib.posts import Posts
from phuong6.lib.vietnamese import amount_in_words, format_number, format_percent, format_vnd
from phuong6.office.papers.kinds import DRAFT, Issue, PaperKind, register

WORDS = (
    Slot(
        "start",
        "Công tác triển khai",
        "Thực hiện {kế hoạch}, {cơ quan} đã triển khai {phong trào} đến các ngành, tổ chức chính trị - xã hội, "
        "cán bộ, công chức, người lao động và {các đơn vị địa bàn}.",
    ),
    Slot(
        "ahead",
        "Phương hướng",
        "Tiếp tục duy trì phong trào thi đua cải cách hành chính; nhân rộng các sáng kiến, mô hình, gương điển hình; "
        "khắc phục những tồn tại đã nêu.",
    ),
)


def compose(facts: ReportFacts, words: Words, issue: Issue = DRAFT) -> Paper:
    """The report with the figures of each unit behind it."""
    campaign = facts.frame.campaign
    values = {
        "kế hoạch": plan_phrase(campaign),
        "cơ quan": campaign.ward_name,
        "phong trào": "phong trào",
    }
    return Paper(
        letterhead=heading(facts.frame, issue),
        title="BÁO CÁO",
        subtitle=f"Tổng kết {movement_phrase(campaign)}",
        blocks=(
            Heading("I. CÔNG TÁC TRIỂN KHAI"),
            Paragraph(words("start", values)),
            Paragraph(
                f"Có {facts.total('registered'):02d}/{len(facts.units):02d} đơn vị đăng ký thi đua; "
                f"{facts.total('filed'):02d} đơn vị nộp hồ sơ đề nghị khen thưởng."
            ),
            Heading("II. KẾT QUẢ"),
            *_results(facts, words.posts),
            Heading("III. TỒN TẠI, HẠN CHẾ"),
            *_remains(facts.units, facts.targets),
            Heading("IV. PHƯƠNG HƯỚNG"),
            Paragraph(f"{words('ahead').rstrip(' .')}./."),
        ),
        recipients=(
            campaign.superior_name,
            "TT. Đảng ủy, TT. HĐND " + campaign.area,
            "Các đơn vị tham gia phong trào",
            words.posts.filed_line,
        ),
        signatures=(committee_signature(facts.frame, issue),),
        appendices=(_by_unit(facts), *target_appendices(facts.targets, _note(campaign))),
        mark=campaign.mark,
    )


def _results(facts: ReportFacts, posts: Posts) -> tuple:
    return (
        Heading("1. Bình xét, thẩm định", 2),
        Paragraph(
            f"Các đơn vị đề nghị {facts.total('nominated'):02d} trường hợp; {facts.total('eligible'):02d} trường hợp "
            f"đủ điều kiện trình Hội đồng Thi đua - Khen thưởng."
        ),
        *_others(facts),
        Heading("2. Khen thưởng", 2),
        *_awarded(facts),
        Bullets(_shares(facts)),
        Heading("3. Chỉ số cải cách hành chính", 2),
        Paragraph(f"{facts.index}."),
        *target_blocks(facts.targets, 4, posts),
    )


def _awarded(facts: ReportFacts) -> tuple:
    """Granted, taken back, left; each sum is that of the decision it names."""
    chairman = f"Chủ tịch {facts.frame.campaign.ward_name}"
    granted = sum(each.amount for each in facts.decisions)
    blocks = [
        Paragraph(f"{chairman} tặng Giấy khen cho {_counts(facts.decisions)}."),
        SumLine("Tổng số tiền thưởng", format_vnd(granted), amount_in_words(granted)),
    ]
    if facts.revocations:
        back, left = sum(each.amount for each in facts.revocations), facts.total("paid")
        awarded = counts_words((facts.total("collectives"), facts.total("households"), facts.total("people")))
        blocks += [
            Paragraph(
                f"{chairman} hủy bỏ khen thưởng đối với {_counts(facts.revocations)}, tiền thưởng {format_vnd(back)}."
            ),
            SumLine(f"Còn lại {awarded}, số tiền thưởng", format_vnd(left), amount_in_words(left)),
        ]
    return tuple(blocks)


def _counts(decided: tuple[Decided, ...]) -> str:
    """What these decisions are about, and their names: "02 cá nhân (Quyết định số 01/QĐ-UBND ngày …)"."""
    total = counts_words(
        tuple(map(sum, zip(*(each.counts for each in decided), strict=True))) or (0,) * len(NomineeKind)
    )
    return f"{total} ({'; '.join(each.cited for each in decided)})" if decided else total


def _others(facts: ReportFacts) -> tuple:
    """The cases without an award, as counts."""
    if not facts.others:
        return ()
    lines = tuple(f"{words}: {count:02d} trường hợp" for words, count in facts.others)
    return (Paragraph("Các trường hợp không được tặng Giấy khen:"), Bullets(lines))


def _shares(facts: ReportFacts) -> tuple[str, ...]:
    """Women among the people awarded, and direct workers where that is known (Luật TĐKT: bình đẳng giới)."""
    found = [
        f"Nữ: {facts.women:02d}/{facts.addressed:02d} cá nhân ({format_percent(facts.women, facts.addressed)})"
    ]
    unstated = facts.total("people") - facts.addressed
    if unstated:
        found.append(f"Chưa ghi Ông hoặc Bà: {unstated:02d} cá nhân, không tính vào tỷ lệ nữ")
    if facts.direct_workers is not None:
        people = facts.total("people")
        share = format_percent(facts.direct_workers, people)
        found.append(
            f"Người trực tiếp giải quyết công việc: {facts.direct_workers:02d}/{people:02d} ({share})"
        )
    return tuple(found)


def _remains(units: tuple[UnitLine, ...], targets: TargetFacts) -> tuple:
    silent = [each.name for each in units if not each.registered]
    without = [each.name for each in units if each.registered and not each.filed]
    found = [f"Chưa đăng ký thi đua: {'; '.join(silent)}"] if silent else []
    found += [f"Đã đăng ký nhưng không nộp hồ sơ: {'; '.join(without)}"] if without else []
    return (Bullets((*found, *remaining(targets), BLANK_LINE)),)


def _note(campaign: Campaign) -> str:
    return f"(Kèm theo Báo cáo tổng kết của {campaign.ward_name})"


def _by_unit(facts: ReportFacts) -> Appendix:
    households = facts.total("households")
    columns = (
        Column("Số TT", 0.5, "center"),
        Column("Đơn vị", 3),
        Column("Đăng ký", 0.8, "center"),
        Column("Nộp hồ sơ", 0.8, "center"),
        Column("Đề nghị", 0.8, "center"),
        Column("Đủ điều kiện", 0.8, "center"),
        Column("Tập thể được khen", 0.9, "center"),
        *([Column("Hộ gia đình được khen", 0.9, "center")] if households else []),
        Column("Cá nhân được khen", 0.9, "center"),
        Column("Tiền thưởng (đồng)", 1.2, "right"),
    )
    rows = [(f"{n:02d}", unit.name, *_figures(unit, households)) for n, unit in enumerate(facts.units, 1)]
    kinds = ("collectives", "households", "people") if households else ("collectives", "people")
    names = ("registered", "filed", "nominated", "eligible", *kinds)
    total = ("Tổng cộng", "", *(str(facts.total(name)) for name in names), format_number(facts.total("paid")))
    return Appendix(
        title="SỐ LIỆU THEO ĐƠN VỊ",
        subtitle=f"Kết quả {movement_phrase(facts.frame.campaign)}",
        note=_note(facts.frame.campaign),
        blocks=(Table(columns, (*rows, TotalRow(total))),),
        landscape=True,
    )


def _figures(unit: UnitLine, households: int) -> tuple[str, ...]:
    ticks = ("x" if unit.registered else "–", "x" if unit.filed else "–")
    houses = (unit.households,) if households else ()
    counts = (unit.nominated, unit.eligible, unit.collectives, *houses, unit.people)
    return (*ticks, *map(str, counts), format_number(unit.paid))


# --- made known -----------------------------------------------------------------------------------------


def missing(campaign: Campaign) -> list[str]:
    """A campaign is summed up when its awards are decided."""
    if campaign.decisions.filter(status=DecisionStatus.ISSUED).exists():
        return []
    return ["Chưa có quyết định khen thưởng nào được ban hành nên chưa lập báo cáo tổng kết."]


def last_decision(campaign: Campaign) -> date | None:
    """No report before the last decision it counts."""
    issued = campaign.decisions.filter(status=DecisionStatus.ISSUED)
    return issued.aggregate(last=Max("decided_on"))["last"]


def sample() -> ReportFacts:
    """A made campaign of five units."""
    return ReportFacts(
        frame=sample_frame("BC-UBND-MẪU", date(2023, 12, 20)),
        units=(
            UnitLine("Ban nhân dân Khóm Mẫu 1", True, True, 3, 2, 1, 1, 810_000),
            UnitLine("Ban nhân dân Khóm Mẫu 2", True, True, 2, 2, 0, 1, 270_000),
            UnitLine("Ban nhân dân Khóm Mẫu 3", True, False),
            UnitLine("Hội Liên hiệp Phụ nữ Phường 6", False, False),
            UnitLine("Ủy ban nhân dân Phường 6", True, True, 6, 5, 1, 2, 1_080_000),
        ),
        decisions=(Decided("Quyết định số 01/QĐ-UBND-MẪU ngày 05 tháng 12 năm 2023", 2, 5, 2_430_000),),
        revocations=(Decided("Quyết định số 02/QĐ-UBND-MẪU ngày 15 tháng 12 năm 2023", 0, 1, 270_000),),
        others=(
            ("Thẩm định không đủ điều kiện", 2),
            ("Hội đồng không đề nghị", 1),
            ("Chủ tịch không chọn", 1),
        ),
        women=2,
        addressed=4,
        index="Chỉ số năm 2023 là 84,15 %, từ 83 % trở lên: đạt",
        targets=sample_targets(),
    )


KIND = register(
    PaperKind(
        key="final-report",
        title="Báo cáo tổng kết phong trào",
        slug="bao-cao-tong-ket",
        model="campaigns.Campaign",
        facts=facts,
        compose=compose,
        sample=sample,
        words=WORDS,
        file_stem=lambda campaign: campaign.code,
        series=lambda campaign: series_key(campaign, REPORT),
        issuable=True,
        gap=plan_gap,
        earliest=last_decision,
        may_read=once_begun(may_read_final_report),
        may_issue=once_begun(may_issue_council_papers),
        missing=missing,
    )
)
