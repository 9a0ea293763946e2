"""A text for the radio: nothing left that an announcer would stumble over, nothing said that is not meant."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from phuong6.lib.money import DIGITS
from phuong6.lib.reading import SYLLABLES_A_MINUTE, read_aloud, reading_minutes, syllables, unread
from phuong6.lib.spoken_words import ABBREVIATIONS

# What the plan's own figures and words are when read (plan, sections II to IV).
SAID = {
    "Đẩy mạnh CCHC, TTHC tại UBND, BND": "Đẩy mạnh cải cách hành chính, thủ tục hành chính tại Ủy ban nhân dân, Ban nhân dân",
    "CCHC là việc chung.": "Cải cách hành chính là việc chung.",
    "Kế hoạch số 91/KH-UBND ngày 14/3/2023": "Kế hoạch số chín mươi mốt, kế hoạch Ủy ban nhân dân ngày mười bốn tháng ba năm hai nghìn không trăm hai mươi ba",
    "Nghị định 91/2017/NĐ-CP": "Nghị định chín mươi mốt, năm hai nghìn không trăm mười bảy, nghị định Chính phủ",
    "số 01/QĐ-UBND": "số không một, quyết định Ủy ban nhân dân",
    "số 1954/QĐ-UBND-HC": "số một nghìn chín trăm năm mươi bốn, quyết định Ủy ban nhân dân hành chính",
    "Luật số 06/2022/QH15": "Luật số không sáu, năm hai nghìn không trăm hai mươi hai, Quốc hội khóa mười lăm",
    "đạt 98,81 %": "đạt chín mươi tám phẩy tám mươi mốt phần trăm",
    "tăng 0,05%": "tăng không phẩy không năm phần trăm",
    "trên 80% hoặc 83 %": "trên tám mươi phần trăm hoặc tám mươi ba phần trăm",
    "thưởng 270.000 đồng": "thưởng hai trăm bảy mươi nghìn đồng",
    "thưởng 1.404.000đ": "thưởng một triệu bốn trăm lẻ bốn nghìn đồng",
    "kết thúc 30/10/2023": "kết thúc ngày ba mươi tháng mười năm hai nghìn không trăm hai mươi ba",
    "trước ngày 15/11/2023": "trước ngày mười lăm tháng mười một năm hai nghìn không trăm hai mươi ba",
    "hôm ngày 05 tháng 01 năm 2024": "hôm ngày mùng năm tháng một năm hai nghìn không trăm hai mươi bốn",
    "vào ngày 2/9": "vào ngày mùng hai tháng chín",
    "từ tháng 4/2023": "từ tháng tư năm hai nghìn không trăm hai mươi ba",
    "trong quý III/2023": "trong quý ba năm hai nghìn không trăm hai mươi ba",
    "theo Điều 5 khoản 2": "theo Điều năm khoản hai",
    "gồm 06 khóm": "gồm sáu khóm",
    "giai đoạn 2021 - 2025": "giai đoạn hai nghìn không trăm hai mươi mốt đến hai nghìn không trăm hai mươi lăm",
    "được 635/643 hồ sơ": "được sáu trăm ba mươi lăm trên sáu trăm bốn mươi ba hồ sơ",
    "lúc 14:30, 8h và 7 giờ 05": "lúc mười bốn giờ ba mươi phút, tám giờ và bảy giờ năm phút",
    "Ngành VH-XH. 42 người": "Ngành văn hóa xã hội. Bốn mươi hai người",
    "gọi 0277 nhé": "gọi không hai bảy bảy nhé",
    "mã A1": "mã A một",
    "ÔNG NGUYỄN VĂN AN": "ÔNG NGUYỄN VĂN AN",
    "mạng VNPT": "mạng vê nờ pê tê",
    "đ/c Lý ở TP. Cao Lãnh": "đồng chí Lý ở thành phố Cao Lãnh",
    "chiều thứ 4, sáng thứ 2": "chiều thứ tư, sáng thứ hai",
    "Thứ 2 - 6, lần thứ 1, lần thứ IV": "Thứ hai đến thứ sáu, lần thứ nhất, lần thứ tư",
    "gọi 0277.3851234 hoặc 0918 123 456": "gọi không hai bảy bảy ba tám năm một hai ba bốn hoặc không chín một tám một hai ba bốn năm sáu",
    "từ TX. Hồng Ngự, TX Sa Đéc": "từ thị xã Hồng Ngự, thị xã Sa Đéc",
    "thu BHXH, BHYT": "thu bảo hiểm xã hội, bảo hiểm y tế",
    "dài 3 km, 1,5km, mỗi km": "dài ba ki-lô-mét, một phẩy năm ki-lô-mét, mỗi ki-lô-mét",
    "rộng 20m2, 12 m², 5 ha": "rộng hai mươi mét vuông, mười hai mét vuông, năm héc-ta",
    "tiếp dân 8h-11h30": "tiếp dân tám giờ đến mười một giờ ba mươi",
    "làm từ 7:30 - 11:30": "làm từ bảy giờ ba mươi đến mười một giờ ba mươi",
    "đạt 50%-60%": "đạt năm mươi đến sáu mươi phần trăm",
    "hết 30.10.2023": "hết ngày ba mươi tháng mười năm hai nghìn không trăm hai mươi ba",
    "trước ngày 05-01-2024": "trước ngày mùng năm tháng một năm hai nghìn không trăm hai mươi bốn",
    "vào ngày 2.9": "vào ngày mùng hai tháng chín",
    "từ 10-12/12/2023": "từ ngày mùng mười đến ngày mười hai tháng mười hai năm hai nghìn không trăm hai mươi ba",
    "ngày 28/11 - 02/12": "Ngày hai mươi tám tháng mười một đến ngày mùng hai tháng mười hai",
    "không phải ngày: 32.13.2023": "không phải ngày: ba mươi hai chấm mười ba chấm hai nghìn không trăm hai mươi ba",
    "gọi 19001789, 1900 1789, 1800.1166": "gọi một chín không không một bảy tám chín, một chín không không một bảy tám chín, một tám không không một một sáu sáu",
    "gọi 1900 545 436": "gọi một chín không không năm bốn năm bốn ba sáu",
    "thu 19001789 đồng": "thu mười chín triệu không trăm lẻ một nghìn bảy trăm tám mươi chín đồng",
    "gọi (0277) 3851.234 nhé": "gọi không hai bảy bảy ba tám năm một hai ba bốn nhé",
    "hãy gọi 113, 114 hoặc 115": "hãy gọi một một ba, một một bốn hoặc một một năm",
    "qua tổng đài 111": "qua tổng đài một một một",
    "có 113 hồ sơ, gọi 113 người": "có một trăm mười ba hồ sơ, gọi một trăm mười ba người",
    "lúc 8g30, lúc 7g": "lúc tám giờ ba mươi phút, lúc bảy giờ",
    "làm từ 7g30-11g": "làm từ bảy giờ ba mươi đến mười một giờ",
    "nóng 35°C, 36 °C, 37oC, 35-37°C": "nóng ba mươi lăm độ xê, ba mươi sáu độ xê, ba mươi bảy độ xê, ba mươi lăm đến ba mươi bảy độ xê",
    "theo số 01/QĐ-UBND-MẪU, QĐ-UBND-MẪU": "theo số không một, quyết định Ủy ban nhân dân mẫu, quyết định Ủy ban nhân dân mẫu",
    "đạt 99,05 % và 98,80%": "đạt chín mươi chín phẩy không năm phần trăm và chín mươi tám phẩy tám mươi phần trăm",
    "ở thế kỷ XXI, Đại hội XIII": "ở thế kỷ hai mươi mốt, Đại hội mười ba",
    "chạy 40 km/h": "chạy bốn mươi ki-lô-mét trên giờ",
    "không phải ngày: 32/13/2023": "không phải ngày: ba mươi hai trên mười ba trên hai nghìn không trăm hai mươi ba",
}  # fmt: skip


@pytest.mark.parametrize(("written", "said"), SAID.items())
def test_what_the_office_writes_is_read_so(written, said):
    assert read_aloud(written) == said


def number_of(words: str) -> int:
    """The number these words say, worked out the other way round."""
    digits = {word: value for value, word in enumerate(DIGITS)} | {"mốt": 1, "lăm": 5, "lẻ": 0}
    scales = {"nghìn": 10**3, "triệu": 10**6, "tỷ": 10**9}
    total = group = pending = 0
    for word in words.split():
        if word in scales:
            total = (
                (total + group + pending) * scales[word]
                if word == "tỷ"
                else total + (group + pending) * scales[word]
            )
            group = pending = 0
        elif word == "trăm":
            group, pending = group + pending * 100, 0
        elif word == "mươi":
            group, pending = group + pending * 10, 0
        elif word == "mười":
            group, pending = group + 10, 0
        else:
            pending = digits[word]
    return total + group + pending


def dotted(number: int) -> str:
    return f"{number:,}".replace(",", ".")


@given(st.integers(0, 10**12))
@example(1_000_000_000)
@example(1_005)
@example(10**9 + 1)
def test_a_number_is_read_as_itself(number):
    assert (
        number_of(read_aloud(f"có {dotted(number)} việc").removeprefix("có ").removesuffix(" việc")) == number
    )


@given(st.integers(0, 10**6), st.integers(0, 99))
def test_a_percentage_keeps_both_of_its_decimals(whole, part):
    said = read_aloud(f"đạt {dotted(whole)},{part:02d} %").removeprefix("đạt ").removesuffix(" phần trăm")
    left, _, right = said.partition(" phẩy ")
    assert number_of(left) == whole
    spelled = [number_of(each) for each in right.split()] if part < 10 else [number_of(right)]
    assert "".join(map(str, spelled)) == f"{part:02d}"


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_day_is_read_as_itself(day):
    said = read_aloud(f"từ {day:%d/%m/%Y}")
    shape = re.fullmatch(r"từ ngày (?:mùng )?(.*) tháng (.*) năm (hai nghìn.*|một nghìn.*)", said)
    assert number_of(shape[1]) == day.day
    assert (4 if shape[2] == "tư" else number_of(shape[2])) == day.month
    assert number_of(shape[3]) == day.year
    assert ("mùng" in said) == (day.day <= 10)
    assert read_aloud(f"từ ngày {day.day}/{day.month}/{day.year}") == said


PIECES = st.one_of(
    st.integers(0, 10**17).map(str),
    st.integers(0, 10**9).map(dotted),
    st.decimals(0, 1000, places=2).map(lambda each: f"{each} %".replace(".", ",")),
    st.dates(date(1990, 1, 1), date(1990, 1, 1) + timedelta(days=20_000)).map(lambda day: f"{day:%d/%m/%Y}"),
    st.sampled_from(
        [*SAID, *ABBREVIATIONS, "-", "/", "%", "đ", ".", ",", "h", "ngày", "tháng", "quý", "Điều", "giờ"]
    ),
)


@given(st.lists(PIECES, max_size=8), st.sampled_from([" ", "", "\n", "/", "-", ","]))
def test_whatever_is_put_together_no_figure_is_left_and_a_second_reading_changes_nothing(pieces, between):
    said = read_aloud(between.join(pieces))
    assert not re.search(r"\d|%", said)
    assert read_aloud(said) == said
    assert unread(said) == []


@given(st.text(max_size=60))
def test_any_text_at_all_is_read_to_the_end(text):
    assert not re.search(r"\d", read_aloud(text))


@given(st.text("abcdeghiklmnopqrstuvxyăâđêôơưàáảãạ ,.", max_size=80))
def test_plain_words_stay_as_they_are(text):
    text = " ".join(re.sub(r"\bv\. ?v|\b(?:[kcm]m|kg)\b", "", text).split())
    assert read_aloud(text) == text


def test_a_reader_is_told_where_he_would_stumble():
    assert unread("UBND đạt 98,81 %, UBND mừng") == ["UBND", "98,81", "%"]
    assert unread("Ủy ban nhân dân mừng") == []


def test_the_reading_time_counts_what_is_said_not_what_is_written():
    assert syllables("30/10/2023") == 13
    assert reading_minutes("") == 0
    assert reading_minutes("một") == 1
    assert reading_minutes("một " * SYLLABLES_A_MINUTE) == 1
    assert reading_minutes("một " * (SYLLABLES_A_MINUTE + 1)) == 2
