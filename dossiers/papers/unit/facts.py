"""What the three papers of a unit tell in common: whom it nominates, who voted, and on which day."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from criteria.enums import NomineeKind
from dossiers.models import Dossier, Nominee
from dossiers.papers.unit.heading import head_of
from dossiers.querysets import DossierQuerySet
from phuong6.lib.vietnamese import BLANK


@dataclass(frozen=True)
class NomineeLine:
    """One nominee as a table shows it; `honorific` is "Ông", "Bà" or empty, votes are None until told."""

    id: int
    kind: str
    name: str
    honorific: str = ""
    position: str = ""
    summary: str = ""
    votes_for: int | None = None
    votes_against: int | None = None
    votes_other: int | None = None

    @property
    def addressed(self) -> str:
        """As papers address: "Ông Nguyễn Văn A", or the collective's name."""
        return f"{self.honorific} {self.name}".strip()


def line_of(nominee: Nominee) -> NomineeLine:
    return NomineeLine(
        id=nominee.pk,
        kind=nominee.kind,
        name=nominee.name,
        honorific=nominee.get_honorific_display(),
        position=nominee.position,
        summary=nominee.summary,
        votes_for=nominee.votes_for,
        votes_against=nominee.votes_against,
        votes_other=nominee.votes_other,
    )


def lines_of(dossier: Dossier) -> tuple[NomineeLine, ...]:
    """Those still nominated, collectives first, in the unit's order."""
    return tuple(line_of(each) for each in dossier.nominees.standing().in_order())


def of_kind(nominees: tuple[NomineeLine, ...], kind: str) -> tuple[NomineeLine, ...]:
    return tuple(each for each in nominees if each.kind == kind)


def counted(nominees: tuple[NomineeLine, ...]) -> str:
    """Words such as "02 tập thể, 03 cá nhân"; a kind nobody is nominated of is left out."""
    said = NomineeKind.say(NomineeKind.tally(each.kind for each in nominees))
    return said or f"{BLANK} tập thể, cá nhân"


def two_digits(value: int | None) -> str:
    """A number of at least two figures, dotted while it is not known."""
    return BLANK if value is None else f"{value:02d}"


def folders_of(dossiers: DossierQuerySet) -> list[tuple[str, str]]:
    """The step of the papers of each dossier, under its unit's name (one query)."""
    rows = dossiers.distinct().order_by("unit__sort_key", "pk").values_list("code", "unit__name")
    return [(f"hồ sơ {unit}", reverse("dossier-step", args=[code, "giay-to"])) for code, unit in rows]


def minutes_of(dossier: Dossier):
    """The unit's meeting, or None while nothing is written of it."""
    return getattr(dossier, "minutes", None)


def held_day(dossier: Dossier) -> date | None:
    """The day of the unit's meeting by Vietnam's clock."""
    minutes = minutes_of(dossier)
    return timezone.localtime(minutes.held_at).date() if minutes and minutes.held_at else None


def writing_day(dossier: Dossier) -> date:
    """The day a unit's paper is written: today, and once the dossier is handed in the day of that."""
    return timezone.localtime(dossier.received_at or timezone.now()).date()


def head_now(dossier: Dossier) -> str:
    """The head of the unit on that day by the lists, empty while it is not known."""
    minutes = minutes_of(dossier)
    return head_of(dossier.unit, dossier.campaign, writing_day(dossier), minutes.chair if minutes else "")
