"""Targets in a sentence: how much is asked, of what. A figure that says something else than a share is left alone."""

import re
from dataclasses import dataclass
from decimal import Decimal

PERCENT = re.compile(r"(?P<figure>[0-9]{1,3}(?:[.,][0-9]{1,2})?)\s*(?:%|phần trăm)")
LONGEST = 300  # characters of a target's name
FULL = 100

_VERBS = r"(?:phấn đấu|bảo đảm|đảm bảo|duy trì|có|đạt|tỷ lệ đạt|yêu cầu)"
_LEAST = r"(?:từ|tối thiểu(?: là)?|ít nhất(?: là)?|không dưới|không thấp hơn|≥|>=)"
_MOST = r"(?:không quá|tối đa(?: là)?|không vượt quá|không cao hơn|≤|<=)"
_VAGUE = r"(?:trên|dưới|hơn|gần|khoảng|tăng|giảm|thêm|tăng lên|tăng thêm|xuống|lên|còn|quá|vượt|chỉ|chiếm|chưa (?:đến|tới|đạt)|>|<)"
_BEFORE = re.compile(rf"^(?:{_VERBS}\s*)*(?:{_LEAST}|{_MOST})?\s*$", re.IGNORECASE)
_AT_END = re.compile(
    rf"[\s,:–-]*(?:(?:phải|phấn đấu|đạt|là|tỷ lệ|mức)\s*)*(?:{_LEAST}|{_MOST})?\s*$", re.IGNORECASE
)
_IS_MOST = re.compile(rf"(?<!\w){_MOST}\s*$", re.IGNORECASE)
_IS_VAGUE = re.compile(rf"(?<!\w){_VAGUE}\s*$", re.IGNORECASE)
_IS_RANGE = re.compile(r"[0-9]\s*%?\s*(?:-|–|đến)\s*$")
_UPWARDS = re.compile(r"^\s*trở lên\b", re.IGNORECASE)
_DOWNWARDS = re.compile(r"^\s*trở xuống\b", re.IGNORECASE)
_AMONG = re.compile(r",?\s*trong đó(?:\s+có)?\s*,?\s*", re.IGNORECASE)
_FALLING = re.compile(r"(?<!\w)(?:giảm|hạ|kéo giảm|hạn chế)(?!\w)", re.IGNORECASE)
# What is bad: so much of it at least is never what a plan asks.
_BAD = re.compile(
    r"trễ hạn|trễ hẹn|quá hạn|tồn đọng|sai sót|vi phạm|khiếu nại|không hài lòng|bổ sung quá", re.IGNORECASE
)
NOT_BEFORE = 25  # letters before such a word in which "không" turns it into something good
_COMPARED = re.compile(r"so với|năm trước|cùng kỳ", re.IGNORECASE)

SEVERAL = "Câu có nhiều con số phần trăm, không rõ con số nào của chỉ tiêu nào."
NOT_A_SHARE = (
    "Con số phần trăm này không phải mức phải đạt ghi rõ (trên, dưới, khoảng, tăng, giảm, so với năm trước)."
)
IMPOSSIBLE = "Con số phần trăm nằm ngoài khoảng từ 0 đến 100."
TOO_LONG = "Câu quá dài để làm tên chỉ tiêu."


@dataclass(frozen=True)
class Aim:
    """A piece of a sentence. `percent` is None for a task; `unclear` says why nothing can be made of it."""

    name: str
    percent: Decimal | None = None
    at_most: bool = False
    unclear: str = ""


def aims_in(text: str) -> list[Aim]:
    """The targets of one point of the plan, in their order."""
    return [_aim(piece) for piece in _pieces(text)]


def _pieces(text: str) -> list[str]:
    """One piece for each figure: apart at semicolons and at "trong đó"."""
    if len(PERCENT.findall(text)) < 2:  # noqa: PLR2004
        return [text]
    found: list[str] = []
    for clause in re.split(r";\s*", text):
        halves = _AMONG.split(clause)
        several = len(halves) > 1 and all(len(PERCENT.findall(half)) == 1 for half in halves)
        for piece in halves if several else [clause]:
            if found and not PERCENT.search(piece):
                found[-1] += f"; {piece}"  # goes on about the figure before
            elif found and not PERCENT.search(found[-1]):
                found[-1] += f"; {piece}"
            else:
                found.append(piece)
    return found


def tidy(text: str) -> str:
    """A name: capital first, no closing mark."""
    text = text.strip().strip(" ;.,:–-")
    return text[:1].upper() + text[1:]


def _aim(piece: str) -> Aim:
    figures = list(PERCENT.finditer(piece))
    whole = tidy(piece)
    if len(whole) > LONGEST:
        return Aim(whole, unclear=TOO_LONG)
    if not figures:
        return Aim(whole)
    if len(figures) > 1:
        return Aim(whole, unclear=SEVERAL)
    before, after = piece[: figures[0].start()], piece[figures[0].end() :]
    return share_of(before, figures[0]["figure"], after)


def share_of(before: str, figure: str, after: str) -> Aim:
    """The share between these words."""
    whole = tidy(f"{before}{figure}%{after}")
    percent = Decimal(figure.replace(",", "."))
    vague = _IS_VAGUE.search(before) and not _IS_MOST.search(before)
    if vague or _IS_RANGE.search(before) or _COMPARED.search(after) or _FALLING.search(before):
        return Aim(whole, unclear=NOT_A_SHARE)
    if not 0 < percent <= FULL:
        return Aim(whole, unclear=IMPOSSIBLE)
    at_most = bool(_IS_MOST.search(before) or _DOWNWARDS.match(after))
    if not at_most and _tells_bad(whole):
        return Aim(whole, unclear=NOT_A_SHARE)
    rest = _DOWNWARDS.sub("", _UPWARDS.sub("", after))
    if _BEFORE.match(before.strip()):
        name = tidy(re.sub(r"^\s*(?:tổng\s+)?số\s+", "", rest))
    elif not rest.strip(" ;.,"):
        name = tidy(_AT_END.sub("", before))
    else:
        name = whole
    return Aim(name or whole, percent, at_most)


def _tells_bad(text: str) -> bool:
    """Whether something bad is counted: "hồ sơ trễ hạn 2%", not "100% hồ sơ không trễ hạn"."""
    return any(
        "không" not in text[max(0, found.start() - NOT_BEFORE) : found.start()].lower()
        for found in _BAD.finditer(text)
    )
