"""Targets and areas out of the points of a plan's contents, and out of its tables."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from campaigns.plan_reading import headings as h
from campaigns.plan_reading.figures import LONGEST, PERCENT, TOO_LONG, Aim, aims_in, share_of, tidy
from campaigns.plan_reading.findings import AREA, TARGET, Finding, Unclear
from campaigns.plan_reading.parts import Point

GOAL_ONLY = "Mục tiêu không có con số: chưa rõ là mục đích hay chỉ tiêu."
NOT_A_TABLE_OF_TARGETS = "Bảng không có cột chỉ tiêu và cột mức phấn đấu, hoặc không rõ đơn vị tính."
NO_FIGURE = "Không đọc được mức phấn đấu trong ô này."
_NAME_COLUMN = re.compile(r"chỉ tiêu|nội dung|nhiệm vụ|tên", re.IGNORECASE)
_FIGURE_COLUMN = re.compile(r"mức|tỷ lệ|phấn đấu|kết quả|yêu cầu|kế hoạch", re.IGNORECASE)
_UNIT_COLUMN = re.compile(r"đơn vị tính|^đvt$", re.IGNORECASE)
_COUNTED = re.compile(r"[0-9]+\s+\D{2,}")
_BARE = re.compile(r"(?P<before>.*?)(?P<figure>[0-9]{1,3}(?:[.,][0-9]{1,2})?)\s*$")


@dataclass
class Contents:
    """Collects findings in the order of the plan."""

    findings: list[Finding] = field(default_factory=list)
    unclear: list[Unclear] = field(default_factory=list)
    areas: dict[int, str] = field(default_factory=dict)  # place of a line → key of the area it is

    def points(self, points: Sequence[Point]) -> None:
        """Points of the contents: an area, a target with its share, or a task."""
        for point in points:
            if point.heads:
                if h.SIX_AREAS.match(point.text):
                    self._area(point.text, "", point.sources)
            elif h.SIX_AREAS.match(point.text) and not PERCENT.search(point.text):
                self._area(point.text, "", point.sources)
                self._task(tidy(point.text), point.sources)
            else:
                self._point(point)

    def _point(self, point: Point) -> None:
        goal = point.topic == h.GOAL and not PERCENT.search(point.text)
        if goal:
            self.unclear.append(Unclear(GOAL_ONLY, tuple(point.sources)))
            return
        area = self.areas.get(point.intro, "") if point.intro is not None else ""
        for aim in aims_in(point.text):
            if aim.unclear and not PERCENT.search(point.text):
                self._long(point)
            else:
                self._aim(aim, point.sources, area)

    def _long(self, point: Point) -> None:
        """A long passage is an area with its task, whose names the plan does not tell: they are left to be typed."""
        self._area("", point.text, point.sources)
        self._task("", point.sources)

    def _aim(self, aim: Aim, sources: Sequence[int], area: str) -> None:
        if aim.unclear:
            self.unclear.append(Unclear(aim.unclear, tuple(sources)))
            return
        self._target(
            aim.name,
            sources,
            threshold="" if aim.percent is None else str(aim.percent),
            direction="at_most" if aim.at_most else "at_least",
            area=area,
        )

    def _task(self, name: str, sources: Sequence[int]) -> None:
        self._target(name, sources, threshold="", direction="at_least", area=self.areas[sources[0]])

    def _target(self, name: str, sources: Sequence[int], **extra: str) -> None:
        order = 1 + sum(each.field == TARGET for each in self.findings)
        label = f"{'Chỉ tiêu' if extra['threshold'] else 'Nhiệm vụ'} {order}"
        self.findings.append(
            Finding(f"target-{order}", TARGET, label, name, tuple(sources), {"order": str(order)} | extra)
        )

    def _area(self, name: str, text: str, sources: Sequence[int]) -> None:
        order = 1 + sum(each.field == AREA for each in self.findings)
        key = f"area-{order}"
        self.areas[sources[0]] = key
        extra = {"order": str(order), "text": text}
        self.findings.append(Finding(key, AREA, f"Lĩnh vực {order}", tidy(name), tuple(sources), extra))

    # --- tables ---------------------------------------------------------------------------------------

    def table(self, rows: dict[int, dict[int, list[int]]], text_of: Callable[[list[int]], str]) -> None:
        """A table of targets: one row each, its columns told by its first row."""
        first = min(rows)
        heads = {column: text_of(places) for column, places in rows[first].items()}
        name = next((column for column, text in heads.items() if _NAME_COLUMN.search(text)), None)
        left = [column for column in heads if column != name]
        figure = next((column for column in left if _FIGURE_COLUMN.search(heads[column])), None)
        unit = next((column for column in left if _UNIT_COLUMN.search(heads[column])), None)
        if name is None or figure is None:
            places = sorted(at for columns in rows.values() for found in columns.values() for at in found)
            self.unclear.append(Unclear(NOT_A_TABLE_OF_TARGETS, tuple(places)))
            return
        for row in sorted(rows.keys() - {first}):
            cells = {column: text_of(places) for column, places in rows[row].items()}
            places = sorted(at for found in rows[row].values() for at in found)
            in_percent = "%" in heads[figure] or "%" in cells.get(unit or 0, "")
            if cells.get(name):
                self._row(cells[name], cells.get(figure, ""), places, in_percent=in_percent)

    def _row(self, name: str, asked: str, places: list[int], *, in_percent: bool) -> None:
        if len(name) > LONGEST or len(asked) > LONGEST:
            self.unclear.append(Unclear(TOO_LONG, tuple(places)))
            return
        found = list(PERCENT.finditer(asked))
        bare = _BARE.fullmatch(asked.strip()) if in_percent and not found else None
        if len(found) == 1:
            aim = share_of(asked[: found[0].start()], found[0]["figure"], asked[found[0].end() :])
        elif bare:
            aim = share_of(bare["before"], bare["figure"], "")
        elif not found and _COUNTED.search(asked):
            aim = Aim(f"{name}: {asked}")
        else:
            aim = Aim(name, unclear=NO_FIGURE)
        named = tidy(aim.name) if aim.percent is None and not aim.unclear else tidy(name)
        self._aim(Aim(named, aim.percent, aim.at_most, aim.unclear), places, "")
