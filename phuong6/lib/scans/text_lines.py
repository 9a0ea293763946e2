"""The lines of a stranger's paper with text: a Word file, or a PDF that was not scanned.

A PDF is inspected as every upload and its text is read in a process of its own (scans.apart); a Word file is read
within the bounds of `files.docx_text`. Text in an old coding (TCVN3, VNI) is refused: guessing its letters would
put wrong words into the ward's records.
"""

import re
from collections.abc import Sequence

from phuong6.lib.files.docx_text import Line, docx_lines, joined
from phuong6.lib.files.uploads import PDF, inspect
from phuong6.lib.refusal import Refusal
from phuong6.lib.scans.apart import Apart
from phuong6.lib.text import legacy_encoding_suspected

SCANNED = "Tệp PDF là bản quét hoặc ảnh, không có chữ để đọc. Hãy dùng tệp Word của kế hoạch, hoặc tệp PDF lưu từ Word."
UNREADABLE = "Không đọc được chữ trong tệp PDF. Hãy mở kế hoạch bằng Word, lưu lại rồi tải lên tệp Word."
TOO_LONG = "Tệp PDF dài quá 40 trang. Hãy chép riêng phần kế hoạch sang một tệp mới rồi tải lên."
OLD_LETTERS = "Tệp gõ bằng bảng mã cũ (TCVN3, phông .VnTime, hoặc VNI) nên không đọc được. Hãy mở bằng Word, chuyển sang Unicode (ví dụ bằng Unikey) rồi tải lên lại."

LOOSE_MARKS = (
    "Dấu tiếng Việt trong tệp PDF rời khỏi chữ nên không đọc đúng được. Hãy dùng tệp Word của kế hoạch."
)

LEAST_LEGACY = 3  # lines in an old coding; a few foreign names look like it too
_PAGE_NUMBER = re.compile(r"[0-9]{1,3}")
# What begins a line of its own on a page; everything else may be the rest of the sentence above.
_BEGINS = re.compile(
    r"(?:[-–—+*•·]\s*|[IVX]{1,4}[.)\-–]\s|[0-9]{1,2}(?:\.[0-9]{1,2})*[.)]\s|[a-zđ][.)]\s|Số\s*:|Nơi nhận|Căn cứ|"
    r"Thực hiện |Theo |Trên đây|KẾ HOẠCH$|TM\.|KT\.|Điều [0-9])"
)
# Signs that fonts of symbols draw as dots and dashes, and the bullets of Unicode.
_BULLET = re.compile(r"^[\uf000-\uf0ff●○■□▪▫◦‣➢➤✓✔❖◆◇]\s*")
_LOOSE = re.compile(r"[\u0300-\u036f]")
_DASH_WITHIN = re.compile(r"[-–]\s+[a-zà-ỹđ]")
INDENT = 8  # points; a first line stands 36 further to the right
_ENDED = (".", ";", ":", "!", "?", "./.")
_FULL = 0.72  # of the longest line: a shorter one was not broken by the margin


def paper_lines(data: bytes) -> list[Line]:
    """The lines of a DOCX or PDF, told apart by its content. Raises Refusal with a sentence that says what to do."""
    found = _pdf_lines(data) if data.startswith(b"%PDF-") else docx_lines(data)
    old = sum(legacy_encoding_suspected(each.text) for each in found)
    if old >= LEAST_LEGACY and old * 10 > len(found):
        raise Refusal(OLD_LETTERS)
    return found


def _pdf_lines(data: bytes) -> list[Line]:
    inspect(data, allow={PDF})
    with Apart(data) as pdf:
        told = pdf.lines() if pdf.pages else {}
    if "lines" not in told:
        raise Refusal(UNREADABLE)
    if not told["lines"]:
        raise Refusal(SCANNED)
    if not told["whole"]:
        raise Refusal(TOO_LONG)
    placed = [(_BULLET.sub("- ", text), left) for text, left in told["lines"]]
    if sum(bool(_LOOSE.search(text)) for text, _ in placed) >= LEAST_LEGACY:
        raise Refusal(LOOSE_MARKS)
    return [Line(text) for text in whole_lines(placed)]


def whole_lines(placed: Sequence[tuple[str, int]]) -> list[str]:
    """Lines (text, distance from the left in points) broken by the margin put together again, page numbers left out.

    A line goes on the one before when that one is full and has not ended its sentence, or stands further to the
    right as the first of a paragraph does, and this one begins nothing of its own.
    """
    squeezed = [(" ".join(text.split()), left) for text, left in placed]
    kept = [(text, left) for text, left in squeezed if not _PAGE_NUMBER.fullmatch(text)]
    longest = max((len(text) for text, _ in kept), default=0)
    found: list[str] = []
    last, first_left = "", 0
    for text, left in kept:
        full = len(last) >= longest * _FULL
        goes_on = full and (not last.endswith(_ENDED) or left < first_left - INDENT)
        if (
            found
            and not _begins(text, goes_on=goes_on)
            and (goes_on or text[0].islower() or last.endswith("năm"))
        ):
            found[-1] += f" {text}"
        else:
            found += joined([text])
            first_left = left
        last = text
    return found


def _begins(text: str, *, goes_on: bool) -> bool:
    """Whether a line begins something of its own; a dash before a small letter is one within a sentence."""
    if goes_on and _DASH_WITHIN.match(text):
        return False
    return bool(_BEGINS.match(text)) or (text.isupper() and not (goes_on and text.endswith(".")))
