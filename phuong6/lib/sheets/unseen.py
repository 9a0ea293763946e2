"""What a spreadsheet shows and the fast reader hands over as empty.

Errors, formulas nobody has calculated yet, and the cells that a merged one covers. Read from the file itself: .xlsx by
its XML, .ods and .xls in `old_unseen`.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from phuong6.lib.refusal import Refusal
from phuong6.lib.sheets.xlsx_checks import BROKEN

NOT_CALCULATED = ""
SHOWN_ERROR = re.compile(r"#(?:N/A|REF!|VALUE!|NAME\?|NUM!|NULL!|DIV/0!|SPILL!|CALC!)|(?:Err|Lỗi):\d{3}")
MOST_ACROSS = 50  # columns that one merged cell is followed across
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ERROR = re.compile(
    rb'<c r="([A-Z]{1,3})([0-9]{1,7})"[^>]*?\bt="e"[^>]*>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?<v>([^<]*)'
)
_FORMULA = re.compile(
    rb'<c r="([A-Z]{1,3})([0-9]{1,7})"([^>]*)><f(?:[^>]*/>|(?:\s[^>]*)?>[^<]*</f>)(?:<v>([^<]*)</v>|<v\s*/>)?'
)
_MERGED = re.compile(rb"""mergeCell\s[^>]*?ref\s*=\s*["']([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})""")
_MARKS_OF_FORMULAS = (b"<f>", b"<f ", b"<f/")
HEAD = 20_000  # bytes by which it is told how a sheet is written


@dataclass(frozen=True)
class Unread:
    """A cell whose value cannot be known. `shown`: what the spreadsheet shows, "" for a formula not calculated."""

    shown: str

    def __str__(self) -> str:
        return self.shown or "công thức chưa tính"


Place = tuple[int, int]  # row as Excel numbers it, 0-based column
Merged = tuple[int, int, int, int]  # first row, first column, last row, last column


@dataclass
class Unseen:
    """Of one sheet: cells without a value by row and column, and the merged ranges."""

    cells: dict[int, dict[int, Unread]] = field(default_factory=dict)
    merged: list[Merged] = field(default_factory=list)

    def put(self, row: int, column: int, shown: str) -> None:
        self.cells.setdefault(row, {})[column] = Unread(shown)

    def as_json(self) -> dict:
        cells = [
            [row, column, each.shown] for row, many in self.cells.items() for column, each in many.items()
        ]
        return {"cells": cells, "merged": self.merged}

    @classmethod
    def from_json(cls, made: Mapping) -> "Unseen":
        found = cls(merged=[tuple(each) for each in made["merged"]])
        for row, column, shown in made["cells"]:
            found.put(row, column, shown)
        return found


def column_number(letters: str) -> int:
    """The 0-based place of a column named as Excel names it."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def unseen_in(data: bytes) -> dict[str, Unseen]:
    """What is unseen in each visible sheet of an .xlsx already found harmless, by name. Raises Refusal, or as zipfile does."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name.lower(): name for name in archive.namelist()}
        workbook = _elements(archive.read("xl/workbook.xml"))
        waiting = any(
            name == "calcPr" and each.get("fullCalcOnLoad") in {"1", "true"} for name, each in workbook
        )
        targets = dict(_targets(archive.read(parts["xl/_rels/workbook.xml.rels"])))
        found = {}
        for name, each in workbook:
            if name == "sheet" and each.get("state", "visible") == "visible":
                target = targets.get(
                    next((value for key, value in each.items() if key.endswith(":id")), ""), ""
                )
                if part := parts.get(target.lower()):
                    found[each.get("name", "")] = _of_sheet(archive.read(part), waiting=waiting)
    return found


def _targets(part: bytes) -> Iterator[tuple[str, str]]:
    for name, each in _elements(part):
        if name == "Relationship":
            target = each.get("Target", "")
            yield each.get("Id", ""), target[1:] if target.startswith("/") else f"xl/{target}"


def _elements(part: bytes) -> list[tuple[str, dict[str, str]]]:
    """Every element of a small part: its name without its prefix, its attributes."""
    found: list[tuple[str, dict[str, str]]] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda tag, each: found.append((tag.rpartition(":")[2], each))
    parser.StartDoctypeDeclHandler = refuse_doctype
    parser.Parse(part, True)
    return found


def refuse_doctype(*_declaration: object) -> None:
    raise Refusal(BROKEN)


def _of_sheet(part: bytes, *, waiting: bool) -> Unseen:
    """`waiting`: the workbook asks to be calculated when it is opened, so that a 0 beside a formula is nobody's."""
    found = Unseen()
    head = part[:HEAD]
    if b"<worksheet" not in head or b"='" in head[head.find(b"<worksheet") :]:
        _read(part, found, waiting=waiting)
    elif b't="e"' in part or b"<f" in part:
        errors = part.count(b't="e"')
        formulas = sum(part.count(mark) for mark in _MARKS_OF_FORMULAS)
        if not _at_a_glance(part, found, errors, formulas, waiting=waiting):
            found.cells.clear()
            _read(part, found, waiting=waiting)
    tail = part[part.rfind(b"sheetData") :]
    for first, top, last, bottom in _MERGED.findall(tail):
        found.merged.append(
            (int(top), column_number(first.decode()), int(bottom), column_number(last.decode()))
        )
    return found


def _at_a_glance(part: bytes, found: Unseen, errors: int, formulas: int, *, waiting: bool) -> bool:
    """Enter errors and formulas of a sheet written as most programs write it; False where it is written otherwise."""
    if errors:
        told = _ERROR.findall(part)
        if len(told) != errors:
            return False
        for letters, row, shown in told:
            found.put(int(row), column_number(letters.decode()), shown.decode())
    if formulas:
        told = _FORMULA.findall(part)
        if len(told) != formulas:
            return False
        for letters, row, attributes, value in told:
            if b't="e"' not in attributes and _is_waiting(
                value.decode(), is_text=b't="str"' in attributes, waiting=waiting
            ):
                found.put(int(row), column_number(letters.decode()), NOT_CALCULATED)
    return True


def _is_waiting(value: str, *, is_text: bool, waiting: bool) -> bool:
    """Whether a formula has not been calculated. Calculated text may be empty: =IF(A1="";"";…)."""
    return waiting if value in {"0", ""} and (value or is_text) else not value


class _Cells:
    """Walks a sheet written in any way."""

    def __init__(self, found: Unseen, *, waiting: bool) -> None:
        self.found, self.waiting = found, waiting
        self.row, self.column, self.type, self.value = 0, -1, "", ""
        self.has_formula = self.in_value = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        self.in_value = name == "v"
        if name == "row":
            given = attributes.get("r", "")
            self.row, self.column = (int(given) if given.isdecimal() else self.row + 1), -1
        elif name == "c":
            place = _REFERENCE.fullmatch(attributes.get("r", "").upper())
            self.row, self.column = (
                (int(place[2]), column_number(place[1])) if place else (self.row, self.column + 1)
            )
            self.type, self.has_formula, self.value = attributes.get("t", ""), False, ""
        elif name == "f":
            self.has_formula = True

    def text(self, data: str) -> None:
        if self.in_value:
            self.value += data

    def end(self, tag: str) -> None:
        self.in_value = False
        if tag.rpartition(":")[2] != "c":
            return
        is_text = self.type == "str"
        if self.type == "e":
            self.found.put(self.row, self.column, self.value)
        elif self.has_formula and _is_waiting(self.value, is_text=is_text, waiting=self.waiting):
            self.found.put(self.row, self.column, NOT_CALCULATED)


def _read(part: bytes, found: Unseen, *, waiting: bool) -> None:
    """Errors and formulas of a sheet written in any way."""
    walker, parser = _Cells(found, waiting=waiting), expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = walker.start, walker.end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = walker.text, refuse_doctype
    parser.Parse(part, True)
