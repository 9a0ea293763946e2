"""A face that is missing or lacks letters is named before anything is printed."""

from dataclasses import replace

import pytest
from fontTools.subset import Subsetter
from fontTools.ttLib import TTFont

from phuong6.lib.papers.lettering import fonts
from phuong6.lib.papers.lettering.fonts import (
    CEREMONIAL,
    FACES,
    NEEDED_LETTERS,
    SERIF,
    SOBER,
    MissingFaceError,
    locate,
    missing_faces,
    problem_of,
    text_width,
)


def test_all_faces_are_here_and_write_every_vietnamese_letter():
    assert missing_faces() == []


def test_the_letters_asked_for_are_the_whole_alphabet_with_its_tones():
    marked = [letter for letter in NEEDED_LETTERS if letter.isalpha() and ord(letter) > 0x7F]
    assert len(set(marked)) == 134  # 146 letters with tones, đ and Đ, less the 12 plain vowels
    assert set("ẴẵỄễỶỷỢợĐđƯưẬậ") <= set(marked)


def test_a_face_that_is_not_installed_is_named_with_what_to_install():
    absent = replace(SERIF, label="Tinos Thử", file="Khong-Co.ttf")
    assert problem_of(absent) == "Thiếu phông chữ Tinos Thử: cần cài gói hệ thống fonts-croscore."
    absent = replace(CEREMONIAL, package="Khong Co")
    assert problem_of(absent) == "Thiếu phông chữ Great Vibes: cần cài gói Python fontpkg-great-vibes."


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(fonts, "SYSTEM_FONT_FOLDERS", (tmp_path,))
    return tmp_path


def test_a_face_that_lacks_vietnamese_letters_is_found_out_by_opening_it(folder):
    font = TTFont(locate(SERIF))
    subsetter = Subsetter()
    subsetter.populate(unicodes=[ord(letter) for letter in NEEDED_LETTERS if letter not in "Ẵẵễ"])
    subsetter.subset(font)
    font.save(folder / "Cut-Short.ttf")
    problem = problem_of(replace(SERIF, label="Tinos Thiếu", file="Cut-Short.ttf"))
    assert problem.startswith("Phông chữ Tinos Thiếu thiếu 3 chữ (ví dụ:")
    assert "ễ" in problem


def test_a_broken_font_file_is_named(folder):
    (folder / "Broken.ttf").write_bytes(b"not a font")
    problem = problem_of(replace(SERIF, label="Tinos Hỏng", file="Broken.ttf"))
    assert problem == "Tệp phông chữ Tinos Hỏng bị hỏng: cần cài lại gói hệ thống fonts-croscore."


def test_rendering_refuses_to_start_without_a_face(monkeypatch):
    monkeypatch.setattr(fonts, "FACES", (*FACES, replace(SERIF, label="Tinos Thử", file="Khong-Co.ttf")))
    with pytest.raises(MissingFaceError, match="Thiếu phông chữ Tinos Thử"):
        fonts.require_faces.__wrapped__()


def test_a_text_is_as_wide_as_its_advance_widths():
    font = TTFont(locate(SERIF))
    advance = font["hmtx"]["A"][0] / font["head"].unitsPerEm
    assert text_width("AA", SERIF, 72) == pytest.approx(2 * advance * 25.4)
    assert text_width("AA", SERIF, 72, spacing=1) == pytest.approx((2 * advance * 72 + 2) * 25.4 / 72)


def test_the_width_of_a_variable_face_is_that_of_its_bold_cut():
    assert text_width("Ban nhân dân", SOBER, 20) > text_width("Ban nhân dân", replace(SOBER, weight=400), 20)
