"""Errors, formulas without a value and merged cells of an .ods and an .xls, which their fast reader does not tell."""

import io
import struct
import zipfile
from xml.parsers import expat

from phuong6.lib.sheets.unseen import NOT_CALCULATED, SHOWN_ERROR, Unseen, refuse_doctype

_BOF, _EOF, _BOUNDSHEET, _FORMULA, _BOOLERR, _MERGEDCELLS = 0x809, 0x0A, 0x85, 0x06, 0x205, 0xE5
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_IS_ERROR = 2


class _Ods:
    """Walks content.xml; sheets by name."""

    def __init__(self) -> None:
        self.sheets: dict[str, Unseen] = {}
        self.sheet, self.row, self.column, self.rows, self.columns = Unseen(), 1, 0, 1, 1
        self.cell: dict[str, str] | None = None
        self.shown = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table:table":
            self.sheet, self.row = self.sheets.setdefault(attributes.get("table:name", ""), Unseen()), 1
        elif tag == "table:table-row":
            self.rows, self.column = int(attributes.get("table:number-rows-repeated", 1)), 0
        elif tag in {"table:table-cell", "table:covered-table-cell"}:
            self.cell, self.shown = attributes, ""
            self.columns = int(attributes.get("table:number-columns-repeated", 1))
            down = int(attributes.get("table:number-rows-spanned", 1))
            across = int(attributes.get("table:number-columns-spanned", 1))
            if down > 1 or across > 1:
                self.sheet.merged.append(
                    (self.row, self.column, self.row + down - 1, self.column + across - 1)
                )

    def text(self, data: str) -> None:
        if self.cell is not None:
            self.shown += data

    def end(self, tag: str) -> None:
        if tag == "table:table-row":
            self.row += self.rows
        elif tag in {"table:table-cell", "table:covered-table-cell"} and self.cell is not None:
            self._judge(self.cell, self.shown.strip())
            self.column += self.columns
            self.cell = None

    def _judge(self, cell: dict[str, str], shown: str) -> None:
        is_error = cell.get("calcext:value-type") == "error" or SHOWN_ERROR.fullmatch(shown)
        is_waiting = "table:formula" in cell and "office:value-type" not in cell
        if (is_error or is_waiting) and self.rows * self.columns < 1 << 16:
            for row in range(self.row, self.row + self.rows):
                for column in range(self.column, self.column + self.columns):
                    self.sheet.put(row, column, shown or "#N/A" if is_error else NOT_CALCULATED)


def unseen_in_ods(data: bytes) -> dict[str, Unseen]:
    """What is unseen in each sheet of an .ods, by the sheet's name."""
    walker, parser = _Ods(), expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = walker.start, walker.end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = walker.text, refuse_doctype
    with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("content.xml") as part:
        parser.ParseFile(part)
    return walker.sheets


def unseen_in_xls(data: bytes) -> list[Unseen]:
    """What is unseen in each sheet of an .xls, in the order of its sheets.

    A formula with the value 0 has none: LibreOffice writes 0 for every formula that gives a text or a day.
    """
    import olefile  # noqa: PLC0415 - only in the process that reads old tables

    with olefile.OleFileIO(io.BytesIO(data)) as book:
        name = next(each for each in ("Workbook", "Book") if book.exists(each))
        stream = book.openstream(name).read()
    starts, place = [], 0
    while place + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, place)
        if kind == _BOUNDSHEET:
            starts.append(struct.unpack_from("<I", stream, place + 4)[0])
        place += 4 + size
        if kind == _EOF:
            break
    return [_of_sheet(stream, start) for start in starts]


def _of_sheet(stream: bytes, place: int) -> Unseen:
    found, depth, head = Unseen(), 0, struct.Struct("<HH")
    while place + 4 <= len(stream):
        kind, size = head.unpack_from(stream, place)
        place += 4
        if kind == _BOF:
            depth += 1
        elif kind == _EOF:
            depth -= 1
            if depth <= 0:
                break
        elif kind in (_FORMULA, _BOOLERR):
            _judge(stream, place, kind, found)
        elif kind == _MERGEDCELLS:
            for number in range(struct.unpack_from("<H", stream, place)[0]):
                top, bottom, first, last = struct.unpack_from("<4H", stream, place + 2 + 8 * number)
                found.merged.append((top + 1, first, bottom + 1, last))
        place += size
    return found


def _judge(stream: bytes, place: int, kind: int, found: Unseen) -> None:
    row, column = struct.unpack_from("<HH", stream, place)
    if kind == _BOOLERR:
        code, is_error = stream[place + 6], stream[place + 7]
        if is_error:
            found.put(row + 1, column, _ERRORS.get(code, "#N/A"))
        return
    result = stream[place + 6 : place + 14]
    if result[6:] == b"\xff\xff":
        if result[0] == _IS_ERROR:
            found.put(row + 1, column, _ERRORS.get(result[2], "#N/A"))
    elif struct.unpack("<d", result)[0] == 0:
        found.put(row + 1, column, NOT_CALCULATED)
