"""Every kind of paper the software writes: two faces that say the same, in the layout of NĐ 30/2020."""

import io
import shutil
import subprocess

import docx
import pikepdf
import pytest
from django.conf import settings
from docx.shared import Mm

from phuong6.lib.papers.docx import render_docx
from phuong6.lib.papers.layout import MEASURES
from phuong6.lib.papers.pdf import render_pdf
from phuong6.lib.papers.wording import Words, faults
from phuong6.office.papers.kinds import DRAFT, KINDS
from tests.lib.papers.faces import docx_words, pdf_words
from tests.lib.papers.reading import embedded_fonts, poppler, word_boxes

EVERY = pytest.mark.parametrize("key", sorted(KINDS))
WANTED = {  # a paper that falls out of the registry is missed here
    "unit-submission", "unit-minutes", "unit-report",
    "receipt", "supplement-request", "non-award", "summary-table", "appraisal-report", "proposal", "invitation", "urging",
    "ballot", "vote-count", "council-minutes",
    "decision", "payment-list", "revocation", "correction", "written-opinion", "inspection", "recovery",
    "final-report", "urging-reports", "plan",
}  # fmt: skip
SLIPS = (
    "Phường Phường",
    "cải CCHC",
    "của Huyện, xã",
    "trên địa bàn xã",
    "lễ lối",
    "Lòng ghép",
    "hiệu quả 3 trong",
)


def sample_of(key):
    kind = KINDS[key]
    return kind.compose(kind.sample(), Words(kind.words), DRAFT)


def pieces(words: list[str]) -> list[str]:
    """Words in order of the alphabet, cut at hyphens: in a narrow cell a code may break there."""
    return sorted(filter(None, "-".join(words).split("-")))


def test_every_paper_of_the_campaign_is_there():
    assert set(KINDS) >= WANTED


@EVERY
def test_both_faces_say_the_same(key, tmp_path):
    paper = sample_of(key)
    words = pieces(pdf_words(paper, tmp_path))
    assert words == pieces(docx_words(render_docx(paper)))
    assert len(words) > 60


@EVERY
def test_no_slip_of_the_plan_reaches_the_paper(key, tmp_path):
    text = " ".join(docx_words(render_docx(sample_of(key))))
    assert [slip for slip in SLIPS if slip in text] == []


@EVERY
def test_the_words_stay_within_the_margins_of_the_pdf(key, tmp_path):
    pdf = render_pdf(sample_of(key))
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        widths = [float(page.mediabox[2]) * 25.4 / 72 for page in opened.pages]
    for width, page in zip(widths, word_boxes(pdf, tmp_path), strict=True):
        body = [box for box in page if box[2] > MEASURES.margin_top - 3]
        assert min(left for _, left, *_ in body) >= MEASURES.margin_left - 0.5
        assert max(right for _, _, _, right, _ in body) <= width - MEASURES.margin_right + 0.5
        assert min(top for _, _, top, *_ in body) >= MEASURES.margin_top - 0.5


@EVERY
def test_only_our_own_faces_are_embedded_and_all_of_them(key, tmp_path):
    fonts = embedded_fonts(render_pdf(sample_of(key)), tmp_path)
    assert all(fonts.values())
    assert all(name.startswith("Van-ban") for name in fonts), fonts


@EVERY
def test_the_docx_has_exactly_the_margins_of_the_table(key):
    for section in docx.Document(io.BytesIO(render_docx(sample_of(key)))).sections:
        margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
        for seen, wanted in zip(margins, (20, 20, 30, 15), strict=True):
            assert abs(seen - Mm(wanted)) < 635  # one twentieth of a point: what the format can say


@EVERY
def test_the_sentences_a_ward_may_change_can_be_printed(key):
    kind = KINDS[key]
    assert len({slot.key for slot in kind.words}) == len(kind.words)
    assert [faults(slot, slot.text) for slot in kind.words] == [[]] * len(kind.words)


@pytest.mark.parametrize("key", sorted(KINDS.keys() - {"receipt", "council-minutes"}))
def test_a_draft_bears_no_number(key):
    """All but the two that come about with their number: the receipt, and the minutes of a closed meeting."""
    number = sample_of(key).letterhead.number.partition("/")[0]
    assert not any(letter.isdigit() for letter in number), number


def test_every_paper_has_its_picture_in_the_documents():
    folder = settings.BASE_DIR / "docs" / "pictures" / "papers"
    assert [key for key in KINDS if not (folder / f"{key}.webp").exists()] == []


def test_libreoffice_opens_every_docx_with_as_many_pages(tmp_path):
    """A second program lays the editable face out; a page more or less is a face that drifted."""
    soffice = shutil.which("soffice")
    assert soffice, "LibreOffice is missing: install libreoffice-writer-nogui"
    for key in KINDS:
        (tmp_path / f"{key}.docx").write_bytes(render_docx(sample_of(key)))
    subprocess.run(
        [
            soffice,
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(tmp_path),
            *map(str, sorted(tmp_path.glob("*.docx"))),
        ],
        check=True,
        capture_output=True,
    )
    drifted, empty = {}, {}
    for key in KINDS:
        written = (tmp_path / f"{key}.pdf").read_bytes()
        ours = _pages(render_pdf(sample_of(key)), tmp_path)
        theirs = _pages(written, tmp_path)
        if ours != theirs:
            drifted[key] = (ours, theirs)
        if blank := _pages_without_words(written, tmp_path):
            empty[key] = blank
    assert drifted == {}
    assert empty == {}


def _pages_without_words(pdf: bytes, tmp_path) -> list[int]:
    """Pages that bear at most their number and mark."""
    pages = enumerate(word_boxes(pdf, tmp_path), 1)
    return [number for number, page in pages if all(top < MEASURES.margin_top - 3 for _, _, top, *_ in page)]


def _pages(pdf: bytes, tmp_path) -> int:
    info = poppler("pdfinfo", pdf=pdf, tmp_path=tmp_path)
    return int(next(line.split()[1] for line in info.splitlines() if line.startswith("Pages:")))
