"""A Word file of strangers: its lines as one reads them, and a clear sentence for every file that is none."""

import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from phuong6.lib.files import docx_text
from phuong6.lib.files.docx_text import BROKEN, EMPTY, NOT_DOCX, OLD_OR_LOCKED, TOO_LARGE, docx_lines
from phuong6.lib.files.word_numbers import roman
from phuong6.lib.refusal import Refusal

W = nsdecls("w")


def saved(document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def with_body(xml: str, numbering: str = "") -> bytes:
    """A Word file with this XML as its body."""
    document = docx.Document()
    for each in parse_xml(f"<w:body {W}>{xml}</w:body>"):
        document.element.body.insert(len(document.element.body) - 1, each)
    if numbering:
        part = document.part.numbering_part.element
        for each in parse_xml(f"<w:numbering {W}>{numbering}</w:numbering>"):
            part.append(each)
    return saved(document)


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def texts(data: bytes) -> list[str]:
    return [each.text for each in docx_lines(data)]


def p(text: str, more: str = "") -> str:
    return f'<w:p>{more}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def numbered(level: int, list_id: int = 90) -> str:
    return f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr></w:pPr>'


LEVELS = """<w:abstractNum w:abstractNumId="90">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2."/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="4"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl>
<w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>
</w:abstractNum><w:num w:numId="90"><w:abstractNumId w:val="90"/></w:num>
<w:num w:numId="91"><w:abstractNumId w:val="90"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>"""


def test_numbers_that_word_sets_are_counted_as_word_counts_them():
    body = "".join(
        [
            p("Mục đích", numbered(0)), p("Một", numbered(1)), p("Hai", numbered(1)), p("Nhỏ", numbered(2)),
            p("Yêu cầu", numbered(0)), p("Lại một", numbered(1)), p("Gạch", numbered(3)), p("Riêng", numbered(0, 91)),
            p("", numbered(0)), p("Không số"),
        ]
    )  # fmt: skip
    assert texts(with_body(body, LEVELS)) == [
        "I. Mục đích", "I.1. Một", "I.2. Hai", "d) Nhỏ", "II. Yêu cầu", "II.1. Lại một", "- Gạch", "VII. Riêng", "Không số",
    ]  # fmt: skip


def test_a_style_numbers_its_paragraphs_and_a_paragraph_may_stand_out():
    document = docx.Document()
    document.add_paragraph("Việc thứ nhất", style="List Number")
    document.add_paragraph("Việc thứ hai", style="List Number")
    apart = document.add_paragraph("Ngoài dãy", style="List Number")
    apart._p.get_or_add_pPr().append(parse_xml(f'<w:numPr {W}><w:numId w:val="0"/></w:numPr>'))
    assert texts(saved(document)) == ["1. Việc thứ nhất", "2. Việc thứ hai", "Ngoài dãy"]


def test_soft_breaks_tabs_and_runs_cut_anywhere_make_whole_lines():
    body = (
        "<w:p><w:r><w:t>KẾ </w:t></w:r><w:r><w:t>HOẠCH</w:t><w:br/><w:t>Phát động</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>Chủ trì và</w:t><w:br/><w:t>phối hợp;</w:t><w:br/><w:t>- Đôn đốc</w:t><w:tab/><w:t>các khóm</w:t></w:r></w:p>"
    )
    assert texts(with_body(body)) == ["KẾ HOẠCH", "Phát động", "Chủ trì và phối hợp;", "- Đôn đốc các khóm"]


def test_what_was_deleted_or_hidden_is_not_read_and_what_was_inserted_is():
    body = (
        '<w:p><w:del w:id="1" w:author="a"><w:r><w:delText>90%</w:delText></w:r></w:del>'
        '<w:ins w:id="2" w:author="a"><w:r><w:t>95%</w:t></w:r></w:ins>'
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t> ẩn</w:t></w:r><w:r><w:t> hồ sơ</w:t></w:r></w:p>"
        "<w:sdt><w:sdtContent>" + p("Trong ô điền") + "</w:sdtContent></w:sdt>"
    )
    assert texts(with_body(body)) == ["95% hồ sơ", "Trong ô điền"]


def test_a_box_is_read_once_however_deep_boxes_stand_in_boxes():
    def boxed(inner: str) -> str:
        return f"<w:p><w:r><w:pict><w:txbxContent>{inner}</w:txbxContent></w:pict></w:r></w:p>"

    body = p("Trong cùng")
    for _ in range(20):
        body = boxed(body)
    assert texts(with_body(p("Ngoài") + body)) == ["Ngoài", "Trong cùng"]


def test_cells_keep_their_place():
    document = docx.Document()
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, "ABCD", strict=True):
        cell.text = text
    found = docx_lines(saved(document))
    assert [(each.text, each.table, each.row, each.column) for each in found] == [
        ("A", 1, 1, 1), ("B", 1, 1, 2), ("C", 1, 2, 1), ("D", 1, 2, 2),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("number", "written"), [(4, "iv"), (9, "ix"), (14, "xiv"), (49, "xlix"), (90, "xc"), (399, "cccxcix")]
)
def test_roman_figures(number, written):
    assert roman(number) == written


GOOD = {
    "[Content_Types].xml": b"<Types/>",
    "word/document.xml": f"<w:document {W}><w:body>{p('A')}</w:body></w:document>".encode(),
}


def bomb() -> bytes:
    return zipped(GOOD | {"word/document.xml": b" " * (docx_text.MAX_UNPACKED + 2)})


def deep() -> bytes:
    inner = "<w:sdt>" * 500 + "</w:sdt>" * 500
    return zipped(
        GOOD | {"word/document.xml": f"<w:document {W}><w:body>{inner}</w:body></w:document>".encode()}
    )


def laughs() -> bytes:
    lols = '<!DOCTYPE d [<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {b} "&{a};&{a};">' for a, b in zip("abcde", "bcdef", strict=True)
    )
    return zipped(GOOD | {"word/document.xml": f"{lols}]><d>&f;</d>".encode()})


def twice() -> bytes:
    out = io.BytesIO(zipped(GOOD))
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/document.xml", GOOD["word/document.xml"])
    return out.getvalue()


def locked_part() -> bytes:
    """The entry says that it is encrypted."""
    data = bytearray(zipped({"word/document.xml": b"x", "[Content_Types].xml": b"x"}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := data.find(mark, at + 1)) >= 0:
            data[at + place] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (lambda: b"", "rỗng"),
        (lambda: b"\xd0\xcf\x11\xe0" + b"x" * 600, OLD_OR_LOCKED),
        (lambda: b"{\\rtf1 abc}", NOT_DOCX),
        (lambda: b"Ke hoach phat dong", NOT_DOCX),
        (lambda: zipped({"xl/workbook.xml": b"x", "[Content_Types].xml": b"x"}), NOT_DOCX),
        (lambda: zipped({"word/document.xml": b"x"}), NOT_DOCX),
        (lambda: zipped(GOOD | {"word/document2.xml": b"<x/>"}), NOT_DOCX),
        (twice, NOT_DOCX),
        (lambda: zipped(GOOD)[:-30], BROKEN),
        (lambda: zipped(GOOD | {"word/document.xml": b"<w:document>"}), BROKEN),
        (lambda: zipped(GOOD | {"word/document.xml": b"<w:document><w:body/></w:document>"}), BROKEN),
        (locked_part, BROKEN),
        (laughs, BROKEN),
        (bomb, TOO_LARGE),
        (deep, TOO_LARGE),
        (lambda: zipped(GOOD | {"word/document.xml": f"<w:document {W}><w:body/></w:document>".encode()}), EMPTY),
        (lambda: with_body("".join(p("A") for _ in range(docx_text.MAX_LINES + 1))), TOO_LARGE),
        (lambda: with_body(p("A" * (docx_text.LONGEST_LINE + 1))), TOO_LARGE),
        (lambda: b"PK\x03\x04" + b"x" * docx_text.MAX_BYTES, "20 MB"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_readable_word_file_is_refused_with_what_to_do(data, sentence):
    with pytest.raises(Refusal) as refused:
        docx_lines(data())
    assert sentence in str(refused.value)
    assert "Hãy" in str(refused.value) or "hãy" in str(refused.value)
