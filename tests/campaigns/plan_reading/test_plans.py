"""Four plans in other wording, read from Word files as offices lay them out, against their answers told by hand."""

import json
import re

import pytest
from django.conf import settings

from campaigns.plan_reading.findings import AREA, CRITERION, EXPECTED, TARGET, TEXT
from campaigns.plan_reading.reading import LEAD, NO_FIELD, read_plan
from phuong6.lib.scans.text_lines import paper_lines
from tests.campaigns.plan_reading import answers
from tests.campaigns.plan_reading.office import plan, plan_2023, word_file

PLANS = {
    "binh-mau-2026": (answers.BINH_MAU, answers.BINH_MAU_UNCLEAR),
    "tan-mau-2027": (answers.TAN_MAU, answers.TAN_MAU_UNCLEAR),
    "an-mau-2026": (answers.AN_MAU, answers.AN_MAU_UNCLEAR),
}
LEAST_RIGHT = 0.8
# Headings, the sentences that open and close a plan, the head of a table, a rule drawn by hand.
FORM = re.compile(
    r"[IV]+\. |[0-9]\. |[a-c]\) |\* |(?:UBND|Ủy ban nhân dân) .*như sau:$|Trên đây là|_+$"
    r"|(?:STT|Nội dung chỉ tiêu|Đơn vị tính|Mức phấn đấu)$|- (?:Hồ sơ|Thời gian) đề nghị khen thưởng:$"
)


def read(text: str, **how):
    lines = paper_lines(word_file(text, **how))
    return [each.text for each in lines], read_plan(lines)


def told(finding):
    if finding.field == TARGET:
        return (finding.value, *(finding.extra[name] for name in ("threshold", "direction", "area")))
    return finding.value


@pytest.mark.parametrize("decomposed", [False, True], ids=["composed", "letters and marks apart"])
@pytest.mark.parametrize("name", PLANS)
def test_a_plan_is_read_as_it_says_and_nothing_else_is_made_of_it(name, decomposed):
    wanted, _ = PLANS[name]
    _, found = read(plan(name), decomposed=decomposed)
    assert {each.key: told(each) for each in found.findings} == wanted
    assert set(found.absent) == {label for key, label in EXPECTED.items() if key not in wanted}


@pytest.mark.parametrize("name", PLANS)
def test_what_is_not_understood_is_shown_with_its_line(name):
    texts, found = read(plan(name))
    assert [texts[each.sources[-1]] for each in found.unclear] == PLANS[name][1]
    assert all(each.reason.endswith((".", ")")) for each in found.unclear)


@pytest.mark.parametrize("text", [plan(name) for name in PLANS] + [plan_2023()], ids=[*PLANS, "2023"])
def test_every_finding_has_its_line_and_every_figure_stands_in_it(text):
    texts, found = read(text)
    for each in found.findings:
        assert each.sources, each.key
        lines = " ".join(texts[at] for at in each.sources)
        if each.field == TARGET and each.extra["threshold"]:
            assert each.extra["threshold"].replace(".", ",") in lines
        elif each.field in {TEXT, CRITERION}:
            assert each.value.rstrip(".").splitlines()[0] in lines


@pytest.mark.parametrize("text", [plan(name) for name in PLANS] + [plan_2023()], ids=[*PLANS, "2023"])
def test_no_line_of_the_body_is_lost_in_silence(text):
    """Each is in a finding, is told as not understood, or is a heading, an introduction or a word of the form."""
    texts, found = read(text)
    seen = {at for each in (*found.findings, *found.unclear) for at in each.sources}
    start, end = (
        texts.index("KẾ HOẠCH") + 2,
        next(n for n, each in enumerate(texts) if each.startswith("Nơi nhận")),
    )
    lost = [texts[at] for at in range(start, end) if at not in seen]
    assert [each for each in lost if not FORM.match(each)] == []


# --- the plan of 2023 ---------------------------------------------------------------------------------


def fixture_rows(model: str) -> list[dict]:
    rows = json.loads((settings.BASE_DIR / "fixtures" / "plan-2023.json").read_text())
    return [each["fields"] for each in rows if each["model"] == model]


def right_answers() -> dict[str, str]:
    """Every field somebody would type of the plan of 2023, as the ward has it: mended by hand in the fixture."""
    campaign = fixture_rows("campaigns.campaign")[0]
    wanted = {
        "name": "Phong trào thi đua “Cải cách hành chính” trên địa bàn Phường 6 năm 2023",
        "year": str(campaign["year"]),
        "plan_notation": campaign["plan_notation"],
        "plan_month": str(campaign["plan_month"]),
        "ends_on": "30/10/2023",
        "dossier_too_late": "15/11/2023 00:00",
        "chairman_title": campaign["chairman_title"],
        "chairman_name": campaign["chairman_name"],
    }
    wanted |= {
        f"{row['section']}-{row['order']}": row["text"] for row in fixture_rows("campaigns.campaigntext")
    }
    for row in fixture_rows("criteria.criterion"):
        wanted[f"criterion-{row['kind']}-{row['order']}"] = row["text"]
        if row["uses_index"]:
            wanted[f"criterion-{row['kind']}-{row['order']}.uses_index"] = "1"
    for number, row in enumerate(fixture_rows("criteria.reformarea"), 1):
        wanted[f"area-{number}"] = row["name"]
    for number, (name, threshold) in enumerate(answers.PLAN_2023_TARGETS, 1):
        wanted[f"target-{number}"] = name or "(ghi tay)"
        if threshold:
            wanted[f"target-{number}.threshold"] = threshold
    return wanted


def read_answers(found) -> dict[str, str]:
    told_now = {}
    for each in found.findings:
        told_now[each.key] = each.value
        for name in ("uses_index", "threshold"):
            if each.extra.get(name):
                told_now[f"{each.key}.{name}"] = each.extra[name]
    return told_now


def plain(text: str) -> str:
    return text.removeprefix("Thực hiện ").rstrip(" .")


def mended(text: str) -> str:
    for slip, meant in answers.SLIPS_2023.items():
        text = text.replace(slip, meant)
    return text


def test_of_the_plan_of_2023_most_fields_are_right_without_a_touch_and_none_is_wrong(capsys):
    _, found = read(plan_2023())
    wanted, here = right_answers(), read_answers(found)
    assert here.keys() <= wanted.keys(), "made of nothing the plan says"
    right = [key for key in wanted if plain(here.get(key, "")) == plain(wanted[key])]
    slips = [
        key for key in wanted if key not in right and plain(mended(here.get(key, ""))) == plain(wanted[key])
    ]
    blank = [key for key in wanted if not here.get(key)]
    wrong = {key: here[key] for key in wanted.keys() - {*right, *slips, *blank}}
    share = len(right) / len(wanted)
    with capsys.disabled():
        print(  # noqa: T201 - the measure
            f"\nKế hoạch 2023: {len(right)}/{len(wanted)} ô đúng không phải sửa ({share:.1%}), {len(slips)} ô đúng "
            f"nguyên văn nhưng kế hoạch viết sai, {len(blank)} ô phải ghi tay, {len(wrong)} ô sai."
        )
    assert wrong == {}
    assert share >= LEAST_RIGHT
    assert found.absent == ("Số kế hoạch", "Ngày ban hành kế hoạch"), "the plan leaves both blank"
    assert [each.reason for each in found.unclear] == [LEAD, NO_FIELD]


def test_it_is_the_same_plan_with_letters_and_marks_apart():
    assert read(plan_2023(), decomposed=True)[1] == read(plan_2023())[1]


def test_a_paper_that_is_no_plan_is_told_to_be_none():
    _, found = read(plan("an-mau-2026").replace("KẾ HOẠCH", "QUYẾT ĐỊNH"))
    assert found.findings == ()
    assert "Không thấy dòng “KẾ HOẠCH”" in found.unclear[0].reason


def test_areas_are_the_six_of_the_reform_programme():
    _, found = read(plan_2023())
    assert [each.value for each in found.of(AREA)][:6] == [
        "Cải cách thể chế",
        "Cải cách thủ tục hành chính và thực hiện cơ chế một cửa, một cửa liên thông",
        "Cải cách tổ chức bộ máy",
        "Cải cách chế độ công vụ",
        "Cải cách tài chính công",
        "Xây dựng và phát triển Chính quyền điện tử, Chính quyền số",
    ]


# --- days that are not what they look like ------------------------------------------------------------

BODY = """ỦY BAN NHÂN DÂN
===
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
===
KẾ HOẠCH
Phát động phong trào thi đua năm 2026
I. THỜI GIAN
{time}
II. HỒ SƠ
{dossier}
===
Nơi nhận:
===
CHỦ TỊCH"""


@pytest.mark.parametrize(
    "time",
    [
        "- Đợt 1: từ ngày 01/3/2026 đến ngày 30/6/2026.",
        "- Đăng ký thi đua đến ngày 31/3/2026.",
        "- Tổng kết phong trào: đến hết ngày 15/12/2026.",
        "- Sáu tháng đầu năm: đến ngày 30/6/2026.",
    ],
)
def test_the_last_day_of_something_else_is_not_the_campaigns(time):
    texts, found = read(BODY.format(time=time, dossier="- Tờ trình."))
    assert found.of("ends_on") == []
    assert [
        texts[at] for each in found.unclear for at in each.sources if "2026" in texts[at] and "/" in texts[at]
    ] == [time]


@pytest.mark.parametrize(
    "dossier",
    [
        "- Phòng Văn hóa - Xã hội thẩm định hồ sơ trước ngày 25/11/2026.",
        "- Tổng hợp, gửi hồ sơ trình Hội đồng trước ngày 25/11/2026.",
        "- Xong việc lập hồ sơ trước ngày 25/11/2026.",
        "- Gửi hồ sơ trước ngày 25/11.",
    ],
)
def test_the_offices_own_days_are_not_the_units_deadline(dossier):
    texts, found = read(BODY.format(time="- Từ ngày ký.", dossier=dossier))
    assert found.of("dossier_too_late") == []
    assert dossier in [texts[at] for each in (*found.findings, *found.unclear) for at in each.sources]
    assert "Hồ sơ gửi về trước" in found.absent


def test_the_units_deadline_stands_beside_the_offices_own():
    dossier = "- Các đơn vị gửi hồ sơ, Tờ trình trước ngày 15/11/2026; Văn phòng thẩm định hồ sơ trước ngày 25/11/2026."
    _, found = read(BODY.format(time="- Từ ngày ký.", dossier=dossier))
    assert [each.value for each in found.of("dossier_too_late")] == ["15/11/2026 00:00"]
