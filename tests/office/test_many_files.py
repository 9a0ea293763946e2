"""Several files at once: every bad one is named, and nothing is kept by halves."""

import io
from pathlib import Path

import pikepdf
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from dossiers.models import Evidence
from phuong6.lib.files.uploads import MAX_BYTES, Refusal, images_to_pdf
from phuong6.lib.refusal import MOST_NAMED, refusal_of_all
from phuong6.office.files import store_all
from phuong6.office.models import StoredFile
from phuong6.office.papers.signed import as_one_pdf
from tests import factories as make

NOT_KEPT = "Chưa tệp nào được nhận. Hãy thay hoặc bỏ các tệp nêu trên rồi đưa lên lại."


@pytest.fixture(scope="module")
def photo() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 80), "white").save(out, "JPEG")
    return out.getvalue()


def pdf() -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        made.save(out)
    return out.getvalue()


def test_every_bad_file_is_named_and_none_is_kept(an, photo, settings):
    files = [("image.jpg", b"<html>"), ("image.jpg", photo), ("b.pdf", b""), ("c.pdf", pdf())]
    with pytest.raises(Refusal) as caught:
        store_all(files, by=an)
    first, second, kept = caught.value.sentences
    assert first.startswith("Tệp thứ 1 (image.jpg): ")
    assert second.startswith("Tệp thứ 3 (b.pdf): Tệp rỗng")
    assert kept == NOT_KEPT
    assert str(caught.value) == f"{first} {second} {kept}"
    assert not StoredFile.objects.exists()
    assert not [each for each in Path(settings.MEDIA_ROOT).rglob("*") if each.is_file()], "nor on the disk"


def test_good_files_are_all_kept_in_order(an, photo):
    kept = store_all([("a.jpg", photo), ("b.pdf", pdf())], by=an)
    assert [(each.original_name, each.extension) for each in kept] == [("a.jpg", "jpg"), ("b.pdf", "pdf")]


def test_the_first_ten_are_named_and_the_others_counted(an):
    with pytest.raises(Refusal) as caught:
        store_all([(f"{n}.jpg", b"x") for n in range(1, 14)], by=an)
    assert len(caught.value.sentences) == MOST_NAMED + 1
    assert caught.value.sentences[-2].startswith("Tệp thứ 10 (10.jpg): ")
    assert caught.value.sentences[-1] == "… và 3 tệp khác cũng không nhận được."
    assert len(refusal_of_all(["a"] * MOST_NAMED).sentences) == MOST_NAMED


def test_one_file_alone_is_named_without_a_number(an):
    with pytest.raises(Refusal, match=r"^a\.pdf: Tệp rỗng"):
        store_all([("a.pdf", b"")], by=an)


def test_photographs_for_one_paper_are_all_judged(photo):
    with pytest.raises(Refusal) as caught:
        as_one_pdf([("1.jpg", b"<html>"), ("2.jpg", photo), ("3.jpg", b"")])
    assert [each[:10] for each in caught.value.sentences[:2]] == ["Tệp thứ 1 ", "Tệp thứ 3 "]
    assert caught.value.sentences[2] == NOT_KEPT
    with pytest.raises(Refusal) as caught:
        images_to_pdf([photo[:-300], photo, photo[:-300]])
    assert [each[:9] for each in caught.value.sentences] == ["Ảnh thứ 1", "Ảnh thứ 3"]


def test_the_page_names_all_with_the_one_too_large_among_them(client, campaign, unit, an, photo):
    dossier = make.draft(campaign, unit, an)
    nominee = make.nominate(dossier)
    criterion = campaign.criteria.filter(kind=nominee.kind).first()
    address = reverse("dossier-evidence-files", args=[dossier.code, nominee.pk, criterion.pk])
    large = b"%PDF-" + b"0" * MAX_BYTES
    given = [("a.txt", b"abc"), ("to.pdf", large), ("tot.jpg", photo)]
    client.force_login(an)
    with time_machine.travel(make.at(8), tick=True):
        files = [SimpleUploadedFile(name, data) for name, data in given]
        response = client.post(address, {"files": files, "caption": "Danh sách quý III"})
    shown = response.content.decode()
    assert response.status_code == 422
    for words in (
        "Tệp thứ 1 (a.txt): ",
        "Tệp thứ 2 (to.pdf): Tệp lớn hơn 20 MB",
        NOT_KEPT,
        "Danh sách quý III",
    ):
        assert words in shown
    assert not Evidence.objects.exists()
