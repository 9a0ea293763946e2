"""A text as a radio announcer reads it: no figure left, signs and abbreviations as words, and how long it takes.

A day is "ngày ba mươi tháng mười năm hai nghìn không trăm hai mươi ba", 98,81 % is "chín mươi tám phẩy tám
mươi mốt phần trăm", CCHC is "cải cách hành chính", 20m2 is "hai mươi mét vuông". Numbers are read as phuong6.lib.money reads sums;
an abbreviation of spoken_words in full, any other without a vowel by its letters; one that can be said stays.
"""

import re
from math import ceil

from phuong6.lib.money import DIGITS, LARGEST, number_in_words
from phuong6.lib.spoken_words import ABBREVIATIONS, LETTERS, MEASURES, MONTHS, ORDINALS, ROMAN, SIGNS
from phuong6.lib.text import nfc

# Syllables (tiếng) a minute. Television hosts speak 220 to 260; loudspeakers across a khóm want it slower.
SYLLABLES_A_MINUTE = 180
FIRST_DAYS = 10  # the first ten days of a month are read "mùng"
LAST_DAY, LAST_MONTH, LAST_HOUR, LAST_MINUTE = 31, 12, 24, 59
NO_DAY = {"/": " trên ", ".": " chấm ", "-": " - "}  # signs between figures that are no day
SHORT_DECIMALS = 2  # figures read as one number; longer decimals, and codes like 0277, figure by figure

_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_CAPITAL = "A-ZĂÂĐÊÔƠƯ"
_NOTATION = rf"[{_CAPITAL}][{_CAPITAL}a-zđ]{{0,8}}\d{{0,2}}(?:-[{_CAPITAL}][{_CAPITAL}a-zđ]{{0,8}})*(?:-MẪU)?"
_CLOCK = r"\d{1,2}(?:\s?[hg](?:\s?\d{2})?|:\d{2}|\s?giờ(?:\s\d{2})?)(?:\s?phút)?"
# One pass over the text: at each place the first of these that fits reads it.
_SPOKEN = re.compile(
    rf"""
    (?P<phone>(?<![\w.,/])(?=0(?:[ .-]?\d){{8,10}}(?![\w/]|[.,]\d))0\d{{2,3}}(?:[ .-]?\d+)*)
    | (?P<area_phone>\(0\d{{2,3}}\)[ .-]?\d(?:[ .-]?\d){{6,7}}(?![\w/]|[.,]\d))
    | (?P<hotline>(?<![\w.,/-])1[89]00[ .]?\d{{2}}(?:[ .]?\d\d|\d[ .]?\d{{3}})(?![\w/-]|[.,]\d)(?!\s?(?:đ|đồng|%)))
    | (?P<emergency>(?P<em_word>[Gg]ọi|[Tt]ổng\sđài|[Đđ]ường\sdây\snóng|[Đđ]iện\sthoại)\s(?P<em_no>số\s)?
        (?P<em>11[1-5](?:(?:,\s?|\s(?:và|hoặc)\s)11[1-5])*)(?![\w/-]|[.,]\d|\s?%|\s(?:hồ\ssơ|người|hộ|lượt|đồng)))
    | (?P<days>(?P<ds_word>[Nn]gày\s+)?(?<![\d/.,-])(?P<ds>\d{{1,2}})(?:/(?P<ds_month>\d{{1,2}}))?\s?[-–]\s?
        (?P<de>\d{{1,2}})/(?P<de_month>\d{{1,2}})(?:/(?P<de_year>\d{{4}})|(?(ds_word)|(?!)))(?![\d/]|[.-]\d))
    | (?P<day>(?P<d_word>[Nn]gày\s+)?(?<![\d/.,])(?<!\d-)(?P<d>\d{{1,2}})(?P<d_sign>[/.-])(?P<d_month>\d{{1,2}})
        (?P=d_sign)(?P<d_year>\d{{4}})(?![\d/]|[.-]\d))
    | (?P<day_month>(?P<dm_word>[Nn]gày)\s+(?P<dm>\d{{1,2}})(?:[/.]|\s+tháng\s+)(?P<dm_month>\d{{1,2}})(?![\d/]|[.]\d))
    | (?P<only_day>(?P<od_word>[Nn]gày)\s+(?P<od>\d{{1,2}})(?![\d/.,]\d|\d))
    | (?P<month>(?P<mo_word>[Tt]háng)\s+(?P<mo>\d{{1,2}})(?:/(?P<mo_year>\d{{4}}))?(?![\d/]))
    | (?P<quarter>(?P<q_word>[Qq]uý)\s+(?P<q>I{{1,3}}|IV|[1-4])(?:/(?P<q_year>\d{{4}}))?(?![\w/]))
    | (?P<roman>(?P<ro_word>[Kk]hóa|[Nn]hiệm\skỳ|[Mm]ục|[Pp]hần|[Cc]hương|[Tt]hế\skỷ|[Đđ]ại\shội|[Pp]hụ\slục)\s+(?P<ro>[IVX]+)(?!\w))
    | (?P<ordinal>(?P<or_word>[Tt]hứ)\s+(?P<or>\d{{1,3}}|[IVX]+)(?:\s?[-–]\s?(?P<or_to>\d{{1,2}}))?(?!\w|[.,/]\d))
    | (?P<hours>(?<![\w.,:/])(?P<since>\d{{1,2}}|{_CLOCK})\s?[-–]\s?(?P<until>{_CLOCK})(?!\w))
    | (?P<hour>(?<![\d.,:/])(?P<h>\d{{1,2}})(?::|\s?[hg]\s?|\s?giờ\s?)(?P<h_min>\d{{2}})(?:\s?phút)?(?!\w))
    | (?P<whole_hour>(?<![\d.,:/])(?P<wh>\d{{1,2}})(?:h|(?<=lúc\s\d)g|(?<=lúc\s\d\d)g)(?!\w))
    | (?P<paper>(?<![\w/])(?P<no>\d{{1,6}})/(?:(?P<no_year>\d{{4}})/)?(?P<no_sign>{_NOTATION})(?!\w))
    | (?P<range>(?<![\w.,/-])(?P<from>{_NUMBER})(?:\s?%)?\s?[-–]\s?(?P<to>{_NUMBER})(?![\w/-]|[.,]\d))
    | (?P<of>(?<![\w.,/])(?P<part>{_NUMBER})/(?P<whole>{_NUMBER})(?![\w/]|[.,]\d))
    | (?P<minus>(?<![\w.,)%])[-−](?P<below>{_NUMBER}))
    | (?P<number>{_NUMBER})
    | (?P<degree>(?<=\d)\s?[°ºo]C(?!\w))
    | (?P<unit>\s?[%‰])
    | (?P<measure>(?:(?<=\d)\s?|(?<!\w))(?P<length>km/h|km[2²]|m[2²3³]|[kcm]m|kg)(?!\w)|(?<=\d)\s?(?P<size>ha|m)(?!\w))
    | (?P<dong>(?<=\d)\s?đ(?!\w))
    | (?P<short>(?<!\w)[{_CAPITAL}]{{2,}}\d*(?:-[{_CAPITAL}]{{2,}})*(?:-MẪU)?(?!\w))
    """,
    re.VERBOSE,
)
_VOWEL = re.compile(r"[AEIOUYĂÂÊÔƠƯ]")
_SENTENCE_END = re.compile(r"(?:^|[.!?…]\s+|\n\s*)[“\"'(–-]*\s*$")


def read_aloud(text: str) -> str:
    """`text` in words only; line ends stay, capitals open a sentence as before.

    Takes any Unicode form, gives NFC. Reading the result again changes nothing.
    """
    text = nfc(text)
    for pattern, words in SIGNS:
        text = re.sub(pattern, words, text)
    for _ in range(2):  # once more: a word that was written onto a figure stands alone now
        text = _SPOKEN.sub(_said, text)
    return re.sub(r" {2,}", " ", text).strip()


def unread(text: str) -> list[str]:
    """What in a text an announcer would stumble over, in its order, each once."""
    found = (each[0].strip() for each in _SPOKEN.finditer(nfc(text)) if _said(each) != each[0])
    return list(dict.fromkeys(found))


def syllables(text: str) -> int:
    """How many syllables (tiếng) the text has when it is read."""
    return len(re.findall(r"\w+", read_aloud(text)))


def reading_minutes(text: str) -> int:
    """Whole minutes, rounded up, at SYLLABLES_A_MINUTE; 0 for nothing."""
    return ceil(syllables(text) / SYLLABLES_A_MINUTE)


def _said(found: re.Match) -> str:
    """What is read for one place of the text, with a capital where it opens a sentence."""
    said = _READERS[str(found.lastgroup)](found)
    start = found.string[max(0, found.start() - 12) : found.start()]
    if said and said != found[0] and _SENTENCE_END.search(start):
        return said[0].upper() + said[1:]
    return said


def _figure_by_figure(digits: str) -> str:
    return " ".join(DIGITS[int(each)] for each in digits)


def _number(text: str) -> str:
    """Read "1.234,05" as "một nghìn hai trăm ba mươi bốn phẩy không năm"."""
    whole, _, part = text.replace(".", "").partition(",")
    if int(whole) > LARGEST or (whole[0] == "0" and len(whole) > SHORT_DECIMALS):
        said = _figure_by_figure(whole)
    else:
        said = number_in_words(int(whole))
    if not part:
        return said
    as_one = len(part) <= SHORT_DECIMALS and part[0] != "0"
    return f"{said} phẩy {number_in_words(int(part)) if as_one else _figure_by_figure(part)}"


def _day_of(day: int) -> str:
    return f"{'mùng ' if day <= FIRST_DAYS else ''}{number_in_words(day)}"


def _month_of(month: int) -> str:
    return MONTHS.get(month) or number_in_words(month)


def _measure(found: re.Match) -> str:
    """A measure is a word of its own, however it is written: "20m2", "20 m2"."""
    stands_alone = found[0][0].isalpha() and not found.string[: found.start()][-1:].isdigit()
    return f"{'' if stands_alone else ' '}{MEASURES[found['length'] or found['size']]}"


def _apart(found: re.Match, said: str) -> str:
    """A number that sticks to letters ("A1") is a word of its own when read."""
    before, after = found.string[: found.start()][-1:], found.string[found.end() :][:1]
    return f"{' ' if before.isalpha() else ''}{said}{' ' if after.isalpha() else ''}"


def _is_day(day: str, month: str = "1") -> bool:
    return 1 <= int(day) <= LAST_DAY and 1 <= int(month) <= LAST_MONTH


def _day(found: re.Match) -> str:
    day, month, year = found["d"], found["d_month"], found["d_year"]
    if not _is_day(day, month):
        sign = NO_DAY[found["d_sign"]]
        return f"{found['d_word'] or ''}{_number(day)}{sign}{_number(month)}{sign}{_number(year)}"
    word = (found["d_word"] or "ngày").strip()
    return f"{word} {_day_of(int(day))} tháng {_month_of(int(month))} năm {_number(year)}"


def _days(found: re.Match) -> str:
    """Read "10-12/12/2023" as "ngày mười đến ngày mười hai tháng mười hai năm hai nghìn không trăm hai mươi ba"."""
    first, first_month, last, month = found["ds"], found["ds_month"], found["de"], found["de_month"]
    year = f" năm {_number(found['de_year'])}" if found["de_year"] else ""
    word = (found["ds_word"] or "ngày").strip()
    if not (_is_day(first, first_month or month) and _is_day(last, month)):
        said = f"{_number(last)} trên {_number(month)}"
        begun = _number(first) + (f" trên {_number(first_month)}" if first_month else "")
        return f"{found['ds_word'] or ''}{begun} đến {said}" + year.replace("năm", "trên")
    begun = f" tháng {_month_of(int(first_month))}" if first_month else ""
    return f"{word} {_day_of(int(first))}{begun} đến ngày {_day_of(int(last))} tháng {_month_of(int(month))}{year}"


def _emergency(found: re.Match) -> str:
    """Read "gọi 113, 114" as "gọi một một ba, một một bốn"."""
    said = re.sub(r"\d+", lambda each: _figure_by_figure(each[0]), found["em"])
    return f"{found['em_word']} {found['em_no'] or ''}{said}"


def _all_figures(found: re.Match) -> str:
    return _figure_by_figure(re.sub(r"\D", "", found[0]))


def _day_month(found: re.Match) -> str:
    if not _is_day(found["dm"], found["dm_month"]):
        return f"{found['dm_word']} {_number(found['dm'])} trên {_number(found['dm_month'])}"
    return f"{found['dm_word']} {_day_of(int(found['dm']))} tháng {_month_of(int(found['dm_month']))}"


def _only_day(found: re.Match) -> str:
    said = _day_of(int(found["od"])) if _is_day(found["od"]) else _number(found["od"])
    return f"{found['od_word']} {said}"


def _month(found: re.Match) -> str:
    year = f" năm {_number(found['mo_year'])}" if found["mo_year"] else ""
    return f"{found['mo_word']} {_month_of(int(found['mo']))}{year}"


def _quarter(found: re.Match) -> str:
    number = ROMAN.get(found["q"]) or int(found["q"])
    year = f" năm {_number(found['q_year'])}" if found["q_year"] else ""
    return f"{found['q_word']} {_month_of(number)}{year}"


def _roman(found: re.Match) -> str:
    number = ROMAN.get(found["ro"])
    return f"{found['ro_word']} {number_in_words(number)}" if number else found[0]


def _ordinal(found: re.Match) -> str:
    """Read "thứ 4" as "thứ tư", "lần thứ I" as "lần thứ nhất", "thứ 2 - 6" as "thứ hai đến thứ sáu"."""
    numbers = [found["or"], found["or_to"]]
    if not numbers[0].isdigit() and numbers[0] not in ROMAN:
        return found[0]
    said = [ROMAN.get(each) or int(each) for each in numbers if each]
    return " đến ".join(f"{found['or_word']} {_in_order(each)}" for each in said).replace("đến T", "đến t")


def _in_order(number: int) -> str:
    return ORDINALS.get(number) or number_in_words(number)


def _hours(found: re.Match) -> str:
    """Read "8h-11h30" as "tám giờ đến mười một giờ ba mươi"."""
    return f"{_clock(found['since'])} đến {_clock(found['until'])}"


def _clock(text: str) -> str:
    hour, *minute = map(int, re.findall(r"\d+", text))
    return f"{number_in_words(hour)} giờ" + (f" {number_in_words(minute[0])}" if any(minute) else "")


def _hour(found: re.Match) -> str:
    hour, minute = int(found["h"]), int(found["h_min"])
    if hour > LAST_HOUR or minute > LAST_MINUTE:
        return f"{_number(found['h'])} {_number(found['h_min'])}"
    return f"{number_in_words(hour)} giờ" + (f" {number_in_words(minute)} phút" if minute else "")


def _paper(found: re.Match) -> str:
    """Read "91/2017/NĐ-CP" as "chín mươi mốt, năm hai nghìn không trăm mười bảy, nghị định Chính phủ"."""
    number = found["no"]
    said = _figure_by_figure(number) if number[0] == "0" else _number(number)
    year = f", năm {_number(found['no_year'])}" if found["no_year"] else ""
    return f"{said}{year}, {_initials(found['no_sign'])}"


def _initials(text: str) -> str:
    return " ".join(_initial(each) for each in text.split("-"))


def _initial(text: str) -> str:
    """An abbreviation in full, or by its letters; a word in capitals stays."""
    found = re.fullmatch(r"(\D+)(\d*)", text)
    if found is None:
        return text
    letters, digits = found.groups()
    number = f" {_number(digits)}" if digits else ""
    if known := ABBREVIATIONS.get(letters.upper()):
        return known + number
    if _VOWEL.search(letters) and not digits:
        return text
    return " ".join(LETTERS.get(each, each) for each in letters.upper()) + number


_READERS = {
    "phone": _all_figures,
    "area_phone": _all_figures,
    "hotline": _all_figures,
    "emergency": _emergency,
    "days": _days,
    "day": _day,
    "day_month": _day_month,
    "only_day": _only_day,
    "month": _month,
    "quarter": _quarter,
    "roman": _roman,
    "ordinal": _ordinal,
    "hours": _hours,
    "hour": _hour,
    "whole_hour": lambda found: f"{_number(found['wh'])} giờ",
    "paper": _paper,
    "range": lambda found: f"{_number(found['from'])} đến {_number(found['to'])}",
    "of": lambda found: f"{_number(found['part'])} trên {_number(found['whole'])}",
    "minus": lambda found: f"âm {_number(found['below'])}",
    "number": lambda found: _apart(found, _number(found["number"])),
    "degree": lambda _: " độ xê",
    "unit": lambda found: " phần trăm" if "%" in found[0] else " phần nghìn",
    "measure": _measure,
    "dong": lambda _: " đồng",
    "short": lambda found: _initials(found["short"]),
}
