"""What the pages about printing tell: what was printed when, wrong names put right, plain words for measures."""

import pytest
import time_machine
from django.core.management import call_command

from awards.certificates.designs import measure, remove_design, remove_printer, samples, start_design
from awards.certificates.print_requests import How, newest, record_print
from awards.certificates.prints import record_prints
from awards.models import CertificateDesign, Printer
from phuong6.lib.papers.measuring.calibration import Calibration
from phuong6.office.workflow import NotAllowed, Refused
from tests import factories as make
from tests.awards import decision_scene as scene
from tests.awards.certificates.printing_scene import DESIGNS, PRINTERS, blank_design, printer


@pytest.fixture
def issued(campaign, unit, an, cuc, dung, hoa):
    return scene.issued(dung, campaign, unit, an, cuc, [dung, hoa])


@pytest.fixture
def desk(client, cuc):
    client.force_login(cuc)
    return client


@pytest.fixture
def made(ward, cuc, campaign):
    return start_design(CertificateDesign(ward=ward, name="Mẫu phường"), by=cuc)


def read(client, address: str) -> str:
    return client.get(address).content.decode()


class TestPrinted:
    @pytest.fixture
    def address(self, issued):
        return f"/khen-thuong/{issued.pk}/giay-khen/"

    def test_beside_each_name_stands_how_often_and_when_last(self, issued, address, desk, cuc):
        first, second, _ = scene.certificates(issued)
        record_prints([first, second], by=cuc, at=make.at(6, month=12))
        record_prints([second], by=cuc, reason="Nhòe.", at=make.at(7, month=12, hour=15))
        said = read(desk, address)
        assert "Đã in 1 lần, lần cuối 09:00, 06/12/2023" in said
        assert "Đã in 2 lần, lần cuối 15:00, 07/12/2023" in said
        assert said.count("Chưa in") == 1

    def test_it_costs_the_same_however_many_and_however_often(
        self, issued, address, desk, cuc, django_assert_num_queries
    ):
        read(desk, address)
        for _ in range(2):
            with django_assert_num_queries(11):
                read(desk, address)
            record_prints(scene.certificates(issued), by=cuc, reason="Thêm bản.")

    def test_after_a_print_the_page_tells_it(self, issued, address, desk):
        desk.post(f"/khen-thuong/{issued.pk}/giay-khen.pdf", {"design": "full", "all": "1"})
        said = read(desk, address)
        assert "Đã tạo tệp in 3 giấy khen và ghi lần in vào sổ." in said
        assert said.count("Đã in 1 lần") == 3


def test_the_preview_shows_no_code_that_will_not_be_printed(campaign, settings, desk, made):
    assert samples(campaign, "person")["mau-0"][1].verify_url == ""
    assert "không có mã QR" in read(desk, f"{DESIGNS}{made.pk}/")
    settings.PUBLIC_URL = "https://thidua.example.vn"
    assert samples(campaign, "person")["mau-0"][1].verify_url
    campaign.certificate_qr = False
    assert samples(campaign, "person")["mau-0"][1].verify_url == ""


class TestMistakes:
    def test_a_design_gets_another_name_no_other_has(self, desk, made, ward, cuc):
        start_design(CertificateDesign(ward=ward, name="Mẫu khác"), by=cuc)
        address = f"{DESIGNS}{made.pk}/doi-ten/"
        taken = desk.post(address, {"name": "Mẫu khác"})
        assert taken.status_code == 422
        assert "Đã có mẫu mang tên này" in taken.content.decode()
        assert desk.post(address, {"name": "Phôi 2024", "page": "A3"}).status_code == 302
        made.refresh_from_db()
        assert (made.name, made.page) == ("Phôi 2024", "A4")

    def test_a_design_never_printed_with_is_removed_after_asking_once_more(self, desk, made):
        address = f"{DESIGNS}{made.pk}/xoa/"
        assert address in read(desk, f"{DESIGNS}{made.pk}/")
        assert "Xóa mẫu “Mẫu phường”?" in read(desk, address)
        assert CertificateDesign.objects.exists()
        assert desk.post(address).status_code == 302
        assert not CertificateDesign.objects.exists()

    def test_one_printed_with_or_with_blanks_stays(self, desk, issued, made, ward, cuc):
        only = [each.pk for each in scene.certificates(issued)]
        record_print(issued, only, How(version=newest(made)), by=cuc, key="k")
        stock = blank_design(ward, cuc, received=5)
        for each in (made, stock):
            address = f"{DESIGNS}{each.pk}/xoa/"
            assert address not in read(desk, f"{DESIGNS}{each.pk}/")
            assert "phải giữ lại" in desk.post(address, follow=True).content.decode()
        assert CertificateDesign.objects.count() == 2

    def test_a_tray_gets_another_name_and_goes_if_never_printed_from(self, desk, issued, ward, cuc):
        tray, other = printer(ward), printer(ward, tray="Khay 2")
        address = f"{PRINTERS}{tray.pk}/"
        taken = desk.post(f"{address}doi-ten/", {"name": tray.name, "tray": "Khay 2"})
        assert taken.status_code == 422
        assert "đã có trong danh sách" in taken.content.decode()
        assert desk.post(f"{address}doi-ten/", {"name": tray.name, "tray": "Khay tay"}).status_code == 302
        tray.refresh_from_db()
        assert tray.tray == "Khay tay"
        record_print(issued, [], How(printer=other), by=cuc, key="k")
        with pytest.raises(Refused, match="phải giữ lại"):
            remove_printer(other, by=cuc)
        assert desk.post(f"{address}xoa/").status_code == 302
        assert list(Printer.objects.all()) == [other]

    def test_only_noi_vu_renames_and_removes(self, client, made, ward, dung, hoa):
        tray = printer(ward)
        for person in (dung, hoa):
            client.force_login(person)
            for address in (f"{DESIGNS}{made.pk}/", f"{PRINTERS}{tray.pk}/"):
                assert client.post(f"{address}doi-ten/", {"name": "x"}).status_code == 404
                assert client.post(f"{address}xoa/").status_code == 404
        with pytest.raises(NotAllowed):
            remove_design(made, by=dung)


def test_what_a_printer_does_is_said_in_plain_words(desk, ward, cuc):
    tray = printer(ward)
    measure(tray, Calibration(right=-1.5, below=0.5, across=0.9979, down=1.0), by=cuc)
    said = read(desk, f"{PRINTERS}{tray.pk}/")
    assert "sang trái 1,5 mm, xuống dưới 0,5 mm" in said
    assert "chiều ngang ngắn hơn 0,21 % (cứ 200 mm lệch 0,4 mm); chiều dọc đúng cỡ" in said
    assert "× 0" not in said


def test_the_check_code_of_the_issued_file_is_folded_away(issued, desk):
    said = read(desk, f"/khen-thuong/{issued.pk}/")
    assert "<summary>Mã kiểm tra tệp</summary>" in said
    assert "SHA-256 của bản đã ban hành" not in said


def test_the_register_names_no_command(issued, desk, tmp_path):
    with time_machine.travel("2023-12-06T09:00:00+07:00"):
        for _ in range(2):
            call_command("print_certificates", decision=issued.number, output=tmp_path / "giay-khen.pdf")
    said = read(desk, f"/khen-thuong/so/?year={scene.certificates(issued)[0].register_year}")
    assert "Người quản trị in lại trên máy chủ" in said
    assert "print_certificates" not in said


def test_each_question_about_a_number_has_an_example_of_its_own(issued, desk):
    pk = scene.certificates(issued)[0].pk
    assert "làm mất" not in read(desk, f"/khen-thuong/so/{pk}/huy/")
    assert "Giấy khen vào sổ hai lần, đã thu lại bản thừa" in read(desk, f"/khen-thuong/so/{pk}/huy/")
    assert "làm mất" in read(desk, f"/khen-thuong/so/{pk}/thay/")
