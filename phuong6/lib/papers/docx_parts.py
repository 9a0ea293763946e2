"""The few things of a Word file that python-docx has no word for: fields, rules, exact tables, repeated heads."""

import re

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph

from phuong6.lib.papers.blocks import Run, as_printed
from phuong6.lib.papers.layout import MEASURES, TYPEFACE
from phuong6.lib.papers.unbroken import pieces_of
from phuong6.lib.text import for_xml

LANGUAGE = "vi-VN"
JOINT = "\u2060"  # word joiner
AFTER_PAGE_NUMBERS = (
    "w:cols", "w:formProt", "w:vAlign", "w:noEndnote", "w:titlePg", "w:textDirection", "w:bidi", "w:rtlGutter",
    "w:docGrid", "w:printerSettings", "w:sectPrChange",
)  # fmt: skip
_BEFORE_LETTER = re.compile(r"/(?=[^\W\d])")
ALIGNMENTS = {
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}


def element(tag: str, **attributes: str):
    """A WordprocessingML element; attribute names are given without their prefix."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def set_typeface(document: Document) -> None:
    """Times New Roman at body size, single spacing and no space between paragraphs, for the whole file."""
    style = document.styles["Normal"]
    style.font.name, style.font.size = TYPEFACE, Pt(MEASURES.body)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), TYPEFACE)
    _speak_vietnamese(document)
    form = style.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing_rule = WD_LINE_SPACING.SINGLE


def _speak_vietnamese(document: Document) -> None:
    """Vietnamese wherever a file names its language: Word proofs by it."""
    normal = document.styles["Normal"].element.get_or_add_rPr()
    normal.append(element("lang"))
    styles, settings = document.styles.element, document.settings.element
    for named in (*styles.iter(qn("w:lang")), *settings.iter(qn("w:themeFontLang"))):
        named.set(qn("w:val"), LANGUAGE)
        named.set(qn("w:eastAsia"), LANGUAGE)
    for key, relation in list(document.part.rels.items()):
        if relation.reltype.endswith(
            "/stylesWithEffects"
        ):  # Word 2010's second copy of the styles, in English
            del document.part.rels[key]


def write(
    paragraph: Paragraph,
    runs: tuple[Run, ...],
    *,
    size: float = MEASURES.body,
    align: str = "left",
    indent: float = 0.0,
    after: float = 0.0,
    keep: bool = False,
    narrow: bool = False,
) -> Paragraph:
    """Fill a paragraph; `indent` in millimetres, `after` in points, `keep` binds it to the next one.

    `narrow`: in a column where a number may part from the word before it, and from nothing else.
    """
    form = paragraph.paragraph_format
    paragraph.alignment = ALIGNMENTS[align]
    form.space_after, form.keep_with_next = Pt(after), keep
    if indent:
        form.first_line_indent = Mm(indent)
    for run in runs:
        added = paragraph.add_run()
        for piece, whole in pieces_of(for_xml(as_printed(run.text))):
            if whole:
                _add_whole(added, piece if narrow else piece.replace(" ", "\u00a0"))
            else:
                _add(added, piece)
        added.bold, added.italic, added.font.size = run.bold, run.italic, Pt(size)
        added.font.name = TYPEFACE
    return paragraph


def _add(run, text: str) -> None:
    for part in filter(None, re.split(r"([\n\t])", text)):
        if part == "\n":
            run.add_break()
        elif part == "\t":
            run.add_tab()
        else:
            run.add_text(part)


def _add_whole(run, text: str) -> None:
    """Add text with the hyphen and behind strokes the joint that keep a line whole.

    A line may break between a stroke and a letter unless the joint stands there (Unicode, UAX 14, rule LB11).
    """
    first, *others = _BEFORE_LETTER.sub(f"/{JOINT}", text).split("-")
    _add(run, first)
    for part in others:
        run._r.append(element("noBreakHyphen"))  # noqa: SLF001  python-docx writes none
        _add(run, part)


def write_large(paragraph: Paragraph, runs: tuple[Run, ...], *, align: str) -> None:
    """A paragraph to be read aloud from."""
    write(paragraph, runs, size=MEASURES.large, align=align, after=MEASURES.paragraph_space)
    paragraph.paragraph_format.line_spacing = Pt(MEASURES.large * MEASURES.large_line)


def rule(paragraph: Paragraph, width: float, room: float, *, after: float = 4.0) -> None:
    """A line `width` mm long in the middle of `room` mm, drawn as the upper border of an empty paragraph."""
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = Mm(max(0.0, (room - width) / 2))
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(2)
    form.space_before, form.space_after = Pt(1), Pt(after)
    borders = element("pBdr")
    borders.append(element("top", val="single", sz="6", space="0", color="000000"))
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001  python-docx has no borders
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def shrink(paragraph: Paragraph) -> None:
    """Make the empty paragraph that ends a section one point high, so that it never takes a page of its own."""
    form = paragraph.paragraph_format
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(1)


def number_from_one(section) -> None:
    """Let the section count its own pages; the element has its place in CT_SectPr."""
    properties = section._sectPr  # noqa: SLF001  python-docx has no page numbers
    for old in properties.findall(qn("w:pgNumType")):
        properties.remove(old)
    properties.insert_element_before(element("pgNumType", start="1"), *AFTER_PAGE_NUMBERS)


def page_number(paragraph: Paragraph) -> None:
    """The number of the page as a field."""
    run = paragraph.add_run()
    run.font.size, run.font.name = Pt(MEASURES.page_number), TYPEFACE
    instruction = element("instrText")
    instruction.text = "PAGE"
    for part in (element("fldChar", fldCharType="begin"), instruction, element("fldChar", fldCharType="end")):
        run._r.append(part)  # noqa: SLF001  python-docx has no fields


def exact_table(container, rows: int, widths: list[float], *, ruled: bool) -> Table:
    """A table with fixed column widths in millimetres; without rules also without padding."""
    table = container.add_table(rows=rows, cols=len(widths))
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    if ruled:
        table.style = "Table Grid"
    properties = table._tbl.tblPr  # noqa: SLF001  python-docx has no cell margins
    margins = element("tblCellMar")
    padding = "80" if ruled else "0"
    margins.extend([element("left", w=padding, type="dxa"), element("right", w=padding, type="dxa")])
    properties.insert_element_before(margins, "w:tblLook", "w:tblCaption", "w:tblDescription")
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    return table


def repeat_head(row) -> None:
    """Show the row again at the head of every page the table reaches."""
    row._tr.get_or_add_trPr().append(element("tblHeader"))  # noqa: SLF001


def keep_row_whole(row) -> None:
    """Never split the row over two pages."""
    row._tr.get_or_add_trPr().append(element("cantSplit"))  # noqa: SLF001


class CellWriter:
    """Writes paragraphs into a table's cell, using up the empty one it begins with."""

    def __init__(self, cell, gutter: float = 0.0):
        self.cell, self.fresh, self.gutter = cell, True, gutter

    def paragraph(self):
        paragraph = self.cell.paragraphs[0] if self.fresh else self.cell.add_paragraph()
        self.fresh = False
        return paragraph

    def line(
        self, text: str, size: float, *, bold: bool = False, italic: bool = False, align: str = "center"
    ):
        paragraph = write(self.paragraph(), (Run(text, bold, italic),), size=size, align=align)
        if self.gutter:
            paragraph.paragraph_format.right_indent = Mm(self.gutter)
        return paragraph
