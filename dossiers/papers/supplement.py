"""Công văn yêu cầu bổ sung hồ sơ: each thing to put right with the clause of the plan behind it, and until when.

NĐ 30/2020 Phụ lục III, mẫu 1.5. One letter for each round (ReturnRequest).
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
    plan_gap,
    plan_phrase,
    sample_frame,
)
from campaigns.rules import is_internal_affairs
from campaigns.series import LETTER, series_key
from dossiers.models import CriterionFinding, ReturnItem, ReturnRequest
from dossiers.papers.clauses import (
    CRITERIA,
    CRITERION,
    LACKING,
    PAPERS,
    Clause,
    criteria_clauses,
    paper_clause,
)
from dossiers.rules import SUPPLEMENT, may_read_supplement
from phuong6.lib.papers.blocks import Column, Paper, Paragraph, Table
from phuong6.lib.papers.wording import Slot, Words
from phuong6.lib.vietnamese import long_date, weekday_date
from phuong6.office.papers.kinds import Issue, PaperKind, register


@dataclass(frozen=True)
class Asked:
    """One thing to put right."""

    what: str
    reason: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True)
class SupplementFacts:
    """One round of asking."""

    frame: WardFrame
    unit: str
    dossier_code: str
    received_on: date | None
    round: int
    due_on: date
    items: tuple[Asked, ...]


WORDS = (
    Slot(
        "opening",
        "Câu mở đầu",
        "Thực hiện {kế hoạch}, {cơ quan} đã nhận hồ sơ đề nghị khen thưởng mã {mã hồ sơ} của {đơn vị} "
        "{ngày nhận}. Qua kiểm tra, hồ sơ có những nội dung sau đây cần bổ sung, chỉnh sửa:",
    ),
    Slot(
        "due",
        "Thời hạn bổ sung",
        "Đề nghị {đơn vị} bổ sung, chỉnh sửa các nội dung trên và nộp lại hồ sơ chậm nhất là {hạn}.",
    ),
    Slot(
        "otherwise",
        "Quá thời hạn thì sao",
        "Quá thời hạn trên mà chưa nhận được phần bổ sung, {cơ quan} thẩm định theo hồ sơ hiện có; trường hợp "
        "không đủ hồ sơ thì không được trình Hội đồng Thi đua - Khen thưởng xét trong phong trào này.",
    ),
    Slot(
        "closing",
        "Câu kết",
        "Nếu có khó khăn, vướng mắc, đề nghị {đơn vị} liên hệ {Nội vụ} để được hướng dẫn./.",
    ),
    PAPERS,
    CRITERION,
    CRITERIA,
)
COLUMNS = (
    Column("Số TT", 0.5, "center"),
    Column("Giấy tờ, trường hợp", 1.9),
    Column("Nội dung cần bổ sung, chỉnh sửa", 2.5),
    Column("Căn cứ", 2.5),
)


def facts(request: ReturnRequest) -> SupplementFacts:
    """What was asked in this round. A constant number of queries."""
    findings = Prefetch(
        "items__nominee__findings",
        CriterionFinding.objects.select_related("criterion").order_by("criterion__order"),
    )
    request = (
        ReturnRequest.objects.select_related("dossier__campaign", "dossier__unit")
        .prefetch_related("items__nominee", findings, "dossier__campaign__texts")
        .get(pk=request.pk)
    )
    dossier = request.dossier
    received = dossier.received_at and timezone.localtime(dossier.received_at).date()
    return SupplementFacts(
        frame=frame_of(dossier.campaign, LETTER),
        unit=dossier.unit.name,
        dossier_code=dossier.code,
        received_on=received,
        round=request.round,
        due_on=request.due_on,
        items=tuple(_asked(item, dossier.campaign) for item in request.items.all()),
    )


def _asked(item: ReturnItem, campaign) -> Asked:
    nominee = item.nominee
    what = " – ".join(filter(None, [item.get_paper_kind_display(), nominee and nominee.addressed]))
    clauses = (
        (paper_clause(campaign, item.paper_kind),) if item.paper_kind else criteria_clauses(nominee, LACKING)
    )
    return Asked(what, item.reason.strip(), clauses)


def compose(told: SupplementFacts, words: Words, issue: Issue) -> Paper:
    """The letter."""
    campaign = told.frame.campaign
    names = {
        "đơn vị": told.unit,
        "cơ quan": campaign.ward_name,
        "kế hoạch": plan_phrase(campaign),
        "mã hồ sơ": told.dossier_code,
        "ngày nhận": long_date(told.received_on, year=campaign.year),
        "hạn": weekday_date(told.due_on),
    }
    rows = tuple(
        (f"{n:02d}", each.what, each.reason, "; ".join(clause.words(words) for clause in each.clauses))
        for n, each in enumerate(told.items, 1)
    )
    round_words = f" (lần {told.round})" if told.round > 1 else ""
    return Paper(
        letterhead=heading(
            told.frame, issue, subject=f"yêu cầu bổ sung hồ sơ đề nghị khen thưởng{round_words}"
        ),
        addressees=(addressee(told.unit, campaign),),
        blocks=(
            Paragraph(words("opening", names)),
            Table(COLUMNS, rows),
            *(Paragraph(words(key, names)) for key in ("due", "otherwise", "closing")),
        ),
        recipients=("Như trên", words.posts.filed_line),
        signatures=(committee_signature(told.frame, issue),),
        mark=campaign.mark,
    )


def sample() -> SupplementFacts:
    """An invented khóm, asked a second time."""
    return SupplementFacts(
        frame=sample_frame("UBND-NV"),
        unit="Ban nhân dân Khóm Mẫu",
        dossier_code="CCHC-2023-KHOM-MAU",
        received_on=date(2023, 11, 10),
        round=2,
        due_on=date(2023, 11, 27),
        items=(
            Asked(
                "Biên bản họp bình xét thi đua",
                "Biên bản chưa có chữ ký của thư ký; số phiếu tán thành ghi 9 trong khi chỉ có 8 người dự họp.",
                (Clause(paper="Biên bản họp bình xét thi đua của đơn vị"),),
            ),
            Asked(
                "Báo cáo thành tích – Bà Huỳnh Thị Ngọc Thí Dụ",
                "Báo cáo chưa nêu số hồ sơ đã hướng dẫn người dân nộp trực tuyến, mới ghi “làm tốt”.",
                (
                    Clause(
                        paper="Báo cáo thành tích của tập thể, cá nhân đề nghị khen thưởng "
                        "(nêu rõ kết quả đạt được)"
                    ),
                ),
            ),
            Asked(
                "Ông Nguyễn Văn Mẫu",
                "Bổ sung minh chứng đã dự lớp bồi dưỡng kỹ năng số năm 2023.",
                (
                    Clause(
                        whose="cá nhân",
                        criterion="Tích cực học tập nâng cao trình độ chuyên môn, nghiệp vụ",
                    ),
                ),
            ),
        ),
    )


KIND = register(
    PaperKind(
        key=SUPPLEMENT,
        title="Công văn yêu cầu bổ sung hồ sơ",
        slug="yeu-cau-bo-sung",
        facts=facts,
        compose=compose,
        sample=sample,
        words=WORDS,
        model="dossiers.ReturnRequest",
        named=lambda request: f"{request.dossier.unit}, lần {request.round}",
        file_stem=lambda request: f"{request.dossier.code}-lan-{request.round}",
        home=lambda request: reverse("dossier", args=[request.dossier.code]),
        series=lambda request: series_key(request.dossier.campaign, LETTER),
        issuable=True,
        gap=lambda request: plan_gap(request.dossier.campaign),
        earliest=lambda request: timezone.localtime(request.at).date(),
        may_read=may_read_supplement,
        may_issue=is_internal_affairs,
    )
)
