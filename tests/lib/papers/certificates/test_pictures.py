"""Pictures of certificates: a wrong face or a lost layer shows only there, never in extracted text."""

import io
from dataclasses import replace

import numpy as np
import pikepdf
import pytest
import zxingcpp
from PIL import Image, ImageDraw, ImageFont

from phuong6.lib.papers.certificates.drawing import (
    CertificateDesign,
    preview_certificate,
    render_certificates,
)
from phuong6.lib.papers.certificates.layout import QR_SIZE, Layout
from phuong6.lib.papers.certificates.qr import qr_bars
from phuong6.lib.papers.lettering.fonts import CEREMONIAL, MM_PER_POINT, SERIF_BOLD, SOBER, locate, text_width
from tests.lib.papers.certificates.samples import ALL, LONG, PLAIN, certificate
from tests.lib.papers.reading import MM_PER_INCH, distance, ink_box, page_texts, pictures, poppler

DPI = 300
HARD_NAMES = ("Ẵm", "Ễnh", "Ỷ", "Ưởng", "Ợm", "Quỳnh", "Đặng", "Nguyễn", "Thuỵ", "Lưỡng")


@pytest.mark.parametrize("dpi", [100, 150])
def test_pages_of_the_batch_look_exactly_like_certificates_made_one_by_one(tmp_path, dpi):
    design = CertificateDesign()
    batch = pictures(render_certificates(ALL, design), tmp_path, dpi)
    for text, page in zip(ALL, batch, strict=True):
        alone = pictures(preview_certificate(text, design), tmp_path, dpi)[0]
        assert distance(page, alone) <= 2


@pytest.mark.parametrize("page", ["A3", "360x270"])
def test_larger_pages_look_exactly_like_certificates_made_one_by_one(tmp_path, page):
    design = CertificateDesign(page=page, name_face="sober")
    (batch,) = pictures(render_certificates([LONG], design), tmp_path)
    assert distance(batch, pictures(preview_certificate(LONG, design), tmp_path)[0]) <= 2


@pytest.mark.parametrize("name", ["Lê Thị Ngọc 漢", "Nguyễn Văn B\u0331ình"])
def test_letters_that_only_other_faces_have_are_drawn_as_the_html_draws_them(tmp_path, name):
    text, design = certificate(name=name), CertificateDesign()
    batch = render_certificates([PLAIN, text, PLAIN], design)
    seen = pictures(batch, tmp_path)
    assert distance(seen[1], pictures(preview_certificate(text, design), tmp_path)[0]) <= 2
    assert (seen[0] == seen[2]).all()
    assert name in page_texts(batch, tmp_path)[1]


def test_every_face_is_embedded_once_however_many_certificates(tmp_path):
    pdf = render_certificates(
        [replace(PLAIN, name=f"Lê Thị {word}", golden_book_no=n) for n, word in enumerate(HARD_NAMES, 1)]
        * 12,
        CertificateDesign(),
    )
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        fonts = [str(page.Resources.Font.objgen) for page in opened.pages]
        own = opened.pages[0].Resources.Font.keys()
    assert len(fonts) == 120
    assert len(set(fonts)) == 1
    assert len(own) == 3  # the name's, the words', the number's
    assert len(pdf) < 500_000


def last_word_of_the_name(text, design, tmp_path) -> np.ndarray:
    """The picture of the name's last word, cut to its ink."""
    page = pictures(render_certificates([text], CertificateDesign(overlay=True)), tmp_path, DPI)[0]
    name = Layout(text, design).own()[0]
    pixels = DPI / MM_PER_INCH
    strip = page[int((name.top - 5) * pixels) : int((name.top + name.height + 2) * pixels)]
    left, top, right, bottom = ink_box(strip)
    strip = strip[top:bottom, left:right].min(axis=2)
    empty = ~(strip < 128).any(axis=0)
    gap, run = 0, 0
    for column, is_empty in enumerate(empty):
        run = run + 1 if is_empty else 0
        if run > 0.09 * name.size / 72 * DPI:
            gap = column
    word = strip[:, gap:]
    left, top, right, bottom = ink_box(word)
    return word[top:bottom, left:right]


def drawn(word: str, face, size: float) -> np.ndarray:
    """The word drawn from the font file by another program, cut to its ink; `size` in points."""
    font = ImageFont.truetype(locate(face), size / 72 * DPI)
    if face is SOBER:
        font.set_variation_by_axes([face.weight])
    image = Image.new("L", (2400, 800), 255)
    unkerned = ["-kern"] if face is CEREMONIAL else None  # as people's names are set
    ImageDraw.Draw(image).text((300, 200), word, font=font, fill=0, features=unkerned)
    picture = np.asarray(image).astype(int)
    left, top, right, bottom = ink_box(picture)
    return picture[top:bottom, left:right]


def unlikeness(one: np.ndarray, other: np.ndarray) -> float:
    """Mean difference (0 to 1) after the second picture was brought to the first one's size."""
    resized = Image.fromarray(other.astype(np.uint8)).resize(one.shape[::-1], Image.Resampling.LANCZOS)
    return float(np.abs(one - np.asarray(resized).astype(int)).mean() / 255)


@pytest.mark.parametrize("word", HARD_NAMES)
def test_a_persons_name_is_drawn_in_the_ceremonial_face_with_all_its_marks(tmp_path, word):
    text = certificate(name=f"Lê {word}", mark="", verify_url="")
    design = CertificateDesign()
    size = Layout(text, design).own()[0].size
    seen, wanted = last_word_of_the_name(text, design, tmp_path), drawn(word, CEREMONIAL, size)
    assert seen.shape == pytest.approx(wanted.shape, rel=0.05, abs=3)
    assert unlikeness(seen, wanted) < 0.06
    assert unlikeness(seen, drawn(word, SERIF_BOLD, size)) > 2 * unlikeness(seen, wanted)


@pytest.mark.parametrize("word", ["Ẵm", "Ễnh", "Quỳnh", "Ưởng"])
def test_a_collectives_name_is_drawn_in_the_sober_bold_face(tmp_path, word):
    text = certificate(name=f"Tổ {word}", honorific="", verify_url="")
    design = CertificateDesign()
    size = Layout(text, design).own()[0].size
    seen, wanted = last_word_of_the_name(text, design, tmp_path), drawn(word, SOBER, size)
    assert seen.shape == pytest.approx(wanted.shape, rel=0.05, abs=3)
    assert unlikeness(seen, wanted) < 0.09  # the other program does not kern this face
    assert unlikeness(seen, drawn(word, CEREMONIAL, size)) > 2 * unlikeness(seen, wanted)


def test_the_qr_holds_the_verification_address_module_by_module(tmp_path):
    design = CertificateDesign()
    page = pictures(render_certificates([PLAIN], design), tmp_path, DPI)[0]
    count = qr_bars(PLAIN.verify_url)[0]
    left, top = Layout(PLAIN, design).qr_corner()
    centres = (np.arange(count) + 0.5) * QR_SIZE / count
    rows, columns = ((start + centres) * DPI / MM_PER_INCH for start in (top, left))
    seen = page[np.ix_(rows.astype(int), columns.astype(int))].min(axis=2) < 128
    clean = np.pad(np.where(seen, 0, 255).astype(np.uint8).repeat(4, 0).repeat(4, 1), 16, constant_values=255)
    (read,) = zxingcpp.read_barcodes(clean)
    assert (read.text, read.error) == (PLAIN.verify_url, None)


def test_text_stays_black_over_the_mark(tmp_path):
    marked, plain = (
        pictures(render_certificates([certificate(mark=mark)], CertificateDesign()), tmp_path)[0]
        for mark in ("DIỄN TẬP", "")
    )
    changed = np.abs(marked - plain).max(axis=2) > 8
    assert changed.mean() > 0.02  # clearly to be seen
    black = plain.max(axis=2) < 40
    assert marked[black].max() < 45
    light = (changed & (plain.min(axis=2) == 255))[:700]
    assert marked[:700][light].min() > 180  # and light


def air(picture: np.ndarray) -> list[float]:
    """Heights in millimetres of the ink-free stripes of a picture made at DPI, from top to bottom."""
    rows = np.flatnonzero((picture.min(axis=2) < 200).any(axis=1))
    return [float(step - 1) * MM_PER_INCH / DPI for step in np.diff(rows) if step > 1]


def test_three_millimetres_of_air_stand_over_and_under_the_bestowing_word(tmp_path):
    page = pictures(render_certificates([PLAIN], CertificateDesign()), tmp_path, DPI)[0]
    authority, _, title = Layout(PLAIN, CertificateDesign()).fixed()[2:]
    pixels, middle = DPI / MM_PER_INCH, page.shape[1] // 2
    sides = slice(middle - int(80 * pixels), middle + int(80 * pixels))
    first = int((authority.top + authority.height / 2) * pixels)
    last = int((title.top + title.height / 2) * pixels)
    wide = [gap for gap in air(page[first:last, sides]) if gap >= 2]
    assert len(wide) == 2
    assert all(3 <= gap <= 4 for gap in wide)


def inks_of_the_mark(page: np.ndarray) -> int:
    """How many pixels have the light colour of the mark."""
    return int((page == [0xF3, 0xDA, 0xDA]).all(axis=2).sum())


@pytest.mark.parametrize("mark", ["DIỄN TẬP", "MẪU"])
def test_the_mark_is_a_shape_that_leaves_the_text_of_the_page_alone(tmp_path, mark):
    pdf = render_certificates([certificate(name="Lê Thị Lệ", mark=mark)], CertificateDesign())
    lines = [
        line.strip() for line in poppler("pdftotext", "-layout", pdf=pdf, tmp_path=tmp_path).splitlines()
    ]
    assert "Bà Lê Thị Lệ" in lines
    assert f"{mark} – KHÔNG CÓ GIÁ TRỊ SỬ DỤNG" in lines
    assert " ".join(lines).count(mark) == 1
    assert inks_of_the_mark(pictures(pdf, tmp_path)[0]) > 5_000


def test_no_mark_runs_across_a_preprinted_blank(tmp_path):
    pdf = render_certificates([certificate(mark="MẪU")], CertificateDesign(overlay=True))
    assert inks_of_the_mark(pictures(pdf, tmp_path)[0]) == 0
    assert "MẪU – KHÔNG CÓ GIÁ TRỊ SỬ DỤNG" in page_texts(pdf, tmp_path)[0]


@pytest.mark.parametrize("face", [CEREMONIAL, SOBER])
def test_words_of_a_name_stand_clearly_apart(face):
    assert text_width(" ", face, 1) >= 0.3 * MM_PER_POINT
