"""Public results: after issue and while an award stands, names and nothing more; a name may be left out."""

import re

import pytest
from django.db import IntegrityError, transaction

from awards.enums import DecisionStatus as S
from awards.models import Decision, PublicOmission
from awards.public.results import leave_out, public_awards, show_again
from dossiers.enums import NomineeStatus
from dossiers.models import Nominee
from phuong6.office.workflow import NotAllowed, Refused
from tests import factories as make
from tests.awards import decision_scene as scene

LIST = "/khen-thuong/ket-qua/"
EVERYBODY = (None, "an", "em", "thu", "van", "hoa", "kien", "outsider", "boss", "cuc", "dung")


@pytest.fixture
def people(campaign, unit, an, cuc, dung, hoa):
    return campaign, unit, an, cuc, [dung, hoa]


def read(client, address=LIST) -> str:
    return client.get(address).content.decode()


def test_before_issue_nobody_finds_a_result_anywhere_public(request, client, people, dung):
    decision = scene.confirmed(dung, *people)
    names = list(decision.awards.values_list("name", flat=True))
    for name in EVERYBODY:
        client.logout()
        if name:
            client.force_login(request.getfixturevalue(name))
        assert client.get(f"{LIST}{decision.pk}/").status_code == 404, name
        assert client.get(f"{LIST}99999/").status_code == 404
        for page in (
            read(client),
            read(client, f"{LIST}?q={names[0]}"),
            read(client, "/guong-dien-hinh/rss.xml"),
        ):
            assert f"{LIST}{decision.pk}/" not in page
            assert not any(each in page for each in names)


def test_after_issue_anybody_reads_number_day_and_names_and_nothing_more(client, people, dung):
    decision = scene.issued(dung, *people)
    assert f"Số {decision.number}" in read(client)
    page = read(client, f"{LIST}{decision.pk}/")
    assert "05/12/2023" in page
    for award in decision.awards.all():
        assert award.name in page
        assert f"{award.amount:,}".replace(",", ".") not in page
    assert "Ông Nguyễn Văn Số" in page
    assert "đồng" not in page.partition("<main")[2].partition("</main")[0]
    assert "1975" not in page, "a year of birth is nobody's business"
    assert re.findall(r"<h2>(.*?)</h2>", page) == ["Tập thể", "Cá nhân"]


def test_a_revoked_award_is_no_longer_shown(client, people, dung):
    decision = scene.issued(dung, *people)
    award = decision.awards.last()
    Nominee.objects.filter(pk=award.nominee_id).update(status=NomineeStatus.REVOKED)
    page = read(client, f"{LIST}{decision.pk}/")
    assert award.name not in page
    assert decision.awards.first().name in page
    assert '<td data-label="Cá nhân">1</td>' in read(client)


def test_a_revoked_decision_has_no_public_page(client, people, dung):
    decision = scene.issued(dung, *people)
    Decision.objects.filter(pk=decision.pk).update(status=S.REVOKED)
    assert client.get(f"{LIST}{decision.pk}/").status_code == 404
    assert decision.number not in read(client)


def test_a_name_left_out_is_said_nowhere_in_public_but_the_award_stands(client, people, dung, cuc):
    decision = scene.issued(dung, *people)
    award = decision.awards.last()
    client.force_login(cuc)
    address = f"/khen-thuong/{decision.pk}/cong-khai/"
    refused = client.post(f"{address}{award.pk}/an/", {"reason": ""})
    assert refused.status_code == 422
    assert "Hãy ghi lý do." in refused.content.decode()
    client.post(f"{address}{award.pk}/an/", {"reason": "Người được khen đề nghị"})
    assert "Người được khen đề nghị" in read(client, address)
    client.logout()
    page = read(client, f"{LIST}{decision.pk}/")
    assert award.name not in page
    assert "đề nghị" not in page
    assert award.certificates.get().status == "valid"
    client.force_login(cuc)
    client.post(f"{address}{award.pk}/hien/")
    assert award.name in read(client, f"{LIST}{decision.pk}/")
    kept = PublicOmission.objects.get()
    assert (kept.by, kept.ended_by, kept.reason) == (cuc, cuc, "Người được khen đề nghị")


def test_only_noi_vu_keeps_the_public_list(request, client, people, dung):
    decision = scene.issued(dung, *people)
    award = decision.awards.first()
    address = f"/khen-thuong/{decision.pk}/cong-khai/"
    for name in set(EVERYBODY) - {None, "cuc"}:
        user = request.getfixturevalue(name)
        client.force_login(user)
        assert client.get(address).status_code == 404, name
        assert client.post(f"{address}{award.pk}/an/", {"reason": "x"}).status_code == 404, name
        assert client.post(f"{address}{award.pk}/hien/").status_code == 404, name
        with pytest.raises(NotAllowed):
            leave_out(award, by=user, reason="x")
        with pytest.raises(NotAllowed):
            show_again(award, by=user)
    client.logout()
    assert client.get(address).status_code == 302


def test_a_name_is_left_out_once_and_shown_again_once(people, dung, cuc):
    decision = scene.issued(dung, *people)
    award = decision.awards.first()
    leave_out(award, by=cuc, reason="Lý do")
    with pytest.raises(Refused, match="đã được ẩn"):
        leave_out(award, by=cuc, reason="Lý do")
    show_again(award, by=cuc)
    with pytest.raises(Refused, match="đang được công khai"):
        show_again(award, by=cuc)
    leave_out(award, by=cuc, reason="Lần nữa")
    assert award not in public_awards(decision)
    assert PublicOmission.objects.count() == 2


def test_nothing_is_left_out_of_a_list_that_is_not_public(people, dung, cuc):
    decision = scene.confirmed(dung, *people)
    with pytest.raises(Refused, match="sau khi quyết định được ban hành"):
        leave_out(decision.awards.first(), by=cuc, reason="Lý do")


def test_the_database_wants_a_reason_and_who_ended_it(people, dung, cuc):
    award = scene.issued(dung, *people).awards.first()
    with pytest.raises(IntegrityError), transaction.atomic():
        PublicOmission.objects.create(award=award, reason="", by=cuc)
    with pytest.raises(IntegrityError), transaction.atomic():
        PublicOmission.objects.create(award=award, reason="x", by=cuc, ended_at=make.at(12))


def test_the_pages_cost_the_same_however_many_names(client, people, dung, django_assert_num_queries):
    decision = scene.issued(dung, *people, people=3, collectives=2)
    with django_assert_num_queries(4):
        client.get(LIST)
    for count in (5, 3):
        shown = decision.awards.filter(nominee__status=NomineeStatus.AWARDED)
        Nominee.objects.filter(award__in=shown[: shown.count() - count]).update(status=NomineeStatus.REVOKED)
        with django_assert_num_queries(5):
            client.get(f"{LIST}{decision.pk}/")


def test_a_rehearsals_results_say_what_they_are(client, people, dung, campaign):
    campaign.is_rehearsal = True
    campaign.save()
    decision = scene.issued(dung, *people)
    assert "DIỄN TẬP" in read(client).partition("<main")[2]
    assert "[DIỄN TẬP]" in read(client, f"{LIST}{decision.pk}/")
