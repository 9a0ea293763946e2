"""The lines of a stranger's Word file, as one reads them on the page: numbers set by Word and table cells included.

Nothing of the file but its text is looked at: two or three parts are unpacked within bounds, no picture, macro,
link or embedded object is opened. Size, unpacked size, elements, depth and lines are all bounded.
"""

import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.parsers import expat

from docx.oxml import parse_xml
from docx.oxml.ns import qn

from phuong6.lib.files.word_numbers import Numbers
from phuong6.lib.refusal import Refusal
from phuong6.lib.text import nfc

MAX_BYTES = 20 * 1024 * 1024
MAX_UNPACKED = 24 * 1024 * 1024  # of the parts that are read; a plan of ten pages takes 200 kB
MAX_TAGS = 400_000
MAX_DEPTH = 120
MAX_LINES = 3_000
MAX_LETTERS = 300_000
LONGEST_LINE = 10_000  # characters of a paragraph; no point of a plan is longer

NOT_DOCX = "Đây không phải là tệp Word (.docx). Hãy mở kế hoạch bằng Word, chọn Lưu thành “Word Document (.docx)” rồi tải lên."
OLD_OR_LOCKED = "Tệp Word đời cũ (.doc) hoặc đang đặt mật khẩu. Hãy mở bằng Word, bỏ mật khẩu, chọn Lưu thành “Word Document (.docx)” rồi tải lên."
BROKEN = "Tệp Word bị hỏng hoặc tải lên chưa trọn. Hãy mở thử bằng Word, lưu lại rồi tải lên lần nữa."
TOO_LARGE = "Tệp Word quá lớn so với một kế hoạch. Hãy chép riêng phần kế hoạch sang một tệp mới rồi tải lên."
EMPTY = "Tệp Word không có chữ nào. Nếu là ảnh chụp dán vào Word thì hãy dùng tệp có chữ."

JOINT = "\u2060"  # word joiner: holds a line together, is no letter
_MAIN = re.compile(r"word/document\d{0,3}\.xml")
_UNREADABLE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError, RuntimeError, OSError, EOFError,
    ValueError, KeyError, expat.ExpatError, SyntaxError,  # the last is what lxml raises
)  # fmt: skip
_LEFT_OUT = frozenset(
    qn(each)
    for each in ("w:del", "w:moveFrom", "w:instrText", "w:delText", "w:pPr", "w:rPr", "w:footnoteReference")
)
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TEXT = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_NOT_ITS_OWN = _LEFT_OUT | {_FALLBACK, *map(qn, ("w:p", "w:tbl", "w:txbxContent"))}


@dataclass(frozen=True)
class Line:
    """A line of text in NFC. In a table `table`, `row` and `column` count from 1; outside they are 0."""

    text: str
    table: int = 0
    row: int = 0
    column: int = 0


class _Bounds:
    """Stops expat at too many elements, too deep ones, or a document type."""

    def __init__(self) -> None:
        self.tags = self.depth = 0

    def start(self, _tag: str, _attributes: dict[str, str]) -> None:
        self.tags, self.depth = self.tags + 1, self.depth + 1
        if self.tags > MAX_TAGS or self.depth > MAX_DEPTH:
            raise Refusal(TOO_LARGE)

    def end(self, _tag: str) -> None:
        self.depth -= 1

    @staticmethod
    def doctype(*_declaration: object) -> None:
        raise Refusal(BROKEN)


def docx_lines(data: bytes) -> list[Line]:
    """The lines in reading order, empty ones left out. Raises Refusal with a sentence that says what to do."""
    if not data:
        raise Refusal("Tệp rỗng, không có nội dung. Hãy chọn lại tệp kế hoạch.")
    if len(data) > MAX_BYTES:
        raise Refusal("Tệp lớn hơn 20 MB. Hãy bỏ bớt hình ảnh trong tệp rồi tải lên.")
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refusal(OLD_OR_LOCKED)
    if not data.startswith(b"PK\x03\x04"):
        raise Refusal(NOT_DOCX)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            main, numbering, styles = _parts(archive)
        found = list(_Reader(Numbers(numbering, styles)).lines(main))
    except Refusal:
        raise
    except _UNREADABLE:
        raise Refusal(BROKEN) from None
    if not found:
        raise Refusal(EMPTY)
    return found


def _parts(archive: zipfile.ZipFile) -> tuple[Any, Any | None, Any | None]:
    """The body of the document, its lists and its styles."""
    names = [each.filename for each in archive.infolist()]
    bodies = [each for each in names if _MAIN.fullmatch(each)]
    if len(bodies) != 1 or "[Content_Types].xml" not in names:
        raise Refusal(NOT_DOCX)
    wanted = (bodies[0], "word/numbering.xml", "word/styles.xml")
    if any(names.count(each) > 1 for each in wanted):
        raise Refusal(BROKEN)  # which of them Word would take is not for us to guess
    left = MAX_UNPACKED
    parts: list[Any | None] = []
    for name in wanted:
        if name not in names:
            parts.append(None)
            continue
        with archive.open(name) as stream:  # the stated size may lie: count what really comes out
            part = stream.read(left + 1)
        left -= len(part)
        if left < 0:
            raise Refusal(TOO_LARGE)
        parts.append(_parsed(part))
    return parts[0], parts[1], parts[2]


def _parsed(part: bytes) -> Any:
    bounds, parser = _Bounds(), expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = bounds.start, bounds.end
    parser.StartDoctypeDeclHandler = bounds.doctype
    parser.Parse(part, True)
    return parse_xml(part)


class _Reader:
    """Walks the body once, counting lists and tables."""

    def __init__(self, numbers: Numbers) -> None:
        self.numbers, self.tables, self.letters, self.count = numbers, 0, 0, 0

    def lines(self, element: Any, place: tuple[int, int, int] = (0, 0, 0)) -> Iterator[Line]:
        for each in element:
            if each.tag == qn("w:p"):
                yield from self._paragraph(each, place)
            elif each.tag == qn("w:tbl"):
                yield from self._table(each)
            elif each.tag not in _LEFT_OUT and each.tag != _FALLBACK:
                yield from self.lines(each, place)

    def _table(self, table: Any) -> Iterator[Line]:
        self.tables += 1
        here = self.tables
        for row, cells in enumerate(table.iterchildren(qn("w:tr")), 1):
            for column, cell in enumerate(cells.iterchildren(qn("w:tc")), 1):
                yield from self.lines(cell, (here, row, column))

    def _paragraph(self, paragraph: Any, place: tuple[int, int, int]) -> Iterator[Line]:
        text = "".join(_pieces(paragraph))
        label = self.numbers.label(paragraph) if text.strip() else ""
        for number, piece in enumerate(joined(text.split("\n"))):
            yield self._line(f"{label} {piece}" if number == 0 and label else piece, place)
        for box in _boxes(paragraph):
            yield from self.lines(box)

    def _line(self, text: str, place: tuple[int, int, int]) -> Line:
        self.count, self.letters = self.count + 1, self.letters + len(text)
        if self.count > MAX_LINES or self.letters > MAX_LETTERS or len(text) > LONGEST_LINE:
            raise Refusal(TOO_LARGE)
        return Line(text, *place)


def _pieces(element: Any) -> Iterator[str]:
    """The text of a paragraph with tabs and soft breaks; deleted and hidden text, and boxes, left out."""
    for each in element:
        if each.tag == qn("w:t"):
            yield (each.text or "").replace(JOINT, "")
        elif each.tag in _TEXT:
            yield _TEXT[each.tag]
        elif each.tag == qn("w:r") and each.find(f"{qn('w:rPr')}/{qn('w:vanish')}") is not None:
            continue
        elif each.tag not in _NOT_ITS_OWN:
            yield from _pieces(each)


def _boxes(element: Any) -> Iterator[Any]:
    """The text boxes of a paragraph; one within another is met when the outer one is read."""
    for each in element:
        if each.tag == qn("w:txbxContent"):
            yield each
        elif each.tag != _FALLBACK:
            yield from _boxes(each)


def joined(pieces: list[str]) -> list[str]:
    """Lines broken by hand put together again: what begins with a small letter goes on the line before."""
    found: list[str] = []
    for piece in pieces:
        text = " ".join(nfc(piece).split())
        if not text:
            continue
        if found and text[0].islower() and not re.match(r"[a-zđ][.)]\s", text):
            found[-1] += f" {text}"
        else:
            found.append(text)
    return found
