"""Paper ballots: typed in twice by two people, every figure adding up, differences shown and settled."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from awards.council.paper_count import (
    Ground,
    differences_of,
    final_count,
    line_faults,
    settle,
    type_count,
    whole_faults,
)
from awards.council.papers import minutes as council_minutes
from awards.council.papers import vote_count
from awards.council.results import results_of
from awards.council.workflow import MEETING
from awards.models import PaperCount
from awards.models.votes import COUNTERS
from dossiers.workflow import NOMINEE
from phuong6.office.workflow import NotAllowed, Refused
from tests import factories as make
from tests.awards.council.scene import cases, counted_on_paper, counts, typed, voters
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


@pytest.fixture
def paper(campaign, body, cuc, two_cases):
    return make.open_meeting(campaign, body, cuc, mode="tally")


def test_two_people_type_the_same_and_the_meeting_closes(paper, cuc, five):
    with pytest.raises(Refused, match="cần hai người nhập riêng"):
        MEETING.perform("close", paper, by=cuc)
    type_count(paper, typed(paper, (4, 1, 0, 0), (2, 2, 0, 1)), by=cuc)
    with pytest.raises(Refused, match="Võ Thị Cúc đã nhập kết quả kiểm phiếu; còn chờ một người khác"):
        MEETING.perform("close", paper, by=cuc)
    assert counts(paper) == [(0, 0, 0, 0)] * 2  # nothing is written before closing
    type_count(paper, typed(paper, (4, 1, 0, 0), (2, 2, 0, 1)), by=five[2])
    MEETING.perform("close", paper, by=cuc)
    assert counts(paper) == [(4, 1, 0, 0), (2, 2, 0, 1)]
    assert list(paper.items.order_by("order").values_list("passed", "ballots")) == [(True, 5), (False, 5)]
    paper.refresh_from_db()
    assert (paper.ballots_issued, paper.ballots_returned, paper.ballots_valid, paper.ballots_spoilt) == (
        5, 5, 5, 0,
    )  # fmt: skip


def test_one_person_typing_again_replaces_his_own_and_is_not_the_second(paper, cuc):
    type_count(paper, typed(paper, (4, 1, 0, 0), (5, 0, 0, 0)), by=cuc)
    type_count(paper, typed(paper, (5, 0, 0, 0), (5, 0, 0, 0)), by=cuc)
    assert paper.paper_counts.count() == 1
    assert final_count(paper) is None
    with pytest.raises(IntegrityError), transaction.atomic():
        PaperCount.objects.create(
            meeting=paper, place="second", by=cuc, issued=5, returned=5, valid=5, invalid=0
        )


def test_differences_are_named_settled_and_told_in_both_minutes(paper, cuc, cam, five, two_cases):
    type_count(paper, typed(paper, (4, 1, 0, 0), (3, 2, 0, 0)), by=five[1])
    type_count(paper, typed(paper, (4, 1, 0, 0), (2, 2, 0, 1)), by=cam)
    found = [(each.item.order, each.name, each.first, each.second) for each in differences_of(paper)]
    assert found == [(2, "yes", 3, 2), (2, "spoilt", 0, 1)]
    with pytest.raises(Refused, match="Hai lần nhập khác nhau 2 chỗ"):
        MEETING.perform("close", paper, by=cuc)
    with pytest.raises(Refused, match="Đã có đủ hai lần nhập"):
        type_count(paper, typed(paper, (4, 1, 0, 0), (2, 2, 0, 1)), by=five[1])
    right = typed(paper, (4, 1, 0, 0), (2, 2, 0, 1))
    with pytest.raises(Refused, match="giải quyết thế nào"):
        settle(paper, right, by=cuc, note=" ")
    with pytest.raises(NotAllowed):
        settle(paper, right, by=five[1], note="Đếm lại")
    settle(paper, right, by=cuc, note="Mở lại phiếu, đếm lại dòng 2.")
    MEETING.perform("close", paper, by=cuc)
    assert counts(paper)[1] == (2, 2, 0, 1)
    for kind in (vote_count.KIND, council_minutes.KIND):
        text = words_of(kind.paper(paper))
        assert "do Ủy Viên Thứ 2 và Bùi Thị Cam nhập riêng hai lần; 02 chỗ khác nhau:" in text
        assert f"02. {two_cases[1].addressed}, đồng ý: lần 1 ghi 3, lần 2 ghi 2, chốt 2" in text
        assert "Võ Thị Cúc chốt: Mở lại phiếu, đếm lại dòng 2." in text


def test_who_may_not_type(paper, an, hoa, boss, five, cuc):
    paper.attendances.filter(member__user=five[4]).update(present=False)
    for person in (an, hoa, boss, five[4]):
        with pytest.raises(NotAllowed):
            type_count(paper, typed(paper, (4, 1, 0, 0), (4, 1, 0, 0)), by=person)


@pytest.mark.parametrize(
    ("lines", "whole", "says"),
    [
        (((4, 1, 0, 0), (4, 0, 0, 0)), {}, "Cộng được 4 phiếu, phải bằng 5 phiếu hợp lệ"),
        (((5, 0, 0, 0), (5, 0, 0, 0)), {"issued": 6}, "Chỉ có 5 thành viên có mặt, không thể phát ra 6"),
        (((5, 0, 0, 0), (5, 0, 0, 0)), {"returned": 4}, "phải bằng thu vào 4"),
        (((5, 0, 0, 0), (5, 0, 0, 0)), {"issued": 4}, "không thể nhiều hơn số phiếu phát ra"),
        (((4, 0, 0, 0, 1), (4, 0, 0, 0, 1)), {}, "Chỉ có 0 thành viên có mặt không được biểu quyết"),
    ],
)
def test_a_count_that_does_not_add_up_is_refused(paper, cuc, lines, whole, says):
    count = typed(paper, *lines)
    count.whole.update(whole)
    with pytest.raises(Refused, match=says):
        type_count(paper, count, by=cuc)
    assert not paper.paper_counts.exists()


def test_ballots_of_members_who_may_not_vote_on_a_line_are_counted_apart(
    campaign, unit, an, cuc, cam, body, five
):
    cases(campaign, unit, an, cuc, official=make.OfficialFactory(unit=unit, user=five[0]))
    meeting = make.open_meeting(campaign, body, cuc, mode="tally")
    with pytest.raises(Refused, match="Chỉ có 4 thành viên có mặt được biểu quyết dòng này"):
        type_count(meeting, typed(meeting, (5, 0, 0, 0, 0), (5, 0, 0, 0, 0)), by=cuc)
    counted_on_paper(meeting, cuc, cam, (3, 1, 0, 0, 1), (5, 0, 0, 0, 0))
    MEETING.perform("close", meeting, by=cuc)
    line = meeting.items.get(order=1)
    assert (line.yes, line.not_entitled, line.ballots, line.passed) == (3, 1, 5, True)  # 3 of 4
    text = words_of(council_minutes.KIND.paper(meeting))
    assert "Thành Viên 1: 01." in text
    assert "(trường hợp của chính mình hoặc của đơn vị mình)" in text


def test_spoilt_ballots_and_unreturned_ones_stay_out_of_the_lines(paper, cuc, cam):
    counted_on_paper(paper, cuc, cam, (3, 0, 0, 0), (1, 2, 0, 0), issued=5, invalid=1)
    MEETING.perform("close", paper, by=cuc)
    paper.refresh_from_db()
    whole = (paper.ballots_issued, paper.ballots_returned, paper.ballots_valid, paper.ballots_spoilt)
    assert whole == (5, 4, 3, 1)
    assert list(paper.items.order_by("order").values_list("passed", flat=True)) == [True, False]  # of 5


def test_page_and_minutes_tell_of_a_ballot_that_is_invalid_as_a_whole(client, paper, cuc, cam):
    """Five issued and returned, one of them invalid: it was handed in, so no line calls it missing."""
    counted_on_paper(paper, cuc, cam, (3, 1, 0, 0), (1, 2, 0, 1), issued=5, invalid=1)
    MEETING.perform("close", paper, by=cuc)
    assert [each.unreturned for each in results_of(paper)] == [0, 0]
    client.force_login(cuc)
    page = client.get(reverse("meeting", args=[paper.pk])).content.decode()
    assert "<dt>Số phiếu phát ra</dt><dd>5; thu vào: 5</dd>" in page
    assert "<dt>Số phiếu hợp lệ</dt><dd>4; không hợp lệ: 1</dd>" in page
    assert 'data-label="Không bỏ" class="number">1<' not in page
    minutes = words_of(council_minutes.KIND.paper(paper))
    assert "Số phiếu phát ra: 05; thu vào: 05" in minutes
    assert "Số phiếu hợp lệ: 04; không hợp lệ: 01" in minutes


def test_a_ballot_that_did_not_come_back_is_still_called_missing(paper, cuc, cam):
    counted_on_paper(paper, cuc, cam, (2, 1, 0, 0), (3, 0, 0, 0), issued=5, invalid=1)
    MEETING.perform("close", paper, by=cuc)
    assert [each.unreturned for each in results_of(paper)] == [1, 1]


def test_a_tally_says_what_the_chair_said_where_that_counts(campaign, cuc, cam, body, two_cases):
    campaign.chair_must_agree = True
    campaign.save()
    meeting = make.open_meeting(campaign, body, cuc, mode="tally")
    with pytest.raises(Refused, match="Chủ tịch Hội đồng có đồng ý không"):
        type_count(meeting, typed(meeting, (5, 0, 0, 0), (5, 0, 0, 0)), by=cuc)
    with pytest.raises(Refused, match="Không có phiếu đồng ý nào"):
        type_count(meeting, typed(meeting, (0, 5, 0, 0), (5, 0, 0, 0), chair=True), by=cuc)
    counted_on_paper(meeting, cuc, cam, (4, 1, 0, 0), (4, 1, 0, 0), chair=False)
    MEETING.perform("close", meeting, by=cuc)
    assert set(meeting.items.values_list("passed", flat=True)) == {False}


def test_a_withdrawn_case_is_not_counted(paper, cuc, cam, two_cases):
    NOMINEE.perform("withdraw", two_cases[0], by=cuc, note="Xin rút")
    counted_on_paper(paper, cuc, cam, (5, 0, 0, 0))
    MEETING.perform("close", paper, by=cuc)
    assert counts(paper) == [(0, 0, 0, 0), (5, 0, 0, 0)]


@pytest.mark.parametrize(
    "wrong",
    [{"yes": 3, "ballots": 4}, {"yes": 3, "not_entitled": 1, "ballots": 3}, {"ballots": 1}],
)
def test_the_database_holds_that_a_line_adds_up(paper, wrong):
    with pytest.raises(IntegrityError, match="a_line_adds_up_to_its_ballots"), transaction.atomic():
        paper.items.update(**wrong)


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ({"ballots_issued": 3, "ballots_returned": 4}, "ballots_returned_at_most_issued"),
        (
            {"ballots_returned": 4, "ballots_valid": 4, "ballots_spoilt": 1},
            "ballots_returned_are_valid_or_spoilt",
        ),
    ],
)
def test_the_database_holds_that_the_ballots_add_up(paper, wrong, name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        type(paper).objects.filter(pk=paper.pk).update(**wrong)


small = st.integers(0, 12)


@given(small, small, small, small)
def test_whole_ballots_are_refused_exactly_when_they_do_not_add_up(issued, returned, valid, invalid):
    whole = {"issued": issued, "returned": returned, "valid": valid, "invalid": invalid}
    right = 9 >= issued >= returned and returned == valid + invalid
    assert (whole_faults(whole, 9) == {}) is right


@given(st.tuples(small, small, small, small, small), small, st.integers(0, 3))
def test_a_line_is_refused_exactly_when_it_does_not_add_up(counted, valid, barred):
    class Item:
        pk, entitled_present = 1, 9 - barred

    line = dict(zip(COUNTERS, counted, strict=True))
    right = (
        sum(counted) == valid and line["not_entitled"] <= barred and sum(counted[:4]) <= Item.entitled_present
    )
    assert (line_faults(Item, line, valid, Ground(9, [Item], {1: barred})) == {}) is right


# --- pages ----------------------------------------------------------------------------------------------


def form_of(meeting, *lines, **whole) -> dict:
    count = typed(meeting, *lines)
    fields = count.whole | whole
    for item, line in count.lines.items():
        fields |= {f"{name}-{item}": line[name] for name in COUNTERS if name != "not_entitled"}
    return fields


def test_the_count_is_typed_compared_and_settled_on_pages(client, paper, cuc, five):
    tally, compare = (reverse(name, args=[paper.pk]) for name in ("meeting-tally", "meeting-compare"))
    client.force_login(five[1])
    wrong = client.post(tally, form_of(paper, (4, 1, 0, 0), (3, 1, 0, 0)))
    assert wrong.status_code == 422
    assert "Cộng được 4 phiếu, phải bằng 5 phiếu hợp lệ." in wrong.content.decode()
    assert 'value="3"' in wrong.content.decode()
    missing = form_of(paper, (4, 1, 0, 0), (3, 2, 0, 0)) | {"valid": ""}
    assert "không có thì ghi 0" in client.post(tally, missing).content.decode()
    first = paper.items.get(order=1)
    empty = form_of(paper, (4, 1, 0, 0), (3, 2, 0, 0)) | {f"yes-{first.pk}": ""}
    named = f"1. {first.nominee.addressed}, đồng ý: Hãy ghi số phiếu"
    assert named in client.post(tally, empty).content.decode(), "a fault on top tells the case"
    client.post(tally, form_of(paper, (4, 1, 0, 0), (3, 2, 0, 0)))
    client.force_login(cuc)
    blank = client.get(tally).content.decode()
    assert 'value="3"' not in blank  # the other's figures are not shown
    assert (
        "Đã nhập kết quả kiểm phiếu 1/2 lần"
        in client.get(reverse("meeting", args=[paper.pk])).content.decode()
    )
    page = client.post(tally, form_of(paper, (4, 1, 0, 0), (2, 3, 0, 0)), follow=True).content.decode()
    assert "Hai lần nhập khác nhau" in page
    second = paper.items.get(order=2)
    assert f'id="id_yes-{second.pk}"' in page
    answer = client.post(compare, {f"yes-{second.pk}": 2, f"no-{second.pk}": 3, f"blank-{second.pk}": 0})
    assert answer.status_code == 422
    assert "Hãy ghi đã giải quyết thế nào" in answer.content.decode()
    right = {f"yes-{second.pk}": 2, f"no-{second.pk}": 3, f"blank-{second.pk}": 0, f"spoilt-{second.pk}": 0}
    client.post(compare, right | {"note": "Đếm lại dòng 2."})
    assert "Đếm lại dòng 2." in client.get(compare).content.decode()
    MEETING.perform("close", paper, by=cuc)
    assert counts(paper) == [(4, 1, 0, 0), (2, 3, 0, 0)]


def test_a_member_does_not_settle(client, paper, five, cam):
    type_count(paper, typed(paper, (4, 1, 0, 0), (3, 2, 0, 0)), by=five[1])
    type_count(paper, typed(paper, (4, 1, 0, 0), (2, 3, 0, 0)), by=cam)
    client.force_login(five[1])
    compare = reverse("meeting-compare", args=[paper.pk])
    assert "Chốt theo phiếu" not in client.get(compare).content.decode()
    assert client.post(compare, {"note": "x"}).status_code == 403
