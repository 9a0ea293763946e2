"""Two tabs press at once: one submission, one receipt, on SQLite and on PostgreSQL."""

import threading

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.urls import reverse

from dossiers.models import Dossier, Receipt
from phuong6.office.models import IssuedPaper, Move
from tests import factories as make

TABS = 4


def at_once(user, address: str) -> list[int]:
    """Every tab posts at the same moment; the statuses of the answers, sorted."""
    barrier, answers = threading.Barrier(TABS), []

    def press():
        client = Client()
        client.force_login(user)
        barrier.wait()
        try:
            answers.append(client.post(address).status_code)
        finally:
            connection.close()

    tabs = [threading.Thread(target=press) for _ in range(TABS)]
    for tab in tabs:
        tab.start()
    for tab in tabs:
        tab.join()
    return sorted(answers)


@pytest.mark.django_db(transaction=True)
def test_four_tabs_submitting_at_once_give_one_submission_and_one_receipt(campaign, unit, an):
    dossier = make.complete(make.draft(campaign, unit, an), an)
    with time_machine.travel(make.at(10)):
        answers = at_once(an, reverse("dossier-move", args=[dossier.code, "submit"]))
    assert answers == [302] + [422] * (TABS - 1)
    assert Dossier.objects.get().status == "submitted"
    assert Receipt.objects.count() == IssuedPaper.objects.count() == Move.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_four_tabs_adding_the_unit_itself_nominate_it_once(campaign, unit, an):
    dossier = make.draft(campaign, unit, an)
    at_once(an, reverse("dossier-whole-unit", args=[dossier.code]))
    assert dossier.nominees.count() == 1
    assert unit.collectives.count() == 1
