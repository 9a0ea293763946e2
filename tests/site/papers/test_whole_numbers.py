"""No line of a paper ends inside a number, and a DOCX says its parts in the schema's order, in Vietnamese.

The order is that of CT_TblPrBase, CT_SectPr and CT_PPrBase in ECMA-376 Part 4 (transitional), wml.xsd.
"""

import io
import itertools
import re
import shutil
import subprocess
import zipfile

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from phuong6.lib.papers.blocks import Column, Letterhead, Paper, Paragraph, Table
from phuong6.lib.papers.docx import render_docx
from phuong6.lib.papers.identity import plain_words
from phuong6.lib.papers.pdf import render_pdf
from phuong6.lib.papers.unbroken import pieces_of
from phuong6.lib.papers.wording import Words
from phuong6.office.papers.kinds import DRAFT, KINDS
from tests.lib.papers.faces import docx_words, pdf_words
from tests.lib.papers.reading import poppler

EVERY = pytest.mark.parametrize("key", sorted(KINDS))
ORDER = {
    "w:tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing"
    " tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "w:sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType"
    " pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings",
    "w:pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs"
    " suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd"
    " snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment"
    " textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "w:tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
}  # fmt: skip
TOGETHER = (
    "91/2017/NĐ-CP", "số 05/QĐ-UBND", "Số: …/TTr-HĐTĐKT", "06/2022/QH15", "01/QĐ-UBND-DT", "Điều 5", "khoản 2",
    "điểm a", "ngày 14/3/2023", "ngày 05", "tháng 4/2023", "năm 2023", "270.000 đồng", "1.404.000 đ", "mục III",
    "10–12/12/2023",
)  # fmt: skip
# What ends a line, and what the next then begins with.
TORN = (
    (r"\d/$", r"\w"),
    (r"\d/\S*-$", r"[A-ZĐ]"),
    (r"(?i)^(?:điều|khoản|số|ngày|tháng|năm)$", r"\d"),
    (r"^[\d.]*\d$", r"(?:đồng|đ)\b"),
)


def sample_of(key):
    kind = KINDS[key]
    return kind.compose(kind.sample(), Words(kind.words), DRAFT)


def torn(pdf: bytes, tmp_path, *, also_words: bool = True) -> list[tuple[str, str]]:
    """Line ends that tear something, as the last word of a line and the first of the next."""
    found = []
    for block in poppler("pdftotext", "-bbox-layout", pdf=pdf, tmp_path=tmp_path).split("<block ")[1:]:
        lines = [re.findall(r"<word[^>]*>(.*?)</word>", line) for line in block.split("<line ")[1:]]
        for line, following in itertools.pairwise(lines):
            end, begin = line[-1].replace("\u2060", ""), following[0]
            rules = TORN if also_words else TORN[:2]
            if any(re.search(last, end) and re.match(first, begin) for last, first in rules):
                found.append((end, begin))
    return found


def wide(text: str) -> Paper:
    """The text at every place of a line, in a paragraph."""
    return Paper(Letterhead(("KHÓM 1",)), blocks=tuple(Paragraph("mo " * at + text) for at in range(14, 34)))


@pytest.mark.parametrize("text", TOGETHER)
def test_what_belongs_together_stays_on_one_line_wherever_the_line_ends(text, tmp_path):
    assert list(pieces_of(f"theo ({text}), nay")) == [("theo ", False), (f"({text}),", True), (" nay", False)]
    layout = poppler("pdftotext", "-layout", pdf=render_pdf(wide(text)), tmp_path=tmp_path)
    assert layout.count(text) == 20


@pytest.mark.parametrize("text", ["và/hoặc", "km/h", "24/24 giờ", "văn hóa - xã hội", "thi đua"])
def test_other_words_may_break_where_they_did(text):
    assert not [piece for piece, whole in pieces_of(text) if whole and "/" in piece]


@EVERY
def test_no_line_of_the_pdf_ends_inside_a_number(key, tmp_path):
    pdf = render_pdf(sample_of(key))
    assert torn(pdf, tmp_path, also_words=False) == []


def test_a_number_stays_whole_in_a_narrow_column(tmp_path):
    table = Table((Column("Số"), Column("Nội dung", 4)), (("số 14/UBND-NV", "…"), ("05/QĐ-UBND", "…")))
    pdf = render_pdf(Paper(Letterhead(("KHÓM 1",)), blocks=(table,)))
    assert torn(pdf, tmp_path, also_words=False) == []
    assert "14/UBND-NV" in poppler("pdftotext", pdf=pdf, tmp_path=tmp_path)


def test_no_line_of_a_docx_ends_inside_a_number_where_libreoffice_draws_it(tmp_path):
    soffice = shutil.which("soffice")
    assert soffice, "LibreOffice is missing: install libreoffice-writer-nogui"
    papers = {key: sample_of(key) for key in KINDS} | {
        f"wide-{number}": wide(text) for number, text in enumerate(TOGETHER)
    }
    for key, paper in papers.items():
        (tmp_path / f"{key}.docx").write_bytes(render_docx(paper))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    files = map(str, sorted(tmp_path.glob("*.docx")))
    subprocess.run(
        [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *files],
        check=True,
        capture_output=True,
    )
    drawn = {key: (tmp_path / f"{key}.pdf").read_bytes() for key in papers}
    ends = {key: torn(pdf, tmp_path, also_words=key.startswith("wide")) for key, pdf in drawn.items()}
    assert {key: found for key, found in ends.items() if found} == {}


@EVERY
def test_the_parts_of_the_docx_stand_in_the_schemas_order(key):
    with zipfile.ZipFile(io.BytesIO(render_docx(sample_of(key)))) as archive:
        parts = [
            name for name in archive.namelist() if re.match(r"word/(document|header|footer)\d*\.xml", name)
        ]
        roots = [parse_xml(archive.read(name)) for name in parts]
    for tag, order in ORDER.items():
        places = {qn(f"w:{name}"): place for place, name in enumerate(order.split())}
        for properties in (each for root in roots for each in root.iter(qn(tag))):
            if tag == "w:sectPr":  # references to heads and feet come first, in any order
                places[qn("w:footerReference")] = places[qn("w:headerReference")]
            found = [places[child.tag] for child in properties]
            assert found == sorted(found), [child.tag for child in properties]


@EVERY
def test_word_proofs_the_docx_as_vietnamese(key):
    with zipfile.ZipFile(io.BytesIO(render_docx(sample_of(key)))) as archive:
        text = "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml"))
    named = re.findall(r"<w:(?:lang|themeFontLang) [^>]*>", text)
    assert len(named) >= 2
    assert all('w:val="vi-VN"' in each for each in named), named


def test_nothing_that_holds_a_line_together_is_a_word_of_the_paper(tmp_path):
    paper = wide("số 05/QĐ-UBND")
    assert not re.search("[\u00a0\u2011\u2060\u200d]", plain_words(paper))
    assert docx_words(render_docx(paper)) == pdf_words(paper, tmp_path)
    assert "05/QĐ-UBND" in docx_words(render_docx(paper))
