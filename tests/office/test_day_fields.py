"""Days, hours and whole numbers are typed the Vietnamese way, whatever language the browser speaks."""

import re
from datetime import date, time
from importlib import import_module
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.contrib import admin
from django.db import models
from hypothesis import given
from hypothesis import strategies as any_

from phuong6.lib.vietnamese import short_date
from phuong6.office.forms import DayField, HourField, WholeNumberField
from phuong6.office.model_admin import DeskAdmin


class Asked(forms.Form):
    day = DayField("Ngày họp")
    hour = HourField("Giờ họp")


def errors(**typed) -> dict:
    return {name: list(found) for name, found in Asked(typed).errors.items()}


@pytest.mark.parametrize(
    "typed",
    ["05/12/2023", "5/12/2023", "5-12-2023", "5.12.2023", "05122023", "05 12 2023", "2023-12-05",
     "ngày 05 tháng 12 năm 2023", "  05/12/2023 "],
)  # fmt: skip
def test_the_day_always_comes_first(typed):
    assert DayField("Ngày").clean(typed) == date(2023, 12, 5)


@given(any_.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_what_is_shown_is_read_back_as_the_same_day(day):
    shown = Asked(initial={"day": day})["day"].as_widget()
    assert f'value="{short_date(day)}"' in shown
    assert DayField("Ngày").clean(short_date(day)) == day


@given(any_.times().map(lambda each: each.replace(second=0, microsecond=0)))
def test_what_is_shown_is_read_back_as_the_same_hour(hour):
    shown = Asked(initial={"hour": hour})["hour"].as_widget()
    assert f'value="{hour:%H:%M}"' in shown
    assert HourField("Giờ").clean(f"{hour:%H:%M}") == hour


@pytest.mark.parametrize("typed", ["14:30", "14.30", "14h30", "14 giờ 30", "14g30", "1430", "14 giờ 30 phút"])
def test_an_hour_is_read_as_people_write_it(typed):
    assert HourField("Giờ").clean(typed) == time(14, 30)


def test_a_full_hour_needs_no_minutes():
    assert HourField("Giờ").clean("8h") == HourField("Giờ").clean("8 giờ") == time(8)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Hãy ghi ngày họp."),
        ("   ", "Hãy ghi ngày họp."),
        ("31/02/2023", "“31/02/2023” không phải là ngày có thật. Hãy ghi ngày trước, tháng sau"),
        ("05/12/23", "phải ghi đủ bốn chữ số"),
        ("12/31/2023", "không phải là ngày có thật"),
        ("mai", "Không đọc được ngày “mai”. Hãy ghi theo dạng ngày/tháng/năm"),
        ("45265", "Không đọc được ngày “45265”."),
    ],
)
def test_a_wrong_day_is_refused_with_a_sentence_and_kept(typed, sentence):
    form = Asked({"day": typed, "hour": "14:00"})
    assert sentence in form.errors["day"][0]
    assert f'value="{typed}"' in form["day"].as_widget() or not typed


@pytest.mark.parametrize("typed", ["25:00", "14:60", "chiều", "14:0", "2400", "143"])
def test_a_wrong_hour_is_refused_with_a_sentence(typed):
    assert errors(day="05/12/2023", hour=typed) == {
        "hour": [f"Không đọc được giờ “{typed}”. Hãy ghi theo dạng giờ:phút, ví dụ 14:00."]
    }
    assert errors(day="05/12/2023", hour=" ") == {"hour": ["Hãy ghi giờ họp."]}


def test_an_empty_day_that_is_not_needed_is_no_day():
    assert DayField("Ngày", required=False).clean(" ") is None
    assert HourField("Giờ", required=False).clean(" ") is None


def test_the_box_shows_the_form_and_calls_the_figures_on_a_phone():
    shown = Asked()["day"].as_widget()
    for part in ('type="text"', 'placeholder="ngày/tháng/năm"', 'inputmode="numeric"'):
        assert part in shown
    assert "Ghi ngày/tháng/năm, ví dụ 16/11/2023." in Asked().as_p()


def test_no_page_leaves_a_day_to_the_language_of_the_browser():
    native = re.compile(r"""\btype["']?\s*[:=]\s*["']?(?:date|time|datetime-local|month)["'\s>]""")
    own = re.compile(r"forms\.(?:Date|Time|DateTime|SplitDateTime)Field\(")
    root = Path(settings.BASE_DIR)
    rooms = ("campaigns", "criteria", "dossiers", "awards", "phuong6", "templates")
    files = [path for room in rooms for path in (root / room).rglob("*") if path.suffix in {".py", ".html"}]
    code = [path for path in files if path.parts[-2:] not in {("vi", "formats.py"), ("office", "forms.py")}]
    assert [path.name for path in code if native.search(text := path.read_text()) or own.search(text)] == []


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1300", 1300),
        ("1.300", 1300),
        ("1 299", 1299),
        ("1\u00a0299", 1299),
        ("12\u202f000\u202f000", 12_000_000),
        (" 12 ", 12),
        ("007", 7),
        ("", None),
    ],
)
def test_a_whole_number_is_read_with_or_without_something_between_the_thousands(typed, number):
    assert WholeNumberField(required=False).clean(typed) == number


@pytest.mark.parametrize(
    "typed",
    [
        "١٢",
        "১২",
        "１２",
        "1_2",
        "1.0",
        "1.30",
        "1 2",
        "12 99",
        "1.234 567",
        "1  299",
        "0.300",
        "1,5",
        "mười",
        "²",
    ],
)
def test_a_number_nobody_could_check_on_paper_is_not_guessed(typed):
    with pytest.raises(forms.ValidationError, match="số nguyên bằng chữ số"):
        WholeNumberField().clean(typed)


def _below(kind: type) -> list[type]:
    return [each for child in kind.__subclasses__() for each in (child, *_below(child))]


def test_whoever_types_a_whole_number_types_it_into_the_same_field():
    root = Path(settings.BASE_DIR)
    for room in ("awards", "campaigns", "criteria", "dossiers", "phuong6"):
        for path in (root / room).rglob("*.py"):
            if "forms" in str(path.relative_to(root)):
                import_module(".".join(path.relative_to(root).with_suffix("").parts))
    fields = {
        f"{form.__name__}.{name}": field
        for form in _below(forms.BaseForm)
        for name, field in getattr(form, "base_fields", {}).items()
        if not form.__module__.startswith(("django.", "import_export.", "tests."))
    }
    for table in (each for each in admin.site._registry.values() if isinstance(each, DeskAdmin)):
        for shown in (table, *(inline(table.model, admin.site) for inline in table.inlines)):
            for column in () if shown.readonly_fields == shown.fields else shown.model._meta.concrete_fields:
                if isinstance(column, models.IntegerField) and column.editable and not column.choices:
                    fields[str(column)] = shown.formfield_for_dbfield(column, request=None)
    assert len(fields) > 300
    assert [name for name, field in fields.items() if type(field) is forms.IntegerField] == []
