"""Quyết định hủy bỏ khen thưởng, thu hồi giấy khen và tiền thưởng.

Luật Thi đua, khen thưởng 2022, Điều 93 khoản 2: dishonest declaration, false papers, thẩm định against the law, or a
conclusion showing a fault in the period. Until 31/12/2023 Luật Thi đua, Khen thưởng 2003, Điều 96, whose khoản 1 is on
dishonest declaration (read in the consolidated text of the Văn phòng Quốc hội; not compared with the gazette).
"""

from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse

from awards.council.papers.parts import counted, grouped
from awards.decisions.papers.decision import SAMPLE_LINES, AwardLine, line_of_award, signature_of
from awards.decisions.reading import may_open_pdf
from awards.decisions.rules import may_draft
from awards.enums import DecisionStatus, RevocationGround
from awards.models import Award, Decision, Revocation
from awards.money.fund import paid
from campaigns.papers.parts import (
    WardFrame,
    chairman_signature,
    frame_of,
    heading,
    law_lines,
    movement_phrase,
    sample_frame,
)
from campaigns.series import DECISION
from dossiers.enums import NomineeStatus
from phuong6.lib.papers.blocks import Article, Bases, Column, Paper, Paragraph, Signature, SumLine, Table
from phuong6.lib.papers.wording import Slot, Words
from phuong6.lib.vietnamese import BLANK, amount_in_words, format_number, format_vnd, long_date, short_date
from phuong6.office.papers.kinds import DRAFT, Issue, PaperKind, register
from phuong6.office.papers.printing import print_paper

LAW_OF_2022 = date(2024, 1, 1)  # Luật 06/2022/QH15 applies from this day
GROUND_OF_2022 = "Căn cứ khoản 2 Điều 93 Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022"
LAW_OF_2003 = "Điều 96 Luật Thi đua, Khen thưởng ngày 26 tháng 11 năm 2003"
WORDS = (
    Slot(
        "return",
        "Điều 2, nộp lại",
        "Tập thể, cá nhân có tên tại Điều 1 nộp lại Giấy khen và tiền thưởng cho {cơ quan} chậm nhất ngày {ngày}",
    ),
    Slot(
        "carry-out",
        "Điều 3, ai thi hành",
        "{Thi hành}, các đơn vị có liên quan và tập thể, "
        "cá nhân có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này kể từ ngày ký",
    ),
)


@dataclass(frozen=True)
class RevocationFacts:
    """Which lines of which decision fall, why, on whose finding; sums in VND."""

    frame: WardFrame
    number: str  # of the decision that falls
    day: date
    lines: tuple[AwardLine, ...]
    reason: str
    finding: str  # the paper that shows the fault, as it is cited
    ground: str
    return_by: date | None = None
    paid: frozenset[int] = frozenset()  # places in the list whose bonus was paid and has to come back
    rest_stands: bool = True  # somebody of the old decision keeps his award
    own: Issue = DRAFT  # its own number and day, once issued
    signer: Signature | None = None  # its own, once the chairman confirmed
    unconfirmed: bool = False


def facts(decision: Decision) -> RevocationFacts:
    """The revocation as it stands; before issue the sums follow what has been paid by now."""
    revocation = decision.revocation
    old = revocation.old
    lines = list(revocation.lines.select_related("award__nominee").order_by("award__position"))
    if decision.decided_on:
        paid_ones = {line.award.position for line in lines if line.due}
    else:
        received = Award.objects.filter(paid(), revoked__revocation=revocation)
        paid_ones = set(received.values_list("position", flat=True))
    standing = old.awards.filter(nominee__status=NomineeStatus.AWARDED)
    return RevocationFacts(
        frame=replace(frame_of(decision.campaign, DECISION), today=decision.planned_on),
        number=old.number,
        day=old.decided_on,
        lines=tuple(line_of_award(line.award) for line in lines),
        reason=_sentence(revocation),
        finding=revocation.finding,
        ground=revocation.ground,
        return_by=revocation.return_by,
        paid=frozenset(paid_ones),
        rest_stands=standing.exclude(revoked__revocation=revocation).exists(),
        own=_own(decision),
        signer=signature_of(decision) if decision.signer_name else None,
        unconfirmed=decision.status in (DecisionStatus.DRAFT, DecisionStatus.AWAITING),
    )


def _sentence(revocation: Revocation) -> str:
    """The ground in law, then what happened."""
    ground = revocation.get_ground_display()
    return f"{ground[0].lower()}{ground[1:]}: {revocation.reason.rstrip(' .')}."


def _own(decision: Decision) -> Issue:
    """Number and day of the signed paper; dotted until they are entered."""
    if not decision.decided_on:
        return DRAFT
    number, _, notation = decision.number.partition("/")
    return Issue(int(number), notation, decision.decided_on) if number else Issue(day=decision.decided_on)


def compose(facts: RevocationFacts, words: Words, issue: Issue = DRAFT) -> Paper:
    """The decision that revokes; the one it revokes is named by number and day (NĐ 30/2020 mẫu 1.2)."""
    campaign = facts.frame.campaign
    issue = issue if issue != DRAFT else facts.own
    total = sum(each.amount for each in facts.lines if each.number in facts.paid)
    old = f"Quyết định số {facts.number} {long_date(facts.day)}"
    values = {
        "cơ quan": campaign.ward_name,
        "ngày": short_date(facts.return_by) if facts.return_by else BLANK,
    }
    return Paper(
        letterhead=heading(facts.frame, issue),
        title="QUYẾT ĐỊNH",
        subtitle="Về việc hủy bỏ tặng Giấy khen, thu hồi Giấy khen và tiền thưởng",
        authority=f"CHỦ TỊCH {campaign.ward_name.upper()}",
        blocks=(
            Bases(
                (
                    *law_lines(facts.frame, issue),
                    _ground(facts, issue.day or facts.frame.today),
                    f"Căn cứ {facts.finding}",
                    f"Theo đề nghị của {words.posts.internal_affairs}",
                )
            ),
            Paragraph("QUYẾT ĐỊNH:", align="center", indent=False, bold=True),
            Article(
                1,
                f"Hủy bỏ việc tặng Giấy khen tại {old} của Chủ tịch {campaign.ward_name} trong "
                f"{movement_phrase(campaign)} đối với {counted(facts.lines)} sau đây. Lý do: {facts.reason}",
            ),
            _table(facts),
            Article(2, " ".join(_return_sentences(facts, words("return", values), old))),
            SumLine("Tổng số tiền thưởng thu hồi", format_vnd(total), amount_in_words(total)),
            Article(3, f"{words('carry-out').rstrip(' .')}./."),
        ),
        recipients=("Như Điều 3", f"Hội đồng TĐKT {campaign.city_name}", words.posts.filed_line),
        signatures=(facts.signer or chairman_signature(facts.frame, issue),),
        mark=" – ".join(filter(None, [campaign.mark, "DỰ THẢO" if facts.unconfirmed else ""])),
    )


def _return_sentences(facts: RevocationFacts, asked: str, old: str) -> list[str]:
    """What is handed in, what was not paid, what stays in force."""
    sentences = [f"{asked.rstrip(' .')}."]
    if len(facts.paid) < len(facts.lines):
        sentences.append("Tiền thưởng chưa chi thì không chi.")
    if facts.rest_stands:
        sentences.append(f"Phần còn lại của {old} vẫn giữ nguyên hiệu lực.")
    return sentences


def _ground(facts: RevocationFacts, day: date) -> str:
    """The article of the law in force on the day."""
    if day >= LAW_OF_2022:
        return GROUND_OF_2022
    return f"Căn cứ {'khoản 1 ' if facts.ground == RevocationGround.DISHONEST else ''}{LAW_OF_2003}"


def _table(facts: RevocationFacts) -> Table:
    columns = (
        Column("Số sổ vàng", 0.7, "center"),
        Column("Tập thể, cá nhân", 2.2),
        Column("Chức vụ, đơn vị", 2.8),
        Column("Phải nộp lại (đồng)", 1.1, "right"),
    )
    rows = [
        (
            each.kind,
            (
                f"{each.number:02d}",
                each.name,
                each.role,
                format_number(each.amount if each.number in facts.paid else 0),
            ),
        )
        for each in facts.lines
    ]
    return Table(columns, grouped(rows))


def sample() -> RevocationFacts:
    """A made revocation of one line."""
    return RevocationFacts(
        frame=sample_frame("QĐ-UBND-MẪU", date(2023, 12, 22)),
        number="01/QĐ-UBND-MẪU",
        day=date(2023, 12, 5),
        lines=SAMPLE_LINES[3:],
        reason="kê khai không đúng số hộ dân đăng ký tài khoản dịch vụ công trực tuyến trong báo cáo thành tích.",
        finding=(
            "Biên bản kiểm tra ngày 18 tháng 12 năm 2023 của Ủy ban nhân dân Phường 6 tại Ban nhân dân Khóm Mẫu 2"
        ),
        ground=RevocationGround.DISHONEST,
        return_by=date(2024, 1, 5),
        paid=frozenset({SAMPLE_LINES[3].number}),
    )


KIND = register(
    PaperKind(
        key="revocation",
        title="Quyết định hủy bỏ khen thưởng, thu hồi giấy khen và tiền thưởng",
        slug="quyet-dinh-huy-bo",
        model="awards.Decision",
        facts=facts,
        compose=compose,
        sample=sample,
        words=WORDS,
        file_stem=lambda decision: f"{decision.campaign.code}-{decision.pk}",
        home=lambda decision: reverse("decision", args=[decision.pk]),
        may_read=lambda user, decision: decision.is_revocation and may_open_pdf(user, decision),
        may_attach=may_draft,
    )
)


def revocation_pdf(decision: Decision, *, by) -> bytes:
    """The revocation as PDF, its code on every page."""
    return print_paper(KIND, decision, by=by)
