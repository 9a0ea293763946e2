"""Where the sheet of paper lies on a photograph: its four corners, found by its edges and proved by its code."""

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from PIL import Image, ImageFilter

from phuong6.lib.scans.light import darkest
from phuong6.lib.scans.read import Reading
from phuong6.lib.scans.stamp import BOTTOM, RIGHT, SIDE

Point = tuple[float, float]

A4 = (210.0, 297.0)  # millimetres
LOOK_SIDE = 900  # pixels of the picture the edges are looked for in
THIN = 7  # pixels: writing thinner than this is not seen
SCANS = 25  # places along an edge where it is looked for
NEAR, FAR, DRIFT = 4.0, 14.0, 0.09  # millimetres, and share of the way from the code: how far off it may be
STEP, CLEAR, REACH = (
    14,
    70,
    5,
)  # grey levels that paper is brighter than what it lies on: least, and plainly; pixels on either side compared
ON_LINE = 1.6  # pixels
ENOUGH = 0.6  # share of the places that must lie on the edge
TRIES = 150  # lines tried for one edge
CODE_OFF, CODE_SIZE = 3.5, 0.08  # millimetres, share: how well the code must lie where it was printed


@dataclass(frozen=True)
class _Frame:
    """Millimetres on the sheet, from the code's upper left corner, to pixels: true beside the code, off far away."""

    code: tuple[Point, ...]

    def __call__(self, x: float, y: float) -> Point:
        (x0, y0), (x1, y1), (x2, y2), (x3, y3) = self.code
        across = (x1 - x0 + x2 - x3) / 2 / SIDE, (y1 - y0 + y2 - y3) / 2 / SIDE
        down = (x3 - x0 + x2 - x1) / 2 / SIDE, (y3 - y0 + y2 - y1) / 2 / SIDE
        return x0 + x * across[0] + y * down[0], y0 + x * across[1] + y * down[1]


@dataclass(frozen=True)
class _Fall:
    """A place where bright turns dark, and by how many grey levels."""

    place: Point
    depth: float


@dataclass(frozen=True)
class _Line:
    """All points x, y with a·x + b·y = c; a² + b² = 1."""

    a: float
    b: float
    c: float

    def off(self, point: Point) -> float:
        return abs(self.a * point[0] + self.b * point[1] - self.c)

    def crossing(self, other: "_Line") -> Point | None:
        det = self.a * other.b - other.a * self.b
        if abs(det) < 0.1:  # noqa: PLR2004  less than six degrees between two edges: no sheet
            return None
        return (self.c * other.b - other.c * self.b) / det, (self.a * other.c - other.a * self.c) / det


def sheet_corners(picture: Image.Image, reading: Reading) -> tuple[Point, ...] | None:
    """The sheet's corners (as on the sheet: upper left, upper right, lower right, lower left) in pixels.

    None where the sheet is not whole on the picture, lies on something as bright as itself, or is no A4: a guess
    would bend the paper. Proof is the code, which must come to lie where it was printed.
    """
    if not reading.found:
        return None
    zoom = min(1.0, LOOK_SIDE / max(picture.size))
    small = picture.resize((round(picture.width * zoom), round(picture.height * zoom)), Image.Resampling.BOX)
    seen = darkest(small).filter(ImageFilter.MaxFilter(THIN)).filter(ImageFilter.MinFilter(THIN))
    code = tuple((x * small.width, y * small.height) for x, y in reading.corners)
    for size in (A4, A4[::-1]):
        corners = _by_edges(seen, code, size)
        if corners and _code_fits(corners, code, size):
            return tuple((x / zoom, y / zoom) for x, y in corners)
    return None


def onto_sheet(corners: tuple[Point, ...]) -> tuple[float, ...]:
    """The eight numbers a to h that bring the unit square onto four corners.

    x' = (a·x + b·y + c) / (g·x + h·y + 1): P. Heckbert, Fundamentals of Texture Mapping, 1989, 2.2.3.
    """
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = corners
    sum_x, sum_y = x0 - x1 + x2 - x3, y0 - y1 + y2 - y3
    dx1, dx2, dy1, dy2 = x1 - x2, x3 - x2, y1 - y2, y3 - y2
    det = dx1 * dy2 - dx2 * dy1
    g, h = (sum_x * dy2 - dx2 * sum_y) / det, (dx1 * sum_y - sum_x * dy1) / det
    return x1 - x0 + g * x1, x3 - x0 + h * x3, x0, y1 - y0 + g * y1, y3 - y0 + h * y3, y0, g, h


def _place(numbers: tuple[float, ...], x: float, y: float) -> Point:
    a, b, c, d, e, f, g, h = numbers
    below = g * x + h * y + 1
    return (a * x + b * y + c) / below, (d * x + e * y + f) / below


def printed_code(size: Point) -> tuple[Point, ...]:
    """The code's corners on a sheet of `size` millimetres, in shares of its width and height."""
    width, height = size
    left, right = (width - RIGHT - SIDE) / width, (width - RIGHT) / width
    top, bottom = (height - BOTTOM - SIDE) / height, (height - BOTTOM) / height
    return (left, top), (right, top), (right, bottom), (left, bottom)


def _code_fits(corners: tuple[Point, ...], code: tuple[Point, ...], size: Point) -> bool:
    numbers = onto_sheet(corners)
    expected = [_place(numbers, x, y) for x, y in printed_code(size)]
    mm = math.dist(code[0], code[2]) / math.hypot(SIDE, SIDE)
    if any(math.dist(one, other) > CODE_OFF * mm for one, other in zip(expected, code, strict=True)):
        return False
    for first, second in ((0, 1), (1, 2), (2, 3), (3, 0)):
        ratio = math.dist(expected[first], expected[second]) / math.dist(code[first], code[second])
        if abs(ratio - 1) > CODE_SIZE:
            return False
    return True


def _by_edges(seen: Image.Image, code: tuple[Point, ...], size: Point) -> tuple[Point, ...] | None:
    """Corners where the four edges cross; the code's sides tell roughly where to look for each."""
    width, height = size
    # Millimetres from the code's upper left corner: start and end of each edge, the way out of the sheet.
    left, top, right, bottom = SIDE + RIGHT - width, SIDE + BOTTOM - height, SIDE + RIGHT, SIDE + BOTTOM
    edges = {
        "top": (((left, top), (right, top)), (0, -1), FAR),
        "right": (((right, top), (right, bottom)), (1, 0), NEAR),
        "bottom": (((left, bottom), (right, bottom)), (0, 1), NEAR),
        "left": (((left, top), (left, bottom)), (-1, 0), FAR),
    }
    lines = {}
    for name, edge in edges.items():
        line = _edge(seen, code, *edge)
        if not line:
            return None
        lines[name] = line
    pairs = (("top", "left"), ("top", "right"), ("bottom", "right"), ("bottom", "left"))
    met = [lines[one].crossing(lines[other]) for one, other in pairs]
    corners = tuple(each for each in met if each)
    return corners if len(corners) == len(pairs) else None


def _edge(
    seen: Image.Image, code: tuple[Point, ...], ends: tuple[Point, Point], out: Point, slack: float
) -> _Line | None:
    """The line most of the places between `ends` agree on, looked for along `out`."""
    frame, (start, end) = _Frame(code), ends
    scans = []
    for number in range(SCANS):
        share = (number + 0.5) / SCANS
        x, y = start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
        way = slack + DRIFT * math.hypot(x, y)
        first = frame(x - out[0] * way, y - out[1] * way)
        last = frame(x + out[0] * way, y + out[1] * way)
        scans.append(list(_steps(seen, first, last)))
    return _agreed(scans)


def _steps(seen: Image.Image, first: Point, last: Point) -> Iterator[_Fall]:
    """Where, going from `first` to `last`, bright turns dark: the three strongest places."""
    length = int(math.dist(first, last))
    pixels: Any = seen.load()  # of a grey picture: one figure each
    width, height = seen.size
    points, levels = [], []
    for step in range(length):
        x = first[0] + (last[0] - first[0]) * step / length
        y = first[1] + (last[1] - first[1]) * step / length
        if 0 <= x < width and 0 <= y < height:
            points.append((x, y))
            levels.append(pixels[int(x), int(y)])
    falls = [
        (sum(levels[i - REACH : i]) - sum(levels[i : i + REACH])) / REACH
        for i in range(REACH, len(levels) - REACH)
    ]
    peaks = [
        (fall, i)
        for i, fall in enumerate(falls)
        if fall >= STEP and fall == max(falls[max(i - REACH, 0) : i + REACH + 1])
    ]
    for depth, i in sorted(peaks, reverse=True)[:3]:
        yield _Fall(points[i + REACH], depth)


def _agreed(scans: list[list[_Fall]]) -> _Line | None:
    """The straight line most falls lie on, deep ones above all: wood has grain, a cloth has squares."""
    dice = random.Random(0)  # noqa: S311  the same picture gives the same line
    filled = [scan for scan in scans if scan]
    if len(filled) < ENOUGH * SCANS:
        return None
    best, most = [], 0.0
    for _ in range(TRIES):
        one, other = (dice.choice(scan) for scan in dice.sample(filled, 2))
        line = _through(one.place, other.place)
        nearest = [min(scan, key=lambda fall: line.off(fall.place)) for scan in filled]
        near = [fall for fall in nearest if line.off(fall.place) <= ON_LINE]
        weight = sum(min(fall.depth, CLEAR) for fall in near)
        if weight > most:
            best, most = near, weight
    return _fitted([fall.place for fall in best]) if len(best) >= ENOUGH * SCANS else None


def _through(one: Point, other: Point) -> _Line:
    length = math.dist(one, other) or 1.0
    a, b = (other[1] - one[1]) / length, (one[0] - other[0]) / length
    return _Line(a, b, a * one[0] + b * one[1])


def _fitted(points: list[Point]) -> _Line:
    """The line with the least sum of squared distances from `points`."""
    x, y = (sum(values) / len(points) for values in zip(*points, strict=True))
    xx = sum((px - x) ** 2 for px, _ in points)
    yy = sum((py - y) ** 2 for _, py in points)
    xy = sum((px - x) * (py - y) for px, py in points)
    angle = math.atan2(2 * xy, xx - yy) / 2
    a, b = -math.sin(angle), math.cos(angle)
    return _Line(a, b, a * x + b * y)
