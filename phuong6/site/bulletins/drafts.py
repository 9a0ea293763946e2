"""The words of a radio bulletin, drawn from what is public: published pieces, verified results, issued awards.

Sees every room; the bulletin keeps the text alone. Nothing of an award is drawn before its decision is issued.
"""

from collections import defaultdict
from collections.abc import Iterable

from django.utils import timezone

from awards.models import Award, Decision
from awards.public.results import public_awards, public_decisions
from campaigns.models import Campaign, Exemplar
from criteria.enums import NomineeKind, ResultStatus, TargetKind
from criteria.measuring.obligations import Cell, cells
from criteria.measuring.progress import Line
from criteria.measuring.standing import Standing
from criteria.models import Target
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
    """Every target of which something has been verified, told against all reports that are asked for."""
    asked: dict[Target, list[Cell]] = defaultdict(list)
    for cell in cells(campaign):
        asked[cell.target].append(cell)
    told = [_target(found) for found in asked.values() if any(map(_is_verified, found))]
    if not told:
        return []
    today = short_date(timezone.localdate())
    return [f"Kết quả thực hiện chỉ tiêu đã được xác nhận đến ngày {today}:", *told]


def _is_verified(cell: Cell) -> bool:
    return cell.result is not None and cell.result.status == ResultStatus.VERIFIED


def _target(asked: list[Cell]) -> str:
    """One target: a part is never told as the whole, and whether it is met only once every report is verified."""
    verified = [each for each in asked if _is_verified(each)]
    line = Line.of("", asked[0].target, verified)
    rest = len(asked) - len(verified)
    if line.target.kind == TargetKind.TASK:
        done = f"{line.tally.met} trên {len(asked)} báo cáo phải gửi đã hoàn thành và được xác nhận"
        return f"{line.target.name}: {done}{_open(rest) if rest else f', kết quả {_found(line)}'}."
    plan = f"kế hoạch đề ra {line.target.asked[0].lower()}{line.target.asked[1:]}"
    part = f"tính trên {len(verified)} trong {len(asked)} báo cáo phải gửi, " if rest else ""
    if not line.denominator:
        return f"{line.target.name}: {part}không phát sinh{_open(rest) if rest else ''}."
    share = f"{format_number(line.numerator)} trên {format_number(line.denominator)}, bằng {line.percent}"
    deputies = f", {line.delegated_words}" if line.delegated else ""
    end = f"{_open(rest)} nên chưa kết luận" if rest else f", kết quả {_found(line)}"
    return f"{line.target.name}: {part}{share}{deputies}; {plan}{end}."


def _open(rest: int) -> str:
    return f"; còn {rest} báo cáo chưa có hoặc chưa được xác nhận"


def _found(line: Line) -> str:
    return Standing(line.standing).label.lower()


def _awards(decision: Decision) -> list[str]:
    """One decision: number, day, and whom it honours."""
    counts = (decision.collectives, decision.households, decision.people)
    told_counts = NomineeKind.say(counts, digits=1, all_kinds=True)
    told = [
        (
            f"Ngày {short_date(decision.decided_on)}, Chủ tịch {decision.campaign.ward_name} đã ban hành Quyết định số "
            f"{decision.number} tặng Giấy khen cho {told_counts} có thành "
            "tích xuất sắc trong phong trào thi đua cải cách hành chính."
        )
    ]
    rows = list(public_awards(decision))
    for kind, word in (
        (NomineeKind.COLLECTIVE, "Tập thể gồm"),
        (NomineeKind.HOUSEHOLD, "Hộ gia đình gồm"),
        (NomineeKind.INDIVIDUAL, "Cá nhân gồm"),
    ):
        names = [_name(each, decision.campaign) for each in rows if each.nominee.kind == kind]
        if 0 < len(names) <= MOST_NAMES:
            told.append(f"{word}: {'; '.join(names)}.")
    return told


def _name(award: Award, campaign: Campaign) -> str:
    """Who it is and where; listeners know which ward and city they live in."""
    home = f"{campaign.area}, {campaign.city_name}"
    where = award.right_role.removesuffix(home).rstrip(" ,")
    return ", ".join(filter(None, (award.right_addressed, where)))
