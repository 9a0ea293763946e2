"""Deadlines, last days and shares as plans word them; what has two meanings is no answer."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from campaigns.plan_reading.figures import IMPOSSIBLE, NOT_A_SHARE, SEVERAL, aims_in
from campaigns.plan_reading.headings import heading_in, marked, topic_of
from campaigns.plan_reading.moments import due_moments, end_days, lacks_year
from campaigns.plan_reading.reading import index_rule_in


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("gửi về trước ngày 15/11/2023", datetime(2023, 11, 15)),
        ("gửi về trước 17 giờ 00 ngày 20/11/2026", datetime(2026, 11, 20, 17)),
        ("gửi về trước 16h30, thứ Sáu, ngày 20.11.2026", datetime(2026, 11, 20, 16, 30)),
        ("chậm nhất đến hết ngày 15 tháng 11 năm 2027", datetime(2027, 11, 16)),
        ("chậm nhất ngày 31/12/2026", datetime(2027, 1, 1)),
        ("chậm nhất 17 giờ 00 ngày 20/11/2026", datetime(2026, 11, 20, 17, 1)),
        ("chậm nhất trước ngày 20/11/2026", datetime(2026, 11, 20)),
        ("trước hoặc trong ngày 20/11/2026", datetime(2026, 11, 21)),
        ("hạn cuối là ngày 20-11-2026", datetime(2026, 11, 21)),
    ],
)
def test_a_deadline_is_the_first_moment_too_late(text, moment):
    assert due_moments(text) == {moment}


@pytest.mark.parametrize(
    "text",
    [
        "Quyết định số 1954 ngày 06/10/2021",
        "trước ngày 31/02/2026",
        "trước ngày 15/11",
        "trước 25 giờ ngày 15/11/2026",
    ],
)
def test_other_days_and_days_that_are_none_are_no_deadline(text):
    assert due_moments(text) == set()


def test_a_deadline_without_its_year_is_told_as_such():
    assert lacks_year("gửi hồ sơ trước ngày 15/11.")
    assert lacks_year("chậm nhất ngày 15 tháng 11, gửi về phường")
    assert not lacks_year("gửi hồ sơ trước ngày 15/11/2026")
    assert not lacks_year("chậm nhất ngày 15 tháng 11 năm 2026")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Thời điểm kết thúc 30/10/2023.", date(2023, 10, 30)),
        ("Từ ngày 10/3/2026 đến hết ngày 31/10/2026", date(2026, 10, 31)),
        ("kết thúc trước ngày 01/11/2026", date(2026, 10, 31)),
        ("kết thúc vào ngày 30 tháng 10 năm 2027", date(2027, 10, 30)),
    ],
)
def test_a_campaign_ends_on_a_day(text, day):
    assert end_days(text) == {day}


@pytest.mark.parametrize(
    ("text", "name", "percent", "at_most"),
    [
        ("Tối thiểu 95 % hồ sơ được số hóa.", "Hồ sơ được số hóa", "95", False),
        ("Phấn đấu đạt 100% số văn bản được ký số", "Văn bản được ký số", "100", False),
        ("Tỷ lệ hồ sơ đúng hạn đạt từ 99,5% trở lên;", "Tỷ lệ hồ sơ đúng hạn", "99.5", False),
        ("Hồ sơ trễ hạn không quá 2 phần trăm", "Hồ sơ trễ hạn", "2", True),
        ("Ít nhất 80% trở lên hồ sơ nộp trực tuyến", "Hồ sơ nộp trực tuyến", "80", False),
        ("Tỷ lệ hồ sơ quá hạn: 5% trở xuống", "Tỷ lệ hồ sơ quá hạn", "5", True),
    ],
)
def test_a_share_is_read_with_its_side(text, name, percent, at_most):
    (aim,) = aims_in(text)
    assert (aim.name, aim.percent, aim.at_most, aim.unclear) == (name, Decimal(percent), at_most, "")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Mức độ hài lòng đạt trên 90%", NOT_A_SHARE),
        ("Hồ sơ trễ hạn dưới 1%", NOT_A_SHARE),
        ("Khoảng 70% hồ sơ nộp trực tuyến", NOT_A_SHARE),
        ("Từ 70 - 80% hồ sơ nộp trực tuyến", NOT_A_SHARE),
        ("Tăng 5% so với năm 2025", NOT_A_SHARE),
        ("Giảm tỷ lệ hồ sơ trễ hạn xuống còn 2%", NOT_A_SHARE),
        ("Không để hồ sơ bổ sung vượt quá 2%", NOT_A_SHARE),
        ("Tỷ lệ hồ sơ trễ hạn: 2%", NOT_A_SHARE),
        ("Hồ sơ giấy chỉ còn 10%", NOT_A_SHARE),
        ("Đạt 100% và vượt 5% kế hoạch", SEVERAL),
        ("Đạt 120% kế hoạch", IMPOSSIBLE),
    ],
)
def test_other_figures_are_not_made_a_share(text, why):
    assert {aim.unclear for aim in aims_in(text)} == {why}


def test_something_bad_that_does_not_happen_is_something_good():
    (aim,) = aims_in("100% cán bộ, công chức không vi phạm kỷ luật")
    assert (aim.name, aim.percent, aim.unclear) == (
        "Cán bộ, công chức không vi phạm kỷ luật",
        Decimal(100),
        "",
    )


def test_a_number_of_things_is_a_task_with_its_figure_in_its_name():
    (aim,) = aims_in("Mỗi khu phố có ít nhất 02 sáng kiến.")
    assert (aim.name, aim.percent) == ("Mỗi khu phố có ít nhất 02 sáng kiến", None)


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        (
            "Chỉ số CCHC từ 80% trở lên và Chỉ số năm sau cao hơn năm trước liền kề hoặc đạt từ 83% trở lên",
            ("80", "83"),
        ),
        ("Chỉ số CCHC từ 81,5 % trở lên và cao hơn năm trước, hoặc từ 85 % trở lên", ("81.5", "85")),
        ("Chỉ số CCHC từ 80% trở lên", None),
        ("Đóng góp hoàn thành công tác xác định Chỉ số CCHC", None),
        ("Chỉ số CCHC trên 80% và cao hơn năm trước hoặc trên 83%", None),
    ],
)
def test_the_index_rule_is_read_with_its_two_levels(text, levels):
    found = index_rule_in(text)
    assert ((found["index_floor"], found["index_enough"]) if found else None) == levels


@pytest.mark.parametrize(
    ("text", "level", "rest"),
    [
        ("II. NỘI DUNG", 1, "NỘI DUNG"),
        ("2. Yêu cầu", 2, "Yêu cầu"),
        ("2/ Yêu cầu", 2, "Yêu cầu"),
        ("2.1. Yêu cầu", 3, "Yêu cầu"),
        ("b) Yêu cầu", 4, "Yêu cầu"),
        ("* Đối với tập thể", 5, "Đối với tập thể"),
        ("– Yêu cầu", 6, "Yêu cầu"),
        ("+ Yêu cầu", 7, "Yêu cầu"),
        ("- + Yêu cầu", 7, "Yêu cầu"),
        ("100% cán bộ", None, "100% cán bộ"),
        ("Vận động", None, "Vận động"),
    ],
)
def test_numbers_and_signs_before_a_line(text, level, rest):
    assert (marked(text).level, marked(text).text) == (level, rest)


@pytest.mark.parametrize(
    ("heading", "topic"),
    [
        ("MỤC ĐÍCH, YÊU CẦU", "mixed"),
        ("Đối tượng thi đua", "participant"),
        ("ĐỐI TƯỢNG, THỜI GIAN", "mixed"),
        ("Thời gian phát động phong trào thi đua", "time"),
        ("Thời gian đề nghị khen thưởng", "deadline"),
        ("Hồ sơ và thời hạn nộp hồ sơ", "paper"),
        ("Hình thức khen thưởng và hồ sơ đề nghị khen thưởng", "award"),
        ("Mức khen thưởng và nguồn kinh phí", "money"),
        ("TỔ CHỨC THỰC HIỆN", "organisation"),
        ("Công tác tuyên truyền", ""),
    ],
)
def test_what_a_heading_opens(heading, topic):
    assert topic_of(heading) == topic


def test_a_sentence_is_no_heading():
    assert heading_in("Đẩy mạnh tuyên truyền nội dung phong trào;", 2) is None
    assert heading_in("Nội dung thi đua", 6) is None
