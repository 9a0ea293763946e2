"""Issued means frozen: a slip of form is corrected by a letter, wrong content by a paper that names the old one."""

import hashlib
import io
from datetime import date

import docx
import pypdfium2
import pytest
import time_machine
from django.urls import reverse

from campaigns.papers import correction as correction_paper
from dossiers.models import ReturnRequest
from dossiers.papers import supplement
from dossiers.workflow import DOSSIER
from phuong6.office.models import Correction, IssuedPaper, NumberSeries
from phuong6.office.papers import issuing
from phuong6.office.papers.numbering import cited, enter_by_hand, enter_paper, marked_series
from phuong6.office.workflow import NotAllowed, Refused
from tests import factories as make
from tests.lib.papers.faces import plain

pytestmark = pytest.mark.django_db
TODAY = date(2023, 11, 16)
SLIP = {"place": "Điều 1, dòng thứ hai", "wrong": "Phường Phường 6", "right": "Phường 6"}


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


@pytest.fixture
def paper(ward, cuc) -> IssuedPaper:
    """A decision of the ward's, entered from outside."""
    series = NumberSeries.objects.get(key="decision")
    return enter_by_hand(
        series, 5, by=cuc, issued_on=date(2023, 11, 14), title="Quyết định thành lập Hội đồng"
    )


def words_of(pdf: bytes) -> str:
    pages = (page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))
    return " ".join(" ".join(pages).replace("\ufffe", "-").split())


def kept(issued: IssuedPaper) -> bytes:
    with issued.file.file.open("rb") as opened:
        return opened.read()


# --- naming ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("decision", "Quyết định số 05/QĐ-UBND ngày 14 tháng 11 năm 2023"),
        ("letter", "Công văn số 05/UBND-NV ngày 14 tháng 11 năm 2023"),
        ("invitation", "Giấy mời số 05/GM-UBND ngày 14 tháng 11 năm 2023"),
        ("proposal", "Tờ trình số 05/TTr-HĐTĐKT ngày 14 tháng 11 năm 2023"),
        ("report", "Báo cáo số 05/BC-UBND ngày 14 tháng 11 năm 2023"),
        ("notice", "Thông báo số 05/TB-UBND ngày 14 tháng 11 năm 2023"),
        ("council-minutes", "Biên bản số 05/BB-HĐTĐKT ngày 14 tháng 11 năm 2023"),
        ("receipt", "Phiếu tiếp nhận số 05/PTN ngày 14 tháng 11 năm 2023"),
    ],
)
def test_a_paper_is_named_by_its_kind_number_and_day(ward, cuc, key, words):
    found = enter_paper(key, 5, issued_on=date(2023, 11, 14), title="Văn bản", subject=None, by=cuc)
    assert cited(found) == words


# --- correction --------------------------------------------------------------------------------------


def test_a_slip_of_form_is_corrected_by_a_letter_that_names_the_paper(client, paper, cuc, dung):
    client.force_login(cuc)
    response = client.post(reverse("outgoing-correct", args=[paper.pk]), SLIP)
    made = Correction.objects.get()
    assert response["Location"] == reverse("paper", args=["correction", made.pk])
    assert "Công văn đính chính" in client.get(response["Location"]).content.decode()
    assert client.post(
        reverse("paper-issue", args=["correction", made.pk]), {"number": "21", "day": "16/11/2023"}
    ).status_code == 302  # fmt: skip
    letter = IssuedPaper.objects.get(kind="correction")
    text = words_of(kept(letter))
    for each in (
        "Số: 21/UBND-NV",
        "đính chính Quyết định số 05/QĐ-UBND ngày 14 tháng 11 năm 2023",
        "Điều 1, dòng thứ hai",
        "“Phường Phường 6”",
        "“Phường 6”",
        "Ngô Văn Dũng",
    ):
        assert each in text
    assert letter.file.sha256 == hashlib.sha256(kept(letter)).hexdigest()
    assert list(issuing.corrections_of(paper)) == [made]
    book = client.get(reverse("outgoing"), {"so": "decision", "nam": "2023"}).content.decode()
    assert "Đính chính bằng số 21/UBND-NV" in book


def test_both_faces_of_the_letter_say_the_same(client, paper, cuc, dung):
    made = issuing.correct_paper(paper, by=cuc, **SLIP)
    client.force_login(dung)
    word = client.get(reverse("paper-docx", args=["correction", made.pk]))
    text = " ".join(plain(each.text) for each in docx.Document(io.BytesIO(word.content)).paragraphs)
    assert "Các nội dung khác của Quyết định số 05/QĐ-UBND" in text
    assert (
        words_of(client.get(reverse("paper-pdf", args=["correction", made.pk])).content).count("đính chính")
        >= 2
    )


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"place": ""}, "Hãy ghi chỗ sai nằm ở đâu"),
        ({"wrong": " "}, "Hãy ghi đúng như văn bản đã viết."),
        ({"right": ""}, "Hãy ghi phần sửa lại cho đúng."),
        ({"right": "Phường  Phường 6"}, "đang giống nhau"),
        ({"right": "a" * 10_001}, "tối đa 10.000 ký tự"),
    ],
)
def test_an_empty_correction_is_refused_beside_the_field(client, paper, cuc, typed, sentence):
    client.force_login(cuc)
    response = client.post(reverse("outgoing-correct", args=[paper.pk]), SLIP | typed)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not Correction.objects.exists()


def test_a_void_or_replaced_paper_is_not_corrected(paper, asked, cuc):
    made = issuing.correct_paper(paper, by=cuc, **SLIP)
    paper = issuing.void_number(paper, by=cuc, reason="Ban hành nhầm")
    with pytest.raises(Refused, match="đã hủy"):
        issuing.correct_paper(paper, by=cuc, **SLIP)
    made.refresh_from_db()
    with pytest.raises(Refused, match="đã hủy"):
        issuing.issue_paper(correction_paper.KIND, made, by=cuc, day=TODAY, number=30)
    old = issuing.issue_paper(supplement.KIND, asked, by=cuc, day=TODAY, number=31)
    issuing.issue_paper(supplement.KIND, asked, by=cuc, day=TODAY, number=32, replaces=True)
    with pytest.raises(Refused, match="đã được thay thế"):
        issuing.correct_paper(old, by=cuc, **SLIP)


def test_the_letter_is_not_older_than_the_paper(paper, cuc):
    made = issuing.correct_paper(paper, by=cuc, **SLIP)
    with pytest.raises(Refused, match="không thể trước ngày 14/11/2023"):
        issuing.issue_paper(correction_paper.KIND, made, by=cuc, day=date(2023, 11, 13), number=30)


def test_only_internal_affairs_correct_the_chairman_and_statistics_read(
    client, paper, cuc, dung, thu, an, boss
):
    made = issuing.correct_paper(paper, by=cuc, **SLIP)
    for person, status in ((dung, 200), (thu, 200), (an, 404), (boss, 404)):
        client.force_login(person)
        assert client.get(reverse("paper", args=["correction", made.pk])).status_code == status
        with pytest.raises(NotAllowed):
            issuing.correct_paper(paper, by=person, **SLIP)
        with pytest.raises(NotAllowed):
            issuing.issue_paper(correction_paper.KIND, made, by=person, day=TODAY, number=30)


def test_the_correction_of_a_sample_is_itself_a_sample(ward, cuc):
    key = marked_series("decision", "DIỄN TẬP")
    paper = enter_paper(key, 5, issued_on=TODAY, title="Quyết định", subject=None, by=cuc)
    made = issuing.correct_paper(paper, by=cuc, **SLIP)
    issued = issuing.issue_paper(correction_paper.KIND, made, by=cuc, day=TODAY, number=1)
    assert issued.full_number == "01/UBND-NV-DT"
    assert issued.series.key == "rehearsal-letter"
    assert "DIỄN TẬP" in words_of(kept(issued))


# --- replacement -------------------------------------------------------------------------------------


def test_wrong_content_is_replaced_by_a_paper_that_names_the_old_one(client, asked, cuc):
    old = issuing.issue_paper(supplement.KIND, asked, by=cuc, day=TODAY, number=12)
    before = kept(old)
    item = asked.items.get()
    item.reason = "Chưa nêu số liệu quý III."
    item.save()
    new = issuing.issue_paper(supplement.KIND, asked, by=cuc, day=TODAY, number=13, replaces=True)
    sentence = "Văn bản này thay thế Công văn số 12/UBND-NV ngày 16 tháng 11 năm 2023."
    assert words_of(kept(new)).count(sentence) == 1
    assert "thay thế" not in words_of(before)
    old.refresh_from_db()
    assert kept(old) == before
    assert (old.is_current, new.replaces) == (False, old)
    client.force_login(cuc)
    word = docx.Document(
        io.BytesIO(client.get(reverse("paper-docx", args=[supplement.KIND.key, asked.pk])).content)
    )
    assert [plain(each.text) for each in word.paragraphs].count(sentence) == 1
    book = client.get(reverse("outgoing"), {"so": "letter", "nam": "2023"}).content.decode()
    assert "Thay thế số 12/UBND-NV" in book
    assert "Được thay thế bằng số 13/UBND-NV" in book


def test_the_page_of_the_old_paper_leads_to_its_correction(client, asked, cuc, thu, an):
    issued = issuing.issue_paper(supplement.KIND, asked, by=cuc, day=TODAY, number=12)
    made = issuing.correct_paper(issued, by=cuc, **SLIP)
    page, letter = (
        reverse("paper", args=each) for each in ((supplement.KIND.key, asked.pk), ("correction", made.pk))
    )
    shown = {}
    for person in (cuc, thu, an):
        client.force_login(person)
        shown[person] = client.get(page).content.decode()
    assert [letter in shown[each] for each in (cuc, thu, an)] == [True, True, False]
    correct = reverse("outgoing-correct", args=[issued.pk])
    assert [correct in shown[each] for each in (cuc, thu, an)] == [True, False, False]
