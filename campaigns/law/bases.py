"""Which law counts on a day, and how a paper of that day cites it (NĐ 30/2020 Phụ lục I, mục II)."""

from datetime import date

from campaigns.models import LegalRegime
from phuong6.lib.vietnamese import BLANK
from phuong6.office.workflow import Refused

CITES = "Căn cứ "
SUBJECT = "thi đua, khen thưởng"


def regime_on(day: date) -> LegalRegime:
    """The regime in force on a day: the one with the greatest `from_day` ≤ it. Refused if none is recorded."""
    found = LegalRegime.objects.filter(from_day__lte=day).order_by("-from_day").first()
    if found is None:
        raise Refused(f"Chưa khai báo nghị định áp dụng cho ngày {day:%d/%m/%Y}.")
    return found


def law_bases(day: date) -> tuple[str, ...]:
    """The legal bases of a paper of this day, each "Căn cứ …"; a dotted line where no law is recorded."""
    try:
        lines = regime_on(day).law_lines
    except Refused:
        lines = []
    return tuple(CITES + line.removeprefix(CITES) for line in lines) or (CITES + BLANK * 6,)


def award_laws(day: date) -> tuple[str, ...]:
    """Of the legal bases of that day those on emulation and commendation, which are all a unit cites."""
    bases = law_bases(day)
    return tuple(line for line in bases if SUBJECT in line.lower()) or bases
