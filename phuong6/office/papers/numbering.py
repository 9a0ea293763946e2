"""Numbers: gap-free ones the software gives, typed ones văn thư gave (NĐ 30/2020 Điều 15)."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from phuong6.lib.vietnamese import long_date
from phuong6.office.models import IssuedPaper, NumberSeries, SeriesYear
from phuong6.office.posts import said
from phuong6.office.rules import may_keep_register
from phuong6.office.workflow import NotAllowed, Refused

# Papers that are not real use up no real number: what their series' key begins and their notation ends with.
MARKS = {"": ("", ""), "MẪU": ("sample-", "-MẪU"), "DIỄN TẬP": ("rehearsal-", "-DT")}
# The letters before the agency's code, by NĐ 30/2020 Phụ lục III, mục I; a letter (công văn) has none.
TYPES = {
    "BB": "Biên bản",
    "BC": "Báo cáo",
    "GM": "Giấy mời",
    "KH": "Kế hoạch",
    "PTN": "Phiếu tiếp nhận",
    "QĐ": "Quyết định",
    "TB": "Thông báo",
    "TTr": "Tờ trình",
}


def marked_series(key: str, mark: str) -> str:
    """The key of this series for papers that bear `mark`; made on first use."""
    prefix, suffix = MARKS[mark]
    if prefix:
        real = NumberSeries.objects.get(key=key)
        NumberSeries.objects.get_or_create(
            key=prefix + key,
            defaults={
                "name": f"{real.name} ({mark.lower()})",
                "notation": real.notation + suffix,
                "numbered_by": real.numbered_by,
            },
        )
    return prefix + key


def mark_of(series: NumberSeries) -> str:
    """What papers of this series bear at their head: MẪU, DIỄN TẬP or nothing."""
    return next((mark for mark, (prefix, _) in MARKS.items() if prefix and series.key.startswith(prefix)), "")


def sibling_series(series: NumberSeries, key: str) -> str:
    """The series `key` beside this one: a paper about a sample is itself a sample."""
    return marked_series(key, mark_of(series))


def cited(paper: IssuedPaper) -> str:
    """How another paper names this one: "Quyết định số 05/QĐ-UBND ngày 20 tháng 11 năm 2023"."""
    kind = TYPES.get(paper.series.notation.partition("-")[0], "Công văn")
    return f"{kind} số {paper.full_number} {long_date(paper.issued_on)}"


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
    """The number that would follow in a series văn thư numbers; a suggestion, gaps are allowed.

    A void number stays used: it is never suggested again.
    """
    papers = IssuedPaper.objects.filter(series__key=series_key, year=year).order_by("-number")
    return (papers.values_list("number", flat=True).first() or 0) + 1


def enter_paper(
    series_key: str, number: int, *, issued_on, title: str, subject, by, at=None, **more
) -> IssuedPaper:
    """Write an issued paper into its series; `more` are further fields of IssuedPaper (file, kind, signer…).

    Raises Refused if the number is taken that year, or if the paper has been issued already.
    """
    series = NumberSeries.objects.get(key=series_key)
    paper = IssuedPaper(
        series=series,
        year=issued_on.year,
        number=number,
        issued_on=issued_on,
        title=title,
        subject=subject,
        by=by,
        **more,
    )
    if at is not None:
        paper.at = at
    try:
        with transaction.atomic():
            paper.save()
    except IntegrityError as error:
        if series.papers.filter(year=issued_on.year, number=number).exists():
            raise Refused(
                f"Số {number:02d}/{series.notation} đã được dùng trong năm {issued_on.year}. "
                f"Số tiếp theo là {suggest_number(series_key, issued_on.year):02d}."
            ) from error
        raise Refused("Văn bản này vừa được người khác ban hành. Hãy tải lại trang.") from error
    return paper


def enter_by_hand(series: NumberSeries, number: int, *, by, issued_on: date, **line) -> IssuedPaper:
    """Enter a number that văn thư gave outside the software, so that the register is whole.

    `line`: title, signer, recipients, copies and the other columns; `void_reason` for a number that was spoilt
    or never used ("số bỏ"). Raises NotAllowed and Refused.
    """
    if not may_keep_register(by):
        raise NotAllowed(said("Chỉ {internal_affairs} được ghi sổ văn bản đi."))
    if series.numbered_by == NumberSeries.NumberedBy.SOFTWARE:
        raise Refused("Sổ này do phần mềm tự cấp số nên không ghi thêm số bằng tay được.")
    if issued_on > timezone.localdate():
        raise Refused("Ngày văn bản không thể ở tương lai.")
    if line.get("void_reason"):
        line |= {"is_current": False, "voided_by": by, "voided_at": timezone.now()}
    return enter_paper(series.key, number, issued_on=issued_on, subject=None, by=by, **line)
