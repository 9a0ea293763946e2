"""The page of progress: 12 units, 12 targets, 12 stretches, all 1.728 reports sent, beside the page of nothing."""

from datetime import date, timedelta

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bench.measure import Row, side_by_side
from campaigns.enums import Role
from campaigns.models import Campaign, Membership, Participation, Unit, Ward, day_start
from campaigns.selection import SESSION_KEY
from criteria.enums import Period, ResultStatus, TargetKind
from criteria.measuring.obligations import cells
from criteria.models import ReformArea, Target, TargetResult

DATABASES = ("SQLite", "PostgreSQL")
UNITS = TARGETS = 12
ROUNDS = 7


def campaign_of(ward: Ward, year: int) -> Campaign:
    """A campaign of twelve months."""
    return Campaign.objects.create(
        ward=ward,
        ward_name=ward.ward_name,
        ward_short=ward.ward_short,
        superior_name=ward.superior_name,
        place_name=ward.place_name,
        chairman_name=ward.chairman_name,
        code=f"CCHC-{year}",
        name=f"Phong trào thi đua năm {year}",
        year=year,
        plan_day=date(year, 1, 1),
        ends_on=date(year, 12, 31),
        dossier_too_late=day_start(date(year + 1, 1, 15)),
        achievement_line="Đã có thành tích xuất sắc",
    )


def fill(campaign: Campaign, by) -> None:
    """Units, monthly targets and a report for each unit, target and month; every sixth share is missed."""
    area = ReformArea.objects.create(
        campaign=campaign, code="area", order=1, name="Cải cách thủ tục hành chính"
    )
    for number in range(1, UNITS + 1):
        unit = Unit.objects.create(ward=campaign.ward, code=f"unit-{number}", name=f"Đơn vị {number}")
        Participation.objects.create(campaign=campaign, unit=unit, by=by)
    for number in range(1, TARGETS + 1):
        Target.objects.create(
            campaign=campaign, area=area, code=f"target-{number}", order=number, kind=TargetKind.SHARE,
            name=f"Chỉ tiêu {number}", numerator="Số đạt", denominator="Tổng số", threshold=90, period=Period.MONTH,
        )  # fmt: skip
    sent = [
        TargetResult(
            target=each.target, unit=each.unit, period_from=each.span.first, period_to=each.span.last,
            status=ResultStatus.VERIFIED, numerator=80 + 10 * bool(number % 6), denominator=100,
            reported_by=by, reported_at=timezone.now() - timedelta(days=1), verified_by=by, verified_at=timezone.now(),
        )
        for number, each in enumerate(cells(campaign))
    ]  # fmt: skip
    TargetResult.objects.bulk_create(sent)


def reader() -> tuple[Client, object]:
    """A browser of the statistics officer's."""
    person = get_user_model().objects.create(username="thu", full_name="Đặng Minh Thư")
    Membership.objects.create(user=person, role=Role.OFFICE_STATISTICS)
    client = Client()
    client.force_login(person)
    return client, person


def rows() -> list[Row]:
    call_command("loaddata", "national", verbosity=0)
    ward = Ward.objects.create(
        code="phuong", ward_name="Ủy ban nhân dân Phường", ward_short="UBND Phường",
        superior_name="Ủy ban nhân dân thành phố", place_name="Phường", document_code="UBND", chairman_name="Người Ký",
    )  # fmt: skip
    client, person = reader()
    full, empty = campaign_of(ward, 2023), campaign_of(ward, 2022)
    fill(full, person)

    def page_of(campaign: Campaign):
        def fetch() -> None:
            session = client.session
            session[SESSION_KEY] = campaign.pk
            session.save()
            if client.get(reverse("progress")).status_code != 200:  # noqa: PLR2004
                raise RuntimeError("the page of progress did not come")

        return fetch

    works = {"nothing": page_of(empty), "all": page_of(full)}
    side_by_side(works, 1)  # templates are read once
    found = side_by_side(works, ROUNDS)
    note = f"{TargetResult.objects.count()} reports; median of {ROUNDS}"
    return [
        Row("progress page, nothing reported", found["nothing"], note="the reference"),
        Row("progress page, 12 × 12 × 12", found["all"], found["all"] / found["nothing"], note),
    ]
