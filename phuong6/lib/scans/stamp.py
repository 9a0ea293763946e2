"""The code of every page, drawn into a finished PDF: a QR at the bottom right and the same in letters beside it."""

import io
from functools import cache
from itertools import groupby

import pikepdf
import segno
from fontTools.pens.basePen import BasePen
from fontTools.svgLib.path import parse_path

from phuong6.lib.papers.lettering.fonts import SERIF, outline, text_width
from phuong6.lib.scans.codes import PageCode, page_code_text

UNIT = 72 / 25.4  # points per millimetre
SIDE, RIGHT, BOTTOM = 13.0, 15.0, 4.5  # millimetres: the QR without its quiet zone, from the paper's edges
WORDS_SIZE, WORDS_GAP, WORDS_RISE = 7.0, 2.6, 1.0  # points; millimetres left of the QR, above its lower edge
WORDS_GREY = 0.35
ERROR_LEVEL, MASK = "q", 3  # a fixed mask: trying all eight takes five times as long, readers accept any

# From the page as it is seen to the page as it is stored, by /Rotate: a b c d, and how often width and height count.
_TURNS = {
    0: ((1, 0, 0, 1), (0, 0)),
    90: ((0, 1, -1, 0), (1, 0)),
    180: ((-1, 0, 0, -1), (1, 1)),
    270: ((0, -1, 1, 0), (0, 1)),
}


def stamp_codes(pdf: bytes, code: str) -> bytes:
    """`pdf` with the code of its page drawn on every page; the same input gives the same bytes.

    Letters are drawn as shapes, so that whoever copies or compares the page's text finds only the paper's own.
    Raises ValueError for a code of another form or more than 999 pages.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        pages = len(document.pages)
        for number, page in enumerate(document.pages, 1):
            operators = b"\nQ\n" + _drawn(page, PageCode(code, number, pages))
            page.contents_add(b"q\n", prepend=True)
            page.contents_add(operators)
        out = io.BytesIO()
        document.save(
            out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )  # fmt: skip
    return out.getvalue()


def _drawn(page: pikepdf.Page, code: PageCode) -> bytes:
    left, bottom, right, top = (float(value) for value in page.cropbox)
    left, right, bottom, top = min(left, right), max(left, right), min(bottom, top), max(bottom, top)
    turn = int(page.obj.get("/Rotate", 0)) % 360
    (a, b, c, d), (wide, high) = _TURNS[turn]
    matrix = f"{a} {b} {c} {d} {left + wide * (right - left):.4f} {bottom + high * (top - bottom):.4f} cm"
    seen_width = top - bottom if turn % 180 else right - left
    x, y = seen_width - (RIGHT + SIDE) * UNIT, BOTTOM * UNIT
    words = _words(code.words, x - WORDS_GAP * UNIT, y + WORDS_RISE * UNIT)
    return f"/Artifact BMC q {matrix}\n{_qr(code, x, y)}\n{words}\nQ EMC\n".encode("ascii")


def _qr(code: PageCode, x: float, y: float) -> str:
    """The QR's black runs as filled boxes; its lower left corner at x, y points."""
    text = page_code_text(code.code, code.page, code.pages)
    matrix = segno.make(
        text, mode="alphanumeric", error=ERROR_LEVEL, micro=False, boost_error=False, mask=MASK
    ).matrix
    boxes = []
    for row, modules in enumerate(matrix):
        column = 0
        for dark, run in groupby(modules):
            length = len(list(run))
            if dark:
                boxes.append(f"{column} {len(matrix) - row} {length} -1 re")
            column += length
    module = SIDE * UNIT / len(matrix)
    return f"q {module:.5f} 0 0 {module:.5f} {x:.4f} {y:.4f} cm 0 g {' '.join(boxes)} f Q"


def _words(words: str, right: float, y: float) -> str:
    """`words` as filled shapes that end at `right`, their baseline at y points."""
    x = right - text_width(words, SERIF, WORDS_SIZE) * UNIT
    shapes = []
    for letter in words:
        if letter != " ":
            shapes.append(f"1 0 0 1 {x:.2f} {y:.2f} cm {_shape(letter)} f 1 0 0 1 {-x:.2f} {-y:.2f} cm")
        x += text_width(letter, SERIF, WORDS_SIZE) * UNIT
    return f"q {WORDS_GREY} g {' '.join(shapes)} Q"


class _Pen(BasePen):
    """Writes a glyph as PDF path operators, in points; the names are the base class's."""

    def __init__(self):
        super().__init__(None)
        self.operators = []

    def _write(self, operator, *points):
        numbers = [f"{value * WORDS_SIZE:.2f}" for point in points for value in point]
        self.operators.append(" ".join([*numbers, operator]))

    def _moveTo(self, pt):  # noqa: N802
        self._write("m", pt)

    def _lineTo(self, pt):  # noqa: N802
        self._write("l", pt)

    def _curveToOne(self, pt1, pt2, pt3):  # noqa: N802
        self._write("c", pt1, pt2, pt3)

    def _closePath(self):  # noqa: N802
        self._write("h")


@cache
def _shape(letter: str) -> str:
    pen = _Pen()
    parse_path(outline(letter, SERIF, 0)[0], pen)
    return " ".join(pen.operators)
