"""`manage.py remind`: who is reminded of what and when; once each; stopped when done."""

from datetime import date

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from campaigns.models import Participation
from criteria.measuring import reporting
from criteria.measuring.obligations import cells
from criteria.models import InspectionFinding, TargetResult
from criteria.workflow import RESULT
from dossiers.models import Extension
from phuong6.office.enums import Channel, MessageStatus
from phuong6.office.messages.workflow import MESSAGE
from phuong6.office.models import Message, SelfRelease
from phuong6.office.workflow import moves_of
from phuong6.site.outbox.reminders import drafts, fitting, matters
from tests import factories as make
from tests.dossiers.desk.test_two_at_once import together
from tests.site.outbox.scene import inspected, remind, sent_back, share_target


def on(day: int, month: int, hour: int = 8, minute: int = 0):
    """The clock of the office."""
    return time_machine.travel(make.at(day, month=month, hour=hour, minute=minute), tick=False)


def due_in(kind: str) -> list[tuple[str, date, int, str]]:
    rows = Message.objects.filter(kind=kind).order_by("pk")
    return [(each.addressee_name, each.due_on, each.step, each.status) for each in rows]


@pytest.fixture
def joined(campaign, unit, an):
    return Participation.objects.create(campaign=campaign, unit=unit, by=an)


# --- what is due, to whom ------------------------------------------------------------------------------


def test_a_unit_that_has_not_registered_is_reminded_from_the_launch_on(
    campaign, unit, other_unit, an, joined
):
    """Launched in April 2023: thirty days from the 1st is 01/05/2023."""
    with on(16, 4):
        remind()
    assert due_in("registration") == []
    with on(17, 4):
        remind()
    assert due_in("registration") == [("Ban nhân dân Khóm 2", date(2023, 5, 1), 14, "draft")]


def test_the_dossier_is_due_on_the_last_day_before_the_first_moment_too_late(campaign, unit, joined):
    with on(30, 10, 23, 59):
        remind()
    assert due_in("dossier") == []
    with on(31, 10, 0, 0):
        remind()
    assert due_in("dossier") == [("Ban nhân dân Khóm 1", date(2023, 11, 14), 14, "draft")]
    assert "hạn 14/11/2023" in Message.objects.get(kind="dossier").subject


def test_an_extension_moves_the_reminders_and_stops_the_old_ones(campaign, unit, joined, cuc):
    with on(11, 11):
        remind()
        Extension.objects.create(
            campaign=campaign, unit=unit, too_late=make.at(21, hour=0), reason="Lũ", by=cuc
        )
        remind()
    khom = "Ban nhân dân Khóm 1"
    old, long_before = (khom, date(2023, 11, 14), 3, "cancelled"), (khom, date(2023, 11, 20), 14, "draft")
    assert due_in("dossier") == [old, long_before]
    with on(13, 11):
        remind()
    assert due_in("dossier") == [
        old,
        (*long_before[:3], "cancelled"),
        (khom, date(2023, 11, 20), 7, "draft"),
    ]


def test_a_unit_gets_one_message_for_all_reports_of_a_day(campaign, unit, other_unit, joined):
    share_target(campaign)
    share_target(campaign, order=2)
    with on(6, 10):
        remind()
    message = Message.objects.get(kind="result", due_on=date(2023, 10, 6))
    assert (message.addressee, message.step) == (unit, 1)
    assert "Đúng hạn 1" in message.body
    assert "Đúng hạn 2" in message.body
    assert "quý iii/2023" in message.body.lower()


def test_reports_that_open_later_say_so(campaign, unit, joined):
    share_target(campaign)
    with on(25, 9):
        remind()
    assert "gửi được từ ngày 30/09/2023" in Message.objects.get(kind="result", due_on=date(2023, 10, 6)).body


def test_a_report_sent_leaves_the_message_and_the_last_one_stops_it(campaign, unit, an, joined):
    share_target(campaign)
    share_target(campaign, order=2)
    with on(2, 10):
        remind()
        message = Message.objects.get(kind="result", due_on=date(2023, 10, 6))
        report(campaign, unit, an, 1)
        remind()
        message.refresh_from_db()
        assert "Đúng hạn 1" not in message.body
        assert "Đúng hạn 2" in message.body
        report(campaign, unit, an, 2)
        remind()
        message.refresh_from_db()
    assert message.status == MessageStatus.CANCELLED
    move = moves_of(message).get()
    assert (move.by, move.move) == (None, "stop")
    assert "Việc đã xong" in move.note


def report(campaign, unit, by, order: int) -> None:
    cell = next(
        each
        for each in cells(campaign, unit=unit)
        if each.target.order == order and each.due == date(2023, 10, 6)
    )
    result = reporting.save_result(by, cell, numerator=9, denominator=9, text="")
    RESULT.perform("report", result, by=by)


def test_a_dossier_to_supplement_is_counted_never_quoted(campaign, unit, an, cuc):
    with on(13, 11):
        sent_back(campaign, unit, an, cuc, due_on=date(2023, 11, 20))
    with on(14, 11):
        remind()
    message = Message.objects.get(kind="supplement")
    assert (message.due_on, message.step) == (date(2023, 11, 20), 7)
    assert "Bổ sung 01 mục của hồ sơ CCHC-2023-KHOM-1" in message.body
    assert "Thiếu chữ ký" not in message.body
    assert not Message.objects.filter(kind="dossier").exists()


def test_what_an_inspection_found_is_reminded_until_it_is_put_right(campaign, unit, joined, thu):
    with on(20, 9):
        inspected(campaign, unit, thu)
        remind()
        assert due_in("fixing") == [("Ban nhân dân Khóm 1", date(2023, 9, 29), 14, "draft")]
        body = Message.objects.get(kind="fixing").body
        assert "Khắc phục 01 việc" in body
        assert "tháng 7" not in body
        InspectionFinding.objects.filter(to_fix=True).update(
            fixed_on=date(2023, 9, 20), fixed_text="Đã bổ sung"
        )
        remind()
    assert due_in("fixing")[0][-1] == "cancelled"


def test_reports_that_wait_are_told_to_who_verifies_near_the_fifth_working_day(
    campaign, unit, an, thu, joined
):
    share_target(campaign)
    with on(2, 10):  # a Monday; five working days later is Monday 9
        report(campaign, unit, an, 1)
        remind()
    assert due_in("verification") == []
    with on(6, 10):
        remind()
    assert due_in("verification") == [("Đặng Minh Thư", date(2023, 10, 9), 3, "draft")]
    assert Message.objects.get(kind="verification").addressee == thu
    with on(7, 10):
        RESULT.perform("verify", TargetResult.objects.get(), by=thu)
        remind()
    assert due_in("verification")[0][-1] == "cancelled"


def test_the_start_is_not_flooded_by_what_was_due_long_ago(campaign, unit, joined):
    share_target(campaign)
    with on(20, 10):
        remind()  # the second quarter was due in July, the third on 06/10: the 14th day after
    assert due_in("result") == [("Ban nhân dân Khóm 1", date(2023, 10, 6), -1, "draft")]


def test_nobody_is_reminded_in_a_rehearsal(campaign, unit, joined):
    campaign.is_rehearsal = True
    campaign.save()
    with on(13, 11):
        assert remind().startswith("Đã soạn 0 tin")


def test_the_queries_do_not_grow_with_the_units(campaign, unit, joined, an, cuc, thu):
    share_target(campaign)
    inspected(campaign, unit, thu)
    with on(13, 11):
        with CaptureQueriesContext(connection) as few:
            assert drafts(campaign, date(2023, 11, 13))
        for _ in range(4):
            more = make.UnitFactory(ward=campaign.ward)
            Participation.objects.create(campaign=campaign, unit=more, by=an)
            inspected(campaign, more, thu)
        with CaptureQueriesContext(connection) as many:
            assert len(matters(campaign, date(2023, 11, 13))) > 10
            drafts(campaign, date(2023, 11, 13))
    assert len(few) <= 14
    assert len(many) <= 2 * len(few)


# --- once, nearest, after ------------------------------------------------------------------------------


def test_each_step_is_told_once_however_often_the_command_runs(campaign, unit, joined):
    for day, month in ((31, 10), (31, 10), (3, 11), (7, 11), (7, 11), (11, 11), (13, 11), (14, 11)):
        with on(day, month):
            remind()
    assert [step for _, _, step, _ in due_in("dossier")] == [14, 7, 3, 1]
    with on(15, 11):
        remind()
        remind()
    assert [(step, status) for _, _, step, status in due_in("dossier")] == [
        (14, "cancelled"),
        (7, "cancelled"),
        (3, "cancelled"),
        (1, "cancelled"),
        (-1, "draft"),
    ]
    assert Message.objects.get(step=-1).subject.startswith("Đã quá hạn")


def test_days_nobody_ran_the_command_send_only_the_nearest_step(campaign, unit, joined):
    with on(12, 11):
        remind()
    assert [step for _, _, step, _ in due_in("dossier")] == [3]


def test_a_cancelled_reminder_does_not_come_back(campaign, unit, joined, thu):
    with on(12, 11):
        remind()
        MESSAGE.perform("cancel", Message.objects.get(), by=thu, note="Đơn vị không đề nghị khen.")
        remind()
    assert [status for *_, status in due_in("dossier")] == ["cancelled"]


@pytest.mark.django_db(transaction=True)
def test_two_processes_at_once_tell_nobody_twice(campaign, unit, other_unit, an, em, joined, cuc):
    for speaker in (an, em):
        speaker.email = f"{speaker.username}@example.vn"
        speaker.save()
    SelfRelease.objects.create(kind="dossier", by=cuc)
    with time_machine.travel(make.at(13), tick=True):
        outcome = together(remind, remind, remind)
    assert all(isinstance(each, str) for each in outcome), outcome
    assert Message.objects.filter(kind="dossier", status=MessageStatus.SENT).count() == 2
    assert sorted(each.to[0] for each in mail.outbox) == ["an@example.vn", "em@example.vn"]


# --- by itself -----------------------------------------------------------------------------------------


def test_kinds_marked_so_go_out_by_themselves(campaign, unit, an, joined, cuc):
    an.email = "an@example.vn"
    an.save()
    SelfRelease.objects.create(kind="dossier", by=cuc)
    with on(13, 11):
        line = remind()
    assert line == (
        "Đã soạn 1 tin, tự duyệt 1, tự hủy 0; đã gửi 1 thư, 0 thư chưa gửi được; 0 tin chờ gửi qua Zalo."
    )
    (letter,) = mail.outbox
    assert letter.to == ["an@example.vn"]
    assert letter.subject == "Nhắc việc: nộp hồ sơ, hạn 14/11/2023"
    assert letter.body.startswith("Kính gửi: Ban nhân dân Khóm 1")
    assert "Lê Thị An" not in letter.body


def test_without_an_address_the_text_waits_to_be_copied(campaign, unit, an, joined, cuc):
    SelfRelease.objects.create(kind="dossier", by=cuc)
    with on(13, 11):
        assert remind().endswith("0 thư chưa gửi được; 1 tin chờ gửi qua Zalo.")
    message = Message.objects.get()
    assert (message.channel, message.status) == (Channel.ZALO, MessageStatus.RELEASED)
    assert mail.outbox == []


def test_the_address_of_the_service_stands_in_the_text_when_it_is_known(campaign, unit, joined, settings):
    settings.PUBLIC_URL = "https://thidua.example.vn"
    with on(13, 11):
        remind()
    assert "Thực hiện tại: https://thidua.example.vn/ho-so/" in Message.objects.get().body


def test_addresses_that_do_not_fit_are_left_out_whole():
    many = [f"{'a' * 60}{n}@example.vn" for n in range(9)]
    joined = fitting(many)
    assert len(joined) <= 400
    assert set(joined.split(", ")) <= set(many)
    assert fitting(["", "an@example.vn"]) == "an@example.vn"
