"""The same registers opened and saved by LibreOffice as .xlsx, .xls, .ods and .csv: right, or refused with the reason."""

from pathlib import Path

import pytest
from django.db.models import F

from criteria.enums import OneStopState
from criteria.models import DocumentRecord, OneStopRecord
from phuong6.lib.refusal import Refusal
from tests.criteria.registers.files import latest, take, upload
from tests.criteria.registers.test_as_kept import CASES, Kept
from tests.criteria.registers.test_registers import figures_of

SAVED = Path(__file__).parent / "samples" / "saved"
FORMATS = ("xlsx", "xls", "ods", "csv")
MERGED = ("12", "14")  # a .csv keeps no merged cell
CALCULATED = "16"  # saving calculates the formulas
OWN = [
    Kept("zero", "one-stop", (3, 5)),  # [=0]"";dd/mm/yyyy
    Kept("vi", "one-stop", (3, 5)),  # [$-vi-VN]dd/mm/yyyy, which LibreOffice saves as “General”
    Kept("formula", "one-stop", (3, 5)),  # codes, days and states that are formulas giving text
    Kept(
        "n14", "one-stop", (3, 5)
    ),  # Excel's own short date, saved month first as .csv by an American LibreOffice
]
WHOLE = {  # refused in these formats, with these words
    ("formula", "csv"): "năm bằng hai chữ số",
    ("n14", "csv"): "ghi tháng trước, ngày sau",
}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("case", [*CASES, *OWN], ids=lambda case: case.name)
def test_a_register_saved_by_libreoffice_gives_the_same_figures(case, form):
    number = case.name.partition("-")[0]
    data = (SAVED / f"{number}.{form}").read_bytes()
    if sentence := WHOLE.get((number, form)):
        with pytest.raises(Refusal, match=sentence):
            figures_of(data, case.kind)
        return
    reading, counted = figures_of(data, case.kind)
    if number in MERGED and form == "csv":
        assert counted.noticed["blank_below"] >= 2
        return
    share, refused = ((6, 9), 0) if number == CALCULATED else (case.share, case.refused)
    assert (counted.figures.numerator, counted.figures.denominator) == share
    assert reading.refused_count == refused


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(("number", "sentence"), [("06", "tháng trước, ngày sau"), ("18", "cho 6/9")])
def test_what_is_refused_whole_stays_so_in_every_format(number, sentence, form):
    with pytest.raises(Refusal, match=sentence):
        figures_of((SAVED / f"{number}.{form}").read_bytes(), "one-stop")


@pytest.mark.parametrize("form", FORMATS)
def test_a_course_saved_by_libreoffice_counts_who_was_there(form):
    names = ("le thi", "phan van", "vo thi", "ngo van")
    people = {f"{name} mau": [(no, "ubnd")] for no, name in enumerate(names, 1)}
    counted = figures_of((SAVED / f"22.{form}").read_bytes(), "training", people=people, all_people=4)[1]
    assert (counted.figures.numerator, counted.figures.denominator) == (2, 4)


def test_a_csv_whose_vietnamese_letters_are_lost_says_so():
    with pytest.raises(Refusal, match="bảng mã UTF-8"):
        figures_of((SAVED / "lost.csv").read_bytes(), "one-stop")


def test_a_blank_below_a_value_in_a_csv_is_told_before_anything_is_taken_over(client, campaign, thu):
    client.force_login(thu)
    said = upload(client, (SAVED / "12.csv").read_bytes(), name="so.csv").content.decode()
    assert "Tệp CSV không giữ ô gộp" in said


def counted_anew(kind: str) -> tuple[int, int]:
    """Numerator and denominator from the records themselves."""
    if kind == "one-stop":
        judged = OneStopRecord.objects.filter(state=OneStopState.RESOLVED, due_on__isnull=False)
        return judged.filter(returned_on__lte=F("due_on")).count(), judged.count()
    judged = DocumentRecord.objects.filter(secret=False)
    return judged.filter(online=True, signed_by_person=True, signed_by_office=True).count(), judged.count()


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_preview_background_job_and_database_say_the_same(
    client, campaign, thu, case, form, django_capture_on_commit_callbacks
):
    client.force_login(thu)
    number = case.name.partition("-")[0]
    upload(client, (SAVED / f"{number}.{form}").read_bytes(), kind=case.kind, name=f"so.{form}")
    previewed = latest()
    told = (previewed.counts["numerator"], previewed.counts["denominator"])
    done = take(client, previewed, django_capture_on_commit_callbacks)
    assert (done.counts["numerator"], done.counts["denominator"]) == told
    assert counted_anew(case.kind) == told
    if not (form == "csv" and number in MERGED):
        assert told == ((6, 9) if number == CALCULATED else case.share)
