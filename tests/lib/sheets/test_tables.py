"""Tables in the formats offices hand over: judged by content, read row by row, bounded in time and memory."""

import io
import struct
import zipfile
from dataclasses import replace
from datetime import date, datetime
from functools import partial

import pytest
from openpyxl import Workbook

from phuong6.lib.refusal import Refusal
from phuong6.lib.sheets import tables, xlsx_checks
from phuong6.lib.sheets.tables import read_tables

ROWS = [["Mã hồ sơ", "Ngày hẹn trả"], ["H-1", date(2023, 9, 5)], ['H-2; "x"', date(2023, 9, 6)]]


ODS = """<?xml version="1.0"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:body><office:spreadsheet><table:table table:name="S">{}</table:table></office:spreadsheet></office:body>
</office:document-content>"""


def xlsx(rows=ROWS) -> bytes:
    made = Workbook()
    for row in rows:
        made.active.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def xls(rows) -> bytes:
    """A workbook of Excel 97 with texts only: records of BIFF8 in the one stream of a compound file."""

    def record(kind: int, data: bytes) -> bytes:
        return struct.pack("<HH", kind, len(data)) + data

    cells = b"".join(
        record(0x0204, struct.pack("<HHHHB", r, c, 0, len(text), 1) + text.encode("utf-16-le"))
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    )
    sheet = record(0x0809, struct.pack("<HH12x", 0x0600, 0x0010)) + cells + record(0x0A, b"")
    start = record(0x0809, struct.pack("<HH12x", 0x0600, 0x0005)) + record(0x42, struct.pack("<H", 1200))
    name = struct.pack("<BB", 2, 0) + b"S1"
    place = len(start) + 4 + 6 + len(name) + 4
    stream = start + record(0x85, struct.pack("<IBB", place, 0, 0) + name) + record(0x0A, b"") + sheet
    stream = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0")
    count, free, end = len(stream) // 512, 0xFFFFFFFF, 0xFFFFFFFE
    chain = [0xFFFFFFFD, end, *range(3, count + 2), end]
    fat = struct.pack("<128I", *chain, *[free] * (128 - len(chain)))

    def entry(title: str, kind: int, first: int, size: int, child: int) -> bytes:
        said = title.encode("utf-16-le")
        links = struct.pack("<HBBIII36xIQ", len(said) + 2, kind, 1, free, free, child, first, size)
        return said.ljust(64, b"\0") + links

    folder = entry("Root Entry", 5, end, 0, 1) + entry("Workbook", 2, 2, len(stream), free)
    head = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0) + struct.pack(
        "<109I", 0, *[free] * 108
    )
    return head + fat + folder.ljust(512, b"\0") + stream


def cells_of(data: bytes) -> list[list]:
    return [
        cells for _, cells in read_tables(data)[0].rows() if any(cell not in ("", None) for cell in cells)
    ]


TEXT = 'Mã hồ sơ;Ngày hẹn trả\r\nH-1;05/09/2023\r\n"H-2; ""x""";06/09/2023\r\n'
SAID = [["Mã hồ sơ", "Ngày hẹn trả"], ["H-1", "05/09/2023"], ['H-2; "x"', "06/09/2023"]]


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        f"sep=;\r\n{TEXT}".encode(),
        TEXT.replace("\r\n", "\n").encode(),
        'Mã hồ sơ,Ngày hẹn trả\nH-1,05/09/2023\n"H-2; ""x""",06/09/2023\n'.encode(),
        'Mã hồ sơ\tNgày hẹn trả\nH-1\t05/09/2023\n"H-2; ""x"""\t06/09/2023\n'.encode("utf-16-be").join([b"\xfe\xff", b""]),
    ],
    ids=["utf-8", "with mark", "utf-16", "sep=", "unix", "comma", "big-endian tabs"],
)  # fmt: skip
def test_text_is_read_in_every_encoding_and_separator_an_office_meets(data):
    assert cells_of(data) == SAID


def test_text_as_windows_in_vietnam_saves_it_is_read():
    """Code page 1258 writes tones as letters of their own."""
    data = "Ma\u0303 h\u00f4\u0300 so\u031b".replace("o\u031b", "\u01a1").encode("cp1258") + b";x\nH-1;y\n"
    assert tables.nfc(read_tables(data)[0].head(1)[0][1][0]) == "Mã hồ sơ"


def test_a_workbook_of_excel_97_is_read():
    assert cells_of(xls(SAID)) == SAID


def test_a_libreoffice_sheet_is_read_past_the_million_empty_rows_it_ends_with():
    def cell(text: str) -> str:
        return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'

    day = '<table:table-cell office:value-type="date" office:date-value="2023-09-05"><text:p>05/09/23</text:p></table:table-cell>'
    rest = '<table:table-cell table:number-columns-repeated="16382"/>'
    rows = [cell("Mã hồ sơ") + cell("Ngày hẹn trả"), cell("H-1") + day]
    lines = "".join(f"<table:table-row>{row}{rest}</table:table-row>" for row in rows)
    empty = f'<table:table-row table:number-rows-repeated="1048574">{rest}</table:table-row>'
    assert cells_of(ods(ODS.format(lines + empty))) == [
        ["Mã hồ sơ", "Ngày hẹn trả"],
        ["H-1", date(2023, 9, 5)],
    ]


def test_rows_carry_the_numbers_excel_shows():
    made = Workbook()
    made.active["C5"] = "x"
    made.active["C7"] = datetime(2023, 9, 5, 17, 30)
    out = io.BytesIO()
    made.save(out)
    found = {
        number: cells
        for number, cells in read_tables(out.getvalue())[0].rows()
        if cells[-1] not in ("", None)
    }
    assert found.keys() == {5, 7}


def test_a_million_empty_rows_are_no_rows():
    """As Excel leaves them when a whole column was coloured: cells without a value, far down."""
    sheet = "".join(f'<row r="{number}"><c r="A{number}" s="0"/></row>' for number in range(4, 300_000))
    data = _with_sheet(xlsx(), lambda text: text.replace("</sheetData>", f"{sheet}</sheetData>"))
    assert len(cells_of(data)) == 3


def _with_sheet(data: bytes, change) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, change(text.decode()) if name.endswith("sheet1.xml") else text)
    return out.getvalue()


# --- what is refused --------------------------------------------------------------------------------------


BOMB = """<table:table-row table:number-rows-repeated="1000000">
<table:table-cell table:number-columns-repeated="10000" office:value-type="string"><text:p>x</text:p></table:table-cell>
</table:table-row>"""


def ods(content: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        made.writestr("content.xml", content)
        made.writestr("META-INF/manifest.xml", "<manifest/>")
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [b"", b"MZ" + b"\0" * 99, b"\x7fELF" + b"\0" * 99, b"%PDF-1.7", b"\x89PNG\r\n\x1a\n", b"\0" * 200, b"<html></html>",
     b"PK\x03\x04abc", b"\xd0\xcf\x11\xe0" + b"\0" * 900, xlsx([]), b";;;\n;;;\n", ods("<broken"), ods(ODS.format(BOMB))],
    ids=["nothing", "exe", "elf", "pdf", "png", "zeros", "html", "zip", "old", "empty", "no cells", "broken ods", "bomb"],
)  # fmt: skip
def test_a_file_that_is_no_table_is_refused_with_a_sentence(data):
    with pytest.raises(Refusal) as refused:
        read_tables(data)
    assert "Hãy" in str(refused.value)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace('<c r="A1"', '<c r="XFD1048576"'),
        lambda text: text.replace('<c r="A1"', "<c r='XFD1048576'"),
        lambda text: text.replace('<c r="A1"', '<c\nr="XFD1048576"'),
        lambda text: text.replace('<c r="A1"', '<c r="&#88;FD1048576"'),
        lambda text: text.replace('<row r="1"', '<row r="1048576"').replace('<c r="A1"', "<c").replace(
            '<c r="B1"', '<c r="XFD1048576"'
        ),
    ],
    ids=["plain", "other quotes", "line end", "entity", "no place"],
)  # fmt: skip
def test_a_cell_at_the_end_of_the_world_is_found_however_it_is_written(change):
    with pytest.raises(Refusal):
        read_tables(_with_sheet(xlsx(), change))


def test_a_usual_sheet_is_judged_at_a_glance_and_the_glance_agrees_with_the_reader(monkeypatch):
    def slow(*_):
        raise AssertionError("read in full")

    monkeypatch.setattr(xlsx_checks, "_Extent", slow)
    assert len(cells_of(xlsx())) == 3
    monkeypatch.setattr(xlsx_checks.Bounds, "tags", 1000)
    few = partial(xlsx_checks.refuse_bad_workbook, bounds=replace(xlsx_checks.REGISTER, cells=5))
    monkeypatch.setattr(tables, "refuse_bad_workbook", few)
    with pytest.raises(AssertionError, match="read in full"):
        read_tables(xlsx())
