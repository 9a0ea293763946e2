"""The editing desk at /guong-dien-hinh/bien-tap/: who enters, what is refused beside which field."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from campaigns.enums import ExemplarStatus as S
from campaigns.models import Exemplar, ExemplarPicture
from campaigns.publicity.pieces import MOST_PICTURES, add_picture
from campaigns.publicity.workflow import EXEMPLAR
from phuong6.office.workflow import moves_of
from tests.campaigns.publicity import pieces

DESK = "/guong-dien-hinh/bien-tap/"
NOBODY_ELSE = ("cuc", "thu", "dung", "hoa", "kien", "outsider", "boss")


def test_only_the_culture_officer_and_units_have_a_desk(request, client, campaign, van, unit, an):
    piece = pieces.published(campaign, van)
    for name in NOBODY_ELSE:
        client.force_login(request.getfixturevalue(name))
        for address in (DESK, f"{DESK}viet/", f"{DESK}{piece.pk}/", f"{DESK}{piece.pk}/xem/"):
            assert client.get(address).status_code == 404, (name, address)
        for address in (f"{DESK}viet/", f"{DESK}{piece.pk}/", f"{DESK}{piece.pk}/chuyen/withdraw/"):
            assert client.post(address, pieces.typed()).status_code == 404, (name, address)
    client.logout()
    assert client.get(DESK).status_code == 302


def test_a_unit_sees_nothing_of_anothers_and_the_officer_nothing_before_it_is_proposed(
    client, campaign, unit, an, em, van
):
    piece = pieces.written(campaign, an, unit)
    for user in (em, van):
        client.force_login(user)
        assert client.get(f"{DESK}{piece.pk}/").status_code == 404
        assert piece.title not in client.get(DESK).content.decode()
    EXEMPLAR.perform("propose", piece, by=an)
    client.force_login(em)
    for address in (f"{DESK}{piece.pk}/", f"{DESK}{piece.pk}/xem/"):
        assert client.get(address).status_code == 404
    client.force_login(van)
    assert piece.title in client.get(DESK).content.decode()
    client.force_login(an)
    assert client.get(f"{DESK}{piece.pk}/xem/").status_code == 200


def test_from_a_units_proposal_to_the_public_page(client, campaign, unit, an, van):
    client.force_login(an)
    client.post(f"{DESK}viet/", pieces.typed())
    piece = Exemplar.objects.get()
    assert (piece.unit, piece.by, piece.status) == (unit, an, S.DRAFT)
    client.post(f"{DESK}{piece.pk}/chuyen/propose/")
    client.force_login(van)
    refused = client.post(f"{DESK}{piece.pk}/chuyen/send_back/", {"note": ""})
    assert refused.status_code == 422
    assert "Hãy ghi lý do." in refused.content.decode()
    client.post(f"{DESK}{piece.pk}/chuyen/send_back/", {"note": "Ghi rõ số hộ"})
    client.force_login(an)
    shown = client.get(f"{DESK}{piece.pk}/").content.decode()
    assert "Ghi rõ số hộ" in shown
    assert "Sửa bài tuyên truyền" in client.get("/").content.decode()
    client.post(f"{DESK}{piece.pk}/", pieces.typed(body="46 hộ.", revision=1))
    client.post(f"{DESK}{piece.pk}/chuyen/propose/")
    client.force_login(van)
    assert "1 bài đơn vị gửi, chờ duyệt" in client.get("/").content.decode()
    client.post(f"{DESK}{piece.pk}/chuyen/publish/")
    client.logout()
    assert "46 hộ." in client.get(f"/guong-dien-hinh/{piece.pk}/").content.decode()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": "  "}, "Hãy ghi tiêu đề."),
        ({"title": "a" * 201}, "Dài quá 200 chữ"),
        ({"kind": "khac"}, "Hãy chọn một trong ba loại bài."),
        ({"summary": "a" * 601}, "tối đa 600 ký tự"),
        ({"body": "a" * 10_001}, "tối đa 10.000 ký tự"),
        ({"body": "Céng hßa x· héi"}, "bảng mã cũ"),
        ({"revision": ""}, "Trang đã cũ"),
    ],
)
def test_a_wrong_word_is_answered_beside_it_and_nothing_is_lost(client, campaign, van, wrong, sentence):
    piece = pieces.written(campaign, van)
    client.force_login(van)
    sent = pieces.typed(revision=piece.revision, consent="Phần vừa gõ") | wrong
    answer = client.post(f"{DESK}{piece.pk}/", sent)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in shown
    assert "Phần vừa gõ" in shown
    piece.refresh_from_db()
    assert piece.title == pieces.TEXT["title"]


def test_a_text_saved_meanwhile_by_another_is_not_lost_nor_is_mine(client, campaign, van):
    piece = pieces.written(campaign, van)
    client.force_login(van)
    client.post(f"{DESK}{piece.pk}/", pieces.typed(title="Của người kia", revision=piece.revision))
    answer = client.post(f"{DESK}{piece.pk}/", pieces.typed(title="Của tôi", revision=piece.revision))
    assert answer.status_code == 422
    assert "Người khác vừa lưu bài này" in answer.content.decode()
    assert "Của tôi" in answer.content.decode()
    assert Exemplar.objects.get().title == "Của người kia"


def test_another_button_of_the_page_keeps_what_was_typed_first(client, campaign, unit, an):
    piece = pieces.written(campaign, an, unit)
    client.force_login(an)
    page = f"{DESK}{piece.pk}/"
    picture = {"photo": SimpleUploadedFile("a.jpg", pieces.photo()), "alt": "Lớp tập huấn"}
    client.post(f"{page}anh/", pieces.typed(body="46 hộ.", revision=1) | picture)
    piece.refresh_from_db()
    assert (piece.body, piece.pictures.count()) == ("46 hộ.", 1)
    picture = piece.pictures.get()
    client.post(f"{page}anh/{picture.pk}/", pieces.typed(body="47 hộ.", revision=2) | {"remove": "1"})
    client.post(f"{page}chuyen/propose/", pieces.typed(body="48 hộ.", revision=3))
    piece.refresh_from_db()
    assert (piece.body, piece.pictures.count(), piece.status) == ("48 hộ.", 0, S.PROPOSED)


def test_another_button_with_words_that_are_refused_shows_them_again(client, campaign, unit, an):
    piece = pieces.written(campaign, an, unit)
    client.force_login(an)
    sent = pieces.typed(title="", body="Phần vừa gõ", revision=1)
    picture = {"photo": SimpleUploadedFile("a.jpg", pieces.photo()), "alt": "Lớp tập huấn"}
    for step, more in (("chuyen/propose/", {}), ("anh/", picture)):
        answer = client.post(f"{DESK}{piece.pk}/{step}", sent | more)
        assert answer.status_code == 422
        assert "Hãy ghi tiêu đề." in answer.content.decode()
        assert "Phần vừa gõ" in answer.content.decode()
    piece.refresh_from_db()
    assert (piece.status, piece.body) == (S.DRAFT, pieces.TEXT["body"])
    assert piece.pictures.count() == 1


def test_words_kept_before_a_refused_step_stay(client, campaign, unit, an):
    piece = pieces.written(campaign, an, unit)
    client.force_login(an)
    client.post(f"{DESK}{piece.pk}/chuyen/propose/", pieces.typed(summary="", body="46 hộ.", revision=1))
    piece.refresh_from_db()
    assert (piece.status, piece.body) == (S.DRAFT, "46 hộ.")


def test_a_step_on_a_public_piece_records_no_change_of_words_that_did_not_change(client, campaign, van):
    piece = pieces.published(campaign, van)
    client.force_login(van)
    sent = pieces.typed(revision=piece.revision, note="Hết thời hạn")
    client.post(f"{DESK}{piece.pk}/chuyen/withdraw/", sent)
    assert list(moves_of(piece).values_list("move", flat=True)) == ["publish", "withdraw"]


def test_what_is_typed_is_text_never_a_page(client, campaign, van):
    piece = pieces.published(campaign, van, body="<script>alert(1)</script>\n\n<b>Đậm</b>")
    shown = client.get(f"/guong-dien-hinh/{piece.pk}/").content.decode()
    assert "<script>alert" not in shown
    assert "&lt;b&gt;Đậm" in shown


def exif_of(data: bytes) -> int:
    return len(Image.open(io.BytesIO(data)).getexif())


def test_a_picture_is_kept_in_two_sizes_without_where_and_when_it_was_taken(client, campaign, van):
    piece = pieces.written(campaign, van)
    exif = Image.Exif()
    exif[0x0132] = "2023:11:01 08:00:00"
    exif[0x010F] = "Máy ảnh của chị Bảy"
    data = pieces.photo(3000, 2000, exif=exif)
    assert exif_of(data)
    client.force_login(van)
    sent = {"photo": SimpleUploadedFile("nha-ong-bay.jpg", data), "alt": "  Lớp   tập huấn "}
    client.post(f"{DESK}{piece.pk}/anh/", sent)
    kept = ExemplarPicture.objects.get()
    assert (kept.alt, kept.width, kept.height, kept.small_width) == ("Lớp tập huấn", 1200, 800, 480)
    for file, size in ((kept.large, (1200, 800)), (kept.small, (480, 320))):
        with file.file.open("rb") as stored:
            content = stored.read()
        assert Image.open(io.BytesIO(content)).size == size
        assert exif_of(content) == 0
        assert "Bảy" not in file.original_name


@pytest.mark.parametrize(
    ("file", "alt", "sentence"),
    [
        (None, "Mô tả", "Chưa chọn ảnh nào."),
        (b"", "Mô tả", "Tệp rỗng"),
        (b"%PDF-1.4 x", "Mô tả", "Hãy tải lên ảnh chụp JPEG hoặc PNG."),
        (b"MZ\x90", "Mô tả", "Đây là tệp chương trình"),
        (pieces.photo()[:900], "Mô tả", "Ảnh bị hỏng"),
        (pieces.photo(), " ", "Hãy mô tả ảnh"),
        (pieces.photo(), "a" * 201, "Dài quá 200 chữ"),
    ],
)
def test_a_wrong_picture_is_refused_beside_its_field(client, campaign, van, file, alt, sentence):
    piece = pieces.written(campaign, van)
    client.force_login(van)
    sent = {"alt": alt} | ({"photo": SimpleUploadedFile("anh.jpg", file)} if file is not None else {})
    answer = client.post(f"{DESK}{piece.pk}/anh/", sent)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not ExemplarPicture.objects.exists()


def test_pictures_are_described_anew_put_first_and_taken_off(client, campaign, van):
    piece = pieces.written(campaign, van)
    one, two = (
        add_picture(van, piece, pieces.photo(60, 90), name="a.jpg", alt=alt) for alt in ("Một", "Hai")
    )
    client.force_login(van)
    client.post(f"{DESK}{piece.pk}/anh/{two.pk}/", {"first": "1"})
    assert list(piece.pictures.values_list("alt", flat=True)) == ["Hai", "Một"]
    answer = client.post(f"{DESK}{piece.pk}/anh/{one.pk}/", {"alt": ""})
    assert answer.status_code == 422
    client.post(f"{DESK}{piece.pk}/anh/{one.pk}/", {"alt": "Ba"})
    client.post(f"{DESK}{piece.pk}/anh/{two.pk}/", {"remove": "1"})
    assert list(piece.pictures.values_list("alt", flat=True)) == ["Ba"]


def test_a_change_to_the_pictures_of_a_public_piece_is_recorded(client, campaign, van):
    piece = pieces.published(campaign, van, picture=True)
    client.force_login(van)
    client.post(f"{DESK}{piece.pk}/anh/{piece.pictures.get().pk}/", {"remove": "1"})
    assert "Sửa ảnh bài đã đăng" in client.get(f"{DESK}{piece.pk}/").content.decode()


def test_a_piece_has_no_endless_row_of_pictures(client, campaign, van):
    piece = pieces.written(campaign, van)
    for _ in range(MOST_PICTURES):
        add_picture(van, piece, pieces.photo(30, 20), name="a.jpg", alt="Ảnh")
    client.force_login(van)
    answer = client.post(
        f"{DESK}{piece.pk}/anh/", {"photo": SimpleUploadedFile("a.jpg", pieces.photo(30, 20)), "alt": "Ảnh"}
    )
    assert answer.status_code == 422
    assert "tối đa 12 ảnh" in answer.content.decode()


def test_a_stranger_takes_no_picture_from_the_desk(client, campaign, unit, an, em, van):
    piece = pieces.written(campaign, an, unit)
    picture = add_picture(an, piece, pieces.photo(60, 40), name="a.jpg", alt="Ảnh")
    address = f"{DESK}{piece.pk}/anh/{picture.pk}/nho.jpg"
    client.force_login(an)
    assert pieces.taken(client, address)["Cache-Control"] == "private, no-store"
    for user in (em, van):
        client.force_login(user)
        assert client.get(address).status_code == 404
        assert client.post(f"{DESK}{piece.pk}/anh/{picture.pk}/", {"remove": "1"}).status_code == 404


def test_a_list_costs_the_same_however_long(client, campaign, unit, an, van, django_assert_num_queries):
    client.force_login(van)
    for count in (1, 3):
        while Exemplar.objects.count() < count:
            EXEMPLAR.perform("propose", pieces.written(campaign, an, unit), by=an)
        with django_assert_num_queries(8):
            client.get(DESK)
