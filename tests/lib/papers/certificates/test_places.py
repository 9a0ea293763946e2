"""Blocks placed by the ward: each text stays in its own box, and what cannot be printed is said before it is."""

from dataclasses import replace

import pytest

from phuong6.lib.papers.certificates.drawing import (
    CertificateDesign,
    preview_certificate,
    render_certificates,
)
from phuong6.lib.papers.certificates.places import BLOCKS, BY_KEY, overlap, place_faults, proposed_places
from phuong6.lib.papers.certificates.text import NAME_FACES, PAGES, Arrangement, Place
from tests.lib.papers.certificates.ink import blocks_of, ink_lines
from tests.lib.papers.certificates.samples import ALL, COLLECTIVE, LONG, LONG_UNIT, PLAIN
from tests.lib.papers.reading import distance, page_texts, pictures

MOVED = Place(40, 95, 180, 16, 24, "left")


def placed(page="A4", *, overlay=False, face="ceremonial", **changes) -> CertificateDesign:
    """A design whose blocks stand where the software proposes, but for `changes` (None: not printed)."""
    places = dict(proposed_places(page, overlay=overlay, face=face)) | changes
    own = Arrangement(places=tuple((key, place) for key, place in places.items() if place))
    return CertificateDesign(
        page=page, overlay=overlay, name_face=face, collective_face=face, person=own, collective=own
    )


def faults(design) -> dict[str, str]:
    return dict(place_faults(design, design.person.places))


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("face", NAME_FACES)
@pytest.mark.parametrize("overlay", [False, True])
def test_the_proposed_places_can_be_printed_as_they_are(page, face, overlay):
    assert faults(placed(page, overlay=overlay, face=face)) == {}


@pytest.mark.parametrize("page", PAGES)
def test_every_text_stays_inside_its_own_box(page):
    design = placed(page)
    places = dict(design.person.places)
    for text in (
        *ALL,
        replace(LONG_UNIT, name="W" * 200, role_line="W" * 200),
        replace(LONG, signer_name="Ẩn " * 30),
    ):
        for key, setting, scale in blocks_of(text, design):
            place = places[key]
            assert setting.top * scale >= place.top - 0.01
            assert (setting.top + setting.height) * scale <= place.top + place.height + 0.01
            assert setting.left * scale == pytest.approx(place.left)
            assert setting.width * scale == pytest.approx(place.width)


def test_a_moved_block_is_printed_where_the_ward_wants_it():
    design = placed(name=MOVED, role=Place(40, 112, 205, 11, 14), achievement=Place(46, 124, 205, 12.4, 14))
    assert faults(design) == {}
    line = next(
        each for each in ink_lines(render_certificates([COLLECTIVE], design))[0] if "khóm 3" in each.words
    )
    assert line.left == pytest.approx(40, abs=1)
    assert MOVED.top < line.top
    assert line.bottom < MOVED.top + MOVED.height


def test_people_and_collectives_may_stand_in_different_places():
    own = Arrangement(places=proposed_places("A4"))
    other = dict(proposed_places("A4")) | {
        "signer_name": Place(160.8, 180, 104, 6.4, 14),
        "golden_book": Place(60, 143.6, 96, 6.4, 12, "left"),
    }
    design = CertificateDesign(person=own, collective=Arrangement(places=tuple(other.items())))
    person, body = ink_lines(
        render_certificates([replace(PLAIN, mark=""), replace(COLLECTIVE, mark="")], design)
    )

    def where(lines, words):
        return next((each.left, each.bottom) for each in lines if words in each.words)

    assert where(body, "Số sổ vàng")[0] - where(person, "Số sổ vàng")[0] == pytest.approx(27.5, abs=0.3)
    assert where(person, "Trần Hữu Lý")[1] - where(body, "Trần Hữu Lý")[1] == pytest.approx(2.4, abs=0.3)


def test_a_blank_gets_only_the_blocks_that_were_placed(tmp_path):
    design = placed(overlay=True, decision=None, date_line=None, signer_title=None, qr=None)
    (text,) = page_texts(render_certificates([PLAIN], design), tmp_path)
    assert "Nguyễn Thị Ẩn Danh" in text
    assert "Số sổ vàng: 01" in text
    for gone in ("Quyết định số", "ngày 30", "CHỦ TỊCH", "GIẤY KHEN", "TẶNG"):
        assert gone not in text


def test_a_blank_that_carries_only_a_border_gets_the_fixed_words_too(tmp_path):
    fixed = {key: BY_KEY[key].proposed("A4") for key in ("country", "motto", "authority", "bestows", "title")}
    (text,) = page_texts(render_certificates([PLAIN], placed(overlay=True, **fixed)), tmp_path)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
    assert "GIẤY KHEN" in text


@pytest.mark.parametrize(
    ("changes", "block", "sentence"),
    [
        ({"name": Place(10, 91.2, 232, 19.8, 30)}, "name", "ra ngoài bên trong đường diềm"),
        ({"qr": Place(32.5, 200, 17, 17)}, "qr", "ra ngoài"),
        ({"name": Place(32.5, 91.2, 232, 6, 38)}, "name", "không đủ cho cỡ chữ 38"),
        (
            {"role": Place(46, 100, 205, 11.4, 16)},
            "role",
            "“Chức vụ, đơn vị” đè lên “Tên người hoặc tập thể”",
        ),
        ({"signer_name": Place(160.8, 165, 104, 6.4, 14)}, "signer_name", "phải chừa ít nhất 20 mm để ký"),
        ({"golden_book": None}, "golden_book", "Nghị định 98/2023/NĐ-CP Điều 104"),
    ],
)
def test_what_cannot_be_printed_is_said_in_a_sentence_at_its_block(changes, block, sentence):
    assert sentence in faults(placed(**changes))[block]


def test_on_a_blank_the_edge_is_where_printers_end_and_the_name_is_a_must():
    assert faults(placed(overlay=True, name=Place(6, 91.2, 232, 19.8, 30))) == {}
    assert "chừa 5 mm" in faults(placed(overlay=True, name=Place(3, 91.2, 232, 19.8, 30)))["name"]
    assert "ít nhất tên" in faults(placed(overlay=True, name=None))["name"]


def test_boxes_that_touch_do_not_overlap():
    one = Place(10, 10, 20, 10)
    assert not overlap(one, Place(30, 10, 20, 10))
    assert not overlap(one, Place(10, 20, 20, 10))
    assert overlap(one, Place(29, 19, 20, 10))


def test_every_block_has_a_place_inside_every_page():
    for page, (width, height) in PAGES.items():
        for block in BLOCKS:
            place = block.proposed(page)
            assert 0 < place.left < place.left + place.width < width
            assert 0 < place.top < place.top + place.height < height


@pytest.mark.parametrize("face", NAME_FACES)
def test_placed_pages_of_a_batch_look_like_certificates_made_one_by_one(tmp_path, face):
    design = replace(placed(face=face), text_face="sans" if face == "sans" else "serif")
    batch = pictures(render_certificates(ALL[:2], design), tmp_path)
    for text, page in zip(ALL, batch, strict=False):
        assert distance(page, pictures(preview_certificate(text, design), tmp_path)[0]) <= 2
