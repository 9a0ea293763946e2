"""Every bad file gets its own sentence; nothing hangs, nothing alive comes through."""

import io
import time
import tracemalloc
import zipfile
import zlib

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageDraw, ImageFile

from phuong6.lib.files.uploads import MAX_BYTES, Refusal, clean_pdf, images_to_pdf, inspect


def pdf_bytes(pages=1, change=None, **save):
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page()
        if change:
            change(pdf)
        out = io.BytesIO()
        pdf.save(out, **save)
    return out.getvalue()


def photo_bytes(size=(60, 80), kind="JPEG", colour="navy", **save):
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, kind, **save)
    return out.getvalue()


def zip_bytes(*names):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


def png_claiming(width, height):
    def chunk(kind, body):
        return len(body).to_bytes(4) + kind + body + zlib.crc32(kind + body).to_bytes(4)

    head = width.to_bytes(4) + height.to_bytes(4) + bytes([8, 2, 0, 0, 0])
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 9))
        + chunk(b"IEND", b"")
    )


def objstm_bomb(unpacked):
    """A tiny PDF whose catalogue lies in an object stream that unpacks to `unpacked` bytes."""
    packer = zlib.compressobj(9)
    body = packer.compress(b"5 0 << /Type /Catalog /Pages 2 0 R >>")
    for _ in range(unpacked >> 20):
        body += packer.compress(b" " * (1 << 20))
    body += packer.flush()
    out, at = bytearray(b"%PDF-1.5\n"), {}
    for number, content in (
        (2, b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"),
        (3, b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"),
        (
            4,
            b"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n%b\nendstream"
            % (len(body), body),
        ),
    ):
        at[number] = len(out)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    start = len(out)
    rows = [
        (0, 0, 65535),
        (0, 0, 65535),
        (1, at[2], 0),
        (1, at[3], 0),
        (1, at[4], 0),
        (2, 4, 0),
        (1, start, 0),
    ]
    table = b"".join(bytes([kind]) + first.to_bytes(4) + second.to_bytes(2) for kind, first, second in rows)
    head = b"6 0 obj\n<< /Type /XRef /Size 7 /W [1 4 2] /Root 5 0 R /Length %d >>\nstream\n" % len(table)
    return bytes(out + head + table + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % start)


def open_action(**action):
    def change(pdf):
        pdf.Root.OpenAction = Dictionary(Type=Name.Action, **action)

    return change


def link_action(pdf):
    pdf.pages[0].obj.Annots = Array(
        [Dictionary(Subtype=Name.Link, A=Dictionary(S=Name.Launch, F=pikepdf.String("calc.exe")))]
    )


def named_script(pdf):
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([])))


def attachment(pdf):
    pdf.attachments["bang-luong.xlsx"] = b"PK"


def xfa_form(pdf):
    pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=pdf.make_stream(b"<xdp/>"))


def signed(pdf):
    pdf.Root.AcroForm = Dictionary(
        SigFlags=3,
        Fields=Array(
            [
                pdf.make_indirect(
                    Dictionary(
                        FT=Name.Sig,
                        T=pikepdf.String("ky"),
                        V=pdf.make_indirect(
                            Dictionary(
                                Type=Name.Sig, ByteRange=Array([0, 1, 2, 3]), Contents=pikepdf.String("00")
                            )
                        ),
                    )
                )
            ]
        ),
    )


LOCK = pikepdf.Encryption(owner="a", user="b")
OWNER_LOCK = pikepdf.Encryption(owner="a", user="")
BAD = {
    "empty": (b"", "Tệp rỗng"),
    "too large": (b"%PDF-" + b"0" * MAX_BYTES, "lớn hơn 20 MB"),
    "cut in half": (pdf_bytes(9)[: len(pdf_bytes(9)) // 2], "chưa trọn"),
    "without its end": (pdf_bytes(9)[:-20], "chưa trọn"),
    "only a beginning": (b"%PDF-1.7\n%%EOF", "chưa trọn"),
    "locked": (pdf_bytes(encryption=LOCK), "mật khẩu"),
    "locked against change": (pdf_bytes(encryption=OWNER_LOCK), "mật khẩu"),
    "no page": (pdf_bytes(0), "không có trang"),
    "2.000 pages": (pdf_bytes(2000), "hơn 200 trang"),
    "script on opening": (
        pdf_bytes(change=open_action(S=Name.JavaScript, JS=pikepdf.String("app.alert(1)"))),
        "mã lệnh",
    ),
    "launch on opening": (pdf_bytes(change=open_action(S=Name.Launch)), "mã lệnh"),
    "sends a form": (pdf_bytes(change=open_action(S=Name.SubmitForm)), "mã lệnh"),
    "launch in a link": (pdf_bytes(change=link_action), "mã lệnh"),
    "named scripts": (pdf_bytes(change=named_script), "mã lệnh"),
    "packed script": (
        pdf_bytes(change=link_action, object_stream_mode=pikepdf.ObjectStreamMode.generate),
        "mã lệnh",
    ),
    "XFA form": (pdf_bytes(change=xfa_form), "mã lệnh"),
    "attachment": (pdf_bytes(change=attachment), "đính kèm"),
    "junk before": (b"\n<b>" + pdf_bytes(), "dữ liệu lạ ở đầu"),
    "junk after": (pdf_bytes(30) + b"<script>alert(1)</script>", "dữ liệu lạ ở cuối"),
    "PDF and ZIP": (pdf_bytes() + zip_bytes("a.txt"), "tệp nén giấu"),
    "PDF and web page": (pdf_bytes().replace(b"\n", b"\n%<html><script>\n", 1), "mã trang web"),
    "photo and ZIP": (photo_bytes() + zip_bytes("a.js"), "tệp nén giấu"),
    "object stream bomb": (objstm_bomb(200 << 20), "chưa trọn"),
    "gigapixel picture": (png_claiming(40_000, 40_000), "60 triệu"),
    "61 megapixels": (png_claiming(7_810, 7_811), "60 triệu"),
    "cut photo": (photo_bytes((900, 900))[:-900], "Ảnh bị hỏng"),
    "cut PNG": (photo_bytes((900, 900), "PNG")[:200], "Ảnh bị hỏng"),
    "only a photo's first bytes": (b"\xff\xd8\xff\xe0", "Ảnh bị hỏng"),
    "Windows program": (b"MZ\x90\x00" + b"\0" * 200, "tệp chương trình"),
    "Linux program": (b"\x7fELF" + b"\0" * 200, "tệp chương trình"),
    "script file": (b"#!/bin/sh\nrm -rf /", "tệp lệnh"),
    "web page": (b"<!DOCTYPE html><html><script>alert(1)</script>", "trang web"),
    "SVG": (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "trang web"),
    "SVG with XML head": (b"<?xml version='1.0'?><svg/>", "trang web"),
    "ZIP": (zip_bytes("a.txt"), "tệp nén ZIP"),
    "Word": (zip_bytes("[Content_Types].xml", "word/document.xml"), "tệp Word"),
    "Excel": (zip_bytes("[Content_Types].xml", "xl/workbook.xml"), "tệp Excel"),
    "old Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "đời cũ"),
    "HEIC": (b"\0\0\0\x18ftypheic" + b"\0" * 99, "HEIC"),
    "WebP": (photo_bytes(kind="WEBP"), "WebP"),
    "GIF": (photo_bytes(kind="GIF"), "GIF"),
    "TIFF": (photo_bytes(kind="TIFF"), "TIFF"),
    "plain text": ("Tờ trình".encode(), "Không nhận ra"),
}


@pytest.mark.parametrize(("data", "sentence"), BAD.values(), ids=BAD.keys())
def test_a_bad_file_is_refused_with_a_sentence_that_says_what_to_do(data, sentence):
    begun = time.monotonic()
    with pytest.raises(Refusal, match=sentence) as refusal:
        inspect(data)
    assert "Hãy" in str(refusal.value)
    assert time.monotonic() - begun < 5


def test_a_good_pdf_is_described():
    data = pdf_bytes(3)
    found = inspect(io.BytesIO(data))
    assert (found.kind, found.mime, found.extension, found.pages) == ("pdf", "application/pdf", "pdf", 3)
    assert (found.size, len(found.sha256), found.signed) == (len(data), 64, False)


@pytest.mark.parametrize(
    ("kind", "mime", "extension"), [("JPEG", "image/jpeg", "jpg"), ("PNG", "image/png", "png")]
)
def test_a_good_photo_is_described(kind, mime, extension):
    found = inspect(photo_bytes(kind=kind))
    assert (found.kind, found.mime, found.extension, found.pages) == ("image", mime, extension, 1)


def test_two_hundred_pages_are_not_too_many():
    assert inspect(pdf_bytes(200)).pages == 200
    with pytest.raises(Refusal):
        inspect(pdf_bytes(201))


def test_an_opening_page_and_links_are_harmless():
    def change(pdf):
        pdf.Root.OpenAction = Dictionary(S=Name.GoTo, D=Array([pdf.pages[0].obj, Name.Fit]))
        pdf.docinfo["/Title"] = "Về /JavaScript và /Launch"

    assert inspect(pdf_bytes(change=change)).pages == 1


def test_only_the_kinds_asked_for_are_taken():
    with pytest.raises(Refusal, match="Đây là ảnh"):
        inspect(photo_bytes(), allow={"pdf"})
    with pytest.raises(Refusal, match="Đây là tệp PDF"):
        inspect(pdf_bytes(), allow={"image"})


def test_a_packed_catalogue_of_fair_size_is_taken():
    assert inspect(objstm_bomb(4 << 20)).pages == 1


def test_a_bomb_does_not_fill_the_memory():
    tracemalloc.start()
    try:
        for name in ("object stream bomb", "gigapixel picture"):
            with pytest.raises(Refusal):
                inspect(BAD[name][0])
        assert tracemalloc.get_traced_memory()[1] < 50 << 20
    finally:
        tracemalloc.stop()


def refusal_of(data):
    try:
        inspect(data)
    except Refusal as refusal:
        return str(refusal)
    return None


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_a_damaged_file_is_taken_or_refused_and_nothing_else(data):
    whole = data.draw(
        st.sampled_from([pdf_bytes(3), pdf_bytes(2, change=signed), photo_bytes(), photo_bytes(kind="PNG")])
    )
    broken = bytearray(whole)
    for place in data.draw(st.lists(st.integers(0, len(whole) - 1), min_size=1, max_size=20)):
        broken[place] = data.draw(st.integers(0, 255))
    sentence = refusal_of(bytes(broken[: data.draw(st.integers(1, len(whole)))]))
    assert sentence is None or "Hãy" in sentence


def test_a_signed_pdf_stays_byte_for_byte():
    data = pdf_bytes(change=signed)
    assert inspect(data).signed
    assert clean_pdf(data) == data


def test_an_unsigned_pdf_loses_its_metadata():
    def change(pdf):
        pdf.docinfo["/Author"] = "Nguyễn Văn Mẫu"
        pdf.Root.Metadata = pdf.make_stream(b"<x:xmpmeta>nguyenvanmau</x:xmpmeta>")

    cleaned = clean_pdf(pdf_bytes(2, change=change, compress_streams=False))
    with pikepdf.open(io.BytesIO(cleaned)) as pdf:
        assert "/Info" not in pdf.trailer
        assert "/Metadata" not in pdf.Root
        assert len(pdf.pages) == 2
    assert b"nguyenvanmau" not in cleaned


def phone_photo():
    """A sheet photographed lying on its side: red at the true top, with a place in its EXIF."""
    picture = Image.new("RGB", (3000, 2000), "white")
    ImageDraw.Draw(picture).rectangle((0, 0, 300, 2000), fill="red")  # left side becomes the top
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "DienThoaiMau"
    exif.get_ifd(0x8825)[1] = "N"
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=exif)
    return out.getvalue()


def pictures_in(data):
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            picture = page.obj.Resources.XObject.Photo
            yield [float(side) for side in page.obj.MediaBox[2:]], bytes(picture.read_raw_bytes())


def test_photos_become_upright_a4_pages_without_place_or_phone():
    original = phone_photo()
    assert b"DienThoaiMau" in original
    data = images_to_pdf([original, photo_bytes((800, 600))])
    (first_paper, first), (second_paper, _) = pictures_in(data)
    with Image.open(io.BytesIO(first)) as picture:
        assert picture.size == (1467, 2200)
        assert not picture.getexif()
        red, green, _blue = picture.getpixel((picture.width // 4, 20))
        assert red > 200
        assert green < 60
    assert b"DienThoaiMau" not in data
    assert first_paper[0] < first_paper[1]
    assert second_paper[0] > second_paper[1]
    assert inspect(data).pages == 2
    assert images_to_pdf([original, photo_bytes((800, 600))]) == data


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGBA", "I;16", "CMYK"])
def test_pictures_of_every_mode_are_taken(mode):
    out = io.BytesIO()
    Image.new(mode, (40, 60)).save(out, "JPEG" if mode == "CMYK" else "PNG")
    assert inspect(images_to_pdf([out.getvalue()])).pages == 1


def test_a_transparent_picture_lies_on_white():
    out = io.BytesIO()
    Image.new("RGBA", (40, 60), (0, 0, 0, 0)).save(out, "PNG")
    [(_, jpeg)] = pictures_in(images_to_pdf([out.getvalue()]))
    with Image.open(io.BytesIO(jpeg)) as picture:
        assert min(picture.getpixel((20, 30))) > 250


def test_a_broken_photo_is_named_by_its_place():
    with pytest.raises(Refusal, match="Ảnh thứ 2: Ảnh bị hỏng"):
        images_to_pdf([photo_bytes(), photo_bytes()[:-50]])
    with pytest.raises(Refusal, match="Chưa có ảnh"):
        images_to_pdf([])


def test_a_cut_photo_is_refused_also_after_another_library_told_pillow_to_fill_in(monkeypatch):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)  # as WeasyPrint does when imported
    whole = io.BytesIO()
    Image.effect_noise((400, 300), 60).save(whole, "JPEG")
    with pytest.raises(Refusal, match="tải lên chưa trọn"):
        inspect(whole.getvalue()[: len(whole.getvalue()) // 2])
    assert ImageFile.LOAD_TRUNCATED_IMAGES is True
