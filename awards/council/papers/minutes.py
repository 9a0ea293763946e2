"""Biên bản họp Hội đồng Thi đua - Khen thưởng (NĐ 30/2020 mẫu 1.9; its heads as in TT 05/2018/TT-BTP mẫu 3).

Its number was taken when the meeting closed, in a series of the council's own (NĐ 30/2020 Phụ lục I, mục II.3.a);
its file is frozen when the signed copy comes back.
"""

from awards.council.meetings import lock
from awards.council.papers.minutes_facts import MinutesFacts, facts, sample
from awards.council.papers.parts import (
    BLANK_LINE,
    BLANK_NAME,
    Outcome,
    chair_of,
    chair_signature,
    council_letterhead,
    counted,
    day_words,
    file_stem,
    grouped,
    hour_words,
    meeting_page,
    members_columns,
)
from awards.council.papers.votes import (
    asides_blocks,
    ballots_rows,
    checking_blocks,
    mode_words,
    names_blocks,
    votes_table,
)
from awards.council.record import minutes_signed
from awards.council.rules import may_issue_council_papers, may_read_vote_papers
from awards.council.voting import explain
from awards.models import CouncilMeeting
from campaigns.enums import BallotMode
from campaigns.papers.parts import movement_phrase, plan_phrase
from criteria.enums import NomineeKind
from phuong6.lib.papers.blocks import (
    Bullets,
    Column,
    Fields,
    Heading,
    Paper,
    Paragraph,
    Signature,
    Table,
)
from phuong6.lib.papers.wording import Slot, Words
from phuong6.lib.vietnamese import paper_date, within_sentence
from phuong6.office.papers.issuing import freeze
from phuong6.office.papers.kinds import DRAFT, Issue, PaperKind, register

WORDS = (
    Slot(
        "opening",
        "Quán triệt tiêu chuẩn",
        "{chủ trì} quán triệt {kế hoạch}; đối tượng, tiêu chí khen thưởng và quy định biểu quyết của Hội đồng.",
    ),
    Slot(
        "closing",
        "Câu kết thúc",
        "Phiên họp kết thúc lúc {giờ} cùng ngày; biên bản đã được đọc lại, các thành viên Hội đồng thống nhất.",
    ),
)


def compose(facts: MinutesFacts, words: Words, issue: Issue = DRAFT) -> Paper:
    """The minutes, signed by secretary and chair."""
    campaign = facts.campaign
    return Paper(
        letterhead=council_letterhead(
            campaign,
            facts.council,
            number=f"Số: {facts.number}",
            place_date=paper_date(facts.day, campaign.place_name),
        ),
        title="BIÊN BẢN",
        subtitle=f"Họp {facts.council} xét đề nghị khen thưởng {movement_phrase(campaign)}",
        blocks=(*_when_and_who(facts), *_proceedings(facts, words), *_end(facts, words)),
        recipients=(f"Chủ tịch {campaign.ward_short}", "Thành viên Hội đồng", "Lưu: VT, Hồ sơ"),
        signatures=(Signature(("THƯ KÝ",), name=facts.secretary), chair_signature(facts.members)),
        mark=campaign.mark,
    )


def _when_and_who(facts: MinutesFacts) -> tuple:
    chair = chair_of(facts.members)
    led = f"{chair.addressed}, {chair.seat}" if chair else BLANK_LINE
    heads = [("1. Chủ trì", led), ("2. Thư ký", _secretary(facts) or BLANK_LINE)]
    if facts.founded_by:
        heads.insert(0, ("Hội đồng thành lập theo", facts.founded_by))
    if facts.mode == BallotMode.WRITTEN:
        return _asked_in_writing(facts, heads)
    here = [each for each in facts.members if each.present]
    absent = [each for each in facts.members if not each.present]
    rows = tuple((f"{n:02d}", each.addressed, each.position, each.seat) for n, each in enumerate(here, 1))
    missing = tuple(f"{each.addressed}, {each.seat}: {each.reason or BLANK_NAME}" for each in absent)
    return (
        Heading("I. THỜI GIAN, ĐỊA ĐIỂM"),
        Fields(
            (
                ("Thời gian bắt đầu", f"{hour_words(facts.held_at)}, {day_words(facts.held_at)}"),
                ("Địa điểm", facts.place or BLANK_LINE),
            )
        ),
        Heading("II. THÀNH PHẦN"),
        Fields((*heads, ("3. Thành viên có mặt", f"{len(here):02d}/{len(facts.members):02d}"))),
        Table(members_columns("Vai trò trong Hội đồng"), rows),
        *((Paragraph(f"4. Thành viên vắng mặt: {len(absent):02d}"), Bullets(missing)) if absent else ()),
        *((Paragraph("Thành viên đến sau khi khai mạc:"), Bullets(facts.late)) if facts.late else ()),
        Paragraph(f"Phiên họp {facts.quorum}: đủ điều kiện để họp."),
    )


def _secretary(facts: MinutesFacts) -> str:
    """Who wrote the minutes, addressed where it is a member."""
    found = (each.addressed for each in facts.members if each.name == facts.secretary)
    return next(found, facts.secretary)


def _asked_in_writing(facts: MinutesFacts, heads: list[tuple[str, str]]) -> tuple:
    rows = tuple(
        (f"{n:02d}", each.addressed, each.position, each.seat) for n, each in enumerate(facts.members, 1)
    )
    return (
        Heading("I. THỜI GIAN, CÁCH THỨC"),
        Fields(
            (
                ("Gửi phiếu lấy ý kiến", day_words(facts.held_at)),
                ("Cách thức", "lấy ý kiến bằng văn bản, Hội đồng không họp"),
            )
        ),
        Heading("II. THÀNH PHẦN"),
        Fields((*heads, ("3. Thành viên được lấy ý kiến", f"{len(facts.members):02d}"))),
        Table(members_columns("Vai trò trong Hội đồng"), rows),
        Paragraph("4. Phiếu gửi về:"),
        Bullets(facts.answers),
        Paragraph(f"Hội đồng {facts.quorum}: đủ điều kiện để chốt kết quả."),
    )


def _proceedings(facts: MinutesFacts, words: Words) -> tuple:
    chair = chair_of(facts.members)
    values = {
        "chủ trì": chair.addressed if chair else "Chủ trì phiên họp",
        "kế hoạch": plan_phrase(facts.campaign),
    }
    return (
        Heading("III. NỘI DUNG"),
        Heading("1. Quán triệt tiêu chuẩn, tiêu chí", 2),
        Paragraph(words("opening", values)),
        *_criteria(facts.criteria),
        Heading("2. Tóm tắt thành tích các trường hợp", 2),
        _summaries(facts.outcomes),
        Heading("3. Thảo luận", 2),
        *(Paragraph(line) for line in facts.discussion.splitlines() or [BLANK_LINE] * 2 if line.strip()),
        Heading("4. Biểu quyết", 2),
        Paragraph(
            f"Hội đồng {mode_words(facts.mode, case_by_case=facts.case_by_case)}. {explain(facts.rule)}"
        ),
        *((Fields(rows),) if (rows := ballots_rows(facts.ballots)) else ()),
        votes_table(facts.outcomes, case_by_case=facts.case_by_case),
        *asides_blocks(facts.asides, "5. Thành viên không biểu quyết một số trường hợp"),
        *names_blocks(facts.outcomes, "Ý kiến từng thành viên"),
        *checking_blocks(facts.checking),
    )


def _criteria(criteria: tuple[tuple[str, str], ...]) -> tuple:
    found: list = []
    for kind, title in (
        (NomineeKind.COLLECTIVE, "Đối với tập thể:"),
        (NomineeKind.HOUSEHOLD, "Đối với hộ gia đình:"),
        (NomineeKind.INDIVIDUAL, "Đối với cá nhân:"),
    ):
        texts = tuple(text for each, text in criteria if each == kind)
        found += [Heading(title, 3), Bullets(texts)] if texts else []
    return tuple(found)


def _summaries(outcomes: tuple[Outcome, ...]) -> Table:
    columns = (
        Column("Số TT", 0.5, "center"),
        Column("Tập thể, cá nhân", 2),
        Column("Chức vụ, đơn vị", 2),
        Column("Tóm tắt thành tích", 3),
    )
    cases = [each.case for each in outcomes]
    rows = [(case.kind, (f"{case.number:02d}", case.name, case.role, case.summary)) for case in cases]
    return Table(columns, grouped(rows))


def _end(facts: MinutesFacts, words: Words) -> tuple:
    passed = [each.case for each in facts.outcomes if each.passed]
    failed = [each.case for each in facts.outcomes if each.passed is False]
    ward = facts.campaign.ward_name
    return (
        Heading("IV. KẾT LUẬN"),
        Paragraph(f"Hội đồng thống nhất đề nghị Chủ tịch {ward} tặng Giấy khen cho {counted(passed)}:")
        if passed
        else Paragraph(f"Không có trường hợp nào đạt tỷ lệ để đề nghị Chủ tịch {ward} tặng Giấy khen."),
        Bullets(tuple(", ".join(filter(None, (each.name, each.role))) for each in passed)),
        *(
            (
                Paragraph(
                    f"Không đề nghị {counted(failed)}: {'; '.join(within_sentence(each.name) for each in failed)}."
                ),
            )
            if failed
            else ()
        ),
        Paragraph(f"{words('closing', {'giờ': hour_words(facts.ended_at)}).rstrip(' .')}./."),
    )


def unfinished(meeting: CouncilMeeting) -> str:
    """From closing until the signed minutes are back the record may still be written."""
    if minutes_signed(meeting):
        return ""
    return (
        "Đang ghi nội dung: biên bản đã có số nhưng bản PDF còn thay đổi theo những gì ghi ở “Ghi biên bản”. "
        "Đưa bản đã ký lên thì biên bản được giữ nguyên, không ghi thêm được."
    )


def on_signed(meeting: CouncilMeeting, by) -> None:
    """The minutes stay as they were when their signed copy came back; the lock lets a record being written end."""
    freeze(KIND, lock(meeting), by=by)


KIND = register(
    PaperKind(
        key="council-minutes",
        title="Biên bản họp Hội đồng",
        slug="bien-ban-hop-hoi-dong",
        model="awards.CouncilMeeting",
        facts=facts,
        compose=compose,
        sample=sample,
        words=WORDS,
        file_stem=file_stem,
        home=meeting_page,
        may_read=may_read_vote_papers,
        may_attach=may_issue_council_papers,
        unfinished=unfinished,
        on_signed=on_signed,
    )
)
