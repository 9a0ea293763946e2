"""The sample campaign's dossiers, filled in and moved by the functions the pages call."""

from dataclasses import dataclass, field

from campaigns.models import Campaign, Official, Unit
from dossiers.appraising.appraisal import conclude, record_clear, record_finding
from dossiers.enums import OfficerFinding, PaperKind, VoteMethod
from dossiers.filing.attachments import add_paper
from dossiers.filing.drafting import add_nominees, add_whole_unit, save_evidence, save_minutes, start_dossier
from dossiers.models import CriterionFinding, Dossier, DossierPaper, Nominee
from dossiers.papers.unit.papers import draft_paper
from dossiers.workflow import DOSSIER
from phuong6.lib.papers.pdf import render_pdf

COLLECTIVE_CLAIMS = (
    "Hoàn thành các nhiệm vụ cải cách hành chính được giao trong kế hoạch; 100% việc đúng thời gian.",
    "Cung cấp đủ số liệu, tài liệu để Phường tự chấm Chỉ số cải cách hành chính.",
    "Triển khai kịp thời mọi văn bản chỉ đạo; họp tổ dân phố hằng tháng đều có nội dung cải cách hành chính.",
    "Lập tổ hỗ trợ nộp hồ sơ trực tuyến tại nhà văn hóa tổ dân phố, mỗi tuần hai buổi.",
    "Tuyên truyền qua loa truyền thanh và nhóm Zalo của tổ dân phố, mỗi tuần một bản tin.",
)
PERSONAL_CLAIMS = (
    "Hoàn thành xuất sắc nhiệm vụ; đề xuất cách nhắc hạn trả kết quả qua nhóm Zalo, đã áp dụng toàn tổ dân phố.",
    "Trực tiếp vận động 62 hộ nộp hồ sơ trực tuyến, góp phần nâng Chỉ số cải cách hành chính của Phường.",
    "Chấp hành tốt chủ trương, chính sách; được bà con tín nhiệm.",
    "Tự học và đạt chứng chỉ ứng dụng công nghệ thông tin cơ bản.",
)


@dataclass(frozen=True)
class Story:
    """One unit's dossier: who files it, whom it nominates, and how many working days ago things happened."""

    unit: str
    user: str
    people: tuple[str, ...]
    begun: int
    held: int = 0
    submitted: int = 0
    appraised: int = 0
    summary: str = field(default="Nhiệt tình, trách nhiệm trong công tác cải cách hành chính của tổ dân phố.")


STORIES = (
    Story("to-3", "to3", ("Lê Ngọc An",), begun=12, held=10, submitted=8, appraised=5),
    Story("to-2", "to2", ("Nguyễn Minh Mỹ",), begun=6, held=4, submitted=1),
    Story("to-1", "to1", ("Phạm Văn Phượng",), begun=2),
)


def make_dossiers(campaign: Campaign, users: dict, calendar) -> None:
    """An appraised one, one waiting for appraisal, one in draft."""
    for story in STORIES:
        user = users[story.user]
        dossier = _begin(campaign, story, user, calendar)
        if not story.submitted:
            continue
        _complete(dossier, story, user, calendar)
        at = calendar.moment(story.submitted, 9, 15)
        DOSSIER.perform("submit", dossier, by=user, at=at, compared=True)  # drafts stand in for signed copies
        if story.appraised:
            _appraise(dossier, users["noivu"], story, calendar)


def _begin(campaign: Campaign, story: Story, user, calendar) -> Dossier:
    """A draft with its nominees and their summaries."""
    unit = Unit.objects.get(ward=campaign.ward, code=story.unit)
    dossier = start_dossier(user, campaign, unit)
    Dossier.objects.filter(pk=dossier.pk).update(created_at=calendar.moment(story.begun, 8, 30))
    add_whole_unit(user, dossier)
    people = Official.objects.filter(unit=unit, full_name__in=story.people)
    add_nominees(user, dossier, officials=people)
    for nominee in dossier.nominees.filter(official__isnull=False):
        save_evidence(user, nominee, summary=story.summary, claims={})
    return dossier


def _complete(dossier: Dossier, story: Story, user, calendar) -> None:
    """Claims, the unit's meeting and the three papers, as PDF of the very drafts the unit would print."""
    nominees = list(dossier.nominees.in_order())
    for nominee in nominees:
        claims = PERSONAL_CLAIMS if nominee.is_individual else COLLECTIVE_CLAIMS
        criteria = dossier.campaign.criteria.filter(kind=nominee.kind).order_by("order")
        save_evidence(
            user,
            nominee,
            summary=nominee.summary or "Hoàn thành tốt các nội dung đăng ký thi đua cải cách hành chính.",
            claims={each.pk: text for each, text in zip(criteria, claims, strict=False)},
        )
    facts = {
        "held_at": calendar.moment(story.held, 19),
        "place": "Nhà văn hóa tổ dân phố",
        "chair": user.full_name,
        "secretary": "Thư ký cuộc họp (mẫu)",
        "members": 12,
        "present": 11,
        "absent_reason": "01 người bận việc gia đình",
        "method": VoteMethod.HANDS,
    }
    votes = {each.pk: {"votes_for": 11, "votes_against": 0, "votes_other": 0} for each in nominees}
    save_minutes(user, dossier, facts, votes)
    for kind in (PaperKind.SUBMISSION, PaperKind.MINUTES):
        _hand_in_draft(dossier, kind, user)
    for nominee in nominees:
        _hand_in_draft(dossier, PaperKind.REPORT, user, nominee)
    DossierPaper.objects.filter(dossier=dossier).update(at=calendar.moment(story.submitted, 8, 30))


def _hand_in_draft(dossier: Dossier, kind: str, user, nominee: Nominee | None = None) -> None:
    """The generated draft stands in for the signed copy; every page of it says MẪU."""
    dossier.refresh_from_db()
    pdf = render_pdf(draft_paper(dossier, kind, nominee))
    add_paper(user, dossier, kind, [(f"{kind}.pdf", pdf)], nominee)


def _appraise(dossier: Dossier, officer, story: Story, calendar) -> None:
    """Taken up, found complete, every nominee concluded eligible."""
    day = calendar.workday(story.appraised)
    DOSSIER.perform("take_up", dossier, by=officer, at=calendar.moment(story.appraised + 1, 8, 10))
    for nominee in dossier.nominees.in_order():
        for finding in CriterionFinding.objects.filter(nominee=nominee):
            at = calendar.moment(story.appraised, 9)
            record_finding(finding, found=OfficerFinding.MET, by=officer, at=at)
        record_clear(nominee, on=day, by=officer)
        conclude(
            "accept", nominee, by=officer, note="Đủ tiêu chuẩn.", at=calendar.moment(story.appraised, 10)
        )
    DOSSIER.perform("finish", dossier, by=officer, at=calendar.moment(story.appraised, 10, 30))
