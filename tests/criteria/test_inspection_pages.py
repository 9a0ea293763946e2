"""Inspections from the plan to the last photograph: who sees what, what is refused in which words."""

import io
from datetime import date

import pytest
import time_machine
from django.urls import reverse
from PIL import Image

from criteria import inspecting
from criteria.enums import InspectionStatus as V
from criteria.models import Inspection, InspectionFinding, InspectionPhoto
from criteria.papers.inspection import KIND
from criteria.workflow import INSPECTION
from phuong6.lib.papers.docx import render_docx
from phuong6.office.papers.issuing import issue_paper
from phuong6.office.workflow import NotAllowed, Refused
from tests import factories as make
from tests.criteria import results as scene
from tests.lib.files.test_uploads import photo_bytes
from tests.lib.papers.faces import docx_words, pdf_words

pytestmark = pytest.mark.django_db
HELD = date(2023, 8, 15)
OFFICERS, STRANGERS = ("thu", "cuc"), ("van", "hoa", "kien", "outsider", "boss")
PLAN = {
    "unit": "",
    "planned_on": "15/08/2023",
    "subject": "Việc tuyên truyền và hướng dẫn nộp hồ sơ trực tuyến",
    "team": "Đặng Minh Thư, Công chức Văn phòng - Thống kê\nVõ Thị Cúc, Cán bộ Nội vụ",
}
VISIT = {
    "held_on": "15/08/2023",
    "held_from": "14:00",
    "held_to": "16h30",
    "place": "Nhà văn hóa khóm 1",
    "unit_side": "Lê Thị An, Trưởng khóm",
}
FOUND = {
    "text": "Chưa có biên bản sinh hoạt tháng 7",
    "to_fix": "on",
    "fix": "Bổ sung biên bản tháng 7",
    "fixer": "Lê Thị An",
    "due_on": "31/08/2023",
}
FIXED = {"fixed_text": "Đã họp lại và lập biên bản.", "fixed_on": "20/08/2023"}


@pytest.fixture(autouse=True)
def late_august():
    with time_machine.travel(make.at(25, month=8), tick=True):
        yield


@pytest.fixture
def joined(campaign, unit, an):
    scene.join(campaign, unit, an)
    return unit


@pytest.fixture
def held(campaign, joined, thu) -> Inspection:
    """A visit to An's unit that was held, nothing written yet."""
    made = inspecting.plan(
        thu, campaign, unit=joined, planned_on=HELD, subject="Việc tuyên truyền", team=PLAN["team"]
    )
    return INSPECTION.perform(
        "hold", made, by=thu, held_on=HELD, place="Nhà văn hóa", unit_side="Lê Thị An, Trưởng khóm"
    )


@pytest.fixture
def found(held, thu) -> InspectionFinding:
    return inspecting.save_finding(
        thu, held, InspectionFinding(), text=FOUND["text"], to_fix=True, due_on=date(2023, 8, 31)
    )


@pytest.fixture
def concluded(held, found, thu) -> Inspection:
    return INSPECTION.perform("conclude", held, by=thu, conclusion="Cần bổ sung biên bản.")


def photo(name: str = "anh.png"):
    """A photograph as a telephone sends it: PNG with words hidden in it."""
    out = io.BytesIO(photo_bytes(kind="PNG"))
    out.name = name
    return out


def at(name: str, *args) -> str:
    return reverse(name, args=args)


def text(response) -> str:
    return response.content.decode()


def enter(client, person) -> None:
    client.force_login(person)


def status(client, address: str) -> int:
    answer = client.get(address)
    if answer.streaming:
        b"".join(answer.streaming_content)
    return answer.status_code


# --- the whole way ------------------------------------------------------------------------------------


def test_from_the_plan_to_the_last_photograph(client, campaign, joined, an, thu):
    enter(client, thu)
    client.post(at("inspection-plan"), PLAN | {"unit": joined.pk})
    visit = Inspection.objects.get()
    client.post(at("inspection-move", visit.pk, "hold"), VISIT)
    client.post(at("finding-new", visit.pk), FOUND | {"files": photo(), "caption": "Sổ họp"})
    finding = visit.findings.get()
    client.post(at("inspection-move", visit.pk, "conclude"), {"conclusion": "Cần bổ sung."})
    enter(client, an)
    assert "Bổ sung biên bản tháng 7" in text(client.get(at("inspection", visit.pk)))
    client.post(at("finding-fix", visit.pk, finding.pk), FIXED | {"files": photo("sau.png")})
    finding.refresh_from_db()
    assert (finding.fixed_text, finding.fixed_on, finding.fixed_by) == (
        FIXED["fixed_text"],
        date(2023, 8, 20),
        an,
    )
    assert list(finding.photos.values_list("after", flat=True)) == [False, True]
    enter(client, thu)
    client.post(at("inspection-move", visit.pk, "close"))
    visit.refresh_from_db()
    assert (visit.status, visit.held_from.hour, visit.held_to.minute) == (V.CLOSED, 14, 30)


def test_a_photograph_is_kept_as_a_plain_picture(client, held, found, thu):
    enter(client, thu)
    client.post(at("finding", held.pk, found.pk), FOUND | {"files": photo()})
    kept = found.photos.get()
    assert kept.file.extension == "jpg"
    answer = client.get(at("photo-file", held.pk, kept.pk))
    assert Image.open(io.BytesIO(b"".join(answer.streaming_content))).format == "JPEG"


def test_what_is_put_right_badly_is_asked_for_again_with_the_reason(client, concluded, found, an, thu):
    enter(client, an)
    client.post(at("finding-fix", concluded.pk, found.pk), FIXED | {"files": photo()})
    enter(client, thu)
    assert client.post(at("finding-again", concluded.pk, found.pk), {"note": ""}).status_code == 422
    client.post(at("finding-again", concluded.pk, found.pk), {"note": "Biên bản chưa có chữ ký."})
    found.refresh_from_db()
    assert found.is_open
    enter(client, an)
    page = text(client.get(at("finding", concluded.pk, found.pk)))
    assert "Biên bản chưa có chữ ký." in page
    assert FIXED["fixed_text"] in page, "what was said is there to go on from"


# --- who ----------------------------------------------------------------------------------------------


def test_who_sees_the_visits_and_who_plans_them(request, client, concluded, joined, em):
    for name in (*OFFICERS, "dung"):
        enter(client, request.getfixturevalue(name))
        assert joined.name in text(client.get(at("inspection-list")))
        assert client.get(at("inspection", concluded.pk)).status_code == 200
        planned = client.get(at("inspection-plan")).status_code
        assert planned == (200 if name in OFFICERS else 404)
    for name in STRANGERS:
        enter(client, request.getfixturevalue(name))
        for address in (
            at("inspection-list"), at("inspection", concluded.pk), at("inspection-plan"),
            at("inspection-change", concluded.pk),
        ):  # fmt: skip
            assert client.get(address).status_code == 404


def test_a_unit_sees_its_own_and_no_others(client, concluded, found, an, em, thu):
    inspecting.add_photos(an, found, [("sau.png", photo_bytes(kind="PNG"))])
    picture = found.photos.get()
    pages = (
        at("inspection", concluded.pk), at("finding", concluded.pk, found.pk),
        at("photo-file", concluded.pk, picture.pk), at("paper", "inspection", concluded.pk),
    )  # fmt: skip
    enter(client, em)
    assert concluded.unit.name not in text(client.get(at("inspection-list")))
    assert [status(client, each) for each in pages] == [404] * 4
    assert client.post(at("finding-fix", concluded.pk, found.pk), FIXED).status_code == 404
    assert client.post(at("photo-remove", concluded.pk, picture.pk)).status_code == 404
    enter(client, an)
    assert concluded.unit.name in text(client.get(at("inspection-list")))
    assert [status(client, each) for each in pages] == [200] * 4


def test_a_unit_learns_what_was_found_with_the_conclusion_and_not_before(client, held, found, an):
    enter(client, an)
    page = text(client.get(at("inspection", held.pk)))
    assert "Kết quả kiểm tra hiện ở đây sau khi có kết luận." in page
    assert found.text not in page
    assert client.get(at("finding", held.pk, found.pk)).status_code == 404
    assert client.get(at("paper", "inspection", held.pk)).status_code == 404


def test_a_visit_called_off_is_not_the_units_any_more(client, campaign, joined, an, thu):
    visit = inspecting.plan(thu, campaign, unit=joined, planned_on=HELD, subject="Việc", team="A")
    enter(client, an)
    assert client.get(at("inspection", visit.pk)).status_code == 200
    INSPECTION.perform("cancel", visit, by=thu, note="Trùng lịch họp")
    assert client.get(at("inspection", visit.pk)).status_code == 404


def test_a_unit_and_the_chairman_write_nothing_of_a_visit(client, held, concluded, found, an, dung):
    for person in (an, dung):
        enter(client, person)
        answers = [
            client.post(at("finding-new", held.pk), FOUND),
            client.post(at("finding", held.pk, found.pk), FOUND),
            client.post(at("finding-remove", held.pk, found.pk)),
            client.post(at("finding-again", held.pk, found.pk), {"note": "x"}),
            client.post(at("inspection-move", held.pk, "close")),
            client.post(at("inspection-move", held.pk, "cancel"), {"note": "x"}),
        ]
        assert [each.status_code for each in answers] == [403] * 6
    assert client.post(at("finding-fix", held.pk, found.pk), FIXED).status_code == 403, "the chairman"
    with pytest.raises(NotAllowed):
        inspecting.plan(an, held.campaign, unit=held.unit, planned_on=HELD, subject="x", team="x")


# --- bad input ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"planned_on": ""}, "Hãy ghi ngày dự kiến kiểm tra."),
        ({"planned_on": "15/08/1900"}, "Ngày kiểm tra phải từ ngày phát động"),
        ({"planned_on": "15/08/2099"}, "Ngày kiểm tra phải từ ngày phát động"),
        ({"planned_on": "hôm nào rảnh"}, "Không đọc được ngày"),
        ({"subject": "  "}, "Hãy ghi kiểm tra nội dung gì."),
        ({"team": ""}, "Hãy ghi ít nhất Trưởng đoàn."),
        ({"unit": ""}, "Hãy chọn đơn vị được kiểm tra."),
        ({"unit": "999999"}, "Hãy chọn một đơn vị đã đăng ký tham gia phong trào."),
        ({"subject": "dài " * 2000}, "Ô này ghi tối đa 4.000 ký tự"),
    ],
)
def test_a_plan_that_does_not_fit_is_told_where_and_kept(client, campaign, joined, thu, typed, sentence):
    enter(client, thu)
    answer = client.post(at("inspection-plan"), PLAN | {"unit": joined.pk} | typed)
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert "Võ Thị Cúc" in text(answer) or "team" in typed
    assert not Inspection.objects.exists()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"held_on": ""}, "Hãy ghi ngày kiểm tra."),
        ({"held_on": "26/08/2023"}, "Ngày kiểm tra không thể ở tương lai."),
        ({"held_on": "01/01/2023"}, "Ngày kiểm tra không thể trước ngày phát động"),
        ({"held_from": "25:00"}, "Không đọc được giờ “25:00”."),
        ({"held_from": "15:00", "held_to": "14:00"}, "Giờ kết thúc phải sau giờ bắt đầu."),
        ({"place": "x" * 201}, "Dài quá 200 chữ."),
    ],
)
def test_a_visit_that_does_not_fit_is_told_where_and_kept(client, campaign, joined, thu, typed, sentence):
    visit = inspecting.plan(thu, campaign, unit=joined, planned_on=HELD, subject="Việc", team="A")
    enter(client, thu)
    answer = client.post(at("inspection-move", visit.pk, "hold"), VISIT | typed)
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert "Lê Thị An, Trưởng khóm" in text(answer)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"text": ""}, "Hãy ghi đã thấy gì."),
        ({"due_on": ""}, "Việc phải khắc phục cần có hạn."),
        ({"due_on": "14/08/2023"}, "Hạn khắc phục không thể trước ngày kiểm tra (15/08/2023)."),
        ({"due_on": "31/08/2029"}, "Hạn khắc phục xa quá một năm."),
        ({"due_on": "31/08/1900"}, "Hạn khắc phục không thể trước ngày kiểm tra"),
        ({"to_fix": ""}, "hãy đánh dấu ô này."),
        ({"target": "77"}, "Hãy chọn chỉ tiêu trong danh sách."),
    ],
)
def test_a_finding_that_does_not_fit_is_told_where_and_kept(client, held, thu, typed, sentence):
    enter(client, thu)
    answer = client.post(at("finding-new", held.pk), {**FOUND, "fixer": "Bùi Văn Mực", **typed})
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert "Bùi Văn Mực" in text(answer)
    assert not held.findings.exists()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"fixed_text": ""}, "Hãy ghi đã khắc phục thế nào."),
        ({"fixed_on": "26/08/2023"}, "Ngày khắc phục không thể ở tương lai."),
        ({"fixed_on": "14/08/2023"}, "Ngày khắc phục không thể trước ngày kiểm tra (15/08/2023)."),
        ({"fixed_on": "31/02/2023"}, "không phải là ngày có thật"),
        ({}, "Hãy đưa lên ít nhất một ảnh hoặc giấy tờ cho thấy đã khắc phục."),
    ],
)
def test_a_fix_that_does_not_fit_is_told_where_and_kept(client, concluded, found, an, typed, sentence):
    enter(client, an)
    answer = client.post(at("finding-fix", concluded.pk, found.pk), FIXED | typed)
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert "Đã họp lại" in text(answer) or "fixed_text" in typed
    found.refresh_from_db()
    assert found.is_open


def test_photographs_stay_when_a_word_is_missing(client, concluded, found, an):
    enter(client, an)
    answer = client.post(
        at("finding-fix", concluded.pk, found.pk), FIXED | {"fixed_text": "", "files": photo()}
    )
    assert answer.status_code == 422
    assert found.photos.count() == 1
    assert "Ảnh đã được giữ, không cần chọn lại." in text(answer)
    answer = client.post(at("finding-fix", concluded.pk, found.pk), FIXED | {"fixed_text": ""})
    assert "Ảnh đã được giữ" not in text(answer)
    client.post(at("finding-fix", concluded.pk, found.pk), FIXED)
    found.refresh_from_db()
    assert not found.is_open


def test_a_file_that_is_no_picture_is_refused_by_name_and_nothing_half_kept(client, held, thu):
    enter(client, thu)
    stranger = io.BytesIO(b"MZ\x90\x00 not a picture")
    stranger.name = "anh.jpg"
    answer = client.post(at("finding-new", held.pk), FOUND | {"files": stranger})
    assert answer.status_code == 422
    assert "anh.jpg" in text(answer)
    assert FOUND["fix"] in text(answer)
    assert not InspectionFinding.objects.exists()
    assert not InspectionPhoto.objects.exists()


def test_nothing_is_concluded_without_findings_or_words(client, held, found, thu):
    enter(client, thu)
    answer = client.post(at("inspection-move", held.pk, "conclude"), {"conclusion": ""})
    assert answer.status_code == 422
    assert "Hãy ghi kết luận." in text(answer)
    found.delete()
    answer = client.post(at("inspection-move", held.pk, "conclude"), {"conclusion": "Đã xem đủ."})
    assert "Chưa ghi phát hiện nào." in text(answer)
    assert "Đã xem đủ." in text(answer)


def test_calling_a_visit_off_asks_for_the_reason(client, campaign, joined, thu):
    visit = inspecting.plan(thu, campaign, unit=joined, planned_on=HELD, subject="Việc", team="A")
    enter(client, thu)
    answer = client.post(at("inspection-move", visit.pk, "cancel"), {"note": ""})
    assert answer.status_code == 422
    assert "Hãy ghi lý do." in text(answer)


# --- frozen, and two at once --------------------------------------------------------------------------


def test_after_the_conclusion_nothing_found_is_changed(client, concluded, found, thu):
    with pytest.raises(Refused, match="không còn ở bước sửa được"):
        inspecting.save_finding(thu, concluded, found, text="Khác", to_fix=False, due_on=None)
    with pytest.raises(Refused, match="không còn ở bước sửa được"):
        inspecting.remove_finding(thu, found)
    with pytest.raises(Refused, match="không còn ở bước sửa được"):
        inspecting.change_plan(thu, concluded, subject="Khác")
    found.refresh_from_db()
    assert found.text == FOUND["text"]


def test_nothing_is_found_on_a_visit_that_was_not_held_yet(client, campaign, joined, thu):
    enter(client, thu)
    client.post(at("inspection-plan"), PLAN | {"unit": joined.pk})
    visit = Inspection.objects.get()
    answer = client.post(at("finding-new", visit.pk), FOUND)
    assert answer.status_code == 422
    assert "không còn ở bước sửa được" in text(answer)
    assert FOUND["fixer"] in text(answer)
    assert client.get(at("finding-new", visit.pk)).url == at("inspection", visit.pk)
    assert not visit.findings.exists()


def test_the_second_of_two_who_report_the_same_fix_is_told(concluded, found, an, thu):
    inspecting.add_photos(an, found, [("a.png", photo_bytes(kind="PNG"))])
    said = {"finding": found.pk, "fixed_text": "Xong", "fixed_on": HELD}
    INSPECTION.perform("fix", concluded, by=an, **said)
    with pytest.raises(Refused, match="Việc này đã được báo khắc phục"):
        INSPECTION.perform("fix", concluded, by=thu, **said)
    with pytest.raises(Refused, match="không đổi ảnh được nữa"):
        inspecting.remove_photo(an, found.photos.get())


def test_a_unit_takes_off_its_own_photographs_and_not_those_of_the_visit(held, found, an, thu):
    inspecting.add_photos(thu, found, [("a.png", photo_bytes(kind="PNG"))])
    concluded = INSPECTION.perform("conclude", held, by=thu, conclusion="Bổ sung.")
    found = concluded.findings.get()
    with pytest.raises(Refused):
        inspecting.remove_photo(an, found.photos.get())
    inspecting.add_photos(an, found, [("b.png", photo_bytes(kind="PNG"))])
    inspecting.remove_photo(an, found.photos.get(after=True))
    assert found.photos.count() == 1


# --- the paper ----------------------------------------------------------------------------------------


def test_the_minutes_say_the_visit_in_both_faces(concluded, found, campaign, tmp_path):
    found.target = scene.share_target(campaign)
    found.fix, found.fixer = "Bổ sung biên bản tháng 7", "Lê Thị An"
    found.save()
    paper = KIND.paper(concluded)
    words = " ".join(pdf_words(paper, tmp_path))
    assert sorted(words.split()) == sorted(" ".join(docx_words(render_docx(paper))).split())
    for piece in (
        "BIÊN BẢN KIỂM TRA", "Đặng Minh Thư, Công chức Văn phòng - Thống kê", "Lê Thị An, Trưởng khóm",
        "Cần bổ sung biên bản.", "31/08/2023", "/BB-UBND",
    ):  # fmt: skip
        assert piece in words
    assert [each.name for each in paper.signatures] == ["Lê Thị An", "Đặng Minh Thư"]


def test_the_minutes_are_issued_once_concluded_and_frozen(held, found, thu, an):
    with pytest.raises(Refused, match="chưa có kết luận nên chưa lập biên bản"):
        issue_paper(KIND, held, by=thu, day=date(2023, 8, 25), number=3)
    INSPECTION.perform("conclude", held, by=thu, conclusion="Cần bổ sung.")
    with pytest.raises(Refused, match="không thể trước ngày 15/08/2023"):
        issue_paper(KIND, held, by=thu, day=date(2023, 8, 14), number=3)
    with pytest.raises(NotAllowed):
        issue_paper(KIND, held, by=an, day=date(2023, 8, 25), number=3)
    issued = issue_paper(KIND, held, by=thu, day=date(2023, 8, 25), number=3)
    assert (issued.full_number, issued.signer) == ("03/BB-UBND", "Đặng Minh Thư")
    assert issued.file.sha256


# --- lists --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_and_a_visit_cost_the_same_however_many(
    client, campaign, ward, thu, count, django_assert_num_queries
):
    for number in range(count):
        unit = make.UnitFactory(ward=ward, code=f"khom-mau-{number}")
        scene.join(campaign, unit, thu)
        visit = inspecting.plan(thu, campaign, unit=unit, planned_on=HELD, subject="Việc", team="A")
        INSPECTION.perform("hold", visit, by=thu, held_on=HELD)
        for _ in range(count):
            inspecting.save_finding(
                thu, visit, InspectionFinding(), text="Thiếu sổ", to_fix=True, due_on=HELD
            )
        INSPECTION.perform("conclude", visit, by=thu, conclusion="Bổ sung.")
    enter(client, thu)
    client.get(at("inspection-list"))
    with django_assert_num_queries(8):
        page = text(client.get(at("inspection-list")))
    assert page.count(f"{count} việc quá hạn") == count
    with django_assert_num_queries(11):
        client.get(at("inspection", visit.pk))


def test_what_waits_stands_on_the_start_page(client, concluded, an, thu):
    enter(client, an)
    assert "Khắc phục 1 việc sau kiểm tra" in text(client.get(at("home")))
    enter(client, thu)
    with time_machine.travel(make.at(1, month=9), tick=True):
        assert "1 cuộc kiểm tra có việc khắc phục quá hạn" in text(client.get(at("home")))
    concluded.findings.update(fixed_on=HELD, fixed_text="Xong", fixed_by=an)
    page = text(client.get(at("home")))
    assert "1 cuộc kiểm tra chờ xác nhận khắc phục xong" in page
    assert "quá hạn" not in page.partition("Văn phòng")[2].partition("kiểm tra chờ")[0]
