"""Whichever button is pressed, what was typed about a nominee is saved or stands on the page as typed."""

import pytest
from django.urls import reverse


def text(response) -> str:
    return response.content.decode()


def again(row):
    row.refresh_from_db()
    return row


@pytest.fixture
def criteria(person):
    return list(person.findings.all())


def found(criteria, note: str = "") -> dict:
    """Both criteria judged, with a note on the first."""
    return {f"found-{row.pk}": "met" for row in criteria} | {f"note-{criteria[0].pk}": note}


def test_a_bad_date_costs_none_of_the_findings(desk, person, criteria, cuc):
    response = desk(cuc).save(
        person, findings=found(criteria, "Có sổ theo dõi"), clearance={"on": "45/11/2023", "note": "Đã gọi"}
    )
    assert response.status_code == 422
    assert [again(row).finding for row in criteria] == ["met", "met"]
    assert criteria[0].finding_note == "Có sổ theo dõi"
    assert "Đã lưu thẩm định tiêu chí của" in text(response)
    assert 'value="45/11/2023"' in text(response)
    assert "Đã gọi" in text(response)


def test_a_finding_without_its_reason_costs_neither_the_date_nor_what_was_chosen(desk, person, criteria, cuc):
    first, second = criteria
    response = desk(cuc).save(
        person,
        findings={f"found-{first.pk}": "not_met", f"found-{second.pk}": "met", f"note-{second.pk}": "Rõ"},
        clearance={"on": "17/11/2023"},
    )
    assert response.status_code == 422
    assert f"{again(person).clear_on:%d/%m}" == "17/11"
    read = text(response)
    assert '<option value="not_met" selected>' in read
    assert "Rõ</textarea>" in read


def test_all_parts_are_saved_by_one_button(desk, person, criteria, cuc):
    response = desk(cuc).save(
        person,
        findings=found(criteria),
        years={"later": "2022", "reason": "Chưa công bố 2023"},
        clearance={"on": "17/11/2023"},
    )
    assert response.status_code == 302
    assert (again(person).index_year, f"{person.clear_on:%d/%m}") == (2022, "17/11")
    assert [again(row).finding for row in criteria] == ["met", "met"]


def test_a_conclusion_begun_stays_on_the_page_when_the_rest_is_saved(desk, person, criteria, cuc):
    response = desk(cuc).save(
        person, findings=found(criteria), conclude={"reason": "not_met", "note": "Thiếu số liệu"}
    )
    read = text(response)
    assert again(criteria[0]).finding == "met"
    assert "Thiếu số liệu</textarea>" in read
    assert '<option value="not_met" selected>' in read
    assert "Phần kết luận đã gõ vẫn còn trên trang" in read
    assert again(person).status == "proposed"


class TestConcluding:
    @pytest.fixture
    def press(self, client, person, cuc):
        """Press a conclusion with everything typed in the nominee's one form."""

        def press(move, **typed):
            client.force_login(cuc)
            address = reverse("desk-nominee-move", args=[person.dossier.code, person.pk, move])
            return client.post(address, {f"{key}": value for key, value in typed.items()})

        return press

    def typed(self, person, criteria, on: str) -> dict:
        return {f"findings-{person.pk}-{key}": value for key, value in found(criteria).items()} | {
            f"clearance-{person.pk}-on": on,
            f"conclude-{person.pk}-note": "Đủ tiêu chuẩn",
        }

    def test_saves_the_parts_first(self, press, person, criteria):
        assert press("accept", **self.typed(person, criteria, "17/11/2023")).status_code == 302
        assert (again(person).status, person.conclusion) == ("eligible", "Đủ tiêu chuẩn")

    def test_waits_for_parts_that_are_wrong_and_keeps_its_words(self, press, person, criteria):
        read = text(press("accept", **self.typed(person, criteria, "45/11/2023")))
        assert "Chưa kết luận. Hãy sửa những chỗ được báo" in read
        assert "Chưa xác nhận ngày kiểm tra" in read
        assert "Chưa thẩm định tiêu chí" not in read
        assert "Đủ tiêu chuẩn</textarea>" in read
        assert (again(person).status, again(criteria[0]).finding) == ("proposed", "met")

    def test_names_every_criterion_not_judged_yet_beside_the_missing_date(self, press, person):
        read = text(press("accept"))
        assert "Chưa thẩm định tiêu chí: Tiêu chí 1; Tiêu chí 2." in read
        assert "Chưa xác nhận ngày kiểm tra" in read
        assert again(person).status == "proposed"


def test_a_page_opened_earlier_takes_nothing_back_of_what_another_wrote(desk, person, criteria, cuc, cam):
    earlier = desk(cuc).open(person.dossier)
    desk(cam).save(person, findings=found(criteria, "Đã đối chiếu"))
    blank = {f"found-{row.pk}": "" for row in criteria} | {f"note-{row.pk}": "" for row in criteria}
    assert desk(cuc).save(person, earlier, findings=blank, clearance={"on": "17/11/2023"}).status_code == 302
    assert (again(criteria[0]).finding, criteria[0].finding_note) == ("met", "Đã đối chiếu")
    assert again(person).clear_by == cuc


def test_every_form_of_the_desk_that_is_typed_into_is_asked_about_before_it_is_lost(desk, person, cuc):
    read = text(desk(cuc).open(person.dossier))
    assert read.count('data-unsaved="each"') == 2 * person.dossier.nominees.count() + 1


def test_signatures_are_told_by_their_own_check_only(desk, in_review, cuc):
    read = text(desk(cuc).open(in_review))
    assert "Đủ ba loại giấy tờ, đủ thông tin cuộc họp và số phiếu." in read
    assert "Đủ ba loại giấy tờ đã ký" not in read
