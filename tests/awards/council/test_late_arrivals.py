"""Members who come after the opening, and members ticked who were not there: what they may vote on, what is told."""

import pytest
from django.urls import reverse
from django.utils import timezone

from awards.council.casting import call_case, cast, end_case
from awards.council.conflicts import stand_aside
from awards.council.meetings import lines_of, plan_meeting, quorum_of, record_attendance
from awards.council.papers import minutes as council_minutes
from awards.council.papers import vote_count
from awards.council.results import progress_of, results_of
from awards.council.workflow import MEETING
from awards.models import Attendance
from phuong6.lib.text import nfc
from phuong6.office.workflow import NotAllowed, Refused, moves_of
from tests import factories as make
from tests.awards.council.scene import cases, counted_on_paper, counts, voters
from tests.awards.paper_words import words_of


@pytest.fixture
def five(db):
    return voters()


@pytest.fixture
def body(ward, five):
    return make.council(ward, 5, five)


@pytest.fixture
def two_cases(campaign, unit, an, cuc):
    return cases(campaign, unit, an, cuc)


def opened(campaign, body, cuc, **plan):
    """Four of five are there; the fifth has said nothing."""
    meeting = plan_meeting(campaign, body, by=cuc, held_at=make.at(24), **plan)
    lines = list(meeting.attendances.order_by("member__order"))
    record_attendance(meeting, {line.pk for line in lines[:4]}, by=cuc, reasons={lines[4].pk: "Chưa rõ"})
    return MEETING.perform("open", meeting, by=cuc)


@pytest.fixture
def secret(campaign, body, cuc, two_cases):
    return opened(campaign, body, cuc, mode="secret")


@pytest.fixture
def by_name(campaign, body, cuc, two_cases):
    return opened(campaign, body, cuc, mode="open")


@pytest.fixture
def one_by_one(campaign, body, cuc, two_cases):
    return opened(campaign, body, cuc, mode="secret", pace="single")


@pytest.fixture
def on_paper(campaign, body, cuc, two_cases):
    return opened(campaign, body, cuc, mode="tally")


def line_of(meeting, person) -> Attendance:
    return next(each for each in lines_of(meeting) if each.member.user_id == person.pk)


def arrive(meeting, person, by):
    return MEETING.perform("arrive", meeting, by=by, line=line_of(meeting, person))


def miss(meeting, person, by, reason="Bận việc gia đình"):
    return MEETING.perform("miss", meeting, by=by, line=line_of(meeting, person), reason=reason)


def entitled(meeting) -> list[tuple[int, int]]:
    return list(meeting.items.order_by("order").values_list("entitled_members", "entitled_present"))


def test_who_comes_late_votes_and_counts_as_present(secret, cuc, five):
    with pytest.raises(NotAllowed):
        cast(secret, {}, by=five[4])
    arrive(secret, five[4], cuc)
    late = line_of(secret, five[4])
    assert (late.present, late.absent_reason) == (True, "")
    assert late.late.at > secret.opened_at
    assert quorum_of(secret)[:2] == (5, 5)
    assert entitled(secret) == [(5, 5), (5, 5)]
    for person in five:
        cast(secret, {each.pk: "yes" for each in secret.items.all()}, by=person)
    MEETING.perform("close", secret, by=cuc)
    assert counts(secret) == [(5, 0, 0, 0), (5, 0, 0, 0)]
    assert (secret.ballots_issued, secret.ballots_returned) == (5, 5)


def test_cases_voted_on_before_he_came_stay_as_they_were(one_by_one, cuc, five):
    first, second = one_by_one.items.order_by("order")
    call_case(one_by_one, first, by=cuc)
    for person in five[:4]:
        cast(one_by_one, {first.pk: "yes"}, by=person)
    end_case(one_by_one, first, by=cuc)
    arrive(one_by_one, five[4], cuc)
    assert entitled(one_by_one) == [(5, 4), (5, 5)]
    call_case(one_by_one, second, by=cuc)
    for person in five:
        cast(one_by_one, {second.pk: "yes"}, by=person)
    end_case(one_by_one, second, by=cuc)
    MEETING.perform("close", one_by_one, by=cuc)
    assert [(each.line.present, each.line.yes) for each in results_of(one_by_one)] == [(4, 4), (5, 5)]
    assert list(one_by_one.items.order_by("order").values_list("ballots", "not_entitled")) == [(4, 0), (5, 0)]
    text = words_of(council_minutes.KIND.paper(one_by_one))
    assert "Thành viên có mặt: 05/05" in text
    late = line_of(one_by_one, five[4])
    hour = timezone.localtime(late.late.at).strftime("%H giờ %M")
    assert (
        f"{late.member.name}, {late.member.get_seat_display()}: đến lúc {hour}; không biểu quyết trường hợp 01 "
        "(đã bỏ phiếu trước đó)" in text
    )


def test_who_comes_while_a_case_is_voted_on_votes_on_it(one_by_one, cuc, five):
    first = one_by_one.items.order_by("order").first()
    call_case(one_by_one, first, by=cuc)
    arrive(one_by_one, five[4], cuc)
    lines, agenda = lines_of(one_by_one), list(one_by_one.items.select_related("nominee__dossier"))
    assert progress_of(one_by_one, lines, agenda).awaited == 5
    cast(one_by_one, {first.pk: "no"}, by=five[4])


def test_who_stands_aside_on_a_case_over_before_he_came_is_not_told_for_it(one_by_one, cuc, five):
    first, second = one_by_one.items.order_by("order")
    stand_aside(one_by_one, first, by=five[4], reason="Anh em ruột")
    stand_aside(one_by_one, second, by=five[4], reason="Anh em ruột")
    for item, people in ((first, five[:4]), (second, five[:4])):
        call_case(one_by_one, item, by=cuc)
        for person in people:
            cast(one_by_one, {item.pk: "yes"}, by=person)
        end_case(one_by_one, item, by=cuc)
        if item == first:
            arrive(one_by_one, five[4], cuc)
    MEETING.perform("close", one_by_one, by=cuc)
    assert list(one_by_one.items.order_by("order").values_list("ballots", "not_entitled")) == [(4, 0), (5, 1)]
    text = words_of(vote_count.KIND.paper(one_by_one))
    assert text.count("Anh em ruột") == 1


def test_after_the_last_case_nobody_comes_in_to_vote(one_by_one, cuc, five):
    for item in one_by_one.items.order_by("order"):
        call_case(one_by_one, item, by=cuc)
        for person in five[:4]:
            cast(one_by_one, {item.pk: "yes"}, by=person)
        end_case(one_by_one, item, by=cuc)
    with pytest.raises(Refused, match="không còn bỏ phiếu nữa"):
        arrive(one_by_one, five[4], cuc)


def test_a_count_of_paper_already_typed_fixes_who_was_there(on_paper, cuc, cam, five):
    arrive(on_paper, five[4], cuc)
    miss(on_paper, five[4], cuc)
    counted_on_paper(on_paper, cuc, cam, (4, 0, 0, 0), (4, 0, 0, 0))
    with pytest.raises(Refused, match="Đã nhập kết quả kiểm phiếu"):
        arrive(on_paper, five[4], cuc)
    with pytest.raises(Refused, match="Đã nhập kết quả kiểm phiếu"):
        miss(on_paper, five[3], cuc)
    with pytest.raises(Refused, match="đang kiểm phiếu"):
        stand_aside(on_paper, on_paper.items.first(), by=five[0], reason="Anh em ruột")


def test_who_was_ticked_by_mistake_is_away_with_a_reason_while_nothing_rests_on_it(by_name, cuc, five):
    with pytest.raises(Refused, match="Hãy ghi lý do vắng"):
        miss(by_name, five[3], cuc, reason="")
    arrive(by_name, five[4], cuc)
    miss(by_name, five[3], cuc)
    gone = line_of(by_name, five[3])
    assert (gone.present, gone.absent_reason, hasattr(gone, "late")) == (False, "Bận việc gia đình", False)
    assert entitled(by_name) == [(5, 4), (5, 4)]
    with pytest.raises(Refused, match="đã được ghi vắng"):
        miss(by_name, five[3], cuc)
    with pytest.raises(Refused, match="đã được ghi có mặt"):
        arrive(by_name, five[4], cuc)
    cast(by_name, {}, by=five[4])
    with pytest.raises(Refused, match="đã bỏ phiếu nên"):
        miss(by_name, five[4], cuc)


def test_who_pressed_or_voted_meanwhile_is_seen(by_name, cuc, five):
    """Both officers have the same page open; a member votes while one of them types a reason."""
    late, first = line_of(by_name, five[4]), line_of(by_name, five[0])
    MEETING.perform("arrive", by_name, by=cuc, line=late, reason="")
    with pytest.raises(Refused, match="đã được ghi có mặt"):
        MEETING.perform("arrive", by_name, by=cuc, line=late, reason="")
    cast(by_name, {}, by=five[0])
    with pytest.raises(Refused, match="đã bỏ phiếu nên"):
        MEETING.perform("miss", by_name, by=cuc, line=first, reason="Bận việc")


def test_the_quorum_is_kept(by_name, cuc, five):
    with pytest.raises(Refused, match="không còn đủ số người để họp"):
        miss(by_name, five[3], cuc)


def test_the_chair_whose_agreement_is_asked_stays(campaign, body, cuc, five, two_cases):
    campaign.chair_must_agree = True
    campaign.save()
    meeting = opened(campaign, body, cuc, mode="open")
    arrive(meeting, five[4], cuc)
    with pytest.raises(Refused, match="Chủ tịch Hội đồng không có mặt"):
        miss(meeting, five[0], cuc)


def test_of_a_secret_vote_nobody_learns_who_has_voted(secret, cuc, five):
    arrive(secret, five[4], cuc)
    cast(secret, {}, by=five[0])
    with pytest.raises(Refused) as of_a_voter:
        miss(secret, five[0], cuc)
    with pytest.raises(Refused) as of_another:
        miss(secret, five[1], cuc)
    assert of_a_voter.value.sentences == of_another.value.sentences
    assert "Đã có phiếu kín bỏ vào" in str(of_another.value)


def test_between_two_cases_a_slip_is_undone_and_a_voter_is_not_sent_away(one_by_one, cuc, five):
    first = one_by_one.items.order_by("order").first()
    call_case(one_by_one, first, by=cuc)
    for person in five[:4]:
        cast(one_by_one, {first.pk: "yes"}, by=person)
    end_case(one_by_one, first, by=cuc)
    arrive(one_by_one, five[4], cuc)
    with pytest.raises(Refused, match="đã có mặt khi bỏ phiếu"):
        miss(one_by_one, five[0], cuc)
    miss(one_by_one, five[4], cuc)
    assert not line_of(one_by_one, five[4]).present


def test_only_those_who_run_the_meeting_say_who_is_there(secret, an, hoa, five):
    for person in (an, hoa, five[0], five[4]):
        with pytest.raises(NotAllowed):
            arrive(secret, five[4], person)
        with pytest.raises(NotAllowed):
            miss(secret, five[0], person)


def test_a_meeting_not_open_has_no_latecomers(campaign, body, cuc, five, two_cases):
    meeting = plan_meeting(campaign, body, by=cuc, held_at=make.at(24))
    with pytest.raises(Refused):
        arrive(meeting, five[4], cuc)


# --- the page -------------------------------------------------------------------------------------------


def send(client, meeting, line, move, **told):
    address = reverse("meeting-attendance", args=[meeting.pk])
    sent = {"line": line.pk, "move": move} | {f"line-{line.pk}-{name}": value for name, value in told.items()}
    return client.post(address, sent, follow=True)


def test_the_officer_lets_a_latecomer_in_from_the_meetings_page(client, secret, cuc, five):
    client.force_login(cuc)
    address = reverse("meeting-attendance", args=[secret.pk])
    assert address in client.get(reverse("meeting", args=[secret.pk])).text
    late = line_of(secret, five[4])
    page = send(client, secret, late, "arrive")
    assert f"Đã ghi {late.member.name} có mặt." in page.text
    assert "đến lúc" in page.text
    move = moves_of(secret).last()
    assert (move.move, move.by, move.note) == ("arrive", cuc, late.member.name)
    assert late.member.name in client.get(reverse("meeting", args=[secret.pk])).text
    client.force_login(five[4])
    assert "Bỏ phiếu" in client.get(reverse("meeting-mine", args=[secret.pk])).text


def test_an_absence_needs_its_reason_next_to_the_button(client, by_name, cuc, five):
    arrive(by_name, five[4], cuc)
    client.force_login(cuc)
    line = line_of(by_name, five[0])
    page = send(client, by_name, line, "miss", reason="")
    assert page.status_code == 422
    assert f'id="id_line-{line.pk}-reason-error"' in page.text
    assert "Hãy ghi lý do vắng" in page.text
    page = send(client, by_name, line, "miss", reason="x" * 201)
    assert (page.status_code, "Lý do dài quá 200 chữ" in page.text, "x" * 201 in page.text) == (
        422,
        True,
        True,
    )
    page = send(client, by_name, line, "miss", reason=nfc("Ốm đột xuất"))
    assert page.status_code == 200
    assert moves_of(by_name).last().note == f"{line.member.name}: Ốm đột xuất"


def test_a_press_that_came_too_late_is_told(client, secret, cuc, five):
    client.force_login(cuc)
    late = line_of(secret, five[4])
    arrive(secret, five[4], cuc)
    page = send(client, secret, late, "arrive")
    assert (page.status_code, "đã được ghi có mặt" in page.text) == (422, True)
    assert send(client, secret, late, "bogus").status_code == 200
    assert client.post(reverse("meeting-attendance", args=[secret.pk]), {"line": "x"}).status_code == 200


@pytest.mark.parametrize("seats", [3, 9])
def test_the_page_asks_the_database_the_same_for_three_members_and_nine(
    client, campaign, ward, cuc, two_cases, seats, django_assert_num_queries
):
    meeting = make.open_meeting(campaign, make.council(ward, seats, voters(seats)), cuc, mode="open")
    client.force_login(cuc)
    with django_assert_num_queries(8):
        client.get(reverse("meeting-attendance", args=[meeting.pk]))
