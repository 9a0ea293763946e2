"""Thông báo không khen thưởng: which case, with what reason, to the unit alone.

NĐ 30/2020 Phụ lục III, mẫu 1.4. One notice for each nominee, so that no notice tells of anybody else. A case the
appraisal refused is told by issuing the notice; one the council or the chairman did not choose only after
the decision, or when nothing of the campaign waits for a decision any more.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone

from campaigns.papers.parts import (
    WardFrame,
    addressee,
    committee_signature,
    frame_of,
    heading,
    movement_phrase,
    plan_gap,
    plan_phrase,
    sample_frame,
)
from campaigns.rules import is_internal_affairs
from campaigns.series import NOTICE, series_key
from dossiers.appraising.queue import NOTICE_DAYS
from dossiers.enums import DossierStatus, IneligibleReason, NomineeStatus, OfficerFinding
from dossiers.models import CriterionFinding, Nominee
from dossiers.papers.clauses import CRITERIA, CRITERION, Clause, criteria_clauses
from dossiers.rules import NON_AWARD, may_read_notice
from dossiers.workflow import NOMINEE
from phuong6.lib.papers.blocks import Bullets, Paper, Paragraph, Run
from phuong6.lib.papers.wording import Slot, Words
from phuong6.lib.vietnamese import long_date, weekday_date, within_sentence
from phuong6.office.models import IssuedPaper
from phuong6.office.papers.kinds import Issue, PaperKind, register
from phuong6.office.workdays import add_working_days

AFTER_COUNCIL = (NomineeStatus.NOT_RECOMMENDED, NomineeStatus.DECLINED)
STILL_OPEN = (NomineeStatus.ELIGIBLE, NomineeStatus.TABLED, NomineeStatus.RECOMMENDED)


@dataclass(frozen=True)
class NonAwardFacts:
    """One case and why. `due_on` is the last day for the notice, of a case the appraisal refused."""

    frame: WardFrame
    unit: str
    dossier_code: str
    full_on: date | None
    addressed: str
    position: str
    outcome: str
    reason: str = ""
    conclusion: str = ""
    clauses: tuple[Clause, ...] = ()
    due_on: date | None = None


WORDS = (
    Slot(
        "opening",
        "Câu mở đầu",
        "Thực hiện {kế hoạch}, {cơ quan} đã xem xét hồ sơ đề nghị khen thưởng mã {mã hồ sơ} của {đơn vị}, "
        "nhận đủ {ngày nhận đủ}. {cơ quan} thông báo kết quả như sau:",
    ),
    Slot(
        NomineeStatus.INELIGIBLE.value,
        "Không đủ điều kiện",
        "Qua thẩm định, {tên} không đủ điều kiện để trình Hội đồng Thi đua - Khen thưởng xét tặng Giấy khen.",
    ),
    Slot(
        NomineeStatus.NOT_RECOMMENDED.value,
        "Hội đồng không đề nghị",
        "Hội đồng Thi đua - Khen thưởng đã họp xét và không đề nghị tặng Giấy khen cho {tên}.",
    ),
    Slot(
        NomineeStatus.DECLINED.value,
        "Chủ tịch không chọn",
        "Chủ tịch {cơ quan} đã xem xét và không tặng Giấy khen cho {tên} trong phong trào này.",
    ),
    Slot(
        "due",
        "Thời hạn thông báo",
        "Thời hạn thông báo: chậm nhất là {hạn}, {số ngày} ngày làm việc kể từ ngày nhận đủ hồ sơ.",
    ),
    Slot(
        "closing",
        "Câu kết",
        "Đề nghị {đơn vị} thông tin kết quả đến trường hợp nêu trên. Ý kiến về kết quả này gửi về {Nội vụ} "
        "{cơ quan} để được xem xét, trả lời./.",
    ),
    CRITERION,
    CRITERIA,
)


def facts(nominee: Nominee) -> NonAwardFacts:
    """One nominee's own facts; nothing is read of any other. A constant number of queries."""
    findings = Prefetch(
        "findings", CriterionFinding.objects.select_related("criterion").order_by("criterion__order")
    )
    nominee = (
        Nominee.objects.select_related("dossier__campaign", "dossier__unit")
        .prefetch_related(findings)
        .get(pk=nominee.pk)
    )
    dossier = nominee.dossier
    full_on = dossier.full_since and timezone.localtime(dossier.full_since).date()
    refused = nominee.status == NomineeStatus.INELIGIBLE
    criteria = refused and nominee.reason == IneligibleReason.NOT_MET
    return NonAwardFacts(
        frame=frame_of(dossier.campaign, NOTICE),
        unit=dossier.unit.name,
        dossier_code=dossier.code,
        full_on=full_on,
        addressed=nominee.addressed,
        position=nominee.position,
        outcome=nominee.status,
        reason=nominee.get_reason_display() if refused else "",
        conclusion=nominee.conclusion.strip() if refused else "",
        clauses=criteria_clauses(nominee, (OfficerFinding.NOT_MET.value,)) if criteria else (),
        due_on=add_working_days(full_on, NOTICE_DAYS) if refused and full_on else None,
    )


def compose(told: NonAwardFacts, words: Words, issue: Issue) -> Paper:
    """The notice."""
    campaign = told.frame.campaign
    names = {
        "đơn vị": told.unit,
        "cơ quan": campaign.ward_name,
        "kế hoạch": plan_phrase(campaign),
        "mã hồ sơ": told.dossier_code,
        "ngày nhận đủ": long_date(told.full_on, year=campaign.year),
        "tên": within_sentence(told.addressed) + (f" ({told.position})" if told.position else ""),
    }
    return Paper(
        letterhead=heading(told.frame, issue),
        title="THÔNG BÁO",
        subtitle=f"Về việc không tặng Giấy khen trong {movement_phrase(campaign)}",
        addressees=(addressee(told.unit, campaign),),
        blocks=(
            Paragraph(words("opening", names)),
            Paragraph(_begun(words(told.outcome, names))),
            *_reason(told, words),
            Paragraph(words("closing", names)),
        ),
        recipients=("Như trên", words.posts.filed_line),
        signatures=(committee_signature(told.frame, issue),),
        mark=campaign.mark,
    )


def _begun(sentence: str) -> str:
    """With its first letter large, wherever the ward's own wording puts the name."""
    return f"{sentence[0].upper()}{sentence[1:]}"


def _reason(told: NonAwardFacts, words: Words) -> list:
    """Why, the criteria not met, and until when the unit had to be told; nothing of a choice of the council."""
    blocks: list = []
    if told.reason:
        blocks.append(Paragraph((Run("Lý do: ", bold=True), f"{told.reason}. {told.conclusion}".strip())))
    if told.clauses:
        blocks += [
            Paragraph("Nội dung chưa đạt theo Kế hoạch:"),
            Bullets(tuple(f"{clause.words(words)}." for clause in told.clauses)),
        ]
    if told.due_on:
        last = {"hạn": weekday_date(told.due_on), "số ngày": str(NOTICE_DAYS)}
        blocks.append(Paragraph(words("due", last)))
    return blocks


def missing(nominee: Nominee) -> list[str]:
    """What keeps the notice back: no one learns of the outcome before the time."""
    if nominee.status == NomineeStatus.INELIGIBLE:
        done = nominee.dossier.status == DossierStatus.APPRAISED
        return [] if done else ["Hãy kết thúc thẩm định hồ sơ trước khi báo kết quả."]
    if nominee.status not in AFTER_COUNCIL:
        return [f"{nominee.addressed} không thuộc trường hợp không khen thưởng."]
    waits = Nominee.objects.filter(campaign_id=nominee.campaign_id, status__in=STILL_OPEN)
    if nominee.told_at or not waits.exists():
        return []
    return ["Chưa ban hành Quyết định khen thưởng nên chưa báo kết quả cho đơn vị."]


def tell(nominee: Nominee, paper: IssuedPaper) -> None:
    """From now on the unit sees the outcome, where it did not yet."""
    if nominee.told_at is None:
        move = "release_notice" if nominee.status == NomineeStatus.INELIGIBLE else "tell"
        NOMINEE.perform(move, nominee, by=paper.by, at=paper.at)


def earliest(nominee: Nominee) -> date | None:
    """No notice is older than the end of the appraisal."""
    ended = nominee.dossier.appraised_at
    return ended and timezone.localtime(ended).date()


def sample() -> NonAwardFacts:
    """An invented person whose case lacked a criterion."""
    return NonAwardFacts(
        frame=sample_frame("TB-UBND", date(2023, 11, 24)),
        unit="Ban nhân dân Khóm Mẫu",
        dossier_code="CCHC-2023-KHOM-MAU",
        full_on=date(2023, 11, 10),
        addressed="Ông Nguyễn Văn Mẫu",
        position="Phó Trưởng Ban nhân dân Khóm Mẫu",
        outcome=NomineeStatus.INELIGIBLE.value,
        reason=IneligibleReason.NOT_MET.label,
        conclusion="Báo cáo thành tích không nêu được giải pháp, sáng kiến nào đã áp dụng trong năm 2023.",
        clauses=(
            Clause(
                whose="cá nhân",
                criterion=(
                    "Hoàn thành tốt, xuất sắc nhiệm vụ được giao; có giải pháp, sáng kiến, cách làm mới hiệu quả có "
                    "thể nhân rộng triển khai áp dụng đóng góp tích cực, hiệu quả trong công tác CCHC"
                ),
            ),
        ),
        due_on=date(2023, 11, 24),
    )


KIND = register(
    PaperKind(
        key=NON_AWARD,
        title="Thông báo không khen thưởng",
        slug="thong-bao-khong-khen-thuong",
        facts=facts,
        compose=compose,
        sample=sample,
        words=WORDS,
        model="dossiers.Nominee",
        named=lambda nominee: f"{nominee.addressed}, {nominee.dossier.unit}",
        file_stem=lambda nominee: f"{nominee.dossier.code}-{nominee.pk}",
        home=lambda nominee: reverse("dossier", args=[nominee.dossier.code]),
        series=lambda nominee: series_key(nominee.campaign, NOTICE),
        issuable=True,
        earliest=earliest,
        may_read=may_read_notice,
        may_issue=is_internal_affairs,
        missing=missing,
        gap=lambda nominee: plan_gap(nominee.campaign),
        on_issue=tell,
    )
)
