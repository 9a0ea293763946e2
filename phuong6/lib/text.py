"""Vietnamese text: one Unicode form, search keys, capitals, old encodings.

Everything is kept in NFC (docs/decisions/0003). đ has no decomposition in Unicode, so it is turned into d by hand;
TCVN3 and VNI are how old files are coded.
"""

import re
import unicodedata

SPACES = re.compile(r"[\t\v\f\x1c-\x1f\x85\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff"
    r"\ufdd0-\ufdef\ufffe\uffff]"
)
NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LINE_ENDS = re.compile(r"\r\n?|[\u2028\u2029]")

# Abbreviations that hold a vowel; the others (BND, MTTQ, VH-XH) are known by having none.
ABBREVIATIONS = frozenset({"ubnd", "ub", "ubmttq", "ubmttqvn", "ubkt", "đu", "bch", "antt", "anqp"})
# Words that keep their capitals inside a position (NĐ 30/2020, Phụ lục II).
FIXED_WORDS = (
    "Phó Chủ tịch", "Phó Bí thư", "Phó Trưởng", "Đảng ủy", "Đảng viên", "Hội đồng nhân dân",
    "Ủy ban nhân dân", "Mặt trận Tổ quốc", "Việt Nam", "Hồ Chí Minh", "Liên hiệp Phụ nữ",
    "Cựu chiến binh", "Nông dân", "Đoàn Thanh niên", "Cộng sản",
)  # fmt: skip


def nfc(text: str) -> str:
    """Return `text` in NFC with plain spaces, no invisible characters and trimmed ends.

    Line ends become a line feed and are kept; zero-width, control and direction characters go
    (PostgreSQL refuses NUL, the others make two equal looking names differ), and so do noncharacters, which no
    XML may hold: one of them would spoil every spreadsheet, DOCX and feed its text comes into.
    """
    text = LINE_ENDS.sub("\n", text)
    text = INVISIBLE.sub("", SPACES.sub(" ", text))
    return unicodedata.normalize("NFC", text).strip()


def for_xml(text: str) -> str:
    """Return `text` without what no XML may hold, otherwise untouched: for whoever writes DOCX or a feed.

    What is kept went through `nfc`; rows that came in before it did, or past the forms, did not.
    """
    return NO_XML.sub("", text)


def within_sentence(name: str) -> str:
    """A form of address in the middle of a sentence: "Ông Nguyễn Văn A" → "ông Nguyễn Văn A"."""
    word, space, rest = name.partition(" ")
    return f"{word.lower()}{space}{rest}" if word in {"Ông", "Bà", "Đồng"} and rest else name


def squeeze(text: str) -> str:
    """Return `nfc(text)` with every run of white space, line ends included, as one space."""
    return " ".join(nfc(text).split())


def without_marks(text: str) -> str:
    """Return `text` without tones and marks, đ as d, letter case kept."""
    decomposed = unicodedata.normalize("NFKD", text).replace("đ", "d").replace("Đ", "D")
    return "".join(ch for ch in decomposed if not unicodedata.combining(ch))


def search_key(text: str) -> str:
    """Return what a person types to find `text`: lower case, accent-free, punctuation as space.

    "Trần  Hữu LÝ" → "tran huu ly"; "VH-XH" → "vh xh". Idempotent.
    """
    plain = without_marks(nfc(text)).lower()
    return " ".join("".join(ch if ch.isalnum() else " " for ch in plain).split())


def proper_case(name: str) -> str:
    """Return an ALL-CAPS name with each word capitalised; any other name as typed, spaces tidied.

    "HUỲNH HỮU EM" → "Huỳnh Hữu Em", "H'HEN NIÊ" → "H'Hen Niê".
    """
    name = squeeze(name)
    if not name.isupper():
        return name
    return re.sub(r"[^\W\d_]+", lambda m: m[0][0] + m[0][1:].lower(), name)


def _is_abbreviation(word: str) -> bool:
    letters = without_marks(word).lower()
    return (
        word.lower() in ABBREVIATIONS
        or any(ch.isdigit() for ch in word)
        or not any(ch in "aeiouy" for ch in letters)
    )


def sentence_case_if_caps(title: str) -> str:
    """Return an ALL-CAPS position as a sentence; any other as typed, spaces tidied.

    "ỦY VIÊN" → "Ủy viên"; "PHÓ CHỦ TỊCH UBND" → "Phó Chủ tịch UBND". Words without a vowel
    (BND, MTTQ, VH-XH) and the known `ABBREVIATIONS` stay.
    """
    title = squeeze(title)
    words = title.split(" ")
    if not title.isupper() or all(_is_abbreviation(word) for word in words):
        return title
    lowered = [word if _is_abbreviation(word) else word.lower() for word in words]
    sentence = " ".join(lowered)
    for fixed in FIXED_WORDS:
        sentence = re.sub(rf"(?<!\w){fixed.lower()}(?!\w)", fixed, sentence)
    sentence = re.sub(r"(?<!\w)phường (?=\d)", "Phường ", sentence)
    return sentence[:1].upper() + sentence[1:]


# Letters that TCVN3 and VNI borrow from Latin-1 and Vietnamese in Unicode never uses.
_FOREIGN = re.compile(r"[äåæçëîïñöøûüßþÿðÄÅÆÇËÎÏÑÖØÛÜÞÐ×÷\ufffd]")
_SIGN = "\u00b8µ¶·¹¨¾»¼½©®ª«¬¢¡£¤¥¦§\u00ad"
_LETTER = r"[^\W\d_]"
_LEGACY = re.compile(
    "|".join(
        (
            rf"{_LETTER}[{_SIGN}]{_LETTER}",  # V¨n, C«ng
            rf"(?<!\w)[®§¢¡£¤¥¦]{_LETTER}",  # ®ång, §ång
            r"(?<=[A-Za-z])[\u00b8µ¶·ª¬](?!\w)",  # Lª, nhµ
            r"[a-zàáâãèéêìíòóôõùúýăđĩũơư][À-ÝĂĐƠƯ]",  # NguyÔn, quyÕt
            r"(?<!\w)[Cc][éèêíìý]",  # Céng: Vietnamese writes k before e, ê, i
            r"[Aa][âêáàãéèúùõ]|[Ee][âáàãùõ]|[Oo][âùõ]|[Uu][ùõ](?!\w)",  # VNI: Traàn, vieäc, muõ
            r"[AEO][ÂÙÕ]|A[ÁÀÃÉÈÚÊ]|E[ÁÀÃ]",
            r"[áàÁÀ][»º]|[Ää]‘|[Æ]°|Ã[\u0080-\u00bf]",  # UTF-8 read as Latin-1
        )
    )
)


def legacy_encoding_suspected(text: str) -> bool:
    """Tell whether `text` looks pasted from an old TCVN3 or VNI file ("Céng hßa", "Nguyeãn").

    Some old-coded words are also right Vietnamese ("Hoà" is VNI for "Hồ"), so False proves
    nothing; True on a few foreign names ("Müller") is accepted: the caller asks, never repairs.
    """
    text = unicodedata.normalize("NFC", text)
    return bool(_FOREIGN.search(text) or _LEGACY.search(text))
