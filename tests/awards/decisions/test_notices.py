"""After issue each unit is written its own outcomes through the outbox; nobody else reads them there."""

import pytest
from django.core.management import call_command
from django.test import Client

from awards.decisions.notices import draft_notices
from awards.decisions.workflow import approve, issue, strike
from dossiers.enums import NomineeStatus
from dossiers.models import Nominee
from phuong6.office.enums import MessageStatus
from phuong6.office.models import Message, SelfRelease
from tests import factories as make
from tests.awards import decision_scene as scene


@pytest.fixture
def people(campaign, unit, an, cuc, dung, hoa):
    return campaign, unit, an, cuc, [dung, hoa]


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def notices():
    return Message.objects.filter(kind="award-result").order_by("pk")


def struck_and_issued(people, dung, cuc):
    """A decision from which the chairman left the last name out."""
    decision = scene.awaiting(*people)
    gone = decision.awards.last().nominee
    strike(decision.awards.last(), by=dung, note="Có đơn thư đang xem xét")
    approve(decision, by=dung, password=make.PASSWORD)
    return issue(decision, by=cuc, number=12, decided_on=scene.PLANNED), gone


def test_nothing_is_written_before_issue(people, dung):
    scene.confirmed(dung, *people)
    assert not notices().exists()


def test_a_unit_is_told_the_result_of_each_of_its_own_names(people, dung, cuc, unit):
    decision, gone = struck_and_issued(people, dung, cuc)
    note = notices().get()
    assert (note.addressee, note.status) == (unit, MessageStatus.DRAFT)
    assert "Quyết định số 12/QĐ-UBND ngày 05 tháng 12 năm 2023" in note.body
    for award in decision.awards.all():
        assert f"{award.nominee.addressed}: được tặng Giấy khen." in note.body
    assert f"{gone.addressed}: không được tặng Giấy khen." in note.body
    assert "đơn thư" not in note.body, "the chairman's reason is the office's"
    assert f"{note.due_on:%d/%m/%Y}" == "19/12/2023", "ten working days"


def test_offices_keep_their_capital_within_a_sentence(people, dung, cuc):
    decision = scene.issued(dung, *people)
    left = decision.awards.last().nominee
    Nominee.objects.filter(pk=left.pk).update(status=NomineeStatus.NOT_RECOMMENDED)
    notices().delete()
    draft_notices(decision, [left])
    assert f"{left.addressed}: Hội đồng không đề nghị khen thưởng." in notices().get().body


def test_each_unit_reads_of_its_own_only(people, dung, cuc, em, other_unit, hoa):
    campaign = people[0]
    scene.appraised(campaign, other_unit, em, cuc, people=1)
    decision = scene.issued(dung, *people)
    mine, theirs = notices()
    names = {note.addressee_name: note.body for note in (mine, theirs)}
    for award in decision.awards.select_related("nominee__dossier__unit"):
        own = award.nominee.dossier.unit.name
        for unit_name, body in names.items():
            assert (f"{award.nominee.addressed}:" in body) == (unit_name == own)


def test_a_revocation_is_told_to_its_unit_with_the_day_of_return(people, dung, cuc):
    old = scene.issued(dung, *people)
    scene.revoked(old, cuc, dung)
    note = notices().last()
    assert note.subject == "Hủy bỏ khen thưởng theo Quyết định số 20/QĐ-UBND"
    assert "khen thưởng đã bị hủy bỏ" in note.body
    assert "chậm nhất ngày 05/01/2024" in note.body


def test_reminding_does_not_stop_a_notice_and_releases_it_where_an_officer_let_it(people, dung, cuc):
    struck_and_issued(people, dung, cuc)
    call_command("remind", verbosity=0)
    assert notices().get().status == MessageStatus.DRAFT
    SelfRelease.objects.create(kind="award-result", by=cuc)
    call_command("remind", verbosity=0)
    assert notices().get().status == MessageStatus.RELEASED


def test_only_noi_vu_reads_results_in_the_outbox(people, dung, cuc, thu):
    struck_and_issued(people, dung, cuc)
    note = notices().get()
    officer, statistics = signed_in(cuc), signed_in(thu)
    assert "Kết quả khen thưởng" in officer.get("/don-doc/").content.decode()
    assert "Báo kết quả khen thưởng" in officer.get("/don-doc/tu-gui/").content.decode()
    for address in ("/don-doc/", f"/don-doc/?loai={note.kind}", "/don-doc/tu-gui/", "/"):
        shown = statistics.get(address).content.decode()
        assert "khen thưởng theo Quyết định" not in shown
        assert "Báo kết quả khen thưởng" not in shown
    assert statistics.get(f"/don-doc/{note.pk}/").status_code == 404
    assert statistics.post(f"/don-doc/{note.pk}/release/").status_code == 404
    statistics.post("/don-doc/duyet/", {"tin": [note.pk]})
    assert notices().get().status == MessageStatus.DRAFT


def test_statistics_choosing_kinds_leaves_the_choice_of_noi_vu(people, thu, cuc):
    SelfRelease.objects.create(kind="award-result", by=cuc)
    signed_in(thu).post("/don-doc/tu-gui/", {"kinds": ["dossier"]})
    assert set(SelfRelease.objects.values_list("kind", flat=True)) == {"award-result", "dossier"}
