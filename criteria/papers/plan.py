"""Kế hoạch phát động: the campaign's own plan, written from its data in the plan's order (NĐ 30/2020 Phụ lục III, mẫu 1.4).

Issuing it enters number and day into the campaign, where every other paper cites them from.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from campaigns.enums import TextSection
from campaigns.models import Campaign
from campaigns.papers.parts import (
    WardFrame,
    committee_signature,
    frame_of,
    heading,
    movement_phrase,
    sample_frame,
)
from campaigns.rules import may_prepare_campaigns
from campaigns.series import PLAN, series_key
from criteria.enums import NomineeKind, TargetKind
from criteria.papers.plan_issue import earliest, enter_number, home, may_read, missing, unreviewed
from phuong6.lib.dates import VIETNAM
from phuong6.lib.papers.blocks import Bases, Block, Bullets, Heading, Paper, Paragraph
from phuong6.lib.papers.wording import Slot, Words
from phuong6.lib.vietnamese import short_date
from phuong6.office.papers.kinds import Issue, PaperKind, register

ROMAN = ("I", "II", "III", "IV")
TAKEN_UP = (
    "Căn cứ",
    "Thực hiện",
    "Theo",
    "Xét",
    "Triển khai",
)  # a basis that says by itself how it is taken up
CARRIED_OUT = ("Kế hoạch", "Chương trình", "Chỉ thị", "Công văn", "Hướng dẫn", "Thông báo")
FIRST = ("hình thức", "đối tượng")  # lines on the award that stand before the dossier
MONEY = ("mức", "nguồn", "kinh phí")  # and those of the part about money

WORDS = (
    Slot("opening", "Câu mở đầu", "{Cơ quan} xây dựng Kế hoạch phát động {phong trào} như sau:"),
    Slot("begins", "Thời điểm bắt đầu", "Kể từ ngày ban hành kế hoạch."),
    Slot("ends", "Thời điểm kết thúc", "Thời điểm kết thúc: {ngày kết thúc}.", needed=("ngày kết thúc",)),
    Slot(
        "deadline",
        "Thời gian đề nghị khen thưởng",
        "Thời gian đề nghị khen thưởng: Hồ sơ đề nghị xét khen thưởng của các đơn vị gửi về {cơ quan} {hạn nộp}.",
        needed=("hạn nộp",),
    ),
    Slot("closing", "Câu kết", "Trên đây là Kế hoạch phát động {phong trào}"),
)


@dataclass(frozen=True)
class PlanFacts:
    """The plan's lines by section, its targets and areas as sentences, its criteria by kind of nominee."""

    frame: WardFrame
    texts: Mapping[str, tuple[str, ...]]
    targets: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    criteria: tuple[tuple[str, tuple[str, ...]], ...] = ()  # ("tập thể", lines)


def facts(campaign: Campaign) -> PlanFacts:
    """The campaign's data as it stands (seven queries)."""
    texts: dict[str, tuple[str, ...]] = {}
    for each in campaign.texts.order_by("order", "pk"):
        texts[each.section] = (*texts.get(each.section, ()), each.text)
    targets = list(campaign.targets.order_by("order", "pk"))
    measured = {each.area_id for each in targets}
    areas = campaign.areas.order_by("order", "pk")
    return PlanFacts(
        frame=frame_of(campaign, PLAN),
        texts=texts,
        targets=tuple(map(sentence_of, targets)),
        areas=tuple(
            line
            for each in areas
            for line in (each.text.splitlines() or ([] if each.pk in measured else [each.name]))
        ),
        criteria=tuple(
            (kind.word, lines)
            for kind in NomineeKind
            if (lines := tuple(each.text for each in campaign.criteria.filter(kind=kind).order_by("order")))
        ),
    )


def sentence_of(target) -> str:
    """A target as the plan says it: what is counted, and how much is asked; a task by its name alone."""
    if target.kind == TargetKind.TASK:
        return target.name
    return f"{target.name}: {target.asked[0].lower()}{target.asked[1:]}"


def due_phrase(too_late: datetime) -> str:
    """The deadline as a plan writes it: "trước ngày 15/11/2023", "trước 17 giờ 00 ngày 14/11/2023"."""
    local = too_late.astimezone(VIETNAM)
    day = short_date(local.date())
    return (
        f"trước ngày {day}" if (local.hour, local.minute) == (0, 0) else f"trước {local:%H giờ %M} ngày {day}"
    )


def basis_line(text: str) -> str:
    """A basis with the words that take it up: plans and orders are carried out, law is a ground."""
    if text.startswith(TAKEN_UP):
        return text
    return f"{'Thực hiện' if text.startswith(CARRIED_OUT) else 'Căn cứ'} {text}"


def _closed(lines: Iterable[str]) -> tuple[str, ...]:
    """Each with a mark at its end."""
    return tuple(each if each.endswith((".", ";", ":", "…")) else f"{each}." for each in lines)


def _bullets(lines: Iterable[str], marker: str = "-") -> tuple[Block, ...]:
    kept = _closed(lines)
    return (Bullets(kept, marker),) if kept else ()


def _part(title: str, parts: Iterable[tuple[str, tuple[Block, ...]]]) -> tuple[str, tuple[Block, ...]]:
    """A part with its numbered sections; one without anything in it does not appear."""
    filled = [(name, blocks) for name, blocks in parts if blocks]
    numbered = ((Heading(f"{n}. {name}", 2), *blocks) for n, (name, blocks) in enumerate(filled, 1))
    return title, tuple(block for section in numbered for block in section)


def compose(told: PlanFacts, words: Words, issue: Issue) -> Paper:
    """The plan; each part and section numbered as it comes, empty ones left out."""
    campaign = told.frame.campaign
    names = {
        "Cơ quan": campaign.ward_name,
        "cơ quan": campaign.ward_short,
        "phong trào": movement_phrase(campaign),
        "ngày kết thúc": short_date(campaign.ends_on),
        "hạn nộp": due_phrase(campaign.dossier_too_late),
    }
    return Paper(
        letterhead=heading(told.frame, issue),
        title="KẾ HOẠCH",
        subtitle=f"Phát động {movement_phrase(campaign)}",
        blocks=(
            *_bases(told),
            Paragraph(words("opening", names)),
            *_parts(told, words, names),
            Paragraph(f"{words('closing', names).rstrip(' ./')}./."),
        ),
        recipients=told.texts.get(TextSection.RECIPIENT) or (words.posts.filed_line,),
        signatures=(committee_signature(told.frame, issue),),
        mark=campaign.mark,
    )


def _bases(told: PlanFacts) -> tuple[Block, ...]:
    lines = told.texts.get(TextSection.LEGAL_BASIS, ())
    return (Bases(tuple(map(basis_line, lines)), last=";"),) if lines else ()


def _parts(told: PlanFacts, words: Words, names: dict[str, str]) -> tuple[Block, ...]:
    text = told.texts
    parts = [
        _part(
            "MỤC ĐÍCH, YÊU CẦU",
            (
                ("Mục đích", _bullets(text.get(TextSection.AIM, ()))),
                ("Yêu cầu", _bullets(text.get(TextSection.REQUIREMENT, ()))),
            ),
        ),
        _part(
            "NỘI DUNG PHONG TRÀO THI ĐUA",
            (
                ("Đối tượng thi đua", _bullets(text.get(TextSection.PARTICIPANT, ()))),
                ("Nội dung thi đua", _bullets(told.targets) + _bullets(told.areas, "+")),
            ),
        ),
        _part("THỜI GIAN, KHEN THƯỞNG", _awards(told, words, names)),
        ("TỔ CHỨC THỰC HIỆN", _numbered(text.get(TextSection.ORGANISATION, ()))),
    ]
    filled = [(title, blocks) for title, blocks in parts if blocks]
    return tuple(
        block
        for number, (title, blocks) in zip(ROMAN, filled, strict=False)
        for block in (Heading(f"{number}. {title}"), *blocks)
    )


def _awards(
    told: PlanFacts, words: Words, names: dict[str, str]
) -> tuple[tuple[str, tuple[Block, ...]], ...]:
    lines = told.texts.get(TextSection.AWARD, ())
    first = [each for each in lines if each.lower().startswith(FIRST)]
    money = [each for each in lines if each.lower().startswith(MONEY)]
    rest = [each for each in lines if each not in first and each not in money]
    papers = told.texts.get(TextSection.PAPER, ())
    dossier = _bullets(["Hồ sơ đề nghị khen thưởng:"]) + _bullets(papers, "+") if papers else ()
    return (
        (
            "Thời gian phát động phong trào thi đua",
            _bullets([words("begins", names), words("ends", names)]),
        ),
        (
            "Hình thức khen thưởng và hồ sơ đề nghị khen thưởng",
            (*_bullets(first), *dossier, *_bullets([words("deadline", names), *rest])),
        ),
        ("Mức khen thưởng và nguồn kinh phí khen thưởng", _bullets(money)),
        (
            "Tiêu chí khen thưởng",
            tuple(
                block
                for word, found in told.criteria
                for block in (Heading(f"Đối với {word}", 3), *_bullets(found))
            ),
        ),
    )


def _numbered(lines: tuple[str, ...]) -> tuple[Block, ...]:
    return tuple(Paragraph(f"{n}. {line}") for n, line in enumerate(_closed(lines), 1))


def sample() -> PlanFacts:
    """A short invented plan."""
    return PlanFacts(
        frame=sample_frame("KH-UBND-MẪU", date(2023, 4, 12)),
        texts={
            TextSection.LEGAL_BASIS: (
                "Kế hoạch số 12/KH-UBND ngày 10/02/2023 của Ủy ban nhân dân thành phố về phát động phong trào thi đua",
            ),
            TextSection.AIM: (
                "Nâng cao ý thức, trách nhiệm của tập thể, cá nhân trong thực hiện nhiệm vụ cải cách hành chính.",
                "Kịp thời phát hiện, biểu dương, khen thưởng tập thể, cá nhân có thành tích xuất sắc.",
            ),
            TextSection.REQUIREMENT: (
                "Bình xét, khen thưởng kịp thời, dân chủ, khách quan, đúng đối tượng, đúng tiêu chuẩn.",
            ),
            TextSection.PARTICIPANT: ("Cán bộ, công chức, người lao động", "Ban nhân dân các khóm"),
            TextSection.AWARD: (
                "Hình thức khen thưởng: Chủ tịch Ủy ban nhân dân phường tặng giấy khen.",
                "Mức khen thưởng theo Luật Thi đua, khen thưởng và Nghị định hướng dẫn thi hành.",
            ),
            TextSection.PAPER: (
                "Tờ trình đề nghị khen thưởng",
                "Biên bản họp bình xét",
                "Báo cáo thành tích",
            ),
            TextSection.ORGANISATION: (
                "Các đơn vị đăng ký tham gia, tổ chức thực hiện và báo cáo kết quả.",
                "Cán bộ Nội vụ theo dõi, đôn đốc, tổng hợp, thẩm định hồ sơ.",
            ),
            TextSection.RECIPIENT: ("Thường trực Đảng ủy", "Các đơn vị tham gia", "Lưu: VT"),
        },
        targets=(
            "Hồ sơ thủ tục hành chính được trả kết quả đúng hạn và trước hạn: đạt 100%",
            "Cán bộ, công chức được bồi dưỡng về dịch vụ công trực tuyến: từ 30% trở lên",
        ),
        areas=("Đề xuất, tổ chức thực hiện các giải pháp, sáng kiến thiết thực.",),
        criteria=(
            ("tập thể", ("Hoàn thành các mục tiêu, nhiệm vụ cải cách hành chính.",)),
            ("cá nhân", ("Hoàn thành tốt, xuất sắc nhiệm vụ được giao.",)),
        ),
    )


KIND = register(
    PaperKind(
        key="plan",
        title="Kế hoạch phát động",
        slug="ke-hoach-phat-dong",
        model="campaigns.Campaign",
        facts=facts,
        compose=compose,
        sample=sample,
        words=WORDS,
        file_stem=lambda campaign: campaign.code,
        home=home,
        series=lambda campaign: series_key(campaign, PLAN),
        issuable=True,
        earliest=earliest,
        may_read=may_read,
        may_issue=may_prepare_campaigns,
        missing=missing,
        on_issue=enter_number,
        gap=unreviewed,
    )
)
