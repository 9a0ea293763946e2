"""The words of a paper as they are read in its editable face."""

from phuong6.lib.papers.blocks import Paper
from phuong6.lib.papers.docx import render_docx
from tests.lib.papers.faces import docx_words


def words_of(paper: Paper) -> str:
    """All words of the paper, one blank between them."""
    return " ".join(docx_words(render_docx(paper)))
