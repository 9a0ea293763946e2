"""A stack of signed sheets, in any order, finds its papers; what cannot be read waits for a person; none is lost."""

import io
import random
from datetime import date

import pikepdf
import pytest
import time_machine
from django.urls import reverse
from PIL import Image, ImageDraw

from dossiers.enums import PaperKind
from dossiers.models import DossierPaper
from dossiers.papers import supplement
from dossiers.papers.unit import minutes as unit_minutes
from dossiers.papers.unit import report as unit_report
from dossiers.papers.unit import submission as unit_submission
from dossiers.workflow import DOSSIER
from phuong6.lib.scans.codes import in_groups
from phuong6.office.jobs import run
from phuong6.office.models import Job, Printout, ScanBatch, ScanPage, SignedCopy
from phuong6.office.papers.printing import print_version
from phuong6.office.scans import sorting as scans
from phuong6.office.scans.summary import folders_of, summary_of
from phuong6.office.workflow import NotAllowed, Refused
from tests import factories as make
from tests.lib.files.test_uploads import pdf_bytes
from tests.lib.scans.darkroom import Phone, photographed, printed, signed

pytestmark = pytest.mark.django_db
State = ScanPage.State


@pytest.fixture(autouse=True)
def the_sixteenth():
    with time_machine.travel(make.at(10, hour=9), tick=True):
        yield


@pytest.fixture
def dossier(campaign, unit, an):
    """An's draft with one person, as complete as the forms make it."""
    return make.complete(make.draft(campaign, unit, an), an)


def sheets_of(kind, subject, by) -> tuple[Printout, list[Image.Image]]:
    """The paper as it comes out of the printer, signed with a pen."""
    printout, pdf, _ = print_version(kind, subject, by=by)
    dice = random.Random(printout.pages)
    return printout, [signed(page, dice)[0] for page in printed(pdf, 150)]


def photo(sheet: Image.Image, seed: int = 1, **phone) -> tuple[str, bytes]:
    held = {"skew": 2, "tilt": 0.02, "blur": 0.05, "quality": 70} | phone
    return f"IMG_{seed}.jpg", photographed(
        [sheet], Phone(height=1800, fill=0.95, **held), random.Random(seed)
    )


def scanned(sheets: list[Image.Image]) -> tuple[str, bytes]:
    """One PDF from the office's scanner, some sheets upside down."""
    turned = [sheet.rotate(180) if n % 2 else sheet for n, sheet in enumerate(sheets)]
    out = io.BytesIO()
    turned[0].save(out, "PDF", save_all=True, append_images=turned[1:], resolution=150)
    return "scan.pdf", out.getvalue()


def torn(sheet: Image.Image) -> Image.Image:
    """The corner with the code has been torn off."""
    sheet = sheet.copy()
    width, height = sheet.size
    ImageDraw.Draw(sheet).rectangle((width * 0.7, height * 0.85, width, height), fill="white")
    return sheet


def bring(by, *files) -> ScanBatch:
    """Upload a stack; its job runs at once in tests."""
    batch = scans.take_stack(list(files), by=by)
    batch.refresh_from_db()
    if (
        batch.job.state == Job.State.QUEUED
    ):  # the test's transaction never commits: run what would have been run
        run.call(batch.job_id)
        batch.refresh_from_db()
    assert batch.job.state == Job.State.DONE, batch.job.error
    return batch


def test_photos_in_any_order_become_the_signed_copies_of_their_papers(dossier, an):
    submission, first = sheets_of(unit_submission.KIND, dossier, an)
    minutes, second = sheets_of(unit_minutes.KIND, dossier, an)
    before = DossierPaper.objects.count()
    shots = [photo(sheet, n, quarter=n % 4, skew=3) for n, sheet in enumerate(second + first, 1)]
    batch = bring(an, *reversed(shots))
    assert summary_of(batch) == f"{len(shots)} trên {len(shots)} trang đã xếp."
    assert set(batch.pages.values_list("state", flat=True)) == {State.ATTACHED}
    kept = {each.printout: each for each in DossierPaper.objects.filter(printout__isnull=False)}
    assert DossierPaper.objects.count() == before + 2
    assert kept[submission].kind == PaperKind.SUBMISSION
    assert kept[minutes].kind == PaperKind.MINUTES
    assert kept[minutes].file.pages == minutes.pages == len(second)


def test_several_papers_in_one_scan_upside_down_are_told_apart_and_turned(dossier, an, cuc):
    _, first = sheets_of(unit_submission.KIND, dossier, an)
    minutes, second = sheets_of(unit_minutes.KIND, dossier, an)
    batch = bring(an, scanned(list(reversed(first + second))))
    assert batch.pages.filter(state=State.ATTACHED).count() == len(first + second)
    paper = DossierPaper.objects.get(printout=minutes)
    with paper.file.file.open("rb") as opened, pikepdf.open(opened) as pdf:
        assert len(pdf.pages) == minutes.pages
    assert set(batch.pages.values_list("turn", flat=True)) == {0, 180}


def test_the_wards_letter_gets_its_signed_copy(dossier, an, cuc):
    DOSSIER.perform("submit", dossier, by=an, at=make.at(10, hour=8))
    DOSSIER.perform("take_up", dossier, by=cuc)
    items = [{"paper_kind": "minutes", "nominee": None, "reason": "Thiếu chữ ký thư ký."}]
    DOSSIER.perform("return", dossier, by=cuc, items=items, due_on=date(2023, 11, 20))
    asked = dossier.returns.get()
    printout, sheets = sheets_of(supplement.KIND, asked, cuc)
    bring(cuc, *(photo(sheet, n) for n, sheet in enumerate(sheets, 1)))
    copy = SignedCopy.objects.get()
    assert (copy.subject, copy.printout, copy.by) == (asked, printout, cuc)


def test_the_page_of_a_stack_leads_back_to_each_dossier_once(client, campaign, dossier, unit, an):
    _, submission = sheets_of(unit_submission.KIND, dossier, an)
    _, report = sheets_of(unit_report.KIND, dossier.nominees.first(), an)
    batch = bring(an, scanned(submission + report))
    address = reverse("dossier-step", args=[dossier.code, "giay-to"])
    assert folders_of(batch) == [(f"hồ sơ {unit}", address)]
    client.force_login(an)
    shown = client.get(reverse("scan-batch", args=[batch.pk])).content.decode()
    assert shown.count(f'<a class="btn btn-secondary" href="{address}">Về hồ sơ {unit}</a>') == 1
    assert client.get(address).status_code == 200
    empty = bring(an, photo(torn(report[0])))
    assert folders_of(empty) == []


def test_a_sheet_without_its_code_waits_and_is_placed_by_hand(client, dossier, an):
    submission, sheets = sheets_of(unit_submission.KIND, dossier, an)
    *rest, last = sheets
    batch = bring(an, *(photo(sheet, n) for n, sheet in enumerate(rest, 1)), photo(torn(last), 9))
    loose = batch.pages.get(state=State.UNPLACED)
    assert loose.trouble == "không đọc được mã trang"
    assert f"trang {loose.number}: không đọc được mã trang" in summary_of(batch)
    assert not DossierPaper.objects.filter(printout=submission).exists()
    client.force_login(an)
    page = client.get(reverse("scan-batch", args=[batch.pk])).content.decode()
    assert reverse("scan-image", args=[batch.pk, loose.pk]) in page
    address = reverse("scan-place", args=[batch.pk, loose.pk])
    data = {
        f"p{loose.pk}-code": in_groups(submission.code).lower(),
        f"p{loose.pk}-number": len(sheets),
        f"p{loose.pk}-turn": 0,
    }
    assert client.post(address, data).status_code == 302
    assert DossierPaper.objects.get(printout=submission).file.pages == len(sheets)
    loose.refresh_from_db()
    assert (loose.state, loose.placed_by) == (State.ATTACHED, an)


def test_a_page_whose_code_is_gone_is_chosen_from_those_still_missing(client, dossier, an):
    minutes, sheets = sheets_of(unit_minutes.KIND, dossier, an)
    batch = bring(an, photo(sheets[0], 1), photo(torn(sheets[-1]), 2))
    loose = batch.pages.get(state=State.UNPLACED)
    client.force_login(an)
    page = client.get(reverse("scan-batch", args=[batch.pk])).content.decode()
    assert f"{minutes.title}, trang {minutes.pages}" in page
    data = {f"p{loose.pk}-where": f"{minutes.code}:{minutes.pages}", f"p{loose.pk}-turn": 0}
    assert client.post(reverse("scan-place", args=[batch.pk, loose.pk]), data).status_code == 302
    assert DossierPaper.objects.get(printout=minutes).file.pages == minutes.pages


@pytest.mark.parametrize(
    ("code", "number", "sentence"),
    [
        ("", "1", "Hãy ghi mã in ở góc dưới trang giấy."),
        ("K7M2-Q9XA-B3TD", "1", "Không có bản in nào mang mã này."),
        ("sai", "1", "Không có bản in nào mang mã này."),
        (None, "77", "không có trang 77"),
        (None, "hai", "Số trang là số nguyên, ví dụ 2."),
    ],
)
def test_a_wrong_place_is_told_beside_the_field_and_the_page_stays(
    client, dossier, an, code, number, sentence
):
    submission, sheets = sheets_of(unit_submission.KIND, dossier, an)
    batch = bring(an, photo(torn(sheets[0])))
    loose = batch.pages.get()
    client.force_login(an)
    typed = submission.code if code is None else code
    response = client.post(
        reverse("scan-place", args=[batch.pk, loose.pk]),
        {f"p{loose.pk}-code": typed, f"p{loose.pk}-number": number, f"p{loose.pk}-turn": 0},
    )
    assert response.status_code == 422
    text = response.content.decode()
    assert sentence in text
    assert f'value="{number}"' in text
    loose.refresh_from_db()
    assert loose.state == State.UNPLACED


def test_a_page_of_another_unit_is_neither_placed_nor_named(dossier, an, em):
    _, sheets = sheets_of(unit_submission.KIND, dossier, an)
    batch = bring(em, photo(sheets[0]))
    assert batch.pages.get().trouble == scans.NOT_YOURS
    assert batch.pages.get().printout is None
    assert "Khóm 1" not in summary_of(batch)


def test_the_same_page_twice_is_placed_once(dossier, an):
    submission, sheets = sheets_of(unit_submission.KIND, dossier, an)
    shots = [photo(sheet, n) for n, sheet in enumerate(sheets, 1)]
    batch = bring(an, shots[0], *shots)
    twin = batch.pages.get(state=State.UNPLACED)
    assert twin.trouble.startswith("trùng với trang")
    assert DossierPaper.objects.get(printout=submission).file.pages == len(sheets)


def test_a_paper_may_come_in_two_stacks(dossier, an):
    _, sheets = sheets_of(unit_minutes.KIND, dossier, an)
    minutes = Printout.objects.get()
    if minutes.pages == 1:
        pytest.fail("The scene needs minutes of two pages.")
    bring(an, photo(sheets[-1], 5))
    assert not DossierPaper.objects.filter(printout=minutes).exists()
    batch = bring(an, *(photo(sheet, n) for n, sheet in enumerate(sheets[:-1], 1)))
    assert DossierPaper.objects.get(printout=minutes).file.pages == minutes.pages
    assert batch.pages.filter(state=State.ATTACHED).count() == len(sheets) - 1


def test_a_paper_that_may_not_be_replaced_any_more_keeps_its_pages_and_says_why(dossier, an):
    submission, sheets = sheets_of(unit_submission.KIND, dossier, an)
    DOSSIER.perform("submit", dossier, by=an)
    batch = bring(an, *(photo(sheet, n) for n, sheet in enumerate(sheets, 1)))
    assert not DossierPaper.objects.filter(printout=submission).exists()
    assert batch.pages.exclude(trouble="").exists()
    assert batch.pages.count() == len(sheets)


def test_blank_sheets_are_told_and_set_aside_at_once(client, an):
    batch = bring(an, scanned([Image.new("RGB", (1240, 1754), "white")] * 2))
    assert summary_of(batch) == "0 trên 2 trang đã xếp; trang 1: trang trắng; trang 2: trang trắng."
    client.force_login(an)
    client.post(reverse("scan-blank", args=[batch.pk]))
    assert summary_of(batch) == "0 trên 2 trang đã xếp; 2 trang để riêng."
    page = batch.pages.first()
    client.post(reverse("scan-back", args=[batch.pk, page.pk]))
    page.refresh_from_db()
    assert page.state == State.UNPLACED


def test_setting_aside_asks_why(client, an):
    batch = bring(an, scanned([Image.new("RGB", (1240, 1754), "white")]))
    page = batch.pages.get()
    client.force_login(an)
    response = client.post(reverse("scan-aside", args=[batch.pk, page.pk]), {f"a{page.pk}-reason": " "})
    assert response.status_code == 422
    assert "Hãy ghi vì sao để riêng trang này." in response.content.decode()


def test_files_that_cannot_be_taken_are_named_the_others_are_read(client, dossier, an):
    _, sheets = sheets_of(unit_submission.KIND, dossier, an)
    batch = bring(an, ("virus.pdf", b"MZ" + b"\0" * 200), photo(sheets[0]))
    assert batch.pages.count() == 1
    client.force_login(an)
    page = client.get(reverse("scan-batch", args=[batch.pk])).content.decode()
    assert "virus.pdf" in page
    assert "Đây là tệp chương trình, không phải giấy tờ." in page
    with pytest.raises(Refused, match=r"virus\.pdf: Đây là tệp chương trình"):
        scans.take_stack([("virus.pdf", b"MZ" + b"\0" * 200)], by=an)


def test_a_speck_or_a_file_that_does_not_open_after_all_costs_no_other_page(dossier, an, monkeypatch):
    """Each is listed for a person; the good page beside them is placed."""
    _, sheets = sheets_of(unit_minutes.KIND, dossier, an)
    speck = io.BytesIO()
    Image.new("RGB", (1, 1)).save(speck, "PNG")
    closed = ("dong.pdf", pdf_bytes(2))
    read = scans.pages_of

    def pages(data):
        if data.startswith(b"%PDF-"):
            raise scans.Refusal("Không mở được tệp PDF.")
        yield from read(data)

    monkeypatch.setattr(scans, "pages_of", pages)
    batch = bring(an, ("cham.png", speck.getvalue()), photo(sheets[0]), closed)
    rows = list(batch.pages.order_by("number"))
    assert [each.state for each in rows].count(State.PLACED) == 1
    assert [each.trouble for each in rows].count("không mở được trang") == 3


def test_reading_twice_doubles_nothing(dossier, an):
    _, sheets = sheets_of(unit_submission.KIND, dossier, an)
    batch = bring(an, photo(sheets[0]))
    count = batch.pages.count()
    scans._read_stack(batch.job, lambda _done: None)
    assert batch.pages.count() == count


def test_a_stack_is_its_bringers_alone(client, dossier, an, em, cuc, hoa, outsider):
    batch = bring(an, scanned([Image.new("RGB", (1240, 1754), "white")]))
    page = batch.pages.get()
    for person in (em, cuc, hoa, outsider):
        client.force_login(person)
        for name, more in (("scan-batch", []), ("scan-image", [page.pk]), ("scan-papers", [])):
            assert client.get(reverse(name, args=[batch.pk, *more])).status_code == 404
        assert client.post(reverse("scan-blank", args=[batch.pk])).status_code == 404
    with pytest.raises(NotAllowed):
        scans.set_aside([page], by=em, reason="x")
    for person in (hoa, outsider):
        with pytest.raises(NotAllowed):
            scans.take_stack([("a.pdf", pdf_bytes())], by=person)


@pytest.mark.parametrize("sheets", [1, 3])
def test_the_stacks_page_costs_the_same_however_many_pages(client, an, sheets, django_assert_num_queries):
    batch = bring(an, scanned([Image.new("RGB", (1240, 1754), "white")] * sheets))
    client.force_login(an)
    client.get(reverse("scan-batch", args=[batch.pk]))
    with django_assert_num_queries(16):
        client.get(reverse("scan-batch", args=[batch.pk]))
