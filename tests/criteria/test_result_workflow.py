"""The moves of a result, written out by hand: these and no others, for these people and no others."""

import pytest
import time_machine

from criteria.enums import ResultStatus as R
from criteria.measuring import reporting
from criteria.models import TargetResult
from criteria.workflow import RESULT
from phuong6.office.models import Move
from phuong6.office.workflow import NotAllowed, Refused
from tests import factories as make
from tests.criteria import results as scene

CAST = ("an", "em", "cuc", "thu", "van", "dung", "hoa", "kien", "outsider", "boss")

# move: (from, to, who may)
MOVES = {
    "report": ({"draft", "returned"}, "reported", {"an"}),
    "take_back": ({"reported"}, "draft", {"an"}),
    "verify": ({"reported"}, "verified", {"thu"}),
    "return": ({"reported", "verified"}, "returned", {"thu"}),
}


@pytest.fixture(autouse=True)
def october():
    with time_machine.travel(make.at(9, month=10), tick=True):
        yield


@pytest.fixture
def cell(campaign, unit, an):
    scene.join(campaign, unit, an)
    return scene.cell_of(campaign, unit, scene.share_target(campaign))


def test_the_table_has_these_moves_and_no_others():
    assert {move: (set(step.sources), step.target) for move, step in RESULT.steps.items()} == {
        move: (sources, target) for move, (sources, target, _) in MOVES.items()
    }


@pytest.mark.parametrize("state", list(R))
@pytest.mark.parametrize("move", MOVES)
def test_every_move_by_every_role_from_every_state(request, cell, an, thu, state, move):
    sources, target, who = MOVES[move]
    for name in CAST:
        person = request.getfixturevalue(name)
        TargetResult.objects.all().delete()
        result = scene.in_state(cell, state, an, thu)
        logged = Move.objects.count()
        if name in who and state in sources:
            RESULT.perform(move, result, by=person, note="Sửa số.")
            assert result.status == target
            assert Move.objects.count() == logged + 1
        else:
            with pytest.raises((NotAllowed, Refused)):
                RESULT.perform(move, result, by=person, note="Sửa số.")
            result.refresh_from_db()
            assert (result.status, Move.objects.count()) == (state, logged)


def test_who_and_when_stand_on_the_result_and_go_when_it_goes_back(cell, an, thu):
    result = scene.in_state(cell, R.REPORTED, an, thu)
    assert (result.reported_by, result.verified_by) == (an, None)
    RESULT.perform("verify", result, by=thu)
    assert (result.verified_by, result.verified_at is not None) == (thu, True)
    RESULT.perform("return", result, by=thu, note="Sai số.")
    assert (result.verified_by, result.verified_at) == (None, None)


def test_a_report_taken_back_is_written_and_sent_again(cell, an, thu):
    result = scene.in_state(cell, R.REPORTED, an, thu)
    RESULT.perform("take_back", result, by=an)
    assert (result.reported_by, result.reported_at) == (None, None)
    reporting.save_result(an, cell, text="Ghi lại cho đúng.")
    result.refresh_from_db()
    RESULT.perform("report", result, by=an)
    assert (result.status, result.reported_by, result.text) == (R.REPORTED, an, "Ghi lại cho đúng.")


@pytest.mark.parametrize("note", ["", "   "])
def test_nothing_goes_back_without_a_reason(cell, an, thu, note):
    result = scene.in_state(cell, R.REPORTED, an, thu)
    with pytest.raises(Refused, match="Hãy ghi lý do"):
        RESULT.perform("return", result, by=thu, note=note)


@pytest.mark.parametrize("state", [R.REPORTED, R.VERIFIED])
def test_what_was_sent_is_not_written_any_more(cell, an, thu, state):
    scene.in_state(cell, state, an, thu)
    with pytest.raises(Refused, match="đã gửi nên không sửa được"):
        reporting.save_result(an, cell, numerator=0, denominator=1)
    with pytest.raises(Refused, match="đã gửi nên không sửa được"):
        reporting.add_evidence(an, cell, [])


def test_nobody_else_writes_a_units_report(request, cell):
    for name in sorted(set(CAST) - {"an"}):
        with pytest.raises(NotAllowed):
            reporting.save_result(request.getfixturevalue(name), cell, numerator=0, denominator=1)
    assert not TargetResult.objects.exists()
