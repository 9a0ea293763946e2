"""What the officer's papers say, read as one text; and the desk on Monday 20/11/2023."""

from campaigns.enums import TextSection
from campaigns.models import Campaign, CampaignText
from dossiers.enums import IneligibleReason
from dossiers.workflow import DOSSIER, NOMINEE
from phuong6.lib.papers.blocks import Paper
from phuong6.lib.papers.docx import render_docx
from phuong6.office.papers.kinds import DRAFT, Issue, PaperKind
from phuong6.office.papers.numbering import enter_paper
from tests import factories as make
from tests.lib.papers.faces import docx_words

TODAY = make.at(20, hour=10)
PLAN_PAPERS = (
    "Tờ trình đề nghị khen thưởng của đơn vị trình khen",
    "Biên bản họp bình xét thi đua của đơn vị",
    "Báo cáo thành tích của tập thể, cá nhân đề nghị khen thưởng (nêu rõ kết quả đạt được)",
)
SLIPS = ("Phường Phường", "cải CCHC", "của Huyện", "địa bàn xã", "lễ lối", "Lòng ghép", "hiệu quả 3")


def said(paper: Paper) -> str:
    """The paper's words in reading order."""
    return " ".join(docx_words(render_docx(paper)))


def text_of(kind: PaperKind, subject, issue: Issue = DRAFT) -> str:
    return said(kind.paper(subject, issue))


def plan_texts(campaign: Campaign) -> None:
    """The plan's own list of papers."""
    for order, text in enumerate(PLAN_PAPERS, 1):
        CampaignText.objects.create(campaign=campaign, section=TextSection.PAPER, order=order, text=text)


def returned(dossier, officer, *items: dict, due_on):
    """Sent back with these items; the request."""
    DOSSIER.perform("return", dossier, by=officer, at=make.at(16), items=list(items), due_on=due_on)
    return dossier.returns.order_by("-round").first()


def refused(nominee, officer, reason: str = IneligibleReason.NOT_MET, note: str = "Chưa có sáng kiến."):
    """Concluded "không đủ điều kiện"."""
    return NOMINEE.perform("reject", nominee, by=officer, note=note, at=make.at(17), reason=reason)


def appraised(dossier, officer):
    return DOSSIER.perform("finish", dossier, by=officer, at=make.at(18))


def issued(kind: PaperKind, subject, by, number: int = 1):
    """Entered in its register without a file."""
    return enter_paper(
        kind.series(subject),
        number,
        issued_on=TODAY.date(),
        title=kind.title,
        subject=subject,
        by=by,
        kind=kind.key,
    )
