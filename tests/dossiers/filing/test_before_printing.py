"""Beside each paper stands what it would print empty, before it is printed, with the very field that mends it."""

import pytest
import time_machine
from django.urls import reverse

from campaigns.models import Participation
from criteria.workflow import RESULT
from dossiers.checks import gaps
from dossiers.filing.before_printing import targets_point
from dossiers.models import Dossier, Nominee, ReviewMinutes
from dossiers.workflow import DOSSIER
from tests import factories as make
from tests.criteria import results as scene

HEAD = "Nên xem lại trước khi in:"


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel(make.at(8), tick=True):
        yield


@pytest.fixture
def dossier(campaign, unit, an):
    """One person, everything of the meeting written down."""
    row = make.draft(campaign, unit, an)
    make.nominate(row, make.OfficialFactory(unit=unit, full_name="Lê Thị Bé", honorific="ba"))
    ReviewMinutes.objects.create(
        dossier=row, held_at=make.at(6), ended="10:00", place="Văn phòng", chair="Lê A", secretary="Lê B",
        members=9, present=9, method="hands",
    )  # fmt: skip
    return row


def step(dossier) -> str:
    return reverse("dossier-step", args=[dossier.code, "giay-to"])


def paper(dossier, kind, *more) -> str:
    return reverse("dossier-paper", args=[dossier.code, kind, *more])


def field(dossier, anchor: str) -> str:
    return f"{reverse('dossier-step', args=[dossier.code, 'hop-binh-xet'])}#{anchor}"


def shown(client, address: str) -> str:
    return client.get(address).content.decode()


def fresh(dossier) -> Dossier:
    return Dossier.objects.get(pk=dossier.pk)


# --- votes ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("votes", "missing", "first"),
    [
        ({"votes_for": None, "votes_against": None}, "tán thành và không tán thành", "votes_for"),
        ({"votes_for": 8, "votes_against": None}, "không tán thành", "votes_against"),
        ({"votes_for": None, "votes_against": 1}, "tán thành", "votes_for"),
    ],
)
def test_the_number_that_is_missing_is_named_beside_the_minutes(client, dossier, an, votes, missing, first):
    Nominee.objects.update(**votes)
    nominee = dossier.nominees.get()
    sentence = f"Chưa ghi số phiếu {missing} cho Bà Lê Thị Bé."
    assert sentence in [gap.sentence for gap in gaps(fresh(dossier))]
    client.force_login(an)
    link = f'<a href="{field(dossier, f"id_n{nominee.pk}-{first}")}">{sentence}</a>'
    for page in (step(dossier), paper(dossier, "bien-ban")):
        assert HEAD in shown(client, page)
        assert link in shown(client, page)
    on_submission = link in shown(client, paper(dossier, "to-trinh"))
    assert on_submission is (first == "votes_for"), "a tờ trình prints the votes for alone"
    there = shown(client, field(dossier, "").rstrip("#"))
    assert f'id="id_n{nominee.pk}-{first}"' in there


def test_other_opinions_left_empty_print_dots_and_are_said(client, dossier, an):
    Nominee.objects.update(votes_other=None)
    assert not [gap for gap in gaps(fresh(dossier)) if gap.step == "minutes"], "it may be handed in"
    client.force_login(an)
    pk = dossier.nominees.get().pk
    told = "Chưa ghi số ý kiến khác về Bà Lê Thị Bé; không có thì ghi 0."
    assert f'<a href="{field(dossier, f"id_n{pk}-votes_other")}">{told}</a>' in shown(client, step(dossier))


def test_what_is_left_for_the_pen_is_one_sentence(client, dossier, an):
    ReviewMinutes.objects.update(ended=None, place="", present=8)
    client.force_login(an)
    told = "Bản in chừa chỗ ghi tay: giờ kết thúc, địa điểm, người vắng và lý do."
    assert f'<a href="{field(dossier, "id_ended")}">{told}</a>' in shown(client, paper(dossier, "bien-ban"))


def test_papers_with_nothing_missing_bear_no_warning(client, dossier, an):
    client.force_login(an)
    pk = dossier.nominees.get().pk
    for page in (
        step(dossier),
        paper(dossier, "bien-ban"),
        paper(dossier, "to-trinh"),
        paper(dossier, "bao-cao", pk),
    ):
        assert HEAD not in shown(client, page)


def test_a_report_and_the_submission_name_what_they_lack_of_the_evidence(client, dossier, an):
    Nominee.objects.update(summary="")
    client.force_login(an)
    pk = dossier.nominees.get().pk
    told = "Chưa ghi tóm tắt thành tích của Bà Lê Thị Bé."
    assert told in shown(client, paper(dossier, "to-trinh"))
    assert told in shown(client, paper(dossier, "bao-cao", pk))
    assert told not in shown(client, paper(dossier, "bien-ban"))


def test_a_dossier_handed_in_is_not_warned_of(client, campaign, unit, an):
    row = make.complete(make.draft(campaign, unit, an), an)
    DOSSIER.perform("submit", row, by=an)
    Nominee.objects.update(votes_other=None)
    client.force_login(an)
    assert HEAD not in shown(client, step(row))


# --- the table of targets -------------------------------------------------------------------------------


def test_targets_without_verified_figures_are_counted_with_what_to_do(
    client, campaign, dossier, unit, an, thu
):
    Participation.objects.get_or_create(campaign=campaign, unit=unit, defaults={"by": an})
    first, second = (scene.share_target(campaign, code=f"t{n}", order=n) for n in (1, 2))
    scene.task_target(campaign, order=3)
    sent = scene.report(campaign, unit, first, an)
    told = targets_point(dossier)
    assert "còn 3 trong 3 chỉ tiêu chưa có số liệu được xác nhận" in told
    assert "2 chỉ tiêu chưa gửi báo cáo, 1 chỉ tiêu đã gửi, chờ Văn phòng - Thống kê xác nhận" in told
    assert told.endswith("Nên gửi báo cáo, chờ xác nhận rồi hãy in.")
    client.force_login(an)
    pk = dossier.nominees.get().pk
    for page in (step(dossier), paper(dossier, "bao-cao", pk)):
        assert told in shown(client, page)
        assert reverse("result-list") in shown(client, page)
    assert told not in shown(client, paper(dossier, "to-trinh"))
    RESULT.perform("verify", sent, by=thu)
    assert "còn 2 trong 3" in targets_point(dossier)
    scene.report(campaign, unit, second, an)
    campaign.targets.filter(order=3).delete()
    assert targets_point(dossier).endswith("Nên chờ xác nhận rồi hãy in.")


def test_targets_all_verified_or_not_asked_of_the_unit_are_not_warned_of(campaign, dossier, unit, an, thu):
    assert targets_point(dossier) == ""
    Participation.objects.get_or_create(campaign=campaign, unit=unit, defaults={"by": an})
    RESULT.perform("verify", scene.report(campaign, unit, scene.share_target(campaign), an), by=thu)
    assert targets_point(dossier) == ""


def test_a_target_whose_time_has_not_come_asks_nothing_of_the_unit(campaign, dossier, unit, an):
    Participation.objects.get_or_create(campaign=campaign, unit=unit, defaults={"by": an})
    scene.share_target(campaign)
    with time_machine.travel(make.at(20, month=4)):
        assert targets_point(dossier) == ""
