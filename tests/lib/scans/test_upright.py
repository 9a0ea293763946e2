"""The signed copy: pages upright and in order, scans untouched, photos made readable."""

import io
import math
import random
from dataclasses import replace

import numpy as np
import pikepdf
import pytest
from PIL import Image

from phuong6.lib.papers.pdf import render_pdf
from phuong6.lib.scans.codes import PageCode
from phuong6.lib.scans.pages import SourcePage, pages_of
from phuong6.lib.scans.read import Reading, read_page
from phuong6.lib.scans.sheet import A4, printed_code, sheet_corners
from phuong6.lib.scans.stamp import stamp_codes
from phuong6.lib.scans.upright import Sheet, upright_pages, upright_photo
from tests.lib.papers.sample_papers import DECISION
from tests.lib.scans.darkroom import SCANNERS, Phone, any_phone, photographed, printed, scanned, signed

CODE = "K7M2Q9XAB3TD"
PHONE = Phone(height=2048, fill=0.9, skew=5, tilt=0.05, blur=0.05, quality=70, quarter=1, exif=6, shadow=True)


@pytest.fixture(scope="module")
def sheets():
    return printed(stamp_codes(render_pdf(DECISION), CODE))


def _alike(one: Image.Image, other: Image.Image) -> float:
    """How far two pictures say the same, from 0 to 1: the correlation of their grey in small."""
    small = [
        np.asarray(p.convert("L").resize((105, 148), Image.Resampling.BOX), float).ravel()
        for p in (one, other)
    ]
    return float(np.corrcoef(*small)[0, 1])


def test_mixed_uploads_become_one_upright_copy_in_order(sheets):
    dice = random.Random(4)
    scan = scanned([sheets[3].rotate(180), sheets[1]], SCANNERS[0], dice).data
    photos = [photographed([sheets[i]], replace(PHONE, quarter=i), dice) for i in (2, 0)]
    uploads = [(data, page) for data in (scan, *photos) for page in pages_of(data)]
    found = [Sheet(data, page.number, read_page(page)) for data, page in uploads]
    copy = upright_pages(sorted(found, key=lambda sheet: sheet.reading.found.page))
    assert copy == upright_pages(sorted(found, key=lambda sheet: sheet.reading.found.page))
    for number, page in enumerate(pages_of(copy), 1):
        reading = read_page(page)
        assert (reading.found, reading.turn) == (PageCode(CODE, number, 4), 0)
        assert min(reading.corners[0]) > 0.75
        assert abs(reading.skew) < 3
    assert number == 4


def test_scanned_pages_are_kept_bit_for_bit(sheets):
    scan = scanned([sheets[0].rotate(180)], SCANNERS[0], random.Random(5)).data
    copy = upright_pages([Sheet(scan, 1, read_page(next(pages_of(scan))))])
    raw = []
    for data in (scan, copy):
        with pikepdf.open(io.BytesIO(data)) as pdf:
            (image,) = pdf.pages[0].get_images().values()
            raw.append(image.read_raw_bytes())
    assert raw[0] == raw[1]


def test_photographed_sheets_are_cut_out_and_set_square(sheets):
    """Nine in ten whole sheets are found by their edges; those that are lie where the printer put them."""
    dice, cut = random.Random(8), 0
    for number in range(12):
        sheet, _ = signed(sheets[number % 4], dice)
        phone = replace(any_phone(dice), height=1600, cropped=0.0, bent=False)
        data = photographed([sheet], phone, dice)
        page = next(pages_of(data))
        reading = read_page(page)
        picture = upright_photo(data, reading)
        again = read_page(SourcePage(1, is_photo=True, picture=picture))
        assert (again.found, again.turn) == (reading.found, 0)
        if sheet_corners(page.picture, reading):
            cut += 1
            places = zip(again.corners, printed_code(A4), strict=True)
            assert max(math.dist((x * 210, y * 297), (u * 210, v * 297)) for (x, y), (u, v) in places) < 3
            assert _alike(picture, sheet) > 0.7  # of another page of the same paper it is below 0.5
    assert cut >= 10


def test_colours_of_pen_and_seal_stay_and_shadows_go(sheets):
    sheet = sheets[3].copy()
    sheet.paste((200, 30, 40), (300, 1500, 330, 1800))
    sheet.paste((38, 52, 140), (500, 1500, 530, 1800))
    data = photographed([sheet], PHONE, random.Random(9))
    reading = read_page(next(pages_of(data)))
    picture = upright_photo(data, reading).resize(sheet.size)
    red, green, blue = picture.getpixel((315, 1650))
    assert red > green + 60
    assert red > blue + 60
    red, green, blue = picture.getpixel((515, 1650))
    assert blue > red + 40
    paper = np.asarray(picture.convert("L").crop((600, 1300, 1500, 2000)))
    assert np.percentile(paper, 5) > 225


def test_a_page_of_a_photo_is_of_reasonable_size(sheets):
    data = photographed([sheets[1]], replace(PHONE, height=4000, noise=5), random.Random(10))
    copy = upright_pages([Sheet(data, 1, read_page(next(pages_of(data))))])
    assert len(copy) < 450_000
    with pikepdf.open(io.BytesIO(copy)) as pdf:
        assert [round(float(side)) for side in pdf.pages[0].mediabox[2:]] == [595, 842]


def test_a_page_placed_by_hand_is_turned_as_the_clerk_says(sheets):
    data = photographed(
        [sheets[1].crop((0, 0, 1654, 2000))], replace(PHONE, quarter=1, exif=1, skew=0), random.Random(11)
    )
    lying, standing = (upright_photo(data, Reading(None, turn=turn)) for turn in (0, 90))
    assert lying.width > lying.height
    assert standing.height > standing.width


def test_no_sheet_makes_no_copy():
    with pytest.raises(ValueError, match="Không có trang"):
        upright_pages([])
