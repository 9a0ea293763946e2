"""The sample campaign: a copy of the plan's, dated around the day of installing.

Everything in it is made by the same functions the pages call, so what is shown is what the rules allow:
one dossier in draft, one waiting for appraisal, one appraised with a council meeting planned; reports verified,
waiting, sent back and missing; inspections at every stage.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from awards.council.meetings import plan_meeting
from awards.models import Council
from awards.money.ledger import receive
from campaigns.enums import CampaignStatus
from campaigns.models import Campaign, Participation, Unit
from criteria.copying import copy_whole_campaign
from criteria.models import ReformIndex
from phuong6.office.workdays import holidays_between, is_working_day
from phuong6.site.scenes.sample_dossiers import make_dossiers
from phuong6.site.scenes.sample_inspections import make_inspections
from phuong6.site.scenes.sample_pieces import make_pieces
from phuong6.site.scenes.sample_results import make_results, report_monthly
from phuong6.site.scenes.sample_ward import bring_up_to_date, merge

FUND = 10_000_000  # VND
INDEX = ("82.6", "81.25")  # percent: the campaign's year, the year before
REGISTERED = {
    "to-1": ("to1", "Vận động hộ dân nộp hồ sơ trực tuyến; tổ công nghệ số trực mỗi tuần hai buổi."),
    "to-2": ("to2", "Nhắc hạn trả kết quả cho từng hộ; niêm yết thủ tục tại nhà văn hóa tổ dân phố."),
    "to-3": ("to3", "Tuyên truyền cải cách hành chính trong mọi cuộc họp tổ tự quản."),
    "co-quan": ("coquan", "Trả kết quả đúng hạn, trước hạn; gửi, nhận văn bản qua mạng và ký số 02 lớp."),
}


@dataclass(frozen=True)
class Calendar:
    """The sample's days, counted from the day of installing; a start or an end of work is a working day."""

    today: date
    holidays: frozenset[date]

    @classmethod
    def around(cls, today: date) -> "Calendar":
        return cls(today, holidays_between(today - timedelta(days=90), today + timedelta(days=60)))

    def step(self, day: date, days: int) -> date:
        """The first working day from `day` on (days = 1) or back (days = -1), `day` itself included."""
        while not is_working_day(day, self.holidays):
            day += timedelta(days=days)
        return day

    @property
    def launched(self) -> date:
        """About six weeks ago."""
        return self.step(self.today - timedelta(days=42), -1)

    @property
    def ends_on(self) -> date:
        return self.today + timedelta(days=7)

    @property
    def too_late_on(self) -> date:
        """Dossiers are due before 00:00 of this day, three weeks from now."""
        return self.step(self.today + timedelta(days=21), 1)

    def workday(self, back: int) -> date:
        """The working day `back` working days before today; back = -1 is the next one."""
        step = -1 if back > 0 else 1
        day = self.today
        for _ in range(abs(back)):
            day = self.step(day + timedelta(days=step), step)
        return day

    def moment(self, back: int, hour: int, minute: int = 0) -> datetime:
        """An hour of that working day, Asia/Ho_Chi_Minh."""
        return timezone.make_aware(datetime.combine(self.workday(back), time(hour, minute)))


@transaction.atomic
def make_sample_campaign(plan: Campaign, today: date) -> Campaign:
    """The whole sample: campaign, registrations, fund, index, public pieces, dossiers, a planned meeting.

    The accounts of fixtures/sample.json must be there.
    """
    calendar = Calendar.around(today)
    merge(plan.ward)
    campaign = _copy(plan, calendar)
    users = {each.username: each for each in get_user_model().objects.filter(is_sample=True)}
    _register(campaign, users, calendar)
    _figures(campaign, users["ketoan"], calendar)
    make_pieces(campaign, users, calendar)
    make_dossiers(campaign, users, calendar)
    make_results(campaign, users, calendar)
    make_inspections(campaign, users, calendar)
    plan_meeting(
        campaign,
        Council.objects.filter(ward=campaign.ward).first(),
        by=users["noivu"],
        held_at=calendar.moment(-1, 14),
        place=f"Phòng họp {campaign.ward_name}",
    )
    return campaign


def _copy(plan: Campaign, calendar: Calendar) -> Campaign:
    year = calendar.launched.year
    campaign = copy_whole_campaign(
        plan,
        status=CampaignStatus.OPEN,
        code=f"MAU-{year}",
        name=f"Phong trào thi đua “Cải cách hành chính” năm {year} (MẪU)",
        year=year,
        ends_on=calendar.ends_on,
        too_late_on=calendar.too_late_on,
        plan_number=1,
        plan_day=calendar.launched,
        is_sample=True,
    )
    report_monthly(campaign)
    bring_up_to_date(campaign, plan.year, calendar.launched)
    return campaign


def _register(campaign: Campaign, users: dict, calendar: Calendar) -> None:
    """Some units have registered; the others still have to."""
    for back, (code, (username, pledge)) in enumerate(REGISTERED.items(), start=16):
        Participation.objects.create(
            campaign=campaign,
            unit=Unit.objects.get(ward=campaign.ward, code=code),
            pledge=pledge,
            by=users[username],
            at=calendar.moment(back, 9),
        )


def _figures(campaign: Campaign, accountant, calendar: Calendar) -> None:
    """Money in the fund, and index figures where the office has none of its own for these years."""
    text = "Trích quỹ thi đua - khen thưởng Phường (số liệu mẫu)"
    receive(campaign, FUND, by=accountant, day=calendar.launched, text=text)
    for year, value in zip(campaign.index_years, INDEX, strict=True):
        ReformIndex.objects.get_or_create(
            ward=campaign.ward,
            unit=None,
            year=year,
            defaults={"value": value, "source_document": "Số liệu mẫu", "is_sample": True},
        )
