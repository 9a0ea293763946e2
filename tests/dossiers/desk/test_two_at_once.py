"""Two officers pressing at once: one of them is served, the other reads a sentence."""

from threading import Barrier, Thread

import pytest
import time_machine
from django.db import connections

from dossiers.appraising import appraisal
from dossiers.models import Nominee, ReturnRequest
from dossiers.workflow import DOSSIER
from phuong6.office.models import Move
from phuong6.office.workflow import Refused
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def the_day():
    """The clock goes on while two wait for each other."""
    with time_machine.travel(make.at(20, hour=10), tick=True):
        yield


def together(*deeds) -> list:
    """Run deeds at the same moment, each on its own connection; what each came to, in order."""
    ready, outcome = Barrier(len(deeds)), [None] * len(deeds)

    def run(place, deed):
        try:
            ready.wait(timeout=10)
            outcome[place] = deed()
        except Exception as error:  # noqa: BLE001 - what went wrong is what is looked at
            outcome[place] = error
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=pair) for pair in enumerate(deeds)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(timeout=60)
    return outcome


def refusals(outcome) -> list[Refused]:
    strange = [each for each in outcome if isinstance(each, Exception) and not isinstance(each, Refused)]
    assert not strange
    return [each for each in outcome if isinstance(each, Refused)]


def test_a_dossier_is_taken_up_by_one(dossier, cuc, cam):
    outcome = together(*(lambda by=by: DOSSIER.perform("take_up", dossier, by=by) for by in (cuc, cam)))
    assert len(refusals(outcome)) == 1
    assert Move.objects.filter(move="take_up").count() == 1


def test_it_is_returned_once(in_review, cuc, cam):
    items = [{"paper_kind": "minutes", "reason": "Thiếu chữ ký"}]
    due_on = make.at(27).date()
    outcome = together(
        *(
            lambda by=by: DOSSIER.perform("return", in_review, by=by, due_on=due_on, items=items)
            for by in (cuc, cam)
        )
    )
    assert len(refusals(outcome)) == 1
    assert ReturnRequest.objects.count() == 1


def test_one_person_in_two_dossiers_is_eligible_in_one(
    in_review, person, other_unit, em, cuc, cam, monkeypatch
):
    """The person moved between the units; scope is another rule's business."""
    monkeypatch.setattr("dossiers.conclusion_checks.in_scope", bool)
    row = make.draft(in_review.campaign, other_unit, em)
    twin = make.nominate(row, person.official)
    DOSSIER.perform("submit", make.complete(row, em), by=em, at=make.at(12))
    DOSSIER.perform("take_up", row, by=cam)
    for each in (person, twin):
        make.judged(each, cuc)
    outcome = together(
        lambda: appraisal.conclude("accept", person, by=cuc, note="Đủ"),
        lambda: appraisal.conclude("accept", twin, by=cam, note="Đủ"),
    )
    (refused,) = refusals(outcome)
    assert "đã được kết luận đủ điều kiện ở" in str(refused)
    assert Nominee.objects.filter(status="eligible").count() == 1


def test_nothing_stays_open_in_a_dossier_that_is_just_being_finished(in_review, person, collective, cuc, cam):
    for each in (person, collective):
        make.eligible(each, cuc)
    together(
        lambda: DOSSIER.perform("finish", in_review, by=cuc),
        lambda: appraisal.conclude("reconsider", person, by=cam),
    )
    in_review.refresh_from_db()
    person.refresh_from_db()
    assert (in_review.status, person.status) in {("appraised", "eligible"), ("in_review", "proposed")}
