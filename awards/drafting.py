"""The list of a decision: drawn from the council's result, computed for a day."""

from datetime import date

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from awards.enums import DecisionStatus, MeetingStatus
from awards.models import Award, CouncilMeeting, Decision
from awards.money import terms_on
from awards.rules import may_draft
from criteria.enums import NomineeKind
from dossiers.enums import NomineeStatus
from dossiers.models import Nominee
from phuong6.office.workflow import NotAllowed, Refused


def role_line(nominee: Nominee) -> str:
    """What stands under the name: title and unit, or a part's unit; the ward's place last.

    NĐ 98/2023 Điều 104: "địa chỉ hoặc chức danh + đơn vị (tập thể: cơ quan chủ quản)".
    """
    unit = nominee.dossier.unit.name
    campaign = nominee.campaign
    parts = []
    if nominee.is_individual:
        parts.append(nominee.position)
        if unit.casefold() not in nominee.position.casefold():
            parts.append(unit)
    elif nominee.name.casefold() != unit.casefold():
        parts.append(unit)
    written = ", ".join(filter(None, parts))
    place = campaign.place_name if campaign.place_name.casefold() not in written.casefold() else ""
    return ", ".join(filter(None, [written, place, campaign.city_name]))


def recommended(meeting: CouncilMeeting):
    """The meeting's recommended nominees: collectives first, then individuals, in the agenda's order."""
    return (
        Nominee.objects.filter(agenda_items__meeting=meeting, agenda_items__passed=True)
        .filter(status=NomineeStatus.RECOMMENDED)
        .select_related("dossier__unit", "campaign", "official")
        .order_by("kind", "agenda_items__order", "pk")
    )


@transaction.atomic
def draft_decision(meeting: CouncilMeeting, *, by, planned_on: date) -> Decision:
    """A draft from the closed meeting's recommended nominees not yet on another decision.

    Raises NotAllowed for anyone but Nội vụ, Refused if the meeting is not closed or nobody passed.
    """
    if not may_draft(by):
        raise NotAllowed("Chỉ cán bộ Nội vụ soạn quyết định khen thưởng.")
    meeting = CouncilMeeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if meeting.status != MeetingStatus.CLOSED:
        raise Refused("Phiên họp chưa kết thúc nên chưa soạn được quyết định.")
    wanted = recommended(meeting).filter(award__isnull=True)
    if not wanted:
        raise Refused("Không có trường hợp nào được Hội đồng đề nghị mà chưa có trong quyết định khác.")
    terms = terms_on(planned_on)
    decision = Decision.objects.create(
        campaign=meeting.campaign,
        meeting=meeting,
        planned_on=planned_on,
        regime=terms.regime,
        base_salary=terms.salary.amount,
        created_by=by,
    )
    for nominee in wanted:
        _add(decision, nominee, terms)
    recompute(decision, planned_on)
    return decision


def _add(decision: Decision, nominee: Nominee, terms) -> None:
    rate = terms.rates[nominee.kind]
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
        article=rate.article,
        amount=terms.amount(nominee.kind),
    )


@transaction.atomic
def plan(decision: Decision, *, by, day: date, regime=None, reason: str = "") -> Decision:
    """Another planned day, or another regime with its reason, for a draft; sums follow.

    Raises NotAllowed for anyone but Nội vụ, Refused for anything but a draft.
    """
    locked = _open_draft(decision, by)
    if regime is not None and not reason.strip():
        raise Refused("Áp dụng chế độ khác phải ghi lý do.")
    locked.planned_on, locked.regime_override = day, regime
    locked.override_reason = reason.strip() if regime else ""
    recompute(locked, day)
    return locked


@transaction.atomic
def refresh_list(decision: Decision, *, by) -> Decision:
    """Bring the list of a draft up to the council's result as it now stands.

    Withdrawn names leave it, recommended ones that are on no other decision come back.
    Raises NotAllowed and Refused.
    """
    locked = _open_draft(decision, by)
    locked.awards.exclude(nominee__status=NomineeStatus.RECOMMENDED).delete()
    terms = terms_on(locked.planned_on, locked.regime_override)
    for nominee in recommended(locked.meeting).filter(award__isnull=True):
        _add(locked, nominee, terms)
    recompute(locked, locked.planned_on)
    return locked


def _open_draft(decision: Decision, by) -> Decision:
    locked = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    if not may_draft(by, locked):
        raise NotAllowed("Chỉ cán bộ Nội vụ sửa dự thảo quyết định.")
    if locked.status != DecisionStatus.DRAFT:
        raise Refused("Chỉ sửa được khi quyết định đang là dự thảo.")
    return locked


def recompute(decision: Decision, day: date) -> int:
    """Sums, legal bases and places of the list for this day; returns the total in VND. Saves.

    The caller has locked the decision; an issued one is never recomputed.
    """
    if decision.status in (DecisionStatus.ISSUED, DecisionStatus.REVOKED):
        raise Refused("Quyết định đã ban hành không thay đổi được.")
    terms = terms_on(day, decision.regime_override)
    awards = list(decision.awards.select_related("nominee").order_by("position"))
    awards.sort(key=lambda each: (each.nominee.kind != NomineeKind.COLLECTIVE, each.position))
    decision.awards.update(position=F("position") + 1_000_000)  # out of the way of the new places
    for place, award in enumerate(awards, start=1):
        rate = terms.rates[award.nominee.kind]
        award.position, award.rate, award.article = place, rate.rate, rate.article
        award.base_salary, award.rounding = terms.salary.amount, terms.regime.rounding
        award.amount = terms.amount(award.nominee.kind)
        award.save()
    decision.regime, decision.base_salary = terms.regime, terms.salary.amount
    decision.law_bases = terms.regime.law_lines
    decision.total = sum(award.amount for award in awards)
    decision.save()
    return decision.total


def warnings_for(decision: Decision) -> list[str]:
    """What the officer and the chairman should know before going on."""
    terms = terms_on(decision.day, decision.regime_override)
    found = list(terms.unverified)
    if decision.day.year > decision.campaign.year and decision.regime_override is None:
        found.append(
            f"Ngày ký sang năm {decision.day.year}: căn cứ pháp lý và mẫu giấy theo {terms.regime.decree}."
        )
    if decision.day > timezone.localdate() and decision.status != DecisionStatus.ISSUED:
        found.append("Ngày dự kiến ký ở tương lai; tiền thưởng được tính lại theo ngày ký thật.")
    found += [
        f"{award.name}: Nội vụ kết luận khi chưa đủ căn cứ về Chỉ số CCHC – {award.nominee.conclusion}"
        for award in decision.awards.select_related("nominee")
        if award.nominee.without_figures
    ]
    return found
