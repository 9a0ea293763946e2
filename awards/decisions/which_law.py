"""Which law each name of a list comes under, by the day its dossier was received (Luật 06/2026/QH16, transition)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from awards.models import Decision
from campaigns.models import LegalRegime
from dossiers.models import Nominee


@dataclass(frozen=True)
class Laws:
    """A list on a day from which two laws hold side by side: dossiers received before `day`, and since."""

    day: date
    old: tuple[Nominee, ...]
    new: tuple[Nominee, ...]

    @property
    def straddles(self) -> bool:
        return bool(self.old and self.new)

    @property
    def sentence(self) -> str:
        """Which names fall under which law."""
        return (
            f"Hồ sơ nhận trước ngày {self.day:%d/%m/%Y} theo luật cũ: {_names(self.old)}. "
            f"Hồ sơ nhận từ ngày đó theo luật mới: {_names(self.new)}."
        )


def _names(nominees: Iterable[Nominee]) -> str:
    return ", ".join(each.addressed for each in nominees)


def laws_of(nominees: Iterable[Nominee], regime: LegalRegime, day: date) -> Laws | None:
    """The names by law (with `dossier` selected); None where one law holds for all dossiers of a decision of this day."""
    if regime.new_law_day is None or day < regime.new_law_day:
        return None
    old, new = [], []
    for each in nominees:
        received = each.dossier.received_at
        is_old = received is not None and timezone.localtime(received).date() < regime.new_law_day
        (old if is_old else new).append(each)
    return Laws(regime.new_law_day, tuple(old), tuple(new))


def laws_of_list(decision: Decision, regime: LegalRegime, day: date) -> Laws | None:
    """The same of a decision's list, in its order."""
    awards = decision.awards.select_related("nominee__dossier", "nominee__official").order_by("position")
    return laws_of((each.nominee for each in awards), regime, day)


def bases_of_list(decision: Decision, regime: LegalRegime, day: date) -> list[str]:
    """The legal bases of a decision on this list: those of the old law where every dossier was received under it."""
    laws = laws_of_list(decision, regime, day)
    only_old = laws is not None and laws.old and not laws.new
    return regime.law_lines_on(regime.eve_of_new_law if only_old else day)


def two_laws_missing(decision: Decision, regime: LegalRegime, day: date) -> list[str]:
    """A list under two laws is two decisions, or one with a recorded reason."""
    laws = laws_of_list(decision, regime, day)
    if laws is None or not laws.straddles or decision.two_laws_reason.strip():
        return []
    return [f"{laws.sentence} Hãy tách thành hai quyết định, hoặc ghi lý do để chung một quyết định."]
