"""Letters and notices of the office: what they say, to whom, and who may read and issue them."""

from datetime import date

import pytest
import time_machine

from dossiers.enums import CLAIMED, IneligibleReason, NomineeStatus
from dossiers.models import Extension, Nominee
from dossiers.papers import non_award, receipt, supplement, urging
from dossiers.workflow import DOSSIER
from phuong6.office.models import Holiday
from phuong6.office.papers.issuing import issue_missing, issue_paper
from phuong6.office.papers.kinds import Issue
from phuong6.office.workflow import NotAllowed, Refused
from tests import factories as make
from tests.dossiers.papers.officer_papers import (
    TODAY,
    appraised,
    issued,
    plan_texts,
    refused,
    returned,
    text_of,
)

DUE = date(2023, 11, 27)
LONG = (
    "Trung tâm Văn hóa, Thể thao và Truyền thanh kiêm Thư viện, Nhà truyền thống và Điểm sinh hoạt cộng đồng"
)


@pytest.fixture(autouse=True)
def the_day():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def dossier(campaign, unit, an, cuc):
    """Of Khóm 1, with Lê Thị Bé and Trần Văn Khác, in review."""
    plan_texts(campaign)
    row = make.draft(campaign, unit, an)
    be = make.OfficialFactory(unit=unit, full_name="Lê Thị Bé", honorific="ba")
    make.nominate(row, be)
    make.nominate(row, make.OfficialFactory(unit=unit, full_name="Trần Văn Khác"))
    make.index(campaign.ward, 2022, "79.95")
    make.index(campaign.ward, 2023, "81.2")
    DOSSIER.perform("submit", make.complete(row, an), by=an, at=make.at(10))
    return DOSSIER.perform("take_up", row, by=cuc, at=make.at(13))


@pytest.fixture
def be(dossier):
    return dossier.nominees.get(name="Lê Thị Bé")


@pytest.fixture
def other(dossier):
    return dossier.nominees.get(name="Trần Văn Khác")


@pytest.fixture
def request_(dossier, be, cuc):
    minutes = {"paper_kind": "minutes", "reason": "Biên bản thiếu chữ ký của thư ký."}
    return returned(dossier, cuc, minutes, {"nominee": be.pk, "reason": "Bổ sung minh chứng."}, due_on=DUE)


# --- request for supplement ---------------------------------------------------------------------------


def test_each_finding_stands_beside_the_clause_of_the_plan(request_):
    text = text_of(supplement.KIND, request_)
    assert "Kính gửi: Ban nhân dân Khóm 1." in text
    assert "mã CCHC-2023-KHOM-1 của Ban nhân dân Khóm 1 ngày 10 tháng 11 năm 2023" in text
    first = "Biên bản thiếu chữ ký của thư ký. Mục III.2 Kế hoạch: Biên bản họp bình xét thi đua của đơn vị"
    assert f"01 Biên bản họp bình xét thi đua {first}" in text
    assert (
        "02 Bà Lê Thị Bé Bổ sung minh chứng. Mục III.4 Kế hoạch: tiêu chí khen thưởng đối với cá nhân" in text
    )


def test_a_criterion_found_lacking_is_quoted(request_, be):
    be.findings.filter(criterion__order=1).update(finding="insufficient", finding_note="Không có số liệu.")
    wanted = "Mục III.4 Kế hoạch, tiêu chí đối với cá nhân: Nội dung tiêu chí 1 dành cho cá nhân"
    assert wanted in text_of(supplement.KIND, request_)
    assert "Không có số liệu." not in text_of(supplement.KIND, request_)


def test_a_report_asked_for_names_whose_it_is(dossier, be, cuc):
    asked = returned(
        dossier, cuc, {"paper_kind": "report", "nominee": be.pk, "reason": "Chưa có số liệu."}, due_on=DUE
    )
    text = text_of(supplement.KIND, asked)
    assert (
        "Báo cáo thành tích – Bà Lê Thị Bé Chưa có số liệu. Mục III.2 Kế hoạch: Báo cáo thành tích của"
        in text
    )


def test_it_says_until_when_with_the_weekday_and_what_happens_otherwise(request_):
    text = text_of(supplement.KIND, request_)
    assert "nộp lại hồ sơ chậm nhất là Thứ Hai, 27/11/2023." in text
    assert "không đủ hồ sơ thì không được trình Hội đồng" in text


def test_the_first_round_is_not_counted_the_second_is(request_, dossier, an, cuc):
    assert "V/v yêu cầu bổ sung hồ sơ đề nghị khen thưởng Kính gửi" not in text_of(supplement.KIND, request_)
    assert "(lần" not in text_of(supplement.KIND, request_)
    make.paper(dossier, "minutes", an, moment=make.at(17))
    DOSSIER.perform("resubmit", dossier, by=an, at=make.at(17))
    again = returned(dossier, cuc, {"paper_kind": "submission", "reason": "Sai tên."}, due_on=DUE)
    assert "V/v yêu cầu bổ sung hồ sơ đề nghị khen thưởng (lần 2)" in text_of(supplement.KIND, again)


def test_a_draft_has_dotted_number_and_day_the_issued_letter_its_own(request_):
    assert "Số: ……/UBND-NV" in text_of(supplement.KIND, request_)
    assert "Phường 6, ngày …… tháng …… năm 2023" in text_of(supplement.KIND, request_)
    text = text_of(supplement.KIND, request_, Issue(7, "UBND-NV", date(2023, 11, 16)))
    assert "Số: 07/UBND-NV" in text
    assert "Phường 6, ngày 16 tháng 11 năm 2023" in text


def test_a_letter_is_signed_for_the_committee(request_):
    text = text_of(supplement.KIND, request_)
    assert "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH Ngô Văn Dũng" in text
    assert "- Như trên; - Lưu: VT, NV." in text


def test_its_facts_take_the_same_queries_for_one_item_and_for_many(
    dossier, be, other, cuc, an, django_assert_num_queries
):
    items = [{"nominee": each.pk, "reason": "Bổ sung."} for each in (be, other)]
    asked = returned(dossier, cuc, {"paper_kind": "minutes", "reason": "Ký lại."}, *items, due_on=DUE)
    with django_assert_num_queries(8):
        supplement.facts(asked)
    asked.items.exclude(nominee=be).delete()
    with django_assert_num_queries(8):
        supplement.facts(asked)


def test_the_unit_reads_its_letter_once_it_went_out_others_never(
    request_, an, em, cuc, dung, thu, outsider, boss
):
    may = supplement.KIND.may_read
    assert [may(each, request_) for each in (cuc, dung, thu)] == [True] * 3
    assert [may(each, request_) for each in (an, em, outsider, boss)] == [False] * 4
    paper = issued(supplement.KIND, request_, cuc)
    assert [may(each, request_) for each in (an, em, outsider, boss)] == [True, False, False, False]
    type(paper).objects.update(is_current=False)
    assert not may(an, request_)


def test_only_the_officer_issues_it(request_, cuc, dung, an, thu, boss):
    for person in (dung, an, thu, boss):
        with pytest.raises(NotAllowed):
            issue_paper(supplement.KIND, request_, by=person, day=date(2023, 11, 16), number=3)
    assert (
        issue_paper(supplement.KIND, request_, by=cuc, day=date(2023, 11, 16), number=3).full_number
        == "03/UBND-NV"
    )


def test_it_is_not_older_than_the_request(request_):
    missing = issue_missing(supplement.KIND, request_, day=date(2023, 11, 15), number=3)
    assert missing == ["Ngày văn bản không thể trước ngày 16/11/2023."]


# --- notice of non-award ------------------------------------------------------------------------------


@pytest.fixture
def refused_be(dossier, be, other, cuc):
    """Bé is refused, the other is eligible, the dossier is appraised."""
    be.findings.filter(criterion__order=1).update(finding="not_met", finding_note="Không có.")
    refused(be, cuc)
    make.eligible(other, cuc)
    appraised(dossier, cuc)
    be.refresh_from_db()
    return be


def test_the_notice_tells_the_case_the_reason_and_the_criterion(refused_be):
    text = text_of(non_award.KIND, refused_be)
    assert "Qua thẩm định, bà Lê Thị Bé (Trưởng khóm) không đủ điều kiện để trình Hội đồng" in text
    assert "Lý do: Không đủ tiêu chuẩn. Chưa có sáng kiến." in text
    assert "tiêu chí đối với cá nhân: Nội dung tiêu chí 1 dành cho cá nhân." in text
    assert "Nội dung tiêu chí 2" not in text
    assert "Số: ……/TB-UBND" in text


def test_the_notice_names_nobody_else(refused_be):
    assert "Khác" not in text_of(non_award.KIND, refused_be)


def test_another_reason_than_the_criteria_quotes_no_criterion(dossier, be, cuc):
    refused(be, cuc, IneligibleReason.INCOMPLETE, "Không nộp báo cáo.")
    text = text_of(non_award.KIND, be)
    assert "Lý do: Không đủ hồ sơ. Không nộp báo cáo." in text
    assert "III.4" not in text


def test_the_notice_is_due_ten_working_days_after_the_full_dossier(refused_be):
    assert "chậm nhất là Thứ Sáu, 24/11/2023, 10 ngày làm việc" in text_of(non_award.KIND, refused_be)
    Holiday.objects.create(day=date(2023, 11, 20), name="Nghỉ")
    assert "chậm nhất là Thứ Hai, 27/11/2023" in text_of(non_award.KIND, refused_be)


def test_nothing_is_told_before_the_appraisal_ends(dossier, be, cuc):
    refused(be, cuc)
    assert non_award.missing(be) == ["Hãy kết thúc thẩm định hồ sơ trước khi báo kết quả."]


@pytest.mark.parametrize("status", [NomineeStatus.PROPOSED, *CLAIMED, NomineeStatus.WITHDRAWN])
def test_a_case_that_is_not_refused_gets_no_notice(be, status):
    be.status = status
    assert non_award.missing(be) == ["Bà Lê Thị Bé không thuộc trường hợp không khen thưởng."]


def test_issuing_the_notice_tells_the_unit_once(refused_be, cuc):
    paper = issue_paper(non_award.KIND, refused_be, by=cuc, day=date(2023, 11, 20), number=2)
    refused_be.refresh_from_db()
    assert refused_be.told_at == paper.at
    issue_paper(non_award.KIND, refused_be, by=cuc, day=date(2023, 11, 20), number=3, replaces=True)
    refused_be.refresh_from_db()
    assert refused_be.told_at == paper.at


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (
            "not_recommended",
            "Hội đồng Thi đua - Khen thưởng đã họp xét và không đề nghị tặng Giấy khen cho bà Lê",
        ),
        ("declined", "Chủ tịch Ủy ban nhân dân Phường 6 đã xem xét và không tặng Giấy khen cho bà Lê Thị Bé"),
    ],
)
def test_what_the_council_and_the_chairman_did_is_told_after_the_decision_only(
    refused_be, other, status, sentence
):
    Nominee.objects.filter(pk=refused_be.pk).update(status=status, reason="", conclusion="Nhận xét nội bộ.")
    refused_be.refresh_from_db()
    assert non_award.missing(refused_be) == [
        "Chưa ban hành Quyết định khen thưởng nên chưa báo kết quả cho đơn vị."
    ]
    Nominee.objects.filter(pk=refused_be.pk).update(told_at=TODAY)
    refused_be.refresh_from_db()
    assert non_award.missing(refused_be) == []
    text = text_of(non_award.KIND, refused_be)
    assert sentence in text
    assert not any(word in text for word in ("Nhận xét nội bộ", "Lý do", "Thời hạn thông báo", "Khác"))


def test_where_no_case_waits_for_a_decision_the_notice_itself_tells(refused_be, other, cuc):
    Nominee.objects.filter(campaign=refused_be.campaign).update(status="not_recommended")
    refused_be.refresh_from_db()
    assert non_award.missing(refused_be) == []
    issue_paper(non_award.KIND, refused_be, by=cuc, day=date(2023, 11, 20), number=2)
    refused_be.refresh_from_db()
    other.refresh_from_db()
    assert refused_be.told_at
    assert other.told_at is None


def test_the_unit_reads_its_notice_once_told_and_issued(refused_be, an, em, cuc, dung, thu, boss):
    may = non_award.KIND.may_read
    assert [may(each, refused_be) for each in (cuc, dung)] == [True, True]
    assert [may(each, refused_be) for each in (an, em, thu, boss)] == [False] * 4
    issued(non_award.KIND, refused_be, cuc)
    assert not may(an, refused_be)
    Nominee.objects.filter(pk=refused_be.pk).update(told_at=TODAY)
    refused_be.refresh_from_db()
    assert [may(each, refused_be) for each in (an, em, thu, boss)] == [True, False, False, False]


def test_only_the_officer_issues_a_notice(refused_be, cuc, dung, an, boss):
    assert [non_award.KIND.may_issue(each, refused_be) for each in (cuc, dung, an, boss)] == [True] + [
        False
    ] * 3


def test_the_notice_reads_a_constant_number_of_rows(refused_be, django_assert_num_queries):
    with django_assert_num_queries(6):
        non_award.facts(refused_be)


def test_no_file_name_carries_a_persons_name(refused_be):
    name = non_award.KIND.file_name(refused_be, "pdf")
    assert name == f"CCHC-2023-KHOM-1-{refused_be.pk}-thong-bao-khong-khen-thuong.pdf"


# --- urging -------------------------------------------------------------------------------------------


@pytest.fixture
def waiting(campaign, unit, other_unit, an):
    """Khóm 1 registered and drafting, Khóm 2 not even registered; Tuesday 14/11/2023 is the last day."""
    make.draft(campaign, unit, an)
    return campaign


def test_units_that_have_not_handed_in_stand_apart_from_those_not_registered(waiting):
    with time_machine.travel(make.at(9), tick=False):
        text = text_of(urging.KIND, waiting)
    assert "Kính gửi: - Ban nhân dân Khóm 1; - Ban nhân dân Khóm 2." in text
    assert (
        "theo mục III.2 Kế hoạch: hết Thứ Ba, 14/11/2023. Tính đến ngày 09 tháng 11 năm 2023, còn 02 đơn vị"
        in text
    )
    assert (
        "chưa nộp hồ sơ: 01 đơn vị 01 Ban nhân dân Khóm 1 Đang soạn hết Thứ Ba, 14/11/2023 còn 5 ngày" in text
    )
    assert "Chưa đăng ký tham gia: 01 đơn vị 02 Ban nhân dân Khóm 2 Chưa lập hồ sơ" in text
    assert "gia hạn" not in text


def test_an_extended_unit_has_its_own_day_and_a_late_one_is_told_what_to_do(waiting, unit, cuc):
    Extension.objects.create(campaign=waiting, unit=unit, too_late=make.at(25, hour=0), reason="Bệnh", by=cuc)
    text = text_of(urging.KIND, waiting)
    assert "Khóm 1 Đang soạn hết Thứ Sáu, 24/11/2023 còn 4 ngày" in text
    assert "Khóm 2 Chưa lập hồ sơ hết Thứ Ba, 14/11/2023 quá 6 ngày" in text
    assert "liên hệ Cán bộ Nội vụ, nêu rõ lý do để được xem xét gia hạn" in text


def test_on_its_last_day_a_unit_is_not_late_yet(waiting):
    with time_machine.travel(make.at(14, hour=23, minute=59), tick=False):
        text = text_of(urging.KIND, waiting)
    assert "hết Thứ Ba, 14/11/2023 hôm nay" in text
    assert "xem xét gia hạn" not in text


def test_a_sentence_for_a_sort_of_unit_stands_only_where_there_is_one(waiting, other_unit):
    other_unit.is_active = False
    other_unit.save()
    text = text_of(urging.KIND, waiting)
    assert "các đơn vị đã đăng ký khẩn trương" in text
    assert "chưa đăng ký thực hiện" not in text


def test_many_units_are_named_in_the_list_only(waiting, ward):
    for n in range(7):
        make.UnitFactory(ward=ward, name=f"{LONG} số {n}")
    text = text_of(urging.KIND, waiting)
    assert "Kính gửi: Các đơn vị có tên trong danh sách dưới đây." in text
    assert text.count(LONG) == 7


def test_nobody_is_urged_when_all_have_handed_in(dossier, campaign, other_unit):
    assert urging.missing(campaign) == []
    other_unit.is_active = False
    other_unit.save()
    assert urging.missing(campaign) == ["Tất cả đơn vị đã nộp hồ sơ, không còn ai để đôn đốc."]
    with pytest.raises(NotAllowed):
        issue_paper(urging.KIND, campaign, by=make.user("la", "Người Lạ"), day=TODAY.date(), number=1)


def test_statistics_and_the_officer_urge_again_and_again(waiting, thu, cuc, dung, an, boss):
    assert [urging.KIND.may_read(each, waiting) for each in (thu, cuc, dung, an, boss)] == [True] * 3 + [
        False
    ] * 2
    assert [urging.KIND.may_issue(each, waiting) for each in (thu, cuc, dung, an, boss)] == [True] * 2 + [
        False
    ] * 3
    first = issue_paper(urging.KIND, waiting, by=thu, day=TODAY.date(), number=8)
    second = issue_paper(urging.KIND, waiting, by=cuc, day=TODAY.date(), number=9)
    first.refresh_from_db()
    assert (first.is_current, first.voided_at, second.is_current) == (False, None, True)


def test_urging_refuses_with_a_sentence_when_nobody_is_left(dossier, campaign, cuc):
    with pytest.raises(Refused, match="không còn ai để đôn đốc"):
        issue_paper(urging.KIND, campaign, by=cuc, day=TODAY.date(), number=1)


def test_the_letter_takes_the_same_queries_however_many_wait(waiting, ward, django_assert_num_queries):
    with django_assert_num_queries(4):
        urging.facts(waiting)
    make.UnitFactory.create_batch(5, ward=ward)
    with django_assert_num_queries(4):
        urging.facts(waiting)


# --- receipt ------------------------------------------------------------------------------------------


def test_the_receipt_is_the_units_proof_from_the_first_moment(dossier, an, em, cuc, thu, boss):
    row = dossier.receipts.get()
    text = text_of(receipt.KIND, row)
    assert "Số: 01/PTN" in text
    assert "Mã hồ sơ: CCHC-2023-KHOM-1" in text
    assert receipt.grouped(row.files[0]["sha256"]) in text
    assert [receipt.KIND.may_read(each, row) for each in (an, cuc, thu)] == [True] * 3
    assert [receipt.KIND.may_read(each, row) for each in (em, boss)] == [False] * 2
    assert not receipt.KIND.issuable
