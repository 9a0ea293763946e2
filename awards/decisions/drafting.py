"""The list of a decision: drawn from the council's result, computed for a day."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import F, Max, Q, QuerySet

from awards.decisions.rules import may_draft
from awards.decisions.signing_day import before_the_council
from awards.decisions.which_law import bases_of_list, laws_of_list
from awards.enums import DecisionStatus, MeetingStatus
from awards.models import AgendaItem, Award, CouncilMeeting, Decision
from awards.money.terms import terms_on
from campaigns.law.bases import regime_on
from campaigns.models import LegalRegime
from criteria.enums import NomineeKind
from dossiers.enums import NomineeStatus
from dossiers.models import Nominee
from phuong6.office.posts import posts, said
from phuong6.office.workflow import NotAllowed, Refused, moves_of

KINDS = list(NomineeKind)  # the order of a decision's list


def role_line(nominee: Nominee) -> str:
    """What stands under the name: title and unit, or a part's unit; the ward's place last.

    NĐ 98/2023 Điều 104: "địa chỉ hoặc chức danh + đơn vị (tập thể: cơ quan chủ quản)".
    """
    written, campaign = nominee.role, nominee.campaign
    place = campaign.area if campaign.area.casefold() not in written.casefold() else ""
    return ", ".join(filter(None, [written, place, campaign.city_name]))


def recommended(meeting: CouncilMeeting):
    """The meeting's recommended nominees: collectives first, then individuals, in the agenda's order."""
    return (
        Nominee.objects.filter(agenda_items__meeting=meeting, agenda_items__passed=True)
        .filter(status=NomineeStatus.RECOMMENDED)
        .select_related("dossier__unit", "campaign", "official")
        .order_by("kind", "agenda_items__order", "pk")
    )


def locked_nominees(nominees: QuerySet[Nominee]) -> QuerySet[Nominee]:
    """The same, held until the lines are written: whoever puts a name right meanwhile waits and is told."""
    return nominees.select_for_update(of=("self",))


def struck(meeting_pk: int | None):
    """Whom the chairman left out of this meeting's list."""
    return Nominee.objects.filter(agenda_items__meeting=meeting_pk, status=NomineeStatus.DECLINED)


@transaction.atomic
def draft_decision(
    meeting: CouncilMeeting, *, by, planned_on: date, regime: LegalRegime | None = None, reason: str = ""
) -> Decision:
    """A draft from the closed meeting's recommended nominees not yet on another decision.

    Raises NotAllowed for anyone but Nội vụ, Refused if the meeting is not closed, nobody passed, the day is
    before the meeting's, or no law is recorded for it and no other `regime` chosen with its `reason`.
    """
    if not may_draft(by):
        raise NotAllowed(said("Chỉ {internal_affairs} soạn quyết định khen thưởng."))
    meeting = CouncilMeeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if meeting.status != MeetingStatus.CLOSED:
        raise Refused("Phiên họp chưa kết thúc nên chưa soạn được quyết định.")
    if sentence := before_the_council(meeting, planned_on):
        raise Refused(sentence)
    wanted = list(locked_nominees(recommended(meeting).filter(award__isnull=True)))
    if not wanted:
        raise Refused("Không có trường hợp nào được Hội đồng đề nghị mà chưa có trong quyết định khác.")
    return _new_draft(meeting, wanted, by=by, planned_on=planned_on, regime=regime, reason=reason)


def _new_draft(
    meeting: CouncilMeeting, wanted: Iterable[Nominee], *, by, planned_on: date, regime, reason: str
) -> Decision:
    _ask_reason(regime, reason)
    terms = terms_on(planned_on, regime)
    decision = Decision.objects.create(
        campaign=meeting.campaign,
        meeting=meeting,
        planned_on=planned_on,
        regime=terms.regime,
        regime_override=regime,
        override_reason=reason.strip() if regime else "",
        base_salary=terms.salary.amount,
        created_by=by,
    )
    for nominee in wanted:
        add_line(decision, nominee, terms)
    recompute(decision, planned_on)
    return decision


def _ask_reason(regime: LegalRegime | None, reason: str) -> None:
    if regime is not None and not reason.strip():
        raise Refused("Áp dụng chế độ khác phải ghi lý do.")


@transaction.atomic
def split_by_law(decision: Decision, *, by) -> Decision:
    """Two drafts of one list under two laws: this one keeps the dossiers of the old law; returns the other.

    Raises NotAllowed and Refused.
    """
    locked = _open_draft(decision, by)
    laws = laws_of_list(locked, locked.regime, locked.planned_on)
    if laws is None or not laws.straddles:
        raise Refused("Danh sách này chỉ theo một luật, không cần tách.")
    locked.awards.filter(nominee__in=[each.pk for each in laws.new]).delete()
    locked.two_laws_reason = ""
    recompute(locked, locked.planned_on)
    return _new_draft(
        locked.meeting,
        laws.new,
        by=by,
        planned_on=locked.planned_on,
        regime=locked.regime_override,
        reason=locked.override_reason,
    )


def add_line(decision: Decision, nominee: Nominee, terms) -> None:
    rate = terms.rate_of(nominee.kind)
    Award.objects.create(
        decision=decision,
        nominee=nominee,
        position=(decision.awards.aggregate(last=Max("position"))["last"] or 0) + 1,
        name=nominee.name,
        honorific=nominee.get_honorific_display(),
        role_line=role_line(nominee),
        rate=rate.rate,
        base_salary=terms.salary.amount,
        rounding=terms.regime.rounding,
        regime=terms.regime.name,
        article=rate.article,
        amount=terms.amount(nominee.kind),
    )


def candidates(decision: Decision):
    """Whom this draft may name: the meeting's recommended nominees that are on no other decision."""
    return recommended(decision.meeting).filter(Q(award__isnull=True) | Q(award__decision=decision))


@transaction.atomic
def plan(
    decision: Decision,
    *,
    by,
    day: date,
    chosen: Iterable[int] | None = None,
    regime=None,
    reason: str = "",
    two_laws_reason: str = "",
) -> Decision:
    """Who is in (`chosen`: ids of nominees; None leaves the list), the planned day, another regime; sums follow.

    `two_laws_reason` says why names under two laws stay on one list; it is kept only while they do.

    Names the council no longer recommends leave the list. Who is left out may stand in a later decision.
    Raises NotAllowed for anyone but Nội vụ, Refused for anything but a draft, a name that is not free, or a day
    before the council met.
    """
    locked = _open_draft(decision, by)
    _ask_reason(regime, reason)
    if sentence := before_the_council(locked.meeting, day):
        raise Refused(sentence)
    locked.planned_on, locked.regime_override = day, regime
    locked.override_reason = reason.strip() if regime else ""
    locked.awards.exclude(nominee__status=NomineeStatus.RECOMMENDED).delete()
    if chosen is not None:
        _choose(locked, set(chosen), terms_on(day, regime))
    laws = laws_of_list(locked, regime or regime_on(day), day)
    locked.two_laws_reason = two_laws_reason.strip() if laws and laws.straddles else ""
    recompute(locked, day)
    return locked


@transaction.atomic
def discard_draft(decision: Decision, *, by) -> None:
    """Throw away a draft that never went to the chairman; its names are free again. Raises NotAllowed and Refused."""
    locked = _open_draft(decision, by)
    if moves_of(locked).exists():
        raise Refused("Dự thảo này đã trình Chủ tịch một lần nên được giữ lại; hãy sửa rồi trình lại.")
    locked.awards.all().delete()
    locked.delete()


def _choose(decision: Decision, wanted: set[int], terms) -> None:
    free = {nominee.pk: nominee for nominee in locked_nominees(candidates(decision))}
    if wanted - set(free):
        raise Refused(
            "Danh sách vừa thay đổi: có tên đã rút hoặc đã nằm trong quyết định khác. Hãy tải lại trang."
        )
    decision.awards.exclude(nominee__in=wanted).delete()
    for pk in wanted - set(decision.awards.values_list("nominee", flat=True)):
        add_line(decision, free[pk], terms)


def _open_draft(decision: Decision, by) -> Decision:
    locked = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    if not may_draft(by, locked):
        raise NotAllowed(said("Chỉ {internal_affairs} sửa dự thảo quyết định."))
    if locked.status != DecisionStatus.DRAFT:
        raise Refused("Chỉ sửa được khi quyết định đang là dự thảo.")
    locked.note_hand(by)
    return locked


def recompute(decision: Decision, day: date) -> int:
    """Sums, legal bases and places of the list for this day; returns the total in VND. Saves.

    The caller has locked the decision; an issued one is never recomputed.
    """
    if decision.status in (DecisionStatus.ISSUED, DecisionStatus.REVOKED):
        raise Refused("Quyết định đã ban hành không thay đổi được.")
    terms = terms_on(day, decision.regime_override)
    awards = list(decision.awards.select_related("nominee").order_by("position"))
    agenda = dict(AgendaItem.objects.filter(meeting=decision.meeting_id).values_list("nominee", "order"))
    awards.sort(
        key=lambda each: (
            KINDS.index(each.nominee.kind),
            agenda.get(each.nominee_id, 0),
            each.position,
        )
    )
    decision.awards.update(position=F("position") + 1_000_000)  # out of the way of the new places
    for place, award in enumerate(awards, start=1):
        rate = terms.rate_of(award.nominee.kind)
        award.position, award.rate, award.article = place, rate.rate, rate.article
        award.base_salary, award.rounding = terms.salary.amount, terms.regime.rounding
        award.regime = terms.regime.name
        award.amount = terms.amount(award.nominee.kind)
        award.save()
    decision.regime, decision.base_salary = terms.regime, terms.salary.amount
    decision.law_bases = bases_of_list(decision, terms.regime, day)
    decision.total = sum(award.amount for award in awards)
    decision.save()
    return decision.total


def without_figures(awards: Iterable[Award]) -> list[str]:
    """Who is on the list although the index said nothing, each with the officer's reason."""
    return [
        f"{award.name}: {posts().internal_affairs} kết luận khi chưa đủ căn cứ về Chỉ số CCHC – {award.nominee.conclusion}"
        for award in awards
        if award.nominee.without_figures
    ]
