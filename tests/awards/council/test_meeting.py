"""A meeting from planning to closing: agenda, attendance, quorum, votes, tallies, results."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, close_old_connections, connection, transaction

from awards.council.casting import cast
from awards.council.meetings import plan_meeting, record_attendance, refresh, remove_item
from awards.council.results import results_of
from awards.council.workflow import MEETING
from awards.enums import Choice, MeetingStatus, SeatRole
from awards.models import Ballot, CouncilMember
from criteria.enums import NomineeKind
from dossiers.enums import NomineeStatus
from dossiers.models import Nominee
from dossiers.workflow import DOSSIER, NOMINEE
from phuong6.office.models import IssuedPaper
from phuong6.office.workflow import NotAllowed, Refused
from tests import factories as make
from tests.awards.council.scene import cases, counts, voters


@pytest.fixture
def five(db):
    return voters()


@pytest.fixture
def body(ward, five):
    return make.council(ward, 5, five)


@pytest.fixture
def two_cases(campaign, unit, an, cuc):
    return cases(campaign, unit, an, cuc)


def plan(campaign, body, cuc, present=None, **kwargs):
    """A planned meeting with the first `present` members there (all, if not said)."""
    meeting = plan_meeting(campaign, body, by=cuc, held_at=make.at(24), **kwargs)
    lines = list(meeting.attendances.order_by("member__order").values_list("pk", flat=True))
    record_attendance(meeting, set(lines[:present]), by=cuc)
    return meeting


def test_the_agenda_is_every_eligible_nominee_collectives_first(
    campaign, unit, other_unit, an, em, cuc, body
):
    dossier = make.draft(campaign, unit, an)
    make.nominate(dossier, order=1)
    make.nominate(dossier, collective=make.CollectiveFactory(unit=unit), order=2)
    refused = make.nominate(dossier, order=3)
    DOSSIER.perform("submit", make.complete(dossier, an), by=an, at=make.at(10))
    DOSSIER.perform("take_up", dossier, by=cuc, at=make.at(11))
    for each in dossier.nominees.exclude(pk=refused.pk):
        make.eligible(each, cuc)
    cases(campaign, other_unit, em, cuc, people=1)
    meeting = plan_meeting(campaign, body, by=cuc, held_at=make.at(24))
    kinds = list(meeting.items.order_by("order").values_list("nominee__kind", flat=True))
    assert kinds == [NomineeKind.COLLECTIVE, NomineeKind.INDIVIDUAL, NomineeKind.INDIVIDUAL]
    units = meeting.items.order_by("order").values_list("nominee__dossier__unit__code", flat=True)
    assert list(units) == ["khom-1", "khom-1", "khom-2"]
    assert not meeting.items.filter(nominee=refused).exists()
    assert meeting.mode == campaign.ballot_mode == "secret"


def test_refreshing_follows_nominees_and_members(campaign, cuc, body, two_cases):
    meeting = plan(campaign, body, cuc)
    first, second = meeting.items.order_by("order")
    remove_item(meeting, first, by=cuc)
    assert list(meeting.items.values_list("pk", "order")) == [(second.pk, 1)]
    NOMINEE.perform("reconsider", second.nominee, by=cuc, at=make.at(20))
    leaving = body.members.last()
    leaving.is_active = False
    leaving.save()
    newcomer = CouncilMember.objects.create(council=body, name="Người Mới", seat=SeatRole.MEMBER, order=9)
    refresh(meeting, by=cuc)
    assert list(meeting.items.values_list("nominee", flat=True)) == [first.nominee_id]
    members = set(meeting.attendances.values_list("member", flat=True))
    assert newcomer.pk in members
    assert leaving.pk not in members


@pytest.mark.parametrize(("present", "enough"), [(3, False), (4, True), (5, True)])
def test_a_meeting_opens_from_two_thirds_of_all_members(campaign, cuc, body, two_cases, present, enough):
    meeting = plan(campaign, body, cuc, present)
    if enough:
        assert MEETING.perform("open", meeting, by=cuc, at=make.at(24)).status == MeetingStatus.OPEN
    else:
        with pytest.raises(Refused, match="có mặt 3/5, cần ít nhất 2/3 tổng số thành viên"):
            MEETING.perform("open", meeting, by=cuc, at=make.at(24))


def test_all_that_stops_a_meeting_is_said_at_once(campaign, cuc, body, two_cases):
    campaign.chair_must_agree = True
    campaign.save()
    meeting = plan(campaign, body, cuc, 0)
    NOMINEE.perform("reconsider", two_cases[0], by=cuc, at=make.at(20))
    CouncilMember.objects.create(council=body, name="Người Mới", seat=SeatRole.MEMBER, order=9)
    with pytest.raises(Refused) as refused:
        MEETING.perform("open", meeting, by=cuc, at=make.at(24))
    told = " ".join(refused.value.sentences)
    for words in (
        "Chưa đủ số người",
        "Thành viên Hội đồng vừa thay đổi",
        "không còn ở trạng thái",
        "Chủ tịch",
    ):
        assert words in told


def test_a_meeting_without_cases_does_not_open(campaign, cuc, body):
    with pytest.raises(Refused, match="chưa có trường hợp nào"):
        MEETING.perform("open", plan(campaign, body, cuc), by=cuc, at=make.at(24))


def test_opening_freezes_the_rules_and_tables_the_nominees(campaign, cuc, body, two_cases):
    campaign.threshold_percent, campaign.threshold_base = 70, "members"
    campaign.save()
    meeting = MEETING.perform("open", plan(campaign, body, cuc, 4), by=cuc, at=make.at(24))
    campaign.threshold_percent = 10
    campaign.save()
    meeting.refresh_from_db()
    assert (meeting.threshold_percent, meeting.threshold_base, meeting.member_count) == (70, "members", 5)
    assert set(meeting.items.values_list("entitled_members", "entitled_present")) == {(5, 4)}
    assert set(Nominee.objects.values_list("status", flat=True)) == {NomineeStatus.TABLED}


def test_nothing_is_prepared_once_the_meeting_is_open(campaign, cuc, body, two_cases):
    meeting = make.open_meeting(campaign, body, cuc)
    item = meeting.items.first()
    for act in (
        lambda: refresh(meeting, by=cuc),
        lambda: remove_item(meeting, item, by=cuc),
        lambda: record_attendance(meeting, set(), by=cuc),
    ):
        with pytest.raises(Refused, match="đã khai mạc"):
            act()
    assert meeting.attendances.filter(present=True).count() == 5


@pytest.mark.parametrize("who", ["an", "thu", "van", "kien", "outsider", "boss", "hoa"])
def test_only_those_who_run_meetings_prepare_and_move_them(request, campaign, cuc, body, two_cases, who):
    person = request.getfixturevalue(who)
    with pytest.raises(NotAllowed):
        plan_meeting(campaign, body, by=person, held_at=make.at(24))
    meeting = plan(campaign, body, cuc)
    for act in (
        lambda: refresh(meeting, by=person),
        lambda: remove_item(meeting, meeting.items.first(), by=person),
        lambda: record_attendance(meeting, set(), by=person),
        lambda: MEETING.perform("open", meeting, by=person),
        lambda: MEETING.perform("cancel", meeting, by=person, note="Vắng"),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert meeting.items.count() == 2


def test_the_chairman_runs_a_meeting_too(campaign, dung, body, two_cases):
    assert make.open_meeting(campaign, body, dung).status == MeetingStatus.OPEN


@pytest.mark.parametrize(("yes", "outcome"), [(2, "not_recommended"), (3, "recommended")])
def test_more_than_half_of_those_present_recommend(campaign, cuc, body, five, two_cases, yes, outcome):
    meeting = MEETING.perform("open", plan(campaign, body, cuc, 4), by=cuc, at=make.at(24))
    for n, person in enumerate(five[:4]):
        make.all_vote(meeting, [person], "yes" if n < yes else "no")
    MEETING.perform("close", meeting, by=cuc, at=make.at(24, hour=11))
    assert set(Nominee.objects.values_list("status", flat=True)) == {outcome}
    assert set(meeting.items.values_list("passed", flat=True)) == {outcome == "recommended"}


def test_blank_and_unreturned_stay_in_the_base(campaign, cuc, body, five, two_cases):
    meeting = MEETING.perform("open", plan(campaign, body, cuc, 4), by=cuc, at=make.at(24))
    make.all_vote(meeting, five[:2], "yes")
    make.all_vote(meeting, five[2:3], "blank")
    MEETING.perform("close", meeting, by=cuc, at=make.at(24, hour=11), close_anyway=True)
    assert counts(meeting) == [(2, 0, 1, 0)] * 2
    assert [(each.item.passed, each.base, each.line.unreturned) for each in results_of(meeting)] == [
        (False, 4, 1)
    ] * 2


def test_closing_asks_again_while_somebody_has_not_voted(campaign, cuc, body, five, two_cases):
    meeting = make.open_meeting(campaign, body, cuc)
    with pytest.raises(Refused, match="Chưa có thành viên nào bỏ phiếu"):
        MEETING.perform("close", meeting, by=cuc, close_anyway=True)
    make.all_vote(meeting, five[:4])
    with pytest.raises(Refused, match="Còn 1 thành viên có mặt chưa bỏ phiếu: Thành Viên 5"):
        MEETING.perform("close", meeting, by=cuc)
    assert MEETING.perform("close", meeting, by=cuc, close_anyway=True).status == MeetingStatus.CLOSED


def test_closing_numbers_the_minutes_without_gaps(campaign, cuc, body, five, two_cases):
    meeting = make.closed_meeting(campaign, body, cuc, five)
    assert meeting.minutes_number == 1
    paper = IssuedPaper.objects.get(series__key="council-minutes")
    assert (paper.number, paper.subject) == (1, meeting)
    with pytest.raises(Refused):
        MEETING.perform("close", meeting, by=cuc)


@pytest.mark.parametrize("link", ["official", "user"])
def test_nobody_votes_on_his_own_case(campaign, unit, an, cuc, body, five, link):
    person = make.OfficialFactory(unit=unit, user=five[0] if link == "user" else None)
    mine, other = cases(campaign, unit, an, cuc, official=person)
    if link == "official":
        body.members.filter(order=1).update(official=person)
    meeting = make.open_meeting(campaign, body, cuc)
    make.all_vote(meeting, five)
    items = {item.nominee_id: item for item in meeting.items.all()}
    assert (items[mine.pk].entitled_members, items[mine.pk].entitled_present) == (4, 4)
    assert items[other.pk].entitled_present == 5
    assert counts(meeting) == [(4, 0, 0, 0), (5, 0, 0, 0)]
    assert not Ballot.objects.filter(item=items[mine.pk], member__order=1).exists()


@pytest.mark.parametrize("link", ["official", "user"])
def test_own_unit_is_excluded_only_where_the_campaign_says_so(campaign, unit, an, cuc, body, five, link):
    colleague = make.OfficialFactory(unit=unit, user=five[0] if link == "user" else None)
    cases(campaign, unit, an, cuc)
    if link == "official":
        body.members.filter(order=1).update(official=colleague)
    meeting = make.open_meeting(campaign, body, cuc)
    assert set(meeting.items.values_list("entitled_present", flat=True)) == {5}
    MEETING.perform("cancel", meeting, by=cuc, note="Họp lại")
    campaign.exclude_own_unit = True
    campaign.save()
    meeting = make.open_meeting(campaign, body, cuc)
    make.all_vote(meeting, five)
    assert set(meeting.items.values_list("entitled_present", flat=True)) == {4}
    assert counts(meeting) == [(4, 0, 0, 0)] * 2


def test_own_case_may_be_voted_on_where_the_campaign_says_so(campaign, unit, an, cuc, body, five):
    campaign.exclude_own_case = False
    campaign.save()
    cases(campaign, unit, an, cuc, official=make.OfficialFactory(unit=unit, user=five[0]))
    meeting = make.open_meeting(campaign, body, cuc)
    assert set(meeting.items.values_list("entitled_present", flat=True)) == {5}


@pytest.mark.parametrize(("chair", "outcome"), [("yes", True), ("no", False), ("blank", False)])
def test_the_chair_must_agree_where_the_campaign_says_so(
    campaign, cuc, body, five, two_cases, chair, outcome
):
    campaign.chair_must_agree = True
    campaign.save()
    meeting = make.open_meeting(campaign, body, cuc)
    make.all_vote(meeting, five[:1], chair)
    make.all_vote(meeting, five[1:])
    MEETING.perform("close", meeting, by=cuc)
    assert set(meeting.items.values_list("passed", flat=True)) == {outcome}


def test_the_chairs_own_case_does_not_wait_for_his_agreement(campaign, unit, an, cuc, body, five):
    campaign.chair_must_agree = True
    campaign.save()
    mine, _ = cases(campaign, unit, an, cuc, official=make.OfficialFactory(unit=unit, user=five[0]))
    meeting = make.open_meeting(campaign, body, cuc)
    make.all_vote(meeting, five)
    MEETING.perform("close", meeting, by=cuc)
    item = meeting.items.get(nominee=mine)
    assert (item.passed, item.chair_agrees) == (True, None)


def test_a_nominee_withdrawn_during_the_meeting_is_neither_voted_on_nor_judged(
    campaign, cuc, body, five, two_cases
):
    meeting = make.open_meeting(campaign, body, cuc, mode="secret")
    make.all_vote(meeting, five[:2])
    NOMINEE.perform("withdraw", two_cases[0], by=cuc, note="Đơn vị xin rút")
    make.all_vote(meeting, five[2:])
    assert counts(meeting) == [(2, 0, 0, 0), (5, 0, 0, 0)]
    MEETING.perform("close", meeting, by=cuc)
    gone, stays = results_of(meeting)
    assert (gone.line, gone.item.passed, stays.item.passed) == (None, None, True)
    assert counts(meeting)[0] == (0, 0, 0, 0)
    two_cases[0].refresh_from_db()
    assert two_cases[0].status == NomineeStatus.WITHDRAWN


def test_a_meeting_that_falls_through_gives_its_cases_back(campaign, cuc, body, five, two_cases):
    meeting = make.open_meeting(campaign, body, cuc)
    make.all_vote(meeting, five[:3])
    with pytest.raises(Refused, match="ghi lý do"):
        MEETING.perform("cancel", meeting, by=cuc, note="  ")
    MEETING.perform("cancel", meeting, by=cuc, note="Mất điện")
    assert set(Nominee.objects.values_list("status", flat=True)) == {NomineeStatus.ELIGIBLE}
    assert counts(meeting) == [(0, 0, 0, 0)] * 2
    assert not Ballot.objects.exists()
    again = make.closed_meeting(campaign, body, cuc, five)
    assert set(again.items.values_list("passed", flat=True)) == {True}


def test_who_may_not_vote(campaign, cuc, ward, body, five, two_cases, hoa, an, boss):
    make.council(ward, 1, [hoa])
    meeting = MEETING.perform("open", plan(campaign, body, cuc, 4), by=cuc, at=make.at(24))
    for person in (hoa, an, boss, cuc, five[4]):  # another council, a unit, a superuser, Nội vụ, absent
        with pytest.raises(NotAllowed):
            make.all_vote(meeting, [person])
    body.members.filter(user=five[3]).update(is_active=False)
    with pytest.raises(NotAllowed):
        make.all_vote(meeting, [five[3]])
    assert counts(meeting) == [(0, 0, 0, 0)] * 2


def test_a_ballot_outside_the_meeting_or_of_an_unknown_kind_is_refused(campaign, cuc, body, five, two_cases):
    meeting = plan(campaign, body, cuc)
    with pytest.raises(Refused, match="không nhận phiếu"):
        make.all_vote(meeting, five[:1])
    MEETING.perform("open", meeting, by=cuc)
    with pytest.raises(Refused, match="không hợp lệ"):
        make.all_vote(meeting, five[:1], "spoilt")
    cast(meeting, {}, by=five[0])
    assert counts(meeting) == [(0, 0, 1, 0)] * 2
    with pytest.raises(Refused, match="đã bỏ phiếu"):
        make.all_vote(meeting, five[:1])
    make.all_vote(meeting, five[1:2])
    MEETING.perform("close", meeting, by=cuc, close_anyway=True)
    with pytest.raises(Refused, match="không nhận phiếu"):
        make.all_vote(meeting, five[2:3])


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("mode", ["secret", "open"])
def test_pressing_twice_in_two_tabs_counts_once(campaign, cuc, body, five, two_cases, mode):
    meeting = make.open_meeting(campaign, body, cuc, mode=mode)
    choices = {item.pk: Choice.YES for item in meeting.items.all()}
    start = Barrier(4)

    def press(_):
        try:
            start.wait()
            cast(meeting, choices, by=five[0])
        except Refused:
            return False
        else:
            return True
        finally:
            close_old_connections()
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        heard = list(pool.map(press, range(4)))
    assert sorted(heard) == [False, False, False, True]
    assert counts(meeting) == [(1, 0, 0, 0)] * 2


@pytest.mark.django_db(transaction=True)
def test_five_people_voting_at_once_are_all_counted(campaign, cuc, body, five, two_cases):
    meeting = make.open_meeting(campaign, body, cuc, mode="secret")
    choices = {item.pk: Choice.YES for item in meeting.items.all()}
    start = Barrier(5)

    def vote(person):
        try:
            start.wait()
            cast(meeting, choices, by=person)
        finally:
            connection.close()

    with ThreadPoolExecutor(5) as pool:
        list(pool.map(vote, five))
    assert counts(meeting) == [(5, 0, 0, 0)] * 2
    assert meeting.attendances.filter(voted=True).count() == 5


def test_the_database_holds_no_more_votes_than_people(campaign, cuc, body, two_cases):
    meeting = make.open_meeting(campaign, body, cuc)
    with pytest.raises(IntegrityError, match="votes_at_most_entitled"), transaction.atomic():
        meeting.items.update(yes=3, no=2, blank=1, ballots=6)
    meeting.items.update(yes=3, no=2, ballots=5)
