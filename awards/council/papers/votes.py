"""How a council voted, as its two minutes tell it: the table of counts, who stood aside, how paper was checked."""

from dataclasses import dataclass

from awards.council.counting import Ballots
from awards.council.meetings import was_there
from awards.council.paper_count import Difference, counts_of, differences_of
from awards.council.papers.parts import SAMPLE_CASES, Outcome, grouped
from awards.council.rules import is_barred_by_rule
from awards.enums import Count
from awards.models import AgendaItem, Attendance, CouncilMeeting
from campaigns.enums import BallotMode
from dossiers.enums import NomineeStatus
from phuong6.lib.papers.blocks import Bullets, Column, Heading, Paragraph, Table
from phuong6.lib.vietnamese import format_percent

MODES = {
    BallotMode.SECRET: "bỏ phiếu kín trên hệ thống",
    BallotMode.OPEN: "biểu quyết công khai trên hệ thống",
    BallotMode.TALLY: "bỏ phiếu kín bằng phiếu giấy",
    BallotMode.WRITTEN: "cho ý kiến bằng văn bản",
}
BY_RULE = "trường hợp của chính mình hoặc của đơn vị mình"


def mode_words(mode: str, *, case_by_case: bool) -> str:
    """How the vote went: "bỏ phiếu kín trên hệ thống, lần lượt từng trường hợp"."""
    return MODES[mode] + (", lần lượt từng trường hợp" if case_by_case else "")


@dataclass(frozen=True)
class Aside:
    """A member who did not vote on a case, and why."""

    number: int
    case: str
    member: str
    reason: str


@dataclass(frozen=True)
class Checking:
    """How a paper count was typed in: by whom, where the two differed, and how that was settled."""

    first: str
    second: str
    differences: tuple[str, ...] = ()
    settled_by: str = ""
    note: str = ""


def asides_of(
    meeting: CouncilMeeting, lines: list[Attendance], agenda: list[AgendaItem]
) -> tuple[Aside, ...]:
    """Everybody there who was not entitled on a case: by the campaign's rule, or standing aside with a reason."""
    found = []
    for item in agenda:
        if item.nominee.status == NomineeStatus.WITHDRAWN:
            continue
        reasons = {each.member_id: each.reason for each in item.conflicts.all()}
        for line in lines:
            reason = reasons.get(line.member_id)
            if reason is None and is_barred_by_rule(line.member, item, meeting):
                reason = BY_RULE
            if reason is not None and was_there(line, item):
                found.append(Aside(item.order, item.nominee.addressed, line.member.addressed, reason))
    return tuple(found)


def checking_of(meeting: CouncilMeeting) -> Checking | None:
    """The two typings of a paper count; None where nothing was counted on paper."""
    counts = counts_of(meeting) if meeting.mode == BallotMode.TALLY else {}
    if not {Count.FIRST, Count.SECOND} <= counts.keys():
        return None
    agreed = counts.get(Count.AGREED)
    return Checking(
        str(counts[Count.FIRST].by),
        str(counts[Count.SECOND].by),
        tuple(_told(each) for each in differences_of(meeting)),
        str(agreed.by) if agreed else "",
        agreed.note if agreed else "",
    )


def _told(each: Difference) -> str:
    where = f"{each.item.order:02d}. {each.item.nominee.addressed}" if each.item else "Số phiếu"
    return (
        f"{where}, {each.label.lower()}: lần 1 ghi {each.first}, lần 2 ghi {each.second}, chốt {each.agreed}"
    )


# --- write --------------------------------------------------------------------------------------------


def votes_table(outcomes: tuple[Outcome, ...], *, case_by_case: bool = False) -> Table:
    """Per case the ballots by kind, the share, and whether it passed; each line adds up to its valid ballots."""
    columns = (
        Column("Số TT", 0.5, "center"),
        Column("Tập thể, cá nhân", 1.75),
        Column("Đồng ý", 0.7, "center"),
        Column("Không đồng ý", 0.9, "center"),
        Column("Không ý kiến", 0.9, "center"),
        Column("Không hợp lệ", 0.9, "center"),
        Column("Không được biểu quyết", 0.9, "center"),
        Column("Tỷ lệ đồng ý", 1, "center"),
        Column("Kết quả", 0.85, "center"),
    )
    return Table(columns, grouped([(each.case.kind, _cells(each, case_by_case)) for each in outcomes]))


def _cells(outcome: Outcome, case_by_case: bool) -> tuple[str, ...]:
    case = outcome.case
    name = f"{case.name}\n{case.role}" if case.role else case.name
    if outcome.passed is None:
        return (f"{case.number:02d}", name, *("–",) * 6, "Đã rút tên")
    if case_by_case:  # its own ballots
        name += f"\nSố phiếu: {outcome.ballots:02d}"
    votes = (outcome.yes, outcome.no, outcome.blank, outcome.spoilt, outcome.not_entitled)
    share = f"{outcome.yes}/{outcome.base}\n{outcome.percent}" if outcome.base else "không có phiếu"
    return (f"{case.number:02d}", name, *map(str, votes), share, "Đạt" if outcome.passed else "Không đạt")


def ballots_rows(ballots: Ballots) -> tuple[tuple[str, str], ...]:
    """The ballots as a whole, issued ≥ returned = valid + spoilt; nothing where each case has its own."""
    if ballots.issued is None:
        return ()
    return (
        ("Số phiếu phát ra", f"{ballots.issued:02d}; thu vào: {ballots.returned:02d}"),
        ("Số phiếu hợp lệ", f"{ballots.valid:02d}; không hợp lệ: {ballots.spoilt:02d}"),
    )


def ballots_of_meeting(meeting: CouncilMeeting) -> Ballots:
    """The whole ballots of a closed meeting as they were written down."""
    return Ballots(
        meeting.ballots_issued, meeting.ballots_returned, meeting.ballots_valid, meeting.ballots_spoilt
    )


def asides_blocks(asides: tuple[Aside, ...], title: str) -> tuple:
    """Who did not vote on which case, and why; nothing where everybody might vote on everything."""
    if not asides:
        return ()
    lines = (f"{each.member}: {each.number:02d}. {each.case} ({each.reason})" for each in asides)
    return (Heading(title, 2), Bullets(tuple(lines)))


def checking_blocks(checking: Checking | None) -> tuple:
    """That two people typed the count, where they differed and how that was settled."""
    if checking is None:
        return ()
    typed = f"Kết quả kiểm phiếu do {checking.first} và {checking.second} nhập riêng hai lần"
    if not checking.differences:
        return (Paragraph(f"{typed}; hai lần nhập giống nhau."),)
    return (
        Paragraph(f"{typed}; {len(checking.differences):02d} chỗ khác nhau:"),
        Bullets(checking.differences),
        Paragraph(f"{checking.settled_by} chốt: {checking.note}"),
    )


def names_blocks(outcomes: tuple[Outcome, ...], title: str) -> tuple:
    """Of a vote by name, who said what on each case."""
    lines = [
        f"{each.case.number:02d}. {each.case.name}: "
        + "; ".join(f"{choice.lower()}: {names}" for choice, names in each.by_name)
        for each in outcomes
        if each.by_name
    ]
    return (Heading(title, 2), Bullets(tuple(lines))) if lines else ()


# --- a made vote for samples ----------------------------------------------------------------------------


def made_outcomes() -> tuple[Outcome, ...]:
    """Votes of six present on the sample's four cases: passed, passed with one standing aside, failed, withdrawn."""
    found = [
        Outcome(SAMPLE_CASES[0], True, 6, 0, 0, 0, 6, format_percent(6, 6), 0, 6),
        Outcome(SAMPLE_CASES[1], True, 4, 1, 0, 0, 5, format_percent(4, 5), 1, 6),
        Outcome(SAMPLE_CASES[2], False, 3, 2, 0, 1, 6, format_percent(3, 6), 0, 6),
    ]
    return (*found, Outcome(SAMPLE_CASES[3]))


MADE_BALLOTS = Ballots(6, 6, 6, 0)
MADE_ASIDES = (Aside(2, SAMPLE_CASES[1].name, "Đoàn Văn Thể", "là thành viên của Tổ"),)
MADE_CHECKING = Checking(
    "Ngô Thanh Bình Minh",
    "Tạ Thị Thu Thảo",
    ("03. Ông Nguyễn Văn Mẫu, đồng ý: lần 1 ghi 4, lần 2 ghi 3, chốt 3",),
    "Tạ Thị Thu Thảo",
    "Ban kiểm phiếu mở lại phiếu, đếm lại dòng 03 trước Hội đồng.",
)
