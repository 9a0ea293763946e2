"""What no line of a paper may end inside: a number with its notation, “Điều 5”, a day, a sum with its đồng.

Every word of a paper goes through `pieces_of` on its way to the page. What belongs together is marked on the page
alone: the words of the paper, and so its digest, know nothing of it.
"""

import re
from collections.abc import Iterator

# A word that says nothing without the figure behind it.
_BEFORE_FIGURE = (
    r"điểm|khoản|điều|chương|mục|phần|phụ lục|mẫu|số|lần|lần thứ|thứ|khóa|ngày|mùng|tháng|năm|quý"
)
_BEHIND_FIGURE = r"đ|đồng|nghìn|ngàn|triệu|tỷ|tỉ|%|giờ|phút"
_SIGN = r"[^\W\d_]{1,8}\d{0,3}"
_NOTATION = rf"(?:[\d.…]{{1,9}}(?:/\d{{4}})?/{_SIGN}(?:-{_SIGN})*|/{_SIGN}(?:-{_SIGN})+)"
_DAY = r"\d{1,2}(?:[/.-]\d{1,2}){1,2}(?:[/.-]\d{4})?"
_KEPT = re.compile(
    rf"""
    (?<!\S)[(“"]*
    (?:
        (?:(?:số|Số)[:]?[ \u00a0])?{_NOTATION}
        | (?i:{_BEFORE_FIGURE})[ \u00a0](?:{_DAY}|\d[\d.,]*|[IVX]+(?!\w))(?:/\d{{4}})?
        | \d[\d.,]*[ \u00a0](?:{_BEHIND_FIGURE})(?!\w)
        | điểm[ \u00a0][a-zđ](?!\w)
        | \d[\d/.]*–\d[\d/.]*
    )
    (?![\w/])[)\].,;:”"]*
    """,
    re.VERBOSE,
)
LONGEST = 40  # letters: a longer piece would not fit beside anything and may break


def pieces_of(text: str) -> Iterator[tuple[str, bool]]:
    """The text cut up, in order and whole: each piece, and whether it stays on one line."""
    start = 0
    for found in _KEPT.finditer(text):
        if len(found[0]) > LONGEST:
            continue
        if found.start() > start:
            yield text[start : found.start()], False
        yield found[0], True
        start = found.end()
    if start < len(text):
        yield text[start:], False
