"""A file that would keep PDFium drawing for hours costs its page a few seconds, and nothing else its life."""

import io
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from phuong6.lib.scans import apart, pages
from phuong6.lib.scans.apart import MOST_STARTS, Apart
from phuong6.lib.scans.digital import read_digital
from phuong6.lib.scans.drawing import LONG_SIDE
from tests.lib.files.test_uploads import pdf_bytes

SECONDS = 1


def form(pdf, content: bytes, **more):
    return pdf.make_stream(
        content, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 600, 900]), **more
    )


def dense_pattern(pdf) -> tuple[bytes, Dictionary]:
    """A tile a hundredth of a point wide over a whole page: 800 bytes, fifty million tiles."""
    tile = pdf.make_stream(
        b"0 0 1 1 re f", Type=Name.Pattern, PatternType=1, PaintType=1, TilingType=1,
        BBox=Array([0, 0, 1, 1]), XStep=0.01, YStep=0.01, Resources=Dictionary(),
    )  # fmt: skip
    return b"/Pattern cs /P scn 0 0 595 842 re f", Dictionary(Pattern=Dictionary(P=tile))


def endless_shading(pdf) -> tuple[bytes, Dictionary]:
    """A shade whose every point runs a program of eighty thousand steps."""
    program = pdf.make_stream(
        b"{ " + b"dup sin exch cos add " * 20_000 + b" pop pop 0 0 0 }",
        FunctionType=4, Domain=Array([0, 1, 0, 1]), Range=Array([0, 1, 0, 1, 0, 1]),
    )  # fmt: skip
    shade = Dictionary(
        ShadingType=1, ColorSpace=Name.DeviceRGB, Domain=Array([0, 1, 0, 1]),
        Matrix=Array([595, 0, 0, 842, 0, 0]), Function=program,
    )  # fmt: skip
    return b"/S sh", Dictionary(Shading=Dictionary(S=pdf.make_indirect(shade)))


def masks_within_masks(pdf) -> tuple[bytes, Dictionary]:
    """Each mask is drawn twice by the next one: two to the thirtieth."""
    clear = Dictionary(S=Name.Transparency, CS=Name.DeviceGray)
    inner = form(pdf, b"0 0 500 500 re f", Group=clear, Resources=Dictionary())
    for _ in range(30):
        state = Dictionary(Type=Name.ExtGState, SMask=Dictionary(Type=Name.Mask, S=Name.Luminosity, G=inner))
        inner = form(
            pdf, b"/G gs 0 0 500 500 re f /G gs 0 0 400 400 re f", Group=clear,
            Resources=Dictionary(ExtGState=Dictionary(G=pdf.make_indirect(state))),
        )  # fmt: skip
    return b"/F Do", Dictionary(XObject=Dictionary(F=inner))


def forms_within_forms(pdf) -> tuple[bytes, Dictionary]:
    """Ten to the ninth rectangles in two and a half kilobytes."""
    inner = form(pdf, b"0 0 500 500 re f", Resources=Dictionary())
    for _ in range(9):
        inner = form(pdf, b"/F Do " * 10, Resources=Dictionary(XObject=Dictionary(F=inner)))
    return b"/F Do", Dictionary(XObject=Dictionary(F=inner))


TRAPS = [dense_pattern, endless_shading, masks_within_masks, forms_within_forms]


def trapped(*traps) -> bytes:
    """A PDF with a page for each trap, and an honest one after them."""
    with pikepdf.new() as pdf:
        for trap in traps:
            page = pdf.add_blank_page(page_size=(595, 842))
            content, page.obj.Resources = trap(pdf)
            page.obj.Contents = pdf.make_stream(content)
        pdf.add_blank_page(page_size=(595, 842))
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize("trap", TRAPS)
def test_a_page_that_never_ends_is_left_and_the_next_one_drawn(trap):
    with Apart(trapped(trap), seconds=SECONDS) as pdf:
        assert pdf.pages == 2
        assert pdf.picture(0) is None
        assert max(pdf.picture(1).size) == LONG_SIDE


def test_a_file_of_such_pages_is_given_up():
    with Apart(trapped(*[dense_pattern] * (MOST_STARTS + 1)), seconds=SECONDS) as pdf:
        found = [pdf.picture(index) for index in range(pdf.pages)]
        assert found == [None] * (MOST_STARTS + 2)
        assert pdf.words() == {}


def test_every_page_stays_in_the_list_and_the_upload_goes_on(monkeypatch):
    monkeypatch.setattr(pages, "Apart", lambda data: Apart(data, seconds=SECONDS))
    found = list(pages.pages_of(trapped(dense_pattern)))
    assert [(each.number, each.picture is None) for each in found] == [(1, True), (2, False)]


def test_words_of_such_a_file_say_nothing(monkeypatch):
    monkeypatch.setattr("phuong6.lib.scans.digital.Apart", lambda data: Apart(data, seconds=SECONDS))
    told = read_digital(trapped(dense_pattern))
    assert (told.text, told.code, told.bare) == ("", None, False)


def test_what_does_not_open_has_no_pages():
    with Apart(b"%PDF-1.7 and nothing more") as pdf:
        assert pdf.pages == 0


def test_a_process_that_was_not_broken_reads_the_next_file_too():
    with Apart(pdf_bytes(3)) as pdf:
        assert pdf.pages == 3
        process = pdf._drawer.process
    with Apart(pdf_bytes(2)) as pdf:
        assert pdf.pages == 2
        assert pdf.picture(1)
        assert pdf._drawer.process is process


def test_one_that_ended_while_it_waited_is_replaced():
    with Apart(pdf_bytes()) as pdf:
        process = pdf._drawer.process
    process.kill()
    process.wait()
    with Apart(pdf_bytes(2)) as pdf:
        assert pdf.pages == 2


def test_a_broken_one_is_never_used_again_and_none_is_left_behind():
    with Apart(trapped(dense_pattern), seconds=SECONDS) as pdf:
        first = pdf._drawer.process
        assert pdf.picture(0) is None
        assert first.poll() is not None
        assert pdf.picture(1)
        second = pdf._drawer.process
    assert second.poll() is not None


def test_one_used_up_makes_room_for_a_fresh_one(monkeypatch):
    monkeypatch.setattr(apart, "MOST_FILES", 1)
    with Apart(pdf_bytes()) as pdf:
        process = pdf._drawer.process
    assert process.poll() is not None


def test_the_process_knows_no_secret_of_the_office(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "geheim")
    drawer = apart._Drawer(SECONDS)
    assert b"geheim" not in Path(f"/proc/{drawer.process.pid}/environ").read_bytes()
    drawer.end()
