"""What the pages of decisions show, read in a constant number of queries."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Prefetch, QuerySet

from awards.enums import DecisionStatus, MeetingStatus, Rounding
from awards.models import AgendaItem, Award, CouncilMeeting, Decision
from awards.money import Fund, fund_of
from awards.rules import may_read_decisions
from campaigns.rules import is_signer, units_of
from dossiers.enums import NomineeStatus
from dossiers.models import Nominee
from dossiers.outcome import told_to_unit
from phuong6.lib.vietnamese import format_number
from phuong6.office.models import Move
from phuong6.office.workflow import moves_of

PUBLISHED = (DecisionStatus.ISSUED, DecisionStatus.REVOKED)


def decisions_for(user, campaign) -> QuerySet[Decision]:
    """Drafts too for Nội vụ, chairman and deputy; for everybody else what has been issued."""
    found = Decision.objects.filter(campaign=campaign)
    if not may_read_decisions(user, campaign):
        found = found.filter(status__in=PUBLISHED)
    return found.annotate(award_count=Count("awards")).order_by("-created_at", "-pk")


def may_open(user, decision: Decision) -> bool:
    """Everyone signed in reads an issued decision's list; before that only those who work on it."""
    return decision.status in PUBLISHED or may_read_decisions(user, decision.campaign)


def may_open_pdf(user, decision: Decision) -> bool:
    """The paper itself, sums included: the office, and units with a name on the list ("Như Điều 3")."""
    if may_read_decisions(user, decision.campaign):
        return True
    units = [each.pk for each in units_of(user)]
    return decision.status in PUBLISHED and decision.awards.filter(nominee__dossier__unit__in=units).exists()


def waiting_meetings(campaign) -> QuerySet[CouncilMeeting]:
    """Closed meetings with somebody recommended who is on no decision yet."""
    pending = Nominee.objects.filter(
        agenda_items__meeting=OuterRef("pk"),
        agenda_items__passed=True,
        status=NomineeStatus.RECOMMENDED,
        award__isnull=True,
    )
    return (
        CouncilMeeting.objects.filter(campaign=campaign, status=MeetingStatus.CLOSED)
        .filter(Exists(pending))
        .order_by("-held_at")
    )


def waiting_for_signature(user, campaign) -> QuerySet[Decision]:
    """Decisions this person could confirm: for the start page of chairman and deputy."""
    if not is_signer(user, campaign):
        return Decision.objects.none()
    return Decision.objects.filter(campaign=campaign, status=DecisionStatus.AWAITING)


def told_outcomes(user, campaign) -> list[tuple[Nominee, object]]:
    """(nominee, outcome) of the reader's own units, only what they have been told."""
    units = [each.pk for each in units_of(user)]
    if not units:
        return []
    rows = (
        Nominee.objects.filter(campaign=campaign, dossier__unit__in=units, told_at__isnull=False)
        .select_related("dossier__unit")
        .order_by("dossier__unit__sort_key", "kind", "order", "pk")
    )
    return [(each, told_to_unit(each)) for each in rows]


@dataclass(frozen=True)
class Row:
    """One line of a decision with the council's votes on it; `item` is None if it left the agenda."""

    award: Award
    item: AgendaItem | None

    @property
    def votes(self) -> str:
        """Only the counts: how a member voted stays his own."""
        return f"{self.item.yes}/{self.item.entitled_present}" if self.item else ""


def rows_of(decision: Decision) -> list[Row]:
    """The list in its order."""
    items = AgendaItem.objects.filter(meeting=decision.meeting_id)
    awards = decision.awards.select_related("nominee__dossier__unit").prefetch_related(
        Prefetch("nominee__agenda_items", queryset=items, to_attr="here")
    )
    return [
        Row(award, award.nominee.here[0] if award.nominee.here else None)
        for award in awards.order_by("position")
    ]


def terms_of(rows: list[Row]) -> list[tuple[str, str]]:
    """(kind, "0,15 × lương cơ sở, làm tròn lên đến 10.000 đồng (Điều …)") as the awards carry it."""
    found = {}
    for row in rows:
        award = row.award
        rounding = award.get_rounding_display().lower()
        if award.rounding != Rounding.NONE:
            rounding += " (10.000 đồng)"
        rate = format_number(award.rate.normalize())
        found[award.nominee.get_kind_display()] = f"{rate} × lương cơ sở, {rounding}; {award.article}"
    return list(found.items())


def struck_from(decision: Decision) -> list[tuple[Nominee, str]]:
    """Whom the chairman left out of this meeting's list, each with his reason."""
    nominees = list(
        Nominee.objects.filter(agenda_items__meeting=decision.meeting_id, status=NomineeStatus.DECLINED)
    )
    if not nominees:
        return []
    reasons = {move.object_id: move.note for move in moves_of(*nominees) if move.move == "decline"}
    return [(each, reasons.get(each.pk, "")) for each in nominees]


@dataclass(frozen=True)
class FundBar:
    """The fund beside one decision that is not paid yet, in VND."""

    fund: Fund
    asked: int

    @property
    def left(self) -> int:
        """What would be left; negative when the list is too dear."""
        return self.fund.available - self.asked

    @property
    def over(self) -> int:
        """By how much the list goes beyond the fund."""
        return max(0, -self.left)

    @property
    def used(self) -> int:
        return self.fund.paid + self.fund.committed + self.asked


def fund_bar(decision: Decision) -> FundBar:
    return FundBar(fund_of(decision.campaign, leaving_out=decision), decision.total)


def log_of(decision: Decision) -> list[Move]:
    """The decision's moves, newest first."""
    return list(moves_of(decision))[::-1]
