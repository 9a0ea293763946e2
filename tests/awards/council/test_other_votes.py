"""Votes case by case, opinions in writing, the casting vote, and members who stand aside."""

from datetime import date

import pytest
from django.urls import reverse

from awards.council.casting import call_case, cast, end_case
from awards.council.conflicts import stand_aside, take_back
from awards.council.meetings import plan_meeting
from awards.council.papers import minutes as council_minutes
from awards.council.papers import vote_count, written_opinion
from awards.council.results import results_of
from awards.council.workflow import MEETING
from awards.council.written import enter_opinion
from awards.enums import Poll
from awards.models import Ballot, Conflict
from dossiers.workflow import NOMINEE
from phuong6.office.workflow import NotAllowed, Refused
from tests import factories as make
from tests.awards.council.scene import cases, counts, voters
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
    meeting = plan_meeting(campaign, body, by=cuc, held_at=make.at(24), **plan)
    meeting.attendances.update(present=True)
    return MEETING.perform("open", meeting, by=cuc, at=make.at(24))


# --- one case after the other ---------------------------------------------------------------------------


@pytest.fixture
def one_by_one(campaign, body, cuc, two_cases):
    return opened(campaign, body, cuc, mode="secret", pace="single")


def items_of(meeting):
    return list(meeting.items.order_by("order"))


def test_only_the_case_called_is_voted_on_and_everybody_votes_on_each(one_by_one, cuc, five):
    first, second = items_of(one_by_one)
    with pytest.raises(Refused, match="không còn nhận phiếu"):
        cast(one_by_one, {first.pk: "yes"}, by=five[0])
    call_case(one_by_one, first, by=cuc)
    with pytest.raises(Refused, match="không còn nhận phiếu"):
        cast(one_by_one, {second.pk: "yes"}, by=five[0])
    for person in five:
        cast(one_by_one, {first.pk: "yes"}, by=person)
    with pytest.raises(Refused, match="đã bỏ phiếu rồi"):
        cast(one_by_one, {first.pk: "no"}, by=five[0])
    with pytest.raises(Refused, match="hãy kết thúc lượt đó trước"):
        call_case(one_by_one, second, by=cuc)
    end_case(one_by_one, first, by=cuc)
    with pytest.raises(Refused, match="đã bỏ phiếu xong"):
        call_case(one_by_one, first, by=cuc)
    call_case(one_by_one, second, by=cuc)
    for person in five[:4]:
        cast(one_by_one, {second.pk: "no"}, by=person)
    with pytest.raises(Refused, match="Còn 1 thành viên chưa bỏ phiếu"):
        end_case(one_by_one, second, by=cuc)
    with pytest.raises(Refused, match="đang bỏ phiếu"):
        MEETING.perform("close", one_by_one, by=cuc)
    end_case(one_by_one, second, by=cuc, anyway=True)
    MEETING.perform("close", one_by_one, by=cuc)
    assert counts(one_by_one) == [(5, 0, 0, 0), (0, 4, 0, 0)]
    assert [each.line.unreturned for each in results_of(one_by_one)] == [0, 1]
    assert list(one_by_one.items.order_by("order").values_list("ballots", flat=True)) == [5, 4]
    text = words_of(vote_count.KIND.paper(one_by_one))
    assert "bỏ phiếu kín trên hệ thống, lần lượt từng trường hợp" in text
    assert "ghi ở từng trường hợp trong bảng kết quả" in text
    assert "Số phiếu: 05 5 0 0 0 0 5/5 100" in text


def test_a_vote_on_one_case_is_not_ended_with_one_secret_ballot_or_none(one_by_one, cuc, five):
    first, _ = items_of(one_by_one)
    call_case(one_by_one, first, by=cuc)
    with pytest.raises(Refused, match="Chưa có thành viên nào"):
        end_case(one_by_one, first, by=cuc, anyway=True)
    cast(one_by_one, {first.pk: "yes"}, by=five[0])
    with pytest.raises(Refused, match="ai cũng biết người đó chọn gì"):
        end_case(one_by_one, first, by=cuc, anyway=True)


@pytest.mark.parametrize("who", ["an", "hoa", "boss", "member"])
def test_only_those_who_run_the_meeting_call_cases(request, one_by_one, five, who):
    person = five[1] if who == "member" else request.getfixturevalue(who)
    first, _ = items_of(one_by_one)
    with pytest.raises(NotAllowed):
        call_case(one_by_one, first, by=person)
    with pytest.raises(NotAllowed):
        end_case(one_by_one, first, by=person)


def test_a_case_withdrawn_while_it_is_voted_on_makes_room_for_the_next(one_by_one, cuc, five, two_cases):
    first, second = items_of(one_by_one)
    call_case(one_by_one, first, by=cuc)
    cast(one_by_one, {first.pk: "yes"}, by=five[0])
    NOMINEE.perform("withdraw", two_cases[0], by=cuc, note="Xin rút")
    call_case(one_by_one, second, by=cuc)
    assert list(one_by_one.items.order_by("order").values_list("poll", flat=True)) == [
        Poll.DONE,
        Poll.RUNNING,
    ]
    for person in five:
        cast(one_by_one, {second.pk: "yes"}, by=person)
    end_case(one_by_one, second, by=cuc)
    MEETING.perform("close", one_by_one, by=cuc)
    assert counts(one_by_one) == [(0, 0, 0, 0), (5, 0, 0, 0)]


def test_the_chair_and_the_members_go_through_the_cases_on_their_pages(client, one_by_one, cuc, five):
    first, second = items_of(one_by_one)
    call = reverse("meeting-call", args=[one_by_one.pk, first.pk])
    ballot, mine = (reverse(name, args=[one_by_one.pk]) for name in ("meeting-ballot", "meeting-mine"))
    client.force_login(cuc)
    assert "Đưa ra bỏ phiếu" in client.get(reverse("meeting", args=[one_by_one.pk])).content.decode()
    assert "đã bỏ phiếu 0/5" in client.post(call, follow=True).content.decode()
    client.force_login(five[0])
    page = client.get(mine).content.decode()
    assert first.nominee.addressed in page
    assert "Bỏ phiếu</a>" in page
    page = client.get(ballot).content.decode()
    assert page.count('type="radio"') == 3
    client.post(ballot, {f"item-{first.pk}": "yes", "cast": "1"})
    assert "Xin chờ trường hợp sau" in client.get(mine).content.decode()
    late = client.post(ballot, {f"item-{second.pk}": "yes", "cast": "1"}, follow=True)
    assert "đã bỏ phiếu" in late.content.decode()
    for person in five[1:4]:
        cast(one_by_one, {first.pk: "yes"}, by=person)
    client.force_login(cuc)
    asked = client.post(call, {"end": "1"})
    assert asked.status_code == 422
    assert "Vẫn kết thúc dù còn 1 thành viên chưa bỏ phiếu" in asked.content.decode()
    assert client.post(call, {"end": "1", "anyway": "on"}).headers["Location"] == reverse(
        "meeting-call", args=[one_by_one.pk, second.pk]
    )
    client.post(reverse("meeting-call", args=[one_by_one.pk, second.pk]))
    client.force_login(five[4])  # still has the ballot of the first case on the screen
    late = client.post(ballot, {f"item-{first.pk}": "no", "cast": "1"}, follow=True).content.decode()
    assert "phiếu vừa chọn không được ghi" in late
    assert counts(one_by_one) == [(4, 0, 0, 0), (0, 0, 0, 0)]


def test_what_has_not_changed_is_not_drawn_again(client, one_by_one, cuc, five):
    first, _ = items_of(one_by_one)
    call_case(one_by_one, first, by=cuc)
    progress = reverse("meeting-progress", args=[one_by_one.pk])
    client.force_login(five[0])
    assert client.get(f"{progress}?da=0-5-{first.pk}").status_code == 204
    cast(one_by_one, {first.pk: "yes"}, by=five[1])
    assert "đã bỏ phiếu 1/5" in client.get(f"{progress}?da=0-5-{first.pk}").content.decode()


# --- in writing -----------------------------------------------------------------------------------------


@pytest.fixture
def written(campaign, body, cuc, two_cases):
    meeting = plan_meeting(
        campaign, body, by=cuc, held_at=make.at(20), mode="written", due_on=date(2023, 11, 27)
    )
    return MEETING.perform("open", meeting, by=cuc, at=make.at(20))


def answer(meeting, line, by, choice="yes", *, day=24, remark="", at=28):
    choices = dict.fromkeys(meeting.items.values_list("pk", flat=True), choice)
    enter_opinion(
        meeting, line, choices, received_on=date(2023, 11, day), remark=remark, by=by, at=make.at(at)
    )


def test_slips_that_come_back_are_counted_by_name_and_day(written, cuc, five):
    lines = list(written.attendances.order_by("member__order"))
    for line in lines[:3]:
        answer(written, line, cuc, remark="Đề nghị nhân rộng." if line is lines[0] else "")
    with pytest.raises(Refused, match="có ý kiến 3/5, cần ít nhất 2/3"):
        MEETING.perform("close", written, by=cuc, close_anyway=True)
    answer(written, lines[3], cuc, "no")
    answer(written, lines[3], cuc, "blank")  # typed again, it replaces
    with pytest.raises(Refused, match="Còn 1 thành viên chưa gửi phiếu: Thành Viên 5"):
        MEETING.perform("close", written, by=cuc)
    MEETING.perform("close", written, by=cuc, close_anyway=True)
    assert counts(written) == [(3, 0, 1, 0)] * 2
    assert set(written.items.values_list("passed", flat=True)) == {True}  # 3 of 5 asked
    text = words_of(council_minutes.KIND.paper(written))
    assert "lấy ý kiến bằng văn bản, Hội đồng không họp" in text
    assert "Thành Viên 1, Chủ tịch Hội đồng: nhận ngày 24/11/2023; ý kiến khác: Đề nghị nhân rộng." in text
    assert "Thành Viên 5, Ủy viên: không gửi phiếu" in text
    assert "đồng ý: Thành Viên 1, Thành Viên 2, Thành Viên 3; không có ý kiến: Thành Viên 4" in text


@pytest.mark.parametrize(
    ("day", "says"),
    [(19, "ngày nhận không thể trước ngày đó"), (28, "nhận sau hạn 27/11/2023"), (29, "ở tương lai")],
)
def test_the_day_of_a_slip_is_one_on_which_it_counts(written, cuc, day, says):
    with pytest.raises(Refused, match=says):
        answer(written, written.attendances.first(), cuc, day=day)
    assert not Ballot.objects.exists()


def test_every_case_asked_needs_an_answer_and_only_those_who_run_it_type(written, cuc, five, an):
    line = written.attendances.first()
    with pytest.raises(Refused, match="hãy chọn một ý kiến"):
        enter_opinion(written, line, {}, received_on=date(2023, 11, 24), by=cuc, at=make.at(28))
    for person in (five[0], an):
        with pytest.raises(NotAllowed):
            answer(written, line, person)


def test_a_vote_in_writing_needs_its_last_day(client, campaign, body, cuc):
    client.force_login(cuc)
    form = {"council": body.pk, "day": "24/11/2023", "hour": "08:00", "place": "–", "mode": "written"}
    page = client.post(reverse("meeting-plan"), form).content.decode()
    assert "thì hãy ghi hạn gửi phiếu" in page
    page = client.post(reverse("meeting-plan"), form | {"due_on": "20/11/2023"}).content.decode()
    assert "không được trước ngày gửi phiếu đi" in page


def test_the_slip_names_its_member_and_only_he_and_the_office_read_it(written, cuc, five, an, two_cases):
    line = written.attendances.get(member__user=five[1])
    text = words_of(written_opinion.KIND.paper(line))
    assert "PHIẾU LẤY Ý KIẾN" in text
    assert "Họ và tên: Thành Viên 2" in text
    assert "chậm nhất ngày 27/11/2023" in text
    assert two_cases[0].addressed in text
    readers = {who.username: written_opinion.KIND.may_read(who, line) for who in (cuc, five[1], five[2], an)}
    assert list(readers.values()) == [True, True, False, False]


def test_slips_are_typed_in_on_a_page(client, written, cuc, five, time_machine):
    time_machine.move_to(make.at(25), tick=False)
    line = written.attendances.get(member__user=five[1])
    address = reverse("meeting-opinion", args=[written.pk, line.pk])
    client.force_login(five[1])
    assert client.get(address).status_code == 403
    client.force_login(cuc)
    assert "Nhập ý kiến" in client.get(reverse("meeting", args=[written.pk])).content.decode()
    fields = {f"item-{item.pk}": "yes" for item in written.items.all()}
    late = client.post(address, fields | {"received_on": "26/11/2023", "remark": "Nhất trí"})
    assert late.status_code == 422
    assert "không thể ở tương lai" in late.content.decode()
    assert "Nhất trí" in late.content.decode()
    several = fields | {key: ["yes", "no"] for key in list(fields)[:1]} | {"received_on": "24/11/2023"}
    assert "chỉ chọn một ý kiến" in client.post(address, several).content.decode()
    assert counts(written) == [(0, 0, 0, 0)] * 2
    client.post(address, fields | {"received_on": "24/11/2023"})
    assert "ngày 24/11/2023" in client.get(reverse("meeting", args=[written.pk])).content.decode()
    assert counts(written) == [(1, 0, 0, 0)] * 2


# --- the casting vote -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mode", "chair", "passed"), [("open", "yes", True), ("open", "no", False), ("secret", "yes", False)]
)
def test_a_tie_goes_the_chairs_way_in_open_votes_only(campaign, ward, cuc, two_cases, mode, chair, passed):
    campaign.chair_casting_vote = True
    campaign.save()
    four = voters(4)
    meeting = make.open_meeting(campaign, make.council(ward, 4, four), cuc, mode=mode)
    make.all_vote(meeting, four[:1], chair)
    make.all_vote(meeting, four[1:2], chair)
    make.all_vote(meeting, four[2:], "no" if chair == "yes" else "yes")
    MEETING.perform("close", meeting, by=cuc)
    assert set(meeting.items.values_list("passed", flat=True)) == {passed}


# --- standing aside -------------------------------------------------------------------------------------


def test_a_member_who_stands_aside_is_not_entitled_and_named_in_the_minutes(
    campaign, body, cuc, five, two_cases
):
    meeting = make.open_meeting(campaign, body, cuc, mode="secret")
    first, _ = items_of(meeting)
    stand_aside(meeting, first, by=five[1], reason="Là em ruột của người được đề nghị")
    first.refresh_from_db()
    assert (first.entitled_members, first.entitled_present) == (4, 4)
    make.all_vote(meeting, five)
    MEETING.perform("close", meeting, by=cuc)
    assert counts(meeting) == [(4, 0, 0, 0), (5, 0, 0, 0)]
    first.refresh_from_db()
    assert (first.not_entitled, first.ballots) == (1, 5)
    text = words_of(council_minutes.KIND.paper(meeting))
    assert f"Thành Viên 2: 01. {first.nominee.addressed} (Là em ruột của người được đề nghị)" in text


def test_who_may_record_that_a_member_stands_aside(campaign, body, cuc, five, two_cases, an):
    meeting = make.open_meeting(campaign, body, cuc, mode="secret")
    first, _ = items_of(meeting)
    other = body.members.get(order=3)
    for person in (five[1], an):
        with pytest.raises(NotAllowed):
            stand_aside(meeting, first, by=person, member=other, reason="Vợ")
    with pytest.raises(NotAllowed):
        stand_aside(meeting, first, by=an, reason="Vợ")
    row = stand_aside(meeting, first, by=cuc, member=other, reason="Vợ")
    assert (row.member, row.by) == (other, cuc)
    with pytest.raises(Refused, match="đã không được biểu quyết"):
        stand_aside(meeting, first, by=five[2], reason="Vợ")
    with pytest.raises(Refused, match="ghi lý do"):
        stand_aside(meeting, first, by=five[3], reason="  ")


def test_after_voting_it_is_too_late_to_stand_aside(campaign, body, cuc, five, two_cases):
    meeting = make.open_meeting(campaign, body, cuc, mode="secret")
    first, _ = items_of(meeting)
    make.all_vote(meeting, five[:1])
    with pytest.raises(Refused, match="Đã bỏ phiếu"):
        stand_aside(meeting, first, by=five[0], reason="Vợ")
    make.all_vote(meeting, five[1:])
    MEETING.perform("close", meeting, by=cuc)
    with pytest.raises(Refused, match="đã kết thúc"):
        stand_aside(meeting, first, by=five[1], reason="Vợ")


def test_what_was_recorded_by_mistake_is_taken_back_before_the_meeting_opens_only(
    campaign, body, cuc, five, two_cases
):
    meeting = plan_meeting(campaign, body, by=cuc, held_at=make.at(24), mode="secret")
    first, _ = items_of(meeting)
    row = stand_aside(meeting, first, by=five[1], reason="Nhầm")
    with pytest.raises(NotAllowed):
        take_back(meeting, row, by=five[2])
    take_back(meeting, row, by=five[1])
    assert not Conflict.objects.exists()
    row = stand_aside(meeting, first, by=five[1], reason="Anh ruột")
    meeting.attendances.update(present=True)
    MEETING.perform("open", meeting, by=cuc)
    with pytest.raises(Refused, match="đã khai mạc"):
        take_back(meeting, row, by=cuc)


def test_standing_aside_on_pages(client, campaign, body, cuc, five, two_cases, an):
    meeting = plan_meeting(campaign, body, by=cuc, held_at=make.at(24), mode="secret")
    first, _ = items_of(meeting)
    address = reverse("meeting-conflict", args=[meeting.pk, first.pk])
    case = reverse("meeting-case", args=[meeting.pk, first.pk])
    client.force_login(an)
    assert client.post(address, {"reason": "x"}).status_code == 404
    client.force_login(five[1])
    assert "Xin không biểu quyết" in client.get(case).content.decode()
    empty = client.post(address, {"reason": ""})
    assert empty.status_code == 422
    assert "Hãy ghi lý do không biểu quyết" in empty.content.decode()
    client.post(address, {"reason": "Là em ruột"})
    assert "Thành Viên 2</strong>: Là em ruột" in client.get(case).content.decode()
    client.force_login(cuc)
    assert client.post(address, {"reason": "Vợ"}).status_code == 422
    other = body.members.get(order=3)
    client.post(address, {"member": other.pk, "reason": "Vợ"})
    assert set(Conflict.objects.values_list("member__order", flat=True)) == {2, 3}
    undo = reverse("meeting-conflict-undo", args=[meeting.pk, Conflict.objects.get(member=other).pk])
    client.post(undo)
    assert Conflict.objects.count() == 1
    meeting.attendances.update(present=True)
    MEETING.perform("open", meeting, by=cuc)
    client.force_login(five[1])
    page = client.get(reverse("meeting-ballot", args=[meeting.pk])).content.decode()
    assert "Ông/bà đã xin không biểu quyết trường hợp này." in page
    assert page.count('type="radio"') == 3


def test_one_by_one_a_line_with_a_member_standing_aside_adds_up(one_by_one, cuc, five):
    first, second = items_of(one_by_one)
    stand_aside(one_by_one, first, by=five[1], reason="Là em ruột của người được đề nghị")
    for item, voters_of_it in ((first, [five[0], *five[2:]]), (second, five)):
        call_case(one_by_one, item, by=cuc)
        for person in voters_of_it:
            cast(one_by_one, {item.pk: "yes"}, by=person)
        end_case(one_by_one, item, by=cuc)
    MEETING.perform("close", one_by_one, by=cuc)
    lines = [(each.yes, each.not_entitled, each.ballots) for each in items_of(one_by_one)]
    assert lines == [(4, 1, 5), (5, 0, 5)]


def test_the_ballot_of_a_member_who_may_vote_on_nothing_is_not_waited_for(
    client, campaign, body, cuc, five, two_cases
):
    meeting = make.open_meeting(campaign, body, cuc, mode="secret")
    for item in items_of(meeting):
        stand_aside(meeting, item, by=five[1], reason="Là em ruột của người được đề nghị")
    client.force_login(five[1])
    page = client.get(reverse("meeting", args=[meeting.pk])).content.decode()
    assert "không phải bỏ phiếu" in page
    assert "Đã bỏ phiếu 0/4" in page
    assert client.get(reverse("meeting-ballot", args=[meeting.pk])).status_code == 302
    make.all_vote(meeting, [five[0], *five[2:]])
    MEETING.perform("close", meeting, by=cuc)
    meeting.refresh_from_db()
    assert (meeting.ballots_issued, meeting.ballots_returned, meeting.ballots_valid) == (5, 5, 5)
    assert {(each.yes, each.not_entitled, each.ballots) for each in items_of(meeting)} == {(4, 1, 5)}


# --- what the member and the chair see meanwhile --------------------------------------------------------


def test_after_the_last_case_the_phones_say_that_only_the_end_is_waited_for(client, one_by_one, cuc, five):
    client.force_login(five[0])
    page, over = reverse("meeting", args=[one_by_one.pk]), "Đã bỏ phiếu xong mọi trường hợp, xin chờ chủ trì"
    for item in items_of(one_by_one):
        assert over not in client.get(page).content.decode()
        call_case(one_by_one, item, by=cuc)
        for person in five:
            cast(one_by_one, {item.pk: "yes"}, by=person)
        end_case(one_by_one, item, by=cuc)
    assert over in client.get(page).content.decode()
    assert "nút Bỏ phiếu tự hiện ở đây" not in client.get(page).content.decode()


def test_the_chair_votes_from_the_page_on_which_he_calls_a_case(
    client, campaign, ward, cuc, dung, five, two_cases
):
    body = make.council(ward, 5, [dung, *five[1:]])
    meeting = opened(campaign, body, cuc, mode="secret", pace="single")
    first, second = items_of(meeting)
    ballot, page = (
        reverse("meeting-ballot", args=[meeting.pk]),
        reverse("meeting-call", args=[meeting.pk, first.pk]),
    )
    client.force_login(dung)
    before = client.get(page).content.decode()
    assert "Đưa ra bỏ phiếu" in before
    assert ballot not in before
    call_case(meeting, first, by=dung)
    assert ballot in client.get(page).content.decode()
    other = client.get(reverse("meeting-call", args=[meeting.pk, second.pk])).content.decode()
    assert second.nominee.addressed in other
    client.force_login(cuc)
    assert ballot not in client.get(page).content.decode()
