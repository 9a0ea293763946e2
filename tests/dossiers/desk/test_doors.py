"""Who may come to the desk, and what each may do there."""

import pytest
from django.urls import reverse

from campaigns.enums import Role
from campaigns.models import Membership
from dossiers.workflow import DOSSIER
from tests import factories as make

READERS = ["cuc", "thu", "dung"]
STRANGERS_WITH_A_DESK = ["van", "kien"]
NO_DESK = ["an", "em", "hoa", "outsider", "boss"]


def pages(dossier):
    paper = dossier.papers.first()
    return [
        reverse("desk-queue"),
        reverse("desk-not-submitted"),
        reverse("desk-summary"),
        reverse("desk-dossier", args=[dossier.code]),
        reverse("desk-paper", args=[dossier.code, paper.pk]),
    ]


def answers(client, dossier) -> list[int]:
    """The status of each page, read to its end."""
    responses = [client.get(address) for address in pages(dossier)]
    return [response.status_code for response in responses if b"".join(response)]


@pytest.mark.parametrize("who", READERS)
def test_internal_affairs_statistics_and_the_chairman_read_every_page(request, client, dossier, who):
    client.force_login(request.getfixturevalue(who))
    assert answers(client, dossier) == [200] * 5


@pytest.mark.parametrize("who", STRANGERS_WITH_A_DESK)
def test_culture_and_the_administrator_have_a_desk_but_not_this_room(request, client, dossier, who):
    client.force_login(request.getfixturevalue(who))
    assert answers(client, dossier) == [403] * 5


@pytest.mark.parametrize("who", NO_DESK)
def test_who_has_no_desk_role_is_led_away(request, client, dossier, who):
    client.force_login(request.getfixturevalue(who))
    for address in pages(dossier):
        response = client.get(address)
        assert response.status_code == 302
        assert response["Location"].startswith("/quan-tri/login/")


def test_somebody_not_signed_in_is_asked_to_sign_in(client, dossier):
    for address in pages(dossier):
        assert client.get(address).status_code == 302


@pytest.mark.parametrize("who", ["thu", "van", "kien"])
def test_statistics_culture_and_the_administrator_press_no_button(request, desk, in_review, person, who):
    mine = desk(request.getfixturevalue(who))
    assert mine.move(in_review, "finish").status_code == 403
    assert mine.move(in_review, "return", due_on="27/11/2023").status_code == 403
    assert mine.conclude(person, "accept", note="x").status_code == 403
    assert mine.note(person, "clearance", on="20/11/2023").status_code == 403
    in_review.refresh_from_db()
    assert in_review.status == "in_review"


@pytest.mark.parametrize("who", ["dung", "phuc"])
def test_the_chairman_neither_takes_up_nor_concludes_on_a_unit_s_people(request, desk, dossier, who, cuc):
    mine = desk(request.getfixturevalue(who))
    assert mine.move(dossier, "take_up").status_code == 403
    DOSSIER.perform("take_up", dossier, by=cuc)
    person = dossier.nominees.get(kind="individual")
    assert mine.conclude(person, "accept", note="x").status_code == 403
    assert mine.note(person, "clearance", on="20/11/2023").status_code == 403
    assert mine.note(person, "years", later="2022", reason="x").status_code == 403


@pytest.mark.parametrize("who", ["an", "em", "hoa", "outsider", "boss"])
def test_who_has_no_desk_cannot_post_either(request, desk, in_review, who):
    assert desk(request.getfixturevalue(who)).move(in_review, "finish").status_code == 302
    in_review.refresh_from_db()
    assert in_review.status == "in_review"


def test_the_chairman_may_not_extend_a_deadline(client, dossier, dung, other_unit):
    client.force_login(dung)
    for name in ("desk-extend", "desk-enter"):
        assert client.post(reverse(name, args=[other_unit.pk])).status_code == 403


def test_a_unit_s_own_moves_have_no_door_here(desk, dossier, cuc):
    mine = desk(cuc)
    for move in ("submit", "withdraw", "resubmit", "nothing"):
        assert mine.move(dossier, move).status_code == 404
    nominee = dossier.nominees.first()
    for move in ("table", "award", "revoke", "send_back"):
        assert mine.conclude(nominee, move).status_code == 404


def test_papers_of_one_dossier_are_not_found_under_another(client, campaign, dossier, other_unit, em, cuc):
    other = make.submitted(campaign, other_unit, em)
    client.force_login(cuc)
    paper = other.papers.first()
    assert client.get(reverse("desk-paper", args=[dossier.code, paper.pk])).status_code == 404
    nominee = other.nominees.first()
    address = reverse("desk-nominee-move", args=[dossier.code, nominee.pk, "accept"])
    assert client.post(address).status_code == 404


def test_a_paper_is_shown_in_the_frame_and_runs_nothing(client, dossier, thu):
    client.force_login(thu)
    response = client.get(reverse("desk-paper", args=[dossier.code, dossier.papers.first().pk]))
    assert b"".join(response.streaming_content).startswith(make.PDF)
    assert response["Content-Disposition"].startswith("inline")
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "SAMEORIGIN"


def test_statistics_reads_everything_but_the_private_note(desk, in_review, person, cuc, thu, dung):
    desk(cuc).note(person, "clearance", on="20/11/2023", note="Đã hỏi Thanh tra thành phố")
    read = desk(thu).open(in_review).content.decode()
    assert "Đã hỏi Thanh tra" not in read
    assert "Đã xác nhận ngày 20/11/2023" in read
    assert "Lưu thẩm định" not in read
    assert "Đã hỏi Thanh tra" in desk(dung).open(in_review).content.decode()
    assert "Đã hỏi Thanh tra" in desk(cuc).open(in_review).content.decode()


def test_the_admin_s_own_entries_lead_to_the_desk(client, dossier, cuc):
    client.force_login(cuc)
    assert client.get("/quan-tri/dossiers/dossier/")["Location"] == reverse("desk-queue")
    change = client.get(f"/quan-tri/dossiers/dossier/{dossier.pk}/change/")
    assert change["Location"] == reverse("desk-dossier", args=[dossier.code])
    assert client.get("/quan-tri/dossiers/dossier/add/").status_code == 403
    assert client.get("/quan-tri/dossiers/receipt/").status_code == 200
    assert client.get("/quan-tri/dossiers/extension/").status_code == 200


def test_an_officer_who_also_acts_for_the_unit_still_reads_at_the_desk(desk, dossier, unit, cuc):
    Membership.objects.create(user=cuc, role=Role.UNIT, unit=unit)
    assert desk(cuc).open(dossier).status_code == 200
