"""Numbers: gap-free ones the software gives, typed ones văn thư gave (NĐ 30/2020 Điều 15)."""

from django.db import IntegrityError, transaction

from phuong6.office.models import IssuedPaper, NumberSeries, SeriesYear
from phuong6.office.workflow import Refused


def take_number(series_key: str, year: int) -> int:
    """The next number of a series the software numbers; never reused, no gaps.

    Must run inside the transaction that writes the row carrying the number: if that fails,
    the number is given back with it.
    """
    series = NumberSeries.objects.get(key=series_key)
    with transaction.atomic():
        SeriesYear.objects.get_or_create(series=series, year=year)
        counter = SeriesYear.objects.select_for_update().get(series=series, year=year)
        counter.last_number += 1
        counter.save(update_fields=["last_number"])
    return counter.last_number


def suggest_number(series_key: str, year: int) -> int:
    """The number that would follow in a series văn thư numbers; a suggestion, gaps are allowed."""
    papers = IssuedPaper.objects.filter(series__key=series_key, year=year).order_by("-number")
    return (papers.values_list("number", flat=True).first() or 0) + 1


def enter_paper(
    series_key: str, number: int, *, issued_on, title: str, subject, by, file=None, at=None
) -> IssuedPaper:
    """Write an issued paper into its series. Raises Refused if the number is taken that year."""
    series = NumberSeries.objects.get(key=series_key)
    paper = IssuedPaper(
        series=series,
        year=issued_on.year,
        number=number,
        issued_on=issued_on,
        title=title,
        subject=subject,
        by=by,
        file=file,
    )
    if at is not None:
        paper.at = at
    try:
        with transaction.atomic():
            paper.save()
    except IntegrityError as error:
        raise Refused(
            f"Số {number:02d}/{series.notation} đã được dùng trong năm {issued_on.year}. "
            f"Số tiếp theo là {suggest_number(series_key, issued_on.year):02d}."
        ) from error
    return paper
