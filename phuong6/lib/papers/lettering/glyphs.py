"""Lines of text as glyphs at exact places: what the HTML renderer writes into a page, without its layout.

HarfBuzz shapes a line from our font files at the very size the renderer would ask for, and the sums that place the
glyphs are rounded the way the renderer rounds them. That is not pedantry: a viewer puts letters on quarters of a
pixel, so a thousandth of an em more or less is a letter that stands a quarter of a pixel elsewhere. The tests hold
every certificate set here to the picture of the same certificate laid out as HTML.

Lengths are CSS pixels (96 to the inch), as in the renderer's own pages.
"""

from dataclasses import dataclass
from functools import cache, lru_cache

import uharfbuzz as hb

from phuong6.lib.papers.lettering.fonts import Face, locate

UNITS = 1024  # of the text engine, per pixel
EM = 1000  # of the PDF, per font size
PIXELS_PER_POINT, PIXELS_PER_MM = 96 / 72, 96 / 25.4


class UnknownLetterError(ValueError):
    """The face has no glyph for a letter, or would have to move one up or down: the renderer must set this text."""


@dataclass(frozen=True)
class Line:
    """One shaped line: its operand for TJ, its width in pixels, and the text each of its glyphs stands for."""

    operand: str
    width: float
    letters: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class Size:
    """A size in points as the text engine counts it."""

    units: int

    @classmethod
    def of(cls, points: float) -> "Size":
        return cls(int(points * PIXELS_PER_POINT * UNITS))

    @property
    def pixels(self) -> float:
        return self.units / UNITS


@cache
def opened(face: Face) -> hb.Face:
    """The face's file as HarfBuzz knows it. Raises MissingFaceError."""
    return hb.Face(hb.Blob.from_file_path(str(locate(face))))


@lru_cache(maxsize=64)
def _font(face: Face, size: Size) -> hb.Font:
    font = hb.Font(opened(face))
    font.scale = size.units, size.units
    # No weight is set: the renderer draws a variable face in the weight asked for, but spaces it as the plain cut.
    return font


@cache
def glyph_width(face: Face, glyph: int) -> int:
    """The glyph's advance in thousandths of an em, as the PDF's table of widths states it."""
    per_em = opened(face).upem
    return round(_font(face, Size(per_em)).get_glyph_h_advance(glyph) * EM / per_em)


def baseline_in(face: Face, size: Size, line_height: float) -> float:
    """How far under the top of its line the baseline stands."""
    extents = _font(face, size).get_font_extents("ltr")
    ascent, descent = extents.ascender / UNITS, -extents.descender / UNITS
    return (line_height - ascent - descent) / 2 + ascent


@lru_cache(maxsize=2048)
def shaped(text: str, face: Face, size: Size, features: tuple[tuple[str, int], ...] = ()) -> Line:
    """One line of text. Raises UnknownLetterError."""
    space = int(face.word_space * size.pixels * UNITS)
    if not space:
        return _run(text, face, size, features)
    operand, width = [], 0
    letters: list[tuple[int, str]] = []
    # The renderer shapes words and widened spaces each for itself: nothing is kerned across a space.
    for index, word in enumerate(text.split(" ")):
        if index:
            operand.append(_space(face, size, space))
            width += _font(face, size).get_glyph_h_advance(_space_glyph(face)) + space
        run = _run(word, face, size, features)
        operand.append(run.operand)
        width += round(run.width * UNITS)
        letters.extend(run.letters)
    if " " in text:
        letters.append((_space_glyph(face), " "))
    return Line("".join(operand), width / UNITS, tuple(letters))


@cache
def _space_glyph(face: Face) -> int:
    return _font(face, Size(UNITS)).get_nominal_glyph(ord(" "))


def _space(face: Face, size: Size, extra: int) -> str:
    """A space with half of what widens it before and half behind it."""
    glyph = _space_glyph(face)
    offset = (extra // 2) / size.pixels
    advance = _font(face, size).get_glyph_h_advance(glyph) + extra
    # The renderer forgets to bring the half before the space to thousandths; so do we, its pages are the measure.
    after = int(glyph_width(face, glyph) + offset - advance * EM / size.units)
    return f"{-offset}<{glyph:04x}>{after}"


@lru_cache(maxsize=4096)
def _run(text: str, face: Face, size: Size, features: tuple[tuple[str, int], ...]) -> Line:
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.direction, buffer.script, buffer.language = "ltr", "Latn", "vi"
    hb.shape(_font(face, size), buffer, dict(features))
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    operand, width, letters = ["<"], 0, []
    ends = [info.cluster for info in infos[1:]] + [len(text)]
    for info, position, end in zip(infos, positions, ends, strict=True):
        if not info.codepoint or position.x_offset or position.y_offset:
            raise UnknownLetterError(text)
        width += position.x_advance
        letters.append((info.codepoint, text[info.cluster : end]))
        operand.append(f"{info.codepoint:04x}")
        kerning = int(glyph_width(face, info.codepoint) - position.x_advance * EM / size.units)
        if kerning:
            operand.append(f">{kerning}<")
    return Line("".join(operand) + ">", width / UNITS, tuple(letters))
