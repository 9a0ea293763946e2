"""A ward that has just been set up: the plan as shipped is being prepared, nothing is open, and every page says so calmly."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from campaigns.enums import CampaignStatus, Role
from campaigns.models import Campaign, Unit, Ward
from campaigns.review import doubts_of, look_at
from campaigns.workflow import CAMPAIGN
from phuong6.office.workflow import Refused
from tests.factories import user

pytestmark = pytest.mark.django_db

PAGES = [
    "home", "plan", "exemplar-list", "exemplar-feed", "target-list", "award-list", "dossier-list", "meeting-list", "fund",
    "register-book", "outgoing", "public-results", "verify", "help", "register", "result-list", "progress",
]  # fmt: skip


@pytest.fixture
def shipped(db):
    """What `setup_ward --clean` leaves of the plan."""
    call_command("loaddata", "national", "plan-2023", verbosity=0)
    return Campaign.objects.get()


@pytest.mark.parametrize("role", [None, "", *(each.value for each in Role)])
def test_every_page_opens_or_refuses_while_nothing_is_open(client, shipped, role):
    if role is not None:
        unit = Unit.objects.first() if role == Role.UNIT else None
        client.force_login(user("nguoi", "Người Mới", role, unit))
    for name in PAGES:
        answer = client.get(reverse(name))
        assert answer.status_code in {200, 302, 403, 404}, name
        if role != Role.INTERNAL_AFFAIRS:
            assert shipped.name not in answer.content.decode(), name


def test_the_plan_as_shipped_is_prepared_and_noi_vu_sees_it(client, shipped):
    assert shipped.status == CampaignStatus.PREPARING
    client.force_login(user("nv", "Người Mới", Role.INTERNAL_AFFAIRS))
    page = client.get(reverse("home")).text
    assert "Phong trào đang chuẩn bị" in page
    assert reverse("campaign-life", args=[shipped.pk]) in page


def test_another_ward_reviews_it_before_it_opens(shipped):
    """The ward's record is edited first; every name the shipped plan brought along is then on the list."""
    officer = user("nv", "Người Mới", Role.INTERNAL_AFFAIRS)
    names = {
        "ward_name": "Ủy ban nhân dân xã Mỹ Thọ",
        "ward_short": "UBND xã Mỹ Thọ",
        "place_name": "xã Mỹ Thọ",
        "city_name": "tỉnh Đồng Tháp",
        "superior_name": "Ủy ban nhân dân tỉnh Đồng Tháp",
        "chairman_name": "Nguyễn Văn Mẫu",
    }
    Ward.objects.update(**names)
    Campaign.objects.update(plan_number=5, plan_day="2023-04-12")
    shipped = Campaign.objects.get()
    with pytest.raises(Refused) as refused:
        CAMPAIGN.perform("open", shipped, by=officer)
    assert names.keys() | {"achievement_line"} <= {each.place.key for each in doubts_of(shipped)}
    assert "Câu ghi trên giấy khen" in refused.value.sentences[0]
    assert len(refused.value.sentences) == 4, "the first few by name, the rest counted"
    assert refused.value.sentences[-1].startswith("Chưa rà soát 1")
    for each in doubts_of(shipped):
        look_at(shipped, each.place.key, each.proposal or each.place.text, each.place.digest, officer)
        shipped.refresh_from_db()
    done = CAMPAIGN.perform("open", shipped, by=officer)
    assert done.status == CampaignStatus.OPEN
    assert (done.ward_name, done.chairman_name) == (names["ward_name"], names["chairman_name"])
    assert "trên địa bàn xã Mỹ Thọ" in done.achievement_line
    assert not done.targets.filter(name__contains="Cao Lãnh").exists()
