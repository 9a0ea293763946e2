"""The drafts a unit prints: whose heading stands on them, what they say, and that Word says the same."""

from datetime import date

import pytest
import time_machine

from campaigns.enums import UnitKind
from dossiers.enums import PaperKind
from dossiers.models import ReviewMinutes
from dossiers.papers.unit.heading import BLANK_LINE, YOUTH_UNION, head_of, signer_titles, unit_letterhead
from dossiers.papers.unit.papers import draft_paper
from dossiers.workflow import DOSSIER
from phuong6.lib.papers.blocks import COUNTRY, MOTTO
from phuong6.lib.papers.docx import render_docx
from phuong6.lib.papers.pdf import render_pdf
from phuong6.lib.vietnamese import BLANK
from phuong6.office.papers.printing import DOCX, PDF
from tests import factories as make
from tests.lib.papers.reading import page_texts
from tests.lib.papers.test_papers import docx_words, pdf_words

FACES = pytest.mark.parametrize("face", [PDF, DOCX])


def words(paper, face: str, tmp_path) -> str:
    """The paper's text in reading order, single spaces between words."""
    if face == PDF:
        return " ".join(page_texts(render_pdf(paper), tmp_path, "-raw"))
    return " ".join(docx_words(render_docx(paper)))


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
    with time_machine.travel(make.at(8), tick=False):
        yield make.complete(row, an)


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
    titles = {kind: signer_titles(make.UnitFactory(ward=campaign.ward, kind=kind)) for kind in UnitKind}
    assert titles == {
        UnitKind.NEIGHBOURHOOD: ("TRƯỞNG KHÓM",),
        UnitKind.OFFICE: ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
        UnitKind.ORGANISATION: ("THỦ TRƯỞNG ĐƠN VỊ",),
    }


def test_the_ward_may_say_otherwise_how_a_unit_signs(campaign):
    union = make.UnitFactory(
        ward=campaign.ward, kind=UnitKind.ORGANISATION, signer_title="TM. Ban Chấp hành\n\n Chủ tịch "
    )
    assert signer_titles(union) == ("TM. BAN CHẤP HÀNH", "CHỦ TỊCH")


# --- the head's name ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "kind", "people", "chair", "head"),
    [
        ("Ban nhân dân Khóm 7", "NEIGHBOURHOOD", {"Lê A": "Trưởng khóm", "Lê B": "Phó Trưởng khóm"}, "Lê B", "Lê A"),
        ("Ban nhân dân Khóm 7", "NEIGHBOURHOOD", {"Lê A": "Bí thư Chi bộ kiêm Trưởng khóm 7"}, "", "Lê A"),
        ("Ban nhân dân Khóm 7", "NEIGHBOURHOOD", {"Lê A": "Phó khóm", "Lê B": ""}, "Lê B", ""),
        ("Ban nhân dân Khóm 7", "NEIGHBOURHOOD", {"Lê A": "Trưởng khóm", "Lê B": "Trưởng khóm"}, "", ""),
        ("Ban nhân dân Khóm 7", "NEIGHBOURHOOD", {"Lê A": "Trưởng khóm", "Lê B": "Trưởng khóm"}, "lê b", "Lê B"),
        ("Hội Nông dân Phường 7", "ORGANISATION", {"Lê A": "Chủ tịch Hội Nông dân Phường"}, "", "Lê A"),
        ("Hội Nông dân Phường 7", "ORGANISATION", {"Lê A": "Chủ tịch Công đoàn"}, "Lê A", ""),
        ("Công an Phường 7", "ORGANISATION", {"Lê A": "Trưởng Công an phường", "Lê B": "Phó Trưởng"}, "", "Lê A"),
        ("Ủy ban nhân dân Phường 7", "OFFICE", {"Lê A": "Công chức"}, "Lê A", "Ngô Văn Dũng"),
    ],
)  # fmt: skip
def test_the_head_is_who_holds_the_title_that_signs_and_nobody_else(
    campaign, name, kind, people, chair, head
):
    unit = make.UnitFactory(ward=campaign.ward, name=name, kind=UnitKind[kind])
    for full_name, position in people.items():
        make.OfficialFactory(unit=unit, full_name=full_name, position=position)
    make.OfficialFactory(unit=unit, full_name="Lê Cũ", position="Trưởng khóm", is_active=False)
    assert head_of(unit, campaign, date(2023, 11, 8), chair) == head


def test_a_deputy_who_signs_for_the_ward_is_not_printed_under_the_chairmans_title(campaign):
    unit = make.UnitFactory(ward=campaign.ward, kind=UnitKind.OFFICE)
    campaign.ward.signers.create(
        name="Lê Phó", title="PHÓ CHỦ TỊCH", on_behalf="KT. CHỦ TỊCH", from_day=date(2023, 11, 1)
    )
    assert head_of(unit, campaign, date(2023, 11, 8)) == ""
    campaign.ward.signers.create(name="Lê Mới", title="CHỦ TỊCH", from_day=date(2023, 11, 1))
    assert head_of(unit, campaign, date(2023, 11, 8)) == "Lê Mới"


def signed_under(dossier, kind, nominee=None) -> dict[str, str]:
    """The last title line of each signature with the name below it."""
    return {each.titles[-1]: each.name for each in draft_paper(dossier, kind, nominee).signatures}


def test_the_heads_name_stands_under_the_submission_and_the_reports(dossier, person):
    collective = dossier.nominees.get(kind="collective")
    assert signed_under(dossier, PaperKind.SUBMISSION) == {"TRƯỞNG KHÓM": "Lê Văn Ân"}
    assert signed_under(dossier, PaperKind.REPORT, collective) == {
        "CẤP TRÌNH KHEN": BLANK_LINE,
        "TRƯỞNG KHÓM": "Lê Văn Ân",
    }
    assert signed_under(dossier, PaperKind.REPORT, person) == {
        "XÁC NHẬN, ĐỀ NGHỊ": BLANK_LINE,  # the head reports himself: nobody confirms himself
        "NGƯỜI BÁO CÁO": "Lê Văn Ân",
    }


@pytest.mark.parametrize(("has_seal", "hint"), [(False, "(Ký)"), (True, "(Ký, đóng dấu)")])
def test_only_who_keeps_a_seal_is_asked_to_set_it(dossier, has_seal, hint):
    dossier.unit.has_seal = has_seal
    (signature,) = draft_paper(dossier, PaperKind.SUBMISSION).signatures
    assert signature.hint == hint


@FACES
def test_a_head_nobody_has_entered_leaves_a_dotted_line_and_never_another_name(
    dossier, person, face, tmp_path
):
    type(person.official).objects.update(position="Thành viên")
    ReviewMinutes.objects.update(chair="", secretary="")
    dossier = type(dossier).objects.get(pk=dossier.pk)
    for kind in (PaperKind.SUBMISSION, PaperKind.MINUTES):
        text = words(draft_paper(dossier, kind), face, tmp_path)
        assert text.count(BLANK_LINE) >= 1 + (kind == PaperKind.MINUTES)
    assert "(Ký, ghi rõ họ tên)" in words(draft_paper(dossier, PaperKind.SUBMISSION), face, tmp_path)
    assert signed_under(dossier, PaperKind.MINUTES) == {"THƯ KÝ": BLANK_LINE, "CHỦ TRÌ": BLANK_LINE}


# --- what they say ------------------------------------------------------------------------------------


@FACES
def test_the_submission_names_plan_meeting_and_everybody_proposed(dossier, face, tmp_path):
    text = words(draft_paper(dossier, PaperKind.SUBMISSION), face, tmp_path)
    assert stand_in_order(
        (
            "UBND PHƯỜNG 6", "BAN NHÂN DÂN KHÓM 1", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "TỜ TRÌNH",
            "Kính gửi: Chủ tịch Ủy ban nhân dân Phường 6", "Căn cứ Luật Thi đua, Khen thưởng",
            "Căn cứ Nghị định số 91/2017/NĐ-CP",
            "Kế hoạch số 05/KH-UBND ngày 12 tháng 4 năm 2023 của Ủy ban nhân dân Phường 6",
            "họp bình xét ngày 06 tháng 11 năm 2023 của Ban nhân dân Khóm 1", "01 tập thể, 01 cá nhân",
            "I. TẬP THỂ", "Ban nhân dân Khóm 1", "II. CÁ NHÂN", "Ông Lê Văn Ân", "8/9 tán thành", "02 Báo cáo thành tích",
            "TRƯỞNG KHÓM",
        ),
        text,
    )  # fmt: skip


def test_the_law_follows_the_day_the_submission_is_written(dossier, tmp_path):
    with time_machine.travel(make.at(5, month=1, year=2024)):
        text = words(draft_paper(dossier, PaperKind.SUBMISSION), DOCX, tmp_path)
    assert "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022" in text
    assert "Nghị định số 98/2023/NĐ-CP" in text
    assert "91/2017" not in text
    assert "chính quyền địa phương" not in text  # a unit cites the law on commendation alone
    assert f"Phường 6, ngày {BLANK} tháng {BLANK} năm 2024" in text


def test_a_dossier_handed_in_keeps_the_law_of_that_day(dossier, an, tmp_path):
    DOSSIER.perform("submit", dossier, by=an, at=make.at(10))
    with time_machine.travel(make.at(5, month=1, year=2024)):
        assert "91/2017" in words(draft_paper(dossier, PaperKind.SUBMISSION), DOCX, tmp_path)


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
        assert sorted(pdf_words(paper, tmp_path)) == sorted(docx_words(render_docx(paper)))


@pytest.mark.parametrize("kind", [PaperKind.SUBMISSION, PaperKind.MINUTES])
def test_what_the_unit_has_not_said_yet_is_left_for_the_pen(campaign, unit, an, kind, tmp_path):
    campaign.plan_number = campaign.plan_day = None
    campaign.save()
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
        assert "Ông Lê Văn Ân" not in text  # he still signs as the head
        assert "01 tập thể" in text
        assert "01 cá nhân" not in text
