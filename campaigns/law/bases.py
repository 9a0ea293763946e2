"""Which law counts on a day, and how a paper of that day cites it (NĐ 30/2020 Phụ lục I, mục II)."""

from datetime import date, timedelta

from campaigns.models import LegalRegime
from phuong6.lib.vietnamese import BLANK
from phuong6.office.workflow import Refused

CITES = "Căn cứ "
SUBJECT = "thi đua, khen thưởng"


def regime_on(day: date) -> LegalRegime:
    """The regime in force on a day: the one with the greatest `from_day` ≤ it, up to its last day.

    Refused, with what to do, where none is recorded for the day: an older one never steps in for one that has ended.
    """
    found = LegalRegime.objects.filter(from_day__lte=day).order_by("-from_day").first()
    if found is None:
        raise Refused(f"Chưa khai báo nghị định áp dụng cho ngày {day:%d/%m/%Y}.")
    if not found.covers(day):
        raise Refused(
            f"{found.name} chỉ áp dụng đến hết ngày {found.last_day:%d/%m/%Y}, chưa khai báo chế độ nào cho ngày "
            f"{day:%d/%m/%Y} nên không tính được tiền thưởng. Hãy khai báo chế độ mới ở mục Chế độ pháp lý."
        )
    return found


def laws_by_day() -> tuple[tuple[date, tuple[str, ...]], ...]:
    """(day, legal bases from it on) of all regimes, newest first; no bases from the day after a regime's last (one query)."""
    found: dict[date, tuple[str, ...]] = {}
    regimes = list(LegalRegime.objects.all())
    for each in regimes:
        if each.last_day:
            found[each.last_day + timedelta(days=1)] = ()
    for each in regimes:
        found |= {day: tuple(lines) for day, lines in each.stretches}
    return tuple(sorted(found.items(), reverse=True))


def law_bases(day: date) -> tuple[str, ...]:
    """The legal bases of a paper of this day, each "Căn cứ …"; a dotted line where no law is recorded."""
    try:
        lines = regime_on(day).law_lines_on(day)
    except Refused:
        lines = []
    return tuple(CITES + line.removeprefix(CITES) for line in lines) or (CITES + BLANK * 6,)


def award_laws(day: date) -> tuple[str, ...]:
    """Of the legal bases of that day those on emulation and commendation, which are all a unit cites."""
    bases = law_bases(day)
    return tuple(line for line in bases if SUBJECT in line.lower()) or bases
