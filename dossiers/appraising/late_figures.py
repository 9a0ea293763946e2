"""Conclusions that waited for a figure of the index, or rest on one that changed since.

The index of a year is published after the dossiers are in: whoever concluded without it,
or left a case open for it, is told when it is there.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from campaigns.models import Campaign
from criteria.enums import NomineeKind
from criteria.index_rule import IndexFinding, Verdict
from criteria.models import ReformIndex
from criteria.rules import index_figures
from dossiers.conclusion_checks import index_of, is_overtaken
from dossiers.enums import CLAIMED, DossierStatus, NomineeStatus
from dossiers.models import Nominee

CONCLUDED = (*CLAIMED, NomineeStatus.INELIGIBLE)


@dataclass(frozen=True)
class Late:
    """One person's case: what the index says now, what it was concluded on, what is to be done."""

    nominee: Nominee
    now: IndexFinding
    doing: str

    @property
    def before(self) -> str:
        """What the conclusion rests on; empty while there is none."""
        if self.nominee.status == NomineeStatus.PROPOSED:
            return ""
        return self.nominee.index_basis or "Kết luận khi chưa đủ căn cứ về Chỉ số"


def late_conclusions(campaign: Campaign) -> list[Late]:
    """All of them, concluded ones first, by unit; three queries however many there are."""
    people = (
        Nominee.objects.filter(campaign=campaign, kind=NomineeKind.INDIVIDUAL)
        .filter(status__in=[NomineeStatus.PROPOSED, *CONCLUDED])
        .exclude(dossier__status=DossierStatus.DRAFT)
        .select_related("campaign", "dossier__unit")
        .in_order()
    )
    figures = index_figures(campaign.ward_id)
    moments = _moments(campaign.ward_id)
    found = [late for each in people if (late := _late(each, figures, moments))]
    return sorted(found, key=lambda late: late.nominee.status == NomineeStatus.PROPOSED)


def _moments(ward_id: int) -> dict[tuple[int | None, int], datetime]:
    """When each figure was entered or corrected, by (unit or None, year)."""
    rows = ReformIndex.objects.filter(ward_id=ward_id, saved_at__isnull=False)
    return {(unit, year): at for unit, year, at in rows.values_list("unit", "year", "saved_at")}


def _late(nominee: Nominee, figures: dict, moments: dict) -> Late | None:
    now = index_of(nominee, figures)
    if nominee.status == NomineeStatus.PROPOSED:
        if now.verdict is Verdict.INSUFFICIENT or not _waited(nominee, figures, moments):
            return None
        return Late(nominee, now, "Kết luận: nay đã có số liệu")
    return Late(nominee, now, _doing(nominee, now)) if is_overtaken(nominee, now) else None


def _waited(nominee: Nominee, figures: dict, moments: dict) -> bool:
    """A figure of the pair came after the dossier had been received."""
    received, years = nominee.dossier.received_at, nominee.index_years
    unit = nominee.dossier.unit_id
    whose = unit if (unit, years[0]) in figures else None
    came = [moments[(whose, year)] for year in years if (whose, year) in moments]
    return received is not None and any(at > received for at in came)


def _doing(nominee: Nominee, now: IndexFinding) -> str:
    if (now.verdict is Verdict.MET) == (nominee.status != NomineeStatus.INELIGIBLE):
        return "Xác nhận theo Chỉ số mới"
    if nominee.status in (NomineeStatus.ELIGIBLE, NomineeStatus.INELIGIBLE):
        return "Kết luận lại"
    return "Báo Hội đồng, Chủ tịch; ghi lý do giữ kết luận hoặc rút tên"


def overtaken(nominees: Iterable[Nominee], figures: dict) -> dict[int, IndexFinding]:
    """Of these nominees those whose conclusion rests on other figures, with what the index says now."""
    found = ((each, index_of(each, figures)) for each in nominees if each.is_individual)
    return {each.pk: now for each, now in found if is_overtaken(each, now)}
