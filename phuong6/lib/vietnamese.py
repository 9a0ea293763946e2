"""What every app asks about Vietnamese text, names, money and dates, in one place to import."""

from phuong6.lib.dates import (
    BLANK,
    VIETNAM,
    days_left_phrase,
    deadline_phrase,
    last_day_before,
    long_date,
    paper_date,
    parse_birth,
    parse_vn_date,
    short_date,
    weekday_date,
)
from phuong6.lib.money import (
    NO_CASES,
    amount_in_words,
    format_number,
    format_percent,
    format_percent_value,
    format_vnd,
    percent_of,
)
from phuong6.lib.sorting import name_sort_key, text_sort_key
from phuong6.lib.text import (
    legacy_encoding_suspected,
    nfc,
    proper_case,
    search_key,
    sentence_case_if_caps,
    squeeze,
    within_sentence,
)
from phuong6.lib.units import unit_key

__all__ = [
    "BLANK",
    "NO_CASES",
    "VIETNAM",
    "amount_in_words",
    "days_left_phrase",
    "deadline_phrase",
    "format_number",
    "format_percent",
    "format_percent_value",
    "format_vnd",
    "last_day_before",
    "legacy_encoding_suspected",
    "long_date",
    "name_sort_key",
    "nfc",
    "paper_date",
    "parse_birth",
    "parse_vn_date",
    "percent_of",
    "proper_case",
    "search_key",
    "sentence_case_if_caps",
    "short_date",
    "squeeze",
    "text_sort_key",
    "unit_key",
    "weekday_date",
    "within_sentence",
]
