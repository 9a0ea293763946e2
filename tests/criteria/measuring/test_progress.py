"""What the cells add up to: exact, missing shown as missing, who is to act."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.enums import Direction, Period, ResultStatus, TargetKind
from criteria.measuring.behind import behind_of, headline
from criteria.measuring.obligations import Cell, cells
from criteria.measuring.progress import Line, Tally, box_of, by_target, by_unit, matrix_of
from criteria.measuring.standing import Standing, share_standing
from criteria.models import Target, TargetResult
from criteria.periods import Span
from tests.criteria import followed

OCTOBER = date(2023, 10, 9)
SPAN = Span(date(2023, 4, 1), date(2023, 6, 30), "Quý II/2023")


def cell(yes: int | None, of: int = 0, *, standing: Standing = Standing.MISSING, **target) -> Cell:
    """A cell that was never in a database; `yes` None is a report nobody sent."""
    asked = Target(
        **{"kind": TargetKind.SHARE, "threshold": Decimal(100), "direction": Direction.AT_LEAST} | target
    )
    if yes is None:
        return Cell(asked, None, SPAN, date(2023, 7, 7), None, standing)
    result = TargetResult(numerator=yes, denominator=of, status=ResultStatus.REPORTED)
    judged = share_standing(yes, of, asked.threshold, asked.direction)
    return Cell(asked, None, SPAN, date(2023, 7, 7), result, judged)


def line(*found: Cell) -> Line:
    return Line.of("Quý II/2023", found[0].target, list(found))


# --- figures ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reports", "figures", "percent", "words"),
    [
        ([(999, 1000)], "999/1.000", "99,90 %", "99,90 %, chưa đạt"),
        ([(1000, 1000)], "1.000/1.000", "100 %", "100 %, đạt"),
        ([(9_999_999, 10_000_000)], "9.999.999/10.000.000", "99,99 %", "99,99 %, chưa đạt"),
        ([(0, 0)], "0/0", "không phát sinh", "Không phát sinh"),
        ([(0, 5)], "0/5", "0 %", "0 %, chưa đạt"),
        ([None], "–", "–", "Chưa báo cáo"),
        ([(10, 10), None], "10/10", "100 %", "100 %, thiếu 1 báo cáo"),
        ([(9, 10), (0, 0)], "9/10", "90,00 %", "90,00 %, chưa đạt"),
    ],
)
def test_reports_are_added_up_exactly_and_what_is_missing_is_said(reports, figures, percent, words):
    found = line(*(cell(*each) if each else cell(None) for each in reports))
    assert (found.figures, found.percent, found.words) == (figures, percent, words)


@given(st.lists(st.none() | st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=1, max_size=12))
def test_a_target_is_met_only_when_all_are_there_and_no_case_is_missing(reports):
    found = line(*(cell(min(each), max(each)) if each else cell(None) for each in reports))
    sent = [each for each in reports if each]
    every_case = all(min(each) == max(each) for each in sent)
    assert (found.standing == Standing.MET) == (
        len(sent) == len(reports) and every_case and any(max(each) for each in sent)
    )
    assert (found.percent == "100 %") == (every_case and any(max(each) for each in sent))
    assert found.tally.total == len(reports)
    assert sum(count for _, count in found.tally.parts) == len(reports)


def test_a_wait_is_neither_missing_nor_zero():
    found = line(cell(None, standing=Standing.WAITING), cell(None, standing=Standing.WAITING))
    assert (found.standing, found.words, found.percent) == (Standing.WAITING, "Chưa đến hạn", "–")


def test_last_year_stands_beside_only_when_all_who_sent_state_it():
    one, two = cell(9, 10), cell(10, 10)
    one.result.last_year_numerator, one.result.last_year_denominator = 8, 10
    assert line(one).last_year == "80,00 %"
    assert line(one, two).last_year == "Chưa đủ số liệu"
    assert line(two).last_year == "–"


@pytest.mark.parametrize(
    ("units", "words"), [(1, "100 %, đạt; chưa xác nhận"), (2, "100 %, đạt; 2 báo cáo chưa xác nhận")]
)
def test_a_figure_nobody_has_verified_counts_and_says_so(units, words):
    assert line(*[cell(2, 2)] * units).told == words
    verified = cell(2, 2)
    verified.result.status = ResultStatus.VERIFIED
    assert line(verified).told == "100 %, đạt"


def test_a_deputy_sent_is_absent_and_is_shown_apart_wherever_the_figures_stand():
    one, two = cell(5, 7), cell(3, 3)
    one.result.counted, two.result.counted = {"delegated": 1}, {"delegated": 0}
    assert line(one, two).delegated_words == "vắng 02, trong đó cử dự thay 01"
    assert line(one, two).told.startswith("80,00 %, chưa đạt; vắng 02, trong đó cử dự thay 01")
    assert line(two).delegated_words == ""
    assert line(cell(5, 7)).delegated is None


# --- by target, by unit, all of it ----------------------------------------------------------------------


@pytest.fixture
def target(campaign) -> Target:
    return followed.share(campaign)


@pytest.fixture
def two(campaign, target, thu) -> list:
    """Two units: the first met one quarter and just missed the next, the second sent nothing."""
    first, second = (followed.join(campaign, number, thu) for number in (1, 2))
    own = cells(campaign, unit=first, today=OCTOBER)
    followed.send(own[0], thu, 10, 10)
    followed.send(own[1], thu, 999, 1000)
    return [first, second]


def test_a_stretch_nobody_reported_is_missing_not_zero(campaign, two):
    found = cells(campaign, unit=two[1], today=OCTOBER)
    assert [each.standing for each in found] == [Standing.MISSING, Standing.MISSING, Standing.WAITING]
    (series,) = by_target(found)
    assert [(each.label, each.words) for each in series.lines] == [
        ("Quý II/2023", "Chưa báo cáo"),
        ("Quý III/2023", "Chưa báo cáo"),
        ("Quý IV/2023", "Chưa đến hạn"),
    ]


def test_units_are_added_up_by_stretch_and_told_apart_by_unit(campaign, two):
    found = cells(campaign, today=OCTOBER)
    (ward,) = by_target(found)
    assert [each.figures for each in ward.lines] == ["10/10", "999/1.000", "–"]
    assert (ward.total.figures, ward.total.words) == ("1.009/1.010", "99,90 %, thiếu 2 báo cáo")
    assert [(each.unit, each.total.tally.missing) for each in by_unit(found)] == [(two[0], 0), (two[1], 2)]


def test_the_matrix_says_how_many_stretches_were_met_and_how_many_are_missing(campaign, two, target, thu):
    followed.task(campaign, reported_by=two[0].kind)
    neighbourless = cells(campaign, today=OCTOBER)
    matrix = matrix_of(neighbourless)
    assert matrix.units == two
    assert [[(box.standing, box.words) for _, box in row.pairs] for row in matrix.rows] == [
        [(Standing.NOT_MET, "1/3 kỳ đạt"), (Standing.MISSING, "0/3 kỳ đạt, thiếu 2")],
        [(Standing.WAITING, ""), (Standing.WAITING, "")],
    ]
    assert box_of([]).standing is None


def test_the_matrix_says_what_is_not_verified_and_leaves_out_stretches_without_a_case():
    assert box_of([cell(2, 2)]).notes == "chưa xác nhận"
    found = box_of([cell(2, 2), cell(0, 0), cell(None)])
    assert (found.words, found.notes) == ("1/2 kỳ đạt, 1 không phát sinh, thiếu 1", "2 báo cáo chưa xác nhận")
    assert box_of([cell(0, 0), cell(0, 0)]).words == ""


def test_a_task_counts_the_units_that_have_done_it(campaign, thu):
    followed.task(campaign)
    for number in (1, 2, 3):
        followed.join(campaign, number, thu)
    for place, done in ((0, 1), (1, 0)):
        followed.send(cells(campaign)[place], thu, done)
    (series,) = by_target(cells(campaign, today=date(2023, 12, 1)))
    assert series.total.words == "1/3 đã hoàn thành, thiếu 1 báo cáo"
    assert series.total.standing == Standing.NOT_MET
    assert [each.total.words for each in by_unit(cells(campaign, today=date(2023, 12, 1)))] == [
        "Đã hoàn thành",
        "Chưa hoàn thành",
        "Chưa báo cáo",
    ]


def test_a_unit_added_late_owes_every_stretch_and_changes_no_figure(campaign, two, thu):
    before = by_target(cells(campaign, today=OCTOBER))[0].total
    late = followed.join(campaign, 3, thu, name="Đội mới thành lập")
    found = cells(campaign, today=OCTOBER)
    after = by_target(found)[0].total
    assert (after.numerator, after.denominator) == (before.numerator, before.denominator)
    assert after.tally.missing == before.tally.missing + 2
    assert late in matrix_of(found).units
    assert len(matrix_of(found).rows[0].pairs) == 3


# --- who is to act ------------------------------------------------------------------------------------


def test_what_is_behind_names_who_acts_and_how_late_it_is(campaign, two, thu):
    back = TargetResult.objects.get(numerator=10)
    TargetResult.objects.filter(pk=back.pk).update(status=ResultStatus.RETURNED)
    found = behind_of(cells(campaign, today=OCTOBER), OCTOBER)
    assert [(each.cell.unit, each.cell.span.label, each.doing, each.days) for each in found] == [
        (two[0], "Quý II/2023", "Sửa, gửi lại", 94),
        (two[1], "Quý II/2023", "Gửi báo cáo", 94),
        (two[1], "Quý III/2023", "Gửi báo cáo", 3),
        (two[0], "Quý III/2023", "Khắc phục chỉ tiêu chưa đạt", 0),
    ]
    assert [each.late for each in found] == ["quá 94 ngày", "quá 94 ngày", "quá 3 ngày", ""]


def test_a_task_not_done_before_its_due_day_is_not_yet_to_be_put_right(campaign, thu):
    task = followed.task(campaign)
    unit = followed.join(campaign, 1, thu)
    followed.send(cells(campaign, unit=unit)[0], thu, 0)
    due = cells(campaign, unit=unit)[0].due
    assert behind_of(cells(campaign, target=task, today=due), due) == []
    after = date(due.year, 12, 1)
    (late,) = behind_of(cells(campaign, target=task, today=after), after)
    assert late.doing == "Khắc phục chỉ tiêu chưa đạt"


def test_more_than_a_thousand_days_have_their_point(campaign, two):
    day = date(2026, 7, 30)
    assert behind_of(cells(campaign, today=day), day)[0].late == "quá 1.119 ngày"


def test_a_report_sent_back_before_its_due_day_is_to_be_put_right(campaign, two):
    TargetResult.objects.filter(numerator=999).update(status=ResultStatus.RETURNED)
    found = behind_of(cells(campaign, unit=two[0], today=date(2023, 10, 6)), date(2023, 10, 6))
    assert [(each.doing, each.days) for each in found] == [("Sửa, gửi lại", 0)]


def test_the_headline_tells_the_state_in_sentences(campaign, two):
    TargetResult.objects.filter(numerator=10).update(
        status=ResultStatus.VERIFIED,
        verified_by=two[0].participations.get().by,
        verified_at="2023-07-08T00:00Z",
    )
    assert headline(cells(campaign, today=OCTOBER), OCTOBER) == [
        "Đến Thứ Hai, 09/10/2023: 2 báo cáo đã gửi, 2 quá hạn chưa gửi, 2 chưa đến hạn.",
        "Trong số đã gửi: 1 đạt, 1 chưa đạt, 0 không phát sinh.",
        "1 trong 2 đơn vị còn nợ báo cáo; lâu nhất là Ban nhân dân Khóm Mẫu 2, quá 94 ngày.",
        "Hạn sắp tới: 06/11/2023, 2 báo cáo.",
        "1 báo cáo đã gửi đang chờ Văn phòng - Thống kê xác nhận.",
    ]
    own = cells(campaign, unit=two[1], today=OCTOBER)
    assert "Còn nợ 2 báo cáo, lâu nhất quá 94 ngày." in headline(own, OCTOBER)


def test_early_in_the_campaign_nothing_is_late(campaign, target, thu):
    day = date(2023, 4, 10)
    assert headline(cells(campaign, today=day), day) == [
        "Chưa có báo cáo nào phải nộp: chưa có đơn vị đăng ký hoặc phong trào chưa có chỉ tiêu."
    ]
    followed.join(campaign, 1, thu)
    assert headline(cells(campaign, today=day), day) == [
        "Đến Thứ Hai, 10/04/2023: 0 báo cáo đã gửi, 0 quá hạn chưa gửi, 3 chưa đến hạn.",
        "Hạn sắp tới: 07/07/2023, 1 báo cáo.",
    ]
    assert behind_of(cells(campaign, today=day), day) == []


@pytest.mark.parametrize("units", [1, 3])
def test_cells_of_all_units_cost_four_queries(campaign, target, thu, units, django_assert_num_queries):
    followed.fill(campaign, thu, units=units, targets=2)
    with django_assert_num_queries(4):
        found = cells(campaign)
        matrix_of(found)
        by_target(found)
        behind_of(found, OCTOBER)
        headline(found, OCTOBER)


def test_a_tally_counts_every_cell_once():
    found = [cell(1, 1), cell(0, 1), cell(0, 0), cell(None), cell(None, standing=Standing.WAITING)]
    assert Tally.of(found) == Tally(met=1, not_met=1, nothing=1, missing=1, waiting=1)
    assert Tally.of(found).sent == 3


def test_the_period_of_a_target_may_change_the_stretches(campaign, thu):
    followed.share(campaign, period=Period.MONTH)
    followed.join(campaign, 1, thu)
    (series,) = by_target(cells(campaign, today=OCTOBER))
    assert [each.label for each in series.lines][:2] == ["Tháng 4/2023", "Tháng 5/2023"]
    assert [each.standing for each in series.lines].count(Standing.MISSING) == 6
