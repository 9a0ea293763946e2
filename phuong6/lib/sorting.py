"""Keys that put Vietnamese names and titles in alphabetical order in any database.

Letters first, tones after, word by word (CLDR `vi`; docs/decisions/0003). A key holds only [0-9a-z] and every
letter takes two of them, so that it sorts alike under C, BINARY and linguistic collations.
"""

import re
import unicodedata

from phuong6.lib.text import squeeze

MAX_KEY = 255
# Some offices put sắc before hỏi and ngã: change this line and rebuild the keys.
TONE_ORDER = ("ngang", "huyền", "hỏi", "ngã", "sắc", "nặng")
_TONE_MARKS = {"\u0300": "huyền", "\u0309": "hỏi", "\u0303": "ngã", "\u0301": "sắc", "\u0323": "nặng"}
_LETTERS = {
    "a\u0306": "a1",
    "a\u0302": "a2",
    "e\u0302": "e1",
    "o\u0302": "o1",
    "o\u031b": "o2",
    "u\u031b": "u1",
}
_WORD_END, _NUMBER = "0", "1"  # both below every letter; no name without a word sorts after one


def _number_key(digits: str) -> str:
    digits = digits.lstrip("0")
    return f"{_NUMBER}{min(len(digits), 99):02d}{digits}"


def _letter_key(base: str, quality: str) -> str:
    if base == "đ":
        return "d1"
    if "a" <= base <= "z":
        return _LETTERS.get(base + quality, base + "0")
    return "z9"  # a script that is not ours comes last


def _word_key(word: str) -> str:
    """Letters, end mark, tones, end mark: "lý" → "l0y0" + "0" + "4" + "0"."""
    letters, tones, base, quality = [], [], "", ""
    for ch in unicodedata.normalize("NFD", word.lower()) + "\0":
        if ch in _TONE_MARKS:
            tones.append(str(TONE_ORDER.index(_TONE_MARKS[ch])))
        elif unicodedata.combining(ch):
            quality = quality or ch
        else:
            if base:
                letters.append(_letter_key(base, quality))
            base, quality = (ch if ch.isalpha() else ""), ""
    return "".join(letters) + _WORD_END + "".join(tones) + _WORD_END


def _mixed_key(word: str) -> str:
    parts = re.findall(r"[0-9]+|[^0-9]+", word)
    return "".join(_number_key(p) if p[0] in "0123456789" else _word_key(p) for p in parts)


def name_sort_key(full_name: str) -> str:
    """Return the key that sorts people by Tên, then chữ lót, then Họ (docs/decisions/0003).

    At most three characters per letter and never more than 255; 60 letters give at most 190.
    Letter case, and where in a syllable its tone is written, do not count.
    """
    words = [
        "".join(ch for ch in w if ch.isalnum() or unicodedata.combining(ch))
        for w in squeeze(full_name).split()
    ]
    words = [w for w in words if w]
    if not words:
        return ""
    family, middle, given = words[0], words[1:-1], words[-1]
    if len(words) == 1:
        return _mixed_key(given)[:MAX_KEY]
    return (_mixed_key(given) + "".join(map(_mixed_key, middle)) + _WORD_END + _mixed_key(family))[:MAX_KEY]


def text_sort_key(text: str) -> str:
    """Return the key that sorts units and titles from the first word on, numbers by value.

    "Khóm 2" comes before "Khóm 10". At most 255 characters: titles that agree in their first
    80 letters or so may share a key.
    """
    spaced = "".join(ch if ch.isalnum() or unicodedata.combining(ch) else " " for ch in squeeze(text))
    return "".join(map(_mixed_key, spaced.split()))[:MAX_KEY]
