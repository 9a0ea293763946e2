"""What each move of a meeting or decision fills in besides the status."""

from dataclasses import replace

from django.utils import timezone

from awards.checks import send_missing
from awards.documents import decision_pdf
from awards.drafting import recompute
from awards.meeting import agenda_of, entitled, line_of, lines_of, result_of, threshold_of
from awards.models import Award, Ballot, Certificate
from awards.voting import passes
from campaigns.enums import BallotMode
from campaigns.models import Campaign
from campaigns.rules import signer_of
from campaigns.series import DECISION, MINUTES, REGISTER, series_key
from dossiers.enums import NomineeStatus
from dossiers.models import Nominee
from dossiers.workflow import NOMINEE
from phuong6.office.files import store_made
from phuong6.office.numbering import enter_paper, take_number
from phuong6.office.workflow import Refused

RULE_FIELDS = (
    "quorum_numerator",
    "quorum_denominator",
    "threshold_percent",
    "threshold_inclusive",
    "threshold_base",
    "chair_must_agree",
    "exclude_own_case",
    "exclude_own_unit",
)


def opened(meeting, act) -> None:
    """The campaign's rules are frozen into the meeting and its nominees are tabled."""
    meeting.opened_at = act.at
    if timezone.localtime(meeting.held_at).date() != timezone.localtime(act.at).date():
        meeting.held_at = act.at  # papers name the day the council really met
    for name in RULE_FIELDS:
        setattr(meeting, name, getattr(meeting.campaign, name))
    lines = lines_of(meeting)
    meeting.member_count = len(lines)
    for item in agenda_of(meeting):
        may = entitled(meeting, item, lines)
        item.entitled_members = len(may)
        item.entitled_present = sum(line.present for line in may)
        item.save(update_fields=["entitled_members", "entitled_present"])
        NOMINEE.perform("table", item.nominee, by=act.by, at=act.at)


def closed(meeting, act) -> None:
    """Results are computed, nominees move on, the minutes get their number."""
    meeting.closed_at = act.at
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
    )
    lines = lines_of(meeting)
    for item in agenda_of(meeting):
        if item.nominee.status != NomineeStatus.TABLED:
            _void(meeting.items.filter(pk=item.pk))
            continue
        item.passed = result_of(meeting, item, lines)
        if meeting.mode == BallotMode.SECRET and not passes_without_chair(meeting, item):
            item.chair_agrees = None
        item.save(update_fields=["passed", "chair_agrees"])
        NOMINEE.perform("recommend" if item.passed else "not_recommend", item.nominee, by=act.by, at=act.at)


def passes_without_chair(meeting, item) -> bool:
    """Whether the counts alone would do.

    Only then does the result itself tell what the chair said; of a secret vote no more is kept.
    """
    return passes(line_of(item), replace(threshold_of(meeting), chair_must_agree=False))


def _void(items) -> None:
    """What was voted on these lines counts for nothing and is not kept."""
    Ballot.objects.filter(item__in=items).delete()
    items.update(yes=0, no=0, blank=0, spoilt=0, chair_agrees=None, tallied=False)


def fell_through(meeting, act) -> None:
    """A meeting that falls through gives its cases back; what was voted is void."""
    for item in meeting.items.select_related("nominee"):
        if item.nominee.status == NomineeStatus.TABLED:
            NOMINEE.perform("untable", item.nominee, by=act.by, at=act.at, note=act.note)
    _void(meeting.items.all())


def _clear_approval(decision) -> None:
    decision.approved_by = decision.approved_at = decision.approved_total = None
    decision.signer, decision.signer_title, decision.signer_name = None, "", ""


def sent(decision, act) -> None:
    """A commitment starts.

    The fund is asked once more with its campaign held: two drafts sent at the same moment must not
    both count on the same money.
    """
    Campaign.objects.select_for_update(of=("self",)).get(pk=decision.campaign_id)
    if missing := send_missing(decision, act):
        raise Refused(*missing)
    decision.fund_override_reason = act.data.get("fund_override_reason", "").strip()
    _clear_approval(decision)


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


def requeued(decision, act) -> None:
    """A date that changes a sum brings the decision back to the chairman (design.md §3)."""
    decision.planned_on = act.data["decided_on"]
    _clear_approval(decision)


def issued(decision, act) -> None:
    """Number and date of the signed paper; list frozen; certificates entered; outcomes told.

    The PDF and its SHA-256 are kept as issued (NĐ 30/2020 Điều 18: a wrong paper is replaced).
    """
    day, number = act.data["decided_on"], act.data["number"]
    decision.decided_on, decision.planned_on, decision.issued_at = day, day, act.at
    decision.paper = enter_paper(
        series_key(decision.campaign, DECISION),
        number,
        issued_on=day,
        by=act.by,
        at=act.at,
        subject=decision,
        title=f"Quyết định tặng Giấy khen – {decision.campaign.name}",
    )
    decision.number = decision.paper.full_number
    decision.file = store_made(
        decision_pdf(decision), name=f"{decision.campaign.code}-quyet-dinh.pdf", by=act.by
    )
    decision.paper.file = decision.file
    decision.paper.save(update_fields=["file"])
    for award in decision.awards.select_related("nominee").order_by("position"):
        NOMINEE.perform("award", award.nominee, by=act.by, at=act.at)
        enter_certificate(award, day.year, at=act.at)
    rest = Nominee.objects.filter(
        agenda_items__meeting=decision.meeting,
        status__in=[NomineeStatus.NOT_RECOMMENDED, NomineeStatus.DECLINED],
        told_at__isnull=True,
    )
    for nominee in rest.distinct():
        NOMINEE.perform("tell", nominee, by=act.by, at=act.at)


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
