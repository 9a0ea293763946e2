"""Báo cáo thành tích of a collective or a person (plan, section III.2; NĐ 91/2017 mẫu 07, by campaign).

Personal facts the ward does not need (home town, address, full birth date) are not asked for.
"""

import re
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from django.urls import reverse

from campaigns.models import Campaign, Unit
from campaigns.papers.parts import sample_campaign
from criteria.enums import NomineeKind
from criteria.measuring.verified import verified_of
from dossiers.comparing import told
from dossiers.conclusion_checks import index_of
from dossiers.enums import PaperKind as Part
from dossiers.filing.attachments import add_paper
from dossiers.models import Dossier, Nominee
from dossiers.papers.unit.facts import NomineeLine, folders_of, head_now, line_of, writing_day
from dossiers.papers.unit.heading import BLANK_LINE, signer_titles, unit_letterhead
from dossiers.papers.unit.sample import HEAD, NOMINEES, UNIT
from dossiers.papers.unit.targets import SAMPLE, Row, row_of, targets_table
from dossiers.rules import Openness, may_read_dossier
from phuong6.lib.papers.blocks import Column, Fields, Heading, Paper, Paragraph, Signature, Table
from phuong6.lib.papers.wording import Words
from phuong6.lib.posts import Posts
from phuong6.lib.vietnamese import BLANK
from phuong6.office.papers.kinds import Issue, PaperKind, register

SHORT = {NomineeKind.COLLECTIVE: "TT", NomineeKind.HOUSEHOLD: "HGD", NomineeKind.INDIVIDUAL: "CN"}
ROOM = ((BLANK, BLANK_LINE, BLANK_LINE),) * 2  # rows to fill in by hand
YEAR = re.compile(r"(?:năm\s+)?((?:19|20)\d\d)\b[\s,;:.–-]*", re.IGNORECASE)


@dataclass(frozen=True)
class Claim:
    """One criterion, what the nominee did for it, and the index sentence where it asks for one."""

    criterion: str
    text: str = ""
    index: str = ""


@dataclass(frozen=True)
class ReportFacts:
    """What a report says of one nominee; everything but the name may be empty."""

    campaign: Campaign
    unit: Unit
    day: date
    nominee: NomineeLine
    claims: tuple[Claim, ...] = ()
    birth_year: int | None = None
    education: str = ""
    duties: str = ""
    size: int | None = None
    past_awards: tuple[tuple[str, str, str], ...] = ()
    targets: tuple[Row, ...] = ()
    head: str = ""


def facts(nominee: Nominee) -> ReportFacts:
    """From the unit's answers as they are now."""
    dossier = nominee.dossier
    return ReportFacts(
        campaign=dossier.campaign,
        unit=dossier.unit,
        day=writing_day(dossier),
        nominee=line_of(nominee),
        claims=_claims_of(nominee),
        birth_year=nominee.official.birth_year if nominee.is_individual else None,
        education=nominee.education,
        duties=nominee.duties,
        size=nominee.size,
        past_awards=past_awards(nominee.past_awards),
        targets=tuple(row_of(each) for each in verified_of(dossier.campaign, dossier.unit)),
        head=head_now(dossier),
    )


def _claims_of(nominee: Nominee) -> tuple[Claim, ...]:
    texts = {each.criterion_id: each.claim for each in nominee.findings.all()}
    return tuple(
        Claim(each.text, texts.get(each.pk, ""), f"{index_of(nominee).sentence}." if each.uses_index else "")
        for each in nominee.campaign.criteria.filter(kind=nominee.kind)
    )


def past_awards(text: str) -> tuple[tuple[str, str, str], ...]:
    """One award a line, "năm; hình thức; số, ngày quyết định", as rows (year, award, decision).

    A line that leaves something out keeps what it says: only the places are filled with dots.
    """
    rows = []
    for line in filter(None, (each.strip(" ;") for each in text.splitlines())):
        year = YEAR.match(line)
        rest = line[year.end() :] if year else line
        award, _, decision = (part.strip() for part in rest.partition(";"))
        rows.append((year[1] if year else BLANK, award or BLANK_LINE, decision or BLANK_LINE))
    return tuple(rows)


def compose(told: ReportFacts, words: Words, issue: Issue) -> Paper:
    """The report of one nominee; it has no number, its day is left for the pen."""
    campaign = told.campaign
    is_person = told.nominee.kind == NomineeKind.INDIVIDUAL
    return Paper(
        letterhead=unit_letterhead(campaign, told.unit, code="BC", year=told.day.year),
        title="BÁO CÁO THÀNH TÍCH",
        subtitle=f"Đề nghị tặng Giấy khen của Chủ tịch {campaign.ward_name}",
        blocks=(
            *(_about_person(told) if is_person else _about_collective(told)),
            Heading("II. THÀNH TÍCH ĐẠT ĐƯỢC TRONG PHONG TRÀO THI ĐUA"),
            Heading("1. Tóm tắt thành tích", 2),
            *_prose(told.nominee.summary),
            *targets_table(
                told.targets,
                f"2. Kết quả thực hiện chỉ tiêu{' của đơn vị' if is_person else ''}",
                words.posts,
            ),
            Heading(f"{3 if told.targets else 2}. Kết quả theo từng tiêu chí khen thưởng", 2),
            *_results(told.claims),
            Heading("III. CÁC HÌNH THỨC ĐÃ ĐƯỢC KHEN THƯỞNG"),
            Table(
                (
                    Column("Năm", 0.7, "center"),
                    Column("Danh hiệu, hình thức khen thưởng", 2.4),
                    Column("Số, ngày của quyết định; cơ quan ban hành", 2.6),
                ),
                told.past_awards or ROOM,
            ),
        ),
        signatures=_signatures(told, words.posts, is_person=is_person),
        mark=campaign.mark,
    )


def _about_person(told: ReportFacts) -> tuple:
    rows = (
        ("Họ và tên", told.nominee.addressed),
        ("Năm sinh", str(told.birth_year) if told.birth_year else BLANK),
        ("Chức vụ, nơi công tác", told.nominee.position or BLANK_LINE),
        ("Trình độ chuyên môn, nghiệp vụ", told.education or BLANK_LINE),
    )
    return (Heading("I. SƠ LƯỢC LÝ LỊCH"), Fields(rows), *_duties("Nhiệm vụ được giao", told.duties))


def _about_collective(told: ReportFacts) -> tuple:
    if told.nominee.kind == NomineeKind.HOUSEHOLD:
        rows = (("Hộ gia đình", told.nominee.name), ("Địa chỉ", told.nominee.position or BLANK_LINE))
        return (Heading("I. SƠ LƯỢC ĐẶC ĐIỂM, TÌNH HÌNH"), Fields(rows))
    rows = (
        ("Tên tập thể", told.nominee.name),
        ("Địa chỉ", told.unit.address or BLANK_LINE),
        ("Tổ chức, số người", f"{told.size} người" if told.size else BLANK_LINE),
    )
    about = Heading("I. SƠ LƯỢC ĐẶC ĐIỂM, TÌNH HÌNH")
    return (about, Fields(rows), *_duties("Chức năng, nhiệm vụ", told.duties))


def _duties(label: str, text: str) -> tuple:
    """One line stands behind its label; several below it."""
    if "\n" not in text:
        return (Fields(((label, text or BLANK_LINE),)),)
    return (Paragraph(f"{label}:"), *_prose(text))


def _prose(text: str) -> tuple:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return tuple(Paragraph(line) for line in lines) or (Paragraph(BLANK_LINE),)


def _results(claims: tuple[Claim, ...]) -> tuple:
    blocks: list = []
    for number, claim in enumerate(claims, 1):
        blocks += [Heading(f"Tiêu chí {number}: {claim.criterion}", 3), *_prose(claim.text)]
        blocks += [Paragraph(claim.index)] if claim.index else []
    return tuple(blocks)


def _signatures(told: ReportFacts, posts: Posts, *, is_person: bool) -> tuple[Signature, ...]:
    """Each with a name or a dotted line for it; nobody confirms himself, so a head's own report leaves one."""
    titles = signer_titles(told.unit, posts)
    if is_person:
        head = told.head if told.head != told.nominee.name else ""
        return (
            Signature((*titles, "XÁC NHẬN, ĐỀ NGHỊ"), name=head or BLANK_LINE),
            Signature(("NGƯỜI BÁO CÁO",), name=told.nominee.name),
        )
    return (
        Signature(("XÁC NHẬN CỦA", "CẤP TRÌNH KHEN"), name=BLANK_LINE),
        Signature(titles, name=told.head or BLANK_LINE),
    )


def sample(nominee: NomineeLine = NOMINEES[2]) -> ReportFacts:
    """The report of an invented person; with a collective of the sample the other form."""
    is_person = nominee.kind == NomineeKind.INDIVIDUAL
    claims = (
        Claim(
            "Hoàn thành tốt, xuất sắc nhiệm vụ được giao; có sáng kiến, giải pháp trong cải cách hành chính",
            "Đề xuất cách nhắc hạn trả kết quả qua nhóm Zalo, đã áp dụng toàn khóm từ tháng 6/2023.",
        ),
        Claim(
            "Chấp hành chủ trương của Đảng, chính sách, pháp luật của Nhà nước; đoàn kết, gương mẫu",
            "Gương mẫu chấp hành, được bà con trong khóm tín nhiệm.",
        ),
    )
    return ReportFacts(
        campaign=sample_campaign(),
        unit=UNIT,
        day=date(2023, 11, 8),
        nominee=nominee,
        claims=claims,
        birth_year=1969 if is_person else None,
        education="Trung cấp hành chính" if is_person else "",
        duties="Điều hành công việc của khóm; phụ trách tổ hỗ trợ nộp hồ sơ trực tuyến.",
        size=None if is_person else 7,
        past_awards=(
            ("2021", "Giấy khen của Chủ tịch Ủy ban nhân dân Phường 6", "Số 112/QĐ-UBND ngày 20/12/2021"),
        ),
        targets=SAMPLE,
        head=HEAD,
    )


def _stem(nominee: Nominee) -> str:
    """Dossier, kind and place in the list: never the person's name."""
    return f"{nominee.dossier.code}-{SHORT[NomineeKind(nominee.kind)]}{nominee.order:02d}"


KIND = register(
    PaperKind(
        key="unit-report",
        title="Báo cáo thành tích",
        slug="bao-cao-thanh-tich",
        facts=facts,
        compose=compose,
        written_on=attrgetter("day"),
        sample=sample,
        model="dossiers.Nominee",
        named=lambda nominee: f"{nominee.addressed}, {nominee.dossier.unit}",
        file_stem=_stem,
        home=lambda nominee: reverse("dossier-paper", args=[nominee.dossier.code, "bao-cao", nominee.pk]),
        may_read=lambda user, nominee: may_read_dossier(user, nominee.dossier),
        tells=told.told_by_report,
        attach=lambda user, nominee, files, printout: add_paper(
            user, nominee.dossier, Part.REPORT, files, nominee, printout=printout
        ),
        folders=lambda ids: folders_of(Dossier.objects.filter(nominees__in=ids)),
        may_attach=lambda user, nominee: Openness(user, nominee.dossier).paper(Part.REPORT, nominee.pk),
    )
)
