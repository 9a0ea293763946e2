"""Tờ trình đề nghị khen thưởng, from a unit to the chairman (plan, section III.2; NĐ 30/2020 mẫu 1.4)."""

from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from django.urls import reverse

from campaigns.law.bases import CITES, award_laws
from campaigns.models import Campaign, Unit
from campaigns.papers.parts import movement_phrase, plan_phrase, sample_campaign
from criteria.enums import NomineeKind
from dossiers.comparing import told
from dossiers.enums import PaperKind as Part
from dossiers.filing.attachments import add_paper
from dossiers.models import Dossier
from dossiers.papers.unit.facts import (
    NomineeLine,
    counted,
    folders_of,
    head_now,
    held_day,
    lines_of,
    minutes_of,
    of_kind,
    two_digits,
    writing_day,
)
from dossiers.papers.unit.heading import BLANK_LINE, signer_titles, unit_letterhead
from dossiers.papers.unit.sample import HEAD, LAWS, NOMINEES, UNIT
from dossiers.rules import Openness, may_read_dossier
from phuong6.lib.papers.blocks import Bases, Column, Heading, Paper, Paragraph, Signature, Table
from phuong6.lib.papers.wording import Slot, Words
from phuong6.lib.posts import Posts, capital
from phuong6.lib.vietnamese import BLANK, format_percent, long_date
from phuong6.office.papers.kinds import Issue, PaperKind, register

TITLES = {kind: kind.label.upper() for kind in NomineeKind}
WORDS = (
    Slot(
        "request",
        "Câu đề nghị",
        "{đơn vị} kính đề nghị Chủ tịch {cơ quan} tặng Giấy khen cho {số lượng} đã có thành tích xuất sắc trong "
        "{phong trào}, cụ thể như sau:",
    ),
    Slot(
        "enclosed",
        "Câu về giấy tờ kèm theo",
        "(Kèm theo Biên bản họp bình xét thi đua và {số báo cáo} Báo cáo thành tích.)",
    ),
    Slot("closing", "Câu kết", "{đơn vị} kính trình Chủ tịch {cơ quan} xem xét, quyết định./."),
)


@dataclass(frozen=True)
class SubmissionFacts:
    """What a tờ trình says; `present` is how many voted at the unit's meeting, `day` the day it is written."""

    campaign: Campaign
    unit: Unit
    day: date
    laws: tuple[str, ...]
    nominees: tuple[NomineeLine, ...]
    held_on: date | None = None
    present: int | None = None
    head: str = ""


def facts(dossier: Dossier) -> SubmissionFacts:
    """From the unit's answers as they are now (five queries at most)."""
    day, minutes = writing_day(dossier), minutes_of(dossier)
    return SubmissionFacts(
        campaign=dossier.campaign,
        unit=dossier.unit,
        day=day,
        laws=award_laws(day),
        nominees=lines_of(dossier),
        held_on=held_day(dossier),
        present=minutes.present if minutes else None,
        head=head_now(dossier),
    )


def compose(told: SubmissionFacts, words: Words, issue: Issue) -> Paper:
    """The paper; number and day are the unit's own, left for its pen."""
    campaign, unit = told.campaign, told.unit
    names = {"đơn vị": unit.name, "cơ quan": campaign.ward_name}
    held = long_date(told.held_on, year=told.day.year)
    bases = (
        *told.laws,
        f"{CITES}{plan_phrase(campaign)}",
        f"{CITES}Biên bản họp bình xét {held} của {unit.name}",
    )
    request = names | {"số lượng": counted(told.nominees), "phong trào": movement_phrase(campaign)}
    reports = two_digits(len(told.nominees) or None)
    return Paper(
        letterhead=unit_letterhead(campaign, unit, code="TTr", year=told.day.year),
        title="TỜ TRÌNH",
        subtitle=f"Về việc đề nghị tặng Giấy khen của Chủ tịch {campaign.ward_name} trong {movement_phrase(campaign)}",
        addressees=(f"Chủ tịch {campaign.ward_name}",),
        blocks=(
            Bases(bases, last=","),
            Paragraph(words("request", request)),
            *_lists(told),
            Paragraph(words("enclosed", {"số báo cáo": reports}), italic=True),
            Paragraph(words("closing", names)),
        ),
        recipients=("Như trên", capital(words.posts.internal_affairs), "Lưu: Đơn vị"),
        signatures=(_signature(told, words.posts),),
        mark=campaign.mark,
    )


def _signature(told: SubmissionFacts, posts: Posts) -> Signature:
    """With the head's name, which NĐ 30/2020 wants in full; a dotted line to write it on while it is not known.

    A khóm has no seal, and no paper asks it for one.
    """
    asked = ["Ký", *([] if told.head else ["ghi rõ họ tên"]), *(["đóng dấu"] if told.unit.has_seal else [])]
    return Signature(
        signer_titles(told.unit, posts), name=told.head or BLANK_LINE, hint=f"({', '.join(asked)})"
    )


def _lists(told: SubmissionFacts) -> list:
    """Collectives before individuals; a kind nobody is nominated of has no list."""
    present = [(title, of_kind(told.nominees, kind), kind) for kind, title in TITLES.items()]
    blocks: list = []
    for number, (title, nominees, kind) in zip(
        ("I", "II", "III"), (each for each in present if each[1]), strict=False
    ):
        blocks += [Heading(f"{number}. {title}"), _table(nominees, kind, told.present)]
    return blocks


def _table(nominees: tuple[NomineeLine, ...], kind: str, present: int | None) -> Table:
    last = (Column("Tóm tắt thành tích", 3), Column("Kết quả bình xét", 1.5, "center"))
    if kind == NomineeKind.COLLECTIVE:
        columns = (Column("Số TT", 0.6, "center"), Column("Tên tập thể", 2.1), *last)
        rows = [(each.name, each.summary, _vote_line(each, present)) for each in nominees]
    else:
        household = kind == NomineeKind.HOUSEHOLD
        columns = (
            Column("Số TT", 0.6, "center"),
            Column("Hộ gia đình" if household else "Họ và tên", 1.7),
            Column("Địa chỉ" if household else "Chức vụ, nơi công tác", 1.7),
            *last,
        )
        rows = [
            (each.addressed, each.position or BLANK, each.summary, _vote_line(each, present))
            for each in nominees
        ]
    return Table(columns, tuple((f"{n:02d}", *row) for n, row in enumerate(rows, 1)))


def _vote_line(nominee: NomineeLine, present: int | None) -> str:
    """Yes votes of those present: "9/9 tán thành (100,00 %)"."""
    if nominee.votes_for is None or not present:
        return BLANK
    return f"{nominee.votes_for}/{present} tán thành ({format_percent(nominee.votes_for, present)})"


def sample() -> SubmissionFacts:
    """Two collectives and three people of an invented khóm."""
    return SubmissionFacts(
        campaign=sample_campaign(),
        unit=UNIT,
        day=date(2023, 11, 8),
        laws=LAWS,
        nominees=NOMINEES,
        held_on=date(2023, 11, 6),
        present=11,
        head=HEAD,
    )


KIND = register(
    PaperKind(
        key="unit-submission",
        title="Tờ trình đề nghị khen thưởng",
        slug="to-trinh",
        facts=facts,
        compose=compose,
        written_on=attrgetter("day"),
        sample=sample,
        words=WORDS,
        model="dossiers.Dossier",
        named=lambda dossier: dossier.unit.name,
        file_stem=lambda dossier: dossier.code,
        home=lambda dossier: reverse("dossier-paper", args=[dossier.code, "to-trinh"]),
        may_read=may_read_dossier,
        tells=told.told_by_submission,
        attach=lambda user, dossier, files, printout: add_paper(
            user, dossier, Part.SUBMISSION, files, printout=printout
        ),
        folders=lambda ids: folders_of(Dossier.objects.filter(pk__in=ids)),
        may_attach=lambda user, dossier: Openness(user, dossier).paper(Part.SUBMISSION),
    )
)
