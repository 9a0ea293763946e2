"""The register of papers that went out, one series and year at a time (sổ văn bản đi, NĐ 30/2020 Phụ lục IV)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from phuong6.lib.vietnamese import short_date
from phuong6.office.models import Correction, IssuedPaper, NumberSeries
from phuong6.office.posts import said
from phuong6.office.rules import may_keep_register
from phuong6.office.workflow import NotAllowed, Refused

COLUMNS = (
    "Số, ký hiệu",
    "Ngày tháng",
    "Tên loại và trích yếu",
    "Người ký",
    "Nơi nhận",
    "Đơn vị, người nhận bản lưu",
    "Số lượng bản",
    "Ngày chuyển",
    "Ký nhận",
    "Ghi chú",
)
LATER = ("copies", "kept_by", "sent_on", "note")  # columns that people fill in when the paper goes out
MOST_GAPS = 30  # pieces in the sentence about numbers that are not there
IN_A_ROW = 3  # as many numbers that follow one another are written "08–10"


def registers() -> QuerySet[NumberSeries]:
    """The series that have a register: văn thư's own, and the software's that papers went out in."""
    clerk = NumberSeries.objects.filter(numbered_by=NumberSeries.NumberedBy.CLERK)
    return (clerk | NumberSeries.objects.filter(papers__isnull=False)).distinct().order_by("name")


def register_of(series: NumberSeries, year: int) -> QuerySet[IssuedPaper]:
    """The lines by number, void ones among them; three queries when read."""
    lines = IssuedPaper.objects.filter(series=series, year=year).order_by("number")
    return lines.select_related(
        "series", "by", "voided_by", "replaces__series", "replaced_by__series"
    ).prefetch_related(Prefetch("corrections", Correction.objects.order_by("pk")))


def letters_of_correction(papers: Iterable[IssuedPaper]) -> dict[int, list[str]]:
    """Numbers of the letters that corrected these papers, by the paper's id (one query)."""
    corrected = {each.pk: paper.pk for paper in papers for each in paper.corrections.all()}
    letters = IssuedPaper.objects.filter(
        kind="correction", object_id__in=corrected, voided_at__isnull=True
    ).select_related("series")
    found = defaultdict(list)
    for letter in letters.order_by("pk"):
        found[corrected[letter.object_id]].append(letter.full_number)
    return found


def remarks(paper: IssuedPaper, letters: Sequence[str]) -> str:
    """The column Ghi chú: what became of the number, then what a person wrote."""
    said = []
    if paper.voided_at:
        day = short_date(timezone.localdate(paper.voided_at))
        said.append(f"Đã hủy ngày {day}, {paper.voided_by}: {paper.void_reason.rstrip(' .')}")
    if paper.replaces_id:
        said.append(f"Thay thế số {paper.replaces.full_number}")
    if hasattr(paper, "replaced_by"):
        said.append(f"Được thay thế bằng số {paper.replaced_by.full_number}")
    said += [f"Đính chính bằng số {number}" for number in letters]
    return ". ".join(filter(None, [*said, paper.note]))


def cells(paper: IssuedPaper, letters: Sequence[str]) -> tuple[str, ...]:
    """One line of the register as `COLUMNS` asks; whoever receives a copy signs on paper."""
    return (
        paper.full_number,
        short_date(paper.issued_on),
        paper.title,
        paper.signer,
        paper.recipients,
        paper.kept_by,
        "" if paper.copies is None else str(paper.copies),
        short_date(paper.sent_on) if paper.sent_on else "",
        "",
        remarks(paper, letters),
    )


# --- numbers that are not there -----------------------------------------------------------------------


def runs_between(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Runs (first, last) from 1 up that are missing among ascending numbers."""
    found, expected = [], 1
    for number in numbers:
        if number > expected:
            found.append((expected, number - 1))
        expected = number + 1
    return found


def gaps(series: NumberSeries, year: int) -> list[tuple[int, int]]:
    """Runs of numbers below the newest that the register does not have (one query).

    The software leaves none; in a series that văn thư numbers, papers outside the campaign leave many.
    """
    numbers = IssuedPaper.objects.filter(series=series, year=year).order_by("number")
    return runs_between(numbers.values_list("number", flat=True))


def gap_sentence(missing: Sequence[tuple[int, int]]) -> str:
    """Return "Số 04, 05, 08–12 chưa có trong sổ."; empty when nothing is missing."""
    pieces: list[str] = []
    for first, last in missing:
        short = last - first + 1 < IN_A_ROW
        pieces += [f"{n:02d}" for n in range(first, last + 1)] if short else [f"{first:02d}–{last:02d}"]
    more = " và những số khác" if len(pieces) > MOST_GAPS else ""
    return f"Số {', '.join(pieces[:MOST_GAPS])}{more} chưa có trong sổ." if pieces else ""


# --- write --------------------------------------------------------------------------------------------


@transaction.atomic
def complete_line(paper: IssuedPaper, *, by, sent_on: date | None, **columns) -> IssuedPaper:
    """Fill in what is known only when the paper goes out (`LATER`). Raises NotAllowed and Refused."""
    if not may_keep_register(by):
        raise NotAllowed(said("Chỉ {internal_affairs} được ghi sổ văn bản đi."))
    if sent_on and not paper.issued_on <= sent_on <= timezone.localdate():
        raise Refused(f"Ngày chuyển phải từ ngày {short_date(paper.issued_on)} đến hôm nay.")
    for name, value in {"sent_on": sent_on, **columns}.items():
        setattr(paper, name, value)
    paper.save(update_fields=LATER)
    LogEntry.objects.log_actions(by.pk, [paper], CHANGE, "Ghi cột của sổ văn bản đi.", single_object=True)
    return paper
