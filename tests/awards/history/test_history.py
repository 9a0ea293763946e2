"""Awards over the years: our own decisions and those before them, entered once, read by whom they concern."""

import io
from datetime import date

import openpyxl
import pytest
from django.contrib.admin.models import DELETION, LogEntry
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from awards.enums import AwardLevel
from awards.history.entering import enter_past_award, remove_past_award
from awards.history.reading import COLUMNS, history_of
from awards.models import PastAward
from phuong6.lib.sheets.table import workbook
from phuong6.office.workflow import NotAllowed, Refused
from tests import factories as make
from tests.awards import decision_scene as scene
from tests.awards.council.scene import cases, voters

HEADER = (
    "Họ và tên",
    "Đơn vị",
    "Số QĐ",
    "Ngày quyết định",
    "Hình thức",
    "Danh hiệu",
    "Cấp",
    "Thành tích",
    "CCCD",
)


@pytest.fixture
def oanh(unit):
    return make.OfficialFactory(unit=unit, full_name="Đỗ Thị Kiều Oanh")


@pytest.fixture
def desk(cuc):
    client = Client()
    client.force_login(cuc)
    return client


def past(by, subject, **values):
    values = {
        "official": subject,
        "number": "15/QĐ-UBND",
        "decided_on": date(2021, 12, 5),
        "form": "Giấy khen",
        "level": AwardLevel.COMMUNE,
    } | values
    return enter_past_award(by=by, **values)


def sheet(*rows) -> SimpleUploadedFile:
    return SimpleUploadedFile("khen-thuong.xlsx", workbook("KHEN THƯỞNG", HEADER, rows))


def row(
    name="Đỗ Thị Kiều Oanh", unit="", number="20/QĐ-UBND", day="05/12/2022", form="Bằng khen", level="Tỉnh"
):
    return (name, unit, number, day, form, "", level, "Có thành tích xuất sắc", "087012345678")


def test_history_joins_our_decisions_with_what_was_before(campaign, unit, an, cuc, dung, hoa):
    decision = scene.issued(dung, campaign, unit, an, cuc, [dung, hoa])
    award = decision.awards.exclude(nominee__official=None).first()
    person = award.nominee.official
    past(cuc, person, form="Bằng khen", level=AwardLevel.PROVINCE)
    found = history_of(person)
    assert [each.day for each in found] == [date(2023, 12, 5), date(2021, 12, 5)]
    assert found[0].sentence == "Giấy khen (Cấp xã), Quyết định số 12/QĐ-UBND ngày 05/12/2023"
    assert found[1].sentence == "Bằng khen (Cấp tỉnh, bộ, ngành), Quyết định số 15/QĐ-UBND ngày 05/12/2021"
    body = decision.awards.exclude(nominee__collective=None).first().nominee.collective
    assert [each.number for each in history_of(body)] == ["12/QĐ-UBND"]


def test_nothing_shows_before_the_decision_is_issued(campaign, unit, an, cuc, dung, hoa):
    decision = scene.confirmed(dung, campaign, unit, an, cuc, [dung, hoa])
    assert all(
        not history_of(each.nominee.official) for each in decision.awards.exclude(nominee__official=None)
    )


def test_an_award_is_entered_once(campaign, unit, an, cuc, dung, hoa, oanh):
    past(cuc, oanh)
    with pytest.raises(ValidationError, match="đã có khen thưởng theo quyết định đó"):
        past(cuc, oanh, number="15 / qđ-ubnd")
    decision = scene.issued(dung, campaign, unit, an, cuc, [dung, hoa])
    person = decision.awards.exclude(nominee__official=None).first().nominee.official
    with pytest.raises(Refused, match="đã có trong sổ khen thưởng"):
        past(cuc, person, number="12/QĐ-UBND", decided_on=date(2023, 12, 5))
    assert PastAward.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"official": None}, "một cá nhân hoặc một tập thể"),
        ({"form": ""}, "hình thức khen thưởng hoặc danh hiệu"),
        ({"decided_on": date(2999, 1, 1)}, "không thể ở tương lai"),
    ],
)
def test_what_is_missing_is_said(cuc, oanh, wrong, sentence):
    with pytest.raises(ValidationError, match=sentence):
        past(cuc, oanh, **wrong)


def test_only_noi_vu_enters(oanh, dung, an, hoa, thu, kien, boss, client):
    for person in (dung, an, hoa, thu, kien, boss):
        with pytest.raises(NotAllowed):
            past(person, oanh)
        client.force_login(person)
        for page in ("ghi", "nhap", "nhap/xem-truoc"):
            assert client.post(f"/khen-thuong/lich-su/{page}/").status_code == 404


def test_a_unit_reads_its_own_and_nobody_elses(
    cuc, dung, an, em, hoa, thu, van, kien, oanh, other_unit, client
):
    other = make.OfficialFactory(unit=other_unit, full_name="Người Đơn Vị Khác")
    past(cuc, oanh)
    past(cuc, other)
    client.force_login(an)
    said = client.get("/khen-thuong/lich-su/").content.decode()
    assert "Đỗ Thị Kiều Oanh" in said
    assert "Người Đơn Vị Khác" not in said
    assert "Nhập từ Excel" not in said
    assert client.get(f"/khen-thuong/lich-su/ca-nhan/{oanh.pk}/").status_code == 200
    assert client.get(f"/khen-thuong/lich-su/ca-nhan/{other.pk}/").status_code == 404
    exported = client.get("/khen-thuong/lich-su/khen-thuong.xlsx").content
    names = [line[0] for line in openpyxl.load_workbook(io.BytesIO(exported)).active.values]
    assert "Đỗ Thị Kiều Oanh" in names
    assert "Người Đơn Vị Khác" not in names
    for person in (cuc, dung):
        client.force_login(person)
        assert "Người Đơn Vị Khác" in client.get("/khen-thuong/lich-su/").content.decode()
    for person in (hoa, thu, van, kien):
        client.force_login(person)
        for address in ("", "khen-thuong.xlsx", f"ca-nhan/{oanh.pk}/"):
            assert client.get(f"/khen-thuong/lich-su/{address}").status_code == 404


def test_the_form_keeps_what_was_typed_and_says_what_to_do(desk, oanh):
    typed = {"official": oanh.pk, "number": "15/QĐ-UBND", "decided_on": "05/12/2021", "level": "commune"}
    refused = desk.post("/khen-thuong/lich-su/ghi/", typed)
    assert refused.status_code == 422
    assert "Hãy ghi hình thức khen thưởng" in refused.content.decode()
    assert "15/QĐ-UBND" in refused.content.decode()
    done = desk.post("/khen-thuong/lich-su/ghi/", typed | {"title": "Lao động tiên tiến"}, follow=True)
    assert "Đã ghi: Đỗ Thị Kiều Oanh" in done.content.decode()
    assert PastAward.objects.get().title == "Lao động tiên tiến"


def test_a_spreadsheet_is_looked_at_first_and_never_doubles(desk, cuc, oanh, unit, other_unit):
    past(cuc, oanh)
    make.OfficialFactory(unit=unit, full_name="Trần Thị Trùng")
    make.OfficialFactory(unit=other_unit, full_name="Trần Thị Trùng")
    body = make.CollectiveFactory(unit=unit, name="Tổ Nhân dân tự quản số 9", is_whole_unit=False)
    file = sheet(
        row(),
        row(),
        row(number="15/QĐ-UBND", day="05/12/2021"),
        row(name="Trần Thị Trùng"),
        row(name="Trần Thị Trùng", unit=other_unit.name),
        row(name="Người Không Có"),
        row(number="21/QĐ-UBND", day="31/02/2022", level="Cấp lạ"),
        row(name=body.name, form="Giấy khen", level="Cấp xã"),
    )
    shown = desk.post("/khen-thuong/lich-su/nhap/", {"file": file}, follow=True)
    said = shown.content.decode()
    assert "3 dòng mới, 2 dòng đã có, 3 dòng không nhận được" in said
    for reason in ("trùng tên", "Chưa có tên này", "không phải là ngày có thật", "Cấp quyết định phải là"):
        assert reason in said
    assert PastAward.objects.count() == 1, "nothing is written before one says yes"
    token = shown.context["token"]
    done = desk.post("/khen-thuong/lich-su/nhap/xem-truoc/", {"token": token}, follow=True).content.decode()
    assert "Đã nhập 3 khen thưởng" in done
    assert PastAward.objects.filter(collective=body, form="Giấy khen").exists()
    desk.post("/khen-thuong/lich-su/nhap/", {"file": sheet(row())})
    again = desk.get("/khen-thuong/lich-su/nhap/xem-truoc/").content.decode()
    assert "0 dòng mới, 1 dòng đã có" in again
    assert "087012345678" not in str(desk.session["past_awards"]), "columns we do not use are not kept"


@pytest.mark.parametrize("rows", [1, 4])
def test_looking_at_a_spreadsheet_asks_the_same_few_things_and_locks_nobody_out(
    desk, oanh, rows, django_assert_num_queries
):
    desk.post(
        "/khen-thuong/lich-su/nhap/", {"file": sheet(*[row(number=f"{n}/QĐ-UBND") for n in range(rows)])}
    )
    with django_assert_num_queries(9) as asked:
        desk.get("/khen-thuong/lich-su/nhap/xem-truoc/")
    assert all(each["sql"].startswith("SELECT") for each in asked.captured_queries), "no transaction either"


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (SimpleUploadedFile("x.xlsx", b"not a workbook"), "không phải là bảng tính"),
        (SimpleUploadedFile("x.xlsx", workbook("A", ("Họ và tên", "Số QĐ"), [("A", "1")])), "thiếu cột"),
        (
            SimpleUploadedFile("x.xlsx", workbook("A", ("Cột lạ", "Khác"), [("A", "1")])),
            "Không tìm thấy dòng tiêu đề",
        ),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_beside_the_field(desk, file, sentence):
    refused = desk.post("/khen-thuong/lich-su/nhap/", {"file": file})
    assert refused.status_code == 422
    assert sentence in refused.content.decode()


def test_the_export_has_the_columns_the_national_database_asks_for(desk, cuc, oanh):
    past(cuc, oanh, title="Chiến sĩ thi đua cơ sở", achievement="Hoàn thành xuất sắc nhiệm vụ")
    content = desk.get("/khen-thuong/lich-su/khen-thuong.xlsx").content
    rows = list(openpyxl.load_workbook(io.BytesIO(content)).active.values)
    assert COLUMNS in rows
    line = rows[rows.index(COLUMNS) + 1]
    assert line[:2] == ("Đỗ Thị Kiều Oanh", "15/QĐ-UBND")
    assert line[2].date() == date(2021, 12, 5)
    assert line[3:] == ("Giấy khen", "Chiến sĩ thi đua cơ sở", "Cấp xã", "Hoàn thành xuất sắc nhiệm vụ")


@pytest.mark.parametrize("mark", ["is_sample", "is_rehearsal"])
def test_where_nothing_would_be_exported_the_page_says_why(desk, campaign, unit, an, cuc, dung, hoa, mark):
    scene.issued(dung, campaign, unit, an, cuc, [dung, hoa])
    assert "Tải về theo cột CSDL" in desk.get(reverse("history")).content.decode()
    type(campaign).objects.update(**{mark: True})
    page = desk.get(reverse("history")).content.decode()
    assert "Tải về theo cột CSDL" not in page
    assert "phong trào mẫu và diễn tập không đưa vào cơ sở dữ liệu" in page


def test_a_units_awards_over_the_years_stand_alone(desk, cuc, an, client, oanh, unit, other_unit):
    other = make.OfficialFactory(unit=other_unit, full_name="Người Đơn Vị Khác")
    body = make.CollectiveFactory(unit=unit, name=unit.name, is_whole_unit=True)
    past(cuc, oanh)
    past(cuc, other)
    past(cuc, None, collective=body, number="16/QĐ-UBND", decided_on=date(2019, 12, 5))
    said = desk.get("/khen-thuong/lich-su/", {"don-vi": unit.code}).content.decode()
    assert said.count('<th scope="row">') == 2
    assert "Đỗ Thị Kiều Oanh" in said
    assert "16/QĐ-UBND" in said
    exported = desk.get("/khen-thuong/lich-su/khen-thuong.xlsx", {"don-vi": unit.code}).content
    assert "Người Đơn Vị Khác" not in str(list(openpyxl.load_workbook(io.BytesIO(exported)).active.values))
    client.force_login(an)
    assert (
        "Người Đơn Vị Khác"
        not in client.get("/khen-thuong/lich-su/", {"don-vi": other_unit.code}).content.decode()
    ), "a unit that asks for another gets its own"


def test_an_entry_made_by_mistake_is_struck_out_with_its_reason_and_stays_in_the_log(desk, cuc, oanh):
    entry = past(cuc, oanh)
    address = f"/khen-thuong/lich-su/{entry.pk}/xoa/"
    assert f'href="{address}"' in desk.get("/khen-thuong/lich-su/").content.decode()
    empty = desk.post(address, {"reason": "  "})
    assert empty.status_code == 422
    assert "Hãy ghi lý do xóa." in empty.content.decode()
    done = desk.post(address, {"reason": "Ghi nhầm người"}, follow=True).content.decode()
    assert "Đã xóa: Đỗ Thị Kiều Oanh: Giấy khen, 15/QĐ-UBND." in done
    assert not PastAward.objects.exists()
    logged = LogEntry.objects.get()
    assert (logged.user, logged.action_flag) == (cuc, DELETION)
    assert "15/QĐ-UBND, ngày 05/12/2021. Lý do: Ghi nhầm người" in logged.get_change_message()
    assert desk.post(address, {"reason": "Lần nữa"}).status_code == 404
    with pytest.raises(Refused, match="vừa được người khác xóa"):
        remove_past_award(entry.pk, by=cuc, reason="Lần nữa")


def test_only_noi_vu_strikes_out(cuc, oanh, dung, an, hoa, thu, kien, boss, client):
    entry = past(cuc, oanh)
    for person in (dung, an, hoa, thu, kien, boss):
        with pytest.raises(NotAllowed):
            remove_past_award(entry.pk, by=person, reason="Xóa")
        client.force_login(person)
        assert client.post(f"/khen-thuong/lich-su/{entry.pk}/xoa/", {"reason": "Xóa"}).status_code == 404
    assert PastAward.objects.exists()


def test_the_list_asks_the_database_the_same_however_long_it_is(desk, cuc, oanh, django_assert_num_queries):
    past(cuc, oanh)
    desk.get("/khen-thuong/lich-su/")
    with django_assert_num_queries(9):
        desk.get("/khen-thuong/lich-su/")
    for year in (2019, 2020):
        past(cuc, oanh, decided_on=date(year, 12, 5))
    with django_assert_num_queries(9):
        desk.get("/khen-thuong/lich-su/")


def test_the_council_reads_what_was_awarded_before_on_the_page_of_a_case(
    client, campaign, unit, an, cuc, oanh
):
    members = voters(3)
    council = make.council(campaign.ward, 3, members)
    nominee = cases(campaign, unit, an, cuc, people=1, official=oanh)[0]
    meeting = make.open_meeting(campaign, council, cuc)
    past(cuc, oanh, achievement="Vận động hiến đất làm đường")
    client.force_login(members[0])
    item = meeting.items.get(nominee=nominee)
    page = client.get(reverse("meeting-case", args=[meeting.pk, item.pk])).content.decode()
    assert "Giấy khen (Cấp xã), Quyết định số 15/QĐ-UBND ngày 05/12/2021: Vận động hiến đất làm đường" in page
