"""A stack of signed paper comes back in any order, scanned or photographed: read right, or left to a person."""

import io
import random
import subprocess
import sys
import textwrap

import pikepdf
import pytest
from PIL import Image, ImageDraw

from phuong6.lib.papers.pdf import render_pdf
from phuong6.lib.scans.pages import SourcePage, pages_of
from phuong6.lib.scans.read import Problem, read_page
from phuong6.lib.scans.stamp import stamp_codes
from tests.lib.papers.sample_papers import DECISION, MINUTES
from tests.lib.scans.darkroom import (
    SCANNERS,
    Phone,
    mm,
    photographed,
    printed,
    scanned,
)

CODE = "K7M2Q9XAB3TD"
GOOD_PHONE = Phone(height=2048, fill=0.93, skew=2, tilt=0.02, blur=0.05, quality=75)


@pytest.fixture(scope="module")
def ten_pages():
    with pikepdf.new() as pdf:
        for paper in (DECISION, MINUTES) * 2:
            with pikepdf.open(io.BytesIO(render_pdf(paper))) as part:
                pdf.pages.extend(part.pages)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


@pytest.fixture(scope="module")
def sheets(ten_pages):
    return printed(stamp_codes(ten_pages, CODE))


@pytest.mark.parametrize("harm", ["torn off", "covered"])
def test_a_page_without_its_code_is_left_to_a_person(sheets, harm):
    sheet = sheets[0].copy()
    box = (sheet.width - mm(sheet, 31), sheet.height - mm(sheet, 20), sheet.width, sheet.height)
    if harm == "torn off":
        sheet = sheet.crop((0, 0, sheet.width, int(box[1])))
    else:
        ImageDraw.Draw(sheet).rectangle(box, fill="brown")
    dice = random.Random(1)
    for data in (photographed([sheet], GOOD_PHONE, dice), scanned([sheet], SCANNERS[0], dice).data):
        reading = read_page(next(pages_of(data)))
        assert (reading.found, reading.problem) == (None, Problem.NO_CODE)


def test_two_sheets_on_one_photo_are_never_guessed(sheets):
    dice = random.Random(2)
    for first, second in ((0, 1), (2, 7), (4, 3)):
        phone = Phone(height=2448, fill=0.97, skew=dice.uniform(-4, 4), tilt=0.03, blur=0.05, quality=60)
        reading = read_page(next(pages_of(photographed([sheets[first], sheets[second]], phone, dice))))
        assert (reading.found, reading.problem) == (None, Problem.TWO_CODES)


def test_a_blank_back_is_told_from_a_page_nobody_can_read(sheets):
    dice, size = random.Random(3), sheets[0].size
    blank = Image.new("RGB", size, "white")
    little = blank.copy()
    ImageDraw.Draw(little).line((600, 1200, 800, 1150, 760, 1250), fill=(40, 50, 140), width=5)
    sealed = Image.new("RGB", size, "white")
    ImageDraw.Draw(sealed).ellipse((700, 1500, 980, 1780), outline=(220, 40, 50), width=8)
    for scanner in (SCANNERS[0], SCANNERS[1], SCANNERS[3]):  # grey, colour, black and white
        found = [read_page(page) for page in pages_of(scanned([blank, little, sealed], scanner, dice).data)]
        assert [one.problem for one in found] == [Problem.BLANK, Problem.NO_CODE, Problem.NO_CODE], scanner
        assert [one.is_blank for one in found] == [True, False, False]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("skew", [-6, 0, 5])
def test_the_turn_and_skew_of_a_sheet_are_told(sheets, turn, skew):
    picture = sheets[0].rotate(-turn - skew, Image.Resampling.BICUBIC, expand=True, fillcolor="white")
    reading = read_page(SourcePage(1, is_photo=True, picture=picture))
    assert reading.turn == turn
    assert reading.skew == pytest.approx(skew, abs=0.6)


def test_a_page_that_cannot_be_drawn_is_not_lost():
    assert read_page(SourcePage(3, is_photo=False, picture=None)).problem is Problem.BROKEN


def test_300_pages_need_no_more_memory_than_a_few(ten_pages, tmp_path):
    with pikepdf.open(io.BytesIO(stamp_codes(ten_pages, CODE))) as source, pikepdf.new() as pdf:
        for number in range(300):
            pdf.pages.append(source.pages[number % 10])
        pdf.save(tmp_path / "long.pdf")
    program = textwrap.dedent("""
        import resource, sys
        from pathlib import Path
        from phuong6.lib.scans.pages import pages_of
        from phuong6.lib.scans.read import read_page
        held = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (held + 250_000_000,) * 2)
        print(sum(read_page(page).found is not None for page in pages_of(Path(sys.argv[1]).read_bytes())))
    """)
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "long.pdf")],
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.stdout.strip() == "300", done.stderr
