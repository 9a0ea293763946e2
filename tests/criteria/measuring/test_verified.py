"""What is verified of a unit's targets: exact, gaps named, only what statistics confirmed."""

from datetime import date

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from criteria.enums import ResultStatus
from criteria.measuring import reporting
from criteria.measuring.progress import Line, Tally
from criteria.measuring.verified import NONE_YET, Verified, verified_of
from criteria.models import Target
from criteria.workflow import RESULT
from tests import factories as make
from tests.criteria import results as scene
from tests.lib.files.test_uploads import photo_bytes


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel(make.at(8), tick=True):
        yield


@pytest.fixture
def target(campaign, unit, an):
    scene.join(campaign, unit, an)
    return scene.share_target(campaign)


def verified(target, unit, an, thu, number, yes, of, **last_year) -> None:
    cell = scene.cell_of(target.campaign, unit, target, number)
    kept = reporting.save_result(an, cell, numerator=yes, denominator=of, **last_year)
    RESULT.perform("verify", RESULT.perform("report", kept, by=an), by=thu)


def row(target, unit) -> Verified:
    (found,) = verified_of(target.campaign, unit)
    return found


def test_stretches_are_added_up_and_the_missing_one_is_named(target, unit, an, thu):
    verified(target, unit, an, thu, 0, 500, 500)
    verified(target, unit, an, thu, 1, 499, 500)
    found = row(target, unit)
    assert (found.done, found.percent) == ("999/1.000 (chưa có Quý IV/2023)", "99,90 %")
    assert found.sentence == (
        "Về chỉ tiêu “Đúng hạn và trước hạn”, đơn vị thực hiện được 999/1.000, bằng 99,90 %; "
        "kế hoạch đề ra đạt 100%, kết quả chưa đạt. "
        "Số liệu đã được Văn phòng - Thống kê xác nhận, chưa có Quý IV/2023"
    )


@pytest.mark.parametrize("state", [ResultStatus.DRAFT, ResultStatus.REPORTED, ResultStatus.RETURNED])
def test_what_is_not_verified_is_missing_and_never_zero(target, unit, an, thu, state):
    scene.in_state(scene.cell_of(target.campaign, unit, target), state, an, thu)
    found = row(target, unit)
    assert (found.is_known, found.done, found.percent, found.compared, found.proof) == (
        False,
        NONE_YET,
        "",
        "",
        "",
    )


def test_deputies_sent_stand_beside_the_figures(target, unit, an, thu):
    verified(target, unit, an, thu, 0, 5, 6, delegated=1)
    found = row(target, unit)
    assert found.done == "5/6 (vắng 01, trong đó cử dự thay 01; chưa có Quý III/2023, Quý IV/2023)"
    assert "thực hiện được 5/6 (vắng 01, trong đó cử dự thay 01), bằng 83,33 %" in found.sentence


def test_without_cases_nothing_came_up(target, unit, an, thu):
    verified(target, unit, an, thu, 0, 0, 0)
    assert row(target, unit).percent == "không phát sinh"
    assert "”, trong kỳ không phát sinh. Số liệu" in row(target, unit).sentence


@pytest.mark.parametrize(
    ("part", "of", "words"),
    [
        (985, 1000, "Cao hơn (98,50 %)"), (1000, 1000, "Thấp hơn (100 %)"), (1998, 2000, "Bằng (99,90 %)"),
        (0, 0, "Không phát sinh"), (None, None, "Chưa có số liệu"),
    ],
)  # fmt: skip
def test_last_year_is_compared_exactly(target, unit, an, thu, part, of, words):
    verified(target, unit, an, thu, 0, 999, 1000, last_year_numerator=part, last_year_denominator=of)
    assert row(target, unit).compared == words


def test_last_year_is_unknown_while_one_stretch_does_not_state_it(target, unit, an, thu):
    verified(target, unit, an, thu, 0, 9, 10, last_year_numerator=8, last_year_denominator=10)
    verified(target, unit, an, thu, 1, 9, 10)
    assert row(target, unit).compared == "Chưa có số liệu"


def test_a_task_is_done_or_not_and_its_files_are_counted(campaign, unit, an, thu):
    scene.join(campaign, unit, an)
    task = scene.task_target(campaign)
    cell = scene.cell_of(campaign, unit, task)
    kept = reporting.save_result(an, cell, done=True, done_on=date(2023, 10, 20), text="Đã tuyên truyền.")
    reporting.add_evidence(an, cell, [("a.jpg", photo_bytes()), ("b.jpg", photo_bytes())])
    RESULT.perform("verify", RESULT.perform("report", kept, by=an), by=thu)
    found = row(task, unit)
    assert (found.done, found.percent, found.proof) == ("Đã hoàn thành", "", "2 tệp, đã xác nhận")
    assert found.sentence.startswith("Về nhiệm vụ “Tuyên truyền cải cách hành chính”, đơn vị đã hoàn thành. ")


def test_a_unit_that_does_not_take_part_has_no_targets(campaign, unit, other_unit, an):
    scene.join(campaign, unit, an)
    scene.share_target(campaign)
    assert verified_of(campaign, other_unit) == []


@given(st.integers(0, 10**5), st.integers(1, 10**5), st.integers(0, 10**5), st.integers(1, 10**5))
def test_higher_lower_equal_follow_from_whole_numbers(a, b, c, d):
    part, before = min(a, b), min(c, d)
    line = Line("", Target(kind="share", threshold=100, name="x"), Tally(met=1), part, b)
    word = Verified(line.target, line, (before, d), (), 0).compared.split(" (")[0]
    left, right = part * d, before * b
    assert word == ("Cao hơn" if left > right else "Thấp hơn" if left < right else "Bằng")


@pytest.mark.parametrize("many", [1, 3])
def test_five_queries_however_many_targets(campaign, unit, an, thu, many, django_assert_num_queries):
    scene.join(campaign, unit, an)
    for n in range(many):
        verified(scene.share_target(campaign, code=f"t{n}", order=n), unit, an, thu, 0, 1, 1)
    with django_assert_num_queries(5):
        assert len(verified_of(campaign, unit)) == many
