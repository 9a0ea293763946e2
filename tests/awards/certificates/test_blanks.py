"""Blanks are counted and never less than none; a printer measured with the ruled sheet prints where it should."""

import re
import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from awards.certificates.blanks import blanks_left, write_blanks
from awards.certificates.designs import measure
from awards.certificates.print_requests import How, newest, record_print
from awards.models import BlankEntry, CertificateDesign, Printer, PrintRequest
from phuong6.lib.papers.measuring.calibration import measured
from phuong6.office.models import Job
from phuong6.office.workflow import NotAllowed, Refused
from tests.awards import decision_scene as scene
from tests.awards.certificates.printing_scene import DESIGNS, PRINTERS, blank_design, printer
from tests.lib.papers.reading import page_texts, word_boxes

READ_OFF = {"middle_left": "149,5", "middle_top": "104", "across": "241", "down": "180,5"}


@pytest.fixture
def issued(campaign, unit, an, cuc, dung, hoa):
    return scene.issued(dung, campaign, unit, an, cuc, [dung, hoa])


@pytest.fixture
def desk(cuc):
    client = Client()
    client.force_login(cuc)
    return client


@pytest.fixture
def stock(ward, cuc):
    """Five blanks in the cupboard."""
    return blank_design(ward, cuc, received=5)


def ask(design, key="k1", **more) -> dict:
    return {"design": f"mau-{design.pk}", "all": "1", "key": key} | more


def test_printing_takes_blanks_and_the_same_request_takes_them_once(desk, issued, stock):
    address = f"/khen-thuong/{issued.pk}/giay-khen.pdf"
    first, again = desk.post(address, ask(stock)), desk.post(address, ask(stock))
    assert first["Content-Type"] == again["Content-Type"] == "application/pdf"
    assert first.content == again.content, "whoever pressed twice still gets the pages"
    assert blanks_left(stock) == 2
    assert PrintRequest.objects.count() == 1
    assert {each.events.count() for each in scene.certificates(issued)} == {1}
    entry = BlankEntry.objects.get(kind="used")
    assert (entry.count, entry.print.decision) == (3, issued)


def test_another_choice_from_the_same_page_is_another_request(desk, issued, stock):
    address = f"/khen-thuong/{issued.pk}/giay-khen.pdf"
    first, second, _ = (each.pk for each in scene.certificates(issued))
    for only in ([first], [first, second]):
        desk.post(address, {"design": f"mau-{stock.pk}", "key": "k1", "only": only, "reason": "In lệch"})
    assert blanks_left(stock) == 2


def test_printing_again_needs_a_reason_and_without_one_takes_no_blank(desk, issued, stock):
    address = f"/khen-thuong/{issued.pk}/giay-khen"
    one = {"design": f"mau-{stock.pk}", "only": scene.certificates(issued)[0].pk}
    desk.post(f"{address}.pdf", one | {"key": "a"})
    refused = desk.post(f"{address}.pdf", one | {"key": "b"})
    assert "Hãy ghi lý do in lại" in refused.content.decode()
    earlier = PrintRequest.objects.get()
    again = desk.post(f"{address}/in-lai/{earlier.pk}/", {"key": "c"}, follow=True)
    assert "Hãy ghi lý do in lại" in again.content.decode()
    assert blanks_left(stock) == 4
    desk.post(f"{address}.pdf", one | {"key": "b", "reason": "Tờ trước kẹt giấy"})
    assert blanks_left(stock) == 3


def test_too_few_blanks_is_said_and_nothing_is_printed_or_taken(desk, issued, ward, cuc):
    design = blank_design(ward, cuc, received=2)
    answer = desk.post(f"/khen-thuong/{issued.pk}/giay-khen.pdf", ask(design))
    assert "Kho chỉ còn 2 phôi “Phôi A4”, không đủ 3 tờ" in answer.content.decode()
    assert blanks_left(design) == 2
    assert not PrintRequest.objects.exists()


def test_what_cannot_be_rendered_takes_no_blank(desk, issued, stock, monkeypatch):
    def broken(*args, **kwargs):
        raise Refused("Không in được.")

    monkeypatch.setattr("awards.certificates.print_jobs.certificates_pdf", broken)
    answer = desk.post(f"/khen-thuong/{issued.pk}/giay-khen.pdf", ask(stock))
    assert "Không in được." in answer.content.decode()
    assert blanks_left(stock) == 5


def test_printing_in_the_background_takes_blanks_with_the_request(
    desk, issued, stock, monkeypatch, django_capture_on_commit_callbacks, tmp_path
):
    monkeypatch.setattr("awards.certificates.printing.AT_ONCE", 2)
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            desk.post(f"/khen-thuong/{issued.pk}/giay-khen.pdf", ask(stock))
    assert blanks_left(stock) == 2
    job = Job.objects.get()
    pages = page_texts(b"".join(desk.get(f"/viec/{job.pk}/ket-qua/").streaming_content), tmp_path)
    assert len(pages) == 3
    assert not any("GIẤY KHEN" in page for page in pages)


@pytest.mark.django_db(transaction=True)
def test_two_people_cannot_take_the_same_last_blanks(issued, stock, cuc, cam):
    told, ready = [], threading.Barrier(2)

    def take(person):
        ready.wait()
        try:
            write_blanks(
                CertificateDesign.objects.get(pk=stock.pk), "spoilt", 4, by=person, reason="Kẹt giấy"
            )
            told.append("taken")
        except Refused:
            told.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=take, args=(person,)) for person in (cuc, cam)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(told) == ["refused", "taken"]
    assert blanks_left(stock) == 1


def test_the_stock_page_counts_what_came_what_spoilt_and_what_came_back(desk, stock):
    address = f"{DESIGNS}{stock.pk}/kho/"
    desk.post(address, {"kind": "received", "count": "20"})
    desk.post(address, {"kind": "spoilt", "count": "3", "reason": "Kẹt giấy khi in thử"})
    desk.post(address, {"kind": "returned", "count": "1"})
    page = desk.get(address).content.decode()
    assert "còn <strong>23 tờ</strong>" in page
    assert "Kẹt giấy khi in thử" in page


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"kind": "spoilt", "count": "1"}, "Phôi hỏng phải ghi lý do"),
        ({"kind": "spoilt", "count": "9", "reason": "Ẩm mốc"}, "Kho chỉ còn 5 phôi"),
        ({"kind": "received", "count": "0"}, "Số tờ phải lớn hơn 0"),
        ({"kind": "received", "count": "hai"}, "Hãy ghi số tờ bằng chữ số"),
        ({"kind": "received"}, "Hãy ghi số tờ"),
        ({"kind": "used", "count": "1"}, "used"),
    ],
)
def test_what_the_stock_cannot_be_is_refused_at_its_field_and_kept(desk, stock, sent, sentence):
    answer = desk.post(f"{DESIGNS}{stock.pk}/kho/", sent)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    if "reason" in sent:
        assert sent["reason"] in answer.content.decode()
    assert blanks_left(stock) == 5


def test_white_paper_has_no_stock(ward, cuc):
    design = blank_design(ward, cuc)
    CertificateDesign.objects.update(on_blank=False)
    with pytest.raises(Refused, match="giấy trắng"):
        write_blanks(design, "received", 1, by=cuc)


def test_a_printer_is_measured_and_the_text_moves_against_its_error(desk, ward, issued, stock, tmp_path):
    machine = printer(ward)
    assert desk.post(f"{PRINTERS}{machine.pk}/", READ_OFF).status_code == 302
    machine.refresh_from_db()
    assert machine.calibration == measured("A4", middle_left=149.5, middle_top=104, across=241, down=180.5)
    address = f"/khen-thuong/{issued.pk}/giay-khen.pdf"
    plain, moved = (
        word_boxes(
            desk.post(address, ask(stock, key, printer=chosen, reason="Đo lại máy in")).content, tmp_path
        )[0]
        for key, chosen in (("a", ""), ("b", machine.pk))
        if write_blanks(stock, "received", 3, by=machine.measured_by)
    )
    for (word, left, top, *_), (same, to_left, to_top, *_) in zip(plain, moved, strict=True):
        assert word == same
        assert (to_left, to_top) == pytest.approx(machine.calibration.before(left, top), abs=0.06)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"middle_left": ""}, "Hãy ghi số"),
        ({"across": "dài"}, "Hãy ghi bằng chữ số"),
        ({"across": "220"}, "Thước in ra lệch quá 5 %"),
        ({"middle_left": "170"}, "Dấu giữa trang lệch quá 15 mm"),
        ({"middle_top": "900"}, "Phải từ 50 đến 300 mm"),
    ],
)
def test_wrong_readings_are_refused_in_words_and_kept(desk, ward, changes, sentence):
    machine = printer(ward)
    answer = desk.post(f"{PRINTERS}{machine.pk}/", READ_OFF | changes)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not re.search(r"(\(\d\) [^:<]+): \1:", answer.content.decode()), "the label is said once"
    assert 'value="180,5"' in answer.content.decode()
    assert Printer.objects.get().measured_at is None


def test_the_ruled_sheet_names_printer_and_tray_and_the_second_one_is_corrected(desk, ward, cuc, tmp_path):
    machine = printer(ward)
    measure(machine, measured("A4", middle_left=150, middle_top=105, across=240), by=cuc)
    first, checked = (
        desk.get(f"{PRINTERS}{machine.pk}/to-thuoc.pdf{query}").content for query in ("", "?kiem-tra=1")
    )
    assert "Máy in Văn thư, Khay 1" in page_texts(first, tmp_path)[0]
    assert "kiểm tra sau khi căn chỉnh" in page_texts(checked, tmp_path)[0]


def test_a_measurement_can_be_forgotten(desk, ward, cuc):
    machine = printer(ward)
    measure(machine, measured("A4", middle_left=150, middle_top=105, across=240), by=cuc)
    desk.post(f"{PRINTERS}{machine.pk}/bo-so-do/")
    assert Printer.objects.get().calibration.is_nothing


def test_a_tray_measured_for_other_paper_is_refused(desk, ward, issued, stock):
    other = printer(ward, page="A3")
    answer = desk.post(f"/khen-thuong/{issued.pk}/giay-khen.pdf", ask(stock, printer=other.pk))
    assert "được căn chỉnh cho khổ A3" in answer.content.decode()
    assert blanks_left(stock) == 5


def test_a_printer_is_added_once_per_tray_and_paper(desk, ward):
    sent = {"name": "Máy in Văn thư", "tray": "Khay 1", "page": "A4"}
    assert desk.post(f"{PRINTERS}them/", sent).status_code == 302
    answer = desk.post(f"{PRINTERS}them/", sent)
    assert answer.status_code == 422
    assert "đã có trong danh sách" in answer.content.decode()
    assert "Hãy ghi tên máy in" in desk.post(f"{PRINTERS}them/", {"tray": "Khay 2"}).content.decode()


def test_only_noi_vu_measures_and_counts(ward, stock, issued, dung, an, hoa, boss, kien, client):
    machine = printer(ward)
    pages = [f"{PRINTERS}them/", f"{PRINTERS}{machine.pk}/", f"{DESIGNS}{stock.pk}/kho/"]
    for person in (dung, an, hoa, boss, kien):
        client.force_login(person)
        assert {
            client.get(each).status_code for each in [*pages, f"{PRINTERS}{machine.pk}/to-thuoc.pdf"]
        } == {404}
        posts = [*pages, f"{PRINTERS}{machine.pk}/bo-so-do/", f"/khen-thuong/{issued.pk}/giay-khen/in-lai/1/"]
        assert {client.post(each, {}).status_code for each in posts} == {404}
        with pytest.raises(NotAllowed):
            write_blanks(stock, "received", 1, by=person)
        with pytest.raises(NotAllowed):
            record_print(issued, [1], How(version=newest(stock)), by=person, key="x")
        with pytest.raises(NotAllowed):
            measure(machine, machine.calibration, by=person)


def test_the_command_prints_on_the_wards_blank_for_a_measured_printer(
    issued, stock, ward, cuc, tmp_path, capsys
):
    measure(printer(ward), measured("A4", middle_left=150.5, middle_top=105, across=240), by=cuc)
    target = tmp_path / "gk.pdf"
    asked = {"decision": "12/QĐ-UBND", "output": target, "overlay": True}
    call_command("print_certificates", **asked)
    assert "không có mã QR" in capsys.readouterr().err
    plain = word_boxes(target.read_bytes(), tmp_path)[0]
    call_command("print_certificates", **asked, design="Phôi A4", printer="Máy in Văn thư", tray="Khay 1")
    moved = word_boxes(target.read_bytes(), tmp_path)[0]
    assert {word for word, *_ in plain} == {word for word, *_ in moved}
    assert plain[-1][1] - moved[-1][1] == pytest.approx(2, abs=0.06)
    assert blanks_left(stock) == 5


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"design": "Không có"}, "Không có mẫu giấy khen nào"),
        ({"printer": "Không có"}, "Không có máy in"),
        ({"printer": "Máy in Văn thư"}, "nhiều khay"),
    ],
)
def test_the_command_refuses_names_nobody_gave(issued, ward, tmp_path, asked, sentence):
    printer(ward)
    printer(ward, tray="Khay 2")
    with pytest.raises(CommandError, match=sentence):
        call_command(
            "print_certificates", decision="12/QĐ-UBND", output=tmp_path / "x.pdf", overlay=True, **asked
        )
