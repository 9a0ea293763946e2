"""The head of a plan and its foot: number, day, title, bases; recipients and who signs."""

import re
from dataclasses import dataclass, field

from campaigns.plan_reading.headings import marked

_BLANKS = "….·_ "
NUMBER = re.compile(rf"^Số\s*:?\s*(?P<number>[0-9]*)[{_BLANKS}]*/\s*(?P<notation>[A-ZĐ0-9][A-ZĐa-z0-9&-]*)")
PLACE_DAY = re.compile(
    rf"^(?P<place>[^,0-9][^,]{{0,60}}),\s*ngày[{_BLANKS}]*(?P<day>[0-9]*)[{_BLANKS}]*tháng[{_BLANKS}]*(?P<month>[0-9]*)"
    rf"[{_BLANKS}]*năm[{_BLANKS}]*(?P<year>[0-9]{{4}})?",
    re.IGNORECASE,
)
TITLE = re.compile(r"^KẾ HOẠCH\b\s*(?P<rest>.*)$")
BASIS = re.compile(r"^[-–+]?\s*(?P<text>(?:Căn cứ|Thực hiện|Theo|Xét|Triển khai)\b.*)$")
OPENING = re.compile(r"như sau\s*:?\s*$|(?:xây dựng|ban hành|lập)\s+kế hoạch", re.IGNORECASE)
_OPENING_BEHIND = re.compile(
    r"[,;.]\s*(?:Ủy ban nhân dân|UBND|Uỷ ban nhân dân)\s[^;]*như sau\s*:?$", re.IGNORECASE
)
CLOSING = re.compile(r"^Trên đây là", re.IGNORECASE)
RECIPIENTS = re.compile(r"^Nơi nhận\s*:?\s*(?P<rest>.*)$", re.IGNORECASE)
_SIGNING = re.compile(r"^(?:TM|KT|Q|TUQ|TL)\.|^(?:PHÓ )?CHỦ TỊCH$")
_CHAIR = re.compile(r"^(?:Q\. ?)?CHỦ TỊCH$")
_NAME = re.compile(r"^(?:[A-ZÀ-ỸĐ][\wÀ-ỹđ'’.-]*\s+){1,5}[A-ZÀ-ỸĐ][\wÀ-ỹđ'’-]*$")
_YEAR = re.compile(r"năm (20[0-9]{2})(?!\s*[-–])", re.IGNORECASE)
_LAUNCHING = re.compile(
    r"^(?:(?:về|việc|phát động|tổ chức|triển khai|thực hiện)\s+)+(?=phong trào|đợt thi đua)",
    re.IGNORECASE,
)
MOST_TITLE_LINES = 5


@dataclass
class Head:
    """Places of lines by what they are; `bases` and `title` in their order."""

    title: list[int] = field(default_factory=list)
    bases: list[int] = field(default_factory=list)
    structural: list[int] = field(default_factory=list)  # read, and nothing of the plan's own
    body: int = 0  # where the parts begin


def find_head(texts: list[str]) -> Head | None:
    """The head; None where no line says KẾ HOẠCH."""
    start = next((n for n, text in enumerate(texts) if TITLE.match(text)), None)
    if start is None:
        return None
    head, at = Head(structural=list(range(start))), start
    while at < len(texts) and len(head.title) < MOST_TITLE_LINES:
        text = texts[at]
        if at > start and (_begins_text(text) or OPENING.search(text)):
            break
        head.title.append(at)
        at += 1
    while at < len(texts) and not _is_part(texts[at]):
        if BASIS.match(texts[at]):
            head.bases.append(at)
        elif OPENING.search(texts[at]) or not texts[at].strip("_-–* "):
            head.structural.append(at)
        else:
            break
        at += 1
    head.body = at
    return head


def _is_part(text: str) -> bool:
    level = marked(text).level
    return level is not None and level <= 2  # noqa: PLR2004


def _begins_text(text: str) -> bool:
    return bool(BASIS.match(text)) or _is_part(text) or not text.strip("_-–* ")


def title_text(texts: list[str], head: Head) -> str:
    """The trích yếu as one line: without the words KẾ HOẠCH."""
    found = TITLE.match(texts[head.title[0]])
    first = found["rest"] if found else ""
    return " ".join(filter(None, (first, *(texts[n] for n in head.title[1:])))).strip(" .")


def name_in(title: str) -> str:
    """The movement's name out of the title; empty where it is not told, or all in capitals (its names are lost there)."""
    name = _LAUNCHING.sub("", title)
    if title.isupper() or not re.match(r"phong trào|đợt thi đua", name, re.IGNORECASE):
        return ""
    return name[:1].upper() + name[1:]


def years_in(text: str) -> set[int]:
    """Years a title names; the stretch "giai đoạn 2021 - 2025" is none."""
    return set(map(int, _YEAR.findall(text)))


def basis_text(text: str) -> str:
    """A basis without dash, closing mark, and the sentence that opens the plan behind it."""
    found = BASIS.match(text)
    return _OPENING_BEHIND.sub("", found["text"] if found else text).rstrip(" ;.,")


def is_signing(text: str) -> bool:
    """A line of capitals above the name."""
    return bool(_SIGNING.match(text.strip()))


def signer_in(lines: list[tuple[int, str]]) -> tuple[int, int, str, str] | None:
    """(place of the post, place of the name, post, name) where the chairman himself signs; else None.

    A deputy who signs for him ("KT. CHỦ TỊCH") is not the chairman, whose name the plan then does not tell.
    """
    if any(re.match(r"KT\.|TUQ\.|TL\.", text) for _, text in lines):
        return None
    post = next(((n, text) for n, text in lines if _CHAIR.match(text)), None)
    if post is None:
        return None
    names = [(n, text) for n, text in lines if n > post[0] and _NAME.match(text) and not text.isupper()]
    return (post[0], names[0][0], post[1], names[0][1]) if len(names) == 1 else None
