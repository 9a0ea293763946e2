"""The office's list goes in through the admin: upload, preview, confirm; whole or not at all."""

import pytest
from django.contrib.admin.models import LogEntry
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from campaigns.enums import UnitKind
from campaigns.models import Collective, Official, Unit, Ward
from phuong6.lib.sheets.xlsx import read_rows
from tests import factories as make
from tests.campaigns.people.lists import SAMPLE, sheet

START = "/quan-tri/campaigns/official/nhap/"
PREVIEW = f"{START}xem-truoc/"
TU = ("Lê Văn Tư", "Ông", "05/02/1970", "Trưởng khóm", "Khóm 1")


@pytest.fixture
def desk(client, cuc, ward):
    client.force_login(cuc)
    return client


def upload(client, data: bytes, name: str = "danh-sach.xlsx"):
    return client.post(START, {"file": SimpleUploadedFile(name, data)}, follow=True)


def confirm(client, page=None, **answers):
    page = page or client.get(PREVIEW)
    form = page.context["form"]
    kinds = {name: field.initial for name, field in form.fields.items() if name.startswith("kind-")}
    return client.post(PREVIEW, kinds | {"state": page.context["state"]} | answers, follow=True)


def text(response) -> str:
    return response.content.decode()


def bring_in(client, data: bytes, **answers):
    return confirm(client, upload(client, data), **answers)


def everything() -> list:
    return [list(model.objects.order_by("pk").values()) for model in (Unit, Official, Collective)]


def test_the_sample_ends_with_12_units_and_53_people_fixture_units_included(client, cuc, national):
    call_command("loaddata", "plan-2023", verbosity=0)
    before = Unit.objects.count()
    client.force_login(cuc)
    page = upload(client, SAMPLE)
    assert page.redirect_chain[-1][0] == PREVIEW
    assert Official.objects.count() == 0, "a preview writes nothing"
    done = confirm(client, page)
    assert "thêm 53 người, sửa 0 người, mở 4 đơn vị mới" in text(done)
    assert (before, Unit.objects.count(), Official.objects.count()) == (8, 12, 53)
    assert Collective.objects.filter(is_whole_unit=True).count() == 12
    kept = everything()
    again = bring_in(client, SAMPLE)
    assert "không dòng nào được thêm hay sửa" in text(again)
    assert everything() == kept, "a second import changes nothing"


def test_the_sample_makes_an_empty_ward_whole(desk):
    bring_in(desk, SAMPLE)
    assert (Unit.objects.count(), Official.objects.count()) == (12, 53)
    assert Unit.objects.get(name="BND khóm 1").code == "khom-1"
    assert Unit.objects.filter(kind=UnitKind.NEIGHBOURHOOD, has_seal=False).count() == 6
    em = Official.objects.get(full_name="Huỳnh Hữu Em")
    assert (em.unit.name, em.position, em.birth_year) == (
        "Ủy ban Mặt trận Tổ quốc Việt Nam Phường", "Ủy viên", 1969,
    )  # fmt: skip


def test_every_row_written_is_in_the_log_under_who_imported(desk, cuc):
    bring_in(desk, SAMPLE)
    assert LogEntry.objects.filter(user=cuc, content_type__model="official").count() == 53
    assert LogEntry.objects.filter(user=cuc, content_type__model="unit").count() == 12


def test_the_preview_shows_each_fate_and_the_new_units(desk):
    make.OfficialFactory(unit=make.UnitFactory(name="Khóm 1"), full_name="Lê Văn Tư", birth_year=1970)
    page = text(
        upload(
            desk, sheet(TU, ("Hòa", None, None, None, "Hội Nông dân"), ("Trần Bé", None, None, None, "nt"))
        )
    )
    for words in (
        "Sửa thông tin", "Chưa nhận được", "Thêm mới", "Hãy ghi đủ cả họ và tên.", "Hội Nông dân",
        "Ngày sinh: chưa ghi → 05/02/1970", "Để dòng 3 ra ngoài",
    ):  # fmt: skip
        assert words in page, words


def test_one_refused_row_stops_the_whole_list(desk):
    page = upload(desk, sheet(TU, ("Hòa", None, None, None, "nt")))
    stopped = confirm(desk, page)
    assert "Còn 1 dòng chưa nhận được, nên chưa nhập dòng nào." in text(stopped)
    assert (Unit.objects.count(), Official.objects.count()) == (0, 0)


def test_a_refused_row_deliberately_left_out_lets_the_others_in(desk):
    bring_in(desk, sheet(TU, ("Hòa", None, None, None, "nt")), **{"row-0-3": "on"})
    assert [each.full_name for each in Official.objects.all()] == ["Lê Văn Tư"]


def test_namesakes_wait_for_an_answer(desk):
    data = sheet(TU, ("Lê Văn Tư", "Ông", "09/09/1970", "Phó khóm", "Khóm 1"))
    stopped = confirm(desk, upload(desk, data))
    assert "Còn 1 dòng trùng tên, hãy chọn dòng đó là ai." in text(stopped)
    assert "Chính là Ông Lê Văn Tư, sinh 05/02/1970, Trưởng khóm (dòng 2)" in text(stopped)
    assert Official.objects.count() == 0
    confirm(desk, **{"row-0-3": "another"})
    assert sorted(Official.objects.values_list("namesake", flat=True)) == [0, 1]
    assert "không dòng nào được thêm hay sửa" in text(bring_in(desk, data))


def test_the_kind_of_a_new_unit_may_be_corrected(desk):
    bring_in(desk, sheet(("Lê Văn Tư", None, 1970, None, "Tổ Một cửa")), **{"kind-0": UnitKind.OFFICE})
    assert Unit.objects.get().kind == UnitKind.OFFICE


def test_a_kind_that_does_not_exist_is_refused(desk):
    bring_in(desk, sheet(TU), **{"kind-0": "bua"})
    assert Unit.objects.count() == 0


def test_what_somebody_else_imported_meanwhile_is_looked_at_again(desk, ward):
    page = upload(desk, sheet(TU))
    unit = make.UnitFactory(ward=ward, name="Ban nhân dân Khóm 1")
    make.OfficialFactory(unit=unit, full_name="Lê Văn Tư", birth_year=1970)
    again = confirm(desk, page)
    assert "vừa thay đổi so với lúc xem trước" in text(again)
    assert Official.objects.count() == 1
    confirm(desk, again)
    assert Official.objects.get().birth_date.day == 5
    assert Unit.objects.count() == 1


def test_a_model_that_refuses_takes_everything_back(desk, monkeypatch):
    page = upload(desk, sheet(("Trần Bé Ba", None, 1970, None, "Hội Nông dân"), TU))
    real = Official.save

    def save(self, *args, **kwargs):
        if self.full_name == "Lê Văn Tư":
            raise RuntimeError
        return real(self, *args, **kwargs)

    monkeypatch.setattr(Official, "save", save)
    with pytest.raises(Exception):  # noqa: B017, PT011 - whatever it is, nothing stays
        confirm(desk, page)
    assert (Unit.objects.count(), Official.objects.count(), Collective.objects.count()) == (0, 0, 0)


def test_what_a_model_refuses_of_one_person_is_a_sentence_and_nothing_stays(desk, monkeypatch):
    page = upload(desk, sheet(("Trần Bé Ba", None, 1970, None, "Hội Nông dân"), TU))

    def clean(self):
        if self.full_name == "Lê Văn Tư":
            raise ValidationError("Người này đã có trong đơn vị.")

    monkeypatch.setattr(Official, "clean", clean)
    assert "Lê Văn Tư: Người này đã có trong đơn vị." in text(confirm(desk, page))
    assert (Unit.objects.count(), Official.objects.count(), Collective.objects.count()) == (0, 0, 0)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "Tệp rỗng"),
        (b"MZ" + b"0" * 200, "không phải là bảng tính Excel"),
        (b"\xd0\xcf\x11\xe0" + b"0" * 200, "đời cũ (.xls) hoặc đang đặt mật khẩu"),
        (b"PK\x03\x04" + b"0" * 200, "bị hỏng"),
        (sheet(("a", "b"), headings=("Số", "Ghi chú")), "không có cột “Họ và tên” và cột “Đơn vị”"),
    ],
)
def test_a_bad_file_is_a_sentence_on_the_page(desk, data, words):
    response = upload(desk, data)
    assert response.status_code == 200
    assert words in text(response)
    assert response.wsgi_request.path == START


def test_no_file_is_a_sentence_too(desk):
    assert "Hãy chọn tệp bảng tính" in text(desk.post(START, {}))


def test_the_preview_without_a_file_leads_to_choosing_one(desk):
    assert desk.get(PREVIEW)["Location"] == START


def test_what_waits_in_the_session_holds_no_identity_numbers(desk):
    data = sheet(("Lê Văn Tư", "087099000002", "Khóm 1"), headings=("Họ và tên", "Số CCCD", "Đơn vị"))
    page = text(upload(desk, data))
    assert "đã bỏ và không lưu: Số CCCD" in page
    assert "087099000002" not in page
    assert "087099000002" not in str(dict(desk.session))


@pytest.mark.parametrize("who", ["kien", "dung", "thu", "van"])
def test_only_internal_affairs_imports(client, ward, request, who):
    client.force_login(request.getfixturevalue(who))
    assert client.get(START).status_code == 403
    assert client.get(PREVIEW).status_code == 403
    assert client.post(START, {"file": SimpleUploadedFile("a.xlsx", SAMPLE)}).status_code == 403


def test_the_list_that_goes_out_comes_in_unchanged(desk):
    bring_in(desk, SAMPLE)
    kept = everything()
    out = desk.get(reverse("admin:campaigns_official_export"))
    assert out["Content-Disposition"] == 'attachment; filename="danh-sach-can-bo.xlsx"'
    assert "không dòng nào được thêm hay sửa" in text(bring_in(desk, out.content))
    assert everything() == kept


def test_the_units_go_out_as_a_workbook(desk, ward):
    make.UnitFactory(ward=ward, name="Hội Nông dân Phường", kind=UnitKind.ORGANISATION)
    rows = read_rows(desk.get(reverse("admin:campaigns_unit_export")).content)[0].rows
    assert "Hội Nông dân Phường" in rows[-1].cells
    assert rows[0].cells[0] == Ward.objects.get().ward_name.upper()


@pytest.mark.parametrize("people", [1, 3])
def test_the_preview_asks_the_database_the_same_few_things(desk, django_assert_num_queries, people):
    unit = make.UnitFactory(name="Khóm 1")
    rows = [make.OfficialFactory(unit=unit, full_name=f"Lê Văn Số{'abc'[n]}") for n in range(people)]
    upload(desk, sheet(*[(each.full_name, None, 1975, "Phó khóm", "Khóm 1") for each in rows]))
    with django_assert_num_queries(8):
        desk.get(PREVIEW)
