"""A whole dossier as one PDF or one ZIP: the unit's own and the office's, what is missing, who gets it."""

import io
import re
import subprocess
import zipfile

import pikepdf
import pytest
from django.urls import reverse

from dossiers.appraising.appraisal import record_clear
from dossiers.enums import PaperKind
from dossiers.models import Evidence
from dossiers.papers import bundle
from dossiers.papers.non_award import KIND as NOTICE_KIND
from dossiers.workflow import DOSSIER
from phuong6.lib.papers.archive import HASHES, READ_ME
from phuong6.office.files import store, store_made
from phuong6.office.models import Job, SignedCopy
from tests import factories as make
from tests.lib.papers.reading import page_texts
from tests.lib.papers.test_bundle import outline_of, pdf_of, photo

PLAIN = re.compile(r"[A-Za-z0-9_.-]+")


def keep(nominee, by, data: bytes, name: str, caption: str = "") -> Evidence:
    """A file that proves the nominee's first claim."""
    stored = store(data, name=name, by=by)
    return Evidence.objects.create(finding=nominee.findings.first(), file=stored, by=by, caption=caption)


@pytest.fixture
def dossier(campaign, unit, an):
    """A person and the whole unit, a photograph and a PDF that prove the person's claims."""
    row = make.draft(campaign, unit, an)
    person = make.nominate(row, make.OfficialFactory(unit=unit, full_name="Lê Thị Bé", honorific="ba"))
    make.nominate(row, collective=make.CollectiveFactory(unit=unit))
    keep(person, an, photo(400, 300), "Ảnh Lê Thị Bé.jpg", "Ảnh trả kết quả")
    keep(person, an, pdf_of("BANGSOLIEU"), "Số liệu.pdf")
    return row


@pytest.fixture
def concluded(dossier, an, cuc):
    """Handed in, the person found eligible: the unit has not been told."""
    DOSSIER.perform("submit", make.complete(dossier, an), by=an, at=make.at(10))
    DOSSIER.perform("take_up", dossier, by=cuc, at=make.at(11))
    person = dossier.nominees.get(kind="individual")
    record_clear(person, on=make.at(16).date(), by=cuc, note="Công an phường xác nhận miệng")
    make.eligible(person, cuc, note="Đủ tiêu chuẩn, đề nghị Hội đồng xét")
    person.refresh_from_db()
    person.clear_note = "Công an phường xác nhận miệng"
    person.save()
    return dossier


def got(response) -> bytes:
    assert response.status_code == 200, response.status_code
    return b"".join(response.streaming_content)


def unit_file(client, dossier, form: str) -> bytes:
    return got(client.get(f"/ho-so/{dossier.code}/ca-ho-so.{form}"))


def desk_file(client, dossier, form: str) -> bytes:
    return got(client.get(f"/quan-tri/ho-so/{dossier.code}/ca-ho-so.{form}"))


def titles(pdf: bytes, tmp_path) -> list[str]:
    path = tmp_path / "danh-dau.pdf"
    path.write_bytes(pdf)
    return ["  " * depth + title for depth, title, _ in outline_of(path)]


def names(packed: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return archive.namelist()


# --- what is in it ------------------------------------------------------------------------------------


def test_the_unit_gets_its_papers_in_the_order_of_the_plan(concluded, client, an, tmp_path):
    client.force_login(an)
    pdf = unit_file(client, concluded, "pdf")
    receipt = concluded.receipts.get().paper.full_number
    assert titles(pdf, tmp_path) == [
        "Mục lục",
        "Tờ trình đề nghị khen thưởng",
        "Biên bản họp bình xét thi đua",
        "Báo cáo thành tích của Ban nhân dân Khóm 1",
        "Báo cáo thành tích của Bà Lê Thị Bé",
        "  Minh chứng 1: Ảnh trả kết quả",
        "  Minh chứng 2: Tiêu chí 1",
        f"Phiếu tiếp nhận hồ sơ số {receipt}",
    ]
    cover = page_texts(pdf, tmp_path)[0]
    assert f"Mã hồ sơ: {concluded.code}" in cover
    assert "Đề nghị: 01 tập thể, 01 cá nhân" in cover
    assert "Trạng thái: Cán bộ Nội vụ đang thẩm định" in cover
    assert concluded.papers.get(kind=PaperKind.SUBMISSION).file.sha256[:16] in cover
    assert "Chưa có trong hồ sơ" not in cover


def test_the_unit_reads_nothing_the_office_found(concluded, client, an, tmp_path):
    client.force_login(an)
    words = " ".join(page_texts(unit_file(client, concluded, "pdf"), tmp_path))
    for secret in (
        "Đủ tiêu chuẩn",
        "Đủ điều kiện",
        "Công an phường",
        "Nhật ký",
        "Kết quả thẩm định",
        "Võ Thị Cúc",
    ):
        assert secret not in words
    assert not [
        name
        for name in names(unit_file(client, concluded, "zip"))
        if "tham-dinh" in name or "nhat-ky" in name
    ]


def test_the_office_reads_conclusions_and_log_but_no_private_note(concluded, client, cuc, tmp_path):
    client.force_login(cuc)
    pdf = desk_file(client, concluded, "pdf")
    assert titles(pdf, tmp_path)[-2:] == ["Kết quả thẩm định", "Nhật ký hồ sơ"]
    words = " ".join(page_texts(pdf, tmp_path))
    assert "Đủ tiêu chuẩn, đề nghị Hội đồng xét" in words
    assert "Nhận thẩm định" in words
    assert "Bản dùng trong cơ quan" in words
    assert "Công an phường" not in words


def test_the_newest_signed_copy_is_taken(concluded, an, tmp_path, client):
    newest = make.paper(concluded, PaperKind.SUBMISSION, an)
    newest.file = store_made(pdf_of("BANMOI", "TRANGHAI"), name="x.pdf", by=an, pages=2)
    newest.save()
    client.force_login(an)
    texts = page_texts(unit_file(client, concluded, "pdf"), tmp_path)
    assert texts[1:3] == ["BANMOI", "TRANGHAI"]


def test_what_is_missing_stands_on_the_cover_and_in_the_archive(dossier, client, an, tmp_path):
    make.paper(dossier, PaperKind.MINUTES, an)
    client.force_login(an)
    cover = page_texts(unit_file(client, dossier, "pdf"), tmp_path)[0]
    with zipfile.ZipFile(io.BytesIO(unit_file(client, dossier, "zip"))) as packed:
        read_me = packed.read(READ_ME).decode("utf-8-sig")
    for told in (cover, read_me):
        assert "Chưa có trong hồ sơ:" in told
        assert "- Tờ trình đề nghị khen thưởng" in told
        assert "- Báo cáo thành tích của Bà Lê Thị Bé" in told
        assert "- Biên bản họp" not in told
    assert f"- {dossier.code}-bien-ban.pdf: Biên bản họp bình xét thi đua" in read_me


def test_a_dossier_without_anybody_says_so(campaign, unit, an, client, tmp_path):
    client.force_login(an)
    row = make.draft(campaign, unit, an)
    assert "chưa đề nghị tập thể, cá nhân nào" in page_texts(unit_file(client, row, "pdf"), tmp_path)[0]


def test_a_withdrawn_nominee_is_marked_and_lacks_nothing(dossier, an, client, cuc, tmp_path):
    DOSSIER.perform("submit", make.complete(dossier, an), by=an, at=make.at(10))
    dossier.nominees.filter(kind="individual").update(status="withdrawn")
    dossier.nominees.get(kind="individual").papers.all().delete()
    client.force_login(an)
    cover = page_texts(unit_file(client, dossier, "pdf"), tmp_path)[0]
    assert "Báo cáo thành tích của Bà Lê Thị Bé (đã rút tên)" in cover


def test_a_digitally_signed_paper_is_told_and_lies_untouched_in_the_archive(dossier, an, client, tmp_path):
    paper = make.paper(dossier, PaperKind.SUBMISSION, an)
    signed = pdf_of("KYSO") + b"% phan ky so\n%%EOF\n"
    paper.file = store_made(signed, name="x.pdf", by=an, is_signed=True)
    paper.save()
    client.force_login(an)
    cover = page_texts(unit_file(client, dossier, "pdf"), tmp_path)[0]
    assert "Tờ trình đề nghị khen thưởng (bản ký số)" in cover
    assert "Bản ký số gốc nằm trong tệp ZIP" in cover
    with zipfile.ZipFile(io.BytesIO(unit_file(client, dossier, "zip"))) as packed:
        assert packed.read(f"{dossier.code}-to-trinh.pdf") == signed


def test_a_paper_of_the_wards_is_in_it_for_whoever_may_read_it(concluded, an, cuc, client):
    person = concluded.nominees.get(kind="individual")
    notice = store_made(pdf_of("THONGBAO"), name="x.pdf", by=cuc)
    copy = SignedCopy.objects.create(kind=NOTICE_KIND.key, subject=person, file=notice, by=cuc)
    name = f"{concluded.code}-{person.pk}-thong-bao-khong-khen-thuong-ban-ky-{copy.pk}.pdf"
    client.force_login(cuc)
    assert name in names(desk_file(client, concluded, "zip"))
    client.force_login(an)  # she has not been told
    assert name not in names(unit_file(client, concluded, "zip"))


# --- names and hashes ---------------------------------------------------------------------------------


def test_names_in_the_archive_are_plain_and_name_nobody(concluded, client, cuc, tmp_path):
    client.force_login(cuc)
    found = names(desk_file(client, concluded, "zip"))
    assert all(PLAIN.fullmatch(name) for name in found)
    assert not re.search(r"(?i)l[eê].*b[eé]|thi", " ".join(found))
    code, receipt = concluded.code, concluded.receipts.get().pk
    assert found == [
        f"{code}-to-trinh.pdf",
        f"{code}-bien-ban.pdf",
        f"{code}-bao-cao-01.pdf",
        f"{code}-bao-cao-02.pdf",
        f"{code}-minh-chung-02-01.jpg",
        f"{code}-minh-chung-02-02.pdf",
        f"{code}-phieu-tiep-nhan-{receipt}.pdf",
        f"{code}-ket-qua-tham-dinh.pdf",
        f"{code}-nhat-ky.pdf",
        READ_ME,
        HASHES,
    ]


def test_sha256sum_finds_the_archive_whole(concluded, client, an, tmp_path):
    client.force_login(an)
    with zipfile.ZipFile(io.BytesIO(unit_file(client, concluded, "zip"))) as packed:
        packed.extractall(tmp_path / "ra")
    done = subprocess.run(
        ["/usr/bin/env", "sha256sum", "--strict", "-c", HASHES], cwd=tmp_path / "ra", capture_output=True, check=False
    )  # fmt: skip
    assert (done.returncode, done.stdout.count(b": OK")) == (0, 8)


# --- doors --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["pdf", "zip"])
def test_another_unit_finds_nothing(concluded, client, em, outsider, boss, form):
    for person in (em, outsider, boss):
        client.force_login(person)
        assert client.get(f"/ho-so/{concluded.code}/ca-ho-so.{form}").status_code == 404


def test_only_the_office_opens_the_desks_version(concluded, client, an, em, van, thu, cuc, dung):
    address = f"/quan-tri/ho-so/{concluded.code}/ca-ho-so.zip"
    for person, status in ((an, 302), (em, 302), (van, 403), (thu, 403), (cuc, 200), (dung, 200)):
        client.force_login(person)
        response = client.get(address)
        assert response.status_code == status, person
        assert status != 200 or got(response)


def test_statistics_gets_the_units_version_and_the_officer_the_desks(concluded, client, thu, cuc):
    client.force_login(thu)
    assert not [name for name in names(unit_file(client, concluded, "zip")) if "nhat-ky" in name]
    client.force_login(cuc)
    response = client.get(f"/ho-so/{concluded.code}/ca-ho-so.zip")
    assert response["Location"] == f"/quan-tri/ho-so/{concluded.code}/ca-ho-so.zip"


def test_another_form_is_not_found(concluded, client, an):
    client.force_login(an)
    assert client.get(f"/ho-so/{concluded.code}/ca-ho-so.docx").status_code == 404


def test_both_pages_lead_to_it(concluded, client, an, cuc, thu):
    client.force_login(an)
    assert f"/ho-so/{concluded.code}/ca-ho-so.zip" in client.get(f"/ho-so/{concluded.code}/").content.decode()
    address = f"/quan-tri/ho-so/{concluded.code}/"
    client.force_login(cuc)
    assert f"{address}ca-ho-so.pdf" in client.get(address).content.decode()
    client.force_login(thu)
    assert "ca-ho-so" not in client.get(address).content.decode()


def test_it_goes_out_harmless_and_under_its_code(concluded, client, an):
    client.force_login(an)
    response = client.get(f"/ho-so/{concluded.code}/ca-ho-so.pdf")
    assert response["Content-Disposition"] == f'attachment; filename="{concluded.code}-ca-ho-so.pdf"'
    assert (response["Cache-Control"], response["X-Content-Type-Options"]) == ("private, no-store", "nosniff")
    with pikepdf.open(io.BytesIO(got(response))) as pdf:
        assert len(pdf.pages) == 8


# --- large ones ---------------------------------------------------------------------------------------


@pytest.fixture
def large(concluded, monkeypatch):
    monkeypatch.setattr(bundle, "PAGES_AT_ONCE", 3)
    return concluded


def test_more_than_sixty_pages_or_twenty_megabytes_are_large(concluded):
    """Three papers and a PDF of one page each; the photograph counts as four pages."""
    assert not bundle.is_large(concluded)
    file = concluded.papers.first().file
    for values, large in (
        ({"pages": 52}, False),
        ({"pages": 53}, True),
        ({"pages": 1, "size": 21_000_000}, True),
    ):
        type(file).objects.filter(pk=file.pk).update(**values)
        assert bundle.is_large(concluded) is large


def test_a_large_one_asks_first_and_is_made_in_the_background(
    large, client, an, django_capture_on_commit_callbacks, tmp_path
):
    client.force_login(an)
    address = f"/ho-so/{large.code}/ca-ho-so.pdf"
    assert "Bắt đầu ghép" in client.get(address).content.decode()
    assert not Job.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(address)
    job = Job.objects.get()
    assert response["Location"] == reverse("job", args=[job.pk])
    assert (job.state, job.done, job.total, job.result.pages) == (Job.State.DONE, 7, 7, 8)
    pdf = got(client.get(reverse("job-result", args=[job.pk])))
    assert "  Minh chứng 1: Ảnh trả kết quả" in titles(pdf, tmp_path)
    assert "Nhật ký hồ sơ" not in titles(pdf, tmp_path)


def test_pressing_twice_makes_one_job(large, client, an):
    client.force_login(an)
    address = f"/ho-so/{large.code}/ca-ho-so.zip"
    assert client.post(address)["Location"] == client.post(address)["Location"]
    assert Job.objects.count() == 1


def test_the_result_is_for_whoever_may_still_read_it(large, client, an, cuc, em):
    own = bundle.make_later(large, "pdf", by=an, office=False)
    desks = bundle.make_later(large, "pdf", by=cuc, office=True)
    assert [bundle.may_have(each, own) for each in (an, em, cuc)] == [True, False, True]
    assert [bundle.may_have(each, desks) for each in (an, em, cuc)] == [False, False, True]


# --- how much it asks of the database -----------------------------------------------------------------


def test_queries_do_not_grow_with_papers_and_evidence(concluded, client, an, cuc, django_assert_num_queries):
    person = concluded.nominees.get(kind="individual")
    for _ in range(3):
        keep(person, an, photo(30, 20), "x.jpg")
        make.nominate(concluded, make.OfficialFactory(unit=concluded.unit))
    with django_assert_num_queries(16):
        bundle.bundle_of(concluded, an, office=False)
    with django_assert_num_queries(20):
        bundle.bundle_of(concluded, cuc, office=True)
