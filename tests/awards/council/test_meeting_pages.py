"""The council's pages: who comes in, what they show, what each button does."""

import re

import pytest
from django.urls import reverse

from awards.council.meetings import plan_meeting, record_attendance
from awards.council.rules import why_barred
from awards.council.workflow import MEETING
from awards.enums import MeetingStatus
from awards.models import CouncilMeeting
from dossiers.enums import NomineeStatus
from dossiers.models import Evidence
from dossiers.workflow import DOSSIER, NOMINEE
from phuong6.office.files import store_made
from tests import factories as make
from tests.awards.council.scene import cases, counts, voters


@pytest.fixture
def five(db):
    return voters()


@pytest.fixture
def body(ward, five):
    return make.council(ward, 5, five)


@pytest.fixture
def two_cases(campaign, unit, an, cuc):
    return cases(campaign, unit, an, cuc)


@pytest.fixture
def planned(campaign, body, cuc, two_cases):
    return plan_meeting(campaign, body, by=cuc, held_at=make.at(24), place="Phòng họp UBND phường")


@pytest.fixture
def opened(campaign, body, cuc, two_cases):
    return make.open_meeting(campaign, body, cuc, mode="secret")


@pytest.fixture
def page(client):
    """Fetch a page by its name, signed in as this person."""

    def get(person, name, *args, **kwargs):
        client.force_login(person)
        return client.get(reverse(name, args=args), **kwargs)

    return get


def evidence_of(item, by):
    finding = item.nominee.findings.first()
    return Evidence.objects.create(finding=finding, file=store_made(make.PDF, name="a.pdf", by=by), by=by)


def addresses(meeting, by) -> list[tuple[str, str]]:
    """(method, address) of every page of one meeting."""
    item, pk = meeting.items.first(), meeting.pk
    paper = item.nominee.papers.first()
    reads = [
        ("meeting", [pk]),
        ("meeting-progress", [pk]),
        ("meeting-attendance", [pk]),
        ("meeting-tally", [pk]),
        ("meeting-ballot", [pk]),
        ("meeting-case", [pk, item.pk]),
        ("meeting-paper", [pk, item.pk, paper.pk]),
        ("meeting-evidence", [pk, item.pk, evidence_of(item, by).pk]),
        *[("meeting-move", [pk, move]) for move in ("open", "close", "cancel")],
    ]
    posts = [("meeting-refresh", [pk]), ("meeting-remove", [pk, item.pk])]
    both = [
        name
        for name in reads
        if name[0] in ("meeting-attendance", "meeting-tally", "meeting-ballot", "meeting-move")
    ]
    return [("get", reverse(name, args=args)) for name, args in reads] + [
        ("post", reverse(name, args=args)) for name, args in posts + both
    ]


@pytest.mark.parametrize("who", ["an", "em", "thu", "van", "kien", "outsider", "boss", "stranger"])
@pytest.mark.parametrize("state", ["planned", "opened"])
def test_others_meet_a_closed_door_on_every_page(request, client, ward, cuc, hoa, who, state):
    meeting = request.getfixturevalue(state)
    if who == "stranger":  # sits in another council
        make.council(ward, 1, [hoa])
    client.force_login(hoa if who == "stranger" else request.getfixturevalue(who))
    before = counts(meeting), meeting.attendances.filter(present=True).count()
    for method, address in addresses(meeting, cuc):
        assert getattr(client, method)(address).status_code in (403, 404), (method, address)
    meeting.refresh_from_db()
    assert (counts(meeting), meeting.attendances.filter(present=True).count()) == before
    assert meeting.status == (MeetingStatus.PLANNED if state == "planned" else MeetingStatus.OPEN)


def test_nobody_comes_in_without_signing_in(client, opened, cuc):
    for method, address in addresses(opened, cuc):
        answer = getattr(client, method)(address)
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith(reverse("sign-in"))


@pytest.mark.parametrize("name", ["meeting-list", "meeting-plan"])
@pytest.mark.parametrize("who", ["an", "thu", "van", "kien", "outsider", "boss"])
def test_the_list_and_the_planning_are_closed_to_others(request, page, campaign, who, name):
    assert page(request.getfixturevalue(who), name).status_code == 403


def test_a_member_reads_but_does_not_run(client, opened, five):
    client.force_login(five[1])
    pk, item = opened.pk, opened.items.first()
    assert client.get(reverse("meeting", args=[pk])).status_code == 200
    for name, args in [
        ("meeting-attendance", [pk]),
        ("meeting-tally", [pk]),
        ("meeting-move", [pk, "close"]),
        ("meeting-refresh", [pk]),
        ("meeting-remove", [pk, item.pk]),
    ]:
        assert client.post(reverse(name, args=args)).status_code == 403
    assert client.get(reverse("meeting-plan")).status_code == 403
    assert "Điều hành phiên họp" not in client.get(reverse("meeting", args=[pk])).content.decode()


def test_an_absent_member_reads_but_gets_no_ballot(client, opened, five):
    opened.attendances.filter(member__user=five[1]).update(present=False)
    client.force_login(five[1])
    assert "vắng mặt" in client.get(reverse("meeting", args=[opened.pk])).content.decode()
    assert client.get(reverse("meeting-ballot", args=[opened.pk])).status_code == 403
    assert client.post(reverse("meeting-ballot", args=[opened.pk]), {"cast": "1"}).status_code == 403


def test_nothing_is_changed_by_looking(client, planned, cuc):
    client.force_login(cuc)
    for name, args in (
        ("meeting-refresh", [planned.pk]),
        ("meeting-remove", [planned.pk, planned.items.first().pk]),
    ):
        there = client.get(reverse(name, args=args), follow=True)
        assert there.redirect_chain[-1][0] == reverse("meeting", args=[planned.pk])
    assert planned.items.count() == 2


def test_the_officer_plans_a_meeting_and_sees_its_agenda(client, campaign, body, cuc, two_cases):
    client.force_login(cuc)
    form = {"council": body.pk, "day": "24/11/2023", "hour": "08:00", "place": "Hội trường", "mode": "secret"}
    page = client.post(reverse("meeting-plan"), form, follow=True).content.decode()
    meeting = CouncilMeeting.objects.get()
    assert meeting.held_at == make.at(24, hour=8)
    assert "Thứ Sáu, 24/11/2023" in page
    assert all(each.addressed in page for each in two_cases)
    assert "có mặt 0/5, cần ít nhất 2/3 tổng số thành viên" in page


def test_the_unit_stands_once_beside_a_name(page, planned, cuc, two_cases):
    item = planned.items.filter(nominee__kind="individual").first()
    role = f"Trưởng khóm, {item.nominee.dossier.unit}"
    type(item.nominee).objects.filter(pk=item.nominee_id).update(position=role)
    assert f'<span class="cases__hint">{role}</span>' in page(cuc, "meeting", planned.pk).content.decode()
    shown = page(cuc, "meeting-case", planned.pk, item.pk).content.decode()
    assert f" · {role}</p>" in shown


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("day", "", "Hãy ghi ngày họp."),
        ("day", "31/02/2023", "“31/02/2023” không phải là ngày có thật."),
        ("day", "31/12/2021", "hoạt động từ 01/01/2022"),
        ("hour", "25:00", "Không đọc được giờ “25:00”."),
        ("place", " ", "Hãy ghi địa điểm họp."),
        ("council", "999", "chọn"),
    ],
)
def test_a_wrong_plan_is_refused_and_kept(client, campaign, body, cuc, field, value, says):
    client.force_login(cuc)
    form = {"council": body.pk, "day": "24/11/2023", "hour": "08:00", "place": "Hội trường B", "mode": "open"}
    page = client.post(reverse("meeting-plan"), form | {field: value}).content.decode()
    assert says in page
    assert field == "place" or "Hội trường B" in page
    assert not CouncilMeeting.objects.exists()


def test_the_clock_of_the_meeting_is_vietnams(campaign, body, cuc):
    meeting = plan_meeting(campaign, body, by=cuc, held_at=make.at(24, hour=6))
    assert str(meeting) == "Phiên họp 24/11/2023"


def test_attendance_is_ticked_and_the_quorum_shown(client, planned, cuc):
    client.force_login(cuc)
    lines = list(planned.attendances.order_by("member__order"))
    form = {f"present-{line.pk}": "on" for line in lines[:4]} | {f"reason-{lines[4].pk}": "Đi công tác"}
    page = client.post(reverse("meeting-attendance", args=[planned.pk]), form, follow=True).content.decode()
    assert "có mặt 4/5, cần ít nhất 2/3 tổng số thành viên" in page
    assert "đủ để họp" in page
    lines[4].refresh_from_db()
    assert (lines[4].present, lines[4].absent_reason) == (False, "Đi công tác")
    long = client.post(reverse("meeting-attendance", args=[planned.pk]), {f"reason-{lines[0].pk}": "x" * 201})
    assert "Lý do dài quá 200 chữ" in long.content.decode()


def test_a_case_is_taken_off_and_comes_back_with_a_refresh(client, planned, cuc):
    client.force_login(cuc)
    item = planned.items.order_by("order").first()
    client.post(reverse("meeting-remove", args=[planned.pk, item.pk]))
    assert planned.items.count() == 1
    client.post(reverse("meeting-refresh", args=[planned.pk]))
    assert planned.items.count() == 2


def test_a_case_off_the_agenda_is_named_and_put_back_with_a_press(client, planned, cuc, five, two_cases):
    client.force_login(cuc)
    page, opening = (
        reverse("meeting", args=[planned.pk]),
        reverse("meeting-move", args=[planned.pk, "open"]),
    )
    says = "1 trường hợp đủ điều kiện chưa có trong chương trình họp"
    assert says not in client.get(page).content.decode()
    assert says not in client.get("/").content.decode()
    first = planned.items.order_by("order").first()
    address = reverse("meeting-remove", args=[planned.pk, first.pk])
    assert "Muốn đưa lại, bấm “Đưa vào chương trình”" in client.post(address, follow=True).content.decode()
    add = reverse("meeting-add", args=[planned.pk, first.nominee_id])
    for shown in (page, opening):
        told = client.get(shown).content.decode()
        assert says in told
        assert add in told
    assert says in client.get("/").content.decode()
    client.force_login(five[0])
    assert says not in client.get(page).content.decode()
    assert client.post(add).status_code == 403
    client.force_login(cuc)
    assert "vào chương trình họp" in client.post(add, follow=True).content.decode()
    assert list(planned.items.order_by("order").values_list("nominee", flat=True)) == [
        each.pk for each in two_cases
    ]
    assert "đã có trong chương trình" in client.post(add, follow=True).content.decode()
    assert client.get(add).status_code == 302, "looking changes nothing"


def test_before_opening_who_is_absent_how_many_cases_and_the_hour_are_read_once_more(
    client, planned, cuc, time_machine
):
    client.force_login(cuc)
    *there, away = planned.attendances.order_by("member__order")
    reasons = {f"reason-{away.pk}": "Đi công tác"}
    ticks = {f"present-{line.pk}": "on" for line in there}
    client.post(reverse("meeting-attendance", args=[planned.pk]), ticks | reasons)
    address = reverse("meeting-move", args=[planned.pk, "open"])
    time_machine.move_to(make.at(22, hour=9), tick=False)
    page = client.get(address).content.decode()
    assert f"{away.member.name} (Đi công tác)" in page
    assert "02: 00 tập thể, 02 cá nhân" in page
    assert planned.get_mode_display() in page
    assert "bây giờ mới 09:00, Thứ Tư, 22/11/2023" in page
    assert "sẽ ghi ngày họp là hôm nay" in page
    time_machine.move_to(planned.held_at, tick=False)
    assert "bây giờ mới" not in client.get(address).content.decode()
    time_machine.move_to(make.at(22, hour=9), tick=False)
    client.post(address)
    planned.refresh_from_db()
    assert planned.status == MeetingStatus.OPEN, "a warning, no refusal"


def test_once_open_the_page_tells_the_hour_it_was_opened_beside_the_one_planned(page, planned, cuc):
    assert "Khai mạc lúc" not in page(cuc, "meeting", planned.pk).content.decode()
    record_attendance(planned, set(planned.attendances.values_list("pk", flat=True)), by=cuc)
    MEETING.perform("open", planned, by=cuc, at=make.at(24, hour=4))
    shown = page(cuc, "meeting", planned.pk).content.decode()
    assert "<dt>Khai mạc lúc</dt><dd>04:00, 24/11/2023</dd>" in shown
    assert "<dt>Thời gian mời họp</dt><dd>09:00," in shown


def test_a_unit_that_is_the_collective_itself_is_not_said_twice(page, campaign, unit, an, cuc, body, five):
    dossier = make.draft(campaign, unit, an)
    make.nominate(dossier, collective=make.CollectiveFactory(unit=unit, name=unit.name, is_whole_unit=True))
    make.nominate(dossier, order=2)
    DOSSIER.perform("submit", make.complete(dossier, an), by=an, at=make.at(10))
    DOSSIER.perform("take_up", dossier, by=cuc, at=make.at(11))
    for nominee in dossier.nominees.all():
        make.eligible(nominee, cuc)
    meeting = make.open_meeting(campaign, body, cuc, mode="secret")
    twice = re.compile(rf'{unit}(</a>)?\s*<span class="cases__hint">{unit}<')
    for shown in (page(cuc, "meeting", meeting.pk), page(five[1], "meeting-ballot", meeting.pk)):
        assert f"{unit}<" in shown.content.decode()
        assert not twice.search(shown.content.decode())


def test_a_meeting_planned_before_any_case_is_eligible_says_so_and_prints_no_ballots(
    client, campaign, body, cuc
):
    client.force_login(cuc)
    form = {"council": body.pk, "day": "24/11/2023", "hour": "08:00", "place": "Hội trường", "mode": "tally"}
    page = client.post(reverse("meeting-plan"), form, follow=True).content.decode()
    assert "Chưa có trường hợp nào đủ điều kiện" in page
    assert "Đã lập phiên họp và" not in page
    meeting = CouncilMeeting.objects.get()
    assert reverse("meeting-ballots", args=[meeting.pk]) not in page
    assert reverse("paper", args=["ballot", meeting.pk]) not in page


def test_a_meeting_is_opened_and_closed_from_its_page(client, planned, cuc, five):
    client.force_login(cuc)
    address = {move: reverse("meeting-move", args=[planned.pk, move]) for move in ("open", "close", "cancel")}
    assert "Chưa đủ số người để họp" in client.get(address["open"]).content.decode()
    assert "Chưa đủ số người để họp" in client.post(address["open"]).content.decode()
    planned.attendances.update(present=True)
    client.post(address["open"])
    planned.refresh_from_db()
    assert planned.status == MeetingStatus.OPEN
    make.all_vote(planned, five[:4])
    page = client.get(reverse("meeting", args=[planned.pk])).content.decode()
    assert "Đã bỏ phiếu 4/5" in page
    assert "còn 1 thành viên chưa bỏ phiếu" in client.get(address["close"]).content.decode()
    assert "Hãy đánh dấu nếu vẫn muốn kết thúc" in client.post(address["close"]).content.decode()
    page = client.post(address["close"], {"close_anyway": "on"}, follow=True).content.decode()
    assert "4/5 đồng ý, bằng 80,00 %" in page
    assert "trên 50 %, tính trên số thành viên có mặt" in page
    assert client.post(address["cancel"], {"note": "Muộn"}).status_code == 302
    planned.refresh_from_db()
    assert planned.status == MeetingStatus.CLOSED
    assert client.get(reverse("meeting-move", args=[planned.pk, "reopen"])).status_code == 404


def test_calling_off_needs_a_reason(client, opened, cuc, two_cases):
    client.force_login(cuc)
    address = reverse("meeting-move", args=[opened.pk, "cancel"])
    assert "Hãy ghi lý do phiên họp không thành" in client.post(address, {"note": ""}).content.decode()
    client.post(address, {"note": "Mất điện"})
    two_cases[0].refresh_from_db()
    assert two_cases[0].status == NomineeStatus.ELIGIBLE


def test_a_ballot_is_filled_in_read_again_mended_and_cast(client, opened, five):
    client.force_login(five[0])
    address = reverse("meeting-ballot", args=[opened.pk])
    first, second = opened.items.order_by("order")
    page = client.get(address).content.decode()
    assert page.count('type="radio"') == 6
    assert "checked" not in page
    page = client.post(address, {f"item-{first.pk}": "yes"}).content.decode()
    assert f"{second.nominee.addressed}: Hãy chọn một ý kiến." in page
    assert f"{first.nominee.addressed}: Hãy chọn" not in page
    assert page.count("checked") == 1
    choices = {f"item-{first.pk}": "yes", f"item-{second.pk}": "no"}
    assert "Xem lại phiếu trước khi bỏ" in client.post(address, choices).content.decode()
    mended = client.post(address, choices | {"edit": "1"}).content.decode()
    assert mended.count("checked") == 2
    assert counts(opened) == [(0, 0, 0, 0)] * 2
    wrong = client.post(address, {f"item-{first.pk}": "spoilt", f"item-{second.pk}": "no", "cast": "1"})
    assert "Hãy chọn một trong ba ý kiến" in wrong.content.decode()
    several = client.post(
        address, choices | {f"item-{first.pk}": ["yes", "no"], "cast": "1"}
    ).content.decode()
    assert f"{first.nominee.addressed}: Mỗi trường hợp chỉ chọn một ý kiến" in several
    assert several.count("checked") == 1
    assert counts(opened) == [(0, 0, 0, 0)] * 2
    client.post(address, choices | {"cast": "1"})
    client.post(address, choices | {"cast": "1"})
    assert counts(opened) == [(1, 0, 0, 0), (0, 1, 0, 0)]


def test_own_case_is_shown_but_not_asked(client, campaign, unit, an, cuc, body, five):
    cases(campaign, unit, an, cuc, official=make.OfficialFactory(unit=unit, user=five[0]))
    meeting = make.open_meeting(campaign, body, cuc, mode="secret")
    client.force_login(five[0])
    page = client.get(reverse("meeting-ballot", args=[meeting.pk])).content.decode()
    assert "không biểu quyết trường hợp của mình" in page
    assert page.count('type="radio"') == 3


@pytest.mark.parametrize(
    ("own_unit", "himself", "sentence"),
    [
        (False, True, "Ông/bà không biểu quyết trường hợp của mình."),
        (True, True, "Ông/bà không biểu quyết trường hợp của mình, của đơn vị mình."),
        (True, False, "Ông/bà không biểu quyết trường hợp của đơn vị mình."),
        (False, False, ""),
    ],
)
def test_the_ballot_says_what_the_rule_bars(campaign, unit, an, cuc, body, five, own_unit, himself, sentence):
    campaign.exclude_own_unit = own_unit
    campaign.save()
    official = make.OfficialFactory(unit=unit, user=five[0])
    nominated = official if himself else make.OfficialFactory(unit=unit)
    cases(campaign, unit, an, cuc, official=nominated)
    meeting = make.open_meeting(campaign, body, cuc, mode="secret")
    mine = meeting.attendances.get(member__user=five[0]).member
    item = meeting.items.get(nominee__official=nominated)
    assert why_barred(mine, item, meeting) == sentence


def test_a_case_shows_what_the_council_needs_and_no_private_note(client, opened, five, two_cases, cuc):
    item = opened.items.order_by("order").first()
    type(item.nominee).objects.filter(pk=item.nominee_id).update(clear_note="Đang bị tố cáo nặc danh")
    paper = evidence_of(item, cuc)
    client.force_login(five[0])
    page = client.get(reverse("meeting-case", args=[opened.pk, item.pk])).content.decode()
    for words in (
        "Giải quyết hồ sơ đúng hạn.",
        "Đã thực hiện tốt.",
        "Chưa có Chỉ số CCHC",
        "chưa đủ căn cứ về Chỉ số",
    ):
        assert words in page
    assert "tố cáo" not in page
    report = item.nominee.papers.get()
    for name, pk in (("meeting-paper", report.pk), ("meeting-evidence", paper.pk)):
        answer = client.get(reverse(name, args=[opened.pk, item.pk, pk]))
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/pdf")
        assert "no-store" in answer.headers["Cache-Control"]
        assert answer.getvalue().startswith(make.PDF)  # read to its end, the file is closed


def test_only_papers_of_that_very_nominee_are_handed_out(client, opened, five, cuc):
    first, second = opened.items.order_by("order")
    dossier = first.nominee.dossier
    client.force_login(five[0])
    others = [*dossier.papers.exclude(nominee=first.nominee).values_list("pk", flat=True), 99999]
    assert len(others) == 4  # tờ trình, biên bản, the other's report, nothing
    for pk in others:
        assert client.get(reverse("meeting-paper", args=[opened.pk, first.pk, pk])).status_code == 404
    theirs = evidence_of(second, cuc)
    assert client.get(reverse("meeting-evidence", args=[opened.pk, first.pk, theirs.pk])).status_code == 404
    assert client.get(reverse("meeting-case", args=[opened.pk, 99999])).status_code == 404


def test_a_meeting_called_off_shows_members_no_case(client, opened, five, cuc):
    MEETING.perform("cancel", opened, by=cuc, note="Mất điện")
    item = opened.items.first()
    client.force_login(five[0])
    assert client.get(reverse("meeting-case", args=[opened.pk, item.pk])).status_code == 403
    assert client.get(reverse("meeting", args=[opened.pk])).status_code == 200


def test_a_withdrawn_case_says_so_on_ballot_and_agenda(client, opened, five, cuc, two_cases):
    NOMINEE.perform("withdraw", two_cases[0], by=cuc, note="Xin rút")
    client.force_login(five[0])
    page = client.get(reverse("meeting-ballot", args=[opened.pk])).content.decode()
    assert "Đã rút, không biểu quyết" in page
    assert page.count('type="radio"') == 3


def test_the_list_shows_members_their_own_councils_meetings(
    page, ward, campaign, cuc, dung, five, hoa, opened
):
    other = make.council(ward, 1, [hoa])
    plan_meeting(campaign, other, by=cuc, held_at=make.at(27), place="Phòng riêng")
    assert "Phòng riêng" not in page(five[0], "meeting-list").content.decode()
    assert "Phòng riêng" in page(hoa, "meeting-list").content.decode()
    for person in (cuc, dung):
        assert "Phòng riêng" in page(person, "meeting-list").content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_database_the_same_for_one_and_three(
    client, campaign, body, cuc, two_cases, rows, django_assert_num_queries
):
    for n in range(rows):
        plan_meeting(campaign, body, by=cuc, held_at=make.at(20 + n))
    client.force_login(cuc)
    client.get(reverse("meeting-list"))
    with django_assert_num_queries(7):
        client.get(reverse("meeting-list"))


@pytest.mark.parametrize("people", [1, 3])
@pytest.mark.parametrize(
    ("state", "queries"), [("planned", 19), ("open", 14), ("closed", 16), ("ballot", 13)]
)
def test_a_meeting_asks_the_database_the_same_for_one_case_and_three(
    client, campaign, unit, an, cuc, body, five, people, state, queries, django_assert_num_queries
):
    cases(campaign, unit, an, cuc, people=people)
    meeting = plan_meeting(campaign, body, by=cuc, held_at=make.at(24), mode="open")
    if state != "planned":
        meeting.attendances.update(present=True)
        MEETING.perform("open", meeting, by=cuc)
    if state == "closed":
        make.all_vote(meeting, five)
        MEETING.perform("close", meeting, by=cuc)
    client.force_login(five[0] if state == "ballot" else cuc)
    address = reverse("meeting-ballot" if state == "ballot" else "meeting", args=[meeting.pk])
    client.get(address)
    with django_assert_num_queries(queries):
        assert client.get(address).status_code == 200
