"""Công văn đôn đốc báo cáo chỉ tiêu: what each unit still owes, late or within fourteen days."""

from datetime import date

import pytest
import time_machine

from criteria.papers.urging_reports import KIND, NOBODY, owed_by
from phuong6.office.papers.issuing import issue_paper
from phuong6.office.papers.kinds import Issue
from phuong6.office.workflow import NotAllowed, Refused
from tests import factories as make
from tests.awards.paper_words import words_of
from tests.criteria import results as scene
from tests.site.outbox.scene import inspected

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def october():
    """Monday 9/10/2023: quarters II and III are over; quarter IV is due on 6/11, in more than fourteen days."""
    with time_machine.travel(make.at(9, month=10), tick=True):
        yield


@pytest.fixture
def owing(campaign, unit, other_unit, an, em, thu):
    for each, by in ((unit, an), (other_unit, em)):
        scene.join(campaign, each, by)
    target = scene.share_target(campaign)
    for number in (0, 1):
        scene.report(campaign, other_unit, target, em, 1, 1, number)
    scene.report(campaign, unit, target, an, 1, 1, 0)
    inspected(campaign, unit, thu)
    return campaign


def test_what_is_late_is_named_and_what_is_sent_or_far_off_is_not(owing, unit):
    assert [(each.unit, each.due) for each in owed_by(owing)] == [
        (unit.name, date(2023, 9, 29)),
        (unit.name, date(2023, 10, 6)),
    ]
    text = words_of(KIND.paper(owing, Issue()))
    assert "Báo cáo chỉ tiêu “Đúng hạn và trước hạn”, quý III/2023 06/10/2023 quá 3 ngày" in text
    assert "Khắc phục việc nêu trong kết luận kiểm tra ngày 15/08/2023 29/09/2023 quá 10 ngày" in text


def test_what_was_found_at_one_unit_is_not_read_by_the_others(owing):
    assert "biên bản tháng 7" not in words_of(KIND.paper(owing, Issue()))


def test_it_may_go_out_again_and_not_when_nothing_is_owed(owing, thu, campaign):
    for number in (7, 8):
        issue_paper(KIND, owing, by=thu, day=date(2023, 10, 9), number=number)
    owing.participations.all().delete()
    owing.inspections.update(status="closed")
    with pytest.raises(Refused, match=NOBODY):
        issue_paper(KIND, owing, by=thu, day=date(2023, 10, 9), number=9)


def test_who_reads_and_who_issues_it(request, owing, an, em, dung, thu, cuc):
    readers = {"thu", "cuc", "dung"}
    for name in ("an", "em", "thu", "cuc", "dung", "van", "hoa", "kien", "outsider", "boss"):
        person = request.getfixturevalue(name)
        assert KIND.may_read(person, owing) == (name in readers)
        assert KIND.may_issue(person, owing) == (name in {"thu", "cuc"})
    with pytest.raises(NotAllowed):
        issue_paper(KIND, owing, by=an, day=date(2023, 10, 9), number=7)


@pytest.mark.parametrize("units", [1, 3])
def test_units_cost_no_queries(campaign, thu, units, ward, django_assert_num_queries):
    scene.share_target(campaign)
    for number in range(units):
        joined = make.UnitFactory(ward=ward, code=f"khom-mau-{number}")
        scene.join(campaign, joined, thu)
        inspected(campaign, joined, thu)
    with django_assert_num_queries(5):
        owed_by(campaign)
