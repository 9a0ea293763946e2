"""Submit, withdraw, supplement, paper filing: through the pages, as the unit and the officer do."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from campaigns.models import Participation
from dossiers.enums import PaperKind
from dossiers.models import Dossier, Receipt, ReviewMinutes
from dossiers.papers.receipt import KIND
from dossiers.workflow import DOSSIER, NOMINEE
from tests import factories as make


def move_url(dossier, move):
    return reverse("dossier-move", args=[dossier.code, move])


def text_of(response) -> str:
    return response.content.decode()


def send_back(dossier, officer, items, *, moment=None):
    return DOSSIER.perform(
        "return", dossier, by=officer, at=moment or make.at(13), due_on=date(2023, 11, 20), items=items
    )


@pytest.fixture
def ready(campaign, unit, an):
    return make.complete(make.draft(campaign, unit, an), an)


@pytest.fixture
def filed(campaign, unit, an):
    return make.submitted(campaign, unit, an)


def test_submitting_gives_a_receipt_with_code_moment_and_hashes(client, an, ready):
    client.force_login(an)
    with time_machine.travel(make.at(14, hour=23, minute=59), tick=False):
        response = client.post(move_url(ready, "submit"), follow=True)
    shown = text_of(response)
    receipt = Receipt.objects.get()
    assert receipt.received_at == make.at(14, hour=23, minute=59)
    assert receipt.paper.full_number in shown
    assert "Đúng hạn" in shown
    assert receipt.files[0]["title"] == PaperKind.SUBMISSION.label
    before, folded = shown.split("<summary>Mã kiểm tra tệp (SHA-256)</summary>")
    assert receipt.files[0]["sha256"][:8] in folded.split("</details>")[0]
    assert receipt.files[0]["sha256"][:8] not in before, "a row of signs frightens whoever meets it first"
    made = client.get(reverse("dossier-receipt-pdf", args=[ready.code, receipt.pk]))
    assert made.content[:5] == b"%PDF-"


def test_at_the_first_moment_too_late_the_draft_stays_and_the_page_says_why(client, an, ready):
    client.force_login(an)
    with time_machine.travel(make.at(15, hour=0), tick=False):
        response = client.post(move_url(ready, "submit"))
    assert response.status_code == 422
    assert "Đã quá hạn nộp hồ sơ" in text_of(response)
    ready.refresh_from_db()
    assert ready.status == "draft"


def test_what_is_missing_refuses_the_button_and_loses_nothing(client, an, campaign, unit):
    client.force_login(an)
    dossier = make.draft(campaign, unit, an)
    with time_machine.travel(make.at(10), tick=False):
        response = client.post(move_url(dossier, "submit"))
    assert response.status_code == 422
    assert "Chưa có tập thể hoặc cá nhân nào được đề nghị." in text_of(response)
    assert not Receipt.objects.exists()


def test_withdrawing_asks_first_and_says_that_the_first_time_is_given_up(client, an, filed):
    client.force_login(an)
    asked = text_of(client.get(move_url(filed, "withdraw")))
    assert "thời điểm nộp lần đầu không còn giá trị" in asked
    client.post(move_url(filed, "withdraw"))
    filed.refresh_from_db()
    assert (filed.status, filed.received_at) == ("draft", None)


def test_a_receipt_of_a_withdrawn_dossier_says_that_it_is_void_and_what_replaced_it(client, an, filed):
    client.force_login(an)
    first = filed.receipts.get()
    address = reverse("dossier-receipt", args=[filed.code, first.pk])
    assert "không còn giá trị" not in text_of(client.get(address))
    DOSSIER.perform("withdraw", filed, by=an, at=make.at(11, hour=15, minute=5))
    gone = "Phiếu này không còn giá trị: hồ sơ đã rút lúc 15:05, 11/11/2023."
    assert gone in text_of(client.get(address))
    assert gone in str(KIND.paper(first).blocks)
    DOSSIER.perform("submit", filed, by=an, at=make.at(12))
    second = filed.receipts.exclude(pk=first.pk).get()
    replaced = f"{gone} Đã được thay bằng phiếu số {second.paper.full_number}."
    assert replaced in text_of(client.get(address))
    assert replaced in str(KIND.paper(first).blocks)
    newer = text_of(client.get(reverse("dossier-receipt", args=[filed.code, second.pk])))
    assert "không còn giá trị" not in newer
    assert text_of(client.get(reverse("dossier", args=[filed.code]))).count("(không còn giá trị)") == 1


def test_handing_in_a_supplement_leaves_the_first_receipt_good(client, an, cuc, filed):
    send_back(filed, cuc, [{"paper_kind": "minutes", "reason": "Thiếu chữ ký"}])
    make.paper(filed, "minutes", an, moment=make.at(16))
    DOSSIER.perform("resubmit", filed, by=an, at=make.at(17))
    client.force_login(an)
    assert filed.receipts.count() == 2
    for receipt in filed.receipts.all():
        shown = text_of(client.get(reverse("dossier-receipt", args=[filed.code, receipt.pk])))
        assert "không còn giá trị" not in shown


@pytest.mark.parametrize("move", ["submit", "resubmit"])
def test_an_old_page_is_told_when_the_dossier_was_handed_in(client, an, filed, move):
    client.force_login(an)
    refused = client.post(move_url(filed, move))
    assert refused.status_code == 422
    assert "Hồ sơ đã nộp lúc 09:00, 10/11/2023. Không cần nộp lại." in text_of(refused)
    assert "Không thể “" not in text_of(refused)
    assert filed.receipts.count() == 1


def test_nothing_moves_by_looking(client, an, ready):
    client.force_login(an)
    for move in DOSSIER.steps:
        client.get(move_url(ready, move))
    ready.refresh_from_db()
    assert ready.status == "draft"


def test_after_a_return_only_what_was_named_is_open(client, an, cuc, filed):
    nominee = filed.nominees.get()
    send_back(filed, cuc, [{"paper_kind": "minutes", "reason": "Thiếu chữ ký thư ký"}])
    client.force_login(an)
    with time_machine.travel(make.at(14), tick=False):
        shown = text_of(client.get(reverse("dossier", args=[filed.code])))
        assert "Thiếu chữ ký thư ký" in shown
        assert "20/11/2023" in shown
        asked = client.get(reverse("dossier-paper", args=[filed.code, "bien-ban"]))
        assert "Thiếu chữ ký thư ký" in text_of(asked)
        assert 'name="files"' in text_of(asked)
        closed = client.get(reverse("dossier-paper", args=[filed.code, "to-trinh"]))
        assert 'name="files"' not in text_of(closed)
        evidence = reverse("dossier-evidence", args=[filed.code, nominee.pk])
        assert client.post(evidence, {"summary": "Lén sửa"}).status_code == 422
        added = client.post(reverse("dossier-new-collective", args=[filed.code]), {"name": "Tổ chui vào"})
        assert added.status_code == 422
    nominee.refresh_from_db()
    assert nominee.summary == "Giải quyết hồ sơ đúng hạn."
    assert filed.nominees.count() == 1


def test_with_the_minutes_the_votes_they_record_are_open_too(client, an, cuc, filed):
    nominee = filed.nominees.get()
    send_back(filed, cuc, [{"paper_kind": "minutes", "reason": "Số phiếu ghi sai"}])
    client.force_login(an)
    with time_machine.travel(make.at(14), tick=False):
        client.post(
            reverse("dossier-step", args=[filed.code, "hop-binh-xet"]),
            {"held_day": "06/11/2023", "held_time": "09:00", "members": 10, "present": 9, "chair": "A",
             "secretary": "B", "method": "hands", f"n{nominee.pk}-votes_for": 8, f"n{nominee.pk}-votes_against": 1},
        )  # fmt: skip
    nominee.refresh_from_db()
    assert nominee.votes_against == 1


def test_supplement_keeps_both_versions_and_gives_a_second_receipt(client, an, cuc, filed):
    send_back(filed, cuc, [{"paper_kind": "minutes", "reason": "Thiếu chữ ký"}])
    client.force_login(an)
    with time_machine.travel(make.at(17), tick=False):
        refused = client.post(move_url(filed, "resubmit"))
        assert "Chưa đưa lên bản mới của: Biên bản" in text_of(refused)
        make.paper(filed, "minutes", an, moment=make.at(16))
        client.post(move_url(filed, "resubmit"))
    filed.refresh_from_db()
    assert (filed.status, filed.received_at) == ("submitted", make.at(10))
    assert filed.receipts.count() == 2
    assert filed.papers.filter(kind="minutes").count() == 2


def test_the_officer_begins_and_files_for_a_unit_what_came_on_paper(client, cuc, an, campaign, unit):
    Participation.objects.create(campaign=campaign, unit=unit, by=an)
    client.force_login(cuc)
    refused = client.post("/ho-so/moi/", {"unit": unit.pk})
    assert "Hãy ghi lý do." in text_of(refused)
    client.post("/ho-so/moi/", {"unit": unit.pk, "note": "Khóm nộp bản giấy, không có mạng"})
    dossier = make.complete(Dossier.objects.get(), cuc)
    assert dossier.on_paper
    with time_machine.travel(make.at(16, hour=10), tick=False):
        given = {"received_day": "14/11/2023", "received_time": "16:30", "note": "Nộp tại bộ phận một cửa"}
        wrong = client.post(move_url(dossier, "file_on_paper"), given | {"received_day": "20/11/2023"})
        assert "không thể ở tương lai" in text_of(wrong)
        assert "Nộp tại bộ phận một cửa" in text_of(wrong)
        client.post(move_url(dossier, "file_on_paper"), given)
    dossier.refresh_from_db()
    assert (dossier.status, dossier.received_at) == ("submitted", make.at(14, hour=16, minute=30))
    assert dossier.receipts.get().on_paper


def test_the_officer_fills_nothing_in_before_saying_that_it_came_on_paper(client, cuc, ready):
    client.force_login(cuc)
    nominee = ready.nominees.get()
    evidence = reverse("dossier-evidence", args=[ready.code, nominee.pk])
    assert client.post(evidence, {"summary": "Thay đơn vị"}).status_code == 403
    client.post(move_url(ready, "enter_for_unit"), {"note": "Nộp bản giấy"})
    assert client.post(evidence, {"summary": "Thay đơn vị"}).status_code == 302


def test_one_who_may_only_read_may_not_move(client, dung, thu, ready):
    for reader in (dung, thu):
        client.force_login(reader)
        assert client.get(reverse("dossier", args=[ready.code])).status_code == 200
        assert client.post(move_url(ready, "submit")).status_code == 403
        assert client.get(move_url(ready, "enter_for_unit")).status_code == 403


ADDRESSES = (
    lambda d: reverse("dossier", args=[d.code]),
    lambda d: reverse("dossier-step", args=[d.code, "de-cu"]),
    lambda d: reverse("dossier-step", args=[d.code, "kiem-tra"]),
    lambda d: reverse("dossier-evidence", args=[d.code, d.nominees.get().pk]),
    lambda d: reverse("dossier-paper", args=[d.code, "to-trinh"]),
    lambda d: reverse("dossier-paper-draft", args=[d.code, "to-trinh", "pdf"]),
    lambda d: reverse("dossier-paper-file", args=[d.code, d.papers.first().pk]),
    lambda d: reverse("dossier-receipt", args=[d.code, d.receipts.get().pk]),
    lambda d: reverse("dossier-receipt-pdf", args=[d.code, d.receipts.get().pk]),
    lambda d: reverse("dossier-move", args=[d.code, "withdraw"]),
)


@pytest.mark.parametrize("who", ["em", "hoa", "van", "kien", "outsider", "boss"])
def test_for_everybody_else_the_dossier_does_not_exist(client, request, filed, who):
    client.force_login(request.getfixturevalue(who))
    for address in ADDRESSES:
        assert client.get(address(filed)).status_code == 404, address(filed)
    assert client.post(move_url(filed, "withdraw")).status_code == 404


def test_a_guest_is_sent_to_sign_in(client, filed):
    for address in (*ADDRESSES, lambda _: "/ho-so/", lambda _: "/dang-ky/"):
        response = client.get(address(filed))
        assert (response.status_code, response.url.split("?")[0]) == (302, "/dang-nhap/")


def test_a_paper_of_another_dossier_is_not_found_under_this_one(client, an, em, campaign, other_unit, filed):
    theirs = make.submitted(campaign, other_unit, em)
    client.force_login(an)
    stolen = reverse("dossier-paper-file", args=[filed.code, theirs.papers.first().pk])
    assert client.get(stolen).status_code == 404


def test_the_council_and_the_administrator_have_no_list_of_dossiers(client, hoa, kien, campaign):
    for person in (hoa, kien):
        client.force_login(person)
        assert client.get("/ho-so/").status_code == 403


def test_evidence_once_handed_in_cannot_be_taken_off(client, an, cuc, filed):
    nominee = filed.nominees.get()
    finding = nominee.findings.first()
    kept = finding.evidence.create(file=filed.papers.first().file, by=an, at=make.at(9))
    send_back(filed, cuc, [{"nominee": nominee.pk, "reason": "Nêu rõ số liệu"}])
    client.force_login(an)
    with time_machine.travel(make.at(14), tick=False):
        client.post(reverse("dossier-evidence-remove", args=[filed.code, kept.pk]))
    assert finding.evidence.exists()


def test_the_timeline_has_one_face_for_the_unit_and_one_for_the_office(client, an, cuc, filed):
    DOSSIER.perform("take_up", filed, by=cuc, at=make.at(11))
    make.index(filed.unit.ward, 2023, "85")
    make.eligible(filed.nominees.get(), cuc, note="Rất xứng đáng")
    address = reverse("dossier", args=[filed.code])
    client.force_login(an)
    unit_face = text_of(client.get(address))
    assert "Cán bộ Nội vụ nhận thẩm định" in unit_face
    assert "Rất xứng đáng" not in unit_face
    assert "Đủ điều kiện" not in unit_face
    client.force_login(cuc)
    office_face = text_of(client.get(address))
    assert "Rất xứng đáng" in office_face
    assert "Đủ điều kiện" in office_face


def test_an_ineligible_nominee_reads_like_all_the_others_until_the_notice_is_released(
    client, an, cuc, campaign, unit
):
    dossier = make.draft(campaign, unit, an)
    bad, good = make.nominate(dossier), make.nominate(dossier)
    DOSSIER.perform("submit", make.complete(dossier, an), by=an, at=make.at(10))
    DOSSIER.perform("take_up", dossier, by=cuc, at=make.at(11))
    make.index(unit.ward, 2023, "85")
    make.eligible(good, cuc)
    NOMINEE.perform("reject", bad, by=cuc, at=make.at(17), note="Thiếu số liệu", reason="not_met")
    DOSSIER.perform("finish", dossier, by=cuc, at=make.at(17), note="Một đạt, một không")
    client.force_login(an)
    address = reverse("dossier", args=[dossier.code])
    before = text_of(client.get(address))
    assert before.count("Chờ kết quả") == 2
    for secret in ("Không đủ", "Đủ điều kiện", "Thiếu số liệu", "Một đạt, một không"):
        assert secret not in before
    NOMINEE.perform("release_notice", bad, by=cuc, at=make.at(20))
    after = text_of(client.get(address))
    assert "Không đủ điều kiện" in after
    assert "Không đủ tiêu chuẩn. Thiếu số liệu" in after
    assert after.count("Chờ kết quả") == 1


@pytest.mark.parametrize(("column", "rows"), [("one", 1), ("three", 3)])
def test_the_list_costs_the_same_with_one_and_three_dossiers(
    client, cuc, an, campaign, ward, django_assert_num_queries, column, rows
):
    for _ in range(rows):
        unit = make.UnitFactory(ward=ward)
        make.complete(make.draft(campaign, unit, an), an)
    client.force_login(cuc)
    client.get("/ho-so/")
    with django_assert_num_queries(LIST_QUERIES):
        assert text_of(client.get("/ho-so/")).count("Đã đủ, chờ nộp") == rows


@pytest.mark.parametrize("people", [1, 3])
def test_the_page_of_a_dossier_costs_the_same_with_one_and_three_nominees(
    client, an, campaign, unit, django_assert_num_queries, people
):
    dossier = make.draft(campaign, unit, an)
    for _ in range(people):
        make.nominate(dossier)
    DOSSIER.perform("submit", make.complete(dossier, an), by=an, at=make.at(10))
    client.force_login(an)
    client.get(f"/ho-so/{dossier.code}/")
    for address, queries in PAGE_QUERIES.items():
        with django_assert_num_queries(queries):
            client.get(f"/ho-so/{dossier.code}/{address}")


LIST_QUERIES = 12
PAGE_QUERIES = {"": 15, "de-cu/": 12, "thanh-tich/": 12, "hop-binh-xet/": 12, "giay-to/": 13, "kiem-tra/": 17}


def test_the_facts_of_the_meeting_are_the_units_own(client, em, filed):
    client.force_login(em)
    address = reverse("dossier-step", args=[filed.code, "hop-binh-xet"])
    assert client.post(address, {"chair": "Kẻ lạ"}).status_code == 404
    assert ReviewMinutes.objects.get().chair == "Chủ trì Họp"
