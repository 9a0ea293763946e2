"""The announcer's words: who is asked to hand over, who is called, in letters one reads at arm's length."""

from itertools import groupby

from django.urls import reverse

from awards.ceremony.papers.facts import CalledLine, CeremonyFacts, facts, sample
from awards.ceremony.rules import may_read_ceremony
from campaigns.papers.parts import heading, movement_phrase
from criteria.enums import NomineeKind
from phuong6.lib.papers.blocks import Heading, Paper, Paragraph, Run
from phuong6.lib.papers.wording import Slot, Words
from phuong6.lib.reading import SYLLABLES_A_MINUTE, read_aloud, reading_minutes
from phuong6.lib.vietnamese import long_date, weekday_date, within_sentence
from phuong6.office.papers.kinds import DRAFT, Issue, PaperKind, register

WORDS = (
    Slot("opening", "Lời mở đầu", "Kính thưa quý vị đại biểu, kính thưa toàn thể hội nghị!"),
    Slot(
        "collectives", "Lời mời tập thể", "Kính mời đại diện các tập thể có tên sau đây lên nhận Giấy khen:"
    ),
    Slot("people", "Lời mời cá nhân", "Kính mời các ông, bà có tên sau đây lên nhận Giấy khen:"),
    Slot("after", "Lời chúc sau mỗi lượt", "Xin trân trọng chúc mừng!"),
    Slot("closing", "Lời kết", "Phần trao Giấy khen đến đây kết thúc. Xin trân trọng cảm ơn!"),
)


def compose(facts: CeremonyFacts, words: Words, issue: Issue = DRAFT) -> Paper:
    """Turn by turn; numbers and abbreviations in words, as they are said."""
    spoken = [_said(words("opening")), _said(_announced(facts))]
    blocks = list(map(_large, spoken))
    home = f"{facts.frame.campaign.area}, {facts.frame.campaign.city_name}"
    for turn, lines in facts.turns:
        said = list(map(_said, _turn(lines, words, home)))
        blocks += [Heading(f"Lượt {turn}: {lines[0].kind.lower()}", 2), *map(_large, said)]
        spoken += said
    spoken.append(_said(words("closing")))
    blocks.append(_large(spoken[-1]))
    minutes = reading_minutes("\n".join(spoken))
    held = facts.held_at
    head = Paragraph(
        f"{held:%H} giờ {held:%M}, {weekday_date(held.date())}, {facts.place}. "
        f"Đọc khoảng {minutes} phút (tính {SYLLABLES_A_MINUTE} tiếng một phút), chưa kể lúc trao.",
        align="center",
        italic=True,
    )
    warned = (Paragraph((Run(facts.warning, bold=True),), indent=False),) if facts.warning else ()
    return Paper(
        letterhead=heading(facts.frame, issue),
        title="LỜI DẪN CHƯƠNG TRÌNH",
        subtitle="Trao Giấy khen trong " + movement_phrase(facts.frame.campaign),
        blocks=(head, *warned, *blocks),
        mark=facts.frame.campaign.mark,
    )


def _said(text: str) -> str:
    return read_aloud(text)


def _large(text: str) -> Paragraph:
    return Paragraph(text, align="left", indent=False, large=True)


def _announced(facts: CeremonyFacts) -> str:
    """The decision by its number alone, as one says it, with its own counts; where fewer are called, how many."""
    campaign = facts.frame.campaign
    today = "" if facts.called != facts.awarded else "hôm nay "
    number, _, _ = facts.number.partition("/")
    told = (
        f"Căn cứ Quyết định số {number} {long_date(facts.day)} của Chủ tịch {campaign.ward_name}, {today}"
        f"{_counted(facts.awarded)} được tặng Giấy khen vì đã có thành tích xuất sắc trong "
        f"{movement_phrase(campaign)}."
    )
    return (
        told
        if today or not facts.lines
        else f"{told} Tại buổi lễ hôm nay, Giấy khen được trao cho {_counted(facts.called)}."
    )


def _counted(counts: tuple[int, ...]) -> str:
    """Say “2 tập thể và 3 cá nhân”; what there is none of is not spoken of."""
    return NomineeKind.say(counts, joint=" và ", digits=1)


def _turn(lines: list[CalledLine], words: Words, home: str) -> list[str]:
    """Who hands over, then the names; asked anew where somebody else hands over within a turn."""
    said = []
    for presenter, called in groupby(lines, key=lambda each: each.presenter):
        if presenter:
            said.append(f"Xin trân trọng kính mời {within_sentence(presenter)} lên trao Giấy khen.")
        are_people = lines[0].kind == NomineeKind.INDIVIDUAL.label
        said.append(words("people" if are_people else "collectives"))
        said += [_called(each, home) for each in called]
    return [*said, words("after")]


def _called(line: CalledLine, home: str) -> str:
    """Name, post and unit; everybody in the hall knows which ward and city it is."""
    role = line.role.removesuffix(home).rstrip(" ,")
    where = f", {role}" if role and line.kind != NomineeKind.COLLECTIVE.label else ""
    receives = f" – người nhận: {line.representative}" if line.representative else ""
    return f"{line.called}{where}{receives}."


KIND = register(
    PaperKind(
        key="ceremony-script",
        title="Lời dẫn chương trình trao giấy khen",
        slug="loi-dan-trao-giay-khen",
        model="awards.Ceremony",
        facts=facts,
        compose=compose,
        sample=sample,
        words=WORDS,
        file_stem=lambda ceremony: ceremony.decision.campaign.code,
        home=lambda ceremony: reverse("ceremony", args=[ceremony.decision_id]),
        may_read=may_read_ceremony,
    )
)
