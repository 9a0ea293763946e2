"""Initiatives and inspections: which move by whom from where, and what each asks for."""

from datetime import date

import pytest
import time_machine
from django.db import IntegrityError, transaction

from criteria.enums import InitiativeStatus as I
from criteria.enums import InspectionStatus as V
from criteria.models import Initiative, InitiativeUse, Inspection, InspectionFinding, InspectionPhoto
from criteria.workflow import INITIATIVE, INSPECTION
from phuong6.office.files import store_made
from phuong6.office.workflow import NotAllowed, Refused
from tests import factories as make

DAY = date(2023, 8, 15)
FILLED = {
    "trial_from": DAY,
    "recognised_on": DAY,
    "recognised_by": "Chủ tịch Ủy ban nhân dân Phường 6",
    "held_on": DAY,
    "conclusion": "Thực hiện nghiêm túc.",
}
PEOPLE = ("an", "em", "cuc", "thu", "van", "dung", "hoa", "kien", "outsider", "boss")


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel(make.at(1), tick=True):
        yield


@pytest.fixture
def idea(campaign, unit, other_unit, an) -> Initiative:
    """A whole initiative of An's unit that another unit has taken over."""
    made = Initiative.objects.create(
        campaign=campaign, unit=unit, title="Nhắc hạn trả hồ sơ qua nhóm Zalo", by=an,
        problem="Người dân quên hạn.", solution="Nhắc trước một ngày.", effect="Ít phải đi lại.",
    )  # fmt: skip
    InitiativeUse.objects.create(initiative=made, unit=other_unit, from_day=DAY, by=an)
    return made


@pytest.fixture
def visit(campaign, unit, thu) -> Inspection:
    """A planned visit to An's unit, with one thing found and put right."""
    made = Inspection.objects.create(
        campaign=campaign, unit=unit, planned_on=DAY, subject="Tuyên truyền", by=thu
    )
    InspectionFinding.objects.create(
        inspection=made, text="Thiếu biên bản tháng 7", to_fix=True, due_on=date(2023, 8, 31),
        fixed_on=date(2023, 8, 20), fixed_text="Đã bổ sung", fixed_by=thu,
    )  # fmt: skip
    return made


IDEAS = {
    ("propose", "an", I.DRAFT): I.PROPOSED,
    ("take_back", "an", I.PROPOSED): I.DRAFT,
    ("send_back", "cuc", I.PROPOSED): I.DRAFT,
    ("trial", "cuc", I.PROPOSED): I.TRIAL,
    ("recognise", "cuc", I.PROPOSED): I.RECOGNISED,
    ("recognise", "cuc", I.TRIAL): I.RECOGNISED,
    ("spread", "cuc", I.RECOGNISED): I.SPREAD,
    ("drop", "cuc", I.PROPOSED): I.DROPPED,
    ("drop", "cuc", I.TRIAL): I.DROPPED,
}
WAYS = {
    I.DRAFT: (),
    I.PROPOSED: ("propose",),
    I.TRIAL: ("propose", "trial"),
    I.RECOGNISED: ("propose", "recognise"),
    I.SPREAD: ("propose", "recognise", "spread"),
    I.DROPPED: ("propose", "drop"),
}
VISITS = {
    (move, who, state): target
    for who in ("thu", "cuc")
    for move, state, target in (
        ("hold", V.PLANNED, V.HELD),
        ("cancel", V.PLANNED, V.CANCELLED),
        ("conclude", V.HELD, V.CONCLUDED),
        ("close", V.CONCLUDED, V.CLOSED),
    )
}
ROUTES = {
    V.PLANNED: (),
    V.HELD: ("hold",),
    V.CONCLUDED: ("hold", "conclude"),
    V.CLOSED: ("hold", "conclude", "close"),
    V.CANCELLED: ("cancel",),
}


def try_all(request, flow, row, moves, allowed, way, by):
    """Every role tries this move from the state at the end of `way`; each try is taken back."""
    state = None
    for name in PEOPLE:
        person = request.getfixturevalue(name)
        with transaction.atomic():
            for move in way:
                flow.perform(move, row, by=by(move), note="Lý do", **FILLED)
            state = row.status
            if target := allowed.get((moves, name, state)):
                flow.perform(moves, row, by=person, note="Lý do", **FILLED)
                assert row.status == target
            else:
                with pytest.raises((NotAllowed, Refused)):
                    flow.perform(moves, row, by=person, note="Lý do", **FILLED)
            transaction.set_rollback(True)
        row.refresh_from_db()


@pytest.mark.parametrize("state", list(I))
@pytest.mark.parametrize("move", sorted({move for move, _, _ in IDEAS}))
def test_every_move_of_an_initiative(request, idea, an, cuc, move, state):
    try_all(
        request, INITIATIVE, idea, move, IDEAS, WAYS[state], lambda step: an if step == "propose" else cuc
    )


@pytest.mark.parametrize("state", list(V))
@pytest.mark.parametrize("move", sorted({move for move, _, _ in VISITS}))
def test_every_move_of_an_inspection(request, visit, thu, move, state):
    try_all(request, INSPECTION, visit, move, VISITS, ROUTES[state], lambda _step: thu)


@pytest.mark.parametrize("state", list(V))
@pytest.mark.parametrize("move", ["fix", "again"])
def test_the_unit_or_an_officer_says_what_is_put_right_and_only_an_officer_asks_again(
    request, visit, thu, move, state
):
    """Both stay in "Đã kết luận"; nobody moves from any other state."""
    finding = visit.findings.get()
    told = {"finding": finding.pk, "fixed_text": "Đã bổ sung biên bản.", "fixed_on": DAY}
    if move == "fix":
        visit.findings.update(fixed_on=None, fixed_text="", fixed_by=None)
        InspectionPhoto.objects.create(
            finding=finding, after=True, by=thu, file=store_made(make.PDF, name="anh.pdf", by=thu)
        )
    who = {"fix": {"an", "thu", "cuc"}, "again": {"thu", "cuc"}}[move] if state == V.CONCLUDED else set()
    for name in PEOPLE:
        with transaction.atomic():
            for step in ROUTES[state]:
                if step == "close":
                    visit.findings.update(fixed_on=DAY, fixed_text="Xong")
                INSPECTION.perform(step, visit, by=thu, note="Lý do", **FILLED)
            if name in who:
                INSPECTION.perform(move, visit, by=request.getfixturevalue(name), note="Chưa đủ", **told)
                assert visit.status == V.CONCLUDED
                assert visit.findings.get().is_open == (move == "again")
            else:
                with pytest.raises((NotAllowed, Refused)):
                    INSPECTION.perform(move, visit, by=request.getfixturevalue(name), note="Chưa đủ", **told)
            transaction.set_rollback(True)
        visit.refresh_from_db()


def test_an_initiative_says_what_was_what_is_new_and_what_it_brings(campaign, unit, an):
    bare = Initiative.objects.create(campaign=campaign, unit=unit, title="Ý tưởng", by=an)
    with pytest.raises(Refused) as refused:
        INITIATIVE.perform("propose", bare, by=an)
    assert refused.value.sentences == [
        "Chưa ghi trước đây ra sao, vướng gì.",
        "Chưa ghi cách làm mới.",
        "Chưa ghi kết quả, lợi ích.",
    ]


def test_recognition_asks_for_day_and_body_and_knows_no_future(idea, an, cuc):
    INITIATIVE.perform("propose", idea, by=an)
    with pytest.raises(Refused, match="Hãy ghi ngày công nhận"):
        INITIATIVE.perform("recognise", idea, by=cuc)
    with pytest.raises(Refused, match="Ngày công nhận không thể ở tương lai"):
        INITIATIVE.perform("recognise", idea, by=cuc, recognised_on=date(2024, 1, 1), recognised_by="UBND")
    with pytest.raises(IntegrityError), transaction.atomic():
        Initiative.objects.filter(pk=idea.pk).update(status=I.RECOGNISED)


def test_a_visit_is_not_closed_while_something_is_to_be_put_right(visit, thu):
    visit.findings.update(fixed_on=None, fixed_text="")
    for move in ("hold", "conclude"):
        INSPECTION.perform(move, visit, by=thu, **FILLED)
    with pytest.raises(Refused, match="Chưa khắc phục: Thiếu biên bản tháng 7"):
        INSPECTION.perform("close", visit, by=thu)
    with pytest.raises(Refused, match="không thể ở tương lai"):
        INSPECTION.perform(
            "hold", Inspection.objects.create(
                campaign=visit.campaign, unit=visit.unit, planned_on=DAY, subject="Lần hai", by=thu
            ), by=thu, held_on=date(2024, 1, 1),
        )  # fmt: skip
