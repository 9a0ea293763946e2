"""Báo cáo thẩm định: what came in, what was found, with the list of cases đủ / không đủ and why.

NĐ 30/2020 Phụ lục III, mẫu 1.4; plan, section III.2 (Cán bộ Nội vụ tổng hợp, thẩm định hồ sơ). To the council,
once no dossier is under review any more.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, OuterRef
from django.urls import reverse
from django.utils import timezone

from campaigns.models import Campaign
from campaigns.papers.parts import (
    WardFrame,
    committee_signature,
    frame_of,
    heading,
    law_lines,
    movement_phrase,
    plan_gap,
    plan_phrase,
    sample_frame,
)
from campaigns.rules import is_internal_affairs, once_begun
from campaigns.series import REPORT, series_key
from criteria.enums import NomineeKind
from dossiers.appraising.summary import summary
from dossiers.enums import DossierStatus, NomineeStatus
from dossiers.models import Dossier, Extension, Nominee, first_too_late
from dossiers.papers.appraisal_list import Case, case_of, list_of_cases, sample_cases
from dossiers.rules import reads_every_dossier
from phuong6.lib.papers.blocks import Bases, Bullets, Column, Heading, Paper, Paragraph, Table, TotalRow
from phuong6.lib.papers.wording import Slot, Words
from phuong6.office.papers.kinds import Issue, PaperKind, register


@dataclass(frozen=True)
class Intake:
    """How many units and dossiers; `supplemented` were handed in complete only after a return."""

    units: int = 0
    registered: int = 0
    on_time: int = 0
    extended: int = 0
    late: int = 0
    supplemented: int = 0

    @property
    def received(self) -> int:
        """All dossiers handed in."""
        return self.on_time + self.extended + self.late


@dataclass(frozen=True)
class AppraisalFacts:
    """The whole appraisal; `withdrawn` nominees are counted, not listed."""

    frame: WardFrame
    intake: Intake
    cases: tuple[Case, ...]
    withdrawn: int = 0


WORDS = (
    Slot(
        "opening",
        "Câu mở đầu",
        "{cơ quan} báo cáo kết quả thẩm định hồ sơ đề nghị khen thưởng {phong trào} như sau:",
    ),
    Slot(
        "method",
        "Cách thẩm định",
        "Hồ sơ được đối chiếu với thành phần hồ sơ tại mục III.2 và tiêu chí khen thưởng tại mục III.4 Kế hoạch; "
        "từng trường hợp đủ điều kiện đều có xác nhận không trong thời gian xem xét kỷ luật, thanh tra, khiếu nại.",
    ),
    Slot(
        "proposal",
        "Đề nghị",
        "{cơ quan} kính trình {hội đồng} xem xét, đề nghị tặng Giấy khen cho {số lượng} đủ điều kiện "
        "(có danh sách kèm theo)./.",
    ),
    Slot(
        "nobody",
        "Đề nghị khi không có trường hợp nào",
        "{cơ quan} báo cáo để {hội đồng} biết; không có trường hợp nào đủ điều kiện để trình xét./.",
    ),
)


def facts(campaign: Campaign) -> AppraisalFacts:
    """Counts and cases. A constant number of queries."""
    return AppraisalFacts(
        frame=frame_of(campaign, REPORT),
        intake=_intake(campaign),
        cases=tuple(case_of(row) for row in summary(campaign)),
        withdrawn=Nominee.objects.filter(campaign=campaign, status=NomineeStatus.WITHDRAWN)
        .exclude(dossier__status=DossierStatus.DRAFT)
        .count(),
    )


def _intake(campaign: Campaign) -> Intake:
    """By the moment the first submission counts from, against the campaign's deadline and the unit's own."""
    dossiers = (
        Dossier.objects.of_campaign(campaign)
        .submitted()
        .order_by()
        .annotate(
            extended_to=Extension.longest(campaign, OuterRef("unit")),
            rounds=Count("returns"),
        )
    )
    sorts: Counter[str] = Counter()
    for each in dossiers:
        if each.received_at < campaign.dossier_too_late:
            sorts["on_time"] += 1
        elif each.received_at < first_too_late(campaign, each.extended_to):
            sorts["extended"] += 1
        else:
            sorts["late"] += 1
        sorts["supplemented"] += bool(each.rounds)
    return Intake(
        units=campaign.ward.units.filter(is_active=True).count(),
        registered=campaign.participations.count(),
        **sorts,
    )


def compose(told: AppraisalFacts, words: Words, issue: Issue) -> Paper:
    """The report with its list."""
    campaign = told.frame.campaign
    council = f"Hội đồng Thi đua - Khen thưởng {campaign.area}"
    eligible = [each for each in told.cases if each.eligible]
    names = {
        "cơ quan": campaign.ward_name,
        "phong trào": movement_phrase(campaign),
        "hội đồng": council,
        "số lượng": NomineeKind.say(NomineeKind.tally(each.kind for each in eligible)),
    }
    letterhead = heading(told.frame, issue)
    return Paper(
        letterhead=letterhead,
        title="BÁO CÁO",
        subtitle=f"Kết quả thẩm định hồ sơ đề nghị khen thưởng {movement_phrase(campaign)}",
        addressees=(council,),
        blocks=(
            Bases((*law_lines(told.frame, issue), f"Căn cứ {plan_phrase(campaign)}"), last=","),
            Paragraph(words("opening", names)),
            Heading("I. TIẾP NHẬN HỒ SƠ"),
            _intake_table(told.intake),
            Heading("II. KẾT QUẢ THẨM ĐỊNH"),
            Paragraph(words("method", names)),
            _result_table(told.cases),
            *_index(told.cases),
            *_withdrawn(told.withdrawn),
            Heading("III. ĐỀ NGHỊ"),
            Paragraph(words("proposal" if eligible else "nobody", names)),
        ),
        recipients=("Như trên", f"Chủ tịch {campaign.ward_short} (báo cáo)", words.posts.filed_line),
        signatures=(committee_signature(told.frame, issue),),
        appendices=(list_of_cases(told.cases, told.frame, issue, letterhead.number),) if told.cases else (),
        mark=campaign.mark,
    )


def _intake_table(intake: Intake) -> Table:
    lines = (
        ("Đơn vị thuộc đối tượng thi đua", intake.units),
        ("Đơn vị đăng ký tham gia phong trào", intake.registered),
        ("Hồ sơ đã nhận", intake.received),
        ("– nhận đúng hạn", intake.on_time),
        ("– nhận trong thời hạn được gia hạn", intake.extended),
        ("– nhận quá hạn", intake.late),
        ("Hồ sơ đủ thành phần ngay từ lần nộp đầu", intake.received - intake.supplemented),
        ("Hồ sơ phải bổ sung", intake.supplemented),
    )
    columns = (Column("Nội dung", 4), Column("Số lượng", 1, "center"))
    return Table(columns, tuple((text, f"{count:02d}") for text, count in lines))


def _result_table(cases: tuple[Case, ...]) -> Table:
    """Conclusions by kind, one row for each reason; the columns add up."""
    labels = dict.fromkeys([case.label for case in cases if case.eligible])
    labels |= dict.fromkeys([case.label for case in cases if not case.eligible])
    kinds = _kinds(cases)
    rows = [(label, *_counts([each for each in cases if each.label == label], kinds)) for label in labels]
    columns = (
        Column("Kết luận", 3.4),
        *(Column(title, 1, "center") for title in (*kinds, "Cộng")),
    )
    return Table(columns, (*rows, TotalRow(("Tổng số trường hợp", *_counts(list(cases), kinds)))))


def _kinds(cases) -> list[str]:
    """The kinds that have a column: households only where there are any."""
    there = {each.kind for each in cases}
    return [kind.label for kind in NomineeKind if kind != NomineeKind.HOUSEHOLD or kind in there]


def _counts(cases: list[Case], columns: list[str]) -> tuple[str, ...]:
    kinds = zip(NomineeKind, NomineeKind.tally(each.kind for each in cases), strict=True)
    return (*(f"{count:02d}" for kind, count in kinds if kind.label in columns), f"{len(cases):02d}")


def _index(cases: tuple[Case, ...]) -> list:
    """What the index rule said, sentence by sentence, then who was concluded without its figures, and why."""
    sentences = Counter(each.index for each in cases if each.index)
    blocks: list = []
    if sentences:
        blocks = [
            Paragraph("Tiêu chí về Chỉ số CCHC đối với cá nhân (mục III.4 Kế hoạch):"),
            Bullets(tuple(f"{sentence} ({count:02d} cá nhân)." for sentence, count in sentences.items())),
        ]
    without = tuple(f"{each.addressed}, {each.unit}: {each.note}" for each in cases if each.without_figures)
    if without:
        blocks += [Paragraph("Kết luận khi chưa đủ căn cứ về Chỉ số CCHC:"), Bullets(without)]
    return blocks


def _withdrawn(count: int) -> list:
    return [Paragraph(f"Ngoài ra có {count:02d} trường hợp đã rút tên trước khi kết luận.")] if count else []


def missing(campaign: Campaign) -> list[str]:
    """The report waits until every dossier handed in has been appraised."""
    handed_in = Dossier.objects.of_campaign(campaign).submitted().select_related("unit")
    dossiers = list(handed_in.order_by("unit__sort_key"))
    if not dossiers:
        return ["Chưa có đơn vị nào nộp hồ sơ."]
    return [
        f"Hồ sơ của {each.unit} chưa thẩm định xong (đang ở trạng thái “{each.state.label}”)."
        for each in dossiers
        if each.status != DossierStatus.APPRAISED
    ]


def earliest(campaign: Campaign) -> date | None:
    """The day the last appraisal ended."""
    last = Dossier.objects.of_campaign(campaign).aggregate(last=Max("appraised_at"))["last"]
    return last and timezone.localtime(last).date()


def home(campaign: Campaign) -> str:
    """The desk."""
    return reverse("desk-queue")


def sample() -> AppraisalFacts:
    """Invented cases in every conclusion."""
    intake = Intake(units=14, registered=12, on_time=9, extended=1, late=0, supplemented=3)
    return AppraisalFacts(
        frame=sample_frame("BC-UBND", date(2023, 11, 27)), intake=intake, cases=sample_cases(), withdrawn=1
    )


KIND = register(
    PaperKind(
        key="appraisal-report",
        title="Báo cáo thẩm định",
        slug="bao-cao-tham-dinh",
        facts=facts,
        compose=compose,
        sample=sample,
        words=WORDS,
        model="campaigns.Campaign",
        file_stem=lambda campaign: campaign.code,
        home=home,
        series=lambda campaign: series_key(campaign, REPORT),
        issuable=True,
        earliest=earliest,
        may_read=once_begun(reads_every_dossier),
        may_issue=once_begun(is_internal_affairs),
        missing=missing,
        gap=plan_gap,
    )
)
