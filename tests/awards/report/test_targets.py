"""Báo cáo tổng kết tells the numbers of the progress page, on paper and as Word."""

import io
import subprocess

import docx
import pytest
import time_machine

from awards.report.papers import final_report
from awards.report.papers.targets import bar_of, remaining, target_facts
from campaigns.models import Participation
from criteria.measuring.obligations import cells
from phuong6.lib.papers.docx import render_docx
from phuong6.lib.papers.pdf import render_pdf
from tests import factories as make
from tests.criteria import followed
from tests.lib.papers.faces import plain
from tests.lib.papers.reading import word_boxes

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def december():
    with time_machine.travel(make.at(20, month=12), tick=True):
        yield


@pytest.fixture
def reported(campaign, unit, other_unit, an, thu):
    """Two units; of a quarterly share one report falls just short and one is missing; a task one of two did."""
    for each in (unit, other_unit):
        Participation.objects.create(campaign=campaign, unit=each, by=an)
    share, task = followed.share(campaign), followed.task(campaign)
    second, third, _ = cells(campaign, unit=unit, target=share)
    followed.send(second, an, 999, 1000, verified=True, last_year_numerator=9, last_year_denominator=10)
    followed.send(third, an, 0, 0, last_year_numerator=10, last_year_denominator=10)
    followed.send(cells(campaign, unit=other_unit, target=share)[0], an, 10, 10, verified=True)
    followed.send(cells(campaign, unit=unit, target=task)[0], an, 1)
    return campaign


def test_figures_of_the_progress_page_stand_in_the_report(reported):
    share, task = target_facts(reported).lines
    assert (share.planned, share.done, share.percent) == ("Đạt 100%", "1.009/1.010", "99,90 %")
    assert share.last_year == "Chưa đủ số liệu"
    assert share.found == "Thiếu 03 báo cáo"
    assert (task.done, task.found) == ("1/2 đơn vị", "Thiếu 01 báo cáo")


def test_a_stretch_nobody_reported_is_missing_and_one_without_cases_is_not_zero(reported):
    [(_, lines)] = target_facts(reported).stretches
    assert [(each.name, each.done, each.percent) for each in lines] == [
        ("Quý II/2023", "1.009/1.010", "99,90 %"),
        ("Quý III/2023", "0/0", "Không phát sinh"),
        ("Quý IV/2023", "–", "–"),
    ]
    assert lines[2].found == "Chưa báo cáo"
    assert [each.bar for each in lines] == ["█████████░", "", ""]


@pytest.mark.parametrize(
    ("part", "of", "bar"),
    [
        (0, 10, "░░░░░░░░░░"),
        (999, 1000, "█████████░"),
        (7, 7, "██████████"),
        (1, 3, "███░░░░░░░"),
        (0, 0, ""),
    ],
)
def test_a_bar_is_full_only_when_all_of_it_is_reached(part, of, bar):
    assert bar_of(part, of) == bar


def test_each_unit_says_what_it_is_behind_with(reported):
    first, second = target_facts(reported).units
    assert first.counts == (1, 1, 1, 1)
    assert second.counts == (1, 0, 0, 3)
    assert "2. Tuyên truyền cải cách hành chính (thiếu báo cáo)" in second.behind


def test_the_report_says_what_is_not_verified_yet(reported):
    facts = target_facts(reported)
    assert facts.unverified == 2
    share, task = facts.lines
    assert share.judged == "Thiếu 03 báo cáo\n(01 báo cáo chưa xác nhận)"
    assert task.judged == "Thiếu 01 báo cáo\n(01 báo cáo chưa xác nhận)"
    assert [each.unverified for each in facts.stretches[0][1]] == ["", "01 báo cáo chưa xác nhận", ""]
    assert [each.unverified for each in facts.units] == [2, 0]
    assert facts.sums == {"met": 2, "not_met": 1, "nothing": 1, "missing": 4, "waiting": 0}


def test_pdf_and_word_hold_the_section_and_both_appendices(reported, tmp_path):
    paper = final_report.KIND.paper(reported)
    file = tmp_path / "bao-cao.pdf"
    file.write_bytes(render_pdf(paper))
    printed = subprocess.run(["pdftotext", "-layout", file, "-"], check=True, capture_output=True, text=True)  # noqa: S607
    word = docx.Document(io.BytesIO(render_docx(paper)))
    written = " ".join(
        [plain(each.text) for each in word.paragraphs]
        + [plain(cell.text) for table in word.tables for row in table.rows for cell in row.cells]
    )
    for text in (" ".join(printed.stdout.split()), " ".join(written.split())):
        for words in (
            "4. Thực hiện chỉ tiêu của kế hoạch",
            "02 đạt, 01 chưa đạt, 01 không phát sinh; 04 báo cáo quá hạn chưa gửi",
            "Trong đó 02 báo cáo chưa được Văn phòng - Thống kê xác nhận",
            "(01 báo cáo chưa xác nhận)",
            "CHỈ TIÊU THEO TỪNG KỲ",
            "CHỈ TIÊU, NHIỆM VỤ THEO ĐƠN VỊ",
            "1.009/1.010",
        ):
            assert words in text


def test_deputies_sent_stand_in_the_report(campaign, unit, an):
    Participation.objects.create(campaign=campaign, unit=unit, by=an)
    meetings = followed.share(campaign, "city-meetings", period="campaign")
    followed.send(cells(campaign, target=meetings)[0], an, 5, 6, verified=True, counted={"delegated": 1})
    (line,) = target_facts(campaign).lines
    assert line.done == "5/6\n(vắng 01, trong đó cử dự thay 01)"


@pytest.mark.parametrize(
    ("part", "of", "lines"),
    [(2_037, 2_038, ["2.037/2.038"]), (912_037, 999_038, ["912.037/", "999.038"])],
)
def test_no_figure_is_broken_inside_a_number(campaign, unit, an, tmp_path, part, of, lines):
    Participation.objects.create(campaign=campaign, unit=unit, by=an)
    share = followed.share(campaign, period="campaign")
    followed.send(cells(campaign, target=share)[0], an, part, of, verified=True)
    pdf = render_pdf(final_report.KIND.paper(campaign))
    words = [word for word, *_ in word_boxes(pdf, tmp_path)[0]]
    assert [each.strip("\u200b") for each in words if each[:3] in {lines[0][:3], lines[-1][:3]}] == lines


def test_what_remains_names_what_was_not_met_and_what_is_missing(reported, an):
    short = followed.share(reported, "documents", name="Văn bản ký số", period="campaign")
    followed.send(cells(reported, target=short)[0], an, 1, 2)
    followed.send(cells(reported, target=short)[1], an, 1, 1)
    assert remaining(target_facts(reported)) == [
        "Chưa đạt: Văn bản ký số (66,67 %; 02 báo cáo chưa xác nhận)",
        "Còn thiếu báo cáo của chỉ tiêu, nhiệm vụ số 01, 02 trong bảng trên",
    ]


def test_a_campaign_without_targets_says_nothing_of_them(campaign):
    paper = final_report.KIND.paper(campaign)
    assert len(paper.appendices) == 1


@pytest.mark.parametrize("units", [1, 3])
def test_units_and_targets_cost_no_queries(campaign, thu, units, django_assert_num_queries):
    followed.fill(campaign, thu, units=units, targets=2 * units)
    with django_assert_num_queries(4):
        target_facts(campaign)
