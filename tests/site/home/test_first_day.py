"""The first day of a ward: one list for who sets it up, each line with its state and link, until all of it stands."""

from datetime import date

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from awards.enums import SeatRole
from awards.models import Award, Council, CouncilMember
from campaigns.enums import CampaignStatus, Role
from campaigns.models import Campaign, Official, Signer, Unit, Ward
from phuong6.office.workflow import NotAllowed, Refused
from phuong6.site.home.first_day import STEPS, first_day_of, tick
from tests.factories import draft, user

pytestmark = pytest.mark.django_db


@pytest.fixture
def empty_ward(db):
    """What `setup_ward --clean` leaves: the plan as shipped, and one administrator."""
    call_command("loaddata", "national", "plan-2023", verbosity=0)
    return Ward.objects.get()


@pytest.fixture
def chief(empty_ward):
    return user("quantri", "Người quantri", Role.ADMINISTRATOR)


def states(user) -> dict[str, bool]:
    return {each.step.key: each.done for each in first_day_of(user)}


def test_a_clean_ward_shows_its_administrator_what_has_to_stand_before_work_begins(client, chief):
    client.force_login(chief)
    page = client.get("/").content.decode()
    assert "Ngày đầu: xong 0 trong 11 việc" in page
    assert [each.key for each in STEPS] == [
        "ward", "posts", "officer", "accountant", "signers", "units", "officials", "council", "plan", "emblem", "rehearsal",
    ]  # fmt: skip
    for step in STEPS:
        assert step.title in page


def test_what_is_somebody_elses_says_whose_and_has_no_link(chief):
    lines = {each.step.key: each for each in first_day_of(chief)}
    assert lines["council"].url == ""
    assert lines["officer"].url == reverse("admin:phuong6_user_changelist")
    officer = user("nv", "Người nv", Role.INTERNAL_AFFAIRS)
    lines = {each.step.key: each for each in first_day_of(officer)}
    assert lines["council"].url == reverse("admin:awards_council_changelist")
    assert lines["signers"].url == ""


def test_every_link_opens_for_whom_it_is_offered(client, chief):
    officer = user("nv", "Người nv", Role.INTERNAL_AFFAIRS)
    for person in (chief, officer):
        client.force_login(person)
        for line in first_day_of(person):
            if line.url:
                assert client.get(line.url).status_code == 200, line.url


def test_the_records_tell_what_stands(empty_ward, chief):
    assert not any(states(chief).values())
    officer = user("nv", "Người nv", Role.INTERNAL_AFFAIRS)
    chairman = user("ct", "Người ct", Role.CHAIRMAN)
    Signer.objects.create(
        ward=empty_ward, user=chairman, name="Lê Văn Tư", title="CHỦ TỊCH", from_day=date(2020, 1, 1)
    )
    Official.objects.create(unit=Unit.objects.first(), full_name="Trần Thị Bưởi")
    council = Council.objects.create(ward=empty_ward, name="Hội đồng", from_day=date(2020, 1, 1))
    CouncilMember.objects.create(council=council, name="Lê Văn Tư", seat=SeatRole.CHAIR)
    assert not states(officer)["council"], "without a secretary no meeting opens"
    CouncilMember.objects.create(council=council, name="Ngô Văn Sáu", seat=SeatRole.SECRETARY)
    Campaign.objects.update(plan_number=12, plan_day=date(2023, 4, 5), status=CampaignStatus.OPEN)
    assert {key for key, done in states(officer).items() if done} == {
        "officer", "signers", "officials", "council", "plan",
    }  # fmt: skip


def test_a_signer_whose_days_are_over_does_not_count(empty_ward, chief):
    chairman = user("ct", "Người ct", Role.CHAIRMAN)
    days = {"from_day": date(2020, 1, 1), "to_day": timezone.localdate().replace(year=2024)}
    Signer.objects.create(ward=empty_ward, user=chairman, name="Lê Văn Tư", title="CHỦ TỊCH", **days)
    assert not states(chief)["signers"]


def test_what_only_a_person_can_say_is_ticked_with_who_and_when(client, chief):
    client.force_login(chief)
    response = client.post(reverse("first-day-tick", args=["ward"]), follow=True)
    page = response.content.decode()
    assert "xong 1 trong 11 việc" in page
    said = Ward.objects.get().first_day["ward"]
    assert said["by"] == str(chief)
    assert f"{chief} đã xem lúc {timezone.localtime():%H:%M}"[:-1] in page
    tick("ward", user("nv", "Người nv", Role.INTERNAL_AFFAIRS))
    assert Ward.objects.get().first_day["ward"] == said, "the first to look stays named"


def test_nobody_ticks_what_the_records_decide(client, chief):
    client.force_login(chief)
    response = client.post(reverse("first-day-tick", args=["officials"]))
    assert response.status_code == 422
    assert "Không có việc này trong danh sách." in response.content.decode()
    with pytest.raises(Refused):
        tick("officials", chief)
    assert Ward.objects.get().first_day == {}


@pytest.mark.parametrize("role", [Role.CHAIRMAN, Role.COUNCIL, Role.CULTURE, Role.OFFICE_STATISTICS])
def test_others_neither_see_the_list_nor_tick(client, chief, role):
    person = user("khac", "Người khac", role)
    client.force_login(person)
    assert "Ngày đầu" not in client.get("/").content.decode()
    assert client.post(reverse("first-day-tick", args=["ward"])).status_code in (403, 422)
    with pytest.raises(NotAllowed):
        tick("ward", person)
    assert Ward.objects.get().first_day == {}


def test_the_list_goes_once_units_have_real_dossiers(chief):
    assert first_day_of(chief)
    draft(Campaign.objects.get(), Unit.objects.first(), chief)
    assert first_day_of(chief) == []


def test_a_sample_installation_shows_none(campaign, kien):
    Campaign.objects.update(is_sample=True)
    assert first_day_of(kien) == []


def test_a_copy_to_rehearse_with_is_marked_and_needs_no_signed_plan(client, chief):
    officer = user("nv", "Người nv", Role.INTERNAL_AFFAIRS)
    client.force_login(officer)
    address = next(each.url for each in first_day_of(officer) if each.step.key == "rehearsal")
    form = client.get(address).context["form"]
    assert form.initial["rehearsal"] is True
    assert form.initial["code"] == "DT-CCHC-2023"
    year = timezone.localdate().year + 1
    typed = {
        "code": "DT-1", "name": "Phong trào thử", "year": str(year), "ends_on": f"30/10/{year}",
        "too_late_on": f"15/11/{year}", "rehearsal": "on",
    }  # fmt: skip
    assert client.post(address, typed).status_code == 302
    copy = Campaign.objects.get(code="DT-1")
    assert (copy.mark, copy.plan_number, copy.plan_notation, copy.plan_day) == (
        "DIỄN TẬP", 1, "KH-UBND-DT", timezone.localdate(),
    )  # fmt: skip
    assert not Award.objects.filter(decision__campaign=copy).exists()
