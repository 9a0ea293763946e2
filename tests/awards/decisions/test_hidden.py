"""Council results and the chairman's choice stay hidden until issue (SECURITY.md)."""

import pytest
from django.test import Client

from awards.decisions.revoking import GivenBack, Handover, recover
from awards.decisions.workflow import DECISION_FLOW, approve, issue, strike
from awards.enums import DecisionStatus as S
from awards.models import Decision
from tests import factories as make
from tests.awards import decision_scene as scene

CURIOUS = ["an", "em", "hoa", "thu", "van", "kien", "outsider", "boss"]


MONEY = [
    "/khen-thuong/quy/",
    "/khen-thuong/quy/so-quy.xlsx",
    "/khen-thuong/chi-tra/",
    "/khen-thuong/quy/1/ghi-dao/",
]


@pytest.fixture
def people(campaign, unit, an, cuc, dung, hoa):
    return campaign, unit, an, cuc, [dung, hoa]


@pytest.fixture
def curious(request):
    """Everybody who must learn nothing before issue, signed in; Hòa sits on the council and voted."""
    clients = {name: Client() for name in CURIOUS}
    for name, client in clients.items():
        client.force_login(request.getfixturevalue(name))
    return clients


def bring_to(status, people, dung):
    decision = scene.drafted(*people) if status == S.DRAFT else scene.awaiting(*people)
    return approve(decision, by=dung, password=make.PASSWORD) if status == S.APPROVED else decision


@pytest.mark.parametrize("status", [S.DRAFT, S.AWAITING, S.APPROVED])
def test_before_issue_no_address_tells_anything(people, dung, curious, status):
    decision = bring_to(status, people, dung)
    own, award = f"/khen-thuong/{decision.pk}", decision.awards.first()
    asked = [f"{own}/", f"{own}/quyet-dinh.pdf", f"{own}/giay-khen/", f"{own}/khong-chon/{award.pk}/"]
    asked += [f"/van-ban/{kind}/{decision.pk}/" for kind in ("decision", "payment-list", "revocation")]
    asked += [f"{own}/huy-bo/", f"{own}/huy-bo/sua/", f"{own}/thu-hoi/", *MONEY]
    sent = [f"{own}/chuyen/send/", f"{own}/giay-khen.pdf", f"{own}/danh-sach/", f"{own}/tinh-thu/"]
    for name, client in curious.items():
        for address in (*asked, "/khen-thuong/99999/"):
            assert client.get(address).status_code == 404, (name, address)
        for address in sent:
            assert client.post(address).status_code == 404, (name, address)
        assert client.get(f"/khen-thuong/soan/{decision.meeting_id}/").status_code == 403, name
        listed = client.get("/khen-thuong/?page=2&q=Ban").content.decode()
        for secret in (award.name, "540.000", "1.080.000", "Dự thảo", f"/khen-thuong/{decision.pk}"):
            assert secret not in listed, (name, secret)


def test_the_admin_tells_nothing_either(people, curious):
    scene.awaiting(*people)
    for name, client in curious.items():
        for room in (
            "decision",
            "certificate",
            "fundentry",
            "award",
            "revocation",
            "recovery",
            "fundaccount",
        ):
            assert client.get(f"/quan-tri/awards/{room}/?q=Ban").status_code in (302, 403, 404), (name, room)


def test_nothing_can_be_verified_before_issue(people, dung, client):
    scene.confirmed(dung, *people)
    asked = {"number": "1", "golden_book_no": "1", "name": "Ban nhân dân Khóm 1"}
    assert "Không tìm thấy" in client.post("/xac-minh/", asked).content.decode()


def test_after_issue_everyone_signed_in_reads_the_list_without_sums(people, dung, curious):
    decision = scene.issued(dung, *people)
    for name, client in curious.items():
        shown = client.get(f"/khen-thuong/{decision.pk}/").content.decode()
        assert decision.awards.last().name in shown, name
        assert "270.000" not in shown, name


def test_visitors_see_no_list(people, dung, client):
    decision = scene.issued(dung, *people)
    assert client.get(f"/khen-thuong/{decision.pk}/").status_code == 302
    assert client.get("/khen-thuong/").status_code == 302


def test_after_issue_a_unit_sees_its_own_outcomes_and_not_anothers(
    people, dung, cuc, an, em, other_unit, client
):
    decision = scene.awaiting(*people)
    struck = decision.awards.last()
    strike(struck, by=dung, note="Có đơn thư đang xem xét")
    approve(decision, by=dung, password=make.PASSWORD)
    issue(decision, by=cuc, number=1, decided_on=scene.PLANNED)
    client.force_login(an)
    own = client.get("/khen-thuong/").content.decode()
    assert struck.name in own
    assert "Không được tặng Giấy khen" in own
    assert "Có đơn thư" not in own, "the chairman's reason is the office's"
    client.force_login(em)
    other = client.get("/khen-thuong/").content.decode()
    assert struck.name not in other
    assert "Không được tặng" not in other


def test_the_paper_with_its_sums_goes_to_units_on_the_list_only(people, dung, an, em, other_unit, client):
    decision = scene.issued(dung, *people)
    paper = f"/khen-thuong/{decision.pk}/quyet-dinh.pdf"
    client.force_login(an)
    assert b"".join(client.get(paper).streaming_content).startswith(b"%PDF-")
    client.force_login(em)
    assert client.get(paper).status_code == 404


def test_noi_vu_chairman_and_deputy_read_the_draft(people, cuc, dung, phuc, client):
    decision = scene.drafted(*people)
    for person in (cuc, dung, phuc):
        client.force_login(person)
        assert client.get(f"/khen-thuong/{decision.pk}/").status_code == 200
    assert Decision.objects.get().status == S.DRAFT


# --- what a revocation adds -------------------------------------------------------------------------------


def revocation_at(status, people, dung, cuc):
    """A revocation of the last award, brought to this status; the old decision stands issued."""
    draft = scene.revocation_draft(scene.issued(dung, *people), cuc)
    if status != S.DRAFT:
        DECISION_FLOW.perform("send", draft, by=cuc)
    return approve(draft, by=dung, password=make.PASSWORD) if status == S.APPROVED else draft


@pytest.mark.parametrize("status", [S.DRAFT, S.AWAITING, S.APPROVED])
def test_a_revocation_under_way_shows_nowhere(people, dung, cuc, curious, client, status):
    draft = revocation_at(status, people, dung, cuc)
    award = draft.revocation.lines.get().award
    own, old = f"/khen-thuong/{draft.pk}", f"/khen-thuong/{draft.revocation.old_id}"
    for name, person in curious.items():
        for address in (
            f"{own}/",
            f"{own}/quyet-dinh.pdf",
            f"{own}/thu-hoi/",
            f"/van-ban/revocation/{draft.pk}/",
        ):
            assert person.get(address).status_code == 404, (name, address)
        for address in (f"{own}/chuyen/approve/", f"{own}/huy-bo/sua/"):
            assert person.post(address).status_code == 404, (name, address)
        for address in ("/khen-thuong/", f"{old}/", "/", "/don-doc/", "/ho-so/"):
            shown = person.get(address, follow=True).content.decode()
            for secret in ("ủy bỏ khen thưởng", "Đã hủy bỏ", "Kê khai không đúng", f"{own}/"):
                assert secret not in shown, (name, address, secret)
    told = client.get(f"/xac-minh/{award.certificates.get().token}/").content.decode()
    assert "Giấy khen này là thật" in told


def test_an_issued_revocation_is_read_by_its_unit_and_not_by_others(
    people, dung, cuc, an, em, other_unit, thu, client
):
    done = scene.revoked(scene.issued(dung, *people), cuc, dung)
    award = done.revocation.lines.get().award
    own = f"/khen-thuong/{done.pk}/"
    client.force_login(an)
    shown = client.get(own).content.decode()
    assert award.name in shown
    assert "270.000" not in shown
    assert "Khen thưởng đã bị hủy bỏ" in client.get("/khen-thuong/").content.decode()
    assert b"".join(client.get(f"{own}quyet-dinh.pdf").streaming_content).startswith(b"%PDF-")
    for person in (em, thu):
        client.force_login(person)
        assert client.get(own).status_code == 404
        assert client.get(f"{own}quyet-dinh.pdf").status_code == 404
        assert own not in client.get("/khen-thuong/").content.decode()


def test_who_gave_back_what_is_the_offices(people, dung, cuc, tam, curious):
    old = scene.issued(dung, *people)
    scene.paid(old)
    done = scene.revoked(old, cuc, dung)
    given = [GivenBack(done.revocation.lines.get(), False, 270_000)]
    made = recover(done.revocation, given, Handover(make.at(28, 12), "Văn phòng", "A", "B"), by=tam)
    for name, person in curious.items():
        for address in (f"/van-ban/recovery/{made.pk}/", f"/van-ban/recovery/{made.pk}/van-ban.pdf", *MONEY):
            assert person.get(address).status_code == 404, (name, address)
