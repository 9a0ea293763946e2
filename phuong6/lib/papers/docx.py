"""Papers as editable DOCX: the same text and the same measures as the PDF, with Times New Roman named."""

import io
from datetime import UTC, datetime
from functools import singledispatch

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Mm, Pt, RGBColor

from phuong6.lib.papers.blocks import (
    RECIPIENTS_WORD,
    Appendix,
    Article,
    Bases,
    Bullets,
    Fields,
    GroupRow,
    Heading,
    Letterhead,
    Paper,
    Paragraph,
    Run,
    Signature,
    SumLine,
    Table,
    TotalRow,
    runs_of,
)
from phuong6.lib.papers.docx_parts import (
    ALIGNMENTS,
    CellWriter,
    exact_table,
    keep_row_whole,
    number_from_one,
    page_number,
    repeat_head,
    rule,
    set_typeface,
    shrink,
    write,
    write_large,
)
from phuong6.lib.papers.layout import MEASURES, TYPEFACE, issuing_lines, rule_width, title_lines
from phuong6.lib.papers.lettering.fonts import SERIF_BOLD
from phuong6.lib.text import for_xml

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)  # the same paper gives the same file
RED = RGBColor(0xC0, 0x0D, 0x16)


def render_docx(paper: Paper) -> bytes:
    """The paper as DOCX, its appendices behind it in sections with page numbers of their own."""
    document = docx.Document()
    set_typeface(document)
    properties = document.core_properties
    properties.title = for_xml(paper.subtitle or paper.title or paper.letterhead.subject)
    properties.author, properties.comments, properties.language = "", "", "vi-VN"
    properties.created = properties.modified = LONG_AGO
    _section(document.sections[0], paper, landscape=paper.landscape)
    _write_paper(document, paper)
    for appendix in paper.appendices:
        section = document.add_section(WD_SECTION.NEW_PAGE)
        shrink(document.paragraphs[-1])
        section.header.is_linked_to_previous = section.first_page_header.is_linked_to_previous = False
        section.footer.is_linked_to_previous = section.first_page_footer.is_linked_to_previous = False
        _section(section, paper, landscape=appendix.landscape)
        _write_appendix(document, appendix)
    shrink(document.add_paragraph())
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _section(section, paper: Paper, *, landscape: bool) -> None:
    m = MEASURES
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    width, height = (m.page_height, m.page_width) if landscape else (m.page_width, m.page_height)
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.top_margin, section.bottom_margin = Mm(m.margin_top), Mm(m.margin_bottom)
    section.left_margin, section.right_margin = Mm(m.margin_left), Mm(m.margin_right)
    section.header_distance, section.footer_distance = Mm(m.header), Mm(m.footer)
    section.different_first_page_header_footer = True
    number_from_one(section)
    text_width = m.text_width(landscape=landscape)
    for header, numbered in ((section.header, True), (section.first_page_header, False)):
        _head_line(header.paragraphs[0], paper.mark, text_width, numbered=numbered)
    for footer in (section.footer, section.first_page_footer):
        write(footer.paragraphs[0], (Run(paper.foot_note),) if paper.foot_note else (), size=m.foot_note)


def _head_line(paragraph, mark: str, text_width: float, *, numbered: bool) -> None:
    """Page number in the middle, mark on the right."""
    paragraph.style = "Normal"  # the Header style brings tab stops of its own
    if not mark:
        paragraph.alignment = ALIGNMENTS["center"]
        if numbered:
            page_number(paragraph)
        return
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(Mm(text_width / 2), WD_TAB_ALIGNMENT.CENTER)
    stops.add_tab_stop(Mm(text_width), WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run("\t")
    if numbered:
        page_number(paragraph)
    run = paragraph.add_run(f"\t{mark}")
    run.bold, run.font.size, run.font.name, run.font.color.rgb = True, Pt(MEASURES.page_number), TYPEFACE, RED


def _letterhead(document, head: Letterhead, width: float) -> None:
    m = MEASURES
    rooms = [width * m.issuer_column, width * (1 - m.issuer_column)]
    table = exact_table(document, 1, rooms, ruled=False)
    left, right = CellWriter(table.rows[0].cells[0], m.gutter), CellWriter(table.rows[0].cells[1])
    room = rooms[0] - m.gutter
    superior, issuer = issuing_lines(head, room)
    for line in superior:
        left.line(line, m.issuer)
    for line in issuer:
        left.line(line, m.issuer, bold=True)
    if issuer:
        rule(left.paragraph(), rule_width(issuer[-1], SERIF_BOLD, m.issuer, room, m.short_rule), room)
    if head.number:
        left.line(head.number, m.number)
    if head.subject:
        left.line(head.subject, m.subject)
    *first, last = head.right
    for line in first:
        right.line(line, m.country, bold=True)
    right.line(last, m.motto, bold=True)
    rule(right.paragraph(), rule_width(last, SERIF_BOLD, m.motto, rooms[1]), rooms[1])
    if head.place_date:
        right.line(head.place_date, m.place_date, italic=True)
    write(document.add_paragraph(), (), size=m.body, after=2)


def _title(document, text: str) -> None:
    write(document.add_paragraph(), (Run(text, bold=True),), size=MEASURES.title, align="center", keep=True)


def _write_paper(document, paper: Paper) -> None:
    m = MEASURES
    width = m.text_width(landscape=paper.landscape)
    _letterhead(document, paper.letterhead, width)
    if paper.title:
        _title(document, paper.title)
    if paper.subtitle:
        lines = title_lines(paper.subtitle, width)
        _title(document, "\n".join(lines))
        length = rule_width(lines[-1], SERIF_BOLD, m.title, width, m.short_rule)
        rule(document.add_paragraph(), length, width, after=10)
    if paper.authority:
        write(
            document.add_paragraph(),
            (Run(paper.authority, bold=True),),
            align="center",
            after=m.paragraph_space,
        )
    _addressees(document, paper.addressee_lines)
    for block in paper.blocks:
        _block(block, document, width)
    _signing(document, paper.signatures, paper.recipient_lines, width)


def _addressees(document, lines: tuple[str, ...]) -> None:
    for index, line in enumerate(lines):
        many = len(lines) > 1
        paragraph = write(document.add_paragraph(), (Run(line),), align="left" if many else "center")
        if many:
            paragraph.paragraph_format.left_indent = Mm(45 if index else 25)
    if lines:
        paragraph.paragraph_format.space_after = Pt(10)


def _write_appendix(document, appendix: Appendix) -> None:
    width = MEASURES.text_width(landscape=appendix.landscape)
    subtitle = title_lines(appendix.subtitle, width) if appendix.subtitle else ()
    for line in filter(None, (appendix.label, appendix.title, *subtitle)):
        _title(document, line)
    if appendix.note:
        write(document.add_paragraph(), (Run(appendix.note, italic=True),), align="center")
    rule(document.add_paragraph(), width * 0.25, width, after=8)
    for block in appendix.blocks:
        _block(block, document, width)
    _signing(document, appendix.signatures, (), width)


def _signing(document, signatures: tuple[Signature, ...], recipients: tuple[str, ...], width: float) -> None:
    if not signatures and not recipients:
        return
    write(document.add_paragraph(), (), size=8, keep=True)
    columns = max(2, len(signatures))
    table = exact_table(document, 1, [width / columns] * columns, ruled=False)
    keep_row_whole(table.rows[0])
    cells = list(table.rows[0].cells)
    beside = len(signatures) < 2  # noqa: PLR2004  one signer stands beside the recipients
    for cell, signature in zip(cells[1:] if beside else cells, signatures, strict=not beside):
        _signature(CellWriter(cell), signature)
    if recipients and beside:
        _recipients(CellWriter(cells[0]), recipients)
    elif recipients:
        write(document.add_paragraph(), (), size=8)
        below = exact_table(document, 1, [width / 2] * 2, ruled=False)
        _recipients(CellWriter(below.rows[0].cells[0]), recipients)


def _recipients(cell: CellWriter, lines: tuple[str, ...]) -> None:
    cell.line(RECIPIENTS_WORD, MEASURES.recipients_word, bold=True, italic=True, align="left")
    for line in lines:
        cell.line(line, MEASURES.recipients, align="left")


def _signature(cell: CellWriter, signature: Signature) -> None:
    for line in signature.titles:
        cell.line(line, MEASURES.signature, bold=True)
    if signature.hint:
        cell.line(signature.hint, MEASURES.table, italic=True)
    room = cell.paragraph()
    room.paragraph_format.space_after = Mm(
        MEASURES.signature_space - MEASURES.body * MEASURES.line_height * 0.3528
    )
    for line in filter(None, (signature.office, signature.name)):
        cell.line(line, MEASURES.signature, bold=True)


@singledispatch
def _block(block, document, width: float) -> None:
    raise TypeError(f"Không biết cách in khối {type(block).__name__}.")


def _body(document, text, *, align: str = "justify", indent: bool = True, keep: bool = False) -> None:
    first = MEASURES.indent if indent and align == "justify" else 0.0
    space = MEASURES.paragraph_space
    write(document.add_paragraph(), runs_of(text), align=align, indent=first, after=space, keep=keep)


@_block.register
def _(block: Paragraph, document, width: float) -> None:
    runs = runs_of(block.text, bold=block.bold, italic=block.italic)
    if block.large:
        write_large(document.add_paragraph(), runs, align=block.align)
    else:
        _body(document, runs, align=block.align, indent=block.indent)


@_block.register
def _(block: Bases, document, width: float) -> None:
    for line in block.texts:
        _body(document, (Run(line, italic=True),))


@_block.register
def _(block: Heading, document, width: float) -> None:
    _body(document, (Run(block.text, bold=True, italic=block.level > 2),), keep=True)  # noqa: PLR2004


@_block.register
def _(block: Article, document, width: float) -> None:
    _body(document, block.runs)


@_block.register
def _(block: Bullets, document, width: float) -> None:
    for item in block.items:
        _body(document, (f"{block.marker} ", *runs_of(item)))


@_block.register
def _(block: Fields, document, width: float) -> None:
    for label, value in block.rows:
        _body(document, f"{label}: {value}")


@_block.register
def _(block: SumLine, document, width: float) -> None:
    _body(document, block.runs)


@_block.register
def _(block: Table, document, width: float) -> None:
    whole = sum(column.share for column in block.columns)
    widths = [column.share / whole * width for column in block.columns]
    table = exact_table(document, 1 + len(block.rows), widths, ruled=True)
    repeat_head(table.rows[0])
    for cell, column in zip(table.rows[0].cells, block.columns, strict=True):
        _fill(cell, column.title, "center", bold=True)
    following = (*block.rows[1:], None)
    for row, source, after in zip(list(table.rows)[1:], block.rows, following, strict=True):
        keep_row_whole(row)
        cells = row.cells
        if isinstance(source, GroupRow):
            _fill(cells[0].merge(cells[-1]), source.text, "left", bold=True, keep=True)
            continue
        place = 0
        for text, column, span in block.spans(source):
            cell = cells[place].merge(cells[place + span - 1]) if span > 1 else cells[place]
            keep = isinstance(after, TotalRow)
            _fill(cell, text, column.align, bold=isinstance(source, TotalRow), keep=keep)
            place += span
    write(document.add_paragraph(), (), size=6)


def _fill(cell, text: str, align: str, *, bold: bool = False, keep: bool = False) -> None:
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    write(
        cell.paragraphs[0], (Run(text, bold=bold),), size=MEASURES.table, align=align, keep=keep, narrow=True
    )
