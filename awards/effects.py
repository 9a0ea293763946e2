"""What each move of a meeting or decision fills in besides the status."""

from dataclasses import replace

from django.utils import timezone

from awards import ballot_box
from awards.casting import polled_so_far
from awards.closing import void, write_counters
from awards.documents.decision import KIND as DECISION_PAPER
from awards.documents.revocation import KIND as REVOCATION_PAPER
from awards.drafting import add_line, recompute
from awards.enums import SeatRole
from awards.ledger import settle
from awards.meeting import agenda_of, line_of, lines_of, result_of, set_entitled, threshold_of
from awards.meeting_notices import draft_slips, stop_overtaken
from awards.models import Award, Certificate, Decision, LateArrival
from awards.models.votes import COUNTERS
from awards.money import terms_on
from awards.result_notices import draft_notices
from awards.revoking import freeze_dues, revoked_by
from awards.voting import passes
from campaigns.enums import BallotMode
from campaigns.rules import signer_of
from campaigns.series import DECISION, MINUTES, REGISTER, series_key
from dossiers.enums import NomineeStatus
from dossiers.models import Nominee
from dossiers.workflow import NOMINEE
from phuong6.office.files import store_made
from phuong6.office.numbering import enter_paper, take_number
from phuong6.office.printing import print_version

RULE_FIELDS = (
    "quorum_numerator",
    "quorum_denominator",
    "threshold_percent",
    "threshold_inclusive",
    "threshold_base",
    "chair_must_agree",
    "chair_casting_vote",
    "exclude_own_case",
    "exclude_own_unit",
)


def opened(meeting, act) -> None:
    """The campaign's rules are frozen into the meeting and its nominees are tabled.

    A secret vote gets its sealed box. In a vote in writing every member is asked.
    """
    meeting.opened_at = act.at
    if timezone.localtime(meeting.held_at).date() != timezone.localtime(act.at).date():
        meeting.held_at = act.at  # papers name the day the council really met
    for name in RULE_FIELDS:
        setattr(meeting, name, getattr(meeting.campaign, name))
    stop_overtaken(meeting, at=act.at)
    if meeting.in_writing:
        meeting.attendances.update(present=True, absent_reason="")
        draft_slips(meeting)
    if meeting.mode == BallotMode.SECRET:
        ballot_box.set_up(meeting)
    lines = lines_of(meeting)
    meeting.member_count = len(lines)
    for item in agenda_of(meeting):
        set_entitled(meeting, item, lines)
        NOMINEE.perform("table", item.nominee, by=act.by, at=act.at)


def arrived(meeting, act) -> None:
    """A member who came after the opening votes on whatever has not been voted on yet."""
    line = act.data["line"]
    meeting.attendances.filter(pk=line.pk).update(present=True, absent_reason="")
    LateArrival.objects.create(line=line, at=act.at, after=polled_so_far(meeting))
    _recount_entitled(meeting)


def missed(meeting, act) -> None:
    """A member ticked by mistake, or gone before any vote, is away after all."""
    line = act.data["line"]
    meeting.attendances.filter(pk=line.pk).update(present=False, absent_reason=act.data["reason"])
    LateArrival.objects.filter(line=line).delete()
    _recount_entitled(meeting)


def _recount_entitled(meeting) -> None:
    lines = lines_of(meeting)
    for item in agenda_of(meeting):
        set_entitled(meeting, item, lines)


def closed(meeting, act) -> None:
    """The votes are counted, nominees move on, the minutes get their number; the box of a secret vote goes."""
    meeting.closed_at, lines = act.at, lines_of(meeting)
    stop_overtaken(meeting, at=act.at)
    day = timezone.localtime(act.at).date()
    key = series_key(meeting.campaign, MINUTES)
    meeting.minutes_number = take_number(key, day.year)
    enter_paper(
        key,
        meeting.minutes_number,
        issued_on=day,
        by=act.by,
        at=act.at,
        subject=meeting,
        title=f"Biên bản họp Hội đồng Thi đua - Khen thưởng ngày {day:%d/%m/%Y}",
        kind="council-minutes",
        signer=next((each.member.name for each in lines if each.member.seat == SeatRole.CHAIR), ""),
        recipients=f"Chủ tịch {meeting.campaign.ward_short}; Thành viên Hội đồng; Lưu: VT, Hồ sơ",
    )
    agenda = agenda_of(meeting)
    write_counters(meeting, agenda, lines)
    ballot_box.throw_away(meeting)
    for item in agenda:
        if item.nominee.status != NomineeStatus.TABLED:
            void(meeting.items.filter(pk=item.pk))
            continue
        item.passed = result_of(meeting, item, lines)
        if meeting.mode == BallotMode.SECRET and not passes_without_chair(meeting, item):
            item.chair_agrees = None
        item.save(update_fields=["passed", "chair_agrees", "ballots", *COUNTERS])
        NOMINEE.perform("recommend" if item.passed else "not_recommend", item.nominee, by=act.by, at=act.at)


def passes_without_chair(meeting, item) -> bool:
    """Whether the counts alone would do.

    Only then does the result itself tell what the chair said; of a secret vote no more is kept.
    """
    return passes(line_of(item), replace(threshold_of(meeting), chair_must_agree=False))


def fell_through(meeting, act) -> None:
    """A meeting that falls through gives its cases back; what was voted is void."""
    for item in meeting.items.select_related("nominee"):
        if item.nominee.status == NomineeStatus.TABLED:
            NOMINEE.perform("untable", item.nominee, by=act.by, at=act.at, note=act.note)
    void(meeting.items.all())
    stop_overtaken(meeting, at=act.at)
    ballot_box.throw_away(meeting)
    meeting.paper_counts.all().delete()


def _clear_approval(decision) -> None:
    decision.approved_by = decision.approved_at = decision.approved_total = None
    decision.signer, decision.signer_title, decision.signer_name = None, "", ""


def sent(decision, act) -> None:
    """A commitment starts: the fund's row is held, so that two drafts cannot count on the same money."""
    decision.fund_override_reason = act.data.get("fund_override_reason", "").strip()
    _clear_approval(decision)
    _promise(decision, act, decision.fund_override_reason)


def _promise(decision, act, reason: str = "") -> None:
    """The fund follows what this decision promises in the status it is about to have."""
    settle(decision.campaign_id, by=act.by, at=act.at, reason=reason, counting=decision)


def approved(decision, act) -> None:
    """The decision freezes its own signer (design.md §1)."""
    signer = signer_of(act.by, decision.campaign.ward_id, timezone.localdate())
    decision.approved_by, decision.approved_at = act.by, act.at
    decision.approved_total = decision.total
    decision.signer = signer
    decision.signer_title = "\n".join(filter(None, [signer.on_behalf, signer.title]))
    decision.signer_name = signer.name


def sent_back(decision, act) -> None:
    decision.fund_override_reason = ""
    _clear_approval(decision)
    _promise(decision, act)


def requeued(decision, act) -> None:
    """A date that changes a sum brings the decision back to the chairman (design.md §3)."""
    decision.planned_on = act.data["decided_on"]
    _clear_approval(decision)
    _promise(decision, act, decision.fund_override_reason)


def issued(decision, act) -> None:
    """Number and date of the signed paper; list frozen; what it decides takes effect; the units are written to.

    The PDF and its SHA-256 are kept as issued (NĐ 30/2020 Điều 18: a wrong paper is replaced).
    """
    day, number = act.data["decided_on"], act.data["number"]
    decision.decided_on, decision.planned_on, decision.issued_at = day, day, act.at
    kind = REVOCATION_PAPER if decision.is_revocation else DECISION_PAPER
    if decision.is_revocation:
        freeze_dues(decision)
    decision.paper = enter_paper(
        series_key(decision.campaign, DECISION),
        number,
        issued_on=day,
        by=act.by,
        at=act.at,
        subject=decision,
        title=f"{kind.title} – {decision.campaign.name}"[:300],
        kind=kind.key,
        signer=decision.signer_name,
        recipients="Như Điều 3; Hội đồng TĐKT; Lưu: VT, NV",
    )
    decision.number = decision.paper.full_number
    version, content, _ = print_version(kind, decision, by=act.by)
    name = f"{decision.campaign.code}-{kind.slug}.pdf"
    decision.file = store_made(content, name=name, by=act.by, pages=version.pages)
    decision.paper.file = decision.file
    decision.paper.save(update_fields=["file"])
    told = revoked_by(decision, act) if decision.is_revocation else _awarded_by(decision, act)
    draft_notices(decision, told)


def _awarded_by(decision, act) -> list[Nominee]:
    """Certificates are entered and outcomes told; returns whose outcome was told now.

    Who was not recommended or not chosen is told with the last decision of the meeting: told earlier, their
    neighbours who wait for a later decision could be guessed from it.
    """
    told = []
    for award in decision.awards.select_related("nominee").order_by("position"):
        NOMINEE.perform("award", award.nominee, by=act.by, at=act.at)
        enter_certificate(award, decision.decided_on.year, at=act.at)
        told.append(award.nominee)
    here = Nominee.objects.filter(agenda_items__meeting=decision.meeting)
    if here.filter(status=NomineeStatus.RECOMMENDED).exists():
        return told
    failed = [NomineeStatus.NOT_RECOMMENDED, NomineeStatus.DECLINED]
    for nominee in here.filter(status__in=failed, told_at__isnull=True).distinct():
        NOMINEE.perform("tell", nominee, by=act.by, at=act.at)
        told.append(nominee)
    return told


def enter_certificate(award: Award, year: int, *, at) -> Certificate:
    """The next line of the award register of the year (gap-free, never reused)."""
    key = series_key(award.decision.campaign, REGISTER)
    return Certificate.objects.create(
        award=award, register_series=key, register_year=year, register_no=take_number(key, year), made_at=at
    )


def struck(award: Award, act_by, at, note: str) -> None:
    """The chairman strikes a line: the nominee is declined, with the reason, and leaves the list."""
    nominee, decision = award.nominee, award.decision
    award.delete()
    NOMINEE.perform("decline", nominee, by=act_by, at=at, note=note)
    recompute(decision, decision.planned_on)
    settle(decision.campaign_id, by=act_by, at=at, counting=decision)


def chosen_again(decision: Decision, nominee: Nominee, by, at) -> None:
    """The nominee the chairman had left out is on the list again, at the place of the agenda."""
    NOMINEE.perform("choose_again", nominee, by=by, at=at)
    add_line(decision, nominee, terms_on(decision.planned_on, decision.regime_override))
    recompute(decision, decision.planned_on)
    settle(decision.campaign_id, by=by, at=at, counting=decision)
