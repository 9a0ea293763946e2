"""Biên bản họp bình xét thi đua of a unit (plan, section III.2; NĐ 30/2020 mẫu 1.9: the law has no form of its own)."""

from dataclasses import dataclass
from datetime import date, datetime, time
from operator import attrgetter

from django.urls import reverse
from django.utils import timezone

from campaigns.models import Campaign, Unit
from campaigns.papers.parts import movement_phrase, plan_phrase, sample_campaign
from criteria.enums import NomineeKind
from dossiers.comparing import told
from dossiers.enums import PaperKind as Part
from dossiers.enums import VoteMethod
from dossiers.filing.attachments import add_paper
from dossiers.models import Dossier, ReviewMinutes
from dossiers.papers.unit.facts import (
    NomineeLine,
    counted,
    folders_of,
    lines_of,
    minutes_of,
    two_digits,
    writing_day,
)
from dossiers.papers.unit.heading import BLANK_LINE, unit_letterhead
from dossiers.papers.unit.sample import NOMINEES, UNIT
from dossiers.rules import Openness, may_read_dossier
from phuong6.lib.papers.blocks import Bullets, Column, Fields, Heading, Paper, Paragraph, Signature, Table
from phuong6.lib.papers.wording import Slot, Words
from phuong6.lib.posts import capital
from phuong6.lib.vietnamese import BLANK, VIETNAM, format_percent, long_date
from phuong6.office.papers.kinds import Issue, PaperKind, register

WORDS = (
    Slot(
        "opening",
        "Câu quán triệt",
        "1. Chủ trì quán triệt {kế hoạch}; đối tượng, tiêu chí khen thưởng đối với {tiêu chí}.",
    ),
    Slot(
        "presented",
        "Câu báo cáo thành tích",
        "2. Tập thể, cá nhân được giới thiệu báo cáo kết quả, tự đánh giá theo từng tiêu chí.",
    ),
    Slot(
        "conclusion",
        "Câu kết luận",
        "Cuộc họp thống nhất đề nghị Chủ tịch {cơ quan} tặng Giấy khen cho {số lượng} có tên trong bảng trên.",
    ),
    Slot(
        "ended",
        "Câu kết thúc",
        "Cuộc họp kết thúc vào {giờ} cùng ngày; biên bản đã được đọc lại, mọi người dự họp thống nhất./.",
    ),
)


@dataclass(frozen=True)
class MinutesFacts:
    """What the minutes say; `criteria` are how many there are for collectives and for individuals."""

    campaign: Campaign
    unit: Unit
    day: date
    nominees: tuple[NomineeLine, ...]
    criteria: tuple[int, ...] = (0, 0, 0)
    held_at: datetime | None = None
    ended: time | None = None
    place: str = ""
    chair: str = ""
    secretary: str = ""
    members: int | None = None
    present: int | None = None
    absent_reason: str = ""
    method: str = ""
    opinions: tuple[str, ...] = ()

    @property
    def held_on(self) -> date | None:
        return self.held_at.date() if self.held_at else None


def facts(dossier: Dossier) -> MinutesFacts:
    """From the unit's answers as they are now (two queries)."""
    minutes = minutes_of(dossier) or ReviewMinutes()
    kinds = list(dossier.campaign.criteria.values_list("kind", flat=True))
    return MinutesFacts(
        campaign=dossier.campaign,
        unit=dossier.unit,
        day=writing_day(dossier),
        nominees=lines_of(dossier),
        criteria=NomineeKind.tally(kinds),
        held_at=timezone.localtime(minutes.held_at) if minutes.held_at else None,
        ended=minutes.ended,
        place=minutes.place,
        chair=minutes.chair,
        secretary=minutes.secretary,
        members=minutes.members,
        present=minutes.present,
        absent_reason=minutes.absent_reason,
        method=minutes.get_method_display().lower(),
        opinions=tuple(line.strip() for line in minutes.opinions.splitlines() if line.strip()),
    )


def compose(told: MinutesFacts, words: Words, issue: Issue) -> Paper:
    """The paper; it bears the day of the meeting in its text, not in its heading."""
    campaign = told.campaign
    return Paper(
        letterhead=unit_letterhead(campaign, told.unit, code="BB", year=told.day.year, dated=False),
        title="BIÊN BẢN",
        subtitle=f"Họp bình xét, đề nghị khen thưởng {movement_phrase(campaign)}",
        blocks=(*_when_and_who(told), *_proceedings(told, words)),
        recipients=(capital(words.posts.internal_affairs), "Lưu: Đơn vị"),
        signatures=(
            Signature(("THƯ KÝ",), name=told.secretary or BLANK_LINE),
            Signature(("CHỦ TRÌ",), name=told.chair or BLANK_LINE),
        ),
        mark=campaign.mark,
    )


def _hour(moment: datetime | time | None) -> str:
    return f"{moment:%H} giờ {moment:%M}" if moment else f"{BLANK} giờ {BLANK}"


def _when_and_who(told: MinutesFacts) -> tuple:
    came = f"{two_digits(told.present)}/{two_digits(told.members)} người được triệu tập"
    return (
        Heading("I. THỜI GIAN, ĐỊA ĐIỂM"),
        Fields(
            (
                ("Thời gian bắt đầu", f"{_hour(told.held_at)}, {long_date(told.held_on)}"),
                ("Địa điểm", told.place or BLANK_LINE),
            )
        ),
        Heading("II. THÀNH PHẦN"),
        Fields(
            (
                ("1. Chủ trì", told.chair or BLANK_LINE),
                ("2. Thư ký", told.secretary or BLANK_LINE),
                ("3. Có mặt", came),
                ("4. Vắng mặt và lý do", told.absent_reason or _absent(told)),
            )
        ),
    )


def _absent(told: MinutesFacts) -> str:
    return "không" if told.members is not None and told.members == told.present else BLANK_LINE


def _proceedings(told: MinutesFacts, words: Words) -> tuple:
    campaign = told.campaign
    groups = [
        f"{kind.word} ({count} tiêu chí)" if count else kind.word
        for count, kind in zip(told.criteria, NomineeKind, strict=True)
        if kind != NomineeKind.HOUSEHOLD or campaign.households
    ]
    criteria = f"{', '.join(groups[:-1])} và {groups[-1]}"
    named = {"cơ quan": campaign.ward_name, "số lượng": counted(told.nominees)}
    opinions = (Bullets(told.opinions),) if told.opinions else (Paragraph(BLANK_LINE),)
    return (
        Heading("III. NỘI DUNG"),
        Paragraph(words("opening", {"kế hoạch": plan_phrase(campaign), "tiêu chí": criteria})),
        Paragraph(words("presented")),
        Paragraph("3. Ý kiến thảo luận:"),
        *opinions,
        Paragraph(f"4. Kết quả biểu quyết ({told.method or BLANK}):"),
        _vote_table(told.nominees, told.present),
        Heading("IV. KẾT LUẬN"),
        Paragraph(words("conclusion", named)),
        Paragraph(words("ended", {"giờ": _hour(told.ended)})),
    )


def _vote_table(nominees: tuple[NomineeLine, ...], present: int | None) -> Table:
    rows = tuple(
        (
            f"{number:02d}",
            each.addressed,
            two_digits(each.votes_for),
            two_digits(each.votes_against),
            two_digits(each.votes_other),
            format_percent(each.votes_for, present) if present and each.votes_for is not None else BLANK,
        )
        for number, each in enumerate(nominees, 1)
    )
    columns = (
        Column("Số TT", 0.6, "center"),
        Column("Tập thể, cá nhân", 2.6),
        Column("Tán thành", 0.9, "center"),
        Column("Không tán thành", 0.9, "center"),
        Column("Ý kiến khác", 0.9, "center"),
        Column("Tỷ lệ tán thành", 1, "center"),
    )
    return Table(columns, rows)


def sample() -> MinutesFacts:
    """The meeting of an invented khóm."""
    return MinutesFacts(
        campaign=sample_campaign(),
        unit=UNIT,
        day=date(2023, 11, 6),
        nominees=NOMINEES,
        criteria=(5, 0, 4),
        held_at=datetime(2023, 11, 6, 19, 0, tzinfo=VIETNAM),
        ended=time(20, 45),
        place="Nhà văn hóa Khóm Mẫu",
        chair="Nguyễn Văn Mẫu",
        secretary="Phan Thị Thí Dụ",
        members=12,
        present=11,
        absent_reason="Bà Lê Thị Ví Dụ, bận việc gia đình",
        method=VoteMethod.HANDS.label.lower(),
        opinions=(
            "Ông Võ Văn Thí Dụ: đề nghị nêu rõ số hộ đã được hướng dẫn nộp hồ sơ trực tuyến.",
            "Bà Trần Thị Mẫu: đồng ý với danh sách được giới thiệu.",
        ),
    )


KIND = register(
    PaperKind(
        key="unit-minutes",
        title="Biên bản họp bình xét thi đua",
        slug="bien-ban-hop-binh-xet",
        facts=facts,
        compose=compose,
        written_on=attrgetter("day"),
        sample=sample,
        words=WORDS,
        model="dossiers.Dossier",
        named=lambda dossier: dossier.unit.name,
        file_stem=lambda dossier: dossier.code,
        home=lambda dossier: reverse("dossier-paper", args=[dossier.code, "bien-ban"]),
        may_read=may_read_dossier,
        tells=told.told_by_minutes,
        attach=lambda user, dossier, files, printout: add_paper(
            user, dossier, Part.MINUTES, files, printout=printout
        ),
        folders=lambda ids: folders_of(Dossier.objects.filter(pk__in=ids)),
        may_attach=lambda user, dossier: Openness(user, dossier).paper(Part.MINUTES),
    )
)
