"""The measures of every paper, fixed once within the ranges of Nghị định 30/2020/NĐ-CP, Phụ lục I.

The PDF and the DOCX are both set from this table, and the tests measure both against it.
"""

from dataclasses import dataclass

from phuong6.lib.papers.blocks import Letterhead
from phuong6.lib.papers.lettering.fitting import Step, fit, glue_phrases
from phuong6.lib.papers.lettering.fonts import SERIF, SERIF_BOLD, Face, text_width

TYPEFACE = "Times New Roman"  # named in the DOCX; the PDF is set in Tinos, which has its metrics


@dataclass(frozen=True)
class Measures:
    """Lengths in millimetres, type sizes and paragraph spacing in points."""

    page_width: float = 210.0
    page_height: float = 297.0
    margin_top: float = 20.0
    margin_bottom: float = 20.0
    margin_left: float = 30.0
    margin_right: float = 15.0
    header: float = 10.0  # from the paper's edge to the page number, inside the top margin
    footer: float = 10.0
    issuer_column: float = 0.41  # share of the text width that the issuing body's name takes
    gutter: float = 2.5  # kept free at the right of that column
    country: float = 13.0  # Quốc hiệu
    motto: float = 14.0  # Tiêu ngữ
    issuer: float = 13.0  # cơ quan chủ quản, cơ quan ban hành
    number: float = 13.0  # số, ký hiệu
    subject: float = 12.0  # V/v of a công văn
    place_date: float = 14.0
    title: float = 14.0  # tên loại, trích yếu
    body: float = 14.0
    large: float = 20.0  # read aloud at arm's length
    large_line: float = 1.5  # ems
    table: float = 12.0
    signature: float = 14.0
    recipients_word: float = 12.0  # Nơi nhận:
    recipients: float = 11.0
    page_number: float = 13.0
    foot_note: float = 9.0
    indent: float = 12.7
    paragraph_space: float = 6.0
    line_height: float = 1.15  # ems: what word processors call single spacing in this typeface
    signature_space: float = 25.0
    short_rule: float = 0.4  # of the line above it (the decree: a third to a half)

    def text_width(self, *, landscape: bool = False) -> float:
        """Width between the side margins in millimetres."""
        return (self.page_height if landscape else self.page_width) - self.margin_left - self.margin_right


MEASURES = Measures()
MOST_HEADING_LINES = 8


def even_lines(text: str, face: Face, size: float, width: float) -> tuple[str, ...]:
    """`text` in lines of even length within `width` mm, so that "năm 2023" never stands alone on the last."""
    steps = tuple(Step(lines, size, size) for lines in range(1, MOST_HEADING_LINES + 1))
    return fit(glue_phrases(text), face, width, steps).lines


def title_lines(text: str, width: float) -> tuple[str, ...]:
    """The lines of a trích yếu within 90 % of `width` mm."""
    return even_lines(text, SERIF_BOLD, MEASURES.title, width * 0.9)


def rule_width(line: str, face: Face, size: float, room: float, share: float = 1.0) -> float:
    """Length in millimetres of the rule under `line`: a share of the line, at most the room it has."""
    return min(text_width(line, face, size), room) * share


def issuing_lines(head: Letterhead, room: float) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The superior's and the issuing body's lines, those too long for `room` mm broken evenly."""
    size = MEASURES.issuer
    superior = [line for text in head.superior for line in even_lines(text, SERIF, size, room)]
    issuer = [line for text in head.issuer for line in even_lines(text, SERIF_BOLD, size, room)]
    return tuple(superior), tuple(issuer)
