"""/xac-minh/: genuine, replaced, revoked or not found, with the least personal data."""

import pytest

from awards.certificates.register import replace_certificate
from awards.enums import CertificateStatus, DecisionStatus
from awards.models import Certificate, Decision
from awards.public.verification import Verdict, by_token, by_words
from phuong6.office.throttle import Throttle, address_of
from tests import factories as make
from tests.awards import decision_scene as scene


@pytest.fixture
def issued(campaign, unit, an, cuc, dung, hoa):
    return scene.issued(dung, campaign, unit, an, cuc, [dung, hoa])


@pytest.fixture
def person(issued):
    """The certificate of the first individual, renamed to a name with every kind of mark."""
    certificate = scene.certificates(issued)[1]
    certificate.award.name = "Đỗ Thị Kiều Oanh"
    certificate.award.honorific = "Bà"
    certificate.award.save()
    return certificate


@pytest.fixture(autouse=True)
def fresh_tries():
    for name in ("127.0.0.1", "203.0.113.9"):
        Throttle("verify", limit=30, minutes=10).forget(name)


def ask(client, **typed):
    given = {"number": "12/QĐ-UBND", "golden_book_no": "02", "name": "Đỗ Thị Kiều Oanh"} | typed
    return client.post("/xac-minh/", given)


@pytest.mark.parametrize(
    "name",
    [
        "Đỗ Thị Kiều Oanh",
        "ĐỖ THỊ KIỀU OANH",
        "do thi kieu oanh",
        "  Đỗ  Thị Kiều   Oanh ",
        "Bà Đỗ Thị Kiều Oanh",
    ],
)
@pytest.mark.parametrize("number", ["12/QĐ-UBND", "12", "số: 12 / qđ-ubnd"])
def test_number_place_and_name_prove_it_whatever_case_and_accents(person, client, name, number):
    said = ask(client, name=name, number=number).content.decode()
    assert "Giấy khen này là thật" in said
    assert "05/12/2023" in said


@pytest.mark.parametrize(
    "wrong",
    [
        {"number": "13/QĐ-UBND"},
        {"number": "12/QĐ-HĐND"},
        {"golden_book_no": "3"},
        {"name": "Đỗ Thị Kiều"},
        {"name": "Ông Đỗ Thị Kiều Oanh"},
        {"name": "..."},
    ],
)
def test_anything_that_does_not_fit_is_not_found(person, client, wrong):
    said = ask(client, **wrong).content.decode()
    assert "Không tìm thấy giấy khen" in said
    assert "là thật" not in said


def test_the_answer_keeps_titles_sums_and_register_to_itself(person, client):
    said = client.get(f"/xac-minh/{person.token}/").content.decode()
    assert "Đỗ Thị Kiều Oanh" in said
    for secret in ("Trưởng khóm", "270.000", "Khóm 1", person.award.nominee.position):
        assert secret not in said


@pytest.mark.parametrize("status", [CertificateStatus.REPLACED, CertificateStatus.REVOKED])
def test_a_replaced_or_revoked_one_says_so_and_names_nobody(person, client, status):
    Certificate.objects.filter(pk=person.pk).update(status=status)
    said = client.get(f"/xac-minh/{person.token}/").content.decode()
    assert ("đã được thay" if status == CertificateStatus.REPLACED else "đã bị thu hồi") in said
    assert "Đỗ Thị Kiều Oanh" not in said
    assert "là thật" not in said


def test_a_void_number_says_so_and_names_nobody(person, client):
    Certificate.objects.filter(pk=person.pk).update(status=CertificateStatus.VOID)
    said = client.get(f"/xac-minh/{person.token}/").content.decode()
    assert "không còn giá trị" in said
    assert "Đỗ Thị Kiều Oanh" not in said
    assert "là thật" not in said


def test_of_a_replaced_one_the_words_lead_to_the_valid_copy_and_say_that_an_older_one_is_void(
    person, cuc, client
):
    replace_certificate(person, by=cuc, reason="Làm mất.")
    said = ask(client).content.decode()
    assert "Giấy khen này là thật" in said
    assert "Bản thay thế vào sổ ngày" in said
    assert "hãy quét mã QR trên giấy" in said
    assert "Làm mất" not in said


def test_the_code_on_the_paper_tells_which_copy_is_in_hand(person, cuc, client):
    new = replace_certificate(person, by=cuc, reason="Làm mất.")
    said = client.get(f"/xac-minh/{new.token}/").content.decode()
    assert "Giấy đang cầm là bản thay thế, còn giá trị." in said
    assert "hãy quét mã QR" not in said
    assert '<p class="lead">Ghi ba thông tin' not in said
    said = client.get(f"/xac-minh/{person.token}/").content.decode()
    assert "Giấy đang cầm là bản đã được thay thế, không còn giá trị." in said


@pytest.mark.parametrize(
    ("status", "look"),
    [
        (CertificateStatus.VALID, ("good", "success", "Còn giá trị")),
        (CertificateStatus.REPLACED, ("bad", "error", "Không còn giá trị")),
        (CertificateStatus.VOID, ("bad", "error", "Không còn giá trị")),
        (CertificateStatus.REVOKED, ("bad", "error", "Không còn giá trị")),
        (None, ("attention", "warning", "Không tìm thấy")),
    ],
)
def test_each_answer_has_a_tone_an_icon_and_a_word(person, client, status, look):
    if status:
        Certificate.objects.filter(pk=person.pk).update(status=status)
    said = client.get(f"/xac-minh/{person.token if status else 'khong-co'}/").content.decode()
    tone, icon, word = look
    assert f'class="panel panel--{tone}"' in said
    assert f'<span class="icon icon-{icon}" aria-hidden="true"></span>' in said
    assert f"</span>{word}</span>" in said


def test_a_revoked_decision_takes_its_certificates_with_it(person):
    Decision.objects.update(status=DecisionStatus.REVOKED)
    assert by_token(person.token).verdict == Verdict.REVOKED


def test_an_unknown_token_is_not_found(person, client):
    answer = client.get("/xac-minh/khong-co-ma-nay/")
    assert answer.status_code == 404
    assert "Không tìm thấy giấy khen" in answer.content.decode()


@pytest.mark.parametrize(("flag", "word"), [("is_sample", "MẪU"), ("is_rehearsal", "DIỄN TẬP")])
def test_what_is_not_real_is_never_called_genuine(campaign, unit, an, cuc, dung, hoa, client, flag, word):
    setattr(campaign, flag, True)
    campaign.save()
    decision = scene.issued(dung, campaign, unit, an, cuc, [dung, hoa])
    said = client.get(f"/xac-minh/{scene.certificates(decision)[0].token}/").content.decode()
    assert word in said
    assert "không có giá trị sử dụng" in said
    assert "là thật" not in said


def test_a_real_certificate_wears_no_mark_of_the_campaign_in_hand(person, client):
    make.CampaignFactory(code="MAU", is_sample=True, dossier_too_late=make.at(1, year=2030))
    assert (
        "Số liệu trên trang này để làm quen" not in client.get(f"/xac-minh/{person.token}/").content.decode()
    )


def test_of_two_years_with_one_number_the_name_tells(person):
    assert by_words(12, "", 2, "Đỗ Thị Kiều Oanh").certificate == person
    assert by_words(12, "", 2, "Người Năm Khác").verdict == Verdict.NOT_FOUND


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"number": ""}, "Hãy ghi số quyết định in trên giấy khen"),
        ({"number": "mười hai"}, "ví dụ 12/QĐ-UBND"),
        ({"golden_book_no": "hai"}, "bằng chữ số, ví dụ 03"),
        ({"golden_book_no": "0"}, "bắt đầu từ 01"),
        ({"golden_book_no": "٠٢"}, "bằng chữ số, ví dụ 03"),
        ({"number": "١٢"}, "ví dụ 12/QĐ-UBND"),
        ({"name": " "}, "Hãy ghi tên in trên giấy khen"),
    ],
)
def test_what_cannot_be_read_is_refused_beside_the_field_and_kept(db, client, typed, sentence):
    said = ask(client, **typed).content.decode()
    assert sentence in said
    assert "Không tìm thấy" not in said


def test_no_search_engine_keeps_the_page_and_no_cache_does(db, client):
    page = client.get("/xac-minh/")
    assert page.status_code == 200
    assert "noindex" in page["X-Robots-Tag"]
    assert 'name="robots"' in page.content.decode()
    assert "no-store" in page["Cache-Control"]


def test_after_thirty_tries_one_is_asked_to_wait(person, client):
    for _ in range(30):
        assert ask(client, name="Người Nào Đó").status_code == 200
    late = ask(client)
    assert late.status_code == 429
    assert "quá 30 lần trong 10 phút" in late.content.decode()
    assert client.get(f"/xac-minh/{person.token}/").status_code == 429
    assert client.get("/xac-minh/").status_code == 200


def test_a_hall_full_of_guests_may_all_scan_their_own(person, client):
    for _ in range(40):
        assert client.get(f"/xac-minh/{person.token}/").status_code == 200


def test_guessing_tokens_is_slowed_down(person, client):
    answers = {client.get(f"/xac-minh/doan-{n}/").status_code for n in range(31)}
    assert answers == {404, 429}


def test_behind_our_own_proxy_each_visitor_counts_alone(rf, settings):
    request = rf.get("/", HTTP_X_FORWARDED_FOR="1.2.3.4, 203.0.113.9", REMOTE_ADDR="127.0.0.1")
    assert address_of(request) == "127.0.0.1", "a header anybody can write is not believed"
    settings.TRUSTED_PROXY = True
    assert address_of(request) == "203.0.113.9"


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("192.168.1.7", "192.168.1.7"),
        ("8.8.8.8, 192.168.1.7", "192.168.1.7"),
        ("8.8.8.8,203.0.113.9:51234", "203.0.113.9"),
        ("[2001:db8::7]:443", "2001:db8::7"),
        ("2001:db8::7", "2001:db8::7"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("8.8.8.8, unknown", "127.0.0.1"),
        ("8.8.8.8,", "127.0.0.1"),
        ("", "127.0.0.1"),
    ],
)  # fmt: skip
def test_only_what_our_own_proxy_wrote_last_is_believed(rf, settings, written, address):
    request = rf.get("/", HTTP_X_FORWARDED_FOR=written, HTTP_X_REAL_IP="8.8.8.8", REMOTE_ADDR="127.0.0.1")
    assert address_of(request) == "127.0.0.1"
    settings.TRUSTED_PROXY = True
    assert address_of(request) == address


def test_a_visitor_who_comes_by_a_new_connection_each_time_is_the_same_visitor(db, client, settings):
    settings.TRUSTED_PROXY = True
    for port in range(50_000, 50_030):
        client.get("/xac-minh/doan/", HTTP_X_FORWARDED_FOR=f"203.0.113.9:{port}")
    assert client.get("/xac-minh/doan/", HTTP_X_FORWARDED_FOR="203.0.113.9:60000").status_code == 429
    assert client.get("/xac-minh/doan/", HTTP_X_FORWARDED_FOR="203.0.113.10:60000").status_code == 404


@pytest.mark.parametrize("token", ["../../etc", "a" * 500, "%00"])
def test_odd_tokens_are_just_not_found(db, client, token):
    assert client.get(f"/xac-minh/{token}/").status_code == 404
