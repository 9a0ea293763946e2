"""Báo cáo thành tích of a collective or a person (domain.md §4.3, §4.4; short form for a campaign).

Personal facts the ward does not need (home town, address, full birth date) are not asked for: the
draft leaves room for them.
"""

from dossiers.conclusion_checks import index_of
from dossiers.models import Nominee
from dossiers.unit_heading import BLANK_LINE, signature_title, unit_letterhead
from phuong6.lib.papers.blocks import Column, Fields, Heading, Paper, Paragraph, Signature, Table
from phuong6.lib.vietnamese import BLANK

ROOM = tuple((BLANK, BLANK_LINE, BLANK_LINE) for _ in range(2))


def report_paper(nominee: Nominee) -> Paper:
    """The report of one nominee from the unit's answers."""
    dossier = nominee.dossier
    campaign, unit = dossier.campaign, dossier.unit
    about = _about_person(nominee) if nominee.is_individual else _about_collective(nominee)
    return Paper(
        letterhead=unit_letterhead(campaign, unit, code="BC", year=campaign.year),
        title="BÁO CÁO THÀNH TÍCH",
        subtitle=f"Đề nghị tặng Giấy khen của Chủ tịch {campaign.ward_name}",
        blocks=(
            *about,
            Heading("II. THÀNH TÍCH ĐẠT ĐƯỢC TRONG PHONG TRÀO THI ĐUA"),
            Heading("1. Tóm tắt thành tích", 2),
            *_prose(nominee.summary),
            Heading("2. Kết quả theo từng tiêu chí khen thưởng", 2),
            *_claims(nominee),
            Heading("III. CÁC HÌNH THỨC ĐÃ ĐƯỢC KHEN THƯỞNG"),
            Table(
                (
                    Column("Năm", 0.7, "center"),
                    Column("Danh hiệu, hình thức khen thưởng", 2.4),
                    Column("Số, ngày của quyết định; cơ quan ban hành", 2.6),
                ),
                ROOM,
            ),
        ),
        signatures=_signatures(nominee),
        mark=campaign.mark,
    )


def _about_person(nominee: Nominee) -> tuple:
    born = nominee.official.birth_year
    return (
        Heading("I. SƠ LƯỢC LÝ LỊCH"),
        Fields(
            (
                ("Họ và tên", nominee.addressed),
                ("Năm sinh", str(born) if born else BLANK),
                ("Chức vụ, nơi công tác", nominee.position or BLANK_LINE),
                ("Trình độ chuyên môn, nghiệp vụ", BLANK_LINE),
                ("Nhiệm vụ được giao", BLANK_LINE),
            )
        ),
    )


def _about_collective(nominee: Nominee) -> tuple:
    return (
        Heading("I. SƠ LƯỢC ĐẶC ĐIỂM, TÌNH HÌNH"),
        Fields(
            (
                ("Tên tập thể", nominee.name),
                ("Địa chỉ", nominee.dossier.unit.address or BLANK_LINE),
                ("Tổ chức, số người", BLANK_LINE),
                ("Chức năng, nhiệm vụ", BLANK_LINE),
            )
        ),
    )


def _prose(text: str) -> tuple:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return tuple(Paragraph(line) for line in lines) or (Paragraph(BLANK_LINE),)


def _claims(nominee: Nominee) -> tuple:
    claims = {each.criterion_id: each.claim for each in nominee.findings.all()}
    blocks: list = []
    for number, criterion in enumerate(nominee.campaign.criteria.filter(kind=nominee.kind), 1):
        blocks.append(Heading(f"Tiêu chí {number}: {criterion.text}", 3))
        blocks += _prose(claims.get(criterion.pk, ""))
        if criterion.uses_index:
            blocks.append(Paragraph(f"{index_of(nominee).sentence}."))
    return tuple(blocks)


def _signatures(nominee: Nominee) -> tuple[Signature, ...]:
    unit = nominee.dossier.unit
    if nominee.is_individual:
        return (
            Signature((signature_title(unit), "XÁC NHẬN, ĐỀ NGHỊ")),
            Signature(("NGƯỜI BÁO CÁO",), name=nominee.name),
        )
    return (Signature(("XÁC NHẬN CỦA", "CẤP TRÌNH KHEN")), Signature((signature_title(unit),)))
