"""A register brought on the page: previewed, corrected, taken over in the background, written into reports."""

import io
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
import time_machine
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from campaigns.enums import UnitKind
from criteria.enums import ImportState, Measure, Period
from criteria.measuring import measures, reporting
from criteria.models import ColumnMapping, DocumentRecord, OneStopRecord, RegisterImport, TargetResult
from criteria.registers import discarding, importing
from criteria.workflow import RESULT
from phuong6.office.models import Job, StoredFile
from phuong6.office.workflow import NotAllowed, Refused
from tests import factories as make
from tests.criteria.registers.files import (
    CITIZENS,
    DOCUMENT_ANSWERS,
    DOCUMENTS,
    ONE_STOP,
    ONE_STOP_ANSWERS,
    PAGE,
    as_csv,
    book,
    latest,
    settings_of,
    take,
    turned,
    upload,
)
from tests.criteria.results import cell_of, join, share_target

pytestmark = pytest.mark.django_db
HEADER = ["Mã hồ sơ", "Ngày hẹn trả", "Ngày trả kết quả", "Trạng thái", "Chủ hồ sơ"]
ROW = ["H-1", "05/09/2023", "05/09/2023", "Đã trả kết quả", "Nguyễn Ngọc Quý"]
BAD = ["H-2", "32/09/2023", "05/09/2023", "Đã trả kết quả", "Phan Kim Thưởng"]


@pytest.fixture
def run(django_capture_on_commit_callbacks):
    """What waits for the end of a transaction, carried out: the background work too."""
    return django_capture_on_commit_callbacks


@pytest.fixture
def at_desk(client, campaign, thu):
    client.force_login(thu)
    return client


@pytest.fixture
def office(ward):
    return make.UnitFactory(ward=ward, name="Ủy ban nhân dân Phường 6", code="ubnd", kind=UnitKind.OFFICE)


@pytest.fixture
def lan(office):
    return make.user("lan", "Phạm Thị Lan", "unit", office)


def page(client, brought: RegisterImport) -> str:
    response = client.get(reverse("register-file", args=[brought.pk]))
    assert response.status_code == 200
    return response.content.decode()


def bring(client, *rows, kind: str = "one-stop") -> RegisterImport:
    assert upload(client, book(*rows), kind).status_code == 200
    return latest()


# --- from the file to the records ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "data", "fraction", "answers", "model"),
    [
        ("one-stop", ONE_STOP, "2651/2784", ONE_STOP_ANSWERS, OneStopRecord),
        ("one-stop", turned(ONE_STOP, {"Mã hồ sơ": "Số hồ sơ"}, before=1), "2651/2784", ONE_STOP_ANSWERS, OneStopRecord),
        ("one-stop", as_csv(ONE_STOP), "2651/2784", ONE_STOP_ANSWERS, OneStopRecord),
        ("outgoing", DOCUMENTS, "528/575", DOCUMENT_ANSWERS, DocumentRecord),
        ("outgoing", as_csv(DOCUMENTS, separator=","), "528/575", DOCUMENT_ANSWERS, DocumentRecord),
    ],
)  # fmt: skip
def test_a_register_is_previewed_then_taken_over_with_the_answers(
    at_desk, run, kind, data, fraction, answers, model
):
    upload(at_desk, data, kind)
    brought = latest()
    shown = page(at_desk, brought)
    assert fraction in shown.replace(".", "")
    assert brought.counts["counted"] == answers
    assert not model.objects.exists()
    take(at_desk, brought, run)
    assert (brought.state, brought.counts["counted"]) == (ImportState.DONE, answers)
    assert model.objects.count() == max(answers.get("distinct", 0), answers.get("documents", 0))
    shown = page(at_desk, brought)
    assert fraction in shown.replace(".", "")
    assert brought.sha256 in shown
    assert "Đặng Minh Thư" in shown


def test_nothing_of_a_citizen_is_kept_and_the_file_goes(at_desk, run, settings):
    upload(at_desk, ONE_STOP)
    brought = latest()
    assert [each.is_file() for each in settings.MEDIA_ROOT.rglob("*.bin")] == [True]
    take(at_desk, brought, run)
    assert not StoredFile.objects.exists()
    assert not [each for each in settings.MEDIA_ROOT.rglob("*") if each.is_file()]
    told = (
        page(at_desk, brought)
        + str([*OneStopRecord.objects.values()])
        + str([*RegisterImport.objects.values()])
    )
    for citizen in CITIZENS:
        assert citizen not in told


def test_the_same_file_twice_doubles_nothing_and_a_newer_one_brings_records_up_to_date(at_desk, run):
    for _ in range(2):
        take(at_desk, bring(at_desk, HEADER, ROW), run)
    assert OneStopRecord.objects.count() == 1
    again = bring(at_desk, HEADER, [*ROW[:2], "06/09/2023", *ROW[3:]], ["H-9", *ROW[1:]])
    take(at_desk, again, run)
    record = OneStopRecord.objects.get(code="H-1")
    assert (record.returned_on, record.brought_by) == (date(2023, 9, 6), again)
    assert OneStopRecord.objects.count() == 2


def test_a_file_is_taken_over_once_whoever_presses_second(at_desk, run, thu, cuc):
    brought = bring(at_desk, HEADER, ROW)
    take(at_desk, brought, run)
    with pytest.raises(Refused, match="đã được nhập"):
        importing.confirm(brought, by=cuc)
    with pytest.raises(Refused, match="đã được nhập"):
        discarding.drop(brought)


@pytest.mark.django_db(transaction=True)
def test_of_two_people_who_press_at_once_one_takes_the_file_over(campaign, thu, cuc):
    brought = importing.take_file(campaign, "one-stop", "so.xlsx", book(HEADER, ROW), by=thu)
    start = threading.Barrier(2)

    def press(person) -> str:
        start.wait()
        try:
            importing.confirm(brought, by=person)
        except Refused:
            return "told"
        finally:
            connection.close()
        return "taken"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(press, (thu, cuc))) == ["taken", "told"]
    assert Job.objects.count() == 1
    assert OneStopRecord.objects.count() == 1


def test_an_import_that_fails_half_way_leaves_nothing(at_desk, run, monkeypatch):
    def breaks(*_):
        OneStopRecord.objects.create(campaign=brought.campaign, code="H-1", state="open", brought_by=brought)
        raise RuntimeError("the power went")

    brought = bring(at_desk, HEADER, ROW)
    monkeypatch.setattr(importing, "keep_entries", breaks)
    take(at_desk, brought, run)
    assert not OneStopRecord.objects.exists()
    assert (brought.state, brought.job.state) == (ImportState.RUNNING, "failed")
    assert "Không có dòng nào được ghi" in page(at_desk, brought)
    monkeypatch.undo()
    with run(execute=True):
        at_desk.post(reverse("job-restart", args=[brought.job.pk]))
    assert OneStopRecord.objects.count() == 1


def test_a_file_changed_behind_our_back_is_not_taken_over(at_desk, run):
    brought = bring(at_desk, HEADER, ROW)
    with open(brought.file.file.path, "ab") as file:  # noqa: PTH123 - as plain as possible
        file.write(b"x")
    take(at_desk, brought, run)
    assert "không còn đúng như lúc đưa lên" in page(at_desk, brought)
    assert not OneStopRecord.objects.exists()


# --- the preview: columns, sheets, periods --------------------------------------------------------------


def test_a_column_nobody_knows_is_chosen_by_hand_and_remembered(at_desk, run):
    strange = ["Mã hồ sơ", "Hẹn dân", "Dân nhận", "Trạng thái"]
    brought = bring(at_desk, strange, ROW[:4])
    assert "Chưa biết cột nào là: Ngày hẹn trả, Ngày trả kết quả" in page(at_desk, brought)
    data = settings_of(at_desk, brought) | {"take": "1"}
    response = at_desk.post(reverse("register-file", args=[brought.pk]), data)
    assert response.status_code == 422
    assert "Chưa nhập được" in response.content.decode()
    chosen = data | {"column-1": "due", "column-2": "returned"}
    response = at_desk.post(reverse("register-file", args=[brought.pk]), chosen, follow=True)
    assert "đã tính lại" in response.content.decode()
    assert not OneStopRecord.objects.exists()
    take(at_desk, latest(), run)
    assert dict(ColumnMapping.objects.values_list("header", "column")) == {
        "hen dan": "due",
        "dan nhan": "returned",
    }
    assert bring(at_desk, strange, ["H-5", *ROW[1:4]]).is_ready


def test_two_columns_for_one_thing_are_refused_and_the_choice_stays(at_desk):
    brought = bring(at_desk, [*HEADER[:4], "Ghi chú"], [*ROW[:4], "x"])
    data = settings_of(at_desk, brought) | {"column-4": "code"}
    response = at_desk.post(reverse("register-file", args=[brought.pk]), data)
    assert response.status_code == 422
    shown = response.content.decode()
    assert "Hai cột cùng được chọn là “Mã hồ sơ”" in shown
    assert response.context["form"]["column-4"].value() == "code"


def test_personal_columns_are_named_and_have_no_choice(at_desk):
    brought = bring(at_desk, HEADER, ROW)
    shown = page(at_desk, brought)
    assert "Không đọc, không lưu các cột: Chủ hồ sơ" in shown
    assert "column-4" not in shown
    assert "Nguyễn Ngọc Quý" not in shown


def test_the_sheet_that_fits_is_proposed_and_another_can_be_chosen(at_desk):
    made = load_workbook(io.BytesIO(book(HEADER, ROW)))
    made.active.title = "Quý III"
    other = made.create_sheet("Quý II", 0)
    other.append(HEADER[:3])
    other.append(["H-7", "05/05/2023", "05/05/2023"])
    out = io.BytesIO()
    made.save(out)
    upload(at_desk, out.getvalue())
    brought = latest()
    assert brought.sheet == "Quý III"
    data = settings_of(at_desk, brought) | {"sheet": "Quý II"}
    at_desk.post(reverse("register-file", args=[brought.pk]), data)
    brought.refresh_from_db()
    assert brought.sheet == "Quý II"
    assert "Trạng thái" in brought.counts["trouble"]


def test_rows_outside_are_counted_apart_and_left_out_only_when_asked(at_desk, run):
    title = ["(Từ ngày 01/07/2023 đến ngày 30/09/2023)"]
    rows = (["H-1", "05/09/2023", "05/09/2023", "Đã trả", ""], ["H-2", "05/10/2023", "05/10/2023", "Đã trả", ""],
            ["H-3", "05/12/2023", "05/12/2023", "Đã trả", ""])  # fmt: skip
    brought = bring(at_desk, title, HEADER, *rows)
    shown = page(at_desk, brought)
    assert "2 dòng ngoài kỳ của sổ (từ 01/07/2023 đến 30/09/2023): vẫn tính" in shown
    assert "1 dòng ngoài thời gian phong trào (từ 01/04/2023 đến 30/10/2023): vẫn tính" in shown
    assert (brought.counts["denominator"], brought.as_of) == (3, date(2023, 9, 30))
    data = settings_of(at_desk, brought) | {"only_campaign": "on"}
    at_desk.post(reverse("register-file", args=[brought.pk]), data)
    brought.refresh_from_db()
    assert brought.counts["denominator"] == 2
    at_desk.post(reverse("register-file", args=[brought.pk]), data | {"only_period": "on"})
    brought.refresh_from_db()
    take(at_desk, brought, run)
    assert [each.code for each in OneStopRecord.objects.all()] == ["H-1"]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"period_from": "01/10/2023", "period_to": "01/09/2023"}, "Ngày cuối phải sau ngày đầu."),
        ({"as_of": "31/02/2023"}, "không phải là ngày có thật"),
        ({"header_row": "abc"}, "Ghi số nguyên"),
        ({"header_row": "-1"}, "Số dòng nhỏ nhất là 1."),
        ({"header_row": "40"}, "để trống"),
    ],
)
def test_a_wrong_setting_is_told_beside_its_field_and_nothing_is_lost(at_desk, change, sentence):
    brought = bring(at_desk, HEADER, ROW)
    data = settings_of(at_desk, brought) | change
    response = at_desk.post(reverse("register-file", args=[brought.pk]), data)
    assert response.status_code == 422
    shown = response.content.decode()
    assert sentence in shown
    for value in change.values():
        assert f'value="{value}"' in shown


def test_refused_rows_come_as_a_file_without_names_and_go_with_the_import_dropped(at_desk):
    brought = bring(at_desk, HEADER, ROW, BAD)
    shown = page(at_desk, brought)
    assert "Dòng 3" in shown
    assert "“32/09/2023” không phải là ngày có thật" in shown
    response = at_desk.get(reverse("register-refused", args=[brought.pk]))
    content = b"".join(response.streaming_content)
    values = [cell for row in load_workbook(io.BytesIO(content)).active.values for cell in row if cell]
    assert {3, "H-2"} <= set(values)
    assert not [cell for cell in values if "Phan" in str(cell)]


def test_dropping_a_file_leaves_nothing_of_it(at_desk, run, settings):
    brought = bring(at_desk, HEADER, ROW, BAD)
    with run(execute=True):
        response = at_desk.post(reverse("register-drop", args=[brought.pk]), follow=True)
    assert "Không có dòng nào được nhập" in response.content.decode()
    assert not StoredFile.objects.exists()
    assert not [each for each in settings.MEDIA_ROOT.rglob("*") if each.is_file()]
    assert at_desk.get(reverse("register-file", args=[brought.pk])).status_code == 404


def test_a_file_nobody_takes_over_goes_after_a_day(at_desk):
    brought = bring(at_desk, HEADER, ROW)
    assert discarding.drop_stale(timezone.now()) == 0
    with time_machine.travel(timezone.now() + discarding.KEPT_FOR * 1.1):
        assert discarding.drop_stale() == 1
    brought.refresh_from_db()
    assert (brought.state, brought.file) == (ImportState.DROPPED, None)


# --- files that are no registers ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Tệp rỗng, không có nội dung."),
        (b"MZ" + b"\0" * 99, "Đây không phải là bảng tính."),
        (b"%PDF-1.4", "Đây không phải là bảng tính."),
        (b"<html><table><tr><td>1</td></tr></table></html>", "là trang web"),
        (b"PK\x03\x04" + b"\0" * 50, "Hãy"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "bị hỏng hoặc đang đặt mật khẩu"),
        (book(["Họ và tên"], ["Lê Thị Bé"]), "Không tìm thấy dòng tiêu đề."),
    ],
)  # fmt: skip
def test_a_file_that_is_no_register_is_refused_beside_its_field(at_desk, content, sentence):
    response = upload(at_desk, content, "incoming")
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert 'value="incoming" selected' in response.content.decode()
    assert not RegisterImport.objects.exists()
    assert not StoredFile.objects.exists()


# --- figures in reports ---------------------------------------------------------------------------------


def test_a_report_takes_its_figures_from_the_register_and_says_from_which(
    at_desk, run, campaign, office, lan, client
):
    target = share_target(campaign, measure=Measure.ONE_STOP)
    join(campaign, office, lan)
    upload(at_desk, ONE_STOP)
    brought = latest()
    take(at_desk, brought, run)
    third = OneStopRecord.objects.filter(state="resolved", returned_on__range=("2023-07-01", "2023-09-30"))
    on_time = sum(each.due_on is not None and each.returned_on <= each.due_on for each in third)
    judged = sum(each.due_on is not None for each in third)
    shown = page(at_desk, brought)
    assert f"{on_time}/{judged}" in shown.replace(".", "")
    data = {"unit": "ubnd", "target": target.code, "first": "2023-07-01"}
    at_desk.post(reverse("register-fill", args=[brought.pk]), data)
    result = TargetResult.objects.get()
    assert (result.numerator, result.denominator, result.source) == (on_time, judged, brought)
    client.force_login(lan)
    shown = client.get(reverse("result", args=["ubnd", target.code, "2023-07-01"])).content.decode()
    assert "Số liệu từ sổ: tệp so.xlsx" in shown
    assert brought.sha256 in shown
    assert "Đúng hạn tính theo cột “Ngày trả kết quả”" in shown


def test_figures_typed_over_are_no_longer_the_registers(campaign, office, lan, at_desk, run):
    target = share_target(campaign, measure=Measure.ONE_STOP)
    join(campaign, office, lan)
    take(at_desk, bring(at_desk, HEADER, ROW), run)
    cell = cell_of(campaign, office, target, 1)
    result = measures.fill(lan, cell)
    assert (result.numerator, result.denominator) == (1, 1)
    kept = reporting.save_result(lan, cell, numerator=1, denominator=1, text="Đã đối chiếu.")
    assert kept.source is not None
    kept = reporting.save_result(lan, cell, numerator=1, denominator=2)
    assert (kept.source, kept.counted) == (None, {})


def test_a_report_that_was_sent_or_has_no_rows_is_not_filled(campaign, office, lan, em, thu, at_desk, run):
    target = share_target(campaign, measure=Measure.ONE_STOP)
    join(campaign, office, lan)
    take(at_desk, bring(at_desk, HEADER, ROW), run)
    with pytest.raises(Refused, match="không có dòng nào của kỳ này"):
        measures.fill(lan, cell_of(campaign, office, target, 0))
    cell = cell_of(campaign, office, target, 1)
    with pytest.raises(NotAllowed):
        measures.fill(em, cell)
    RESULT.perform("report", measures.fill(thu, cell), by=lan)
    with pytest.raises(Refused, match="đã gửi"):
        measures.fill(lan, cell)


def test_documents_training_and_meetings_fill_their_targets(campaign, office, lan, at_desk, run):
    join(campaign, office, lan)
    for number in range(1, 5):
        make.OfficialFactory(unit=office, full_name=f"Nguyễn Văn {'An Bình Cường Dũng'.split()[number - 1]}")
    make.OfficialFactory(full_name="Khóm Không Tính")
    out = ["Số, ký hiệu", "Ngày văn bản", "Gửi qua mạng", "Ký số cá nhân", "Ký số cơ quan"]
    take(at_desk, bring(at_desk, out, ["01/UBND", "03/08/2023", "x", "x", ""], kind="outgoing"), run)
    came = ["Số, ký hiệu", "Ngày đến", "Nhận qua mạng"]
    take(at_desk, bring(at_desk, came, ["01/KH", "03/08/2023", "x"], kind="incoming"), run)
    course = ["Họ và tên", "Lớp bồi dưỡng", "Ngày học"]
    lessons = [
        ["Nguyễn Văn An", "Giao tiếp", "03/08/2023"],
        ["NGUYỄN VĂN BÌNH", "Xử lý dữ liệu", "03/08/2023"],
    ]
    take(at_desk, bring(at_desk, course, *lessons, kind="training"), run)
    met = ["Cuộc họp", "Ngày họp", "Người được mời", "Dự họp"]
    heads = [
        ["Họp CCHC", "03/08/2023", "Ngô Văn Dũng", "x"],
        ["Họp CCHC", "03/08/2023", "Lý Hữu Phúc", "Cử người dự thay"],
    ]
    take(at_desk, bring(at_desk, met, *heads, kind="meetings"), run)
    found = {}
    for order, measure in enumerate(Measure, 1):
        target = share_target(
            campaign, code=f"m-{measure}", order=order, measure=measure, period=Period.CAMPAIGN
        )
        if measure != Measure.ONE_STOP:
            result = measures.fill(lan, cell_of(campaign, office, target))
            found[measure] = (result.numerator, result.denominator, result.delegated)
    assert found == {
        "documents": (1, 2, None), "training": (2, 4, None), "training-data": (1, 4, None), "city-meetings": (1, 2, 1),
    }  # fmt: skip


# --- who may --------------------------------------------------------------------------------------------


def test_nobody_else_has_such_a_page(client, campaign, run, thu, an, dung, hoa, van, kien, boss, outsider):
    client.force_login(thu)
    brought = bring(client, HEADER, ROW, BAD)
    gets = [PAGE, reverse("register-file", args=[brought.pk]), reverse("register-refused", args=[brought.pk])]
    posts = [
        PAGE,
        *(
            reverse(name, args=[brought.pk])
            for name in ("register-file", "register-drop", "register-undo", "register-fill")
        ),
    ]
    for person in (an, dung, hoa, van, kien, boss, outsider):
        client.force_login(person)
        assert {client.get(each).status_code for each in gets} == {404}
        assert {client.post(each, {"take": "1"}).status_code for each in posts} == {404}
    client.logout()
    assert {client.get(each).status_code for each in gets} == {302}
    brought.refresh_from_db()
    assert brought.state == ImportState.PREVIEW


def test_internal_affairs_brings_registers_too(client, campaign, cuc, run):
    client.force_login(cuc)
    take(client, bring(client, HEADER, ROW), run)
    assert OneStopRecord.objects.count() == 1


@pytest.mark.parametrize("files", [1, 3])
def test_the_list_costs_the_same_however_many_files(client, campaign, cuc, files, django_assert_num_queries):
    client.force_login(cuc)
    for _ in range(files):
        bring(client, HEADER, ROW)
    with django_assert_num_queries(8):
        client.get(PAGE)


@pytest.mark.parametrize("rows", [1, 400])
def test_an_import_asks_nothing_for_a_row_of_its_own(  # SQLite takes a hundred rows in a statement
    client, campaign, thu, rows, django_assert_max_num_queries, run
):
    client.force_login(thu)
    brought = bring(client, HEADER, *([f"H-{number}", *ROW[1:]] for number in range(rows)))
    with django_assert_max_num_queries(58):
        take(client, brought, run)
