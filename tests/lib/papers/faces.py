"""The words of a paper's two faces, as other programs read them."""

import io

import docx
from docx.oxml.ns import qn

from phuong6.lib.papers.blocks import Paper, Table
from phuong6.lib.papers.layout import MEASURES
from phuong6.lib.papers.pdf import render_pdf
from tests.lib.papers.reading import word_boxes

SHOWN = {qn("w:noBreakHyphen"): "-"}
JOINT = "\u2060"


def plain(text: str) -> str:
    """Text of a DOCX as one reads it: what only holds a line together left out."""
    return " ".join(text.replace(JOINT, "").split())


def docx_words(content: bytes) -> list[str]:
    """All words of body and tables in reading order; a merged cell counts once."""
    body = docx.Document(io.BytesIO(content)).element.body
    texts = []
    for paragraph in body.iter(qn("w:p")):
        pieces = (
            piece.text if piece.tag == qn("w:t") else SHOWN.get(piece.tag, " ")
            for piece in paragraph.iter(qn("w:t"), qn("w:br"), qn("w:tab"), qn("w:noBreakHyphen"))
        )
        texts.append(plain("".join(pieces)))
    return " ".join(texts).split()


def pdf_words(paper: Paper, tmp_path) -> list[str]:
    """All words of the PDF but page numbers and marks in the margins, and the heads that tables repeat."""
    words, heads = (
        [],
        [" ".join(column.title for column in table.columns).split() for table in tables_of(paper)],
    )
    for page in word_boxes(render_pdf(paper), tmp_path):
        found = [
            word
            for word, _, top, _, bottom in page
            if bottom > MEASURES.margin_top and top < MEASURES.page_height - MEASURES.margin_bottom
        ]
        for head in heads:
            if set(head) <= set(words) and set(head) <= set(found):
                for word in head:
                    found.remove(word)
        words += found
    return words


def tables_of(paper: Paper) -> list[Table]:
    blocks = [*paper.blocks, *(block for appendix in paper.appendices for block in appendix.blocks)]
    return [block for block in blocks if isinstance(block, Table)]
