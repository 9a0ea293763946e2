"""Which printed page a picture shows, and how it lies: never guessed, rather left to a person."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import zxingcpp
from PIL import Image, ImageFilter, ImageOps

from phuong6.lib.scans.codes import PageCode, parse
from phuong6.lib.scans.light import even_light, is_blank
from phuong6.lib.scans.pages import SourcePage

Point = tuple[float, float]

LEAST_SIDE = 16  # pixels: less shows nothing at all
QUICK_SIDE, FULL_SIDE = 2400, 4200  # pixels: long sides of the first look and of the closest one
SHEET_IN_CODES = (210 * 297) / (13 * 13)  # an A4 sheet is as large as so many codes
ALONE = 0.55  # a sheet that fills less of the picture may have another beside it: one looks on
WHOLE_LOOKS, LOOKS_FOR_ANOTHER = 4, 8  # looks at the whole picture; and with those at its parts


class Problem(StrEnum):
    """Why a page was not recognised, as the office is told."""

    NO_CODE = "không đọc được mã trang"
    TWO_CODES = "có hai mã trang khác nhau (hai tờ trong một ảnh)"
    BLANK = "trang trắng"
    BROKEN = "không mở được trang"


@dataclass(frozen=True)
class Reading:
    """What a picture says.

    `turn` (0, 90, 180, 270) and `skew` (-45 to 45) are the degrees clockwise by which the sheet lies away from
    upright. `corners` are the code's as on the sheet: upper left, upper right, lower right, lower left, each in
    shares (0 to 1) of the picture's width and height.
    """

    found: PageCode | None
    turn: int = 0
    skew: float = 0.0
    corners: tuple[Point, ...] = ()
    problem: Problem | None = None

    @property
    def is_blank(self) -> bool:
        return self.problem is Problem.BLANK


@dataclass(frozen=True)
class _Seen:
    """One code on the picture: what it says and its corners in pixels of the picture."""

    code: PageCode
    corners: tuple[Point, ...]


def read_page(page: SourcePage) -> Reading:
    """The one page code of a picture and the sheet's angle, or why there is none."""
    picture = page.picture
    if picture is None or min(picture.size) < LEAST_SIDE:
        return Reading(None, problem=Problem.BROKEN)
    seen: dict[PageCode, _Seen] = {}
    for number, look in enumerate(_looks(picture), 1):
        seen |= {one.code: one for one in look}
        if len(seen) > 1:
            return Reading(None, problem=Problem.TWO_CODES)
        if seen and (number >= LOOKS_FOR_ANOTHER or _fills(picture, *seen.values())):
            break
        if not seen and number == WHOLE_LOOKS and is_blank(picture):
            return Reading(None, problem=Problem.BLANK)
    if not seen:
        return Reading(None, problem=Problem.NO_CODE)
    (one,) = seen.values()
    turn, skew = _angle(one.corners)
    corners = tuple((x / picture.width, y / picture.height) for x, y in one.corners)
    return Reading(one.code, turn, skew, corners)


def _looks(picture: Image.Image) -> Iterator[list[_Seen]]:
    """Ever closer looks at the picture, the cheapest first.

    Seen through red, a seal over the code is white as the paper.
    """
    red = picture.getchannel("R") if picture.mode == "RGB" else picture
    quick = _fitted(red, QUICK_SIDE)
    zoom = quick.width / picture.width
    yield _codes(quick, zoom)
    even = even_light(quick)
    yield _codes(ImageOps.autocontrast(even.filter(ImageFilter.UnsharpMask(3, 200, 0)), cutoff=1), zoom)
    yield _codes(even.filter(ImageFilter.GaussianBlur(1.2)), zoom)
    yield _codes(quick, zoom, zxingcpp.Binarizer.GlobalHistogram)
    full = _fitted(red, FULL_SIDE)
    zoom = full.width / picture.width
    for part, corner in _quarters(full, zoom):
        yield _codes(part, zoom * 2, corner=corner)
    for part, corner in _quarters(full, zoom):
        yield _codes(part.filter(ImageFilter.UnsharpMask(6, 300, 0)), zoom * 2, corner=corner)


def _quarters(full: Image.Image, zoom: float) -> Iterator[tuple[Image.Image, Point]]:
    """Four parts that overlap, twice as large, and the upper left corner of each in the picture.

    Lower right first: there the code of an upright page is.
    """
    width, height = full.width * 11 // 20, full.height * 11 // 20
    for top in (full.height - height, 0):
        for left in (full.width - width, 0):
            part = full.resize(
                (width * 2, height * 2), Image.Resampling.BICUBIC, (left, top, left + width, top + height)
            )
            yield part, (left / zoom, top / zoom)


def _fitted(picture: Image.Image, side: int) -> Image.Image:
    longest = max(picture.size)
    if longest <= side:
        return picture
    size = (round(picture.width * side / longest), round(picture.height * side / longest))
    return picture.resize(size, Image.Resampling.BOX, reducing_gap=2)


def _codes(
    looked: Image.Image,
    zoom: float,
    binarizer: zxingcpp.Binarizer = zxingcpp.Binarizer.LocalAverage,
    *,
    corner: Point = (0, 0),
) -> list[_Seen]:
    """The page codes on a version of the picture, `zoom` times as large; any other QR is none of ours."""
    found = zxingcpp.read_barcodes(
        looked,
        formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode),
        try_invert=False,
        binarizer=binarizer,
    )
    left, top = corner
    codes = []
    for one in found:
        if code := parse(one.text):
            place = one.position
            points = (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
            codes.append(
                _Seen(code, tuple((point.x / zoom + left, point.y / zoom + top) for point in points))
            )
    return codes


def _fills(picture: Image.Image, seen: _Seen) -> bool:
    """Whether the sheet is so large that no second one has room beside it."""
    return _area(seen.corners) * SHEET_IN_CODES >= ALONE * picture.width * picture.height


def _area(corners: tuple[Point, ...]) -> float:
    pairs = zip(corners, (*corners[1:], corners[0]), strict=True)
    return abs(sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in pairs)) / 2


def _angle(corners: tuple[Point, ...]) -> tuple[int, float]:
    """Quarter turns and the rest, both clockwise, from all four sides of the code."""
    upper_left, upper_right, lower_right, lower_left = corners
    across = (
        upper_right[0] - upper_left[0] + lower_right[0] - lower_left[0],
        upper_right[1] - upper_left[1] + lower_right[1] - lower_left[1],
    )
    down = (
        lower_left[0] - upper_left[0] + lower_right[0] - upper_right[0],
        lower_left[1] - upper_left[1] + lower_right[1] - upper_right[1],
    )
    degrees = math.degrees(math.atan2(across[1] - down[0], across[0] + down[1]))
    turn = round(degrees / 90) * 90
    return turn % 360, degrees - turn
