"""What the papers of one meeting have in common: who sits, which cases, how the council heads and signs."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from awards.council.results import Result, may_show_counts, results_of
from awards.enums import SeatRole
from awards.models import AgendaItem, Attendance, CouncilMeeting
from campaigns.models import Campaign
from criteria.enums import NomineeKind
from dossiers.enums import NomineeStatus
from phuong6.lib.dates import WEEKDAYS
from phuong6.lib.papers.blocks import Column, GroupRow, Letterhead, Signature
from phuong6.lib.vietnamese import BLANK, long_date
from phuong6.office.workflow import Refused

TOO_EARLY = "Phiên họp chưa kết thúc nên chưa có kết quả biểu quyết."
BLANK_LINE = BLANK * 12
BLANK_NAME = BLANK * 8


@dataclass(frozen=True)
class Member:
    """A seat, and whether its holder came."""

    name: str
    position: str
    seat: str
    present: bool = True
    reason: str = ""
    address: str = ""  # Ông, Bà or nothing; signatures go without (NĐ 30/2020 Phụ lục I, mục II.7)

    @property
    def addressed(self) -> str:
        """The name as it is written inside a paper."""
        return f"{self.address} {self.name}".strip()


@dataclass(frozen=True)
class Case:
    """A nominee before the council, in the words of its papers; `role` is title and unit."""

    number: int
    kind: str
    name: str
    role: str
    summary: str = ""


@dataclass(frozen=True)
class Outcome:
    """What a closed meeting found of a case; `passed` is None where it was withdrawn before the count.

    `base` is the number the share is taken of, `percent` that share: "88,89 %".
    """

    case: Case
    passed: bool | None = None
    yes: int = 0
    no: int = 0
    blank: int = 0
    spoilt: int = 0
    base: int = 0
    percent: str = ""
    not_entitled: int = 0
    ballots: int = 0
    by_name: tuple[tuple[str, str], ...] = ()


# --- read -----------------------------------------------------------------------------------------------


def case_of(item: AgendaItem) -> Case:
    """A case as its agenda line has it."""
    nominee = item.nominee
    return Case(item.order, nominee.kind, nominee.addressed, nominee.role, nominee.summary)


def cases_of(agenda: list[AgendaItem]) -> tuple[Case, ...]:
    """The cases that have not been withdrawn."""
    return tuple(case_of(each) for each in agenda if each.nominee.status != NomineeStatus.WITHDRAWN)


def members_of(lines: list[Attendance]) -> tuple[Member, ...]:
    """The council as it stands in the meeting's attendance."""
    return tuple(
        Member(
            line.member.name,
            line.member.position,
            line.member.get_seat_display(),
            line.present,
            line.absent_reason,
            line.member.address,
        )
        for line in lines
    )


def outcomes_of(meeting: CouncilMeeting) -> tuple[Outcome, ...]:
    """The votes of a closed meeting. Raises Refused for any other: no paper knows a counter before closing."""
    if not may_show_counts(meeting):
        raise Refused(TOO_EARLY)
    return tuple(_outcome(each) for each in results_of(meeting))


def _outcome(result: Result) -> Outcome:
    case, line = case_of(result.item), result.line
    if line is None:
        return Outcome(case)
    return Outcome(
        case,
        result.item.passed,
        line.yes,
        line.no,
        line.blank,
        line.spoilt,
        result.base,
        result.percent,
        result.item.not_entitled,
        result.item.ballots,
        tuple(result.by_name),
    )


def file_stem(meeting: CouncilMeeting) -> str:
    """Campaign and day of the meeting: "CCHC-2023-HOP-2023-11-24"."""
    return f"{meeting.campaign.code}-hop-{timezone.localtime(meeting.held_at):%Y-%m-%d}".upper()


def meeting_page(meeting: CouncilMeeting) -> str:
    """The address of the meeting."""
    return reverse("meeting", args=[meeting.pk])


# --- write ----------------------------------------------------------------------------------------------


def council_letterhead(
    campaign: Campaign, council: str, *, number: str = "", place_date: str = ""
) -> Letterhead:
    """The council under the ward's People's Committee."""
    place = campaign.area
    name = council.upper() if council.upper().endswith(place.upper()) else f"{council} {place}".upper()
    return Letterhead(
        superior=(campaign.ward_short.upper(),), issuer=(name,), number=number, place_date=place_date
    )


def hour_words(moment: datetime | None) -> str:
    """The local hour, "08 giờ 00"; dotted while nobody has entered it."""
    return f"{timezone.localtime(moment):%H giờ %M}" if moment else f"{BLANK} giờ {BLANK}"


def day_words(moment: datetime) -> str:
    """The local day with its weekday: "Thứ Sáu, ngày 24 tháng 11 năm 2023"."""
    day = timezone.localtime(moment).date()
    return f"{WEEKDAYS[day.weekday()]}, {long_date(day)}"


def counted(cases) -> str:
    """Words such as "02 tập thể và 05 cá nhân"; a kind of which there is none is left out."""
    return counts_words(NomineeKind.tally(case.kind for case in cases))


def counts_words(counts: tuple[int, ...]) -> str:
    """The same of figures in the order of `NomineeKind`."""
    return NomineeKind.say(counts, joint=" và ") or "00 trường hợp"


def kinds_of(rows) -> str:
    """Who is on a list: "Tập thể, cá nhân"; households only where there are any."""
    there = {each.kind for each in rows}
    return ", ".join(
        kind.word for kind in NomineeKind if kind != NomineeKind.HOUSEHOLD or kind in there
    ).capitalize()


def grouped(rows: list[tuple[str, tuple[str, ...]]]) -> tuple:
    """Rows of (kind, cells) under "I. TẬP THỂ" and "II. CÁ NHÂN"; a kind of which there is none is left out."""
    found: list = []
    there = [
        (kind.word, group)
        for kind in NomineeKind
        if (group := [cells for each, cells in rows if each == kind])
    ]
    for number, (word, group) in zip(("I", "II", "III"), there, strict=False):
        found += [GroupRow(f"{number}. {word.upper()}"), *group]
    return tuple(found)


def members_columns(last: str) -> tuple[Column, ...]:
    """The head of a list of members; `last` is the title of its last column."""
    return (
        Column("Số TT", 0.5, "center"),
        Column("Họ và tên", 1.8),
        Column("Chức vụ công tác", 2.3),
        Column(last, 1.7),
    )


def chair_of(members: tuple[Member, ...]) -> Member | None:
    """The chair, where the seat is taken."""
    return next((each for each in members if each.seat == SeatRole.CHAIR.label), None)


def chair_signature(members: tuple[Member, ...]) -> Signature:
    """Title in the council, and above the name the office held (NĐ 30/2020 Phụ lục I, mục II.7.c)."""
    chair = chair_of(members)
    return Signature(
        ("CHỦ TỊCH HỘI ĐỒNG",),
        name=chair.name if chair else "",
        office=chair.position.upper() if chair else "",
    )


# --- a made council for samples -------------------------------------------------------------------------

SAMPLE_COUNCIL = "Hội đồng Thi đua - Khen thưởng Phường 6"
SAMPLE_MEMBERS = (
    Member("Trần Hữu Lý", "Chủ tịch Ủy ban nhân dân Phường 6", SeatRole.CHAIR.label),
    Member("Lương Minh Tuệ", "Phó Chủ tịch Ủy ban nhân dân Phường 6", SeatRole.VICE.label),
    Member(
        "Phạm Thị Ngọc Sương", "Chủ tịch Ủy ban Mặt trận Tổ quốc Việt Nam Phường 6", SeatRole.MEMBER.label
    ),
    Member("Đoàn Văn Thể", "Công chức Tài chính - Kế toán", SeatRole.MEMBER.label),
    Member(
        "Huỳnh Thị Mẫu Đơn",
        "Chủ tịch Hội Liên hiệp Phụ nữ Phường 6",
        SeatRole.MEMBER.label,
        present=False,
        reason="Dự họp Thành phố",
    ),
    Member("Ngô Thanh Bình Minh", "Bí thư Đoàn TNCS Hồ Chí Minh Phường 6", SeatRole.MEMBER.label),
    Member("Tạ Thị Thu Thảo", "Cán bộ Nội vụ", SeatRole.SECRETARY.label),
)
SAMPLE_CASES = (
    Case(
        1,
        NomineeKind.COLLECTIVE,
        "Ban nhân dân Khóm Mẫu 1",
        "",
        "100 % hồ sơ của người dân trong khóm được hướng dẫn nộp trực tuyến; duy trì “Ngày thứ Sáu không hẹn”.",
    ),
    Case(
        2,
        NomineeKind.COLLECTIVE,
        "Tổ Tiếp nhận và Trả kết quả",
        "Văn phòng Ủy ban nhân dân Phường 6",
        "Trả đúng hạn và trước hạn 1.284/1.284 hồ sơ; không có phản ánh về thái độ phục vụ.",
    ),
    Case(
        3,
        NomineeKind.INDIVIDUAL,
        "Ông Nguyễn Văn Mẫu",
        "Công chức Văn phòng - Thống kê, Ủy ban nhân dân Phường 6",
        "Có sáng kiến niêm yết mã QR thủ tục tại từng khóm, được áp dụng trong toàn phường.",
    ),
    Case(
        4,
        NomineeKind.INDIVIDUAL,
        "Bà Lê Thị Huỳnh Ngọc Mẫu Đơn Thảo",
        "Phó Trưởng Ban nhân dân Khóm Mẫu 2, Chi hội trưởng Chi hội Phụ nữ",
        "Vận động 215 hộ dân đăng ký tài khoản dịch vụ công trực tuyến.",
    ),
)
