"""One page for every paper: read, print, issue once, take the signed copy back; frozen when issued."""

import hashlib
import io
import re
import subprocess
import threading
from datetime import date

import pikepdf
import pypdfium2
import pytest
import time_machine
from django.db import connection
from django.urls import reverse

from campaigns.models import Campaign
from dossiers.models import ReturnRequest
from dossiers.papers.supplement import KIND
from dossiers.papers.urging import KIND as URGING
from dossiers.workflow import DOSSIER
from phuong6.office.models import IssuedPaper, Printout, SignedCopy
from phuong6.office.papers import issuing
from phuong6.office.papers.kinds import KINDS, no_day
from phuong6.office.papers.numbering import enter_paper
from phuong6.office.papers.printing import print_version
from phuong6.office.papers.signed import add_signed_copy
from phuong6.office.workflow import NotAllowed, Refused
from tests import factories as make
from tests.lib.files.test_uploads import pdf_bytes, photo_bytes
from tests.lib.signatures.files import agency

pytestmark = pytest.mark.django_db
TODAY = date(2023, 11, 16)


@pytest.fixture(autouse=True)
def the_sixteenth():
    with time_machine.travel(make.at(16, hour=9), tick=False):
        yield


@pytest.fixture
def asked(campaign, unit, an, cuc) -> ReturnRequest:
    """The officer has asked An's unit for a better report."""
    dossier = make.in_review(campaign, unit, an, cuc)
    report = dossier.papers.filter(kind="report").first()
    items = [{"paper_kind": "report", "nominee": report.nominee_id, "reason": "Chưa nêu số liệu."}]
    DOSSIER.perform("return", dossier, by=cuc, at=make.at(16, hour=8), items=items, due_on=date(2023, 11, 23))
    return dossier.returns.get()


def page(client, person, asked, name="paper", *more):
    client.force_login(person)
    return client.get(reverse(name, args=[KIND.key, asked.pk, *more]))


def post_issue(client, person, asked, **values):
    client.force_login(person)
    return client.post(reverse("paper-issue", args=[KIND.key, asked.pk]), values)


def words_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


def test_a_draft_is_read_and_printed_without_a_number_and_with_its_code(client, asked, cuc):
    shown = page(client, cuc, asked)
    assert "Chưa có số" in shown.content.decode()
    pdf = page(client, cuc, asked, "paper-pdf")
    assert pdf["Content-Disposition"].startswith("inline")
    assert pdf["X-Content-Type-Options"] == "nosniff"
    assert not re.search(r"Số: ?\d", words_of(pdf.content))
    printout = Printout.objects.get()
    assert (printout.kind, printout.subject, printout.version) == (KIND.key, asked, 1)
    assert printout.pages == len(pikepdf.open(io.BytesIO(pdf.content)).pages)


def test_the_same_words_are_the_same_version_other_words_the_next(asked, cuc, cam):
    first, one, _ = print_version(KIND, asked, by=cuc)
    again, two, _ = print_version(KIND, asked, by=cam)
    assert (first, one) == (again, two)
    item = asked.items.get()
    item.reason = "Chưa nêu số liệu quý III."
    item.save()
    later, *_ = print_version(KIND, asked, by=cuc)
    assert (later.version, later.code == first.code) == (2, False)


def test_the_editable_face_carries_no_code(client, asked, cuc):
    response = page(client, cuc, asked, "paper-docx")
    assert response.content.startswith(b"PK")
    assert not Printout.objects.exists()
    assert response["Content-Disposition"] == (
        f'attachment; filename="{asked.dossier.code}-lan-1-yeu-cau-bo-sung.docx"'
    )


def test_issuing_enters_number_and_day_and_freezes_the_file(client, asked, cuc):
    response = post_issue(client, cuc, asked, number="12", day="16/11/2023")
    assert response.status_code == 302
    issued = IssuedPaper.objects.get(kind=KIND.key)
    assert (issued.full_number, issued.issued_on, issued.by) == ("12/UBND-NV", TODAY, cuc)
    assert issued.signer
    assert issued.title == "V/v yêu cầu bổ sung hồ sơ đề nghị khen thưởng"
    assert issued.recipients == f"{asked.dossier.unit}; Lưu: VT, NV"
    with issued.file.file.open("rb") as opened:
        kept = opened.read()
    assert hashlib.sha256(kept).hexdigest() == issued.file.sha256
    assert "Số: 12/UBND-NV" in words_of(kept)
    item = asked.items.get()
    item.reason = "Đã sửa sau khi ban hành."
    item.save()
    handed = page(client, cuc, asked, "paper-pdf")
    assert b"".join(handed.streaming_content) == kept
    handed.close()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"number": "", "day": "16/11/2023"}, "Hãy ghi số mà văn thư đã cấp."),
        ({"number": "mười", "day": "16/11/2023"}, "Số văn bản là số nguyên lớn hơn 0, ví dụ 12."),
        ({"number": "0", "day": "16/11/2023"}, "Số văn bản là số nguyên lớn hơn 0, ví dụ 12."),
        ({"number": "12", "day": ""}, "Hãy ghi ngày văn bản."),
        ({"number": "12", "day": "31/02/2023"}, "31/02/2023"),
        ({"number": "12", "day": "17/11/2023"}, "Ngày văn bản không thể ở tương lai."),
        ({"number": "12", "day": "15/11/2023"}, "Ngày văn bản không thể trước ngày 16/11/2023."),
    ],
)
def test_a_wrong_number_or_day_is_told_and_what_was_typed_stays(client, asked, cuc, typed, sentence):
    response = post_issue(client, cuc, asked, **typed)
    text = response.content.decode()
    assert response.status_code == 422
    assert sentence in text
    assert f'value="{typed["day"]}"' in text or not typed["day"]
    assert not IssuedPaper.objects.filter(kind=KIND.key).exists()


@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS.values() if kind.issuable], ids=lambda kind: kind.key
)
def test_every_paper_with_a_number_names_the_first_day_it_may_bear(kind):
    assert kind.earliest is not no_day


def test_no_paper_is_older_than_the_plan(client, campaign, unit, cuc):
    client.force_login(cuc)
    address = reverse("paper-issue", args=[URGING.key, campaign.pk])
    response = client.post(address, {"number": "12", "day": "20/11/1900"})
    assert response.status_code == 422
    assert "Ngày văn bản không thể trước ngày 01/04/2023." in response.content.decode()
    assert not IssuedPaper.objects.exists()


def test_a_plan_without_number_is_told_with_the_way_there_and_no_paper_cites_it(
    client, asked, an, cuc, thu, other_unit
):
    campaign = asked.dossier.campaign
    Campaign.objects.update(plan_number=None)
    link = reverse("admin:campaigns_campaign_change", args=[campaign.pk])
    text = page(client, cuc, asked).content.decode()
    assert "số, ngày của Kế hoạch còn để trống" in text
    assert link in text
    assert "còn để trống" not in page(client, an, asked).content.decode()
    refused = post_issue(client, cuc, asked, number="12", day="16/11/2023")
    assert refused.status_code == 422
    assert not IssuedPaper.objects.filter(kind=KIND.key).exists()
    client.force_login(thu)
    text = client.get(reverse("paper", args=[URGING.key, campaign.pk])).content.decode()
    assert "số, ngày của Kế hoạch còn để trống" in text
    assert link not in text


def test_the_ward_does_not_write_to_itself(campaign, ward, cuc):
    make.UnitFactory(ward=ward, code="ubnd", name=ward.ward_name, kind="office")
    line = URGING.paper(campaign).addressee_lines
    assert any(f"Cán bộ, công chức {ward.ward_name}" in each for each in line)


def test_a_number_taken_this_year_is_refused_with_the_next_one(client, asked, cuc):
    enter_paper("letter", 12, issued_on=TODAY, title="Công văn khác", subject=asked.dossier, by=cuc)
    response = post_issue(client, cuc, asked, number="12", day="16/11/2023")
    assert "Số 12/UBND-NV đã được dùng trong năm 2023. Số tiếp theo là 13." in response.content.decode()


def test_a_paper_is_issued_once_unless_it_replaces_the_one_with_wrong_content(client, asked, cuc):
    old = issuing.issue_paper(KIND, asked, by=cuc, day=TODAY, number=12)
    response = post_issue(client, cuc, asked, number="13", day="16/11/2023")
    assert "Văn bản này đã ban hành với số 12/UBND-NV." in response.content.decode()
    post_issue(client, cuc, asked, number="13", day="16/11/2023", replaces="on")
    new = IssuedPaper.objects.get(number=13, kind=KIND.key)
    old.refresh_from_db()
    assert (new.replaces, new.is_current, old.is_current) == (old, True, False)
    assert "12/UBND-NV" in page(client, cuc, asked).content.decode()
    frozen = page(client, cuc, asked, "paper-issued-file", old.pk)
    assert b"".join(frozen.streaming_content).startswith(b"%PDF-")
    frozen.close()


def test_a_void_number_stays_in_the_register_with_its_reason_and_is_not_given_again(asked, cuc, cam):
    old = issuing.issue_paper(KIND, asked, by=cuc, day=TODAY, number=12)
    with pytest.raises(Refused, match="Hãy ghi lý do hủy số"):
        issuing.void_number(old, by=cuc, reason=" ")
    issuing.void_number(old, by=cam, reason="In nhầm tên đơn vị")
    old.refresh_from_db()
    assert (old.is_current, old.void_reason, old.voided_by) == (False, "In nhầm tên đơn vị", cam)
    with pytest.raises(Refused, match="đã được dùng"):
        issuing.issue_paper(KIND, asked, by=cuc, day=TODAY, number=12)
    assert issuing.issue_paper(KIND, asked, by=cuc, day=TODAY, number=13).is_current
    with pytest.raises(Refused, match="đã được hủy trước đó"):
        issuing.void_number(old, by=cuc, reason="Lần nữa")


def test_who_may_not_issue_is_refused_also_a_superuser(client, asked, an, dung, boss, outsider):
    for person in (dung, boss, an):
        with pytest.raises(NotAllowed):
            issuing.issue_paper(KIND, asked, by=person, day=TODAY, number=12)
    assert post_issue(client, dung, asked, number="12", day="16/11/2023").status_code == 403
    for person in (boss, outsider):
        assert post_issue(client, person, asked, number="12", day="16/11/2023").status_code == 404


def test_another_unit_finds_no_such_page(client, asked, em, an, cuc):
    issuing.issue_paper(KIND, asked, by=cuc, day=TODAY, number=12)
    assert page(client, an, asked).status_code == 200
    for name in ("paper", "paper-pdf", "paper-docx"):
        assert page(client, em, asked, name).status_code == 404
    assert "Ghi sổ, ban hành" not in page(client, an, asked).content.decode()


def test_a_signed_copy_comes_back_every_one_is_kept_the_newest_first(client, asked, cuc):
    client.force_login(cuc)
    address = reverse("paper-signed", args=[KIND.key, asked.pk])
    for _ in range(2):
        file = io.BytesIO(pdf_bytes())
        file.name = "ban ky.pdf"
        assert client.post(address, {"files": file}).status_code == 302
    assert SignedCopy.objects.count() == 2
    copy = SignedCopy.objects.first()
    handed = page(client, cuc, asked, "paper-signed-file", copy.pk)
    assert f"yeu-cau-bo-sung-ban-ky-{copy.pk}.pdf" in handed["Content-Disposition"]
    handed.close()


def test_a_file_that_is_no_paper_is_refused_beside_its_field(client, asked, cuc):
    client.force_login(cuc)
    file = io.BytesIO(b"MZ" + b"\0" * 100)
    file.name = "ban ky.pdf"
    response = client.post(reverse("paper-signed", args=[KIND.key, asked.pk]), {"files": file})
    assert response.status_code == 422
    assert "Đây là tệp chương trình, không phải giấy tờ." in response.content.decode()
    assert not SignedCopy.objects.exists()


def test_an_unknown_kind_or_row_is_not_found(client, asked, cuc):
    client.force_login(cuc)
    assert client.get(reverse("paper", args=["khong-co", asked.pk])).status_code == 404
    assert client.get(reverse("paper", args=[KIND.key, asked.pk + 1])).status_code == 404


@pytest.mark.parametrize("copies", [1, 3])
def test_the_page_costs_the_same_with_more_copies(client, asked, cuc, copies, django_assert_num_queries):
    issuing.issue_paper(KIND, asked, by=cuc, day=TODAY, number=12)
    for _ in range(copies):
        add_signed_copy(KIND, asked, [("a.pdf", pdf_bytes())], by=cuc)
    page(client, cuc, asked)  # content types are read once per process
    with django_assert_num_queries(20):
        page(client, cuc, asked)


@pytest.mark.django_db(transaction=True)
def test_two_officers_who_issue_at_once_issue_it_once(asked, cuc, cam):
    outcomes, barrier = [], threading.Barrier(2)

    def press(person, number):
        barrier.wait()
        try:
            issuing.issue_paper(KIND, asked, by=person, day=TODAY, number=number)
            outcomes.append("issued")
        except Refused as refused:
            outcomes.append(str(refused))
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=each) for each in ((cuc, 21), (cam, 22))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count("issued") == 1, outcomes
    assert IssuedPaper.objects.filter(kind=KIND.key, is_current=True).count() == 1


def test_the_wards_key_signs_a_copy_and_a_second_program_agrees(client, asked, cuc, settings, tmp_path):
    issued = issuing.issue_paper(KIND, asked, by=cuc, day=TODAY, number=12)
    client.force_login(cuc)
    address = reverse("paper-sign", args=[KIND.key, asked.pk])
    client.post(address)
    assert not SignedCopy.objects.exists()  # no key is set: the page says so
    key = tmp_path / "phuong.p12"
    key.write_bytes(agency().p12("mat-khau"))
    settings.SIGNING_KEY, settings.SIGNING_PASSWORD = str(key), "mat-khau"
    assert "Ký số bằng chứng thư của phường" in page(client, cuc, asked).content.decode()
    client.post(address)
    copy = SignedCopy.objects.get()
    assert copy.file.is_signed
    assert copy.file.pages == issued.file.pages
    with copy.file.file.open("rb") as opened:
        (tmp_path / "ky.pdf").write_bytes(opened.read())
    told = subprocess.run(["pdfsig", str(tmp_path / "ky.pdf")], capture_output=True, text=True, check=False)  # noqa: S607
    assert "Signature is Valid" in told.stdout


def test_nobody_else_signs_with_the_wards_key(client, asked, an, dung, cuc):
    issuing.issue_paper(KIND, asked, by=cuc, day=TODAY, number=12)
    for person in (an, dung):
        client.force_login(person)
        assert client.post(reverse("paper-sign", args=[KIND.key, asked.pk])).status_code == 403
    assert not SignedCopy.objects.exists()


def test_photographs_joined_may_be_larger_than_one_upload(asked, cuc, monkeypatch):
    monkeypatch.setattr("phuong6.lib.files.uploads.MAX_BYTES", 4_000)
    shots = [
        (f"{n}.jpg", photo_bytes((400, 500), colour=colour))
        for n, colour in enumerate(("red", "navy", "green"))
    ]
    copy = add_signed_copy(KIND, asked, shots, by=cuc)
    assert copy.file.pages == 3
    assert copy.file.original_name == "3 ảnh chụp.pdf"
    assert copy.file.size > 4_000
