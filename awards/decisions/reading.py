"""What the pages of decisions show, read in a constant number of queries."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from awards.decisions.drafting import candidates, struck
from awards.enums import PUBLISHED, DecisionKind, MeetingStatus
from awards.models import AgendaItem, Award, CouncilMeeting, Decision, RevokedAward
from awards.querysets import without_copy
from awards.rules import may_read_decisions, may_read_money
from campaigns.enums import Rounding
from campaigns.rules import units_of
from dossiers.enums import NomineeStatus
from dossiers.models import Nominee
from dossiers.outcome import told_to_unit
from phuong6.lib.vietnamese import format_number
from phuong6.office.models import Move
from phuong6.office.workflow import moves_of


def decisions_for(user, campaign) -> QuerySet[Decision]:
    """Drafts too for Nội vụ, chairman and deputy; for everybody else what has been issued.

    A revocation is read by the office, the accountant and the units it names, not by everybody.
    """
    found = Decision.objects.filter(campaign=campaign).select_related("revocation__old")
    if not may_read_decisions(user, campaign):
        named = RevokedAward.objects.filter(
            revocation__decision=OuterRef("pk"), award__nominee__dossier__unit__in=units_of(user)
        )
        found = found.filter(status__in=PUBLISHED)
        if not may_read_money(user, campaign):
            found = found.filter(Q(kind=DecisionKind.AWARD) | Exists(named))
    counts = {
        "award_count": Count("awards", distinct=True),
        "revoked_count": Count("revocation__lines", distinct=True),
    }
    return found.annotate(**counts).order_by("-created_at", "-pk")


def may_open(user, decision: Decision) -> bool:
    """Everyone signed in reads an issued decision's list; before that only those who work on it.

    A revocation is opened by the office, the accountant and the units it names.
    """
    if may_read_decisions(user, decision.campaign):
        return True
    if decision.status not in PUBLISHED:
        return False
    return (
        not decision.is_revocation
        or may_read_money(user, decision.campaign)
        or _names_a_unit_of(user, decision)
    )


def _names_a_unit_of(user, decision: Decision) -> bool:
    named = Award.objects.filter(Q(decision=decision) | Q(revoked__revocation__decision=decision))
    return named.filter(nominee__dossier__unit__in=units_of(user)).exists()


def may_open_pdf(user, decision: Decision) -> bool:
    """The paper itself, sums included: the office, the accountant, and units with a name on it ("Như Điều 3")."""
    if may_read_decisions(user, decision.campaign):
        return True
    if decision.status not in PUBLISHED:
        return False
    return may_read_money(user, decision.campaign) or _names_a_unit_of(user, decision)


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
    """The list in its order; `award.lacks_copy` where the number is void and not replaced."""
    items = AgendaItem.objects.filter(meeting=decision.meeting_id)
    marked = decision.awards.annotate(lacks_copy=Exists(without_copy().filter(award=OuterRef("pk"))))
    awards = marked.select_related("nominee__dossier__unit").prefetch_related(
        Prefetch("nominee__agenda_items", queryset=items, to_attr="here")
    )
    return [
        Row(award, award.nominee.here[0] if award.nominee.here else None)
        for award in awards.order_by("position")
    ]


@dataclass(frozen=True)
class Pick:
    """One name a draft may hold, with the council's votes on it."""

    nominee: Nominee
    votes: str
    chosen: bool


def choices_of(decision: Decision, chosen: set[int]) -> list[Pick]:
    """Everybody the draft may name, in the order of the list; `chosen` are the ids ticked."""
    items = Prefetch(
        "agenda_items", queryset=AgendaItem.objects.filter(meeting=decision.meeting_id), to_attr="here"
    )
    return [
        Pick(nominee, f"{nominee.here[0].yes}/{nominee.here[0].entitled_present}", nominee.pk in chosen)
        for nominee in candidates(decision).prefetch_related(items)
    ]


def listed_to(user, decision: Decision) -> QuerySet[Award]:
    """The names of an issued decision as everyone reads them; of a revocation a unit sees its own only."""
    if not decision.is_revocation:
        return decision.awards.select_related("nominee").order_by("position")
    named = Award.objects.filter(revoked__revocation__decision=decision).select_related("nominee")
    if may_read_money(user, decision.campaign):
        return named.order_by("position")
    return named.filter(nominee__dossier__unit__in=units_of(user)).order_by("position")


def terms_of(rows: list[Row]) -> list[tuple[str, str]]:
    """(kind, "0,15 × lương cơ sở, làm tròn lên đến 10.000 đồng (Điều …)") as the awards carry it."""
    found = {}
    for row in rows:
        award = row.award
        rounding = award.get_rounding_display().lower()
        if award.rounding != Rounding.NONE:
            rounding += " (10.000 đồng)"
        rate = format_number(award.rate.normalize())
        found[award.nominee.get_kind_display()] = (
            f"{rate} × lương cơ sở, {rounding}; {award.article}, {award.regime}"
        )
    return list(found.items())


def struck_from(decision: Decision) -> list[tuple[Nominee, str]]:
    """Whom the chairman left out of this meeting's list, each with his reason."""
    nominees = list(struck(decision.meeting_id))
    if not nominees:
        return []
    reasons = {move.object_id: move.note for move in moves_of(*nominees) if move.move == "decline"}
    return [(each, reasons.get(each.pk, "")) for each in nominees]


def log_of(decision: Decision) -> list[Move]:
    """The decision's moves, newest first."""
    return list(moves_of(decision))[::-1]
