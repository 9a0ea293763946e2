"""What stands where a code is expected: a code, or something that is none and is kept nowhere, a citizen's name."""

import re
from functools import lru_cache

from criteria.registers.cells import TEXTS, text
from phuong6.lib.refusal import Refusal

EXPONENT = re.compile(r"[0-9]+(?:[.,][0-9]+)?E\+?[0-9]{1,3}", re.IGNORECASE)
LOST_DIGITS = (10**12, 10**6)  # a number as long as a code that ends in zeros: Excel has rounded it
MOST_EXACT = 10**15  # Excel keeps 15 figures of a number
ROUNDED = (
    "Cột “{}” đã bị bảng tính đổi mã thành con số như 2,30701E+14, mất các chữ số cuối nên nhiều hồ sơ thành một. "
    "Không nhận cả tệp. Hãy xuất lại từ phần mềm một cửa; nếu mở tệp CSV bằng Excel thì vào Dữ liệu, chọn Từ văn bản/CSV "
    "và đặt cột mã là “Văn bản” (Text) trước khi lưu."
)
NOT_A_CODE = (
    "{}: ô này không phải là mã, có thể là ghi chú, tên hoặc số điện thoại. Không lưu nội dung ô này."
)
_PLAIN = re.compile(r"(?=[^0-9]*[0-9])(?=[^A-Z./_-]*[A-Z./_-])[0-9A-Z][0-9A-Z./_-]*")
_LETTER = "0-9A-Za-zĐđÂĂÊÔƠƯÁÀẢÃẠẤẦẨẪẬẮẰẲẴẶÉÈẺẼẸẾỀỂỄỆÍÌỈĨỊÓÒỎÕỌỐỒỔỖỘỚỜỞỠỢÚÙỦŨỤỨỪỬỮỰÝỲỶỸỴ"
_SHAPE = re.compile(rf"(?=[^0-9]*[0-9])[{_LETTER}](?:[{_LETTER}./_&()+,*# -]*[{_LETTER})*])?")
_WORD = re.compile(r"[^\W\d_]{2,}")
_PRIVATE = re.compile(r"(?:0|\+?84)[35789][0-9]{8}|0[0-9]{11}")  # a telephone, a number of căn cước
_PREFIX = re.compile(r"^(?:số|mã)(?: hồ sơ| biên nhận)?\s*[:.]?\s*(?=[0-9])", re.IGNORECASE)
DASHES = dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2212), "-")
_MOST_WORDS = 1  # of letters alone, parted by spaces: "HS 001" is a code, "Lê Thị Bé 0900" is not


def code_of(value: object) -> str:
    """A code as codes are compared: without case, spaces and kind of dash; "" for what is none."""
    words = text(value)
    return words if _PLAIN.fullmatch(words) else _tidy(words)


@lru_cache(maxsize=TEXTS)
def _tidy(words: str) -> str:
    plain = _PREFIX.sub("", words.translate(DASHES))
    if not _SHAPE.fullmatch(plain) or _PRIVATE.fullmatch(re.sub(r"[ .-]", "", plain)):
        return ""
    parts = [part for part in plain.split(" ") if _WORD.fullmatch(part.strip("./_&()+,*#-"))]
    return "" if len(parts) > _MOST_WORDS else plain.replace(" ", "").upper()


def refuse_rounded(value: object, label: str) -> None:
    """Raise Refusal for a code that a spreadsheet turned into a rounded number."""
    if isinstance(value, float):
        least, zeros = LOST_DIGITS
        is_rounded = value >= MOST_EXACT or (value >= least and value % zeros == 0)
    else:
        is_rounded = isinstance(value, str) and EXPONENT.fullmatch(value.strip()) is not None
    if is_rounded:
        raise Refusal(ROUNDED.format(label))
