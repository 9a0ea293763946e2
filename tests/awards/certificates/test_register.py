"""Sổ khen thưởng: gap-free numbers, replacements, void numbers, the printable book; who may."""

import io
import re
from concurrent.futures import ThreadPoolExecutor

import openpyxl
import pytest
import time_machine
from django.db import connection
from django.test import Client

from awards.certificates import register
from awards.certificates.papers.register_book import book_paper, book_pdf
from awards.certificates.prints import record_prints
from awards.enums import CertificateStatus, DecisionStatus
from awards.models import Certificate, CertificateEvent, Decision
from awards.public.verification import Verdict, by_token, by_words
from phuong6.office.workflow import NotAllowed, Refused
from tests.awards import decision_scene as scene
from tests.awards.paper_words import words_of
from tests.lib.papers.reading import page_texts, poppler

LOST = "Người được tặng làm mất, có đơn ngày 12/01/2024."


@pytest.fixture(autouse=True)
def same_year():
    """A replacement is entered in the book of the year it is made in: here still the decision's own."""
    with time_machine.travel("2023-12-28T09:00:00+07:00"):
        yield


@pytest.fixture
def issued(campaign, unit, an, cuc, dung, hoa):
    return scene.issued(dung, campaign, unit, an, cuc, [dung, hoa])


@pytest.fixture
def desk(cuc):
    client = Client()
    client.force_login(cuc)
    return client


def numbers() -> list[int]:
    return list(Certificate.objects.order_by("register_no").values_list("register_no", flat=True))


def test_a_replacement_has_a_new_number_and_code_and_the_old_one_proves_nothing(issued, cuc):
    old = scene.certificates(issued)[1]
    new = register.replace_certificate(old, by=cuc, reason=LOST)
    assert numbers() == [1, 2, 3, 4]
    assert (new.register_no, new.register_year, new.award) == (4, 2023, old.award)
    assert new.token != old.token
    old.refresh_from_db()
    assert (old.status, new.status) == (CertificateStatus.REPLACED, CertificateStatus.VALID)
    assert by_token(old.token).verdict == Verdict.REPLACED
    assert by_token(new.token).verdict == Verdict.GENUINE
    found = by_words(12, "QĐ-UBND", old.award.position, old.award.name)
    assert (found.verdict, found.certificate) == (Verdict.GENUINE, new)
    assert "Thay bằng số 04" in register.remarks(old)
    assert LOST.rstrip(".") in register.remarks(old)
    assert cuc.full_name in register.remarks(old)
    assert "Cấp thay số 02" in register.remarks(new)


def test_a_replacement_made_a_year_later_stands_in_the_book_of_its_own_year(issued, cuc):
    with time_machine.travel("2024-01-12T09:00:00+07:00"):
        new = register.replace_certificate(scene.certificates(issued)[1], by=cuc, reason=LOST)
    assert (new.register_no, new.register_year) == (1, 2024)


def test_a_void_number_stays_in_the_book_and_is_never_given_again(issued, cuc, desk):
    line = scene.certificates(issued)[2]
    register.void_certificate(line, by=cuc, reason="Ghi nhầm người.")
    line.refresh_from_db()
    assert line.status == CertificateStatus.VOID
    assert by_token(line.token).verdict == Verdict.VOID
    new = register.replace_certificate(line, by=cuc, reason="Cấp lại đúng người.")
    assert (new.register_no, numbers()) == (4, [1, 2, 3, 4])
    line.refresh_from_db()
    assert line.status == CertificateStatus.VOID, "its number stays void"
    said = desk.get("/khen-thuong/so/").content.decode()
    assert "Đã hủy số" in said
    assert "Ghi nhầm người" in said


def test_a_reprint_keeps_number_and_code(issued, cuc):
    line = scene.certificates(issued)[0]
    record_prints([line], by=cuc)
    record_prints([line], by=cuc, reason="Bản in bị nhòe.")
    assert numbers() == [1, 2, 3]
    assert by_token(line.token).verdict == Verdict.GENUINE
    assert "In lại ngày" in register.remarks(line)


@pytest.mark.parametrize("move", [register.replace_certificate, register.void_certificate])
def test_only_noi_vu_writes_and_never_without_a_reason(issued, dung, an, hoa, kien, boss, cuc, move):
    line = scene.certificates(issued)[0]
    for person in (dung, an, hoa, kien, boss):
        with pytest.raises(NotAllowed):
            move(line, by=person, reason=LOST)
    with pytest.raises(Refused, match="lý do"):
        move(line, by=cuc, reason="  ")
    assert not CertificateEvent.objects.exists()


@pytest.mark.parametrize("move", [register.replace_certificate, register.void_certificate])
def test_nothing_more_is_written_of_a_replaced_one_or_a_revoked_decision(issued, cuc, move):
    first, second = scene.certificates(issued)[:2]
    register.replace_certificate(first, by=cuc, reason=LOST)
    with pytest.raises(Refused):
        move(first, by=cuc, reason=LOST)
    Decision.objects.update(status=DecisionStatus.REVOKED)
    with pytest.raises(Refused, match="hủy bỏ"):
        move(second, by=cuc, reason=LOST)


@pytest.mark.django_db(transaction=True)
def test_two_people_replacing_at_once_make_one_replacement(campaign, unit, an, cuc, cam, dung, hoa):
    line = scene.certificates(scene.issued(dung, campaign, unit, an, cuc, [dung, hoa]))[0]

    def replace(person):
        try:
            return register.replace_certificate(line, by=person, reason=LOST)
        except Refused:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        made = [each for each in pool.map(replace, (cuc, cam)) if each]
    assert len(made) == 1
    assert numbers() == [1, 2, 3, 4]


def test_the_book_is_printed_across_and_says_everything(issued, cuc, tmp_path):
    lines = scene.certificates(issued)
    register.replace_certificate(lines[0], by=cuc, reason=LOST)
    register.void_certificate(lines[1], by=cuc, reason="Ghi nhầm.")
    pdf = book_pdf(issued.campaign, 2023)
    text = " ".join(page_texts(pdf, tmp_path, "-layout"))
    assert "SỔ KHEN THƯỞNG" in text
    assert "Sổ có 04 số: 02 số còn giá trị, 01 số đã được thay, 01 số đã hủy, 00 số đã thu hồi" in text
    for each in lines:
        assert each.award.name.split()[-1] in text
    width, height = re.search(
        r"Page size:\s+([\d.]+) x ([\d.]+)", poppler("pdfinfo", pdf=pdf, tmp_path=tmp_path)
    ).groups()
    assert float(width) > float(height)


def test_the_books_last_line_counts_what_was_taken_back_too(issued, cuc, dung):
    scene.revoked(issued, cuc, dung)
    text = words_of(book_paper(issued.campaign, 2023))
    assert "Sổ có 03 số: 02 số còn giá trị, 00 số đã được thay, 00 số đã hủy, 01 số đã thu hồi." in text


def test_the_pages_read_by_noi_vu_and_the_chairman_alone(
    issued, desk, dung, an, em, hoa, thu, van, kien, client
):
    year = scene.certificates(issued)[0].register_year
    addresses = ["/khen-thuong/so/", f"/khen-thuong/so/{year}.pdf", f"/khen-thuong/so/{year}.xlsx"]
    client.force_login(dung)
    for address in addresses:
        assert desk.get(address).status_code == 200
        assert client.get(address).status_code == 200
    assert "Hủy số" not in client.get(addresses[0]).content.decode()
    for person in (an, em, hoa, thu, van, kien):
        client.force_login(person)
        assert [client.get(address).status_code for address in addresses] == [404, 404, 404]


def test_the_spreadsheet_opens_in_another_program(issued, desk):
    book = openpyxl.load_workbook(io.BytesIO(desk.get("/khen-thuong/so/2023.xlsx").content))
    rows = list(book.active.values)
    assert register.COLUMNS in rows
    assert [row[0] for row in rows if row[0] in ("01", "02", "03")] == ["01", "02", "03"]


def test_a_name_or_a_number_finds_its_line(issued, desk):
    line = scene.certificates(issued)[1]
    for sought in (line.award.name.upper(), str(line.register_no)):
        said = desk.get("/khen-thuong/so/", {"q": sought}).content.decode()
        assert f'Hủy số<span class="visually-hidden"> {line.register_no}<' in said
        assert "Tất cả 1 số" in said
    assert '<option value="2023" selected>2023</option>' in said
    assert "Sổ khen thưởng năm 2023" in said
    assert "Không có dòng nào khớp" in desk.get("/khen-thuong/so/", {"q": "không ai cả"}).content.decode()


def test_the_form_asks_why_and_tells_the_new_number(issued, desk, dung, client):
    line = scene.certificates(issued)[0]
    address = f"/khen-thuong/so/{line.pk}/thay/"
    empty = desk.post(address, {"reason": ""})
    assert empty.status_code == 422
    assert "Hãy ghi lý do" in empty.content.decode()
    done = desk.post(address, {"reason": LOST}, follow=True).content.decode()
    assert "Số mới: 04/" in done
    late = desk.post(address, {"reason": LOST})
    assert late.status_code == 422
    assert LOST in late.content.decode()
    client.force_login(dung)
    for move in ("thay", "huy"):
        assert client.post(f"/khen-thuong/so/{line.pk}/{move}/", {"reason": LOST}).status_code == 404


def test_the_book_asks_the_database_the_same_however_long_it_is(issued, cuc, desk, django_assert_num_queries):
    record_prints(scene.certificates(issued)[:1], by=cuc)
    with django_assert_num_queries(11):
        desk.get("/khen-thuong/so/")
    for line in scene.certificates(issued):
        register.replace_certificate(line, by=cuc, reason=LOST)
    with django_assert_num_queries(11):
        desk.get("/khen-thuong/so/")
