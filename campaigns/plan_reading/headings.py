"""How a plan is divided: numbers and signs before a line, and which headings open which part.

Headings are told by the words offices use for them (Kế hoạch by NĐ 30/2020 Phụ lục III, mẫu 1.4 has no fixed parts).
"""

import re
from dataclasses import dataclass

AIM, REQUIREMENT, PARTICIPANT, CONTENT, GOAL = "aim", "requirement", "participant", "content", "goal"
TIME, DEADLINE, AWARD, PAPER, MONEY = "time", "deadline", "award", "paper", "money"
CRITERIA, ORGANISATION, RECIPIENT, CLOSING, MIXED = (
    "criteria",
    "organisation",
    "recipient",
    "closing",
    "mixed",
)
ON_AWARDS = frozenset({AWARD, PAPER, DEADLINE, MONEY})

LONGEST_HEADING, LONGEST_LEAD, LONGEST_BARE, LONGEST_INTRO = 130, 60, 70, 300

_MARKERS = (
    (1, re.compile(r"(?:(?:phần|mục)\s+)?[IVX]{1,5}\s*[.)\-–]\s*", re.IGNORECASE)),
    (3, re.compile(r"[0-9]{1,2}(?:\.[0-9]{1,2})+\s*[.)]?\s+")),
    (2, re.compile(r"[0-9]{1,2}\s*[.)/]\s*(?![0-9])")),
    (4, re.compile(r"[a-zđ]\s*[.)]\s+")),
    (5, re.compile(r"\*+\s*")),
    (6, re.compile(r"[-–—•·]\s*")),
    (7, re.compile(r"\+\s*")),
)
TOP, STAR, DASH, PLUS = 0, 5, 6, 7  # levels; up to STAR they are numbers, letters and stars

_TOPICS = (
    (DEADLINE, r"(?:thời gian|thời hạn|thời điểm|hạn)\b.*(?:hồ sơ|đề nghị|nộp|gửi)|thời gian (?:xét|bình xét)"),
    (CRITERIA, r"tiêu chí|tiêu chuẩn"),
    (MONEY, r"mức (?:khen|thưởng|tiền)|kinh phí|tiền thưởng"),
    (PAPER, r"hồ sơ"),
    (AWARD, r"hình thức.{0,20}khen|đối tượng.{0,15} khen thưởng|^(?:công tác )?khen thưởng|số lượng.{0,20}khen|cơ cấu"),
    (PARTICIPANT, r"đối tượng (?:thi đua|tham gia|áp dụng|thực hiện|phát động)|phạm vi|^đối tượng$|^đối tượng,"),
    (TIME, r"thời gian|thời hạn|thời điểm"),
    (AIM, r"mục đích"),
    (REQUIREMENT, r"yêu cầu"),
    (CONTENT, r"nội dung|chỉ tiêu|nhiệm vụ"),
    (GOAL, r"mục tiêu"),
    (ORGANISATION, r"tổ chức thực hiện|tổ chức triển khai|phân công|trách nhiệm"),
)  # fmt: skip
_PATTERNS = tuple((topic, re.compile(pattern, re.IGNORECASE)) for topic, pattern in _TOPICS)
_SUBJECTS = (
    ("collective", re.compile(r"(?<!\w)tập thể(?!\w)", re.IGNORECASE)),
    ("household", re.compile(r"(?<!\w)hộ(?: gia đình)?(?!\w)", re.IGNORECASE)),
    ("individual", re.compile(r"(?<!\w)cá nhân(?!\w)", re.IGNORECASE)),
)
# Headings that stand without number, colon and capitals: told by being nothing but their words.
_BARE = re.compile(
    r"(?:(?:tiêu chí|tiêu chuẩn).{0,20})?(?:đối với )?(?:tập thể|cá nhân|hộ gia đình)$|(?:mục đích|yêu cầu)$",
    re.IGNORECASE,
)
# The six contents of the reform programme (Nghị quyết 76/NQ-CP ngày 15/7/2021, mục II).
SIX_AREAS = re.compile(
    r"(?:cải cách (?:thể chế|thủ tục hành chính|tổ chức bộ máy|chế độ công vụ|tài chính công)|"
    r"xây dựng(?: và |, )phát triển chính (?:quyền|phủ) (?:điện tử|số))",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Marked:
    """A line without its marker; `level` is TOP + 1 for roman numbers down to PLUS, None where nothing stands."""

    level: int | None
    text: str


def marked(text: str) -> Marked:
    """Take the number or sign off the line."""
    for level, pattern in _MARKERS:
        if found := pattern.match(text):
            rest = text[found.end() :].strip()
            if rest.startswith("+") and level == DASH:  # "- + ", as conversions leave it
                return Marked(PLUS, rest[1:].strip())
            return Marked(level, rest)
    return Marked(None, text)


def topic_of(text: str) -> str:
    """The part a heading opens: MIXED where it names several that are kept apart, empty where none."""
    found = {topic for topic, pattern in _PATTERNS if pattern.search(text)}
    if DEADLINE in found:
        found.discard(TIME)
        if not re.search(r"(?:thành phần|gồm|thủ tục|^hồ sơ)", text, re.IGNORECASE):
            found.discard(PAPER)
    if GOAL in found and CONTENT in found:
        found.discard(GOAL)
    if MONEY in found or CRITERIA in found or ORGANISATION in found:
        found -= {CONTENT, REQUIREMENT}
    if len(found) <= 1:
        return next(iter(found), "")
    if found <= {PAPER, DEADLINE}:
        return PAPER
    if found <= ON_AWARDS or (found & ON_AWARDS and found <= ON_AWARDS | {CONTENT}):
        return AWARD
    return MIXED


def subjects_of(text: str) -> list[str]:
    """Whom a heading of criteria names."""
    return [key for key, pattern in _SUBJECTS if pattern.search(text)]


def heading_in(text: str, level: int | None) -> tuple[str, str] | None:
    """(heading, what follows it on the same line), or None for a line that is no heading.

    Numbered lines are headings when they are short and end no sentence; dashes and bare lines only with a colon or
    in capitals.
    """
    lead, colon, rest = text.partition(":")
    lead, rest = lead.strip(), rest.strip()
    if colon:
        return (lead, rest) if len(lead) <= (LONGEST_LEAD if rest else LONGEST_INTRO) else None
    if len(text) > LONGEST_HEADING or text.endswith((";", ",")):
        return None
    if level is not None and level <= STAR:
        short = len(text) <= LONGEST_BARE
        return (text.rstrip(" ."), "") if short or not text.endswith(".") or text.isupper() else None
    if text.isupper() and level is None:
        return text, ""
    bare = level is None and len(text) <= LONGEST_BARE and not text.endswith(".") and _BARE.match(text)
    return (text, "") if bare else None
