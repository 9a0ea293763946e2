"""The stage of a rehearsal: its campaign, accounts, council, figures and fund."""

from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.utils import timezone
from django.utils.crypto import get_random_string

from awards.enums import SeatRole
from awards.models import Council, CouncilMember
from awards.money.ledger import receive
from campaigns.enums import CampaignStatus, Role
from campaigns.models import Campaign, Membership, Official, Signer, Unit
from campaigns.people.units import open_unit
from criteria.copying import copy_whole_campaign
from criteria.models import ReformIndex
from phuong6.site.scenes.rehearsal.people import TITLES, person

SEATS = (
    (SeatRole.CHAIR, "Chủ tịch Ủy ban nhân dân Phường"),
    (SeatRole.SECRETARY, "Công chức Nội vụ"),
    (SeatRole.VICE, "Phó Chủ tịch Ủy ban nhân dân Phường"),
    (SeatRole.MEMBER, "Chủ tịch Ủy ban Mặt trận Tổ quốc Việt Nam Phường"),
    (SeatRole.MEMBER, "Chủ tịch Hội Liên hiệp Phụ nữ Phường"),
    (SeatRole.MEMBER, "Chủ tịch Hội Nông dân Phường"),
    (SeatRole.MEMBER, "Bí thư Đoàn Thanh niên Cộng sản Hồ Chí Minh Phường"),
    (SeatRole.MEMBER, "Công chức Văn phòng - Thống kê"),
    (SeatRole.MEMBER, "Công chức Tài chính - Kế toán"),
)
SOURCE = "Số liệu diễn tập"


def moment(day: int, month: int, hour: int = 9, minute: int = 0) -> datetime:
    """A moment of 2023 in Asia/Ho_Chi_Minh."""
    return timezone.make_aware(datetime(2023, month, day, hour, minute))  # noqa: DTZ001  made aware here


@dataclass
class Stage:
    """Everybody and everything a rehearsal plays with."""

    rng: Random
    campaign: Campaign
    officer: object
    deputy_officer: object
    accountant: object
    chairman: object
    password: str
    units: list[Unit] = field(default_factory=list)
    speakers: dict[int, object] = field(default_factory=dict)
    members: list = field(default_factory=list)
    council: Council | None = None
    names: set[str] = field(default_factory=set)
    signed: dict[str, bytes] = field(default_factory=dict)


def account(username: str, full_name: str, role: str, unit: Unit | None = None, password: str = ""):
    """A rehearsal account; without a password nobody can sign in with it."""
    user = get_user_model()(username=f"dt-{username}", full_name=full_name, is_sample=True)
    user.set_password(password or None)
    user.save()
    Membership.objects.create(user=user, role=role, unit=unit)
    return user


def set_stage(rng: Random, count: int) -> Stage:
    """Load the fixtures and make campaign, accounts, units, council, figures and fund."""
    call_command("loaddata", "national", "plan-2023", verbosity=0)
    plan = Campaign.objects.get(code="CCHC-2023")
    campaign = copy_whole_campaign(
        plan,
        status=CampaignStatus.OPEN,
        code="DT-CCHC-2023",
        name=f"{plan.name} (DIỄN TẬP)",
        year=plan.year,
        ends_on=plan.ends_on,
        too_late_on=timezone.localtime(plan.dossier_too_late).date(),
        plan_month=plan.plan_month,
        is_rehearsal=True,
    )
    password = get_random_string(24)
    stage = Stage(
        rng=rng,
        campaign=campaign,
        officer=account("noi-vu", "Cán bộ Nội vụ (diễn tập)", Role.INTERNAL_AFFAIRS),
        deputy_officer=account("noi-vu-2", "Cán bộ Nội vụ thứ hai (diễn tập)", Role.INTERNAL_AFFAIRS),
        accountant=account("ke-toan", "Kế toán (diễn tập)", Role.ACCOUNTANT),
        chairman=account("chu-tich", "Chủ tịch (diễn tập)", Role.CHAIRMAN, password=password),
        password=password,
    )
    _plan(stage)
    _units(stage, count)
    _council(stage)
    _figures(stage)
    receive(
        campaign,
        2_000_000 * max(count, 5),
        by=stage.accountant,
        day=date(2023, 1, 16),
        text="Ngân sách cấp quỹ thi đua, khen thưởng (diễn tập)",
        at=moment(16, 1),
    )
    return stage


def _plan(stage: Stage) -> None:
    """The plan's number and day, blank in its text, with the mark of what is only rehearsed."""
    plan = stage.campaign
    plan.plan_number, plan.plan_notation, plan.plan_day = 1, f"{plan.plan_notation}-DT", date(2023, 4, 3)
    plan.save(update_fields=["plan_number", "plan_notation", "plan_day"])


def _units(stage: Stage, count: int) -> None:
    """The ward's own units first, invented ones as far as more dossiers are asked for."""
    ward = stage.campaign.ward
    units = list(ward.units.filter(is_active=True).order_by("sort_key"))[:count]
    for number in range(len(units) + 1, count + 1):
        units.append(open_unit(ward, name=f"Chi hội diễn tập số {number}", kind="organisation"))
    for unit in units:
        for _ in range(stage.rng.randint(3, 6)):
            drawn = person(stage.rng, stage.names)
            Official.objects.create(unit=unit, position=stage.rng.choice(TITLES[unit.kind]), **drawn)
        stage.speakers[unit.pk] = account(unit.code, f"Người của {unit.name} (diễn tập)", Role.UNIT, unit)
    stage.units = units


def _council(stage: Stage) -> None:
    stage.council = Council.objects.create(
        ward=stage.campaign.ward,
        name=f"Hội đồng Thi đua - Khen thưởng {stage.campaign.ward.area}",
        founded_by="Quyết định diễn tập",
        from_day=date(2022, 1, 1),
    )
    for number, (seat, position) in enumerate(SEATS, 1):
        drawn = person(stage.rng, stage.names)
        if seat == SeatRole.CHAIR:
            user = _chairman(stage, drawn["full_name"])
        else:
            user = account(f"hoi-dong-{number}", drawn["full_name"], Role.COUNCIL)
        CouncilMember.objects.create(
            council=stage.council,
            user=user,
            name=drawn["full_name"],
            honorific=drawn["honorific"],
            position=position,
            seat=seat,
            order=number,
        )
        stage.members.append(user)


def _chairman(stage: Stage, name: str):
    """One person: the ward's chairman, who signs for it, is the council's chair."""
    stage.chairman.full_name = name
    stage.chairman.save(update_fields=["full_name"])
    Membership.objects.create(user=stage.chairman, role=Role.COUNCIL)
    campaign = stage.campaign
    campaign.chairman_name = name
    campaign.save(update_fields=["chairman_name"])
    Signer.objects.create(
        ward=campaign.ward, user=stage.chairman, name=name, title="CHỦ TỊCH", from_day=date(2021, 7, 1)
    )
    return stage.chairman


def _figures(stage: Stage) -> None:
    """The ward passes by rising above 80 %; one unit's own index does not."""
    ward = stage.campaign.ward
    for year, value in ((2022, "79.95"), (2023, "81.20")):
        ReformIndex.objects.create(ward=ward, year=year, value=value, source_document=SOURCE, is_sample=True)
    if len(stage.units) > 2:
        for year, value in ((2022, "78.10"), (2023, "77.40")):
            ReformIndex.objects.create(
                ward=ward,
                unit=stage.units[-1],
                year=year,
                value=value,
                source_document=SOURCE,
                is_sample=True,
            )
