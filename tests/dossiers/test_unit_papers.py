"""The drafts a unit prints: whose heading stands on them, what they say, and that Word says the same."""

from datetime import date

import pytest

from campaigns.enums import UnitKind
from dossiers.documents import DOCX, PDF, draft_paper, render
from dossiers.enums import PaperKind
from dossiers.models import ReviewMinutes
from dossiers.unit_heading import YOUTH_UNION, signature_title, unit_letterhead
from phuong6.lib.papers.blocks import COUNTRY, MOTTO
from phuong6.lib.vietnamese import BLANK
from tests import factories as make
from tests.lib.papers.reading import page_texts
from tests.lib.papers.test_papers import docx_words, pdf_words

FACES = pytest.mark.parametrize("face", [PDF, DOCX])


def words(paper, face: str, tmp_path) -> str:
    """The paper's text in reading order, single spaces between words."""
    if face == PDF:
        return " ".join(page_texts(render(paper, PDF), tmp_path, "-raw"))
    return " ".join(docx_words(render(paper, DOCX)))


def stand_in_order(parts: tuple[str, ...], text: str) -> bool:
    place = 0
    for part in parts:
        assert part in text[place:], f"{part} after {text[:place][-60:]}"
        place = text.index(part, place)
    return True


@pytest.fixture
def dossier(campaign, unit, an):
    """A collective and a person, with the meeting written down."""
    campaign.plan_number, campaign.plan_day = 5, date(2023, 4, 12)
    campaign.save()
    row = make.draft(campaign, unit, an)
    make.nominate(row, collective=make.CollectiveFactory(unit=unit), order=1)
    person = make.OfficialFactory(unit=unit, full_name="Lê Văn Ân", birth_year=1961)
    make.nominate(row, person, votes_for=8, votes_against=1, order=2)
    make.index(unit.ward, 2022, "80")
    make.index(unit.ward, 2023, "82.5")
    return make.complete(row, an)


@pytest.fixture
def person(dossier):
    return dossier.nominees.get(kind="individual")


# --- headings -----------------------------------------------------------------------------------------


def heading(campaign, code="TTr", **values):
    return unit_letterhead(campaign, make.UnitFactory(ward=campaign.ward, **values), code=code, year=2023)


def test_a_neighbourhood_stands_under_the_wards_short_name(campaign):
    head = heading(campaign, name="Ban nhân dân Khóm 1")
    assert (head.superior, head.issuer) == (("UBND PHƯỜNG 6",), ("BAN NHÂN DÂN KHÓM 1",))
    assert head.number == ""  # it keeps no register
    assert head.place_date == f"Phường 6, ngày {BLANK} tháng {BLANK} năm 2023"
    assert head.right == (COUNTRY, MOTTO)


def test_the_wards_own_office_heads_its_paper_as_the_ward_does(campaign):
    head = heading(campaign, kind=UnitKind.OFFICE, name="Ủy ban nhân dân Phường 6", has_seal=True)
    assert (head.superior, head.issuer) == ((), ("ỦY BAN NHÂN DÂN", "PHƯỜNG 6"))
    assert head.number == f"Số: {BLANK}/TTr-UBND"


def test_an_organisation_writes_its_own_name_and_number(campaign):
    kind = {"kind": UnitKind.ORGANISATION, "has_seal": True}
    head = heading(campaign, name="Hội Liên hiệp Phụ nữ Phường 6", abbreviation="HPN", **kind)
    assert (head.superior, head.issuer) == ((), ("HỘI LIÊN HIỆP PHỤ NỮ PHƯỜNG 6",))
    assert head.number == f"Số: {BLANK}/TTr-HPN"
    assert heading(campaign, name="Hội Nông dân", **kind).number == f"Số: {BLANK}/TTr"


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("Đoàn TNCS Hồ Chí Minh Phường 6", (YOUTH_UNION,)),
        ("Đoàn Thanh niên Phường 6", (YOUTH_UNION,)),
        ("Công đoàn cơ sở Phường 6", (COUNTRY, MOTTO)),
        ("Hội Liên hiệp Thanh niên Phường 6", (COUNTRY, MOTTO)),
    ],
)
def test_only_the_youth_union_has_a_heading_of_its_own(campaign, name, right):
    assert heading(campaign, name=name, kind=UnitKind.ORGANISATION).right == right


def test_minutes_carry_no_day_in_the_heading(campaign, unit):
    assert unit_letterhead(campaign, unit, code="BB", year=2023, dated=False).place_date == ""


def test_each_kind_signs_by_its_own_title(campaign):
    titles = {kind: signature_title(make.UnitFactory(ward=campaign.ward, kind=kind)) for kind in UnitKind}
    assert titles == {
        UnitKind.NEIGHBOURHOOD: "TRƯỞNG KHÓM",
        UnitKind.OFFICE: "THỦ TRƯỞNG ĐƠN VỊ",
        UnitKind.ORGANISATION: "THỦ TRƯỞNG ĐƠN VỊ",
    }


# --- what they say ------------------------------------------------------------------------------------


@FACES
def test_the_submission_names_plan_meeting_and_everybody_proposed(dossier, face, tmp_path):
    text = words(draft_paper(dossier, PaperKind.SUBMISSION), face, tmp_path)
    assert stand_in_order(
        (
            "UBND PHƯỜNG 6", "BAN NHÂN DÂN KHÓM 1", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "TỜ TRÌNH",
            "Kính gửi: Chủ tịch Ủy ban nhân dân Phường 6", "Căn cứ Luật Thi đua, Khen thưởng",
            "Kế hoạch số 05/KH-UBND ngày 12 tháng 4 năm 2023 của Ủy ban nhân dân Phường 6",
            "họp bình xét ngày 06 tháng 11 năm 2023 của Ban nhân dân Khóm 1", "01 tập thể, 01 cá nhân",
            "I. TẬP THỂ", "Ban nhân dân Khóm 1", "II. CÁ NHÂN", "Ông Lê Văn Ân", "8/9 tán thành", "02 Báo cáo thành tích",
            "TRƯỞNG KHÓM",
        ),
        text,
    )  # fmt: skip


@FACES
def test_the_minutes_tell_who_met_and_how_each_vote_fell(dossier, face, tmp_path):
    text = words(draft_paper(dossier, PaperKind.MINUTES), face, tmp_path)
    assert stand_in_order(
        (
            "BIÊN BẢN", "I. THỜI GIAN, ĐỊA ĐIỂM", "09 giờ 00, ngày 06 tháng 11 năm 2023", "Văn phòng khóm",
            "II. THÀNH PHẦN", "Chủ trì Họp", "Thư Ký Họp", "09/10 người được triệu tập", "III. NỘI DUNG",
            "Kế hoạch số 05/KH-UBND", "(giơ tay)", "Ông Lê Văn Ân", "08 01 00", "88,89", "IV. KẾT LUẬN",
            "01 tập thể, 01 cá nhân", "THƯ KÝ", "CHỦ TRÌ",
        ),
        text,
    )  # fmt: skip


@FACES
def test_the_report_of_a_person_answers_each_criterion_and_states_the_index(person, face, tmp_path):
    text = words(draft_paper(person.dossier, PaperKind.REPORT, person), face, tmp_path)
    assert stand_in_order(
        (
            "BÁO CÁO THÀNH TÍCH", "I. SƠ LƯỢC LÝ LỊCH", "Ông Lê Văn Ân", "1961", "Trưởng khóm",
            "Giải quyết hồ sơ đúng hạn.", "Tiêu chí 1: Nội dung tiêu chí 1 dành cho cá nhân",
            "Đã thực hiện tốt.", "Tiêu chí 2:", "82,5", "XÁC NHẬN, ĐỀ NGHỊ", "NGƯỜI BÁO CÁO", "Lê Văn Ân",
        ),
        text,
    )  # fmt: skip


@pytest.mark.parametrize("kind", PaperKind.values)
def test_the_pdf_and_the_word_file_say_the_same(dossier, kind, tmp_path):
    for nominee in dossier.nominees.all() if kind == PaperKind.REPORT else [None]:
        paper = draft_paper(dossier, kind, nominee)
        assert sorted(pdf_words(paper, tmp_path)) == sorted(docx_words(render(paper, DOCX)))


@pytest.mark.parametrize("kind", [PaperKind.SUBMISSION, PaperKind.MINUTES])
def test_what_the_unit_has_not_said_yet_is_left_for_the_pen(campaign, unit, an, kind, tmp_path):
    text = words(draft_paper(make.draft(campaign, unit, an), kind), PDF, tmp_path)
    assert f"{BLANK} tập thể, cá nhân" in text
    assert f"Kế hoạch số {BLANK}/KH-UBND ngày {BLANK} tháng 4 năm 2023" in text
    assert "None" not in text
    assert "00 Báo cáo thành tích" not in text


@pytest.mark.parametrize(
    ("members", "reason", "written"),
    [(9, "", "lý do: không III."), (10, "Bà Lê Thị A, bận việc", "lý do: Bà Lê Thị A, bận việc III.")],
)
def test_who_was_absent_is_told(dossier, tmp_path, members, reason, written):
    ReviewMinutes.objects.update(members=members, absent_reason=reason)
    dossier.refresh_from_db()
    assert written in words(draft_paper(dossier, PaperKind.MINUTES), DOCX, tmp_path)


def test_a_nominee_taken_off_stands_on_no_paper(dossier, person, tmp_path):
    type(person).objects.filter(pk=person.pk).update(status="withdrawn")
    for kind in (PaperKind.SUBMISSION, PaperKind.MINUTES):
        text = words(draft_paper(dossier, kind), DOCX, tmp_path)
        assert "Lê Văn Ân" not in text
        assert "01 tập thể" in text
        assert "01 cá nhân" not in text
