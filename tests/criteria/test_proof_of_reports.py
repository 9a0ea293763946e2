"""What bears a report out: the registers beside it, the files with it; what has neither is said."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from criteria.enums import ImportState, Measure, OneStopState, RegisterKind, ResultStatus
from criteria.measuring import reporting
from criteria.models import OneStopRecord, RegisterImport, Target, TargetResult
from phuong6.office.files import store_all
from tests import factories as make
from tests.criteria import results as scene
from tests.lib.files.test_uploads import photo_bytes

NOTHING = "Chưa có gì chứng minh:"


@pytest.fixture(autouse=True)
def october():
    with time_machine.travel(make.at(9, month=10), tick=True):
        yield


@pytest.fixture
def target(campaign, unit, an) -> Target:
    """A share that the register of the one-stop counter gives."""
    scene.join(campaign, unit, an)
    return scene.share_target(campaign, measure=Measure.ONE_STOP)


@pytest.fixture
def register(campaign, thu) -> None:
    """Two records of the second quarter, one of them late."""
    brought = RegisterImport.objects.create(
        campaign=campaign, kind=RegisterKind.ONE_STOP, state=ImportState.DONE, name="so.xlsx", sha256="0" * 64,
        size=1, by=thu, done_at=make.at(1, month=10),
    )  # fmt: skip
    for number, day in enumerate((date(2023, 5, 4), date(2023, 5, 9))):
        OneStopRecord.objects.create(
            campaign=campaign, code=f"H-{number}", due_on=date(2023, 5, 5), returned_on=day,
            state=OneStopState.RESOLVED, brought_by=brought,
        )  # fmt: skip


def verifier_reads(client, thu, result: TargetResult) -> str:
    client.force_login(thu)
    return client.get(reverse("verify", args=[result.pk])).content.decode()


def test_the_verifier_sees_the_register_beside_the_figures_and_is_warned_when_they_differ(
    client, campaign, unit, target, register, an, thu
):
    page = verifier_reads(client, thu, scene.report(campaign, unit, target, an, 2, 2))
    assert "Theo sổ: <strong>1/2 (50,00 %)</strong>" in page
    assert "Khác số đơn vị báo cáo:</strong> 2/2 (100 %)" in page


def test_figures_that_agree_with_the_register_are_said_to_agree(
    client, campaign, unit, target, register, an, thu
):
    page = verifier_reads(client, thu, scene.report(campaign, unit, target, an, 1, 2))
    assert "Theo sổ: <strong>1/2 (50,00 %)</strong>. Đơn vị báo cáo đúng như sổ." in page
    assert "Khác số đơn vị" not in page


def test_without_a_register_of_that_stretch_nothing_is_compared(client, campaign, unit, target, an, thu):
    assert "Theo sổ:" not in verifier_reads(client, thu, scene.report(campaign, unit, target, an, 2, 2))


def test_the_verifier_is_told_of_figures_that_nothing_bears_out(client, campaign, unit, target, an, thu):
    result = scene.report(campaign, unit, target, an, 2, 2)
    assert NOTHING in verifier_reads(client, thu, result)
    (file,) = store_all([("so.jpg", photo_bytes())], by=an)
    result.evidence.create(file=file, by=an)
    assert NOTHING not in verifier_reads(client, thu, result)


def test_where_nothing_came_up_nothing_is_to_be_proven(client, campaign, unit, target, an, thu):
    assert NOTHING not in verifier_reads(client, thu, scene.report(campaign, unit, target, an, 0, 0))


def test_a_share_is_sent_with_the_proof_its_target_asks_for(client, campaign, unit, target, an):
    Target.objects.update(evidence="Bảng xuất từ phần mềm một cửa")
    client.force_login(an)
    typed = {"numerator": "2", "denominator": "2", "send": "1"}
    response = client.post(scene.address(unit, target), typed)
    assert response.status_code == 422
    assert "Chưa có minh chứng. Chỉ tiêu này cần: Bảng xuất từ phần mềm một cửa." in response.content.decode()
    assert TargetResult.objects.get().numerator == 2, "what was typed is kept"
    cell = scene.cell_of(campaign, unit, target)
    reporting.add_evidence(an, cell, [("bang.jpg", photo_bytes())])
    assert client.post(scene.address(unit, target), typed).status_code == 302
    assert TargetResult.objects.get().status == ResultStatus.REPORTED


def test_figures_taken_from_the_register_need_no_other_proof(client, campaign, unit, target, register, an):
    Target.objects.update(evidence="Bảng xuất từ phần mềm một cửa")
    client.force_login(an)
    client.post(scene.address(unit, target, "2023-04-01", "result-from-registers"))
    typed = {"numerator": "1", "denominator": "2", "send": "1"}
    assert client.post(scene.address(unit, target), typed).status_code == 302
    assert TargetResult.objects.get().status == ResultStatus.REPORTED


def test_no_proof_is_asked_where_nothing_came_up(client, unit, target, an):
    Target.objects.update(evidence="Bảng xuất từ phần mềm một cửa")
    client.force_login(an)
    typed = {"numerator": "0", "denominator": "0", "send": "1"}
    assert client.post(scene.address(unit, target), typed).status_code == 302
