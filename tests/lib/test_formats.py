"""Django writes and reads Vietnamese dates and numbers through phuong6.formats."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django import forms
from django.core import validators
from django.utils import formats, translation


@pytest.fixture(autouse=True)
def vietnamese(settings):
    settings.FORMAT_MODULE_PATH = "phuong6.formats"
    formats.reset_format_cache()
    with translation.override("vi"):
        yield
    formats.reset_format_cache()


def test_numbers_and_dates_are_written_as_in_an_office():
    assert formats.localize(Decimal("1234567.89"), use_l10n=True) == "1.234.567,89"
    assert formats.date_format(date(2023, 11, 5), "SHORT_DATE_FORMAT") == "05/11/2023"
    assert formats.date_format(datetime(2023, 11, 5, 7, 9), "SHORT_DATETIME_FORMAT") == "05/11/2023 07:09"
    assert formats.date_format(date(2023, 4, 1), "YEAR_MONTH_FORMAT") == "tháng 4/2023"


@pytest.mark.parametrize("typed", ["01/02/2023", "01-02-2023", "2023-02-01", "1.2.2023"])
def test_a_form_reads_the_day_first(typed):
    assert forms.DateField().clean(typed) == date(2023, 2, 1)


def test_a_form_reads_the_decimal_comma():
    assert forms.DecimalField(localize=True).clean("1.234,5") == Decimal("1234.5")


def _below(kind: type) -> list[type]:
    return [kind, *(each for child in kind.__subclasses__() for each in _below(child))]


def test_no_field_and_no_validator_refuses_in_english():
    fields = [each for each in _below(forms.Field) if each.__module__.startswith("django.")]
    said = {
        f"{each.__name__} {code}": text
        for each in fields
        for code, text in each.default_error_messages.items()
    }
    said |= {name: each.message for name, each in vars(validators).items() if hasattr(each, "message")}
    plain = {name: text for name, text in said.items() if "%(limit_value)d" not in str(text)}
    words = {
        name: str(text) for name, text in plain.items() if str(text)
    }  # one that counts is said with its number
    with translation.override("en"):
        assert [name for name, text in words.items() if text == str(plain[name])] == []


def test_an_invisible_character_is_refused_in_vietnamese():
    with pytest.raises(forms.ValidationError, match="Có ký tự lạ không hiện ra"):
        forms.CharField().clean("Nguyễn\x00Văn A")
