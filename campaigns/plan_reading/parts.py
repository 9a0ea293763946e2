"""The body of a plan as points: each with its part, whom it is for, and what introduced it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from campaigns.plan_reading import headings as h
from campaigns.plan_reading.head import CLOSING, RECIPIENTS, is_signing

PLAIN = frozenset({h.CONTENT, h.GOAL, h.PARTICIPANT, h.AIM, h.REQUIREMENT, h.CRITERIA})
_TABLE_HEAD = re.compile(r"^(?:STT|Số TT|TT)(?:\s|$)")
_PAPERS = re.compile(
    r"^(?:Tờ trình|Biên bản|Báo cáo thành tích|Danh sách|Bản sao|Bản tóm tắt)\b", re.IGNORECASE
)


@dataclass
class Point:
    """A point of the plan. `intro` is the place of the line that introduces it; `area` says that this is an area."""

    topic: str
    text: str
    sources: list[int]
    level: int | None = None
    subject: str = ""
    intro: int | None = None
    heads: bool = False  # introduces points below it


@dataclass
class _Open:
    level: int
    topic: str
    subject: str = ""
    intro: int | None = None


@dataclass
class Body:
    """All points, the places of headings, and those of who signs."""

    points: list[Point] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    signing: list[int] = field(default_factory=list)
    empty: list[int] = field(default_factory=list)  # headings with nothing below them


class Walker:
    """Goes through the lines once, keeping the headings that stand open, one below the other."""

    def __init__(self, texts: Sequence[str], start: int) -> None:
        self.texts, self.start = texts, start
        self.open: list[_Open] = [_Open(h.TOP, h.MIXED)]
        self.body = Body()

    def walk(self, left_out: frozenset[int]) -> Body:
        """Read from the first part to the end; `left_out` are rows of tables, which are read apart."""
        for at in range(self.start, len(self.texts)):
            if at not in left_out:
                self._line(at, self.texts[at])
        self.body.empty = [at for at in self.body.headings if self._is_empty(at, left_out)]
        return self.body

    def _is_empty(self, at: int, left_out: frozenset[int]) -> bool:
        """A heading with nothing below it was none: it is told, never lost."""
        level = h.marked(self.texts[at]).level
        if level is None or at + 1 >= len(self.texts) or at + 1 in left_out:
            return False
        following = h.marked(self.texts[at + 1]).level
        return following is not None and following <= level

    def _line(self, at: int, text: str) -> None:
        if self._foot(at, text):
            return
        line = h.marked(text)
        if line.level is not None:
            self._close(line.level)
        elif self._goes_on(at, line.text):
            return
        top = self.open[-1]
        if top.topic == h.ORGANISATION and not self._leaves_organisation(line):
            self._organisation(at, line, top)
        elif not self._heading(at, line):
            self._add(at, line, line.text)

    def _foot(self, at: int, text: str) -> bool:
        """Closing sentence, recipients, signature."""
        if CLOSING.match(text):
            self.open = [_Open(h.TOP, h.CLOSING)]
            self.body.headings.append(at)
            return True
        if found := RECIPIENTS.match(text):
            self.open = [_Open(h.TOP, h.RECIPIENT)]
            self.body.headings.append(at)
            if found["rest"]:
                self.body.points.append(Point(h.RECIPIENT, h.marked(found["rest"]).text, [at]))
            return True
        at_the_end = self.open[0].topic in {h.CLOSING, h.RECIPIENT}
        if at_the_end and (is_signing(text) or self.body.signing) and h.marked(text).level is None:
            self.body.signing.append(at)
            return True
        return False

    def _close(self, level: int) -> None:
        while len(self.open) > 1 and self.open[-1].level >= level:
            self.open.pop()

    def _goes_on(self, at: int, text: str) -> bool:
        """A line without a sign that begins small goes on the point before."""
        last = self.body.points[-1] if self.body.points else None
        if not (last and text[:1].islower() and last.sources[-1] == at - 1 and not last.heads):
            return False
        last.text, last.sources = f"{last.text} {text}", [*last.sources, at]
        return True

    @staticmethod
    def _leaves_organisation(line: h.Marked) -> bool:
        return line.level is not None and line.level == 1

    def _organisation(self, at: int, line: h.Marked, top: _Open) -> None:
        """Numbered points; what stands below one belongs to it."""
        last = self.body.points[-1] if self.body.points else None
        below = last is not None and last.topic == h.ORGANISATION and last.level is not None
        deeper = line.level is None or (below and last is not None and line.level > (last.level or 0))
        if below and last is not None and deeper and last.level is not None and last.level <= h.STAR:
            mark = "\n- " if line.level is not None else " "
            last.text, last.sources = f"{last.text}{mark}{line.text}", [*last.sources, at]
            return
        self.body.points.append(Point(top.topic, line.text, [at], line.level))

    def _heading(self, at: int, line: h.Marked) -> bool:
        found = h.heading_in(line.text, line.level)
        top = self.open[-1]
        if found is None or top.topic in {h.CLOSING, h.RECIPIENT}:
            return False
        name, rest = found
        topic, subject = h.topic_of(name) if len(name) <= h.LONGEST_HEADING else "", h.subjects_of(name)
        whom = subject[0] if len(subject) == 1 else ""
        if top.topic == h.CRITERIA and subject and topic in {"", h.CRITERIA}:
            return self._opened(at, line, rest, _Open(line.level or h.STAR, h.CRITERIA, whom))
        if topic and self._opens_part(line, top):
            keeps = rest and topic in {h.AWARD, h.MONEY, h.TIME, h.DEADLINE}
            here = _Open(line.level or h.STAR, topic, whom if topic == h.CRITERIA else "")
            return self._opened(at, line, line.text if keeps else rest, here)
        return not rest and self._introduces(at, line) and self._intro(at, line, top)

    @staticmethod
    def _opens_part(line: h.Marked, top: _Open) -> bool:
        """Numbered and bare headings; a dash only with a colon. Among plain points a sentence is a point."""
        if top.topic in PLAIN and (line.text.endswith(".") or (line.level or 0) > h.STAR):
            return False
        return line.level is None or line.level <= h.STAR or ":" in line.text

    def _opened(self, at: int, line: h.Marked, rest: str, here: _Open) -> bool:
        if line.level is None:
            self._close(here.level)
        self.open.append(here)
        if rest:
            self._add(at, line, rest)
        else:
            self.body.headings.append(at)
        return True

    def _introduces(self, at: int, line: h.Marked) -> bool:
        """Whether the next line stands below this one."""
        following = h.marked(self.texts[at + 1]).level if at + 1 < len(self.texts) else None
        return line.text.endswith(":") or bool(
            line.level and line.level <= h.STAR and following and following > line.level
        )

    def _intro(self, at: int, line: h.Marked, top: _Open) -> bool:
        level = line.level or h.STAR
        if line.level is None:
            self._close(level)
        self.body.points.append(
            Point(top.topic, line.text.rstrip(" :"), [at], line.level, top.subject, top.intro, heads=True)
        )
        self.open.append(_Open(level, top.topic, top.subject, at))
        return True

    def _add(self, at: int, line: h.Marked, text: str) -> None:
        top = self.open[-1]
        topic = top.topic
        if topic == h.AWARD and _PAPERS.match(text):
            topic = h.PAPER
        self.body.points.append(Point(topic, text, [at], line.level, top.subject, top.intro))


def flat_tables(texts: Sequence[str], outside: Sequence[bool]) -> list[list[int]]:
    """Tables that a PDF holds as bare lines, without cells: from their heading to the next numbered part."""
    found: list[list[int]] = []
    for at, text in enumerate(texts):
        level = h.marked(text).level
        if outside[at] and _TABLE_HEAD.match(text):
            found.append([at])
        elif found and found[-1][-1] == at - 1 and not (CLOSING.match(text) or level in {1, 2, 3}):
            found[-1].append(at)
    return found


def tables_in(cells: Sequence[tuple[int, int, int]]) -> dict[int, dict[int, dict[int, list[int]]]]:
    """Ruled tables of three columns or more: table → row → column → places of its lines.

    `cells` tells table, row and column of each line, zeros outside. Heading and signature are tables of two columns.
    """
    found: dict[int, dict[int, dict[int, list[int]]]] = {}
    for at, (table, row, column) in enumerate(cells):
        if table:
            found.setdefault(table, {}).setdefault(row, {}).setdefault(column, []).append(at)
    return {
        table: rows
        for table, rows in found.items()
        if max(max(columns) for columns in rows.values()) > 2  # noqa: PLR2004
    }
