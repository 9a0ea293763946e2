"""How a text is broken into balanced lines and sized so that it always fits its place.

Everything is decided here from the font files' own widths, and the renderer gets lines it may not break again:
the same text gives the same lines on every machine.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from phuong6.lib.papers.lettering.fonts import MM_PER_POINT, Face, text_width

NO_BREAK_SPACE = "\u00a0"
SIZE_STEP = 0.5
SAFETY = 0.98
KEPT_TO = 0.75  # of the largest size, before a text in a box of its own is broken into one line more
# "Phường 6", "năm 2023", "số 12", "01 tháng 4": a number stays with the word it belongs to.
WORD_AND_NUMBER = re.compile(
    r"\b(phường|quận|khóm|ấp|tổ|số|năm|tháng|ngày|quý|điều|khoản|lần thứ|khóa|ông|bà)[ ](?=\d|[IVX]+\b)",
    re.IGNORECASE,
)

QUOTATION = re.compile(r"“[^“”]{1,30}”")
MIDDLE_WORD = re.compile(r" (?=(?:Thị|Văn|Nữ)\b)")


@dataclass(frozen=True)
class Step:
    """So many lines, from the largest size (points) down to the smallest, before the next step is tried."""

    lines: int
    largest: float
    smallest: float


@dataclass(frozen=True)
class Fitted:
    """Lines that fit, and their size in points."""

    lines: tuple[str, ...]
    size: float


def glue_phrases(text: str) -> str:
    """The text with single spaces, numbers tied to the word before them and short quotations kept whole."""
    glued = WORD_AND_NUMBER.sub(lambda found: found.group(1) + NO_BREAK_SPACE, " ".join(text.split()))
    return QUOTATION.sub(lambda found: found.group().replace(" ", NO_BREAK_SPACE), glued)


def glue_name(name: str) -> str:
    """A person's name whose middle words Thị, Văn, Nữ stay with the word before them."""
    return MIDDLE_WORD.sub(NO_BREAK_SPACE, " ".join(name.split()))


@lru_cache(maxsize=512)
def fit(
    text: str, face: Face, width: float, steps: tuple[Step, ...], *, least: int = 1, lead: str = ""
) -> Fitted:
    """The largest setting of `text` within `width` millimetres that the steps allow.

    Every line keeps at least `least` words (2 for people: neither family name nor given name stands alone);
    `lead` (Ông, Bà) is put before the first word and never parted from it. Text that no step can hold (one word
    longer than the line) is shrunk below the last size: nothing ever overflows.
    """
    words = [word for word in text.split(" ") if word]
    if not words:
        return Fitted((), steps[0].largest)
    room = width * SAFETY
    for step in steps:
        lines = balanced_lines(words, face, step.lines, least=least, lead=lead)
        widest = max(text_width(line, face, 1) for line in lines)
        size = min(step.largest, room / widest // SIZE_STEP * SIZE_STEP)
        if size >= step.smallest:
            return Fitted(lines, size)
    return Fitted(lines, room / widest)


def fit_box(
    text: str,
    face: Face,
    box: tuple[float, float],
    largest: float,
    *,
    leading: float = 1.25,
    lines: int = 1,
    least: int = 1,
    lead: str = "",
) -> Fitted:
    """The best setting of `text` inside a box of (width, height) millimetres, `largest` points at most.

    A line is kept down to three quarters of the largest size; then the text is broken between words into more lines,
    up to `lines`, and of what fits the largest size is taken. Line breaks already in the text stay. Nothing ever
    leaves the box: what no size holds well is set as small as it must be.
    """
    width, height = box
    best = Fitted((), largest)
    for count in range(1, lines + 1):
        rows = _rows(text, face, count, least, lead)
        if not rows:
            return Fitted((), largest)
        widest = max(text_width(row, face, 1) for row in rows)
        fits = min(width * SAFETY / widest, height / (len(rows) * leading * MM_PER_POINT))
        size = min(largest, fits // SIZE_STEP * SIZE_STEP or fits)
        if not best.lines or size > best.size:
            best = Fitted(rows, size)
        if best.size >= KEPT_TO * largest:
            break
    return best


def _rows(text: str, face: Face, count: int, least: int, lead: str) -> tuple[str, ...]:
    if "\n" in text:
        return tuple(" ".join(row.split()) for row in text.splitlines() if row.strip())
    words = [word for word in text.split(" ") if word]
    return balanced_lines(words, face, count, least=least, lead=lead) if words else ()


def balanced_lines(
    words: list[str], face: Face, count: int, *, least: int = 1, lead: str = ""
) -> tuple[str, ...]:
    """`words` in at most `count` lines of at least `least` words each, the widest line as narrow as possible."""
    lengths = [len(word.split()) for word in words]
    if lead:
        words = [lead + NO_BREAK_SPACE + words[0], *words[1:]]
    widths = [text_width(word, face, 1) for word in words]
    space = text_width(" ", face, 1)
    # reached[end]: (widest line, sum of the squared widths, breaks) of the first `end` words in n lines.
    # The squares decide between equals: the evener the lines, the smaller their sum.
    reached: dict[int, tuple[float, float, tuple[int, ...]]] = {0: (0.0, 0.0, (0,))}
    whole: tuple[int, ...] = (0, len(words))
    for _ in range(count):
        reached = _one_line_more(reached, widths, lengths, space, least)
        if len(words) in reached:
            whole = reached[len(words)][2]
    return tuple(" ".join(words[begin:end]).replace(NO_BREAK_SPACE, " ") for begin, end in pairwise(whole))


def _one_line_more(reached, widths, lengths, space, least):
    longer: dict[int, tuple[float, float, tuple[int, ...]]] = {}
    for begin, (widest, squares, breaks) in reached.items():
        for end in range(begin + 1, len(widths) + 1):
            if sum(lengths[begin:end]) < least:
                continue
            line = sum(widths[begin:end]) + space * (end - begin - 1)
            candidate = (max(widest, line), squares + line * line, (*breaks, end))
            if end not in longer or candidate < longer[end]:
                longer[end] = candidate
    return longer
