"""Which of a plan's days is the campaign's last, and which the moment dossiers must be in: one, or none."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from campaigns.plan_reading import headings as h
from campaigns.plan_reading.moments import due_moments, end_days, lacks_year
from campaigns.plan_reading.parts import Point

_SEND = ("gửi", "nộp", "tiếp nhận")
# What the office does with dossiers afterwards, and what else has a day of its own.
_HANDED_ON = re.compile(r"(?<!tờ )trình(?! tự)|thẩm định|tổng hợp")
_OTHER_DAYS = re.compile(
    r"đăng ký|báo cáo|sơ kết|tổng kết|hồ sơ|nộp|đợt|giai đoạn|quý|tháng đầu", re.IGNORECASE
)
_NOT_ASKED = frozenset({h.CONTENT, h.GOAL, h.CRITERIA, h.RECIPIENT})


@dataclass
class Due:
    """Moments by the places that tell them: `sent` where a line says gửi, nộp; `other` in the part about the deadline."""

    sent: dict[datetime, list[int]] = field(default_factory=dict)
    other: dict[datetime, list[int]] = field(default_factory=dict)
    yearless: list[int] = field(default_factory=list)

    @property
    def moments(self) -> dict[datetime, list[int]]:
        """Those that count."""
        return self.sent or self.other

    def take(self, point: Point) -> None:
        """Collect what one point tells."""
        if point.topic in _NOT_ASKED:
            return
        for clause in point.text.replace(". ", ";").split(";"):
            low = clause.lower()
            sends = any(word in low for word in _SEND)
            about = point.topic == h.DEADLINE or ("hồ sơ" in low and sends)
            if not about or _HANDED_ON.search(low):
                continue
            if lacks_year(clause):
                self.yearless += point.sources
            for moment in due_moments(clause):
                kept = self.sent if sends else self.other
                kept.setdefault(moment, []).extend(point.sources)


def due_of(points: Sequence[Point]) -> Due:
    """What these points tell of the deadline."""
    found = Due()
    for point in points:
        found.take(point)
    return found


def is_deadline(point: Point) -> bool:
    """Whether the point tells the deadline, or would if it named the year."""
    found = due_of([point])
    return bool(found.moments or found.yearless)


def ends_of(points: Sequence[Point]) -> tuple[dict[date, list[int]], list[Point]]:
    """The last days told in the part about time, and the points whose day is that of something else."""
    days: dict[date, list[int]] = {}
    others = []
    for point in points:
        if point.topic != h.TIME:
            continue
        found = end_days(point.text)
        if found and _OTHER_DAYS.search(point.text) and "kết thúc phong trào" not in point.text.lower():
            others.append(point)
            continue
        for day in found:
            days.setdefault(day, []).extend(point.sources)
    return days, others
