"""Signatures of kept files: told where signed copies are shown, read once; the ward's own under its papers."""

import io
import re

import pikepdf
import pytest
from django.core.cache import cache
from django.core.checks import run_checks
from django.core.files.base import ContentFile
from django.urls import reverse

from dossiers.enums import PaperKind
from dossiers.filing import attachments
from phuong6.lib.signatures.facts import State
from phuong6.office import files
from phuong6.office.models import StoredFile
from phuong6.office.papers import signing
from phuong6.office.workflow import Refused
from tests import factories as make
from tests.lib.signatures.files import agency, holder, page, person, root, sign, swap_content, trusted_person

PASSWORD = "mat-khau-khoa"


@pytest.fixture(autouse=True)
def nothing_remembered(settings, tmp_path):
    cache.clear()
    signing._roots.cache_clear()
    signing._opened.cache_clear()
    settings.SIGNING_ROOTS = tmp_path / "roots"
    settings.SIGNING_ROOTS.mkdir()
    settings.SIGNING_KEY = settings.SIGNING_PASSWORD = ""


@pytest.fixture
def clerk(db):
    return make.user("vanthu", "Người Văn Thư")


@pytest.fixture
def ward_key(settings, tmp_path):
    """The ward's own key in a file, as the administrator would set it."""
    path = tmp_path / "phuong.p12"
    path.write_bytes(agency().p12(PASSWORD))
    settings.SIGNING_KEY, settings.SIGNING_PASSWORD = str(path), PASSWORD
    return path


@pytest.fixture
def readings(monkeypatch):
    """How often a file was really read for its signatures."""
    seen = []
    real = signing.read_signatures

    def read(data, roots):
        seen.append(len(roots))
        return real(data, roots)

    monkeypatch.setattr(signing, "read_signatures", read)
    return seen


# --- what is kept -----------------------------------------------------------------------------------


def test_an_upload_remembers_whether_it_is_signed(clerk):
    assert files.store(sign(page(), person()), name="a.pdf", by=clerk).is_signed
    assert not files.store(page(), name="b.pdf", by=clerk).is_signed
    assert not files.store_made(page(), name="c.pdf", by=clerk).is_signed


def test_an_unsigned_file_is_never_opened(clerk, readings):
    kept = files.store(page(), name="a.pdf", by=clerk)
    kept.file.storage.delete(kept.file.name)
    assert signing.signatures_of(kept) == ()
    assert readings == []


def test_a_signed_file_is_read_once(clerk, readings, django_assert_num_queries):
    kept = files.store(sign(page(), person()), name="a.pdf", by=clerk)
    with django_assert_num_queries(0):
        first, again = signing.signatures_of(kept), signing.signatures_of(kept)
    assert first == again
    assert (first[0].signer, first[0].state) == ("Trần Văn Mẫu", State.UNCHANGED)
    assert readings == [0]


def test_a_new_root_certificate_is_believed_at_once(clerk, settings, readings):
    kept = files.store(sign(page(), agency()), name="a.pdf", by=clerk)
    assert not signing.signatures_of(kept)[0].is_trusted
    (settings.SIGNING_ROOTS / "goc.cer").write_bytes(root().der)
    assert signing.signatures_of(kept)[0].is_trusted
    (settings.SIGNING_ROOTS / "goc.cer").unlink()
    assert not signing.signatures_of(kept)[0].is_trusted
    assert readings == [0, 1]


def test_without_a_folder_of_roots_nothing_is_trusted_and_nothing_breaks(clerk, settings):
    settings.SIGNING_ROOTS = settings.SIGNING_ROOTS / "khong-co"
    kept = files.store(sign(page(), agency()), name="a.pdf", by=clerk)
    assert not signing.signatures_of(kept)[0].is_trusted


def test_a_file_lost_from_the_disk_is_a_sentence_and_not_remembered(clerk):
    kept = files.store(sign(page(), agency()), name="a.pdf", by=clerk)
    kept.file.storage.delete(kept.file.name)
    assert [fact.sentence for fact in signing.signatures_of(kept)] == [signing.LOST]
    kept.file.storage.save(kept.file.name, ContentFile(sign(page(), agency())))
    assert signing.signatures_of(kept)[0].signer == "Ủy ban nhân dân Phường Mẫu"


# --- the ward's own signature -----------------------------------------------------------------------


def test_a_signed_copy_is_a_file_of_its_own(clerk, ward_key, settings):
    (settings.SIGNING_ROOTS / "goc.pem").write_bytes(root().pem)
    issued = files.store_made(page(), name="12-QĐ-UBND.pdf", by=clerk, pages=1)
    copy = signing.sign_issued(issued, clerk)
    assert (copy.original_name, copy.is_signed, copy.pages) == ("12-QĐ-UBND-ky-so.pdf", True, 1)
    (fact,) = signing.signatures_of(copy)
    assert (fact.is_trusted, fact.is_good) == (True, True)
    with issued.file.open("rb") as first:
        assert first.read() == page()
    assert StoredFile.objects.count() == 2


def test_a_paper_a_person_signed_gets_its_second_layer(clerk, ward_key):
    kept = files.store(sign(page(), person()), name="a.pdf", by=clerk)
    assert [fact.layer.value for fact in signing.signatures_of(signing.sign_issued(kept, clerk))] == [
        "cá nhân",
        "cơ quan",
    ]


def test_the_key_is_opened_once_and_again_when_its_file_changes(clerk, ward_key, monkeypatch):
    opened = []
    real = signing.signing.load_key
    monkeypatch.setattr(signing.signing, "load_key", lambda *args: opened.append(args) or real(*args))
    issued = files.store_made(page(), name="a.pdf", by=clerk)
    for _ in range(3):
        signing.sign_issued(issued, clerk)
    assert len(opened) == 1
    ward_key.write_bytes(trusted_person().p12(PASSWORD) + b"")
    signing.sign_issued(issued, clerk)
    assert len(opened) == 2


@pytest.mark.parametrize(
    ("key", "password", "sentence"),
    [
        ("", "", signing.NOT_CONFIGURED),
        ("phuong.p12", "sai", signing.signing.NOT_OPENED),
        ("khong-co.p12", PASSWORD, signing.signing.NO_FILE),
    ],
)
def test_no_key_or_one_that_cannot_be_used_is_refused(
    clerk, ward_key, settings, tmp_path, key, password, sentence
):
    settings.SIGNING_KEY = str(tmp_path / key) if key else ""
    settings.SIGNING_PASSWORD = password
    issued = files.store_made(page(), name="a.pdf", by=clerk)
    with pytest.raises(Refused) as caught:
        signing.sign_issued(issued, clerk)
    assert str(caught.value) == sentence
    assert StoredFile.objects.count() == 1


def test_only_a_pdf_is_signed_and_a_lost_one_is_said(clerk, ward_key):
    word = files.store_made(b"PK", name="a.docx", by=clerk, mime="application/msword")
    with pytest.raises(Refused, match="Chỉ ký số được tệp PDF"):
        signing.sign_issued(word, clerk)
    lost = files.store_made(page(), name="a.pdf", by=clerk)
    lost.file.storage.delete(lost.file.name)
    with pytest.raises(Refused, match="Không đọc được tệp đã lưu"):
        signing.sign_issued(lost, clerk)


# --- the system check -------------------------------------------------------------------------------


def warnings() -> list[str]:
    return [each.msg for each in run_checks() if str(each.id).startswith("office.W")]


def test_a_good_key_good_roots_or_none_warn_of_nothing(settings, request):
    assert warnings() == []
    (settings.SIGNING_ROOTS / "goc.pem").write_bytes(root().pem)
    request.getfixturevalue("ward_key")
    assert warnings() == []


def test_a_key_that_cannot_sign_and_a_root_that_is_none_are_told_at_the_start(settings, ward_key):
    settings.SIGNING_PASSWORD = "sai"
    (settings.SIGNING_ROOTS / "goc.pem").write_bytes(b"khong phai")
    assert warnings() == [
        signing.signing.NOT_OPENED,
        "Không đọc được chứng thư gốc trong tệp goc.pem. Hãy lưu lại dạng PEM hoặc DER.",
    ]


# --- on the pages -----------------------------------------------------------------------------------


@pytest.fixture
def signed_dossier(campaign, unit, an):
    """A draft whose tờ trình a person and the office signed, and whose minutes were changed after signing."""
    dossier = make.draft(campaign, unit, an)
    make.nominate(dossier)
    both = sign(sign(page(), person()), agency())
    attachments.add_paper(an, dossier, PaperKind.SUBMISSION, [("to-trinh.pdf", both)])
    changed = swap_content(sign(page(), trusted_person()), "Khac")
    attachments.add_paper(an, dossier, PaperKind.MINUTES, [("bien-ban.pdf", changed)])
    return dossier


BOTH = "Có đủ ký số 02 lớp (cá nhân và cơ quan), chưa xác minh chuỗi tin cậy."


def words_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def test_the_unit_reads_its_signatures_beside_the_paper(client, an, signed_dossier):
    client.force_login(an)
    shown = words_of(client.get(reverse("dossier-paper", args=[signed_dossier.code, "to-trinh"])))
    assert "Trần Văn Mẫu (BND Khóm Mẫu) ký số lúc" in shown
    assert BOTH in shown
    listed = words_of(client.get(f"/ho-so/{signed_dossier.code}/giay-to/"))
    assert BOTH in listed
    assert "Không có chữ ký số nào còn đúng với nội dung tệp." in listed


@pytest.mark.parametrize(
    ("slug", "shape", "count"),
    [("to-trinh", "attention", 2), ("bien-ban", "bad", 1)],
)
def test_a_word_and_a_shape_stand_beside_every_sentence(client, an, signed_dossier, slug, shape, count):
    client.force_login(an)
    shown = words_of(client.get(reverse("dossier-paper", args=[signed_dossier.code, slug])))
    word = {"attention": "Chưa xác minh", "bad": "Đã thay đổi"}[shape]
    badge = f'<span class="status status--{shape}"><span class="icon" aria-hidden="true"></span>{word}</span>'
    assert shown.count(badge) == count


def test_a_name_written_into_a_certificate_is_only_text(client, an, campaign, unit):
    dossier = make.draft(campaign, unit, an)
    rogue = holder(cn="<script>alert(1)</script>")
    attachments.add_paper(an, dossier, PaperKind.SUBMISSION, [("a.pdf", sign(page(), rogue))])
    client.force_login(an)
    shown = words_of(client.get(reverse("dossier-paper", args=[dossier.code, "to-trinh"])))
    assert "&lt;script&gt;alert(1)&lt;/script&gt; ký số" in shown
    assert "<script>alert" not in shown


@pytest.mark.parametrize("signed", [0, 1, 3])
def test_the_list_asks_the_same_however_many_papers_are_signed(
    client, an, campaign, unit, signed, django_assert_num_queries
):
    dossier = make.draft(campaign, unit, an)
    nominee = make.nominate(dossier)
    for number, (kind, owner) in enumerate(
        [(PaperKind.SUBMISSION, None), (PaperKind.MINUTES, None), (PaperKind.REPORT, nominee)]
    ):
        data = sign(page(), person()) if number < signed else page()
        attachments.add_paper(an, dossier, kind, [("a.pdf", data)], owner)
    client.force_login(an)
    with django_assert_num_queries(14):
        client.get(f"/ho-so/{dossier.code}/giay-to/")


def test_the_officer_reads_them_beside_the_frame(client, campaign, unit, an, cuc):
    dossier = make.submitted(campaign, unit, an)
    resaved = io.BytesIO()
    with pikepdf.open(io.BytesIO(sign(page(), person()))) as pdf:
        pdf.save(resaved)
    for kind, data in [
        (PaperKind.SUBMISSION, sign(sign(page(), person()), agency())),
        (PaperKind.MINUTES, resaved.getvalue()),
    ]:
        dossier.papers.filter(kind=kind).update(file=files.store(data, name="a.pdf", by=an))
    client.force_login(cuc)
    shown = words_of(client.get(reverse("desk-dossier", args=[dossier.code])))
    assert BOTH in shown
    assert "chữ ký không khớp với nội dung" in shown
