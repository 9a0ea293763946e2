"""Sổ văn bản đi: every number has its line, a void one too; who keeps it, who reads it; whole on paper."""

import io
from datetime import date
from threading import Barrier, Thread

import docx
import openpyxl
import pypdfium2
import pytest
import time_machine
from django.contrib.admin.models import LogEntry
from django.db import connections, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from dossiers.models import Receipt
from phuong6.office.models import IssuedPaper, NumberSeries
from phuong6.office.papers import outgoing
from phuong6.office.papers.issuing import void_number
from phuong6.office.papers.numbering import (
    enter_by_hand,
    enter_paper,
    marked_series,
    suggest_number,
    take_number,
)
from phuong6.office.workflow import NotAllowed, Refused
from tests import factories as make
from tests.lib.papers.faces import plain

pytestmark = pytest.mark.django_db
TODAY = date(2023, 11, 16)


@pytest.fixture(autouse=True)
def the_sixteenth():
    with time_machine.travel(make.at(16, hour=9), tick=True):
        yield


@pytest.fixture
def letters(ward) -> NumberSeries:
    return NumberSeries.objects.get(key="letter")


def entered(letters, by, number, **line) -> IssuedPaper:
    line = {"issued_on": TODAY, "title": f"Công văn thứ {number}"} | line
    return enter_by_hand(letters, number, by=by, **line)


def book(client, person, **asked):
    client.force_login(person)
    return client.get(reverse("outgoing"), {"so": "letter", "nam": "2023"} | asked)


# --- lines -------------------------------------------------------------------------------------------


def test_a_number_given_outside_the_software_is_entered_with_all_its_columns(client, letters, cuc):
    client.force_login(cuc)
    response = client.post(
        reverse("outgoing-enter", args=["letter"]),
        {
            "number": "7",
            "issued_on": "10/11/2023",
            "title": "Công văn mời tập huấn",
            "signer": "Ngô Văn Dũng",
            "recipients": "Các khóm",
            "copies": "14",
            "kept_by": "Văn thư",
            "sent_on": "11/11/2023",
            "note": "Gửi bản giấy",
        },
    )
    assert response.status_code == 302
    line = IssuedPaper.objects.get()
    assert (line.full_number, line.issued_on, line.by) == ("07/UBND-NV", date(2023, 11, 10), cuc)
    assert outgoing.cells(line, ()) == (
        "07/UBND-NV", "10/11/2023", "Công văn mời tập huấn", "Ngô Văn Dũng", "Các khóm", "Văn thư", "14",
        "11/11/2023", "", "Gửi bản giấy",
    )  # fmt: skip


def test_a_spoilt_number_has_a_line_with_its_reason_and_who_wrote_it(client, letters, cuc):
    client.force_login(cuc)
    values = {"number": "8", "issued_on": "16/11/2023", "spoilt": "on", "void_reason": "Ghi trùng số"}
    client.post(reverse("outgoing-enter", args=["letter"]), values)
    line = IssuedPaper.objects.get()
    assert (line.title, line.void_reason, line.voided_by, line.is_current) == (
        "Số bỏ",
        "Ghi trùng số",
        cuc,
        False,
    )
    text = book(client, cuc).content.decode()
    assert "Đã hủy ngày 16/11/2023, Võ Thị Cúc: Ghi trùng số" in text
    assert suggest_number("letter", 2023) == 9


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"number": ""}, "Hãy ghi số."),
        ({"number": "bảy"}, "Số văn bản là số nguyên lớn hơn 0, ví dụ 12."),
        ({"number": "0"}, "Số văn bản là số nguyên lớn hơn 0, ví dụ 12."),
        ({"number": "100000"}, "Số văn bản quá lớn."),
        ({"number": "5"}, "Số 05/UBND-NV đã được dùng trong năm 2023. Số tiếp theo là 06."),
        ({"issued_on": ""}, "Hãy ghi ngày văn bản."),
        ({"issued_on": "17/11/2023"}, "Ngày này ở tương lai."),
        ({"title": ""}, "Hãy ghi tên loại và trích yếu của văn bản."),
        ({"spoilt": "on"}, "Hãy ghi lý do bỏ số."),
        ({"void_reason": "Hỏng"}, "Đã ghi lý do bỏ số: hãy đánh dấu ô này, hoặc xóa lý do."),
        ({"copies": "mười"}, "Số lượng bản là số nguyên từ 1 đến 9.999"),
        ({"sent_on": "15/11/2023"}, "Ngày chuyển không thể trước ngày văn bản."),
        ({"sent_on": "17/11/2023"}, "Ngày này ở tương lai."),
        ({"title": "a" * 301}, "300"),
    ],
)
def test_a_wrong_line_is_told_beside_the_field_and_nothing_typed_is_lost(
    client, letters, cuc, typed, sentence
):
    entered(letters, cuc, 5)
    client.force_login(cuc)
    values = {"number": "6", "issued_on": "16/11/2023", "title": "Công văn", "note": "giữ lại"} | typed
    response = client.post(reverse("outgoing-enter", args=["letter"]), values)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert 'value="giữ lại"' in response.content.decode()
    assert IssuedPaper.objects.count() == 1


def test_nothing_is_entered_by_hand_where_the_software_numbers(client, ward, cuc):
    receipts = NumberSeries.objects.get(key="receipt")
    with pytest.raises(Refused, match="do phần mềm tự cấp số"):
        enter_by_hand(receipts, 1, by=cuc, issued_on=TODAY, title="Phiếu")
    client.force_login(cuc)
    assert client.get(reverse("outgoing-enter", args=["receipt"])).status_code == 404


def test_what_is_known_later_is_filled_in_later_and_logged(client, letters, cuc, cam):
    line = entered(letters, cuc, 3, issued_on=date(2023, 11, 14))
    client.force_login(cam)
    address = reverse("outgoing-line", args=[line.pk])
    refused = client.post(address, {"sent_on": "13/11/2023", "note": "giữ"})
    assert "Ngày chuyển phải từ ngày 14/11/2023 đến hôm nay." in refused.content.decode()
    client.post(address, {"copies": "3", "kept_by": "Văn thư", "sent_on": "15112023", "note": ""})
    line.refresh_from_db()
    assert (line.copies, line.kept_by, line.sent_on) == (3, "Văn thư", date(2023, 11, 15))
    assert LogEntry.objects.get().user == cam


# --- void --------------------------------------------------------------------------------------------


def test_a_number_is_voided_with_a_reason_and_stays_in_the_book(client, letters, cuc):
    line = entered(letters, cuc, 4)
    client.force_login(cuc)
    address = reverse("outgoing-void", args=[line.pk])
    assert "Hãy ghi lý do hủy số." in client.post(address, {"reason": " "}).content.decode()
    client.post(address, {"reason": "Văn bản không ban hành"})
    text = book(client, cuc).content.decode()
    assert "Văn bản không ban hành" in text
    assert "04/UBND-NV" in text
    again = client.post(address, {"reason": "Lần nữa"})
    assert "Số 04/UBND-NV đã được hủy trước đó." in again.content.decode()
    with pytest.raises(Refused, match="đã được dùng"):
        entered(letters, cuc, 4)


def test_a_receipt_of_its_own_workflow_is_not_voided_in_the_book(campaign, unit, an, cuc):
    make.submitted(campaign, unit, an)
    paper = Receipt.objects.get().paper
    with pytest.raises(Refused, match="quy trình riêng"):
        void_number(paper, by=cuc, reason="Thử")
    assert (paper.kind, paper.subject, paper.recipients) == ("receipt", Receipt.objects.get(), unit.name)


# --- gaps --------------------------------------------------------------------------------------------


def test_numbers_that_are_not_there_are_named(client, letters, cuc):
    for number in (3, 6, 7, 12):
        entered(letters, cuc, number)
    assert "Số 01, 02, 04, 05, 08–11 chưa có trong sổ." in book(client, cuc).content.decode()


@given(st.sets(st.integers(1, 60), max_size=20))
def test_lines_and_gaps_together_are_every_number_up_to_the_newest(numbers):
    found = outgoing.runs_between(sorted(numbers))
    missing = {n for first, last in found for n in range(first, last + 1)}
    assert missing | numbers == set(range(1, max(numbers, default=0) + 1))
    assert not missing & numbers


def test_hundreds_of_gaps_are_still_one_sentence():
    sentence = outgoing.gap_sentence(outgoing.runs_between(range(10, 2000, 10)))
    assert sentence.startswith("Số 01–09, 11–19,")
    assert sentence.endswith(" và những số khác chưa có trong sổ.")
    assert len(sentence) < 300
    assert outgoing.gap_sentence([]) == ""


# --- who ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "reads", "writes"),
    [("cuc", 200, 200), ("dung", 200, 403), ("thu", 200, 403), ("an", 403, 403), ("hoa", 403, 403), ("van", 403, 403),
     ("boss", 403, 403)],
)  # fmt: skip
def test_internal_affairs_keep_it_the_chairman_and_statistics_read_it(
    client, request, letters, cuc, who, reads, writes
):
    line = entered(letters, cuc, 1)
    client.force_login(request.getfixturevalue(who))
    assert client.get(reverse("outgoing")).status_code == reads
    assert client.get(reverse("outgoing-file", args=["letter", 2023, "xlsx"])).status_code == reads
    for name, argument in (("enter", "letter"), ("line", line.pk), ("void", line.pk), ("correct", line.pk)):
        assert client.get(reverse(f"outgoing-{name}", args=[argument])).status_code == writes


def test_the_rules_hold_without_any_page(letters, cuc, thu):
    line = entered(letters, cuc, 1)
    for deed in (
        lambda: entered(letters, thu, 2),
        lambda: void_number(line, by=thu, reason="Thử"),
        lambda: outgoing.complete_line(line, by=thu, sent_on=None, note="Thử"),
    ):
        with pytest.raises(NotAllowed):
            deed()


# --- page and paper ----------------------------------------------------------------------------------


def test_the_book_takes_as_many_queries_for_sixty_lines_as_for_one(
    client, letters, cuc, django_assert_num_queries
):
    entered(letters, cuc, 1)
    book(client, cuc)
    with django_assert_num_queries(16):
        book(client, cuc)
    for number in range(2, 62):
        entered(letters, cuc, number)
    with django_assert_num_queries(16):
        text = book(client, cuc).content.decode()
    assert "Trang 1 trên 2, tất cả 61 số" in text
    assert "61/UBND-NV" in book(client, cuc, page=2).content.decode()


@pytest.mark.parametrize("asked", [{"so": "khong-co"}, {"nam": "abc"}, {"nam": "-1"}, {"nam": "99999999"}])
def test_an_odd_address_is_no_crash(client, letters, cuc, asked):
    entered(letters, cuc, 1)
    assert book(client, cuc, **asked).status_code in (200, 404)
    assert client.get(reverse("outgoing-file", args=["letter", 0, "pdf"])).status_code == 404
    assert client.get(reverse("outgoing-file", args=["letter", 2023, "exe"])).status_code == 404


def test_an_empty_installation_has_an_empty_book(client, cuc):
    client.force_login(cuc)
    assert "chưa có số nào" in client.get(reverse("outgoing")).content.decode()


def test_pdf_word_and_spreadsheet_have_the_ten_columns_of_the_decree(client, letters, cuc):
    entered(letters, cuc, 2, signer="Ngô Văn Dũng", recipients="Các khóm", copies=14)
    entered(letters, cuc, 3, title="Số bỏ", void_reason="Ghi trùng số")
    client.force_login(cuc)
    faces = {
        each: client.get(reverse("outgoing-file", args=["letter", 2023, each])).content
        for each in ("pdf", "docx", "xlsx")
    }
    page = pypdfium2.PdfDocument(faces["pdf"])[0]
    words = page.get_textpage().get_text_range().replace("\ufffe", "-")
    assert page.get_width() > page.get_height()
    table = docx.Document(io.BytesIO(faces["docx"])).tables[1]
    sheet = openpyxl.load_workbook(io.BytesIO(faces["xlsx"])).active
    found = {
        "pdf": " ".join(words.split()),
        "docx": " ".join(plain(cell.text) for row in table.rows for cell in row.cells),
        "xlsx": " ".join(str(cell) for row in sheet.values for cell in row if cell is not None),
    }
    for each in ("docx", "xlsx"):
        assert [title for title in outgoing.COLUMNS if title not in found[each]] == []
    for text in found.values():
        assert "02/UBND-NV" in text
        assert "Ghi trùng số" in " ".join(text.split())
    assert "Sổ có 02 số, trong đó 01 số đã hủy. Số 01 chưa có trong sổ." in found["pdf"]


def test_the_book_of_a_sample_says_so(client, ward, cuc):
    key = marked_series("letter", "MẪU")
    enter_paper(key, 1, issued_on=TODAY, title="Công văn mẫu", subject=None, by=cuc)
    client.force_login(cuc)
    pdf = client.get(reverse("outgoing-file", args=[key, 2023, "pdf"])).content
    text = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range().replace("\ufffe", "-")
    assert "01/UBND-NV-MẪU" in text


# --- two at once -------------------------------------------------------------------------------------


def together(*deeds) -> list:
    """Run deeds at the same moment, each on its own connection."""
    ready, outcome = Barrier(len(deeds)), [None] * len(deeds)

    def run(place, deed):
        try:
            ready.wait(timeout=10)
            outcome[place] = deed()
        except Exception as error:  # noqa: BLE001 - what went wrong is what is looked at
            outcome[place] = error
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=pair) for pair in enumerate(deeds)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(timeout=60)
    return outcome


@pytest.mark.django_db(transaction=True)
def test_numbers_of_the_software_taken_at_once_have_no_gap_and_no_twin(ward, cuc):
    def take(n):
        with transaction.atomic():
            number = take_number("receipt", 2023)
            if n % 3 == 0:
                raise Refused("Việc không thành.")  # its number goes back
            enter_paper("receipt", number, issued_on=TODAY, title="Phiếu", subject=None, by=cuc)

    outcome = together(*(lambda n=n: take(n) for n in range(9)))
    assert [type(each) for each in outcome].count(Refused) == 3
    numbers = IssuedPaper.objects.filter(series__key="receipt").values_list("number", flat=True)
    assert sorted(numbers) == [1, 2, 3, 4, 5, 6]


@pytest.mark.django_db(transaction=True)
def test_the_same_number_typed_at_once_is_one_person_s(letters, cuc, cam):
    outcome = together(*(lambda by=by: entered(letters, by, 12) for by in (cuc, cam)))
    (won,) = [each for each in outcome if isinstance(each, IssuedPaper)]
    (lost,) = [each for each in outcome if isinstance(each, Refused)]
    assert str(lost) == "Số 12/UBND-NV đã được dùng trong năm 2023. Số tiếp theo là 13."
    assert IssuedPaper.objects.get() == won


@pytest.mark.django_db(transaction=True)
def test_a_number_is_voided_once(letters, cuc, cam):
    line = entered(letters, cuc, 12)
    outcome = together(*(lambda by=by: void_number(line, by=by, reason="Ghi nhầm") for by in (cuc, cam)))
    assert [type(each) for each in outcome].count(Refused) == 1
