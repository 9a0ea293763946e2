"""Once the outcome is told, the unit's pages no longer say that it is awaited; before, they all do."""

import pytest
from django.test import Client

from awards.decisions.workflow import issue
from dossiers.models import Dossier
from dossiers.workflow import DOSSIER
from tests import factories as make
from tests.awards import decision_scene as scene

WAITS = "chờ kết quả"
WILL_SHOW = "Kết quả sẽ hiện ở trang này khi có quyết định."
KNOWN = "Đã có kết quả"


@pytest.fixture
def confirmed(campaign, unit, an, cuc, dung, hoa):
    decision = scene.confirmed(dung, campaign, unit, an, cuc, [dung, hoa])
    DOSSIER.perform("finish", Dossier.objects.get(), by=cuc, at=make.at(17))
    return decision


def pages(person) -> dict[str, str]:
    """What the unit's person reads: the dossier without its log, the list, the start page."""
    client = Client()
    client.force_login(person)
    read = {
        "dossier": client.get(f"/ho-so/{Dossier.objects.get().code}/"),
        "list": client.get("/ho-so/"),
        "home": client.get("/"),
    }
    shown = {name: response.content.decode() for name, response in read.items()}
    return shown | {"dossier": shown["dossier"].partition("timeline")[0]}


def test_before_issue_every_page_of_the_unit_waits(confirmed, an):
    shown = pages(an)
    for name, page in shown.items():
        assert WAITS in page, name
        assert KNOWN not in page, name
    assert WILL_SHOW in shown["dossier"]


def test_after_issue_no_page_of_the_unit_waits(confirmed, an, cuc):
    issue(confirmed, by=cuc, number=12, decided_on=scene.PLANNED)
    shown = pages(an)
    for name, page in shown.items():
        assert KNOWN in page, name
        assert WAITS not in page, name
    assert WILL_SHOW not in shown["dossier"]


def test_one_untold_nominee_keeps_the_dossier_waiting(confirmed, an, cuc):
    issue(confirmed, by=cuc, number=12, decided_on=scene.PLANNED)
    Dossier.objects.get().nominees.filter(kind="collective").update(told_at=None)
    for name, page in pages(an).items():
        assert WAITS in page, name
        assert KNOWN not in page, name
