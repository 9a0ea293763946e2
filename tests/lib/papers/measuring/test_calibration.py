"""A printer that moves and stretches the page: what is read off the ruled sheet brings the text back to its place."""

import io

import numpy as np
import pikepdf
import pytest

from phuong6.lib.papers.certificates.drawing import CertificateDesign, render_certificates
from phuong6.lib.papers.certificates.text import PAGES
from phuong6.lib.papers.measuring.calibration import (
    POINTS,
    RULER_ACROSS,
    RULER_DOWN,
    TRUE,
    Calibration,
    for_printer,
    measured,
)
from phuong6.lib.papers.measuring.ruled_sheet import ACROSS_BELOW, CORNER, DOWN_LEFT, corners, ruled_sheet
from tests.lib.papers.certificates.samples import LONG, PLAIN
from tests.lib.papers.reading import MM_PER_INCH, page_texts, pictures, word_boxes

DPI = 300
PIXELS = DPI / MM_PER_INCH
ERRORS = [
    Calibration(right=2.3, below=-1.6, across=1.004, down=1.004),
    Calibration(right=-3.4, below=2.7, across=0.988, down=0.991),
    Calibration(right=0.2, below=4.9, across=1.012, down=0.996),
]


def printed(pdf: bytes, error: Calibration) -> bytes:
    """What comes out of a printer with this error, as a PDF of the same paper."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for page in opened.pages:
            height = float(page.mediabox[3])
            up = height - height * error.down - error.below * POINTS
            matrix = f"q {error.across} 0 0 {error.down} {error.right * POINTS} {up} cm".encode()
            page.contents_add(matrix, prepend=True)
            page.contents_add(b"Q")
        out = io.BytesIO()
        opened.save(out)
    return out.getvalue()


def dark(picture: np.ndarray) -> np.ndarray:
    return picture.min(axis=2) < 140


def middle_of(marks: np.ndarray) -> float:
    """The middle of the marks of a row or column, in millimetres."""
    places = np.flatnonzero(marks)
    assert places.size, "there is a line to be measured"
    return float(places[0] + places[-1] + 1) / 2 / PIXELS


def by_eye(value: float) -> float:
    """As somebody reads a ruler: to the nearest half millimetre."""
    return round(value * 2) / 2


def read_off(sheet: bytes, page: str, tmp_path) -> dict[str, float]:
    """The four numbers somebody would write down, found in the picture of the printed sheet."""
    picture = dark(pictures(sheet, tmp_path, DPI)[0])
    width, height = PAGES[page]

    def rows(first, last):
        return slice(int(first * PIXELS), int(last * PIXELS))

    # The arm of the cross 12 mm above and 12 mm left of the middle is crossed by nothing else.
    upright = picture[rows(height / 2 - 13, height / 2 - 11), rows(width / 2 - 9, width / 2 + 9)]
    level = picture[rows(height / 2 - 9, height / 2 + 9), rows(width / 2 - 13, width / 2 - 11)]
    found = {
        "middle_left": width / 2 - 9 + middle_of(upright.all(axis=0)),
        "middle_top": height / 2 - 9 + middle_of(level.all(axis=1)),
    }
    left, top = (width - RULER_ACROSS) / 2, height / 2 + ACROSS_BELOW
    # Only the first and the last mark are 8 mm long: look where the others have ended.
    row = rows(top + found["middle_top"] - height / 2 + 6.6, top + found["middle_top"] - height / 2 + 7.2)
    begin, end = (
        start + middle_of(picture[row, rows(start, start + 16)].all(axis=0))
        for start in (left - 8, left + RULER_ACROSS - 8)
    )
    found["across"] = end - begin
    top = (height - RULER_DOWN) / 2
    line = found["middle_left"] + (DOWN_LEFT - width / 2) * found["across"] / RULER_ACROSS
    column = rows(line + 6.7, line + 7.3)
    begin, end = (
        start + middle_of(picture[rows(start, start + 13), column].all(axis=1))
        for start in (top - 6.5, top + RULER_DOWN - 6.5)
    )
    found["down"] = end - begin
    return {name: by_eye(value) for name, value in found.items()}


@pytest.mark.parametrize("error", ERRORS)
def test_after_measuring_to_half_a_millimetre_every_word_lands_within_half_a_millimetre(tmp_path, error):
    sheet = printed(ruled_sheet("A4"), error)
    found = measured("A4", **read_off(sheet, "A4", tmp_path))
    design = CertificateDesign(overlay=True)
    wanted = render_certificates([PLAIN, LONG], design)
    uncorrected = word_boxes(printed(wanted, error), tmp_path)
    landed = word_boxes(printed(for_printer(wanted, found), error), tmp_path)
    intended = word_boxes(wanted, tmp_path)
    off, before = [], []
    for was, is_now, raw in zip(intended, landed, uncorrected, strict=True):
        assert [word for word, *_ in was] == [word for word, *_ in is_now]
        for one, two, three in zip(was, is_now, raw, strict=True):
            off += [abs(a - b) for a, b in zip(one[1:], two[1:], strict=True)]
            before += [abs(a - b) for a, b in zip(one[1:], three[1:], strict=True)]
    assert max(off) <= 0.5
    assert max(before) > 1.5, "without the correction it would have been seen"


@pytest.mark.parametrize("page", PAGES)
def test_readings_wrong_by_a_quarter_of_a_millimetre_leave_no_corner_half_a_millimetre_off(page):
    width, height = PAGES[page]
    for error in ERRORS:
        x, y = error.across * width / 2 + error.right, error.down * height / 2 + error.below
        for wrong in (-0.25, 0.25):
            for other in (-0.25, 0.25):
                found = measured(
                    page,
                    middle_left=x + wrong,
                    middle_top=y + wrong,
                    across=RULER_ACROSS * error.across + other,
                    down=RULER_DOWN * error.down + other,
                )
                for point in ((0, 0), (width, 0), (width, height), (0, height)):
                    sent = found.before(*point)
                    landed = error.across * sent[0] + error.right, error.down * sent[1] + error.below
                    assert max(abs(landed[0] - point[0]), abs(landed[1] - point[1])) <= 0.51


def test_a_true_printer_gets_the_pages_as_they_are(tmp_path):
    found = measured("A4", middle_left=148.5, middle_top=105, across=240)
    assert found == TRUE
    pdf = render_certificates([PLAIN], CertificateDesign())
    before, after = (pictures(each, tmp_path)[0] for each in (pdf, for_printer(pdf, found)))
    assert (before == after).all()


def test_the_length_across_serves_for_both_when_the_other_was_not_measured():
    found = measured("A4", middle_left=148.5, middle_top=105, across=241.2)
    assert found.across == found.down == pytest.approx(1.005)


@pytest.mark.parametrize(
    ("numbers", "sentence"),
    [
        ({"across": 220}, "Thước in ra lệch quá 5 %"),
        ({"down": 195}, "Thước in ra lệch quá 5 %"),
        ({"middle_left": 165}, "Dấu giữa trang lệch quá 15 mm"),
        ({"middle_top": 80}, "Dấu giữa trang lệch quá 15 mm"),
    ],
)
def test_what_no_printer_does_is_refused_with_what_to_look_at(numbers, sentence):
    good = {"middle_left": 148.5, "middle_top": 105, "across": 240, "down": 180}
    with pytest.raises(ValueError, match=sentence):
        measured("A4", **good | numbers)


@pytest.mark.parametrize("calibration", [TRUE, ERRORS[0]])
def test_viewers_are_asked_not_to_scale(calibration):
    pdf = for_printer(render_certificates([PLAIN], CertificateDesign(overlay=True)), calibration)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        wishes = opened.Root.ViewerPreferences
        assert wishes.PrintScaling == "/None"
        assert wishes.PickTrayByPDFSize
        assert wishes.Duplex == "/Simplex"


@pytest.mark.parametrize("page", PAGES)
def test_the_sheet_has_its_crosses_and_rulers_where_it_says(tmp_path, page):
    sheet = ruled_sheet(page, title="Máy in phòng Văn thư, khay 1")
    assert read_off(sheet, page, tmp_path) == {
        "middle_left": PAGES[page][0] / 2,
        "middle_top": PAGES[page][1] / 2,
        "across": RULER_ACROSS,
        "down": RULER_DOWN,
    }
    picture = dark(pictures(sheet, tmp_path, DPI)[0])
    for x, y in corners(*PAGES[page]):
        assert min(x, PAGES[page][0] - x) == min(y, PAGES[page][1] - y) == CORNER
        arm = picture[
            int(y * PIXELS) - 2 : int(y * PIXELS) + 3, int((x - 4) * PIXELS) : int((x + 4) * PIXELS)
        ]
        assert arm.any(axis=0).all()
    (text,) = page_texts(sheet, tmp_path)
    for words in (
        "Tờ thước căn chỉnh máy in",
        "khay 1",
        "tỷ lệ 100 %",
        "(1)",
        "(2)",
        "(3)",
        "(4)",
        "240,0 mm",
    ):
        assert words in text


def test_the_corrected_sheet_says_that_it_is_to_be_checked(tmp_path):
    (text,) = page_texts(ruled_sheet("A4", calibration=ERRORS[1]), tmp_path)
    assert "kiểm tra sau khi căn chỉnh" in text
    back = printed(ruled_sheet("A4", calibration=ERRORS[1]), ERRORS[1])
    assert read_off(back, "A4", tmp_path) == {
        "middle_left": 148.5,
        "middle_top": 105,
        "across": 240,
        "down": 180,
    }
