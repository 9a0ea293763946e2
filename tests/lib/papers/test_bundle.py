"""Many papers as one PDF or one ZIP, read again by other programs than the ones that made them."""

import hashlib
import io
import random
import subprocess
import zipfile
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from phuong6.lib.papers.archive import HASHES, READ_ME, Entry, archive, entries_of, plain_name
from phuong6.lib.papers.blocks import Fields, Letterhead, Paper
from phuong6.lib.papers.bundle import Part, join
from tests.lib.papers.reading import page_texts, poppler

COVER = Paper(
    letterhead=Letterhead(issuer=("ỦY BAN NHÂN DÂN", "PHƯỜNG MẪU")),
    title="TOÀN BỘ HỒ SƠ",
    subtitle="Hồ sơ thử",
    blocks=(Fields((("Mã hồ sơ", "THU-1"),)),),
)


def pdf_of(*words: str, size=(595, 842), rotate: int = 0, inherit: bool = False) -> bytes:
    """A PDF with a page for each word; `inherit`: size and rotation stand at the tree's root."""
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        for word in words:
            page = pdf.add_blank_page(page_size=size)
            font = pikepdf.Dictionary(
                Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
            )
            page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
            page.obj.Contents = pdf.make_stream(f"BT /F 20 Tf 100 100 Td ({word}) Tj ET".encode())
            page.obj.Rotate = rotate
            if inherit:
                pdf.Root.Pages.MediaBox, pdf.Root.Pages.Rotate = page.obj.MediaBox, rotate
                del page.obj["/MediaBox"], page.obj["/Rotate"]
        pdf.save(out)
    return out.getvalue()


def form_of(value: str) -> bytes:
    """A page with a filled-in field that a program has drawn, and a web address to press."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf_of("TRANG"))) as pdf:
        page = pdf.pages[0]
        look = pdf.make_stream(f"BT /F 12 Tf 2 2 Td ({value}) Tj ET".encode())
        look.Type, look.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        look.BBox, look.Resources = pikepdf.Array([0, 0, 100, 20]), page.obj.Resources
        field = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Tx, T="o", V=value, F=4,
                Rect=pikepdf.Array([100, 300, 200, 320]), AP=pikepdf.Dictionary(N=look),
            )
        )  # fmt: skip
        link = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=pikepdf.Array([0, 0, 9, 9]),
            A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://vi.du"),
        )  # fmt: skip
        page.obj.Annots = pikepdf.Array([field, link])
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]), NeedAppearances=True)
        pdf.save(out)
    return out.getvalue()


def photo(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "white").save(out, "JPEG")
    return out.getvalue()


def outline_of(path: Path) -> list[tuple[int, str, int]]:
    """(depth, title, page from 1) of every bookmark, as a viewer would show them."""

    def walk(items, depth):
        for item in items:
            yield depth, item.title, pages[item.destination[0].objgen]
            yield from walk(item.children, depth + 1)

    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        return list(walk(outline.root, 0))


PARTS = (
    Part("Tờ trình", pdf_of("TOTRINH1", "TOTRINH2"), name="to-trinh.pdf", sha256="a1" * 32),
    Part("Biên bản họp", missing=True),
    Part(
        "Báo cáo của Ông Mẫu",
        pdf_of("BAOCAO"),
        name="bao-cao-01.pdf",
        is_signed=True,
        children=(Part("Minh chứng 1", photo(300, 200), name="minh-chung-01-01.jpg"),),
    ),
    Part(
        "Báo cáo của Bà Thiếu",
        missing=True,
        children=(Part("Minh chứng 2", pdf_of("MINHCHUNG"), name="minh-chung-02-01.pdf"),),
    ),
)


@pytest.fixture
def joined(tmp_path) -> Path:
    target = tmp_path / "ca-ho-so.pdf"
    assert join(PARTS, COVER, target) == 6
    return target


def test_bookmarks_are_nested_and_lead_to_the_pages(joined):
    assert outline_of(joined) == [
        (0, "Mục lục", 1),
        (0, "Tờ trình", 2),
        (0, "Báo cáo của Ông Mẫu", 4),
        (1, "Minh chứng 1", 5),
        (0, "Báo cáo của Bà Thiếu", 6),
        (1, "Minh chứng 2", 6),
    ]


def test_the_pages_stand_in_order_behind_the_contents(joined, tmp_path):
    texts = page_texts(joined.read_bytes(), tmp_path)
    assert [text.split()[0] for text in texts[1:4]] == ["TOTRINH1", "TOTRINH2", "BAOCAO"]
    assert texts[5].startswith("MINHCHUNG")
    assert "Title:           Hồ sơ thử" in poppler("pdfinfo", pdf=joined.read_bytes(), tmp_path=tmp_path)


def test_the_contents_name_pages_hashes_and_what_is_missing(joined, tmp_path):
    cover = page_texts(joined.read_bytes(), tmp_path, "-layout")[0]
    assert "Mã hồ sơ: THU-1" in cover
    assert "01 Tờ trình 2–3 a1a1a1a1a1a1a1a1" in cover.replace(" – ", "–")
    assert "02 Biên bản họp chưa có" in cover
    assert "Chưa có trong hồ sơ: - Biên bản họp - Báo cáo của Bà Thiếu" in cover
    assert "Báo cáo của Ông Mẫu (bản ký số)" in cover
    assert "Bản ký số gốc nằm trong tệp ZIP" in cover


def test_contents_of_several_pages_still_name_the_right_page(tmp_path):
    target = tmp_path / "dai.pdf"
    parts = [Part(f"Giấy tờ thứ {n}", pdf_of(f"TO{n}X")) for n in range(1, 91)]
    pages = join(parts, COVER, target)
    assert pages > 92
    texts = page_texts(target.read_bytes(), tmp_path)
    marks = outline_of(target)
    for _, title, page in marks[1:]:
        number = title.rpartition(" ")[2]
        assert texts[page - 1].startswith(f"TO{number}X")
        assert f"{title} {page} " in " ".join(texts[: pages - 90]) + " "


@pytest.mark.parametrize("inherit", [False, True])
def test_size_and_rotation_of_a_page_are_kept(tmp_path, inherit):
    target = tmp_path / "xoay.pdf"
    join([Part("Bảng", pdf_of("NGANG", size=(842, 1191), rotate=90, inherit=inherit))], COVER, target)
    info = poppler("pdfinfo", "-f", "2", "-l", "2", pdf=target.read_bytes(), tmp_path=tmp_path)
    assert "Page    2 size:  842 x 1191 pts" in info
    assert "Page    2 rot:   90" in info


def test_a_filled_in_form_shows_its_words_and_can_do_nothing_any_more(tmp_path):
    target = tmp_path / "mau.pdf"
    join([Part("Một", form_of("DA DIEN A")), Part("Hai", form_of("DA DIEN B"))], COVER, target)
    texts = page_texts(target.read_bytes(), tmp_path)
    assert ["DA DIEN A" in texts[1], "DA DIEN B" in texts[2]] == [True, True]
    with pikepdf.open(target) as pdf:
        assert "/AcroForm" not in pdf.Root
        assert not any("/Annots" in page.obj for page in pdf.pages)


def test_a_file_that_cannot_be_read_is_told_and_the_rest_is_joined(tmp_path):
    target = tmp_path / "hong.pdf"
    parts = [
        Part("Hỏng", b"%PDF-1.4 hong"),
        Part("Mất", tmp_path / "khong-co.pdf"),
        Part("Ảnh hỏng", b"\xff\xd8\xff\xe0 hong"),
        Part("Còn", pdf_of("CON")),
    ]
    assert join(parts, COVER, target) == 2
    cover = page_texts(target.read_bytes(), tmp_path)[0]
    assert cover.count("(không mở được tệp)") == 3
    assert [title for _, title, _ in outline_of(target)] == ["Mục lục", "Còn"]


def test_progress_counts_the_parts(tmp_path):
    heard = []
    join(PARTS, COVER, tmp_path / "x.pdf", heard.append)
    assert heard == [1, 2, 3, 4, 5, 6]


def test_the_same_parts_make_the_same_bytes(joined, tmp_path):
    join(PARTS, COVER, tmp_path / "lai.pdf")
    assert (tmp_path / "lai.pdf").read_bytes() == joined.read_bytes()
    for name in ("mot.zip", "hai.zip"):
        archive(entries_of(PARTS), tmp_path / name, ["Hồ sơ"])
    assert (tmp_path / "mot.zip").read_bytes() == (tmp_path / "hai.zip").read_bytes()


# --- ZIP ----------------------------------------------------------------------------------------------


def unpacked(path: Path, folder: Path) -> Path:
    with zipfile.ZipFile(path) as packed:
        packed.extractall(folder)
    return folder


def checked(folder: Path) -> subprocess.CompletedProcess:
    return subprocess.run(
        ["/usr/bin/env", "sha256sum", "--strict", "-c", HASHES], cwd=folder, capture_output=True, text=True, check=False
    )  # fmt: skip


def test_sha256sum_verifies_the_archive_and_finds_a_changed_file(tmp_path):
    scan = tmp_path / "quet.pdf"
    scan.write_bytes(random.Random(6).randbytes(3_000_000))
    entries = [*entries_of(PARTS, "THU-1/"), Entry("van-ban/quet.pdf", scan)]
    archive(entries, tmp_path / "tat-ca.zip", ["Tất cả văn bản"])
    folder = unpacked(tmp_path / "tat-ca.zip", tmp_path / "ra")
    good = checked(folder)
    assert (good.returncode, good.stdout.count(": OK")) == (0, 6)
    assert (folder / "van-ban/quet.pdf").read_bytes() == scan.read_bytes()
    (folder / "THU-1/to-trinh.pdf").write_bytes(b"khac")
    assert "THU-1/to-trinh.pdf: FAILED" in checked(folder).stdout


def test_the_archive_says_in_vietnamese_how_it_is_checked(tmp_path):
    archive(entries_of(PARTS), tmp_path / "x.zip", ["Hồ sơ của BND Khóm Mẫu"])
    with zipfile.ZipFile(tmp_path / "x.zip") as packed:
        assert packed.testzip() is None
        text = packed.read(READ_ME).decode("utf-8-sig")
        listed = packed.read(HASHES).decode()
    assert text.startswith("Hồ sơ của BND Khóm Mẫu\r\n")
    assert "sha256sum -c MA-KIEM-TRA-SHA256.txt" in text
    assert f"{hashlib.sha256(PARTS[0].source).hexdigest()}  to-trinh.pdf\n" in listed


def test_a_file_lost_on_disk_is_named_in_the_archive(tmp_path):
    archive([Entry("mat.pdf", tmp_path / "khong-co.pdf")], tmp_path / "x.zip", ["Hồ sơ"])
    with zipfile.ZipFile(tmp_path / "x.zip") as packed:
        assert "Không mở được các tệp sau:\r\n- mat.pdf" in packed.read(READ_ME).decode("utf-8-sig")
        assert packed.namelist() == [READ_ME, HASHES]


@pytest.mark.parametrize(
    "name", ["Lê Thị An.pdf", "../x.pdf", "/x.pdf", "a b.pdf", "", READ_ME, HASHES, "khóm.pdf"]
)
def test_a_name_with_other_letters_is_refused(tmp_path, name):
    with pytest.raises(ValueError, match="No name"):
        archive([Entry(name, b"x")], tmp_path / "x.zip", [])


def test_no_two_files_have_one_name(tmp_path):
    with pytest.raises(ValueError, match="No name"):
        archive([Entry("a.pdf", b"x"), Entry("a.pdf", b"y")], tmp_path / "x.zip", [])


def test_a_name_is_written_in_plain_letters():
    assert plain_name("CCHC-2023 Khóm 1/Đoàn.") == "CCHC-2023-Khom-1-Doan"
