"""The words of a radio bulletin, drawn from what is public: published pieces, verified results, issued awards.

Sees every room; the bulletin keeps the text alone. Nothing of an award is drawn before its decision is issued.
"""

from collections import defaultdict
from collections.abc import Iterable

from django.utils import timezone

from awards.models import Award, Decision
from awards.public_results import public_awards, public_decisions
from campaigns.models import Campaign, Exemplar
from criteria.enums import NomineeKind, ResultStatus, TargetKind
from criteria.obligations import cells
from criteria.progress import Line
from phuong6.lib.reading import read_aloud
from phuong6.lib.vietnamese import format_number, short_date

MOST_NAMES = 40  # people named one by one; a longer list is told by its number


def draft(campaign: Campaign, pieces: Iterable[Exemplar], *, results: bool, awards: bool) -> str:
    """The bulletin's paragraphs in words as they are read."""
    parts = [_piece(each) for each in pieces]
    parts += _results(campaign) if results else []
    if awards:
        for decision in public_decisions().filter(campaign=campaign):
            parts += _awards(decision)
    return read_aloud("\n".join(parts))


def _sentence(text: str) -> str:
    text = text.strip()
    return text if text.endswith((".", "!", "?", "…", "”")) else f"{text}."


def _piece(piece: Exemplar) -> str:
    """Its title and what it says in short."""
    return f"{_sentence(piece.title)} {_sentence(' '.join(piece.summary.split()))}"


def _results(campaign: Campaign) -> list[str]:
    """Every target of which something has been verified; what is only reported is not said."""
    verified = defaultdict(list)
    for cell in cells(campaign):
        if cell.result is not None and cell.result.status == ResultStatus.VERIFIED:
            verified[cell.target].append(cell)
    if not verified:
        return []
    today = short_date(timezone.localdate())
    return [
        f"Kết quả thực hiện chỉ tiêu đã được xác nhận đến ngày {today}:",
        *(_target(Line.of("", target, found)) for target, found in verified.items()),
    ]


def _target(line: Line) -> str:
    if line.target.kind == TargetKind.TASK:
        return f"{line.target.name}: {line.numerator} trên {line.denominator} báo cáo đã hoàn thành."
    if not line.denominator:
        return f"{line.target.name}: không phát sinh."
    share = f"{format_number(line.numerator)} trên {format_number(line.denominator)}"
    return f"{line.target.name}: {share}, đạt {line.percent}."


def _awards(decision: Decision) -> list[str]:
    """One decision: number, day, and whom it honours."""
    told = [
        (
            f"Ngày {short_date(decision.decided_on)}, Chủ tịch {decision.campaign.ward_name} đã ban hành Quyết định số "
            f"{decision.number} tặng Giấy khen cho {decision.collectives} tập thể, {decision.people} cá nhân có thành "
            "tích xuất sắc trong phong trào thi đua cải cách hành chính."
        )
    ]
    rows = list(public_awards(decision))
    for kind, word in ((NomineeKind.COLLECTIVE, "Tập thể gồm"), (NomineeKind.INDIVIDUAL, "Cá nhân gồm")):
        names = [_name(each, decision.campaign) for each in rows if each.nominee.kind == kind]
        if 0 < len(names) <= MOST_NAMES:
            told.append(f"{word}: {'; '.join(names)}.")
    return told


def _name(award: Award, campaign: Campaign) -> str:
    """Who it is and where; listeners know which ward and city they live in."""
    home = f"{campaign.place_name}, {campaign.city_name}"
    where = award.role_line.removesuffix(home).rstrip(" ,")
    return ", ".join(filter(None, (f"{award.honorific} {award.name}".strip(), where)))
