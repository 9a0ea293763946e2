"""A radio bulletin on paper, in letters one reads at arm's length."""

from dataclasses import dataclass

from django.urls import reverse

from campaigns.models import Bulletin
from campaigns.papers.parts import WardFrame, frame_of, heading, sample_frame
from campaigns.rules import may_read_bulletins
from phuong6.lib.papers.blocks import Paper, Paragraph
from phuong6.lib.papers.wording import Slot, Words
from phuong6.lib.reading import SYLLABLES_A_MINUTE, reading_minutes
from phuong6.office.papers.kinds import DRAFT, Issue, PaperKind, register

WORDS = (
    Slot("opening", "Lời mở đầu", "Kính thưa quý vị và bà con!"),
    Slot("closing", "Lời kết", "Xin cảm ơn quý vị và bà con đã chú ý theo dõi."),
)


@dataclass(frozen=True)
class BulletinFacts:
    """Title and text as it is read."""

    frame: WardFrame
    title: str
    text: str


def facts(bulletin: Bulletin) -> BulletinFacts:
    """The bulletin as it now stands."""
    return BulletinFacts(frame_of(bulletin.campaign), bulletin.title, bulletin.body)


def compose(facts: BulletinFacts, words: Words, issue: Issue = DRAFT) -> Paper:
    """Twenty points, a line and a half apart, a paragraph never justified: even gaps read better."""
    spoken = [words("opening"), *filter(None, map(str.strip, facts.text.split("\n"))), words("closing")]
    minutes = reading_minutes("\n".join(spoken))
    return Paper(
        letterhead=heading(facts.frame, issue),
        title="BẢN TIN TRUYỀN THANH",
        subtitle=facts.title,
        blocks=(
            Paragraph(
                f"Đọc hết khoảng {minutes} phút (tính {SYLLABLES_A_MINUTE} tiếng một phút).",
                align="center",
                italic=True,
            ),
            *(Paragraph(each, align="left", indent=False, large=True) for each in spoken),
        ),
        mark=facts.frame.campaign.mark,
    )


def sample() -> BulletinFacts:
    """One invented piece and invented figures."""
    return BulletinFacts(
        sample_frame(),
        "Phong trào thi đua “Cải cách hành chính” tuần thứ hai tháng mười một",
        "Mỗi tối thứ Ba, Tổ công nghệ số cộng đồng khóm ba giúp bà con nộp hồ sơ trực tuyến ngay tại nhà văn hóa "
        "khóm. Sau hai tháng, tổ đã giúp bốn mươi sáu hộ nộp bảy mươi mốt hồ sơ.\n"
        "Tính đến hết tháng mười, chín mươi tám phẩy tám mươi mốt phần trăm hồ sơ thủ tục hành chính của phường "
        "được trả kết quả đúng hạn và trước hạn.",
    )


KIND = register(
    PaperKind(
        key="bulletin",
        title="Bản tin truyền thanh",
        slug="ban-tin-truyen-thanh",
        model="campaigns.Bulletin",
        facts=facts,
        compose=compose,
        sample=sample,
        words=WORDS,
        file_stem=lambda bulletin: f"{bulletin.campaign.code}-{bulletin.pk}",
        home=lambda bulletin: reverse("bulletin", args=[bulletin.pk]),
        may_read=may_read_bulletins,
    )
)
