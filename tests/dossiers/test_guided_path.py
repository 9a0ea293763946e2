"""A unit fills its dossier in, page by page."""

import io

import pikepdf
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from campaigns.models import Collective, Official, Participation
from dossiers.models import Dossier, Evidence, Nominee
from phuong6.lib.files.uploads import MAX_BYTES
from tests import factories as make


@pytest.fixture
def at_the_desk(client, an):
    """An's browser, on a working day before the deadline."""
    client.force_login(an)
    with time_machine.travel(make.at(8), tick=False):
        yield client


@pytest.fixture
def dossier(campaign, unit, an):
    return make.draft(campaign, unit, an)


def page(dossier, step):
    return reverse("dossier-step", args=[dossier.code, step])


def photo(colour: str = "white") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 80), colour).save(out, "JPEG")
    return out.getvalue()


def pdf(pages: int = 1) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as made:
        for _ in range(pages):
            made.add_blank_page()
        made.save(out)
    return out.getvalue()


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def text_of(response) -> str:
    return response.content.decode()


# --- beginning --------------------------------------------------------------------------------------


def test_a_unit_that_has_not_registered_is_led_to_register_first(at_the_desk, campaign, unit):
    shown = text_of(at_the_desk.get("/ho-so/"))
    assert "Đăng ký tham gia" in shown
    at_the_desk.post("/ho-so/moi/", {"own": unit.code})
    assert not Dossier.objects.exists()


def test_a_registered_unit_begins_its_one_dossier_however_often_it_presses(at_the_desk, campaign, unit, an):
    Participation.objects.create(campaign=campaign, unit=unit, by=an)
    for _ in range(2):
        response = at_the_desk.post("/ho-so/moi/", {"own": unit.code})
        assert response.url == "/ho-so/CCHC-2023-KHOM-1/de-cu/"
    assert Dossier.objects.count() == 1


# --- nominees ---------------------------------------------------------------------------------------


def test_people_and_the_unit_itself_are_nominated_in_order(at_the_desk, dossier, unit):
    first, second = (make.OfficialFactory(unit=unit, full_name=name) for name in ("Lê Văn Ân", "Võ Thị Bé"))
    at_the_desk.post(reverse("dossier-whole-unit", args=[dossier.code]))
    at_the_desk.post(page(dossier, "de-cu"), {"officials": [first.pk, second.pk]})
    assert [each.name for each in dossier.nominees.in_order()] == [unit.name, "Lê Văn Ân", "Võ Thị Bé"]
    last = dossier.nominees.get(official=second)
    assert last.position == "Trưởng khóm, Ban nhân dân Khóm 1"
    at_the_desk.post(reverse("dossier-nominee-up", args=[dossier.code, last.pk]))
    assert [each.name for each in dossier.nominees.in_order()] == [unit.name, "Võ Thị Bé", "Lê Văn Ân"]


@pytest.mark.parametrize(
    ("position", "printed"),
    [
        ("Trưởng khóm 1", "Trưởng khóm 1"),
        ("Trưởng khóm, Ban nhân dân khóm 1", "Trưởng khóm, Ban nhân dân khóm 1"),
        ("Phó khóm", "Phó khóm, Ban nhân dân Khóm 1"),
        ("", "Ban nhân dân Khóm 1"),
    ],
)
def test_a_title_that_names_its_unit_does_not_name_it_twice(at_the_desk, dossier, unit, position, printed):
    person = make.OfficialFactory(unit=unit, position=position)
    at_the_desk.post(page(dossier, "de-cu"), {"officials": [person.pk]})
    assert dossier.nominees.get().position == printed


def test_somebody_already_nominated_is_refused_with_a_sentence(at_the_desk, dossier, unit):
    collective = make.CollectiveFactory(unit=unit)
    make.nominate(dossier, collective=collective)
    at_the_desk.post(reverse("dossier-whole-unit", args=[dossier.code]))
    assert "Ban nhân dân Khóm 1 đã có trong hồ sơ." in text_of(at_the_desk.get(page(dossier, "de-cu")))
    assert dossier.nominees.count() == 1


def test_a_person_of_another_unit_cannot_be_chosen(at_the_desk, dossier, other_unit):
    stranger = make.OfficialFactory(unit=other_unit)
    response = at_the_desk.post(page(dossier, "de-cu"), {"officials": [stranger.pk]})
    assert response.status_code == 422
    assert "Hãy tải lại trang" in text_of(response)
    assert not dossier.nominees.exists()


@pytest.mark.parametrize("field", ["officials", "collectives"])
def test_a_number_no_row_can_have_cannot_be_chosen(at_the_desk, dossier, field):
    response = at_the_desk.post(page(dossier, "de-cu"), {field: ["9" * 30]})
    assert response.status_code == 422
    assert "Có mục không còn chọn được nữa" in text_of(response)


def test_a_person_not_on_the_list_is_entered_into_the_own_unit_and_nominated(at_the_desk, dossier, unit):
    response = at_the_desk.post(
        reverse("dossier-new-official", args=[dossier.code]),
        {
            "full_name": "  Trương   Văn Út ",
            "honorific": "ong",
            "birth_year": "1961",
            "position": "Tổ trưởng",
        },
    )
    assert response.status_code == 302
    person = Official.objects.get()
    assert (person.unit, person.full_name, person.birth_year) == (unit, "Trương Văn Út", 1961)
    assert dossier.nominees.get().honorific == "ong"


@pytest.mark.parametrize(
    ("typed", "chosen", "kept"),
    [
        ("Ông Trương Văn Út", "", ("Trương Văn Út", "ong")),
        ("BÀ TRƯƠNG THỊ ÚT", "", ("Trương Thị Út", "ba")),
        ("Anh Trương Văn Út", "ong", ("Trương Văn Út", "ong")),
        ("chị Trương Thị Út", "ba", ("Trương Thị Út", "ba")),
        ("Ông Trương Văn Út", "ba", ("Trương Văn Út", "ba")),  # what was chosen stands
        ("Bạch Thị Anh", "ba", ("Bạch Thị Anh", "ba")),
    ],
)
def test_a_title_typed_with_the_name_is_taken_off(at_the_desk, dossier, typed, chosen, kept):
    given = {"full_name": typed, "honorific": chosen}
    assert at_the_desk.post(reverse("dossier-new-official", args=[dossier.code]), given).status_code == 302
    person = Official.objects.get()
    assert (person.full_name, person.honorific) == kept


def test_anh_and_chi_do_not_say_how_papers_address_somebody(at_the_desk, dossier):
    given = {"full_name": "Anh Trương Văn Út"}
    refused = at_the_desk.post(reverse("dossier-new-official", args=[dossier.code]), given)
    assert "Hãy chọn Ông hoặc Bà." in text_of(refused)


def test_a_title_does_not_hide_a_namesake(at_the_desk, dossier, unit):
    make.OfficialFactory(unit=unit, full_name="Trương Văn Út")
    given = {"full_name": "ÔNG TRƯƠNG VĂN ÚT"}
    refused = at_the_desk.post(reverse("dossier-new-official", args=[dossier.code]), given)
    assert "Danh sách của đơn vị đã có" in text_of(refused)


def test_a_birth_year_under_sixteen_is_asked_about(at_the_desk, dossier):
    address = reverse("dossier-new-official", args=[dossier.code])
    given = {"full_name": "Trương Văn Út", "honorific": "ong"}
    refused = at_the_desk.post(address, given | {"birth_year": "2008"})
    assert refused.status_code == 422
    asked = "Năm sinh 2008 có đúng không? Người được đề nghị phải từ 16 tuổi."
    assert asked in text_of(refused)
    assert not Official.objects.exists()
    assert at_the_desk.post(address, given | {"birth_year": "2007"}).status_code == 302


def test_a_namesake_is_asked_about_and_entered_only_as_another_person(at_the_desk, dossier, unit):
    make.OfficialFactory(unit=unit, full_name="Trương Văn Út", birth_year=1961)
    given = {"full_name": "Truong Van Ut", "honorific": "ong", "birth_year": "1961"}
    address = reverse("dossier-new-official", args=[dossier.code])
    refused = at_the_desk.post(address, given)
    assert refused.status_code == 422
    assert "Danh sách của đơn vị đã có" in text_of(refused)
    assert "Truong Van Ut" in text_of(refused)  # what was typed is kept
    assert at_the_desk.post(address, given | {"another": "on"}).status_code == 302
    assert Official.objects.count() == 2


def test_a_part_of_the_unit_that_is_not_listed_is_nominated(at_the_desk, dossier):
    address = reverse("dossier-new-collective", args=[dossier.code])
    at_the_desk.post(address, {"name": "Tổ công nghệ số cộng đồng Khóm 1"})
    assert Collective.objects.get().name == dossier.nominees.get().name
    again = at_the_desk.post(address, {"name": "Tổ công nghệ số cộng đồng Khóm 1"})
    assert "Đơn vị đã có tập thể mang tên này." in text_of(again)


def test_name_honorific_and_title_are_mended_as_they_will_be_printed(at_the_desk, dossier):
    nominee = make.nominate(dossier)
    at_the_desk.post(
        reverse("dossier-nominee", args=[dossier.code, nominee.pk]),
        {"name": "Nguyễn Thị Hòa", "honorific": "ba", "position": "Phó khóm"},
    )
    nominee.refresh_from_db()
    assert (nominee.addressed, nominee.position) == ("Bà Nguyễn Thị Hòa", "Phó khóm")


def test_taking_a_nominee_off_asks_first(at_the_desk, dossier):
    nominee = make.nominate(dossier)
    address = reverse("dossier-nominee-remove", args=[dossier.code, nominee.pk])
    assert "khỏi hồ sơ?" in text_of(at_the_desk.get(address))
    assert Nominee.objects.exists()
    at_the_desk.post(address)
    assert not Nominee.objects.exists()


def test_a_nominee_whose_report_came_in_stays_in_the_log_as_withdrawn(at_the_desk, dossier, an):
    nominee = make.nominate(dossier)
    make.paper(dossier, "report", an, nominee)
    at_the_desk.post(reverse("dossier-nominee-remove", args=[dossier.code, nominee.pk]))
    nominee.refresh_from_db()
    assert nominee.status == "withdrawn"


# --- evidence ---------------------------------------------------------------------------------------


def test_one_field_is_kept_as_one_types_and_the_others_are_left_alone(at_the_desk, dossier):
    nominee = make.nominate(dossier)
    address = reverse("dossier-evidence", args=[dossier.code, nominee.pk])
    criterion = dossier.campaign.criteria.get(kind="individual", order=1)
    response = at_the_desk.post(
        address, {f"claim_{criterion.pk}": "Trả đúng hạn 120/120 hồ sơ."}, headers={"HX-Request": "true"}
    )
    assert response.status_code == 200
    nominee.refresh_from_db()
    assert nominee.summary == "Giải quyết hồ sơ đúng hạn."
    claims = dict(nominee.findings.values_list("criterion__order", "claim"))
    assert claims == {1: "Trả đúng hạn 120/120 hồ sơ.", 2: "Đã thực hiện tốt."}


def test_without_scripts_the_button_saves_and_leads_to_the_next_nominee(at_the_desk, dossier):
    first, second = make.nominate(dossier), make.nominate(dossier)
    response = at_the_desk.post(
        reverse("dossier-evidence", args=[dossier.code, first.pk]), {"summary": "Mới", "next": "1"}
    )
    assert response.url == reverse("dossier-evidence", args=[dossier.code, second.pk])
    first.refresh_from_db()
    assert first.summary == "Mới"


def test_a_wrong_number_is_summed_up_on_top_with_a_link_to_its_field(at_the_desk, dossier):
    unit_itself = make.nominate(dossier, collective=make.CollectiveFactory(unit=dossier.unit))
    address = reverse("dossier-evidence", args=[dossier.code, unit_itself.pk])
    response = at_the_desk.post(address, {"summary": "Mới", "size": "-3", "next": "1"})
    page = response.content.decode()
    assert response.status_code == 422
    summary = page.split("data-error-summary", 1)[1].split("</ul>", 1)[0]
    assert '<a href="#id_size">Tổ chức, số người: Số người phải từ 1 trở lên.' in summary
    assert 'value="-3"' in page
    autosave = at_the_desk.post(address, {"summary": "Mới", "size": "-3"}, headers={"HX-Request": "true"})
    assert autosave.status_code == 422


def test_a_person_sees_the_index_with_the_sentence_that_explains_it(at_the_desk, dossier, ward):
    make.index(ward, 2023, "81.2")
    make.index(ward, 2022, "79.95")
    nominee = make.nominate(dossier)
    shown = text_of(at_the_desk.get(reverse("dossier-evidence", args=[dossier.code, nominee.pk])))
    assert "cao hơn năm 2022" in shown
    assert "Nội dung tiêu chí 2 dành cho cá nhân" in shown


def test_evidence_is_judged_by_content_and_kept_file_by_file(at_the_desk, dossier):
    nominee = make.nominate(dossier)
    criterion = dossier.campaign.criteria.get(kind="individual", order=1)
    address = reverse("dossier-evidence-files", args=[dossier.code, nominee.pk, criterion.pk])
    refused = at_the_desk.post(address, {"files": [upload("anh.jpg", b"MZ\x90\x00program")]})
    assert refused.status_code == 422
    assert "Đây là tệp chương trình" in text_of(refused)
    at_the_desk.post(
        address, {"files": [upload("a.jpg", photo()), upload("b.jpg", photo("red"))], "caption": "Ảnh"}
    )
    assert Evidence.objects.count() == 2
    one = Evidence.objects.first()
    shown = at_the_desk.get(reverse("dossier-evidence-file", args=[dossier.code, one.pk]))
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/jpeg")
    assert b"".join(shown.streaming_content)[:3] == b"\xff\xd8\xff"
    at_the_desk.post(reverse("dossier-evidence-remove", args=[dossier.code, one.pk]))
    assert Evidence.objects.count() == 1


# --- the meeting ------------------------------------------------------------------------------------

MEETING = {
    "held_day": "06/11/2023", "held_time": "14:00", "place": "Văn phòng khóm", "chair": "Lê Văn Ân",
    "secretary": "Võ Thị Bé", "members": "9", "present": "8", "method": "hands",
}  # fmt: skip


def test_the_meeting_and_its_votes_are_kept(at_the_desk, dossier):
    nominee = make.nominate(dossier)
    votes = {f"n{nominee.pk}-votes_for": "7", f"n{nominee.pk}-votes_against": "1"}
    response = at_the_desk.post(page(dossier, "hop-binh-xet"), MEETING | votes)
    assert response.url == page(dossier, "giay-to")
    dossier.refresh_from_db()
    nominee.refresh_from_db()
    assert dossier.minutes.held_at == make.at(6, hour=14)
    assert (dossier.minutes.members, nominee.votes_for, nominee.votes_against) == (9, 7, 1)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"held_day": "09/11/2023"}, "Ngày họp không thể sau hôm nay."),
        ({"held_day": "31/03/2023"}, "Ngày họp trước ngày phát động phong trào (01/04/2023). Hãy xem lại"),
        ({"held_day": "08/11/2023", "held_time": "09:01"}, "Giờ họp không thể sau bây giờ."),
        ({"held_time": ""}, "Hãy ghi thêm giờ họp."),
        ({"held_day": "31/02/2023"}, "“31/02/2023” không phải là ngày có thật."),
        ({"held_day": "6/11"}, "Hãy ghi theo dạng ngày/tháng/năm"),
        ({"held_time": "chiều"}, "Không đọc được giờ “chiều”."),
        ({"present": "10"}, "Số người có mặt (10) không thể nhiều hơn số người được triệu tập (9)."),
        ({"members": "chín"}, "Hãy ghi số người bằng chữ số."),
        ({"present": "99999999"}, "Số này quá lớn."),
    ],
)
def test_a_wrong_fact_is_told_beside_its_field_and_the_rest_is_kept(at_the_desk, dossier, wrong, sentence):
    for headers in ({}, {"HX-Request": "true"}):
        response = at_the_desk.post(page(dossier, "hop-binh-xet"), MEETING | wrong, headers=headers)
        assert response.status_code == 422
        assert sentence in text_of(response)
    dossier.refresh_from_db()
    assert dossier.minutes.chair == "Lê Văn Ân"


def test_more_votes_than_people_present_are_refused_beside_the_nominee(at_the_desk, dossier):
    nominee = make.nominate(dossier)
    votes = {f"n{nominee.pk}-votes_for": "7", f"n{nominee.pk}-votes_against": "2"}
    response = at_the_desk.post(page(dossier, "hop-binh-xet"), MEETING | votes)
    assert "Tổng số phiếu (9) nhiều hơn số người có mặt (8)" in text_of(response)
    assert f'href="#id_n{nominee.pk}-votes_for"' in text_of(response)
    nominee.refresh_from_db()
    assert nominee.votes_against == 0  # as it was


def test_fewer_present_than_stored_members_never_breaks_the_row(at_the_desk, dossier):
    at_the_desk.post(page(dossier, "hop-binh-xet"), MEETING)
    response = at_the_desk.post(page(dossier, "hop-binh-xet"), MEETING | {"members": "5", "present": "tám"})
    assert response.status_code == 422
    dossier.refresh_from_db()
    assert (dossier.minutes.members, dossier.minutes.present) == (9, 8)


# --- papers -----------------------------------------------------------------------------------------


def paper_page(dossier, *rest):
    return reverse("dossier-paper", args=[dossier.code, *rest])


def test_each_paper_says_who_signs_it(at_the_desk, dossier):
    person = make.nominate(dossier)
    unit = make.nominate(dossier, collective=make.CollectiveFactory(unit=dossier.unit))
    assert "Giấy tờ cần ký" in text_of(at_the_desk.get(page(dossier, "giay-to")))
    by_head = "Người đứng đầu đơn vị ký; đơn vị không có con dấu thì không phải đóng dấu."
    for rest, who in (
        (("to-trinh",), by_head),
        (("bien-ban",), "Thư ký và chủ trì cuộc họp cùng ký."),
        (("bao-cao", person.pk), "Người báo cáo ký; người đứng đầu đơn vị ký xác nhận."),
        (("bao-cao", unit.pk), by_head),
    ):
        assert who in text_of(at_the_desk.get(paper_page(dossier, *rest)))


def test_photographs_become_one_pdf_and_every_version_is_kept(at_the_desk, dossier):
    address = paper_page(dossier, "to-trinh")
    at_the_desk.post(address, {"files": [upload("1.jpg", photo()), upload("2.jpg", photo("gray"))]})
    at_the_desk.post(address, {"files": [upload("ban-ky.pdf", pdf())]})
    kept = list(dossier.papers.order_by("version"))
    assert [(each.version, each.file.pages, each.file.mime) for each in kept] == [
        (1, 2, "application/pdf"),
        (2, 1, "application/pdf"),
    ]
    shown = text_of(at_the_desk.get(address))
    assert "Các bản trước (1)" in shown
    for each in kept:
        response = at_the_desk.get(reverse("dossier-paper-file", args=[dossier.code, each.pk]))
        assert response["Content-Type"] == "application/pdf"
        assert b"".join(response.streaming_content)[:5] == b"%PDF-"


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ([], "Chưa chọn tệp nào."),
        ([("don.pdf", b"PK\x03\x04 zip")], "Đây là tệp nén ZIP"),
        ([("a.jpg", None), ("b.pdf", pdf())], "không chọn lẫn hai loại"),
        ([("a.pdf", pdf()), ("b.pdf", pdf())], "Hãy chọn một tệp PDF duy nhất"),
        ([("a.jpg", None), ("b.jpg", b"<html>")], "Tệp thứ 2 (b.jpg)"),
    ],
)
def test_a_wrong_file_is_refused_beside_the_field(at_the_desk, dossier, files, sentence):
    given = [upload(name, content or photo()) for name, content in files]
    response = at_the_desk.post(paper_page(dossier, "bien-ban"), {"files": given})
    assert response.status_code == 422
    assert sentence in text_of(response)
    assert not dossier.papers.exists()


def test_a_file_too_large_is_refused_by_its_size(at_the_desk, dossier):
    large = upload("to.pdf", b"%PDF-" + b"0" * MAX_BYTES)
    response = at_the_desk.post(paper_page(dossier, "bien-ban"), {"files": [large]})
    assert "lớn hơn 20 MB" in text_of(response)


@pytest.mark.parametrize("extension", ["pdf", "docx"])
def test_the_drafts_come_as_pdf_and_as_word(at_the_desk, dossier, an, extension):
    make.complete(dossier, an)
    nominee = dossier.nominees.get()
    for args in (["to-trinh"], ["bien-ban"], ["bao-cao", nominee.pk]):
        response = at_the_desk.get(reverse("dossier-paper-draft", args=[dossier.code, *args, extension]))
        assert response.status_code == 200
        assert response.content[:4] == (b"%PDF" if extension == "pdf" else b"PK\x03\x04")


def test_an_address_that_names_no_paper_is_not_found(at_the_desk, dossier):
    nominee = make.nominate(dossier)
    for args in (["bao-cao"], ["to-trinh", nominee.pk], ["khac"], ["bao-cao", 0]):
        assert at_the_desk.get(paper_page(dossier, *args)).status_code == 404
    assert at_the_desk.get(page(dossier, "khac")).status_code == 404


# --- what is missing --------------------------------------------------------------------------------


def test_each_missing_thing_links_to_the_page_and_field_that_mend_it(at_the_desk, dossier):
    nominee = make.nominate(dossier, summary="", votes_for=None)
    nominee.findings.all().delete()
    shown = text_of(at_the_desk.get(page(dossier, "kiem-tra")))
    evidence = reverse("dossier-evidence", args=[dossier.code, nominee.pk])
    for address in (
        f"{evidence}#id_summary",
        f"{evidence}#ket-qua",
        f"{page(dossier, 'hop-binh-xet')}#id_held_at",
        f"{page(dossier, 'hop-binh-xet')}#id_n{nominee.pk}-votes_for",
        f"{paper_page(dossier, 'to-trinh')}#id_files",
        f"{paper_page(dossier, 'bao-cao', nominee.pk)}#id_files",
    ):
        assert f'href="{address}"' in shown
        there = text_of(at_the_desk.get(address.split("#")[0]))
        assert f'id="{address.split("#")[1]}"' in there


def test_every_anchor_of_the_papers_stands_on_their_page(at_the_desk, dossier):
    nominee = make.nominate(dossier)
    shown = text_of(at_the_desk.get(page(dossier, "giay-to")))
    for anchor in ("paper-submission", "paper-minutes", f"paper-report-{nominee.pk}"):
        assert f'id="{anchor}"' in shown


def test_autosave_answers_without_a_page(at_the_desk, dossier):
    nominee = make.nominate(dossier)
    address = reverse("dossier-evidence", args=[dossier.code, nominee.pk])
    response = at_the_desk.post(address, {"summary": "Ngắn"}, headers={"HX-Request": "true"})
    assert "<html" not in text_of(response)
