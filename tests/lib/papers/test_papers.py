"""Papers by Nghị định 30/2020/NĐ-CP: measured in the PDF and in the DOCX, which say the same."""

import io
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import replace

import docx
import pikepdf
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from phuong6.lib.papers.blocks import (
    Bases,
    Bullets,
    Column,
    Letterhead,
    Paper,
    Paragraph,
    Run,
    Signature,
    Table,
    TotalRow,
)
from phuong6.lib.papers.docx import render_docx
from phuong6.lib.papers.layout import MEASURES, even_lines
from phuong6.lib.papers.lettering.fonts import SERIF
from phuong6.lib.papers.pdf import render_pdf
from tests.lib.papers.faces import docx_words, pdf_words
from tests.lib.papers.reading import (
    MM_PER_INCH,
    embedded_fonts,
    ink_box,
    page_texts,
    pictures,
    poppler,
    word_boxes,
)
from tests.lib.papers.sample_papers import DECISION, MINUTES, WARD

PAPERS = pytest.mark.parametrize("paper", [DECISION, MINUTES], ids=["decision", "minutes"])
BODY = "Ủy ban nhân dân Phường 6 phát động phong trào thi đua cải cách hành chính năm 2023. " * 60
LONG = Paper(WARD, title="BÁO CÁO", blocks=(Paragraph(BODY),) * 3, signatures=(Signature(("CHỦ TỊCH",)),))


@PAPERS
def test_both_faces_say_the_same(paper, tmp_path):
    words, wanted = pdf_words(paper, tmp_path), docx_words(render_docx(paper))
    assert sorted(words) == sorted(wanted)
    assert len(words) > 100


@pytest.mark.parametrize("face", ["pdf", "docx"])
def test_the_words_stand_in_the_order_of_the_decree(tmp_path, face):
    if face == "pdf":
        text = " ".join(page_texts(render_pdf(DECISION), tmp_path, "-raw"))
    else:
        text = " ".join(docx_words(render_docx(DECISION)))
    in_order = (
        "ỦY BAN NHÂN DÂN PHƯỜNG 6", "Số: 01/QĐ-UBND", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc", "Phường 6, ngày 05 tháng 01 năm 2024", "QUYẾT ĐỊNH Về việc tặng Giấy khen",
        "CHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG 6", "ngày 19 tháng 6 năm 2015;", "Khen thưởng Phường 6.", "QUYẾT ĐỊNH:",
        "Điều 1.", "Điều 2.", "Điều 3.", "Nơi nhận: - Như Điều 3;", "- Lưu: VT, NV.", "CHỦ TỊCH Trần Hữu Lý",
        "DANH SÁCH", "I. TẬP THỂ", "II. CÁ NHÂN", "Tổng cộng", "(Bằng chữ: Mười hai triệu",
    )  # fmt: skip
    places = []
    for words in in_order:
        places.append(text.index(words, places[-1] if places else 0))
    assert places == sorted(places)


def test_the_pdfs_margins_are_those_of_the_table_within_half_a_millimetre(tmp_path):
    page = pictures(render_pdf(LONG), tmp_path, 200)[1]
    pixels = 200 / MM_PER_INCH
    body = page[int((MEASURES.margin_top - 3) * pixels) :]  # below the page number
    left, _, right, _ = ink_box(body, 160)
    assert left / pixels == pytest.approx(MEASURES.margin_left, abs=0.5)
    assert page.shape[1] / pixels - right / pixels == pytest.approx(MEASURES.margin_right, abs=0.5)
    boxes = word_boxes(render_pdf(LONG), tmp_path)[1]
    words = [box for box in boxes if box[2] > MEASURES.margin_top - 3]
    assert min(top for _, _, top, *_ in words) == pytest.approx(MEASURES.margin_top, abs=0.5)
    assert max(bottom for *_, bottom in words) <= MEASURES.page_height - MEASURES.margin_bottom + 0.5


def test_the_page_number_stands_centred_in_the_top_margin_from_the_second_page(tmp_path):
    first, second, *_ = word_boxes(render_pdf(LONG), tmp_path)
    assert not [box for box in first if box[4] < MEASURES.margin_top]
    ((word, left, top, right, bottom),) = [box for box in second if box[4] < MEASURES.margin_top]
    assert word == "2"
    middle = MEASURES.margin_left + MEASURES.text_width() / 2
    assert (left + right) / 2 == pytest.approx(middle, abs=0.5)
    assert (top + bottom) / 2 == pytest.approx(MEASURES.header, abs=1)


def test_an_appendix_counts_its_own_pages_and_repeats_the_tables_head(tmp_path):
    pages = page_texts(render_pdf(DECISION), tmp_path, "-raw")
    heads = [
        [word for word, *_, bottom in page if bottom < MEASURES.margin_top and word.isdigit()]
        for page in word_boxes(render_pdf(DECISION), tmp_path)
    ]
    assert heads == [[], [], ["2"], ["3"]]
    assert all("STT" in page and "Họ và tên" in page for page in pages[1:])
    assert all("DIỄN TẬP" in page for page in pages)


def test_sizes_and_faces_in_the_pdf_are_those_of_the_table(tmp_path):
    fonts = embedded_fonts(render_pdf(MINUTES), tmp_path)
    assert all(fonts.values())
    assert all(name.startswith("Van-ban") for name in fonts)
    sizes = text_sizes(render_pdf(MINUTES))
    wanted = {MEASURES.body, MEASURES.country, MEASURES.table, MEASURES.recipients, MEASURES.foot_note}
    assert {round(size, 1) for size in sizes} == wanted


def text_sizes(pdf: bytes) -> set[float]:
    """All type sizes set in the file, in points (the page is drawn at 0.75 points per CSS pixel)."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return {
            float(instruction.operands[1]) * 0.75
            for page in opened.pages
            for instruction in pikepdf.parse_content_stream(page)
            if str(instruction.operator) == "Tf"
        }


def test_the_rule_under_the_motto_is_as_long_as_the_motto(tmp_path):
    page = pictures(render_pdf(DECISION), tmp_path, 200)[0]
    pixels = 200 / MM_PER_INCH
    motto = [
        box for box in word_boxes(render_pdf(DECISION), tmp_path)[0] if 24 < box[2] < 31 and box[1] > 110
    ]
    left, right = min(box[1] for box in motto), max(box[3] for box in motto)
    bottom = max(box[4] for box in motto)
    strip = page[int((bottom - 1) * pixels) : int((bottom + 2) * pixels), int(100 * pixels) :].min(axis=2)
    longest = max((strip < 200).sum(axis=1))
    assert longest / pixels == pytest.approx(right - left, abs=1)


def sections(content: bytes):
    return docx.Document(io.BytesIO(content)).sections


@PAPERS
def test_the_docx_has_exactly_the_tables_margins(paper):
    for section in sections(render_docx(paper)):
        margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
        lengths = (section.page_width, section.page_height, *margins)
        for seen, wanted in zip(lengths, (210, 297, 20, 20, 30, 15), strict=True):
            assert abs(seen - Mm(wanted)) < 635  # one twentieth of a point: what the format can say


def test_the_docx_names_times_new_roman_and_the_tables_sizes():
    document = docx.Document(io.BytesIO(render_docx(DECISION)))
    normal = document.styles["Normal"]
    fonts = normal.element.rPr.rFonts
    assert {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "cs", "eastAsia")} == {
        "Times New Roman"
    }
    assert normal.font.size == Pt(14)
    head = document.tables[0].rows[0].cells[1].paragraphs
    assert [paragraph.runs[0].font.size for paragraph in head if paragraph.runs] == [Pt(13), Pt(14), Pt(14)]
    body = next(paragraph for paragraph in document.paragraphs if paragraph.text.startswith("Điều\u00a01."))
    assert abs(body.paragraph_format.first_line_indent - Mm(12.7)) < 635
    assert body.paragraph_format.space_after == Pt(6)
    assert [run.bold for run in body.runs] == [True, False, False]


def test_the_docx_shows_the_page_number_in_the_head_but_not_on_the_first_page():
    for section in sections(render_docx(MINUTES)):
        assert section.different_first_page_header_footer
        assert "PAGE" in section.header._element.xml
        assert "PAGE" not in section.first_page_header._element.xml
        assert 'w:start="1"' in section._sectPr.xml


def test_the_docx_carries_mark_and_foot_note_on_every_page():
    for section in sections(render_docx(DECISION)):
        for header in (section.header, section.first_page_header):
            assert "DIỄN TẬP" in header.paragraphs[0].text
    for section in sections(render_docx(MINUTES)):
        for footer in (section.footer, section.first_page_footer):
            assert footer.paragraphs[0].text == "Mã hồ sơ: P6-2023-0001"


def test_the_same_paper_gives_the_same_docx_text_and_head_row_repeats():
    document = docx.Document(io.BytesIO(render_docx(DECISION)))
    table = document.tables[2]
    assert "tblHeader" in table.rows[0]._tr.xml
    assert "cantSplit" in table.rows[5]._tr.xml
    assert len(set(table.rows[1].cells)) == 1  # the group's row is one cell


def test_a_landscape_paper_is_landscape_in_both_faces(tmp_path):
    wide = replace(DECISION, landscape=True, appendices=())
    assert "841.89 x 595.276" in poppler("pdfinfo", pdf=render_pdf(wide), tmp_path=tmp_path)
    (section,) = sections(render_docx(wide))
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert section.page_width > section.page_height


def test_legal_bases_end_with_semicolons_and_the_last_with_a_full_stop():
    assert Bases(("Căn cứ A;", "Căn cứ B.", "Xét C")).texts == ("Căn cứ A;", "Căn cứ B;", "Xét C.")
    assert Bases(("Căn cứ A", "Căn cứ B"), dash=True, last=",").texts == ("- Căn cứ A;", "- Căn cứ B,")


def test_one_addressee_stands_on_the_line_of_the_word_several_below_it():
    paper = Paper(
        Letterhead(issuer=("BAN NHÂN DÂN KHÓM 3",)), addressees=("Chủ tịch Ủy ban nhân dân Phường 6",)
    )
    assert paper.addressee_lines == ("Kính gửi: Chủ tịch Ủy ban nhân dân Phường 6.",)
    assert MINUTES.addressee_lines[0] == "Kính gửi:"
    assert MINUTES.addressee_lines[1] == "- Chủ tịch Ủy ban nhân dân Phường 6;"


def test_a_total_spans_the_empty_cells_behind_its_word():
    table = Table((Column("A"), Column("B"), Column("C")), (TotalRow(("Cộng", "", "5")),))
    assert [(text, span) for text, _, span in table.spans(table.rows[0])] == [("Cộng", 2), ("5", 1)]


def test_a_row_with_too_few_cells_and_a_fourth_signature_are_refused():
    with pytest.raises(ValueError, match="Bảng có 2 cột nhưng một dòng có 1 ô"):
        Table((Column("A"), Column("B")), (("một",),))
    with pytest.raises(ValueError, match="nhiều nhất 3 người ký"):
        Paper(WARD, signatures=(Signature(("CHỦ TỊCH",)),) * 4)


def test_text_that_looks_like_markup_or_style_is_printed_as_it_is(tmp_path):
    odd = Paper(
        WARD, title="BÁO <CÁO>", mark="", foot_note='"; } * { display: none } \\',
        blocks=(Paragraph(("a < b & ", Run("<script>", bold=True))), Bullets(("</p>",))),
    )  # fmt: skip
    text = page_texts(render_pdf(odd), tmp_path, "-raw")[0]
    assert "BÁO <CÁO> a < b & <script> - </p>" in text
    assert '"; } * { display: none } \\' in text


def test_what_no_xml_may_hold_spoils_no_paper(tmp_path):
    odd = "Trần\uffff Hữu\x0b\ufffe Lý\x01\ud800"
    paper = Paper(
        replace(WARD, number=odd),
        title=odd,
        blocks=(Paragraph(odd), Table((Column(odd, 1),), ((odd,),))),
        signatures=(Signature((odd,), odd),),
        mark="MẪU",
        foot_note=odd,
    )
    content = render_docx(paper)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                ET.fromstring(archive.read(name))  # noqa: S314  our own file, read by another library
    assert " ".join(docx_words(content)).count("Trần Hữu Lý") == 7


def test_long_headings_break_evenly_and_keep_a_number_with_its_word():
    lines = even_lines("ỦY BAN NHÂN DÂN PHƯỜNG 6", SERIF, 13, 60)
    assert lines == ("ỦY BAN NHÂN", "DÂN PHƯỜNG 6")
