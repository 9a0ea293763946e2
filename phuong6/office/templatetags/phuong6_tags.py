"""Sums, percentages, dates and states as the screens write them; the rules of writing are lib's."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from django import template
from django.db.models import Model
from django.utils import timezone

from phuong6.lib import vietnamese
from phuong6.lib.signatures.reading import layers_sentence
from phuong6.office import posts
from phuong6.office.models import StoredFile
from phuong6.office.papers.signing import signatures_of
from phuong6.office.tones import tone

register = template.Library()

SOON = 3  # days left from which a due day asks for attention


def _day(value: date | datetime) -> date:
    """The calendar day of `value` in Asia/Ho_Chi_Minh."""
    if isinstance(value, datetime):
        return timezone.localtime(value, vietnamese.VIETNAM).date() if value.tzinfo else value.date()
    return value


def _today() -> date:
    return timezone.localdate(timezone=vietnamese.VIETNAM)


@register.simple_tag
def post(name: str) -> str:
    """`{% post "internal_affairs" %}` → "cán bộ Nội vụ", as the office calls it today; "Internal_affairs" begins a sentence."""
    return posts.said(f"{{{name}}}")


@register.filter
def said(sentence: str) -> str:
    """`"Hỏi {internal_affairs}."|said` → "Hỏi cán bộ Nội vụ.", for words handed to another template."""
    return posts.said(sentence)


@register.filter
def money(vnd: int | None) -> str:
    """`270000|money` → "270.000 đồng"; nothing for None."""
    return "" if vnd is None else vietnamese.format_vnd(vnd)


@register.filter
def money_words(vnd: int | None) -> str:
    """`270000|money_words` → "Hai trăm bảy mươi nghìn đồng"; nothing for None."""
    return "" if vnd is None else vietnamese.amount_in_words(vnd)


@register.filter
def percent(value: Decimal | int | None, threshold: Decimal | int | None = None) -> str:
    """A figure already in percent, never rounded onto `threshold`; nothing for None."""
    return "" if value is None else vietnamese.format_percent_value(value, threshold)


@register.simple_tag
def share(numerator: int | None, denominator: int | None, threshold: Decimal | int | None = None) -> str:
    """`{% share 83 100 %}` → the percentage; nothing while a figure is missing."""
    if numerator is None or denominator is None:
        return ""
    return vietnamese.format_percent(numerator, denominator, threshold)


@register.filter
def short_date(value: date | datetime | None) -> str:
    """`day|short_date` → "15/11/2023"; a moment is read by Vietnam's clock."""
    return vietnamese.short_date(_day(value)) if value else ""


@register.filter
def weekday_date(value: date | datetime | None) -> str:
    """`day|weekday_date` → "Thứ Tư, 15/11/2023"."""
    return vietnamese.weekday_date(_day(value)) if value else ""


@register.filter
def days_left(value: date | datetime | None) -> str:
    """`day|days_left` → "còn 3 ngày", "hôm nay" or "quá 2 ngày"."""
    return vietnamese.days_left_phrase(_today(), _day(value)) if value else ""


@register.filter
def minutes(value: timedelta) -> int:
    """Whole minutes of a length of time, at least 1."""
    return max(1, round(value.total_seconds() / 60))


register.filter(tone)


@register.inclusion_tag("_components/badge.html")
def status_badge(thing: Model | None) -> dict[str, str]:
    """`{% status_badge dossier %}`: the state of anything that has a `status` with choices."""
    if thing is None:
        return {"label": "Chưa có", "tone": "draft"}
    return {"label": thing.get_status_display(), "tone": tone(thing.status)}


@register.inclusion_tag("_components/signatures.html")
def signatures(stored: StoredFile | None, *, brief: bool = False) -> dict[str, object]:
    """`{% signatures paper.file %}`: what the digital signatures of a kept file say; no query."""
    facts = signatures_of(stored) if stored else ()
    return {"facts": facts, "layers": layers_sentence(facts), "brief": brief}


def _due(day: date, words: str, sentence: str = "") -> dict[str, object]:
    left = (day - _today()).days
    shape = "attention" if left <= SOON else "waiting"
    if left < 0 or sentence:
        shape = "bad"
    return {
        "day": day,
        "words": words,
        "sentence": sentence or vietnamese.days_left_phrase(_today(), day),
        "tone": shape,
    }


@register.inclusion_tag("_components/due.html")
def due(day: date) -> dict[str, object]:
    """`{% due day %}`: the last day on which something is in time."""
    return _due(day, vietnamese.weekday_date(day))


@register.inclusion_tag("_components/due.html")
def due_before(moment: datetime) -> dict[str, object]:
    """`{% due_before moment %}`: `moment` is the first one too late (docs/decisions/0010).

    Midnight reads as the whole day before, "hết Thứ Ba, 14/11/2023"; another hour is named.
    """
    last = vietnamese.last_day_before(moment)
    words = vietnamese.deadline_phrase(moment)
    over_today = last == _today() and timezone.now() >= moment
    return _due(last, words[0].upper() + words[1:], "đã hết hạn" if over_today else "")
