"""Giấy khen on paper: one, some or all of a decision; only valid ones; text, faces and picture."""

import io

import pikepdf
import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from awards.certificates import print_jobs, printing
from awards.certificates.views.certificates import notes_for
from awards.enums import CertificateStatus
from awards.models import Certificate, Decision
from awards.system_checks import faces_are_there
from phuong6.lib.papers.lettering import fonts
from phuong6.office.models import Job
from phuong6.office.workflow import NotAllowed, Refused
from tests.awards import decision_scene as scene
from tests.lib.papers.reading import embedded_fonts, page_texts, pictures

FULL = {"design": "full", "all": "1"}


@pytest.fixture
def people(campaign, unit, an, cuc, dung, hoa):
    return campaign, unit, an, cuc, [dung, hoa]


@pytest.fixture
def issued(people, dung):
    return scene.issued(dung, *people)


@pytest.fixture
def desk(cuc):
    client = Client()
    client.force_login(cuc)
    return client


@pytest.fixture
def pages(tmp_path):
    """The text of each page, as pdftotext reads it."""
    return lambda pdf: page_texts(pdf, tmp_path)


def test_one_page_per_certificate_in_the_order_of_the_list(issued, pages):
    found = pages(printing.print_certificates(issued))
    assert len(found) == 3
    for page, award in zip(found, issued.awards.all(), strict=True):
        assert "GIẤY KHEN" in page
        assert "Quyết định số: 12/QĐ-UBND, ngày 05 tháng 12 năm 2023" in page
        assert f"Số sổ vàng: {award.position:02d}" in page
        assert award.name in page
        assert "Ngô Văn Dũng" in page


def test_every_face_is_embedded_and_the_page_is_a4_across(issued, tmp_path):
    content = printing.print_certificates(issued)
    faces = embedded_fonts(content, tmp_path)
    assert faces
    assert all(faces.values()), faces
    with pikepdf.open(io.BytesIO(content)) as pdf:
        box = [float(each) for each in pdf.pages[0].mediabox]
    assert [round(value / 72 * 25.4) for value in box[2:]] == [297, 210]


def test_the_full_design_draws_a_border_and_the_overlay_leaves_it_to_the_blank(issued, tmp_path, pages):
    full = pictures(printing.print_certificates(issued), tmp_path, dpi=50)[0].mean(axis=2)
    content = printing.print_certificates(issued, overlay=True)
    overlay = pictures(content, tmp_path, dpi=50)[0].mean(axis=2)
    band = slice(20, 28)  # rows within the border's upper band
    assert (full[band] < 200).mean() > 0.3
    assert (overlay[band] < 200).mean() == 0
    assert (overlay < 128).mean() > 0.002, "the words are there"
    assert "GIẤY KHEN" not in pages(content)[0]


def test_only_chosen_and_only_valid_ones_are_printed(issued, pages):
    first, second, third = scene.certificates(issued)
    assert len(pages(printing.print_certificates(issued, only=[first.pk, third.pk]))) == 2
    Certificate.objects.filter(pk=second.pk).update(status=CertificateStatus.REVOKED)
    assert len(pages(printing.print_certificates(issued))) == 2
    with pytest.raises(Refused, match="còn giá trị"):
        printing.print_certificates(issued, only=[second.pk])


def test_before_issue_there_is_nothing_to_print(people, dung):
    with pytest.raises(Refused):
        printing.print_certificates(scene.confirmed(dung, *people))


def test_the_page_prints_all_or_the_chosen_ones(issued, desk, pages):
    address = f"/khen-thuong/{issued.pk}/giay-khen.pdf"
    everything = desk.post(address, FULL)
    assert everything["Content-Type"] == "application/pdf"
    assert "giay-khen-12-2023.pdf" in everything["Content-Disposition"]
    again = {"design": "overlay", "only": scene.certificates(issued)[1].pk}
    refused = desk.post(address, again)
    assert refused.status_code == 422
    assert "Hãy ghi lý do in lại" in refused.content.decode()
    one = desk.post(address, again | {"reason": "Bản in trước bị nhòe mực."})
    assert len(pages(one.content)) == 1
    assert "phoi" in one["Content-Disposition"]


def test_choosing_none_and_choosing_anothers_is_refused_in_words(issued, desk):
    address = f"/khen-thuong/{issued.pk}/giay-khen.pdf"
    assert "Hãy chọn ít nhất một giấy khen" in desk.post(address, {"design": "full"}).content.decode()
    assert desk.post(address, {"design": "full", "only": 999_999})["Content-Type"].startswith("text/html")


def test_only_noi_vu_prints(issued, dung, an, hoa, boss, client):
    for person in (dung, an, hoa, boss):
        client.force_login(person)
        assert client.get(f"/khen-thuong/{issued.pk}/giay-khen/").status_code == 404
        assert client.post(f"/khen-thuong/{issued.pk}/giay-khen.pdf", FULL).status_code == 404
        for way in (print_jobs.print_later, print_jobs.print_now):
            with pytest.raises(NotAllowed):
                way(issued, by=person, only=[1])


def test_many_are_printed_in_the_background_and_fetched_by_who_asked(
    issued, desk, cam, monkeypatch, django_capture_on_commit_callbacks, pages
):
    monkeypatch.setattr(printing, "AT_ONCE", 2)
    with django_capture_on_commit_callbacks(execute=True):
        sent = desk.post(f"/khen-thuong/{issued.pk}/giay-khen.pdf", FULL)
    job = Job.objects.get()
    assert sent["Location"] == f"/viec/{job.pk}/"
    assert (job.state, job.done, job.total) == (Job.State.DONE, 3, 3)
    assert "Tải kết quả về máy" in desk.get(sent["Location"]).content.decode()
    result = desk.get(f"/viec/{job.pk}/ket-qua/")
    assert len(pages(b"".join(result.streaming_content))) == 3
    other = Client()
    other.force_login(cam)
    assert other.get(f"/viec/{job.pk}/").status_code == 404
    assert other.get(f"/viec/{job.pk}/ket-qua/").status_code == 404


def test_the_page_says_what_will_be_missing_on_the_paper(issued, desk, settings, campaign):
    said = desk.get(f"/khen-thuong/{issued.pk}/giay-khen/").content.decode()
    assert "chưa tải lên tệp Quốc huy" in said
    assert "Hệ thống chưa có địa chỉ công khai nên giấy in ra không có mã QR để tra cứu." in said
    assert "PUBLIC_URL" not in said
    settings.PUBLIC_URL = "https://thidua.example.vn"
    campaign.is_sample = True
    campaign.save()
    assert notes_for(Decision.objects.get()) == []


def test_a_qr_code_only_with_a_public_address(issued, settings):
    certificate = scene.certificates(issued)[0]
    without = printing.print_certificates(issued, only=[certificate.pk])
    settings.PUBLIC_URL = "https://thidua.example.vn"
    with_code = printing.print_certificates(issued, only=[certificate.pk])
    assert len(with_code) > len(without)


@pytest.mark.parametrize("mark", ["is_sample", "is_rehearsal"])
def test_papers_that_are_not_real_say_so(people, dung, campaign, mark, pages):
    setattr(campaign, mark, True)
    campaign.save()
    decision = scene.issued(dung, *people)
    word = "MẪU" if mark == "is_sample" else "DIỄN TẬP"
    assert all(word in page for page in pages(printing.print_certificates(decision)))
    assert decision.number.endswith(("-MẪU", "-DT"))


def test_the_command_writes_the_pdf_and_says_how_many(issued, tmp_path, capsys, pages):
    target = tmp_path / "gk.pdf"
    call_command("print_certificates", decision="12/QĐ-UBND", output=target)
    assert len(pages(target.read_bytes())) == 3
    assert "3 giấy khen" in capsys.readouterr().out


@pytest.mark.parametrize(("number", "year"), [("99/QĐ-UBND", None), ("12/QĐ-UBND", 2024)])
def test_the_command_refuses_an_unknown_decision(issued, tmp_path, number, year):
    with pytest.raises(CommandError, match="Không có quyết định nào"):
        call_command("print_certificates", decision=number, output=tmp_path / "x.pdf", year=year)
    assert not (tmp_path / "x.pdf").exists()


def test_a_folder_that_is_not_there_is_said_in_words(issued, tmp_path):
    with pytest.raises(CommandError, match="Không ghi được tệp"):
        call_command("print_certificates", decision="12/QĐ-UBND", output=tmp_path / "khong-co" / "x.pdf")


def test_a_missing_face_is_said_loudly_by_the_system_check(monkeypatch):
    assert faces_are_there(None) == []
    lost = fonts.Face("Chữ Lạ", "Chu La", file="khong-co.ttf", install="gói chữ lạ")
    monkeypatch.setattr(fonts, "FACES", (*fonts.FACES, lost))
    (error,) = faces_are_there(None)
    assert "Chữ Lạ" in error.msg
    assert error.is_serious()
