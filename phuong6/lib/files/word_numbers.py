"""The numbers Word sets before a paragraph: they stand in numbering.xml, never in the text of the paragraph."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

BULLET = "-"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_HIGHEST = 399  # beyond it no plan counts, and a roman number would be endless
_LEVELS = 9


def roman(number: int) -> str:
    """Small roman figures, up to 399."""
    letters = "c" * (number // 100)
    rest = number % 100
    if rest >= 90:  # noqa: PLR2004
        letters, rest = f"{letters}xc", rest - 90
    if rest >= 50:  # noqa: PLR2004
        letters, rest = f"{letters}l", rest - 50
    if rest >= 40:  # noqa: PLR2004
        letters, rest = f"{letters}xl", rest - 40
    for value, sign in _ROMAN:
        while rest >= value:
            letters, rest = letters + sign, rest - value
    return letters


def _letter(number: int) -> str:
    return "abcdefghijklmnopqrstuvwxyz"[(number - 1) % 26] * ((number - 1) // 26 + 1)


_SHAPES: dict[str, Callable[[int], str]] = {
    "upperRoman": lambda number: roman(number).upper(),
    "lowerRoman": roman,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerLetter": _letter,
    "decimalZero": lambda number: f"{number:02d}",
}


@dataclass
class Level:
    """One level of a list: how its number looks, with "%1" for the number of level 1, and where it starts."""

    shape: str = "decimal"
    text: str = ""
    start: int = 1


@dataclass
class _List:
    levels: dict[int, Level]
    counts: dict[int, int] = field(default_factory=dict)


class Numbers:
    """Counts the paragraphs of every list as Word does; `label` is asked of each numbered paragraph, in order."""

    def __init__(self, numbering: Any | None, styles: Any | None) -> None:
        self._lists = _lists_of(numbering)
        self._styles = _numbered_styles(styles)

    def label(self, paragraph: Any) -> str:
        """What Word shows before this paragraph; empty where it numbers nothing."""
        list_id, level = self._place(paragraph)
        found = self._lists.get(list_id)
        if found is None or level not in found.levels:
            return ""
        shape = found.levels[level]
        if shape.shape == "bullet":
            return "+" if shape.text.strip() == "+" else BULLET
        found.counts[level] = min(found.counts.get(level, shape.start - 1) + 1, _HIGHEST)
        for deeper in [each for each in found.counts if each > level]:
            del found.counts[deeper]
        return self._written(found, level) if shape.shape != "none" else ""

    def _place(self, paragraph: Any) -> tuple[str, int]:
        own = _num_pr(paragraph.find(qn("w:pPr")))
        style = _style_of(paragraph)
        base = self._styles.get(style, ("", 0))
        list_id, level = own or base
        return (list_id or base[0], level)

    @staticmethod
    def _written(found: _List, level: int) -> str:
        text = found.levels[level].text
        for place in range(level + 1):
            shape = found.levels.get(place, Level())
            number = found.counts.get(place, shape.start)
            text = text.replace(f"%{place + 1}", _SHAPES.get(shape.shape, str)(number))
        return text.strip()


def _value(element: Any | None, default: str = "") -> str:
    return default if element is None else element.get(qn("w:val"), default)


def _whole(text: str, default: int) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else default  # noqa: PLR2004


def _num_pr(properties: Any | None) -> tuple[str, int] | None:
    found = None if properties is None else properties.find(qn("w:numPr"))
    if found is None:
        return None
    level = _whole(_value(found.find(qn("w:ilvl")), "0"), 0)
    return _value(found.find(qn("w:numId"))), level


def _style_of(paragraph: Any) -> str:
    properties = paragraph.find(qn("w:pPr"))
    return "" if properties is None else _value(properties.find(qn("w:pStyle")))


def _numbered_styles(styles: Any | None) -> dict[str, tuple[str, int]]:
    """The styles that number their paragraphs, by themselves or by the style they are based on."""
    own: dict[str, tuple[str, int] | None] = {}
    base: dict[str, str] = {}
    for each in [] if styles is None else styles.findall(qn("w:style")):
        name = each.get(qn("w:styleId"), "")
        own[name] = _num_pr(each.find(qn("w:pPr")))
        base[name] = _value(each.find(qn("w:basedOn")))
    found = {}
    for name in own:
        at, seen = name, set()
        while at in own and at not in seen and own[at] is None:
            seen.add(at)
            at = base[at]
        if place := own.get(at):
            found[name] = place
    return found


def _lists_of(numbering: Any | None) -> dict[str, _List]:
    if numbering is None:
        return {}
    abstract = {
        each.get(qn("w:abstractNumId"), ""): _levels_of(each)
        for each in numbering.findall(qn("w:abstractNum"))
    }
    shared: dict[
        str, dict[int, int]
    ] = {}  # lists of one abstract list go on counting where the other stopped
    found = {}
    for each in numbering.findall(qn("w:num")):
        key = _value(each.find(qn("w:abstractNumId")))
        levels = dict(abstract.get(key, {}))
        overrides = each.findall(qn("w:lvlOverride"))
        for override in overrides:
            level = _whole(override.get(qn("w:ilvl"), "0"), 0)
            for own in override.findall(qn("w:lvl")):
                levels[level] = _level_of(own)
            start = override.find(qn("w:startOverride"))
            if start is not None and level in levels:
                old = levels[level]
                levels[level] = Level(old.shape, old.text, _whole(_value(start), 1))
        counts = {} if overrides else shared.setdefault(key, {})
        found[each.get(qn("w:numId"), "")] = _List(levels, counts)
    return found


def _levels_of(abstract: Any) -> dict[int, Level]:
    found = {
        _whole(each.get(qn("w:ilvl"), "0"), 0): _level_of(each) for each in abstract.findall(qn("w:lvl"))
    }
    return {level: shape for level, shape in found.items() if level < _LEVELS}


def _level_of(level: Any) -> Level:
    return Level(
        shape=_value(level.find(qn("w:numFmt")), "decimal"),
        text=_value(level.find(qn("w:lvlText"))),
        start=_whole(_value(level.find(qn("w:start")), "1"), 1),
    )
