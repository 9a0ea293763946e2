"""The giấy khen of Nghị định 98/2023/NĐ-CP Điều 104: right words, right place, nothing cut."""

import io
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pikepdf
import pytest
from PIL import Image

from phuong6.lib.papers.certificates.drawing import CertificateDesign, render_certificates
from phuong6.lib.papers.certificates.frame import INNER
from phuong6.lib.papers.certificates.layout import EMBLEM_SIZE, EMBLEM_TOP, Layout
from phuong6.lib.papers.certificates.text import PAGES
from phuong6.lib.papers.lettering.fonts import LocalFetcher
from tests.lib.papers.certificates.samples import (
    ALL,
    COLLECTIVE,
    LONG,
    LONG_COLLECTIVE,
    LONG_PERSON,
    LONG_UNIT,
    PLAIN,
    certificate,
)
from tests.lib.papers.reading import (
    MM_PER_INCH,
    MM_PER_POINT,
    embedded_fonts,
    page_texts,
    pictures,
    word_boxes,
)

DESIGN = CertificateDesign()


def test_each_text_is_one_page_in_the_given_order_and_says_what_the_decree_asks(tmp_path):
    texts = page_texts(render_certificates(ALL, DESIGN), tmp_path)
    assert len(texts) == 4
    in_order = (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "CHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG 6",
        "TẶNG",
        "GIẤY KHEN",
        "Bà Nguyễn Thị Ẩn Danh",
        "Công chức Văn phòng - Thống kê, Ủy ban nhân dân Phường 6, thành phố Cao Lãnh",
        "Đã có thành tích xuất sắc trong phong trào thi đua",
        "“Cải cách hành chính” trên địa bàn Phường 6 năm 2023",
        "Quyết định số: 01/QĐ-UBND, ngày 30 tháng 11 năm 2023",
        "Trần Hữu Lý",
    )
    assert [texts[0].find(words) for words in in_order] == sorted(texts[0].find(words) for words in in_order)
    assert all(words in texts[0] for words in in_order)
    assert "Phường 6, ngày 30 tháng 11 năm 2023" in texts[0]
    assert "Số sổ vàng: 01" in texts[0]
    assert "Ban nhân dân khóm 3" in texts[1]
    assert "Số sổ vàng: 112" in texts[3]


def test_pages_with_different_backgrounds_in_one_file_keep_their_own(tmp_path):
    texts = page_texts(render_certificates(ALL, DESIGN), tmp_path)
    assert ["MẪU – KHÔNG CÓ GIÁ TRỊ" in text for text in texts] == [False, False, True, False]
    assert ["DIỄN TẬP – KHÔNG CÓ GIÁ TRỊ" in text for text in texts] == [False, True, False, False]
    assert ["Trần Hữu Lý" in text for text in texts] == [True, True, False, True]
    assert "KT. CHỦ TỊCH PHÓ CHỦ TỊCH" in texts[2]


def test_a_missing_number_and_date_are_dotted_blanks(tmp_path):
    text = page_texts(render_certificates([LONG_UNIT], DESIGN), tmp_path)[0]
    assert "Quyết định số: ………………, ngày …… tháng …… năm ……" in text


def test_words_that_look_like_markup_are_printed_as_they_are(tmp_path):
    odd = certificate(name="Đội <b>Xung kích</b> & bạn", honorific="")
    assert "Đội <b>Xung kích</b> & bạn" in page_texts(render_certificates([odd], DESIGN), tmp_path)[0]


def test_every_face_is_embedded_and_no_foreign_face_slips_in(tmp_path):
    fonts = embedded_fonts(render_certificates(ALL, DESIGN), tmp_path)
    assert all(fonts.values())
    assert {name.rsplit("-Bold")[0] for name in fonts} == {"Van-ban", "Ten-trang-trong", "Ten-chan-phuong"}


def test_the_batch_draws_the_background_once():
    many = [replace(PLAIN, golden_book_no=number) for number in range(1, 121)]
    done = []
    pdf = render_certificates(iter(many), DESIGN, on_progress=done.append)
    assert done == [50, 100, 120]
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert len(opened.pages) == 120
        forms = {
            form.objgen
            for page in opened.pages
            for form in page.resources.XObject.values()
            if form.Subtype == "/Form"
        }
        assert len(forms) == 1
        assert opened.Root.ViewerPreferences.PrintScaling == "/None"
    assert len(pdf) < 120 * 3000


def test_what_on_progress_raises_stops_the_work():
    def stop(done):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        render_certificates([PLAIN] * 60, DESIGN, on_progress=stop)


def test_the_same_certificates_give_the_same_file_at_any_hour(time_machine):
    time_machine.move_to("2023-12-20T08:00:00+07:00")
    morning = render_certificates(ALL, DESIGN)
    time_machine.move_to("2023-12-21T15:30:07+07:00")
    assert render_certificates(ALL, DESIGN) == morning


def test_no_certificate_is_a_refusal():
    with pytest.raises(ValueError, match="Không có giấy khen nào để in"):
        render_certificates([], DESIGN)


@pytest.mark.parametrize("page", PAGES)
def test_the_longest_texts_stay_within_the_frame(tmp_path, page):
    design = CertificateDesign(page=page)
    width, height = design.size
    edge = INNER * Layout(PLAIN, design).scale
    unmarked = [replace(text, mark="") for text in ALL]
    for words in word_boxes(render_certificates(unmarked, design), tmp_path):
        assert min(left for _, left, *_ in words) > edge
        assert max(right for _, _, _, right, _ in words) < width - edge
        assert max(bottom for *_, bottom in words) < height - edge


@pytest.mark.parametrize("text", [
    *ALL,
    replace(LONG, name=" ".join(["Nghiễm"] * 24)),
    replace(LONG_UNIT, name=LONG_COLLECTIVE + ", " + LONG_COLLECTIVE),
    replace(LONG_UNIT, name="W" * 200, role_line="W" * 200, achievement="W" * 200),
    replace(PLAIN, authority="CHỦ TỊCH ỦY BAN NHÂN DÂN " + "PHƯỜNG " * 20, signer_name="Ẩn " * 30),
    replace(PLAIN, role_line="", achievement=""),
])  # fmt: skip
def test_no_line_runs_into_the_next(text):
    layout = Layout(text, DESIGN)
    centre = layout.own()[:-1]
    title, foot = layout.fixed()[-1], layout.foot()
    stacked = [title, *centre, foot[1], *foot[2:]]
    for above, below in pairwise(stacked):
        assert above.top + above.height <= below.top + 0.01
    assert foot[-1].top - (foot[-2].top + foot[-2].height) >= 30 - 0.01


def test_the_border_is_untouched_by_the_longest_texts(tmp_path):
    unmarked = [replace(text, mark="") for text in ALL]
    first, *others = pictures(render_certificates(unmarked, DESIGN), tmp_path)
    edge = int(INNER / MM_PER_INCH * 100)
    inside = np.zeros(first.shape[:2], dtype=bool)
    inside[edge:-edge, edge:-edge] = True
    for other in others:
        assert (first[~inside] == other[~inside]).all()


def test_a_long_name_of_a_person_is_broken_between_words_and_never_inside_the_family_name():
    lines = Layout(LONG, DESIGN)._name().lines
    assert lines == ("Bà Công Tằng Tôn Nữ Nguyễn Thị", "Hoàng Phương Thảo Trinh Huyền Trang")
    assert " ".join(lines) == f"Bà {LONG_PERSON}"


def test_a_collective_of_two_hundred_letters_is_set_over_at_most_three_readable_lines():
    assert len(LONG_COLLECTIVE) >= 200
    name = Layout(LONG_UNIT, DESIGN).own()[0]
    assert len(name.lines) in {2, 3}
    assert name.size >= 13
    assert " ".join(name.lines) == LONG_COLLECTIVE


def test_the_overlay_prints_only_what_blanks_leave_open(tmp_path):
    pdf = render_certificates([PLAIN], CertificateDesign(overlay=True))
    text = page_texts(pdf, tmp_path)[0]
    assert "Bà Nguyễn Thị Ẩn Danh" in text
    assert "Trần Hữu Lý" in text
    for fixed in ("CỘNG HÒA", "Độc lập", "TẶNG", "GIẤY KHEN", "ỦY BAN NHÂN DÂN PHƯỜNG 6"):
        assert fixed not in text
    edge = int(INNER / MM_PER_INCH * 100)
    assert (pictures(pdf, tmp_path)[0][:, :edge] == 255).all()


def test_the_overlay_puts_every_word_where_the_full_design_has_it(tmp_path):
    full = word_boxes(render_certificates([LONG_UNIT], DESIGN), tmp_path)[0]
    overlay = word_boxes(render_certificates([LONG_UNIT], CertificateDesign(overlay=True)), tmp_path)[0]
    assert overlay
    assert set(overlay) <= set(full)


def emblem_place(picture: np.ndarray) -> np.ndarray:
    pixels = 100 / MM_PER_INCH
    top, bottom = int(EMBLEM_TOP * pixels), int((EMBLEM_TOP + EMBLEM_SIZE) * pixels)
    middle, half = picture.shape[1] // 2, int(EMBLEM_SIZE / 2 * pixels)
    return picture[top:bottom, middle - half : middle + half]


def test_the_emblems_place_stays_empty_holds_the_wards_file_or_a_plain_star(tmp_path):
    target = io.BytesIO()
    Image.new("RGB", (40, 40), (0, 90, 200)).save(target, "PNG")
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9" fill="#005ac8"/></svg>'
    texts = [
        replace(PLAIN, sample_star=False),
        PLAIN,
        replace(PLAIN, emblem=target.getvalue()),
        replace(PLAIN, emblem=svg),
    ]
    empty, star, png, vector = (
        emblem_place(one) for one in pictures(render_certificates(texts, DESIGN), tmp_path)
    )
    assert (empty == 255).all()
    assert tuple(star[star.shape[0] // 2, star.shape[1] // 2]) == (0xC9, 0x96, 0x2F)
    for drawn in (png, vector):
        assert np.abs(drawn[4:-4, 4:-4] - [0, 90, 200]).max() <= 2


def test_an_emblem_that_is_neither_svg_nor_png_is_refused():
    with pytest.raises(ValueError, match="Tệp quốc huy phải là hình SVG hoặc PNG"):
        certificate(emblem=b"%PDF-1.7")


@pytest.mark.parametrize("address", ["file:///etc/hostname", "http://127.0.0.1/x.png"])
def test_a_document_can_reach_neither_files_nor_the_network(address):
    with pytest.raises(ValueError, match="chỉ được dùng phông chữ và hình có sẵn"):
        LocalFetcher().fetch(address)


def test_unknown_marks_pages_and_faces_are_refused():
    with pytest.raises(ValueError, match="chỉ dùng DIỄN TẬP, MẪU"):
        certificate(mark="NHÁP")
    with pytest.raises(ValueError, match="chọn A4, A3, 360x270"):
        CertificateDesign(page="A5")
    with pytest.raises(ValueError, match="chọn ceremonial, sober"):
        CertificateDesign(name_face="comic")


def test_there_is_no_qr_without_an_address_or_when_the_design_has_none(tmp_path):
    pdf = render_certificates(
        [replace(COLLECTIVE, mark=""), replace(COLLECTIVE, mark="", verify_url="")], DESIGN
    ) , render_certificates([replace(COLLECTIVE, mark="")], CertificateDesign(qr=False))  # fmt: skip
    left, top = Layout(COLLECTIVE, DESIGN).qr_corner()
    pixels = 100 / MM_PER_INCH
    corner = [
        picture[
            int(top * pixels) + 2 : int((top + 15) * pixels),
            int(left * pixels) + 2 : int((left + 15) * pixels),
        ]
        for file in pdf
        for picture in pictures(file, tmp_path)
    ]
    assert [bool((part < 128).any()) for part in corner] == [True, False, False]


def test_the_size_of_the_page_is_that_of_the_preset():
    for page, (width, height) in PAGES.items():
        with pikepdf.open(io.BytesIO(render_certificates([PLAIN], CertificateDesign(page=page)))) as opened:
            box = [float(value) * MM_PER_POINT for value in opened.pages[0].mediabox]
        assert box[2:] == pytest.approx([width, height], abs=0.05)
