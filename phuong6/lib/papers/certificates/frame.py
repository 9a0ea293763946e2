"""The certificate's border: our own drawing, one function of the page's size.

Lotus flowers between scrolls and the ringed dots of the Đông Sơn drums, drum stars in the four corners, a row of
drum triangles along the inner edge. Nghị định 98/2023/NĐ-CP Điều 104: nothing stands outside the border at the
corners, nothing joins the border and the emblem, the ground is white. Only flat colours: Poppler loses gradients
inside SVG at some resolutions.
"""

import math
from functools import cache

GOLD, DARK_GOLD, PALE_GOLD, RED, CREAM = "#c9962f", "#9c6f17", "#ead19a", "#b3151c", "#fdf6e2"
OUTER = 6.2  # mm from the paper's edge to the outermost line
BAND = 7.5  # where the patterned band begins
BAND_WIDTH = 8.4
TEETH = BAND + BAND_WIDTH + 0.9
INNER = TEETH + 1.9  # the innermost line; text stays inside it
TILE = 16.0  # the pattern's repeat before it is stretched to a whole number

PETAL_MIDDLE = "M0 1.9C-1.5 .7-1.6-1.3 0-3.1C1.6-1.3 1.5.7 0 1.9Z"
PETAL_INNER = "M-.3 1.9C-2.3 1.5-3.1-.2-2.5-2.3C-1.3-1.7-.6-.6-.3 1.9Z"
PETAL_OUTER = "M-.6 2C-2.8 2.2-4.4 1.1-4.6-.7C-2.9-.8-1.5.2-.6 2Z"
SCROLL = "M.4 2.4C2.4 3.7 5.5 3.4 5.9.7C6.2-1.6 3.6-2.4 3.1-.8C2.8.3 4.2 1 4.6 0"
LEAF_OUT = "M5.6-1C5.3-2.3 5.9-3.2 7.2-3.3C7.3-2.1 6.8-1.2 5.6-1Z"
LEAF_IN = "M5.5 2.1C6 1.7 7.1 1.8 7.5 3.1C6.5 3.5 5.6 3.2 5.5 2.1Z"


def star_points(spikes: int, outer: float, inner: float, turn: float = -90.0) -> str:
    """The corner points of a star around 0,0 as an SVG points list; radii in millimetres."""
    corners = []
    for index in range(2 * spikes):
        radius, angle = (outer, inner)[index % 2], math.radians(turn + 180 * index / spikes)
        corners.append(f"{radius * math.cos(angle):.3f},{radius * math.sin(angle):.3f}")
    return " ".join(corners)


def _lotus() -> str:
    mirrored = f'<path d="{PETAL_OUTER}"/><path d="{PETAL_INNER}"/>'
    return (
        f'<g fill="{RED}" stroke="{CREAM}" stroke-width=".22">{mirrored}'
        f'<g transform="scale(-1 1)">{mirrored}</g><path d="{PETAL_MIDDLE}"/></g>'
        f'<path d="M-1.5 2.35Q0 3.1 1.5 2.35" fill="none" stroke="{DARK_GOLD}" stroke-width=".4"/>'
    )


def _half_scroll() -> str:
    return (
        f'<path d="{SCROLL}" fill="none" stroke="{GOLD}" stroke-width=".62" stroke-linecap="round"/>'
        f'<path d="{LEAF_OUT}" fill="{GOLD}"/><path d="{LEAF_IN}" fill="{GOLD}"/>'
    )


def _rings() -> str:
    return (
        f'<circle r="2.15" fill="{CREAM}" stroke="{DARK_GOLD}" stroke-width=".3"/>'
        f'<circle r="1.45" fill="none" stroke="{GOLD}" stroke-width=".45"/>'
        f'<circle r=".7" fill="{RED}"/>'
    )


def _corner() -> str:
    half = BAND_WIDTH / 2
    return (
        f'<rect x="{-half}" y="{-half}" width="{BAND_WIDTH}" height="{BAND_WIDTH}" fill="{RED}"/>'
        f'<rect x="{-half + 0.5}" y="{-half + 0.5}" width="{BAND_WIDTH - 1}" height="{BAND_WIDTH - 1}" '
        f'fill="none" stroke="{PALE_GOLD}" stroke-width=".2"/>'
        f'<circle r="3.35" fill="none" stroke="{PALE_GOLD}" stroke-width=".3"/>'
        f'<circle r="2.85" fill="none" stroke="{PALE_GOLD}" stroke-width=".16"/>'
        f'<polygon points="{star_points(14, 2.5, 0.95)}" fill="{PALE_GOLD}"/>'
        f'<circle r=".55" fill="{RED}"/>'
    )


def _band(length: float) -> str:
    """The pattern along one side, `length` mm long, centred on 0; outwards is up."""
    tiles = max(2, round(length / TILE))
    stretch = length / tiles / TILE
    parts = []
    for index in range(tiles):
        middle = (index + 0.5) * length / tiles - length / 2
        parts.append(
            f'<g transform="translate({middle:.3f} 0)"><g transform="scale({stretch:.4f} 1)">{_half_scroll()}</g>'
            f'<g transform="scale({-stretch:.4f} 1)">{_half_scroll()}</g>{_lotus()}</g>'
        )
        if index:
            parts.append(
                f'<g transform="translate({index * length / tiles - length / 2:.3f} 0)">{_rings()}</g>'
            )
    return "".join(parts)


def _teeth(length: float) -> str:
    """A row of triangles, `length` mm long, centred on 0, pointing outwards."""
    count = round(length / 1.7)
    step = length / count
    strokes = "".join(f"l{step / 2:.4f}-1.35 {step / 2:.4f} 1.35" for _ in range(count))
    return f'<path d="M{-length / 2:.3f} .7{strokes}Z" fill="{GOLD}"/>'


def _inner_corner() -> str:
    """A light flourish inside the innermost line, drawn for the top left corner at 0,0."""
    curl = (
        f'<path d="M1.5 17.5C1.5 11.5 2.2 7.9 5.1 8C7.7 8.1 7.9 11.4 5.9 11.6C4.4 11.7 4.2 10 5.2 9.8" '
        f'fill="none" stroke="{GOLD}" stroke-width=".55" stroke-linecap="round"/>'
        f'<path d="M1.5 15.8C2.3 18.6 2.2 20.6 1.5 24C.8 20.6 .7 18.6 1.5 15.8Z" fill="{GOLD}"/>'
        f'<path d="M1.9 14.6C3.1 13.4 4.3 13.3 5.8 14.1C4.7 15.5 3.4 15.7 1.9 14.6Z" fill="{PALE_GOLD}"/>'
    )
    return (
        f'{curl}<g transform="matrix(0 1 1 0 0 0)">{curl}</g>'
        f'<g transform="translate(4.1 4.1) rotate(-45) scale(.82)">{_lotus()}</g>'
    )


def _rectangle(
    inset: float, page: tuple[float, float], stroke: float, colour: str, fill: str = "none"
) -> str:
    width, height = page
    return (
        f'<rect x="{inset}" y="{inset}" width="{width - 2 * inset}" height="{height - 2 * inset}" '
        f'fill="{fill}" stroke="{colour}" stroke-width="{stroke}"/>'
    )


@cache
def frame_svg(width: float, height: float) -> str:
    """The whole border as SVG for a page of `width` × `height` millimetres."""
    band_end, middle = BAND + BAND_WIDTH, BAND + BAND_WIDTH / 2
    along = {"top": width - 2 * band_end, "side": height - 2 * band_end}
    sides = (
        (width / 2, 0, 0, along["top"]),
        (width, height / 2, 90, along["side"]),
        (width / 2, height, 180, along["top"]),
        (0, height / 2, 270, along["side"]),
    )
    parts = [
        _rectangle(OUTER, (width, height), 0.9, RED),
        _rectangle(BAND, (width, height), 0.3, DARK_GOLD, CREAM),
        _rectangle(band_end, (width, height), 0.3, DARK_GOLD, "#ffffff"),
        _rectangle(TEETH + 0.72, (width, height), 0.2, GOLD),
        _rectangle(INNER, (width, height), 0.35, RED),
    ]
    for x, y, turn, length in sides:
        teeth = length - 2 * (TEETH - band_end + 0.7)
        parts.append(
            f'<g transform="translate({x} {y}) rotate({turn})">'
            f'<g transform="translate(0 {middle})">{_band(length)}</g>'
            f'<g transform="translate(0 {TEETH})">{_teeth(teeth)}</g></g>'
        )
    for flip_x, flip_y in ((0, 0), (1, 0), (1, 1), (0, 1)):
        x, y, sx, sy = flip_x * width, flip_y * height, 1 - 2 * flip_x, 1 - 2 * flip_y
        parts.append(
            f'<g transform="translate({x} {y}) scale({sx} {sy})">'
            f'<g transform="translate({middle} {middle})">{_corner()}</g>'
            f'<g transform="translate({INNER} {INNER})">{_inner_corner()}</g></g>'
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm" '
        f'viewBox="0 0 {width} {height}">{"".join(parts)}</svg>'
    )


@cache
def star_svg() -> str:
    """A plain five-pointed star that keeps the emblem's place on samples; it is not the national emblem."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-10 -10 20 20">'
        f'<polygon points="{star_points(5, 9.4, 3.59)}" fill="{GOLD}" stroke="{RED}" stroke-width=".7" '
        'stroke-linejoin="round"/></svg>'
    )
