"""A secret ballot: nothing kept anywhere joins a vote with a voter, and nobody counts before closing."""

import json
import logging
import zipfile
from io import StringIO

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection, models, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.views.debug import ExceptionReporter

from awards.council import ballot_box
from awards.council.casting import cast
from awards.council.results import results_of
from awards.council.workflow import MEETING
from awards.models import AgendaItem, Attendance, Ballot, SealedBox
from campaigns.enums import Role
from campaigns.models import Membership
from phuong6.office.models import Move
from phuong6.office.workflow import Refused
from tests import factories as make
from tests.awards.council.scene import cases, counts, voters

UNKNOWN_CHOICE = "phieu-la"


@pytest.fixture
def five(db):
    return voters()


@pytest.fixture
def body(ward, five):
    return make.council(ward, 5, five)


@pytest.fixture
def secret(campaign, unit, an, cuc, body):
    cases(campaign, unit, an, cuc)
    return make.open_meeting(campaign, body, cuc, mode="secret")


def dump(*tables: str) -> dict[str, list[str]]:
    """Every row of every table, in the order in which the database keeps them."""
    found = {}
    with connection.cursor() as cursor:
        for table in tables or connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            found[table] = [repr(row) for row in cursor.fetchall()]
    return found


def after(meeting, votes, by=None) -> dict[str, list[str]]:
    """The dump after these people, in this order, voted so (and `by` closed the meeting); then all is undone.

    `votes`: (who, what on every line) or (who, {line: what}).
    """
    with transaction.atomic():
        for person, words in votes:
            said = words if isinstance(words, dict) else dict.fromkeys(range(meeting.items.count()), words)
            items = list(meeting.items.order_by("order"))
            cast(meeting, {items[n].pk: choice for n, choice in said.items()}, by=person)
        if by:
            MEETING.perform("close", meeting, by=by, at=make.at(24, hour=11), close_anyway=True)
        seen = dump()
        transaction.set_rollback(True)
    meeting.refresh_from_db()
    return seen


def without_numbers(seen: dict) -> dict:
    """Two closings take other row numbers for their log, which says nothing of votes."""
    return {table: [row.split(",", 1)[1] for row in rows] for table, rows in seen.items() if rows}


@pytest.mark.django_db(transaction=True)
def test_two_ballots_look_the_same_whoever_cast_which_and_in_whatever_order(secret, five, cuc):
    first, second = five[3], five[1]
    seen = without_numbers(after(secret, [(first, "yes"), (second, "no")], cuc))
    assert seen == without_numbers(after(secret, [(second, "yes"), (first, "no")], cuc))
    assert seen == without_numbers(after(secret, [(second, "no"), (first, "yes")], cuc))
    assert seen == without_numbers(after(secret, [(first, "no"), (second, "yes")], cuc))
    assert seen != without_numbers(
        after(secret, [(first, "yes"), (second, "yes")], cuc)
    )  # it does see counters


@pytest.mark.django_db(transaction=True)
def test_until_closing_a_dump_shows_who_voted_and_nothing_of_what(secret, five):
    """Two dumps around one ballot: but for the mark "voted" and the sealed noise nothing differs."""
    before = dump()
    said = {word: after(secret, [(five[2], word)]) for word in ("yes", "no", "blank")}
    boxes = {word: seen.pop("awards_sealedbox") for word, seen in said.items()}
    assert said["yes"] == said["no"] == said["blank"]
    changed = [table for table in said["yes"] if said["yes"][table] != before[table]]
    assert changed == ["awards_attendance"]
    box = SealedBox.objects.get(meeting=secret)
    sizes = {after_size(secret, five[2], word) for word in ("yes", "no", "blank")}
    assert sizes == {len(bytes(box.sealed))}
    assert len({str(each) for each in boxes.values()}) == 3  # sealed anew each time


def after_size(meeting, person, word) -> int:
    with transaction.atomic():
        make.all_vote(meeting, [person], word)
        size = len(bytes(SealedBox.objects.get(meeting=meeting).sealed))
        transaction.set_rollback(True)
    return size


def test_dumpdata_and_backup_show_no_counter_before_closing(secret, five, tmp_path):
    make.all_vote(secret, five[:3], "yes")
    text = StringIO()
    call_command("dumpdata", "awards", stdout=text)
    rows = json.loads(text.getvalue())
    lines = [row["fields"] for row in rows if row["model"] == "awards.agendaitem"]
    assert {line[name] for line in lines for name in ("yes", "no", "blank", "ballots")} == {0}
    call_command("backup", str(tmp_path / "b.zip"), stdout=StringIO())
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        kept = [json.loads(row) for row in archive.read("database/awards.agendaitem.jsonl").splitlines()]
    assert {row["fields"]["yes"] for row in kept} == {0}


def test_the_queries_of_a_vote_name_no_counter_and_no_choice(secret, five):
    """What a page of SQL statements or a log of them would show."""
    with CaptureQueriesContext(connection) as queries:
        make.all_vote(secret, five[:1], "no")
    written = [q["sql"] for q in queries if q["sql"].startswith(("UPDATE", "INSERT"))]
    assert len(written) == 2  # the box, and the marks of all members
    assert not [sql for sql in written if "'no'" in sql or '"no"' in sql or "awards_agendaitem" in sql]


def test_the_box_opens_for_its_own_meeting_and_key_only(secret, five, settings, campaign, body, cuc):
    make.all_vote(secret, five[:2], "yes")
    assert [line.yes for line in ballot_box.take_out(secret).values()] == [2, 2]
    settings.SECRET_KEY, old = "khoa-moi", settings.SECRET_KEY
    with pytest.raises(Refused, match="SECRET_KEY"):
        ballot_box.take_out(secret)
    offer = next(each for each in MEETING.open_to(cuc, secret) if each.step.move == "close")
    assert "SECRET_KEY" in offer.missing[0]
    settings.SECRET_KEY_FALLBACKS = [old]
    assert [line.yes for line in ballot_box.take_out(secret).values()] == [2, 2]


def test_closing_and_calling_off_leave_no_box(campaign, unit, an, cuc, body, five):
    cases(campaign, unit, an, cuc)
    meeting = make.open_meeting(campaign, body, cuc, mode="secret")
    make.all_vote(meeting, five[:3])
    MEETING.perform("cancel", meeting, by=cuc, note="Mất điện")
    assert not SealedBox.objects.exists()
    meeting = make.open_meeting(campaign, body, cuc, mode="secret")
    make.all_vote(meeting, five)
    MEETING.perform("close", meeting, by=cuc)
    assert not SealedBox.objects.exists()
    assert counts(meeting) == [(5, 0, 0, 0)] * 2


@pytest.mark.django_db(transaction=True)
def test_a_member_who_may_not_vote_on_one_line_is_not_given_away_by_the_others(
    campaign, unit, an, cuc, body, five
):
    """Whatever the excluded member said, the same dump comes out of a council in which he said the opposite.

    The lines' totals differ by his missing ballot; that tells that he may not vote on the first line, which the
    minutes say anyway, and nothing of his vote on the second.
    """
    cases(campaign, unit, an, cuc, official=make.OfficialFactory(unit=unit, user=five[0]))
    meeting = make.open_meeting(campaign, body, cuc, mode="secret")
    excluded, second, third = five[:3]

    def world(his: str, hers: str):
        votes = [(third, "yes"), (excluded, {1: his}), (second, {0: "yes", 1: hers})]
        return without_numbers(after(meeting, votes, cuc))

    assert world("yes", "no") == world("no", "yes")
    assert world("yes", "blank") == world("blank", "yes")
    assert world("yes", "no") != world("yes", "yes")


def test_a_line_with_a_single_ballot_is_not_opened_either(campaign, unit, an, cuc, body, five):
    """Two have voted, one of them may not vote on the first line: its count would be the other's vote."""
    cases(campaign, unit, an, cuc, official=make.OfficialFactory(unit=unit, user=five[0]))
    meeting = make.open_meeting(campaign, body, cuc, mode="secret")
    make.all_vote(meeting, five[:2])
    with pytest.raises(Refused, match="ai cũng biết người đó chọn gì"):
        MEETING.perform("close", meeting, by=cuc, close_anyway=True)
    make.all_vote(meeting, five[2:3])
    MEETING.perform("close", meeting, by=cuc, close_anyway=True)


def test_no_secret_vote_is_opened_on_a_case_for_one_voter(campaign, ward, unit, an, cuc, five):
    cases(campaign, unit, an, cuc, official=make.OfficialFactory(unit=unit, user=five[0]))
    two = make.council(ward, 2, five[:2])
    with pytest.raises(Refused, match="chỉ 01 thành viên có mặt được biểu quyết nên không giữ kín được"):
        make.open_meeting(campaign, two, cuc, mode="secret")
    assert make.open_meeting(campaign, two, cuc, mode="open").status == "open"


def test_of_a_secret_vote_the_chair_learns_how_many_are_missing_and_no_name(secret, five, cuc):
    make.all_vote(secret, five[:3])
    offer = next(each for each in MEETING.open_to(cuc, secret) if each.step.move == "close")
    assert offer.missing[0] == "Còn 2 thành viên có mặt chưa bỏ phiếu."
    assert "Thành Viên" not in " ".join(offer.missing)


def vote_wrongly(meeting, person) -> None:
    cast(meeting, dict.fromkeys(meeting.items.values_list("pk", flat=True), UNKNOWN_CHOICE), by=person)


def test_a_report_of_an_error_names_no_choice_among_its_variables(rf, secret, five):
    with pytest.raises(Refused) as refused:
        vote_wrongly(secret, five[1])
    assert (
        UNKNOWN_CHOICE
        not in ExceptionReporter(rf.get("/"), Refused, refused.value, refused.tb).get_traceback_html()
    )


@pytest.mark.django_db(transaction=True)
def test_the_order_of_voting_is_not_kept_in_the_rows(secret, five):
    before = dump("awards_attendance")["awards_attendance"]
    for person in (five[4], five[0], five[2]):
        make.all_vote(secret, [person])
    rows = dump("awards_attendance")["awards_attendance"]
    assert [row.split(",")[0] for row in rows] == [row.split(",")[0] for row in before]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT DISTINCT xmin::text FROM awards_attendance")
            assert len(cursor.fetchall()) == 1


def test_a_secret_vote_makes_no_row_of_its_own(secret, five):
    before = {table: len(rows) for table, rows in dump().items()}
    make.all_vote(secret, five)
    assert {table: len(rows) for table, rows in dump().items()} == before
    assert not Ballot.objects.exists()


@pytest.mark.parametrize("model", [Attendance, AgendaItem, SealedBox])
def test_neither_voters_nor_counters_carry_a_time(model):
    assert not [f for f in model._meta.get_fields() if isinstance(f, (models.DateField, models.TimeField))]


def test_votes_leave_no_move_no_message_no_session_and_no_log_line(client, secret, five, caplog):
    caplog.set_level(logging.DEBUG)
    client.force_login(five[1])
    items = list(secret.items.all())
    choices = {f"item-{items[0].pk}": "no", f"item-{items[1].pk}": "yes"}
    moves = Move.objects.count()
    address = reverse("meeting-ballot", args=[secret.pk])
    asked = client.post(address, choices)
    assert "Không đồng ý" in asked.content.decode()
    assert counts(secret) == [(0, 0, 0, 0)] * 2
    answer = client.post(address, choices | {"cast": "1"})
    assert counts(secret) == [(0, 1, 0, 0), (1, 0, 0, 0)]
    assert Move.objects.count() == moves
    kept = [each.get_decoded() for each in Session.objects.all()]
    told = str(kept) + "".join(f"{k}={v}" for k, v in answer.cookies.items()) + caplog.text
    told += answer.headers["Location"]
    for word in (f"item-{items[0].pk}", "đồng ý", "'yes'", "'no'"):
        assert word not in told
    page = client.get(answer.headers["Location"]).content.decode()
    assert "Đã ghi nhận phiếu" in page
    assert "no-store" in asked.headers["Cache-Control"]
    again = client.get(address, follow=True).content.decode()
    assert "đã bỏ phiếu rồi" in again


def test_an_error_report_names_no_choice(client, secret, five, settings, monkeypatch, mailoutbox):
    settings.ADMINS = [("Quản trị", "quan-tri@example.vn")]
    client.raise_request_exception = False
    client.force_login(five[1])

    def breaks(*args, **kwargs):
        raise RuntimeError("hỏng")

    monkeypatch.setattr("awards.council.views.members.cast", breaks)
    fields = {f"item-{item.pk}": "blank" for item in secret.items.all()}
    client.post(reverse("meeting-ballot", args=[secret.pk]), fields | {"cast": "1"})
    assert not [mail for mail in mailoutbox if "'blank'" in mail.body]


MARKED = {
    "entitled_members": 9000,
    "entitled_present": 9000,
    "yes": 7311,
    "no": 1213,
    "blank": 217,
    "spoilt": 119,
    "ballots": 7311 + 1213 + 217 + 119,
}
FIGURES = ("7311", "7.311", "1213", "1.213", "217", "119")


@pytest.mark.parametrize("mode", ["secret", "open"])
def test_no_page_shows_a_counter_before_closing_to_anybody(client, secret, mode, five, cuc, dung, boss):
    type(secret).objects.filter(pk=secret.pk).update(mode=mode)
    AgendaItem.objects.update(**MARKED)
    Membership.objects.create(user=boss, role=Role.INTERNAL_AFFAIRS)  # superuser and officer at once
    pages = [reverse(name, args=[secret.pk]) for name in ("meeting", "meeting-progress")]
    pages += [reverse("meeting-case", args=[secret.pk, item.pk]) for item in secret.items.all()]
    pages += [reverse("meeting-list"), reverse("home"), reverse("meeting-move", args=[secret.pk, "close"])]
    pages += [
        reverse("admin:awards_councilmeeting_change", args=[secret.pk]),
        reverse("admin:awards_councilmeeting_changelist"),
    ]
    for person in (five[0], cuc, dung, boss):
        client.force_login(person)
        seen = 0
        for address in pages:
            answer = client.get(address)
            seen += answer.status_code == 200
            text = answer.content.decode()
            assert not [figure for figure in FIGURES if f">{figure}<" in text or f" {figure}/" in text], (
                address
            )
        assert seen >= 5
    assert results_of(secret) == []


def test_the_admin_neither_filters_nor_sorts_by_a_counter(client, secret, cuc):
    client.force_login(cuc)
    address = reverse("admin:awards_councilmeeting_changelist")
    for query in ("items__yes=1", "items__yes__gt=0", "attendances__voted=1"):
        assert client.get(f"{address}?{query}").status_code == 400
    assert client.get("/quan-tri/awards/agendaitem/").status_code == 404
    assert client.get("/quan-tri/awards/ballot/").status_code == 404


def test_the_admin_only_looks_meetings_up_and_leads_to_their_page(client, secret, five, cuc):
    client.force_login(cuc)
    make.all_vote(secret, five)
    MEETING.perform("close", secret, by=cuc)
    address = reverse("admin:awards_councilmeeting_change", args=[secret.pk])
    page = client.get(address).content.decode()
    assert f'href="{reverse("meeting", args=[secret.pk])}"' in page
    assert "Không đồng ý" not in page
    assert client.post(address, {"place": "Nơi khác"}).status_code == 403
    assert client.get(reverse("admin:awards_councilmeeting_add")).status_code == 403


def test_the_officer_keeps_the_members_in_the_admin(client, body, five, cuc, dung):
    address = reverse("admin:awards_council_change", args=[body.pk])
    for person, status in ((cuc, 200), (five[0], 302), (dung, 200)):
        client.force_login(person)
        assert client.get(address).status_code == status
    assert client.post(address, {"name": "Khác"}).status_code == 403  # the chairman only reads


def test_one_lonely_ballot_is_not_opened(secret, five, cuc):
    make.all_vote(secret, five[:1])
    offer = next(each for each in MEETING.open_to(cuc, secret) if each.step.move == "close")
    assert "mới có một phiếu" in offer.missing[0]


@pytest.mark.parametrize(
    ("others", "kept"),
    [("no", None), ("yes", False)],  # the counts fail without him: what he said stays his own
)
def test_of_the_chairs_vote_no_more_is_kept_than_the_result_tells(
    campaign, unit, an, cuc, body, five, others, kept
):
    campaign.chair_must_agree = True
    campaign.save()
    cases(campaign, unit, an, cuc)
    meeting = make.open_meeting(campaign, body, cuc, mode="secret")
    make.all_vote(meeting, five[:1], "no")
    make.all_vote(meeting, five[1:], others)
    MEETING.perform("close", meeting, by=cuc)
    assert set(meeting.items.values_list("passed", "chair_agrees")) == {(False, kept)}


def test_open_votes_are_shown_by_name_after_closing_only(client, campaign, unit, an, cuc, body, five):
    cases(campaign, unit, an, cuc)
    meeting = make.open_meeting(campaign, body, cuc, mode="open")
    make.all_vote(meeting, five[:3], "yes")
    cast(meeting, {item.pk: "no" for item in meeting.items.all()}, by=five[3])
    client.force_login(cuc)
    address = reverse("meeting", args=[meeting.pk])
    assert "Ý kiến từng thành viên" not in client.get(address).content.decode()
    MEETING.perform("close", meeting, by=cuc, close_anyway=True)
    page = client.get(address).content.decode()
    assert "Thành Viên 1, Thành Viên 2, Thành Viên 3" in page
    assert results_of(meeting)[0].by_name[1] == ("Không đồng ý", "Thành Viên 4")


def test_a_secret_vote_shows_no_name_after_closing(client, secret, five, cuc):
    make.all_vote(secret, five[:2], "no")
    make.all_vote(secret, five[2:], "yes")
    MEETING.perform("close", secret, by=cuc)
    client.force_login(five[0])
    page = client.get(reverse("meeting", args=[secret.pk])).content.decode()
    assert "3/5 đồng ý, bằng 60,00 %" in page
    assert "Thành Viên" not in page
