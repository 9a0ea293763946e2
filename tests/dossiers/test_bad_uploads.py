"""Bad files at the pages people use: the sentence stands at the field, nothing is stored, nothing typed is lost."""

import io
import zipfile
from contextlib import closing

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from campaigns.models import Official, Ward
from dossiers.models import DossierPaper, Evidence
from phuong6.office.files import hand_out, store
from phuong6.office.models import StoredFile
from tests import factories as make
from tests.campaigns.people.lists import sheet
from tests.campaigns.test_campaign_admin import values_of
from tests.lib.files.bad_files.case import raw_pdf
from tests.lib.files.bad_files.pdfs_alive import SCRIPT
from tests.lib.files.bad_files.pdfs_broken import good, laughs, lzw
from tests.lib.files.bad_files.photos import endless, photo, png
from tests.lib.files.bad_files.strangers import NAMES, office, zipped

BAD = {
    "script": (raw_pdf(catalogue=b"/OpenAction " + SCRIPT), "mã lệnh"),
    "program": (b"MZ\x90\0" * 99, "tệp chương trình"),
    "Word": (office("word/document.xml"), "tệp Word"),
    "2.000 pages": (good(2000), "hơn 200 trang"),
    "forms in forms": (laughs(9), "quá phức tạp"),
    "gigapixel": (png(40_000, 40_000), "60 triệu"),
    "endless photo": (endless(500, 500), "quá phức tạp"),
    "PDF and ZIP": (raw_pdf() + zipped({"a": b"x"}), "tệp nén giấu"),
    "empty": (b"", "Tệp rỗng"),
}
WRONG = pytest.mark.parametrize(("data", "sentence"), BAD.values(), ids=BAD.keys())
CAPTION = "Danh sách hồ sơ trả đúng hạn quý III"


@pytest.fixture
def dossier(campaign, unit, an, client):
    client.force_login(an)
    row = make.draft(campaign, unit, an)
    make.nominate(row)
    return row


@pytest.fixture
def evidence_page(dossier, campaign):
    nominee = dossier.nominees.get()
    criterion = campaign.criteria.filter(kind=nominee.kind).first()
    return reverse("dossier-evidence-files", args=[dossier.code, nominee.pk, criterion.pk])


def given(data: bytes, name: str = "to-trinh.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, content_type="application/pdf")


def errors(response) -> str:
    return " ".join(each for told in response.context["form"].errors.values() for each in told)


@WRONG
def test_a_bad_paper_is_refused_beside_its_field(client, dossier, data, sentence):
    address = reverse("dossier-paper", args=[dossier.code, "bien-ban"])
    response = client.post(address, {"files": [given(data)]})
    assert response.status_code == 422
    assert sentence in errors(response)
    assert not StoredFile.objects.exists()
    assert not DossierPaper.objects.exists()


@WRONG
def test_bad_evidence_is_refused_with_all_that_came_with_it(client, evidence_page, data, sentence):
    files = [given(photo(), "a.jpg"), given(data, "<b>ữ" + "x" * 90 + ".pdf")]
    response = client.post(evidence_page, {"files": files, "caption": CAPTION})
    assert response.status_code == 422
    assert sentence in errors(response)
    assert f'value="{CAPTION}"' in response.content.decode()
    assert "<b>ữ" not in response.content.decode()
    assert not StoredFile.objects.exists()
    assert not Evidence.objects.exists()


def test_evidence_is_kept_without_place_phone_or_a_second_file(client, evidence_page, dossier):
    notes = Image.Exif()
    notes[0x010F] = "DienThoaiMau"
    sent = photo(exif=notes.tobytes()) + b"<script>alert(1)</script>"
    assert b"DienThoaiMau" in sent
    assert client.post(evidence_page, {"files": [given(sent, "a.png")]}).status_code == 302
    shown = client.get(reverse("dossier-evidence-file", args=[dossier.code, Evidence.objects.get().pk]))
    kept = b"".join(shown.streaming_content)
    assert shown["Content-Type"] == "image/jpeg"
    assert not [each for each in (b"DienThoaiMau", b"script", b"Exif") if each in kept]


def test_what_is_handed_out_runs_nothing_and_has_a_name_of_ours(client, evidence_page, dossier):
    name = 'a"; filename="b.exe\r\nX: 1'
    assert client.post(evidence_page, {"files": [given(raw_pdf(), name)]}).status_code == 302
    shown = client.get(reverse("dossier-evidence-file", args=[dossier.code, Evidence.objects.get().pk]))
    shown.close()
    assert shown["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in shown["Content-Security-Policy"]
    assert "script-src" not in shown["Content-Security-Policy"]
    assert "exe" not in shown["Content-Disposition"]
    assert shown["Content-Disposition"].endswith('.pdf"')
    assert dossier.code in shown["Content-Disposition"]


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_a_file_of_any_name_is_stored_under_a_path_of_ours(an, name):
    kept = store(raw_pdf(), name=name, by=an)
    kept.refresh_from_db()
    assert kept.file.name.endswith(".pdf")
    assert kept.file.name.isascii()
    assert ".." not in kept.file.name
    with closing(
        hand_out(kept, name=kept.original_name or "x.pdf")
    ) as response:  # were we ever to use theirs
        assert not {"\r", "\n", "\0"} & set(response["Content-Disposition"])


def test_a_hundred_and_one_files_get_a_page_in_vietnamese(client, evidence_page):
    client.raise_request_exception = False
    response = client.post(evidence_page, {"files": [given(b"x") for _ in range(101)]})
    assert response.status_code == 400
    assert "tối đa 40 tệp" in response.content.decode()
    assert not StoredFile.objects.exists()


def test_forty_one_files_are_told_the_limit_beside_the_field(client, evidence_page):
    sent = {"files": [given(b"x") for _ in range(41)], "caption": CAPTION}
    response = client.post(evidence_page, sent)
    assert response.status_code == 422
    assert "tối đa 40 tệp" in errors(response)
    assert f'value="{CAPTION}"' in response.content.decode()


# --- the office's own uploads ---------------------------------------------------------------------------


def shared_text(letters: int, cells: int) -> bytes:
    """A workbook of a few kB whose cells all show the same long text."""
    out, main = io.BytesIO(), "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rows = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, cells + 1))
    given_parts = {
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{main}"><si><t>{"x" * letters}</t></si></sst>',
    }
    with (
        zipfile.ZipFile(io.BytesIO(sheet(("a",)))) as plain,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bomb,
    ):
        for name in set(plain.namelist()) | set(given_parts):
            bomb.writestr(name, given_parts.get(name) or plain.read(name))
    return out.getvalue()


LISTS = {
    "cells that share a text of 1 MB": (lambda: shared_text(1_000_000, 1_000), "quá lớn"),
    "PDF": (raw_pdf, "không phải là bảng tính"),
    "Word": (lambda: office("word/document.xml"), "không phải là bảng tính"),
    "Excel that unpacks to 1 GB": (lambda: office("xl/workbook.xml", 1024), "quá lớn"),
    "cut": (lambda: sheet(("a",))[:400], "bị hỏng"),
    "program": (lambda: b"MZ\x90\0" * 99, "không phải là bảng tính"),
    "old Excel": (lambda: b"\xd0\xcf\x11\xe0" * 99, "đời cũ"),
}


@pytest.mark.parametrize(("data", "sentence"), LISTS.values(), ids=LISTS.keys())
def test_a_bad_list_of_people_is_refused_beside_its_field(client, ward, cuc, data, sentence):
    client.force_login(cuc)
    response = client.post(reverse("admin:campaigns_official_import"), {"file": given(data(), "ds.xlsx")})
    assert sentence in errors(response)
    assert not Official.objects.exists()


@pytest.mark.parametrize(
    "data", [raw_pdf(), png(40_000, 40_000), b"MZ\x90\0", b"<html><script>1</script>", lzw(1 << 20)]
)
def test_a_bad_emblem_is_refused_and_the_old_one_stays(client, ward, cuc, data):
    client.force_login(cuc)
    address = reverse("admin:campaigns_ward_change", args=[ward.pk])
    typed = values_of(client, address) | {
        "chairman_name": "Tên vừa gõ",
        "emblem": given(data, "quoc-huy.png"),
    }
    response = client.post(address, typed)
    found = response.context["adminform"].form
    assert "Hãy" in " ".join(found.errors["emblem"])
    assert "Tên vừa gõ" in response.content.decode()
    assert not Ward.objects.get().emblem
