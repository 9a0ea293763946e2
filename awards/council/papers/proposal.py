"""Tờ trình of the council to the chairman after its meeting (plan, section III.2; NĐ 30/2020 mẫu 1.4)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q
from django.utils import timezone

from awards.council.meetings import lines_of
from awards.council.papers.parts import (
    SAMPLE_COUNCIL,
    SAMPLE_MEMBERS,
    Member,
    Outcome,
    chair_of,
    council_letterhead,
    counted,
    file_stem,
    grouped,
    kinds_of,
    meeting_page,
    members_of,
    outcomes_of,
)
from awards.council.papers.votes import made_outcomes
from awards.council.rules import may_issue_council_papers, may_read_closed_meeting
from awards.enums import SeatRole
from awards.models import CouncilMeeting
from campaigns.models import day_start
from campaigns.papers.parts import (
    WardFrame,
    frame_of,
    heading,
    law_lines,
    movement_phrase,
    plan_gap,
    plan_phrase,
    sample_frame,
)
from campaigns.series import MINUTES, PROPOSAL, notation_of, series_key
from dossiers.enums import DossierStatus, IneligibleReason, NomineeStatus
from dossiers.models import Nominee
from phuong6.lib.papers.blocks import (
    Appendix,
    Bases,
    Bullets,
    Column,
    Heading,
    Paper,
    Paragraph,
    Signature,
    Table,
)
from phuong6.lib.papers.wording import Slot, Words
from phuong6.lib.vietnamese import long_date, within_sentence
from phuong6.office.papers.kinds import DRAFT, Issue, PaperKind, register

WORDS = (
    Slot(
        "general",
        "Đánh giá chung",
        "Các đơn vị hưởng ứng {phong trào}, bình xét dân chủ, công khai từ cơ sở; hồ sơ được thẩm định "
        "trước khi trình Hội đồng.",
    ),
    Slot(
        "request",
        "Câu đề nghị",
        "{hội đồng} kính trình Chủ tịch {cơ quan} xem xét, quyết định tặng Giấy khen cho {số lượng} "
        "có tên trong danh sách kèm theo.",
    ),
    Slot(
        "enclosed",
        "Hồ sơ kèm theo",
        "Danh sách đề nghị; biên bản họp Hội đồng; biên bản kiểm phiếu; dự thảo quyết định.",
    ),
)


@dataclass(frozen=True)
class Handed:
    """What the units handed in: dossiers and nominees, `ineligible` by reason."""

    dossiers: int
    nominees: int
    ineligible: tuple[tuple[str, int], ...]
    withdrawn: int = 0
    waiting: int = 0  # nobody has appraised them yet

    @property
    def refused(self) -> int:
        """Nominees found ineligible."""
        return sum(count for _, count in self.ineligible)

    @property
    def eligible(self) -> int:
        """Nominees found eligible, whatever the council made of them."""
        return self.nominees - self.refused - self.withdrawn - self.waiting


@dataclass(frozen=True)
class ProposalFacts:
    """What the council brings to the chairman."""

    frame: WardFrame
    council: str
    minutes: str
    met_on: date
    held_at: datetime
    members: tuple[Member, ...]
    handed: Handed
    outcomes: tuple[Outcome, ...]

    @property
    def passed(self) -> tuple[Outcome, ...]:
        """Those the council proposes."""
        return tuple(each for each in self.outcomes if each.passed)


def facts(meeting: CouncilMeeting) -> ProposalFacts:
    """The closed meeting and the dossiers behind it. Raises Refused for any other."""
    outcomes, campaign = outcomes_of(meeting), meeting.campaign
    return ProposalFacts(
        frame=frame_of(campaign, PROPOSAL),
        council=meeting.council.name,
        minutes=f"{meeting.minutes_number:02d}/{notation_of(campaign, MINUTES)}",
        met_on=timezone.localtime(meeting.closed_at).date(),
        held_at=meeting.held_at,
        members=members_of(lines_of(meeting)),
        handed=handed_in(campaign),
        outcomes=outcomes,
    )


def handed_in(campaign) -> Handed:
    """Dossiers and nominees handed in; two queries."""
    dossiers = campaign.dossiers.exclude(status=DossierStatus.DRAFT).count()
    nominees = Nominee.objects.filter(campaign=campaign).exclude(dossier__status=DossierStatus.DRAFT)
    refused = {
        reason.value: Count("pk", filter=Q(status=NomineeStatus.INELIGIBLE, reason=reason))
        for reason in IneligibleReason
    }
    withdrawn = Count("pk", filter=Q(status=NomineeStatus.WITHDRAWN))
    waiting = Count("pk", filter=Q(status=NomineeStatus.PROPOSED))
    found = nominees.aggregate(all=Count("pk"), withdrawn=withdrawn, waiting=waiting, **refused)
    reasons = ((reason.label, found[reason.value]) for reason in IneligibleReason)
    ineligible = tuple((label, count) for label, count in reasons if count)
    return Handed(dossiers, found["all"], ineligible, found["withdrawn"], found["waiting"])


def compose(facts: ProposalFacts, words: Words, issue: Issue = DRAFT) -> Paper:
    """The proposal with the list of those it is for."""
    campaign = facts.frame.campaign
    own = heading(facts.frame, issue)
    values = {
        "phong trào": movement_phrase(campaign),
        "hội đồng": facts.council,
        "cơ quan": campaign.ward_name,
        "số lượng": counted([each.case for each in facts.passed]),
    }
    return Paper(
        letterhead=council_letterhead(campaign, facts.council, number=own.number, place_date=own.place_date),
        title="TỜ TRÌNH",
        subtitle=f"Về việc đề nghị tặng Giấy khen trong {movement_phrase(campaign)}",
        addressees=(f"Chủ tịch {campaign.ward_name}",),
        blocks=(
            Bases(
                (
                    *law_lines(facts.frame, issue),
                    f"Căn cứ {plan_phrase(campaign)}",
                    f"Căn cứ Biên bản số {facts.minutes} {long_date(facts.met_on)} của {facts.council}",
                ),
                last=",",
            ),
            Paragraph(f"{facts.council} báo cáo và kính trình như sau:"),
            Heading("I. ĐÁNH GIÁ CHUNG"),
            Paragraph(words("general", values)),
            *_handed(facts.handed),
            Heading("II. KẾT QUẢ BIỂU QUYẾT"),
            *_votes(facts),
            Heading("III. ĐỀ NGHỊ"),
            Paragraph(words("request", values)),
            Paragraph(f"(Kèm theo: {words('enclosed').rstrip(' .')})./.", italic=True),
        ),
        recipients=("Như trên", "Thành viên Hội đồng", words.posts.filed_line),
        signatures=(_signature(facts.members),),
        appendices=(_list(facts),) if facts.passed else (),
        mark=campaign.mark,
    )


def _handed(handed: Handed) -> tuple:
    lines = [
        f"Số hồ sơ của các đơn vị đã nhận: {handed.dossiers:02d}, đề nghị {handed.nominees:02d} trường hợp",
        f"Đủ điều kiện trình Hội đồng: {handed.eligible:02d} trường hợp",
        f"Không đủ điều kiện: {handed.refused:02d} trường hợp"
        + (f" ({_reasons(handed)})" if handed.ineligible else ""),
    ]
    lines += [f"Đang thẩm định: {handed.waiting:02d} trường hợp"] if handed.waiting else []
    lines += [f"Đã rút tên: {handed.withdrawn:02d} trường hợp"] if handed.withdrawn else []
    return (Bullets(tuple(lines)),)


def _reasons(handed: Handed) -> str:
    return "; ".join(f"{label.lower()}: {count:02d}" for label, count in handed.ineligible)


def _votes(facts: ProposalFacts) -> tuple:
    here = sum(each.present for each in facts.members)
    voted = [each for each in facts.outcomes if each.passed is not None]
    failed = [within_sentence(each.case.name) for each in voted if not each.passed]
    told = Paragraph(
        f"Phiên họp {long_date(timezone.localtime(facts.held_at).date())} có mặt {here:02d}/{len(facts.members):02d} "
        f"thành viên. Hội đồng biểu quyết {len(voted):02d} trường hợp; {len(facts.passed):02d} trường hợp đạt "
        f"tỷ lệ quy định."
    )
    return (told, Paragraph(f"Không đạt tỷ lệ quy định: {'; '.join(failed)}.")) if failed else (told,)


def _list(facts: ProposalFacts) -> Appendix:
    columns = (
        Column("Số TT", 0.5, "center"),
        Column("Tập thể, cá nhân", 2),
        Column("Chức vụ, đơn vị", 2),
        Column("Tóm tắt thành tích", 2.8),
        Column("Phiếu đồng ý", 1.1, "center"),
    )
    rows = [
        (
            each.case.kind,
            (
                f"{number:02d}",
                each.case.name,
                each.case.role,
                each.case.summary,
                f"{each.yes}/{each.base}\n{each.percent}",
            ),
        )
        for number, each in enumerate(facts.passed, 1)
    ]
    return Appendix(
        title="DANH SÁCH",
        subtitle=f"{kinds_of([each.case for each in facts.passed])} đề nghị tặng Giấy khen",
        note=f"(Kèm theo Tờ trình của {facts.council})",
        blocks=(Table(columns, grouped(rows)),),
    )


def _signature(members: tuple[Member, ...]) -> Signature:
    """The vice chair where there is one: the chair is as a rule the chairman the paper goes to."""
    vice = next((each for each in members if each.seat == SeatRole.VICE.label), None)
    signer, title = (vice, "PHÓ CHỦ TỊCH") if vice else (chair_of(members), "CHỦ TỊCH")
    return Signature(
        ("TM. HỘI ĐỒNG", title),
        name=signer.name if signer else "",
        office=signer.position.upper() if signer else "",
    )


def missing(meeting: CouncilMeeting) -> list[str]:
    """A proposal proposes somebody."""
    if meeting.items.filter(passed=True).exists():
        return []
    return ["Phiên họp không có trường hợp nào đạt tỷ lệ quy định nên không có gì để trình."]


def met_on(meeting: CouncilMeeting) -> date | None:
    """No proposal before the council has met."""
    return timezone.localtime(meeting.closed_at).date() if meeting.closed_at else None


def sample() -> ProposalFacts:
    """A made proposal."""
    frame = sample_frame("TTr-HĐTĐKT-MẪU")
    held_at = day_start(frame.today.replace(day=24)).replace(hour=8)
    return ProposalFacts(
        frame=frame,
        council=SAMPLE_COUNCIL,
        minutes="01/BB-HĐTĐKT-MẪU",
        met_on=held_at.date(),
        held_at=held_at,
        members=SAMPLE_MEMBERS,
        handed=Handed(9, 14, (("Không đúng đối tượng", 1), ("Không đủ hồ sơ", 2)), withdrawn=1),
        outcomes=made_outcomes(),
    )


KIND = register(
    PaperKind(
        key="proposal",
        title="Tờ trình đề nghị khen thưởng của Hội đồng",
        slug="to-trinh-khen-thuong",
        model="awards.CouncilMeeting",
        facts=facts,
        compose=compose,
        sample=sample,
        words=WORDS,
        file_stem=file_stem,
        home=meeting_page,
        series=lambda meeting: series_key(meeting.campaign, PROPOSAL),
        issuable=True,
        gap=lambda meeting: plan_gap(meeting.campaign),
        earliest=met_on,
        may_read=may_read_closed_meeting,
        may_issue=may_issue_council_papers,
        missing=missing,
    )
)
