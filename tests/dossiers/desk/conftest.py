"""A day at the desk: Monday 20/11/2023, one dossier of Khóm 1 in review with a person and a collective."""

import re

import pytest
import time_machine
from django.urls import reverse

from dossiers.workflow import DOSSIER
from tests import factories as make

TODAY = make.at(20, hour=10)


@pytest.fixture(autouse=True)
def the_day():
    with time_machine.travel(TODAY, tick=True):
        yield


@pytest.fixture
def dossier(campaign, unit, an):
    """Handed in on 10/11/2023 at 09:00, complete, with a person and the whole unit."""
    make.index(campaign.ward, 2022, "79.95")
    make.index(campaign.ward, 2023, "81.2")
    row = make.draft(campaign, unit, an)
    make.nominate(row, make.OfficialFactory(unit=unit, full_name="Lê Thị Bé", honorific="ba"))
    make.nominate(row, collective=make.CollectiveFactory(unit=unit))
    return DOSSIER.perform("submit", make.complete(row, an), by=an, at=make.at(10))


@pytest.fixture
def in_review(dossier, cuc):
    return DOSSIER.perform("take_up", dossier, by=cuc, at=make.at(13))


@pytest.fixture
def person(in_review):
    return in_review.nominees.get(kind="individual")


@pytest.fixture
def collective(in_review):
    return in_review.nominees.get(kind="collective")


@pytest.fixture
def desk(client):
    """Sit somebody down: `cuc` at the desk may open pages, move, conclude and note."""

    class Desk:
        def __init__(self, user):
            client.force_login(user)

        def queue(self, **filters):
            return client.get(reverse("desk-queue"), filters)

        def open(self, dossier):
            return client.get(reverse("desk-dossier", args=[dossier.code]))

        def move(self, dossier, move, **data):
            typed = {f"{move}-{key.replace('__', '-')}": value for key, value in data.items()}
            return client.post(reverse("desk-dossier-move", args=[dossier.code, move]), typed)

        def _nominee(self, address, nominee, what, form, data):
            typed = {f"{form}-{nominee.pk}-{key}": value for key, value in data.items()}
            return client.post(reverse(address, args=[nominee.dossier.code, nominee.pk, what]), typed)

        def conclude(self, nominee, move, **data):
            form = "conclude" if move in ("accept", "reject") else move
            return self._nominee("desk-nominee-move", nominee, move, form, data)

        def save(self, nominee, seen=None, **parts):
            """Press "Lưu thẩm định" on a page opened now, or earlier (`seen`); each part as {field: typed}."""
            typed = {
                f"{part}-{nominee.pk}-{key}": value
                for part, data in parts.items()
                for key, value in data.items()
            }
            return client.post(
                reverse("desk-nominee-save", args=[nominee.dossier.code, nominee.pk]),
                typed | self.shown(nominee, typed, seen or self.open(nominee.dossier)),
            )

        def shown(self, nominee, typed, page) -> dict:
            """What the page showed of the fields typed into, as a browser sends it along."""
            hidden = r'<input type="hidden" name="initial-([^"]+)"(?: value="([^"]*)")?'
            found = dict(re.findall(hidden, page.content.decode()))
            return {f"initial-{name}": found[name] for name in typed if name in found}

        def note(self, nominee, what, **data):
            return self.save(nominee, **{what: data})

    return Desk
