"""Hộ gia đình, the third kind of nominee (NĐ 152/2025/NĐ-CP Điều 54): only where the campaign allows it.

From nomination to register: in a group of their own between collectives and people, with a bonus of 1,5 times a
person's, rounded up to tens of thousands.
"""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from awards.council.papers import minutes, proposal
from awards.decisions.drafting import draft_decision
from awards.decisions.papers import decision
from awards.decisions.workflow import DECISION_FLOW, approve, issue
from awards.models import BonusRate
from awards.money.terms import terms_on
from awards.payments import papers as payment_list
from awards.public.results import public_decisions
from awards.report.papers import final_report
from campaigns.checks import opening_missing
from campaigns.models import Campaign
from criteria.enums import NomineeKind
from criteria.models import Criterion
from dossiers.checks import gaps
from dossiers.models import Dossier, Nominee
from dossiers.papers import appraisal_report, summary_table
from dossiers.papers.unit import minutes as unit_minutes
from dossiers.papers.unit import report, submission
from phuong6.office.workflow import Refused
from tests import factories as make
from tests.awards import decision_scene as scene
from tests.awards.paper_words import words_of

DAY = date(2025, 12, 15)


@pytest.fixture
def allowing(campaign):
    campaign.households = True
    campaign.save()
    return campaign


@pytest.fixture
def people(allowing, unit, an, cuc, dung, hoa):
    return allowing, unit, an, cuc, [dung, hoa]


@pytest.fixture
def drafted(people):
    meeting = scene.council_result(*people, collectives=1, households=1, people=2)
    make.fund_income(people[0])
    return draft_decision(meeting, by=people[3], planned_on=DAY)


# --- whom a unit nominates ----------------------------------------------------------------------------


@pytest.fixture
def dossier(campaign, unit, an):
    return make.draft(campaign, unit, an)


TYPED = {"head": "LÂM VĂN MẪU", "honorific": "ong", "address": "số 12, đường Nguyễn Huệ"}


def test_a_household_is_nominated_by_its_head_and_its_address(client, allowing, dossier, an):
    client.force_login(an)
    address = reverse("dossier-new-household", args=[dossier.code])
    assert (
        "Hộ gia đình chưa có trong danh sách" in client.get(f"/ho-so/{dossier.code}/de-cu/").content.decode()
    )
    assert client.post(address, TYPED).status_code == 302
    found = dossier.nominees.get()
    assert (found.kind, found.name, found.role) == (
        NomineeKind.HOUSEHOLD, "Hộ ông Lâm Văn Mẫu", "số 12, đường Nguyễn Huệ",
    )  # fmt: skip


@pytest.mark.parametrize("lacking", ["head", "honorific", "address"])
def test_what_is_lacking_is_said_and_the_rest_kept(client, allowing, dossier, an, lacking):
    client.force_login(an)
    response = client.post(reverse("dossier-new-household", args=[dossier.code]), TYPED | {lacking: ""})
    assert response.status_code == 422
    assert not dossier.nominees.exists()
    kept = "số 12, đường Nguyễn Huệ" if lacking != "address" else "LÂM VĂN MẪU"
    assert kept in response.content.decode()


def test_a_household_of_the_list_is_ticked_like_the_others(client, allowing, dossier, unit, an):
    house = make.CollectiveFactory(
        unit=unit, name="Hộ bà Trần Thị Mẫu", is_whole_unit=False, is_household=True
    )
    client.force_login(an)
    client.post(f"/ho-so/{dossier.code}/de-cu/", {"households": [house.pk]})
    assert dossier.nominees.get().kind == NomineeKind.HOUSEHOLD


def test_a_campaign_that_does_not_allow_them_shows_no_trace(client, dossier, unit, an):
    house = make.CollectiveFactory(
        unit=unit, name="Hộ bà Trần Thị Mẫu", is_whole_unit=False, is_household=True
    )
    client.force_login(an)
    page = client.get(f"/ho-so/{dossier.code}/de-cu/").content.decode()
    assert "ộ gia đình" not in page
    assert "Hộ bà Trần Thị Mẫu" not in page
    assert client.get(reverse("dossier-new-household", args=[dossier.code])).status_code == 404
    client.post(f"/ho-so/{dossier.code}/de-cu/", {"households": [house.pk], "collectives": [house.pk]})
    assert not dossier.nominees.exists()


def test_the_database_keeps_a_household_from_being_a_person(dossier, unit):
    person = make.OfficialFactory(unit=unit)
    with pytest.raises(IntegrityError), transaction.atomic():
        Nominee.objects.create(
            dossier=dossier, campaign=dossier.campaign, kind="household", official=person, name="x"
        )


def test_what_the_plan_asks_nothing_of_needs_no_claim(allowing, unit, an, cuc):
    """A campaign may come to households late, and its plan name no criteria for them."""
    dossier = scene.appraised(allowing, unit, an, cuc, households=1, people=0)
    assert dossier.nominees.get(kind="household").status == "eligible"


def test_a_household_is_not_handed_in_once_the_campaign_allows_none(allowing, dossier, unit, an):
    house = make.CollectiveFactory(
        unit=unit, name="Hộ bà Trần Thị Mẫu", is_whole_unit=False, is_household=True
    )
    make.nominate(dossier, collective=house)
    asked = "Phong trào không xét hộ gia đình: hãy bỏ Hộ bà Trần Thị Mẫu khỏi hồ sơ."
    assert asked not in [each.sentence for each in gaps(dossier)]
    Campaign.objects.update(households=False)
    assert asked in [each.sentence for each in gaps(Dossier.objects.get())]


def test_a_campaign_that_allows_them_opens_with_criteria_for_them(allowing):
    asked = "Hãy ghi tiêu chí cho hộ gia đình, hoặc bỏ “Cho phép đề nghị hộ gia đình”."
    assert asked in opening_missing(allowing, None)
    Criterion.objects.create(
        campaign=allowing, kind="household", order=1, short="Gương mẫu", text="Gương mẫu"
    )
    assert asked not in opening_missing(allowing, None)


# --- papers, agenda and votes -------------------------------------------------------------------------


def test_they_stand_in_a_group_of_their_own_on_every_paper(drafted, people):
    dossier, meeting = Nominee.objects.first().dossier, drafted.meeting
    house = dossier.nominees.get(kind="household")
    said = {
        submission: words_of(submission.KIND.paper(dossier)),
        unit_minutes: words_of(unit_minutes.KIND.paper(dossier)),
        summary_table: words_of(summary_table.KIND.paper(people[0])),
        appraisal_report: words_of(appraisal_report.KIND.paper(people[0])),
        minutes: words_of(minutes.KIND.paper(meeting)),
        proposal: words_of(proposal.KIND.paper(meeting)),
        decision: words_of(decision.KIND.paper(drafted)),
    }
    for paper in (submission, summary_table, minutes, decision):
        text = said[paper]
        assert text.index("TẬP THỂ") < text.index("HỘ GIA ĐÌNH") < text.index("CÁ NHÂN"), paper
    for paper in (submission, minutes, proposal, decision):
        assert "01 tập thể, 01 hộ gia đình và 02 cá nhân" in said[paper].replace(
            "01 hộ gia đình, 02", "01 hộ gia đình và 02"
        ), paper
    assert all("Hộ ông Lâm Văn Mẫu 1" in said[each] for each in said if each != appraisal_report)
    assert "Trong đó có 1 hộ gia đình." in said[summary_table]
    assert "Địa chỉ: số 1, đường Nguyễn Huệ" in words_of(report.KIND.paper(house)).replace(
        "Địa chỉ số", "Địa chỉ: số"
    )


# --- decision and money ---------------------------------------------------------------------------------


def test_the_decision_lists_them_between_collectives_and_people_with_their_own_sum(drafted):
    lines = [(each.nominee.kind, each.amount) for each in drafted.awards.order_by("position")]
    assert lines == [
        ("collective", 1_410_000), ("household", 1_060_000), ("individual", 710_000), ("individual", 710_000),
    ]  # fmt: skip
    text = words_of(decision.KIND.paper(drafted))
    assert "mỗi tập thể 1.410.000 đồng, mỗi hộ gia đình 1.060.000 đồng, mỗi cá nhân 710.000 đồng" in text
    assert "Tập thể, hộ gia đình, cá nhân được tặng Giấy khen" in text
    assert any("0,45 (hộ gia đình" in each for each in scene.warnings(drafted))


@pytest.mark.parametrize(
    ("day", "amount"),
    [
        (date(2025, 7, 1), 1_060_000),  # 0,45 × 2.340.000 = 1.053.000
        (date(2025, 12, 15), 1_060_000),
        (date(2026, 6, 30), 1_060_000),
        (date(2026, 7, 1), 1_140_000),  # 0,45 × 2.530.000 = 1.138.500
        (date(2026, 12, 15), 1_140_000),
        (date(2027, 2, 28), 1_140_000),
    ],
)
def test_the_bonus_of_a_household_on_both_sides_of_each_change(national, day, amount):
    assert terms_on(day).amount("household") == amount


@pytest.mark.parametrize("day", [date(2023, 12, 5), date(2024, 7, 1), date(2025, 6, 30)])
def test_a_decree_that_names_no_rate_for_them_is_refused_with_what_to_do(national, day):
    assert terms_on(day).amount("individual")
    with pytest.raises(Refused, match="chưa có hệ số tiền thưởng cho hộ gia đình"):
        terms_on(day).amount("household")


def test_a_draft_without_households_warns_of_nothing_about_them(people):
    draft = scene.drafted(*people)
    assert not any("hộ gia đình" in each for each in scene.warnings(draft))
    assert BonusRate.objects.get(kind="household").verified is False


def test_from_the_giay_khen_to_the_public_list(client, drafted, people, dung):
    DECISION_FLOW.perform("send", drafted, by=people[3])
    approve(drafted, by=dung, password=make.PASSWORD)
    issued = issue(drafted, by=people[3], number=12, decided_on=DAY)
    house = next(each for each in scene.certificates(issued) if each.award.nominee.is_household)
    assert house.award.name == "Hộ ông Lâm Văn Mẫu 1"
    assert house.award.right_role.startswith("số 1, đường Nguyễn Huệ, Phường 6")
    paid = words_of(payment_list.KIND.paper(issued))
    assert "Hộ ông Lâm Văn Mẫu 1" in paid
    assert "1.060.000" in paid
    shown = public_decisions().get()
    assert (shown.collectives, shown.households, shown.people) == (1, 1, 2)
    assert "1 hộ gia đình" in client.get(reverse("public-results")).content.decode()
    page = client.get(reverse("public-decision", args=[issued.pk])).content.decode()
    assert "Hộ gia đình" in page
    summed = words_of(final_report.KIND.paper(people[0]))
    assert "01 tập thể, 01 hộ gia đình và 02 cá nhân" in summed
    assert "Hộ gia đình được khen" in summed
