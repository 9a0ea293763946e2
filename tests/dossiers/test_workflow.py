"""The moves of a dossier, written out by hand: these and no others, for these people and no others."""

from datetime import timedelta

import pytest

from dossiers.enums import DossierStatus as D
from dossiers.enums import NomineeStatus as N
from dossiers.models import Dossier, Nominee
from dossiers.workflow import DOSSIER, NOMINEE
from phuong6.office.models import Move
from phuong6.office.workflow import NotAllowed, Refused
from tests import factories as make

pytestmark = pytest.mark.django_db

CAST = ("an", "em", "cuc", "thu", "van", "dung", "hoa", "kien", "outsider", "boss")

# move: (from, to, who may)
DOSSIER_MOVES = {
    "submit": ({"draft"}, "submitted", {"an"}),
    "resubmit": ({"returned"}, "submitted", {"an"}),
    "enter_for_unit": ({"draft", "returned"}, None, {"cuc"}),
    "file_on_paper": ({"draft", "returned"}, "submitted", {"cuc"}),
    "withdraw": ({"submitted"}, "draft", {"an"}),
    "take_up": ({"submitted"}, "in_review", {"cuc"}),
    "return": ({"submitted", "in_review"}, "returned", {"cuc"}),
    "finish": ({"in_review"}, "appraised", {"cuc"}),
    "reopen": ({"appraised"}, "in_review", {"cuc"}),
}
NOMINEE_MOVES = {
    "accept": ({"proposed"}, "eligible", {"cuc"}),
    "reject": ({"proposed"}, "ineligible", {"cuc"}),
    "reconsider": ({"eligible", "ineligible"}, "proposed", {"cuc"}),
    "confirm_index": ({"eligible", "ineligible", "tabled", "recommended", "awarded"}, None, {"cuc"}),
    "send_back": ({"eligible", "ineligible"}, "proposed", {"cuc"}),
    "release_notice": ({"ineligible"}, None, {"cuc"}),
    "table": ({"eligible"}, "tabled", {"cuc", "dung"}),
    "untable": ({"tabled"}, "eligible", {"cuc", "dung"}),
    "recommend": ({"tabled"}, "recommended", {"cuc", "dung"}),
    "not_recommend": ({"tabled"}, "not_recommended", {"cuc", "dung"}),
    "award": ({"recommended"}, "awarded", {"cuc"}),
    "decline": ({"recommended"}, "declined", {"dung"}),
    "choose_again": ({"declined"}, "recommended", {"dung"}),
    "tell": ({"not_recommended", "declined"}, None, {"cuc"}),
    "withdraw": ({"proposed", "eligible", "ineligible", "tabled", "recommended"}, "withdrawn", {"cuc"}),
    "reword": (
        {"proposed", "eligible", "ineligible", "tabled", "recommended", "not_recommended", "declined"}, None, {"cuc"},
    ),
    "revoke": ({"awarded"}, "revoked", {"cuc"}),
}  # fmt: skip
INNER = {
    "send_back", "table", "untable", "recommend", "not_recommend", "award", "decline", "choose_again", "tell", "reword", "revoke",
}  # fmt: skip


@pytest.fixture
def cast(request):
    return {name: request.getfixturevalue(name) for name in CAST}


@pytest.fixture
def dossier(campaign, unit, an):
    return make.complete(make.draft(campaign, unit, an), an)


def force_dossier(dossier: Dossier, status: str, officer) -> Dossier:
    """Put the row into a state, past the workflow, with what the constraints ask."""
    values = {
        "status": status,
        "received_at": None,
        "full_since": None,
        "reviewer": None,
        "appraised_at": None,
    }
    if status != D.DRAFT:
        values |= {"received_at": make.at(10), "full_since": make.at(10)}
    if status in (D.IN_REVIEW, D.APPRAISED):
        values["reviewer"] = officer
    if status == D.APPRAISED:
        values["appraised_at"] = make.at(20)
    Dossier.objects.filter(pk=dossier.pk).update(**values)
    dossier.refresh_from_db()
    return dossier


def force_nominee(nominee: Nominee, status: str, officer) -> Nominee:
    """The same for a nominee."""
    Nominee.objects.filter(pk=nominee.pk).update(
        status=status,
        clear_on=make.at(16).date(),
        clear_by=officer,
        reason="not_met" if status == N.INELIGIBLE else "",
        told_at=None,
        without_figures=True,  # so that a figure has come since the conclusion
        index_basis="",
    )
    nominee.refresh_from_db()
    return make.judged(nominee, officer)


def attempt(flow, move, row, by, dossier) -> bool:
    """Whether the move succeeds when everything else is in order."""
    nominee = dossier.nominees.first()
    data = {
        "return": {
            "due_on": make.at(25).date(),
            "items": [{"nominee": nominee.pk, "reason": "Ghi rõ số liệu"}],
        },
        "file_on_paper": {"received_at": make.at(10)},
        "reject": {"reason": "not_met"},
        "reword": {"name": f"{nominee.name} A"},
    }.get(move, {})
    try:
        flow.perform(move, row, by=by, note="Có lý do", at=make.at(11), **data)
    except (NotAllowed, Refused):
        return False
    return True


def test_the_table_holds_exactly_these_moves():
    assert set(DOSSIER.steps) == set(DOSSIER_MOVES)
    assert set(NOMINEE.steps) == set(NOMINEE_MOVES)
    assert {name for name, step in NOMINEE.steps.items() if step.inner} == INNER


@pytest.mark.parametrize("status", D.values)
@pytest.mark.parametrize("move", DOSSIER_MOVES)
def test_a_dossier_moves_only_as_written_and_only_by_whom_it_is_written(
    move, status, dossier, cast, campaign
):
    make.index(campaign.ward, 2023, "84")
    sources, target, who = DOSSIER_MOVES[move]
    for name, person in cast.items():
        force_dossier(dossier, status, cast["cuc"])
        if move == "finish":
            force_nominee(dossier.nominees.first(), N.ELIGIBLE, cast["cuc"])
        done = attempt(DOSSIER, move, dossier, person, dossier)
        allowed = status in sources and name in who
        assert done == allowed, (move, status, name)
        dossier.refresh_from_db()
        assert dossier.status == ((target or status) if allowed else status)


@pytest.mark.parametrize("status", N.values)
@pytest.mark.parametrize("move", NOMINEE_MOVES)
def test_a_nominee_moves_only_as_written_and_only_by_whom_it_is_written(
    move, status, dossier, cast, campaign
):
    make.index(campaign.ward, 2023, "84")
    sources, target, who = NOMINEE_MOVES[move]
    nominee = dossier.nominees.first()
    for name, person in cast.items():
        force_dossier(dossier, D.APPRAISED if move == "release_notice" else D.IN_REVIEW, cast["cuc"])
        force_nominee(nominee, status, cast["cuc"])
        done = attempt(NOMINEE, move, nominee, person, dossier)
        allowed = status in sources and name in who
        assert done == allowed, (move, status, name)
        nominee.refresh_from_db()
        assert nominee.status == ((target or status) if allowed else status)


def test_every_state_can_be_reached():
    for flow in (DOSSIER, NOMINEE):
        reached = {flow.states.values[0]} | {step.target for step in flow.steps.values() if step.target}
        assert reached == set(flow.states.values)


def test_inner_moves_have_no_button(dossier, cuc, dung):
    nominee = force_nominee(dossier.nominees.first(), N.ELIGIBLE, cuc)
    offered = {offer.step.move for person in (cuc, dung) for offer in NOMINEE.open_to(person, nominee)}
    assert offered.isdisjoint(INNER)


def test_every_move_writes_who_when_and_why(dossier, an, cuc):
    DOSSIER.perform("submit", dossier, by=an, at=make.at(10, hour=8))
    DOSSIER.perform("take_up", dossier, by=cuc, at=make.at(11))
    DOSSIER.perform(
        "return",
        dossier,
        by=cuc,
        at=make.at(12),
        note="Thiếu chữ ký",
        due_on=make.at(20).date(),
        items=[{"paper_kind": "minutes", "reason": "Thiếu chữ ký thư ký"}],
    )
    log = list(Move.objects.order_by("at").values_list("move", "source", "target", "by", "note"))
    assert log == [
        ("submit", "draft", "submitted", an.pk, ""),
        ("take_up", "submitted", "in_review", cuc.pk, ""),
        ("return", "in_review", "returned", cuc.pk, "Thiếu chữ ký"),
    ]


def test_a_refused_move_changes_nothing_and_writes_nothing(campaign, unit, an):
    dossier = make.draft(campaign, unit, an)
    with pytest.raises(Refused) as refusal:
        DOSSIER.perform("submit", dossier, by=an, at=make.at(10))
    assert "Chưa có tập thể hoặc cá nhân nào được đề nghị." in refusal.value.sentences
    assert len(refusal.value.sentences) > 3, "all that is missing is said at once"
    dossier.refresh_from_db()
    assert dossier.status == D.DRAFT
    assert not Move.objects.exists()
    assert not dossier.receipts.exists()


SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("offset", "accepted"),
    [(-SECOND, True), (-timedelta(microseconds=1), True), (0 * SECOND, False), (SECOND, False)],
)
def test_the_deadline_holds_to_the_second(dossier, an, campaign, offset, accepted):
    moment = campaign.dossier_too_late + offset
    if accepted:
        assert DOSSIER.perform("submit", dossier, by=an, at=moment).received_at == moment
    else:
        with pytest.raises(Refused, match="Đã quá hạn nộp hồ sơ"):
            DOSSIER.perform("submit", dossier, by=an, at=moment)
        dossier.refresh_from_db()
        assert dossier.status == D.DRAFT


def test_an_extension_is_for_one_unit_and_moves_its_deadline(
    dossier, an, em, cuc, campaign, unit, other_unit
):
    campaign.extensions.create(unit=unit, too_late=make.at(18, hour=0), reason="Khóm bị ngập", by=cuc)
    other = make.complete(make.draft(campaign, other_unit, em), em)
    assert DOSSIER.perform("submit", dossier, by=an, at=make.at(17, hour=23, minute=59)).status == D.SUBMITTED
    with pytest.raises(Refused, match="Đã quá hạn"):
        DOSSIER.perform("submit", other, by=em, at=make.at(17))


def test_only_the_first_submission_is_judged_by_the_deadline(dossier, an, cuc):
    DOSSIER.perform("submit", dossier, by=an, at=make.at(14))
    DOSSIER.perform(
        "return",
        dossier,
        by=cuc,
        at=make.at(14, hour=15),
        due_on=make.at(21).date(),
        items=[{"paper_kind": "minutes", "reason": "Thiếu chữ ký"}],
    )
    with pytest.raises(Refused, match="Chưa đưa lên bản mới"):
        DOSSIER.perform("resubmit", dossier, by=an, at=make.at(20))
    make.paper(dossier, "minutes", an, moment=make.at(20))
    DOSSIER.perform("resubmit", dossier, by=an, at=make.at(20, hour=10))
    assert dossier.received_at == make.at(14)
    assert dossier.full_since == make.at(20, hour=10)
    assert [each.on_time for each in dossier.receipts.all()] == [True, True]


def test_withdrawing_gives_up_the_time_of_the_first_submission(dossier, an):
    DOSSIER.perform("submit", dossier, by=an, at=make.at(10))
    DOSSIER.perform("withdraw", dossier, by=an, at=make.at(11))
    assert dossier.received_at is None
    with pytest.raises(Refused, match="Đã quá hạn"):
        DOSSIER.perform("submit", dossier, by=an, at=make.at(15, hour=0))


def test_paper_filing_is_judged_by_the_hour_of_receipt(dossier, cuc):
    with pytest.raises(Refused, match="Hãy ghi ngày giờ nhận bản giấy"):
        DOSSIER.perform("file_on_paper", dossier, by=cuc, note="Khóm nộp bản giấy", at=make.at(16))
    with pytest.raises(Refused, match="quá hạn"):
        DOSSIER.perform(
            "file_on_paper",
            dossier,
            by=cuc,
            note="Nộp bản giấy",
            at=make.at(16),
            received_at=make.at(15, hour=0),
        )
    with pytest.raises(Refused, match="không thể ở tương lai"):
        DOSSIER.perform("file_on_paper", dossier, by=cuc, note="x", at=make.at(14), received_at=make.at(15))
    done = DOSSIER.perform(
        "file_on_paper",
        dossier,
        by=cuc,
        note="Nộp bản giấy",
        at=make.at(16),
        received_at=make.at(14, hour=16),
    )
    assert (done.status, done.received_at, done.on_paper) == (D.SUBMITTED, make.at(14, hour=16), True)


def test_receipts_are_numbered_without_gaps_and_keep_the_hashes(dossier, an, em, campaign, other_unit):
    DOSSIER.perform("submit", dossier, by=an, at=make.at(10))
    second = make.submitted(campaign, other_unit, em)
    numbers = [dossier.receipts.get().paper.number, second.receipts.get().paper.number]
    assert numbers == [1, 2]
    files = dossier.receipts.get().files
    assert len(files) == 3
    assert {each["sha256"] for each in files} == {paper.file.sha256 for paper in dossier.papers.all()}
