"""Quyết định tặng Giấy khen with its list (NĐ 30/2020 mẫu 1.2; the list is its phụ lục)."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from awards.council.papers.parts import counted, grouped, kinds_of
from awards.decisions.reading import may_open_pdf
from awards.decisions.rules import may_draft
from awards.enums import DecisionStatus
from awards.models import Award, Decision
from campaigns.models import Campaign
from campaigns.papers.parts import (
    law_lines,
    movement_phrase,
    plan_phrase,
    sample_campaign,
    sample_frame,
    ward_letterhead,
)
from campaigns.series import DECISION, MINUTES, notation_of
from criteria.enums import NomineeKind
from phuong6.lib.papers.blocks import (
    Appendix,
    Article,
    Bases,
    Column,
    Paper,
    Paragraph,
    Signature,
    SumLine,
    Table,
    TotalRow,
)
from phuong6.lib.papers.wording import Slot, Words
from phuong6.lib.vietnamese import BLANK, amount_in_words, format_number, format_vnd, long_date, paper_date
from phuong6.office.papers.kinds import DRAFT, Issue, PaperKind, register
from phuong6.office.papers.printing import print_paper

WORDS = (
    Slot(
        "carry-out",
        "Điều 3, ai thi hành",
        "{Thi hành}, các đơn vị có liên quan "
        "và các tập thể, cá nhân có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này kể từ ngày ký",
    ),
    Slot("fund", "Điều 2, nguồn tiền thưởng", "trích từ Quỹ thi đua, khen thưởng của {địa danh}"),
)


@dataclass(frozen=True)
class AwardLine:
    """One line of the list; `number` is the place in it, which is the số sổ vàng. `amount` in VND."""

    number: int
    kind: str
    name: str
    role: str
    amount: int


@dataclass(frozen=True)
class DecisionFacts:
    """The decision: `number` is empty and `day` None until the signed paper's own are entered."""

    campaign: Campaign
    number: str
    notation: str
    day: date | None
    year: int  # of the planned day, printed while there is no other
    laws: tuple[str, ...]
    proposal: str
    signer: Signature
    lines: tuple[AwardLine, ...]
    unconfirmed: bool  # the chairman has not confirmed yet: DỰ THẢO on every page

    @property
    def total(self) -> int:
        """In VND."""
        return sum(each.amount for each in self.lines)

    @property
    def full_number(self) -> str:
        """The number of the signed paper; before issue the dotted blank before its notation."""
        return self.number or f"{BLANK}/{self.notation}"


def facts(decision: Decision) -> DecisionFacts:
    """The decision as it stands; law, list and sums are those computed for its day."""
    campaign = decision.campaign
    awards = decision.awards.select_related("nominee").order_by("position")
    return DecisionFacts(
        campaign=campaign,
        number=decision.number,
        notation=notation_of(campaign, DECISION),
        day=decision.decided_on,
        year=decision.planned_on.year,
        laws=tuple(f"Căn cứ {line.removeprefix('Căn cứ ').strip()}" for line in decision.law_bases),
        proposal=_proposal(decision),
        signer=signature_of(decision),
        lines=tuple(line_of_award(each) for each in awards),
        unconfirmed=decision.status in (DecisionStatus.DRAFT, DecisionStatus.AWAITING),
    )


def line_of_award(award: Award) -> AwardLine:
    """The frozen award as a line of papers."""
    name = f"{award.honorific} {award.name}".strip()
    return AwardLine(award.position, award.nominee.kind, name, award.role_line, award.amount)


def _proposal(decision: Decision) -> str:
    """The council's proposal with number and day of its minutes, by Vietnam's clock."""
    meeting = decision.meeting
    proposal = f"Theo đề nghị của {meeting.council.name}"
    if not meeting.closed_at:
        return proposal
    held_on = long_date(timezone.localtime(meeting.closed_at).date())
    notation = notation_of(decision.campaign, MINUTES)
    return f"{proposal} (Biên bản số {meeting.minutes_number:02d}/{notation} {held_on})"


def signature_of(decision: Decision) -> Signature:
    """The decision's own signer once approved, the campaign's chairman until then."""
    titles = decision.signer_title.splitlines() or [decision.campaign.chairman_title]
    return Signature(titles=tuple(titles), name=decision.signer_name or decision.campaign.chairman_name)


def compose(facts: DecisionFacts, words: Words, issue: Issue = DRAFT) -> Paper:
    """The decision with its list; number and day are its own, entered when it is issued."""
    campaign = facts.campaign
    draft = "DỰ THẢO" if facts.unconfirmed else ""
    return Paper(
        letterhead=ward_letterhead(
            campaign,
            number=f"Số: {facts.full_number}",
            place_date=paper_date(facts.day, campaign.place_name, year=facts.year),
        ),
        title="QUYẾT ĐỊNH",
        subtitle=f"Về việc tặng Giấy khen cho {kinds_of(facts.lines).lower()} có thành tích xuất sắc trong {movement_phrase(campaign)}",
        authority=f"CHỦ TỊCH {campaign.ward_name.upper()}",
        blocks=(
            Bases((*facts.laws, f"Căn cứ {plan_phrase(campaign)}", facts.proposal)),
            Paragraph("QUYẾT ĐỊNH:", align="center", indent=False, bold=True),
            Article(1, _grant_sentence(facts)),
            Article(2, _money_sentence(facts, words("fund", {"địa danh": campaign.area}))),
            Article(3, f"{words('carry-out').rstrip(' .')}./."),
        ),
        recipients=("Như Điều 3", f"Hội đồng TĐKT {campaign.city_name}", words.posts.filed_line),
        signatures=(facts.signer,),
        appendices=(_list_of(facts),),
        mark=" – ".join(filter(None, [campaign.mark, draft])),
    )


def _grant_sentence(facts: DecisionFacts) -> str:
    campaign = facts.campaign
    return (
        f"Tặng Giấy khen của Chủ tịch {campaign.ward_name} cho {counted(facts.lines)} đã có thành tích xuất sắc "
        f"trong {movement_phrase(campaign)} (có danh sách kèm theo)."
    )


def _money_sentence(facts: DecisionFacts, source: str) -> str:
    first = {each.kind: each.amount for each in reversed(facts.lines)}
    parts = [f"mỗi {kind.word} {format_vnd(first[kind])}" for kind in NomineeKind if kind in first]
    return (
        f"Mức tiền thưởng kèm theo Giấy khen: {', '.join(parts)}; tổng cộng {format_vnd(facts.total)} "
        f"(bằng chữ: {amount_in_words(facts.total)}), {source}."
    )


def _list_of(facts: DecisionFacts) -> Appendix:
    rows = [
        (each.kind, (f"{each.number:02d}", each.name, each.role, format_number(each.amount)))
        for each in facts.lines
    ]
    kinds = NomineeKind.tally(each.kind for each in facts.lines)
    total = (
        "",
        f"Tổng cộng: {NomineeKind.say(kinds, digits=1, all_kinds=True)}",
        "",
        format_number(facts.total),
    )
    day = long_date(facts.day, year=facts.year)
    return Appendix(
        title="DANH SÁCH",
        subtitle=f"{kinds_of(facts.lines)} được tặng Giấy khen",
        note=f"(Kèm theo Quyết định số {facts.full_number} {day} của Chủ tịch {facts.campaign.ward_name})",
        blocks=(
            Table(
                (
                    Column("Số TT", 0.6, "center"),
                    Column("Tên tập thể, họ và tên cá nhân", 2.4),
                    Column("Chức vụ, đơn vị", 2.8),
                    Column("Tiền thưởng (đồng)", 1.2, "right"),
                ),
                (*grouped(rows), TotalRow(total)),
            ),
            SumLine("Tổng số tiền", format_vnd(facts.total), amount_in_words(facts.total)),
        ),
    )


SAMPLE_LINES = (
    AwardLine(1, NomineeKind.COLLECTIVE, "Ban nhân dân Khóm Mẫu 1", "Phường 6, thành phố Cao Lãnh", 540_000),
    AwardLine(
        2,
        NomineeKind.COLLECTIVE,
        "Tổ Tiếp nhận và Trả kết quả",
        "Văn phòng Ủy ban nhân dân Phường 6, thành phố Cao Lãnh",
        540_000,
    ),
    AwardLine(
        3,
        NomineeKind.INDIVIDUAL,
        "Ông Nguyễn Văn Mẫu",
        "Công chức Văn phòng - Thống kê, Ủy ban nhân dân Phường 6, thành phố Cao Lãnh",
        270_000,
    ),
    AwardLine(
        4,
        NomineeKind.INDIVIDUAL,
        "Bà Lê Thị Huỳnh Ngọc Mẫu Đơn Thảo",
        "Phó Trưởng Ban nhân dân Khóm Mẫu 2, Chi hội trưởng Chi hội Phụ nữ, Phường 6, thành phố Cao Lãnh",
        270_000,
    ),
)


def sample() -> DecisionFacts:
    """A made decision of 2023 on two collectives and two people."""
    campaign = sample_campaign()
    return DecisionFacts(
        campaign=campaign,
        number="",
        notation="QĐ-UBND-MẪU",
        day=None,
        year=2023,
        laws=law_lines(sample_frame(), DRAFT),
        proposal="Theo đề nghị của Hội đồng Thi đua - Khen thưởng Phường 6 "
        "(Biên bản số 01/BB-HĐTĐKT-MẪU ngày 24 tháng 11 năm 2023)",
        signer=Signature(titles=(campaign.chairman_title,), name=campaign.chairman_name),
        lines=SAMPLE_LINES,
        unconfirmed=True,
    )


KIND = register(
    PaperKind(
        key="decision",
        title="Quyết định tặng Giấy khen",
        slug="quyet-dinh",
        model="awards.Decision",
        facts=facts,
        compose=compose,
        sample=sample,
        words=WORDS,
        file_stem=lambda decision: decision.campaign.code,
        home=lambda decision: reverse("decision", args=[decision.pk]),
        may_read=lambda user, decision: not decision.is_revocation and may_open_pdf(user, decision),
        may_attach=may_draft,
    )
)


def decision_pdf(decision: Decision, *, by) -> bytes:
    """The decision as PDF, its code on every page."""
    return print_paper(KIND, decision, by=by)
