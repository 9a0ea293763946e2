"""The plan as data says what the plan says. Its text stands beside: tests/samples/ke-hoach-phat-dong-2023.md."""

import json
import re
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.core.management import call_command

from campaigns.enums import TextSection, UnitKind
from campaigns.models import Campaign, Participation, Unit
from criteria.enums import Direction, NomineeKind, Period, TargetKind
from criteria.models import Criterion
from criteria.obligations import cells
from tests import factories as make

PLAN = (Path(__file__).parent.parent / "samples" / "ke-hoach-phat-dong-2023.md").read_text()
FIXTURES = sorted((settings.BASE_DIR / "fixtures").glob("*.json"))

# What the fixture corrects in the plan: its typing slips (domain.md §0), and nothing else.
CORRECTED = {
    "chính trị - xã hội Phường Phường": "chính trị - xã hội Phường",
    "Các ngành Tổ chức": "Các ngành, tổ chức",
    "các ngành Tổ chức": "các ngành, tổ chức",
    "công chức người lao động": "công chức, người lao động",
    "công tác CCHC trên địa bàn xã": "công tác CCHC trên địa bàn Phường",
    "công tác cải CCHC": "công tác CCHC",
    "Chỉ số hài lòng về sự phục vụ hành chính của cơ quan nhà nước (PAPI)": "Chỉ số hiệu quả quản trị "
    "và hành chính công cấp tỉnh (PAPI)",
    "PARINDEX": "PAR INDEX",
    "lễ lối": "lề lối",
    "của Huyện, xã": "của Thành phố, Phường",
    "hiệu quả 3 trong": "hiệu quả trong",
    "Lòng ghép": "Lồng ghép",
    "nhân dân trong xã": "nhân dân trong Phường",
}
SLIPS = r"Phường Phường|cải CCHC|Huyện, xã|địa bàn xã|trong xã|lễ lối|Lòng ghép|quả 3 trong|PARINDEX|phục vụ hành chính"

TRAINED_ONCE = {"training-all", "training-data"}  # counted at the end, not each quarter

# Every bullet of section II.2, by a piece of its words, and the rows it became.
BULLETS = {
    "Nâng cao ý thức, trách nhiệm của Trưởng": ["heads-responsibility"],
    "Phấn đấu 100% số hồ sơ TTHC": ["one-stop-on-time"],
    "Tỷ lệ xử lý văn bản, hồ sơ công việc": ["documents-online"],
    "100% cán bộ, công chức được tham gia bồi dưỡng": ["training-all", "training-data", "city-meetings"],
    "Thi đua thực hiện các nhiệm vụ CCHC theo kế hoạch": [],  # the six that follow
    "Cải cách thể chế": ["task-institutions"],
    "Cải cách thủ tục hành chính và thực hiện cơ chế": ["task-procedures"],
    "Cải cách tổ chức bộ máy": ["task-apparatus"],
    "Cải cách chế độ công vụ": ["task-civil-service"],
    "Cải cách tài chính công": ["task-public-finance"],
    "Xây dựng và phát triển Chính quyền điện tử": ["task-digital"],
    "Thi đua nâng cao văn hóa công vụ": ["task-conduct"],
    "Thi đua đẩy mạnh công tác tuyên truyền": ["task-communication"],
    "Kết quả trong công tác tuyên truyền CCHC": ["task-supervision"],
    "Đề xuất, tổ chức thực hiện các giải pháp": ["task-initiatives"],
}


def plain(text: str) -> str:
    """One line, without markdown signs, closing marks and capitals."""
    text = re.sub(r"[*#_]|^[-+. ]+", " ", text)
    return re.sub(r"\s+", " ", text).strip(" ;.,").lower()


def corrected_plan() -> str:
    text = PLAN
    for slip, right in CORRECTED.items():
        assert slip in text, slip
        text = text.replace(slip, right)
    return plain("\n".join(plain(line) for line in text.splitlines()))


def bullets_of(start: str, end: str) -> list[str]:
    """The bullets between two headings of the plan."""
    part = PLAN.split(start, 1)[1].split(end, 1)[0]
    return [plain(line) for line in part.splitlines() if re.match(r"\s*[-+]", line)]


@pytest.fixture
def plan(national) -> Campaign:
    call_command("loaddata", "plan-2023", verbosity=0)
    return Campaign.objects.get(code="CCHC-2023")


def test_dates_are_the_plans(plan):
    assert plan.ends_on == date(2023, 10, 30)
    assert plan.dossier_too_late == datetime(2023, 11, 15, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    assert plan.last_day == date(2023, 11, 14)
    assert plan.index_years == (2023, 2022)


def test_what_the_plan_leaves_blank_stays_blank(plan):
    assert (plan.plan_number, plan.plan_day) == (None, None)
    assert plan.launch_phrase == "tháng 4/2023"


def test_the_ward_is_the_plans(plan):
    assert plan.ward.chairman_name == plan.chairman_name == "Trần Hữu Lý"
    assert plan.ward_short == "UBND Phường 6"
    assert plan.superior_name == "Ủy ban nhân dân thành phố Cao Lãnh"
    assert not plan.is_sample


def test_the_three_groups_take_part_with_six_khom(plan):
    kinds = list(Unit.objects.values_list("kind", flat=True))
    assert kinds.count(UnitKind.NEIGHBOURHOOD) == 6
    assert kinds.count(UnitKind.OFFICE) == kinds.count(UnitKind.ORGANISATION) == 1
    for unit in Unit.objects.all():
        assert [each.name for each in unit.collectives.filter(is_whole_unit=True)] == [unit.name]
        assert unit.search_key
        assert unit.sort_key


def test_every_line_of_the_plan_quoted_is_the_plans_own(plan):
    text = corrected_plan()
    for line in plan.texts.all():
        assert plain(line.text) in text, line.text


@pytest.mark.parametrize(
    ("section", "count"),
    [
        (TextSection.LEGAL_BASIS, 1),
        (TextSection.AIM, 5),
        (TextSection.REQUIREMENT, 3),
        (TextSection.PARTICIPANT, 3),
        (TextSection.AWARD, 5),
        (TextSection.PAPER, 3),
        (TextSection.ORGANISATION, 4),
        (TextSection.RECIPIENT, 5),
    ],
)
def test_no_line_of_a_section_is_missing(plan, section, count):
    assert len(plan.texts_of(section)) == count


@pytest.mark.parametrize(
    ("kind", "start", "end"),
    [
        (NomineeKind.COLLECTIVE, "Đối với tập thể**", "Đối với cá nhân**"),
        (NomineeKind.INDIVIDUAL, "Đối với cá nhân**", "IV. TỔ CHỨC"),
    ],
)
def test_criteria_are_the_plans_bullets_in_its_words_and_order(plan, kind, start, end):
    written = [plain(each.text) for each in plan.criteria.filter(kind=kind).order_by("order")]
    assert written == bullets_of(start, end)


def test_five_criteria_for_collectives_four_for_people_one_by_the_index(plan):
    assert plan.criteria.filter(kind=NomineeKind.COLLECTIVE).count() == 5
    assert plan.criteria.filter(kind=NomineeKind.INDIVIDUAL).count() == 4
    by_index = Criterion.objects.get(uses_index=True)
    assert (by_index.kind, by_index.order) == (NomineeKind.INDIVIDUAL, 2)
    assert "80%" in by_index.text
    assert "83%" in by_index.text


def test_every_bullet_of_the_contents_has_a_target_or_a_task(plan):
    bullets = bullets_of("Nội dung thi đua:", "III. ĐỐI TƯỢNG")
    found = {start: [each for each in bullets if each.startswith(start.lower())] for start in BULLETS}
    assert all(len(hits) == 1 for hits in found.values()), found
    assert len(bullets) == len(BULLETS)
    rows = [code for codes in BULLETS.values() for code in codes]
    assert rows == list(plan.targets.order_by("order").values_list("code", flat=True))


def test_every_target_and_task_of_the_plan_is_due_within_a_week_of_its_stretch(plan):
    unit = Unit.objects.get(kind=UnitKind.OFFICE)
    Participation.objects.create(campaign=plan, unit=unit, by=make.user("ubnd", "Người Báo Cáo"))
    organisation = Unit.objects.get(kind=UnitKind.ORGANISATION)
    Participation.objects.create(campaign=plan, unit=organisation, by=make.user("mttq", "Người Báo Khác"))
    owed = cells(plan)
    assert {each.target.code for each in owed} == set(plan.targets.values_list("code", flat=True))
    for each in owed:
        assert 0 < (each.due - each.span.last).days <= 7
        if each.target.kind == TargetKind.TASK:
            assert (each.span.last, each.due) == (plan.ends_on, date(2023, 11, 6))


def test_measured_targets_have_the_plans_thresholds(plan):
    shares = {each.code: each for each in plan.targets.filter(kind=TargetKind.SHARE)}
    assert {code: each.threshold for code, each in shares.items()} == {
        "one-stop-on-time": Decimal(100),
        "documents-online": Decimal(100),
        "training-all": Decimal(100),
        "training-data": Decimal(30),
        "city-meetings": Decimal(100),
    }
    assert all(each.numerator and each.denominator and each.clause for each in shares.values())
    assert "trừ hồ sơ mật" in shares["documents-online"].denominator
    assert shares["training-all"].denominator == shares["training-data"].denominator


def test_every_row_says_who_reports_how_often_with_what_proof_and_when_it_is_met(plan):
    """Unit, period, direction and evidence of each target and task (plan, section II.2 and IV.1)."""
    office = {"one-stop-on-time", "documents-online", "training-all", "training-data", "city-meetings"}
    reporters = {each.code: each.reported_by for each in plan.targets.all()}
    assert {code for code, who in reporters.items() if who == UnitKind.OFFICE} == office
    assert {code for code, who in reporters.items() if who == UnitKind.ORGANISATION} == {
        "heads-responsibility"
    }
    assert all(who == "" for code, who in reporters.items() if code.startswith("task-")), "every unit"
    for each in plan.targets.all():
        assert each.evidence, each.code
        assert each.direction == Direction.AT_LEAST
        assert each.period == (Period.QUARTER if each.code in office - TRAINED_ONCE else Period.CAMPAIGN)


def test_the_six_areas_and_three_more_each_measured(plan):
    areas = list(plan.areas.order_by("order"))
    assert len(areas) == 9
    six = [plain(each.name) for each in areas[:6]]
    assert six == bullets_of("với các nội dung:", "Thi đua nâng cao văn hóa")[:6]
    text = corrected_plan()
    for area in areas:
        assert area.targets.exists(), area
        for line in area.text.splitlines():
            assert plain(line) in text


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: path.name)
def test_no_slip_of_the_plan_is_shown_to_people(fixture):
    for row in json.loads(fixture.read_text()):
        for value in row["fields"].values():
            if isinstance(value, str):
                assert not re.search(SLIPS, value), value


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: path.name)
def test_words_are_spelled_as_the_office_does(fixture):
    assert not re.search(r"\b(?:uỷ|Uỷ|hoà|Hoà|thuỷ|Thuỷ|hoá|khoá)\b|HOÀ", fixture.read_text())
