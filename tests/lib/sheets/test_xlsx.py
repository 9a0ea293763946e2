"""Spreadsheets in the disorder offices keep them in, and tables ready to print."""

import io
import random
import re
import time
import zipfile
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from phuong6.lib.sheets import xlsx_checks
from phuong6.lib.sheets.table import TablePage, workbook_of
from phuong6.lib.sheets.table_chart import Bars
from phuong6.lib.sheets.xlsx import Refusal, find_header, read_rows, workbook
from phuong6.lib.sheets.xlsx_checks import LIST

PEOPLE = Path(__file__).parents[2] / "samples" / "danh-sach-can-bo.xlsx"
WANTED = {
    "name": ["Họ và tên", "Họ tên"],
    "honorific": ["Ông/Bà", "Giới tính"],
    "birth": ["Ngày sinh", "Năm sinh", "Ngày, tháng, năm sinh"],
    "position": ["Chức vụ", "Chức danh"],
    "unit": ["Đơn vị", "Đơn vị công tác"],
}


def book(*rows, name="Trang 1"):
    made = openpyxl.Workbook()
    made.active.title = name
    for row in rows:
        made.active.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def repacked(data, changes):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, changes.get(name, old.read(name)))
        for name in changes.keys() - set(old.namelist()):
            new.writestr(name, changes[name])
    return out.getvalue()


def header_of(*rows):
    return find_header(read_rows(book(*rows))[0].rows, WANTED)


def test_the_ward_list_is_read_as_excel_shows_it():
    [sheet] = read_rows(PEOPLE.read_bytes())
    assert sheet.name == "DS CBCC 2023"
    header = find_header(sheet.rows, WANTED)
    assert header.last_row == 5
    assert header.columns == {
        "name": (1,),
        "honorific": (2,),
        "birth": (3, 4),
        "position": (5,),
        "unit": (6,),
    }
    assert header.missing == ()
    body = [row for row in sheet.rows if row.number > header.last_row]
    assert (body[0].number, body[0].cells[0]) == (6, 1)
    assert header.value(body[0], "birth") == date(1994, 6, 21)
    assert header.value(body[3], "birth") == "24/11/1997"
    assert header.value(body[1], "unit") == "nt"
    assert header.value(body[53], "birth") is None
    assert (body[-1].number, header.value(body[-1], "name")) == (60, "Tổng cộng")


def test_columns_may_stand_in_any_order_under_other_words():
    header = header_of(["DANH SÁCH"], [], ["Đơn vị công tác", "NĂM SINH", "STT", "họ  tên", "Chức danh"])
    assert header.columns == {"unit": (0,), "birth": (1,), "name": (3,), "position": (4,)}
    assert header.missing == ("honorific",)
    assert header.last_row == 3


def test_a_first_person_is_not_taken_for_a_second_header_row():
    header = header_of(
        ["Họ và tên", "Ngày sinh", "Chức vụ", "Đơn vị"], ["Trần Văn Mẫu", "1969", "Ủy viên", "UBND"]
    )
    assert header.last_row == 1
    header = header_of(["Họ và tên", "Ngày sinh", "Chức vụ", "Đơn vị"], ["Trần Văn Mẫu", None, None, "UBND"])
    assert header.last_row == 1


def test_a_second_header_row_may_name_the_fields():
    header = header_of(
        ["TT", "Cán bộ", None, "Đơn vị"], [None, "Họ và tên", "Chức vụ", None], [1, "Mẫu", "Ủy viên", "UBND"]
    )
    assert header.last_row == 2
    assert header.columns == {"unit": (3,), "name": (1,), "position": (2,)}


def test_a_sheet_without_a_header_has_none():
    assert header_of(["một", "hai"], ["ba", "bốn"]) is None
    assert header_of(["Đơn vị: UBND"], ["Họ và tên"]) is None


def test_cells_are_tidied_and_row_numbers_kept():
    [sheet] = read_rows(
        book([], [None, 3.0, 2.5, "  Trâ\u0300n\u00a0", "  ", True, datetime(2023, 9, 26, 9, 37)])
    )
    [row] = sheet.rows
    assert row.number == 2
    assert row.cells == (None, 3, 2.5, "Trần", None, True, datetime(2023, 9, 26, 9, 37))
    assert isinstance(row.cells[1], int)
    assert row.cell(99) is None


def test_hidden_sheets_are_left_out():
    made = openpyxl.load_workbook(io.BytesIO(book(["thấy"])))
    hidden = made.create_sheet("Ẩn")
    hidden.append(["kín"])
    hidden.sheet_state = "hidden"
    out = io.BytesIO()
    made.save(out)
    assert [sheet.name for sheet in read_rows(out.getvalue())] == ["Trang 1"]


GOOD = book(["Họ và tên"])
SHEET = "xl/worksheets/sheet1.xml"
FAR = b"<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData>%b</sheetData></worksheet>"
BAD = {
    "empty": (b"", "Tệp rỗng"),
    "not a workbook": (b"Ho va ten;Don vi", "không phải là bảng tính"),
    "web page called xls": (b"<html><table>", "không phải là bảng tính"),
    "old or locked": (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "mật khẩu"),
    "Word": (repacked(GOOD, {})[:4] + b"\0" * 50, "bị hỏng"),
    "cut in half": (GOOD[: len(GOOD) // 2], "bị hỏng"),
    "damaged sheet": (repacked(GOOD, {SHEET: b"<worksheet><sheetData><row>"}), "bị hỏng"),
    "doctype": (repacked(GOOD, {SHEET: b"<!DOCTYPE a [<!ENTITY b 'c'>]>" + FAR % b""}), "bị hỏng"),
    "no rows": (book(), "không có dòng nào"),
    "a cell at the end of the world": (
        repacked(GOOD, {SHEET: FAR % b"<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>"}),
        "quá lớn",
    ),
    "a far cell without its own name": (
        repacked(GOOD, {SHEET: FAR % b"<row r='1048576'><c/><c/><c><v>1</v></c></row>"}),
        "quá lớn",
    ),
    "a far cell behind a prefix": (
        repacked(GOOD, {"x.bin": b"<m:a xmlns:m='u'><m:sheetData><m:row r='999999'><m:c r='ZZ999999'><m:v/></m:c></m:row></m:sheetData></m:a>"}),
        "quá lớn",
    ),
    "ZIP without a workbook": (repacked(GOOD, {}).replace(b"xl/workbook.xml", b"xl/workb00k.xml"), "không phải là bảng tính"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "sentence"), BAD.values(), ids=BAD.keys())
def test_a_bad_workbook_is_refused_with_a_sentence_that_says_what_to_do(data, sentence):
    with pytest.raises(Refusal, match=sentence) as refusal:
        read_rows(data)
    assert "Hãy" in str(refusal.value)


def test_a_bomb_is_refused_before_it_goes_off(monkeypatch):
    """By the size it states, or by its tags: 8 million empty cells are a file of 36 kB."""
    sheet = b"<worksheet><sheetData><row>%s</row></sheetData></worksheet>"
    bombs = {
        "size": repacked(GOOD, {"xl/media/a.xml": b"\0" * (LIST.unpacked + 1)}),
        "cells": repacked(GOOD, {SHEET: sheet % (b"<c/>" * 8_000_000)}),
        "values": repacked(GOOD, {SHEET: sheet % (b'<c r="A1">' + b"<v/>" * 8_000_000 + b"</c>")}),
    }
    monkeypatch.setattr(xlsx_checks, "_read", None)  # no part is read
    for name, data in bombs.items():
        assert len(data) < 60_000, name
        began = time.process_time()
        with pytest.raises(Refusal, match="quá lớn"):
            read_rows(data)
        assert time.process_time() - began < 1, name


def test_a_styled_cell_far_away_does_no_harm():
    made = openpyxl.load_workbook(io.BytesIO(GOOD))
    made.active["XFD1048576"].font = openpyxl.styles.Font(bold=True)
    out = io.BytesIO()
    made.save(out)
    assert len(read_rows(out.getvalue())[0].rows) == 1


def refusal_of(data):
    try:
        read_rows(data)
    except Refusal as refusal:
        return str(refusal)
    return None


def test_random_damage_is_refused_or_read_and_nothing_else():
    chance, source = random.Random(6), PEOPLE.read_bytes()
    with zipfile.ZipFile(io.BytesIO(source)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name.endswith((".xml", ".rels"))}
    for _ in range(60):
        name = chance.choice(sorted(parts))
        broken = bytearray(parts[name])
        for _ in range(chance.choice([1, 5, 30])):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        sentence = refusal_of(repacked(source, {name: bytes(broken)}))
        assert sentence is None or "Hãy" in sentence


def printed(**options):
    rows = [
        [1, "Trần Hữu Lý", 540_000, date(2023, 11, 15), True],
        [2, "=HYPERLINK(1)", Decimal("81.25"), None, "@x"],
    ]
    data = workbook(
        ["BẢNG TỔNG HỢP", "Năm 2023"],
        ["TT", "Họ và tên", "Tiền", "Ngày", "Đạt"],
        rows,
        notes=["Ghi chú"],
        **options,
    )
    return data, openpyxl.load_workbook(io.BytesIO(data)).active


def test_a_table_is_set_for_paper():
    _, sheet = printed()
    assert sheet.page_setup.orientation == "landscape"
    assert int(sheet.page_setup.paperSize) == 9
    assert sheet.print_title_rows == "$4:$4"
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert "A1:E1" in {str(area) for area in sheet.merged_cells.ranges}
    cell = sheet["B5"]
    assert (cell.font.name, cell.font.size, cell.border.left.style) == ("Times New Roman", 13, "thin")
    assert sheet["A8"].value == "Ghi chú"
    assert printed(landscape=False)[1].page_setup.orientation == "portrait"


def test_a_row_is_as_high_as_its_text():
    long = "Nâng cao ý thức, trách nhiệm của Trưởng các ngành, tổ chức chính trị - xã hội Phường"
    data = workbook("T", ["Số", "Chỉ tiêu"], [[1, "Ngắn"], [2, long], [3, "một\nhai\nba"], [4, long * 20]])
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    heights = [sheet.row_dimensions[row].height for row in range(4, 8)]
    assert heights == [20, 37, 54, 409]


def test_counts_are_drawn_below_their_table_and_told_apart_without_colour():
    rows = [[1, "Đúng hạn", 3, 1, 0, 2, 0], [2, "Tuyên truyền", 0, 0, 0, 0, 5]]
    header = ["Số", "Chỉ tiêu", "Đạt", "Chưa đạt", "Không phát sinh", "Chưa báo cáo", "Chưa đến hạn"]
    page = TablePage(["T"], header, rows, bars=Bars("Số báo cáo", 1, 3, 7))
    with zipfile.ZipFile(io.BytesIO(workbook_of([page]))) as archive:
        drawn = archive.read("xl/charts/chart1.xml").decode()
    assert re.findall(r"<(?:c:)?f>(.+?)</", drawn)[:3] == [
        "'Bảng tổng hợp'!C3", "'Bảng tổng hợp'!$A$4:$A$5", "'Bảng tổng hợp'!$C$4:$C$5",
    ]  # fmt: skip
    looks = re.findall(r'<ser>.*?<spPr>.*?(prst="\w+"|srgbClr val="\w+").*?</ser>', drawn)
    assert len(looks) == len(set(looks)) == 5
    with zipfile.ZipFile(io.BytesIO(workbook_of([replace(page, rows=[])]))) as archive:
        assert "xl/charts/chart1.xml" not in archive.namelist(), "nothing to draw"


def test_values_stay_what_they_are():
    _, sheet = printed()
    assert (sheet["C5"].value, sheet["C5"].number_format) == (540_000, "#,##0")
    assert sheet["D5"].value == datetime(2023, 11, 15)
    assert sheet["D5"].number_format == "dd/mm/yyyy"
    assert sheet["E5"].value == "có"


@pytest.mark.parametrize("text", ["=1+1", "+84 9", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0"])
def test_text_never_becomes_a_formula(text):
    data = workbook("T", ["A"], [[text]], notes=[text])
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    for place in ("A4", "A6"):
        assert (sheet[place].value, sheet[place].data_type, sheet[place].quotePrefix) == (text, "s", True)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b"<f>" not in archive.read(SHEET)


def test_what_no_xml_may_hold_is_left_out_wherever_it_stands():
    odd = "Trần\uffff Hữu\x02\ufffe Lý\x01\ud800"
    data = workbook([odd, odd], [odd], [[odd]], notes=[odd], sheet_name=odd)
    [sheet] = read_rows(data)  # read by another library than the one that wrote it
    assert {sheet.name, *(row.cells[0] for row in sheet.rows)} == {"Trần Hữu Lý"}


def test_what_is_written_reads_back():
    data, _ = printed(sheet_name="Khóm 1/2: [thử]")
    [sheet] = read_rows(data)
    assert sheet.name == "Khóm 12 thử"
    assert sheet.rows[-3].cells[:3] == (1, "Trần Hữu Lý", 540_000)
