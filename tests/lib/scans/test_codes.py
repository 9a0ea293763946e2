"""The code of a printed page: what it says, and that nothing else is taken for one."""

import io
import shutil
import subprocess
import time

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st

from phuong6.lib.papers.pdf import render_pdf
from phuong6.lib.scans.codes import ALPHABET, PageCode, new_code, page_code_text, parse, parse_typed
from phuong6.lib.scans.pages import pages_of
from phuong6.lib.scans.read import read_page
from phuong6.lib.scans.stamp import stamp_codes
from tests.lib.papers.reading import page_texts
from tests.lib.papers.sample_papers import DECISION

CODE = "K7M2Q9XAB3TD"


@pytest.fixture(scope="module")
def decision():
    return render_pdf(DECISION)


@given(st.text(ALPHABET, min_size=12, max_size=12), st.integers(1, 999), st.integers(1, 999))
def test_what_is_written_is_read_again(code, page, pages):
    if page > pages:
        with pytest.raises(ValueError, match="Không có trang"):
            page_code_text(code, page, pages)
    else:
        assert parse(page_code_text(code, page, pages)) == PageCode(code, page, pages)


def test_a_code_is_written_as_agreed():
    assert page_code_text(CODE, 3, 5) == "VB:K7M2Q9XAB3TD:03:05"
    assert PageCode(CODE, 3, 5).words == "K7M2-Q9XA-B3TD · 3/5"
    assert set(new_code()) <= set(ALPHABET)
    assert len({new_code() for _ in range(100)}) == 100


@pytest.mark.parametrize(
    "text",
    ["", "https://phuong6.example/xac-minh/1", "VB:K7M2Q9XAB3TD:3:5", "VB:K7M2Q9XAB3TD:06:05", "VB:K7M2Q9XAB3TD:00:05",
     "vb:K7M2Q9XAB3TD:03:05", "VB:K7M2Q9XAB3T:03:05", "VB:K7M2Q9XAB3T0:03:05", "VB:K7M2Q9XAB3TD:003:05",
     "VB:K7M2Q9XAB3TD:03:05 ", "VB:K7M2Q9XAB3TD:03:05\n", "VB:K7M2Q9XAB3TD:٠٣:٠٥", "VB:K7M2Q9XAB3TD:03:0005"],
)  # fmt: skip
def test_anything_else_is_no_page_of_ours(text):
    assert parse(text) is None


def test_a_code_typed_from_paper_is_understood():
    assert parse_typed(" k7m2-q9xa-b3td · 3/5") == CODE
    assert parse_typed("K7M2 Q9XA B3TD") == CODE
    assert parse_typed("K7M2-Q9XA") is None
    assert parse_typed("K7M2-Q9XA-B3T0") is None


def test_every_page_carries_its_code_and_its_text_stays_the_same(decision, tmp_path):
    stamped = stamp_codes(decision, CODE)
    found = [read_page(page).found for page in pages_of(stamped)]
    assert found == [PageCode(CODE, number, 4) for number in (1, 2, 3, 4)]
    assert page_texts(stamped, tmp_path) == page_texts(decision, tmp_path)
    assert stamped == stamp_codes(decision, CODE)


def test_a_second_program_reads_the_code_too(decision, tmp_path):
    path = tmp_path / "page.png"
    pypdfium2.PdfDocument(stamp_codes(decision, CODE))[1].render(scale=200 / 72).to_pil().save(path)
    program = shutil.which("zbarimg")
    assert program, "zbarimg is missing: install zbar-tools"
    done = subprocess.run(
        [program, "-q", "--raw", "-Sdisable", "-Sqrcode.enable", str(path)],
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stdout.strip() == "VB:K7M2Q9XAB3TD:02:04"


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_the_code_stands_at_the_lower_right_of_the_page_as_it_is_seen(decision, turn):
    with pikepdf.open(io.BytesIO(decision)) as pdf:
        pdf.pages[0].rotate(turn, relative=False)
        out = io.BytesIO()
        pdf.save(out)
    page = pypdfium2.PdfDocument(stamp_codes(out.getvalue(), CODE))[0]
    picture, dot = page.render(scale=200 / 72).to_pil(), 25.4 / 200
    (code,) = zxingcpp.read_barcodes(picture)
    place = code.position
    assert (picture.width - place.top_right.x) * dot == pytest.approx(15, abs=0.4)
    assert (picture.height - place.bottom_right.y) * dot == pytest.approx(4.5, abs=0.4)
    assert (place.top_right.x - place.top_left.x) * dot == pytest.approx(13, abs=0.4)


def test_ten_pages_take_no_time(decision):
    with pikepdf.open(io.BytesIO(decision)) as source, pikepdf.new() as pdf:
        for number in range(10):
            pdf.pages.append(source.pages[number % 4])
        out = io.BytesIO()
        pdf.save(out)
    stamp_codes(out.getvalue(), CODE)
    start = time.process_time()
    stamp_codes(out.getvalue(), CODE)
    assert time.process_time() - start < 0.05
