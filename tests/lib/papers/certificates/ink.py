"""Where the letters of a certificate really are: their ink, read from the PDF by PDFium."""

from dataclasses import dataclass

import pypdfium2

from phuong6.lib.papers.certificates.layout import Layout
from phuong6.lib.papers.certificates.setting import FIXED_BLOCKS, FOOT_BLOCKS, OWN_BLOCKS
from tests.lib.papers.reading import MM_PER_POINT


@dataclass(frozen=True)
class Line:
    """Letters of one line and the box of their ink, in millimetres from the paper's upper left corner."""

    words: str
    left: float
    top: float
    right: float
    bottom: float


def ink_lines(pdf: bytes) -> list[list[Line]]:
    """Per page the lines of text, each with the box of its ink."""
    with pypdfium2.PdfDocument(pdf) as opened:
        return [_lines(page) for page in opened]


def _lines(page) -> list[Line]:
    height, text, found, begin = page.get_height(), page.get_textpage(), [], 0
    words = text.get_text_range()
    for row in words.splitlines(keepends=True):
        boxes = [text.get_charbox(begin + place) for place, letter in enumerate(row) if not letter.isspace()]
        begin += len(row)
        if boxes:
            left, low, right, high = zip(*boxes, strict=True)
            box = (min(left), height - max(high), max(right), height - min(low))
            found.append(Line(" ".join(row.split()), *(value * MM_PER_POINT for value in box)))
    return found


def blocks_of(text, design):
    """(block, setting, real millimetres per canvas millimetre) of every block of text that is printed."""
    layout = Layout(text, design)
    for keys in (FIXED_BLOCKS, FOOT_BLOCKS, OWN_BLOCKS):
        for key in keys:
            for setting in layout._boxed((key,)):
                yield key, setting, layout.scale
