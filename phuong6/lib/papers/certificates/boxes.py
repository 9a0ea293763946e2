"""Blocks in the boxes a ward has placed: each text is broken and sized so that it stays inside its own box."""

from dataclasses import replace

from phuong6.lib.papers.certificates.places import BY_KEY, FOOT
from phuong6.lib.papers.certificates.setting import (
    BESTOWS,
    BLOCK_STYLES,
    COUNTRY,
    MOTTO,
    NAME_LINES_LEADING,
    TITLE,
    Setting,
)
from phuong6.lib.papers.certificates.text import Place
from phuong6.lib.papers.lettering.fitting import KEPT_TO, fit_box, glue_phrases
from phuong6.lib.papers.lettering.fonts import MM_PER_POINT


def in_box(layout, key: str, place: Place) -> Setting:
    """The setting of one block of `layout` (a certificate_layout.Layout) inside its place."""
    scale = layout.scale
    size = place.width / scale, place.height / scale, place.size / scale
    setting = _name(layout, *size) if key == "name" else _block(layout, key, *size)
    # At the head and in the middle a text stands half way up its box; at the foot it begins at the upper edge.
    air = 0 if BY_KEY[key].part == FOOT else (size[1] - setting.height) / 2
    return replace(
        setting, top=place.top / scale + air, left=place.left / scale, width=size[0], align=place.align
    )


def _name(layout, width: float, height: float, largest: float) -> Setting:
    (face, words, asked), block = layout.name_as_set(), BY_KEY["name"]
    leading = block.leading
    fitted = fit_box(words, face, (width, height), largest, leading=leading, **asked)
    if fitted.size < KEPT_TO * largest:
        leading = NAME_LINES_LEADING
        fitted = fit_box(words, face, (width, height), largest, leading=leading, lines=block.lines, **asked)
    return Setting(fitted.lines, face, fitted.size, 0, kind="name", leading=leading)


def _block(layout, key: str, width: float, height: float, largest: float) -> Setting:
    face, colour, spacing, kind = BLOCK_STYLES[key]
    face, words, block = layout.face(face), _words(layout, key), BY_KEY[key]
    # Letter spacing is part of the width: its room is taken off before the letters are measured.
    room = width - spacing * MM_PER_POINT * len(words)
    fitted = fit_box(words, face, (room, height), largest, leading=block.leading, lines=block.lines)
    return Setting(
        fitted.lines, face, fitted.size, 0, colour=colour, leading=block.leading, spacing=spacing, kind=kind
    )


def _words(layout, key: str) -> str:
    fixed = {"country": COUNTRY, "motto": MOTTO, "bestows": BESTOWS, "title": TITLE}
    if key in fixed:
        return fixed[key]
    if key == "signer_title":
        return layout.text.signer_title
    return glue_phrases(layout.text.signer_name if key == "signer_name" else layout.words(key))
