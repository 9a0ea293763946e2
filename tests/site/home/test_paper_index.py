"""The page of all papers: what each role finds there, and what waits to be sent."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from dossiers.papers.supplement import KIND as SUPPLEMENT
from dossiers.papers.urging import KIND as URGING
from dossiers.workflow import DOSSIER
from phuong6.office.papers.issuing import issue_paper
from phuong6.office.papers.signed import add_signed_copy
from tests import factories as make
from tests.lib.files.test_uploads import pdf_bytes
from tests.site.outbox.scene import inspected

pytestmark = pytest.mark.django_db
PAGE = reverse("paper-list")


@pytest.fixture(autouse=True)
def the_sixteenth():
    with time_machine.travel(make.at(16, hour=9), tick=True):
        yield


@pytest.fixture
def asked(campaign, unit, an, cuc):
    dossier = make.in_review(campaign, unit, an, cuc)
    items = [{"paper_kind": "minutes", "nominee": None, "reason": "Thiếu chữ ký thư ký."}]
    DOSSIER.perform("return", dossier, by=cuc, items=items, due_on=date(2023, 11, 23))
    return dossier.returns.get()


def text(client, person) -> str:
    client.force_login(person)
    return client.get(PAGE).content.decode()


def test_the_officer_finds_the_campaigns_papers_and_the_letters_not_sent_yet(client, asked, cuc):
    page = text(client, cuc)
    for title in ("Báo cáo thẩm định", "Bảng tổng hợp", "Báo cáo tổng kết", "Yêu cầu bổ sung chưa gửi"):
        assert title in page
    assert reverse("paper", args=[SUPPLEMENT.key, asked.pk]) in page


def test_a_letter_that_was_sent_no_longer_waits(client, asked, cuc):
    issue_paper(SUPPLEMENT, asked, by=cuc, day=date(2023, 11, 16), number=5)
    assert "Yêu cầu bổ sung chưa gửi" not in text(client, cuc)


def test_each_paper_says_in_a_word_what_its_signed_copy_lacks(client, asked, campaign, cuc, em, thu):
    with time_machine.travel(make.at(16, hour=10), tick=True):
        add_signed_copy(SUPPLEMENT, asked, [("a.pdf", pdf_bytes())], by=cuc)
    assert "Có bản đã ký, chưa ghi số" in text(client, cuc)
    with time_machine.travel(make.at(16, hour=11), tick=True):
        issue_paper(URGING, campaign, by=cuc, day=date(2023, 11, 16), number=6)
    assert text(client, cuc).count("Chưa có bản đã ký") == 1
    with time_machine.travel(make.at(16, hour=12), tick=True):
        add_signed_copy(URGING, campaign, [("a.pdf", pdf_bytes())], by=cuc)
    page = text(client, cuc)
    assert "06/UBND-NV" in page
    assert "Chưa có bản đã ký" not in page


def test_the_minutes_of_a_concluded_visit_are_found_by_their_unit(client, campaign, unit, thu, cuc):
    visit = inspected(campaign, unit, thu)
    page = text(client, cuc)
    assert reverse("paper", args=["inspection", visit.pk]) in page
    assert unit.name in page


def test_units_council_and_strangers_have_no_such_page(client, asked, an, hoa, van, kien, outsider, boss):
    for person in (an, hoa, van, kien, outsider, boss):
        client.force_login(person)
        assert client.get(PAGE).status_code == 404


def test_without_a_campaign_the_page_says_so(client, cuc):
    assert "Chưa có phong trào nào nên chưa có văn bản." in text(client, cuc)


@pytest.mark.parametrize("units", [1, 3])
def test_the_page_costs_the_same_however_many_letters(
    client, campaign, ward, cuc, units, django_assert_num_queries
):
    for number in range(units):
        unit = make.UnitFactory(ward=ward, code=f"khom-{number + 4}")
        speaker = make.user(f"u{number}", "Người Nói Hộ", "unit", unit)
        dossier = make.in_review(campaign, unit, speaker, cuc)
        items = [{"paper_kind": "minutes", "nominee": None, "reason": "Thiếu chữ ký."}]
        DOSSIER.perform("return", dossier, by=cuc, items=items, due_on=date(2023, 11, 23))
    text(client, cuc)
    with django_assert_num_queries(12):
        client.get(PAGE)
