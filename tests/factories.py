"""One factory per model, and short functions that bring a row to a place in its workflow."""

from datetime import UTC, date, datetime

import factory
from django.contrib.auth import get_user_model
from django.utils import timezone
from factory.django import DjangoModelFactory

from awards.council.casting import cast
from awards.council.meetings import plan_meeting, record_attendance
from awards.council.workflow import MEETING
from awards.enums import SeatRole
from awards.models import Council, CouncilMember, FundEntry
from awards.money.ledger import receive
from campaigns.enums import Honorific, Role, UnitKind
from campaigns.models import (
    Campaign,
    Collective,
    Membership,
    Official,
    Participation,
    Signer,
    Unit,
    Ward,
    day_start,
)
from criteria.enums import NomineeKind
from criteria.models import Criterion, ReformIndex
from dossiers.enums import PaperKind
from dossiers.models import CriterionFinding, Dossier, DossierPaper, Nominee, ReviewMinutes
from dossiers.workflow import DOSSIER, NOMINEE
from phuong6.office.files import store_made

PASSWORD = "Mat-khau-thu-2023"
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)


def at(day: int, month: int = 11, hour: int = 9, minute: int = 0, year: int = 2023) -> datetime:
    """A moment in Asia/Ho_Chi_Minh."""
    return timezone.make_aware(datetime(year, month, day, hour, minute))


class UserFactory(DjangoModelFactory):
    class Meta:
        model = get_user_model()
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"nguoi{n}")
    full_name = factory.Sequence(lambda n: f"Người Thứ {n}")
    password = factory.django.Password(PASSWORD)


def user(username: str, full_name: str, role: str = "", unit: Unit | None = None):
    """An account with one role, or none."""
    person = UserFactory(username=username, full_name=full_name)
    if role:
        Membership.objects.create(user=person, role=role, unit=unit)
    return person


class WardFactory(DjangoModelFactory):
    class Meta:
        model = Ward
        django_get_or_create = ("code",)

    code = "phuong-6"
    ward_name = "Ủy ban nhân dân Phường 6"
    ward_short = "UBND Phường 6"
    superior_name = "Ủy ban nhân dân thành phố Cao Lãnh"
    place_name = "Phường 6"
    city_name = "thành phố Cao Lãnh"
    document_code = "UBND"
    chairman_name = "Ngô Văn Dũng"
    chairman_title = "CHỦ TỊCH"


class UnitFactory(DjangoModelFactory):
    class Meta:
        model = Unit

    ward = factory.SubFactory(WardFactory)
    code = factory.Sequence(lambda n: f"don-vi-{n}")
    name = factory.Sequence(lambda n: f"Đơn vị số {n}")
    kind = UnitKind.NEIGHBOURHOOD
    has_seal = False


class OfficialFactory(DjangoModelFactory):
    class Meta:
        model = Official

    unit = factory.SubFactory(UnitFactory)
    full_name = factory.Sequence(lambda n: f"Nguyễn Văn Số {n}")
    honorific = Honorific.MR
    birth_year = 1975
    position = "Trưởng khóm"


class CollectiveFactory(DjangoModelFactory):
    class Meta:
        model = Collective

    unit = factory.SubFactory(UnitFactory)
    name = factory.LazyAttribute(lambda self: self.unit.name)
    is_whole_unit = True


class CampaignFactory(DjangoModelFactory):
    class Meta:
        model = Campaign

    ward = factory.SubFactory(WardFactory)
    ward_name = factory.SelfAttribute("ward.ward_name")
    ward_short = factory.SelfAttribute("ward.ward_short")
    superior_name = factory.SelfAttribute("ward.superior_name")
    place_name = factory.SelfAttribute("ward.place_name")
    city_name = factory.SelfAttribute("ward.city_name")
    chairman_name = factory.SelfAttribute("ward.chairman_name")
    chairman_title = "CHỦ TỊCH"
    code = "CCHC-2023"
    name = "Phong trào thi đua “Cải cách hành chính” năm 2023"
    year = 2023
    plan_number = 35
    plan_day = date(2023, 4, 1)
    plan_month = 4
    ends_on = date(2023, 10, 30)
    dossier_too_late = day_start(date(2023, 11, 15))
    achievement_line = "Đã có thành tích xuất sắc trong phong trào thi đua “Cải cách hành chính” trên địa bàn Phường 6 năm 2023"


def criteria_for(campaign: Campaign) -> None:
    """Two criteria for collectives and two for people, the second of these by the index."""
    for kind in (NomineeKind.COLLECTIVE, NomineeKind.INDIVIDUAL):
        for order in (1, 2):
            Criterion.objects.create(
                campaign=campaign,
                kind=kind,
                order=order,
                short=f"Tiêu chí {order}",
                text=f"Nội dung tiêu chí {order} dành cho {kind.label.lower()}",
                uses_index=kind == NomineeKind.INDIVIDUAL and order == 2,
            )


class SignerFactory(DjangoModelFactory):
    class Meta:
        model = Signer

    ward = factory.SubFactory(WardFactory)
    name = "Ngô Văn Dũng"
    title = "CHỦ TỊCH"
    from_day = date(2021, 7, 1)


def index(ward: Ward, year: int, value: str, unit: Unit | None = None) -> ReformIndex:
    """A CCHC index figure, percent."""
    return ReformIndex.objects.create(
        ward=ward, unit=unit, year=year, value=value, source_document="Bảng xếp hạng"
    )


def accountant():
    """The accountant of the cast, made the first time."""
    return get_user_model().objects.filter(username="tam").first() or user(
        "tam", "Huỳnh Minh Tâm", Role.ACCOUNTANT
    )


def fund_income(campaign: Campaign, amount: int = 10_000_000) -> FundEntry:
    """Money in the fund, VND; the accountant writes it."""
    return receive(campaign, amount, by=accountant(), day=date(2023, 1, 15), text="Ngân sách cấp")


def draft(campaign: Campaign, unit: Unit, by) -> Dossier:
    """An empty draft of a registered unit."""
    Participation.objects.get_or_create(campaign=campaign, unit=unit, defaults={"by": by})
    return Dossier.objects.create(campaign=campaign, unit=unit, created_by=by)


def nominate(dossier: Dossier, official: Official | None = None, **values) -> Nominee:
    """A nominee with summary, claims and votes; an individual unless a collective is passed."""
    collective = values.pop("collective", None)
    if official is None and collective is None:
        official = OfficialFactory(unit=dossier.unit)
    subject = official or collective
    nominee = Nominee.objects.create(
        dossier=dossier,
        campaign=dossier.campaign,
        kind=NomineeKind.INDIVIDUAL if official else "household" if collective.is_household else "collective",
        official=official,
        collective=collective,
        name=getattr(subject, "full_name", None) or subject.name,
        honorific=official.honorific if official else "",
        position=official.position if official else values.pop("position", ""),
        **(
            {"summary": "Giải quyết hồ sơ đúng hạn.", "votes_for": 9, "votes_against": 0, "votes_other": 0}
            | values
        ),
    )
    for criterion in dossier.campaign.criteria.filter(kind=nominee.kind):
        CriterionFinding.objects.create(nominee=nominee, criterion=criterion, claim="Đã thực hiện tốt.")
    return nominee


def paper(dossier: Dossier, kind: str, by, nominee: Nominee | None = None, *, moment: datetime | None = None):
    """A signed copy, the next version."""
    version = dossier.papers.filter(kind=kind, nominee=nominee).count() + 1
    return DossierPaper.objects.create(
        dossier=dossier,
        kind=kind,
        nominee=nominee,
        version=version,
        file=store_made(PDF + f"%{kind}{nominee and nominee.pk}".encode(), name="ban-ky.pdf", by=by),
        by=by,
        at=moment or datetime(2023, 11, 1, tzinfo=UTC),
    )


def complete(dossier: Dossier, by) -> Dossier:
    """Fill in whatever is missing so that the dossier may be submitted."""
    if not dossier.nominees.exists():
        nominate(dossier)
    ReviewMinutes.objects.update_or_create(
        dossier=dossier,
        defaults={
            "held_at": at(6),
            "place": "Văn phòng khóm",
            "chair": "Chủ trì Họp",
            "secretary": "Thư Ký Họp",
            "members": 10,
            "present": 9,
            "method": "hands",
        },
    )
    for kind in (PaperKind.SUBMISSION, PaperKind.MINUTES):
        if not dossier.papers.filter(kind=kind).exists():
            paper(dossier, kind, by)
    for nominee in dossier.nominees.all():
        if not nominee.papers.exists():
            paper(dossier, PaperKind.REPORT, by, nominee)
    return dossier


def submitted(campaign: Campaign, unit: Unit, by, *, moment: datetime | None = None) -> Dossier:
    """A complete dossier, handed in on time."""
    return DOSSIER.perform("submit", complete(draft(campaign, unit, by), by), by=by, at=moment or at(10))


def in_review(campaign: Campaign, unit: Unit, by, officer) -> Dossier:
    """A dossier the officer has taken up."""
    return DOSSIER.perform("take_up", submitted(campaign, unit, by), by=officer, at=at(11))


def clear(nominee: Nominee, officer) -> Nominee:
    """Confirmed: no discipline, inspection or complaint under way."""
    nominee.clear_on, nominee.clear_by = date(2023, 11, 16), officer
    nominee.save()
    return nominee


def judged(nominee: Nominee, officer) -> Nominee:
    """Nothing pending, and every criterion found met: what a conclusion of eligible takes."""
    nominee.findings.filter(finding="").update(finding="met", found_by=officer, found_at=at(16))
    return clear(nominee, officer)


def eligible(nominee: Nominee, officer, *, note: str = "Đủ tiêu chuẩn") -> Nominee:
    """Concluded eligible; its dossier must be in review."""
    return NOMINEE.perform("accept", judged(nominee, officer), by=officer, note=note, at=at(17))


def council(ward: Ward, size: int = 3, users: list | None = None) -> Council:
    """A council of `size` members, the first in the chair; accounts as far as given."""
    body = Council.objects.create(
        ward=ward, name=f"Hội đồng Thi đua - Khen thưởng {ward.area}", from_day=date(2022, 1, 1)
    )
    for n in range(size):
        CouncilMember.objects.create(
            council=body,
            name=f"Thành Viên {n + 1}",
            seat=SeatRole.CHAIR if n == 0 else SeatRole.MEMBER,
            order=n + 1,
            user=users[n] if users and n < len(users) else None,
        )
    return body


def open_meeting(
    campaign: Campaign,
    body: Council,
    officer,
    *,
    mode: str = "open",
    pace: str = "whole",
    moment: datetime | None = None,
):
    """A meeting with everybody present, opened."""
    meeting = plan_meeting(campaign, body, by=officer, held_at=moment or at(24), mode=mode, pace=pace)
    record_attendance(meeting, set(meeting.attendances.values_list("pk", flat=True)), by=officer)
    return MEETING.perform("open", meeting, by=officer, at=moment or at(24))


def all_vote(meeting, voters, choice: str = "yes") -> None:
    """Every one of these accounts votes the same on every line."""
    for voter in voters:
        cast(meeting, {item.pk: choice for item in meeting.items.all()}, by=voter)


def closed_meeting(campaign: Campaign, body: Council, officer, voters, *, choice: str = "yes"):
    """A meeting in which all voters voted alike, closed."""
    meeting = open_meeting(campaign, body, officer)
    all_vote(meeting, voters, choice)
    return MEETING.perform("close", meeting, by=officer, at=at(24, hour=11), close_anyway=True)
