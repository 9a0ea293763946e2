"""The table and the report of the appraisal, and the samples of all papers of the office."""

import io
from dataclasses import replace
from datetime import date

import openpyxl
import pytest
import time_machine

from dossiers.appraising.summary import HEADER, summary_workbook
from dossiers.enums import NomineeStatus
from dossiers.models import Extension, Nominee
from dossiers.papers import appraisal_report, non_award, receipt, summary_table, supplement, urging
from dossiers.workflow import DOSSIER, NOMINEE
from phuong6.lib.papers.docx import render_docx
from phuong6.lib.papers.wording import Words, faults
from phuong6.lib.vietnamese import BLANK
from phuong6.office.papers.issuing import issue_missing, issue_paper
from phuong6.office.papers.kinds import KINDS, Issue
from phuong6.office.workflow import Refused
from tests import factories as make
from tests.dossiers.papers.officer_papers import SLIPS, TODAY, appraised, refused, returned, said, text_of
from tests.lib.papers.faces import docx_words, pdf_words

REPORT, TABLE = appraisal_report.KIND, summary_table.KIND
OFFICE = [appraisal_report, non_award, receipt, summary_table, supplement, urging]
KINDS_OF_OFFICE = pytest.mark.parametrize("kind", [each.KIND for each in OFFICE], ids=lambda kind: kind.key)
LONG = "Nguyễn Phúc Hồng Hoàng Thị Thanh Trúc Quỳnh Như Bảo Ngọc Phương Thảo Nguyên"


@pytest.fixture(autouse=True)
def the_day():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def handed_in(campaign, unit, an):
    """Khóm 1 with a collective and two people; the index of 2023 is known, of Khóm 2 later not."""
    make.index(campaign.ward, 2022, "79.95")
    make.index(campaign.ward, 2023, "81.2")
    row = make.draft(campaign, unit, an)
    make.nominate(row, collective=make.CollectiveFactory(unit=unit))
    make.nominate(row, make.OfficialFactory(unit=unit, full_name="Lê Thị Bé", honorific="ba"))
    make.nominate(row, make.OfficialFactory(unit=unit, full_name="Trần Văn Khác"))
    return DOSSIER.perform("submit", make.complete(row, an), by=an, at=make.at(10))


@pytest.fixture
def in_review(handed_in, cuc):
    return DOSSIER.perform("take_up", handed_in, by=cuc, at=make.at(13))


@pytest.fixture
def done(in_review, cuc):
    """The collective and Bé are eligible, the other is not."""
    for nominee in in_review.nominees.exclude(name="Trần Văn Khác"):
        make.eligible(nominee, cuc, note="Đủ tiêu chuẩn.")
    refused(in_review.nominees.get(name="Trần Văn Khác"), cuc)
    return appraised(in_review, cuc)


# --- summary table ------------------------------------------------------------------------------------


def test_the_printed_table_has_the_rows_of_the_spreadsheet(done, campaign):
    sheet = openpyxl.load_workbook(io.BytesIO(summary_workbook(campaign))).active
    rows = [row for row in sheet.iter_rows(values_only=True) if isinstance(row[0], int)]
    paper = TABLE.paper(campaign)
    table = paper.blocks[0]
    printed = [row for row in table.rows if isinstance(row, tuple)]
    assert [row[1:] for row in printed] == [tuple(cell or "" for cell in row[1:]) for row in rows]
    assert [column.title for column in table.columns[1:]] == list(HEADER[1:])
    assert [row[0] for row in printed] == ["01", "02", "03"]
    assert paper.landscape


def test_the_table_takes_no_number_and_is_not_issued(done, campaign, cuc):
    text = text_of(TABLE, campaign)
    assert "Số:" not in text
    assert "Tổng số: 1 tập thể, 2 cá nhân." in text
    assert "NGƯỜI LẬP BẢNG" in text
    assert not TABLE.issuable


def test_private_notes_are_not_in_the_table(done, campaign):
    Nominee.objects.update(clear_note="Có đơn thư nặc danh.")
    assert "nặc danh" not in text_of(TABLE, campaign)
    assert "nặc danh" not in text_of(REPORT, campaign)


def test_the_tables_facts_take_the_same_queries_for_one_nominee_and_for_many(
    done, campaign, other_unit, em, django_assert_num_queries
):
    with django_assert_num_queries(5):
        summary_table.facts(campaign)
    make.submitted(campaign, other_unit, em)
    with django_assert_num_queries(5):
        summary_table.facts(campaign)


# --- appraisal report ---------------------------------------------------------------------------------


def test_the_report_waits_for_every_dossier_handed_in(in_review, campaign, cuc):
    wanted = "Hồ sơ của Ban nhân dân Khóm 1 chưa thẩm định xong (đang ở trạng thái “Đang thẩm định”)."
    assert appraisal_report.missing(campaign) == [wanted]
    with pytest.raises(Refused, match="chưa thẩm định xong"):
        issue_paper(REPORT, campaign, by=cuc, day=TODAY.date(), number=4)


def test_without_a_dossier_there_is_nothing_to_report(campaign, unit, an):
    make.draft(campaign, unit, an)
    assert appraisal_report.missing(campaign) == ["Chưa có đơn vị nào nộp hồ sơ."]


def test_the_report_counts_what_came_in(done, campaign, ward, cuc, em, other_unit):
    third = make.UnitFactory(ward=ward, name="Ban nhân dân Khóm 3")
    for unit, hour in ((other_unit, 15), (third, 16)):
        Extension.objects.create(
            campaign=campaign, unit=unit, too_late=make.at(15, hour=20), reason="Bão", by=cuc
        )
        row = make.draft(campaign, unit, em if unit == other_unit else make.user("ba", "Ba", "unit", unit))
        row = DOSSIER.perform(
            "submit", make.complete(row, row.created_by), by=row.created_by, at=make.at(15, hour=hour)
        )
        if unit == third:  # an extension taken back would leave it late
            Extension.objects.filter(unit=unit).delete()
    asked = returned(row, cuc, {"paper_kind": "minutes", "reason": "Ký."}, due_on=date(2023, 11, 27))
    assert asked.round == 1
    found = appraisal_report.facts(campaign).intake
    assert (found.units, found.registered, found.received) == (3, 3, 3)
    assert (found.on_time, found.extended, found.late, found.supplemented) == (1, 1, 1, 1)


def test_the_report_counts_conclusions_by_reason_and_they_add_up(done, campaign):
    text = text_of(REPORT, campaign)
    assert "Đủ điều kiện 01 01 02" in text
    assert "Không đủ điều kiện: không đủ tiêu chuẩn 00 01 01" in text
    assert "Tổng số trường hợp 01 02 03" in text
    assert "đề nghị tặng Giấy khen cho 01 tập thể, 01 cá nhân đủ điều kiện" in text
    assert "Chỉ số năm 2023 là 81,20%, cao hơn năm 2022 (79,95%): đạt (02 cá nhân)." in text


def test_the_appended_list_tells_who_and_why(done, campaign):
    text = text_of(REPORT, campaign)
    appended = text[text.index("DANH SÁCH") :]
    assert "(Kèm theo Báo cáo số ……/BC-UBND ngày …… tháng …… năm 2023" in appended
    assert "II. KHÔNG ĐỦ ĐIỀU KIỆN 03 Ông Trần Văn Khác" in appended
    assert "Không đủ điều kiện: không đủ tiêu chuẩn. Chưa có sáng kiến." in appended
    issued = text_of(REPORT, campaign, Issue(4, "BC-UBND", date(2023, 11, 20)))
    assert "(Kèm theo Báo cáo số 04/BC-UBND ngày 20 tháng 11 năm 2023" in issued


def test_conclusions_without_figures_are_named_with_their_reason(in_review, campaign, cuc):
    campaign.ward.indices.all().delete()
    for nominee in in_review.nominees.all():
        make.eligible(nominee, cuc, note="Thành phố chưa công bố.")
    appraised(in_review, cuc)
    text = text_of(REPORT, campaign)
    assert (
        "Kết luận khi chưa đủ căn cứ về Chỉ số CCHC: - Bà Lê Thị Bé, Ban nhân dân Khóm 1: Thành phố" in text
    )


def test_what_the_council_did_later_does_not_change_the_report(done, campaign):
    before = text_of(REPORT, campaign)
    Nominee.objects.filter(status=NomineeStatus.ELIGIBLE).update(status=NomineeStatus.NOT_RECOMMENDED)
    assert text_of(REPORT, campaign) == before


def test_nobody_eligible_is_said_and_withdrawn_ones_are_counted_apart(in_review, campaign, cuc):
    first, *rest = in_review.nominees.all()
    NOMINEE.perform("withdraw", first, by=cuc, note="Xin rút.", at=make.at(17))
    for nominee in rest:
        refused(nominee, cuc)
    appraised(in_review, cuc)
    text = text_of(REPORT, campaign)
    assert "không có trường hợp nào đủ điều kiện để trình xét./." in text
    assert "có 01 trường hợp đã rút tên" in text


def test_the_report_cites_the_law_of_its_day(done, campaign):
    assert "Nghị định số 91/2017/NĐ-CP" in text_of(REPORT, campaign)
    later = text_of(REPORT, campaign, Issue(4, "BC-UBND", date(2024, 1, 5)))
    assert "Nghị định số 98/2023/NĐ-CP" in later
    assert "91/2017" not in later


def test_the_report_is_not_older_than_the_last_appraisal(done, campaign):
    missing = issue_missing(REPORT, campaign, day=date(2023, 11, 17), number=4)
    assert missing == ["Ngày văn bản không thể trước ngày 18/11/2023."]


def test_who_reads_and_issues_the_campaigns_papers(campaign, cuc, dung, thu, an, outsider, boss):
    people = (cuc, dung, thu, an, outsider, boss)
    for kind in (REPORT, TABLE):
        assert [kind.may_read(each, campaign) for each in people] == [True] * 3 + [False] * 3
    assert [REPORT.may_issue(each, campaign) for each in people] == [True] + [False] * 5


def test_the_reports_facts_take_the_same_queries_however_many_cases(
    done, campaign, other_unit, em, django_assert_num_queries
):
    campaign.ward  # noqa: B018 - read with the campaign
    with django_assert_num_queries(10):
        appraisal_report.facts(campaign)
    make.submitted(campaign, other_unit, em)
    with django_assert_num_queries(10):
        appraisal_report.facts(campaign)


# --- samples ------------------------------------------------------------------------------------------


@KINDS_OF_OFFICE
def test_both_faces_of_a_sample_say_the_same(kind, tmp_path):
    paper = kind.sample_paper(Words(kind.words))
    words, wanted = pdf_words(paper, tmp_path), docx_words(render_docx(paper))
    assert sorted(words) == sorted(wanted)
    assert len(words) > 80


@KINDS_OF_OFFICE
def test_a_sample_is_marked_and_carries_no_slip_of_the_plan(kind):
    paper = kind.sample_paper(Words(kind.words))
    text = said(paper)
    assert paper.mark == "MẪU"
    assert not [slip for slip in SLIPS if slip in text]
    assert "{" not in text


@KINDS_OF_OFFICE
def test_a_draft_never_carries_a_number(kind):
    number = kind.sample_paper(Words(kind.words)).letterhead.number
    if kind.issuable:
        assert number.startswith(f"Số: {BLANK}/")
    else:
        assert kind is receipt.KIND or not number  # the receipt's number is given with the receipt


@KINDS_OF_OFFICE
def test_every_sentence_the_software_brings_can_be_printed(kind):
    assert KINDS[kind.key] is kind
    assert not [fault for slot in kind.words for fault in faults(slot, slot.text)]


@KINDS_OF_OFFICE
def test_a_wards_own_sentence_takes_the_place_of_ours(kind):
    slot = kind.words[-1] if kind is not supplement.KIND else kind.words[3]
    if kind in (non_award.KIND, appraisal_report.KIND):
        slot = kind.words[0]
    assert "Câu của riêng phường." in said(
        kind.sample_paper(Words(kind.words, {slot.key: "Câu của riêng phường."}))
    )


def test_the_longest_names_stand_on_the_papers_in_full(tmp_path):
    told = replace(non_award.sample(), unit=f"Ban nhân dân {LONG}", addressed=f"Bà {LONG}", position=LONG)
    paper = non_award.compose(told, Words(non_award.WORDS), Issue())
    assert " ".join(pdf_words(paper, tmp_path)).count("Quỳnh") == said(paper).count("Quỳnh") == 5
    item = supplement.Asked(f"Báo cáo thành tích – Bà {LONG}", LONG, supplement.sample().items[0].clauses)
    letter = supplement.compose(
        replace(supplement.sample(), items=(item,) * 30), Words(supplement.WORDS), Issue()
    )
    assert sorted(pdf_words(letter, tmp_path)) == sorted(docx_words(render_docx(letter)))


def test_the_list_bears_the_year_of_its_report(done):
    with time_machine.travel(make.at(10, 1, year=2024), tick=False):
        paper = REPORT.paper(done.campaign)
    assert paper.letterhead.place_date.endswith("năm 2024")
    assert "năm 2024 của" in paper.appendices[0].note


def test_a_receipt_prints_its_number_once(db):
    text = " ".join(docx_words(render_docx(receipt.KIND.sample_paper())))
    assert text.count("07/PTN-MẪU") == 1
