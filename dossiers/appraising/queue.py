"""What waits on the Nội vụ desk, the most urgent first.

The officer has `campaign.appraisal_days` working days from the day the dossier was last handed in
complete (docs/glossary.md, “Thẩm định”). A dossier handed in earlier is due earlier, so the database sorts by that
moment; only the days left are counted here, with the holidays read once.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import (
    BooleanField,
    Case,
    Count,
    DateField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.utils import timezone

from campaigns.models import Campaign, Participation, Unit, day_start
from dossiers.enums import DossierStatus, NomineeStatus
from dossiers.models import Dossier, Extension, Nominee, ReturnRequest, first_too_late
from phuong6.office.workdays import add_working_days, uncertain, working_days_left

# Working days from the full dossier to the notice of non-award: NĐ 91/2017 Điều 48, as TT 57/2020/TT-BQP Điều 22
# applies it.
NOTICE_DAYS = 10
ON_DESK = Q(status__in=[DossierStatus.SUBMITTED, DossierStatus.IN_REVIEW])


@dataclass(frozen=True)
class Due:
    """A last day in time: what is due, when, and the working days left (0 today, negative overdue).

    `doubt` says where the table of holidays does not reach that day.
    """

    what: str
    on: date
    left: int
    late: bool
    doubt: str = ""

    @property
    def words(self) -> str:
        if self.late:
            return f"quá hạn {-self.left} ngày làm việc" if self.left else "quá hạn"
        return f"còn {self.left} ngày làm việc" if self.left else "hết hạn hôm nay"

    @property
    def tone(self) -> str:
        if self.late:
            return "bad"
        return "attention" if self.left <= 2 else "waiting"  # noqa: PLR2004 - two days: time to act


@dataclass(frozen=True)
class Line:
    """A dossier in the queue with what is due next, if anything is."""

    dossier: Dossier
    due: Due | None


def due(what: str, start: date, days: int, today: date, holidays: frozenset[date]) -> Due:
    """Due `days` working days after `start`, seen from `today`."""
    return due_on(what, add_working_days(start, days, holidays), today, holidays)


def due_on(what: str, on: date, today: date, holidays: frozenset[date]) -> Due:
    return Due(what, on, working_days_left(today, on, holidays), today > on, uncertain(on, holidays))


def late_before(today: date, days: int, holidays: frozenset[date]) -> date:
    """Whatever started before this day has had its `days` working days; on this day or later it has not."""
    day = today
    while add_working_days(day, days, holidays) >= today:
        day -= timedelta(days=1)
    return day + timedelta(days=1)


def queue(
    campaign: Campaign, *, state: str = "", today: date, holidays: frozenset[date]
) -> QuerySet[Dossier]:
    """Dossiers handed in: overdue ones first, then what waits for the officer, notices, returns, the rest."""
    rows = Dossier.objects.of_campaign(campaign).submitted().select_related("unit", "reviewer")
    rows = (
        _with_what_waits(rows)
        .annotate(
            late=_is_late(campaign, today, holidays),
            rank=Case(
                When(ON_DESK, then=Value(0)),
                When(notice=True, then=Value(1)),
                When(status=DossierStatus.RETURNED, then=Value(2)),
                default=Value(3),
            ),
        )
        .order_by("-late", "rank", "supplement_due", "full_since", "pk")
    )
    return rows.filter(status=state) if state else rows


def _with_what_waits(rows: QuerySet[Dossier]) -> QuerySet[Dossier]:
    """Rows with `supplement_due` (date or None), `notice` (bool: somebody untold) and `nominee_count`."""
    untold = Nominee.objects.filter(
        dossier=OuterRef("pk"), status=NomineeStatus.INELIGIBLE, told_at__isnull=True
    )
    request = ReturnRequest.objects.filter(dossier=OuterRef("pk"), answered_at__isnull=True).order_by(
        "-round"
    )
    return rows.annotate(
        supplement_due=Case(
            When(status=DossierStatus.RETURNED, then=Subquery(request.values("due_on")[:1])),
            output_field=DateField(),
        ),
        notice=Case(When(status=DossierStatus.APPRAISED, then=Exists(untold)), default=Value(value=False)),
        nominee_count=Count("nominees", filter=~Q(nominees__status=NomineeStatus.WITHDRAWN)),
    )


def _is_late(campaign: Campaign, today: date, holidays: frozenset[date]) -> Case:
    """Whether what is due next on a row of `_with_what_waits` was due before today."""
    late = day_start(late_before(today, campaign.appraisal_days, holidays))
    late_notice = day_start(late_before(today, NOTICE_DAYS, holidays))
    return Case(
        When(ON_DESK & Q(full_since__lt=late), then=Value(value=True)),
        When(Q(notice=True, full_since__lt=late_notice), then=Value(value=True)),
        When(Q(supplement_due__lt=today), then=Value(value=True)),
        default=Value(value=False),
        output_field=BooleanField(),
    )


def lines(
    dossiers: Iterable[Dossier], campaign: Campaign, today: date, holidays: frozenset[date]
) -> list[Line]:
    """The rows of `queue` with what is due next; asks the database nothing."""
    return [Line(each, _next_due(each, campaign, today, holidays)) for each in dossiers]


def _next_due(dossier: Dossier, campaign: Campaign, today: date, holidays: frozenset[date]) -> Due | None:
    if dossier.status == DossierStatus.RETURNED:
        return (
            due_on("Đơn vị bổ sung", dossier.supplement_due, today, holidays)
            if dossier.supplement_due
            else None
        )
    start = timezone.localtime(dossier.full_since).date()
    if dossier.status in (DossierStatus.SUBMITTED, DossierStatus.IN_REVIEW):
        return due("Thẩm định xong", start, campaign.appraisal_days, today, holidays)
    return due("Báo không khen thưởng", start, NOTICE_DAYS, today, holidays) if dossier.notice else None


def counts(campaign: Campaign) -> dict[str, int]:
    """How many dossiers of the campaign stand in each state; states without any are left out."""
    rows = Dossier.objects.of_campaign(campaign).order_by().values("status").annotate(n=Count("pk"))
    return {row["status"]: row["n"] for row in rows}


def not_submitted(campaign: Campaign) -> QuerySet[Unit]:
    """Active units that have not handed in: with their draft, registration and latest extension.

    Each row carries `registered` (bool), `draft_code` (or None) and `extended` (moment or None).
    """
    mine = Dossier.objects.filter(campaign=campaign, unit=OuterRef("pk"))
    return (
        Unit.objects.filter(ward_id=campaign.ward_id, is_active=True)
        .exclude(Exists(mine.submitted()))
        .annotate(
            registered=Exists(Participation.objects.filter(campaign=campaign, unit=OuterRef("pk"))),
            draft_code=Subquery(mine.values("code")[:1]),
            extended=Extension.longest(campaign, OuterRef("pk")),
        )
        .order_by(F("extended").asc(nulls_first=True), "sort_key", "pk")
    )


def deadline_of(unit: Unit, campaign: Campaign) -> datetime:
    """The first moment too late for a row of `not_submitted`; asks the database nothing."""
    return first_too_late(campaign, unit.extended)
