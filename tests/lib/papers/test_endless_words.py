"""A text typed without a space is set quickly and stays inside the margins."""

import time

import pytest

from phuong6.lib.papers.blocks import Column, Letterhead, Paper, Paragraph, Table
from phuong6.lib.papers.layout import MEASURES
from phuong6.lib.papers.pdf import MAY_BREAK, render_pdf
from tests.lib.papers.reading import MM_PER_POINT, page_texts, poppler

ENDLESS = "nghiệp" * 666


def test_four_thousand_letters_without_a_space_are_set_inside_the_margins(tmp_path):
    table = Table((Column("Tên"), Column("Thành tích", 2)), (("Khóm 1", ENDLESS[:1500]),))
    paper = Paper(letterhead=Letterhead(("KHÓM 1",)), blocks=(Paragraph(ENDLESS), table))
    render_pdf(Paper(letterhead=Letterhead(("KHÓM 1",))))  # opens the faces
    begun = time.process_time()
    pdf = render_pdf(paper)
    assert time.process_time() - begun < 2
    boxes = poppler("pdftotext", "-bbox", pdf=pdf, tmp_path=tmp_path).splitlines()
    ends = [float(line.split('xMax="')[1].split('"')[0]) for line in boxes if "<word " in line]
    assert max(ends) * MM_PER_POINT <= MEASURES.page_width - MEASURES.margin_right + 0.5
    text = "".join(page_texts(pdf, tmp_path))
    assert MAY_BREAK not in text
    assert ENDLESS[:2000] in text.replace(" ", "")


@pytest.mark.parametrize("letter", ["x", "W", "Ữ"])
def test_a_column_narrower_than_a_syllable_takes_no_longer(letter):
    table = Table((Column("Tên"), Column("Khác", 3), Column("Ghi chú", 0.3)), (("a", "b", letter * 4000),))
    render_pdf(Paper(letterhead=Letterhead(("KHÓM 1",))))  # opens the faces
    begun = time.process_time()
    render_pdf(Paper(letterhead=Letterhead(("KHÓM 1",)), blocks=(table,)))
    assert time.process_time() - begun < 6
