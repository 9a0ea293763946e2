"""The dossier's moves as the officer makes them on the page."""

from datetime import date

import pytest
import time_machine
from django.contrib import admin
from django.urls import reverse

from dossiers.admin import ExtensionAdmin
from dossiers.models import Extension, Receipt
from dossiers.timeline import timeline
from dossiers.workflow import DOSSIER, NOMINEE
from phuong6.office.models import Holiday, Move
from tests import factories as make


def text(response) -> str:
    return response.content.decode()


def test_taking_up_makes_the_officer_the_reviewer(desk, dossier, cuc):
    response = desk(cuc).move(dossier, "take_up")
    assert response["Location"] == f"/quan-tri/ho-so/{dossier.code}/#ho-so"
    dossier.refresh_from_db()
    assert (dossier.status, dossier.reviewer) == ("in_review", cuc)


def test_taking_up_twice_says_somebody_was_quicker(desk, dossier, cuc, cam):
    desk(cuc).move(dossier, "take_up")
    response = desk(cam).move(dossier, "take_up")
    assert response.status_code == 422
    assert "Có thể người khác vừa xử lý" in text(response)
    dossier.refresh_from_db()
    assert dossier.reviewer == cuc


def test_a_return_names_each_thing_with_its_reason(desk, in_review, person, cuc):
    data = {
        "item-minutes": "on",
        "reason-minutes": "Thiếu chữ ký thư ký.",
        f"item-report-{person.pk}": "on",
        f"reason-report-{person.pk}": "Chưa có số liệu.",
        "due_on": "27/11/2023",
    }
    response = desk(cuc).move(in_review, "return", **data)
    assert response.status_code == 302
    in_review.refresh_from_db()
    request = in_review.returns.get()
    assert in_review.status == "returned"
    assert request.due_on == date(2023, 11, 27)
    assert set(request.items.values_list("paper_kind", "nominee", "reason")) == {
        ("minutes", None, "Thiếu chữ ký thư ký."),
        ("report", person.pk, "Chưa có số liệu."),
    }
    assert "Thiếu chữ ký thư ký." in text(desk(cuc).open(in_review))


def test_a_return_of_a_whole_nominee_names_no_paper(desk, in_review, collective, cuc):
    key = f"nominee-{collective.pk}"
    desk(cuc).move(
        in_review,
        "return",
        **{f"item-{key}": "on", f"reason-{key}": "Ghi lại số phiếu.", "due_on": "27/11/2023"},
    )
    item = in_review.returns.get().items.get()
    assert (item.paper_kind, item.nominee) == ("", collective)


def test_the_day_to_supplement_by_is_five_working_days_away(desk, in_review, cuc):
    Holiday.objects.create(day=date(2023, 11, 23), name="Nghỉ bù")
    form = desk(cuc).open(in_review).context["moves"]["return"]["form"]
    assert form["due_on"].value() == date(2023, 11, 28)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"due_on": "27/11/2023"}, "Hãy chọn ít nhất một giấy tờ"),
        ({"due_on": "", "item-minutes": "on", "reason-minutes": "Thiếu chữ ký."}, "Hãy ghi hạn bổ sung."),
        (
            {"due_on": "mai", "item-minutes": "on", "reason-minutes": "Thiếu chữ ký."},
            "Không đọc được ngày “mai”",
        ),
        (
            {"due_on": "20/11/2023", "item-minutes": "on", "reason-minutes": "Thiếu chữ ký."},
            "phải sau hôm nay",
        ),
        ({"due_on": "27/11/2023", "item-minutes": "on"}, "Hãy ghi rõ cần bổ sung"),
        ({"due_on": "27/11/2023", "reason-minutes": "Thiếu chữ ký."}, "chưa đánh dấu mục này"),
    ],
)
def test_a_return_that_says_too_little_is_refused_and_keeps_what_was_typed(
    desk, in_review, cuc, typed, sentence
):
    response = desk(cuc).move(in_review, "return", **typed)
    assert response.status_code == 422
    assert sentence in text(response)
    if "reason-minutes" in typed:
        assert "Thiếu chữ ký." in text(response)
    in_review.refresh_from_db()
    assert in_review.status == "in_review"


def test_a_second_return_warns_but_is_allowed(desk, in_review, an, cuc):
    mine = desk(cuc)
    assert "đã được trả lại trước đây" not in text(mine.open(in_review))
    typed = {"item-minutes": "on", "reason-minutes": "Thiếu chữ ký.", "due_on": "27/11/2023"}
    mine.move(in_review, "return", **typed)
    make.paper(in_review, "minutes", an, moment=make.at(20, hour=11))
    DOSSIER.perform("resubmit", in_review, by=an)
    mine.move(in_review, "take_up")
    assert "đã được trả lại trước đây" in text(mine.open(in_review))
    assert mine.move(in_review, "return", **typed).status_code == 302
    assert in_review.returns.count() == 2


def test_an_appraisal_ends_only_when_everybody_is_concluded(desk, in_review, person, collective, cuc):
    mine = desk(cuc)
    response = mine.move(in_review, "finish")
    assert response.status_code == 422
    assert f"Chưa kết luận về {person.addressed}." in text(response)
    make.eligible(person, cuc)
    make.eligible(collective, cuc)
    assert mine.move(in_review, "finish").status_code == 302
    in_review.refresh_from_db()
    assert in_review.status == "appraised"


def test_reopening_needs_a_reason_and_takes_conclusions_back(desk, in_review, person, collective, cuc):
    make.eligible(person, cuc)
    make.eligible(collective, cuc)
    DOSSIER.perform("finish", in_review, by=cuc)
    mine = desk(cuc)
    response = mine.move(in_review, "reopen", note="")
    assert response.status_code == 422
    assert "Hãy ghi lý do." in text(response)
    mine.move(in_review, "reopen", note="Đơn vị gửi thêm minh chứng")
    person.refresh_from_db()
    assert person.status == "proposed"
    log = Move.objects.filter(workflow="nominee", object_id=person.pk).values_list("move", flat=True)
    assert list(log) == ["accept", "send_back"]
    assert "Đơn vị gửi thêm minh chứng" in text(mine.open(in_review))


def test_a_dossier_before_the_council_is_not_reopened(desk, in_review, person, collective, cuc):
    make.eligible(person, cuc)
    make.eligible(collective, cuc)
    DOSSIER.perform("finish", in_review, by=cuc)
    NOMINEE.perform("table", person, by=cuc)
    response = desk(cuc).move(in_review, "reopen", note="Xem lại")
    assert response.status_code == 422
    assert "đã trình Hội đồng, không mở lại hồ sơ được" in text(response)


def test_a_paper_dossier_counts_from_the_hour_it_was_received(desk, campaign, unit, an, cuc):
    row = make.complete(make.draft(campaign, unit, an), an)
    mine = desk(cuc)
    late = {"received_on": "15/11/2023", "received_hour": "00:00", "note": "Mạng hỏng"}
    response = mine.move(row, "file_on_paper", **late)
    assert response.status_code == 422
    assert "Đã quá hạn nộp hồ sơ" in text(response)
    assert 'value="15/11/2023"' in text(response)
    mine.move(row, "file_on_paper", **late | {"received_on": "14/11/2023", "received_hour": "23:59"})
    row.refresh_from_db()
    assert (row.status, row.on_paper, row.received_at) == ("submitted", True, make.at(14, hour=23, minute=59))
    assert Receipt.objects.get(dossier=row).on_time


def test_an_hour_still_to_come_is_refused(desk, campaign, unit, an, cuc):
    row = make.complete(make.draft(campaign, unit, an), an)
    make_late = {"received_on": "21/11/2023", "received_hour": "08:00", "note": "Mạng hỏng"}
    assert "không thể ở tương lai" in text(desk(cuc).move(row, "file_on_paper", **make_late))


def test_the_officer_enters_a_dossier_for_a_unit_that_has_none(client, campaign, other_unit, cuc):
    client.force_login(cuc)
    address = reverse("desk-enter", args=[other_unit.pk])
    key = f"enter-{other_unit.pk}-note"
    assert "Hãy ghi lý do nhập thay đơn vị." in text(client.post(address, {key: ""}))
    assert client.post(address, {key: "Đơn vị nộp bản giấy"}).status_code == 302
    row = other_unit.dossiers.get()
    assert (row.status, row.on_paper, row.created_by) == ("draft", True, cuc)
    log = Move.objects.get(workflow="dossier", object_id=row.pk)
    assert (log.move, log.by, log.note) == ("enter_for_unit", cuc, "Đơn vị nộp bản giấy")


def test_a_dossier_handed_in_is_not_entered_again(client, dossier, cuc):
    client.force_login(cuc)
    address = reverse("desk-enter", args=[dossier.unit_id])
    response = client.post(address, {f"enter-{dossier.unit_id}-note": "x"})
    assert response.status_code == 422
    dossier.refresh_from_db()
    assert not dossier.on_paper


class TestExtension:
    def ask(self, client, unit, day, reason="Bão số 5"):
        typed = {f"extend-{unit.pk}-last_day": day, f"extend-{unit.pk}-reason": reason}
        return client.post(reverse("desk-extend", args=[unit.pk]), typed)

    def test_the_last_day_is_a_whole_day(self, client, campaign, other_unit, cuc):
        client.force_login(cuc)
        assert self.ask(client, other_unit, "24/11/2023").status_code == 302
        granted = other_unit.extensions.get()
        assert granted.too_late == make.at(25, hour=0)
        assert (granted.by, granted.reason) == (cuc, "Bão số 5")
        read = text(client.get(reverse("desk-not-submitted")))
        assert "(đã gia hạn)" in read
        assert "Hết Thứ Sáu, 24/11/2023" in read

    @pytest.mark.parametrize(
        ("day", "reason", "sentence"),
        [
            ("19/11/2023", "Bão", "Hạn mới phải sau hôm nay"),
            ("24/11/2023", "", "Hãy ghi lý do gia hạn."),
            ("", "Bão", "Hãy ghi ngày cuối cùng được gia hạn."),
            ("32/11/2023", "Bão", "“32/11/2023” không phải là ngày có thật."),
        ],
    )
    def test_a_poor_extension_is_refused(self, client, campaign, other_unit, cuc, day, reason, sentence):
        client.force_login(cuc)
        response = self.ask(client, other_unit, day, reason)
        assert response.status_code == 422
        assert sentence in text(response)
        assert not other_unit.extensions.exists()

    def test_an_extension_only_ever_lengthens(self, client, campaign, other_unit, cuc):
        client.force_login(cuc)
        with time_machine.travel(make.at(6)):
            client.force_login(cuc)
            response = self.ask(client, other_unit, "14/11/2023")
            assert "sau hạn hiện nay của đơn vị (hết Thứ Ba, 14/11/2023)" in text(response)
            assert self.ask(client, other_unit, "15/11/2023").status_code == 302


def test_a_longer_deadline_reads_as_its_last_whole_day_wherever_it_stands(client, dossier, cuc, campaign):
    campaign.extensions.create(
        unit=dossier.unit, too_late=make.at(20, hour=0), reason="Mưa bão", by=cuc, at=make.at(9)
    )
    said = "hết Chủ nhật, 19/11/2023".casefold()
    assert f"gia hạn nộp hồ sơ đến {said}" in [
        line.what.casefold() for line in timeline(dossier, office=True)
    ]
    shown_by = ExtensionAdmin(Extension, admin.site)
    assert shown_by.until(Extension.objects.get()).casefold() == said
    client.force_login(cuc)
    page = text(client.get(f"/quan-tri/ho-so/{dossier.code}/"))
    assert f"hạn: {said} (đã gia hạn)." in page.casefold()
    assert "trước 00:00" not in page
