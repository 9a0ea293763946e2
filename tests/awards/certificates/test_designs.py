"""The ward's own giấy khen: its words, faces and places, kept in versions; seen before they are saved."""

import base64
import io

import numpy as np
import pytest
from django.test import Client
from PIL import Image

from awards.certificates.designs import samples, save_version, start_design
from awards.certificates.print_requests import How, newest
from awards.certificates.printing import print_certificates
from awards.models import CertificateDesign, DesignVersion, PrintRequest
from phuong6.lib.papers.certificates.data import design_data, design_of
from phuong6.lib.papers.certificates.places import proposed_places
from phuong6.lib.papers.certificates.text import Arrangement
from phuong6.lib.papers.certificates.text import CertificateDesign as Design
from phuong6.office.workflow import NotAllowed
from tests.awards import decision_scene as scene
from tests.awards.certificates.printing_scene import DESIGNS, blank_design, typed
from tests.lib.papers.reading import page_texts, pictures


@pytest.fixture
def issued(campaign, unit, an, cuc, dung, hoa):
    return scene.issued(dung, campaign, unit, an, cuc, [dung, hoa])


@pytest.fixture
def desk(cuc):
    client = Client()
    client.force_login(cuc)
    return client


@pytest.fixture
def made(ward, cuc, campaign):
    return start_design(CertificateDesign(ward=ward, name="Mẫu phường"), by=cuc)


def own(page="A4", **changes) -> Arrangement:
    return Arrangement(places=tuple((dict(proposed_places(page)) | changes).items()))


def test_a_new_design_begins_with_what_the_software_prints(desk, ward, campaign):
    sent = desk.post(DESIGNS, {"name": "Phôi A3 năm 2023", "page": "A3", "on_blank": "on"})
    found = CertificateDesign.objects.get()
    assert sent["Location"] == f"{DESIGNS}{found.pk}/"
    assert found.versions.get().as_design == Design(page="A3", overlay=True)


def test_two_designs_do_not_share_a_name_and_what_was_typed_stays(desk, made):
    answer = desk.post(DESIGNS, {"name": "mẫu phường".capitalize(), "page": "A3"})
    assert answer.status_code == 422
    assert "Đã có mẫu mang tên này" in answer.content.decode()
    assert "Hãy đặt tên mẫu" in desk.post(DESIGNS, {"page": "A4"}).content.decode()


def test_a_design_survives_being_kept_as_json():
    first = Design(
        page="360x270",
        name_face="sans",
        text_face="sans",
        signature_space=25.0,
        person=Arrangement(places=proposed_places("360x270"), wording=(("golden_book", "Số: {số sổ vàng}"),)),
    )
    assert design_of(design_data(first)) == first


def test_saving_makes_the_next_version_and_the_same_again_makes_none(desk, made):
    address = f"{DESIGNS}{made.pk}/"
    data = typed(made) | {"name_face": "sober", "words-golden_book": "Sổ vàng số {số sổ vàng}"}
    for _ in range(2):
        assert desk.post(address, data).status_code == 302
    newest, first = made.versions.all()
    assert (newest.number, newest.as_design.name_face) == (2, "sober")
    assert first.as_design.name_face == "ceremonial"
    assert dict(newest.as_design.person.wording) == {"golden_book": "Sổ vàng số {số sổ vàng}"}
    assert newest.as_design.collective == Arrangement(), "only the kind that was open"


def test_places_may_be_set_for_one_kind_or_for_both(desk, made):
    address = f"{DESIGNS}{made.pk}/?loai=collective"
    desk.post(address, typed(made) | {"placing": "own", "name-left": "40,5", "name-width": "215"})
    kept = made.versions.first().as_design
    assert dict(kept.collective.places)["name"].left == 40.5
    assert kept.person.places == ()
    desk.post(address, typed(made) | {"placing": "own", "both": "on", "name-left": "41", "name-width": "215"})
    kept = made.versions.first().as_design
    assert kept.person == kept.collective
    assert dict(kept.person.places)["name"].left == 41


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name-left": "5"}, "bên trong đường diềm"),
        ({"name-top": "200"}, "bên trong đường diềm"),
        ({"role-top": "100"}, "đè lên"),
        ({"name-height": "5"}, "không đủ cho cỡ chữ"),
        ({"name-left": "rộng"}, "Hãy ghi bằng chữ số, ví dụ 12,5"),
        ({"name-left": "-3"}, "Phải từ 0 đến 297 mm"),
        ({"name-size": ""}, "Hãy ghi số, từ 8 đến 90 pt"),
        ({"signer_name-top": "160"}, "để ký, đóng dấu"),
        ({"golden_book-printed": ""}, "Nghị định 98/2023/NĐ-CP"),
    ],
)
def test_places_that_cannot_be_printed_are_refused_in_words_and_what_was_typed_stays(
    desk, made, changes, sentence
):
    data = typed(made) | {"placing": "own", "words-achievement": "Nhớ giữ: {thành tích}"} | changes
    data = {name: value for name, value in data.items() if value or not name.endswith("-printed")}
    answer = desk.post(f"{DESIGNS}{made.pk}/", data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "Nhớ giữ: {thành tích}" in page
    assert made.versions.count() == 1


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("{mật khẩu}", "Không có chỗ điền {mật khẩu}"),
        ("{{ request.user }}", "Không có chỗ điền"),
        ("{% now %}", "Không có chỗ điền {% now %}"),
        ("{thành tích", "phải đi từng cặp"),
    ],
)
def test_wording_is_checked_like_every_other_paper(desk, made, words, sentence):
    answer = desk.post(f"{DESIGNS}{made.pk}/", typed(made) | {"words-achievement": words})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


@pytest.mark.parametrize(
    ("slot", "words", "lacking"),
    [
        ("decision", "Theo quyết định của Chủ tịch", "{số quyết định} và {ngày quyết định}"),
        ("decision", "Quyết định số %s, {ngày quyết định}", "{số quyết định}"),
        ("decision", "Quyết định số: {số quyết định}", "{ngày quyết định}"),
        ("golden_book", "Số sổ vàng: 01", "{số sổ vàng}"),
        ("role", "Cán bộ của phường", "{chức vụ, đơn vị}"),
    ],
)
def test_no_wording_leaves_out_who_is_awarded_and_by_which_decision(desk, made, slot, words, lacking):
    answer = desk.post(f"{DESIGNS}{made.pk}/", typed(made) | {f"words-{slot}": words})
    assert answer.status_code == 422
    told = answer.context["form"].errors[f"words-{slot}"]
    assert told == [f"Câu này còn thiếu {lacking}. Không có thì giấy in ra không đủ nội dung bắt buộc."]
    assert answer.content.decode().count(f"Câu này còn thiếu {lacking}.") >= 2, "above and at the field"
    assert made.versions.count() == 1


def test_template_code_is_printed_as_it_stands(made, cuc, issued, tmp_path):
    odd = Arrangement(wording=(("achievement", "<b>{thành tích}</b> % now %"),))
    version = save_version(made, Design(person=odd, collective=odd), by=cuc)

    page = page_texts(print_certificates(issued, how=How(version=version)), tmp_path)[0]
    assert "<b>Đã có thành tích" in page
    assert "</b> % now %" in page


def test_the_signature_space_has_bounds(desk, made):
    for wrong in ("12", "60", ""):
        answer = desk.post(f"{DESIGNS}{made.pk}/", typed(made) | {"signature_space": wrong})
        assert answer.status_code == 422
        assert "từ 20 đến 40 mm" in answer.content.decode()


def picture(answer) -> np.ndarray:
    encoded = answer.content.decode().partition("base64,")[2].partition('"')[0]
    return np.asarray(Image.open(io.BytesIO(base64.b64decode(encoded))).convert("RGB")).astype(int)


def test_the_preview_shows_what_is_typed_and_saves_nothing(desk, made, issued):
    address = f"{DESIGNS}{made.pk}/xem-thu/"
    before = picture(desk.post(address, typed(made)))
    after = picture(desk.post(address, typed(made) | {"name_face": "sans"}))
    assert before.shape == after.shape
    assert (np.abs(before - after).max(axis=2) > 60).mean() > 0.002
    assert DesignVersion.objects.count() == 1


def test_the_preview_says_what_is_wrong_beside_the_picture(desk, made, issued):
    page = desk.post(
        f"{DESIGNS}{made.pk}/xem-thu/", typed(made) | {"placing": "own", "role-top": "100"}
    ).content.decode()
    assert "đè lên" in page
    assert "base64," in page, "an overlap can be seen"


def test_the_preview_offers_the_wards_own_giay_khen(desk, made, issued, campaign):
    certificate = scene.certificates(issued)[-1]
    page = desk.get(f"{DESIGNS}{made.pk}/?loai=person").content.decode()
    assert f'value="{certificate.pk}"' in page
    assert certificate.award.name in page
    assert {"mau-0", "mau-1"} <= set(samples(campaign, "collective"))


def test_the_blanks_photo_lies_under_the_text_and_is_never_printed(
    desk, ward, cuc, campaign, issued, tmp_path
):
    design = blank_design(ward, cuc)
    target = io.BytesIO()
    Image.new("RGB", (600, 424), (20, 60, 200)).save(target, "JPEG")
    target.seek(0)
    target.name = "phoi.jpg"
    desk.post(f"{DESIGNS}{design.pk}/anh-phoi/", {"photo": target})
    seen = picture(desk.post(f"{DESIGNS}{design.pk}/xem-thu/", typed(design)))
    red, _, blue = np.median(seen.reshape(-1, 3), axis=0)
    assert blue > red + 40

    printed = pictures(print_certificates(issued, how=How(version=newest(design))), tmp_path, 50)[0]
    assert (np.median(printed.reshape(-1, 3), axis=0) == 255).all()


def test_a_photo_that_is_none_is_refused_in_words(desk, ward, cuc, campaign):
    design = blank_design(ward, cuc)
    fake = io.BytesIO(b"MZ this is no picture")
    fake.name = "phoi.jpg"
    address = f"{DESIGNS}{design.pk}/anh-phoi/"
    assert "tệp chương trình" in desk.post(address, {"photo": fake}, follow=True).content.decode()
    assert "Chưa chọn ảnh" in desk.post(address, {}, follow=True).content.decode()
    assert CertificateDesign.objects.get().background is None


def test_a_printed_certificate_is_printed_again_as_it_was(desk, made, issued, cuc, tmp_path):
    save_version(made, Design(person=own(), collective=own()), by=cuc)
    address = f"/khen-thuong/{issued.pk}/giay-khen"
    first = desk.post(f"{address}.pdf", {"design": f"mau-{made.pk}", "all": "1", "key": "a"})
    save_version(made, Design(name_face="sans", collective_face="sans", text_face="sans"), by=cuc)
    changed = desk.post(
        f"{address}.pdf", {"design": f"mau-{made.pk}", "all": "1", "key": "b", "reason": "Đổi mẫu"}
    )
    earlier = PrintRequest.objects.order_by("pk").first()
    again = desk.post(f"{address}/in-lai/{earlier.pk}/", {"key": "c", "reason": "Bản trước bị nhòe"})
    assert again.content == first.content != changed.content
    assert "In lại như lần này" in desk.get(f"{address}/").content.decode()


def test_only_noi_vu_sees_and_changes_designs(made, cuc, dung, an, hoa, boss, kien, client):
    addresses = (DESIGNS, f"{DESIGNS}{made.pk}/")
    posts = (*addresses, f"{DESIGNS}{made.pk}/xem-thu/", f"{DESIGNS}{made.pk}/anh-phoi/")
    for person in (dung, an, hoa, boss, kien):
        client.force_login(person)
        assert [client.get(each).status_code for each in addresses] == [404, 404]
        assert [client.post(each, {}).status_code for each in posts] == [404] * 4
        with pytest.raises(NotAllowed):
            save_version(made, Design(), by=person)
        with pytest.raises(NotAllowed):
            start_design(CertificateDesign(ward=made.ward, name="Khác"), by=person)


def test_the_list_costs_the_same_with_one_design_and_with_three(
    desk, made, ward, cuc, django_assert_num_queries
):
    with django_assert_num_queries(8):
        desk.get(DESIGNS)
    blank_design(ward, cuc)
    blank_design(ward, cuc, name="Phôi khác")
    with django_assert_num_queries(8):
        desk.get(DESIGNS)
