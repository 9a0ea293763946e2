"""What each move of a meeting fills in besides the status."""

from dataclasses import replace

from django.utils import timezone

from awards.council import ballot_box
from awards.council.casting import polled_so_far
from awards.council.counting import void, write_counters
from awards.council.meetings import agenda_of, line_of, lines_of, result_of, set_entitled, threshold_of
from awards.council.notices import draft_slips, stop_overtaken
from awards.council.voting import passes
from awards.enums import SeatRole
from awards.models import LateArrival
from awards.models.votes import COUNTERS
from campaigns.enums import BallotMode
from campaigns.series import MINUTES, series_key
from dossiers.enums import NomineeStatus
from dossiers.workflow import NOMINEE
from phuong6.office.papers.numbering import enter_paper, take_number

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
