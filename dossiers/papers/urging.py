"""Công văn đôn đốc: which units have not handed in, until when, and which have not even registered.

NĐ 30/2020 Phụ lục III, mẫu 1.5; plan, sections III.2 (thời gian) and IV.4 (đôn đốc). May go out again.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from campaigns.models import Campaign, day_start
from campaigns.papers.parts import (
    WardFrame,
    addressee,
    committee_signature,
    frame_of,
    heading,
    launch_day,
    plan_gap,
    plan_phrase,
    sample_frame,
)
from campaigns.rules import may_urge, once_begun
from campaigns.series import LETTER, series_key
from dossiers.appraising.queue import deadline_of, not_submitted
from dossiers.rules import reads_every_dossier
from phuong6.lib.papers.blocks import Column, GroupRow, Paper, Paragraph, Table
from phuong6.lib.papers.wording import Slot, Words
from phuong6.lib.vietnamese import days_left_phrase, deadline_phrase, last_day_before, long_date
from phuong6.office.papers.kinds import Issue, PaperKind, register

MOST_NAMED = 6  # addressees named one by one; more stand in the list only


@dataclass(frozen=True)
class WaitingUnit:
    """A unit that has not handed in; `too_late` is its own first moment too late."""

    name: str
    registered: bool
    started: bool
    too_late: datetime

    @property
    def last_day(self) -> date:
        """The last day on which it is in time."""
        return last_day_before(self.too_late)


@dataclass(frozen=True)
class UrgingFacts:
    """The units as they stand on the day the letter is drafted (`frame.today`)."""

    frame: WardFrame
    units: tuple[WaitingUnit, ...]


WORDS = (
    Slot(
        "opening",
        "Câu mở đầu",
        "Thực hiện {kế hoạch}, hồ sơ đề nghị khen thưởng của các đơn vị gửi về {Nội vụ} {cơ quan}; thời hạn "
        "nhận hồ sơ theo mục III.2 Kế hoạch: {hạn}. Tính đến {hôm nay}, còn {số đơn vị} đơn vị chưa nộp hồ sơ, "
        "cụ thể như sau:",
    ),
    Slot(
        "registered",
        "Đề nghị đơn vị đã đăng ký",
        "Đề nghị các đơn vị đã đăng ký khẩn trương họp bình xét, hoàn thành và nộp hồ sơ trong thời hạn nêu trên. "
        "Thành phần hồ sơ: tờ trình, biên bản họp bình xét, báo cáo thành tích của từng tập thể, cá nhân.",
    ),
    Slot(
        "late",
        "Đơn vị đã quá hạn",
        "Đơn vị đã quá thời hạn mà vẫn đề nghị khen thưởng thì liên hệ {Nội vụ}, nêu rõ lý do để được xem xét "
        "gia hạn; không được gia hạn thì hồ sơ không được tiếp nhận.",
    ),
    Slot(
        "unregistered",
        "Đề nghị đơn vị chưa đăng ký",
        "Đề nghị các đơn vị chưa đăng ký thực hiện đăng ký tham gia phong trào trước khi lập hồ sơ; trường hợp không "
        "đề nghị khen thưởng thì báo cho {Nội vụ} biết.",
    ),
    Slot(
        "closing",
        "Câu kết",
        "{Người theo dõi} và {Nội vụ} theo dõi, hướng dẫn các đơn vị thực hiện./.",
    ),
)
COLUMNS = (
    Column("Số TT", 0.5, "center"),
    Column("Đơn vị", 2.4),
    Column("Tình trạng hồ sơ", 1.4),
    Column("Thời hạn nộp", 2.2),
    Column("Số ngày còn lại", 1.1, "center"),
)


def facts(campaign: Campaign) -> UrgingFacts:
    """Who has not handed in now. A constant number of queries."""
    return UrgingFacts(
        frame=frame_of(campaign, LETTER),
        units=tuple(
            WaitingUnit(each.name, each.registered, each.draft_code is not None, deadline_of(each, campaign))
            for each in not_submitted(campaign)
        ),
    )


def compose(told: UrgingFacts, words: Words, issue: Issue) -> Paper:
    """The letter; a sentence for a sort of unit stands only where there is such a unit."""
    campaign, today = told.frame.campaign, told.frame.today
    names = {
        "kế hoạch": plan_phrase(campaign),
        "cơ quan": campaign.ward_name,
        "hạn": deadline_phrase(campaign.dossier_too_late),
        "hôm nay": long_date(today),
        "số đơn vị": f"{len(told.units):02d}",
    }
    wanted = {
        "registered": any(each.registered for each in told.units),
        "late": any(each.last_day < today for each in told.units),
        "unregistered": any(not each.registered for each in told.units),
        "closing": True,
    }
    few = len(told.units) <= MOST_NAMED
    return Paper(
        letterhead=heading(told.frame, issue, subject="đôn đốc nộp hồ sơ đề nghị khen thưởng"),
        addressees=tuple(addressee(each.name, campaign) for each in told.units)
        if few
        else ("Các đơn vị có tên trong danh sách dưới đây",),
        blocks=(
            Paragraph(words("opening", names)),
            _table(told),
            *(Paragraph(words(key, names)) for key, stands in wanted.items() if stands),
        ),
        recipients=("Như trên", f"Chủ tịch {campaign.ward_short} (báo cáo)", words.posts.filed_line),
        signatures=(committee_signature(told.frame, issue),),
        mark=campaign.mark,
    )


def _table(told: UrgingFacts) -> Table:
    groups = (
        ("Đã đăng ký tham gia, chưa nộp hồ sơ", [each for each in told.units if each.registered]),
        ("Chưa đăng ký tham gia", [each for each in told.units if not each.registered]),
    )
    rows: list = []
    number = 0
    for title, group in groups:
        rows += [GroupRow(f"{title}: {len(group):02d} đơn vị")] if group else []
        for each in group:
            number += 1
            rows.append(
                (
                    f"{number:02d}",
                    each.name,
                    "Đang soạn" if each.started else "Chưa lập hồ sơ",
                    deadline_phrase(each.too_late),
                    days_left_phrase(told.frame.today, each.last_day),
                )
            )
    return Table(COLUMNS, tuple(rows))


def missing(campaign: Campaign) -> list[str]:
    """Nobody is urged when every unit has handed in."""
    return (
        [] if not_submitted(campaign).exists() else ["Tất cả đơn vị đã nộp hồ sơ, không còn ai để đôn đốc."]
    )


def home(campaign: Campaign) -> str:
    """The desk's list of units that have not handed in."""
    return reverse("desk-not-submitted")


def sample() -> UrgingFacts:
    """Invented units: one extended, one that has not registered."""
    plain, longer = sample_frame().campaign.dossier_too_late, day_start(date(2023, 11, 21))
    return UrgingFacts(
        frame=sample_frame("UBND-NV", date(2023, 11, 8)),
        units=(
            WaitingUnit("Ban nhân dân Khóm Mẫu", registered=True, started=True, too_late=plain),
            WaitingUnit("Hội Thí Dụ Phường 6", registered=True, started=False, too_late=longer),
            WaitingUnit("Ban nhân dân Khóm Minh Họa", registered=False, started=False, too_late=plain),
        ),
    )


KIND = register(
    PaperKind(
        key="urging",
        title="Công văn đôn đốc nộp hồ sơ",
        slug="don-doc",
        facts=facts,
        compose=compose,
        sample=sample,
        words=WORDS,
        model="campaigns.Campaign",
        file_stem=lambda campaign: campaign.code,
        home=home,
        series=lambda campaign: series_key(campaign, LETTER),
        issuable=True,
        earliest=launch_day,
        repeatable=True,
        may_read=once_begun(reads_every_dossier),
        may_issue=once_begun(may_urge),
        missing=missing,
        gap=plan_gap,
    )
)
