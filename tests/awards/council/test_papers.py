"""Invitation, ballot, count, minutes and proposal of a meeting: what they say, and that none tells a vote too soon."""

import hashlib
import subprocess
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from awards.council.meetings import plan_meeting, record_attendance
from awards.council.papers import ballot, invitation, proposal, vote_count
from awards.council.papers import minutes as council_minutes
from awards.council.record import write_record
from awards.council.workflow import MEETING
from awards.enums import SeatRole
from awards.models import CouncilMember
from campaigns.enums import Role
from campaigns.models import Membership
from dossiers.workflow import DOSSIER, NOMINEE
from phuong6.office.files import store_made
from phuong6.office.models import IssuedPaper, Message, Printout, SignedCopy
from phuong6.office.papers.issuing import issue_paper
from phuong6.office.papers.kinds import Issue, papers_about
from phuong6.office.workflow import NotAllowed, Refused
from tests import factories as make
from tests.awards.council.scene import cases, counted_on_paper, voters
from tests.awards.paper_words import words_of
from tests.lib.files.test_uploads import pdf_bytes

VOTES = (vote_count, council_minutes, proposal)


@pytest.fixture
def five(db):
    return voters()


@pytest.fixture
def body(ward, five):
    found = make.council(ward, 5, five)
    seats = [
        ("Ngô Văn Dũng", "Chủ tịch Ủy ban nhân dân Phường 6", SeatRole.CHAIR),
        ("Lý Hữu Phúc", "Phó Chủ tịch Ủy ban nhân dân Phường 6", SeatRole.VICE),
        ("Võ Thị Cúc", "Cán bộ Nội vụ", SeatRole.SECRETARY),
    ]
    for member, (name, position, seat) in zip(found.members.order_by("order"), seats, strict=False):
        CouncilMember.objects.filter(pk=member.pk).update(name=name, position=position, seat=seat)
    return found


@pytest.fixture
def two_cases(campaign, unit, an, cuc):
    return cases(campaign, unit, an, cuc)


@pytest.fixture
def planned(campaign, body, cuc, two_cases):
    return plan_meeting(
        campaign, body, by=cuc, held_at=make.at(24, hour=8), place="Phòng họp UBND phường", mode="tally"
    )


@pytest.fixture
def opened(planned, cuc):
    """Four of five are there; the fifth is on leave."""
    lines = list(planned.attendances.order_by("member__order"))
    there = {line.pk for line in lines[:4]}
    record_attendance(planned, there, by=cuc, reasons={lines[4].pk: "Nghỉ phép"})
    return MEETING.perform("open", planned, by=cuc, at=make.at(24, hour=8))


@pytest.fixture
def closed(opened, cuc, cam):
    """The first case passes with 3 of 4, the second fails with 2 of 4."""
    counted_on_paper(opened, cuc, cam, (3, 1, 0, 0), (2, 1, 0, 1))
    return MEETING.perform("close", opened, by=cuc, at=make.at(24, hour=10, minute=30))


def record(meeting, by, **told):
    empty = {
        "discussion": "",
        "secretary": "",
        "tellers": "",
        "ended_at": None,
    }
    return write_record(meeting, empty | told, by=by)


def test_the_invitation_tells_hour_day_place_agenda_and_members(planned):
    text = words_of(invitation.KIND.paper(planned))
    assert "GIẤY MỜI Họp Hội đồng Thi đua - Khen thưởng Phường 6" in text
    assert "3. Thời gian: 08 giờ 00, Thứ Sáu, ngày 24 tháng 11 năm 2023" in text
    assert "4. Địa điểm: Phòng họp UBND phường" in text
    assert "2. Chủ trì: Ngô Văn Dũng, Chủ tịch Hội đồng" in text
    assert "cho 02 cá nhân trong phong trào thi đua" in text
    assert "03 Võ Thị Cúc Cán bộ Nội vụ Ủy viên, thư ký" in text
    assert "Trưởng khóm, Ban nhân dân Khóm 1 Giải quyết hồ sơ đúng hạn." in text


def test_a_draft_invitation_has_dots_an_issued_one_its_number(planned, cuc, time_machine):
    assert "Số: ……/GM-UBND Phường 6," in words_of(invitation.KIND.paper(planned)).replace(
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc ", ""
    )
    time_machine.move_to(make.at(20), tick=False)
    issued = issue_paper(invitation.KIND, planned, by=cuc, day=date(2023, 11, 20), number=7)
    assert issued.full_number == "07/GM-UBND"
    assert issued.file.sha256


def test_only_the_officer_issues_the_invitation(planned, dung, five, kien, boss, time_machine):
    time_machine.move_to(make.at(20), tick=False)
    for person in (dung, five[0], kien, boss):
        with pytest.raises(NotAllowed):
            issue_paper(invitation.KIND, planned, by=person, day=date(2023, 11, 20), number=7)


def test_an_invitation_without_place_or_after_the_opening_is_refused(planned, opened, cuc):
    type(opened).objects.filter(pk=opened.pk).update(place="")
    opened.refresh_from_db()
    with pytest.raises(Refused) as refused:
        issue_paper(invitation.KIND, opened, by=cuc, day=date(2023, 11, 20), number=7)
    assert "Hãy ghi địa điểm họp" in refused.value.sentences[0]
    assert "đã khai mạc" in refused.value.sentences[1]


def test_the_ballot_has_two_empty_boxes_per_line_and_nothing_of_a_voter(planned, two_cases):
    paper = ballot.KIND.paper(planned)
    rows = [row for row in paper.blocks[0].rows if isinstance(row, tuple)]
    assert [(row[0], row[1], row[3:]) for row in rows] == [
        ("01", two_cases[0].addressed, ("", "")),
        ("02", two_cases[1].addressed, ("", "")),
    ]
    text = words_of(paper)
    assert "Người bỏ phiếu không ký tên" in text
    assert "để trống dòng đó" in text
    assert not [name for name in ("Ngô Văn Dũng", "Thành Viên", "Số:") if name in text]


def test_every_ballot_that_is_printed_is_the_same(client, opened, cuc, dung):
    answers = []
    for person in (cuc, dung, cuc):
        client.force_login(person)
        answers.append(client.get(reverse("paper-pdf", args=["ballot", opened.pk])))
    assert {answer.status_code for answer in answers} == {200}
    assert Printout.objects.get().kind == "ballot"


def test_ballots_for_everybody_present_are_one_page_over_and_over(client, opened, five, cuc, an, tmp_path):
    address = reverse("meeting-ballots", args=[opened.pk])
    for person, status in ((an, 404), (five[0], 403), (cuc, 200)):
        client.force_login(person)
        answer = client.get(address)
        assert answer.status_code == status
    printed = tmp_path / "phieu.pdf"
    printed.write_bytes(answer.getvalue())
    subprocess.run(["pdftoppm", "-r", "60", "-png", printed, tmp_path / "trang"], check=True)  # noqa: S607
    pictures = [each.read_bytes() for each in sorted(tmp_path.glob("trang*.png"))]
    assert len(pictures) == 4  # those present
    assert len(set(pictures)) == 1  # the code in the corner too


def test_the_issued_invitation_is_written_to_every_member_once(planned, body, cuc, five, time_machine):
    time_machine.move_to(make.at(20), tick=False)
    five[1].email = "phuc@phuong6.example"
    five[1].save()
    issue_paper(invitation.KIND, planned, by=cuc, day=date(2023, 11, 20), number=7)
    sent = Message.objects.filter(kind="council-invitation").order_by("pk")
    assert [each.addressee_name for each in sent] == list(
        body.members.order_by("order").values_list("name", flat=True)
    )
    assert {each.status for each in sent} == {"draft"}
    assert sent[1].email == "phuc@phuong6.example"
    assert "Giấy mời số 07/GM-UBND" in sent[0].body
    assert "08:00, Thứ Sáu, 24/11/2023" in sent[0].body
    assert "Phòng họp UBND phường" in sent[0].body
    assert "Nguyễn Văn Số" not in sent[0].body  # nobody proposed is named in a letter


def test_slips_that_go_out_are_announced_to_every_member(campaign, body, cuc, two_cases):
    meeting = plan_meeting(
        campaign, body, by=cuc, held_at=make.at(20), mode="written", due_on=date(2023, 11, 27)
    )
    MEETING.perform("open", meeting, by=cuc, at=make.at(20))
    sent = Message.objects.filter(kind="council-slip")
    assert sent.count() == 5
    assert "chậm nhất Thứ Hai, 27/11/2023" in sent.first().body


def test_a_withdrawn_case_is_on_no_ballot(opened, cuc, two_cases):
    NOMINEE.perform("withdraw", two_cases[0], by=cuc, note="Xin rút")
    assert two_cases[0].addressed not in words_of(ballot.KIND.paper(opened))


@pytest.mark.parametrize("mode", ["secret", "open"])
def test_a_meeting_that_votes_on_the_system_has_no_ballots(planned, cuc, mode):
    planned.mode = mode
    assert not ballot.KIND.may_read(cuc, planned)


def test_the_count_adds_up_and_names_the_conclusion(closed, cuc, two_cases):
    record(closed, cuc, tellers="Lý Hữu Phúc\nThành Viên 4")
    closed.refresh_from_db()
    text = words_of(vote_count.KIND.paper(closed))
    assert "- Lý Hữu Phúc, Trưởng ban - Thành Viên 4, thành viên" in text
    assert "Tổng số thành viên Hội đồng: 05; có mặt: 04" in text
    assert "Số phiếu phát ra: 04; thu vào: 04 Số phiếu hợp lệ: 04; không hợp lệ: 00" in text
    assert "3 1 0 0 0 3/4 75,00% Đạt" in text
    assert "2 1 0 1 0 2/4 50,00% Không đạt" in text
    assert "Trong 02 trường hợp được biểu quyết, 01 trường hợp đạt tỷ lệ quy định" in text
    assert "gồm 01 cá nhân." in text


def test_tellers_nobody_named_are_dotted_and_the_two_typings_told(closed):
    text = words_of(vote_count.KIND.paper(closed))
    assert text.count("………………, thành viên") == 2
    assert "do Võ Thị Cúc và Bùi Thị Cam nhập riêng hai lần; hai lần nhập giống nhau." in text


def test_of_a_vote_on_the_system_the_ballots_are_known(campaign, body, cuc, five, two_cases):
    meeting = make.open_meeting(campaign, body, cuc, mode="secret")
    make.all_vote(meeting, five[:4])
    closed = MEETING.perform("close", meeting, by=cuc, close_anyway=True)
    text = words_of(vote_count.KIND.paper(closed))
    assert "Số phiếu phát ra: 05; thu vào: 04 Số phiếu hợp lệ: 04; không hợp lệ: 00" in text


def test_the_minutes_tell_who_came_what_was_said_and_voted(closed, cuc, two_cases):
    record(
        closed, cuc, discussion="Ông Phúc: nhất trí.\nBà Cúc: không có ý kiến.", ended_at=make.at(24, hour=11)
    )
    closed.refresh_from_db()
    paper = council_minutes.KIND.paper(closed)
    text = words_of(paper)
    assert "Số: 01/BB-HĐTĐKT" in text
    assert "Phường 6, ngày 24 tháng 11 năm 2023" in text
    assert "Thời gian bắt đầu: 08 giờ 00, Thứ Sáu, ngày 24 tháng 11 năm 2023" in text
    assert "1. Chủ trì: Ngô Văn Dũng, Chủ tịch Hội đồng 2. Thư ký: Võ Thị Cúc" in text
    assert "3. Thành viên có mặt: 04/05" in text
    assert "4. Thành viên vắng mặt: 01 - Thành Viên 5, Ủy viên: Nghỉ phép" in text
    assert "có mặt 4/5, cần ít nhất 2/3 tổng số thành viên: đủ điều kiện để họp" in text
    assert "Nội dung tiêu chí 1 dành cho tập thể" in text
    assert "Ông Phúc: nhất trí. Bà Cúc: không có ý kiến." in text
    assert "trên 50%" in text
    assert f"tặng Giấy khen cho 01 cá nhân: - {two_cases[0].addressed}" in text
    assert f"Không đề nghị 01 cá nhân: ông {two_cases[1].name}." in text
    assert "kết thúc lúc 11 giờ 00 cùng ngày" in text


def test_whoever_signs_for_the_council_shows_the_office_held(closed):
    secretary, chair = council_minutes.KIND.paper(closed).signatures
    assert (secretary.titles, secretary.name) == (("THƯ KÝ",), "Võ Thị Cúc")
    assert (chair.titles, chair.office, chair.name) == (
        ("CHỦ TỊCH HỘI ĐỒNG",),
        "CHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG 6",
        "Ngô Văn Dũng",
    )
    signer = proposal.KIND.paper(closed).signatures[0]
    assert signer.titles == ("TM. HỘI ĐỒNG", "PHÓ CHỦ TỊCH")
    assert (signer.office, signer.name) == ("PHÓ CHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG 6", "Lý Hữu Phúc")


def test_the_proposal_counts_dossiers_and_lists_whom_it_proposes(closed, two_cases):
    paper = proposal.KIND.paper(closed)
    text = words_of(paper)
    assert "Kính gửi: Chủ tịch Ủy ban nhân dân Phường 6." in text
    assert "Số hồ sơ của các đơn vị đã nhận: 01, đề nghị 02 trường hợp" in text
    assert "Đủ điều kiện trình Hội đồng: 02 trường hợp" in text
    assert "Không đủ điều kiện: 00 trường hợp" in text
    assert "Biên bản số 01/BB-HĐTĐKT ngày 24 tháng 11 năm 2023 của Hội đồng" in text
    assert "Hội đồng biểu quyết 02 trường hợp; 01 trường hợp đạt" in text
    listed = [row for row in paper.appendices[0].blocks[0].rows if isinstance(row, tuple)]
    assert [(row[1], row[-1]) for row in listed] == [(two_cases[0].addressed, "3/4\n75,00 %")]


def test_whom_nobody_has_appraised_yet_the_proposal_does_not_call_eligible(
    closed, campaign, two_cases, other_unit, em, cuc
):
    """A dossier taken up after the agenda was drawn up waits for its appraisal."""
    late = make.draft(campaign, other_unit, em)
    make.nominate(late)
    make.nominate(late)
    make.complete(late, em)
    DOSSIER.perform("submit", late, by=em, at=make.at(10))
    text = words_of(proposal.KIND.paper(closed))
    assert "đã nhận: 02, đề nghị 04 trường hợp" in text
    assert "Đủ điều kiện trình Hội đồng: 02 trường hợp" in text
    assert "Đang thẩm định: 02 trường hợp" in text


@pytest.mark.parametrize(
    ("day", "decree", "other"),
    [(date(2023, 12, 29), "91/2017", "98/2023"), (date(2024, 1, 2), "98/2023", "91/2017")],
)
def test_the_proposal_cites_the_law_of_its_own_day(closed, cuc, time_machine, day, decree, other):
    time_machine.move_to(make.at(3, 1, year=2024), tick=False)
    issued = issue_paper(proposal.KIND, closed, by=cuc, day=day, number=3)
    assert issued.full_number == "03/TTr-HĐTĐKT"
    bases = proposal.KIND.paper(closed, Issue(3, "TTr-HĐTĐKT", day)).blocks[0].texts
    assert [line for line in bases if decree in line]
    assert not [line for line in bases if other in line]


def test_no_proposal_before_the_council_has_met_or_without_anybody(closed, opened, cuc):
    with pytest.raises(Refused, match="không thể trước ngày 24/11/2023"):
        issue_paper(proposal.KIND, closed, by=cuc, day=date(2023, 11, 23), number=3)
    closed.items.update(passed=False)
    with pytest.raises(Refused, match="không có gì để trình"):
        issue_paper(proposal.KIND, closed, by=cuc, day=date(2023, 11, 25), number=3)


# --- secrecy and rights ---------------------------------------------------------------------------------


@pytest.mark.parametrize("module", VOTES, ids=lambda module: module.KIND.key)
@pytest.mark.parametrize("state", ["planned", "opened"])
def test_before_closing_no_paper_knows_a_vote_whoever_asks(
    request, client, module, state, cuc, dung, five, kien, an, boss
):
    meeting = request.getfixturevalue(state)
    Membership.objects.create(user=boss, role=Role.INTERNAL_AFFAIRS)
    with pytest.raises(Refused, match="chưa kết thúc"):
        module.facts(meeting)
    for person in (cuc, dung, five[0], kien, an, boss):
        assert not module.KIND.may_read(person, meeting)
        client.force_login(person)
        for name in ("paper", "paper-pdf", "paper-docx"):
            assert client.get(reverse(name, args=[module.KIND.key, meeting.pk])).status_code == 404


def test_who_reads_which_paper_of_a_closed_meeting(
    closed, cuc, dung, five, hoa, thu, van, an, em, kien, boss
):
    office = {"invitation", "ballot", "vote-count", "council-minutes", "proposal"}
    for person in (cuc, dung):
        assert {kind.key for kind in papers_about(person, closed)} == office
    assert {kind.key for kind in papers_about(five[0], closed)} == {
        "invitation",
        "vote-count",
        "council-minutes",
    }
    for person in (hoa, thu, van, an, em, kien, boss):  # hoa sits in no council
        assert papers_about(person, closed) == []


def test_a_meeting_that_fell_through_has_no_counts(opened, cuc):
    MEETING.perform("cancel", opened, by=cuc, note="Mất điện")
    assert {kind.key for kind in papers_about(cuc, opened)} == {"invitation", "ballot"}


# --- the record -----------------------------------------------------------------------------------------


def test_the_officer_writes_the_record_on_its_page(client, opened, cuc):
    client.force_login(cuc)
    address = reverse("meeting-record", args=[opened.pk])
    assert 'value="Võ Thị Cúc"' in client.get(address).content.decode()
    answer = client.post(
        address,
        {
            "discussion": "Nhất trí.",
            "secretary": "Võ Thị Cúc",
            "tellers": " Lý Hữu Phúc \n\nThành Viên 4",
            "ended_at": "11h05",
        },
    )
    assert answer.headers["Location"] == reverse("meeting", args=[opened.pk])
    opened.refresh_from_db()
    assert (opened.discussion, opened.tellers) == ("Nhất trí.", "Lý Hữu Phúc\nThành Viên 4")
    assert opened.ended_at == make.at(24, hour=11, minute=5)
    assert (opened.recorded_by, opened.recorded_at is not None) == (cuc, True)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"ended_at": "07:30"}, "giờ kết thúc phải sau lúc đó"),
        ({"ended_at": "25:00"}, "Không đọc được giờ"),
        ({"secretary": "thành viên 5"}, "Người này vắng mặt tại phiên họp."),
    ],
)
def test_what_cannot_be_right_is_said_beside_the_field_and_kept(client, opened, cuc, given, sentence):
    client.force_login(cuc)
    page = client.post(
        reverse("meeting-record", args=[opened.pk]), {"discussion": "Đang ghi dở."} | given
    ).content.decode()
    assert sentence in page
    assert "Đang ghi dở." in page


def test_an_absent_secretary_is_neither_proposed_nor_printed(client, planned, five, cuc, cam):
    """Somebody else writes the minutes then; they begin when the meeting was opened."""
    lines = list(planned.attendances.select_related("member").order_by("member__order"))
    there = {line.pk for line in lines if line.member.seat != SeatRole.SECRETARY}
    away = {line.pk: "Nghỉ ốm" for line in lines if line.pk not in there}
    record_attendance(planned, there, by=cuc, reasons=away)
    opened = MEETING.perform("open", planned, by=cuc, at=make.at(24, hour=8, minute=20))
    client.force_login(cuc)
    page = client.get(reverse("meeting-record", args=[opened.pk])).content.decode()
    assert 'value="Võ Thị Cúc"' not in page
    counted_on_paper(opened, cuc, cam, (3, 1, 0, 0), (2, 1, 0, 1))
    closed = MEETING.perform("close", opened, by=cuc, at=make.at(24, hour=10, minute=30))
    text = words_of(council_minutes.KIND.paper(closed))
    assert "2. Thư ký: …" in text
    assert "Thời gian bắt đầu: 08 giờ 20, Thứ Sáu, ngày 24 tháng 11 năm 2023" in text


def test_the_record_is_written_by_those_who_run_the_meeting_until_it_is_signed(
    client, planned, five, an, cuc
):
    address = reverse("meeting-record", args=[planned.pk])
    for person, status in ((five[0], 403), (an, 404), (cuc, 302)):  # 302: not open yet
        client.force_login(person)
        assert client.get(address).status_code == status
    planned.attendances.update(present=True)
    opened = MEETING.perform("open", planned, by=cuc)
    with pytest.raises(NotAllowed):
        record(opened, five[0], discussion="x")
    record(opened, cuc, discussion="Trước khi ký")
    file = store_made(make.PDF, name="ban-ky.pdf", by=cuc)
    SignedCopy.objects.create(kind="council-minutes", subject=opened, file=file, by=cuc)
    with pytest.raises(Refused, match="biên bản đã ký"):
        record(opened, cuc, discussion="Sau khi ký")


def test_the_minutes_are_called_issued_and_stay_only_once_their_signed_copy_is_back(client, closed, cuc):
    client.force_login(cuc)
    page, pdf = (reverse(name, args=["council-minutes", closed.pk]) for name in ("paper", "paper-pdf"))
    told = client.get(page).content.decode()
    assert "Đã lấy số" in told
    assert "Đang ghi nội dung" in told
    assert "Đã ban hành" not in told
    record(closed, cuc, discussion="Ý kiến của Thành Viên 4.")
    signed = SimpleUploadedFile("ban-ky.pdf", pdf_bytes(), "application/pdf")
    client.post(reverse("paper-signed", args=["council-minutes", closed.pk]), {"files": [signed]})
    told = client.get(page).content.decode()
    assert "Đã ban hành" in told
    assert "Đang ghi nội dung" not in told
    kept = IssuedPaper.objects.get(kind="council-minutes").file
    first = b"".join(client.get(pdf).streaming_content)
    assert hashlib.sha256(first).hexdigest() == kept.sha256
    CouncilMember.objects.filter(council=closed.council).update(position="Chức vụ mới")
    assert b"".join(client.get(pdf).streaming_content) == first
    with pytest.raises(Refused, match="biên bản đã ký"):
        record(closed, cuc, discussion="Sau khi ký")


# --- queries --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("people", [1, 3])
@pytest.mark.parametrize(
    ("module", "queries"),
    [(invitation, 6), (ballot, 2), (vote_count, 6), (council_minutes, 9), (proposal, 10)],
    ids=lambda value: value.KIND.key if hasattr(value, "KIND") else "",
)
def test_facts_take_the_same_queries_for_one_case_and_three(
    campaign, unit, an, cuc, five, body, people, module, queries, django_assert_num_queries
):
    cases(campaign, unit, an, cuc, people=people)
    meeting = make.closed_meeting(campaign, body, cuc, five)
    assert meeting.council.name  # both are at hand on every page
    assert meeting.campaign.ward_id
    with django_assert_num_queries(queries):
        module.facts(meeting)
