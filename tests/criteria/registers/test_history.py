"""Registers that follow one another: an older file, several sheets, a second press, an import undone, files left lying."""

import io
from datetime import date, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook

from campaigns.enums import UnitKind
from criteria.enums import ImportState, Measure
from criteria.measuring import measures
from criteria.models import OneStopRecord, RegisterImport, TrainingRecord
from criteria.registers import discarding, importing
from criteria.views import registers
from criteria.workflow import RESULT
from phuong6.office.models import Job, StoredFile
from phuong6.office.workflow import NotAllowed, Refused
from tests import factories as make
from tests.criteria.registers.files import PAGE, book, latest, settings_of, take, upload
from tests.criteria.results import cell_of, join, share_target

pytestmark = pytest.mark.django_db
HEADER = ["Mã hồ sơ", "Ngày hẹn trả", "Ngày trả kết quả", "Trạng thái"]
DONE = ["H-1", "05/09/2023", "05/09/2023", "Đã trả kết quả"]
STILL_OPEN = ["H-1", "05/09/2023", None, "Đang giải quyết"]
COURSES = ["Họ và tên", "Lớp bồi dưỡng", "Ngày học"]


@pytest.fixture
def run(django_capture_on_commit_callbacks):
    """What waits for the end of a transaction, carried out: the background work too."""
    return django_capture_on_commit_callbacks


@pytest.fixture
def at_desk(client, campaign, thu):
    client.force_login(thu)
    return client


def bring(client, *rows, kind: str = "one-stop") -> RegisterImport:
    assert upload(client, book(*rows), kind).status_code == 200
    return latest()


def as_of(day: str) -> list[str]:
    return [f"Số liệu tính đến hết ngày {day}"]


def page(client, brought: RegisterImport) -> str:
    return client.get(reverse("register-file", args=[brought.pk])).content.decode()


# --- an older file ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("ended", [DONE, ["H-1", "05/09/2023", None, "Công dân rút hồ sơ"]])
def test_an_older_register_never_opens_again_what_a_newer_one_ended(at_desk, run, ended):
    newer = take(at_desk, bring(at_desk, as_of("20/11/2023"), HEADER, ended), run)
    older = bring(at_desk, as_of("12/11/2023"), HEADER, STILL_OPEN, ["H-2", *STILL_OPEN[1:]])
    assert "1 hồ sơ trong tệp này còn ghi đang giải quyết, nhưng sổ của ngày sau" in page(at_desk, older)
    take(at_desk, older, run)
    kept = OneStopRecord.objects.get(code="H-1")
    assert (kept.state != "open", kept.brought_by) == (True, newer)
    assert OneStopRecord.objects.get(code="H-2").brought_by == older
    assert "giữ theo sổ của ngày sau" in page(at_desk, older)


def test_a_newer_register_opens_again_what_an_older_one_ended(at_desk, run):
    take(at_desk, bring(at_desk, as_of("12/11/2023"), HEADER, DONE), run)
    take(at_desk, bring(at_desk, as_of("20/11/2023"), HEADER, STILL_OPEN), run)
    assert OneStopRecord.objects.get().state == "open"


# --- what the preview tells ---------------------------------------------------------------------------------


def test_other_sheets_that_look_like_the_register_are_named_with_their_rows(at_desk):
    made = Workbook()
    for month, count in ((9, 1), (10, 3), (11, 2)):
        sheet = made.create_sheet(f"Tháng {month}")
        for row in (HEADER, *([f"H-{month}-{number}", *DONE[1:]] for number in range(count))):
            sheet.append(row)
    made.active.append(["Ghi chú của người xuất sổ"])
    out = io.BytesIO()
    made.save(out)
    upload(at_desk, out.getvalue())
    shown = page(at_desk, latest())
    assert "Chỉ đọc trang “Tháng 9”. Tệp còn 2 trang tính cũng giống sổ này" in shown
    assert "“Tháng 10” (3 dòng), “Tháng 11” (2 dòng)" in shown
    at_desk.post(
        reverse("register-file", args=[latest().pk]), settings_of(at_desk, latest()) | {"sheet": "Tháng 10"}
    )
    assert "Chỉ đọc trang “Tháng 10”" in page(at_desk, latest())


def test_repeated_codes_that_say_something_else_are_told_with_their_rows(at_desk):
    shown = page(at_desk, bring(at_desk, HEADER, DONE, DONE, STILL_OPEN))
    assert "1 dòng lặp mã nhưng khác nội dung; lấy dòng cuối: dòng 4 (H-1)." in shown


def test_names_not_on_the_list_are_told_before_the_import_and_kept_nowhere_beside_the_rows(
    at_desk, run, ward
):
    unit = make.UnitFactory(ward=ward, kind=UnitKind.OFFICE)
    make.OfficialFactory(unit=unit, full_name="Lê Thị An")
    rows = [["Lê Thị Ann", "Xử lý dữ liệu", "03/08/2023"], ["Lê Thị An", "Xử lý dữ liệu", "03/08/2023"]]
    brought = bring(at_desk, COURSES, *rows, kind="training")
    shown = page(at_desk, brought)
    assert "nên không tính: Lê Thị Ann. Hãy xem có phải ghi sai họ tên." in shown
    assert "Tính là lớp về dữ liệu, dịch vụ công trực tuyến: “Xử lý dữ liệu”." in shown
    take(at_desk, brought, run)
    assert "Ann" not in str(brought.counts)
    assert TrainingRecord.objects.count() == 2


def test_a_signers_name_counts_as_a_signature_and_the_preview_says_so(at_desk):
    header = ["Số, ký hiệu", "Ngày văn bản", "Gửi qua mạng", "Ký số cá nhân", "Ký số cơ quan"]
    row = ["01/UBND", "03/08/2023", "x", "Ngô Văn Dũng", "Đã ký số"]
    brought = bring(at_desk, header, row, kind="outgoing")
    assert brought.counts["numerator"] == 1
    assert "1 ô ký số ghi tên người ký" in page(at_desk, brought)


@time_machine.travel("2023-11-29 09:00+07:00")
def test_nothing_is_overdue_on_a_day_that_has_not_come(at_desk):
    brought = bring(
        at_desk, ["THỐNG KÊ HỒ SƠ QUÝ IV/2023"], HEADER, ["H-1", "15/12/2023", None, "Đang giải quyết"]
    )
    assert (brought.as_of, brought.counts["counted"]["open_overdue"]) == (date(2023, 11, 29), 0)
    assert "Kỳ của sổ đến hết ngày 31/12/2023, quá hẹn chỉ tính đến ngày 29/11/2023." in page(
        at_desk, brought
    )
    data = settings_of(at_desk, brought) | {"as_of": "30/11/2023"}
    response = at_desk.post(reverse("register-file", args=[brought.pk]), data)
    assert response.status_code == 422
    assert "Ngày này chưa đến." in response.content.decode()


# --- a second press -----------------------------------------------------------------------------------------


def test_the_second_press_of_one_person_lands_on_the_running_import(at_desk, thu, monkeypatch):
    brought = bring(at_desk, HEADER, DONE)
    data = settings_of(at_desk, brought) | {"take": "1"}
    address = reverse("register-file", args=[brought.pk])
    as_both_presses_saw_it = registers._brought
    monkeypatch.setattr(registers, "_brought", lambda *_: brought)
    for _ in range(2):
        response = at_desk.post(address, data)
        assert (response.status_code, response.url) == (302, address)
    monkeypatch.setattr(registers, "_brought", as_both_presses_saw_it)
    assert Job.objects.count() == 1


# --- undone -------------------------------------------------------------------------------------------------


def test_a_finished_import_is_undone_with_its_reason_and_its_page_tells_who_and_why(at_desk, run):
    first = take(at_desk, bring(at_desk, HEADER, DONE, ["H-2", *DONE[1:]]), run)
    later = take(at_desk, bring(at_desk, HEADER, ["H-2", *DONE[1:]]), run)
    address = reverse("register-undo", args=[first.pk])
    asked = at_desk.get(address).content.decode()
    assert "Bỏ lần nhập này?" in asked
    assert "Báo cáo đã ghi, đã gửi không đổi" in asked
    assert OneStopRecord.objects.count() == 2
    refused = at_desk.post(address, {"reason": "  "})
    assert refused.status_code == 422
    assert "Hãy ghi lý do bỏ lần nhập." in refused.content.decode()
    shown = at_desk.post(address, {"reason": "Nhập nhầm sổ quý trước."}, follow=True).content.decode()
    assert "Đã bỏ lần nhập; 1 dòng không còn trong hệ thống." in shown
    assert "Nhập nhầm sổ quý trước." in shown
    assert "Đặng Minh Thư" in shown
    assert [(each.code, each.brought_by) for each in OneStopRecord.objects.all()] == [("H-2", later)]
    first.refresh_from_db()
    assert (first.state, first.undone_by.username) == (ImportState.UNDONE, "thu")
    assert "Đã bỏ lần nhập" in at_desk.get(PAGE).content.decode()


def test_only_a_finished_import_is_undone_and_only_once(at_desk, run, thu, dung):
    brought = bring(at_desk, HEADER, DONE)
    with pytest.raises(Refused, match="Chỉ bỏ được lần nhập đã xong"):
        discarding.undo(brought, by=thu, reason="Nhầm.")
    take(at_desk, brought, run)
    with pytest.raises(NotAllowed):
        discarding.undo(brought, by=dung, reason="Nhầm.")
    assert discarding.undo(brought, by=thu, reason="Nhầm.") == 1
    with pytest.raises(Refused, match="Chỉ bỏ được lần nhập đã xong"):
        discarding.undo(brought, by=thu, reason="Nhầm.")


def test_a_report_that_was_sent_stays_when_its_import_is_undone(at_desk, run, campaign, ward, thu):
    office = make.UnitFactory(ward=ward, name="Ủy ban nhân dân Phường 6", code="ubnd", kind=UnitKind.OFFICE)
    lan = make.user("lan", "Phạm Thị Lan", "unit", office)
    target = share_target(campaign, measure=Measure.ONE_STOP)
    join(campaign, office, lan)
    brought = take(at_desk, bring(at_desk, HEADER, DONE, ["H-2", "05/05/2023", "06/05/2023", "Đã trả"]), run)
    cell = cell_of(campaign, office, target, 1)
    sent = RESULT.perform("report", measures.fill(thu, cell), by=lan)
    shown = page(at_desk, brought)
    assert "Số ở trên là của cả tệp" in shown
    assert reverse("verify", args=[sent.pk]) in shown
    assert "1, trong đó đã gửi 1" in at_desk.get(reverse("register-undo", args=[brought.pk])).content.decode()
    discarding.undo(brought, by=thu, reason="Nhập nhầm sổ.")
    sent.refresh_from_db()
    assert (sent.numerator, sent.denominator, sent.source) == (1, 1, brought)
    assert measures.figures(cell) is None


# --- files left lying ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("opens", ["the list of registers", "the reminders"])
def test_a_file_whose_import_failed_goes_after_a_day_like_one_nobody_took_over(at_desk, thu, opens):
    bring(at_desk, HEADER, DONE)
    failed = bring(at_desk, HEADER, DONE)
    job = importing.confirm(failed, by=thu)
    Job.objects.filter(pk=job.pk).update(state=Job.State.FAILED)
    for age, left in ((timedelta(hours=23), 2), (timedelta(hours=25), 0)):
        with time_machine.travel(timezone.now() + age):
            at_desk.force_login(thu)
            at_desk.get(PAGE) if opens == "the list of registers" else call_command(
                "remind", stdout=io.StringIO()
            )
        assert StoredFile.objects.count() == left
    assert {each.state for each in RegisterImport.objects.all()} == {ImportState.DROPPED}
